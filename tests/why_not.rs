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
const TRIED: usize = 7;

proptest! {
    #![proptest_config(config(60))]

    /// What opens a question: exactly what trying every set finds, whatever the answer is best by.
    #[test]
    fn minimal_sets_are_those_of_brute_force(spec in networks(Dates::All), query in queries(Dates::All)) {
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
    fn sets_that_better_the_best_are_those_of_brute_force(spec in networks(Dates::All), query in queries(Dates::All)) {
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
    fn every_set_opens_and_no_part_of_it(spec in networks(Dates::All), query in queries(Dates::All)) {
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

// start ==closed== mid ==on Mondays only== goal; mid ==closed== goal; start ==open, 70 h== goal
const WEEKLY: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-03, cargo: container}
cargoes:
  container: {name: Containers, unit: FEU, contents: unknown}
places:
  start: {name: Start, country: AA, at: 60N 4E, kind: station}
  mid: {name: Mid, country: AA, at: 60N 6E, kind: station}
  goal: {name: Goal, country: AA, at: 60N 8E, kind: station}
lines:
  first: {name: First, mode: rail, gauge: 1435 mm, speed: 240 km/day, status: closed, posts: [{start: 0 km}, {mid: 120 km}]}
  weekly: {name: Weekly, mode: rail, gauge: 1435 mm, speed: 240 km/day, status: operating, posts: [{mid: 0 km}, {goal: 120 km}],
    service: {departures: [mon], at: '00:00'}}
  second: {name: Second, mode: rail, gauge: 1435 mm, speed: 240 km/day, status: closed, posts: [{mid: 0 km}, {goal: 120 km}]}
  long: {name: Long, mode: rail, gauge: 1435 mm, speed: 240 km/day, status: operating, posts: [{start: 0 km}, {goal: 700 km}]}
";

/// On a Tuesday the weekly train is six days away, so both closed lines must be open to beat the long one.
#[test]
fn a_train_that_must_be_waited_for_makes_no_set_smaller() {
    let loaded = landbridge::load::load_texts(vec![("tiny.yaml".to_string(), WEEKLY.as_bytes().to_vec())]);
    let network = loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let places = |name| network.find_places(name).expect("a place");
    let query = Query::new(&network, places("start"), places("goal"));
    let planner = Planner::new(&network);
    let best = planner.plan(&query).routes[0].value;
    let found = planner.openings(&query, Some(best - 1), MANY);
    assert_eq!(found.sets.iter().map(|set| set.facts.len()).collect::<Vec<_>>(), [2], "{:?}", found.sets);
    assert!(found.is_complete());
}

mod flagship {
    use std::path::Path;
    use std::process::Command;
    use std::sync::LazyLock;

    use landbridge::load::load_path;
    use landbridge::model::Network;
    use landbridge::report::{WhyNotRecord, why_not};
    use landbridge::route::{Planner, Query};

    static NETWORK: LazyLock<Network> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
        let loaded = load_path(&folder).expect("the folder can be read");
        loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
    });
    static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&NETWORK));

    /// The answer to `--why-not`; every set told was planned again, with its facts gone and with each left in.
    fn ask(from: &str, to: &str, depart: &str, asked: Option<&str>) -> WhyNotRecord {
        let network = &*NETWORK;
        let places = |name: &str| network.find_places(name).unwrap_or_else(|error| panic!("{error}"));
        let mut query = Query::new(network, places(from), places(to));
        query.depart = depart.parse().expect("a day");
        let answer = PLANNER.plan(&query);
        if answer.routes.is_empty() {
            let openings = PLANNER.openings(&query, None, landbridge::route::Bounds::default());
            assert!(!openings.sets.is_empty(), "{from} to {to}: nothing opens it");
            for set in &openings.sets {
                assert!(PLANNER.best_without(&query, &set.facts).is_some());
                for left_out in 0..set.facts.len() {
                    let mut fewer = set.facts.clone();
                    fewer.remove(left_out);
                    assert!(PLANNER.best_without(&query, &fewer).is_none(), "{from} to {to}: {fewer:?} would do");
                }
            }
        }
        let spot = asked.map(|name| (name, network.find_spot(name).unwrap_or_else(|error| panic!("{error}"))));
        why_not(&PLANNER, network, &query, &answer, spot.as_ref().map(|(name, spot)| (*name, spot)))
    }

    fn subjects(why: &WhyNotRecord, numbers: &[usize]) -> Vec<String> {
        numbers.iter().map(|number| why.facts[number - 1].fact.subject.clone()).collect()
    }

    #[test]
    fn seoul_to_pyongyang_needs_one_rule_gone_and_four_facts_for_the_direct_way() {
        let why = ask("seoul", "pyongyang", "2024-11-01", None);
        assert_eq!(why.finding, "refused");
        let sets: Vec<_> = why.sets.iter().map(|set| subjects(&why, &set.facts)).collect();
        assert_eq!(sets, [["kr-may24"]], "the way over Dandong is shut by this rule alone");
        let direct = subjects(&why, &why.better_sets[0].facts);
        assert_eq!(direct.len(), 4, "{direct:?}");
        assert!(direct.contains(&"kr-may24-crossing".to_string()), "{direct:?}");
        assert!(why.better_sets[0].distance_km < why.sets[0].distance_km);
    }

    #[test]
    fn a_refused_pair_is_told_with_sets_that_open_it() {
        for (from, to, depart) in
            [("busan", "pyongyang", "2026-11-01"), ("seoul", "rajin", "2020-05-01"), ("incheon", "nampo", "2012-01-01")]
        {
            let why = ask(from, to, depart, None);
            assert_eq!(why.finding, "refused", "{from} to {to}");
            assert!(why.tree.because.iter().all(|reason| !reason.because.is_empty()), "{:?}", why.tree);
        }
    }

    #[test]
    fn what_is_allowed_but_worse_is_told_by_how_much() {
        let why = ask("rotterdam", "yokohama", "2026-09-01", Some("suez"));
        assert_eq!(why.finding, "worse");
        let compared = why.compared.expect("both are allowed");
        assert!(compared.slower_by_hours > 0.0 && compared.longer_by_km > 5000.0, "{compared:?}");
        let parts: f64 = compared.parts.iter().map(|part| part.hours).sum();
        assert!((parts - compared.slower_by_hours).abs() < 1.0, "the parts sum to the whole: {parts}");
    }

    #[test]
    fn a_regime_means_the_way_through_it_not_a_touch_of_it() {
        let why = ask("rotterdam", "yokohama", "2026-01-15", Some("nsr"));
        assert_eq!(why.finding, "worse");
        let compared = why.compared.expect("it opens in summer");
        assert!(compared.way.distance_km < 16_000.0, "{} km", compared.way.distance_km);
        let waits: Vec<_> = compared.way.legs.iter().flat_map(|leg| &leg.waits_for).collect();
        assert!(!waits.is_empty(), "it waits for the season, and says so");
    }

    #[test]
    fn a_border_station_means_its_border_and_going_there_and_back_is_said() {
        let why = ask("seoul", "vladivostok", "2026-11-01", Some("khasan"));
        assert_eq!(why.finding, "worse");
        assert!(why.summary.contains("the border at Khasan"), "{}", why.summary);
        assert!(why.compared.expect("allowed").there_and_back);
        assert!(why.better_sets.iter().all(|set| set.facts.len() >= 3), "the direct way needs several facts gone");
    }

    #[test]
    fn a_search_that_was_cut_short_says_so_and_tells_nothing_false() {
        let network = &*NETWORK;
        let places = |name: &str| network.find_places(name).unwrap_or_else(|error| panic!("{error}"));
        let mut query = Query::new(network, places("seoul"), places("beijing"));
        query.modes = vec![landbridge::model::Mode::Rail];
        let whole = PLANNER.openings(&query, None, landbridge::route::Bounds::default());
        assert!(whole.is_complete() && whole.sets.len() > 1);
        let few = landbridge::route::Bounds { labels: 50, ..Default::default() };
        let cut = PLANNER.openings(&query, None, few);
        assert!(!cut.is_complete());
        for set in &cut.sets {
            assert!(PLANNER.best_without(&query, &set.facts).is_some());
        }
        let small = PLANNER.openings(&query, None, landbridge::route::Bounds { facts: 3, ..Default::default() });
        assert_eq!(small.sets.len(), whole.sets.iter().filter(|set| set.facts.len() <= 3).count());
    }

    #[test]
    fn what_the_best_way_passes_is_no_question() {
        assert_eq!(ask("busan", "moscow", "2026-11-01", Some("vladivostok")).finding, "best");
    }

    fn printed(arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_landbridge"))
            .args(["plan", "--color", "never"])
            .args(arguments)
            .output()
            .expect("the program starts");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    #[test]
    fn the_refusal_reads_as_a_derivation() {
        insta::assert_snapshot!(printed(&["seoul", "pyongyang", "--depart", "2024-11-01", "--why-not"]));
    }

    #[test]
    fn a_way_is_explained_leg_by_leg() {
        insta::assert_snapshot!(printed(&["busan", "khabarovsk", "--alternatives", "2", "--explain", "2"]));
    }

    #[test]
    fn a_name_may_be_written_after_via_and_a_second_one_is_refused() {
        let with = |words: &[&str]| {
            printed(&[&["rotterdam", "yokohama", "--depart", "2026-09-01", "--why-not"], words].concat())
        };
        assert_eq!(with(&["via", "suez"]), with(&["suez"]));
        assert_eq!(with(&["via suez"]), with(&["suez"]));
        assert_eq!(with(&["suez", "panama"]), "");
    }
}
