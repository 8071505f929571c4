//! What is not known, where a plan or a reader would want it.

use std::collections::{BTreeMap, BTreeSet};

use super::shares::is_weak;
use crate::calendar::{Date, Day};
use crate::inventory::{Entry, EntryKey};
use crate::model::{
    Admission, AdmissionId, Allowance, History, LineId, Mode, Network, PlaceKind, Section, SectionId, TransferKind,
};
use crate::units::Distance;

/// What may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissingKind {
    /// A section whose speed nobody tells, neither line nor operator.
    Speed,
    /// A section without a capacity.
    Capacity,
    /// A railway section of which nobody says how trains are pulled.
    Traction,
    /// A railway section without an axle load.
    AxleLoad,
    /// A lane in an ice area without a controlling depth.
    DepthInIce,
    /// A port or LNG terminal without a largest draught.
    Draught,
    /// A transfer without a cost.
    TransferCost,
    /// A border or converter without a capacity.
    BorderCapacity,
    /// A link or transfer whose state on the day is unknown.
    State,
}

impl MissingKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::State,
        Self::Speed,
        Self::Capacity,
        Self::Traction,
        Self::AxleLoad,
        Self::DepthInIce,
        Self::Draught,
        Self::TransferCost,
        Self::BorderCapacity,
    ];
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// Where.
    pub key: EntryKey,
    /// For a line: in which of its sections.
    pub sections: Vec<SectionId>,
    /// For a line: how long those are.
    pub length: Distance,
}

/// Days of which nothing is known, between two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Whose states they are.
    pub key: EntryKey,
    /// First unknown day.
    pub from: Date,
    /// First known day after it.
    pub until: Date,
}

/// A set of admission rules with which answers are unverified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unverified {
    /// Which.
    pub set: AdmissionId,
    /// When it ended, if it stands in.
    pub ended: Option<Date>,
    /// Whether some of its cells could not be had.
    pub has_unknown_cells: bool,
}

/// What is missing of each kind, and out of how many entries or sections: `(missing, asked)`.
pub fn missing(network: &Network, day: Day) -> BTreeMap<MissingKind, (Vec<Missing>, usize)> {
    MissingKind::ALL.into_iter().map(|kind| (kind, of_kind(network, kind, day))).collect()
}

fn of_kind(network: &Network, kind: MissingKind, day: Day) -> (Vec<Missing>, usize) {
    let is_rail = |line: LineId| network.lines[line].mode == Mode::Rail;
    let moves = |line: LineId| network.lines[line].mode != Mode::Power;
    let own_or_operators = |section: &Section| {
        section.speed.is_some() || section.operator.is_some_and(|operator| network.operators[operator].speed.is_some())
    };
    match kind {
        MissingKind::Speed => of_sections(network, moves, |section| !own_or_operators(section)),
        MissingKind::Capacity => of_sections(network, |_| true, |section| section.capacity.is_none()),
        MissingKind::Traction => of_sections(network, is_rail, |section| section.traction.is_none()),
        MissingKind::AxleLoad => of_sections(network, is_rail, |section| section.axle_load.is_none()),
        MissingKind::DepthInIce => of_entries(
            network.lanes.iter().filter(|(_, lane)| lane.ice_area.is_some()),
            |lane| lane.depth.is_none(),
            EntryKey::Lane,
        ),
        MissingKind::Draught => of_entries(
            network.places.iter().filter(|(_, place)| matches!(place.kind, PlaceKind::Port | PlaceKind::LngTerminal)),
            |place| place.max_draught.is_none(),
            EntryKey::Place,
        ),
        MissingKind::TransferCost => {
            of_entries(network.transfers.iter(), |transfer| transfer.cost.is_none(), EntryKey::Transfer)
        }
        MissingKind::BorderCapacity => of_entries(
            network.transfers.iter().filter(|(_, transfer)| {
                matches!(transfer.kind, TransferKind::Border { .. } | TransferKind::Converter { .. })
            }),
            |transfer| transfer.capacity.is_none(),
            EntryKey::Transfer,
        ),
        MissingKind::State => {
            let unknown = |history: &History| history.on(day).is_none();
            let (mut found, mut asked) = of_sections(network, |_| true, |section| unknown(&section.status));
            for (more, of) in [
                of_entries(network.lanes.iter(), |lane| unknown(&lane.status), EntryKey::Lane),
                of_entries(network.transfers.iter(), |transfer| unknown(&transfer.status), EntryKey::Transfer),
            ] {
                found.extend(more);
                asked += of;
            }
            (found, asked)
        }
    }
}

