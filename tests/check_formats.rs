//! The forms of `check` that other programs read, each read as they read it.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use boon::{Compiler, Draft, Schemas};
use serde_json::{Value, json};

const HOSTILE: &str = "tests/networks/hostile-names.yaml";
/// Errors of reading, an error of meaning, warnings and notes, files below folders, no problem at all.
const NETWORKS: [&str; 6] = [
    HOSTILE,
    "tests/invalid/unknown-key.yaml",
    "tests/invalid/no-network.yaml",
    "tests/invalid/duplicate-id",
    "tests/networks/two-ways.yaml",
    "networks/tutorial.yaml",
];

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landbridge")).current_dir(folder).args(arguments).output().expect("it starts")
}

fn run(arguments: &[&str]) -> Output {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// What `check` answers about some networks.
fn answer(format: &str, paths: &[&str], more: &[&str]) -> String {
    let output = run(&[&["check", "--format", format], paths, more].concat());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("a list: {value}"))
}

/// The diagnostics that `--format json` has, with the name of their network.
fn diagnostics(paths: &[&str]) -> Vec<(String, Value)> {
    let report = parsed(&answer("json", paths, &[]));
    let of = |network: &Value| {
        let name = network["network"].as_str().expect("a name").to_owned();
        items(&network["diagnostics"]).iter().map(|found| (name.clone(), found.clone())).collect::<Vec<_>>()
    };
    items(&report["networks"]).iter().flat_map(of).collect()
}

// SARIF.

/// Whether the schema of OASIS accepts a log, and if not, why.
fn validate_sarif(log: &Value) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-schema-2.1.0.json");
    let schema = parsed(&fs::read_to_string(path).expect("the schema"));
    let id = schema["id"].as_str().expect("an id").to_owned();
    let mut compiler = Compiler::new();
    compiler.set_default_draft(Draft::V4);
    compiler.add_resource(&id, schema).expect("a schema");
    let mut schemas = Schemas::new();
    let index = compiler.compile(&id, &mut schemas).expect("it compiles");
    schemas.validate(log, index).map_err(|error| format!("{error:#}"))
}

#[test]
fn sarif_is_valid_by_the_schema_of_oasis() {
    let log = parsed(&answer("sarif", &NETWORKS, &[]));
    validate_sarif(&log).expect("valid");
    for arguments in [vec!["networks/tutorial.yaml"], vec!["--network", HOSTILE, "--fail-on", "note"]] {
        validate_sarif(&parsed(&answer("sarif", &[], &arguments))).expect("valid");
    }
    // The schema does refuse.
    let mut wrong = log.clone();
    wrong["runs"][0]["results"][0]["level"] = json!("fatal");
    assert!(validate_sarif(&wrong).is_err());
    wrong = log.clone();
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] = json!({"line": 1});
    assert!(validate_sarif(&wrong).is_err());
}

#[test]
fn sarif_has_every_diagnostic_with_its_place_and_rule() {
    let log = parsed(&answer("sarif", &NETWORKS, &[]));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0], json!({"executionSuccessful": true, "exitCode": 1}));
    let rules = items(&run["tool"]["driver"]["rules"]);
    let found = diagnostics(&NETWORKS);
    let results = items(&run["results"]);
    assert_eq!(results.len(), found.len());
    for (result, (network, diagnostic)) in results.iter().zip(&found) {
        assert_eq!(result["ruleId"], diagnostic["code"]);
        assert_eq!(result["level"], diagnostic["severity"]);
        assert_eq!(result["properties"]["network"], *network);
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], diagnostic["code"]);
        let text = result["message"]["text"].as_str().expect("text");
        assert!(text.starts_with(diagnostic["message"].as_str().expect("text")), "{text}");
        let place = &result["locations"][0]["physicalLocation"];
        let labels = items(&diagnostic["labels"]);
        if let Some(label) = labels.first() {
            assert_eq!(place["artifactLocation"], json!({"uri": label["file"], "uriBaseId": "%SRCROOT%"}));
            let region = &place["region"];
            for (ours, theirs) in
                [("line", "startLine"), ("column", "startColumn"), ("end_line", "endLine"), ("end_column", "endColumn")]
            {
                assert_eq!(region.get(theirs).unwrap_or(&Value::Null), &label[ours]);
            }
        }
        let related = result.get("relatedLocations").map_or(0, |related| items(related).len());
        assert_eq!(related, labels.len().saturating_sub(1), "{result:#}");
    }
    for rule in rules {
        for key in ["id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"] {
            assert!(rule.get(key).is_some(), "{key} of {rule:#}");
        }
        assert!(rule["help"]["markdown"].as_str().is_some_and(|text| text.len() > 60), "{rule:#}");
    }
    assert!(found.iter().any(|(_, diagnostic)| items(&diagnostic["labels"]).len() > 1), "nothing with two places");
}

