//! Where a figure comes from, and how far to trust it.

use super::ids::{SourceId, named};
use crate::calendar::{Date, Day, Season, Window};
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

impl Provenance {
    /// What it does not say itself, `wider` says: the entry around a figure, the line around a span.
    #[must_use]
    pub fn or(mut self, wider: &Self) -> Self {
        if self.sources.is_empty() {
            self.sources.clone_from(&wider.sources);
        }
        self.as_of = self.as_of.or(wider.as_of);
        self.confidence = self.confidence.or(wider.confidence);
        self
    }
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

/// A figure with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period<T> {
    /// From when until when.
    pub window: Window,
    /// In which part of each year; all of it if none. Inside it wins over a period without a season.
    pub season: Option<Season>,
    /// The figure.
    pub figure: Figure<T>,
}

/// A figure that changes with time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// Earliest first, disjoint but for seasons; never empty.
    periods: Vec<Period<T>>,
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
    pub fn new(mut periods: Vec<Period<T>>) -> Option<Self> {
        periods.sort_by_key(|period| period.window.from.map(Date::first_day));
        (!periods.is_empty()).then_some(Self { periods })
    }

    /// The figure on `day`; a season wins over the whole year. Outside every period the nearest earlier one stands in,
    /// else the first.
    pub fn on(&self, day: Day) -> Reading<'_, T> {
        let holding = || self.periods.iter().filter(|period| period.window.contains(day));
        let in_season = holding().find(|period| period.season.is_some_and(|season| season.contains(day)));
        if let Some(period) = in_season.or_else(|| holding().find(|period| period.season.is_none())) {
            return Reading { figure: &period.figure, stands_in: false };
        }
        let begun = |period: &&Period<T>| period.window.from.is_some_and(|from| from.first_day() <= day);
        let earlier = || self.periods.iter().rev().filter(begun);
        let nearest = earlier().find(|period| period.season.is_none()).or_else(|| earlier().next());
        Reading { figure: &nearest.unwrap_or(&self.periods[0]).figure, stands_in: true }
    }

    /// Periods with their figures, earliest first.
    pub fn periods(&self) -> &[Period<T>] {
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
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Published, Self::Computed, Self::Memory, Self::Authored];

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
