//! How much can pass, what stops it, and what proves that?
//!
//! Nothing here knows a network of places and lines: `capacity` turns one into a [`Problem`], and its answers back.

pub mod graph;
mod incidence;
pub mod max_flow;
pub mod min_cost;
pub mod min_cut;
mod problem;
mod reduce;
mod two_trees;

pub use problem::{Arc, Demand, Flow, LOSSLESS, Layer, PathFlow, Problem};
