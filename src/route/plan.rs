//! Answers a query: allowed routes that differ, and what stands in the way of the others.

use std::sync::Arc;

use super::alternatives::alternatives;
use super::k_shortest::k_shortest;
use super::label_setting::{Route, Search};
use super::pareto::{Chosen, frontier};
use super::query::{Query, Ways};
use super::refusal::{Nearest, RefusedWay, nearest, refused_ways, unjoined};
use super::setup::Setup;
use crate::calendar::Instant;
use crate::graph::{Entry, StepId, Structure, Timetable};
use crate::model::{Mode, Network, Objective, PlaceId};
use crate::restrictions::{Fact, Policy, Verdict};

/// What the planner found.
#[derive(Debug)]
pub struct Answer<'a> {
    /// States and arcs that routes speak of.
    pub structure: Arc<Structure>,
    /// The rules it was found under.
    pub policy: Policy<'a>,
    /// Allowed routes, best first; none if the journey may not be made.
    pub routes: Vec<Route>,
    /// What is decided about the journey as a whole.
    pub journey: Verdict,
    /// If the best route between two places of one country leaves it: the best that does not.
    pub domestic: Option<Route>,
    /// Shorter ways that may not be used.
    pub refused: Vec<RefusedWay>,
    /// If there is neither a route nor a refused way: why.
    pub unjoined: Vec<Fact>,
    /// If there is no route: how near one can get.
    pub nearest: Option<Nearest>,
    /// Steps that were left out because no price is known, if the objective is money, or no emission, if it is gas.
    pub without_price: Vec<StepId>,
    /// If the Pareto frontier was asked for: how the routes were chosen from it.
    pub frontier: Option<Chosen>,
    /// If loopless routes were asked for: the search was given up before as many were found as were wanted.
    pub gave_up: bool,
}

impl<'a> Answer<'a> {
    /// The best ways of a question that nothing else was asked of: no refusals, no frontier, no way at home.
    pub(super) fn of_best(
        structure: &Arc<Structure>,
        policy: Policy<'a>,
        journey: Verdict,
        routes: Vec<Route>,
    ) -> Self {
        Self {
            structure: Arc::clone(structure),
            policy,
            routes,
            journey,
            domestic: None,
            refused: Vec::new(),
            unjoined: Vec::new(),
            nearest: None,
            without_price: Vec::new(),
            frontier: None,
            gave_up: false,
        }
    }
}

/// Answers queries about one network, whose states and arcs it enumerates once.
#[derive(Debug)]
pub struct Planner<'a> {
    pub(super) network: &'a Network,
    pub(super) structure: Arc<Structure>,
}

impl<'a> Planner<'a> {
    /// A planner for `network`.
    pub fn new(network: &'a Network) -> Self {
        Self { network, structure: Arc::new(Structure::build(network)) }
    }

    /// A planner for `network`, whose states and arcs are `structure`: those of another network will do if it differs in
    /// scenarios only.
    pub fn over(network: &'a Network, structure: Arc<Structure>) -> Self {
        Self { network, structure }
    }

    /// States and arcs of the network.
    pub fn structure(&self) -> &Structure {
        &self.structure
    }

    /// Answers `query`; see [`plan`].
    pub fn plan(&self, query: &Query) -> Answer<'a> {
        self.plan_then(query, |_| None).0
    }

    /// Answers `query`, but looks for refused ways only if there is no other: for those who show none beside a way.
    pub fn plan_ways(&self, query: &Query) -> Answer<'a> {
        let policy = query.policy(self.network);
        let timetable = Timetable::new(&self.structure, &policy, query.depart);
        self.answer(query, &timetable, Refusals::IfNoWay)
    }

    /// Answers `query`, then, of the same journey under the same rules on the same day, what `then` makes of the answer: on
    /// the same timetable, and with refused ways only if there is no other.
    pub fn plan_then(
        &self,
        query: &Query,
        then: impl FnOnce(&Answer<'a>) -> Option<Query>,
    ) -> (Answer<'a>, Option<Answer<'a>>) {
        let policy = query.policy(self.network);
        let timetable = Timetable::new(&self.structure, &policy, query.depart);
        let first = self.answer(query, &timetable, Refusals::Always);
        let second = then(&first).map(|next| self.answer(&next, &timetable, Refusals::IfNoWay));
        (first, second)
    }
}

/// Answers one `query`. A [`Planner`] answers many at less cost.
///
/// # Cost
/// One verdict for each step that a search looks at and day on which something may change, then one search of
/// O(A log A) over the A arcs for the best route and one for each corridor element that is branched on.
pub fn plan<'a>(network: &'a Network, query: &Query) -> Answer<'a> {
    Planner::new(network).plan(query)
}

/// When ways are looked for that may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusals {
    /// In any case.
    Always,
    /// If there is no way that may be used.
    IfNoWay,
}

