//! k loopless routes against Yen's algorithm of another library, and against laws.
//!
//! The other library (pathfinding 4.14) misses paths where others are equally long, so every arc is given a weight of its own
//! in the last bits.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;

use landbridge::embedded::NETWORK;
use landbridge::graph::{End, StateId, StepId, Structure, Timetable};
use landbridge::load::load_texts;
use landbridge::model::{Mode, Network, Objective};
use landbridge::restrictions::Step;
use landbridge::route::{Answer, Query, Route, Ways, plan};
use landbridge::testing::strategies::{Dates, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_260_303),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A node for each state and for each arc, so that parallel arcs are not taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Node {
    Source,
    State(StateId),
    Arc(StateId, StateId, StepId),
}

/// Bits that only tell arcs apart.
const TIE_BITS: u32 = 20;

/// Less than a thousandth of what the bits hold.
fn tie_breaker(from: StateId, to: StateId, step: StepId) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (from, to, step).hash(&mut hasher);
    hasher.finish() % 1000
}

/// How many paths Yen's algorithm is asked for; several may take the same links.
const PATHS: usize = 30;

/// Values of the best routes with different links where nothing changes with time, and whether these are all.
fn by_yen(network: &Network, query: &Query) -> (Vec<u64>, bool) {
    let policy = query.policy(network);
    if !policy.journey_verdict(query.depart).is_open() {
        return (Vec::new(), true);
    }
    let structure = Structure::build(network);
    let timetable = Timetable::new(&structure, &policy, query.depart);
    let terminals = |places: &[_], end: End| -> BTreeSet<StateId> {
        places.iter().flat_map(|place| structure.terminals(network, *place, end)).collect()
    };
    let origins = terminals(&query.origin, End::Origin);
    let ends = terminals(&query.destination, End::Destination);
    let cargo = &network.cargoes[query.cargo];
    let weight = |id: StepId| -> Option<u64> {
        let step = structure.steps()[id as usize];
        let mode = step.mode(network);
        let wished = mode.is_none_or(|mode| query.modes.is_empty() || query.modes.contains(&mode));
        let sails = mode != Some(Mode::Sea) || query.vessel.is_none_or(|ship| cargo.sails_in(ship));
        let entry = timetable.schedule(id).earliest(0)?;
        let value = match query.objective {
            Objective::Time => u64::from(entry.leave),
            Objective::Distance => timetable.schedule(id).distance().metres(),
            Objective::Cost | Objective::Generalised => entry.micro_dollars()?,
            Objective::Co2 => entry.milligrams()?,
        };
        (wished && sails && step.carries(network, cargo)).then_some(value << TIE_BITS)
    };
    let successors = |node: &Node| -> Vec<(Node, u64)> {
        match node {
            Node::Source => origins.iter().map(|origin| (Node::State(*origin), 0)).collect(),
            Node::Arc(_, to, _) => vec![(Node::State(*to), 0)],
            Node::State(state) if ends.contains(state) => Vec::new(),
            Node::State(state) => {
                let arcs = structure.arcs_from(*state).iter();
                arcs.filter_map(|(to, step)| {
                    Some((Node::Arc(*state, *to, *step), weight(*step)? + tie_breaker(*state, *to, *step)))
                })
                .collect()
            }
        }
    };
    let is_end = |node: &Node| matches!(node, Node::State(state) if ends.contains(state));
    let paths = pathfinding::prelude::yen(&Node::Source, successors, is_end, PATHS);
    let is_all = paths.len() < PATHS;
    let mut known = BTreeSet::new();
    let links = |path: &[Node]| -> Vec<StepId> {
        let steps = path.iter().filter_map(|node| if let Node::Arc(.., step) = node { Some(*step) } else { None });
        steps.filter(|step| matches!(structure.steps()[*step as usize], Step::Pass { .. })).collect()
    };
    let different = paths.into_iter().filter(|(path, _)| known.insert(links(path)));
    (different.map(|(_, value)| value >> TIE_BITS).collect(), is_all)
}

