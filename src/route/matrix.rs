//! What is the best way for each of many pairs, on many days and under many scenarios?
//!
//! # Method
//! Rules may ask for the countries of both ends of a journey, so that a timetable holds for one pair of countries
//! only. But most pairs are alike to the rules: where the same rules and exceptions can exclude or delay a step
//! ([`Policy::bearing`]) the timetables are the same. So pairs are put into classes, one timetable is made for each class,
//! day and scenario, and one search leads from each origin to all destinations of the class. By time it is
//! [`Arrivals`], otherwise the label setting of a single plan, continued until all destinations are reached. Rules on
//! the journey as a whole are decided for each pair of countries.
//!
//! Every cell is what [`Planner::plan`] answers to the same query.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::arrivals::Arrivals;
use super::label_setting::{PATIENCE_MINUTES, Regime, Ride, Route, Search};
use super::plan::Planner;
use super::query::Query;
use super::reach::handling;
use super::setup::{terminals, usable_steps};
use crate::calendar::{Day, Instant};
use crate::graph::{End, HORIZON_MINUTES, StateId, StepId, Structure, Timetable};
use crate::model::{Country, Mode, Network, Objective, PlaceId, RestrictionId, ScenarioId};
use crate::parallel;
use crate::restrictions::{Fact, Policy, Verdict};
use crate::units::{Distance, Money};

/// One end of many journeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Places that it means, any of them.
    pub places: Vec<PlaceId>,
    /// Whether journeys to another such end go by sea alone.
    pub is_quay: bool,
}

/// When, and under which scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// The day of departure.
    pub depart: Day,
    /// The scenario; the base if none.
    pub scenario: Option<ScenarioId>,
}

/// Many questions that differ in their ends, days and scenarios only.
#[derive(Debug, Clone)]
pub struct MatrixQuery {
    /// Where from.
    pub origins: Vec<Stop>,
    /// Where to.
    pub destinations: Vec<Stop>,
    /// When and under which scenarios.
    pub occasions: Vec<Occasion>,
    /// What all have in common; its own ends, day and scenario are not looked at.
    pub terms: Query,
    /// Whether the rides of each way are wanted.
    pub with_rides: bool,
}

/// A way that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Minutes from departure to arrival.
    pub minutes: u32,
    /// Minutes of it that the cargo waits.
    pub waited: u32,
    /// How far it is.
    pub distance: Distance,
    /// What it costs; none if a step has no price.
    pub cost: Option<Money>,
    /// Rules that were lifted and links that the scenario opened for it.
    pub flags: Vec<Fact>,
    /// Its rides, if they were asked for.
    pub rides: Vec<Ride>,
}

/// The answer for one pair on one occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Both ends are the same place.
    Same,
    /// There is a way.
    Reached(Box<Reached>),
    /// There is none. The first fact that stands in the shortest way; none if nothing that can be named does.
    Refused(Option<Box<Fact>>),
}

impl MatrixQuery {
    /// How many cells there are.
    pub fn cell_count(&self) -> usize {
        self.origins.len() * self.destinations.len() * self.occasions.len()
    }

    /// The position of a cell: occasions of a pair stand together, pairs of an origin stand together.
    pub fn position(&self, origin: usize, destination: usize, occasion: usize) -> usize {
        (origin * self.destinations.len() + destination) * self.occasions.len() + occasion
    }

    /// The question that a cell answers.
    pub fn query(&self, origin: usize, destination: usize, occasion: usize) -> Query {
        let (from, to) = (&self.origins[origin], &self.destinations[destination]);
        let Occasion { depart, scenario } = self.occasions[occasion];
        let by_sea = from.is_quay && to.is_quay;
        let modes = if by_sea { vec![Mode::Sea] } else { self.terms.modes.clone() };
        let (origin, destination) = (from.places.clone(), to.places.clone());
        Query { origin, destination, depart, scenario, modes, alternatives: 1, ..self.terms.clone() }
    }
}

/// Pairs to which the rules say the same, so that one timetable serves them all.
struct Class {
    /// A pair that stands for all.
    example: (usize, usize),
    /// The destinations of each origin.
    pairs: BTreeMap<usize, Vec<usize>>,
}

