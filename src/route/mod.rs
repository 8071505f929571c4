//! Which ways lead from here to there, and why not the others?
//!
//! Read [`query`] first (what is asked), then [`label_setting`] (one best route), [`alternatives`] (several that
//! differ), [`refusal`] (what stands in the way of the rest); [`mod@plan`] puts them together.
//! [`uncertainty`] says how late and how dear a route may be.

pub mod alternatives;
pub mod label_setting;
pub mod plan;
pub mod query;
pub mod refusal;
pub mod uncertainty;

pub use label_setting::{Ride, Route};
pub use plan::{Answer, Planner, plan};
pub use query::Query;
pub use refusal::{Nearest, RefusedWay};