fn links(answer: &Answer<'_>, route: &Route) -> Vec<StepId> {
    let is_link = |step: &StepId| matches!(answer.structure.steps()[*step as usize], Step::Pass { .. });
    route.rides.iter().map(|ride| ride.step).filter(is_link).collect()
}

/// What holds of any such answer.
fn check_laws(answer: &Answer<'_>) {
    assert!(answer.routes.is_sorted_by_key(|route| route.value), "a later route is better");
    let mut known = BTreeSet::new();
    for route in &answer.routes {
        let mut states: BTreeSet<StateId> = [route.start].into();
        assert!(route.rides.iter().all(|ride| states.insert(ride.state)), "a loop: {route:?}");
        assert!(known.insert(links(answer, route)), "the same links twice: {route:?}");
        let mut clock = 0;
        for ride in &route.rides {
            assert!(ride.ready == clock && ride.enter >= clock && ride.leave >= ride.enter, "{ride:?}");
            clock = ride.leave;
        }
    }
}

/// Objectives that loopless routes are ranked by: the command refuses generalised cost.
const RANKED: [(Objective, &str); 4] =
    [(Objective::Time, "time"), (Objective::Cost, "cost"), (Objective::Distance, "distance"), (Objective::Co2, "co2")];

proptest! {
    #![proptest_config(config(40))]

    /// The same values as Yen's algorithm finds, by each objective.
    #[test]
    fn values_agree_with_yen(spec in networks(Dates::Fixed), question in queries(Dates::Fixed)) {
        let network = spec.network();
        for (objective, word) in RANKED {
            let query = Query { objective, ways: Ways::Loopless, ..question.on(&network) };
            let (expected, is_all) = by_yen(&network, &query);
            let wanted = if is_all { PATHS } else { expected.len() };
            let answer = plan(&network, &Query { alternatives: wanted, ..query });
            let found: Vec<u64> = answer.routes.iter().map(|route| route.value).collect();
            prop_assert_eq!(expected, found, "by {}\n{}", word, spec.yaml());
            check_laws(&answer);
        }
    }

    /// Where links open and close: in order, loopless, different, and the first is the best.
    #[test]
    fn laws_hold_whatever_opens_and_closes(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        for (objective, word) in RANKED {
            let query = Query { objective, alternatives: 8, ways: Ways::Loopless, ..question.on(&network) };
            let answer = plan(&network, &query);
            check_laws(&answer);
            let best = plan(&network, &Query { alternatives: 1, ways: Ways::Corridors, ..query.clone() });
            let first = |answer: &Answer<'_>| answer.routes.first().map(|route| route.value);
            prop_assert_eq!(first(&answer), first(&best), "by {}\n{}", word, spec.yaml());
            let fewer = plan(&network, &Query { alternatives: 3, ..query });
            let values = |answer: &Answer<'_>| answer.routes.iter().take(3).map(|route| route.value).collect::<Vec<_>>();
            prop_assert_eq!(values(&answer), values(&fewer), "three of eight");
        }
    }
}

#[test]
fn twenty_ways_from_busan_to_duisburg() {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    let network = load_texts(texts).network.expect("the flagship network loads");
    let places = |name| network.find_places(name).expect("a place");
    for (objective, word) in [(Objective::Time, "time"), (Objective::Cost, "cost")] {
        let query = Query {
            objective,
            alternatives: 20,
            ways: Ways::Loopless,
            ..Query::new(&network, places("busan"), places("duisburg"))
        };
        let answer = plan(&network, &query);
        assert_eq!(answer.routes.len(), 20, "by {word}");
        check_laws(&answer);
        let best = plan(&network, &Query { alternatives: 1, ways: Ways::Corridors, ..query });
        assert_eq!(answer.routes[0].value, best.routes[0].value, "by {word}");
    }
}
