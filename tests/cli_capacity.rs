//! `cut` and `flow` as people and scripts see them.
#![cfg(feature = "cli")]

use std::process::{Command, Output};

use serde_json::Value;

const VALLEY: &str = "tests/networks/capacity.yaml";

fn run(network: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landbridge"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--color", "never", "--network", network])
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Standard output on the valley, with this exit code.
fn valley(arguments: &[&str], code: i32) -> String {
    let output = run(VALLEY, arguments);
    assert_eq!(output.status.code(), Some(code), "{}{}", stdout(&output), stderr(&output));
    stdout(&output)
}

fn json(arguments: &[&str]) -> Value {
    let text = valley(&[arguments, &["--format", "json"]].concat(), 0);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn refused(arguments: &[&str], needles: &[&str]) {
    let output = run(VALLEY, arguments);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}{said}", stdout(&output));
    assert!(output.stdout.is_empty(), "{}", stdout(&output));
    for needle in needles {
        assert!(said.contains(needle), "no `{needle}` in {said}");
    }
}

fn names(limits: &Value, positions: &Value) -> Vec<String> {
    let positions = positions.as_array().expect("positions").iter();
    let at = positions.map(|at| usize::try_from(at.as_u64().expect("a position")).expect("small"));
    at.map(|at| limits[at]["id"].as_str().expect("an id").to_string()).collect()
}

// cut

#[test]
fn a_bottleneck_in_words() {
    insta::assert_snapshot!(valley(&["cut", "mine", "port"], 0));
}

#[test]
fn a_scenario_says_what_it_adds_and_what_then_binds() {
    insta::assert_snapshot!(valley(&["cut", "mine", "port", "--scenario", "second-built"], 0));
}

#[test]
fn the_tutorial() {
    let output = run("networks/tutorial.yaml", &["cut", "ussuriysk", "rajin"]);
    insta::assert_snapshot!(stdout(&output));
}

#[test]
fn two_minimum_cuts_and_nothing_in_both() {
    let answer = &json(&["cut", "mine", "port", "--scenario", "trunk-widened"])["answer"];
    assert_eq!(answer["most"], 8e6);
    assert_eq!(names(&answer["limits"], &answer["near_origins"]), ["lower", "upper"]);
    assert_eq!(names(&answer["limits"], &answer["near_destinations"]), ["trunk"]);
    assert!(answer["limits"].as_array().expect("limits").iter().all(|limit| limit["in_every"] == false));
    // Any one alone gains nothing, one unit of each together does.
    assert_eq!(answer["together"], 1e6);
}

#[test]
fn the_limit_in_every_cut_is_what_one_more_unit_of_helps() {
    let report = json(&["cut", "mine", "port", "--depart", "2024-06-01"]);
    let answer = &report["answer"];
    assert_eq!((&report["schema"], &answer["most"]), (&"landbridge/cut/1".into(), &4e6.into()));
    let limit = &answer["limits"][0];
    assert_eq!(
        (&limit["id"], &limit["in_every"], &limit["until"]),
        (&"trunk".into(), &true.into(), &"2025-01-01".into())
    );
    assert_eq!((&limit["worth"]["more"], &limit["worth"]["gain"]), (&1.0.into(), &1e6.into()));
    assert_eq!((&answer["then"]["most"], &answer["proof"]["gap"]), (&8e6.into(), &0.0.into()));
    assert_eq!(answer["proof"]["bound"], 4e6);
}

#[test]
fn sets_by_comma_kind_country_and_side() {
    for (from, to, most) in [
        ("mine,quarry", "port", 6e6),
        ("mine", "ports@AA", 6e6),
        ("mine", "ports@AA@east-of-mine", 6e6),
        ("mine", "junction,port", 8e6),
        ("stations@west-of-junction@south-of-quarry", "port", 6e6),
    ] {
        assert_eq!(json(&["cut", from, to])["answer"]["most"], most, "{from} to {to}");
    }
    assert_eq!(json(&["cut", "mine", "port", "--to", "junction"])["answer"]["most"], 8e6);
}

#[test]
fn no_known_capacity_and_no_way_are_negative_answers() {
    let told = valley(&["cut", "quarry", "works"], 1).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("not bounded by known capacities") && told.contains("that way: Quarry track"), "{told}");
    let told = valley(&["cut", "mine", "island"], 1).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("no allowed way joins") && told.contains("x The Island: no links and transfers"), "{told}");
}

#[test]
fn absurd_capacities_neither_loop_nor_crash() {
    let answer = &json(&["cut", "plain-west", "plain-east"])["answer"];
    assert!(answer["most"].as_f64().is_some_and(|most| (most - 1e15).abs() < 1e9), "{}", answer["most"]);
}

