//! How far is it at least from a node to where an origin's goods go? Tells searches where to look first.
//!
//! Nodes are put together in classes, as one place in twelve months. A way through nodes is a way through their classes,
//! and between two classes the cheapest arc counts, so distances between classes are no longer than those between nodes
//! (the potentials of A*). One search from the destinations' classes serves all origins that go there, in each month.

use std::collections::{BTreeMap, BinaryHeap};

use super::network::{Graph, Link, Network};
use super::queue::Label;
use crate::parallel;

/// Origins with more goods than this look in all directions.
const MOST_GOODS: usize = 4;
/// A search of classes has to serve so many origins on average, or none is made.
const LEAST_SERVED: usize = 4;
/// Distances are remembered a little shorter than found, so that rounding makes none too long.
const SHORTER: f64 = 1.0 - 1e-9;
const NONE: u32 = u32::MAX;

/// The classes of nodes, and who wants to go where.
pub(super) struct Headings {
    layers: Vec<Classes>,
    /// Layer and classes of destinations that are searched from.
    wanted: Vec<(u32, Vec<u32>)>,
    /// Which of these each origin wants; none if it looks in all directions.
    of: Vec<Option<u32>>,
}

/// One layer, its nodes put together.
struct Classes {
    /// The class of each node.
    class: Vec<u32>,
    /// Where the arcs into each class begin, and where they come from.
    first: Vec<u32>,
    tail: Vec<u32>,
    /// The arc between classes that each arc is part of, in the order of the layer's graph; `NONE` within a class.
    slot: Vec<u32>,
}

/// Lower bounds at certain prices.
pub(super) struct Ahead<'h> {
    headings: &'h Headings,
    /// Distances from each class, for each of the destinations wanted.
    distances: Vec<Vec<f64>>,
}

/// The way ahead of one origin.
#[derive(Clone, Copy)]
pub(super) struct Heading<'h> {
    class: &'h [u32],
    distances: Option<&'h [f64]>,
}

impl Heading<'_> {
    /// What is at least still to go from a node; infinite if it leads to no destination.
    pub fn ahead(&self, node: u32) -> f64 {
        self.distances.map_or(0.0, |distances| distances[self.class[node as usize] as usize])
    }

    /// Whether no way from `node` can be shorter than `distance`, but for rounding.
    pub fn is_least(&self, node: u32, distance: f64) -> bool {
        distance * SHORTER <= self.ahead(node)
    }
}

impl Ahead<'_> {
    /// What lies ahead of an origin of a layer.
    pub fn of(&self, origin: usize, layer: u32) -> Heading<'_> {
        let distances = self.headings.of[origin].map(|number| &*self.distances[number as usize]);
        let class = self.headings.layers.get(layer as usize).map_or(&[][..], |classes| &classes.class);
        Heading { class, distances }
    }
}

impl Headings {
    /// Puts nodes together; `classes`: of each layer's nodes, numbered from 0. Without them, or where layers lose what they
    /// carry, all searches look in all directions.
    #[expect(clippy::cast_possible_truncation, reason = "origins are numbered in u32")]
    pub fn new(network: &Network, classes: Option<&[Vec<u32>]>) -> Self {
        let none = Self { layers: vec![], wanted: vec![], of: vec![None; network.origins.len()] };
        let Some(classes) = classes else { return none };
        let mut wanted: BTreeMap<(u32, Vec<u32>), u32> = BTreeMap::new();
        let of = network.origins.iter().map(|origin| {
            let layer = origin.layer as usize;
            if origin.commodities.len() > MOST_GOODS || !network.graphs[layer].keeps.is_empty() {
                return None;
            }
            let to = |k: &u32| classes[layer][network.commodities[*k as usize].to as usize];
            let mut to: Vec<u32> = origin.commodities.iter().map(to).collect();
            to.sort_unstable();
            to.dedup();
            let next = wanted.len() as u32;
            Some(*wanted.entry((origin.layer, to)).or_insert(next))
        });
        let of: Vec<Option<u32>> = of.collect();
        if wanted.len() * LEAST_SERVED > of.len() {
            return none;
        }
        let mut wanted: Vec<_> = wanted.into_iter().collect();
        wanted.sort_unstable_by_key(|(_, number)| *number);
        let layers = network.graphs.iter().zip(&network.links).zip(classes);
        Self {
            layers: layers.map(|((graph, links), class)| Classes::new(graph, links, class)).collect(),
            wanted: wanted.into_iter().map(|(wanted, _)| wanted).collect(),
            of,
        }
    }

    /// Searches from the destinations with these weights, by layer in the order of its graph.
    pub fn ahead(&self, weights: &[Vec<f64>]) -> Ahead<'_> {
        let costs: Vec<Vec<f64>> =
            self.layers.iter().zip(weights).map(|(classes, weights)| classes.costs(weights)).collect();
        let distances =
            parallel::map(&self.wanted, |(layer, to)| self.layers[*layer as usize].search(&costs[*layer as usize], to));
        Ahead { headings: self, distances }
    }
}

impl Classes {
    #[expect(clippy::cast_possible_truncation, reason = "arcs are numbered in u32")]
    fn new(graph: &Graph, links: &[Link], class: &[u32]) -> Self {
        let count = class.iter().max().map_or(0, |most| *most as usize + 1);
        let ends = |(&head, &arc): (&u32, &u32)| (class[head as usize], class[links[arc as usize].tail as usize]);
        let ends: Vec<(u32, u32)> = graph.head.iter().zip(&graph.arc).map(ends).collect();
        let mut between: Vec<(u32, u32)> = ends.iter().copied().filter(|(head, tail)| head != tail).collect();
        between.sort_unstable();
        between.dedup();
        let slot = |pair: &(u32, u32)| between.binary_search(pair).map_or(NONE, |at| at as u32);
        let mut first = vec![0u32; count + 1];
        for &(head, _) in &between {
            first[head as usize + 1] += 1;
        }
        for class in 0..count {
            first[class + 1] += first[class];
        }
        Self {
            slot: ends.iter().map(slot).collect(),
            tail: between.iter().map(|(_, tail)| *tail).collect(),
            first,
            class: class.to_vec(),
        }
    }

    /// The least weight between classes.
    fn costs(&self, weights: &[f64]) -> Vec<f64> {
        let mut costs = vec![f64::INFINITY; self.tail.len()];
        for (&slot, &weight) in self.slot.iter().zip(weights) {
            if slot != NONE {
                let cost = &mut costs[slot as usize];
                *cost = cost.min(weight);
            }
        }
        costs
    }

    fn search(&self, costs: &[f64], wanted: &[u32]) -> Vec<f64> {
        let mut distances = vec![f64::INFINITY; self.first.len() - 1];
        let mut heap: BinaryHeap<Label> = wanted.iter().map(|&node| Label { key: 0.0, distance: 0.0, node }).collect();
        for &node in wanted {
            distances[node as usize] = 0.0;
        }
        while let Some(Label { distance, node, .. }) = heap.pop() {
            if distance > distances[node as usize] {
                continue;
            }
            let arcs = self.first[node as usize] as usize..self.first[node as usize + 1] as usize;
            for (&cost, &tail) in costs[arcs.clone()].iter().zip(&self.tail[arcs]) {
                let next = distance + cost;
                if next < distances[tail as usize] {
                    distances[tail as usize] = next;
                    heap.push(Label { key: next, distance: next, node: tail });
                }
            }
        }
        for distance in &mut distances {
            *distance *= SHORTER;
        }
        distances
    }
}
