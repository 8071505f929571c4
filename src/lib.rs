//! Planner for freight and energy corridors.
