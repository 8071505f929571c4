//! How much can pass, given or derived.

pub mod derive;