/// A network in which two things are wrong twice.
const TWICE: &str = "network: {id: x, title: X, summary: X, as_of: 2026-01-01, cargo: c, colour: red}
cargoes: {c: {name: C, unit: FEU, contents: unknown, colour: red}}
places:
  a: {name: A, at: 10N 10E, kind: statoin}
  b: {name: B, at: 10N 11E, kind: statoin}
";

#[test]
fn fingerprints_stay_when_lines_move_and_tell_problems_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let prints = |text: &str| {
        fs::write(folder.path().join("x.yaml"), text).expect("written");
        let output = run_in(folder.path(), &["check", "x.yaml", "--format", "sarif"]);
        let log = parsed(std::str::from_utf8(&output.stdout).expect("UTF-8"));
        let all = items(&log["runs"][0]["results"])
            .iter()
            .map(|result| result["partialFingerprints"]["landbridge/v1"].as_str().expect("a fingerprint").to_owned());
        all.collect::<Vec<_>>()
    };
    let before = prints(TWICE);
    assert_eq!(before.len(), 4, "{before:?}");
    let mut apart = before.clone();
    apart.sort();
    apart.dedup();
    assert_eq!(apart.len(), 4, "{before:?}");
    assert_eq!(prints(&format!("# one\n# two\n\n{}", TWICE.replace("places:", "\n\n# three\nplaces:"))), before);
    assert_ne!(prints(&TWICE.replace("red}", "blue}").replace("colour", "color")), before);
}

/// A network in which a name and a traction are numbers.
const UNQUOTED: &str = "network: {id: x, title: X, summary: X, as_of: 2026-01-01, cargo: c, source: s}
sources: {s: {title: 2013, kind: authored}}
cargoes: {c: {name: Груз, unit: FEU, contents: unknown}}
places:
  a: {name: Имя, country: RU, at: 10N 10E, kind: station, locode: 1.10, source: s}
";

#[test]
fn fixes_of_sarif_mend_what_they_are_fixes_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let check = |text: &str| {
        fs::write(folder.path().join("x.yaml"), text).expect("written");
        let output = run_in(folder.path(), &["check", "x.yaml", "--format", "sarif"]);
        let log = parsed(std::str::from_utf8(&output.stdout).expect("UTF-8"));
        validate_sarif(&log).expect("valid");
        items(&log["runs"][0]["results"]).to_vec()
    };
    let found = check(UNQUOTED);
    let fixes: Vec<&Value> = found.iter().filter_map(|result| result.get("fixes")).collect();
    assert_eq!(fixes.len(), 2, "{found:#?}");
    let mut lines: Vec<Vec<char>> = UNQUOTED.lines().map(|line| line.chars().collect()).collect();
    for fix in fixes {
        let replacement = &fix[0]["artifactChanges"][0]["replacements"][0];
        let at = |key: &str| {
            let number = replacement["deletedRegion"][key].as_u64().expect("a number");
            usize::try_from(number).expect("small") - 1
        };
        assert_eq!(at("startLine"), at("endLine"));
        let text = replacement["insertedContent"]["text"].as_str().expect("text").chars();
        lines[at("startLine")].splice(at("startColumn")..at("endColumn"), text);
    }
    let mended: Vec<String> = lines.iter().map(|line| line.iter().collect()).collect();
    let left = check(&(mended.join("\n") + "\n"));
    assert!(left.iter().all(|result| result["ruleId"] != "LB0106"), "{left:#?}");
}

// GitHub.

#[derive(Debug, PartialEq, Eq)]
struct Annotation {
    level: String,
    properties: BTreeMap<String, String>,
    message: String,
}

