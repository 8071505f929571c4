//! Shortest ways from one node over the times of the moment.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::problem::Congestion;

/// Links by the node they begin at.
pub(super) struct Graph {
    /// Where each node's links begin in `links`.
    starts: Vec<usize>,
    /// Number and head of each link.
    links: Vec<(u32, u32)>,
    /// Tail of each link, by number.
    tails: Vec<u32>,
}

/// Shortest ways from one node to all.
pub(super) struct Tree {
    /// Time to each node; infinite where no way leads.
    pub(super) times: Vec<f64>,
    /// Last link on the way to each node.
    last: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Graph {
    /// The links of `problem`, ready for searching.
    pub(super) fn new(problem: &Congestion) -> Self {
        let nodes = problem.nodes as usize;
        let mut starts = vec![0; nodes + 1];
        for link in &problem.links {
            starts[link.tail as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut links = vec![(0, 0); problem.links.len()];
        for (number, link) in (0..).zip(&problem.links) {
            let slot = &mut next[link.tail as usize];
            links[*slot] = (number, link.head);
            *slot += 1;
        }
        Self { starts, links, tails: problem.links.iter().map(|link| link.tail).collect() }
    }

    /// Shortest ways from `from` (Dijkstra 1959); of equally short ones the first found. Times are not negative, so
    /// their bits sort as they do.
    pub(super) fn tree(&self, from: u32, times: &[f64]) -> Tree {
        let nodes = self.starts.len() - 1;
        let mut tree = Tree { times: vec![f64::INFINITY; nodes], last: vec![NONE; nodes] };
        let mut queue = BinaryHeap::new();
        tree.times[from as usize] = 0.0;
        queue.push(Reverse((0.0_f64.to_bits(), from)));
        while let Some(Reverse((bits, node))) = queue.pop() {
            let time = f64::from_bits(bits);
            if time > tree.times[node as usize] {
                continue;
            }
            for &(link, head) in &self.links[self.starts[node as usize]..self.starts[node as usize + 1]] {
                let arrival = time + times[link as usize];
                if arrival < tree.times[head as usize] {
                    tree.times[head as usize] = arrival;
                    tree.last[head as usize] = link;
                    queue.push(Reverse((arrival.to_bits(), head)));
                }
            }
        }
        tree
    }

    /// Links from the root of `tree` to `to`, which it reaches.
    pub(super) fn way(&self, tree: &Tree, to: u32) -> Vec<u32> {
        let mut links = Vec::new();
        let mut node = to;
        while tree.last[node as usize] != NONE {
            let link = tree.last[node as usize];
            links.push(link);
            node = self.tails[link as usize];
        }
        links.reverse();
        links
    }
}
