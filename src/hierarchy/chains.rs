//! Which nodes lie on a line without branches, and which on a dead end?
//!
//! Most nodes of a network of lines have two neighbours. They are put first in the order, each chain by halves, so that
//! what is left for the dissection is the graph of junctions; the pieces of a chain are told apart by their places on it.

use super::neighbours::Neighbours;

/// The chains of a graph.
#[derive(Debug, Default)]
pub struct Chains {
    /// The nodes of each chain with both its ends, which are different.
    pub nodes: Vec<Vec<u32>>,
    /// Whether a node is inside a chain.
    pub inside: Vec<bool>,
}

/// A node inside a chain, its place on the chain and those of the two nodes it is between when it goes.
#[derive(Debug, Clone, Copy)]
pub struct Halved {
    pub node: u32,
    pub before: u32,
    pub at: u32,
    pub after: u32,
}

impl Chains {
    /// All chains: ways through nodes with two neighbours, from one node that has not two to another. Where such a way
    /// leads back to where it began, a node inside it counts as an end too.
    pub fn of(graph: &Neighbours) -> Self {
        let mut end: Vec<bool> = (0..graph.len() as u32).map(|node| graph.of(node).len() != 2).collect();
        let mut chains = Self { nodes: Vec::new(), inside: vec![false; graph.len()] };
        for node in 0..graph.len() as u32 {
            if end[node as usize] {
                chains.begin_at(graph, &mut end, node);
            }
        }
        // What is left are circles without any end.
        for node in 0..graph.len() as u32 {
            if !end[node as usize] && !chains.inside[node as usize] {
                end[node as usize] = true;
                chains.begin_at(graph, &mut end, node);
            }
        }
        chains
    }

    fn begin_at(&mut self, graph: &Neighbours, end: &mut [bool], from: u32) {
        for &next in graph.of(from) {
            if end[next as usize] || self.inside[next as usize] {
                continue;
            }
            let mut way = vec![from];
            let (mut before, mut at) = (from, next);
            while !end[at as usize] {
                way.push(at);
                let after = graph.of(at).iter().copied().find(|&node| node != before).unwrap_or(from);
                (before, at) = (at, after);
            }
            way.push(at);
            if at == from {
                // A loop has at least two nodes inside: the graph has no parallel edges.
                let middle = way.len() / 2;
                end[way[middle] as usize] = true;
                let back = way.split_off(middle);
                way.push(back[0]);
                self.add(way);
                self.add(back);
            } else {
                self.add(way);
            }
        }
    }

    fn add(&mut self, way: Vec<u32>) {
        if way.len() > 2 {
            for &node in &way[1..way.len() - 1] {
                self.inside[node as usize] = true;
            }
            self.nodes.push(way);
        }
    }

    /// The nodes inside a chain of so many nodes in the order in which they go: halves before the middle.
    pub fn halves(way: &[u32], into: &mut Vec<Halved>) {
        fn between(way: &[u32], before: usize, after: usize, into: &mut Vec<Halved>) {
            if after - before < 2 {
                return;
            }
            let at = usize::midpoint(before, after);
            between(way, before, at, into);
            between(way, at, after, into);
            into.push(Halved { node: way[at], before: before as u32, at: at as u32, after: after as u32 });
        }
        between(way, 0, way.len() - 1, into);
    }

    /// The graph of the nodes that are not inside a chain: each chain is an edge.
    pub fn contracted(&self, graph: &Neighbours) -> Neighbours {
        let mut links = Vec::new();
        for node in (0..graph.len() as u32).filter(|&node| !self.inside[node as usize]) {
            let others = graph.of(node).iter().filter(|&&other| other > node && !self.inside[other as usize]);
            links.extend(others.map(|&other| (node, other)));
        }
        links.extend(self.nodes.iter().map(|way| (way[0], way[way.len() - 1])));
        Neighbours::of_links(graph.len() as u32, &links)
    }
}

/// The nodes on dead ends, in an order in which each has at most one neighbour left when it goes. Marks them in `gone`.
pub fn dead_ends(graph: &Neighbours, gone: &mut [bool]) -> Vec<u32> {
    let mut left: Vec<u32> = (0..graph.len() as u32).map(|node| graph.of(node).len() as u32).collect();
    let mut order: Vec<u32> =
        (0..graph.len() as u32).filter(|&node| !gone[node as usize] && left[node as usize] < 2).collect();
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        next += 1;
        gone[node as usize] = true;
        for &other in graph.of(node).iter().filter(|&&other| !gone[other as usize]) {
            left[other as usize] -= 1;
            if left[other as usize] == 1 {
                order.push(other);
            }
        }
    }
    order
}
