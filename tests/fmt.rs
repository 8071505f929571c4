//! `landbridge fmt` and the library behind it: meaning and comments stay, and what is formatted stays as it is.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use landbridge::diagnostics::FileId;
use landbridge::format::format;
use landbridge::load::{Limits, Value, guard, parse_yaml, read_path};
use landbridge::testing::strategies::{Dates, networks};
use proptest::prelude::*;

fn formatted(text: &str) -> String {
    format(FileId(0), text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

fn value(text: &str) -> Value {
    let mut problems = Vec::new();
    let value = parse_yaml(FileId(0), text, &mut problems);
    value.unwrap_or_else(|| panic!("{problems:?}\n{text}"))
}

fn check(text: &str, expected: &str) {
    let found = formatted(text);
    assert_eq!(found, expected, "\n--- found\n{found}--- expected\n{expected}");
    assert_eq!(formatted(expected), expected, "not stable");
}

#[test]
fn white_space_is_put_in_order() {
    check(
        "a:   1   \n\n\n\nb:\n    c: {d: 1 ,e: [ x,y ] }\r\n    f: 2\n\n",
        "a: 1\n\nb:\n  c: {d: 1, e: [x, y]}\n  f: 2\n",
    );
    check("\u{feff}\n\na: 1", "a: 1\n");
    check("posts:\n- a: 1 km\n-   b:   2 km\n", "posts:\n  - a: 1 km\n  - b: 2 km\n");
    check("-   - 1\n    - 2\n-\n  k: v\n  l: w\n", "- - 1\n  - 2\n- k: v\n  l: w\n");
    check("note:\n  of two\n     lines\n", "note: of two\n  lines\n");
    check("---\na: 1\n...\n", "---\na: 1\n");
    check("{\"a\": 1,\n \"b\": [1, 2]}", "{a: 1, b: [1, 2]}\n");
    check("? a\n: 1\n? b\n", "a: 1\nb:\n");
}

#[test]
fn quotes_stay_only_where_they_are_needed() {
    check(
        "a: 'x y'\nb: \"12\"\nc: 'it''s'\nd: 'no'\ne: 'x: y'\n",
        "a: x y\nb: \"12\"\nc: it's\nd: \"no\"\ne: \"x: y\"\n",
    );
    check("a: ['a, b', 'say \"x\"', \"\"]\n", "a: [\"a, b\", 'say \"x\"', \"\"]\n");
    check("a: \"tab\\t\"\nb: '-'\nc: ' x'\nd: 'null'\n", "a: \"tab\\t\"\nb: \"-\"\nc: \" x\"\nd: \"null\"\n");
    check("a: {b: \"two\n\n  lines\", c: 'of\n  words'}\n", "a: {b: \"two\\nlines\", c: of words}\n");
}

#[test]
fn texts_in_lines_of_their_own_move_as_a_whole() {
    check(
        "a:\n      b: >-\n         one\n           two\n\n      c: |2\n          x\n         y\n",
        "a:\n  b: >-\n    one\n      two\n\n  c: |2\n      x\n     y\n",
    );
    check("a: |+\n    x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n");
    check("a: |   # why\n  # text\n# comment\nb: 1\n", "a: |  # why\n  # text\n# comment\nb: 1\n");
}

#[test]
fn comments_stay_where_they_are() {
    check(
        "# top\n\na: # of a\n    # before b\n    b: 1 # of b\n    # at the end of a\n  # between\n# before c\nc: 2\n# end\n",
        "# top\n\na:  # of a\n  # before b\n  b: 1   # of b\n  # at the end of a\n# between\n# before c\nc: 2\n# end\n",
    );
    check("a: 1      # one\nlong: 22  # two\n", "a: 1      # one\nlong: 22  # two\n");
    check("a: [1, # one\n  # two\n  2]\n", "a: [1,  # one\n  # two\n  2]\n");
    check("a: # of a\n  12\n", "a:  # of a\n  12\n");
    check("- # of the item\n  a: 1\n", "-  # of the item\n  a: 1\n");
    check("a: { # one\n  b: 1\n  # two\n}\n", "a: {  # one\n  b: 1\n  # two\n  }\n");
}

#[test]
fn long_lines_are_filled() {
    let items: Vec<String> = (100..150).map(|number| format!("place-{number}")).collect();
    let found = formatted(&format!("lanes:\n  x: {{name: X, path: [{}], status: open}}\n", items.join(",")));
    insta::assert_snapshot!(found);
    assert!(found.lines().all(|line| line.len() <= 120));
    assert_eq!(formatted(&found), found);
}

#[test]
fn anchors_stay() {
    check(
        "a: &x {b: 1}\nc:   *x\nd: &y\n   - 1\ne: [&z 1, *z]\n",
        "a: &x {b: 1}\nc: *x\nd: &y\n  - 1\ne: [&z 1, *z]\n",
    );
}

#[test]
fn what_cannot_be_laid_out_is_left() {
    assert!(format(FileId(0), "a: [1\n").is_err());
    assert!(format(FileId(0), "a: 1\na: 2\n").is_err());
    let directive = format(FileId(0), "%YAML 1.2\n---\na: 1\n").expect_err("a directive");
    assert_eq!(directive[0].code, landbridge::format::NOT_FORMATTED);
}

/// The files that come with the program.
fn own_files() -> Vec<(String, String)> {
    let read = read_path(Path::new("networks")).expect("networks");
    read.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

#[test]
fn own_networks_are_formatted() {
    for (name, text) in own_files() {
        assert_eq!(formatted(&text), text, "{name}: `landbridge fmt networks` mends it");
    }
}

/// A text with its spaces, line breaks and comments changed where that cannot change what it says.
fn disturbed(text: &str, seeds: &[u8]) -> String {
    let mut seeds = seeds.iter().cycle();
    let mut draw = || *seeds.next().unwrap_or(&0);
    let mut out = String::new();
    let mut in_text = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if in_text.is_some_and(|outer| line.trim().is_empty() || indent > outer) {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        in_text = (line.ends_with(">-") || line.ends_with('|') || line.ends_with('>')).then_some(indent);
        match draw() % 9 {
            0 => out.push_str("\n\n\n"),
            1 => out.extend([" ".repeat(usize::from(draw() % 12)), format!("# {}\n", draw())]),
            _ => {}
        }
        out.push_str(&line[..indent]);
        let quotes = line.contains(['"', '\'', '#']);
        for character in line[indent..].chars() {
            out.push(character);
            match character {
                '[' | '{' | ',' if !quotes && in_text.is_none() && line.contains(['{', '[']) => match draw() % 6 {
                    0 => out.push_str("   "),
                    1 => out.extend(["\n", &" ".repeat(indent + 3)]),
                    2 => out.extend([format!(" # {}\n", draw()), " ".repeat(indent + 1)]),
                    _ => {}
                },
                _ => {}
            }
        }
        if in_text.is_none() {
            out.push_str(["", "  ", " # x", "", ""][usize::from(draw() % 5)]);
        }
        out.push('\n');
    }
    out
}

/// Not so if a comment came to stand in a text of several lines.
fn says_the_same(text: &str, other: &str) -> bool {
    guard(FileId(0), text, &Limits::default()).is_empty()
        && parse_yaml(FileId(0), text, &mut Vec::new()).is_some_and(|value| value == self::value(other))
}

fn holds(text: &str) {
    let once = formatted(text);
    assert_eq!(value(&once), value(text), "another meaning:\n{text}\n---\n{once}");
    assert_eq!(formatted(&once), once, "not stable:\n{text}");
    let comments = |text: &str| text.matches('#').count();
    assert_eq!(comments(&once), comments(text), "comments:\n{text}\n---\n{once}");
    let is_clean = |line: &str| line.trim_end() == line;
    assert!(once.lines().all(is_clean) && once.ends_with('\n') && !once.ends_with("\n\n"), "spaces at an end:\n{once}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn disturbed_files_of_the_flagship_keep_meaning_and_comments(
        index in any::<prop::sample::Index>(),
        seeds in prop::collection::vec(any::<u8>(), 40..400),
    ) {
        let files = own_files();
        let (_, text) = index.get(&files);
        let disturbed = disturbed(text, &seeds);
        prop_assume!(says_the_same(&disturbed, text));
        holds(&disturbed);
    }

    #[test]
    fn disturbed_random_networks_keep_meaning_and_comments(
        spec in networks(Dates::All),
        seeds in prop::collection::vec(any::<u8>(), 40..400),
    ) {
        let text = spec.yaml();
        holds(&text);
        let disturbed = disturbed(&text, &seeds);
        prop_assume!(says_the_same(&disturbed, &text));
        holds(&disturbed);
    }
}

/// Pieces of YAML in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b", ": ", ":", "- ", "\n", "\n  ", "\n    ", " ", "{", "}", "[", "]", ", ", "'", "\"", "#", " # c",
        "&a ", "*a", "? ", "|\n", ">-\n", "|2\n", "|+\n", "---\n", "...\n", "!!str ", "\t", "\r\n", "~", "1", "\\",
        "부산", "a: 1\n", "- x\n", "k:\n", "  m: n\n", "# d\n",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn whatever_the_text_it_is_formatted_or_left(text in pieces()) {
        if let Ok(once) = format(FileId(0), &text) {
            prop_assert_eq!(value(&once), value(&text), "{}\n---\n{}", text, once);
            prop_assert_eq!(format(FileId(0), &once).ok(), Some(once.clone()), "not stable: {:?}", text);
        }
    }
}

// The command.

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landbridge")).args(arguments).output().expect("the program starts")
}

fn texts(output: &Output) -> (String, String) {
    (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn files_are_written_only_when_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.yaml");
    let name = path.to_str().expect("UTF-8");
    fs::write(&path, "a:   1\n").expect("written");
    let output = run(&["fmt", "--check", name]);
    assert_eq!(output.status.code(), Some(1));
    let (out, _) = texts(&output);
    assert!(out.contains("\n-a:   1\n+a: 1\n"), "{out}");
    let output = run(&["fmt", "--stdout", name]);
    assert_eq!((output.status.code(), texts(&output).0.as_str()), (Some(0), "a: 1\n"));
    assert_eq!(fs::read_to_string(&path).expect("read"), "a:   1\n");
    assert_eq!(run(&["fmt", folder.path().to_str().expect("UTF-8")]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).expect("read"), "a: 1\n");
    assert_eq!(run(&["fmt", "--check", name]).status.code(), Some(0));
    let left: Vec<_> = fs::read_dir(folder.path()).expect("read").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_file_with_a_mistake_is_left_and_the_others_are_formatted() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bad.yaml"), "a:   [1\n").expect("written");
    fs::write(folder.path().join("good.yaml"), "a:   1\n").expect("written");
    let output = run(&["fmt", folder.path().to_str().expect("UTF-8")]);
    let (out, err) = texts(&output);
    assert_eq!((output.status.code(), out.as_str()), (Some(3), ""));
    assert!(err.contains("bad.yaml:1:") && err.contains("left as they are") && err.contains("good.yaml"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("bad.yaml")).expect("read"), "a:   [1\n");
    assert_eq!(fs::read_to_string(folder.path().join("good.yaml")).expect("read"), "a: 1\n");
}

#[test]
fn without_a_file_nothing_is_formatted() {
    let output = run(&["fmt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(texts(&output).1.contains("name the files"), "{output:?}");
    assert_eq!(run(&["fmt", "no-such-folder"]).status.code(), Some(4));
}
