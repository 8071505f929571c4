//! What an entry says, one by one: a figure in a period, a state in a spell, a fact.

use super::entry::Entry;
use super::figure::AnyFigure;
use super::node::Node;
use crate::calendar::{Season, Window};
use crate::model::{Provenance, SectionId, State};

/// One thing that an entry says of the world.
#[derive(Debug)]
pub struct Statement<'n> {
    /// Under which key.
    pub key: &'static str,
    /// What it says.
    pub content: Content<'n>,
    /// The sections that it speaks of, if it is a line's; all of them if empty.
    pub sections: Vec<SectionId>,
    /// When it holds.
    pub window: Window,
    /// In which part of the year; all of it if none.
    pub season: Option<Season>,
    /// Where it is from.
    pub provenance: &'n Provenance,
    /// Free text of the author.
    pub note: Option<&'n str>,
    /// Where it stands.
    pub node: Node,
}

/// What a statement says.
#[derive(Debug, Clone, Copy)]
pub enum Content<'n> {
    /// A number.
    Figure(&'n dyn AnyFigure),
    /// A state of a link or transfer.
    State(State),
    /// Something else, such as the posts of a line or the rules of a table.
    Fact,
}

impl Content<'_> {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Figure(_) => "figure",
            Self::State(_) => "state",
            Self::Fact => "fact",
        }
    }
}

impl<'n> Entry<'n> {
    /// All that it says, facts first, then figures, then states.
    pub fn statements(&self) -> Vec<Statement<'n>> {
        let whole = |key: &'static str| Statement {
            key,
            content: Content::Fact,
            sections: Vec::new(),
            window: self.window,
            season: None,
            provenance: self.provenance,
            note: None,
            node: self.node.clone(),
        };
        let mut statements: Vec<Statement<'n>> = self.facts.iter().map(|key| whole(key)).collect();
        for figure in &self.figures {
            statements.extend(figure.periods.iter().map(|period| Statement {
                key: figure.key,
                content: period.figure.map_or(Content::Fact, Content::Figure),
                sections: figure.sections.clone(),
                window: period.window,
                season: period.season,
                provenance: period.provenance,
                note: period.note,
                node: period.node.clone(),
            }));
        }
        for entry in &self.histories {
            statements.extend(entry.history.spells.iter().enumerate().map(|(index, spell)| Statement {
                key: "status",
                content: Content::State(spell.state),
                sections: entry.sections.clone(),
                window: spell.window,
                season: None,
                provenance: &spell.provenance,
                note: spell.note.as_deref(),
                node: entry.node.index(index),
            }));
        }
        statements
    }
}