#[test]
fn rows_and_features_carry_scenario_and_cut() {
    let rows = valley(&["cut", "mine", "port", "--scenario", "second-built", "--format", "csv"], 0);
    let mut rows = rows.lines();
    assert!(rows.next().is_some_and(|header| header.starts_with("side,id,name,kind")));
    assert!(rows.all(|row| row.starts_with("base,") || row.contains(",second-built,")));
    let text = valley(&["cut", "mine", "port", "--scenario", "second-built", "--format", "geojson"], 0);
    let map: Value = serde_json::from_str(&text).expect("JSON");
    let features = map["features"].as_array().expect("features");
    let second = features.iter().find(|feature| feature["properties"]["id"] == "second").expect("the second trunk");
    assert_eq!(second["properties"]["scenario"], "second-built");
    assert!(second["properties"]["flags"][0].as_str().is_some_and(|flag| flag.starts_with("LB9104:")));
    let upper = features.iter().find(|feature| feature["properties"]["id"] == "upper").expect("the upper line");
    assert_eq!(upper["properties"]["in_every_cut"], true);
}

// flow

#[test]
fn demands_in_words() {
    insta::assert_snapshot!(valley(&["flow"], 0));
}

#[test]
fn what_arrives_and_what_stops_the_rest() {
    let report = json(&["flow", "--select", "trunk"]);
    assert_eq!(report["schema"], "landbridge/flow/1");
    let demand = |id: &str| {
        report["demands"].as_array().and_then(|all| all.iter().find(|demand| demand["id"] == id)).expect("the demand")
    };
    assert_eq!(demand("island-coal")["outcome"], "no_way");
    let (coal, gravel) = (demand("coal-export"), demand("gravel-export"));
    let served = coal["served"].as_f64().unwrap_or(0.0) + gravel["served"].as_f64().unwrap_or(0.0);
    assert!((served - 6e6).abs() < 1.0, "{served}");
    // Gravel has the shorter way, so it goes first.
    assert_eq!((&gravel["served"], &coal["outcome"]), (&2e6.into(), &"full".into()));
    assert_eq!(coal["stopped_by"][0], "trunk:junction>port");
    let select = &report["select"]["users"];
    assert_eq!((&select[0]["demand"], &select[1]["demand"]), (&"coal-export".into(), &"gravel-export".into()));
    let trunk = report["limits"].as_array().and_then(|all| all.iter().find(|limit| limit["id"] == "trunk"));
    let worth = &trunk.expect("the trunk binds")["worth"];
    assert_eq!(worth["gain"], 1e6);
    assert!(worth["saves"].as_f64() > Some(0.0) && worth["loses"].as_f64() >= worth["saves"].as_f64());
    assert_eq!(report["proof"]["gap"], 0.0);
}

#[test]
fn one_demand_of_the_command_line() {
    let asked = ["flow", "--from", "mine", "--to", "port", "--cargo", "coal", "--quantity", "2 Mt/yr"];
    let report = json(&asked);
    assert_eq!((&report["demands"][0]["served"], &report["value"]), (&2e6.into(), &7e8.into()));
    assert_eq!(report["query"]["demands_from"], "command");
    let by_month = json(&[&asked[..], &["--months"]].concat());
    assert_eq!(by_month["demands"][0]["months"].as_array().map(Vec::len), Some(12));
    assert_eq!(by_month["demands"][0]["served"], 2e6);
}

#[test]
fn a_table_of_demands_and_every_mistake_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |text: &str| {
        let path = folder.path().join("demands.csv");
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("UTF-8").to_string()
    };
    let good = write("from,to,cargo,quantity,unit\nmine,port,coal,1,Mt/yr\nThe Junction,port,gravel,500000 Mt/yr,\n");
    let report = json(&["flow", "--demands", &good]);
    // Gravel has the shorter way and wants more than all.
    assert_eq!((&report["demands"][0]["served"], &report["demands"][1]["served"]), (&0.0.into(), &6e6.into()));
    assert_eq!((&report["demands"][0]["outcome"], &report["demands"][1]["outcome"]), (&"full".into(), &"full".into()));
    let bad = write(
        "from,to,cargo,quantity,unit\nmein,port,coal,1,Mt/yr\nmine,port,cole,1,Mt/yr\nmine,port,coal,-1,Mt/yr\n\
         mine,mine,coal,1,Mt/yr\nmine,port,coal,1,tons\n",
    );
    let needles = [
        "demands.csv:2: column 1 (from): nothing is called `mein`",
        "demands.csv:3: column 3 (cargo): no cargo is called `cole`",
        "demands.csv:4: column 4 (quantity): a capacity cannot be negative",
        "demands.csv:5: column 2 (to): `mine` is at both ends",
        "demands.csv:6: column 4 (quantity): `tons` is not a unit of capacity",
    ];
    refused(&["flow", "--demands", &bad], &needles);
    refused(&["flow", "--demands", &write("from,to,cargo,quantity\n")], &["holds no demand"]);
    refused(&["flow", "--demands", &write("")], &["no column is called from, to, cargo, quantity"]);
    refused(&["flow", "--demands", &write("from,to\nmine,port\n")], &["no column is called cargo, quantity"]);
}

