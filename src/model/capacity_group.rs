//! Lines that share one capacity.

use super::ids::{SectionId, named};
use super::months::Months;
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
    /// Whether both directions draw on one capacity; `None` if the author did not say.
    pub shared: Option<bool>,
    /// How the capacity changes over the year; it does not if none.
    pub months: Option<Months>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

impl CapacityGroup {
    /// Whether both directions draw on one capacity, counted in the unit of `capacity`: as the author says, else as
    /// that unit is usually counted.
    pub fn shares_directions(&self, capacity: Capacity) -> bool {
        self.shared.unwrap_or_else(|| capacity.unit().counts_both_directions())
    }
}

named!(CapacityGroup);
