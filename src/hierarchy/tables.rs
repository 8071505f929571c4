//! What searches look up in a hierarchy besides its arcs. All of it follows from the arcs and a few [`Parts`].

use super::elimination::Upward;
use super::triangles::subtrees;

/// Which way an arc is taken: from its lower end to the higher, or back.
pub const UP: u32 = 0;
/// From the higher end of an arc to the lower.
pub const DOWN: u32 = 1;
/// The slot of a link from a node to itself, which is on no shortest way.
pub const NO_SLOT: u32 = u32::MAX;

/// What of a hierarchy is kept besides its arcs: all else follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// How many steps all chains have.
    pub steps: u32,
    /// As [`Tables::pieces`].
    pub pieces: Vec<(u32, u32)>,
    /// As [`Tables::ends`].
    pub ends: Vec<(u32, u32)>,
    /// As [`Tables::slot`].
    pub slot: Vec<u32>,
    /// As [`Tables::block`].
    pub block: Vec<u32>,
}

/// Tables by node, arc and link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// How many nodes are above a node in the elimination tree.
    pub depth: Vec<u32>,
    /// The depth of the higher end of each arc.
    pub head_depth: Vec<u32>,
    /// Where each link begins and ends.
    pub ends: Vec<(u32, u32)>,
    /// Where the links begin that lead on from each node; one more than there are nodes.
    pub out_first: Vec<u32>,
    /// The links by the nodes they begin at, but loops.
    pub out: Vec<u32>,
    /// The block of each link.
    pub block: Vec<u32>,
    /// The lower end of each arc.
    pub tail: Vec<u32>,
    /// Where the arcs from below begin of each node; one more than there are nodes.
    pub below_first: Vec<u32>,
    /// The arcs whose higher end a node is, with their lower ends, ascending.
    pub below: Vec<(u32, u32)>,
    /// The subtrees of the elimination tree that are worth a thread.
    pub subtrees: Vec<(u32, u32)>,
    /// The most nodes on a way up the tree.
    pub height: u32,
    /// For each link the arc that it is and its direction: twice the arc, one more for down.
    pub slot: Vec<u32>,
    /// The first link of each arc upward, or the number of links.
    pub up_link: Vec<u32>,
    /// The same downward.
    pub down_link: Vec<u32>,
    /// Further links of a slot that has a first one: slot and link, ascending.
    pub parallel: Vec<(u32, u32)>,
    /// For each node inside a chain the arc between the two nodes that it is between.
    pub closing: Vec<u32>,
    /// For each arc of a node inside a chain where on the chains it begins and where it ends.
    pub pieces: Vec<(u32, u32)>,
    /// The first link of each step along the chains.
    pub along: Vec<u32>,
    /// The first link of each step against them, the last one first.
    pub against: Vec<u32>,
}

impl Tables {
    /// Of arcs and what is kept beside them.
    pub fn of(upward: &Upward, parts: Parts) -> Self {
        let Parts { steps, pieces, ends, slot, block } = parts;
        let nodes = upward.first.len() - 1;
        let mut depth = vec![0_u32; nodes];
        for node in (0..nodes as u32).rev() {
            if let Some(parent) = upward.parent(node) {
                depth[node as usize] = depth[parent as usize] + 1;
            }
        }
        let closing = (0..pieces.len() as u32 / 2).map(|node| {
            let ends = upward.of_node(node);
            upward.arc(ends[0], ends[1]).unwrap_or_default()
        });
        // Chains first, then dead ends, each node of which has one arc.
        let inside = pieces.len() as u32 / 2;
        let dead = (inside..nodes as u32).take_while(|&node| upward.of_node(node).len() < 2).count();
        let first_with_more = inside + dead as u32;
        let (below_first, below, tail) = arcs_from_below(upward, nodes);
        let (out_first, out) = links_onward(&ends, nodes);
        let none = ends.len() as u32;
        let mut tables = Self {
            head_depth: upward.heads.iter().map(|&head| depth[head as usize]).collect(),
            height: depth.iter().max().map_or(0, |most| most + 1),
            depth,
            subtrees: subtrees(upward, first_with_more),
            closing: closing.collect(),
            tail,
            below_first,
            below,
            out_first,
            out,
            up_link: vec![none; upward.heads.len()],
            down_link: vec![none; upward.heads.len()],
            parallel: Vec::new(),
            along: vec![none; steps as usize],
            against: vec![none; steps as usize],
            ends,
            slot: Vec::new(),
            block,
            pieces,
        };
        for (link, &slot) in slot.iter().enumerate().filter(|(_, slot)| **slot != NO_SLOT) {
            tables.add(slot / 2, slot % 2, link as u32, none);
        }
        tables.slot = slot;
        tables.parallel.sort_unstable();
        tables
    }

