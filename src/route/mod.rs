//! Which ways lead from here to there, and why not the others?
//!
//! Read [`query`] first (what is asked), then [`label_setting`] (one best route), [`alternatives`] (several that
//! differ), [`k_shortest`] (the next best, link by link), [`pareto`] (all that no other beats in everything), [`refusal`] (what stands in the way of the rest); [`mod@plan`] puts them together.
//! [`uncertainty`] says how late and how dear a route may be.

pub mod access;
pub mod alternatives;
mod arrivals;
mod best;
mod bounds;
pub mod course;
pub mod criteria;
pub mod k_shortest;
pub mod label_setting;
pub mod matrix;
pub mod pareto;
pub mod plan;
pub mod profile;
pub mod query;
pub mod reach;
pub mod refusal;
mod setup;
pub mod supply;
pub mod uncertainty;
pub mod watershed;
pub mod why_not;
mod why_not_sets;

pub use access::Access;
pub use criteria::Criterion;
pub use label_setting::{Ride, Route};
pub use matrix::{Cell, MatrixQuery, Occasion, Reached, Stop};
pub use plan::{Answer, Planner, plan};
pub use profile::{Departure, Sweep};
pub use query::{Query, Ways};
pub use reach::{ReachedLink, links_within};
pub use refusal::{Nearest, RefusedWay};
pub(crate) use setup::{terminals, usable_steps};
pub use supply::{Chain, Supplied, Supply, delivered_cost, sources_of, supply, with_unknown_losses};
pub use watershed::{Shore, Way, watershed};
pub use why_not::{Bounds, Opening, Openings};
