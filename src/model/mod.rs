//! What is a network?
//!
//! Checked and immutable: names are resolved to typed keys, spans are applied to sections, tables are sorted by id.
//! Built by `load`; read by everything else. What may be used on a date is not decided here but in
//! [`restrictions`](crate::restrictions).

mod capacity_group;
mod capacity_rule;
mod congestion;
mod countries;
mod expectation;
mod ice;
mod ids;
mod link;
mod months;
mod names;
mod place;
mod project;
mod provenance;
mod questions;
mod risk;
mod rule_level;
mod rules;
mod service;
mod status;
mod storage;
mod tariffs;
mod traffic;
mod transfer;

use crate::calendar::Day;
use crate::units::Distance;

pub use capacity_group::CapacityGroup;
pub use capacity_rule::CapacityRule;
pub use congestion::Congestion;
pub use expectation::{Bounds, Expectation};
pub use ice::{
    Admission, AdmissionRule, Allowance, EscortShare, EscortTariff, EscortTariffRow, IceArea, IceClass, IceYear,
    Severity,
};
pub use ids::{
    AdmissionId, CapacityGroupId, CapacityRuleId, CargoId, CityId, CongestionId, CorridorId, CurrencyRateId, DemandId,
    EscortTariffId, ExpectationId, FuelId, IceAreaId, Key, LaneId, LineId, ModeEmissionId, Named, OperatorId,
    PassageId, PlaceId, ProjectId, RateId, ReportCutId, ReportFlowId, ReportRouteId, RestrictionId, RiskTableId,
    ScenarioId, SectionId, SourceId, StorageId, SupplyId, Table, TrainId, TransferId, VesselId,
};
pub use link::{Lane, Line, Link, Mode, Passage, Section};
pub use months::Months;
pub use names::{NameError, Spot, fold, look_alikes};
pub use place::{City, Country, IceSeason, Operator, Place, PlaceKind};
pub use project::Project;
pub use provenance::{Confidence, Dated, Figure, Period, Provenance, Reading, Source, SourceKind};
pub use questions::{Corridor, ReportCut, ReportFlow, ReportRoute, RouteTerms};
pub use risk::{IceRegimes, Operation, RiskIndex, RiskTable};
pub use rule_level::{Level, RuleLevel};
pub use rules::{Capacitated, Change, Effect, Exception, Match, Objective, Restriction, Scenario, Subject};
pub use service::{Departures, Rhythm, Service, Weekdays};
pub use status::{History, Spell, State};
pub use storage::{Storage, Supply};
pub use tariffs::{CurrencyRate, Fuel, ModeEmission, Rate, RateScope};
pub use traffic::{Cargo, Demand, Train, Vessel};
pub use transfer::{GaugeMethod, Quay, Transfer, TransferKind};

/// What a network says of itself.
#[derive(Debug, Clone)]
pub struct Meta {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it covers, in a sentence or two.
    pub summary: String,
    /// The default day of departure.
    pub as_of: Day,
    /// The ship that sails when none is named; none if the network has no ships.
    pub vessel: Option<VesselId>,
    /// The cargo that moves when none is named.
    pub cargo: CargoId,
    /// Whose rules the restrictions cover.
    pub regimes: Vec<String>,
    /// How many entries sections have, as their author counted them; by the section's name.
    pub counts: Vec<(&'static str, u32)>,
    /// The file that says all this.
    pub file: crate::diagnostics::FileId,
}

/// A network.
#[derive(Debug, Clone)]
pub struct Network {
    /// What it says of itself.
    pub meta: Meta,
    /// Places.
    pub places: Table<PlaceId, Place>,
    /// Cities.
    pub cities: Table<CityId, City>,
    /// Operators.
    pub operators: Table<OperatorId, Operator>,
    /// Lines.
    pub lines: Table<LineId, Line>,
    /// Sections of all lines.
    pub sections: Table<SectionId, Section>,
    /// Sea lanes.
    pub lanes: Table<LaneId, Lane>,
    /// Passages.
    pub passages: Table<PassageId, Passage>,
    /// Transfers.
    pub transfers: Table<TransferId, Transfer>,
    /// Vessels.
    pub vessels: Table<VesselId, Vessel>,
    /// Lines that share one capacity.
    pub capacity_groups: Table<CapacityGroupId, CapacityGroup>,
    /// How trains use railways.
    pub capacity_rules: Table<CapacityRuleId, CapacityRule>,
    /// How much longer full links take.
    pub congestion: Table<CongestionId, Congestion>,
    /// Stores.
    pub storages: Table<StorageId, Storage>,
    /// What fields, mines and plants can give.
    pub supplies: Table<SupplyId, Supply>,
    /// What could be built.
    pub projects: Table<ProjectId, Project>,
    /// Kinds of train.
    pub trains: Table<TrainId, Train>,
    /// Demands.
    pub demands: Table<DemandId, Demand>,
    /// Escort tariffs.
    pub escort_tariffs: Table<EscortTariffId, EscortTariff>,
    /// Risk tables.
    pub risk_tables: Table<RiskTableId, RiskTable>,
    /// Cargoes.
    pub cargoes: Table<CargoId, Cargo>,
    /// Rates.
    pub rates: Table<RateId, Rate>,
    /// Emission factors of modes.
    pub emission_factors: Table<ModeEmissionId, ModeEmission>,
    /// Fuels.
    pub fuels: Table<FuelId, Fuel>,
    /// What currencies are worth.
    pub exchange_rates: Table<CurrencyRateId, CurrencyRate>,
    /// Ice areas.
    pub ice_areas: Table<IceAreaId, IceArea>,
    /// Admission rules.
    pub admissions: Table<AdmissionId, Admission>,
    /// Restrictions.
    pub restrictions: Table<RestrictionId, Restriction>,
    /// Scenarios.
    pub scenarios: Table<ScenarioId, Scenario>,
    /// Corridors.
    pub corridors: Table<CorridorId, Corridor>,
    /// Routes that the report plans.
    pub report_routes: Table<ReportRouteId, ReportRoute>,
    /// How much the report asks can pass.
    pub report_cuts: Table<ReportCutId, ReportCut>,
    /// Which demands the report sends over the network together.
    pub report_flows: Table<ReportFlowId, ReportFlow>,
    /// What the author knows must hold.
    pub expectations: Table<ExpectationId, Expectation>,
    /// How the rules of `check` are to judge it.
    pub checks: Vec<RuleLevel>,
    /// Sources.
    pub sources: Table<SourceId, Source>,
}

impl Network {
    /// Both ends of a link.
    pub fn ends(&self, link: Link) -> (PlaceId, PlaceId) {
        match link {
            Link::Section(id) => (self.sections[id].from, self.sections[id].to),
            Link::Lane(id) => (self.lanes[id].from, self.lanes[id].to),
        }
    }

