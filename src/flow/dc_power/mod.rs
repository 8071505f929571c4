//! How does power spread over the lines of a grid, and what is the cheapest way to run it?
//!
//! Alternating current follows Kirchhoff's laws, not a dispatcher: in the linear ("DC") model a line carries
//! `susceptance * difference of angles` (Stott, Jardim and Alsac 2009 say when that holds). [`dc_flow`] tells what flows
//! for given injections. [`dispatch`] chooses the injections: the cheapest output that serves all loads within the
//! limits of lines, with loads shed at a price where they cannot be served, and direct-current cables, whose flow one
//! can choose, between the buses.
//!
//! Power in one unit of the caller's choice (say megawatts), susceptances in that unit per radian.

mod dispatch;
mod elimination;
mod flow;
mod grid;

pub use dispatch::{Cable, Load, Market, Schedule, Source, dispatch};
pub use flow::{DcFlow, dc_flow};
pub use grid::{Complaint, Grid, Line};
