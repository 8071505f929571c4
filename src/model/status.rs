//! What files say of a link's state over time. What follows from it is decided in `restrictions`.

use super::provenance::Provenance;
use crate::calendar::{Day, Window};

/// The state of a link or transfer during a spell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In use.
    Operating,
    /// In use with limits.
    Restricted,
    /// Not used for the time being.
    Suspended,
    /// Shut.
    Closed,
    /// Physically cut.
    Severed,
    /// Being built.
    UnderConstruction,
    /// Only an idea.
    Proposed,
}

impl State {
    /// All of them with the word that files use.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Operating, "operating"),
        (Self::Restricted, "restricted"),
        (Self::Suspended, "suspended"),
        (Self::Closed, "closed"),
        (Self::Severed, "severed"),
        (Self::UnderConstruction, "under_construction"),
        (Self::Proposed, "proposed"),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }

    /// The word as people say it.
    pub fn label(self) -> String {
        self.word().replace('_', " ")
    }

    /// Whether traffic passes.
    pub fn is_usable(self) -> bool {
        matches!(self, Self::Operating | Self::Restricted)
    }
}

/// A stretch of time in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    /// When.
    pub window: Window,
    /// In which state.
    pub state: State,
    /// Who says so.
    pub provenance: Provenance,
    /// What the author adds, such as `rails removed`.
    pub note: Option<String>,
}

/// States over time, as written; a day in no spell is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Spells, in the order of the file.
    pub spells: Vec<Spell>,
}

impl History {
    /// The spell that `day` lies in.
    pub fn on(&self, day: Day) -> Option<&Spell> {
        self.spells.iter().find(|spell| spell.window.contains(day))
    }
    /// Pairs of spells, one ending before the other begins, with nothing known in between; by their positions.
    pub fn gaps(&self) -> Vec<(usize, usize)> {
        let window = |at: usize| &self.spells[at].window;
        let mut order: Vec<usize> = (0..self.spells.len()).filter(|at| !window(*at).is_empty()).collect();
        order.sort_by_key(|at| window(*at).start());
        let mut gaps = Vec::new();
        let mut known: Option<usize> = None;
        for at in order {
            match known {
                Some(before) if window(before).end() < window(at).start() => gaps.push((before, at)),
                _ => {}
            }
            if known.is_none_or(|before| window(before).end() < window(at).end()) {
                known = Some(at);
            }
        }
        gaps
    }
}
