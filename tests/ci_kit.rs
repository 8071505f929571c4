//! What others put into their CI works with this program: the action, the pre-commit hook, the workflows of docs/ci.md.
#![cfg(all(feature = "cli", unix))]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use landbridge::diagnostics::FileId;
use landbridge::load::parse_yaml;
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn parsed(text: &str) -> Value {
    let mut problems = Vec::new();
    let yaml = parse_yaml(FileId(0), text, &mut problems).unwrap_or_else(|| panic!("{problems:?}\n{text}"));
    serde_json::to_value(yaml).expect("keys are text")
}

fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("a list: {value}"))
}

/// A repository with a good network under the name that the documentation uses, a bad one, and the program where a
/// workflow finds it.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = |path: &str| folder.path().join(path);
    for path in ["networks/my-network", "networks/broken", ".landbridge/bin"] {
        fs::create_dir_all(inside(path)).expect("made");
    }
    fs::copy(root().join("networks/tutorial.yaml"), inside("networks/my-network/one.yaml")).expect("copied");
    fs::write(inside("networks/broken/one.yaml"), "network: {id: x, wrong: 1}\n").expect("written");
    symlink(env!("CARGO_BIN_EXE_landbridge"), inside(".landbridge/bin/landbridge")).expect("linked");
    folder
}

