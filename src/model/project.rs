//! What could be built, and what that costs.

use super::ids::named;
use super::provenance::{Figure, Provenance};
use super::rules::Change;
use crate::diagnostics::FileId;
use crate::units::Investment;

/// A candidate for investment: what it opens or widens, and its cost.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it changes; [`Change::Open`] and [`Change::Widen`] only, never empty.
    pub changes: Vec<Change>,
    /// What building it costs; if nobody says, it cannot be ranked by cost.
    pub investment: Option<Figure<Investment>>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

named!(Project);
