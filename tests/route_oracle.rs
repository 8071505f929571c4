//! The planner against two slow oracles and against laws, on random networks.
//!
//! Runs are repeatable: the seed is fixed, and nothing is written to disk. `PROPTEST_CASES` asks for more cases.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;

use landbridge::calendar::{Day, Instant};
use landbridge::graph::{End, Structure, Timetable, measure};
use landbridge::model::{Effect, IceYear, Link, Network, Objective};
use landbridge::report::{Leg, Quantiles, report};
use landbridge::restrictions::Step;
use landbridge::route::alternatives::{MAIN_MODE_WORSE_AT_MOST, WORSE_AT_MOST};
use landbridge::route::{Query, Route, plan};
use landbridge::testing::oracle::Oracle;
use landbridge::testing::strategies::{Dates, QuerySpec, networks, queries};
use petgraph::graph::{DiGraph, NodeIndex};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;

const SEED: u64 = 20_260_301;

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(SEED), failure_persistence: None, ..ProptestConfig::default() }
}

/// The best value of a query; none if there is no way.
fn best(network: &Network, query: &Query) -> Option<u64> {
    let query = Query { alternatives: 1, ..query.clone() };
    plan(network, &query).routes.first().map(|route| route.value)
}

/// As `best`, by petgraph on the planner's own states and arcs, each at its weight on the day of departure.
fn best_by_petgraph(network: &Network, query: &Query) -> Option<u64> {
    let policy = query.policy(network);
    if !policy.journey_verdict(query.depart).is_open() {
        return None;
    }
    let structure = Structure::build(network);
    let timetable = Timetable::new(&structure, &policy, query.depart);
    let mut graph = DiGraph::<(), u64>::new();
    let nodes: Vec<NodeIndex> = structure.states().iter().map(|_| graph.add_node(())).collect();
    for (state, from) in nodes.iter().enumerate() {
        for (target, step) in structure.arcs_from(u32::try_from(state).expect("few states")) {
            let mode = structure.steps()[*step as usize].mode(network);
            let schedule = timetable.schedule(*step);
            let Some(entry) = schedule.earliest(0) else { continue };
            assert_eq!(entry.enter, 0, "nothing opens later in such a network");
            let weight = match query.objective {
                Objective::Time => Some(u64::from(entry.leave)),
                Objective::Distance => Some(schedule.distance().metres()),
                Objective::Cost => entry.micro_dollars(),
                Objective::Generalised => entry.micro_dollars().map(|cost| cost + timetable.worth_of(entry.leave)),
                Objective::Co2 => entry.milligrams(),
            };
            if let Some(weight) = weight.filter(|_| mode.is_none_or(|mode| wished(query, mode))) {
                graph.add_edge(*from, nodes[*target as usize], weight);
            }
        }
    }
    let ends = |places: &[_], end: End| -> Vec<u32> {
        places.iter().flat_map(|place| structure.terminals(network, *place, end)).collect()
    };
    let source = graph.add_node(());
    for start in ends(&query.origin, End::Origin) {
        graph.add_edge(source, nodes[start as usize], 0);
    }
    let reached = petgraph::algo::dijkstra(&graph, source, None, |edge| *edge.weight());
    ends(&query.destination, End::Destination)
        .iter()
        .filter_map(|end| reached.get(&nodes[*end as usize]).copied())
        .min()
}

fn wished(query: &Query, mode: landbridge::model::Mode) -> bool {
    query.modes.is_empty() || query.modes.contains(&mode)
}

fn steps(structure: &Structure, route: &Route) -> Vec<Step> {
    route.rides.iter().map(|ride| structure.steps()[ride.step as usize]).collect()
}

/// The day in which a number of minutes after departure lies.
fn day_of(depart: Day, minutes: u32) -> Day {
    Instant::start_of(depart).plus(minutes).day()
}

fn objectives(question: &QuerySpec, network: &Network) -> Vec<Query> {
    let query = question.on(network);
    Objective::ALL.iter().map(|(objective, _)| Query { objective: *objective, ..query.clone() }).collect()
}

