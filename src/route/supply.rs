//! Which source supplies a place most cheaply, through pipelines or as LNG, losses on the way counted.
//!
//! # Method
//! Of one unit that leaves the source less arrives: pipelines burn gas to drive compressors, liquefaction takes its
//! share, wires warm. What counts is the cost of one unit *delivered*. If one unit at hand has cost `v` so far and a
//! step takes `c` for each unit that enters it and loses the share `l`, one unit that leaves it has cost
//! `(v + c) / (1 - l)`. That is never less than `v` and grows with `v`, so labels are set in order of it as for any
//! cost (see [`label_setting`](super::label_setting)); whole millionths of a dollar, rounded up. Each source is judged
//! by the rules for its own country. A step without a price is left out, one without known losses loses nothing.

use std::sync::Arc;

use super::label_setting::{MILLION, Route, Search};
use super::plan::{Answer, Planner};
use super::query::Query;
use super::setup::Setup;
use crate::calendar::Instant;
use crate::graph::{Spread, StepId, Structure, Timetable, measure};
use crate::model::{Cargo, Figure, Mode, Network, Objective, PlaceId, PlaceKind, Spot, TransferId};
use crate::parallel;
use crate::restrictions::Step;
use crate::units::{Money, Share};

/// How a source's cargo gets there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chain {
    /// Overland and under the sea: by pipes, wires or rail.
    Land,
    /// By ship, as LNG if it is gas.
    Ship,
}

impl Chain {
    /// Both with the word that output uses.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Land, "land"), (Self::Ship, "ship")];

    /// The word that output uses.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(chain, _)| *chain == self).map_or("", |(_, word)| word)
    }
}

/// The cheapest way of one source by one chain.
#[derive(Debug, Clone)]
pub struct Supplied {
    /// By which chain.
    pub chain: Chain,
    /// The way; its value is what one unit delivered costs, in millionths of a dollar.
    pub route: Route,
    /// What of one unit arrives, in millionths.
    pub arrives: u64,
}

/// What one source can do for a place.
#[derive(Debug)]
pub struct Supply<'a> {
    /// The source.
    pub source: PlaceId,
    /// What was asked of the planner for it.
    pub query: Query,
    /// The cheapest way of each chain that has one with known prices, cheapest first.
    pub ways: Vec<Supplied>,
    /// The planner's own answer by time: what is refused, and whether there is a way at all where no price is known.
    pub answer: Answer<'a>,
}

/// Places that a cargo comes from: fields and plants, and where demands of it start, if any of it can leave there.
pub fn sources_of(network: &Network, structure: &Structure, cargo: &Cargo) -> Vec<PlaceId> {
    let demanded = network.demands.values().filter(|demand| network.cargoes[demand.cargo.0].id == cargo.id);
    let mut places: Vec<PlaceId> =
        demanded.filter_map(|demand| network.find_places(&demand.from).ok()).flatten().collect();
    let produces = |kind| matches!(kind, PlaceKind::Field | PlaceKind::Plant);
    places.extend(network.places.iter().filter(|(_, place)| produces(place.kind)).map(|(id, _)| id));
    places.sort_unstable();
    places.dedup();
    let leaves = |place: &PlaceId| {
        let mut arcs = structure.states_at(*place).iter().flat_map(|state| structure.arcs_from(*state));
        arcs.any(|(_, step)| structure.steps()[*step as usize].carries(network, cargo))
    };
    places.retain(leaves);
    places
}

/// What each of `sources` can do for the destination of `query`, whose own origin is not looked at; in order of sources.
///
/// # Cost
/// For each source one search, and one for each transfer at which ships load the cargo.
pub fn supply<'a>(planner: &Planner<'a>, query: &Query, sources: &[PlaceId]) -> Vec<Supply<'a>> {
    let wanted: Vec<PlaceId> = sources.iter().copied().filter(|source| !query.destination.contains(source)).collect();
    parallel::map(&wanted, |source| {
        let query = Query { origin: vec![*source], objective: Objective::Cost, alternatives: 1, ..query.clone() };
        let ways = ways(planner, &query);
        let answer = planner.plan(&Query { objective: Objective::Time, ..query.clone() });
        Supply { source: *source, query, ways, answer }
    })
}

