//! What could be built, and what that costs.

use super::Network;
use super::ids::named;
use super::provenance::{Figure, Provenance};
use super::rules::{Change, Subject};
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

impl Project {
    /// What building it costs, in thousands of US dollars: low, typical, high.
    ///
    /// Its own figure, else the sum of those of the lines and transfers that it opens; `None` if nobody says.
    pub fn cost(&self, network: &Network) -> Option<[u64; 3]> {
        let parts = |figure: &Figure<Investment>| [figure.low, figure.typ, figure.high].map(Investment::parts);
        if let Some(own) = &self.investment {
            return Some(parts(own));
        }
        let opened = self.changes.iter().filter_map(|change| match change {
            Change::Open(Subject::Line(id), _) => network.lines[*id].investment.as_ref(),
            Change::Open(Subject::Transfer(id), _) => network.transfers[*id].investment.as_ref(),
            _ => None,
        });
        opened.map(parts).reduce(|sum, part| std::array::from_fn(|at| sum[at].saturating_add(part[at])))
    }
}

named!(Project);
