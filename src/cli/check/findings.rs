//! What was found in one network: the same for every form of output.

use serde::Serialize;

use crate::check::LevelUse;
use crate::cli::laws::LawsRecord;
use crate::diagnostics::{At, CodeInfo, Diagnostic, Label, Position, Severity, SourceFiles};

/// What a check found in one network.
#[derive(Debug)]
pub struct Findings {
    /// How the network was named.
    pub network: String,
    /// Names and texts of its files.
    pub files: SourceFiles,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The codes that were looked for, in their order.
    pub looked_for: Vec<CodeInfo>,
    /// The codes that were not looked for, because the network could not be read.
    pub left_out: Vec<CodeInfo>,
    /// What the network's `checks` made of what was found.
    pub levels: Vec<LevelRecord>,
    /// Which laws were tried, if any were.
    pub laws: Option<LawsRecord>,
    /// From which severity on the check fails.
    pub limit: Severity,
}

impl Findings {
    /// Whether the check of this network fails.
    pub fn failed(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| self.fails(diagnostic))
    }

    /// How many findings are not reported because the network says so.
    pub fn suppressed(&self) -> usize {
        self.levels.iter().map(|level| level.suppressed).sum()
    }

    /// Whether this problem makes it fail.
    pub fn fails(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity >= self.limit
    }

    /// Where a label points.
    pub fn place(&self, label: &Label) -> Place<'_> {
        let file = label.place.file;
        let range = match &label.place.at {
            At::Span(span) => Some(self.files.positions(file, *span)),
            At::File | At::Path { .. } => None,
        };
        Place { file: self.files.name(file), range }
    }

    /// Where a problem is; nothing if it points nowhere.
    pub fn place_of(&self, diagnostic: &Diagnostic) -> Option<Place<'_>> {
        diagnostic.primary_label().map(|label| self.place(label))
    }
}

/// An entry of `checks`.
#[derive(Debug, Serialize)]
pub struct LevelRecord {
    rule: String,
    at: Option<String>,
    level: &'static str,
    reason: String,
    /// How many findings it speaks of.
    matched: usize,
    /// How many of them are not reported because of it.
    suppressed: usize,
}

impl LevelRecord {
    /// The record of an entry.
    pub fn of(level: &LevelUse<'_>) -> Self {
        let entry = level.entry;
        Self {
            rule: entry.rule.clone(),
            at: entry.at.clone(),
            level: entry.level.word(),
            reason: entry.reason.clone(),
            matched: level.matched,
            suppressed: level.suppressed,
        }
    }
}

/// A file, or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file's name.
    pub file: &'a str,
    /// From where to where, the end exclusive; the file as a whole if there is none.
    pub range: Option<(Position, Position)>,
}

impl Place<'_> {
    /// As compilers write it: `net.yaml:3:5`.
    pub fn told(&self) -> String {
        match self.range {
            Some((Position { line, column }, _)) => format!("{}:{line}:{column}", self.file),
            None => self.file.to_owned(),
        }
    }
}

/// The message with all notes and the help, a line each.
pub fn in_full(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        text.push_str("\nnote: ");
        text.push_str(note);
    }
    if let Some(help) = &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    text
}
