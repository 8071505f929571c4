//! What people read: plans and refusals on three small networks.
#![cfg(feature = "cli")]

use std::process::Command;

/// Standard output of `plan` on a network of this folder or of `networks`.
fn plan(network: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_landbridge"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["plan", "--color", "never", "--network", network])
        .args(arguments)
        .output()
        .expect("the program starts");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

const TWO_WAYS: &str = "tests/networks/two-ways.yaml";

#[test]
fn rail_and_sea_side_by_side() {
    insta::assert_snapshot!(plan(TWO_WAYS, &["west", "east-port", "--vessel", "strong", "--mode", "rail,sea"]));
}

#[test]
fn a_rule_refuses_and_is_cited() {
    insta::assert_snapshot!(plan(TWO_WAYS, &["west-yard", "east", "--depart", "2026-07-01", "--mode", "rail"]));
}

#[test]
fn severed_and_prohibited_are_told_apart() {
    insta::assert_snapshot!(plan(TWO_WAYS, &["west-yard", "east", "--depart", "2027-02-01", "--mode", "rail"]));
}

#[test]
fn what_was_lifted_is_flagged() {
    let arguments = ["west-yard", "east", "--depart", "2027-02-01", "--mode", "rail"];
    let lifted = ["--scenario", "far-line-rebuilt", "--allow", "no-trade"];
    insta::assert_snapshot!(plan(TWO_WAYS, &[&arguments[..], &lifted].concat()));
}

#[test]
fn waiting_for_a_line_to_open_is_shown() {
    insta::assert_snapshot!(plan(TWO_WAYS, &["west-yard", "island", "--depart", "2026-04-20"]));
}

#[test]
fn the_tutorial() {
    insta::assert_snapshot!(plan("networks/tutorial.yaml", &["ussuriysk", "rajin"]));
}

#[test]
fn names_that_want_to_paint_the_terminal() {
    insta::assert_snapshot!(plan("tests/networks/hostile-names.yaml", &["a", "b"]));
}
