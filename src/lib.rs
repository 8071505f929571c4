//! Planner for freight and energy corridors.

pub mod diagnostics;
