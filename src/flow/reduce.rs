//! What of a graph can matter to a flow? Dead ends go, chains become one edge; flows on the rest are carried back.
//!
//! Real networks are mostly chains: of 163,142 nodes of the world's railways a quarter are left. An *edge* is a pair of
//! nodes with one arc each way; either may be missing. Where no cost is negative, nothing is lost: a dead end carries
//! no flow, and a chain of edges carries in each direction what its smallest arc does, at the sum of the costs.

use super::graph::Graph;

/// What stands for "no arc".
pub const NONE: u32 = u32::MAX;

/// A pair of arcs between two nodes, or a chain of such pairs.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// Its two ends: nodes of the graph, or of the core.
    pub ends: [u32; 2],
    /// How many units fit from the first end to the second, and back.
    pub capacity: [i64; 2],
    /// What a unit costs from the first end to the second, and back.
    pub cost: [i64; 2],
}

/// The part of a graph that a flow between its terminals can use.
#[derive(Debug)]
pub struct Core {
    /// For each node of the core, which node of the graph it is.
    pub nodes: Vec<u32>,
    /// Edges between nodes of the core.
    pub edges: Vec<Edge>,
    /// For each node of the graph, which of the core it is, or [`NONE`].
    pub place: Vec<u32>,
    /// Where the links of each edge begin in `links`; one more than there are edges.
    pub starts: Vec<u32>,
    /// The pairs that make up each edge, in order: twice the pair, plus one if it is passed from its second end.
    pub links: Vec<u32>,
    /// Arcs of the graph from the first to the second end of each pair, and back, or [`NONE`].
    pub pairs: Vec<[u32; 2]>,
}

impl Core {
    /// The core of a graph, in which the terminals stay. Arcs without capacity and loops go.
    pub fn new(graph: &Graph, is_terminal: impl Fn(u32) -> bool) -> Self {
        let pairs = pair_up(graph);
        let arcs = graph.arcs();
        let count = graph.nodes() as usize;
        let ends = |pair: [u32; 2]| match pair {
            [NONE, back] => [arcs[back as usize].head, arcs[back as usize].tail],
            [there, _] => [arcs[there as usize].tail, arcs[there as usize].head],
        };
        let pair_ends: Vec<[u32; 2]> = pairs.iter().map(|&pair| ends(pair)).collect();

        // How many pairs touch each node, and the exclusive or of their numbers: with one left it is that pair, and on
        // a chain it leads from one pair to the other.
        let mut touches = vec![(0_u32, 0_u32); count];
        for (pair, ends) in (0_u32..).zip(&pair_ends) {
            for &end in ends {
                touches[end as usize].0 += 1;
                touches[end as usize].1 ^= pair;
            }
        }
        let mut is_gone = vec![false; pairs.len()];
        for first in 0..graph.nodes() {
            let mut node = first;
            while touches[node as usize].0 == 1 && !is_terminal(node) {
                let pair = touches[node as usize].1;
                is_gone[pair as usize] = true;
                let [one, other] = pair_ends[pair as usize];
                for end in [one, other] {
                    touches[end as usize].0 -= 1;
                    touches[end as usize].1 ^= pair;
                }
                node ^= one ^ other;
            }
        }

        let mut core = Self {
            nodes: Vec::new(),
            edges: Vec::new(),
            place: vec![NONE; count],
            starts: vec![0],
            links: Vec::new(),
            pairs,
        };
        for node in 0..graph.nodes() {
            if is_terminal(node) || touches[node as usize].0 > 2 {
                core.place[node as usize] = u32::try_from(core.nodes.len()).expect("no more than nodes of the graph");
                core.nodes.push(node);
            }
        }
        for (pair, &[one, other]) in (0_u32..).zip(&pair_ends) {
            if is_gone[pair as usize] {
                continue;
            }
            if core.place[one as usize] != NONE {
                core.walk(graph, pair, one, &pair_ends, &touches, &mut is_gone);
            } else if core.place[other as usize] != NONE {
                core.walk(graph, pair, other, &pair_ends, &touches, &mut is_gone);
            }
        }
        core
    }

