//! From any place to any other in the rail-and-sea part there is a route, or a refusal that names facts.
//!
//! Reachability is exhaustive: one search from every place tells which others it reaches. The rules may differ by the
//! countries of both ends, but most countries are alike to them, so one timetable serves all alike. Where nothing is
//! reached, a second search as if nothing were closed must still arrive: then there is a way, and something on it is
//! closed (or one end handles no containers). That the planner says so is asked of a sample of pairs in which as many places as possible take part; its seed
//! is fixed. The cargo is the network's own, containers.
#![cfg(feature = "cli")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use landbridge::calendar::Day;
use landbridge::graph::{End, StateId, StepId, Structure, Timetable};
use landbridge::load::load_path;
use landbridge::model::{Country, Effect, Link, Match, Mode, Network, Objective, PlaceId};
use landbridge::parallel;
use landbridge::report::report;
use landbridge::route::label_setting::{PATIENCE_MINUTES, Regime, Search};
use landbridge::route::{Planner, Query};

const MODES: [Mode; 3] = [Mode::Rail, Mode::Sea, Mode::InlandWater];
/// How many pairs are put to the planner.
const SAMPLE: usize = 100;
const SEED: u64 = 3;

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

/// Places in a country that a railway, a lane or a ferry over the Caspian serves.
static PART: LazyLock<Vec<PlaceId>> = LazyLock::new(|| {
    let served = NETWORK.links().filter(|link| MODES.contains(&NETWORK.mode(*link)));
    let served: BTreeSet<PlaceId> = served.flat_map(|link| <[PlaceId; 2]>::from(NETWORK.ends(link))).collect();
    served.into_iter().filter(|place| NETWORK.places[*place].country.is_some()).collect()
});

static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&NETWORK));
static STRUCTURE: LazyLock<Structure> = LazyLock::new(|| Structure::build(&NETWORK));

/// Whether a step is by rail or sea, or a transfer between them, and takes containers.
static USABLE: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let cargo = &NETWORK.cargoes[NETWORK.meta.cargo];
    let by_mode = |mode: Option<Mode>| mode.is_none_or(|mode| MODES.contains(&mode));
    STRUCTURE.steps().iter().map(|step| by_mode(step.mode(&NETWORK)) && step.carries(&NETWORK, cargo)).collect()
});

fn usable(step: StepId) -> bool {
    USABLE[step as usize]
}

fn country(place: PlaceId) -> Country {
    NETWORK.places[place].country.expect("a place on land")
}

fn id(place: PlaceId) -> &'static str {
    &NETWORK.places[place].id
}

fn query(from: PlaceId, to: PlaceId) -> Query {
    Query { modes: MODES.to_vec(), alternatives: 1, ..Query::new(&NETWORK, vec![from], vec![to]) }
}

fn depart() -> Day {
    NETWORK.meta.as_of
}

/// What the rules that could stop a container say of a country as one end of a journey: countries of which all say the
/// same are alike. A rule about some commodity only flags it, since what is inside is not known.
fn said_of(country: Country, as_origin: bool) -> Vec<bool> {
    let stops = |effect: Effect| matches!(effect, Effect::Exclude | Effect::Delay);
    let rules = NETWORK.restrictions.values().filter(|rule| {
        let by_exception = rule.exceptions.iter().any(|exception| stops(exception.effect));
        rule.matches.commodities.is_empty() && (stops(rule.effect) || by_exception)
    });
    let matches =
        rules.flat_map(|rule| std::iter::once(&rule.matches).chain(rule.exceptions.iter().map(|found| &found.matches)));
    let listed = |found: &Match| {
        if as_origin {
            [&found.origin, &found.cargo_origin, &found.cargo_origin_not].map(|list| list.contains(&country)).to_vec()
        } else {
            vec![found.destination.contains(&country)]
        }
    };
    matches.flat_map(listed).collect()
}

