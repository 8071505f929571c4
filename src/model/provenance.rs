//! Where a figure comes from, and how far to trust it.

use super::ids::{SourceId, named};
use crate::calendar::{Date, Day, Window};
use crate::diagnostics::FileId;

/// How far a figure can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A page was read, and others agree.
    High,
    /// A page was read.
    Medium,
    /// Weak or contradicted.
    Low,
    /// Believed; no page was read for it.
    Memory,
    /// Set by the author of the network to have a value at all.
    Authored,
}

impl Confidence {
    /// All of them with the word that files use, best first.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::High, "high"),
        (Self::Medium, "medium"),
        (Self::Low, "low"),
        (Self::Memory, "memory"),
        (Self::Authored, "authored"),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(confidence, _)| *confidence == self).map_or("", |(_, word)| word)
    }
}

/// Where something is known from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// Who says it; empty if nobody was named.
    pub sources: Vec<SourceId>,
    /// The date it was true.
    pub as_of: Option<Date>,
    /// How far to trust it; `None` if the author did not say.
    pub confidence: Option<Confidence>,
}

/// A number from the world: its typical value, its spread, where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<T> {
    /// Tenth percentile (the smaller number).
    pub low: T,
    /// Typical value, the median.
    pub typ: T,
    /// Ninetieth percentile.
    pub high: T,
    /// Where it is from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
}

/// A figure that changes with time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// Periods with their figures, earliest first, disjoint; never empty.
    periods: Vec<(Window, Figure<T>)>,
}

/// The figure for a day, and whether it really covers that day.
#[derive(Debug)]
pub struct Reading<'a, T> {
    /// The figure.
    pub figure: &'a Figure<T>,
    /// The day lies outside every period: a neighbour's value stands in.
    pub stands_in: bool,
}

impl<T> Dated<T> {
    /// From periods; `None` if there are none.
    pub fn new(mut periods: Vec<(Window, Figure<T>)>) -> Option<Self> {
        periods.sort_by_key(|(window, _)| window.from.map(Date::first_day));
        (!periods.is_empty()).then_some(Self { periods })
    }

    /// The figure on `day`; outside every period the nearest earlier one stands in, else the first.
    pub fn on(&self, day: Day) -> Reading<'_, T> {
        if let Some((_, figure)) = self.periods.iter().find(|(window, _)| window.contains(day)) {
            return Reading { figure, stands_in: false };
        }
        let earlier =
            self.periods.iter().rev().find(|(window, _)| window.from.is_some_and(|from| from.first_day() <= day));
        let (_, figure) = earlier.unwrap_or(&self.periods[0]);
        Reading { figure, stands_in: true }
    }

    /// Periods with their figures, earliest first.
    pub fn periods(&self) -> &[(Window, Figure<T>)] {
        &self.periods
    }
}

/// What kind of source it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceKind {
    /// A page or a paper that somebody can read.
    #[default]
    Published,
    /// Computed from other sources.
    Computed,
    /// Believed; no page was read.
    Memory,
    /// Set by the author.
    Authored,
}

impl SourceKind {
    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Computed => "computed",
            Self::Memory => "memory",
            Self::Authored => "authored",
        }
    }
}

/// A source.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Under which terms its data may be used.
    pub licence: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}
named!(Source);
