//! How much longer a link takes the fuller it is.

use super::ids::named;
use super::link::Mode;
use super::provenance::{Figure, Provenance};
use crate::diagnostics::FileId;
use crate::units::Ratio;

/// A volume-delay function for the links of a mode: with flow `x` and capacity `c` the time of an empty link is
/// multiplied by `1 + alpha (x / c)^beta`.
#[derive(Debug, Clone)]
pub struct Congestion {
    /// Its id.
    pub id: String,
    /// For which links; one entry a mode.
    pub mode: Mode,
    /// How much longer a link takes that is full.
    pub alpha: Figure<Ratio>,
    /// How suddenly it fills; one or more, so that the delay is convex.
    pub beta: Figure<Ratio>,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

named!(Congestion);
