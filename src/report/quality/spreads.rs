//! Which figures are spread widest, which are contradicted, which are oldest?

use super::{Statements, Told};
use crate::calendar::{Date, Day};
use crate::inventory::{AnyFigure, Content};
use crate::model::{Network, SourceKind};

/// A figure with how far its low and high value are apart.
#[derive(Debug, Clone, Copy)]
pub struct Rated<'e, 'n> {
    /// The statement.
    pub told: Told<'e, 'n>,
    /// The figure.
    pub figure: &'n dyn AnyFigure,
    /// How often the low value goes into the high one; infinite if the low one is zero.
    pub ratio: f64,
}

/// A figure with the date on which it was true.
#[derive(Debug, Clone, Copy)]
pub struct Aged<'e, 'n> {
    /// The statement.
    pub told: Told<'e, 'n>,
    /// The figure.
    pub figure: &'n dyn AnyFigure,
    /// Its own date, or that of its newest source.
    pub date: Date,
    /// Whether it is its source's date.
    pub is_of_source: bool,
}

/// Words with which authors tell that published values differ.
const CONFLICT_WORDS: [&str; 7] =
    ["conflict", "contradict", "disagree", "differ", "dispute", "inconsistent", "other sources"];

/// Figures with a spread, widest first.
pub fn by_spread<'e, 'n>(statements: &'e Statements<'_, 'n>) -> Vec<Rated<'e, 'n>> {
    let mut rated: Vec<Rated<'e, 'n>> = statements
        .iter()
        .filter_map(|told| match told.statement.content {
            Content::Figure(figure) => figure.spread().map(|ratio| Rated { told, figure, ratio }),
            Content::State(_) | Content::Fact => None,
        })
        .collect();
    // A stable sort keeps the order of entries among equals.
    rated.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
    rated
}

/// Statements whose published values conflict, as far as they tell: a figure with a spread that cites several published
/// sources, or a note with a word for it.
pub fn conflicts<'e, 'n>(network: &Network, statements: &'e Statements<'_, 'n>) -> Vec<Told<'e, 'n>> {
    let is_conflicting = |told: &Told<'e, 'n>| {
        let note = told.statement.note.unwrap_or_default().to_lowercase();
        let published = told.statement.provenance.sources.iter();
        let published = published.filter(|id| network.sources[**id].kind == SourceKind::Published).count();
        let is_spread = matches!(told.statement.content, Content::Figure(figure) if figure.spread().is_some());
        (is_spread && published > 1) || CONFLICT_WORDS.iter().any(|word| note.contains(word))
    };
    statements.iter().filter(is_conflicting).collect()
}

/// Figures that hold on `day`, oldest first; those of unknown date are left out.
pub fn by_age<'e, 'n>(network: &Network, statements: &'e Statements<'_, 'n>, day: Day) -> Vec<Aged<'e, 'n>> {
    let mut aged: Vec<Aged<'e, 'n>> = statements
        .iter()
        .filter(|told| told.statement.window.contains(day))
        .filter_map(|told| {
            let Content::Figure(figure) = told.statement.content else { return None };
            let provenance = told.statement.provenance;
            let newest = || provenance.sources.iter().filter_map(|id| network.sources[*id].date).max();
            let date = provenance.as_of.or_else(newest)?;
            Some(Aged { told, figure, date, is_of_source: provenance.as_of.is_none() })
        })
        .collect();
    aged.sort_by_key(|aged| aged.date.first_day());
    aged
}
