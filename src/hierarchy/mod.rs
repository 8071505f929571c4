//! The cheapest ways through a graph with whole-number costs, many at once and fast: a customizable contraction hierarchy.
//!
//! Nothing here knows a network of places and lines: nodes and links are numbers, `route` gives them a meaning. Three
//! steps, each as seldom as it can be:
//!
//! 1. [`Hierarchy::new`] puts the nodes of a graph in order and adds shortcuts. It knows no costs: once for each network.
//! 2. [`Metric::new`] finds what every arc costs: once for each day, scenario, objective and ship.
//! 3. [`Search`] answers questions, each without taking any memory.
//!
//! Read [`chains`], [`dissection`] and [`bisection`] for the order, [`elimination`] for the shortcuts, [`metric`] for what
//! they cost, [`search`] for the answers, [`Targets`], [`Tree`], [`Loopless`] and [`Detours`] for many at once.
//!
//! ```
//! use landbridge::hierarchy::{Changes, Cost, Hierarchy, Metric, Search};
//!
//! // 0 and 2 are joined directly and over 1.
//! let places = [(43.1, 131.9), (43.8, 131.9), (48.5, 135.1)];
//! let hierarchy = Hierarchy::new(&places, &[(0, 1), (1, 2), (0, 2)])?;
//! let mut metric = Metric::new(&hierarchy, &[110_u32, 650, 800])?;
//! let (mut search, mut links) = (Search::new(&hierarchy), Vec::new());
//! assert_eq!(search.route(&hierarchy, &metric, 0, 2, &mut links), Some(760));
//! assert_eq!(links, [0, 1]);
//!
//! let mut changes = Changes::new();
//! metric.reprice(&hierarchy, &[(1, u32::NEVER)], &mut changes)?;
//! assert_eq!(search.cost(&hierarchy, &metric, 0, 2), Some(800));
//! metric.undo(&hierarchy, &mut changes);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Nodes, links and arcs are fewer than `MOST`, which `Hierarchy::new` sees to.
#![allow(clippy::cast_possible_truncation)]
// Loops that wide registers serve are found only where all that they call is in one place.
#![allow(clippy::inline_always)]

mod bisection;
mod blocks;
mod bytes;
mod chains;
mod cost;
mod detours;
mod dissection;
mod elimination;
mod loopless;
mod matrix;
mod metric;
mod neighbours;
mod reprice;
mod search;
mod spur;
mod structure;
mod tables;
mod tree;
mod triangles;
mod wide;

pub use bytes::BytesError;
pub use cost::Cost;
pub use detours::Detours;
pub use loopless::{Loopless, Way};
pub use matrix::{LANES, Targets};
pub use metric::{Metric, MetricError};
pub use reprice::Changes;
pub use search::Search;
pub use structure::{Hierarchy, MOST, TopologyError};
pub use tree::Tree;