fn classes(network: &Network, query: &MatrixQuery) -> Vec<Class> {
    let countries = |stop: &Stop| -> Vec<Option<Country>> {
        let mut all: Vec<_> = stop.places.iter().map(|place| network.places[*place].country).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let from: Vec<_> = query.origins.iter().map(countries).collect();
    let to: Vec<_> = query.destinations.iter().map(countries).collect();
    let mut of_countries = BTreeMap::new();
    let mut of_bearing: BTreeMap<Vec<(RestrictionId, Vec<usize>)>, usize> = BTreeMap::new();
    let mut classes: Vec<Class> = Vec::new();
    for (origin, of_origin) in from.iter().enumerate() {
        for (destination, of_destination) in to.iter().enumerate() {
            let class = *of_countries.entry((of_origin, of_destination)).or_insert_with(|| {
                let bearing = query.query(origin, destination, 0).policy(network).bearing();
                *of_bearing.entry(bearing).or_insert_with(|| {
                    classes.push(Class { example: (origin, destination), pairs: BTreeMap::new() });
                    classes.len() - 1
                })
            });
            classes[class].pairs.entry(origin).or_default().push(destination);
        }
    }
    classes
}

impl Planner<'_> {
    /// Answers many questions at once: one cell each, in the order of [`MatrixQuery::position`]. `done` is told how
    /// many more cells are known.
    ///
    /// # Cost
    /// One timetable for each class of pairs and occasion, one search for each origin in it.
    pub fn matrix(&self, query: &MatrixQuery, done: &(dyn Fn(usize) + Sync)) -> Vec<Cell> {
        if query.cell_count() == 0 {
            return Vec::new();
        }
        let classes = classes(self.network, query);
        let ground = Ground::new(self.network, &self.structure, query);
        let jobs: Vec<(usize, &Class)> = (0..query.occasions.len())
            .flat_map(|occasion| classes.iter().map(move |class| (occasion, class)))
            .collect();
        let answered = parallel::map(&jobs, |(occasion, class)| ground.answer(*occasion, class, done));
        let mut cells = vec![Cell::Same; query.cell_count()];
        for (position, cell) in answered.into_iter().flatten() {
            cells[position] = cell;
        }
        cells
    }
}

/// What all searches share.
struct Ground<'a> {
    network: &'a Network,
    structure: &'a Structure,
    query: &'a MatrixQuery,
    from: Vec<Vec<StateId>>,
    to: Vec<Vec<StateId>>,
    /// Which steps may be used, and which if the journey goes by sea alone.
    usable: [Vec<bool>; 2],
    /// For each origin and destination a fact if nothing there takes the cargo.
    unhandled: [Vec<Option<Fact>>; 2],
}

impl<'a> Ground<'a> {
    fn new(network: &'a Network, structure: &'a Structure, query: &'a MatrixQuery) -> Self {
        let usable = |modes: Vec<Mode>| -> Vec<bool> {
            let terms = Query { modes, ..query.terms.clone() };
            usable_steps(network, structure, &terms)
        };
        let ends = |stops: &[Stop], end: End| -> Vec<Vec<StateId>> {
            stops.iter().map(|stop| terminals(network, structure, &stop.places, end)).collect()
        };
        let (from, to) = (ends(&query.origins, End::Origin), ends(&query.destinations, End::Destination));
        let cargo = query.terms.cargo;
        let lacking = |stops: &[Stop], end: End| -> Vec<Option<Fact>> {
            let handled = handling(network, structure, cargo, end);
            let lacks = |stop: &Stop| {
                let place = stop.places.first().filter(|_| !stop.places.iter().any(|place| handled.contains(place)));
                place.map(|place| Fact::NothingHandles { place: *place, cargo })
            };
            stops.iter().map(lacks).collect()
        };
        let unhandled = [lacking(&query.origins, End::Origin), lacking(&query.destinations, End::Destination)];
        Self {
            network,
            structure,
            query,
            from,
            to,
            usable: [usable(query.terms.modes.clone()), usable(vec![Mode::Sea])],
            unhandled,
        }
    }

