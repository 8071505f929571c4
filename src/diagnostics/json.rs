//! How does a program read our problems?

use serde::Serialize;

use super::{At, Diagnostic, Label, SourceFiles};

/// A diagnostic as JSON. Fields may be added, never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiagnosticRecord {
    /// `LB0104`.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where; the primary ones first.
    pub labels: Vec<LabelRecord>,
    /// Other facts that matter.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// What mends it for certain, if anything does.
    pub fix: Option<FixRecord>,
}

/// A certain fix as JSON: text to put in place of what the first label points at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixRecord {
    /// What it does.
    pub title: &'static str,
    /// The text.
    pub replacement: String,
}

/// A label as JSON: lines and columns from 1, columns in characters, the end exclusive.
///
/// A label on a file as a whole has `null` for all four numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelRecord {
    /// The file's name, as it was given.
    pub file: String,
    /// First line.
    pub line: Option<usize>,
    /// First column.
    pub column: Option<usize>,
    /// Last line.
    pub end_line: Option<usize>,
    /// One past the last column.
    pub end_column: Option<usize>,
    /// A few words about the place.
    pub text: String,
    /// Is this the place that is wrong?
    pub primary: bool,
}

/// The records of some diagnostics, in their order.
pub fn records(diagnostics: &[Diagnostic], files: &SourceFiles) -> Vec<DiagnosticRecord> {
    diagnostics.iter().map(|diagnostic| record(diagnostic, files)).collect()
}

/// The record of one diagnostic.
pub fn record(diagnostic: &Diagnostic, files: &SourceFiles) -> DiagnosticRecord {
    let (primary, secondary): (Vec<_>, Vec<_>) = diagnostic.labels.iter().partition(|label| label.primary);
    DiagnosticRecord {
        code: diagnostic.code.to_string(),
        severity: diagnostic.severity.name(),
        message: diagnostic.message.clone(),
        labels: primary.into_iter().chain(secondary).map(|label| label_record(label, files)).collect(),
        notes: diagnostic.notes.clone(),
        help: diagnostic.help.clone(),
        fix: fix_record(diagnostic, files),
    }
}

/// The certain fix of a diagnostic, if it has one and its place is known.
pub fn fix_record(diagnostic: &Diagnostic, files: &SourceFiles) -> Option<FixRecord> {
    let place = &diagnostic.primary_label()?.place;
    let At::Span(span) = place.at else { return None };
    let fix = diagnostic.fix?;
    let replacement = fix.apply(files.text(place.file).get(span.start..span.end)?)?;
    Some(FixRecord { title: fix.title(), replacement })
}

fn label_record(label: &Label, files: &SourceFiles) -> LabelRecord {
    let file = label.place.file;
    let range = match &label.place.at {
        At::Span(span) => Some(files.positions(file, *span)),
        At::File | At::Path { .. } => None,
    };
    LabelRecord {
        file: files.name(file).to_owned(),
        line: range.map(|(start, _)| start.line),
        column: range.map(|(start, _)| start.column),
        end_line: range.map(|(_, end)| end.line),
        end_column: range.map(|(_, end)| end.column),
        text: label.text.clone(),
        primary: label.primary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, codes};

    #[test]
    fn lines_and_columns_count_from_one() {
        let mut files = SourceFiles::new();
        let file = files.add("net.yaml", "имя: x\nb: y\n").unwrap();
        let diagnostic = Diagnostic::error(codes::WRONG_VALUE, "bad \"x\"")
            .also(Location::file(file), "")
            .at_saying(Location::span(file, 8, 9), "here");
        let record = record(&diagnostic, &files);
        assert_eq!(
            serde_json::to_string(&record.labels[0]).unwrap(),
            r#"{"file":"net.yaml","line":1,"column":6,"end_line":1,"end_column":7,"text":"here","primary":true}"#
        );
        assert_eq!(record.labels[1].line, None);
        assert_eq!(record.code, "LB0106");
    }
}
