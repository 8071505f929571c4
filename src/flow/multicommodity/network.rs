//! The problem in arrays made for searching: who is asked to move, and over what.

use super::super::{LOSSLESS, Problem};

/// One layer's arcs by their tail.
pub(super) struct Graph {
    /// Where each node's arcs begin.
    pub first: Vec<u32>,
    /// The arcs' heads.
    pub head: Vec<u32>,
    /// Their numbers in the layer.
    pub arc: Vec<u32>,
    /// What part of the flow each keeps, by the same order; empty if nothing is lost anywhere.
    pub keeps: Vec<f64>,
}

/// One arc of a layer, by its number.
pub(super) struct Link {
    pub tail: u32,
    pub cost: f64,
    pub keeps: f64,
    /// Where its uses begin and end in `Network::uses`.
    pub uses: (u32, u32),
}

/// A demand that moves: positive amount, from one node to another.
pub(super) struct Commodity {
    /// Its number in the problem.
    pub demand: u32,
    pub layer: u32,
    pub from: u32,
    pub to: u32,
    pub amount: f64,
    pub unserved_cost: f64,
}

/// Commodities of one layer that start at one node are priced by one search.
pub(super) struct Origin {
    pub layer: u32,
    pub node: u32,
    pub commodities: Vec<u32>,
}

/// What never changes while a solver works.
pub(super) struct Network {
    pub graphs: Vec<Graph>,
    pub links: Vec<Vec<Link>>,
    pub uses: Vec<(u32, f64)>,
    pub commodities: Vec<Commodity>,
    pub origins: Vec<Origin>,
    /// Demands that are where they want to be: number and amount.
    pub at_home: Vec<(u32, f64)>,
}

impl Network {
    /// Reads a problem that was checked.
    #[expect(clippy::cast_precision_loss, reason = "numbers were checked to be at most 2^53")]
    #[expect(clippy::cast_possible_truncation, reason = "arcs, uses and demands are numbered in u32")]
    pub fn new(problem: &Problem) -> Self {
        let mut uses = Vec::new();
        let mut graphs = Vec::new();
        let mut links = Vec::new();
        for layer in &problem.layers {
            let mut of_layer = Vec::with_capacity(layer.arcs.len());
            let mut first = vec![0u32; layer.nodes as usize + 1];
            for arc in &layer.arcs {
                let begin = uses.len() as u32;
                uses.extend(arc.uses.iter().map(|&(capacity, parts)| (capacity, parts as f64)));
                let keeps = f64::from(arc.keeps) / f64::from(LOSSLESS);
                of_layer.push(Link { tail: arc.tail, cost: arc.cost as f64, keeps, uses: (begin, uses.len() as u32) });
                first[arc.tail as usize + 1] += 1;
            }
            for node in 0..layer.nodes as usize {
                first[node + 1] += first[node];
            }
            let mut next = first.clone();
            let mut order = vec![0u32; layer.arcs.len()];
            for (number, arc) in layer.arcs.iter().enumerate() {
                order[next[arc.tail as usize] as usize] = number as u32;
                next[arc.tail as usize] += 1;
            }
            let is_lossy = layer.arcs.iter().any(|arc| arc.keeps != LOSSLESS);
            graphs.push(Graph {
                head: order.iter().map(|&arc| layer.arcs[arc as usize].head).collect(),
                keeps: if is_lossy { order.iter().map(|&arc| of_layer[arc as usize].keeps).collect() } else { vec![] },
                first,
                arc: order,
            });
            links.push(of_layer);
        }
        let mut commodities = Vec::new();
        let mut at_home = Vec::new();
        for (number, demand) in problem.demands.iter().enumerate() {
            let amount = demand.amount as f64;
            if demand.from == demand.to {
                at_home.push((number as u32, amount));
            } else if demand.amount > 0 {
                commodities.push(Commodity {
                    demand: number as u32,
                    layer: demand.layer,
                    from: demand.from,
                    to: demand.to,
                    amount,
                    unserved_cost: demand.unserved_cost as f64,
                });
            }
        }
        let origins = origins(&commodities);
        Self { graphs, links, uses, commodities, origins, at_home }
    }

    /// What a unit delivered over `arcs` costs and takes: capacity and parts, by capacity.
    pub fn usage(&self, layer: u32, arcs: &[u32], usage: &mut Vec<(u32, f64)>) -> f64 {
        usage.clear();
        let links = &self.links[layer as usize];
        let (mut flow, mut cost) = (1.0, 0.0);
        for &arc in arcs.iter().rev() {
            let link = &links[arc as usize];
            flow /= link.keeps;
            cost += flow * link.cost;
            for &(capacity, parts) in &self.uses[link.uses.0 as usize..link.uses.1 as usize] {
                usage.push((capacity, flow * parts));
            }
        }
        usage.sort_unstable_by_key(|u| u.0);
        usage.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        cost
    }
}

#[expect(clippy::cast_possible_truncation, reason = "demands are numbered in u32")]
fn origins(commodities: &[Commodity]) -> Vec<Origin> {
    let mut order: Vec<u32> = (0..commodities.len() as u32).collect();
    order.sort_by_key(|&k| (commodities[k as usize].layer, commodities[k as usize].from));
    let mut origins: Vec<Origin> = Vec::new();
    for k in order {
        let (layer, node) = (commodities[k as usize].layer, commodities[k as usize].from);
        match origins.last_mut() {
            Some(last) if (last.layer, last.node) == (layer, node) => last.commodities.push(k),
            _ => origins.push(Origin { layer, node, commodities: vec![k] }),
        }
    }
    origins
}
