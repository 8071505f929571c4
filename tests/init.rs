//! `landbridge init`: what it starts is sound, is laid out, and answers, from the first minute.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landbridge"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn check(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = run(folder, arguments);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

#[test]
fn a_new_network_is_sound_and_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("new/net");
    let said = check(folder.path(), &["init", "new/net", "--title", "Сеть: the \"east\" #1"], 0);
    assert!(said.contains("network.yaml") && said.contains("Next:"), "{said}");
    check(&at, &["check", "network.yaml", "--fail-on", "warning"], 0);
    check(&at, &["fmt", "--check", "network.yaml"], 0);
    let plan = check(&at, &["plan", "ussuriysk", "rajin", "--network", "network.yaml"], 0);
    assert!(plan.contains("Tumangang") || plan.contains("315 km"), "{plan}");
    assert_eq!(fs::read_to_string(at.join("landbridge.schema.json")).expect("read"), check(&at, &["schema"], 0));
    check(&at, &["plan", "ussuriysk", "rajin", "--network", "network.yaml", "--scenario", "bridge-closed"], 1);
    check(&at, &["flow", "--network", "network.yaml"], 0);
    check(&at, &["site", "--network", "network.yaml", "--out", "public"], 0);
    assert!(at.join("public/index.html").is_file());
    let text = fs::read_to_string(at.join("network.yaml")).expect("read");
    assert!(text.contains("id: the-east-1") && text.contains("title: \"Сеть: the"), "{text}");
    for name in ["README.md", ".github/workflows/landbridge.yml"] {
        let text = fs::read_to_string(at.join(name)).expect("read");
        assert!(text.contains("landbridge check network.yaml --fail-on warning"), "{text}");
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("README.md"), "mine").expect("written");
    fs::create_dir(folder.path().join("network.yaml")).expect("made");
    let said = check(folder.path(), &["init"], 2);
    assert!(said.contains("README.md") && said.contains("network.yaml") && !said.contains("landbridge.yml"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("README.md")).expect("read"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 2);
}

#[test]
fn what_cannot_be_written_whole_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(".github"), "a file").expect("written");
    let said = check(folder.path(), &["init", "."], 4);
    assert!(said.contains("nothing was left"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
    check(folder.path(), &["init", "other", "--title", "  "], 2);
    assert!(!folder.path().join("other").exists());
}
