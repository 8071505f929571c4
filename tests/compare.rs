//! What differs between two scenarios or days: a line that opens, a scenario, a rule that begins.
#![cfg(feature = "cli")]

use assert_cmd::Command;

// west ==rail, opens in 2027== east; west ~~ferry~~ east; no coal from 2028 on
const NETWORK: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: container, vessel: ship}
cargoes:
  container: {name: Containers, unit: FEU, contents: unknown}
  coal: {name: Coal, unit: t, commodities: [coal]}
vessels:
  ship: {name: Ship, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}
places:
  west: {name: West, country: AA, at: 60N 4E, kind: port}
  east: {name: East, country: AA, at: 60N 20E, kind: port}
lines:
  rail:
    name: New railway
    mode: rail
    gauge: 1435 mm
    speed: 500 km/day
    status: [{from: 2020-01-01, until: 2027-01-01, state: under_construction}, {from: 2027-01-01, state: operating}]
    posts: [{west: 0 km}, {east: 1000 km}]
passages:
  strait: {name: Strait}
lanes:
  lane: {name: Lane, path: [west, east], distance: 2000 km, passage: strait, status: operating}
transfers:
  west-port: {at: west, kind: port, time: 24 h, status: operating}
  east-port: {at: east, kind: port, time: 24 h, status: operating}
restrictions:
  no-coal: {name: No coal, issuer: AA, legal_basis: Act, from: 2028-01-01, match: {commodities: [coal]}, effect: exclude}
  later: {name: Not yet, issuer: AA, legal_basis: Act, from: 2040-01-01, match: {commodities: [coal]}, effect: exclude}
scenarios:
  built: {name: Built early, changes: [{open: rail}]}
  shut: {name: Strait shut, changes: [{close: strait}]}
  free: {name: No rules, changes: [{lift: no-coal}, {lift: later}]}
report_routes:
  one: {question: How?, group: Ways, from: west, to: east}
  coal: {question: And coal?, group: Ways, from: west, to: east, cargo: coal}
";

fn run(arguments: &[&str]) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tiny.yaml");
    std::fs::write(&file, NETWORK).expect("a file");
    let path = file.to_str().expect("a path");
    on(&[arguments, &["--network", path]].concat())
}

