//! Small records that many pages show: a link, a state, where a figure is from.

use std::fmt::Display;

use serde::Serialize;

use super::Site;
use super::format::{range, sentence_case, with_stop};
use super::links::Links;
use super::map::MapStatus;
use crate::calendar::{Day, Window};
use crate::inventory::EntryKey;
use crate::model::{
    Capacitated, Confidence, Dated, Figure, History, LaneId, LineId, Link, PlaceId, PlaceKind, Provenance,
    RestrictionId, ScenarioId, State, Subject, TransferId,
};
use crate::report::FactRecord;
use crate::units::Capacity;

/// A name, and its page if it has one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ref {
    /// What is shown.
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// Where something is known from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Origin {
    /// Who says it.
    pub sources: Vec<SourceChip>,
    /// The word for how far it is trusted.
    pub confidence: Option<&'static str>,
    /// When it was true.
    pub as_of: Option<String>,
}

/// A source, named by its id.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceChip {
    /// Its id.
    pub id: String,
    /// Its title, who published it and when.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// A state on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Badge {
    /// The class name.
    pub class: &'static str,
    /// The word for people.
    pub word: &'static str,
}

/// A figure with its spread and where it is from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureView {
    /// The period it holds in, for figures of several periods.
    pub period: Option<String>,
    /// The typical value.
    pub typ: String,
    /// Low to high, if they differ.
    pub range: Option<String>,
    /// Where it is from.
    pub origin: Origin,
    /// What the author adds.
    pub note: Option<String>,
}

/// One spell of a history.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpellView {
    /// When.
    pub window: String,
    /// In which state.
    pub badge: Badge,
    /// Whether the day shown lies in it.
    pub is_now: bool,
    /// What the author adds.
    pub note: Option<String>,
    /// Who says so.
    pub origin: Origin,
}

/// A fact with its rule, dates, sources and what would change it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactView {
    /// Its code.
    pub code: String,
    /// What it is about.
    pub subject: Ref,
    /// The fact in a sentence.
    pub reason: String,
    /// Who made the rule and in which text.
    pub cite: Option<String>,
    /// When the rule or state holds.
    pub dates: Option<String>,
    /// Where it is known from.
    pub origin: Origin,
    /// What would change it, in sentences; the last may be a switch for analysis.
    pub changes: Vec<ChangeView>,
}

/// One thing that would change a fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeView {
    /// In words.
    pub text: String,
    /// The page that says more.
    pub more: Option<Ref>,
    /// An option of the command line.
    pub option: Option<String>,
}

/// What a page needs to tell things: the site, and its own addresses.
#[derive(Clone, Copy)]
pub struct PageContext<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// Addresses from this page.
    pub links: Links,
}

/// The state of a link on a day; a gap in its history is unknown.
pub fn status_on(history: &History, day: Day) -> MapStatus {
    history.on(day).map_or(MapStatus::Unknown, |spell| status_of(spell.state))
}

/// The look of a state.
pub fn status_of(state: State) -> MapStatus {
    match state {
        State::Operating => MapStatus::Operating,
        State::Restricted => MapStatus::Restricted,
        State::Suspended => MapStatus::Suspended,
        State::Closed => MapStatus::Closed,
        State::Severed => MapStatus::Severed,
        State::UnderConstruction => MapStatus::UnderConstruction,
        State::Proposed => MapStatus::Proposed,
    }
}

impl From<MapStatus> for Badge {
    fn from(status: MapStatus) -> Self {
        Self { class: status.class(), word: status.word() }
    }
}

impl Ref {
    /// Shown without a link.
    pub fn plain(name: impl Into<String>) -> Self {
        Self { name: name.into(), href: None }
    }

    /// Shown as a link.
    pub fn to(name: impl Into<String>, href: String) -> Self {
        Self { name: name.into(), href: Some(href) }
    }
}

impl<'a> PageContext<'a> {
    /// For the page at this path.
    pub fn new(site: &'a Site<'a>, path: &str) -> Self {
        Self { site, links: Links::from_page(path) }
    }

    /// A place; points at sea have no page.
    pub fn place(&self, id: PlaceId) -> Ref {
        let place = &self.site.network.places[id];
        let href = (place.kind != PlaceKind::Waypoint).then(|| self.links.page("place", &place.id));
        Ref { name: place.name.clone(), href }
    }

    /// A place by the id in a record.
    pub fn place_by_id(&self, id: &str, name: &str) -> Ref {
        self.site.network.places.find(id).map_or_else(|| Ref::plain(name), |id| self.place(id))
    }

    /// A line.
    pub fn line(&self, id: LineId) -> Ref {
        let line = &self.site.network.lines[id];
        Ref::to(line.name.clone(), self.links.page("line", &line.id))
    }

