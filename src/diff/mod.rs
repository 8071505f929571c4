//! What changed in meaning between two versions of a network, and in its answers.
//!
//! [`statements`] reads what the files say without how they say it, [`compare_statements`] tells which entries were
//! added, removed, renamed or changed, and in what, and [`compare_answers`] which answers to the network's own questions
//! differ. The text is compared and not the model: a change is told in the keys of the file, with the words of the
//! file, and what only the text says (a note, a source) is told too.

mod answers;
mod entries;
mod said;
mod walk;

pub use answers::{AnswerChanges, CutChange, CutSide, compare_answers};
pub use entries::{EntryChange, Kind, compare_statements};
pub use said::{EntryKey, Said, Statements, statements};
pub use walk::FieldChange;
