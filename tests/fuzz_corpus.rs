//! What fuzzers start from, and what they once broke, is run by the same functions in every build.
#![cfg(feature = "cli")]

use std::path::Path;

use landbridge::testing::fuzz;

fn run(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() >= 5, "{target} has hardly a corpus");
    for file in files {
        println!("{}", file.display());
        run(&std::fs::read(&file).expect("a file"));
    }
}

#[test]
fn the_reader_ends_on_every_file() {
    run("reader", fuzz::reader);
}

#[test]
fn units_are_read_or_refused() {
    run("units", fuzz::units);
}

#[test]
fn questions_are_answered_or_refused() {
    run("query", fuzz::query);
}

#[test]
fn scenarios_leave_the_base_as_it_is() {
    run("scenario_patch", fuzz::scenario_patch);
}
