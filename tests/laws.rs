//! Laws on networks: they hold on those we publish, find a mistake that is planted in the planner, and make it small.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use landbridge::graph::Structure;
use landbridge::laws::{Case, Kept, LAWS, Own, Planner, Settings, Tested, Way, find, run};
use landbridge::load::{load_texts, read_path};
use landbridge::model::{Effect, Network, Restriction, Table};
use landbridge::route::Query;

fn read(path: &str) -> Tested {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    Tested::read(read_path(&path).expect("a network")).expect("a network without errors")
}

/// Plans on a network in which one restriction only flags.
struct Ignores(&'static str);

impl Planner for Ignores {
    fn best(&self, network: &Network, structure: &Arc<Structure>, query: &Query) -> Option<Way> {
        let ignored = |rule: &Restriction| {
            let effect = if rule.id == self.0 { Effect::Flag } else { rule.effect };
            Restriction { effect, ..rule.clone() }
        };
        let restrictions = Table::new(network.restrictions.values().map(ignored).collect());
        Own.best(&Network { restrictions, ..network.clone() }, structure, query)
    }
}

/// Arrives an hour earlier on odd days.
struct Hurries;

impl Planner for Hurries {
    fn best(&self, network: &Network, structure: &Arc<Structure>, query: &Query) -> Option<Way> {
        let mut way = Own.best(network, structure, query)?;
        if query.depart.count() % 2 != 0 {
            let last = way.steps.last_mut()?;
            last.leave = last.leave.saturating_sub(3000).max(last.enter);
        }
        Some(way)
    }
}

struct Panics;

impl Planner for Panics {
    fn best(&self, _: &Network, _: &Arc<Structure>, query: &Query) -> Option<Way> {
        assert!(query.via.is_empty(), "no way to pass anything");
        None
    }
}

fn only(names: &[&str]) -> Vec<&'static landbridge::laws::Law> {
    names.iter().map(|name| find(name).expect("a law")).collect()
}

#[test]
fn laws_are_named_sorted_and_explained() {
    assert!(LAWS.is_sorted_by(|one, other| one.code < other.code));
    let names: BTreeSet<&str> = LAWS.iter().map(|law| law.name).collect();
    assert_eq!(names.len(), LAWS.len());
    for law in LAWS {
        assert!(law.code.0.starts_with("LB20") && law.explain.len() > 60 && !law.title.ends_with('.'), "{}", law.name);
        assert!(law.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", law.name);
        assert_eq!(find(law.code.0).map(|found| found.name), Some(law.name));
    }
}

#[test]
fn every_law_holds_and_has_something_to_say_on_the_networks_we_publish() {
    let mut compared: BTreeSet<&str> = BTreeSet::new();
    // These seldom find something to compare, so that few of many cases would tell nothing.
    let shy = only(&["restriction-never-adds", "scenario-is-a-patch"]);
    for (path, cases, laws) in [
        ("networks/tutorial.yaml", 200, Vec::new()),
        ("tests/networks/two-ways.yaml", 200, Vec::new()),
        ("networks/eurasia", 60, Vec::new()),
        ("networks/eurasia", 30, shy),
    ] {
        for outcome in run(&read(path), &Own, &Settings { cases, laws, ..Settings::default() }) {
            let broken = outcome.counterexample.map(|counterexample| counterexample.text());
            assert_eq!(broken, None, "{path}: {}", outcome.law.name);
            assert!(outcome.cases > 0 && outcome.told <= outcome.cases, "{path}: {}", outcome.law.name);
            if outcome.told > 0 {
                compared.insert(outcome.law.name);
            }
        }
    }
    let silent: Vec<&str> = LAWS.iter().map(|law| law.name).filter(|name| !compared.contains(name)).collect();
    assert!(silent.is_empty(), "these laws compared nothing: {silent:?}");
}

#[test]
fn a_planner_that_ignores_a_restriction_is_found_and_the_network_shrunk() {
    let rule = "kr-may24";
    let tested = read("networks/eurasia");
    let settings = Settings { cases: 400, laws: only(&["no-excluded-step"]), ..Settings::default() };
    let outcomes = run(&tested, &Ignores(rule), &settings);
    let broken = outcomes[0].counterexample.as_ref().expect("the planted mistake is found");
    assert!(broken.violation.message.contains("excluded by default"), "{}", broken.violation.message);
    assert!(broken.places <= 4, "{} places\n{}", broken.places, broken.text());

    // The file is a network like any other, says which question to ask, and breaks the law again at once.
    let text = broken.text();
    let kept = Kept::read(&text).expect("a counterexample");
    assert_eq!((kept.law.as_str(), kept.network.as_str()), ("no-excluded-step", "eurasia"));
    assert_eq!((&kept.case, &kept.found), (&broken.case, &broken.found));
    let texts = vec![("small.yaml".to_string(), text.into_bytes())];
    let restrictions = load_texts(texts.clone()).network.map(|network| network.restrictions.len());
    assert_eq!(restrictions, Some(1));
    let small = Tested::read(texts).expect("a network");
    let first = vec![(kept.law, kept.case)];
    let settings = Settings { cases: 1, first, ..settings };
    assert!(run(&small, &Ignores(rule), &settings)[0].counterexample.is_some());
    assert!(run(&small, &Own, &settings)[0].counterexample.is_none());
}

#[test]
fn other_planted_mistakes_are_found() {
    let tested = read("tests/networks/two-ways.yaml");
    let settings = Settings { cases: 300, laws: only(&["leaving-later", "sums", "oracle"]), ..Settings::default() };
    let broken: Vec<&str> = run(&tested, &Hurries, &settings)
        .into_iter()
        .filter(|outcome| outcome.counterexample.is_some())
        .map(|outcome| outcome.law.name)
        .collect();
    assert_eq!(broken, ["leaving-later", "sums", "oracle"]);
}

#[test]
fn a_panic_of_the_planner_breaks_a_law() {
    let settings = Settings { cases: 100, laws: only(&["detour-never-helps"]), ..Settings::default() };
    let outcomes = run(&read("networks/tutorial.yaml"), &Panics, &settings);
    let broken = outcomes[0].counterexample.as_ref().expect("it panics");
    assert!(broken.violation.message.contains("no way to pass anything"), "{}", broken.violation.message);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let tested = read("tests/networks/two-ways.yaml");
    let told = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let settings = Settings { cases: 300, seed: 7, ..Settings::default() };
        let outcomes = pool.install(|| run(&tested, &Hurries, &settings));
        let told = |outcome: landbridge::laws::Outcome| {
            let text = outcome.counterexample.map(|counterexample| counterexample.text());
            (outcome.law.name, outcome.cases, outcome.told, text)
        };
        outcomes.into_iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(told(1), told(3));
}

#[test]
fn a_case_is_read_as_it_was_written() {
    let case = Case {
        from: "busan".into(),
        to: "rajin".into(),
        depart: Some("2026-03-01".into()),
        modes: vec!["rail".into()],
        later: 3,
        ..Case::default()
    };
    assert_eq!(Case::read(&case.json()), Some(case));
    assert_eq!(Case::read("{\"from\": \"busan\", \"form\": 1}"), None);
}
