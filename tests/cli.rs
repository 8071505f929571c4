//! The command line as scripts see it: exit codes, streams, formats.
#![cfg(feature = "cli")]

use std::process::{Command, Output, Stdio};

use serde_json::Value;

const TWO_WAYS: &str = "tests/networks/two-ways.yaml";
const HOSTILE: &str = "tests/networks/hostile-names.yaml";

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_landbridge"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program starts")
}

/// `plan` on the network of two ways.
fn plan(arguments: &[&str]) -> Output {
    run(&[&["plan", "--network", TWO_WAYS], arguments].concat())
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", stdout(output)))
}

/// Exit code, and that nothing but an answer is on stdout and nothing but messages on stderr.
fn check_exit(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "stdout {}\nstderr {}", stdout(output), stderr(output));
    assert_eq!(output.stdout.is_empty(), code >= 2, "stdout: {}", stdout(output));
    assert_eq!(output.stderr.is_empty(), code < 2, "stderr: {}", stderr(output));
    assert!(!stderr(output).contains("panicked"), "{}", stderr(output));
}

fn check_fails(arguments: &[&str], code: i32, needles: &[&str]) {
    let output = run(arguments);
    check_exit(&output, code);
    for needle in needles {
        assert!(stderr(&output).contains(needle), "no `{needle}` in {}", stderr(&output));
    }
}

fn has_fields(value: &Value, fields: &[&str]) {
    for field in fields {
        assert!(value.get(field).is_some(), "no field `{field}` in {value:#}");
    }
}

fn items(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("a list, not {value:#}"))
}

// Exit codes.

#[test]
fn an_answer_exits_0_and_a_refusal_1() {
    check_exit(&plan(&["west", "east"]), 0);
    check_exit(&plan(&["west", "east", "--depart", "2026-07-01"]), 1);
    check_exit(&run(&["check", TWO_WAYS]), 0);
    check_exit(&run(&["explain", "LB0104"]), 0);
}

#[test]
fn usage_exits_2_and_says_what_is_wrong() {
    let on = |arguments: &[&'static str]| [&["plan", "--network", TWO_WAYS], arguments].concat();
    for (arguments, needles) in [
        (on(&["wset-yard", "east"]), vec!["nothing is called `wset-yard`", "did you mean West Yard?"]),
        (on(&["newtown", "east"]), vec!["newtown-north", "newtown-south", "use an id"]),
        (on(&["east", "east"]), vec!["same place"]),
        (on(&["west", "west-port"]), vec!["same place"]),
        (on(&["west", "east", "--depart", "2026-02-30"]), vec!["2026-02-30"]),
        (on(&["west", "east", "--depart", "soon"]), vec!["soon"]),
        (on(&["west", "east", "--depart", "2026-03"]), vec!["2026-03"]),
        (on(&["west", "east", "--vessel", "strnog"]), vec!["no vessel is called `strnog`", "did you mean strong?"]),
        (on(&["west", "east", "--vessel", "zeppelin"]), vec!["known: plain, strong"]),
        (on(&["west", "east", "--cargo", "col"]), vec!["no cargo is called `col`", "coal"]),
        (on(&["west", "east", "--cargo", "coal@russia"]), vec!["russia"]),
        (on(&["west", "east", "--scenario", "far-line"]), vec!["no scenario is called `far-line`"]),
        (on(&["west", "east", "--allow", "no-trad"]), vec!["no restriction is called `no-trad`", "no-trade"]),
        (on(&["west", "east", "--via", "nowhere"]), vec!["nothing is called `nowhere`"]),
        (on(&["west", "east", "--avoid", "nowhere"]), vec!["nothing is called `nowhere`"]),
        (on(&["west", "east", "--by", "beauty"]), vec!["beauty", "time"]),
        (on(&["west", "east", "--mode", "rail,balloon"]), vec!["balloon"]),
        (on(&["west", "east", "-k", "0"]), vec!["0"]),
        (on(&["west", "east", "--format", "xml"]), vec!["xml", "json"]),
        (on(&["west"]), vec!["TO"]),
        (vec!["fly"], vec!["fly"]),
        (vec!["explain", "LB9999"], vec!["LB9999"]),
        (vec!["check", "--threads", "0"], vec!["0"]),
    ] {
        check_fails(&arguments, 2, &needles);
    }
}

#[test]
fn a_bad_network_exits_3_with_file_line_and_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bad.yaml");
    std::fs::write(&path, "network: {id: x}\nplaces:\n  a: {name: A, at: 91N 0E, kind: station}\n").expect("written");
    let path = path.to_str().expect("UTF-8");
    let place = format!("{path}:3:");
    check_fails(&["plan", "a", "b", "--network", path], 3, &["error[LB0106]", &place, "help"]);
    let checked = run(&["check", path]);
    check_exit(&checked, 1);
    assert!(stdout(&checked).contains("error[LB0106]") && stdout(&checked).contains(&place));
}

