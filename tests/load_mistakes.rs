//! A file with many mistakes: each is reported in one run, under exactly the right characters.
#![cfg(feature = "cli")]

use landbridge::diagnostics::{At, Diagnostic, FileId, SourceFiles, YamlPath, json, render, sort_by_place};
use landbridge::load::{Limits, Value, decode, read_tolerant, read_value, resolve_spans};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Place {
    name: String,
    country: Option<String>,
    kind: Kind,
    #[serde(default)]
    aliases: Vec<String>,
    importance: Option<u8>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Station,
    Border,
}

/// Reads `places: {id: Place}` as the real loader reads its sections.
fn load(files: &mut SourceFiles, bytes: &[u8]) -> (usize, Vec<Diagnostic>) {
    let file = FileId(0);
    let (text, problem) = decode(file, bytes);
    let mut out: Vec<Diagnostic> = problem.into_iter().collect();
    let mut read = 0;
    if out.is_empty()
        && let Some(value) = read_value(file, &text, &Limits::default(), &mut out)
    {
        let places = value.get("places").and_then(Value::as_mapping).cloned().unwrap_or_default();
        for (id, place) in places {
            let path = YamlPath::root().key("places").key(id.as_str().unwrap_or_default());
            read += usize::from(read_tolerant::<Place>(file, place, &path, &mut out).is_some());
        }
    }
    assert_eq!(files.add("networks/korea.yaml", text), Some(file));
    resolve_spans(&mut out, files);
    sort_by_place(&mut out);
    (read, out)
}

const FIVE_MISTAKES: &str = "\
# Пограничные станции - 국경역
places:
  khasan: {name: Хасан, kind: border, country: RU}
  хасан-두만강: {name: Хасан, kindd: border, kind: border, importance: три} # unknown key, wrong type
  dorasan:
    name: \"도라산\"
    kind: station
    name: 'Dorasan'
  tumangang:
    kind: station
    aliases:
      - 두만강
      # the comment does not move the item
      - {역: 두만강}
";

/// `CODE line:column-line:column` of every label.
fn places(diagnostics: &[Diagnostic], files: &SourceFiles) -> Vec<String> {
    let mut lines = Vec::new();
    for record in json::records(diagnostics, files) {
        let labels: Vec<String> = record
            .labels
            .iter()
            .map(|label| {
                let n = |number: Option<usize>| number.unwrap_or(0);
                let (line, column) = (n(label.line), n(label.column));
                format!("{line}:{column}-{}:{}", n(label.end_line), n(label.end_column))
            })
            .collect();
        lines.push(format!("{} {}", record.code, labels.join(" ")));
    }
    lines
}

#[test]
fn five_mistakes_five_places() {
    let mut files = SourceFiles::new();
    let (read, diagnostics) = load(&mut files, FIVE_MISTAKES.as_bytes());
    assert_eq!(read, 3, "all but the place without a name");
    assert_eq!(
        places(&diagnostics, &files),
        ["LB0105 4:28-4:33", "LB0106 4:69-4:72", "LB0104 8:5-8:9 6:5-6:9", "LB0107 9:3-9:12", "LB0106 14:9-14:17",]
    );
    insta::assert_snapshot!(render::render_all(&diagnostics, &files, false));
}

#[test]
fn byte_order_mark_and_windows_lines_change_no_place() {
    let windows = format!("\u{feff}{}", FIVE_MISTAKES.replace('\n', "\r\n"));
    let (mut plain_files, mut files) = (SourceFiles::new(), SourceFiles::new());
    let (_, plain) = load(&mut plain_files, FIVE_MISTAKES.as_bytes());
    let (_, diagnostics) = load(&mut files, windows.as_bytes());
    assert_eq!(places(&diagnostics, &files), places(&plain, &plain_files));
}

#[test]
fn each_way_to_be_unreadable_is_drawn() {
    let mut text = String::new();
    for bytes in [
        b"places:\n\tkhasan: {}\n".as_slice(),
        b"places:\n  khasan: Khasan: the border\n",
        b"places: [\n",
        b"places: {}\n---\nlines: {}\n",
        b"# nothing here\n",
        "имя: \u{2028}x\n".as_bytes(),
        b"name: \xD5\xE0\xF1\xE0\xED\n",
        b"a: &a [*a]\n",
        b"a: !secret x\n",
        b"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - \
          - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - x\n",
    ] {
        let mut files = SourceFiles::new();
        let (_, diagnostics) = load(&mut files, bytes);
        assert_eq!(diagnostics.len(), 1);
        assert!(!matches!(diagnostics[0].labels[0].place.at, At::Path { .. }));
        text.push_str(&render::render(&diagnostics[0], &files, false));
        text.push_str("\n\n");
    }
    insta::assert_snapshot!(text);
}