    /// A lane.
    pub fn lane(&self, id: LaneId) -> Ref {
        let lane = &self.site.network.lanes[id];
        Ref::to(lane.name.clone(), self.links.page("lane", &lane.id))
    }

    /// A restriction.
    pub fn restriction(&self, id: RestrictionId) -> Ref {
        let rule = &self.site.network.restrictions[id];
        Ref::to(rule.name.clone(), self.links.page("restriction", &rule.id))
    }

    /// A scenario, on the page of scenarios.
    pub fn scenario(&self, id: ScenarioId) -> Ref {
        let scenario = &self.site.network.scenarios[id];
        Ref::to(scenario.name.clone(), self.links.entry("scenarios", &scenario.id))
    }

    /// A transfer, on the page of its place.
    pub fn transfer(&self, id: TransferId) -> Ref {
        let transfer = &self.site.network.transfers[id];
        let place = &self.site.network.places[transfer.at].id;
        let page = self.links.page("place", place);
        Ref::to(super::words::transfer(self.site.network, id), format!("{page}#transfer-{}", transfer.id))
    }

    /// What a scenario gives another capacity, with that capacity.
    pub fn capacitated(&self, widened: Capacitated, capacity: Capacity) -> Ref {
        let mut named = match widened {
            Capacitated::Line(id) => self.subject(Subject::Line(id)),
            Capacitated::Transfer(id) => self.subject(Subject::Transfer(id)),
            Capacitated::Group(id) => self.entry(EntryKey::CapacityGroup(id)),
        };
        named.name = format!("{}: {capacity}", named.name);
        named
    }

    /// Anything that a scenario or a fact may be about.
    pub fn subject(&self, subject: Subject) -> Ref {
        match subject {
            Subject::Line(id) => self.line(id),
            Subject::Lane(id) => self.lane(id),
            Subject::Transfer(id) => self.transfer(id),
            Subject::Place(id) => self.place(id),
            Subject::Passage(id) => {
                let passage = &self.site.network.passages[id];
                Ref::to(passage.name.clone(), self.links.page("passage", &passage.id))
            }
        }
    }

    /// A link's line or lane.
    pub fn carrier(&self, link: Link) -> Ref {
        match link {
            Link::Section(id) => self.line(self.site.network.sections[id].line),
            Link::Lane(id) => self.lane(id),
        }
    }

    /// Where something is known from.
    pub fn origin(&self, provenance: &Provenance) -> Origin {
        Origin {
            sources: provenance.sources.iter().map(|id| self.chip(&self.site.network.sources[*id].id)).collect(),
            confidence: provenance.confidence.map(Confidence::word),
            as_of: provenance.as_of.map(|date| date.to_string()),
        }
    }

    /// Where a record's figures are known from.
    pub fn origin_of(&self, sources: &[String], confidence: Option<&'static str>) -> Origin {
        Origin { sources: sources.iter().map(|id| self.chip(id)).collect(), confidence, as_of: None }
    }

    fn chip(&self, id: &str) -> SourceChip {
        let source = self.site.network.sources.find(id).map(|key| &self.site.network.sources[key]);
        let told = source.map(|source| {
            let date = source.date.map(|date| date.to_string());
            [Some(source.title.clone()), source.publisher.clone(), date].into_iter().flatten().collect::<Vec<_>>()
        });
        SourceChip {
            id: id.to_string(),
            title: told.unwrap_or_default().join("; "),
            href: self.links.page("source", id),
        }
    }

    /// A figure.
    pub fn figure<T: Display + PartialEq>(&self, figure: &Figure<T>) -> FigureView {
        let is_spread = figure.low != figure.typ || figure.high != figure.typ;
        FigureView {
            period: None,
            typ: figure.typ.to_string(),
            range: is_spread.then(|| range(&figure.low.to_string(), &figure.high.to_string())),
            origin: self.origin(&figure.provenance),
            note: figure.note.as_deref().map(sentence_case),
        }
    }

    /// The figure of the day shown.
    pub fn dated<T: Display + PartialEq>(&self, dated: &Dated<T>) -> FigureView {
        let reading = dated.on(self.site.as_of);
        let mut view = self.figure(reading.figure);
        if reading.stands_in {
            view.period = Some("of another date, stands in".into());
        }
        view
    }

    /// The figures of all periods.
    pub fn all_periods<T: Display + PartialEq>(&self, dated: &Dated<T>) -> Vec<FigureView> {
        let several = dated.periods().len() > 1;
        dated
            .periods()
            .iter()
            .map(|period| {
                let window = (several || period.window != Window::ALWAYS).then(|| period.window.to_string());
                let season = period.season.map(|season| format!("{season} of each year"));
                let words: Vec<String> = window.into_iter().chain(season).collect();
                FigureView { period: (!words.is_empty()).then(|| words.join(", ")), ..self.figure(&period.figure) }
            })
            .collect()
    }

