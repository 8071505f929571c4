//! How much can pass, what stops it, and what proves that?
//!
//! Nothing here knows a network of places and lines: `capacity` turns one into a [`Problem`], and its answers back.

mod certificate;
mod certify;
mod checker;
mod complaint;
pub mod graph;
mod incidence;
pub mod max_flow;
pub mod min_cut;
pub mod multicommodity;
mod problem;
mod problem_error;
mod reduce;
mod repair;
mod two_trees;

pub use certificate::{Certificate, CertifiedPath, CertifiedPrice, Claim, MOST_BITS, Whole};
pub use certify::certify;
pub use checker::check;
pub use complaint::{Complaint, StatedFigure, Verdict};
pub use problem::{Arc, Demand, Flow, LOSSLESS, Layer, PathFlow, Problem};
pub use problem_error::{LARGEST_SUM, MOST_NODES, ProblemError};
