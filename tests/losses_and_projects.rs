//! `critical`, `upgrade` and `flow --samples` on a network small enough to work out by hand.
#![cfg(feature = "cli")]

use assert_cmd::Command;
use serde_json::Value;

// a ==old, 100 km, 2 Mt== b        5 Mt of coal want to go from a to b
// a ==long, 300 km by c, 1.5 Mt== b
// a --first, 60 km-- d --second, 60 km-- b: proposed, 3 Mt each; alone neither leads anywhere
const NETWORK: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: coal}
cargoes:
  coal: {name: Coal, unit: t, commodities: [coal], modes: [rail]}
sources:
  plan: {title: Plan, publisher: Ministry, date: 2025-05-01}
places:
  a: {name: Alpha, country: AA, at: 60N 0E, kind: station}
  b: {name: Beta, country: AA, at: 60N 1E, kind: station}
  c: {name: Gamma, country: AA, at: 61N 1E, kind: station}
  d: {name: Delta, country: AA, at: 59.9N 0.5E, kind: station}
lines:
  old: {name: Old, mode: rail, gauge: 1520 mm, speed: 40 km/h, status: operating, capacity: {low: 1 Mt/yr, typ: 2 Mt/yr, high: 3 Mt/yr, source: plan},
    posts: [{a: 0 km}, {b: 100 km}]}
  long: {name: Long, mode: rail, gauge: 1520 mm, speed: 40 km/h, status: operating, capacity: 1.5 Mt/yr,
    posts: [{a: 0 km}, {c: 150 km}, {b: 300 km}]}
  first: {name: First, mode: rail, gauge: 1520 mm, speed: 40 km/h, status: proposed, capacity: 3 Mt/yr,
    posts: [{a: 0 km}, {d: 60 km}]}
  second: {name: Second, mode: rail, gauge: 1520 mm, speed: 40 km/h, status: proposed, capacity: 3 Mt/yr,
    posts: [{d: 0 km}, {b: 60 km}]}
projects:
  first-half: {name: First half, changes: [{open: first}], investment: 300 M USD, source: plan, as_of: 2025-05-01, confidence: high}
  second-half: {name: Second half, changes: [{open: second}], investment: 300 M USD}
  wider: {name: Wider, changes: [{widen: old, capacity: 4 Mt/yr}], investment: {low: 90 M USD, typ: 150 M USD, high: 200 M USD}}
  widest: {name: Widest, changes: [{widen: old, capacity: 4.5 Mt/yr}]}
demands:
  ore: {name: Coal for Beta, from: a, to: b, cargo: coal, quantity: 5 Mt/yr}
";

fn run(arguments: &[&str]) -> (String, i32) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tiny.yaml");
    std::fs::write(&path, NETWORK).expect("written");
    let mut command = Command::cargo_bin("landbridge").expect("the program");
    let output = command.args(arguments).arg("--network").arg(&path).output().expect("an answer");
    let errors = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.code() != Some(2), "{errors}");
    (String::from_utf8(output.stdout).expect("text"), output.status.code().unwrap_or(-1))
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&run(&[arguments, &["--format", "json"]].concat()).0).expect("JSON")
}

/// What is lost, tonnes less, kilometres more in millions of tonne-kilometres, and demands cut off.
fn losses(arguments: &[&str]) -> Vec<(String, f64, f64, usize)> {
    let answer = json(arguments);
    let told = answer["losses"].as_array().expect("losses").iter().map(|loss| {
        let ids: Vec<&str> =
            loss["lost"].as_array().expect("lost").iter().filter_map(|lost| lost["id"].as_str()).collect();
        let less = loss["less"].as_array().expect("less").iter().filter_map(|less| less["units"].as_f64()).sum();
        let ways = loss["ways_cost_more"].as_f64().expect("a number") / 1e6;
        (ids.join("+"), less, ways, loss["disconnected"].as_array().expect("ids").len())
    });
    told.collect()
}

