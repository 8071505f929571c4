//! Lines that share one capacity.

use super::ids::{SectionId, named};
use super::provenance::{Dated, Provenance};
use crate::diagnostics::FileId;
use crate::units::Capacity;

/// Sections of lines whose traffic together is bound by one capacity.
#[derive(Debug, Clone)]
pub struct CapacityGroup {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The sections that share it, in order and each once.
    pub members: Vec<SectionId>,
    /// How much can pass over all of them together.
    pub capacity: Dated<Capacity>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}
named!(CapacityGroup);
