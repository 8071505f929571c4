//! What makes a problem unusable.

use std::collections::HashSet;

use super::super::{LOSSLESS, Problem};

/// Sums beyond this could overflow the integers of a certificate.
const LARGEST_SUM: i128 = 1 << 100;
/// Amounts, capacities and costs beyond this lose units in floating point.
const LARGEST: i64 = 1 << 53;

/// A number or a reference of a [`Problem`] that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// A capacity is negative or beyond 2^53.
    #[error("capacity {capacity} is {amount}: it must be from 0 to 2^53")]
    Capacity {
        /// Which one.
        capacity: u32,
        /// How much it says.
        amount: i64,
    },
    /// The cost of an arc is negative or beyond 2^53.
    #[error("arc {arc} of layer {layer} costs {cost}: it must cost from 0 to 2^53")]
    ArcCost {
        /// Whose arc.
        layer: u32,
        /// Which one.
        arc: u32,
        /// What it says.
        cost: i64,
    },
    /// An arc begins or ends at a node that its layer does not have.
    #[error("arc {arc} of layer {layer} touches node {node}: the layer has no such node")]
    ArcNode {
        /// Whose arc.
        layer: u32,
        /// Which one.
        arc: u32,
        /// The node.
        node: u32,
    },
    /// An arc keeps nothing, or more than all.
    #[error("arc {arc} of layer {layer} keeps {keeps} millionths: it must keep from 1 to 1,000,000")]
    ArcKeeps {
        /// Whose arc.
        layer: u32,
        /// Which one.
        arc: u32,
        /// What it says.
        keeps: u32,
    },
    /// An arc uses a capacity that is not there, uses it twice, or takes no positive number of parts of it.
    #[error("arc {arc} of layer {layer} takes {parts} parts of capacity {capacity}: no such use is possible")]
    ArcUse {
        /// Whose arc.
        layer: u32,
        /// Which one.
        arc: u32,
        /// The capacity.
        capacity: u32,
        /// How many parts.
        parts: i64,
    },
    /// A demand is of a layer that is not there.
    #[error("demand {demand} is on layer {layer}: there is no such layer")]
    DemandLayer {
        /// Which demand.
        demand: u32,
        /// The layer.
        layer: u32,
    },
    /// A demand begins or ends at a node that its layer does not have.
    #[error("demand {demand} touches node {node}: its layer has no such node")]
    DemandNode {
        /// Which demand.
        demand: u32,
        /// The node.
        node: u32,
    },
    /// The amount of a demand is negative or beyond 2^53.
    #[error("demand {demand} asks for {amount}: it must ask for 0 to 2^53")]
    DemandAmount {
        /// Which demand.
        demand: u32,
        /// What it says.
        amount: i64,
    },
    /// The price of what a demand does not get is negative or beyond 2^53.
    #[error("a unit of demand {demand} costs {cost} unserved: it must cost from 0 to 2^53")]
    UnservedCost {
        /// Which demand.
        demand: u32,
        /// What it says.
        cost: i64,
    },
    /// Amounts times costs add up to more than can be counted.
    #[error("the demands' amounts times the price of leaving them unserved add up to more than 2^100")]
    Overflow,
}

/// Finds the first thing that cannot be.
pub(super) fn check(problem: &Problem) -> Result<(), ProblemError> {
    let usable = |value: i64| (0..=LARGEST).contains(&value);
    for (capacity, &amount) in (0..).zip(&problem.capacities) {
        if !usable(amount) {
            return Err(ProblemError::Capacity { capacity, amount });
        }
    }
    for (layer, of) in (0..).zip(&problem.layers) {
        for (arc, it) in (0..).zip(&of.arcs) {
            if let Some(node) = [it.tail, it.head].into_iter().find(|&node| node >= of.nodes) {
                return Err(ProblemError::ArcNode { layer, arc, node });
            }
            if !usable(it.cost) {
                return Err(ProblemError::ArcCost { layer, arc, cost: it.cost });
            }
            if it.keeps == 0 || it.keeps > LOSSLESS {
                return Err(ProblemError::ArcKeeps { layer, arc, keeps: it.keeps });
            }
            let mut seen = HashSet::new();
            for &(capacity, parts) in &it.uses {
                let is_known = (capacity as usize) < problem.capacities.len();
                if !is_known || parts <= 0 || parts > LARGEST || !seen.insert(capacity) {
                    return Err(ProblemError::ArcUse { layer, arc, capacity, parts });
                }
            }
        }
    }
    let mut sum = 0i128;
    for (demand, it) in (0..).zip(&problem.demands) {
        let Some(layer) = problem.layers.get(it.layer as usize) else {
            return Err(ProblemError::DemandLayer { demand, layer: it.layer });
        };
        if let Some(node) = [it.from, it.to].into_iter().find(|&node| node >= layer.nodes) {
            return Err(ProblemError::DemandNode { demand, node });
        }
        if !usable(it.amount) {
            return Err(ProblemError::DemandAmount { demand, amount: it.amount });
        }
        if !usable(it.unserved_cost) {
            return Err(ProblemError::UnservedCost { demand, cost: it.unserved_cost });
        }
        sum += i128::from(it.amount) * i128::from(it.unserved_cost);
        if sum > LARGEST_SUM {
            return Err(ProblemError::Overflow);
        }
    }
    Ok(())
}
