//! Which states and arcs do searches see?
//!
//! A state is (place, mode, gauge, side of the border); an arc is a [`Step`](crate::restrictions::Step) between two
//! states. [`Structure`] holds what never changes with the query; [`Timetable`] what each step takes and costs on
//! each day of one query.
//!
//! The *side* is the country that the cargo is in by law. A section between two countries may be used by cargo of
//! either side; from the far end on, only by cargo that has passed a border transfer. At sea the side is the country
//! that the ship loaded in, so that a rule on ships which called there can be applied when they unload; countries that
//! no such rule speaks of share one side.

mod costs;
mod emissions;
mod escort;
mod gate;
mod measure;
mod readings;
mod structure;
mod timetable;

pub use crate::distribution::Spread;
pub use costs::{Co2e, CostPart, Costs};
pub use escort::escort_share;
pub use gate::Gate;
pub use measure::{Measure, measure};
pub use structure::{ArcId, End, State, StateId, StepId, Structure};
pub use timetable::{Entry, HORIZON_DAYS, HORIZON_MINUTES, Schedule, Segment, Timetable};
