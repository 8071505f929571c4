//! Files made to harm the reader are refused before a tree is built of them.
//!
//! Nothing is timed: a reader that falls for one of these does not come back, or aborts.
#![cfg(feature = "yaml")]

use std::fmt::Write as _;

use landbridge::diagnostics::{Code, FileId, codes};
use landbridge::load::{Limits, read_value};

fn check_refused(text: &str, expected: Code) {
    let mut out = Vec::new();
    let value = read_value(FileId(0), text, &Limits::default(), &mut out);
    assert!(value.is_none());
    let found: Vec<Code> = out.iter().map(|problem| problem.code).collect();
    assert_eq!(found, [expected]);
}

#[test]
fn billion_laughs() {
    let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..=30 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "a{level}: &a{level} [{aliases}]").unwrap();
    }
    check_refused(&text, codes::TOO_LARGE);
}

#[test]
fn quadratic_growth() {
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a,".repeat(20_000));
    check_refused(&text, codes::TOO_LARGE);
}

#[test]
fn nested_lists() {
    check_refused(&"- ".repeat(100_000), codes::TOO_DEEP);
    check_refused(&"[".repeat(100_000), codes::TOO_DEEP);
}

#[test]
fn nested_keys() {
    // Lists and mappings as keys are refused, so this never gets deep.
    check_refused(&"? ".repeat(50_000), codes::YAML_SYNTAX);
}

#[test]
fn nested_mappings_without_end() {
    check_refused(&"{\"a\":".repeat(60_000), codes::TOO_DEEP);
}

#[test]
fn alias_inside_its_own_anchor() {
    check_refused("a: &a [*a]\n", codes::TOO_LARGE);
}

#[test]
fn brackets_that_the_parser_must_look_through() {
    check_refused(&format!("[{}", "\"\",".repeat(4_000_000)), codes::TOO_LARGE);
}

#[test]
fn bombs_behind_what_one_parser_takes_for_a_comment() {
    let bomb = "{\"a\":".repeat(60_000);
    for trick in ['\0', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'] {
        check_refused(&format!("a: 1 # {trick}{bomb}"), codes::YAML_SYNTAX);
    }
}

#[test]
fn more_duplicate_keys_than_anyone_reads() {
    let mut out = Vec::new();
    let value = read_value(FileId(0), &"a: 1\n".repeat(5_000), &Limits::default(), &mut out);
    assert!(value.is_some());
    assert_eq!(out.len(), 200);
}
