//! One kind of goods in a directed graph: who may carry how much, at what cost.

use thiserror::Error;

/// The largest capacity of an arc, so that no sum of a few overflows: 2⁶⁰, about 1.15·10¹⁸ units.
pub const MAX_CAPACITY: i64 = 1 << 60;

/// One way from a node to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arc {
    /// Where it begins.
    pub tail: u32,
    /// Where it ends.
    pub head: u32,
    /// How many units fit: 0 to [`MAX_CAPACITY`].
    pub capacity: i64,
    /// What a unit costs; may be negative. Maximum flow does not look at it.
    pub cost: i64,
}

/// A directed graph whose arcs have capacities and costs. Parallel, antiparallel and looping arcs are normal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    nodes: u32,
    arcs: Vec<Arc>,
}

/// Why some nodes and arcs are no graph.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GraphError {
    /// An arc begins or ends at a node that is not there.
    #[error("arc {arc} touches node {node}, but there are only {nodes} nodes")]
    NoSuchNode {
        /// Its place in the list.
        arc: usize,
        /// The node it names.
        node: u32,
        /// How many nodes there are.
        nodes: u32,
    },
    /// A capacity is negative or above [`MAX_CAPACITY`].
    #[error("arc {arc} has capacity {capacity}, which is not from 0 to {MAX_CAPACITY}")]
    Capacity {
        /// Its place in the list.
        arc: usize,
        /// What it says.
        capacity: i64,
    },
    /// There are more arcs than can be numbered.
    #[error("{arcs} arcs are too many")]
    TooManyArcs {
        /// How many there are.
        arcs: usize,
    },
}

impl Graph {
    /// A graph with nodes `0..nodes` and these arcs, which keep their order.
    ///
    /// # Errors
    /// [`GraphError`] if an arc touches a missing node or has a capacity out of range.
    pub fn new(nodes: u32, arcs: Vec<Arc>) -> Result<Self, GraphError> {
        // Two half arcs for each arc and a missing value must fit into 32 bits.
        if arcs.len() >= (u32::MAX / 4) as usize {
            return Err(GraphError::TooManyArcs { arcs: arcs.len() });
        }
        for (index, arc) in arcs.iter().enumerate() {
            if let Some(&node) = [arc.tail, arc.head].iter().find(|&&node| node >= nodes) {
                return Err(GraphError::NoSuchNode { arc: index, node, nodes });
            }
            if !(0..=MAX_CAPACITY).contains(&arc.capacity) {
                return Err(GraphError::Capacity { arc: index, capacity: arc.capacity });
            }
        }
        Ok(Self { nodes, arcs })
    }

    /// How many nodes it has.
    pub fn nodes(&self) -> u32 {
        self.nodes
    }

    /// Its arcs, as given.
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }
}
