//! No text, however broken, makes the readers panic, and their places are always in the text.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;

use landbridge::diagnostics::{At, Diagnostic, FileId, Focus, SourceFiles, Step, YamlPath, json, render};
use landbridge::load::{Limits, Value, decode, guard, locate, parse_yaml, read_tolerant, resolve_spans};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Entry {
    name: String,
    gauge: Option<u32>,
    #[serde(default)]
    posts: Vec<BTreeMap<String, i8>>,
    pair: Option<(bool, f64)>,
    inner: Option<Box<Entry>>,
}

/// Pieces that YAML cares about, put together at random.
fn yaml_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => prop::sample::select(vec![
            "name", "gauge", "posts", "pair", "inner", ": ", ":", "- ", "\n", "\n  ", "\n    ", " ",
            "{", "}", "[", "]", ", ", "'", "\"", "#", " # ", "&a ", "*a", "? ", "|\n", ">-\n", "---\n",
            "...\n", "%TAG ! x\n", "!!str ", "!x ", "<<", "\t", "\r\n", "\r", "~", "1", "0x1F", "1e999",
            ".nan", "true", "\\u0041", "\u{feff}", "\0", "\u{85}", "\u{2028}", "부산", "Хасан",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A sound entry with a few characters changed.
fn mutated() -> impl Strategy<Value = String> {
    const SOUND: &str = "name: Хасан\ngauge: 1520\nposts:\n  - {a: 1, b: 2}\n  - c: 3\n\
        pair: [true, 1.5]\ninner: &x\n  name: \"부산\"\n  inner: {name: 'x', posts: [{d: 4}]}\n";
    let change = (0..SOUND.chars().count(), yaml_like(), 0..6_usize);
    prop::collection::vec(change, 1..4).prop_map(|changes| {
        let mut text: Vec<char> = SOUND.chars().collect();
        for (at, insert, delete) in changes {
            let start = at.min(text.len());
            let end = (start + delete).min(text.len());
            text.splice(start..end, insert.chars().take(4));
        }
        text.into_iter().collect()
    })
}

/// Keys and values of a tree, and how many lists and mappings stand in each other.
fn measure(value: &Value) -> (u64, usize) {
    let add = |(nodes, depth): (u64, usize), (more, deep): (u64, usize)| (nodes + more, depth.max(deep));
    let (nodes, depth) = match value {
        Value::Sequence(list) => list.iter().map(measure).fold((1, 0), add),
        Value::Mapping(mapping) => {
            mapping.values().map(measure).map(|(nodes, depth)| (nodes + 1, depth)).fold((1, 0), add)
        }
        _ => return (1, 0),
    };
    (nodes, depth + 1)
}

/// The guard reads with one parser, the tree is built with another: what the first lets pass
/// must be within its limits for the second.
fn guard_speaks_for_the_tree(text: &str) {
    let limits = Limits { depth: 4, nodes: 30, bytes: 200 };
    let file = FileId(0);
    if !guard(file, text, &limits).is_empty() {
        return;
    }
    if let Some(value) = parse_yaml(file, text, &mut Vec::new()) {
        let (nodes, depth) = measure(&value);
        assert!(nodes <= limits.nodes && depth <= limits.depth, "{nodes}, {depth}: {text:?}");
    }
}

fn read_everything(bytes: &[u8]) {
    let file = FileId(0);
    let (text, problem) = decode(file, bytes);
    let mut files = SourceFiles::new();
    files.add("x.yaml", text.clone());
    let mut out: Vec<Diagnostic> = problem.into_iter().collect();
    out.extend(guard(file, &text, &Limits::default()));

    let path = |steps: &[&str]| YamlPath(steps.iter().map(|key| Step::Key((*key).to_owned())).collect());
    let requests = [
        (YamlPath::root(), Focus::Value),
        (path(&["name"]), Focus::Value),
        (path(&["inner", "inner", "name"]), Focus::Key),
        (path(&["posts"]).index(1).key("c"), Focus::Value),
    ];
    for span in locate(&text, &requests).into_iter().flatten() {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
    // Fed by hand, without the guard's leave: small texts cannot grow far.
    if let Some(value) = parse_yaml(file, &text, &mut out) {
        let read = read_tolerant::<Entry>(file, value.clone(), &YamlPath::root(), &mut out);
        let again = serde_json::to_value(&value).ok().map(|_| value);
        if read.is_none() {
            assert!(!out.is_empty(), "refused without a reason: {text:?}");
        }
        let _: Option<BTreeMap<String, u8>> =
            read_tolerant(file, again.unwrap_or(Value::Null), &YamlPath::root(), &mut out);
    }
    resolve_spans(&mut out, &files);
    for label in out.iter().flat_map(|problem| &problem.labels) {
        match label.place.at {
            At::Span(span) => {
                assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
            }
            At::File => {}
            At::Path { .. } => panic!("not resolved"),
        }
    }
    let drawn = render::render_all(&out, &files, false);
    assert!(!drawn.contains(['\u{1b}', '\0']), "{drawn:?}");
    assert_eq!(json::records(&out, &files).len(), out.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_everything(&bytes);
    }

    #[test]
    fn yaml_like_text(text in yaml_like()) {
        read_everything(text.as_bytes());
        guard_speaks_for_the_tree(&text);
    }

    #[test]
    fn mutated_text(text in mutated()) {
        read_everything(text.as_bytes());
        guard_speaks_for_the_tree(&text);
    }
}
