//! An entry that tells facts, in one shape for all sections of the format.

use super::figure::AnyFigure;
use super::key::EntryKey;
use super::node::Node;
use crate::calendar::{Day, Season, Window};
use crate::diagnostics::Location;
use crate::model::{Dated, Figure, History, Months, Period, Provenance, SectionId};
use crate::units::Quantity;
use std::fmt::{Debug, Display};

/// An entry that tells facts.
#[derive(Debug)]
pub struct Entry<'n> {
    /// Which one.
    pub key: EntryKey,
    /// Its id.
    pub id: &'n str,
    /// Where it stands.
    pub node: Node,
    /// When it holds, if it is dated as a whole.
    pub window: Window,
    /// Where it is from.
    pub provenance: &'n Provenance,
    /// Facts that are no figures of their own, such as the posts of a line.
    pub facts: &'static [&'static str],
    /// Its figures, and facts that have a provenance of their own.
    pub figures: Vec<FigureEntry<'n>>,
    /// Its states over time.
    pub histories: Vec<HistoryEntry<'n>>,
    /// Where parts of it are from that tell nothing else of their own, such as the spans of a line.
    pub parts: Vec<&'n Provenance>,
}

/// A figure of an entry, with its periods; one without dates has one period.
#[derive(Debug)]
pub struct FigureEntry<'n> {
    /// Its key.
    pub key: &'static str,
    /// The sections that it speaks of, if it is a line's.
    pub sections: Vec<SectionId>,
    /// Its periods.
    pub periods: Vec<PeriodEntry<'n>>,
    /// Whether it tells only of another date than this.
    stands_in: Option<&'n dyn Dates>,
}

/// A period of a figure.
#[derive(Debug)]
pub struct PeriodEntry<'n> {
    /// Where it stands.
    pub node: Node,
    /// When it holds.
    pub window: Window,
    /// In which part of the year; all of it if none.
    pub season: Option<Season>,
    /// Where it is from.
    pub provenance: &'n Provenance,
    /// The numbers; none for a fact that is no number.
    pub figure: Option<&'n dyn AnyFigure>,
    /// Free text of the author.
    pub note: Option<&'n str>,
}

/// States over time.
#[derive(Debug)]
pub struct HistoryEntry<'n> {
    /// Where they stand.
    pub node: Node,
    /// The sections that they speak of, if they are a line's.
    pub sections: Vec<SectionId>,
    /// The states.
    pub history: &'n History,
}

/// Knows on which days it has a value.
trait Dates: Debug + Sync {
    fn covers(&self, day: Day) -> bool;
}

impl<T: Debug + Sync> Dates for Dated<T> {
    fn covers(&self, day: Day) -> bool {
        !self.on(day).stands_in
    }
}

impl<'n> PeriodEntry<'n> {
    /// A fact that always holds and is no number.
    pub(super) fn fact(node: Node, provenance: &'n Provenance) -> Self {
        Self { node, window: Window::ALWAYS, season: None, provenance, figure: None, note: None }
    }
}

impl PeriodEntry<'_> {
    /// Where the typical value stands, of a figure inside an entry with this provenance.
    ///
    /// The model does not keep whether a figure was written as a mapping; one that says no more than the number hardly was.
    pub fn typical(&self, around: &Provenance) -> Location {
        let says_more = self.window != Window::ALWAYS
            || self.season.is_some()
            || self.note.is_some()
            || self.provenance != around
            || self.figure.is_some_and(|figure| figure.spread().is_some());
        if says_more { self.node.key("typ").value() } else { self.node.value() }
    }
}

impl FigureEntry<'_> {
    /// Whether the figure of another date stands in for `day`.
    pub fn stands_in_on(&self, day: Day) -> bool {
        self.stands_in.is_some_and(|dated| !dated.covers(day))
    }
}

impl<'n> FigureEntry<'n> {
    /// A figure without periods.
    pub(super) fn single<T>(key: &'static str, node: Node, figure: &'n Figure<T>) -> Self
    where
        T: Quantity + Display + Debug + Sync,
    {
        let period = PeriodEntry {
            node,
            window: Window::ALWAYS,
            season: None,
            provenance: &figure.provenance,
            figure: Some(figure),
            note: figure.note.as_deref(),
        };
        Self { key, sections: Vec::new(), periods: vec![period], stands_in: None }
    }