#[test]
fn what_cannot_be_read_exits_4() {
    check_fails(&["plan", "a", "b", "--network", "/no/such/network.yaml"], 4, &["/no/such/network.yaml"]);
    check_fails(&["check", "/no/such/network.yaml"], 4, &["/no/such/network.yaml"]);
    let empty = tempfile::tempdir().expect("a folder");
    check_fails(&["check", empty.path().to_str().expect("UTF-8")], 4, &["no .yaml file"]);
}

// JSON.

const ITINERARY: &[&str] = &[
    "rank",
    "distance_km",
    "hours",
    "cost_usd",
    "co2e_kg",
    "borders",
    "gauge_breaks",
    "transfers",
    "depart",
    "arrive",
    "legs",
    "flags",
    "corridor",
    "differs",
    "breakdown_hours",
    "breakdown_usd",
    "co2e",
];
const LEG: &[&str] = &[
    "mode",
    "from",
    "to",
    "line",
    "distance_km",
    "hours",
    "cost_usd",
    "wait_hours",
    "sources",
    "kind",
    "name",
    "from_name",
    "to_name",
    "places",
    "depart",
    "arrive",
    "confidence",
    "flags",
];
const FACT: &[&str] =
    &["code", "subject", "reason", "rule", "legal_basis", "from", "until", "sources", "lift", "issuer", "subject_kind"];
const QUERY: &[&str] = &[
    "from",
    "to",
    "from_places",
    "to_places",
    "depart",
    "by",
    "alternatives",
    "via",
    "avoid",
    "modes",
    "vessel",
    "cargo",
    "cargo_unit",
    "cargo_origin",
    "scenario",
    "allow",
];

#[test]
fn a_plan_in_json_has_every_field() {
    let answer = json(&plan(&["west", "east-port", "--vessel", "strong", "--mode", "rail,sea", "--format", "json"]));
    has_fields(&answer, &["schema", "network", "query", "itineraries", "refused", "refused_ways", "nearest", "notes"]);
    assert_eq!(answer["schema"], "landbridge/plan/1");
    has_fields(&answer["query"], QUERY);
    assert_eq!(items(&answer["query"]["from_places"]), &["west-port", "west-yard"]);
    assert_eq!((&answer["query"]["cargo"], &answer["query"]["by"]), (&"container".into(), &"time".into()));
    assert_eq!(answer["query"]["depart"], "2026-03-01");
    assert_eq!(items(&answer["itineraries"]).len(), 2, "rail and sea");
    for (index, way) in items(&answer["itineraries"]).iter().enumerate() {
        has_fields(way, ITINERARY);
        assert_eq!(way["rank"], index + 1);
        has_fields(&way["hours"], &["p10", "p50", "p90"]);
        has_fields(&way["cost_usd"], &["p10", "p50", "p90"]);
        for leg in items(&way["legs"]) {
            has_fields(leg, LEG);
            has_fields(&leg["hours"], &["p10", "p50", "p90"]);
            assert_ne!(items(&leg["sources"]).len(), 0, "{leg:#}");
        }
        for flag in items(&way["flags"]) {
            has_fields(flag, FACT);
        }
    }
}

#[test]
fn a_refusal_in_json_names_its_facts() {
    let refusal = plan(&["west-yard", "east", "--depart", "2026-07-01", "--format", "json"]);
    check_exit(&refusal, 1);
    let answer = json(&refusal);
    assert_eq!(items(&answer["itineraries"]).len(), 0);
    let facts = items(&answer["refused"]);
    assert_eq!(facts.len(), 1);
    has_fields(&facts[0], FACT);
    let told =
        ["code", "rule", "legal_basis", "issuer", "from", "until"].map(|key| facts[0][key].as_str().unwrap_or(""));
    assert_eq!(told, ["LB9004", "no-trade", "Act 7", "Aland", "2026-06-01", "2027-06-01"]);
    assert_eq!(items(&facts[0]["sources"]), &["gazette"]);
    assert_eq!(facts[0]["lift"]["allow"], "no-trade");
    assert_eq!(answer["refused_ways"][0]["facts"][0], 0);
}

