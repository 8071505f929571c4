//! How do goods spread over lines that get slower the fuller they are, and how would they spread best?
//!
//! Links draw on roads, and a road takes a time that rises with what moves on it ([`Delay`]). In the *user equilibrium* ([`equilibrium`]) no
//! one gains by another way: every way that is used takes equally long, and no unused one is shorter (Wardrop 1952).
//! In the *system optimum* ([`optimum`]) the sum of all times is least. Both are one convex problem (Beckmann, `McGuire`
//! and Winsten 1956), the second with each delay replaced by what one more unit costs all, and both come with a
//! [`Proof`]: a value, and a bound below which no other spread of the goods can come.
//!
//! No hard capacities here: a full line is slow, not closed. Times and flows are floating point, as delays are powers;
//! the work is done in one order whatever the number of threads.

mod anarchy;
mod delay;
mod equilibrium;
mod problem;
mod proof;
mod routes;
mod shortest;

pub use anarchy::{Comparison, compare, worst_case};
pub use delay::{Delay, Term};
pub use equilibrium::{Assignment, Settings, equilibrium, optimum};
pub use problem::{Complaint, Congestion, Link, Trip};
pub use proof::{Proof, prove};
pub use routes::Route;
