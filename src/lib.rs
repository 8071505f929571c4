//! Planner for freight and energy corridors.
//!
//! A network in YAML (lines, sea lanes, borders, ports, ice, restrictions; all dated and sourced) becomes a graph,
//! the graph answers questions, the answers become text, JSON and a static report site:
//!
//! ```text
//! YAML -> load -> model::Network -> scenario -> graph -> route ------------> report -> terminal, JSON, site
//!                                                      -> capacity -> flow ->
//! ```
//!
//! Read in this order: [`units`] and [`calendar`] (numbers and days), [`model`] (what a network is),
//! [`restrictions`] (may this be used, and why), [`graph`] and [`route`] (searching), [`capacity`] and [`flow`] (how much can pass), [`report`] (the stable records).
//!
//! What is never true here: a route over an excluded link; a figure whose source the output hides; an answer that
//! depends on the number of threads. The planning core (everything but `load`, `check`, `site`, `cli`) does no I/O,
//! reads no clock and starts no threads unless feature `parallel` is on.

pub mod calendar;
pub mod capacity;
#[cfg(feature = "yaml")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostics;
#[cfg(feature = "yaml")]
pub mod diff;
pub mod distribution;
#[cfg(feature = "yaml")]
pub mod embedded;
pub mod flow;
#[cfg(feature = "site")]
mod fnv;
#[cfg(feature = "yaml")]
pub mod format;
pub mod graph;
pub mod hierarchy;
pub mod inventory;
#[cfg(feature = "yaml")]
pub mod land;
#[cfg(feature = "laws")]
pub mod laws;
#[cfg(feature = "yaml")]
pub mod load;
pub mod model;
pub mod parallel;
pub mod report;
pub mod restrictions;
pub mod route;
pub mod scenario;
#[cfg(feature = "site")]
pub mod site;
#[cfg(feature = "testing")]
pub mod testing;
pub mod units;
