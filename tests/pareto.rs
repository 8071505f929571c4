//! The Pareto frontier against all ways there are, and against single objectives.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;

use landbridge::calendar::{Day, Instant};
use landbridge::embedded::NETWORK;
use landbridge::graph::{End, Entry, StateId, StepId, Structure, Timetable, measure};
use landbridge::load::load_texts;
use landbridge::model::{Mode, Network, Objective, TransferKind};
use landbridge::restrictions::{Fact, Policy, Step};
use landbridge::route::label_setting::{Regime, Search};
use landbridge::route::pareto::frontier;
use landbridge::route::{Criterion, Planner, Query, Ways, plan};
use landbridge::testing::strategies::{Dates, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_260_302),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

const WITHOUT_RISK: [Criterion; 7] = [
    Criterion::Time,
    Criterion::Cost,
    Criterion::Co2,
    Criterion::Distance,
    Criterion::Borders,
    Criterion::GaugeBreaks,
    Criterion::Transfers,
];

/// The criteria whose bits are set in `mask`; time and cost if fewer than two.
fn some(criteria: &[Criterion], mask: u8) -> Vec<Criterion> {
    let picked: Vec<Criterion> =
        criteria.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, criterion)| *criterion).collect();
    if picked.len() < 2 { vec![Criterion::Time, Criterion::Cost] } else { picked }
}

fn non_dominated(values: &BTreeSet<Vec<u64>>) -> BTreeSet<Vec<u64>> {
    let beaten = |own: &Vec<u64>| values.iter().any(|other| other != own && other.iter().zip(own).all(|(a, b)| a <= b));
    values.iter().filter(|own| !beaten(own)).cloned().collect()
}

/// One way in the making: states, steps, and when and for how much each was taken.
#[derive(Clone)]
struct Walk {
    states: Vec<StateId>,
    taken: Vec<(StepId, Entry)>,
}

/// Every way without a loop, each step entered at each time that may be worthwhile; none if there are too many.
struct AllWays<'a> {
    network: &'a Network,
    structure: &'a Structure,
    timetable: &'a Timetable<'a>,
    policy: &'a Policy<'a>,
    depart: Day,
    criteria: &'a [Criterion],
    modes: &'a [Mode],
    is_destination: &'a [bool],
    walked: usize,
    values: BTreeSet<Vec<u64>>,
}

const TOO_MANY: usize = 10_000;

