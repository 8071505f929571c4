//! What does each source feed?

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Dated, Figure, History, IceAreaId, LaneId, LineId, Network, OperatorId, PassageId, PlaceId, Provenance, RateId,
    RestrictionId, ScenarioId, SourceId, TransferId, VesselId,
};

/// An entry of the network that rests on a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A line or its sections.
    Line(LineId),
    /// A sea lane.
    Lane(LaneId),
    /// A transfer.
    Transfer(TransferId),
    /// A place.
    Place(PlaceId),
    /// A restriction.
    Restriction(RestrictionId),
    /// A scenario.
    Scenario(ScenarioId),
    /// A passage.
    Passage(PassageId),
    /// An operator.
    Operator(OperatorId),
    /// A rate.
    Rate(RateId),
    /// A vessel.
    Vessel(VesselId),
    /// An ice area.
    IceArea(IceAreaId),
    /// A set of admission rules.
    Admission(crate::model::AdmissionId),
}

/// Sources with what they feed, each entry once.
pub type Uses = BTreeMap<SourceId, BTreeSet<Use>>;

#[derive(Default)]
struct Collector {
    uses: Uses,
}

impl Collector {
    fn add(&mut self, what: Use, provenance: &Provenance) {
        for source in &provenance.sources {
            self.uses.entry(*source).or_default().insert(what);
        }
    }

    fn figure<T>(&mut self, what: Use, figure: Option<&Figure<T>>) {
        if let Some(figure) = figure {
            self.add(what, &figure.provenance);
        }
    }

    fn dated<T>(&mut self, what: Use, dated: Option<&Dated<T>>) {
        for period in dated.into_iter().flat_map(Dated::periods) {
            self.add(what, &period.figure.provenance);
        }
    }

    fn history(&mut self, what: Use, history: &History) {
        for spell in &history.spells {
            self.add(what, &spell.provenance);
        }
    }
}

/// What each source of the network feeds.
pub fn uses(network: &Network) -> Uses {
    let mut collector = Collector::default();
    for (id, place) in network.places.iter() {
        collector.add(Use::Place(id), &place.provenance);
        collector.dated(Use::Place(id), place.max_draught.as_ref());
    }
    for (id, line) in network.lines.iter() {
        collector.add(Use::Line(id), &line.provenance);
    }
    for section in network.sections.values() {
        let what = Use::Line(section.line);
        collector.add(what, &section.provenance);
        collector.figure(what, section.axle_load.as_ref());
        collector.figure(what, section.train_length.as_ref());
        collector.dated(what, section.speed.as_ref());
        collector.dated(what, section.capacity.as_ref());
        collector.history(what, &section.status);
    }
    for (id, lane) in network.lanes.iter() {
        let what = Use::Lane(id);
        collector.add(what, &lane.provenance);
        collector.figure(what, lane.published.as_ref());
        collector.figure(what, lane.depth.as_ref());
        collector.figure(what, lane.under_keel.as_ref());
        collector.history(what, &lane.status);
    }
    for (id, passage) in network.passages.iter() {
        let what = Use::Passage(id);
        collector.add(what, &passage.provenance);
        collector.dated(what, passage.time.as_ref());
        collector.dated(what, passage.cost.as_ref());
        collector.dated(what, passage.max_draught.as_ref());
    }
    for (id, transfer) in network.transfers.iter() {
        let what = Use::Transfer(id);
        collector.add(what, &transfer.provenance);
        collector.dated(what, Some(&transfer.time));
        collector.dated(what, transfer.cost.as_ref());
        collector.dated(what, transfer.capacity.as_ref());
        collector.history(what, &transfer.status);
    }
    for (id, operator) in network.operators.iter() {
        collector.add(Use::Operator(id), &operator.provenance);
        collector.dated(Use::Operator(id), operator.speed.as_ref());
    }
    for (id, vessel) in network.vessels.iter() {
        collector.add(Use::Vessel(id), &vessel.provenance);
        collector.figure(Use::Vessel(id), Some(&vessel.draught));
        collector.figure(Use::Vessel(id), Some(&vessel.speed));
    }
    for (id, rate) in network.rates.iter() {
        collector.add(Use::Rate(id), &rate.provenance);
        collector.dated(Use::Rate(id), Some(&rate.price));
    }
    for (id, area) in network.ice_areas.iter() {
        collector.add(Use::IceArea(id), &area.provenance);
    }
    for (id, set) in network.admissions.iter() {
        collector.add(Use::Admission(id), &set.provenance);
    }
    for (id, rule) in network.restrictions.iter() {
        collector.add(Use::Restriction(id), &rule.provenance);
        collector.dated(Use::Restriction(id), rule.delay.as_ref());
        for exception in &rule.exceptions {
            collector.add(Use::Restriction(id), &exception.provenance);
        }
    }
    for (id, scenario) in network.scenarios.iter() {
        collector.add(Use::Scenario(id), &scenario.provenance);
    }
    collector.uses
}
