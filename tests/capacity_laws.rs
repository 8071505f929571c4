//! Problems of flows against the route planner, on random networks; and published capacities, on the flagship.
#![cfg(feature = "cli")]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use landbridge::capacity::{Amount, BuildError, FlowQuery, Limited, Model, Note, Period, Timing, Wanted, build};
use landbridge::embedded::NETWORK;
use landbridge::flow::multicommodity::{Settings, Solver};
use landbridge::graph::Structure;
use landbridge::load::load_texts;
use landbridge::model::{Mode, Network, Spot};
use landbridge::route::{Query, plan};
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

fn flagship() -> Network {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

/// The same question, of one unit.
fn as_flow(network: &Network, query: &Query) -> FlowQuery {
    let mut asked = FlowQuery::new(network);
    asked.period = Period::AsOn(query.depart);
    asked.objective = query.objective;
    asked.scenario = query.scenario;
    asked.allow.clone_from(&query.allow);
    asked.modes.clone_from(&query.modes);
    asked.avoid.clone_from(&query.avoid);
    asked.vessel = query.vessel;
    asked.unescorted = query.unescorted;
    asked.wanted.push(Wanted {
        id: "one".into(),
        origin: query.origin.clone(),
        destination: query.destination.clone(),
        cargo: query.cargo,
        cargo_origin: query.cargo_origin,
        amount: Amount::Units(1),
        timing: Timing::Ready,
    });
    asked
}

/// What the cheapest way of the first demand costs, whatever is limited.
fn cheapest(model: &Model<'_>) -> Option<i64> {
    let demand = &model.problem.demands[0];
    let layer = &model.problem.layers[demand.layer as usize];
    let mut best: BTreeMap<u32, i64> = BTreeMap::new();
    let mut open = BinaryHeap::from([Reverse((0, demand.from))]);
    while let Some(Reverse((cost, node))) = open.pop() {
        if best.contains_key(&node) {
            continue;
        }
        best.insert(node, cost);
        let out = layer.arcs.iter().filter(|arc| arc.tail == node);
        open.extend(out.map(|arc| Reverse((cost + arc.cost, arc.head))));
    }
    best.get(&demand.to).copied()
}

proptest! {
    #![proptest_config(config(300))]

    /// Where nothing changes with time, the cheapest way of the problem costs what the planner's best route does, by every
    /// objective; where the planner has none, no way joins the ends, or a price is what is missing.
    #[test]
    fn the_cheapest_way_is_the_planners(spec in networks(Dates::Fixed), asked in queries(Dates::Fixed)) {
        let network = spec.network();
        let query = asked.on(&network);
        let structure = Structure::build(&network);
        let answer = plan(&network, &query);
        let value = answer.routes.first().map(|route| i64::try_from(route.value).expect("a cost"));
        match build(&network, &structure, &as_flow(&network, &query)) {
            Ok(model) => {
                prop_assert_eq!(cheapest(&model), value);
                prop_assert_eq!(model.notes.contains(&Note::NotJoined { wanted: 0, part: 0 }), value.is_none());
            }
            Err(error) => {
                let is_price = matches!(error, BuildError::NoPrice { .. });
                prop_assert!(is_price && value.is_none(), "{error}");
            }
        }
    }
}

#[test]
fn on_the_flagship_the_shortest_way_is_the_planners() {
    let network = flagship();
    let structure = Structure::build(&network);
    for (from, to, cargo) in [
        ("taishet", "vladivostok", "coal"),
        ("busan", "moscow", "container"),
        ("shanghai", "duisburg", "container"),
        ("murmansk", "tokyo", "coal"),
    ] {
        let places = |name: &str| network.find_places(name).expect("a place");
        let mut query = Query::new(&network, places(from), places(to));
        query.carry(&network, network.cargoes.find(cargo).expect("a cargo"), None);
        query.objective = landbridge::model::Objective::Distance;
        query.depart = "2026-08-15".parse().expect("a day");
        let value = plan(&network, &query).routes.first().map(|route| i64::try_from(route.value).expect("a distance"));
        let model = build(&network, &structure, &as_flow(&network, &query)).expect("a problem");
        assert!(value.is_some());
        assert_eq!(cheapest(&model), value, "{from} to {to}");
    }
}

/// Of what can go by rail from Taishet to all ports and crossings of the Far East, the published steps are the limit.
#[test]
fn the_eastern_polygon_limits_to_its_published_steps() {
    let network = flagship();
    let structure = Structure::build(&network);
    let group = network.capacity_groups.find("eastern-polygon").expect("the group");
    let places = |name: &str| network.find_places(name).expect("a place");
    for (day, steps) in [
        ("2021-01-01", 144.0),
        ("2022-12-01", 158.0),
        ("2023-12-01", 173.0),
        ("2024-12-01", 180.0),
    ] {
        let mut query = FlowQuery::new(&network);
        query.period = Period::AsOn(day.parse().expect("a day"));
        query.modes = vec![Mode::Rail];
        query.avoid = vec![Spot::Country("KZ".parse().expect("a country"))];
        let ends = [
            "vostochny",
            "nakhodka",
            "vladivostok",
            "posyet",
            "vanino",
            "zabaikalsk",
            "grodekovo",
            "nizhneleninskoye",
            "khasan",
        ];
        let cargo = network.cargoes.find("coal").expect("a cargo");
        query.wanted.push(Wanted {
            id: "east".into(),
            origin: places("taishet"),
            destination: ends.iter().flat_map(|end| places(end)).collect(),
            cargo,
            cargo_origin: Some("RU".parse().expect("a country")),
            amount: Amount::AsMuchAsCanPass,
            timing: Timing::Ready,
        });
        let model = build(&network, &structure, &query).expect("a problem");
        let mut solver = Solver::new(&model.problem).expect("a solver");
        assert!(solver.run(&Settings::default()).is_proven);
        let flow = solver.flow();
        let arrives: f64 = flow.paths.iter().map(|path| path.amount).sum();
        assert!((arrives / 1e6 - steps).abs() < 1e-3, "{arrives} as on {day}");
        let at = (model.limits.iter())
            .position(|limit| matches!(limit.of, Limited::Group { group: of, forward } if of == group && forward != Some(false)))
            .expect("the group is a limit");
        let used = model.used(&flow)[at];
        assert!((model.limits[at].rate(used) - steps).abs() < 1e-3);
        assert!((model.limits[at].utilisation(used) - 1.0).abs() < 1e-9);
    }
}

/// Twelve months have what their year has, but for the rest of a part in each.
#[test]
fn twelve_months_have_what_their_year_has() {
    let network = flagship();
    let structure = Structure::build(&network);
    let places = |name: &str| network.find_places(name).expect("a place");
    let mut query = FlowQuery::new(&network);
    for (from, to, cargo) in
        [("taishet", "vladivostok", "coal"), ("shanghai", "duisburg", "container"), ("murmansk", "tokyo", "coal")]
    {
        query.wanted.push(Wanted {
            id: from.into(),
            origin: places(from),
            destination: places(to),
            cargo: network.cargoes.find(cargo).expect("a cargo"),
            cargo_origin: None,
            amount: Amount::Units(1200),
            timing: Timing::Ready,
        });
    }
    let mut amounts: Vec<BTreeMap<Limited, (i64, f64)>> = Vec::new();
    for period in [Period::Year, Period::Months] {
        query.period = period("2024-01-01".parse().expect("a day"));
        let model = build(&network, &structure, &query).expect("a problem");
        assert_eq!(model.problem.demands.iter().map(|demand| demand.amount).sum::<i64>(), 3600);
        let mut of = BTreeMap::<Limited, (i64, f64)>::new();
        // Of all days; a store's stock is no rate.
        let mut seen = std::collections::BTreeSet::new();
        for limit in model.limits.iter().filter(|limit| !matches!(limit.of, Limited::Storage(_))) {
            if seen.insert((limit.of, limit.part)) {
                let known = of.entry(limit.of).or_default();
                #[allow(clippy::cast_precision_loss)]
                let amount = limit.amount(limit.available as f64);
                *known = (known.0 + limit.available, known.1 + amount);
            }
        }
        amounts.push(of);
    }
    let mut compared = 0;
    for (of, (parts, year)) in &amounts[0] {
        let Some((_, months)) = amounts[1].get(of) else { continue };
        #[allow(clippy::cast_precision_loss)]
        let rest = year / (*parts).max(1) as f64 * 13.0;
        assert!((year - months).abs() <= rest + 1e-9, "{of:?}: {year} and {months}");
        compared += 1;
    }
    assert!(compared >= 20, "{compared} limits compared");
}