impl AllWays<'_> {
    fn usable(&self, step: StepId) -> bool {
        let mode = self.structure.steps()[step as usize].mode(self.network);
        let cargo = &self.network.cargoes[self.policy.journey.cargo];
        let sails = mode != Some(Mode::Sea) || self.policy.journey.vessel.is_none_or(|ship| cargo.sails_in(ship));
        mode.is_none_or(|mode| self.modes.is_empty() || self.modes.contains(&mode))
            && sails
            && self.structure.steps()[step as usize].carries(self.network, cargo)
    }

    fn go(&mut self, walk: &mut Walk) {
        let here = walk.states[walk.states.len() - 1];
        self.walked += 1;
        if self.walked > TOO_MANY {
            return;
        }
        if self.is_destination[here as usize] {
            self.values.extend(self.value(walk));
            return;
        }
        let time = walk.taken.last().map_or(0, |(_, entry)| entry.leave);
        for (target, step) in self.structure.arcs_from(here) {
            if walk.states.contains(target) || !self.usable(*step) {
                continue;
            }
            let schedule = self.timetable.schedule(*step);
            let mut entries = schedule.trade_offs(time, u32::MAX, |entry| {
                Some([entry.micro_dollars().unwrap_or(0), entry.milligrams().unwrap_or(0)])
            });
            let earliest = schedule.earliest(time).filter(|entry| !entries.contains(entry));
            entries.extend(earliest);
            for entry in entries {
                walk.states.push(*target);
                walk.taken.push((*step, entry));
                self.go(walk);
                walk.states.pop();
                walk.taken.pop();
            }
        }
    }

    /// Counted from the whole way, as a reader of the itinerary would; none without a price.
    fn value(&self, walk: &Walk) -> Option<Vec<u64>> {
        let states: Vec<_> = walk.states.iter().map(|id| self.structure.states()[*id as usize]).collect();
        let steps: Vec<Step> = walk.taken.iter().map(|(step, _)| self.structure.steps()[*step as usize]).collect();
        let kinds: Vec<&TransferKind> = steps
            .iter()
            .filter_map(|step| match step {
                Step::Undergo { transfer, at_end: false, .. } => Some(&self.network.transfers[*transfer].kind),
                _ => None,
            })
            .collect();
        let count = |words: &[&str]| kinds.iter().filter(|kind| words.contains(&kind.word())).count() as u64;
        let value = |criterion: &Criterion| match criterion {
            Criterion::Time => Some(u64::from(walk.taken.last().map_or(0, |(_, entry)| entry.leave))),
            Criterion::Cost => walk.taken.iter().try_fold(0, |sum, (_, entry)| {
                entry.cost.and_then(|cost| u64::try_from(cost.micro()).ok()).map(|cost| sum + cost)
            }),
            Criterion::Co2 => {
                walk.taken.iter().try_fold(0, |sum, (_, entry)| entry.milligrams().map(|grams| sum + grams))
            }
            Criterion::Distance => {
                Some(walk.taken.iter().map(|(step, _)| self.timetable.schedule(*step).distance().metres()).sum())
            }
            Criterion::Borders => {
                let country = |state: &landbridge::graph::State| self.network.places[state.place].country;
                let ends = (country(&states[0]), country(&states[states.len() - 1]));
                let mut sides: Vec<_> = std::iter::once(ends.0)
                    .chain(states.iter().map(|state| state.side))
                    .chain([ends.1])
                    .flatten()
                    .collect();
                sides.dedup();
                Some(sides.len().saturating_sub(1) as u64)
            }
            Criterion::GaugeBreaks => Some(count(&["gauge_change"])),
            Criterion::Transfers => Some(count(&["port", "mode_change"])),
            Criterion::Risk => {
                let flagged = walk.taken.iter().zip(&steps).filter(|((_, entry), step)| {
                    let day = Instant::start_of(self.depart).plus(entry.enter).day();
                    let flags = self.policy.verdict(**step, day).flags;
                    flags.iter().any(|fact| !matches!(fact, Fact::EscortNeeded { .. }))
                        || measure(self.network, **step, day, &self.policy.journey, self.policy.overlay.ice_year())
                            .stands_in
                });
                let mut subjects: Vec<_> = flagged.map(|(_, step)| step.subject(self.network)).collect();
                subjects.dedup();
                Some(subjects.len() as u64)
            }
        };
        self.criteria.iter().map(value).collect()
    }
}

/// Values of ways, in the order of the criteria.
type Tuples = BTreeSet<Vec<u64>>;

/// The frontier by brute force and by the search, both without a limit to waiting; none if there are too many ways.
fn both(network: &Network, query: &Query, criteria: &[Criterion]) -> Option<[Tuples; 2]> {
    let policy = query.policy(network);
    let structure = Structure::build(network);
    let timetable = Timetable::new(&structure, &policy, query.depart);
    let terminals = |places: &[_], end: End| -> Vec<StateId> {
        places.iter().flat_map(|place| structure.terminals(network, *place, end)).collect()
    };
    let origins = terminals(&query.origin, End::Origin);
    let mut is_destination = vec![false; structure.states().len()];
    for end in terminals(&query.destination, End::Destination) {
        is_destination[end as usize] = true;
    }
    let mut all = AllWays {
        network,
        structure: &structure,
        timetable: &timetable,
        policy: &policy,
        depart: query.depart,
        criteria,
        modes: &query.modes,
        is_destination: &is_destination,
        walked: 0,
        values: BTreeSet::new(),
    };
    for origin in &origins {
        all.go(&mut Walk { states: vec![*origin], taken: Vec::new() });
    }
    if all.walked > TOO_MANY {
        return None;
    }
    let search = Search {
        losses: &[],
        surcharges: &[],
        network,
        structure: &structure,
        timetable: &timetable,
        origins: &origins,
        is_destination: &is_destination,
        via: &[],
        objective: Objective::Time,
        patience: u32::MAX,
        regime: Regime::Allowed,
    };
    let usable: Vec<bool> = (0..).take(structure.steps().len()).map(|step| all.usable(step)).collect();
    let ways = frontier(&search, &policy, query.depart, criteria, &|step| usable[step as usize]);
    let count = ways.len();
    let found: BTreeSet<Vec<u64>> = ways.into_iter().map(|way| way.values).collect();
    assert_eq!(found.len(), count, "one way for each tuple of values");
    Some([non_dominated(&all.values), found])
}

