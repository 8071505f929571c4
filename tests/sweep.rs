//! Each day of a sweep is what a plan for that day says, on random networks and on the flagship.
#![cfg(feature = "cli")]

use std::path::Path;

use assert_cmd::Command;
use landbridge::load::load_path;
use landbridge::model::{Mode, Network, Objective};
use landbridge::route::{Criterion, Planner, Query, Ways, plan};
use landbridge::testing::strategies::{Dates, base_day, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn check(planner: &Planner<'_>, query: &Query, first: landbridge::calendar::Day, days: i32, every: usize) {
    let sweep = planner.sweep(query, first, days);
    assert_eq!(sweep.departures.len(), usize::try_from(days).expect("days"));
    for departure in sweep.departures.iter().step_by(every) {
        let alone = Query { depart: departure.day, alternatives: 1, ..query.clone() };
        let answer = planner.plan(&alone);
        assert_eq!(departure.journey, answer.journey, "{}", departure.day);
        assert_eq!(departure.route.as_ref(), answer.routes.first(), "{}", departure.day);
        assert_eq!(sweep.answer(departure).routes, answer.routes, "{}", departure.day);
    }
    let apart: Vec<_> = sweep.departures.iter().step_by(every).collect();
    let days: Vec<_> = apart.iter().map(|departure| departure.day).collect();
    for (alone, together) in planner.sweep_on(query, &days).departures.iter().zip(apart) {
        assert_eq!((&alone.day, &alone.route), (&together.day, &together.route));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, rng_seed: RngSeed::Fixed(20_261_124), failure_persistence: None,
        ..ProptestConfig::default() })]

    #[test]
    fn each_day_is_that_of_a_plan(spec in networks(Dates::All), question in queries(Dates::All), before in 0_i32..200) {
        let network = spec.network();
        let planner = Planner::new(&network);
        for (objective, _) in Objective::ALL {
            let query = Query { objective, ..question.on(&network) };
            check(&planner, &query, base_day().plus(-before), 60, 13);
        }
    }

    /// One planner that answered much already, on one timetable or on several, says what a new one says.
    #[test]
    fn what_is_shared_changes_no_answer(spec in networks(Dates::All), question in queries(Dates::All), later in 0_i32..200) {
        let network = spec.network();
        let shared = Planner::new(&network);
        let (mut day, ways) = (base_day(), Ways::Pareto(vec![Criterion::Time, Criterion::Cost]));
        for (objective, _) in Objective::ALL {
            let query = Query { objective, depart: day, alternatives: 3, ..question.on(&network) };
            let next = Query { ways: ways.clone(), ..query.clone() };
            let (first, second) = shared.plan_then(&query, |_| Some(next.clone()));
            let alone = plan(&network, &query);
            assert_eq!(first.routes, alone.routes);
            assert_eq!(format!("{:?}", first.refused), format!("{:?}", alone.refused));
            assert_eq!(second.expect("an answer").routes, plan(&network, &next).routes);
            let brief = shared.plan_ways(&query);
            assert_eq!(brief.routes, alone.routes);
            let told = if alone.routes.is_empty() { format!("{:?}", alone.refused) } else { "[]".into() };
            assert_eq!(format!("{:?}", brief.refused), told);
            day = day.plus(later);
        }
    }
}

fn flagship() -> Network {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    load_path(&folder).expect("the folder can be read").network.expect("a network")
}

#[test]
fn ten_days_of_the_flagship() {
    let network = flagship();
    let planner = Planner::new(&network);
    let places = |name: &str| network.find_places(name).expect("a place");
    let first = "2026-01-01".parse().expect("a day");
    let mut query = Query::new(&network, places("rotterdam"), places("yokohama"));
    query.vessel = network.vessels.find("arc4");
    query.modes = vec![Mode::Sea];
    check(&planner, &query, first, 365, 91);
    let query = Query::new(&network, places("busan"), places("duisburg"));
    check(&planner, &query, first, 365, 91);
}

fn run(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::cargo_bin("landbridge").expect("the program").args(arguments).output().expect("runs");
    (String::from_utf8(output.stdout).expect("text"), output.status.code())
}

#[test]
fn the_command_tells_each_day_the_same_whatever_the_threads() {
    let ask = |threads: &str, format: &str| {
        run(&["sweep", "busan", "duisburg", "--year", "2026", "--format", format, "--threads", threads])
    };
    let (csv, code) = ask("1", "csv");
    assert_eq!(code, Some(0));
    assert_eq!(csv.lines().count(), 366, "a heading and 365 days");
    assert_eq!(csv, ask("2", "csv").0);
    let record: serde_json::Value = serde_json::from_str(&ask("2", "json").0).expect("JSON");
    assert_eq!(record["schema"], "landbridge/sweep/1");
    let days: u64 =
        record["runs"].as_array().expect("runs").iter().map(|run| run["days"].as_u64().expect("days")).sum();
    assert_eq!(days, 365);
}

#[test]
fn a_year_without_a_way_tells_why_and_nonsense_is_refused() {
    let (text, code) = run(&["sweep", "seoul", "pyongyang", "--from", "2024-11-01", "--until", "2024-11-08"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("May 24"), "{text}");
    for wrong in [["--until", "2020-01-01"], ["--year", "x"], ["--vessel", "no-such"]] {
        assert_eq!(run(&[&["sweep", "busan", "duisburg"], &wrong[..]].concat()).1, Some(2), "{wrong:?}");
    }
}

const SUMMER: [&str; 4] = ["--network", "tests/networks/summer-lane.yaml", "--color", "never"];

/// 4000 km at 100 km a day are 40 days round; 480 miles at 10 knots are two days across, from 1 June to 31 August.
#[test]
fn waiting_for_summer_is_weighed_against_leaving_at_once() {
    let (text, code) = run(&[&["sweep", "west", "east", "--year", "2026"], &SUMMER[..]].concat());
    assert_eq!(code, Some(0), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_closed_bridge_is_told_and_what_changes_by_the_last_day() {
    let year = ["sweep", "east", "island", "--from", "2026-07-20", "--until", "2026-08-10"];
    let (text, code) = run(&[&year, &SUMMER[..]].concat());
    assert_eq!(code, Some(1), "{text}");
    insta::assert_snapshot!(text);
}
