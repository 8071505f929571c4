//! Planner for freight and energy corridors.

pub mod diagnostics;
#[cfg(feature = "yaml")]
pub mod load;