/// Places of the part by what the rules say of their country as one end.
fn alike(as_origin: bool) -> Vec<Vec<PlaceId>> {
    let mut groups: BTreeMap<Vec<bool>, Vec<PlaceId>> = BTreeMap::new();
    for place in PART.iter() {
        groups.entry(said_of(country(*place), as_origin)).or_default().push(*place);
    }
    groups.into_values().collect()
}

fn reached_from(timetable: &Timetable<'_>, from: PlaceId, regime: Regime) -> Vec<u32> {
    let search = Search {
        losses: &[],
        surcharges: &[],
        network: &NETWORK,
        structure: &STRUCTURE,
        timetable,
        origins: &STRUCTURE.terminals(&NETWORK, from, End::Origin),
        is_destination: &vec![false; STRUCTURE.states().len()],
        via: &[],
        objective: if regime == Regime::Allowed { Objective::Time } else { Objective::Distance },
        patience: PATIENCE_MINUTES,
        regime,
    };
    search.reach(&usable)
}

fn arrives(reached: &[u32], to: PlaceId) -> bool {
    let ends: Vec<StateId> = STRUCTURE.terminals(&NETWORK, to, End::Destination);
    ends.iter().any(|state| reached[*state as usize] != u32::MAX)
}

/// Pairs without a route, found by one search for each place and kind of destination.
static UNREACHED: LazyLock<Vec<(PlaceId, PlaceId)>> = LazyLock::new(|| {
    let mut pairs = Vec::new();
    for origins in alike(true) {
        for destinations in alike(false) {
            let policy = query(origins[0], destinations[0]).policy(&NETWORK);
            if !policy.journey_verdict(depart()).is_open() {
                pairs.extend(origins.iter().flat_map(|from| destinations.iter().map(|to| (*from, *to))));
                continue;
            }
            let timetable = Timetable::new(&STRUCTURE, &policy, depart());
            let missed = parallel::map(&origins, |from| {
                let reached = reached_from(&timetable, *from, Regime::Allowed);
                let missed = destinations.iter().filter(|to| !arrives(&reached, **to));
                missed.map(|to| (*from, *to)).collect::<Vec<_>>()
            });
            pairs.extend(missed.into_iter().flatten());
        }
    }
    pairs.retain(|(from, to)| from != to);
    pairs
});

/// Whether containers can leave the place at all: at a terminal for gas they cannot.
fn handles(place: PlaceId) -> bool {
    let origins = STRUCTURE.terminals(&NETWORK, place, End::Origin);
    origins.iter().any(|origin| STRUCTURE.arcs_from(*origin).iter().any(|(_, step)| usable(*step)))
}

#[test]
fn nothing_is_cut_off_but_by_what_can_be_named() {
    let policy = query(PART[0], PART[1]).policy(&NETWORK);
    let timetable = Timetable::new(&STRUCTURE, &policy, depart());
    let handling: Vec<PlaceId> = PART.iter().copied().filter(|place| handles(*place)).collect();
    assert!(handling.len() * 10 > PART.len() * 9, "only {} of {} places handle containers", handling.len(), PART.len());
    let cut_off = parallel::map(&handling, |from| {
        let reached = reached_from(&timetable, *from, Regime::Relaxed { penalty: 0 });
        let missed = handling.iter().filter(|to| !arrives(&reached, **to));
        missed.map(|to| format!("{} to {}", id(*from), id(*to))).collect::<Vec<_>>()
    });
    let cut_off: Vec<String> = cut_off.into_iter().flatten().collect();
    let told = cut_off.iter().take(40).cloned().collect::<Vec<_>>().join(", ");
    assert!(cut_off.is_empty(), "no way at all, open or closed, for {} pairs: {told}", cut_off.len());
}