    fn add(&mut self, arc: u32, direction: u32, link: u32, none: u32) {
        let first = if direction == UP { &mut self.up_link } else { &mut self.down_link };
        if first[arc as usize] != none {
            self.parallel.push((2 * arc + direction, link));
            return;
        }
        first[arc as usize] = link;
        if let Some((place, against)) = self.step(arc, direction) {
            let links = if against { &mut self.against } else { &mut self.along };
            links[place] = link;
        }
    }

    /// Where in [`Self::along`], or, if the second is true, in [`Self::against`], the links of an arc stand that is one
    /// step of a chain.
    pub fn step(&self, arc: u32, direction: u32) -> Option<(usize, bool)> {
        let &(begin, end) = self.pieces.get(arc as usize).filter(|(begin, end)| begin.abs_diff(*end) == 1)?;
        let against = (begin < end) != (direction == UP);
        let place = begin.min(end) as usize;
        Some((if against { self.against.len() - 1 - place } else { place }, against))
    }

    /// Where the links stand that a piece of a chain consists of, in the order in which it is passed.
    pub fn piece(&self, arc: u32, direction: u32) -> (std::ops::Range<usize>, bool) {
        let (low, high) = self.pieces[arc as usize];
        self.between(low, high, direction)
    }

    /// The same of the chain that an arc spans which leads through this arc of a node inside the chain.
    pub fn whole(&self, via: u32, direction: u32) -> (std::ops::Range<usize>, bool) {
        let (low, high) = (self.pieces[via as usize].1, self.pieces[via as usize ^ 1].1);
        self.between(low, high, direction)
    }

    fn between(&self, low: u32, high: u32, direction: u32) -> (std::ops::Range<usize>, bool) {
        let (begin, end) = if direction == UP { (low, high) } else { (high, low) };
        if begin < end {
            (begin as usize..end as usize, false)
        } else {
            (self.against.len() - begin as usize..self.against.len() - end as usize, true)
        }
    }

    /// The arcs from nodes below a node: their lower ends and the arcs, ascending.
    pub fn below(&self, node: u32) -> &[(u32, u32)] {
        &self.below[self.below_first[node as usize] as usize..self.below_first[node as usize + 1] as usize]
    }

    /// The links that lead on from a node.
    pub fn out(&self, node: u32) -> &[u32] {
        &self.out[self.out_first[node as usize] as usize..self.out_first[node as usize + 1] as usize]
    }

    /// The further links of a slot.
    pub fn further(&self, slot: u32) -> impl Iterator<Item = u32> + '_ {
        let begin = self.parallel.partition_point(|&(at, _)| at < slot);
        self.parallel[begin..].iter().take_while(move |&&(at, _)| at == slot).map(|&(_, link)| link)
    }
}

/// The arcs by their higher ends: where those of each node begin, lower ends and arcs; and the lower end of each arc.
fn arcs_from_below(upward: &Upward, nodes: usize) -> (Vec<u32>, Vec<(u32, u32)>, Vec<u32>) {
    let mut first = vec![0_u32; nodes + 1];
    for &head in &upward.heads {
        first[head as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    let mut at = first.clone();
    let mut below = vec![(0, 0); upward.heads.len()];
    let mut tail = Vec::with_capacity(upward.heads.len());
    for node in 0..nodes as u32 {
        for arc in upward.arcs(node) {
            tail.push(node);
            let place = &mut at[upward.heads[arc] as usize];
            below[*place as usize] = (node, arc as u32);
            *place += 1;
        }
    }
    (first, below, tail)
}

/// The links by the nodes they begin at, but loops, and where those of each node begin.
fn links_onward(ends: &[(u32, u32)], nodes: usize) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0_u32; nodes + 1];
    let onward = || ends.iter().enumerate().filter(|(_, (from, to))| from != to);
    for (_, &(from, _)) in onward() {
        first[from as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    let mut at = first.clone();
    let mut out = vec![0; first[nodes] as usize];
    for (link, &(from, _)) in onward() {
        out[at[from as usize] as usize] = link as u32;
        at[from as usize] += 1;
    }
    (first, out)
}