impl<'a> Planner<'a> {
    /// Answers `query` on a timetable of its own rules and day.
    fn answer(&self, query: &Query, timetable: &Timetable<'_>, refusals: Refusals) -> Answer<'a> {
        let Self { network, structure } = self;
        let policy = query.policy(network);
        let setup = Setup::new(network, structure, query);
        let usable = |step: StepId| setup.is_usable(step);
        let journey = policy.journey_verdict(query.depart);

        let mut search = setup.search(timetable);

        let mut routes = Vec::new();
        let mut of_frontier = None;
        let mut gave_up = false;
        if journey.is_open() {
            let ends: Vec<PlaceId> = query.origin.iter().chain(&query.destination).copied().collect();
            let wanted = query.alternatives.max(1);
            let mut find = |search: &Search<'_>| match &query.ways {
                Ways::Corridors => alternatives(search, &usable, &ends, wanted),
                Ways::Loopless => {
                    let (routes, is_all) = k_shortest(search, &usable, wanted);
                    gave_up = !is_all;
                    routes
                }
                Ways::Pareto(criteria) => {
                    let ways = frontier(search, &policy, query.depart, criteria, &usable);
                    let (routes, chosen) = Chosen::among(ways, wanted, search.patience);
                    of_frontier = Some(chosen);
                    routes
                }
            };
            routes = find(&search);
            let is_frontier = matches!(query.ways, Ways::Pareto(_));
            if routes.is_empty() && (is_frontier || query.objective != Objective::Time) {
                // What can be reached does not depend on what the answer is best by.
                search.patience = u32::MAX;
                routes = find(&search);
            }
        }
        let compares_one = !matches!(query.ways, Ways::Pareto(_));
        let domestic = routes.first().filter(|_| compares_one).and_then(|best| domestic(&search, query, best, &usable));
        let modes: Vec<Mode> = Mode::ALL
            .into_iter()
            .map(|(mode, _)| mode)
            .filter(|mode| network.cargoes[query.cargo].moves_by(*mode))
            .filter(|mode| query.modes.is_empty() || query.modes.contains(mode))
            .collect();
        let shortest = routes.iter().map(|route| route.distance).min();
        let depart = Instant::start_of(query.depart);
        let is_asked = refusals == Refusals::Always || routes.is_empty();
        let refused =
            if is_asked { refused_ways(&search, &policy, depart, &modes, &usable, shortest) } else { Vec::new() };
        let is_unjoined = routes.is_empty() && refused.is_empty() && journey.is_open();
        let unjoined = if is_unjoined {
            unjoined(&search, &policy, (&query.origin, &query.destination), &usable)
        } else {
            Vec::new()
        };
        let nearest = routes.is_empty().then(|| nearest_place(&search, &policy, query, &usable)).flatten();
        let (prices, emissions) = (query.needs_prices(), query.needs_emissions());
        let is_left_out = |entry: &Entry| (prices && entry.cost.is_none()) || (emissions && entry.co2e.is_none());
        let without_price = (0..)
            .take(structure.steps().len())
            .filter(|step| {
                (prices || emissions)
                    && usable(*step)
                    && timetable.schedule(*step).earliest(0).is_some_and(|entry| is_left_out(&entry))
            })
            .collect();
        Answer {
            structure: Arc::clone(structure),
            policy,
            routes,
            journey,
            domestic,
            refused,
            unjoined,
            nearest,
            without_price,
            frontier: of_frontier,
            gave_up,
        }
    }
}

/// The best route that stays in the country of both ends, if `best` leaves it.
fn domestic(
    search: &Search<'_>,
    query: &Query,
    best: &Route,
    usable: &(dyn Fn(StepId) -> bool + Sync),
) -> Option<Route> {
    let network = search.network;
    let home = network.places[*query.origin.first()?].country?;
    let ends = query.origin.iter().chain(&query.destination);
    // At sea a ship is in no country; in a port of another it has left home.
    let leaves = |step: StepId| {
        let (from, to) = search.structure.steps()[step as usize].ends(network);
        [from, to].into_iter().filter_map(|place| network.places[place].country).any(|country| country != home)
    };
    let at_home = ends.into_iter().all(|place| network.places[*place].country == Some(home));
    if !at_home || !best.rides.iter().any(|ride| leaves(ride.step)) {
        return None;
    }
    search.best(&|step| usable(step) && !leaves(step))
}

fn nearest_place(
    search: &Search<'_>,
    policy: &Policy<'_>,
    query: &Query,
    usable: &(dyn Fn(StepId) -> bool + Sync),
) -> Option<Nearest> {
    let network = policy.network;
    let may_end = |place: PlaceId| {
        let mut journey = policy.journey.clone();
        journey.destination = network.places[place].country.into_iter().collect();
        Policy::new(network, journey, policy.overlay.clone()).journey_verdict(query.depart).is_open()
    };
    let by_time = Search { objective: Objective::Time, via: &[], ..*search };
    nearest(&by_time, &query.origin, &query.destination, may_end, usable)
}
