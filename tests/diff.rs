//! `landbridge diff`: what changed in meaning, and nothing else; laws of the comparison; revisions of git.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use landbridge::diagnostics::FileId;
use landbridge::diff::{EntryChange, FieldChange, Kind, Statements, compare_statements, statements};
use landbridge::format::format;
use landbridge::testing::strategies::{Dates, networks};
use proptest::prelude::*;
use serde_json::Value;

const TUTORIAL: &str = include_str!("../networks/tutorial.yaml");

fn said(text: &str) -> Statements {
    statements(&[("network.yaml".into(), text.as_bytes().to_vec())])
}

/// Section, id, and each field with its old and new value.
fn told(old: &str, new: &str) -> Vec<String> {
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".into());
    let field = |field: &FieldChange| format!("{}: {} -> {}", field.field, side(&field.old), side(&field.new));
    compare_statements(&said(old), &said(new))
        .iter()
        .flat_map(|change| {
            let head = format!("{} {}.{}", change.change.word(), change.section, change.id);
            match change.change {
                Kind::Changed => change.fields.iter().map(|one| format!("{head}.{}", field(one))).collect(),
                _ => vec![head],
            }
        })
        .collect()
}

#[test]
fn each_change_is_told_with_its_key_and_both_values() {
    let edit = |old: &str, new: &str| {
        let text = TUTORIAL.replacen(old, new, 1);
        assert_ne!(text, TUTORIAL, "`{old}` is in the tutorial");
        told(TUTORIAL, &text)
    };
    assert_eq!(
        edit("{khasan: 260 km}", "{khasan: 261 km}"),
        ["changed lines.ussuriysk-khasan.posts[khasan].khasan: 260 km -> 261 km"]
    );
    assert_eq!(
        edit("60000 TEU/yr", "6000 TEU/yr"),
        ["changed lines.ussuriysk-khasan.capacity.typ: 60000 TEU/yr -> 6000 TEU/yr"]
    );
    assert_eq!(
        edit("{from: 2013-09-22, state: operating}", "{from: 2013-09-22, state: closed}"),
        ["changed lines.khasan-tumangang.status.state: operating -> closed"]
    );
    assert_eq!(
        edit("from: 2016-03-02, effect: flag", "from: 2016-03-02, effect: exclude"),
        ["changed restrictions.un-2270.effect: flag -> exclude"]
    );
    assert_eq!(edit("aliases: [Najin, 라진]", "aliases: [Najin]"), ["changed places.rajin.aliases: 라진 -> nothing"]);
    assert_eq!(
        edit("time: 12 h,", "time: {typ: 12 h, high: 20 h},"),
        ["changed transfers.tumangang-gauge.time.high: nothing -> 20 h"]
    );
    assert_eq!(edit("  wikipedia: {title", "  extra: {title: Another}\n  wikipedia: {title"), ["added sources.extra"]);
}

#[test]
fn dates_of_what_changed_are_told() {
    let old = "lines: {a: {status: [{until: 2020, state: operating}, {from: 2020, until: 2024, state: closed}]}}";
    let new = old.replace("state: closed", "state: severed");
    let found = compare_statements(&said(old), &said(&new));
    let field = &found[0].fields[0];
    assert_eq!(field.field, "status[from 2020].state");
    assert_eq!(field.old_during.as_deref(), Some("from 2020 until 2024"));
}

#[test]
fn how_it_is_said_is_no_change() {
    let text = TUTORIAL.replacen("12 h, typ: 30 h, high: 96 h", "0.5 d, typ: 30h, high: 4 d", 1);
    assert_ne!(text, TUTORIAL);
    let reordered =
        text.replacen("{id: tutorial, title: Ussuriysk to Rajin,", "{title: Ussuriysk to Rajin, id: tutorial,", 1);
    assert_ne!(reordered, text);
    assert_eq!(told(TUTORIAL, &format!("# another comment\n{reordered}")), [""; 0]);
}

#[test]
fn an_entry_with_another_id_is_renamed_wherever_it_is_named() {
    let text = TUTORIAL
        .replace("tumangang-rajin", "east-line")
        .replace("rajin: ", "rason: ")
        .replace("to: rajin", "to: rason");
    assert_eq!(told(TUTORIAL, &text), ["renamed lines.east-line", "renamed places.rason"]);
}

