//! How good is what a network knows: how far it is trusted, how wide it is spread, how old it is, what is missing.
//!
//! Everything is counted in statements (see [`Statement`]): a figure counts once for each of its periods, a state once for
//! each spell, and the posts of a line or the rules of a table once.

mod missing;
mod shares;
mod spreads;

pub use missing::{Gap, Missing, MissingKind, Unverified, gaps, missing, standing_in, unverified, weak};
pub use shares::{Shares, by_country, by_kind, by_mode, overall};
pub use spreads::{Aged, Rated, by_age, by_spread, conflicts};

use crate::inventory::{Entry, Statement};

/// A statement with the entry that makes it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'e, 'n> {
    /// The entry.
    pub entry: &'e Entry<'n>,
    /// The statement.
    pub statement: &'e Statement<'n>,
}

/// Entries with their statements, taken apart once.
#[derive(Debug)]
pub struct Statements<'e, 'n> {
    all: Vec<(&'e Entry<'n>, Vec<Statement<'n>>)>,
}

impl<'e, 'n> Statements<'e, 'n> {
    /// Those of these entries.
    pub fn of(entries: &'e [Entry<'n>]) -> Self {
        Self { all: entries.iter().map(|entry| (entry, entry.statements())).collect() }
    }

    /// Every statement with its entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = Told<'_, 'n>> {
        self.all.iter().flat_map(|(entry, statements)| statements.iter().map(|statement| Told { entry, statement }))
    }
}
