//! How a network wants the rules of `check` to judge it.

use std::str::FromStr;

use crate::diagnostics::{FileId, Severity};
use crate::units::UnitError;

/// Changes how bad what a rule finds is, everywhere or for some entries.
#[derive(Debug, Clone)]
pub struct RuleLevel {
    /// The code of a rule, or the beginning of the codes of a family: `LB0504`, `LB05`.
    pub rule: String,
    /// How bad it is.
    pub level: Level,
    /// Where, as a pattern of paths such as `lanes.nsr-*`; everywhere if none.
    pub at: Option<String>,
    /// Why.
    pub reason: String,
    /// Its position in the list of its file.
    pub index: usize,
    /// The file it was written in.
    pub file: FileId,
}

/// How bad a finding is, or that it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported, only counted.
    Allow,
    /// Reported, as so bad.
    As(Severity),
}

impl Level {
    /// All of them with the words that files use; some have two.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Allow, "allow"),
        (Self::As(Severity::Note), "note"),
        (Self::As(Severity::Warning), "warning"),
        (Self::As(Severity::Warning), "warn"),
        (Self::As(Severity::Error), "error"),
        (Self::As(Severity::Error), "deny"),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::As(severity) => severity.name(),
        }
    }
}

impl FromStr for Level {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().find(|(_, word)| *word == text).map(|(level, _)| *level).ok_or_else(|| {
            UnitError::new(
                format!("`{text}` is not a level"),
                "known: `allow`, `note`, `warning` (or `warn`), `error` (or `deny`)",
            )
        })
    }
}
