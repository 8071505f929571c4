//! How much can pass, what stops it, and what proves that?
//!
//! Nothing here knows a network of places and lines: `capacity` turns one into a [`Problem`], and its answers back.

mod bottleneck;
mod certificate;
mod certificate_file;
mod certify;
mod checker;
mod complaint;
pub mod congestion;
mod connected;
pub mod critical;
pub mod dc_power;
mod digest;
pub mod graph;
mod incidence;
pub mod linear;
pub mod max_flow;
pub mod min_cost;
pub mod min_cut;
pub mod monte_carlo;
pub mod multicommodity;
mod problem;
mod problem_error;
mod reduce;
mod repair;
pub mod shadow;
mod stops;
mod two_trees;
pub mod upgrade;
mod validate;
pub mod what_if;

pub use bottleneck::{Bottleneck, MostFlow, most_flow, through};
pub use certificate::{Certificate, CertifiedPath, CertifiedPrice, Claim, MOST_BITS, Whole};
pub use certificate_file::{About, CERTIFICATE_SCHEMA, CertificateFile, Distrust};
pub use certify::certify;
pub use checker::check;
pub use complaint::{Complaint, StatedFigure, Verdict};
pub use digest::{sha256, sha256_of_answer, sha256_of_texts};
pub use problem::{Arc, Demand, Flow, LOSSLESS, Layer, PathFlow, Problem};
pub use problem_error::{Figure, LARGEST_EXACT, LARGEST_SUM, MOST_NODES, ProblemError};
pub use shadow::{ShadowPrice, User, binding, shadow_prices, users};
pub use stops::{Stop, what_stops};
pub use what_if::{Change, Solved};
