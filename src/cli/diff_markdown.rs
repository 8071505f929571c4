//! What changed between two versions of a network, for a comment on a pull request: a summary, then tables that open.

use std::fmt::Write as _;

use super::diff::DiffReport;
use super::diff_text::{cut_short, entry_name, is_what_if, passes, summary};
use super::print::plain;
use crate::diff::{EntryChange, FieldChange, Kind};
use crate::report::{PairRecord, span, whole};

/// The whole answer.
pub fn text(report: &DiffReport) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "**{}**\n", said(&summary(report)));
    let _ = writeln!(out, "Old: {}, new: {}.", said(&report.old.named), said(&report.new.named));
    if report.answers.routes.iter().any(is_what_if) {
        let _ = writeln!(
            out,
            "\nSome routes are what-ifs, for analysis only: not advice, and not what the rules allow today."
        );
    }
    entries(&mut out, &report.changes);
    routes(&mut out, &report.answers.routes);
    let cuts = report.answers.cuts.iter();
    let rows = cuts.map(|cut| vec![said(&cut.question), said(&passes(&cut.old)), said(&passes(&cut.new))]);
    table(&mut out, "How much can pass", &["Question", "Old", "New"], rows.collect());
    for note in &report.answers.notes {
        let _ = writeln!(out, "\nNote: {}", said(note));
    }
    out
}

fn entries(out: &mut String, changes: &[EntryChange]) {
    let mut rest = changes;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|change| change.section == first.section).count();
        let (section, after) = rest.split_at(count);
        rest = after;
        let rows = section.iter().flat_map(|change| {
            let name = said(&entry_name(change));
            let row = |field: &FieldChange| {
                let field_name = dated(&field.field, field);
                vec![
                    change.change.word().into(),
                    name.clone(),
                    field_name,
                    value(field.old.as_ref()),
                    value(field.new.as_ref()),
                ]
            };
            let whole = vec![change.change.word().into(), name.clone(), String::new(), String::new(), String::new()];
            if change.change == Kind::Changed { change.fields.iter().map(row).collect() } else { vec![whole] }
        });
        table(out, &format!("{} ({count})", first.section), &["Change", "Entry", "Key", "Old", "New"], rows.collect());
    }
}

fn dated(field: &str, change: &FieldChange) -> String {
    let during: Vec<&str> =
        [&change.old_during, &change.new_during].into_iter().flatten().map(String::as_str).collect();
    match during.as_slice() {
        [old, new] if old != new => format!("{} ({}; now {})", said(field), said(old), said(new)),
        [one, ..] => format!("{} ({})", said(field), said(one)),
        [] => said(field),
    }
}

fn value(value: Option<&String>) -> String {
    value.map_or_else(|| "nothing".into(), |value| said(&cut_short(value)))
}

fn routes(out: &mut String, pairs: &[PairRecord]) {
    let rows = pairs.iter().map(|pair| {
        let outcome = match pair.becomes {
            Some(becomes) => format!("becomes {becomes}"),
            None if pair.ways.iter().any(|way| way.change != "stays") => "other ways or ranks".into(),
            None => "other figures".into(),
        };
        let more = |difference: Option<f64>, told: &dyn Fn(f64) -> String| {
            difference.map_or_else(String::new, |by| format!("{}{}", if by < 0.0 { "-" } else { "+" }, told(by.abs())))
        };
        let best = pair.ways.iter().find(|way| way.rank_b == Some(1)).map(|way| way.corridor.clone());
        vec![
            said(&format!("{} to {} ({})", pair.from, pair.to, pair.id)),
            outcome,
            more(pair.slower_by_hours, &span),
            more(pair.dearer_by_usd, &|usd| format!("USD {}", whole(usd))),
            more(pair.longer_by_km, &|km| format!("{} km", whole(km))),
            said(&best.unwrap_or_else(|| "no way".into())),
        ]
    });
    let heads = ["Question", "Outcome", "Time", "Cost", "Distance", "Best way now"];
    table(out, "Routes", &heads, rows.collect());
}

/// A table that opens; nothing if it has no rows.
fn table(out: &mut String, title: &str, heads: &[&str], rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n<details><summary>{}</summary>\n", said(title));
    let _ = writeln!(out, "| {} |", heads.join(" | "));
    let _ = writeln!(out, "|{}", " --- |".repeat(heads.len()));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    let _ = writeln!(out, "\n</details>");
}

/// Text of a network, which must not become markup, mention anybody or end a cell.
fn said(text: &str) -> String {
    let mut out = String::new();
    for character in plain(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}
