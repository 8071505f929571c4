//! The static report site: result records to pages.

pub mod icons;
pub mod map;
