//! Hostile texts in every place where a network takes text: none reaches a page as markup, or a path outside the site.
//!
//! Nobody lists the fields: every text of a network that has an entry of every section is replaced in turn, and those
//! that still load are the ones that reach pages.

use std::collections::{BTreeMap, BTreeSet};

use landbridge::embedded;
use landbridge::load::load_texts;
use landbridge::model::Network;
use landbridge::site::{Files, Options, Site, build};
use serde_yaml::{Mapping, Value};

mod site;

use site::{check_whole, has_ending, tags};

/// What a hostile text may be; the last is only long.
fn payloads() -> Vec<String> {
    [
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "</title><style>*{display:none}</style>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "' onfocus='alert(1)' autofocus '",
        "]]>--><iframe src=javascript:alert(1)>",
        "{{ page.name }}{% include 'page.html' %}",
        "../../../../outside",
        "javascript:alert(1)",
        "\u{202e}txt.exe\u{202d}\u{2066}\u{200f}",
        "&lt;b&gt; &amp; <b>",
    ]
    .map(String::from)
    .into_iter()
    .chain(["x".repeat(10_000)])
    .collect()
}

/// Where a text stands: the keys down to it, `*` for ids and positions in lists, so that all entries of a section are one.
type Field = String;

/// Calls `each` for every text with its field.
fn walk(value: &mut Value, keys: &mut Vec<String>, each: &mut dyn FnMut(&str, &mut String)) {
    match value {
        Value::String(text) => each(&keys.join("."), text),
        Value::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                let is_id = keys.len() == 1 && keys[0] != "network";
                keys.push(if is_id { "*".into() } else { key.as_str().unwrap_or("*").to_string() });
                walk(value, keys, each);
                keys.pop();
            }
        }
        Value::Sequence(values) => {
            for value in values {
                keys.push("*".into());
                walk(value, keys, each);
                keys.pop();
            }
        }
        _ => {}
    }
}

/// An entry of every section, with the optional texts that the shared example does without.
fn network() -> Value {
    let mut network: Value = serde_yaml::from_str(include_str!("networks/every-section.yaml")).unwrap();
    let texts: Value = serde_yaml::from_str(
        "{network: {regimes: [UN Security Council]},
          sources: {hall-page: {note: Read twice}},
          cities: {gasville: {aliases: [Gas town]}},
          places: {field: {aliases: [Поле], note: A field}, far-port: {note: A port}},
          lines: {wire: {note: A wire}},
          transfers: {liquefier: {note: Loud}},
          scenarios: {wide: {summary: Twice the width}},
          lanes: {to-sea: {note: Windy}}}",
    )
    .unwrap();
    for (section, entries) in texts.as_mapping().unwrap() {
        for (id, fields) in entries.as_mapping().unwrap() {
            let entry = network.get_mut(section).unwrap();
            match fields.as_mapping() {
                Some(fields) => {
                    let entry: &mut Mapping = entry.get_mut(id).unwrap().as_mapping_mut().unwrap();
                    entry.extend(fields.clone());
                }
                None => {
                    entry.as_mapping_mut().unwrap().insert(id.clone(), fields.clone());
                }
            }
        }
    }
    network
}

fn load(network: &Value) -> Option<Network> {
    let text = serde_yaml::to_string(network).unwrap();
    load_texts([("hostile.yaml".to_string(), text.into_bytes())]).network
}

/// The network with this text, numbered, in every field of the set.
fn replaced(network: &Value, fields: &BTreeSet<Field>, payload: &str) -> Value {
    let mut network = network.clone();
    let mut number = 0;
    walk(&mut network, &mut Vec::new(), &mut |field, text| {
        if fields.contains(field) {
            number += 1;
            *text = format!("{payload} {number}");
        }
    });
    network
}

/// The fields that take any text, found by trying.
fn free_fields(network: &Value) -> BTreeSet<Field> {
    let mut all = BTreeSet::new();
    walk(&mut network.clone(), &mut Vec::new(), &mut |field, _| {
        all.insert(field.to_string());
    });
    let mut free = BTreeSet::new();
    for field in all {
        let mut tried = free.clone();
        tried.insert(field.clone());
        // What a question or a demand names is looked up only when the site is planned.
        let asks = field.starts_with("report_") || field.starts_with("demands");
        let answers = |network: &Network| {
            let means_places = |name: &str| network.find_places(name).is_ok();
            let demands_answer =
                network.demands.values().all(|demand| means_places(&demand.from) && means_places(&demand.to));
            !asks || demands_answer && Site::plan(network, &Options::default()).is_ok()
        };
        if load(&replaced(network, &tried, "any <text>")).is_some_and(|network| answers(&network)) {
            free = tried;
        }
    }
    free
}

