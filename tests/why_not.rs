//! Minimal sets of facts to lift: against brute force over all sets on random networks, and on the flagship.
#![cfg(feature = "cli")]

use landbridge::graph::{Structure, Timetable};
use landbridge::model::{Network, Objective};
use landbridge::restrictions::Fact;
use landbridge::route::{Bounds, Openings, Planner, Query, plan};
use landbridge::testing::strategies::{Dates, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_261_124),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Every cause that blocks anything over the horizon, each once.
fn causes(network: &Network, query: &Query) -> Vec<Fact> {
    let structure = Structure::build(network);
    let policy = query.policy(network);
    let timetable = Timetable::new(&structure, &policy, query.depart);
    let mut causes: Vec<Fact> = policy.journey_verdict(query.depart).blocks;
    for step in 0..u32::try_from(structure.steps().len()).expect("few steps") {
        for fact in timetable.blocks(&policy, step).into_iter().flat_map(|(_, facts)| facts) {
            if !causes.iter().any(|known| known.same_cause(&fact)) {
                causes.push(fact);
            }
        }
    }
    causes
}

/// The minimal sets of up to `most` causes for which `opens` holds, as bit sets, by trying every set.
fn brute_force(causes: usize, most: u32, opens: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut sets: Vec<u32> = (0..1_u32 << causes).filter(|set| set.count_ones() <= most).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let mut minimal: Vec<u32> = Vec::new();
    for set in sets {
        if minimal.iter().all(|smaller| smaller & set != *smaller) && opens(set) {
            minimal.push(set);
        }
    }
    minimal.retain(|set| *set != 0);
    minimal.sort_unstable();
    minimal
}

fn pick(causes: &[Fact], set: u32) -> Vec<Fact> {
    causes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, fact)| fact.clone()).collect()
}

fn as_bits(causes: &[Fact], openings: &Openings<'_>) -> Vec<u32> {
    let bit = |fact: &Fact| 1 << causes.iter().position(|cause| cause.same_cause(fact)).expect("a known cause");
    let mut sets: Vec<u32> =
        openings.sets.iter().map(|set| set.facts.iter().map(bit).fold(0, |sum: u32, bit| sum | bit)).collect();
    sets.sort_unstable();
    sets
}

const MANY: Bounds = Bounds { facts: 4, sets: 1000, labels: 1_000_000, gain_percent: 0 };
/// Networks with more causes than this take too long to try every set.
const TRIED: usize = 8;

proptest! {
    #![proptest_config(config(100))]

    /// What opens a question: exactly what trying every set finds, whatever the answer is best by.
    #[test]
    fn minimal_sets_are_those_of_brute_force(spec in networks(Dates::Windows), query in queries(Dates::Windows)) {
        let network = spec.network();
        let query = query.on(&network);
        let causes = causes(&network, &query);
        prop_assume!(causes.len() <= TRIED);
        let planner = Planner::new(&network);
        let found = planner.openings(&query, None, MANY);
        prop_assert!(found.is_complete());
        // Ways without a price are no ways by cost, but whether any opens does not depend on that.
        let by_time = Query { objective: Objective::Time, ..query.clone() };
        let expected = brute_force(causes.len(), 4, |set| planner.best_without(&by_time, &pick(&causes, set)).is_some());
        let found = planner.openings(&by_time, None, MANY);
        prop_assert_eq!(as_bits(&causes, &found), expected);
    }

    /// What would make a way better than the best allowed one.
    #[test]
    fn sets_that_better_the_best_are_those_of_brute_force(spec in networks(Dates::Windows), query in queries(Dates::Windows)) {
        let network = spec.network();
        let query = query.on(&network);
        let causes = causes(&network, &query);
        prop_assume!(causes.len() <= TRIED);
        let planner = Planner::new(&network);
        let Some(best) = planner.best_without(&query, &[]) else { return Ok(()) };
        prop_assume!(best.value > 0);
        let bound = best.value - 1;
        let better = |set| planner.best_without(&query, &pick(&causes, set)).is_some_and(|way| way.value <= bound);
        let expected = brute_force(causes.len(), 4, better);
        let found = planner.openings(&query, Some(bound), MANY);
        prop_assert_eq!(as_bits(&causes, &found), expected);
    }

    /// Each set told opens a way, no set that lacks one of its facts does, and an allowed answer has no blocked step.
    #[test]
    fn every_set_opens_and_no_part_of_it(spec in networks(Dates::Windows), query in queries(Dates::Windows)) {
        let network = spec.network();
        let query = Query { objective: Objective::Time, ..query.on(&network) };
        let planner = Planner::new(&network);
        let answer = plan(&network, &query);
        for ride in answer.routes.iter().flat_map(|route| &route.rides) {
            let blocks = landbridge::route::why_not::blocks_of(&answer.policy, &answer.structure, query.depart, ride);
            prop_assert!(blocks.is_empty(), "{:?}", blocks);
        }
        let found = planner.openings(&query, None, MANY);
        prop_assert!(answer.routes.is_empty() || found.sets.is_empty());
        for set in &found.sets {
            prop_assert!(planner.best_without(&query, &set.facts).is_some());
            for left_out in 0..set.facts.len() {
                let mut fewer = set.facts.clone();
                fewer.remove(left_out);
                prop_assert!(planner.best_without(&query, &fewer).is_none(), "{:?}", set.facts);
            }
        }
    }
}