/// A legal rule's `lift` names its switch and its dates, never another origin, ship or route.
#[test]
fn every_way_of_lifting_is_flagged() {
    let arguments = ["west-yard", "east", "--depart", "2027-02-01", "--format", "json"];
    let refused = json(&plan(&arguments));
    assert_eq!(items(&refused["itineraries"]).len(), 0);
    let codes: Vec<_> = items(&refused["refused"]).iter().map(|fact| fact["code"].as_str().unwrap_or("")).collect();
    assert!(codes.contains(&"LB9001") && codes.contains(&"LB9004"), "{codes:?}");
    let lift = items(&refused["refused"]).iter().find(|fact| fact["code"] == "LB9001").map(|fact| &fact["lift"]);
    assert_eq!(lift, Some(&serde_json::json!({"scenarios": ["far-line-rebuilt"]})));

    let lifted = [&arguments[..], &["--scenario", "far-line-rebuilt", "--allow", "no-trade"]].concat();
    let output = plan(&lifted);
    check_exit(&output, 0);
    let flags = json(&output)["itineraries"][0]["flags"].clone();
    let codes: Vec<_> = items(&flags).iter().map(|fact| fact["code"].as_str().unwrap_or("")).collect();
    assert!(codes.contains(&"LB9103") && codes.contains(&"LB9104"), "{codes:?}");
}

// CSV and GeoJSON.

const LIFTED: [&str; 8] =
    ["west-yard", "east", "--depart", "2027-02-01", "--scenario", "far-line-rebuilt", "--allow", "no-trade"];

#[test]
fn every_row_carries_what_was_lifted() {
    let output = plan(&[&LIFTED[..], &["--format", "csv"]].concat());
    check_exit(&output, 0);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|title| title == name).unwrap_or_else(|| panic!("no {name}"));
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("rows of one width");
    let legs: Vec<_> = rows.iter().filter(|row| &row[column("record")] == "leg").collect();
    assert!(legs.len() >= 4);
    for row in legs {
        assert_eq!((&row[column("scenario")], &row[column("allow")]), ("far-line-rebuilt", "no-trade"));
        assert!(row[column("flags")].contains("LB9103:no-trade") && row[column("flags")].contains("LB9104:far"));
        assert!(!row[column("sources")].is_empty());
    }
}

#[test]
fn a_refusal_has_rows_too() {
    let output = plan(&["west-yard", "east", "--depart", "2026-07-01", "--format", "csv"]);
    check_exit(&output, 1);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("rows of one width");
    assert_eq!(rows.iter().map(|row| &row[0]).collect::<Vec<_>>(), ["refused"]);
    assert!(rows[0].iter().any(|cell| cell == "Act 7"));
}

#[test]
fn every_feature_carries_what_was_lifted() {
    let output = plan(&[&LIFTED[..], &["--format", "geojson"]].concat());
    check_exit(&output, 0);
    let collection = json(&output);
    assert_eq!(collection["type"], "FeatureCollection");
    assert!(items(&collection["features"]).len() >= 4);
    for feature in items(&collection["features"]) {
        assert_eq!(feature["type"], "Feature");
        let kind = feature["geometry"]["type"].as_str();
        assert!(matches!(kind, Some("Point" | "MultiLineString")), "{feature:#}");
        let properties = &feature["properties"];
        assert_eq!(properties["scenario"], "far-line-rebuilt");
        assert_eq!(properties["allow"][0], "no-trade");
        let codes: Vec<_> = items(&properties["flags"]).iter().map(|flag| &flag["code"]).collect();
        assert!(codes.contains(&&"LB9103".into()) && codes.contains(&&"LB9104".into()), "{feature:#}");
    }
}

// Names.

#[test]
fn a_place_is_found_by_any_of_its_names() {
    for name in ["west-yard", "West Yard", "WEST YARD", "AAWST"] {
        assert_eq!(json(&plan(&[name, "east", "--format", "json"]))["query"]["from_places"][0], "west-yard", "{name}");
    }
    for city in ["west", "West City", "Запад", "서쪽"] {
        let answer = json(&plan(&[city, "east", "--format", "json"]));
        assert_eq!(items(&answer["query"]["from_places"]).len(), 2, "{city}");
    }
}

