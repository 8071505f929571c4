//! Entries of any section of the network: what readers call them, and where they are shown.

use super::view::{PageContext, Ref};
use crate::inventory::EntryKey;
use crate::model::Subject;

/// What readers call such an entry.
pub fn kind(key: EntryKey) -> &'static str {
    match key {
        EntryKey::Lane(_) => "sea lane",
        EntryKey::Vessel(_) => "ship",
        EntryKey::Train(_) => "train",
        EntryKey::Admission(_) => "set of admission rules",
        other => other.kind(),
    }
}

impl PageContext<'_> {
    /// An entry, with the page or the part of a page that shows it.
    pub fn entry(&self, key: EntryKey) -> Ref {
        let network = self.site.network;
        let named = |page: &str, anchor: String| Ref::to(key.name(network), self.links.entry(page, &anchor));
        match key {
            EntryKey::Place(id) => self.place(id),
            EntryKey::Line(id) => self.line(id),
            EntryKey::Lane(id) => self.lane(id),
            EntryKey::Passage(id) => self.subject(Subject::Passage(id)),
            EntryKey::Transfer(id) => self.transfer(id),
            EntryKey::Restriction(id) => self.restriction(id),
            EntryKey::Scenario(id) => self.scenario(id),
            EntryKey::IceArea(id) => named("season", format!("area-{}", network.ice_areas[id].id)),
            EntryKey::Admission(id) => named("season", format!("admission-{}", network.admissions[id].id)),
            EntryKey::Operator(_) | EntryKey::Rate(_) | EntryKey::Vessel(_) => named("method", "inputs".into()),
            EntryKey::Train(_)
            | EntryKey::CapacityGroup(_)
            | EntryKey::Demand(_)
            | EntryKey::EscortTariff(_)
            | EntryKey::RiskTable(_) => Ref::plain(key.name(network)),
        }
    }
}
