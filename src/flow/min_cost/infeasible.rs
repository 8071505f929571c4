//! Why can supplies not be moved? Because more is supplied in some part than can leave it.

use super::super::graph::{Arc, Graph, MAX_CAPACITY};
use super::super::min_cut::min_cuts;
use super::MinCostError;

/// The nodes that prove it: the minimum cut, nearest the supplies, between a source of all supplies and a sink of all demands.
pub fn explain(graph: &Graph, supplies: &[i64]) -> MinCostError {
    let (source, sink) = (graph.nodes(), graph.nodes() + 1);
    let mut arcs = graph.arcs().to_vec();
    for (node, &supply) in (0_u32..).zip(supplies).filter(|(_, supply)| **supply != 0) {
        let (tail, head) = if supply > 0 { (source, node) } else { (node, sink) };
        debug_assert!(supply.abs() <= MAX_CAPACITY, "the sum was checked");
        arcs.push(Arc { tail, head, capacity: supply.abs(), cost: 0 });
    }
    let extended = Graph::new(graph.nodes() + 2, arcs).expect("two nodes more");
    let cuts = min_cuts(&extended, &[source], &[sink]).expect("source and sink differ");
    let nodes: Vec<u32> = cuts.source_side.iter().copied().filter(|&node| node != source).collect();
    let supply = nodes.iter().map(|&node| i128::from(supplies[node as usize])).sum();
    let is_inside = |node: u32| nodes.binary_search(&node).is_ok();
    let leaving = graph.arcs().iter().filter(|arc| is_inside(arc.tail) && !is_inside(arc.head));
    let capacity = leaving.map(|arc| i128::from(arc.capacity)).sum();
    MinCostError::Infeasible { nodes, supply, capacity }
}
