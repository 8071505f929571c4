//! What is asked.

use super::criteria::Criterion;
use super::uncertainty::Draws;
use crate::calendar::Day;
use crate::model::{
    CargoId, Country, Expectation, Mode, NameError, Network, Objective, PlaceId, ReportRoute, RestrictionId,
    RouteTerms, ScenarioId, Spot, VesselId,
};
use crate::restrictions::{Journey, Policy};
use crate::scenario::Overlay;

/// One question to the planner.
#[derive(Debug, Clone)]
pub struct Query {
    /// Places to start from, any of them.
    pub origin: Vec<PlaceId>,
    /// Places to end at, any of them.
    pub destination: Vec<PlaceId>,
    /// The day of departure; the journey starts when it begins.
    pub depart: Day,
    /// What the answer is best by.
    pub objective: Objective,
    /// How many ways are wanted at most, of whichever kind.
    pub alternatives: usize,
    /// What to pass, in order.
    pub via: Vec<Spot>,
    /// What not to pass.
    pub avoid: Vec<Spot>,
    /// By which modes; all if empty.
    pub modes: Vec<Mode>,
    /// In which ship.
    pub vessel: Option<VesselId>,
    /// What moves.
    pub cargo: CargoId,
    /// The country that the cargo is from, if it is known.
    pub cargo_origin: Option<Country>,
    /// Under which scenario.
    pub scenario: Option<ScenarioId>,
    /// Which rules are lifted.
    pub allow: Vec<RestrictionId>,
    /// Whether the ship sails without icebreakers.
    pub unescorted: bool,
    /// What kind of ways are wanted.
    pub ways: Ways,
    /// How many draws tell how late it may be.
    pub draws: Draws,
    /// The day by whose end it should have arrived.
    pub arrive_by: Option<Day>,
}

/// What kind of ways are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Ways {
    /// The best ways that differ by corridor.
    #[default]
    Corridors,
    /// The best ways that do not take the same links all along.
    Loopless,
    /// All ways that no other beats in every one of these.
    Pareto(Vec<Criterion>),
}

impl Query {
    /// A query with the network's defaults.
    pub fn new(network: &Network, origin: Vec<PlaceId>, destination: Vec<PlaceId>) -> Self {
        Self {
            origin,
            destination,
            depart: network.meta.as_of,
            objective: Objective::default(),
            alternatives: 3,
            via: Vec::new(),
            avoid: Vec::new(),
            modes: Vec::new(),
            vessel: network.meta.vessel,
            cargo: network.meta.cargo,
            cargo_origin: None,
            scenario: None,
            allow: Vec::new(),
            unescorted: false,
            ways: Ways::default(),
            draws: Draws::default(),
            arrive_by: None,
        }
    }

    /// Sets what moves. With it sails the ship named already if the cargo may sail in it, else the cargo's usual one.
    pub fn carry(&mut self, network: &Network, cargo: CargoId, origin: Option<Country>) {
        (self.cargo, self.cargo_origin) = (cargo, origin);
        let cargo = &network.cargoes[cargo];
        if !self.vessel.is_some_and(|vessel| cargo.sails_in(vessel)) {
            self.vessel = cargo.vessels.first().copied().or(self.vessel);
        }
    }

    /// Whoever names a ship between two ports, and no modes, asks for its voyage.
    pub fn sail_if_by_ship(&mut self, network: &Network, names_ship: bool) {
        let asks_for_a_voyage = names_ship && self.modes.is_empty();
        if asks_for_a_voyage && network.has_port(&self.origin) && network.has_port(&self.destination) {
            self.modes.push(Mode::Sea);
        }
    }

    /// The question of a route of the report, as of the network's date if it names none.
    pub fn of_report(network: &Network, route: &ReportRoute) -> Result<Self, NameError> {
        let mut query = Self::of_terms(network, &route.terms())?;
        query.alternatives = route.alternatives;
        Ok(query)
    }

    /// The question of an expectation: what `landbridge plan` asks with the same terms, for the best way alone.
    pub fn of_expectation(network: &Network, expectation: &Expectation) -> Result<Self, NameError> {
        let mut query = Self::of_terms(network, &expectation.terms())?;
        query.alternatives = 1;
        query.sail_if_by_ship(network, expectation.vessel.is_some());
        Ok(query)
    }

    fn of_terms(network: &Network, terms: &RouteTerms<'_>) -> Result<Self, NameError> {
        let spots = |names: &[String]| -> Result<Vec<Spot>, NameError> {
            names.iter().map(|name| network.find_spot(name)).collect()
        };
        let mut query = Self::new(network, network.find_places(terms.from)?, network.find_places(terms.to)?);
        let of_scenario = terms.scenario.and_then(|scenario| network.scenarios[scenario].depart);
        query.depart = terms.depart.or(of_scenario).unwrap_or(query.depart);
        query.objective = terms.by;
        query.via = spots(terms.via)?;
        query.avoid = spots(terms.avoid)?;
        query.modes = terms.modes.to_vec();
        if let Some((cargo, origin)) = terms.cargo {
            query.carry(network, cargo, origin);
        }
        query.vessel = terms.vessel.or(query.vessel);
        query.scenario = terms.scenario;
        query.allow = terms.allow.to_vec();
        Ok(query)
    }

    /// The ship, where modes and cargo let the way go by sea.
    pub fn ship(&self, network: &Network) -> Option<VesselId> {
        let may_sail = self.modes.is_empty() || self.modes.contains(&Mode::Sea);
        self.vessel.filter(|_| may_sail && network.cargoes[self.cargo].moves_by(Mode::Sea))
    }

    /// Whether ways are compared by what they cost, so that none without a price can be among them.
    pub fn needs_prices(&self) -> bool {
        match &self.ways {
            Ways::Pareto(criteria) => criteria.contains(&Criterion::Cost),
            Ways::Corridors | Ways::Loopless => {
                matches!(self.objective, Objective::Cost | Objective::Generalised)
            }
        }
    }

    /// Whether ways are compared by their greenhouse gas, so that none of unknown emission can be among them.
    pub fn needs_emissions(&self) -> bool {
        match &self.ways {
            Ways::Pareto(criteria) => criteria.contains(&Criterion::Co2),
            Ways::Corridors | Ways::Loopless => self.objective == Objective::Co2,
        }
    }

    /// The rules that this query is answered under.
    pub fn policy<'a>(&self, network: &'a Network) -> Policy<'a> {
        let countries = |places: &[PlaceId]| {
            let mut countries: Vec<Country> =
                places.iter().filter_map(|place| network.places[*place].country).collect();
            countries.sort_unstable();
            countries.dedup();
            countries
        };
        let journey = Journey {
            origin: countries(&self.origin),
            destination: countries(&self.destination),
            cargo: self.cargo,
            cargo_origin: self.cargo_origin,
            vessel: self.vessel,
            unescorted: self.unescorted,
        };
        Policy::new(network, journey, Overlay::new(network, self.scenario, &self.allow))
    }
}
