//! What is the cheapest point between bounds that keeps to rows of sums?
//!
//! Minimise `cost * x` where every `x` lies between two finite bounds and every row's sum between two bounds, which may be
//! infinite. Small and dense: a few hundred rows. Because every variable has both bounds, any basis can be made dual
//! feasible by choosing the bound that each variable rests at; so there is one phase, the dual simplex method, and rows
//! added later go on from where it stood ([`Simplex::add`]).

mod basis;
mod problem;
mod simplex;

pub use problem::{Failure, Row, Solution, Variable, lower_bound};
pub use simplex::Simplex;
