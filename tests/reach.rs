//! Who is reached when: equal to plans, in order, on the map, and honest about what is not reached.
#![cfg(feature = "cli")]

use std::process::{Command, Output};

use landbridge::graph::End;
use landbridge::load::load_path;
use landbridge::model::{Network, PlaceId};
use landbridge::report::reach_report;
use landbridge::route::{Cell, MatrixQuery, Occasion, Planner, Query, Stop, links_within};
use landbridge::testing::strategies::{Dates, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

const SEED: u64 = 20_261_125;
const TWO_WAYS: &str = "tests/networks/two-ways.yaml";

fn reach_query(network: &Network, from: PlaceId, terms: Query) -> MatrixQuery {
    let planner = Planner::new(network);
    let stop = |place| Stop { places: vec![place], is_quay: false };
    MatrixQuery {
        origins: vec![stop(from)],
        destinations: planner.places_handling(terms.cargo, End::Destination).into_iter().map(stop).collect(),
        occasions: vec![Occasion { depart: terms.depart, scenario: terms.scenario }],
        terms,
        with_rides: true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(SEED), failure_persistence: None, ..ProptestConfig::default() })]

    /// Each place is reached when a plan to it arrives; links lead from the origin on without a gap; places that handle
    /// nothing are never reached.
    #[test]
    fn places_are_reached_when_plans_arrive(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        let asked = question.on(&network);
        let origin = asked.origin[0];
        let terms = Query { via: Vec::new(), avoid: Vec::new(), objective: landbridge::model::Objective::Time, ..asked };
        let query = reach_query(&network, origin, terms.clone());
        let planner = Planner::new(&network);
        let cells = planner.reach(&query, &|_| ());
        for place in network.places.keys().filter(|place| *place != origin) {
            let single = Query { destination: vec![place], alternatives: 1, ..terms.clone() };
            let planned = planner.plan(&single).routes.first().map(landbridge::route::Route::minutes);
            let found = query.destinations.iter().position(|stop| stop.places == [place]).map(|index| &cells[index]);
            let reached = match found {
                Some(Cell::Reached(reached)) => Some(reached.minutes),
                _ => None,
            };
            prop_assert_eq!(reached, planned, "{}\n{}", network.places[place].id, spec.yaml());
        }
        for within in [1440, 20 * 1440] {
            let links = links_within(&planner, &cells, within);
            let ends = |link: &landbridge::route::ReachedLink| {
                let (from, to) = network.ends(link.link);
                if link.forward { (from, to) } else { (to, from) }
            };
            for link in &links {
                prop_assert!(link.minutes <= within);
                let (from, _) = ends(link);
                let goes_on = from == origin || links.iter().any(|other| ends(other).1 == from && other.minutes <= link.minutes);
                prop_assert!(goes_on, "{link:?} hangs in the air\n{}", spec.yaml());
            }
        }
        let links = links_within(&planner, &cells, 10 * 1440);
        let record = reach_report(&network, &query, &cells, &links, &[2, 10]);
        let hours: Vec<f64> = record.places.iter().map(|row| row.outcome.hours.unwrap_or(f64::INFINITY)).collect();
        prop_assert!(hours.is_sorted());
        prop_assert_eq!(record.reached + record.later + record.unreached, record.places.len());
    }
}

/// Every place of the flagship, from a port: the sample of plans agrees.
#[test]
fn the_flagship_from_vladivostok() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let network = load_path(&folder).expect("the folder can be read").network.expect("a sound network");
    let from = network.find_places("vladivostok").expect("a place")[0];
    let query = reach_query(&network, from, Query::new(&network, Vec::new(), Vec::new()));
    let planner = Planner::new(&network);
    let cells = planner.reach(&query, &|_| ());
    let reached = cells.iter().filter(|cell| matches!(cell, Cell::Reached(_))).count();
    assert!(cells.len() > 300 && reached * 10 > cells.len() * 8, "{reached} of {}", cells.len());
    for (index, cell) in cells.iter().enumerate().filter(|(index, _)| index % 16 == 5) {
        let single = query.query(0, index, 0);
        if single.destination == single.origin {
            continue;
        }
        let planned = planner.plan(&single).routes.first().map(|route| (route.minutes(), route.distance));
        let found = match cell {
            Cell::Reached(reached) => Some((reached.minutes, reached.distance)),
            _ => None,
        };
        assert_eq!(found, planned, "{}", network.places[single.destination[0]].id);
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landbridge"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["--color", "never"])
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn reach(arguments: &[&str]) -> String {
    let output = run(&[&["reach", "--network", TWO_WAYS], arguments].concat());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn bands_for_people() {
    insta::assert_snapshot!(reach(&["west-yard", "--bands", "1,3", "--within", "10d"]));
}

#[test]
fn a_what_if_for_people() {
    let lifted = ["--scenario", "far-line-rebuilt", "--allow", "no-trade"];
    insta::assert_snapshot!(reach(&[&["west-yard", "--depart", "2027-02-01"], &lifted[..]].concat()));
}

#[test]
fn rows_for_programs() {
    insta::assert_snapshot!(reach(&["west-yard", "--depart", "2026-07-01", "--format", "csv"]));
}

#[test]
fn json_has_the_schema_and_every_row_the_flag_of_a_lifted_rule() {
    let arguments = ["west-yard", "--depart", "2026-07-01", "--mode", "rail", "--allow", "no-trade"];
    let record: Value = serde_json::from_str(&reach(&[&arguments[..], &["--format", "json"]].concat())).expect("JSON");
    assert_eq!(record["schema"], "landbridge/reach/1");
    let east = record["places"].as_array().expect("places").iter().find(|row| row["place"] == "east").expect("east");
    assert_eq!(east["flags"][0], "LB9103:no-trade");
    let map: Value = serde_json::from_str(&reach(&[&arguments[..], &["--format", "geojson"]].concat())).expect("JSON");
    let features = map["features"].as_array().expect("features");
    assert!(features.iter().all(|feature| feature["properties"]["allow"][0] == "no-trade"));
    assert!(features.iter().any(|feature| feature["geometry"]["type"] == "MultiLineString"));
}

#[test]
fn the_map_stands_for_itself() {
    let svg = reach(&["west-yard", "--format", "svg"]);
    assert!(svg.starts_with("<svg xmlns=") && svg.trim_end().ends_with("</svg>"));
    assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("class=\"land\""));
    assert!(!svg.contains("<image") && !svg.contains("href=\"http") && !svg.contains("style="));
    assert!(svg.contains("band-0") && svg.contains("is-origin"));
    assert_eq!(svg, reach(&["west-yard", "--format", "svg", "--threads", "1"]));
}

#[test]
fn usage_says_what_is_wrong() {
    for (arguments, needle) in [
        (vec!["wset-yard"], "did you mean West Yard?"),
        (vec!["west-yard", "--within", "0"], "whole days from 1 to 400"),
        (vec!["west-yard", "--scenario", "nothing"], "known: far-line-rebuilt"),
        (vec!["west-yard", "--allow", "nothing"], "no restriction is called `nothing`"),
    ] {
        let output = run(&[&["reach", "--network", TWO_WAYS], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(needle) && output.stdout.is_empty(), "no `{needle}` in {told}");
    }
}

#[test]
fn nothing_reached_exits_1() {
    let output = run(&["reach", "--network", TWO_WAYS, "island", "--depart", "2026-03-01", "--within", "2d"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
}
