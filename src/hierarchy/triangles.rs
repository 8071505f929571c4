//! What do two arcs from one node save the arc between their higher ends? All triangles, from the lowest node up.
//!
//! Subtrees of the elimination tree that are large enough are gone through at the same time. A subtree's nodes change arcs
//! inside it and arcs between nodes above it; what they would change there is kept in a [`Front`] until all that is lower in the
//! order has been taken, so that the result is the same as in one go.

use super::cost::Cost;
use super::elimination::Upward;
use super::wide::with_widest;
use crate::parallel;

/// A graph with fewer triangles is gone through in one go.
const WORTH_THREADS: u64 = 50_000;

/// What consecutive arcs cost, up and down, and through what they lead.
pub(super) struct Span<'a, W> {
    /// The number of the first.
    pub begin: usize,
    pub up: &'a mut [W],
    pub down: &'a mut [W],
    pub via: &'a mut [[u32; 2]],
}

/// What the nodes of a subtree change between the nodes above it: each with those after it.
struct Front<W> {
    up: Vec<W>,
    down: Vec<W>,
    via: Vec<[u32; 2]>,
}

/// The subtrees that are worth a thread, as the first node and the one after the last, in ascending order; of nodes from `begin`
/// on, below which there are no triangles.
pub(super) fn subtrees(upward: &Upward, begin: u32) -> Vec<(u32, u32)> {
    let nodes = upward.first.len() as u32 - 1;
    let mut lowest: Vec<u32> = (0..nodes).collect();
    let mut work = vec![0_u64; nodes as usize + 1];
    for node in 0..nodes {
        let arcs = upward.of_node(node).len() as u64;
        let own = if node < begin { 0 } else { arcs * arcs };
        work[node as usize + 1] = work[node as usize] + own;
        if let Some(parent) = upward.parent(node).filter(|_| node >= begin) {
            lowest[parent as usize] = lowest[parent as usize].min(lowest[node as usize]);
        }
    }
    let all = work[nodes as usize];
    let mut found = Vec::new();
    let mut end = if all < WORTH_THREADS { begin } else { nodes };
    while end > begin {
        let first = lowest[end as usize - 1].max(begin);
        let own = work[end as usize] - work[first as usize];
        if own < all / 12 && own > all / 1000 {
            found.push((first, end));
            end = first;
        } else {
            end -= 1;
        }
    }
    found.reverse();
    found
}

/// Takes all triangles of the nodes from `begin` on. `subtrees` are those of [`subtrees`].
pub(super) fn take_all<W: Cost>(upward: &Upward, begin: u32, subtrees: &[(u32, u32)], mut all: Span<'_, W>) {
    let mut spans = Vec::with_capacity(subtrees.len());
    let (mut up, mut down, mut via, mut at) = (&mut *all.up, &mut *all.down, &mut *all.via, 0);
    for &(first, end) in subtrees {
        let arcs = upward.first[first as usize] as usize..upward.first[end as usize] as usize;
        let (skip, length) = (arcs.start - at, arcs.len());
        let (own_up, rest_up) = up.split_at_mut(skip).1.split_at_mut(length);
        let (own_down, rest_down) = down.split_at_mut(skip).1.split_at_mut(length);
        let (own_via, rest_via) = via.split_at_mut(skip).1.split_at_mut(length);
        spans.push((first, end, Span { begin: arcs.start, up: own_up, down: own_down, via: own_via }));
        (up, down, via, at) = (rest_up, rest_down, rest_via, arcs.end);
    }
    let fronts = take_subtrees(upward, &mut spans);
    drop(spans);
    let mut none = Front { up: Vec::new(), down: Vec::new(), via: Vec::new() };
    let nodes = upward.first.len() as u32 - 1;
    let mut next = begin;
    with_widest(
        #[inline(always)]
        || {
            for (&(first, end), front) in subtrees.iter().zip(&fronts) {
                (next..first).for_each(|node| take_node(upward, node, (nodes, &[]), &mut all, &mut none));
                take_front(upward, end - 1, &mut all, front);
                next = end;
            }
            (next..nodes).for_each(|node| take_node(upward, node, (nodes, &[]), &mut all, &mut none));
        },
    );
}