/// Tags, each with the names of its attributes, that occur anywhere in the pages and pictures of a site.
fn shapes(files: &Files) -> BTreeSet<(String, Vec<String>)> {
    let texts = files.iter().filter(|(path, _)| has_ending(path, "html") || has_ending(path, "svg"));
    let tags = texts.flat_map(|(_, bytes)| tags(std::str::from_utf8(bytes).unwrap()));
    let names = |tag: site::Tag| {
        let mut names: Vec<String> = tag.attributes.into_iter().map(|(name, _)| name).collect();
        names.sort();
        (tag.name, names)
    };
    tags.map(names).collect()
}

fn check_paths(files: &Files) {
    for path in files.keys() {
        let is_plain = |step: &str| {
            !step.is_empty()
                && !step.starts_with('.')
                && step.len() < 200
                && step.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
        };
        assert!(path.split('/').all(is_plain), "{path} is no plain path");
    }
}

#[test]
fn no_hostile_text_becomes_markup_or_a_path() {
    let network = network();
    let free = free_fields(&network);
    for field in [
        "network.title",
        "network.summary",
        "network.regimes.*",
        "sources.*.title",
        "sources.*.publisher",
        "sources.*.licence",
        "cities.*.name",
        "places.*.name",
        "places.*.note",
        "places.*.aliases.*",
        "lines.*.name",
        "lines.*.speed.note",
        "operators.*.name",
        "transfers.*.name",
        "restrictions.*.legal_basis",
        "restrictions.*.explain",
        "restrictions.*.exceptions.*.explain",
        "scenarios.*.name",
        "report_routes.*.question",
        "report_routes.*.group",
    ] {
        assert!(free.contains(field), "{field} takes no free text: {free:?}");
    }
    let calm = build(&load(&network).unwrap(), &Options::default()).unwrap();
    let shapes_of_calm = shapes(&calm);
    let names: BTreeSet<&String> = shapes_of_calm.iter().map(|(name, _)| name).collect();
    for payload in payloads() {
        let hostile = load(&replaced(&network, &free, &payload)).unwrap_or_else(|| panic!("{payload} is not loaded"));
        let files = build(&hostile, &Options::default()).unwrap();
        check_paths(&files);
        let gone: Vec<&String> = calm.keys().filter(|path| !files.contains_key(*path)).collect();
        assert_eq!(files.len(), calm.len(), "{payload} makes or hides files, such as {gone:?}");
        for (tag, attributes) in shapes(&files) {
            assert!(names.contains(&tag), "{payload}: a page has <{tag} {}>", attributes.join(" "));
            let is_ours =
                |name: &String| shapes_of_calm.iter().any(|(known, names)| *known == tag && names.contains(name));
            assert!(attributes.iter().all(is_ours), "{payload}: a page has <{tag} {}>", attributes.join(" "));
        }
        for (path, bytes) in &files {
            let text = std::str::from_utf8(bytes).unwrap();
            if has_ending(path, "json") || has_ending(path, "geojson") {
                serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            } else if !has_ending(path, "csv") {
                assert!(!text.contains(['\u{202e}', '\u{202d}', '\u{2066}']), "{path} turns the direction of its text");
            }
        }
        check_whole(&files);
    }
}

#[test]
fn no_hostile_id_is_taken() {
    let network = network();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for (section, entries) in network.as_mapping().unwrap() {
        if section.as_str() != Some("network") {
            let first = entries.as_mapping().unwrap().keys().next().unwrap();
            ids.insert(section.as_str().unwrap().into(), first.as_str().unwrap().into());
        }
    }
    assert!(ids.len() > 20, "{ids:?}");
    for (section, id) in &ids {
        for hostile in ["../up", "a/b", "<b>", "a\" x=\"", ".", "..", "con\u{202e}", "a b", "", &"x".repeat(10_000)] {
            let mut renamed = network.clone();
            rename(&mut renamed, id, hostile);
            if let Some(loaded) = load(&renamed) {
                let files = build(&loaded, &Options::default()).unwrap();
                check_paths(&files);
                panic!("{section}: `{hostile}` is taken as an id");
            }
        }
    }
}

/// Puts another id wherever this one stands alone.
fn rename(value: &mut Value, id: &str, to: &str) {
    match value {
        Value::String(text) if text == id => *text = to.into(),
        Value::Mapping(entries) => {
            let renamed = std::mem::take(entries).into_iter().map(|(mut key, mut value)| {
                rename(&mut key, id, to);
                rename(&mut value, id, to);
                (key, value)
            });
            *entries = renamed.collect();
        }
        Value::Sequence(values) => values.iter_mut().for_each(|value| rename(value, id, to)),
        _ => {}
    }
}

/// What the program carries is read as a network of others would be: nothing of it needs to be trusted.
#[test]
fn the_flagship_has_no_text_that_turns_its_direction() {
    for (name, bytes) in embedded::NETWORK {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(!text.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')), "{name}");
    }
}