    /// Walks from a node of the core along a pair, and on until the core is met again: that is an edge.
    fn walk(
        &mut self,
        graph: &Graph,
        first: u32,
        from: u32,
        pair_ends: &[[u32; 2]],
        touches: &[(u32, u32)],
        is_gone: &mut [bool],
    ) {
        let begin = self.links.len();
        let mut edge = Edge { ends: [self.place[from as usize], NONE], capacity: [i64::MAX; 2], cost: [0; 2] };
        let (mut pair, mut node) = (first, from);
        loop {
            is_gone[pair as usize] = true;
            let [one, other] = pair_ends[pair as usize];
            let is_back = one != node;
            self.links.push(2 * pair + u32::from(is_back));
            for way in 0..2 {
                let arc = self.pairs[pair as usize][way ^ usize::from(is_back)];
                let (capacity, cost) = match graph.arcs().get(arc as usize) {
                    Some(arc) => (arc.capacity, arc.cost),
                    None => (0, 0),
                };
                edge.capacity[way] = edge.capacity[way].min(capacity);
                edge.cost[way] = edge.cost[way].saturating_add(cost);
            }
            node ^= one ^ other;
            if self.place[node as usize] != NONE {
                break;
            }
            pair ^= touches[node as usize].1;
        }
        edge.ends[1] = self.place[node as usize];
        if edge.ends[0] == edge.ends[1] || edge.capacity == [0, 0] {
            self.links.truncate(begin);
            return;
        }
        self.edges.push(edge);
        self.starts.push(u32::try_from(self.links.len()).expect("no more links than arcs"));
    }

    /// The links of an edge.
    pub fn links(&self, edge: usize) -> &[u32] {
        &self.links[self.starts[edge] as usize..self.starts[edge + 1] as usize]
    }

    /// Flow on each arc of the graph, from what flows on each edge of the core: so much there and so much back.
    pub fn expand(&self, arcs: usize, flow: impl Fn(usize) -> [i64; 2]) -> Vec<i64> {
        let mut all = vec![0; arcs];
        for edge in 0..self.edges.len() {
            let amounts = flow(edge);
            for way in (0..2).filter(|&way| amounts[way] != 0) {
                for &link in self.links(edge) {
                    let arc = self.pairs[link as usize / 2][way ^ (link as usize & 1)];
                    all[arc as usize] = amounts[way];
                }
            }
        }
        all
    }
}

/// Arcs that lead there and back between the same two nodes, in pairs; an arc without a partner is a pair by itself.
fn pair_up(graph: &Graph) -> Vec<[u32; 2]> {
    let arcs = graph.arcs();
    let matters = |index: usize| arcs[index].capacity > 0 && arcs[index].tail != arcs[index].head;
    let low = |index: usize| arcs[index].tail.min(arcs[index].head) as usize;
    let mut starts = vec![0_u32; graph.nodes() as usize + 1];
    for index in (0..arcs.len()).filter(|&index| matters(index)) {
        starts[low(index) + 1] += 1;
    }
    for node in 1..starts.len() {
        starts[node] += starts[node - 1];
    }
    let mut by_low = vec![0_u32; starts[starts.len() - 1] as usize];
    let mut next = starts.clone();
    for (index, number) in (0..arcs.len()).zip(0_u32..).filter(|&(index, _)| matters(index)) {
        let slot = &mut next[low(index)];
        by_low[*slot as usize] = number;
        *slot += 1;
    }
    let mut pairs: Vec<[u32; 2]> = Vec::with_capacity(by_low.len());
    // For each node: the last pair with it that has a place left. Pairs of earlier nodes lie below `first`.
    let mut open = vec![0_u32; graph.nodes() as usize];
    for node in 0..graph.nodes() as usize {
        let first = pairs.len();
        for &number in &by_low[starts[node] as usize..starts[node + 1] as usize] {
            let arc = &arcs[number as usize];
            let is_there = arc.tail as usize == node;
            let other = if is_there { arc.head } else { arc.tail };
            let way = usize::from(!is_there);
            let candidate = open[other as usize] as usize;
            if candidate >= first && candidate < pairs.len() {
                let [one, two] = pairs[candidate];
                let ends_here = [one, two].iter().any(|&arc| {
                    arc != NONE && {
                        let arc = &arcs[arc as usize];
                        arc.tail.max(arc.head) == other
                    }
                });
                if ends_here && pairs[candidate][way] == NONE {
                    pairs[candidate][way] = number;
                    continue;
                }
            }
            open[other as usize] = u32::try_from(pairs.len()).expect("no more pairs than arcs");
            let mut pair = [NONE; 2];
            pair[way] = number;
            pairs.push(pair);
        }
    }
    pairs
}
