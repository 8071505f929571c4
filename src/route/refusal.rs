//! What stands in the way of the ways that are not offered, and how near one can get.
//!
//! # Method
//! For all modes together, and for each single mode, the physically shortest way is found as if nothing were closed;
//! a closed step counts [`CLOSED_COUNTS_AS`] more, so that the way does not lead through closed links for the sake
//! of a few kilometres. A way that is open, or longer than the best allowed route, is not worth a word. For the rest
//! the verdict of each step, on the day on which it would be reached, says what is missing.

use super::label_setting::{Regime, Route, Search};
use crate::calendar::Instant;
use crate::graph::{End, HORIZON_MINUTES, StateId, StepId};
use crate::model::{Country, Mode, Network, Objective, PlaceId};
use crate::restrictions::{Fact, Policy};
use crate::units::Distance;

/// What a closed step counts on top of its length when looking for a refused way.
pub(super) const CLOSED_COUNTS_AS: Distance = Distance::from_km(100);

/// A way that is physically there, or nearly, and may not be used.
#[derive(Debug, Clone)]
pub struct RefusedWay {
    /// The only mode it was looked for in; none if all were allowed.
    pub mode: Option<Mode>,
    /// The way, with nominal times.
    pub route: Route,
    /// What stands in its way, in the order in which one meets it.
    pub facts: Vec<Fact>,
}

/// The place next to the destination that can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// The place.
    pub place: PlaceId,
    /// Minutes to get there.
    pub minutes: u32,
    /// How far it is from there to the destination, over the ground.
    pub short_of: Distance,
}

/// The refused ways that are shorter than `allowed`, each set of facts once.
pub fn refused_ways(
    search: &Search<'_>,
    policy: &Policy<'_>,
    depart: Instant,
    modes: &[Mode],
    usable: &(dyn Fn(StepId) -> bool + Sync),
    allowed: Option<Distance>,
) -> Vec<RefusedWay> {
    let penalty = CLOSED_COUNTS_AS.metres();
    let relaxed = Search { objective: Objective::Distance, regime: Regime::Relaxed { penalty }, ..*search };
    let network = policy.network;
    let scopes: Vec<Option<Mode>> = std::iter::once(None).chain(modes.iter().copied().map(Some)).collect();
    let ways = crate::parallel::map(&scopes, |scope| {
        let route = relaxed.best(&|step| {
            let mode = search.structure.steps()[step as usize].mode(network);
            usable(step) && (scope.is_none() || mode.is_none() || mode == *scope)
        })?;
        let facts = facts_on(search, policy, depart, &route);
        Some(RefusedWay { mode: *scope, route, facts })
    });
    let mut told: Vec<RefusedWay> = Vec::new();
    for way in ways.into_iter().flatten() {
        let shorter = allowed.is_none_or(|allowed| way.route.distance < allowed);
        if shorter && !way.facts.is_empty() && told.iter().all(|earlier| earlier.facts != way.facts) {
            told.push(way);
        }
    }
    told
}

/// What blocks the steps of a route on the days on which they are reached.
fn facts_on(search: &Search<'_>, policy: &Policy<'_>, depart: Instant, route: &Route) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for ride in &route.rides {
        let step = search.structure.steps()[ride.step as usize];
        // Beyond the horizon nothing was judged, and a ship that ice slows to a crawl gets there in years.
        let reached = if ride.enter <= HORIZON_MINUTES { ride.enter } else { 0 };
        let mut blocks = policy.verdict(step, depart.plus(reached).day()).blocks;
        if blocks.is_empty() && search.timetable.schedule(ride.step).nominal().is_none() {
            blocks.push(Fact::SpeedUnknown { subject: step.subject(policy.network) });
        }
        for fact in blocks {
            if !facts.iter().any(|told| told.same_cause(&fact)) {
                facts.push(fact);
            }
        }
    }
    facts
}

/// If nothing is refused and still there is no way: which end takes no such cargo, or that nothing joins the two.
pub fn unjoined(
    search: &Search<'_>,
    policy: &Policy<'_>,
    (origins, destinations): (&[PlaceId], &[PlaceId]),
    usable: &(dyn Fn(StepId) -> bool + Sync),
) -> Vec<Fact> {
    let cargo = policy.journey.cargo;
    // Whether an end handles the cargo does not depend on the modes asked for, nor on what is to be avoided.
    let carries =
        |step: StepId| search.structure.steps()[step as usize].carries(policy.network, &policy.network.cargoes[cargo]);
    let arcs = |state: StateId| search.structure.arcs_from(state).iter().filter(|(_, step)| carries(*step));
    let leaves = search.origins.iter().any(|origin| arcs(*origin).next().is_some());
    let states = 0..u32::try_from(search.structure.states().len()).unwrap_or(u32::MAX);
    let arrives = states.into_iter().any(|state| arcs(state).any(|(to, _)| search.is_destination[*to as usize]));
    let lacking = |places: &[PlaceId], handled: bool| {
        places.first().filter(|_| !handled).map(|place| Fact::NothingHandles { place: *place, cargo })
    };
    let ends: Vec<Fact> = lacking(origins, leaves).into_iter().chain(lacking(destinations, arrives)).collect();
    let relaxed = Search { objective: Objective::Distance, regime: Regime::Relaxed { penalty: 0 }, ..*search };
    if ends.is_empty() && relaxed.best(usable).is_none() {
        let pair = origins.first().zip(destinations.first());
        return pair
            .map(|(origin, destination)| Fact::NotJoined { origin: *origin, destination: *destination, cargo })
            .into_iter()
            .collect();
    }
    ends
}

/// The place nearest to the destination that the journey may end at, if there is any but where it starts. It lies in a
/// country of either end: nobody who is refused is told of another country to send the cargo to.
pub fn nearest(
    search: &Search<'_>,
    origins: &[PlaceId],
    destination: &[PlaceId],
    may_end: impl Fn(PlaceId) -> bool,
    usable: &(dyn Fn(StepId) -> bool + Sync),
) -> Option<Nearest> {
    let network: &Network = search.network;
    let reached = search.reach(usable);
    let goal = network.places[*destination.first()?].at;
    let ends: Vec<Option<Country>> =
        origins.iter().chain(destination).map(|place| network.places[*place].country).collect();
    let at_home = |country: Option<Country>| ends.contains(&country);
    let mut best: Option<Nearest> = None;
    for (index, state) in search.structure.states().iter().enumerate() {
        let place = &network.places[state.place];
        let minutes = reached[index];
        let ashore = state.mode != Mode::Sea || state.end == Some(End::Destination);
        let lands = ashore && place.country.is_some() && state.side == place.country;
        let is_end = origins.contains(&state.place) || destination.contains(&state.place);
        if minutes == u32::MAX || !lands || is_end || !at_home(place.country) || !may_end(state.place) {
            continue;
        }
        let candidate = Nearest { place: state.place, minutes, short_of: place.at.distance_to(goal) };
        if best.is_none_or(|best| (candidate.short_of, candidate.minutes) < (best.short_of, best.minutes)) {
            best = Some(candidate);
        }
    }
    let home = origins.iter().map(|place| network.places[*place].at.distance_to(goal)).min()?;
    best.filter(|best| best.short_of < home)
}
