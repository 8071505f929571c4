//! `check --format sarif`: SARIF 2.1.0, as code scanning reads it.
//!
//! One run for all networks. Columns count characters (`columnKind: unicodeCodePoints`). Paths are relative to the
//! folder that the check ran in (`%SRCROOT%`); a file outside of it is named by its path.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::findings::{Findings, Place, in_full};
use crate::cli::Exit;
use crate::diagnostics::json::fix_record;
use crate::diagnostics::{At, Code, CodeInfo, Diagnostic, FileId, Location, Position, Severity};
use crate::flow::sha256;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log.
pub fn log(found: &[Findings], exit: Exit) -> Value {
    // Which codes were looked for differs by network; together they are all codes of a check.
    let mut rules: BTreeMap<Code, &CodeInfo> = BTreeMap::new();
    for findings in found {
        rules.extend(findings.looked_for.iter().chain(&findings.left_out).map(|info| (info.code, info)));
    }
    let index: BTreeMap<Code, usize> = rules.keys().enumerate().map(|(index, code)| (*code, index)).collect();
    let mut seen = BTreeMap::new();
    let results =
        found.iter().flat_map(|findings| findings.diagnostics.iter().map(move |diagnostic| (findings, diagnostic)));
    let results: Vec<Value> =
        results.map(|(findings, diagnostic)| result(findings, diagnostic, &index, &mut seen)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "landbridge",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|info| rule(info)).collect::<Vec<_>>(),
            }},
            "invocations": [{"executionSuccessful": true, "exitCode": exit.number()}],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn rule(info: &CodeInfo) -> Value {
    let text = info.explain.trim();
    json!({
        "id": info.code.0,
        "name": pascal_case(info.title),
        "shortDescription": {"text": info.title},
        "fullDescription": {"text": text.split("\n\n").next().unwrap_or(text)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": level(info.severity)},
    })
}

/// `break of gauge without a transfer` to `BreakOfGaugeWithoutATransfer`.
fn pascal_case(title: &str) -> String {
    let words = title.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect::<String>()).unwrap_or_default()
    };
    words.map(capital).collect()
}

fn result(
    findings: &Findings,
    diagnostic: &Diagnostic,
    index: &BTreeMap<Code, usize>,
    seen: &mut BTreeMap<String, usize>,
) -> Value {
    let primary = diagnostic.primary_label();
    // Code scanning takes no result without a place: what points nowhere points at the first file as a whole.
    let place = primary
        .map_or_else(|| Place { file: findings.files.name(FileId(0)), range: None }, |label| findings.place(label));
    let others = diagnostic.labels.iter().filter(|label| !primary.is_some_and(|first| std::ptr::eq(first, *label)));
    let related: Vec<Value> = (1..)
        .zip(others)
        .map(|(id, label)| {
            json!({"id": id, "physicalLocation": physical(findings.place(label)), "message": message(&label.text)})
        })
        .collect();
    let text = primary.map_or("", |label| text_of(findings, &label.place));
    let stable = sha256([diagnostic.code.0, place.file, &diagnostic.message, text].join("\0").as_bytes());
    let count = seen.entry(stable.clone()).or_insert(0);
    *count += 1;
    let mut result = json!({
        "ruleId": diagnostic.code.0,
        "level": level(diagnostic.severity),
        "message": message(&in_full(diagnostic)),
        "locations": [{"physicalLocation": physical(place)}],
        "partialFingerprints": {"landbridge/v1": format!("{}:{count}", stable.get(..32).unwrap_or(&stable))},
        "properties": {"network": findings.network},
    });
    if let Some(index) = index.get(&diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let (Some(fix), Some(range)) = (fix_record(diagnostic, &findings.files), place.range) {
        let replacement = json!({"deletedRegion": region(range), "insertedContent": {"text": fix.replacement}});
        result["fixes"] = json!([{
            "description": message(fix.title),
            "artifactChanges": [{"artifactLocation": artifact(place.file), "replacements": [replacement]}],
        }]);
    }
    result
}

/// A plain message: `[..](..)` would be read as a link.
fn message(text: &str) -> Value {
    json!({"text": text.replace("](", "\\](")})
}

/// What the place says: moves with its line, so that a problem is known again when lines above it come and go.
fn text_of<'a>(findings: &'a Findings, place: &Location) -> &'a str {
    match &place.at {
        At::Span(span) => findings.files.text(place.file).get(span.start..span.end).unwrap_or_default(),
        At::File | At::Path { .. } => "",
    }
}

fn physical(place: Place<'_>) -> Value {
    let mut physical = json!({"artifactLocation": artifact(place.file)});
    if let Some(range) = place.range {
        physical["region"] = region(range);
    }
    physical
}

fn region((start, end): (Position, Position)) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A file by its path from the folder of the check, or by its whole path.
fn artifact(name: &str) -> Value {
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with('/') || drive {
        return json!({"uri": format!("file://{}{}", if drive { "/" } else { "" }, percent_encoded(name))});
    }
    if name.starts_with("../") {
        return json!({"uri": percent_encoded(name)});
    }
    json!({"uri": percent_encoded(name), "uriBaseId": "%SRCROOT%"})
}

fn percent_encoded(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let check = |name: &str, expected: Value| assert_eq!(artifact(name), expected);
        check("networks/a b.yaml", json!({"uri": "networks/a%20b.yaml", "uriBaseId": "%SRCROOT%"}));
        check("c:d%/е.yaml".trim_start_matches("c:"), json!({"uri": "d%25/%D0%B5.yaml", "uriBaseId": "%SRCROOT%"}));
        check("/tmp/x.yaml", json!({"uri": "file:///tmp/x.yaml"}));
        check("C:/x.yaml", json!({"uri": "file:///C%3A/x.yaml"}));
        check("../x.yaml", json!({"uri": "../x.yaml"}));
    }

    #[test]
    fn titles_become_names_and_brackets_no_links() {
        assert_eq!(pascal_case("not exactly one `network` entry"), "NotExactlyOneNetworkEntry");
        assert_eq!(message("posts[3], [x](y)")["text"], "posts[3], [x\\](y)");
    }
}
