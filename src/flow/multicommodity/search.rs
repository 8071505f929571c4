//! The cheapest way of every commodity at given prices: one search per origin, origins in parallel.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::network::{Graph, Network, Origin};
use crate::parallel;

const NONE: u32 = u32::MAX;

/// What a search found for one commodity.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub commodity: u32,
    /// Cost and prices of the cheapest way, per unit delivered; infinite if there is none below the commodity's limit.
    pub distance: f64,
    /// Its arcs in order.
    pub arcs: Vec<u32>,
}

struct Label {
    distance: f64,
    node: u32,
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Label {}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    /// The nearest first, then the lower node, as `BinaryHeap` takes the greatest.
    fn cmp(&self, other: &Self) -> Ordering {
        other.distance.total_cmp(&self.distance).then(other.node.cmp(&self.node))
    }
}

/// What each arc costs with prices, by layer in the order of its graph; infinite where an arc is not open.
pub(super) fn weights(network: &Network, prices: &[f64], is_open: &[Vec<bool>]) -> Vec<Vec<f64>> {
    let priced = |layer: usize, arc: usize| {
        let link = &network.links[layer][arc];
        if !is_open[layer][arc] {
            return f64::INFINITY;
        }
        let uses = &network.uses[link.uses.0 as usize..link.uses.1 as usize];
        link.cost + uses.iter().map(|&(capacity, parts)| prices[capacity as usize] * parts).sum::<f64>()
    };
    let by_layer = |(layer, graph): (usize, &Graph)| graph.arc.iter().map(|&arc| priced(layer, arc as usize)).collect();
    network.graphs.iter().enumerate().map(by_layer).collect()
}

/// The cheapest way of every commodity, in the order of origins; `limit` by commodity is what a way must cost less than
/// to be of interest.
pub(super) fn cheapest(network: &Network, weights: &[Vec<f64>], limit: &[f64]) -> Vec<Found> {
    let chunks: Vec<&[Origin]> = network.origins.chunks(network.origins.len().div_ceil(64).max(1)).collect();
    parallel::map(&chunks, |chunk| {
        let mut space = Space::default();
        let mut found = Vec::new();
        for origin in *chunk {
            let graph = &network.graphs[origin.layer as usize];
            space.search(network, graph, &weights[origin.layer as usize], origin, limit, &mut found);
        }
        found
    })
    .concat()
}

/// Room for one search after another.
#[derive(Default)]
struct Space {
    distance: Vec<f64>,
    via: Vec<u32>,
    wanted: Vec<bool>,
    heap: BinaryHeap<Label>,
}

impl Space {
    fn search(
        &mut self,
        network: &Network,
        graph: &Graph,
        weight: &[f64],
        origin: &Origin,
        limit: &[f64],
        found: &mut Vec<Found>,
    ) {
        let nodes = graph.first.len() - 1;
        self.distance.clear();
        self.distance.resize(nodes, f64::INFINITY);
        self.via.clear();
        self.via.resize(nodes, NONE);
        self.wanted.clear();
        self.wanted.resize(nodes, false);
        self.heap.clear();
        let mut left = 0;
        let mut farthest = 0.0f64;
        for &k in &origin.commodities {
            let wanted = &mut self.wanted[network.commodities[k as usize].to as usize];
            left += usize::from(!*wanted);
            *wanted = true;
            farthest = farthest.max(limit[k as usize]);
        }
        self.distance[origin.node as usize] = 0.0;
        self.heap.push(Label { distance: 0.0, node: origin.node });
        while let Some(Label { distance, node }) = self.heap.pop() {
            if distance > self.distance[node as usize] {
                continue;
            }
            if self.wanted[node as usize] {
                self.wanted[node as usize] = false;
                left -= 1;
                if left == 0 {
                    break;
                }
            }
            let arcs = graph.first[node as usize] as usize..graph.first[node as usize + 1] as usize;
            for i in arcs {
                let mut next = distance + weight[i];
                if let Some(keeps) = graph.keeps.get(i) {
                    next /= keeps;
                }
                let head = graph.head[i];
                if next < self.distance[head as usize] && next < farthest {
                    self.distance[head as usize] = next;
                    #[expect(clippy::cast_possible_truncation, reason = "arcs are numbered in u32")]
                    let via = i as u32;
                    self.via[head as usize] = via;
                    self.heap.push(Label { distance: next, node: head });
                }
            }
        }
        let links = &network.links[origin.layer as usize];
        for &k in &origin.commodities {
            let mut node = network.commodities[k as usize].to;
            let distance = self.distance[node as usize];
            if distance >= limit[k as usize] {
                found.push(Found { commodity: k, distance: f64::INFINITY, arcs: Vec::new() });
                continue;
            }
            let mut arcs = Vec::new();
            while node != origin.node {
                let arc = graph.arc[self.via[node as usize] as usize];
                arcs.push(arc);
                node = links[arc as usize].tail;
            }
            arcs.reverse();
            found.push(Found { commodity: k, distance, arcs });
        }
    }
}