fn take_subtrees<W: Cost>(upward: &Upward, spans: &mut [(u32, u32, Span<'_, W>)]) -> Vec<Front<W>> {
    match spans {
        [] => Vec::new(),
        [(first, end, span)] => {
            let above = upward.of_node(*end - 1);
            let pairs = above.len() * above.len().saturating_sub(1) / 2;
            let mut front = Front { up: vec![W::NEVER; pairs], down: vec![W::NEVER; pairs], via: vec![[0; 2]; pairs] };
            with_widest(
                #[inline(always)]
                || (*first..*end).for_each(|node| take_node(upward, node, (*end, above), span, &mut front)),
            );
            vec![front]
        }
        _ => {
            let (one, other) = spans.split_at_mut(spans.len() / 2);
            let (mut fronts, others) = parallel::join(|| take_subtrees(upward, one), || take_subtrees(upward, other));
            fronts.extend(others);
            fronts
        }
    }
}

/// Takes what a subtree, whose highest node this is, changes above it.
fn take_front<W: Cost>(upward: &Upward, top: u32, all: &mut Span<'_, W>, front: &Front<W>) {
    let above = upward.of_node(top);
    let mut at = 0;
    for (place, &low) in above.iter().enumerate() {
        let mut arc = upward.first[low as usize] as usize;
        for &high in &above[place + 1..] {
            while upward.heads[arc] != high {
                arc += 1;
            }
            if front.up[at] < all.up[arc] {
                (all.up[arc], all.via[arc][0]) = (front.up[at], front.via[at][0]);
            }
            if front.down[at] < all.down[arc] {
                (all.down[arc], all.via[arc][1]) = (front.down[at], front.via[at][1]);
            }
            at += 1;
        }
    }
}

/// Takes all ways through a node from one higher neighbour to another. Arcs of nodes from `end` on, which are `above`, are in the front.
#[inline(always)]
fn take_node<W: Cost>(
    upward: &Upward,
    node: u32,
    (end, above): (u32, &[u32]),
    span: &mut Span<'_, W>,
    front: &mut Front<W>,
) {
    let own = upward.arcs(node);
    if own.len() < 2 {
        return;
    }
    let heads = &upward.heads[own.clone()];
    let (begin, split) = (own.start - span.begin, own.end - span.begin);
    let (up, up_high) = span.up.split_at_mut(split);
    let (down, down_high) = span.down.split_at_mut(split);
    let via = &mut span.via[split..];
    let (up, down) = (&up[begin..], &down[begin..]);
    let mut in_front = 0;
    for (place, &low) in heads[..heads.len() - 1].iter().enumerate() {
        let through = (own.start + place) as u32;
        let ways = Ways {
            heads: &heads[place + 1..],
            up: &up[place + 1..],
            down: &down[place + 1..],
            into: down[place],
            from: up[place],
            through,
        };
        if low < end {
            let row = upward.arcs(low);
            let at = row.start - own.end..row.end - own.end;
            let row = &upward.heads[row];
            ways.shorten(row, &mut up_high[at.clone()], &mut down_high[at.clone()], &mut via[at]);
        } else {
            while above[in_front] != low {
                in_front += 1;
            }
            let row = &above[in_front + 1..];
            let last = in_front * (2 * above.len() - in_front - 1) / 2 + row.len();
            let at = last - row.len()..last;
            ways.shorten(row, &mut front.up[at.clone()], &mut front.down[at.clone()], &mut front.via[at]);
        }
    }
}

/// The ways from one higher neighbour of a node through it to those after it, and back.
struct Ways<'a, W> {
    heads: &'a [u32],
    up: &'a [W],
    down: &'a [W],
    into: W,
    from: W,
    through: u32,
}

impl<W: Cost> Ways<'_, W> {
    /// Takes the cheaper of each arc of a row, which leads to all that these ways lead to and maybe more, and the way.
    #[inline(always)]
    fn shorten(&self, row: &[u32], up: &mut [W], down: &mut [W], via: &mut [[u32; 2]]) {
        let tail = row.len() - self.heads.len();
        if row[tail] == self.heads[0] {
            // All that follows in the longer list is what is looked for.
            let costs = up[tail..].iter_mut().zip(&mut down[tail..]).zip(&mut via[tail..]);
            for (((up, down), via), (&rest_up, &rest_down)) in costs.zip(self.up.iter().zip(self.down)) {
                let (rising, falling) = (self.into.plus(rest_up), self.from.plus(rest_down));
                let (better_up, better_down) = (rising < *up, falling < *down);
                *via = [if better_up { self.through } else { via[0] }, if better_down { self.through } else { via[1] }];
                *up = if better_up { rising } else { *up };
                *down = if better_down { falling } else { *down };
            }
            return;
        }
        let mut at = 0;
        for (&high, (&rest_up, &rest_down)) in self.heads.iter().zip(self.up.iter().zip(self.down)) {
            while row[at] != high {
                at += 1;
            }
            let (rising, falling) = (self.into.plus(rest_up), self.from.plus(rest_down));
            if rising < up[at] {
                (up[at], via[at][0]) = (rising, self.through);
            }
            if falling < down[at] {
                (down[at], via[at][1]) = (falling, self.through);
            }
        }
    }
}
