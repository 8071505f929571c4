//! How far is it at least from a node to where an origin's goods are wanted? Tells searches where to look first.
//!
//! One search against the arcs, from the destinations, at costs without prices. Prices only add to costs and closing an
//! arc only lengthens ways, so what it finds stays below every distance that is asked later (the potentials of A*).

use std::collections::BinaryHeap;

use super::network::{Graph, Link, Network, Origin};
use super::queue::Label;
use crate::parallel;

/// Nodes that one origin remembers.
const MOST_NODES: usize = 4096;
/// Nodes farther from the destinations than the origin, by this factor, are not told apart.
const REACH: f64 = 1.5;
/// Distances are remembered a little shorter than found, so that rounding makes none too long.
const SHORTER: f64 = 1.0 - 1e-6;

/// Lower bounds of the distance to the nearest of some destinations.
#[derive(Default)]
pub(super) struct Heading {
    /// Nodes and their bounds.
    pub near: Vec<(u32, f32)>,
    /// The bound of every other node, and no less than those of `near`; infinite if the others lead nowhere.
    pub beyond: f32,
}

/// The arcs of a layer by their heads.
struct Reversed {
    first: Vec<u32>,
    tail_and_cost: Vec<(u32, f64)>,
}

impl Reversed {
    fn new(graph: &Graph, links: &[Link]) -> Self {
        let mut first = vec![0u32; graph.first.len()];
        for &head in &graph.head {
            first[head as usize + 1] += 1;
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        let mut next = first.clone();
        let mut tail_and_cost = vec![(0, 0.0); graph.head.len()];
        for (&head, &arc) in graph.head.iter().zip(&graph.arc) {
            let link = &links[arc as usize];
            tail_and_cost[next[head as usize] as usize] = (link.tail, link.cost);
            next[head as usize] += 1;
        }
        Self { first, tail_and_cost }
    }
}

/// The heading of every origin; one without bounds where a layer loses some of what it carries.
pub(super) fn find(network: &Network) -> Vec<Heading> {
    let layers = network.graphs.iter().zip(&network.links);
    let reversed: Vec<Option<Reversed>> =
        layers.map(|(graph, links)| graph.keeps.is_empty().then(|| Reversed::new(graph, links))).collect();
    let chunks: Vec<_> = network.origins.chunks(network.origins.len().div_ceil(64).max(1)).collect();
    parallel::map(&chunks, |chunk| {
        let mut space = Space::default();
        let heading = |origin: &Origin| {
            reversed[origin.layer as usize].as_ref().map_or_else(Heading::default, |arcs| {
                let wanted = origin.commodities.iter().map(|&k| network.commodities[k as usize].to);
                space.search(arcs, origin.node, wanted)
            })
        };
        chunk.iter().map(heading).collect::<Vec<_>>()
    })
    .into_iter()
    .flatten()
    .collect()
}

#[derive(Default)]
struct Space {
    distance: Vec<f64>,
    touched: Vec<u32>,
    heap: BinaryHeap<Label>,
}

impl Space {
    #[expect(clippy::cast_possible_truncation, reason = "bounds need not be exact")]
    fn search(&mut self, arcs: &Reversed, origin: u32, wanted: impl Iterator<Item = u32>) -> Heading {
        self.distance.resize(self.distance.len().max(arcs.first.len()), f64::INFINITY);
        for node in wanted {
            self.reach(0.0, node);
        }
        let mut heading = Heading { near: Vec::new(), beyond: f32::INFINITY };
        let mut farthest = f64::INFINITY;
        while let Some(Label { distance, node, .. }) = self.heap.pop() {
            if distance > self.distance[node as usize] {
                continue;
            }
            let bound = (distance * SHORTER) as f32;
            if distance > farthest || heading.near.len() == MOST_NODES {
                heading.beyond = bound;
                break;
            }
            heading.near.push((node, bound));
            if node == origin {
                farthest = REACH * distance;
            }
            let range = arcs.first[node as usize] as usize..arcs.first[node as usize + 1] as usize;
            for &(tail, cost) in &arcs.tail_and_cost[range] {
                self.reach(distance + cost, tail);
            }
        }
        self.heap.clear();
        for node in self.touched.drain(..) {
            self.distance[node as usize] = f64::INFINITY;
        }
        heading
    }

    fn reach(&mut self, distance: f64, node: u32) {
        let known = &mut self.distance[node as usize];
        if distance < *known {
            if known.is_infinite() {
                self.touched.push(node);
            }
            *known = distance;
            self.heap.push(Label { key: distance, distance, node });
        }
    }
}
