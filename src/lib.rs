//! Planner for freight and energy corridors.

#[cfg(feature = "site")]
pub mod site;
