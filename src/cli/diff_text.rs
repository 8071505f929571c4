//! What changed between two versions of a network, for people.

use std::fmt::Write as _;

use super::diff::DiffReport;
use super::print::{bold, plain};
use super::{compare_text, layout};
use crate::diff::{CutChange, CutSide, EntryChange, FieldChange, Kind};
use crate::report::PairRecord;

/// How many characters of a value are shown.
const SHOWN: usize = 160;

/// The whole answer.
pub fn text(report: &DiffReport) -> String {
    let side =
        |side: &super::diff::SideRecord| plain(&format!("{} ({} as of {})", side.named, side.network, side.as_of));
    let mut out = String::new();
    let _ = writeln!(out, "{}", bold(&format!("A, old: {}   B, new: {}", side(&report.old), side(&report.new))));
    layout::what_if(&mut out, report.answers.routes.iter().any(is_what_if));
    layout::wrapped(&mut out, "", &summary(report));
    let mut section = "";
    for change in &report.changes {
        if change.section != section {
            section = &change.section;
            let _ = writeln!(out, "\n{}", bold(&plain(section)));
        }
        entry(&mut out, change);
    }
    if report.answers.differ() {
        let _ = writeln!(out, "\n{}", bold("Answers to the network's own questions"));
    }
    for pair in &report.answers.routes {
        compare_text::one(&mut out, pair);
    }
    for CutChange { id, question, old, new } in &report.answers.cuts {
        let _ = writeln!(out, "\n{}", bold(&plain(&format!("{id}: {question}"))));
        layout::wrapped(&mut out, "   A ", &plain(&passes(old)));
        layout::wrapped(&mut out, "   B ", &plain(&passes(new)));
    }
    layout::notes(&mut out, &report.answers.notes);
    out
}

/// Whether a route is under a scenario or has rules lifted.
pub fn is_what_if(pair: &PairRecord) -> bool {
    [&pair.query_a, &pair.query_b].iter().any(|query| !query.allow.is_empty() || query.scenario.is_some())
}

/// What differs, in a sentence or two.
pub fn summary(report: &DiffReport) -> String {
    if report.same {
        return "No change in meaning.".into();
    }
    let counts = &report.counts;
    let kinds = [
        (counts.added, Kind::Added),
        (counts.removed, Kind::Removed),
        (counts.renamed, Kind::Renamed),
        (counts.changed, Kind::Changed),
    ];
    let told = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {}", kind.word()));
    let entries = if report.changes.len() == 1 { "entry differs" } else { "entries differ" };
    let answers = &report.answers;
    let otherwise = answers.routes.len() + answers.cuts.len();
    let asked = match (answers.asked, otherwise) {
        (0, _) => "Neither network shares a question with the other.".to_string(),
        (asked, 0) => format!("All {asked} questions that both ask are answered as before."),
        (asked, _) => format!("{otherwise} of {asked} questions that both ask are answered otherwise."),
    };
    format!("{} {entries}: {}. {asked}", report.changes.len(), told.collect::<Vec<_>>().join(", "))
}

/// An entry in words: id, name, and what it was called.
pub fn entry_name(change: &EntryChange) -> String {
    let name = change.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    match &change.old_id {
        Some(old) => format!("{old} -> {}{name}", change.id),
        None => format!("{}{name}", change.id),
    }
}

/// How much can pass on one side.
pub fn passes(side: &CutSide) -> String {
    let limits =
        if side.limits.is_empty() { String::new() } else { format!("; limited by {}", side.limits.join(", ")) };
    format!("{}: {}{limits}", side.day, side.told)
}

fn entry(out: &mut String, change: &EntryChange) {
    layout::wrapped(out, &format!("  {:8} ", change.change.word()), &plain(&entry_name(change)));
    if change.change == Kind::Changed {
        for field in &change.fields {
            layout::wrapped(out, "      ", &plain(&field_told(field)));
        }
    }
}

fn field_told(change: &FieldChange) -> String {
    let side = |value: &Option<String>, during: &Option<String>| {
        let value = value.as_deref().map_or_else(|| "nothing".into(), cut_short);
        match during {
            Some(during) if !value.starts_with('{') => format!("{value} ({during})"),
            _ => value,
        }
    };
    let (old, new) = (side(&change.old, &change.old_during), side(&change.new, &change.new_during));
    format!("{}: {old} -> {new}", change.field)
}

/// The beginning of a long value.
pub fn cut_short(value: &str) -> String {
    if value.chars().count() <= SHOWN {
        return value.to_string();
    }
    value.chars().take(SHOWN).chain("...".chars()).collect()
}
