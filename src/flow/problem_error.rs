//! What may be wrong with a [`Problem`](super::Problem), and the limits it must keep.

use std::fmt;

use super::problem::LOSSLESS;

/// How many nodes a layer may have.
pub const MOST_NODES: u32 = 1 << 24;

/// Sums of amount times cost may reach this: two to the 106th, so that millionths of a unit still fit into 127 bits.
pub const LARGEST_SUM: i128 = 1 << 106;

/// The solver takes no figure beyond this, two to the 53rd: up to it each whole number has its own floating-point one.
pub const LARGEST_EXACT: i64 = 1 << 53;

/// What is wrong with a problem, and where. The checker refuses all but [`ProblemError::Inexact`], the solver that too.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// There is less than nothing of a capacity.
    #[error("capacity {capacity} is {amount}: it must not be negative")]
    NegativeCapacity {
        /// Which.
        capacity: usize,
        /// What it says.
        amount: i64,
    },
    /// A layer has more nodes than [`MOST_NODES`].
    #[error("layer {layer} has {nodes} nodes, of at most {MOST_NODES}")]
    TooManyNodes {
        /// Which.
        layer: usize,
        /// How many it has.
        nodes: u32,
    },
    /// An arc begins or ends where there is no node.
    #[error("arc {arc} of layer {layer} is at node {node}, of {nodes}")]
    ArcNode {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
        /// Where it says it is.
        node: u32,
        /// How many nodes the layer has.
        nodes: u32,
    },
    /// An arc pays those who use it.
    #[error("arc {arc} of layer {layer} costs {cost}: it must not be negative")]
    NegativeCost {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
        /// What it says.
        cost: i64,
    },
    /// An arc lets nothing through, or more than goes in.
    #[error("arc {arc} of layer {layer} keeps {keeps} millionths: it must be 1 to {LOSSLESS}")]
    Keeps {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
        /// What it says.
        keeps: u32,
    },
    /// An arc uses a capacity that is not there.
    #[error("arc {arc} of layer {layer} uses capacity {capacity}, of {capacities}")]
    UnknownCapacity {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
        /// What it uses.
        capacity: u32,
        /// How many there are.
        capacities: usize,
    },
    /// An arc takes nothing, or less, of a capacity it uses.
    #[error("arc {arc} of layer {layer} takes {parts} parts of capacity {capacity}: it must be at least 1")]
    NoParts {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
        /// Of what.
        capacity: u32,
        /// What it says.
        parts: i64,
    },
    /// An arc names a capacity twice.
    #[error("arc {arc} of layer {layer} names capacity {capacity} twice")]
    UsedTwice {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
        /// What it names.
        capacity: u32,
    },
    /// A demand is on a layer that is not there.
    #[error("demand {demand} is on layer {layer}, of {layers}")]
    UnknownLayer {
        /// Which.
        demand: usize,
        /// Where it says it is.
        layer: u32,
        /// How many there are.
        layers: usize,
    },
    /// A demand begins or ends where there is no node.
    #[error("demand {demand} is at node {node}, of {nodes}")]
    DemandNode {
        /// Which.
        demand: usize,
        /// Where it says it is.
        node: u32,
        /// How many nodes its layer has.
        nodes: u32,
    },
    /// Less than nothing is asked for.
    #[error("demand {demand} asks for {amount}: it must not be negative")]
    NegativeDemand {
        /// Which.
        demand: usize,
        /// What it says.
        amount: i64,
    },
    /// What does not arrive pays.
    #[error("demand {demand} costs {unserved_cost} where unserved: it must not be negative")]
    NegativeUnservedCost {
        /// Which.
        demand: usize,
        /// What it says.
        unserved_cost: i64,
    },
    /// All demands together ask for more than 2^63 - 1 units.
    #[error("all demands together ask for {total} units, of at most {}", i64::MAX)]
    TooMuchAsked {
        /// What they sum to.
        total: i128,
    },
    /// Leaving all unserved would cost more than [`LARGEST_SUM`].
    #[error("all that is asked would cost more than 2^106 where unserved: use a larger unit of flow or of cost")]
    UnservedTooDear,
    /// All demands along a path of the dearest arcs would cost more than [`LARGEST_SUM`].
    #[error(
        "all that is asked, along a path of the dearest arcs of layer {layer}, would cost more than 2^106: use a larger \
         unit of flow or of cost"
    )]
    PathTooDear {
        /// On which layer.
        layer: usize,
    },
    /// A figure is beyond [`LARGEST_EXACT`], so that floating point would lose units of it. Only the solver refuses it.
    #[error("{figure} is {amount}, of at most 2^53 in floating point: use a larger unit")]
    Inexact {
        /// Which.
        figure: Figure,
        /// What it says.
        amount: i64,
    },
}

/// A number of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// How much there is of a capacity.
    Capacity(usize),
    /// What an arc costs.
    Cost {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
    },
    /// How many parts of a capacity an arc takes.
    Parts {
        /// On which layer.
        layer: usize,
        /// Which.
        arc: usize,
        /// Of what.
        capacity: u32,
    },
    /// What a demand asks for.
    Amount(usize),
    /// What a unit of a demand costs unserved.
    UnservedCost(usize),
}

impl fmt::Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capacity(capacity) => write!(formatter, "capacity {capacity}"),
            Self::Cost { layer, arc } => write!(formatter, "the cost of arc {arc} of layer {layer}"),
            Self::Parts { layer, arc, capacity } => {
                write!(formatter, "what arc {arc} of layer {layer} takes of capacity {capacity}")
            }
            Self::Amount(demand) => write!(formatter, "what demand {demand} asks for"),
            Self::UnservedCost(demand) => write!(formatter, "what demand {demand} costs where unserved"),
        }
    }
}