    /// All cells of a class on one occasion.
    fn answer(&self, occasion: usize, class: &Class, done: &(dyn Fn(usize) + Sync)) -> Vec<(usize, Cell)> {
        let query = self.query;
        let depart = query.occasions[occasion].depart;
        let policy = query.query(class.example.0, class.example.1, occasion).policy(self.network);
        let timetable = Timetable::new(self.structure, &policy, depart);
        let field = Field { ground: self, policy: &policy, timetable: &timetable, depart };
        let origins: Vec<(&usize, &Vec<usize>)> = class.pairs.iter().collect();
        let answered = parallel::map(&origins, |(origin, destinations)| {
            let journeys = self.journeys(occasion, **origin, destinations);
            let mut cells: Vec<(usize, Cell)> = Vec::with_capacity(destinations.len());
            let mut open: [Vec<(usize, &Verdict)>; 2] = [Vec::new(), Vec::new()];
            for destination in *destinations {
                let (from, to) = (&query.origins[**origin], &query.destinations[*destination]);
                let position = query.position(**origin, *destination, occasion);
                let journey = &journeys[&self.countries(to)];
                if from.places.iter().any(|place| to.places.contains(place)) {
                    cells.push((position, Cell::Same));
                } else if let Some(block) = journey.blocks.first() {
                    cells.push((position, Cell::Refused(Some(Box::new(block.clone())))));
                } else {
                    open[usize::from(from.is_quay && to.is_quay)].push((*destination, journey));
                }
            }
            for (by_sea, wanted) in open.iter().enumerate().filter(|(_, wanted)| !wanted.is_empty()) {
                let found = field.cells_from(**origin, wanted, &self.usable[by_sea]);
                let at = |destination: usize| query.position(**origin, destination, occasion);
                cells.extend(wanted.iter().map(|(destination, _)| at(*destination)).zip(found));
            }
            done(cells.len());
            cells
        });
        answered.into_iter().flatten().collect()
    }

    fn countries(&self, stop: &Stop) -> Vec<Option<Country>> {
        stop.places.iter().map(|place| self.network.places[*place].country).collect()
    }

    /// What is decided about journeys as a whole, by the countries they end in.
    fn journeys(
        &self,
        occasion: usize,
        origin: usize,
        destinations: &[usize],
    ) -> BTreeMap<Vec<Option<Country>>, Verdict> {
        let mut journeys = BTreeMap::new();
        for destination in destinations {
            journeys.entry(self.countries(&self.query.destinations[*destination])).or_insert_with(|| {
                let query = self.query.query(origin, *destination, occasion);
                query.policy(self.network).journey_verdict(query.depart)
            });
        }
        journeys
    }
}

/// One class on one occasion.
struct Field<'a> {
    ground: &'a Ground<'a>,
    policy: &'a Policy<'a>,
    timetable: &'a Timetable<'a>,
    depart: Day,
}

