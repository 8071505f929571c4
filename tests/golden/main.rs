//! Every published reference value, beside what the planner answers.
//!
//! The values are data: `land.yaml`, `maritime.yaml` (sections 6 and 3 of the reference material), `behaviour.yaml`, and
//! `posts.csv` (the posts of all railway lines). `data` reads them, `ask` puts a question to the planner, `figures` looks
//! up what the network's files say, `judge` compares, `page` writes `docs/reference-values.md`.
//!
//! What the planner computes (a distance, a duration, a cost, a verdict) is an *outcome*; what the network's files
//! repeat (a dwell, a tariff, a capacity) is an *input*, checked too, but it reproduces nothing. A value that is not met
//! names its reason and how far off it is today, so that an improvement fails the test until the entry is updated.
#![cfg(feature = "cli")]

mod ask;
mod behaviour;
mod data;
mod figures;
mod judge;
mod page;
mod posts;
mod quantity;

use std::collections::BTreeSet;

/// One test for each id, `_` for `-`.
macro_rules! one_test_each {
    ($($name:ident)*) => {
        /// Ids that have a test.
        const TESTED: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            check(stringify!($name));
        })*
    };
}

include!("ids.rs");

fn check(test: &str) {
    let id = test.replace('_', "-");
    if let Some(value) = data::VALUES.iter().find(|value| value.id == id) {
        let finding = value.finding();
        if let Err(problem) = judge::settle(value, finding) {
            panic!("{id}, {}: {problem}", value.what);
        }
    } else {
        let claim = data::BEHAVIOUR.iter().find(|claim| claim.id == id);
        let claim = claim.unwrap_or_else(|| panic!("no value `{id}` in the data"));
        if let Err(problem) = behaviour::settle(claim) {
            panic!("{id}, {}: {problem}", claim.what);
        }
    }
}

#[test]
fn each_value_has_a_test_and_each_test_a_value() {
    let tested: BTreeSet<String> = TESTED.iter().map(|name| name.replace('_', "-")).collect();
    let listed: BTreeSet<String> = data::all_ids().map(str::to_string).collect();
    let untested: Vec<_> = listed.difference(&tested).collect();
    let unknown: Vec<_> = tested.difference(&listed).collect();
    assert!(untested.is_empty() && unknown.is_empty(), "add to ids.rs: {untested:?}; take out: {unknown:?}");
    assert_eq!((tested.len(), listed.len()), (TESTED.len(), data::all_ids().count()), "an id stands twice");
}

/// R01 to R30 and R01 to R23: none may be missing.
#[test]
fn every_reference_is_covered() {
    let expected = (1..=30).map(|n| format!("land-r{n:02}")).chain((1..=23).map(|n| format!("sea-r{n:02}")));
    let covers = |reference: &str| {
        data::VALUES.iter().any(|value| value.id == reference || value.id.starts_with(&format!("{reference}-")))
    };
    let missing: Vec<String> = expected.filter(|reference| !covers(reference)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