fn on(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::cargo_bin("landbridge").expect("the program").args(arguments).output().expect("runs");
    (String::from_utf8(output.stdout).expect("text"), output.status.code())
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let (text, _) = run(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_railway_that_opens_appears_and_the_ferry_falls() {
    let pair = ["--from", "west", "--to", "east"];
    let record = json(&[&["compare", "2026-03-01", "2027-03-01"], &pair[..]].concat());
    assert_eq!(record["schema"], "landbridge/compare/1");
    let ways = record["pairs"][0]["ways"].as_array().expect("ways");
    let told: Vec<(&str, Option<u64>, Option<u64>)> = ways
        .iter()
        .map(|way| (way["change"].as_str().expect("a word"), way["rank_a"].as_u64(), way["rank_b"].as_u64()))
        .collect();
    assert_eq!(told, [("appears", None, Some(1)), ("falls", Some(1), Some(2))]);
    // 2,000 km at 10 kn are 108 h; 1,000 km at 500 km a day 48 h.
    assert!((record["pairs"][0]["slower_by_hours"].as_f64().expect("hours") + 60.0).abs() < 0.1, "{record}");
    let changes = record["changes"].as_array().expect("changes");
    assert_eq!(changes.len(), 1, "{record}");
    assert_eq!((&changes[0]["id"], &changes[0]["b"]), (&"rail".into(), &"operating".into()));
}

#[test]
fn a_scenario_and_a_rule_that_begins_are_told() {
    let pair = ["--from", "west", "--to", "east"];
    let (text, code) = run(&[&["compare", "base", "built"], &pair[..]].concat());
    assert_eq!(code, Some(1));
    assert!(text.contains("WHAT-IF") && text.contains("opened by the scenario"), "{text}");
    let record = json(&[&["compare", "2027-03-01", "2028-03-01", "--cargo", "coal"], &pair[..]].concat());
    assert_eq!(record["pairs"][0]["becomes"], "impossible");
    assert_eq!(record["pairs"][0]["refused_b"][0]["rule"], "no-coal", "{record}");
    let rule = record["changes"].as_array().expect("changes").iter().find(|change| change["kind"] == "rule");
    assert_eq!(rule.expect("the rule")["b"], "in force");
}

#[test]
fn a_closed_strait_is_told_and_a_lifted_rule_only_where_it_is_in_force() {
    let changes = |arguments: &[&str]| -> Vec<(String, String)> {
        let record = json(arguments);
        let changes = record["changes"].as_array().expect("changes").iter();
        changes.map(|change| (change["id"].to_string(), change["b"].to_string())).collect()
    };
    let told = changes(&["compare", "base", "shut"]);
    assert_eq!(told, [("\"lane\"".to_string(), "\"closed by the scenario at Strait\"".to_string())]);
    assert_eq!(changes(&["compare", "base@2026-06-01", "free@2026-06-01"]), []);
    let told = changes(&["compare", "base@2028-06-01", "free@2028-06-01"]);
    assert_eq!(told, [("\"no-coal\"".to_string(), "\"lifted\"".to_string())]);
}

#[test]
fn a_named_ship_between_ports_goes_by_sea_as_in_a_plan() {
    let pair = ["--from", "west", "--to", "east", "--vessel", "ship"];
    let record = json(&[&["compare", "2027-03-01", "2027-06-01"], &pair[..]].concat());
    let ways = record["pairs"][0]["ways"].as_array().expect("ways");
    assert_eq!(ways.len(), 1, "the railway is no voyage: {record}");
    assert_eq!(record["pairs"][0]["query_b"]["modes"], serde_json::json!(["sea"]));
}

#[test]
fn every_question_has_a_row_with_or_without_a_way() {
    let (csv, code) = run(&["compare", "2028-03-01", "2028-04-01", "--format", "csv"]);
    assert_eq!(code, Some(0), "coal has no way on either day, for the same reason: {csv}");
    assert_eq!(csv.lines().filter(|line| line.starts_with("question,")).count(), 2, "{csv}");
    assert!(csv.contains("LB9001:") || csv.contains(":no-coal"), "{csv}");
    let (text, code) = run(&["compare", "2027-03-01", "2028-03-01"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("west to east: becomes impossible") && text.contains("cargo coal (t)"), "{text}");
}

#[test]
fn two_years_of_the_flagship_differ_and_threads_do_not_matter() {
    let ask = |threads| on(&["compare", "2018-06-01", "2026-06-01", "--format", "csv", "--threads", threads]);
    let (one, code) = ask("1");
    assert_eq!(code, Some(1));
    assert!(one.lines().filter(|line| line.starts_with("way,")).count() > 40, "{one}");
    assert!(one.contains("change,"), "{one}");
    assert_eq!(one, ask("2").0);
}

#[test]
fn nothing_differs_from_itself_and_lines_are_narrow() {
    let (text, code) = on(&["compare", "2026-06-01", "2026-06-01", "--from", "busan", "--to", "duisburg"]);
    assert_eq!(code, Some(0), "{text}");
    let (text, _) = on(&["compare", "base", "russia-transit-closed", "--from", "busan", "--to", "duisburg"]);
    let wide: Vec<&str> =
        text.lines().filter(|line| !line.starts_with("note:") && line.chars().count() > 100).collect();
    assert!(wide.is_empty(), "{wide:?}");
    insta::assert_snapshot!(run(&["compare", "2026-03-01", "2027-03-01"]).0);
}

#[test]
fn nonsense_is_refused() {
    let pair = ["--from", "west", "--to", "east"];
    for wrong in [["base", "no-such"], ["2026-13-01", "base"], ["base@x", "base"]] {
        assert_eq!(run(&[&["compare"], &wrong[..], &pair[..]].concat()).1, Some(2), "{wrong:?}");
    }
    for own in [["--by", "cost"], ["--cargo", "coal"], ["--vessel", "ship"], ["--alternatives", "2"], ["--mode", "sea"]]
    {
        assert_eq!(run(&[&["compare", "base", "built"], &own[..]].concat()).1, Some(2), "of a pair only: {own:?}");
    }
    assert_eq!(run(&["compare", "base", "built", "--from", "west", "--to", "west"]).1, Some(2));
}