fn ways(planner: &Planner<'_>, query: &Query) -> Vec<Supplied> {
    let (network, structure) = (planner.network, Arc::clone(&planner.structure));
    let policy = query.policy(network);
    if !policy.journey_verdict(query.depart).is_open() {
        return Vec::new();
    }
    let timetable = Timetable::new(&structure, &policy, query.depart);
    let setup = Setup::new(network, &structure, query);
    let losses: Vec<u32> = structure.steps().iter().map(|step| lost(network, *step)).collect();
    let best = |via: &[Spot], modes: fn(Mode) -> bool| {
        let search = Search { via, losses: &losses, ..setup.search(&timetable) };
        let fits = |step: StepId| structure.steps()[step as usize].mode(network).is_none_or(modes);
        search.best(&|step| setup.is_usable(step) && fits(step))
    };
    let loading: Vec<TransferId> = network
        .transfers
        .iter()
        .filter(|(_, transfer)| transfer.kind.quay().is_some_and(|quay| quay.loads))
        .filter(|(id, _)| {
            let step = Step::Undergo { transfer: *id, crossing: None, mode: Mode::Sea, at_end: false };
            step.carries(network, &network.cargoes[query.cargo])
        })
        .map(|(id, _)| id)
        .collect();
    let by_land = best(&query.via, |mode| mode != Mode::Sea).map(|route| (Chain::Land, route));
    let by_ship = loading
        .into_iter()
        .filter_map(|loads| {
            let via: Vec<Spot> = std::iter::once(Spot::Transfer(loads)).chain(query.via.iter().cloned()).collect();
            best(&via, |_| true)
        })
        .filter(|route| sails(network, &structure, route))
        .min_by_key(|route| (route.value, route.minutes()))
        .map(|route| (Chain::Ship, route));
    let mut found: Vec<Supplied> = by_land
        .into_iter()
        .chain(by_ship)
        .map(|(chain, route)| Supplied { chain, arrives: arrives(&losses, &route), route })
        .collect();
    found.sort_by_key(|way| (way.route.value, way.chain));
    found
}

/// Passing a loading transfer without leaving by ship is no ship's chain.
fn sails(network: &Network, structure: &Structure, route: &Route) -> bool {
    route.rides.iter().any(|ride| structure.steps()[ride.step as usize].mode(network) == Some(Mode::Sea))
}

/// What is typically lost on a step, in millionths; nothing if that is not known.
fn lost(network: &Network, step: Step) -> u32 {
    let parts = step.losses(network).map_or(0, |figure| figure.typ.parts());
    u32::try_from(parts).unwrap_or(u32::MAX)
}

fn arrives(losses: &[u32], route: &Route) -> u64 {
    let kept = |step: StepId| MILLION - u64::from(losses[step as usize]).min(MILLION);
    route.rides.iter().fold(MILLION, |left, ride| left * kept(ride.step) / MILLION)
}

/// What transport of one unit delivered costs over a route of `answer`: low prices with low losses, typical with typical,
/// high with high, so an outer bound of the spread. None if a price on the way is not known.
pub fn delivered_cost(answer: &Answer<'_>, query: &Query, route: &Route) -> Option<Spread<Money>> {
    let policy = &answer.policy;
    let mut sum = Spread::<Money>::default();
    for ride in &route.rides {
        let step = answer.structure.steps()[ride.step as usize];
        let day = Instant::start_of(query.depart).plus(ride.enter).day();
        let paid = sum + measure(policy.network, step, day, &policy.journey, policy.overlay.ice_year()).cost()?;
        let lost = step.losses(policy.network);
        let left = |money: Money, share: fn(&Figure<Share>) -> Share| {
            let parts = lost.map_or(0, |figure| share(figure).parts()).min(MILLION - 1);
            let micro = i128::from(money.micro()) * i128::from(MILLION) / i128::from(MILLION - parts);
            Money::from_micro(i64::try_from(micro).unwrap_or(i64::MAX))
        };
        sum = Spread {
            low: left(paid.low, |figure| figure.low),
            typ: left(paid.typ, |figure| figure.typ),
            high: left(paid.high, |figure| figure.high),
        };
    }
    Some(sum)
}

/// Steps of a route on which nothing is known of losses though the cargo moves by pipe or wire, or changes its state.
pub fn with_unknown_losses(network: &Network, structure: &Structure, route: &Route) -> Vec<Step> {
    let loses = |step: &Step| match step {
        Step::Pass { .. } => matches!(step.mode(network), Some(Mode::Pipeline | Mode::Power)),
        Step::Undergo { transfer, .. } => {
            let kind = &network.transfers[*transfer].kind;
            kind.quay().is_some_and(|quay| quay.land == [Mode::Pipeline])
        }
    };
    let steps = route.rides.iter().map(|ride| structure.steps()[ride.step as usize]);
    steps.filter(|step| loses(step) && step.losses(network).is_none()).collect()
}
