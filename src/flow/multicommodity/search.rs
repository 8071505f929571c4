//! The cheapest way of every commodity at given prices: one search per origin (A*), origins in parallel.

use std::collections::BinaryHeap;

use super::heading::{Heading, Headings};
use super::network::{Graph, Network, Origin};
use super::queue::Label;
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

impl Found {
    fn nothing(commodity: u32) -> Self {
        Self { commodity, distance: f64::INFINITY, arcs: Vec::new() }
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
pub(super) fn cheapest(network: &Network, headings: &Headings, weights: &[Vec<f64>], limit: &[f64]) -> Vec<Found> {
    let ahead = headings.ahead(weights);
    let origins: Vec<(usize, &Origin)> = network.origins.iter().enumerate().collect();
    let chunks: Vec<_> = origins.chunks(origins.len().div_ceil(64).max(1)).collect();
    parallel::map(&chunks, |chunk| {
        let mut space = Space::default();
        let mut found = Vec::new();
        for &(number, origin) in *chunk {
            let heading = ahead.of(number, origin.layer);
            if origin.commodities.iter().all(|&k| heading.is_least(origin.node, limit[k as usize])) {
                found.extend(origin.commodities.iter().map(|&commodity| Found::nothing(commodity)));
                continue;
            }
            space.search(network, &weights[origin.layer as usize], origin, limit, heading);
            space.read(network, origin, limit, &mut found);
            space.clear(network, origin);
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
    touched: Vec<u32>,
    heap: BinaryHeap<Label>,
}

impl Space {
    fn search(&mut self, network: &Network, weight: &[f64], origin: &Origin, limit: &[f64], heading: Heading<'_>) {
        let graph = &network.graphs[origin.layer as usize];
        let nodes = graph.first.len() - 1;
        if self.distance.len() < nodes {
            self.distance.resize(nodes, f64::INFINITY);
            self.via.resize(nodes, NONE);
            self.wanted.resize(nodes, false);
        }
        let mut left = 0;
        let mut farthest = 0.0f64;
        for &k in &origin.commodities {
            let wanted = &mut self.wanted[network.commodities[k as usize].to as usize];
            left += usize::from(!*wanted);
            *wanted = true;
            farthest = farthest.max(limit[k as usize]);
        }
        self.reach(0.0, 0.0, NONE, origin.node);
        while let Some(Label { distance, node, .. }) = self.heap.pop() {
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
                if next < self.distance[head as usize] {
                    let key = next + heading.ahead(head);
                    if key < farthest {
                        #[expect(clippy::cast_possible_truncation, reason = "arcs are numbered in u32")]
                        self.reach(next, key, i as u32, head);
                    }
                }
            }
        }
    }

    fn reach(&mut self, distance: f64, key: f64, via: u32, node: u32) {
        let known = &mut self.distance[node as usize];
        if known.is_infinite() {
            self.touched.push(node);
        }
        *known = distance;
        self.via[node as usize] = via;
        self.heap.push(Label { key, distance, node });
    }

    /// What was found for each commodity of the origin.
    fn read(&self, network: &Network, origin: &Origin, limit: &[f64], found: &mut Vec<Found>) {
        let graph = &network.graphs[origin.layer as usize];
        let links = &network.links[origin.layer as usize];
        for &k in &origin.commodities {
            let mut node = network.commodities[k as usize].to;
            let distance = self.distance[node as usize];
            if distance >= limit[k as usize] {
                found.push(Found::nothing(k));
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

    /// As if nothing had been searched.
    fn clear(&mut self, network: &Network, origin: &Origin) {
        self.heap.clear();
        for node in self.touched.drain(..) {
            self.distance[node as usize] = f64::INFINITY;
        }
        for &k in &origin.commodities {
            self.wanted[network.commodities[k as usize].to as usize] = false;
        }
    }
}
