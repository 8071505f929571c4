//! What is asked: goods that want to move over arcs that share capacities. Integers only.

use serde::{Deserialize, Serialize};

/// What [`Arc::keeps`] is where nothing is lost: millionths.
pub const LOSSLESS: u32 = 1_000_000;

/// Demands on layers whose arcs share capacities.
///
/// A *layer* is the part of the network that one kind of goods may use, in its own unit of flow. Layers meet only in
/// *capacities*: one unit of flow into an arc takes so many parts of each capacity the arc uses. A track that both
/// directions and three cargoes share is one capacity that six arcs use; a group of lines is a capacity too.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// How much there is of each capacity, in its own parts; not negative.
    pub capacities: Vec<i64>,
    /// Who may go where.
    pub layers: Vec<Layer>,
    /// What wants to move.
    pub demands: Vec<Demand>,
}

/// Where one kind of goods may go, and at what cost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// How many nodes it has, numbered from 0.
    pub nodes: u32,
    /// Its arcs; parallel ones are normal.
    pub arcs: Vec<Arc>,
}

/// One way from a node to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arc {
    /// Where it begins.
    pub tail: u32,
    /// Where it ends.
    pub head: u32,
    /// What a unit of flow into it costs; not negative.
    pub cost: i64,
    /// How many millionths of what goes in come out: 1 to [`LOSSLESS`].
    pub keeps: u32,
    /// What a unit of flow into it takes: capacity and positive number of parts, each capacity at most once.
    pub uses: Vec<(u32, i64)>,
}

/// So much wants to arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// On which layer.
    pub layer: u32,
    /// From which node.
    pub from: u32,
    /// To which node.
    pub to: u32,
    /// How many units should arrive; not negative.
    pub amount: i64,
    /// What a unit that does not arrive costs; not negative.
    pub unserved_cost: i64,
}

/// An answer as a solver finds it, in floating point; the certificate makes integers of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flow {
    /// What goes where; every demand's amounts sum to no more than it asks.
    pub paths: Vec<PathFlow>,
    /// What one more part of each capacity is worth to the solver; not negative.
    pub prices: Vec<f64>,
}

/// So much of a demand goes one way.
#[derive(Debug, Clone, PartialEq)]
pub struct PathFlow {
    /// Whose.
    pub demand: u32,
    /// Arcs of the demand's layer, in order, from its first node to its last.
    pub arcs: Vec<u32>,
    /// How many units arrive.
    pub amount: f64,
}
