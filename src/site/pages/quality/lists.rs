//! Statements that a reader should know by name: widest, contradicted, oldest, weakest, and gaps.

use serde::Serialize;

use crate::inventory::{Content, Entry, EntryKey};
use crate::model::{Confidence, PlaceKind};
use crate::report::quality::{self, Aged, Rated, Told};
use crate::site::entries;
use crate::site::format::{UNKNOWN, count, sentence_case};
use crate::site::view::{Origin, PageContext, Ref};
use crate::site::words;

/// A figure by its entry and key.
#[derive(Serialize)]
pub struct Named {
    pub entry: Ref,
    kind: &'static str,
    key: String,
    /// Which part of a line, which days: whatever tells it from its neighbours.
    detail: Option<String>,
}

#[derive(Serialize)]
pub struct SpreadRow {
    figure: Named,
    low: String,
    typ: String,
    high: String,
    ratio: String,
    origin: Origin,
}

#[derive(Serialize)]
pub struct ConflictRow {
    figure: Named,
    typ: String,
    range: Option<String>,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
pub struct GapRow {
    entry: Ref,
    kind: &'static str,
    from: String,
    until: String,
}

#[derive(Serialize)]
pub struct StandInRow {
    entry: Ref,
    kind: &'static str,
    keys: String,
}

#[derive(Serialize)]
pub struct UnverifiedRow {
    set: Ref,
    why: String,
}

#[derive(Serialize)]
pub struct AgedRow {
    pub figure: Named,
    pub date: String,
    is_of_source: bool,
    value: String,
    origin: Origin,
}

/// Entries of one kind that are trusted less than medium.
#[derive(Serialize)]
pub struct WeakGroup {
    name: String,
    parts: Vec<WeakPart>,
    /// Points at sea, which have no pages.
    unnamed: Option<String>,
    #[serde(skip)]
    number: usize,
}

#[derive(Serialize)]
struct WeakPart {
    confidence: &'static str,
    items: Vec<Ref>,
}

impl WeakGroup {
    /// How many entries it holds.
    pub fn number(&self) -> usize {
        self.number
    }
}

/// How many of the oldest figures are told.
const OLDEST: usize = 25;
/// How many of the widest spreads are told, of those that were read and of the others.
const WIDEST: usize = 25;

/// The widest spreads: of figures that were read on a page, and of those that were remembered or set.
pub fn spreads(context: &PageContext<'_>, rated: &[Rated<'_, '_>]) -> [Vec<SpreadRow>; 2] {
    let was_read = |rated: &&Rated<'_, '_>| {
        !matches!(rated.told.statement.provenance.confidence, Some(Confidence::Memory | Confidence::Authored))
    };
    let row = |rated: &Rated<'_, '_>| {
        let [low, typ, high] = rated.figure.told();
        SpreadRow {
            figure: named(context, rated.told),
            low,
            typ,
            high,
            ratio: if rated.ratio.is_finite() { format!("× {:.1}", rated.ratio) } else { "from zero".into() },
            origin: context.origin(rated.told.statement.provenance),
        }
    };
    let read = rated.iter().filter(was_read).take(WIDEST).map(row).collect();
    [read, rated.iter().filter(|rated| !was_read(rated)).take(WIDEST).map(row).collect()]
}

pub fn conflicts(context: &PageContext<'_>, told: &[Told<'_, '_>]) -> Vec<ConflictRow> {
    let row = |told: &Told<'_, '_>| {
        let (typ, range) = match told.statement.content {
            Content::Figure(figure) => {
                let [low, typ, high] = figure.told();
                (typ, figure.spread().map(|_| format!("{low} to {high}")))
            }
            Content::State(state) => (state.label(), None),
            Content::Fact => ("–".into(), None),
        };
        let note = told.statement.note.map(sentence_case);
        ConflictRow {
            figure: named(context, *told),
            typ,
            range,
            note,
            origin: context.origin(told.statement.provenance),
        }
    };
    told.iter().map(row).collect()
}

pub fn aged(context: &PageContext<'_>, aged: &[Aged<'_, '_>]) -> Vec<AgedRow> {
    let row = |aged: &Aged<'_, '_>| AgedRow {
        figure: named(context, aged.told),
        date: aged.date.to_string(),
        is_of_source: aged.is_of_source,
        value: aged.figure.told()[1].clone(),
        origin: Origin { as_of: None, ..context.origin(aged.told.statement.provenance) },
    };
    aged.iter().take(OLDEST).map(row).collect()
}

pub fn gaps(context: &PageContext<'_>) -> Vec<GapRow> {
    let row = |gap: quality::Gap| GapRow {
        entry: context.entry(gap.key),
        kind: entries::kind(gap.key),
        from: gap.from.to_string(),
        until: gap.until.to_string(),
    };
    quality::gaps(&context.site.entries).into_iter().map(row).collect()
}

pub fn stand_ins(context: &PageContext<'_>) -> Vec<StandInRow> {
    quality::standing_in(&context.site.entries, context.site.as_of)
        .into_iter()
        .map(|(key, keys)| StandInRow {
            entry: context.entry(key),
            kind: entries::kind(key),
            keys: keys.into_iter().map(words::key).collect::<Vec<_>>().join(", "),
        })
        .collect()
}

pub fn unverified(context: &PageContext<'_>) -> Vec<UnverifiedRow> {
    let row = |found: quality::Unverified| {
        let ended = found.ended.map(|date| format!("it ended on {date} and stands in"));
        let cells = found.has_unknown_cells.then(|| "some of its cells could not be had".to_string());
        let why = ended.into_iter().chain(cells).collect::<Vec<_>>().join("; ");
        UnverifiedRow { set: context.entry(EntryKey::Admission(found.set)), why: sentence_case(&why) }
    };
    quality::unverified(context.site.network, context.site.as_of).into_iter().map(row).collect()
}

pub fn weak(context: &PageContext<'_>) -> Vec<WeakGroup> {
    let network = context.site.network;
    let is_waypoint = |key| match key {
        EntryKey::Place(id) => network.places[id].kind == PlaceKind::Waypoint,
        _ => false,
    };
    let mut kinds: Vec<(&'static str, Vec<&Entry<'_>>)> = Vec::new();
    for entry in quality::weak(&context.site.entries) {
        let kind = entries::kind(entry.key);
        match kinds.last_mut() {
            Some((last, entries)) if *last == kind => entries.push(entry),
            _ => kinds.push((kind, vec![entry])),
        }
    }
    let group = |(kind, entries): (&'static str, Vec<&Entry<'_>>)| {
        let number = entries.len();
        let (unnamed, named): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| is_waypoint(entry.key));
        let part = |confidence: Confidence| {
            let of = named.iter().filter(|entry| entry.provenance.confidence == Some(confidence));
            let mut items: Vec<Ref> = of.map(|entry| context.entry(entry.key)).collect();
            items.sort_by_key(|item| item.name.to_lowercase());
            (!items.is_empty()).then(|| WeakPart { confidence: confidence.word(), items })
        };
        let parts = Confidence::ALL.into_iter().filter_map(|(confidence, _)| part(confidence)).collect();
        let unnamed = (!unnamed.is_empty()).then(|| format!("{} at sea", count(unnamed.len(), "waypoint")));
        WeakGroup { name: sentence_case(&count(number, kind)), parts, unnamed, number }
    };
    kinds.into_iter().map(group).collect()
}

fn named(context: &PageContext<'_>, Told { entry, statement }: Told<'_, '_>) -> Named {
    let part = words::part_of_line(context.site.network, &statement.sections);
    let window = (statement.window != crate::calendar::Window::ALWAYS).then(|| statement.window.to_string());
    let season = statement.season.map(|season| season.to_string());
    let detail: Vec<String> = [part, window, season].into_iter().flatten().collect();
    let key = if statement.key.is_empty() { UNKNOWN.into() } else { words::key(statement.key) };
    Named {
        entry: context.entry(entry.key),
        kind: entries::kind(entry.key),
        key,
        detail: (!detail.is_empty()).then(|| detail.join(", ")),
    }
}
