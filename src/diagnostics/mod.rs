//! What is a problem in a network, and how is it told?
//!
//! A [`Diagnostic`] is data: a code, a severity, a message, labels that point into files, notes
//! and help. `render` draws it for people, `json` writes it for programs. Nothing here knows
//! YAML or our model; whoever finds a problem describes it, and `load` turns paths into spans.

pub mod codes;
mod fix;
pub mod json;
mod location;
#[cfg(feature = "cli")]
pub mod render;
mod sources;
mod suggest;
mod tally;

pub use codes::{Code, CodeInfo};
pub use fix::Fix;
pub use location::{At, FileId, Focus, Label, Location, Span, Step, YamlPath};
pub use sources::{Position, SourceFiles};
pub use suggest::closest;
pub use tally::Tally;

use serde::Serialize;

/// How bad a problem is. Ordered: a note is less than a warning, a warning less than an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Odd but possible.
    Warning,
    /// Cannot be true, or cannot be used.
    Error,
}

impl Severity {
    /// The word that people and programs read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One problem, told as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule it breaks; `landbridge explain CODE` tells more.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Where it is. The first primary label is the place that is printed.
    pub labels: Vec<Label>,
    /// Other facts that matter.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// What mends it for certain, if anything does.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A problem of any severity, not yet placed anywhere.
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), labels: Vec::new(), notes: Vec::new(), help: None, fix: None }
    }

    /// An error, not yet placed anywhere.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A warning, not yet placed anywhere.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// Points at the place that is wrong.
    #[must_use]
    pub fn at(self, place: Location) -> Self {
        self.at_saying(place, "")
    }

    /// Points at the place that is wrong, with a few words under the carets.
    #[must_use]
    pub fn at_saying(mut self, place: Location, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into(), primary: true });
        self
    }

    /// Points at another place that matters.
    #[must_use]
    pub fn also(mut self, place: Location, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into(), primary: false });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to do. A second call replaces the first.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The label that says where the problem is: the first primary one, else the first.
    pub fn primary_label(&self) -> Option<&Label> {
        self.labels.iter().find(|label| label.primary).or_else(|| self.labels.first())
    }
}

/// Puts resolved diagnostics in file order, then in order of place; those that point nowhere
/// come first. Equal places keep the order in which they were found.
pub fn sort_by_place(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        diagnostic.primary_label().map(|label| {
            let start = match &label.place.at {
                At::Span(span) => span.start,
                At::File | At::Path { .. } => 0,
            };
            (label.place.file, start)
        })
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builders_collect_everything() {
        let file = FileId(0);
        let path = YamlPath::root().key("lines").key("a");
        let diagnostic = Diagnostic::error(codes::DUPLICATE_KEY, "twice")
            .at(Location::key(file, path.clone()))
            .also(Location::value(file, path), "first here")
            .note("a fact")
            .help("remove one");
        assert_eq!(diagnostic.severity, Severity::Error);
        assert!(diagnostic.labels[0].primary);
        assert!(!diagnostic.labels[1].primary);
        assert_eq!(diagnostic.notes, ["a fact"]);
        assert_eq!(diagnostic.help.as_deref(), Some("remove one"));
        assert!(Severity::Error > Severity::Warning);
    }

    #[test]
    fn sorts_by_file_then_place() {
        let at = |file, start| Diagnostic::error(codes::UNKNOWN_KEY, "").at(Location::span(FileId(file), start, start));
        let mut list = vec![at(1, 0), at(0, 9), at(0, 3), Diagnostic::error(codes::UNKNOWN_KEY, "")];
        sort_by_place(&mut list);
        assert!(list[0].labels.is_empty());
        assert_eq!(list[1], at(0, 3));
        assert_eq!(list[3], at(1, 0));
    }
}