#[test]
fn losses_are_those_worked_out_by_hand() {
    let expected = [("old", 2e6, -200.0, 0), ("long", 1.5e6, -450.0, 0), ("long", 1.5e6, -450.0, 0)];
    let expected: Vec<_> = expected.map(|(id, less, ways, cut_off)| (id.to_string(), less, ways, cut_off)).into();
    assert_eq!(losses(&["critical"]), expected);
    let both = losses(&["critical", "--pairs", "old,long:a-c", "--pairs", "long:a-c, long:c-b"]);
    assert_eq!(both[0], ("old+long".into(), 3.5e6, -650.0, 1));
    assert_eq!(both[1], ("long+long".into(), 1.5e6, -450.0, 0));
    let places = losses(&["critical", "--places", "--ranked-by", "disconnected"]);
    assert_eq!(places[0].3, 1);
    let mut ids: Vec<&str> = places[..2].iter().map(|loss| loss.0.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn text_names_what_is_lost_and_who_gets_less() {
    let (text, code) = run(&["critical"]);
    assert_eq!(code, 0);
    for told in
        ["3.5 Mt of 5 Mt arrive", "Old (old), Alpha - Beta", "any of: Long (long), 2 sections", "Gets less: ore"]
    {
        assert!(text.contains(told), "{told} in:\n{text}");
    }
    assert!(!text.contains("WHAT-IF"));
    let csv = run(&["critical", "--format", "csv"]).0;
    assert!(csv.starts_with("rank,kind,id,") && csv.lines().count() == 4, "{csv}");
    let map: Value = serde_json::from_str(&run(&["critical", "--format", "geojson"]).0).expect("JSON");
    assert_eq!(map["features"].as_array().expect("features").len(), 3);
}

#[test]
fn projects_that_need_each_other_are_chosen_together() {
    let chosen = |arguments: &[&str]| {
        let answer = json(&[&["upgrade"], arguments].concat());
        let ids: Vec<String> =
            answer["chosen"].as_array().expect("ids").iter().map(|id| id.as_str().expect("an id").into()).collect();
        (
            ids.join(" "),
            answer["effect"]["more"][0]["units"].as_f64().unwrap_or(0.0),
            answer["proof"]["gap"].as_f64().expect("a gap") < 1e-9,
        )
    };
    // Widest: 4.5 Mt over 100 km and 0.5 over 300; the new line: 2 Mt over 100 km and 3 over 120.
    assert_eq!(chosen(&["-k", "1"]), ("widest".into(), 1.5e6, true));
    assert_eq!(chosen(&["-k", "2"]), ("first-half second-half".into(), 1.5e6, true));
    assert_eq!(chosen(&["-k", "1", "--candidates", "first-half,second-half"]).0, "");
    // Nobody says what the widest costs; 600 M USD buy both halves, 300 the wider old line.
    assert_eq!(chosen(&["--budget", "300000000"]).0, "wider");
    assert_eq!(chosen(&["--budget", "600000000"]).0, "first-half second-half");
}

#[test]
fn a_project_says_what_it_does_and_what_a_tonne_costs() {
    let answer = json(&["upgrade", "-k", "2"]);
    let of = |id: &str| {
        let all = answer["candidates"].as_array().expect("candidates").iter();
        all.clone().find(|one| one["id"] == id).expect("a candidate").clone()
    };
    assert_eq!(of("wider")["alone"]["usd_per_unit"]["usd"], 100.0);
    assert_eq!(of("first-half")["alone"]["saves"], 0.0);
    assert_eq!(of("first-half")["adds"]["more"][0]["units"], 1.5e6);
    let (text, code) = run(&["upgrade", "-k", "2"]);
    assert_eq!(code, 0);
    for told in [
        "WHAT-IF",
        "With first-half + second-half",
        "opens First",
        "[plan, 2025-05-01, high]",
        "Alone these change nothing: first-half, second-half",
    ] {
        assert!(text.contains(told), "{told} in:\n{text}");
    }
    assert_eq!(run(&["upgrade", "--candidates", "first-half"]).1, 1, "nothing helps");
}

#[test]
fn draws_say_what_arrives_and_what_binds() {
    let answer = json(&["flow", "--samples", "400", "--seed", "7"]);
    let served = &answer["samples"]["served"][0];
    let near = |value: &Value, expected: f64| (value.as_f64().expect("a number") - expected).abs() < 0.1e6;
    assert!(near(&served["p10"], 2.5e6) && near(&served["p50"], 3.5e6) && near(&served["p90"], 4.5e6), "{served}");
    assert_eq!(answer["samples"]["drawn"], 1);
    assert!(answer["samples"]["binds"][0]["share"].as_f64().expect("a share") > 0.9);
    assert_eq!(answer, json(&["--threads", "1", "flow", "--samples", "400", "--seed", "7"]));
    let other = json(&["flow", "--samples", "400", "--seed", "8"]);
    assert_ne!(answer["samples"]["cost"], other["samples"]["cost"]);
    assert!(run(&["flow", "--samples", "9"]).0.contains("9 draws over what is known within bounds only, seed 1"));
}