/// Reads a workflow command by the rules of the runner: `::name key=value,key=value::message`.
fn workflow_command(line: &str) -> Option<Annotation> {
    let (head, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (level, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescaped_data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let unescaped = |text: &str| unescaped_data(&text.replace("%3A", ":").replace("%2C", ","));
    let properties = properties.split(',').filter_map(|property| property.split_once('='));
    Some(Annotation {
        level: level.to_owned(),
        properties: properties.map(|(key, value)| (key.to_owned(), unescaped(value))).collect(),
        message: unescaped_data(message),
    })
}

#[test]
fn annotations_are_read_as_they_were_meant() {
    let text = answer("github", &NETWORKS, &[]);
    let lines: Vec<&str> = text.lines().collect();
    let commands: Vec<Annotation> = lines.iter().filter_map(|line| workflow_command(line)).collect();
    let found = diagnostics(&NETWORKS);
    assert_eq!(commands.len(), found.len(), "{text}");
    assert_eq!(lines.len(), found.len() + NETWORKS.len(), "one line for each network besides");
    for (command, (_, diagnostic)) in commands.iter().zip(&found) {
        let level = diagnostic["severity"].as_str().expect("a word").replace("note", "notice");
        assert_eq!(command.level, level);
        assert!(command.properties["title"].starts_with(diagnostic["code"].as_str().expect("a code")));
        if let Some(label) = items(&diagnostic["labels"]).first() {
            assert_eq!(command.properties["file"], label["file"].as_str().expect("a file"));
            let line = command.properties.get("line").map(|line| line.parse::<u64>().expect("a number"));
            assert_eq!(line, label["line"].as_u64());
        }
        if let Some(help) = diagnostic["help"].as_str() {
            assert!(command.message.ends_with(&format!("help: {help}")), "{command:?}");
        }
    }
    let allowed = ["file", "line", "endLine", "col", "endColumn", "title"];
    assert!(commands.iter().all(|command| command.properties.keys().all(|key| allowed.contains(&key.as_str()))));
    assert!(!text.chars().any(|character| character.is_control() && character != '\n'), "{text:?}");
}

#[test]
fn a_file_name_cannot_add_an_annotation() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "a,line=9::b%0A.yaml";
    fs::write(folder.path().join(name), "network: {id: x, wrong: 1}\n").expect("written");
    let output = run_in(folder.path(), &["check", name, "--format", "github"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let commands: Vec<Annotation> = text.lines().filter_map(workflow_command).collect();
    assert!(commands.iter().all(|command| command.level == "error" && command.properties["file"] == name), "{text}");
    assert_eq!(commands.len(), text.lines().count() - 1);
}

// JUnit.

#[test]
fn junit_is_well_formed_with_a_suite_for_each_network_and_a_case_for_each_code() {
    let xml = answer("junit", &NETWORKS, &["--fail-on", "warning"]);
    let document = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let elements = |node: roxmltree::Node<'_, '_>, name: &str| node.children().filter(|n| n.has_tag_name(name)).count();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let number = |node: roxmltree::Node<'_, '_>, name: &str| {
        node.attribute(name).and_then(|text| text.parse::<usize>().ok()).unwrap_or_else(|| panic!("no {name} in {xml}"))
    };
    let suites: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
    let names: Vec<&str> = suites.iter().filter_map(|suite| suite.attribute("name")).collect();
    assert_eq!(names, NETWORKS);
    let mut found: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    for (network, diagnostic) in diagnostics(&NETWORKS) {
        let code = diagnostic["code"].as_str().expect("a code").to_owned();
        found.entry((network, code)).or_default().push(diagnostic);
    }
    let (mut cases, mut failures) = (0, 0);
    for suite in &suites {
        let network = suite.attribute("name").expect("a name");
        let mut in_suite = (0, 0, 0);
        for case in suite.children().filter(roxmltree::Node::is_element) {
            let code = case.attribute("name").and_then(|name| name.split(':').next()).expect("a code");
            let of_code = found.remove(&(network.to_owned(), code.to_owned())).unwrap_or_default();
            let failing = of_code.iter().filter(|one| one["severity"] != "note").count();
            assert_eq!(elements(case, "failure"), usize::from(failing > 0), "{code} of {network}");
            if failing > 0 {
                let failure = case.children().find(|node| node.has_tag_name("failure")).expect("a failure");
                let text = failure.text().unwrap_or_default();
                assert_eq!(text.matches(&format!("[{code}]: ")).count(), failing, "{text}");
                if let Some(file) = of_code[0]["labels"][0]["file"].as_str() {
                    assert!(text.contains(file) && case.attribute("file").is_some(), "{text}");
                }
            }
            in_suite.0 += 1;
            in_suite.1 += elements(case, "failure");
            in_suite.2 += elements(case, "skipped");
        }
        assert_eq!(in_suite, (number(*suite, "tests"), number(*suite, "failures"), number(*suite, "skipped")));
        assert_eq!(in_suite.2 > 0, network.starts_with("tests/invalid"), "{network}");
        cases += in_suite.0;
        failures += in_suite.1;
    }
    assert_eq!((cases, failures), (number(root, "tests"), number(root, "failures")));
    assert!(found.is_empty(), "problems without a case: {found:?}");
}

// JSON lines, and what holds for all.

#[test]
fn json_lines_are_the_diagnostics_and_a_summary() {
    let text = answer("jsonl", &NETWORKS, &[]);
    let mut lines: Vec<Value> = text.lines().map(parsed).collect();
    let summary = lines.pop().expect("a summary");
    assert_eq!((&summary["kind"], &summary["schema"]), (&json!("summary"), &json!("landbridge/check/1")));
    assert_eq!(summary["ok"], false);
    assert_eq!(items(&summary["networks"]).len(), NETWORKS.len());
    let found: Vec<Value> = diagnostics(&NETWORKS)
        .into_iter()
        .map(|(network, mut diagnostic)| {
            diagnostic["kind"] = json!("diagnostic");
            diagnostic["network"] = json!(network);
            diagnostic
        })
        .collect();
    assert_eq!(lines, found);
    let one = answer("jsonl", &["networks/tutorial.yaml"], &[]);
    assert!(parsed(one.lines().last().expect("a line"))["ok"].as_bool().expect("a claim"), "{one}");
}

const FORMATS: [&str; 6] = ["text", "json", "jsonl", "sarif", "github", "junit"];

#[test]
fn the_same_bytes_and_exit_code_whatever_the_threads_and_wherever_they_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("answer");
    let path = file.to_str().expect("UTF-8");
    for format in FORMATS {
        let one = answer(format, &NETWORKS, &["--threads", "1"]);
        assert_eq!(answer(format, &NETWORKS, &["--threads", "8"]), one, "{format}");
        let output = run(&[&["check", "--format", format, "--output", path], &NETWORKS[..]].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty(), "{output:?}");
        assert_eq!(fs::read_to_string(&file).expect("written"), one, "{format}");
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 1, "something else was left");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(told.contains("tests/invalid/unknown-key.yaml: 1 error"), "{told}");
    }
    let nowhere = folder.path().join("no/such/folder/answer");
    let output = run(&["check", "networks/tutorial.yaml", "--output", nowhere.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"), "{output:?}");
}

#[test]
fn paths_are_told_from_the_current_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path().canonicalize().expect("there");
    fs::create_dir_all(here.join("net/below")).expect("made");
    fs::write(here.join("net/below/x.yaml"), "network: {id: x, wrong: 1}\n").expect("written");
    let whole = here.join("net");
    for path in ["net", "./net", "net/", "./net/./below/..", whole.to_str().expect("UTF-8")] {
        for format in FORMATS {
            let output = run_in(&here, &["check", path, "--format", format]);
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let named = text.contains("net/below/x.yaml") || text.contains("net/below/../below/x.yaml");
            assert!(named && !text.contains(whole.to_str().expect("UTF-8")), "{path} {format}: {text}");
        }
    }
}

#[test]
fn exit_codes_follow_the_severity_that_was_asked_for_in_every_form() {
    for format in FORMATS {
        for (limit, code) in [("error", 0), ("warning", 1), ("note", 1)] {
            let output = run(&["check", "tests/networks/two-ways.yaml", "--format", format, "--fail-on", limit]);
            let text = String::from_utf8_lossy(&output.stdout);
            assert_eq!(output.status.code(), Some(code), "{format} {limit}: {text}");
        }
    }
}