#[test]
fn most_places_reach_most_others() {
    let pairs = PART.len() * (PART.len() - 1);
    println!("{} kinds of origins, {} of destinations", alike(true).len(), alike(false).len());
    println!("{} places, {pairs} pairs, {} of them without a route", PART.len(), UNREACHED.len());
    assert!(PART.len() > 100);
    assert!(UNREACHED.len() * 5 < pairs, "{} of {pairs} pairs have no route", UNREACHED.len());
}

#[test]
fn who_is_refused_is_told_why() {
    println!("seed {SEED}");
    let sample = sample(&UNREACHED, SAMPLE);
    let silent = parallel::map(&sample, |(from, to)| {
        let query = query(*from, *to);
        let told = report(&NETWORK, &query, &PLANNER.plan(&query), id(*from), id(*to));
        let complete = |fact: &landbridge::report::FactRecord| !fact.subject.is_empty() && !fact.reason.is_empty();
        let sound = !told.has_route() && !told.refused.is_empty() && told.refused.iter().all(complete);
        (!sound).then(|| format!("{} to {}: {:?}", id(*from), id(*to), told.refused))
    });
    let silent: Vec<String> = silent.into_iter().flatten().collect();
    assert!(silent.is_empty(), "seed {SEED}, of {} pairs:\n{}", sample.len(), silent.join("\n"));
}

#[test]
fn who_is_reached_gets_a_route_of_some_length() {
    println!("seed {SEED}");
    let unreached: BTreeSet<_> = UNREACHED.iter().copied().collect();
    let all = PART.iter().flat_map(|from| PART.iter().map(|to| (*from, *to)));
    let reached: Vec<_> = all.filter(|(from, to)| from != to && !unreached.contains(&(*from, *to))).collect();
    let sample = sample(&reached, SAMPLE);
    let wrong = parallel::map(&sample, |(from, to)| {
        let query = query(*from, *to);
        let told = report(&NETWORK, &query, &PLANNER.plan(&query), id(*from), id(*to));
        let ends = [*from, *to].map(|place| NETWORK.places[place].at);
        let straight = ends[0].distance_to(ends[1]).km();
        // Nothing is shorter than the geodesic, but for places that lie beside their line.
        let sound = told.itineraries.iter().all(|way| way.distance_km > 0.0 && way.distance_km > 0.9 * straight);
        (!told.has_route() || !sound).then(|| format!("{} to {}, {straight:.0} km apart", id(*from), id(*to)))
    });
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "seed {SEED}, of {} pairs: {wrong:#?}", sample.len());
}

/// Pairs such that their origins and destinations show up as often as there is room for, then any others.
fn sample(pairs: &[(PlaceId, PlaceId)], room: usize) -> Vec<(PlaceId, PlaceId)> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    let mut random = SEED;
    for index in (1..order.len()).rev() {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(index, usize::try_from(random >> 33).expect("31 bits") % (index + 1));
    }
    let mut seen: BTreeSet<PlaceId> = BTreeSet::new();
    let (mut fresh, mut rest) = (Vec::new(), Vec::new());
    for (from, to) in order.into_iter().map(|index| pairs[index]) {
        let is_new = !seen.contains(&from) || !seen.contains(&to);
        seen.extend([from, to]);
        if is_new { &mut fresh } else { &mut rest }.push((from, to));
    }
    fresh.into_iter().chain(rest).take(room).collect()
}

/// Every link has a length, and no lane is shorter than the geodesic between its ends.
#[test]
fn no_link_is_zero_kilometres_long() {
    for link in NETWORK.links() {
        let (from, to) = NETWORK.ends(link);
        let name = || format!("{} - {}", id(from), id(to));
        let length = match link {
            Link::Section(section) => NETWORK.sections[section].distance,
            Link::Lane(lane) => NETWORK.lanes[lane].distance,
        };
        assert!(length.metres() > 0, "{}", name());
        let straight = NETWORK.places[from].at.distance_to(NETWORK.places[to].at);
        assert!(length.km() >= 0.97 * straight.km() - 1.0, "{}: {length} of {straight}", name());
    }
}
