//! Every file or folder in `tests/invalid` is refused with exactly the code in its first line, and the message is drawn.
//!
//! A new bad example is one new file; the snapshot shows what its author would read.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use landbridge::diagnostics::{Severity, codes, json, render};
use landbridge::load::{codes as resolve_codes, load_path, load_texts};

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut examples: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    examples.sort();
    examples
}

/// The code in the first line of the example, or of the first file in its folder.
fn expected(example: &Path) -> String {
    let file = if example.is_dir() { example.join("one.yaml") } else { example.to_path_buf() };
    let bytes = fs::read(&file).expect("readable");
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let code = std::str::from_utf8(first).ok().and_then(|line| line.strip_prefix("# LB"));
    format!("LB{}", code.unwrap_or_else(|| panic!("{} begins with `# LB0000`", file.display())))
}

#[test]
fn each_example_is_refused_with_its_code() {
    let folder = format!("{}/tests/invalid/", env!("CARGO_MANIFEST_DIR"));
    let mut drawn = String::new();
    for example in examples() {
        let loaded = load_path(&example).expect("readable");
        assert!(loaded.network.is_none(), "{} was read", example.display());
        let codes: BTreeSet<String> = loaded.diagnostics.iter().map(|found| found.code.to_string()).collect();
        let text = render::render_all(&loaded.diagnostics, &loaded.files, false).replace(&folder, "");
        assert_eq!(codes, [expected(&example)].into(), "{}\n{text}", example.display());
        for found in json::records(&loaded.diagnostics, &loaded.files) {
            // Syntax and missing keys need none: the message says it all.
            let needs_help =
                found.code.starts_with("LB02") || ["LB0104", "LB0105", "LB0106"].contains(&found.code.as_str());
            let helped = found.help.is_some_and(|help| !help.is_empty()) || !needs_help;
            assert!(helped, "{} without help", example.display());
            assert!(
                !found.message.ends_with('.') && !found.message.starts_with(char::is_uppercase),
                "{}",
                found.message
            );
        }
        drawn.push_str(&text);
        drawn.push('\n');
    }
    insta::assert_snapshot!(drawn);
}

/// Files too large to be kept as examples are made on the spot; files that cannot be read have no text to show.
#[test]
fn every_code_of_loading_has_an_example() {
    let shown: BTreeSet<String> = examples().iter().map(|example| expected(example)).collect();
    let elsewhere = [codes::UNREADABLE_FILE, codes::NO_FILES, codes::FILE_TOO_LARGE];
    for info in codes::LOAD_CODES.iter().chain(resolve_codes::RESOLVE_CODES) {
        let is_shown = shown.contains(info.code.0) || elsewhere.contains(&info.code);
        assert!(is_shown, "no example of {} ({})", info.code, info.title);
    }
}

const FIVE_MISTAKES: &str = "\
# 국경역: five mistakes, each under its own characters
network: {id: korea, title: Корея, summary: Two stations., as_of: 2026-03-01, cargo: container}
cargoes: {container: {name: Containers, unit: FEU, contents: unknown}}
places:
  dorasan: {name: 도라산, country: KR, at: 37.9N 126.7E, kind: station, colour: red}
  kaesong: {name: 개성, country: KP, at: 37.97N 126.55E, kind: station, name: Kaesong}
lines:
  gyeongui: {name: 경의선, mode: rail, gauge: 1435 km, posts: [{dorasan: 0 km}, {kaesong: 18 km}], status: operating}
  road: {name: 길, mode: road, posts: [{dorasan: 0 km}, {kaesung: 18 km}], status: operating}
restrictions:
  may24: {name: Five two four, from: 2010-02-30, effect: exclude, match: {countries: [KP]}}
";

#[test]
fn five_mistakes_are_reported_in_one_run_each_under_its_characters() {
    let loaded = load_texts([("korea.yaml".to_string(), FIVE_MISTAKES.as_bytes().to_vec())]);
    assert!(loaded.network.is_none());
    assert!(loaded.diagnostics.iter().all(|found| found.severity == Severity::Error));
    let places: Vec<String> = json::records(&loaded.diagnostics, &loaded.files)
        .iter()
        .map(|found| {
            let label = &found.labels[0];
            let n = |number: Option<usize>| number.unwrap_or(0);
            let line = FIVE_MISTAKES.lines().nth(n(label.line) - 1).unwrap_or_default();
            let (start, end) = (n(label.column) - 1, n(label.end_column) - 1);
            let under: String = line.chars().skip(start).take(end - start).collect();
            format!("{} {}:{} {under}", found.code, n(label.line), n(label.column))
        })
        .collect();
    assert_eq!(
        places,
        [
            "LB0105 5:70 colour",
            "LB0104 6:71 name",
            "LB0106 8:44 1435 km",
            "LB0201 9:57 kaesung",
            "LB0106 11:38 2010-02-30"
        ]
    );
    insta::assert_snapshot!(render::render_all(&loaded.diagnostics, &loaded.files, false));
}