impl Field<'_> {
    /// Cells for the `wanted` destinations, in their order.
    fn cells_from(&self, origin: usize, wanted: &[(usize, &Verdict)], usable: &[bool]) -> Vec<Cell> {
        let found = if self.ground.query.terms.objective == Objective::Time && self.ground.query.terms.via.is_empty() {
            self.by_time(origin, wanted, usable)
        } else {
            self.by_labels(origin, wanted, usable)
        };
        let missing: Vec<usize> =
            found.iter().zip(wanted).filter(|(found, _)| found.is_none()).map(|(_, (to, _))| *to).collect();
        let mut whys = self.why_not(origin, &missing, usable).into_iter();
        let cell = |found: Option<Reached>| match found {
            Some(reached) => Cell::Reached(Box::new(reached)),
            None => Cell::Refused(whys.next().flatten().map(Box::new)),
        };
        found.into_iter().map(cell).collect()
    }

    fn by_time(&self, origin: usize, wanted: &[(usize, &Verdict)], usable: &[bool]) -> Vec<Option<Reached>> {
        let ground = self.ground;
        let arrivals = Arrivals::search(ground.structure, self.timetable, &ground.from[origin], usable);
        let mut flags = Flags::new(self);
        let reached = |(destination, journey): &(usize, &Verdict)| {
            let (state, arrival) = arrivals.first_of(&ground.to[*destination])?;
            Some(Reached {
                minutes: arrival.time,
                waited: arrival.waited,
                distance: arrival.distance,
                cost: arrival.cost,
                flags: flags.with_journey(journey, |flags| flags.on_the_way(&arrivals, state)),
                rides: if ground.query.with_rides { arrivals.rides(state) } else { Vec::new() },
            })
        };
        wanted.iter().map(reached).collect()
    }

    fn by_labels(&self, origin: usize, wanted: &[(usize, &Verdict)], usable: &[bool]) -> Vec<Option<Reached>> {
        let all: Vec<usize> = wanted.iter().map(|(destination, _)| *destination).collect();
        let mut routes = self.routes(origin, &all, PATIENCE_MINUTES, Regime::Allowed, usable);
        let missing: Vec<usize> =
            all.iter().zip(&routes).filter(|(_, route)| route.is_none()).map(|(to, _)| *to).collect();
        if !missing.is_empty() {
            // What can be reached does not depend on what the answer is best by.
            let mut patient = self.routes(origin, &missing, u32::MAX, Regime::Allowed, usable).into_iter();
            for route in routes.iter_mut().filter(|route| route.is_none()) {
                *route = patient.next().flatten();
            }
        }
        let mut flags = Flags::new(self);
        let reached = |(route, (_, journey)): (Option<Route>, &(usize, &Verdict))| {
            let route = route?;
            let cost = |ride: &Ride| self.timetable.schedule(ride.step).cost_at(ride.enter);
            Some(Reached {
                minutes: route.minutes(),
                waited: route.rides.iter().map(|ride| ride.enter - ride.ready).sum(),
                distance: route.distance,
                cost: route.rides.iter().map(cost).try_fold(Money::default(), |sum, cost| Some(sum + cost?)),
                flags: flags.with_journey(journey, |flags| flags.of_rides(&route.rides)),
                rides: if self.ground.query.with_rides { route.rides } else { Vec::new() },
            })
        };
        routes.into_iter().zip(wanted).map(reached).collect()
    }

    fn routes(
        &self,
        origin: usize,
        destinations: &[usize],
        patience: u32,
        regime: Regime,
        usable: &[bool],
    ) -> Vec<Option<Route>> {
        let ground = self.ground;
        let terms = &ground.query.terms;
        let is_relaxed = regime != Regime::Allowed;
        let search = Search {
            network: ground.network,
            structure: ground.structure,
            timetable: self.timetable,
            origins: &ground.from[origin],
            is_destination: &[],
            via: &terms.via,
            objective: if is_relaxed { Objective::Distance } else { terms.objective },
            patience,
            regime,
            losses: &[],
            surcharges: &[],
        };
        let ends: Vec<&[StateId]> = destinations.iter().map(|to| ground.to[*to].as_slice()).collect();
        search.best_to_each(&|step| usable[step as usize], &ends)
    }

    /// For each of these destinations the first fact in the way, as a refusal would tell it.
    fn why_not(&self, origin: usize, destinations: &[usize], usable: &[bool]) -> Vec<Option<Fact>> {
        if destinations.is_empty() {
            return Vec::new();
        }
        let ground = self.ground;
        let [no_origin, no_destination] = &ground.unhandled;
        let regime = Regime::Relaxed { penalty: super::refusal::CLOSED_COUNTS_AS.metres() };
        let handled: Vec<usize> = destinations
            .iter()
            .copied()
            .filter(|to| no_origin[origin].is_none() && no_destination[*to].is_none())
            .collect();
        let mut routes = self.routes(origin, &handled, PATIENCE_MINUTES, regime, usable).into_iter();
        let why = |to: &usize| {
            if let Some(fact) = no_origin[origin].as_ref().or(no_destination[*to].as_ref()) {
                return Some(fact.clone());
            }
            let places = |stop: &Stop| stop.places.first().copied();
            let ends = places(&ground.query.origins[origin]).zip(places(&ground.query.destinations[*to]));
            let Some(route) = routes.next().flatten() else {
                let cargo = ground.query.terms.cargo;
                return ends.map(|(origin, destination)| Fact::NotJoined { origin, destination, cargo });
            };
            route.rides.iter().find_map(|ride| self.block(ride))
        };
        destinations.iter().map(why).collect()
    }

    /// What blocks a ride on the day on which it is reached.
    fn block(&self, ride: &Ride) -> Option<Fact> {
        let step = self.ground.structure.steps()[ride.step as usize];
        let reached = if ride.enter <= HORIZON_MINUTES { ride.enter } else { 0 };
        let blocks = self.policy.verdict(step, self.day(reached)).blocks;
        let unknown = || {
            let subject = step.subject(self.ground.network);
            self.timetable.schedule(ride.step).nominal().is_none().then_some(Fact::SpeedUnknown { subject })
        };
        blocks.into_iter().next().or_else(unknown)
    }

    fn day(&self, minutes: u32) -> Day {
        Instant::start_of(self.depart).plus(minutes).day()
    }
}