    /// How long a link is.
    pub fn distance(&self, link: Link) -> Distance {
        match link {
            Link::Section(id) => self.sections[id].distance,
            Link::Lane(id) => self.lanes[id].distance,
        }
    }

    /// The states of a link over time.
    pub fn history(&self, link: Link) -> &History {
        match link {
            Link::Section(id) => &self.sections[id].status,
            Link::Lane(id) => &self.lanes[id].status,
        }
    }

    /// How cargo moves on a link.
    pub fn mode(&self, link: Link) -> Mode {
        match link {
            Link::Section(id) => self.lines[self.sections[id].line].mode,
            Link::Lane(_) => Mode::Sea,
        }
    }

    /// Whether ships call at one of the places.
    pub fn has_port(&self, places: &[PlaceId]) -> bool {
        let port = |transfer: &Transfer| transfer.kind.quay().is_some() && places.contains(&transfer.at);
        self.transfers.values().any(port)
    }

    /// All links, sections first.
    pub fn links(&self) -> impl Iterator<Item = Link> + '_ {
        self.sections.keys().map(Link::Section).chain(self.lanes.keys().map(Link::Lane))
    }

    /// The most specific rate for hauling a cargo: the operator's, then the mode's.
    pub fn haul_rate(&self, mode: Mode, operator: Option<OperatorId>, cargo: CargoId) -> Option<&Rate> {
        self.rates
            .values()
            .filter(|rate| rate.scope == RateScope::Mode(mode) && rate.cargo == cargo)
            .filter(|rate| rate.operator.is_none() || rate.operator == operator)
            .max_by_key(|rate| rate.operator.is_some())
    }

    /// What a subject is called.
    pub fn subject_name(&self, subject: Subject) -> &str {
        match subject {
            Subject::Line(id) => &self.lines[id].name,
            Subject::Lane(id) => &self.lanes[id].name,
            Subject::Transfer(id) => &self.transfers[id].id,
            Subject::Passage(id) => &self.passages[id].name,
            Subject::Place(id) => &self.places[id].name,
        }
    }

    /// The id of what has a capacity.
    pub fn capacitated_id(&self, widened: Capacitated) -> &str {
        match widened {
            Capacitated::Line(id) => &self.lines[id].id,
            Capacitated::Transfer(id) => &self.transfers[id].id,
            Capacitated::Group(id) => &self.capacity_groups[id].id,
        }
    }

    /// The id of a subject.
    pub fn subject_id(&self, subject: Subject) -> &str {
        match subject {
            Subject::Line(id) => &self.lines[id].id,
            Subject::Lane(id) => &self.lanes[id].id,
            Subject::Transfer(id) => &self.transfers[id].id,
            Subject::Passage(id) => &self.passages[id].id,
            Subject::Place(id) => &self.places[id].id,
        }
    }
}
