//! The static report site: result records to pages.

pub mod map;