/// Rules that are lifted and links that the scenario opens on the ways from one origin.
struct Flags<'a> {
    field: &'a Field<'a>,
    /// Whether there can be any.
    any: bool,
    of_step: BTreeMap<(StepId, Day), Vec<Fact>>,
    of_state: BTreeMap<StateId, Rc<Vec<Fact>>>,
}

impl<'a> Flags<'a> {
    fn new(field: &'a Field<'a>) -> Self {
        let overlay = &field.policy.overlay;
        let lifts = || field.ground.network.restrictions.iter().any(|(rule, _)| overlay.lifts(rule).is_some());
        let any = overlay.scenario().is_some() || lifts();
        Self { field, any, of_step: BTreeMap::new(), of_state: BTreeMap::new() }
    }

    fn with_journey(&mut self, journey: &Verdict, of_way: impl FnOnce(&mut Self) -> Vec<Fact>) -> Vec<Fact> {
        if !self.any {
            return Vec::new();
        }
        let mut flags: Vec<Fact> = journey.flags.iter().filter(|fact| is_what_if(fact)).cloned().collect();
        add_once(&mut flags, &of_way(self));
        flags
    }

    fn of_ride(&mut self, step: StepId, enter: u32) -> &[Fact] {
        let (field, day) = (self.field, self.field.day(enter));
        self.of_step.entry((step, day)).or_insert_with(|| {
            let verdict = field.policy.verdict_of_dates(field.ground.structure.steps()[step as usize], day);
            verdict.flags.into_iter().filter(is_what_if).collect()
        })
    }

    fn of_rides(&mut self, rides: &[Ride]) -> Vec<Fact> {
        let mut flags = Vec::new();
        for ride in rides {
            add_once(&mut flags, self.of_ride(ride.step, ride.enter));
        }
        flags
    }

    /// Ways to many states begin alike, so what is known of a state is kept.
    fn on_the_way(&mut self, arrivals: &Arrivals, state: StateId) -> Vec<Fact> {
        let mut ahead = Vec::new();
        let mut known = Rc::new(Vec::new());
        let mut at = state;
        while let Some(came) = arrivals.at(at).and_then(|arrival| arrival.came) {
            if let Some(flags) = self.of_state.get(&at) {
                known = Rc::clone(flags);
                break;
            }
            ahead.push((at, came));
            at = came.from;
        }
        for (at, came) in ahead.into_iter().rev() {
            let own = self.of_ride(came.step, came.enter);
            if !own.iter().all(|fact| known.contains(fact)) {
                let mut flags = known.as_ref().clone();
                add_once(&mut flags, own);
                known = Rc::new(flags);
            }
            self.of_state.insert(at, Rc::clone(&known));
        }
        known.as_ref().clone()
    }
}

fn is_what_if(fact: &Fact) -> bool {
    matches!(fact, Fact::Lifted { .. } | Fact::OpenedByScenario { .. })
}

fn add_once(flags: &mut Vec<Fact>, more: &[Fact]) {
    for fact in more {
        if !flags.contains(fact) {
            flags.push(fact.clone());
        }
    }
}
