//! Potentials for all nodes of a graph from those of its core.

use super::super::graph::Graph;
use super::super::incidence::Incidence;
use super::super::reduce::{Core, NONE};

/// A potential for each node, so that over every arc with capacity left it rises by no more than the cost, and over every
/// arc that carries something by no less.
///
/// Nodes of the core keep theirs. Inside chains and dead ends a node gets what reaching it costs from the core, over what
/// capacity is left; a node that cannot be reached carries nothing, and is higher than all others.
pub fn lift(graph: &Graph, core: &Core, core_potentials: &[i64], flow: &[i64]) -> Vec<i64> {
    let is_core = |node: u32| core.place[node as usize] != NONE;
    let mut potentials = vec![i64::MAX; graph.nodes() as usize];
    for (&node, &potential) in core.nodes.iter().zip(core_potentials) {
        potentials[node as usize] = potential;
    }
    if core.nodes.len() == potentials.len() {
        return potentials;
    }
    let incidence = Incidence::new(graph);
    // Depth first: each chain is followed to its end. A node is met from two ends at most, so nothing is done often.
    let mut stack: Vec<u32> = core.nodes.iter().rev().copied().collect();
    while let Some(node) = stack.pop() {
        let own = potentials[node as usize];
        for touch in incidence.at(node).iter().filter(|touch| !is_core(touch.other)) {
            let (arc, amount) = (&graph.arcs()[touch.arc as usize], flow[touch.arc as usize]);
            let has_room = if touch.is_back { amount > 0 } else { amount < arc.capacity };
            let there = if touch.is_back { own - arc.cost } else { own + arc.cost };
            if has_room && there < potentials[touch.other as usize] {
                potentials[touch.other as usize] = there;
                stack.push(touch.other);
            }
        }
    }
    let highest = potentials.iter().copied().filter(|&potential| potential < i64::MAX).max().unwrap_or(0);
    for potential in &mut potentials {
        *potential = (*potential).min(highest);
    }
    potentials
}
