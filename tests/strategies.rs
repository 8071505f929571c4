//! Random networks are varied enough to be worth testing on.
#![cfg(feature = "cli")]

use landbridge::report::report;
use landbridge::route::plan;
use landbridge::testing::strategies::{Dates, networks, queries};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

#[test]
fn networks_are_varied() {
    const SAMPLES: usize = 250;
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(1), ..Config::default() });
    let strategy = (networks(Dates::Fixed), queries(Dates::Fixed));
    let mut count = std::collections::BTreeMap::<&str, usize>::new();
    for _ in 0..SAMPLES {
        let (spec, question) = strategy.new_tree(&mut runner).expect("a value").current();
        let network = spec.network();
        assert!((8..=30).contains(&network.places.len()));
        let query = question.on(&network);
        let answer = plan(&network, &query);
        let record = report(&network, &query, &answer, "from", "to");
        let mut has = |what, holds: bool| *count.entry(what).or_default() += usize::from(holds);
        has("route", record.has_route());
        has("no route", !record.has_route());
        has("refused", !record.refused.is_empty());
        let any = |holds: &dyn Fn(&landbridge::report::Itinerary) -> bool| record.itineraries.iter().any(holds);
        has("border", any(&|way| way.borders > 0));
        has("gauge break", any(&|way| way.gauge_breaks > 0));
        has("sea", any(&|way| way.legs.iter().any(|leg| leg.mode == "sea")));
        has("road", any(&|way| way.legs.iter().any(|leg| leg.mode == "road")));
        has("several ways", record.itineraries.len() > 1);
        has("flags", any(&|way| !way.flags.is_empty()));
        has("no money", record.itineraries.iter().any(|way| way.cost_usd.is_none()));
    }
    println!("of {SAMPLES}: {count:?}");
    for (what, percent) in [
        ("route", 35),
        ("no route", 10),
        ("refused", 15),
        ("border", 15),
        ("gauge break", 5),
        ("sea", 5),
        ("road", 10),
        ("several ways", 15),
        ("flags", 5),
        ("no money", 3),
    ] {
        assert!(count[what] * 100 >= SAMPLES * percent, "{what}: {} of {SAMPLES}", count[what]);
    }
}