#[test]
fn via_and_avoid_take_anything_on_the_map() {
    let ways = |arguments: &[&str]| {
        let output = plan(
            &[&["west", "east-port", "--vessel", "strong", "--mode", "rail,sea", "--format", "json"], arguments]
                .concat(),
        );
        items(&json(&output)["itineraries"])
            .iter()
            .map(|way| way["corridor"].as_str().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ways(&["--avoid", "narrows"]), ["Frontier"]);
    assert_eq!(ways(&["--avoid", "frontier-border"]), ways(&["--via", "The Narrows"]));
    assert_eq!(ways(&["--avoid", "Far line"]), ways(&["--via", "gulf"]));
    assert_eq!(ways(&["--via", "frontier"])[0], "Frontier");
    assert!(ways(&["--avoid", "BB"]).is_empty());
}

/// Who names a ship between two ports asks for its voyage, and the answer says so.
#[test]
fn a_ship_between_two_ports_sails() {
    let modes = |arguments: &[&str]| {
        json(&plan(&[&["--format", "json", "--vessel", "strong"], arguments].concat()))["query"]["modes"].clone()
    };
    assert_eq!(modes(&["west", "east-port"]), serde_json::json!(["sea"]));
    assert_eq!(modes(&["west", "east"]), serde_json::json!([]));
    assert_eq!(modes(&["west", "east-port", "--mode", "rail"]), serde_json::json!(["rail"]));
    let text = plan(&["west", "east-port", "--vessel", "strong"]);
    assert!(stdout(&text).contains("by sea only"));
}

#[test]
fn naming_a_ship_between_ports_asks_for_its_voyage() {
    let modes = |arguments: &[&str]| {
        let answer = json(&plan(&[&["west", "east-port", "--format", "json"], arguments].concat()));
        items(&answer["query"]["modes"]).iter().map(|mode| mode.as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(modes(&["--vessel", "strong"]), ["sea"]);
    assert_eq!(modes(&["--vessel", "strong", "--mode", "rail,sea"]), ["rail", "sea"]);
    assert!(modes(&[]).is_empty());
}

// Terminals and pipes.

#[test]
fn no_escape_codes_without_a_terminal() {
    let refusal = ["plan", "--network", TWO_WAYS, "west-yard", "east", "--depart", "2026-07-01"];
    for arguments in
        [&refusal[..], &["check", TWO_WAYS], &["explain", "LB0104"], &["plan", "x", "y", "--network", TWO_WAYS]]
    {
        for more in [&["--color", "auto"][..], &["--color", "never"]] {
            let output = run(&[arguments, more].concat());
            assert!(
                !stdout(&output).contains('\u{1b}') && !stderr(&output).contains('\u{1b}'),
                "{arguments:?} {more:?}"
            );
        }
        let output = command(arguments).env("NO_COLOR", "1").output().expect("the program starts");
        assert!(!stdout(&output).contains('\u{1b}') && !stderr(&output).contains('\u{1b}'), "{arguments:?}");
    }
    let coloured = run(&[&refusal[..], &["--color", "always"]].concat());
    assert!(stdout(&coloured).contains("\u{1b}[31mNo allowed way.\u{1b}[0m"));
}

/// Our own colours, and no other control character, whatever a network's texts hold.
#[test]
fn names_cannot_paint_the_terminal() {
    for arguments in [
        &["plan", "a", "b"][..],
        &["plan", "a", "c"],
        &["plan", "a", "c", "--format", "csv"],
        &["plan", "a", "nowhere"],
        &["plan", "a", "scriptalert1script"],
        &["plan", "a", "c", "--allow", "rr"],
        &["check", HOSTILE],
    ] {
        let output = run(&[arguments, &["--network", HOSTILE, "--color", "always"]].concat());
        let mut text = format!("{}{}", stdout(&output), stderr(&output));
        assert!(!text.is_empty());
        for own in [
            "[0m", "[1m", "[31m", "[33m", "[1;31m", "[1;33m", "[1;91m", "[1;93m", "[1;94m", "[1;96m", "[1;92m", "[92m",
            "[94m",
        ] {
            text = text.replace(&format!("\u{1b}{own}"), "");
        }
        let raw: Vec<char> = text.chars().filter(|character| character.is_control() && *character != '\n').collect();
        assert!(raw.is_empty(), "{arguments:?}: {raw:?} in {text:?}");
        assert!(!text.contains("\nfake: line"), "{text}");
        let turned = arguments[0] == "plan" && text.contains('\u{202e}');
        assert!(!turned, "text that runs backwards: {text}");
    }
    let json = run(&["plan", "a", "b", "--network", HOSTILE, "--format", "json"]);
    assert!(stdout(&json).chars().all(|character| !character.is_ascii_control() || character == '\n'));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    for format in ["text", "json", "csv", "geojson"] {
        let arguments = ["plan", "west", "east", "--network", TWO_WAYS, "--format", format];
        let mut child =
            command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert!(output.stderr.is_empty(), "{}", stderr(&output));
        assert_eq!(output.status.code(), Some(0));
    }
}

// Determinism.

#[test]
fn same_bytes_with_any_number_of_threads() {
    let plans: Vec<Vec<&str>> = ["text", "json", "csv", "geojson"]
        .map(|format| {
            vec![
                "plan",
                "west",
                "east-port",
                "--vessel",
                "strong",
                "--mode",
                "rail,sea",
                "--network",
                TWO_WAYS,
                "--format",
                format,
            ]
        })
        .into();
    let checks = [vec!["check", TWO_WAYS, HOSTILE, "networks/tutorial.yaml", "--format", "json"]];
    for arguments in plans.iter().chain(&checks) {
        let first = run(&[&arguments[..], &["--threads", "1"]].concat());
        for threads in ["1", "2", "2", "5"] {
            let again = run(&[&arguments[..], &["--threads", threads]].concat());
            assert_eq!(stdout(&again), stdout(&first), "{arguments:?} with {threads} threads");
            assert_eq!((again.status, stderr(&again)), (first.status, stderr(&first)));
        }
    }
}

/// The order of files and of their entries has no meaning.
#[test]
fn same_answer_from_a_folder_of_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(TWO_WAYS).expect("readable");
    let mut sections: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with(' ') {
            sections.push(String::new());
        }
        let section = sections.last_mut().expect("a section");
        section.push_str(line);
        section.push('\n');
    }
    for (index, section) in sections.iter().rev().enumerate() {
        std::fs::write(folder.path().join(format!("{index:02}.yaml")), section).expect("written");
    }
    let from = |network: &str| run(&["plan", "west", "east-port", "--network", network, "--format", "json"]);
    assert_eq!(stdout(&from(folder.path().to_str().expect("UTF-8"))), stdout(&from(TWO_WAYS)));
}

// Check and explain.

#[test]
fn a_check_in_json_has_every_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bad.yaml");
    std::fs::write(&path, "network: {id: x, wrong: 1}\n").expect("written");
    let output = run(&["check", TWO_WAYS, path.to_str().expect("UTF-8"), "--format", "json"]);
    check_exit(&output, 1);
    let answer = json(&output);
    assert_eq!(answer["schema"], "landbridge/check/1");
    assert_eq!(answer["ok"], false);
    let networks = items(&answer["networks"]);
    assert_eq!(networks.len(), 2);
    for network in networks {
        has_fields(network, &["network", "ok", "errors", "warnings", "notes", "diagnostics"]);
        for diagnostic in items(&network["diagnostics"]) {
            has_fields(diagnostic, &["code", "severity", "message", "labels", "notes", "help", "fix"]);
            for label in items(&diagnostic["labels"]) {
                has_fields(label, &["file", "line", "column", "end_line", "end_column", "text", "primary"]);
            }
        }
    }
    assert_eq!((&networks[0]["ok"], &networks[1]["ok"]), (&true.into(), &false.into()));
    assert!(items(&networks[1]["diagnostics"]).iter().any(|found| found["code"] == "LB0105"));
}

