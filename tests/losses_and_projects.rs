//! `critical`, `upgrade` and `flow --samples` on a network small enough to work out by hand.
#![cfg(feature = "cli")]

use assert_cmd::Command;
use serde_json::Value;

const NETWORK: &str = include_str!("networks/projects.yaml");

fn run(arguments: &[&str]) -> (String, i32) {
    run_on(NETWORK, arguments)
}

fn run_on(network: &str, arguments: &[&str]) -> (String, i32) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tiny.yaml");
    std::fs::write(&path, network).expect("written");
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
    for told in ["3.5 Mt of 5 Mt arrive", "Old (old), Alpha - Beta", "Long (long), any of 2 sections", "Gets less: ore"]
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

/// 8 pairs of trains a day with 1,000 t each are 2.92 Mt a year each way, where 2 Mt pass today.
#[test]
fn a_project_may_widen_in_another_unit_than_the_line_has() {
    let network = NETWORK.replace("capacity: 4.5 Mt/yr", "capacity: 8 pairs/day")
        + "trains: {light: {name: Light, gauge: 1520 mm, net: 1000 t}}\n";
    let arguments = ["upgrade", "-k", "1", "--candidates", "widest", "--format", "json"];
    let answer: Value = serde_json::from_str(&run_on(&network, &arguments).0).expect("JSON");
    assert_eq!(answer["effect"]["more"][0]["units"].as_f64(), Some(920_000.0), "{answer}");
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
