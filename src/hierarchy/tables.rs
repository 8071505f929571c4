//! What searches look up in a hierarchy besides its arcs. All of it follows from order, arcs and links.

use super::chains::Halved;
use super::elimination::Upward;

/// Which way an arc is taken: from its lower end to the higher, or back.
pub const UP: u32 = 0;
/// From the higher end of an arc to the lower.
pub const DOWN: u32 = 1;
/// The slot of a link from a node to itself, which is on no shortest way.
pub const NO_SLOT: u32 = u32::MAX;

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
    /// Of arcs, ranks, nodes inside chains in their order, the nodes of the chains and the links.
    pub fn of(
        upward: &Upward,
        rank: &[u32],
        halved: &[Halved],
        chains: &[Vec<u32>],
        links: &[(u32, u32)],
        block: Vec<u32>,
    ) -> Self {
        let nodes = rank.len();
        let mut depth = vec![0_u32; nodes];
        for node in (0..nodes as u32).rev() {
            if let Some(parent) = upward.parent(node) {
                depth[node as usize] = depth[parent as usize] + 1;
            }
        }
        let mut closing = Vec::with_capacity(halved.len());
        let mut pieces = Vec::with_capacity(2 * halved.len());
        // The ends of each chain are not inside it, so the nodes at places come from the chains themselves.
        let mut at_place = Vec::new();
        let mut begins = Vec::new();
        for way in chains {
            begins.push(at_place.len() as u32);
            at_place.extend(way[..way.len() - 1].iter().map(|&node| rank[node as usize]));
        }
        for (node, half) in halved.iter().enumerate() {
            let arcs = upward.of_node(node as u32);
            closing.push(upward.arc(arcs[0], arcs[1]).unwrap_or_default());
            let before = at_place[half.before as usize];
            let before_first = arcs[0] == before;
            let (back, on) = ((half.at, half.before), (half.at, half.after));
            pieces.extend(if before_first { [back, on] } else { [on, back] });
        }
        let (below_first, below, tail) = arcs_from_below(upward, nodes);
        let ends: Vec<(u32, u32)> = links.iter().map(|&(from, to)| (rank[from as usize], rank[to as usize])).collect();
        let (out_first, out) = links_onward(&ends, nodes);
        let mut tables = Self {
            ends,
            out_first,
            out,
            block,
            tail,
            below_first,
            below,
            head_depth: upward.heads.iter().map(|&head| depth[head as usize]).collect(),
            height: depth.iter().max().map_or(0, |most| most + 1),
            depth,
            slot: Vec::with_capacity(links.len()),
            up_link: vec![links.len() as u32; upward.heads.len()],
            down_link: vec![links.len() as u32; upward.heads.len()],
            parallel: Vec::new(),
            closing,
            pieces,
            along: vec![links.len() as u32; at_place.len()],
            against: vec![links.len() as u32; at_place.len()],
        };
        for link in 0..links.len() {
            let (from, to) = tables.ends[link];
            let arc = upward.arc(from.min(to), from.max(to));
            let direction = if from < to { UP } else { DOWN };
            tables.slot.push(arc.map_or(NO_SLOT, |arc| 2 * arc + direction));
            if let Some(arc) = arc {
                tables.add(arc, direction, link as u32, links.len() as u32);
            }
        }
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