fn bash(folder: &Path, script: &str, environment: &[(&str, &str)]) -> Output {
    let path = format!("{}:{}", folder.join(".landbridge/bin").display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("bash");
    command.current_dir(folder).env("PATH", path).args(["-euo", "pipefail", "-c", script]);
    command.envs(environment.iter().copied()).output().expect("bash starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

// The action.

const ACTION: &str = ".github/actions/check/action.yml";

#[test]
fn the_action_uses_the_inputs_that_it_declares() {
    let source = read(ACTION);
    let action = parsed(&source);
    assert_eq!(action["runs"]["using"], "composite");
    let declared: BTreeSet<&str> = action["inputs"].as_object().expect("inputs").keys().map(String::as_str).collect();
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>();
    let used: BTreeSet<String> = source.split("inputs.").skip(1).map(word).collect();
    assert_eq!(used.iter().map(String::as_str).collect::<BTreeSet<_>>(), declared);
    for input in action["inputs"].as_object().expect("inputs").values() {
        assert!(input["description"].is_string() && (input["required"] == true || input["default"].is_string()));
    }
    for step in items(&action["runs"]["steps"]) {
        // A composite step without a shell is refused by GitHub.
        assert!(step["run"].is_string() && step["shell"] == "bash", "{step}");
    }
}

#[test]
fn the_script_of_the_action_gets_all_that_it_reads() {
    let action = parsed(&read(ACTION));
    let step = items(&action["runs"]["steps"]).last().expect("a step");
    assert_eq!(step["run"], "bash \"$GITHUB_ACTION_PATH/check.sh\"");
    let given: BTreeSet<&str> = step["env"].as_object().expect("variables").keys().map(String::as_str).collect();
    let script = read(".github/actions/check/check.sh");
    let is_name = |c: char| c.is_ascii_uppercase() || c == '_';
    let code = script.lines().filter(|line| !line.trim_start().starts_with('#'));
    let read: BTreeSet<String> = code
        .flat_map(|line| line.split('$').skip(1).map(|rest| rest.trim_start_matches('{').to_owned()))
        .map(|rest| rest.chars().take_while(|c| is_name(*c)).collect::<String>())
        .filter(|name| name.len() > 1)
        .collect();
    assert_eq!(read.iter().map(String::as_str).collect::<BTreeSet<_>>(), given);
}

/// Runs the script as the action does.
fn action(folder: &Path, paths: &str, fail_on: &str) -> Output {
    let script = root().join(".github/actions/check/check.sh");
    let environment = [
        ("LANDBRIDGE", env!("CARGO_BIN_EXE_landbridge")),
        ("PATHS", paths),
        ("FAIL_ON", fail_on),
        ("SARIF", "check.sarif"),
        ("JUNIT", "check.xml"),
    ];
    bash(folder, &format!("bash '{}'", script.display()), &environment)
}

#[test]
fn the_action_annotates_writes_both_files_and_fails_as_the_check_does() {
    let folder = repository();
    let good = action(folder.path(), "networks/my-network\n", "warning");
    assert_eq!(good.status.code(), Some(0), "{good:?}");
    assert!(text(&good.stdout).contains("networks/my-network: nothing to report"), "{good:?}");
    let both = action(folder.path(), "\nnetworks/my-network\nnetworks/broken\n", "error");
    assert_eq!(both.status.code(), Some(1), "{both:?}");
    let annotations =
        text(&both.stdout).lines().filter(|line| line.starts_with("::error file=networks/broken/one.yaml,"));
    assert!(annotations.count() > 0, "{both:?}");
    let sarif = fs::read_to_string(folder.path().join("check.sarif")).expect("written");
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(sarif["runs"][0]["invocations"][0]["exitCode"], 1);
    let junit = fs::read_to_string(folder.path().join("check.xml")).expect("written");
    let junit = roxmltree::Document::parse(&junit).expect("XML");
    assert_eq!(junit.descendants().filter(|node| node.has_tag_name("testsuite")).count(), 2);
    for (paths, fail_on, code) in [("", "error", 2), ("networks/my-network", "mild", 2), ("no/such/folder", "error", 4)]
    {
        let wrong = action(folder.path(), paths, fail_on);
        assert_eq!(wrong.status.code(), Some(code), "{paths}: {wrong:?}");
    }
}

// The pre-commit hooks.

#[test]
fn the_hooks_run_as_pre_commit_runs_them() {
    let hooks = parsed(&read(".pre-commit-hooks.yaml"));
    let folder = repository();
    for hook in items(&hooks) {
        for key in ["id", "name", "description", "entry", "language", "files"] {
            assert!(hook[key].is_string(), "{key} of {hook}");
        }
        assert_eq!((&hook["language"], &hook["pass_filenames"]), (&"rust".into(), &false.into()));
        let run = |arguments: &[&str]| {
            let entry = hook["entry"].as_str().expect("a command");
            bash(folder.path(), &format!("{entry} {}", arguments.join(" ")), &[])
        };
        let default: Vec<&str> = items(&hook["args"]).iter().filter_map(Value::as_str).collect();
        assert_eq!(default, ["networks"]);
        assert_eq!(run(&["networks/my-network"]).status.code(), Some(0));
        if hook["id"] == "landbridge-fmt" {
            let untidy = "network:\n    id: x\n    title:   X\n";
            fs::write(folder.path().join("networks/broken/one.yaml"), untidy).expect("written");
            assert_eq!(run(&default).status.code(), Some(1), "one file of two is untidy");
            let left = fs::read_to_string(folder.path().join("networks/broken/one.yaml")).expect("read");
            assert_eq!(left, untidy, "a check writes nothing");
            continue;
        }
        assert_eq!(run(&default).status.code(), Some(1), "both networks below one folder are one, and broken");
        assert_eq!(run(&["networks/my-network", "--fail-on", "warning"]).status.code(), Some(0));
        assert_eq!(run(&["networks/broken"]).status.code(), Some(1));
    }
}

// The documentation.

/// The blocks of a language in docs/ci.md.
fn blocks(language: &str) -> Vec<String> {
    let docs = read("docs/ci.md");
    let fence = format!("```{language}\n");
    let after = docs.split(&fence).skip(1);
    after.map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// All texts under a key, however deep.
fn under<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                if name == key {
                    found.push(inner);
                }
                under(inner, key, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| under(inner, key, found)),
        _ => {}
    }
}

#[test]
fn the_commands_of_the_documentation_run() {
    let folder = repository();
    let mut commands: Vec<String> = Vec::new();
    for block in blocks("yaml") {
        let yaml = parsed(&block);
        let mut found = Vec::new();
        under(&yaml, "run", &mut found);
        under(&yaml, "script", &mut found);
        for lines in found {
            let lines = lines.as_array().map_or_else(|| vec![lines], |lines| lines.iter().collect());
            commands.extend(lines.into_iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    for block in blocks("sh") {
        commands.extend(block.lines().filter(|line| line.starts_with("landbridge check")).map(str::to_owned));
    }
    // What builds the program takes too long here, and has been done.
    commands.retain(|command| !command.starts_with("cargo install"));
    assert!(commands.len() >= 4, "{commands:?}");
    for command in commands {
        let output = bash(folder.path(), &command, &[]);
        assert_eq!(output.status.code(), Some(0), "{command}: {output:?}");
        let broken = bash(folder.path(), &command.replace("networks/my-network", "networks/broken"), &[]);
        assert_eq!(broken.status.code(), Some(1), "{command}: {broken:?}");
    }
}

#[test]
fn workflows_give_the_action_inputs_that_it_has_and_read_files_that_it_writes() {
    let action = parsed(&read(ACTION));
    let mut steps = Vec::new();
    let parsed_blocks: Vec<Value> = blocks("yaml").iter().map(|block| parsed(block)).collect();
    for block in &parsed_blocks {
        under(block, "steps", &mut steps);
    }
    let steps: Vec<&Value> = steps.into_iter().flat_map(items).collect();
    let uses = |needle: &str| {
        let found = steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains(needle)));
        *found.unwrap_or_else(|| panic!("nothing uses {needle}"))
    };
    let ours = uses("OWNER/landbridge/.github/actions/check@REF");
    for (input, _) in ours["with"].as_object().expect("inputs") {
        assert!(action["inputs"].get(input).is_some(), "the action has no input `{input}`");
    }
    assert_eq!(uses("upload-sarif")["with"]["sarif_file"], ours["with"]["sarif"]);
    let gitlab = parsed_blocks.iter().find_map(|block| block.get("check networks")).expect("a job for GitLab");
    let report = gitlab["artifacts"]["reports"]["junit"].as_str().expect("a file");
    assert!(items(&gitlab["script"]).iter().any(|line| line.as_str().is_some_and(|line| line.contains(report))));
    let hook = parsed_blocks.iter().find_map(|block| block.get("repos")).expect("a hook");
    let id = &hook[0]["hooks"][0]["id"];
    assert!(items(&parsed(&read(".pre-commit-hooks.yaml"))).iter().any(|hook| hook["id"] == *id), "{id}");
    let json = blocks("json");
    assert!(json.iter().all(|block| serde_json::from_str::<Value>(block).is_ok()), "{json:?}");
}
