//! Which flows of many demands share the capacities best, at what cost, and how far from the best can that be?

mod crossover;
mod devex;
mod dual;
mod factor;
mod forget;
mod heading;
mod hot_start;
mod markowitz;
mod master;
mod network;
mod pool;
mod queue;
mod search;
mod simplex;
mod solver;

pub use solver::{Outcome, Settings, Solver};