    /// The state on the day shown.
    pub fn badge(&self, history: &History) -> Badge {
        status_on(history, self.site.as_of).into()
    }

    /// A history, as written.
    pub fn spells(&self, history: &History) -> Vec<SpellView> {
        history
            .spells
            .iter()
            .map(|spell| SpellView {
                window: sentence_case(&spell.window.to_string()),
                badge: status_of(spell.state).into(),
                is_now: spell.window.contains(self.site.as_of),
                note: spell.note.as_deref().map(sentence_case),
                origin: self.origin(&spell.provenance),
            })
            .collect()
    }

    /// A fact of a plan.
    pub fn fact(&self, fact: &FactRecord) -> FactView {
        let cite: Vec<&str> = fact.issuer.iter().chain(&fact.legal_basis).map(String::as_str).collect();
        let dates = match (&fact.from, &fact.until) {
            (None, None) => None,
            (Some(from), None) => Some(format!("since {from}, no end known")),
            (None, Some(until)) => Some(format!("until {until}")),
            (Some(from), Some(until)) => Some(format!("{from} to {until}")),
        };
        FactView {
            code: fact.code.to_string(),
            subject: self.fact_subject(fact),
            reason: with_stop(&sentence_case(&fact.reason)),
            cite: (!cite.is_empty()).then(|| cite.join(", ")),
            dates,
            origin: self.origin_of(&fact.sources, fact.confidence),
            changes: self.changes(fact),
        }
    }

    /// A fact about a way that may be used: what would change it is told only if something would.
    pub fn flag(&self, fact: &FactRecord) -> FactView {
        let mut view = self.fact(fact);
        if fact.lift == crate::report::Lift::default() {
            view.changes.clear();
        }
        view
    }

    fn fact_subject(&self, fact: &FactRecord) -> Ref {
        let network = self.site.network;
        let found = match fact.subject_kind {
            "line" => network.lines.find(&fact.subject).map(|id| self.line(id)),
            "lane" => network.lanes.find(&fact.subject).map(|id| self.lane(id)),
            "transfer" => network.transfers.find(&fact.subject).map(|id| self.transfer(id)),
            "passage" => network.passages.find(&fact.subject).map(|id| self.subject(Subject::Passage(id))),
            "place" => network.places.find(&fact.subject).map(|id| self.place(id)),
            "restriction" => network.restrictions.find(&fact.subject).map(|id| self.restriction(id)),
            "admission" => {
                let href = self.links.entry("season", &format!("admission-{}", fact.subject));
                Some(Ref::to(fact.subject_name.clone(), href))
            }
            _ => None,
        };
        found.unwrap_or_else(|| Ref::plain(sentence_case(&fact.subject_name)))
    }

    /// For a legal rule its dates and exceptions; for a state its next spell and the scenarios that open it.
    fn changes(&self, fact: &FactRecord) -> Vec<ChangeView> {
        let network = self.site.network;
        let plain = |text: String| ChangeView { text, more: None, option: None };
        let mut changes = Vec::new();
        if let Some(from) = &fact.lift.from {
            changes.push(plain(format!("It is otherwise from {from}, as far as the network knows.")));
        }
        if let Some(draught) = &fact.lift.draught {
            changes.push(plain(format!("A ship passes that draws at most {draught}.")));
        }
        for scenario in fact.lift.scenarios.iter().filter_map(|id| network.scenarios.find(id)) {
            let more = Some(self.scenario(scenario));
            changes.push(ChangeView { text: "It is open in the scenario".into(), more, option: None });
        }
        if let Some(rule) = fact.lift.allow.as_ref().and_then(|id| network.restrictions.find(id)) {
            let restriction = &network.restrictions[rule];
            match &fact.until {
                Some(until) => changes.push(plain(format!("The rule ends on {until}."))),
                None => changes.push(plain("No end of the rule is known.".into())),
            }
            if !restriction.exceptions.is_empty() {
                let number = super::format::count(restriction.exceptions.len(), "published exception");
                let page = format!("{}#exceptions", self.links.page("restriction", &restriction.id));
                changes.push(ChangeView {
                    text: "The rule has".into(),
                    more: Some(Ref::to(number, page)),
                    option: None,
                });
            }
            changes.push(ChangeView {
                text: "What if it were lifted, for analysis only:".into(),
                more: None,
                option: Some(format!("--allow {}", restriction.id)),
            });
        }
        if changes.is_empty() && fact.lift == crate::report::Lift::default() && fact.rule.is_none() {
            changes.push(plain("Nothing that the network knows.".into()));
        }
        changes
    }
}