#[test]
fn bad_questions_are_refused() {
    for (arguments, needles) in [
        (vec!["cut", "mien", "port"], vec!["nothing is called `mien`"]),
        (vec!["cut", "mine", "mine"], vec!["`mine` is at both ends"]),
        (vec!["cut", "mine,port", "port"], vec!["`port` is at both ends"]),
        (vec!["cut", "mine", "ports@BB"], vec!["no ports in BB"]),
        (vec!["cut", "mine", "ports@up-of-mine"], vec!["east, west, north or south"]),
        (vec!["cut", "mine", "port", "--scenario", "secnd"], vec!["no scenario is called `secnd`"]),
        (vec!["flow", "--demand", "coal-exprot"], vec!["no demand is called `coal-exprot`", "coal-export"]),
        (vec!["flow", "--select", "nothing"], vec!["no limit", "`nothing`"]),
        (vec!["flow", "--from", "mine", "--to", "mine", "--quantity", "1 Mt/yr"], vec!["`mine` is at both ends"]),
        (vec!["flow", "--from", "mine", "--to", "port", "--quantity", "-5 Mt/yr"], vec!["cannot be negative"]),
        (vec!["flow", "--from", "mine", "--to", "port", "--quantity=-1 Mt/yr"], vec!["cannot be negative"]),
        (vec!["flow", "--from", "mine", "--to", "port", "--quantity", "1 MW"], vec!["`coal` is counted in t"]),
        (vec!["flow", "--from", "mine", "--to", "port"], vec!["--quantity"]),
        (vec!["flow", "--by", "co2"], vec!["distance, time or cost"]),
        (vec!["flow", "--gap=-1"], vec!["--gap"]),
    ] {
        refused(&arguments, &needles);
    }
}

#[test]
fn a_certificate_is_accepted_and_never_half_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("proof.json");
    let told = path.to_str().expect("UTF-8");
    for command in [vec!["cut", "mine", "port"], vec!["flow"]] {
        let report = json(&[&command[..], &["--certificate", told]].concat());
        let hash = report["proof"]["certificate"].as_str().or(report["answer"]["proof"]["certificate"].as_str());
        assert_eq!(hash.map(str::len), Some(64));
        valley(&["verify", told], 0);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing else is left");
    let nowhere = folder.path().join("no/such/folder/proof.json");
    let output = run(VALLEY, &["flow", "--certificate", nowhere.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(4));
    assert!(output.stdout.is_empty() && stderr(&output).contains("cannot write"));
}

#[test]
fn one_thread_or_two_the_same_bytes() {
    for command in [vec!["cut", "mine", "port", "--scenario", "trunk-widened"], vec!["flow"]] {
        for format in ["text", "json", "csv", "geojson"] {
            let with = |threads: &str| valley(&[&command[..], &["--format", format, "--threads", threads]].concat(), 0);
            assert_eq!(with("1"), with("2"), "{command:?} {format}");
        }
    }
}

/// Demands of the flagship, from many origins: answer and proof.
#[test]
fn one_thread_or_two_the_same_proof_of_the_flagship() {
    const SOME: &str =
        "coal-vostochny,coal-vanino,zabaikalsk-coal,grodekovo-timber,lng-sakhalin-japan,power-amur-heihe";
    let folder = tempfile::tempdir().expect("a folder");
    let with = |threads: &str| {
        // The same name, as the answer tells it.
        let path = folder.path().join("proof.json");
        let told = path.to_str().expect("UTF-8");
        let output = run(
            "networks/eurasia",
            &["flow", "--demand", SOME, "--format", "json", "--threads", threads, "--certificate", told],
        );
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        (stdout(&output), std::fs::read_to_string(&path).expect("a certificate"))
    };
    let (one, two) = (with("1"), with("2"));
    assert!(one.1.lines().count() > 1000, "a proof of many paths");
    assert!(one == two, "answers or proofs differ");
}