proptest! {
    #![proptest_config(config(320))]

    /// Best value and reachability agree with an oracle that knows the network's definition only, and with petgraph.
    #[test]
    fn best_values_agree_with_both_oracles(spec in networks(Dates::Fixed), question in queries(Dates::Fixed)) {
        let network = spec.network();
        for query in objectives(&question, &network) {
            let found = best(&network, &query);
            prop_assert_eq!(found, Oracle::new(&network, &query).best(), "oracle, by {}\n{}", query.objective.word(), spec.yaml());
            prop_assert_eq!(found, best_by_petgraph(&network, &query), "petgraph, by {}\n{}", query.objective.word(), spec.yaml());
        }
    }

    /// No scenario that closes something gives a better value.
    #[test]
    fn closing_a_link_never_improves(
        spec in networks(Dates::Windows), question in queries(Dates::Windows), pick in any::<Index>(),
    ) {
        let network = spec.network();
        let closable = spec.closable();
        let scenario = format!("close-{}", pick.get(&closable));
        for query in objectives(&question, &network) {
            let closed = Query { scenario: network.scenarios.find(&scenario), ..query.clone() };
            let (before, after) = (best(&network, &query), best(&network, &closed));
            prop_assert!(not_better(after, before), "{scenario}: {after:?}, before {before:?}\n{}", spec.yaml());
            prop_assert_eq!(after, closed_by_status(&spec, &scenario, &question, query.objective), "{}", scenario);
        }
    }

    /// Lifting a rule never gives a worse value.
    #[test]
    fn lifting_a_restriction_never_worsens(
        spec in networks(Dates::Windows), question in queries(Dates::Windows), pick in any::<Index>(),
    ) {
        let network = spec.network();
        let excluding: Vec<_> =
            network.restrictions.iter().filter(|(_, rule)| rule.effect == Effect::Exclude).map(|(id, _)| id).collect();
        prop_assume!(!excluding.is_empty());
        for query in objectives(&question, &network) {
            let lifted = Query { allow: vec![*pick.get(&excluding)], ..query.clone() };
            let (before, after) = (best(&network, &query), best(&network, &lifted));
            prop_assert!(not_better(before, after), "by {}: {after:?}, before {before:?}\n{}", query.objective.word(), spec.yaml());
        }
    }
}

proptest! {
    #![proptest_config(config(256))]

    /// What can be reached by time can be reached by distance, and neither is better than the other at its own trade.
    #[test]
    fn objectives_agree_on_what_can_be_reached(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        let query = Query { alternatives: 1, ..question.on(&network) };
        let route = |objective| plan(&network, &Query { objective, ..query.clone() }).routes.into_iter().next();
        let (by_time, by_distance) = (route(Objective::Time), route(Objective::Distance));
        prop_assert_eq!(by_time.is_some(), by_distance.is_some(), "{}", spec.yaml());
        if let (Some(by_time), Some(by_distance)) = (by_time, by_distance) {
            prop_assert!(by_time.minutes() <= by_distance.minutes(), "{}", spec.yaml());
        }
    }

    /// Who leaves later never arrives earlier, whatever opens and closes.
    #[test]
    fn arrival_never_gets_earlier_by_leaving_later(
        spec in networks(Dates::Windows), question in queries(Dates::Windows),
    ) {
        let network = spec.network();
        let query = Query { objective: Objective::Time, depart: landbridge::testing::strategies::base_day(), ..question.on(&network) };
        let arrival = |days: i32| {
            let depart = query.depart.plus(days);
            let minutes = best(&network, &Query { depart, ..query.clone() })?;
            Some(Instant::start_of(depart).plus(u32::try_from(minutes).expect("a few months")))
        };
        let mut earliest = None;
        for days in (0..90).step_by(10) {
            let now = arrival(days);
            if let (Some(earliest), Some(now)) = (earliest, now) {
                prop_assert!(earliest <= now, "leaving {days} days later: {now}, not before {earliest}\n{}", spec.yaml());
            }
            prop_assert!(days == 0 || earliest.is_some() || now.is_none(), "a way after {days} days only\n{}", spec.yaml());
            earliest = now;
        }
    }

    /// Every ride of every way is judged again on its day, times fit each other, and no wait is for nothing.
    #[test]
    fn no_way_uses_an_excluded_link(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        for query in objectives(&question, &network) {
            let answer = plan(&network, &query);
            prop_assert!(answer.routes.is_empty() || answer.policy.journey_verdict(query.depart).is_open());
            for route in &answer.routes {
                let mut clock = 0;
                for (ride, step) in route.rides.iter().zip(steps(&answer.structure, route)) {
                    let day = day_of(query.depart, ride.enter);
                    let verdict = answer.policy.verdict(step, day);
                    prop_assert!(verdict.is_open(), "{:?} on {}: {:?}\n{}", step, day, verdict.blocks, spec.yaml());
                    prop_assert!(step.mode(&network).is_none_or(|mode| wished(&query, mode)));
                    prop_assert_eq!(ride.ready, clock);
                    prop_assert!(ride.ready <= ride.enter && ride.enter <= ride.leave);
                    let time = |day| measure(&network, step, day, &query.policy(&network).journey, IceYear::Normal).time.map(|time| time.typ.get());
                    prop_assert_eq!(Some(ride.leave - ride.enter), time(day).map(|time| time + verdict.delay.get()));
                    if ride.enter > ride.ready {
                        let ready = day_of(query.depart, ride.ready);
                        let now = answer.policy.verdict(step, ready);
                        let leaves = time(ready).map(|time| ride.ready + time + now.delay.get());
                        let faster = leaves.is_none_or(|leaves| leaves > ride.leave);
                        let by_cost = !matches!(query.objective, Objective::Time | Objective::Distance);
                        prop_assert!(!now.is_open() || faster || by_cost, "waits for nothing: {step:?}\n{}", spec.yaml());
                    }
                    clock = ride.leave;
                }
            }
        }
    }

    /// Ways come in order, differ from each other, and none is worse than thrice the best but the best of its main mode.
    #[test]
    fn alternatives_are_in_order_and_differ(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        for query in objectives(&question, &network) {
            let query = Query { alternatives: 6, ..query };
            let answer = plan(&network, &query);
            prop_assert!(answer.routes.len() <= 6);
            prop_assert!(answer.routes.is_sorted_by_key(|route| route.value));
            let worse = answer.routes.iter().filter(|route| route.value > answer.routes[0].value * WORSE_AT_MOST);
            prop_assert!(worse.count() <= 2, "only the best by sea and the best by land");
            let mut seen = BTreeSet::new();
            for route in &answer.routes {
                prop_assert!(route.value <= answer.routes[0].value * MAIN_MODE_WORSE_AT_MOST);
                prop_assert!(seen.insert(steps(&answer.structure, route)), "the same way twice");
                let metres: u64 = steps(&answer.structure, route).iter().map(|step| length(&network, *step)).sum();
                prop_assert_eq!(metres, route.distance.metres());
            }
        }
    }

    /// The record's legs add up to its totals, its places connect, and its codes are all explained.
    #[test]
    fn legs_add_up_to_totals(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        let query = question.on(&network);
        let answer = plan(&network, &query);
        let record = report(&network, &query, &answer, "from", "to");
        prop_assert_eq!(record.itineraries.len(), answer.routes.len());
        for (way, route) in record.itineraries.iter().zip(&answer.routes) {
            // Each number is rounded by itself.
            #[allow(clippy::cast_precision_loss)]
            let near = |sum: f64, total: f64, unit: f64| (sum - total).abs() <= unit * (way.legs.len() + 2) as f64;
            let sum = |part: &dyn Fn(&Leg) -> f64| way.legs.iter().map(part).sum::<f64>();
            prop_assert!(near(sum(&|leg| leg.distance_km), way.distance_km, 0.05));
            let quantiles: [fn(Quantiles) -> f64; 3] = [|q| q.p10, |q| q.p50, |q| q.p90];
            // The outer quantiles of time are drawn, and dates matter here: `tests/uncertainty.rs`.
            let hours = sum(&|leg| leg.hours.map_or(0.0, |hours| hours.p50) + leg.wait_hours);
            prop_assert!(near(hours, way.hours.p50, 0.1), "{} h, {:?}", hours, way.hours);
            for quantile in quantiles {
                if let Some(cost) = way.cost_bound_usd {
                    prop_assert!(near(sum(&|leg| leg.cost_usd.map_or(0.0, quantile)), quantile(cost), 0.01));
                }
            }
            prop_assert!(way.hours.p10 <= way.hours.p50 && way.hours.p50 <= way.hours.p90);
            prop_assert!((way.hours.p50 - f64::from(route.minutes()) / 60.0).abs() < 0.051, "{:?}", way.hours);
            let parts = way.breakdown_hours;
            let broken = parts.rail + parts.road + parts.sea + parts.other + parts.border + parts.gauge_change + parts.port + parts.wait;
            prop_assert!(near(broken, way.hours.p50, 0.15), "{} h, {:?}", broken, way.hours);
            for pair in way.legs.windows(2) {
                prop_assert_eq!(&pair[0].to, &pair[1].from);
                prop_assert_eq!(&pair[0].arrive, &pair[1].depart);
            }
            if let (Some(first), Some(last)) = (way.legs.first(), way.legs.last()) {
                prop_assert_eq!((&first.from, &last.to), (&record.query.from_places[0], &record.query.to_places[0]));
                prop_assert_eq!((&first.depart, &last.arrive), (&way.depart, &way.arrive));
            }
        }
        let known = |code| landbridge::report::FACT_CODES.iter().any(|info| info.code == code);
        let told = record.refused.iter().chain(record.itineraries.iter().flat_map(|way| &way.flags));
        for fact in told {
            prop_assert!(known(fact.code) && !fact.subject.is_empty() && !fact.reason.is_empty(), "{:?}", fact);
        }
    }
}

