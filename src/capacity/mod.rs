//! How much can a network pass, and where?
//!
//! From a network, a scenario, a period and what wants to move to a [`flow::Problem`](crate::flow::Problem), and back.
//! Read [`query`] (what is asked), [`model`] (what comes out), [`limit`] (what a capacity stands for), then [`mod@build`].
//!
//! A *layer* of the problem is one cargo of one origin in one ship under the same rules; its unit of flow is the cargo's own
//! unit. Its nodes are the graph's states in each part of the period, its arcs the steps that are open on some of the
//! part's days. Transit time is not looked at: what leaves in a month arrives in it.

mod alike;
mod build;
mod candidates;
mod class;
mod convert;
mod cut;
mod demands;
pub mod derive;
mod draft;
mod error;
mod groups;
mod kirchhoff;
mod ledger;
pub mod limit;
pub mod model;
pub mod note;
mod period;
pub mod query;
mod rates;
mod slots;
mod spare;
mod spread;
mod stores;
mod through;
mod uncertain;

pub use build::{build, default_unserved_cost};
pub use candidates::{Candidate, Candidates, Site, candidates};
pub use cut::{Cut, CutError, Found, Limiting, Next, Worth, cut, one_unit, units_told};
pub use demands::{DemandError, apart, units_wanted, wanted};
pub use error::BuildError;
pub use kirchhoff::{LineFlow, PowerFlows, power_flows};
pub use limit::{Basis, Limit, LimitUnit, Limited};
pub use model::{ArcMeaning, DemandMeaning, Element, LayerMeaning, Model, NodeMeaning};
pub use note::Note;
pub use period::{Part, Period};
pub use query::{Amount, FlowQuery, SupplyLimit, Timing, Wanted};
pub use spare::{Source, Stop, sources};
pub use spread::{LeftOut, Road, Spread, SpreadError, spread};