#[test]
fn sections_without_ids_are_put_together_and_compared() {
    let files = |texts: &[&str]| {
        let named = texts.iter().enumerate().map(|(index, text)| (format!("{index}.yaml"), text.as_bytes().to_vec()));
        statements(&named.collect::<Vec<_>>())
    };
    let one = files(&["checks: [{rule: LB0504, level: allow}, {rule: LB0505, level: deny}]"]);
    let two = files(&["checks: [{rule: LB0505, level: deny}]", "checks:\n  - {level: allow, rule: LB0504}\n"]);
    assert_eq!(compare_statements(&one, &two), vec![]);
    let other = files(&["checks: [{rule: LB0504, level: allow}, {rule: LB0505, level: warn}]"]);
    let found = compare_statements(&one, &other);
    assert_eq!((found.len(), found[0].id.as_str(), found[0].fields.len()), (1, "checks", 1), "{found:?}");
    assert_eq!((found[0].fields[0].old.as_deref(), found[0].fields[0].new.as_deref()), (Some("deny"), Some("warn")));
    assert_eq!(compare_statements(&files(&["network: {id: a}"]), &one).len(), 2);
}

fn mirrored(changes: Vec<EntryChange>) -> Vec<EntryChange> {
    let mut changes: Vec<EntryChange> = changes
        .into_iter()
        .map(|change| {
            let (kind, id, old_id) = match change.change {
                Kind::Added => (Kind::Removed, change.id, None),
                Kind::Removed => (Kind::Added, change.id, None),
                Kind::Renamed => (Kind::Renamed, change.old_id.clone().unwrap_or_default(), Some(change.id)),
                Kind::Changed => (Kind::Changed, change.id, None),
            };
            let mut fields: Vec<FieldChange> = change
                .fields
                .into_iter()
                .map(|field| FieldChange {
                    old: field.new,
                    new: field.old,
                    old_during: field.new_during,
                    new_during: field.old_during,
                    ..field
                })
                .collect();
            fields.sort();
            EntryChange { change: kind, id, old_id, name: None, fields, ..change }
        })
        .collect();
    changes.sort_by(|a, b| (&a.section, &a.id, a.change).cmp(&(&b.section, &b.id, b.change)));
    changes
}

fn plain(changes: Vec<EntryChange>) -> Vec<EntryChange> {
    changes
        .into_iter()
        .map(|mut change| {
            change.fields.sort();
            EntryChange { name: None, ..change }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_network_does_not_differ_from_itself(spec in networks(Dates::All)) {
        let text = spec.yaml();
        prop_assert_eq!(compare_statements(&said(&text), &said(&text)), vec![]);
        let formatted = format(FileId(0), &text).expect("a random network is formatted");
        prop_assert_eq!(compare_statements(&said(&text), &said(&formatted)), vec![]);
    }

    #[test]
    fn the_way_back_mirrors_the_way_there(a in networks(Dates::All), b in networks(Dates::All)) {
        let (a, b) = (said(&a.yaml()), said(&b.yaml()));
        let there = compare_statements(&a, &b);
        prop_assert_eq!(there.is_empty(), a == b);
        // With names that stand for other things on either side the words in a field differ, never which entries do.
        if there.iter().any(|change| change.change == Kind::Renamed) {
            let entries = |changes: Vec<EntryChange>| -> Vec<(String, String, Kind)> {
                changes.into_iter().map(|change| (change.section, change.id, change.change)).collect()
            };
            prop_assert_eq!(entries(mirrored(compare_statements(&b, &a))), entries(there));
        } else {
            prop_assert_eq!(mirrored(compare_statements(&b, &a)), plain(there));
        }
    }

    #[test]
    fn what_is_closed_is_seen(spec in networks(Dates::Fixed), index in any::<prop::sample::Index>()) {
        let text = spec.yaml();
        let lines: Vec<usize> = text.match_indices("status: operating").map(|(at, _)| at).collect();
        prop_assume!(!lines.is_empty());
        let at = *index.get(&lines);
        let closed = format!("{}status: closed{}", &text[..at], &text[at + "status: operating".len()..]);
        let found = compare_statements(&said(&text), &said(&closed));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].fields.len(), 1);
        prop_assert_eq!((found[0].fields[0].old.as_deref(), found[0].fields[0].new.as_deref()), (Some("operating"), Some("closed")));
    }
}

// The command.

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landbridge"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program starts")
}

