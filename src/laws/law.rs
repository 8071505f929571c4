//! What is a law, and what may come of one case of it?

use proptest::strategy::BoxedStrategy;

use super::case::Case;
use super::choices::Choices;
use super::subject::Subject;
use crate::diagnostics::{Code, CodeInfo, Severity};

/// Something that must hold for every network, and the questions that it is asked with.
#[derive(Debug, Clone, Copy)]
pub struct Law {
    /// Its code.
    pub code: Code,
    /// What the command line calls it.
    pub name: &'static str,
    /// What it says, in a few words.
    pub title: &'static str,
    /// Its page for people.
    pub explain: &'static str,
    /// How many cases it gets in comparison with the others; fewer if one takes longer.
    pub weight: u32,
    /// Random cases of it on a network.
    pub draw: fn(&Choices) -> BoxedStrategy<Case>,
    /// Whether it holds in a case.
    pub holds: fn(&Subject<'_>, &Case) -> Result<Told, Violation>,
}

impl Law {
    /// What `landbridge explain` says.
    pub fn info(&self) -> CodeInfo {
        CodeInfo { code: self.code, title: self.title, severity: Severity::Error, explain: self.explain }
    }
}

/// What a case told, if the law holds in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The law had something to say and holds.
    Holds,
    /// There was nothing to compare: no way, nothing of that name, a figure that is not known.
    Nothing,
}

/// What breaks a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Other facts that matter.
    pub notes: Vec<String>,
    /// Ids of places on the ways that were compared, where a small network that breaks the law may be found.
    pub places: Vec<String>,
}

impl Violation {
    /// Of a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), notes: Vec::new(), places: Vec::new() }
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds the places of a way.
    #[must_use]
    pub fn on(mut self, places: impl IntoIterator<Item = String>) -> Self {
        self.places.extend(places);
        self
    }
}
