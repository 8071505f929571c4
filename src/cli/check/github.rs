//! `check --format github`: annotations of GitHub Actions, as workflow commands.
//!
//! A step that prints such a line shows the message under that line of a pull request. GitHub shows the first ten of
//! each level and step; the log has them all.

use std::fmt::Write as _;

use super::findings::{Findings, in_full};
use super::told;
use crate::cli::print::plain;
use crate::diagnostics::{Diagnostic, Severity};

/// One command for each problem, then one line for each network.
pub fn annotations(found: &[Findings]) -> String {
    let mut text = String::new();
    for findings in found {
        for diagnostic in &findings.diagnostics {
            text.push_str(&command(findings, diagnostic));
            text.push('\n');
        }
    }
    for findings in found {
        // Begins with a word, so that no name is read as a command.
        let _ = writeln!(text, "landbridge check: {}", told(findings));
    }
    text
}

fn command(findings: &Findings, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = findings.place_of(diagnostic) {
        properties.push(format!("file={}", property(place.file)));
        if let Some((start, end)) = place.range {
            properties.push(format!("line={},endLine={}", start.line, end.line));
            // Columns are shown only within a line; the last one is meant inclusively.
            if start.line == end.line {
                let last = end.column.saturating_sub(1).max(start.column);
                properties.push(format!("col={},endColumn={last}", start.column));
            }
        }
    }
    let title = findings.looked_for.iter().find(|info| info.code == diagnostic.code).map_or("", |info| info.title);
    properties.push(format!("title={}", property(&format!("{} {title}", diagnostic.code))));
    let lines: Vec<String> = in_full(diagnostic).lines().map(plain).collect();
    format!("::{level} {}::{}", properties.join(","), data(&lines.join("\n")))
}

/// Escapes what stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(&plain(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_end_a_command_or_a_property() {
        assert_eq!(data("50 %\r\n::error::x"), "50 %25%0D%0A::error::x");
        assert_eq!(property("a,line=1::b%"), "a%2Cline=1%3A%3Ab%25");
    }
}
