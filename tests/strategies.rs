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

/// The first ways of all cargoes between many pairs, by mode, and what networks of every mode have.
#[test]
fn networks_of_every_mode_are_varied() {
    use landbridge::capacity::{Amount, FlowQuery, Found, Timing, Wanted, cut};
    use landbridge::graph::Structure;
    use landbridge::laws::{Own, Settings, Tested, run};
    use landbridge::testing::strategies::all_modes;

    const SAMPLES: usize = 60;
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(2), ..Config::default() });
    let strategy = (all_modes(Dates::All), queries(Dates::All));
    let mut count = std::collections::BTreeMap::<String, usize>::new();
    for sample in 0..SAMPLES {
        let (spec, question) = strategy.new_tree(&mut runner).expect("a value").current();
        let network = spec.network();
        let mut seen = std::collections::BTreeSet::<String>::new();
        for (cargo, _) in network.cargoes.iter() {
            let mut query = question.on(&network);
            query.modes.clear();
            query.carry(&network, cargo, None);
            query.objective = landbridge::model::Objective::Time;
            for demand in network.demands.values() {
                let places = |name: &str| network.find_places(name).expect("a place");
                let (from, to) = (places(&demand.from), places(&demand.to));
                (query.origin, query.destination) = (from.clone(), to.clone());
                let record = report(&network, &query, &plan(&network, &query), "from", "to");
                let legs = record.itineraries.iter().flat_map(|way| &way.legs);
                seen.extend(legs.map(|leg| leg.mode.to_string()));
                let mut flow = FlowQuery::new(&network);
                flow.wanted.push(Wanted {
                    id: "all".into(),
                    origin: from,
                    destination: to,
                    cargo,
                    cargo_origin: None,
                    amount: Amount::AsMuchAsCanPass,
                    timing: Timing::Ready,
                });
                let structure = Structure::build(&network);
                if let Ok(answer) = cut(&network, &structure, &flow) {
                    seen.insert(match answer.found {
                        Found::Limited(_) => "a flow with a limit".into(),
                        Found::NotLimited(_) => "a flow without a limit".into(),
                        Found::NotJoined => "no flow".into(),
                    });
                }
            }
        }
        let mut has = |what: &str, holds: bool| holds.then(|| seen.insert(what.to_string()));
        has("demands", !network.demands.is_empty());
        has("stores", !network.storages.is_empty());
        has("supplies", !network.supplies.is_empty());
        has("a group", !network.capacity_groups.is_empty());
        has("a scenario of several changes", network.scenarios.values().any(|scenario| scenario.changes.len() > 1));
        has("restrictions", !network.restrictions.is_empty());
        for what in seen {
            *count.entry(what).or_default() += 1;
        }
        // All laws hold on them too.
        if sample % 4 == 0 {
            let texts = spec.texts().map(|(name, text)| (name, text.into_bytes())).to_vec();
            let tested = Tested::read(texts).expect("a sound network");
            for outcome in run(&tested, &Own, &Settings { cases: 60, seed: sample as u64, ..Settings::default() }) {
                let broken = outcome.counterexample.map(|counterexample| counterexample.text());
                assert_eq!(broken, None, "{}", outcome.law.name);
            }
        }
    }
    println!("of {SAMPLES}: {count:#?}");
    for (what, percent) in [
        ("rail", 40),
        ("road", 10),
        ("sea", 10),
        ("pipeline", 10),
        ("power", 10),
        ("inland_water", 5),
        ("a flow with a limit", 20),
        ("a flow without a limit", 20),
        ("no flow", 50),
        ("demands", 100),
        ("stores", 30),
        ("supplies", 30),
        ("a group", 20),
        ("a scenario of several changes", 40),
        ("restrictions", 40),
    ] {
        let found = count.get(what).copied().unwrap_or(0);
        assert!(found * 100 >= SAMPLES * percent, "{what}: {found} of {SAMPLES}");
    }
}
