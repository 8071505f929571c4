//! How much can pass, what stops it, and what proves that?
//!
//! Nothing here knows a network of places and lines: `capacity` turns one into a [`Problem`], and its answers back.

pub mod multicommodity;
mod problem;

pub use problem::{Arc, Demand, Flow, LOSSLESS, Layer, PathFlow, Problem};
