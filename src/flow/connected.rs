//! Which demands have no way left when arcs are lost?
//!
//! Each demand has a *witness*: one way that it could go, whatever its cost. Only demands whose witness loses an arc are
//! looked at again, origin by origin.

use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::what_if::ArcOf;

/// What is known of the ways of all demands.
#[derive(Debug)]
pub struct Ways<'p> {
    problem: &'p Problem,
    /// Arcs out of each node of each layer, those without capacity left out: first arcs, then the arcs.
    leaving: Vec<(Vec<usize>, Vec<u32>)>,
    /// Demands whose witness uses an arc.
    witnesses: BTreeMap<ArcOf, Vec<u32>>,
}

/// How a node is reached from an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reached {
    Not,
    Origin,
    By(u32),
}

impl<'p> Ways<'p> {
    /// Finds a witness for every demand that has one.
    pub fn new(problem: &'p Problem) -> Self {
        let leaving = (0..problem.layers.len()).map(|layer| leaving(problem, layer)).collect();
        let mut ways = Self { problem, leaving, witnesses: BTreeMap::new() };
        let all: Vec<u32> = (0u32..).take(problem.demands.len()).collect();
        let nothing = BTreeSet::new();
        for ((layer, origin), demands) in by_origin(problem, &all) {
            let reached = ways.reach(layer, origin, &nothing);
            for demand in demands {
                let mut node = problem.demands[demand as usize].to;
                while let Reached::By(arc) = reached[node as usize] {
                    ways.witnesses.entry((layer, arc)).or_default().push(demand);
                    node = problem.layers[layer as usize].arcs[arc as usize].tail;
                }
            }
        }
        ways
    }

    /// Demands that had a way and have none without the arcs `lost`, in order.
    pub fn disconnected(&self, lost: &[ArcOf]) -> Vec<u32> {
        let touched: BTreeSet<u32> = lost.iter().filter_map(|arc| self.witnesses.get(arc)).flatten().copied().collect();
        let touched: Vec<u32> = touched.into_iter().collect();
        let lost = lost.iter().copied().collect();
        let mut without = Vec::new();
        for ((layer, origin), demands) in by_origin(self.problem, &touched) {
            let reached = self.reach(layer, origin, &lost);
            let cut_off = |demand: &u32| reached[self.problem.demands[*demand as usize].to as usize] == Reached::Not;
            without.extend(demands.into_iter().filter(cut_off));
        }
        without.sort_unstable();
        without
    }

    /// How each node is reached.
    fn reach(&self, layer: u32, origin: u32, lost: &BTreeSet<ArcOf>) -> Vec<Reached> {
        let (first, leaving) = &self.leaving[layer as usize];
        let arcs = &self.problem.layers[layer as usize].arcs;
        let mut reached = vec![Reached::Not; self.problem.layers[layer as usize].nodes as usize];
        reached[origin as usize] = Reached::Origin;
        let mut stack = vec![origin];
        while let Some(node) = stack.pop() {
            for &arc in &leaving[first[node as usize]..first[node as usize + 1]] {
                let head = arcs[arc as usize].head;
                if reached[head as usize] == Reached::Not && !lost.contains(&(layer, arc)) {
                    reached[head as usize] = Reached::By(arc);
                    stack.push(head);
                }
            }
        }
        reached
    }
}

/// Demands by layer and origin.
fn by_origin(problem: &Problem, demands: &[u32]) -> BTreeMap<(u32, u32), Vec<u32>> {
    let mut origins: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for &demand in demands {
        let asked = &problem.demands[demand as usize];
        origins.entry((asked.layer, asked.from)).or_default().push(demand);
    }
    origins
}

fn leaving(problem: &Problem, layer: usize) -> (Vec<usize>, Vec<u32>) {
    let layer = &problem.layers[layer];
    let open = |arc: &super::Arc| arc.uses.iter().all(|&(capacity, _)| problem.capacities[capacity as usize] > 0);
    let mut arcs: Vec<u32> = (0u32..).zip(&layer.arcs).filter(|(_, arc)| open(arc)).map(|(index, _)| index).collect();
    arcs.sort_by_key(|&arc| layer.arcs[arc as usize].tail);
    let tail = |arc: &u32| layer.arcs[*arc as usize].tail;
    let first = (0..=layer.nodes).map(|node| arcs.partition_point(|arc| tail(arc) < node)).collect();
    (first, arcs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Arc, Demand, LOSSLESS, Layer};

    /// 0 - 1 - 2, and 0 - 2 without capacity; two demands from 0.
    #[test]
    fn only_what_has_no_other_way_is_cut_off() {
        let arc = |tail, head, capacity| Arc { tail, head, cost: 1, keeps: LOSSLESS, uses: vec![(capacity, 1)] };
        let demand = |to| Demand { layer: 0, from: 0, to, amount: 1, unserved_cost: 9 };
        let problem = Problem {
            capacities: vec![5, 0],
            layers: vec![Layer { nodes: 4, arcs: vec![arc(0, 1, 0), arc(1, 2, 0), arc(0, 2, 1), arc(0, 1, 0)] }],
            demands: vec![demand(1), demand(2), demand(3)],
        };
        let ways = Ways::new(&problem);
        assert_eq!(ways.disconnected(&[(0, 1)]), [1], "the way without capacity is none");
        assert_eq!(ways.disconnected(&[(0, 0)]), [] as [u32; 0], "there is a parallel arc");
        assert_eq!(ways.disconnected(&[(0, 0), (0, 3)]), [0, 1], "3 never had a way");
    }
}
