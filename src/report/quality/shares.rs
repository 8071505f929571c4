//! How far statements are trusted, by what they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::{Statements, Told};
use crate::inventory::{Content, Entry, EntryKey};
use crate::model::{Confidence, Country, Mode, Network, TransferKind};

/// How many statements are trusted how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares {
    by_confidence: [usize; Confidence::ALL.len()],
    unmarked: usize,
}

impl Shares {
    fn add(&mut self, confidence: Option<Confidence>) {
        let place = Confidence::ALL.iter().position(|(known, _)| Some(*known) == confidence);
        match place {
            Some(index) => self.by_confidence[index] += 1,
            None => self.unmarked += 1,
        }
    }

    /// How many statements there are.
    pub fn total(&self) -> usize {
        self.by_confidence.iter().sum::<usize>() + self.unmarked
    }

    /// How many are trusted this far; `None` counts those that do not say.
    pub fn number(&self, confidence: Option<Confidence>) -> usize {
        let at = |confidence| Confidence::ALL.iter().position(|(known, _)| *known == confidence);
        confidence.map_or(self.unmarked, |confidence| at(confidence).map_or(0, |index| self.by_confidence[index]))
    }

    /// How many rest on a page that somebody read.
    pub fn read(&self) -> usize {
        [Confidence::High, Confidence::Medium, Confidence::Low].into_iter().map(|c| self.number(Some(c))).sum()
    }
}

/// Figures, states, and other facts, each on its own.
pub fn overall(statements: &Statements<'_, '_>) -> [(&'static str, Shares); 3] {
    let mut shares =
        [("Figures", Shares::default()), ("States", Shares::default()), ("Other facts", Shares::default())];
    for Told { statement, .. } in statements.iter() {
        let index = match statement.content {
            Content::Figure(_) => 0,
            Content::State(_) => 1,
            Content::Fact => 2,
        };
        shares[index].1.add(statement.provenance.confidence);
    }
    shares
}

/// By the kind of entry, in the order of the format's sections; keyed by the first such entry.
pub fn by_kind(statements: &Statements<'_, '_>) -> Vec<(EntryKey, Shares)> {
    let mut kinds: Vec<(EntryKey, Shares)> = Vec::new();
    for Told { entry, statement } in statements.iter() {
        match kinds.last_mut() {
            Some((key, shares)) if key.section() == entry.key.section() => shares.add(statement.provenance.confidence),
            _ => {
                let mut shares = Shares::default();
                shares.add(statement.provenance.confidence);
                kinds.push((entry.key, shares));
            }
        }
    }
    kinds
}

/// Lines and sea lanes, by how cargo moves on them; passages count as sea.
pub fn by_mode(network: &Network, statements: &Statements<'_, '_>) -> Vec<(Mode, Shares)> {
    let mut modes: BTreeMap<Mode, Shares> = BTreeMap::new();
    for Told { entry, statement } in statements.iter() {
        let mode = match entry.key {
            EntryKey::Line(id) => network.lines[id].mode,
            EntryKey::Lane(_) | EntryKey::Passage(_) => Mode::Sea,
            _ => continue,
        };
        modes.entry(mode).or_default().add(statement.provenance.confidence);
    }
    modes.into_iter().collect()
}

/// By the countries that statements touch: of places, transfers, operators, and sections of lines. One that touches two
/// countries counts in both.
pub fn by_country(network: &Network, statements: &Statements<'_, '_>) -> Vec<(Country, Shares)> {
    let mut countries: BTreeMap<Country, Shares> = BTreeMap::new();
    for told in statements.iter() {
        for country in countries_of(network, told) {
            countries.entry(country).or_default().add(told.statement.provenance.confidence);
        }
    }
    let mut countries: Vec<(Country, Shares)> = countries.into_iter().collect();
    countries.sort_by_key(|(country, shares)| (std::cmp::Reverse(shares.total()), *country));
    countries
}

fn countries_of(network: &Network, Told { entry, statement }: Told<'_, '_>) -> BTreeSet<Country> {
    let at = |place: crate::model::PlaceId| network.places[place].country;
    match entry.key {
        EntryKey::Place(id) => at(id).into_iter().collect(),
        EntryKey::Operator(id) => network.operators[id].country.into_iter().collect(),
        EntryKey::Transfer(id) => match &network.transfers[id].kind {
            TransferKind::Border { countries, .. } | TransferKind::Converter { countries } => {
                countries.iter().copied().collect()
            }
            _ => at(network.transfers[id].at).into_iter().collect(),
        },
        EntryKey::Line(id) => {
            let sections =
                if statement.sections.is_empty() { &network.lines[id].sections } else { &statement.sections };
            let ends = sections.iter().map(|section| &network.sections[*section]);
            ends.flat_map(|section| [at(section.from), at(section.to)]).flatten().collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Entries that say of themselves that they are trusted less than `medium`.
pub(super) fn is_weak(entry: &Entry<'_>) -> bool {
    entry.provenance.confidence.is_some_and(|confidence| confidence > Confidence::Medium)
}
