//! What is asked of the capacity planner.

use super::period::Period;
use crate::calendar::Day;
use crate::model::{CargoId, Country, Mode, Network, Objective, PlaceId, RestrictionId, ScenarioId, Spot, VesselId};
use crate::route::Query;

/// What wants to move, over which time, under which rules.
#[derive(Debug, Clone)]
pub struct FlowQuery {
    /// What wants to move.
    pub wanted: Vec<Wanted>,
    /// What at most can come from places of origin; without an entry it is not limited.
    pub supply: Vec<SupplyLimit>,
    /// Whether what the network's fields, mines and plants can give limits what starts there.
    pub with_supplies: bool,
    /// Over which time.
    pub period: Period,
    /// What a unit's way costs.
    pub objective: Objective,
    /// Under which scenario.
    pub scenario: Option<ScenarioId>,
    /// Which rules are lifted.
    pub allow: Vec<RestrictionId>,
    /// By which modes; all if empty.
    pub modes: Vec<Mode>,
    /// Not through what.
    pub avoid: Vec<Spot>,
    /// In which ship, where the cargo may sail in it; else in the cargo's usual one.
    pub vessel: Option<VesselId>,
    /// Whether ships sail without icebreakers.
    pub unescorted: bool,
    /// What a unit that does not arrive costs, in the objective's unit; if none is given,
    /// [`default_unserved_cost`](super::default_unserved_cost).
    pub unserved: Option<i64>,
}

impl FlowQuery {
    /// A query with the network's defaults, for a year whose every day is like the network's as-of day; by distance, so
    /// that no price is needed.
    pub fn new(network: &Network) -> Self {
        Self {
            wanted: Vec::new(),
            supply: Vec::new(),
            with_supplies: true,
            period: Period::AsOn(network.meta.as_of),
            objective: Objective::Distance,
            scenario: None,
            allow: Vec::new(),
            modes: Vec::new(),
            avoid: Vec::new(),
            vessel: network.meta.vessel,
            unescorted: false,
            unserved: None,
        }
    }

    /// The same question as one to the route planner: which steps may be taken is decided alike.
    pub fn route_query(&self, network: &Network, wanted: &Wanted, depart: Day) -> Query {
        let mut query = Query::new(network, wanted.origin.clone(), wanted.destination.clone());
        query.vessel = self.vessel;
        query.carry(network, wanted.cargo, wanted.cargo_origin);
        query.depart = depart;
        query.objective = self.objective;
        query.scenario = self.scenario;
        query.allow.clone_from(&self.allow);
        query.modes.clone_from(&self.modes);
        query.avoid.clone_from(&self.avoid);
        query.unescorted = self.unescorted;
        query
    }
}

/// Something that wants to move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it is called in the answer.
    pub id: String,
    /// From any of these places.
    pub origin: Vec<PlaceId>,
    /// To any of these places.
    pub destination: Vec<PlaceId>,
    /// What moves.
    pub cargo: CargoId,
    /// The country that it is from; where it starts, if none is named.
    pub cargo_origin: Option<Country>,
    /// How much.
    pub amount: Amount,
    /// In which month of twelve.
    pub timing: Timing,
}

/// What at most can come from a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyLimit {
    /// The place.
    pub place: PlaceId,
    /// Of what.
    pub cargo: CargoId,
    /// How many units of the cargo over the whole period; each month in proportion to its days.
    pub amount: i64,
}

/// How much wants to move, in units of the cargo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// As much as can pass.
    AsMuchAsCanPass,
    /// So much over the whole period, each month in proportion to its days.
    Units(i64),
    /// So much in each part of the period.
    Each(Vec<i64>),
}

/// What a month's share means where the period is twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Timing {
    /// It is ready in that month, and arrives whenever it can.
    #[default]
    Ready,
    /// It has to arrive in that month, and was ready whenever it had to be.
    Due,
}