fn out(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Writes the tutorial as `old.yaml` and an edit of it as `new.yaml`.
fn edited(old: &str, new: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = TUTORIAL.replacen(old, new, 1);
    fs::write(folder.path().join("old.yaml"), TUTORIAL).expect("written");
    fs::write(folder.path().join("new.yaml"), text).expect("written");
    folder
}

#[test]
fn no_change_in_meaning_exits_0() {
    let folder = edited("# A small", "# Another comment on a small");
    let output = run(folder.path(), &["diff", "old.yaml", "new.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).contains("No change in meaning."), "{}", out(&output));
}

#[test]
fn a_closed_bridge_makes_the_demand_impossible() {
    let folder = edited("{from: 2013-09-22, state: operating}", "{from: 2013-09-22, state: closed}");
    let output = run(folder.path(), &["diff", "old.yaml", "new.yaml"]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    insta::assert_snapshot!(out(&output));
    let markdown = run(folder.path(), &["diff", "old.yaml", "new.yaml", "--format", "markdown"]);
    insta::assert_snapshot!(out(&markdown));
    let json = run(folder.path(), &["diff", "old.yaml", "new.yaml", "--format", "json"]);
    let record: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(record["schema"], "landbridge/diff/1");
    assert_eq!(record["counts"]["changed"], 1);
    assert_eq!(record["changes"][0]["fields"][0]["field"], "status.state");
    assert_eq!(record["answers"]["routes"][0]["becomes"], "impossible");
}

#[test]
fn what_has_nothing_to_do_with_a_way_leaves_its_answer() {
    let folder = edited(
        "places:\n",
        "places:\n  artyom: {name: Artyom, country: RU, at: 43.350N 132.190E, kind: junction, source: authored}\n",
    );
    let output = run(folder.path(), &["diff", "old.yaml", "new.yaml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    let record: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(record["counts"]["added"], 1);
    assert_eq!(record["answers"]["asked"], 1);
    assert_eq!(record["answers"]["routes"].as_array().map(Vec::len), Some(0), "{record:#}");
}

#[test]
fn hostile_names_stay_text_in_markdown() {
    let folder = edited("name: Rajin,", "name: \"<img src=x>|`@all`\",");
    let output = run(folder.path(), &["diff", "old.yaml", "new.yaml", "--format", "markdown"]);
    let text = out(&output);
    assert!(text.contains("&lt;img src=x&gt;\\|\\`&#64;all\\`"), "{text}");
    assert!(!text.contains("<img"), "{text}");
}

#[test]
fn a_bad_side_exits_3_and_tells_of_both() {
    let folder = edited("kind: port", "kind: harbour-town");
    fs::write(folder.path().join("old.yaml"), "a: [1\n").expect("written");
    let output = run(folder.path(), &["diff", "old.yaml", "new.yaml"]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(output.stdout.is_empty() && text.contains("old.yaml:1:") && text.contains("new.yaml:"), "{text}");
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .expect("git starts");
    assert!(done.status.success(), "{}", out(&done));
}

#[test]
fn revisions_of_git_are_read_without_a_checkout() {
    let folder = tempfile::tempdir().expect("a folder");
    let nets = folder.path().join("nets/one");
    fs::create_dir_all(&nets).expect("made");
    fs::write(nets.join("network.yaml"), TUTORIAL).expect("written");
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "first"]);
    fs::write(nets.join("network.yaml"), TUTORIAL.replacen("60000 TEU", "50000 TEU", 1)).expect("written");
    for arguments in [
        ["diff", "HEAD:nets/one", "nets/one", "--network", "nets/one"],
        ["diff", "HEAD", "nets/one", "--network", "nets/one"],
        ["diff", "HEAD", "nets/one/network.yaml", "--network", "./nets/../nets/one/network.yaml"],
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(1), "{}", out(&output));
        assert!(out(&output).contains("60000 TEU/yr -> 50000 TEU/yr"), "{}", out(&output));
    }
    let output = run(&nets, &["diff", "HEAD", "network.yaml", "--network", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    let output = run(folder.path(), &["diff", "HEAD:nets/one", "HEAD:nets"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    for (arguments, needle) in [
        (["diff", "no-such", "nets/one", "--network", "nets/one"], "no such revision"),
        (["diff", "HEAD:other", "nets/one", "--network", "nets/one"], "no .yaml file at `other`"),
        (["diff", "--network", "nets/one", "HEAD:", "nets/two"], "nets/two"),
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(out(&output).contains(needle), "{}", out(&output));
    }
    let output = run(folder.path(), &["diff", "HEAD", "nets/one"]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(out(&output).contains("--network PATH"), "{}", out(&output));
}