#[test]
fn a_check_fails_from_the_severity_that_was_asked_for() {
    let warned = json(&run(&["check", HOSTILE, "--format", "json"]));
    let of = |what: &str| warned["networks"][0][what].as_u64().unwrap_or(0);
    assert!(of("errors") == 0 && of("warnings") + of("notes") > 0, "{warned:#}");
    check_exit(&run(&["check", HOSTILE]), 0);
    check_exit(&run(&["check", HOSTILE, "--fail-on", "note"]), 1);
}

#[test]
fn every_code_is_explained() {
    let list = run(&["explain"]);
    check_exit(&list, 0);
    let rows = stdout(&list).lines().filter(|line| line.starts_with("  LB"));
    let codes: Vec<&str> = rows.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(codes.len() > 90 && codes.is_sorted(), "{codes:?}");
    let headings: Vec<&str> = stdout(&list).lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    assert!(headings.len() > 15 && headings.contains(&"Geometry and reach"), "{headings:?}");
    assert!(!headings.contains(&"Other"), "a code of no family");
    for code in ["LB0104", "lb0104", "104"] {
        let output = run(&["explain", code]);
        check_exit(&output, 0);
        assert!(stdout(&output).starts_with("LB0104: a key is written twice (error)\n\n"), "{}", stdout(&output));
    }
    for code in codes {
        let output = run(&["explain", code]);
        check_exit(&output, 0);
        assert!(stdout(&output).starts_with(code) && stdout(&output).len() > 80, "{}", stdout(&output));
    }
}