    /// A figure with periods.
    pub(super) fn dated<T>(key: &'static str, node: &Node, figure: &'n Dated<T>) -> Self
    where
        T: Quantity + Display + Debug + Sync,
    {
        let periods = figure.periods();
        let entry = |(index, period): (usize, &'n Period<T>)| {
            // The model does not keep whether one figure was written as a list; with dates it usually is.
            let listed = periods.len() > 1 || period.window != Window::ALWAYS;
            let node = if listed { node.index(index) } else { node.clone() };
            PeriodEntry {
                node,
                window: period.window,
                season: period.season,
                provenance: &period.figure.provenance,
                figure: Some(&period.figure),
                note: period.figure.note.as_deref(),
            }
        };
        let periods = periods.iter().enumerate().map(entry).collect();
        Self { key, sections: Vec::new(), periods, stands_in: Some(figure) }
    }

    /// A fact that is no number.
    pub(super) fn fact(key: &'static str, period: PeriodEntry<'n>) -> Self {
        Self { key, sections: Vec::new(), periods: vec![period], stands_in: None }
    }

    /// The same, of these sections of a line.
    pub(super) fn of(mut self, sections: Vec<SectionId>) -> Self {
        self.sections = sections;
        self
    }
}

impl<'n> Entry<'n> {
    /// An entry without figures yet.
    pub(super) fn new(
        key: EntryKey,
        id: &'n str,
        file: crate::diagnostics::FileId,
        provenance: &'n Provenance,
    ) -> Self {
        let node = Node::entry(file, key.section(), id);
        let (facts, figures, histories, parts) = (&[], Vec::new(), Vec::new(), Vec::new());
        Self { key, id, node, window: Window::ALWAYS, provenance, facts, figures, histories, parts }
    }

    pub(super) fn during(mut self, window: Window) -> Self {
        self.window = window;
        self
    }

    pub(super) fn telling(mut self, facts: &'static [&'static str]) -> Self {
        self.facts = facts;
        self
    }

    pub(super) fn figure<T>(mut self, key: &'static str, figure: Option<&'n Figure<T>>) -> Self
    where
        T: Quantity + Display + Debug + Sync,
    {
        let node = self.node.key(key);
        self.figures.extend(figure.map(|figure| FigureEntry::single(key, node, figure)));
        self
    }

    pub(super) fn dated<T>(mut self, key: &'static str, figure: Option<&'n Dated<T>>) -> Self
    where
        T: Quantity + Display + Debug + Sync,
    {
        let node = self.node.key(key);
        self.figures.extend(figure.map(|figure| FigureEntry::dated(key, &node, figure)));
        self
    }

    /// A fact with a provenance of its own that is no number.
    pub(super) fn fact(mut self, key: &'static str, period: PeriodEntry<'n>) -> Self {
        self.figures.push(FigureEntry::fact(key, period));
        self
    }

    /// Twelve shares of a figure, cited as the entry is.
    pub(super) fn months(self, months: Option<&Months>) -> Self {
        let fact = PeriodEntry::fact(self.node.key("months"), self.provenance);
        if months.is_some() { self.fact("months", fact) } else { self }
    }

    pub(super) fn history(mut self, history: &'n History) -> Self {
        let node = self.node.key("status");
        self.histories.push(HistoryEntry { node, sections: Vec::new(), history });
        self
    }

    /// What people call such an entry.
    pub fn kind(&self) -> &'static str {
        self.key.kind()
    }

    /// Every provenance in it: its own, those of its figures, states and parts.
    pub fn citations(&self) -> impl Iterator<Item = &'n Provenance> + '_ {
        let figures = self.figures.iter().flat_map(|figure| &figure.periods).map(|period| period.provenance);
        let histories = self.histories.iter().map(|entry| entry.history);
        let spells = histories.flat_map(|history| &history.spells).map(|spell| &spell.provenance);
        std::iter::once(self.provenance).chain(figures).chain(spells).chain(self.parts.iter().copied())
    }

    /// Names of what has no provenance of the kind asked for, each once.
    pub fn lacking(&self, lacks: impl Fn(&Provenance) -> bool) -> Vec<&'static str> {
        let own: &[&str] = if lacks(self.provenance) { self.facts } else { &[] };
        let figures = self.figures.iter().filter(|figure| figure.periods.iter().any(|period| lacks(period.provenance)));
        let mut names: Vec<&str> = own.iter().copied().chain(figures.map(|figure| figure.key)).collect();
        let mut spells = self.histories.iter().flat_map(|entry| &entry.history.spells);
        if spells.any(|spell| lacks(&spell.provenance)) {
            names.push("status");
        }
        let mut once = Vec::with_capacity(names.len());
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }
}
