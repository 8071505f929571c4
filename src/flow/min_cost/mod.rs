//! How do goods of one kind get from where they are to where they are wanted at least cost?
//!
//! Dead ends and chains are taken out first (`reduce`), then one of two algorithms runs on what is left: the network
//! simplex, or successive shortest paths where few units move. Either leaves a potential for each node, which proves the
//! answer: over an arc with capacity left the potential rises by no more than its cost, and over an arc that carries
//! something by no less. No other flow can then cost less, whatever found this one.

mod infeasible;
mod potentials;
mod simplex;
mod successive;
mod tree;

use thiserror::Error;

use super::graph::{Arc, Graph, MAX_CAPACITY};
use super::reduce::Core;

/// Up to so many units successive shortest paths are used, above it the network simplex. On networks of 11,000 and 163,000
/// nodes paths were faster by a tenth to a quarter at 1,000 units; at 3,000 the simplex was, by up to three times.
pub const FEW_UNITS: i64 = 1_000;

/// A flow of least cost and its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinCostFlow {
    /// What it costs in all. It does not depend on the order of the arcs.
    pub cost: i128,
    /// How many units each arc carries, in the order of the graph's arcs.
    pub flow: Vec<i64>,
    /// A potential for each node, in units of cost: what bringing goods there costs, up to a constant.
    pub potentials: Vec<i64>,
}

/// Which algorithm finds it; the cost is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Primal network simplex on a strongly feasible tree.
    Simplex,
    /// Successive shortest paths with potentials.
    SuccessivePaths,
}

/// Why there is no flow of least cost.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MinCostError {
    /// Not every node has a supply.
    #[error("{supplies} supplies for {nodes} nodes")]
    Supplies {
        /// How many were given.
        supplies: usize,
        /// How many nodes there are.
        nodes: u32,
    },
    /// What is supplied and what is wanted differ.
    #[error("{supplied} units are supplied, but {wanted} are wanted")]
    Unbalanced {
        /// The sum of the positive supplies.
        supplied: i128,
        /// The sum of the negative ones, as a positive number.
        wanted: i128,
    },
    /// More is supplied in all than an arc can carry at most.
    #[error("{supplied} units are supplied, but no more than {MAX_CAPACITY} can be counted")]
    TooMuch {
        /// The sum of the positive supplies.
        supplied: i128,
    },
    /// Costs are so large that the cost of a path may not fit into 64 bits.
    #[error("a unit costs up to {largest} on an arc, but with {nodes} nodes no more than {limit} can be summed")]
    TooExpensive {
        /// The largest cost of an arc, without its sign.
        largest: u64,
        /// What it may be.
        limit: u64,
        /// How many nodes there are.
        nodes: u32,
    },
    /// What some nodes supply cannot leave them.
    #[error("a set of nodes ({} in all) supplies {supply} more than it wants, but no more than {capacity} can leave it", .nodes.len())]
    Infeasible {
        /// The nodes, ascending: the smallest set for which supply and capacity differ most.
        nodes: Vec<u32>,
        /// What they supply less what they want.
        supply: i128,
        /// What the arcs that leave them can carry.
        capacity: i128,
    },
}

/// The cheapest flow that takes all supplies (positive) to where they are wanted (negative), by the faster method.
///
/// Costs may be negative; a cycle of negative cost carries what fits.
///
/// # Errors
/// [`MinCostError`] if supplies do not balance, cannot be moved, or numbers are too large.
///
/// # Cost
/// Not polynomial in the worst case; on networks of lines about O(E √V) in practice. O(V + E) memory.
///
/// # Source
/// Cunningham 1976 (strongly feasible trees); Király and Kovács 2012 (which variant is fast);
/// Edmonds and Karp 1972 (paths with potentials).
pub fn min_cost_flow(graph: &Graph, supplies: &[i64]) -> Result<MinCostFlow, MinCostError> {
    let supplied: i128 = supplies.iter().filter(|supply| **supply > 0).map(|&supply| i128::from(supply)).sum();
    let has_gain = graph.arcs().iter().any(|arc| arc.cost < 0);
    let is_few = supplied <= i128::from(FEW_UNITS) && !has_gain;
    min_cost_flow_by(graph, supplies, if is_few { Method::SuccessivePaths } else { Method::Simplex })
}

