//! Strategies, tiny networks and slow oracles, for tests and for `check`'s laws.
//!
//! [`strategies`] makes small networks at random, as YAML, so that every test also goes through the loader. [`oracle`]
//! answers queries on them slowly, from the network's definition alone; it shares no code with `graph` or `route`.

mod all_modes;
mod energy;
pub mod fuzz;
mod large_network;
pub mod oracle;
mod queries;
mod spec;
pub mod strategies;

pub use large_network::large_network;
