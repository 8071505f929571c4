//! May this link be used, on this date, under this policy, and why?
//!
//! `Status` is what the file says; a [`Verdict`] is what follows. Rules are evaluated in a fixed order: the scenario,
//! the link's own status, legal restrictions, draught, admission, ice, risk. All reasons are collected, each a [`Fact`]
//! that the report can cite.

mod fact;
mod matching;
mod policy;
mod sea;
mod step;

pub use fact::{Fact, IceRisk, Verdict};
pub use matching::{Journey, Matching};
pub use policy::Policy;
pub use step::{Crossing, Step};