proptest! {
    #![proptest_config(config(150))]

    /// Where nothing changes with time, by any criteria, risk too.
    #[test]
    fn the_frontier_is_that_of_all_ways(
        spec in networks(Dates::Fixed), question in queries(Dates::Fixed), mask in 0..=255_u8,
    ) {
        let network = spec.network();
        let criteria = some(&Criterion::ALL.map(|(criterion, _)| criterion), mask);
        if let Some([expected, found]) = both(&network, &question.on(&network), &criteria) {
            prop_assert_eq!(expected, found, "{:?}\n{}", criteria, spec.yaml());
        }
    }

    /// Where links open and close and prices change, with every time of entry tried.
    #[test]
    fn the_frontier_is_that_of_all_ways_and_times(
        spec in networks(Dates::Windows), question in queries(Dates::Windows), mask in 0..128_u8,
    ) {
        let network = spec.network();
        let criteria = some(&WITHOUT_RISK, mask);
        if let Some([expected, found]) = both(&network, &question.on(&network), &criteria) {
            prop_assert_eq!(expected, found, "{:?}\n{}", criteria, spec.yaml());
        }
    }

    /// Single objectives, as the planner answers them, stand on the frontier.
    #[test]
    fn the_frontier_has_the_best_by_each_objective(
        spec in networks(Dates::Windows), question in queries(Dates::Windows),
    ) {
        let network = spec.network();
        let query = Query { alternatives: 1000, ..question.on(&network) };
        for (criterion, objective) in [(Criterion::Cost, Objective::Cost), (Criterion::Distance, Objective::Distance)] {
            let ways = Ways::Pareto(vec![Criterion::Time, criterion]);
            let answer = plan(&network, &Query { ways, ..query.clone() });
            let chosen = answer.frontier;
            let least = |index: usize| chosen.as_ref().and_then(|chosen| chosen.least.get(index).copied());
            let best = |objective| {
                let alone = Query { objective, alternatives: 1, ..query.clone() };
                plan(&network, &alone).routes.first().map(|route| route.value)
            };
            prop_assert_eq!(least(1).is_some(), best(objective).is_some(), "{}", spec.yaml());
            prop_assert!(least(1) <= best(objective), "{:?}\n{}", criterion, spec.yaml());
            if criterion == Criterion::Distance {
                prop_assert_eq!(least(0), best(Objective::Time), "{}", spec.yaml());
            }
        }
    }
}

/// Few of the random networks are too large for all ways, so the comparisons above compare something.
#[test]
fn brute_force_is_seldom_given_up() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::new(config(1));
    let (mut compared, mut ways) = (0, 0);
    for _ in 0..120 {
        let spec = networks(Dates::Fixed).new_tree(&mut runner).expect("a network").current();
        let query = queries(Dates::Fixed).new_tree(&mut runner).expect("a query").current();
        let network = spec.network();
        if let Some([expected, _]) = both(&network, &query.on(&network), &WITHOUT_RISK) {
            compared += 1;
            ways += expected.len();
        }
    }
    assert!(compared >= 40 && ways >= 15, "{compared} compared, {ways} ways");
}

#[test]
fn the_flagship_frontier_has_the_best_by_time_cost_and_distance() {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    let network = load_texts(texts).network.expect("the flagship network loads");
    let planner = Planner::new(&network);
    for (from, to) in [("busan", "duisburg"), ("rotterdam", "yokohama")] {
        let places = |name| network.find_places(name).expect("a place");
        let query = Query { alternatives: 1000, ..Query::new(&network, places(from), places(to)) };
        let criteria = vec![Criterion::Time, Criterion::Cost, Criterion::Distance, Criterion::Borders];
        let answer = planner.plan(&Query { ways: Ways::Pareto(criteria), ..query.clone() });
        let chosen = answer.frontier.expect("a frontier");
        assert!(chosen.found > 10 && chosen.found == answer.routes.len(), "{}", chosen.found);
        let values: BTreeSet<Vec<u64>> = chosen.values.iter().cloned().collect();
        assert_eq!(non_dominated(&values), values, "{from} - {to}");
        for (index, objective) in [Objective::Time, Objective::Cost, Objective::Distance].into_iter().enumerate() {
            let alone = planner.plan(&Query { objective, alternatives: 1, ..query.clone() });
            assert_eq!(chosen.least[index], alone.routes[0].value, "{from} - {to} by {}", objective.word());
        }
    }
}
