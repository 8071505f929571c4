//! What does a network tell of the world, where is it from, and where does it stand?
//!
//! [`entries`] lists every entry with its figures, its states over time and its other facts, each with its provenance
//! and its place in the files. Checks, the list of sources and the pages of the site all read this list, so that
//! none of them can forget a section of the format.
//!
//! [`Entry::statements`] takes an entry apart into single figures, states and facts.
//!
//! Left out: entries that tell no facts (cities, cargoes, report routes, what the network says of itself).

mod entry;
mod figure;
mod key;
mod list;
mod node;
mod statement;

use std::collections::{BTreeMap, BTreeSet};

pub use entry::{Entry, FigureEntry, HistoryEntry, PeriodEntry};
pub use figure::AnyFigure;
pub use key::EntryKey;
pub use list::entries;
pub use node::Node;
pub use statement::{Content, Statement};

use crate::model::SourceId;

/// Sources with what they feed, each entry once.
pub type Uses = BTreeMap<SourceId, BTreeSet<EntryKey>>;

/// Which entries cite which source.
pub fn uses(entries: &[Entry<'_>]) -> Uses {
    let mut uses = Uses::new();
    for entry in entries {
        for source in entry.citations().flat_map(|provenance| &provenance.sources) {
            uses.entry(*source).or_default().insert(entry.key);
        }
    }
    uses
}
