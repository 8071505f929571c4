//! Entries of any section of the network: what readers call them, and where they are shown.

use super::view::{PageContext, Ref};
use crate::inventory::EntryKey;
use crate::model::{CargoId, DemandId, Subject};

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
            EntryKey::Operator(id) => named("method", format!("operator-{}", network.operators[id].id)),
            EntryKey::Rate(id) => named("method", format!("rate-{}", network.rates[id].id)),
            EntryKey::Cargo(id) => self.cargo(id),
            EntryKey::ModeEmission(id) => named("method", format!("emission-{}", network.emission_factors[id].id)),
            EntryKey::Fuel(id) => named("method", format!("fuel-{}", network.fuels[id].id)),
            EntryKey::CurrencyRate(id) => named("method", format!("currency-{}", network.exchange_rates[id].id)),
            EntryKey::Vessel(id) => named("fleet", format!("vessel-{}", network.vessels[id].id)),
            EntryKey::Train(id) => named("fleet", format!("train-{}", network.trains[id].id)),
            EntryKey::CapacityGroup(id) => {
                named("capacity-groups", format!("group-{}", network.capacity_groups[id].id))
            }
            EntryKey::CapacityRule(_)
            | EntryKey::Congestion(_)
            | EntryKey::Storage(_)
            | EntryKey::Supply(_)
            | EntryKey::Project(_) => match super::pages::planning::anchor(self, key) {
                Some(anchor) => named("planning", anchor),
                None => Ref::plain(key.name(network)),
            },
            EntryKey::Demand(id) => self.demand(id),
            EntryKey::EscortTariff(id) => named("season", format!("tariff-{}", network.escort_tariffs[id].id)),
            EntryKey::RiskTable(id) => named("season", format!("risk-{}", network.risk_tables[id].id)),
        }
    }

    /// A demand.
    pub fn demand(&self, id: DemandId) -> Ref {
        let demand = &self.site.network.demands[id];
        Ref::to(demand.name.clone(), self.links.page("demand", &demand.id))
    }

    /// A cargo, in the table of cargoes.
    pub fn cargo(&self, id: CargoId) -> Ref {
        let cargo = &self.site.network.cargoes[id];
        Ref::to(cargo.name.clone(), self.links.entry("fleet", &format!("cargo-{}", cargo.id)))
    }
}
