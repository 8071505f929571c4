//! Tiny networks, each with one thing in it that a planner may get wrong.
#![cfg(feature = "cli")]

use landbridge::load::load_texts;
use landbridge::model::{Network, Objective};
use landbridge::report::{PlanReport, report};
use landbridge::route::{Query, plan};

const HEAD: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: container, vessel: ship}
cargoes: {container: {name: Containers, unit: FEU, contents: unknown}}
vessels: {ship: {name: Ship, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}}
places:
  a: {name: A, country: AA, at: 40N 10E, kind: station}
  b: {name: B, country: AA, at: 40N 11E, kind: station}
  c: {name: C, country: BB, at: 40N 12E, kind: station}
  d: {name: D, country: CC, at: 40N 13E, kind: port}
  e: {name: E, country: CC, at: 40N 14E, kind: station}
";

fn network(body: &str) -> Network {
    let text = format!("{HEAD}{body}");
    let loaded = load_texts([("tiny.yaml".to_string(), text.into_bytes())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn ask(network: &Network, from: &str, to: &str, objective: Objective) -> PlanReport {
    let place = |id| vec![network.places.find(id).expect("a place")];
    let query = Query { objective, ..Query::new(network, place(from), place(to)) };
    report(network, &query, &plan(network, &query), from, to)
}

/// `from departure to arrival by legs`, one line for each way.
fn told(report: &PlanReport) -> Vec<String> {
    let ways = report.itineraries.iter().map(|way| {
        let legs: Vec<_> = way.legs.iter().map(|leg| leg.line.clone().unwrap_or_default()).collect();
        format!("{} {}", way.arrive, legs.join(" "))
    });
    ways.collect()
}

fn check(body: &str, (from, to): (&str, &str), objective: Objective, expected: &[&str]) {
    let network = network(body);
    assert_eq!(told(&ask(&network, from, to, objective)), expected, "{from} to {to} in {body}");
}

/// a ==100 km/day until the 3rd, 1000 km/day after, ten times as dear== b
#[test]
fn by_cost_it_does_not_wait_for_a_dearer_train() {
    check(
        "
lines:
  slow: {name: Slow, mode: rail, gauge: 1520 mm, posts: [{a: 0 km}, {b: 500 km}], status: operating,
    speed: [{until: 2026-03-03, typ: 100 km/day}, {from: 2026-03-03, typ: 1000 km/day}]}
rates:
  rail: {mode: rail, cargo: container, price: [{until: 2026-03-03, typ: 0.1 USD/FEU-km}, {from: 2026-03-03, typ: 1 USD/FEU-km}]}
",
        ("a", "b"),
        Objective::Cost,
        &["2026-03-06T00:00 slow"],
    );
}

/// a ==480 days== b ==closed from day 450== c
#[test]
fn no_link_is_used_that_is_closed_beyond_the_horizon() {
    check(
        "
lines:
  crawl: {name: Crawl, mode: road, posts: [{a: 0 km}, {b: 480 km}], status: operating, speed: 1 km/day}
  shut: {name: Shut, mode: road, posts: [{b: 0 km}, {c: 10 km}], speed: 100 km/day,
    status: [{until: 2027-05-25, state: operating}, {from: 2027-05-25, state: closed}]}
transfers: {border: {at: b, kind: border, countries: [AA, BB], time: 1 h, status: operating}}
",
        ("a", "c"),
        Objective::Time,
        &[],
    );
}

/// a ==a rule delays: 1 h until the 2nd, 100 h after== b
#[test]
fn a_delay_that_changes_is_the_one_of_the_day() {
    check(
        "
lines:
  first: {name: First, mode: road, posts: [{a: 0 km}, {b: 100 km}], status: operating, speed: 50 km/day}
  second: {name: Second, mode: road, posts: [{b: 0 km}, {c: 100 km}], status: operating, speed: 100 km/day}
transfers: {border: {at: b, kind: border, countries: [AA, BB], time: 24 h, status: operating}}
restrictions:
  slow: {name: Slow, issuer: X, legal_basis: Y, effect: delay, match: {lines: [second]},
    delay: [{until: 2026-03-02, typ: 1 h}, {from: 2026-03-02, typ: 96 h}]}
",
        ("a", "c"),
        Objective::Time,
        &["2026-03-09T00:00 first border second"],
    );
}

/// a (AA) ==rail== c (BB, port) ~~sea~~ d (CC, port) ==rail== e; cargo may not pass from BB to CC
#[test]
fn a_rule_on_passing_by_ship_holds_where_the_voyage_ends() {
    let body = "
lines:
  rail: {name: Rail, mode: rail, gauge: 1520 mm, posts: [{a: 0 km}, {c: 100 km}], status: operating, speed: 100 km/day}
  inland: {name: Inland, mode: rail, gauge: 1520 mm, posts: [{d: 0 km}, {e: 100 km}], status: operating, speed: 100 km/day}
lanes: {lane: {name: Lane, path: [c, d], distance: 240 nm, status: operating}}
transfers:
  border: {at: c, kind: border, countries: [AA, BB], time: 24 h, status: operating}
  out: {at: c, kind: port, time: 24 h, status: operating}
  in: {at: d, kind: port, time: 24 h, status: operating}
restrictions:
  no-passage: {name: No passage, issuer: X, legal_basis: Y, effect: exclude, match: {crossing: {from: [BB], to: [CC]}}}
";
    check(body, ("a", "e"), Objective::Time, &[]);
    check(body, ("a", "d"), Objective::Time, &[]);
}

/// a ==opens on day 40== b
#[test]
fn what_is_reachable_by_time_is_reachable_by_distance() {
    let body = "
lines:
  late: {name: Late, mode: road, posts: [{a: 0 km}, {b: 100 km}], speed: 100 km/day,
    status: [{until: 2026-04-10, state: under_construction}, {from: 2026-04-10, state: operating}]}
";
    check(body, ("a", "b"), Objective::Time, &["2026-04-11T00:00 late"]);
    check(body, ("a", "b"), Objective::Distance, &["2026-04-11T00:00 late"]);
}

/// a ==1 day, or 20 days== b ==opens on day 40== c, by distance: who comes early must be able to wait as who comes late
#[test]
fn coming_earlier_is_never_worse_by_distance() {
    check(
        "
lines:
  early: {name: Early, mode: road, posts: [{a: 0 km}, {b: 100 km}], status: operating, speed: 100 km/day}
  slow: {name: Slow, mode: road, posts: [{a: 0 km}, {b: 200 km}], status: operating, speed: 10 km/day}
  late: {name: Late, mode: road, posts: [{b: 0 km}, {c: 100 km}], speed: 100 km/day,
    status: [{until: 2026-04-10, state: under_construction}, {from: 2026-04-10, state: operating}]}
transfers: {border: {at: b, kind: border, countries: [AA, BB], time: 0 h, status: operating}}
",
        ("a", "c"),
        Objective::Distance,
        &["2026-04-11T00:00 early border late", "2026-04-11T00:00 slow border late"],
    );
}

/// a ==now 60 days, from day 35 on one day== b, by distance: open is open
#[test]
fn an_open_link_is_used_by_distance_though_later_would_be_faster() {
    check(
        "
lines:
  road: {name: Road, mode: road, posts: [{a: 0 km}, {b: 600 km}], status: operating,
    speed: [{until: 2026-04-05, typ: 10 km/day}, {from: 2026-04-05, typ: 600 km/day}]}
",
        ("a", "b"),
        Objective::Distance,
        &["2026-04-30T00:00 road"],
    );
}

/// a (AA) ==rail== c (BB); a rule against road transport.
#[test]
fn a_rule_on_road_leaves_the_border_open_to_trains() {
    check(
        "
lines:
  rail: {name: Rail, mode: rail, gauge: 1520 mm, posts: [{a: 0 km}, {c: 100 km}], status: operating, speed: 100 km/day}
transfers:
  border: {at: c, kind: border, countries: [AA, BB], time: 24 h, status: operating}
restrictions:
  no-road: {name: No lorries, issuer: X, legal_basis: Y, effect: exclude, match: {modes: [road], countries: [BB]}}
",
        ("a", "c"),
        Objective::Time,
        &["2026-03-03T00:00 rail border"],
    );
}
