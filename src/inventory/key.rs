//! Names an entry of any section of the format.

use crate::model::{
    AdmissionId, CapacityGroupId, CapacityRuleId, CargoId, CongestionId, CurrencyRateId, DemandId, EscortTariffId,
    FuelId, IceAreaId, LaneId, LineId, ModeEmissionId, Network, OperatorId, PassageId, PlaceId, ProjectId, RateId,
    RestrictionId, RiskTableId, ScenarioId, StorageId, SupplyId, TrainId, TransferId, VesselId,
};

/// An entry that tells facts. The order is that of the sections in the description of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKey {
    /// A place.
    Place(PlaceId),
    /// An operator.
    Operator(OperatorId),
    /// A line with its sections.
    Line(LineId),
    /// Lines that share one capacity.
    CapacityGroup(CapacityGroupId),
    /// How trains use a kind of railway.
    CapacityRule(CapacityRuleId),
    /// How much longer full links of a mode take.
    Congestion(CongestionId),
    /// A sea lane.
    Lane(LaneId),
    /// A passage.
    Passage(PassageId),
    /// A transfer.
    Transfer(TransferId),
    /// A store.
    Storage(StorageId),
    /// A ship.
    Vessel(VesselId),
    /// A kind of train.
    Train(TrainId),
    /// A cargo.
    Cargo(CargoId),
    /// A rate.
    Rate(RateId),
    /// An emission factor.
    ModeEmission(ModeEmissionId),
    /// A fuel.
    Fuel(FuelId),
    /// What a currency is worth.
    CurrencyRate(CurrencyRateId),
    /// What a field, mine or plant can give.
    Supply(SupplyId),
    /// A demand.
    Demand(DemandId),
    /// An ice area.
    IceArea(IceAreaId),
    /// An escort tariff.
    EscortTariff(EscortTariffId),
    /// A risk table.
    RiskTable(RiskTableId),
    /// A set of admission rules.
    Admission(AdmissionId),
    /// A restriction with its exceptions.
    Restriction(RestrictionId),
    /// A scenario.
    Scenario(ScenarioId),
    /// What could be built.
    Project(ProjectId),
}

impl EntryKey {
    /// What people call such an entry.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Place(_) => "place",
            Self::Operator(_) => "operator",
            Self::Line(_) => "line",
            Self::CapacityGroup(_) => "capacity group",
            Self::CapacityRule(_) => "capacity rule",
            Self::Congestion(_) => "congestion",
            Self::Storage(_) => "store",
            Self::Supply(_) => "supply",
            Self::Project(_) => "project",
            Self::Lane(_) => "lane",
            Self::Passage(_) => "passage",
            Self::Transfer(_) => "transfer",
            Self::Vessel(_) => "vessel",
            Self::Train(_) => "train",
            Self::Cargo(_) => "cargo",
            Self::Rate(_) => "rate",
            Self::ModeEmission(_) => "emission factor",
            Self::Fuel(_) => "fuel",
            Self::CurrencyRate(_) => "exchange rate",
            Self::Demand(_) => "demand",
            Self::IceArea(_) => "ice area",
            Self::EscortTariff(_) => "escort tariff",
            Self::RiskTable(_) => "risk table",
            Self::Admission(_) => "admission table",
            Self::Restriction(_) => "restriction",
            Self::Scenario(_) => "scenario",
        }
    }

    /// The section of the format that it stands in.
    pub fn section(self) -> &'static str {
        match self {
            Self::Place(_) => "places",
            Self::Operator(_) => "operators",
            Self::Line(_) => "lines",
            Self::CapacityGroup(_) => "capacity_groups",
            Self::CapacityRule(_) => "capacity_rules",
            Self::Congestion(_) => "congestion",
            Self::Storage(_) => "storages",
            Self::Supply(_) => "supplies",
            Self::Project(_) => "projects",
            Self::Lane(_) => "lanes",
            Self::Passage(_) => "passages",
            Self::Transfer(_) => "transfers",
            Self::Vessel(_) => "vessels",
            Self::Train(_) => "trains",
            Self::Cargo(_) => "cargoes",
            Self::Rate(_) => "rates",
            Self::ModeEmission(_) => "emission_factors",
            Self::Fuel(_) => "fuels",
            Self::CurrencyRate(_) => "exchange_rates",
            Self::Demand(_) => "demands",
            Self::IceArea(_) => "ice_areas",
            Self::EscortTariff(_) => "escort_tariffs",
            Self::RiskTable(_) => "risk_tables",
            Self::Admission(_) => "admissions",
            Self::Restriction(_) => "restrictions",
            Self::Scenario(_) => "scenarios",
        }
    }

    /// What people call it; its id if it has no name of its own.
    pub fn name(self, network: &Network) -> &str {
        match self {
            Self::Place(id) => &network.places[id].name,
            Self::Operator(id) => &network.operators[id].name,
            Self::Line(id) => &network.lines[id].name,
            Self::CapacityGroup(id) => &network.capacity_groups[id].name,
            Self::CapacityRule(id) => &network.capacity_rules[id].name,
            Self::Congestion(id) => &network.congestion[id].id,
            Self::Storage(id) => &network.storages[id].name,
            Self::Supply(id) => &network.supplies[id].name,
            Self::Project(id) => &network.projects[id].name,
            Self::Lane(id) => &network.lanes[id].name,
            Self::Passage(id) => &network.passages[id].name,
            Self::Transfer(id) => {
                let transfer = &network.transfers[id];
                transfer.name.as_deref().unwrap_or(&transfer.id)
            }
            Self::Vessel(id) => &network.vessels[id].name,
            Self::Train(id) => &network.trains[id].name,
            Self::Cargo(id) => &network.cargoes[id].name,
            Self::Rate(id) => &network.rates[id].id,
            Self::ModeEmission(id) => &network.emission_factors[id].id,
            Self::Fuel(id) => &network.fuels[id].name,
            Self::CurrencyRate(id) => network.exchange_rates[id].currency.code(),
            Self::Demand(id) => &network.demands[id].name,
            Self::IceArea(id) => &network.ice_areas[id].name,
            Self::EscortTariff(id) => &network.escort_tariffs[id].name,
            Self::RiskTable(id) => &network.risk_tables[id].name,
            Self::Admission(id) => &network.admissions[id].name,
            Self::Restriction(id) => &network.restrictions[id].name,
            Self::Scenario(id) => &network.scenarios[id].name,
        }
    }
}