#[test]
fn help_and_version_go_to_stdout() {
    for arguments in [&["--help"][..], &["--version"], &["plan", "--help"], &["check", "--help"]] {
        check_exit(&run(arguments), 0);
    }
    assert!(stdout(&run(&["--help"])).contains("Exit codes: 0 done; 1 a negative answer"));
}

// Sources.

const UNCITED: &str = "tests/networks/uncited.yaml";
const EVERY_SECTION: &str = "tests/networks/every-section.yaml";

#[test]
fn all_cited_prints_nothing_and_exits_0() {
    for format in ["text", "csv"] {
        let output = run(&["sources", "--uncited", "--network", "networks/tutorial.yaml", "--format", format]);
        assert_eq!((output.status.code(), stdout(&output), stderr(&output)), (Some(0), "", ""));
    }
    let output = run(&["sources", "--uncited", "--network", "networks/tutorial.yaml", "--format", "json"]);
    assert_eq!(json(&output)["ok"], true);
}

#[test]
fn what_has_no_source_is_told_with_its_place_and_exits_1() {
    let output = run(&["sources", "--uncited", "--network", UNCITED]);
    check_exit(&output, 1);
    insta::assert_snapshot!(stdout(&output));
    let output = run(&["sources", "--uncited", "--network", UNCITED, "--format", "json"]);
    check_exit(&output, 1);
    let report = json(&output);
    assert_eq!((&report["schema"], &report["ok"]), (&"landbridge/uncited/1".into(), &false.into()));
    assert_eq!(
        items(&report["statements"]).len(),
        stdout(&run(&["sources", "--uncited", "--network", UNCITED])).lines().count() - 1
    );
    has_fields(&report["statements"][0], &["statement", "file", "line"]);
    assert_eq!(report["sources"][0]["id"], "left-over");
    let csv = run(&["sources", "--uncited", "--network", UNCITED, "--format", "csv"]);
    assert!(stdout(&csv).starts_with("record,kind,id,key,part,low,typ,high,unit,state,from,until,season,sources,"));
    assert!(stdout(&csv).contains("source,source,left-over,"));
}

#[test]
fn sources_are_listed_with_what_they_feed() {
    let output = run(&["sources", "--network", EVERY_SECTION]);
    check_exit(&output, 0);
    assert!(stdout(&output).contains("hall-page  Cost of the transfer\n    published, 2024-05, Terminal; CC BY 4.0\n    feeds 1 figure of 1 entry: 1 transfer\n"));
    assert!(
        stdout(&output).contains("left-over  Nobody cites it\n    published; licence unknown\n    feeds nothing\n")
    );
    let report = json(&run(&["sources", "--network", EVERY_SECTION, "--format", "json"]));
    assert_eq!(report["schema"], "landbridge/sources/1");
    let fields = ["id", "title", "publisher", "date", "kind", "licence", "url", "note", "feeds"];
    for source in items(&report["sources"]) {
        has_fields(source, &fields);
    }
    let csv = run(&["sources", "--network", EVERY_SECTION, "--format", "csv"]);
    assert_eq!(stdout(&csv).lines().count(), items(&report["sources"]).len() + 1);
}

#[test]
fn one_source_is_told_with_every_statement() {
    let output = run(&["sources", "authored", "--network", EVERY_SECTION, "--color", "never"]);
    check_exit(&output, 0);
    insta::assert_snapshot!(stdout(&output));
    let report = json(&run(&["sources", "line-page", "--network", EVERY_SECTION, "--format", "json"]));
    assert_eq!(items(&report["statements"]).len(), 6);
    check_fails(
        &["sources", "line-pag", "--network", EVERY_SECTION],
        2,
        &["no source is called", "did you mean line-page"],
    );
    check_fails(&["sources", "authored", "--uncited"], 2, &["cannot be used with"]);
}