fn of_entries<'n, K, T: 'n>(
    asked: impl Iterator<Item = (K, &'n T)>,
    lacks: impl Fn(&T) -> bool,
    key: impl Fn(K) -> EntryKey,
) -> (Vec<Missing>, usize) {
    let mut all = 0;
    let found = asked
        .inspect(|_| all += 1)
        .filter(|(_, entry)| lacks(entry))
        .map(|(id, _)| Missing { key: key(id), sections: Vec::new(), length: Distance::default() })
        .collect();
    (found, all)
}

/// Sections, told by their lines.
fn of_sections(
    network: &Network,
    is_asked: impl Fn(LineId) -> bool,
    lacks: impl Fn(&Section) -> bool,
) -> (Vec<Missing>, usize) {
    let mut found = Vec::new();
    let mut asked = 0;
    for (id, line) in network.lines.iter().filter(|(id, _)| is_asked(*id)) {
        asked += line.sections.len();
        let lacking = line.sections.iter().copied().filter(|section| lacks(&network.sections[*section]));
        let sections: Vec<SectionId> = lacking.collect();
        if !sections.is_empty() {
            let length = sections.iter().map(|section| network.sections[*section].distance).sum();
            found.push(Missing { key: EntryKey::Line(id), sections, length });
        }
    }
    (found, asked)
}

/// Days between two states of which nothing is known.
pub fn gaps(entries: &[Entry<'_>]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for entry in entries {
        for history in entry.histories.iter().map(|told| told.history) {
            gaps.extend(history.gaps().into_iter().filter_map(|(before, after)| {
                let (from, until) = (history.spells[before].window.until?, history.spells[after].window.from?);
                Some(Gap { key: entry.key, from, until })
            }));
        }
    }
    // Spans of a line may share a gap.
    gaps.sort_by_key(|gap| (gap.key, gap.from, gap.until));
    gaps.dedup();
    gaps
}

/// Figures for which that of another date stands in on `day`: the entry, and the keys.
pub fn standing_in(entries: &[Entry<'_>], day: Day) -> Vec<(EntryKey, Vec<&'static str>)> {
    let keys = |entry: &Entry<'_>| {
        let mut keys: Vec<&'static str> =
            entry.figures.iter().filter(|figure| figure.stands_in_on(day)).map(|figure| figure.key).collect();
        keys.dedup();
        keys
    };
    entries.iter().map(|entry| (entry.key, keys(entry))).filter(|(_, keys)| !keys.is_empty()).collect()
}

/// For each regime that lanes name: the set that decides on `day`, if answers with it are unverified.
pub fn unverified(network: &Network, day: Day) -> Vec<Unverified> {
    let regimes: BTreeSet<&String> = network.lanes.values().flat_map(|lane| &lane.admission).collect();
    regimes.into_iter().filter_map(|regime| unverified_set(network, regime, day)).collect()
}

fn unverified_set(network: &Network, regime: &str, day: Day) -> Option<Unverified> {
    let sets = || network.admissions.iter().filter(|(_, set)| set.regime == regime);
    let has_unknown_cells =
        |set: &Admission| set.rules.iter().any(|rule| [rule.independent, rule.escorted].contains(&Allowance::Unknown));
    if let Some((id, set)) = sets().find(|(_, set)| set.window.contains(day)) {
        return has_unknown_cells(set).then_some(Unverified { set: id, ended: None, has_unknown_cells: true });
    }
    // As in `restrictions`: the latest set stands in, unless it was for its own time only.
    let begun = sets().filter(|(_, set)| !set.lapses && set.window.start() <= day);
    let (id, set) = begun.max_by_key(|(_, set)| (set.window.start(), set.id.clone()))?;
    Some(Unverified { set: id, ended: set.window.until, has_unknown_cells: has_unknown_cells(set) })
}

/// Entries that say of themselves that they are trusted less than `medium`.
pub fn weak<'e, 'n>(entries: &'e [Entry<'n>]) -> impl Iterator<Item = &'e Entry<'n>> {
    entries.iter().filter(|entry| is_weak(entry))
}