fn length(network: &Network, step: Step) -> u64 {
    match step {
        Step::Pass { link: Link::Section(id), .. } => network.sections[id].distance.metres(),
        Step::Pass { link: Link::Lane(id), .. } => network.lanes[id].distance.metres(),
        Step::Undergo { .. } => 0,
    }
}

fn not_better(after: Option<u64>, before: Option<u64>) -> bool {
    match (after, before) {
        (Some(after), Some(before)) => after >= before,
        (after, _) => after.is_none(),
    }
}

/// The best value if the file itself says that what the scenario closes is closed.
fn closed_by_status(
    spec: &landbridge::testing::strategies::NetworkSpec,
    scenario: &str,
    question: &QuerySpec,
    objective: Objective,
) -> Option<u64> {
    use landbridge::testing::strategies::StatusSpec;
    let mut spec = spec.clone();
    let id = scenario.trim_start_matches("close-");
    let number: usize = id[1..].parse().expect("ids end in a number");
    let closed = StatusSpec::State("closed");
    match &id[..1] {
        "l" => spec.lines[number].status = closed,
        "s" => spec.lanes[number].status = closed,
        _ => spec.transfers[number].status = closed,
    }
    let network = spec.network();
    best(&network, &Query { objective, ..question.on(&network) })
}