/// As [`min_cost_flow`], by a given method.
///
/// # Errors
/// The same.
pub fn min_cost_flow_by(graph: &Graph, supplies: &[i64], method: Method) -> Result<MinCostFlow, MinCostError> {
    let longest = check(graph, supplies)?;
    // With costs below zero a chain may carry goods in a circle, so nothing can be left out.
    let is_whole = graph.arcs().iter().any(|arc| arc.cost < 0);
    let core = Core::new(graph, |node| is_whole || supplies[node as usize] != 0);
    let instance = Instance::new(&core, supplies, longest);
    let solution = match method {
        Method::Simplex => simplex::solve(&instance),
        Method::SuccessivePaths => successive::solve(&instance),
    };
    let Some((amounts, core_potentials)) = solution else {
        return Err(infeasible::explain(graph, supplies));
    };
    let mut on_edges = vec![[0; 2]; core.edges.len()];
    for (&(edge, way), amount) in instance.origins.iter().zip(amounts) {
        on_edges[edge as usize][usize::from(way)] = amount;
    }
    let mut flow = core.expand(graph.arcs().len(), |edge| on_edges[edge]);
    for (arc, amount) in graph.arcs().iter().zip(&mut flow) {
        if arc.tail == arc.head && arc.cost < 0 {
            *amount = arc.capacity;
        }
    }
    let cost = graph.arcs().iter().zip(&flow).map(|(arc, &amount)| i128::from(arc.cost) * i128::from(amount)).sum();
    let potentials = potentials::lift(graph, &core, &core_potentials, &flow);
    Ok(MinCostFlow { cost, flow, potentials })
}

/// Makes sure that the supplies balance and nothing can overflow; what no path exceeds.
fn check(graph: &Graph, supplies: &[i64]) -> Result<i64, MinCostError> {
    let nodes = graph.nodes();
    if supplies.len() != nodes as usize {
        return Err(MinCostError::Supplies { supplies: supplies.len(), nodes });
    }
    let sum = |sign: i128| -> i128 { supplies.iter().map(|&supply| (sign * i128::from(supply)).max(0)).sum() };
    let (supplied, wanted) = (sum(1), sum(-1));
    if supplied != wanted {
        return Err(MinCostError::Unbalanced { supplied, wanted });
    }
    if supplied > i128::from(MAX_CAPACITY) {
        return Err(MinCostError::TooMuch { supplied });
    }
    // The largest numbers are potentials and their sums: each of a path through all nodes and a made-up arc as dear.
    let limit = i64::MAX.unsigned_abs() / 8 / (u64::from(nodes) + 2);
    let largest = graph.arcs().iter().map(|arc| arc.cost.unsigned_abs()).max().unwrap_or(0);
    if largest > limit {
        return Err(MinCostError::TooExpensive { largest, limit, nodes });
    }
    Ok(i64::try_from(largest * u64::from(nodes)).expect("below the limit"))
}

/// What the two algorithms are given: arcs with capacity between nodes with supplies.
struct Instance {
    arcs: Vec<Arc>,
    supplies: Vec<i64>,
    /// The edge of the core that each arc is, and in which direction.
    origins: Vec<(u32, bool)>,
    /// No path costs more.
    longest: i64,
}

/// How many units each arc carries, and the potential of each node; none if the supplies cannot be moved.
type Solution = Option<(Vec<i64>, Vec<i64>)>;

impl Instance {
    fn new(core: &Core, supplies: &[i64], longest: i64) -> Self {
        let mut arcs = Vec::with_capacity(2 * core.edges.len());
        let mut origins = Vec::with_capacity(2 * core.edges.len());
        for (number, edge) in (0_u32..).zip(&core.edges) {
            for way in (0..2).filter(|&way| edge.capacity[way] > 0) {
                let (tail, head) = (edge.ends[way], edge.ends[1 - way]);
                arcs.push(Arc { tail, head, capacity: edge.capacity[way], cost: edge.cost[way] });
                origins.push((number, way == 1));
            }
        }
        Self { arcs, origins, longest, supplies: core.nodes.iter().map(|&node| supplies[node as usize]).collect() }
    }
}
