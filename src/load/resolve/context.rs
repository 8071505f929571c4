//! What every part of resolving needs: where it is, looking names up, reading figures.

use super::super::codes;
use super::super::raw::{Entries, RawNetwork, RawProvenance};
use super::super::scalars::{OneOrMany, RawFigure, RawFigures, RawHistory, RawSeason, Scalar};
use crate::calendar::{Date, Window};
use crate::diagnostics::{Diagnostic, FileId, Location, YamlPath, closest};
use crate::model::{
    CapacityGroupId, CapacityRuleId, CargoId, CityId, Confidence, Dated, DemandId, Figure, History, IceAreaId, Key,
    LaneId, LineId, OperatorId, PassageId, Period, PlaceId, Provenance, RestrictionId, ScenarioId, SourceId, Spell,
    TrainId, TransferId, VesselId,
};

/// An entry as written, and its file.
pub type Written<'a, T> = (&'a T, FileId);

/// Where in which file.
#[derive(Debug, Clone)]
pub struct Here {
    file: FileId,
    path: YamlPath,
    /// The key is meant, not the value: in a post the place is the key.
    is_key: bool,
}

impl Here {
    pub fn new(file: FileId, path: YamlPath) -> Self {
        Self { file, path, is_key: false }
    }

    /// One key further down.
    pub fn key(&self, key: &str) -> Self {
        Self::new(self.file, self.path.clone().key(key))
    }

    /// One item further down.
    pub fn index(&self, index: usize) -> Self {
        Self::new(self.file, self.path.clone().index(index))
    }

    /// The key here, not the value.
    pub fn into_key(mut self) -> Self {
        self.is_key = true;
        self
    }

    /// Where this is.
    pub fn location(&self) -> Location {
        let place = if self.is_key { Location::key } else { Location::value };
        place(self.file, self.path.clone())
    }
}

/// Ids of one section, sorted: the position of an id is its key.
type Ids<'a> = Vec<&'a str>;

/// Looks names up and collects what is wrong.
pub struct Resolver<'a> {
    pub out: Vec<Diagnostic>,
    cities: Ids<'a>,
    places: Ids<'a>,
    operators: Ids<'a>,
    lines: Ids<'a>,
    lanes: Ids<'a>,
    passages: Ids<'a>,
    transfers: Ids<'a>,
    capacity_groups: Ids<'a>,
    capacity_rules: Ids<'a>,
    trains: Ids<'a>,
    vessels: Ids<'a>,
    cargoes: Ids<'a>,
    demands: Ids<'a>,
    ice_areas: Ids<'a>,
    restrictions: Ids<'a>,
    scenarios: Ids<'a>,
    sources: Ids<'a>,
}

fn ids<T>(entries: &Entries<T>) -> Ids<'_> {
    entries.keys().map(String::as_str).collect()
}

/// One method for each kind of id, each with its own type.
macro_rules! lookups {
    ($($method:ident: $key:ty = $what:literal in $section:ident;)*) => {$(
        pub fn $method(&mut self, id: &str, here: &Here) -> Option<$key> {
            if let Ok(index) = self.$section.binary_search(&id) {
                return Some(<$key>::from_index(index));
            }
            let mut diagnostic = Diagnostic::error(codes::UNKNOWN_ID, format!(concat!("no ", $what, " is called `{}`"), id))
                .at(here.location());
            diagnostic = match closest(id, self.$section.iter().copied()) {
                Some(alike) => diagnostic.help(format!("did you mean `{alike}`?")),
                None => diagnostic.help(format!("add it to the section `{}`", stringify!($section))),
            };
            self.out.push(diagnostic);
            None
        }
    )*};
}

impl<'a> Resolver<'a> {
    pub fn new(raw: &'a RawNetwork) -> Self {
        Self {
            out: Vec::new(),
            cities: ids(&raw.cities),
            places: ids(&raw.places),
            operators: ids(&raw.operators),
            lines: ids(&raw.lines),
            lanes: ids(&raw.lanes),
            passages: ids(&raw.passages),
            transfers: ids(&raw.transfers),
            capacity_groups: ids(&raw.capacity_groups),
            capacity_rules: ids(&raw.capacity_rules),
            trains: ids(&raw.trains),
            vessels: ids(&raw.vessels),
            cargoes: ids(&raw.cargoes),
            demands: ids(&raw.demands),
            ice_areas: ids(&raw.ice_areas),
            restrictions: ids(&raw.restrictions),
            scenarios: ids(&raw.scenarios),
            sources: ids(&raw.sources),
        }
    }

    lookups! {
        city: CityId = "city" in cities;
        place: PlaceId = "place" in places;
        operator: OperatorId = "operator" in operators;
        line: LineId = "line" in lines;
        lane: LaneId = "lane" in lanes;
        passage: PassageId = "passage" in passages;
        transfer: TransferId = "transfer" in transfers;
        capacity_group: CapacityGroupId = "line, transfer or capacity group" in capacity_groups;
        capacity_rule: CapacityRuleId = "capacity rule" in capacity_rules;
        train: TrainId = "kind of train" in trains;
        vessel: VesselId = "vessel" in vessels;
        cargo: CargoId = "cargo" in cargoes;
        demand: DemandId = "demand" in demands;
        ice_area: IceAreaId = "ice area" in ice_areas;
        restriction: RestrictionId = "restriction" in restrictions;
        scenario: ScenarioId = "scenario" in scenarios;
        source: SourceId = "source" in sources;
    }

    /// Ids for which an opened or closed subject is looked up, in this order.
    pub fn is_known(&self, section: &str, id: &str) -> bool {
        let ids = match section {
            "lines" => &self.lines,
            "lanes" => &self.lanes,
            "transfers" => &self.transfers,
            "passages" => &self.passages,
            _ => &self.places,
        };
        ids.binary_search(&id).is_ok()
    }

    /// Ids of everything that a scenario can open or close.
    pub fn subjects(&self) -> impl Iterator<Item = &'a str> + '_ {
        [&self.lines, &self.lanes, &self.transfers, &self.passages, &self.places].into_iter().flatten().copied()
    }

    /// Resolves the entries of a section that could be read.
    pub fn entries<T, M>(
        &mut self,
        entries: &Entries<T>,
        section: &str,
        mut resolve: impl FnMut(&mut Self, &Here, String, Written<'_, T>) -> Option<M>,
    ) -> Vec<M> {
        let mut resolved = Vec::with_capacity(entries.len());
        for (id, filed) in entries {
            if let Some(entry) = &filed.entry {
                let here = Here::new(filed.file, YamlPath::root().key(section).key(id));
                resolved.extend(resolve(self, &here, id.clone(), (entry, filed.file)));
            }
        }
        resolved
    }

    /// Keys of a list of ids; unknown ones are reported and left out. Where a list of one was written as a plain value,
    /// the locator falls back to that value.
    pub fn list<K>(
        &mut self,
        ids: &[String],
        here: &Here,
        look_up: impl Fn(&mut Self, &str, &Here) -> Option<K>,
    ) -> Vec<K> {
        ids.iter().enumerate().filter_map(|(index, id)| look_up(self, id, &here.index(index))).collect()
    }

    /// An entry whose keys do not go together.
    pub fn inconsistent(&mut self, here: &Here, message: &str, help: &str) {
        self.out.push(Diagnostic::error(codes::INCONSISTENT, message).at(here.location()).help(help));
    }

    /// Where a part of an entry is from; what it does not say itself is its entry's.
    pub fn provenance_within(
        &mut self,
        source: &OneOrMany<String>,
        as_of: Option<&Scalar<Date>>,
        confidence: Option<&Scalar<Confidence>>,
        (entry, here): (&Provenance, &Here),
    ) -> Provenance {
        let raw = RawProvenance {
            source: &source.0,
            as_of: as_of.map(|date| date.0),
            confidence: confidence.map(|confidence| confidence.0),
        };
        self.provenance(&raw, here).or(entry)
    }

    /// Where an entry is from.
    pub fn provenance(&mut self, raw: &RawProvenance<'_>, here: &Here) -> Provenance {
        let sources = self.list(raw.source, &here.key("source"), Self::source);
        Provenance { sources, as_of: raw.as_of, confidence: raw.confidence }
    }

    /// A window from its two ends.
    pub fn window(from: Option<&Scalar<Date>>, until: Option<&Scalar<Date>>) -> Window {
        Window { from: from.map(|date| date.0), until: until.map(|date| date.0) }
    }

    /// A dated figure; what it does not say of its provenance is its entry's.
    pub fn dated<T: Copy + Ord + std::fmt::Display>(
        &mut self,
        raw: Option<&RawFigures<T>>,
        entry: &Provenance,
        here: &Here,
    ) -> Option<Dated<T>> {
        let raw = raw?;
        let mut periods = Vec::with_capacity(raw.figures.len());
        for (index, figure) in raw.figures.iter().enumerate() {
            let here = if raw.listed { here.index(index) } else { here.clone() };
            let window = Self::window(figure.from.as_ref(), figure.until.as_ref());
            let season = figure.season.as_ref().map(RawSeason::season);
            periods.push(Period { window, season, figure: self.one_figure(figure, entry, &here) });
        }
        if periods.is_empty() {
            self.inconsistent(here, "a list without figures", "leave the key out where nothing is known");
        }
        Dated::new(periods)
    }

    /// A figure without periods.
    pub fn figure<T: Copy + Ord + std::fmt::Display>(
        &mut self,
        raw: Option<&RawFigures<T>>,
        entry: &Provenance,
        here: &Here,
    ) -> Option<Figure<T>> {
        let raw = raw?;
        if raw.listed {
            self.inconsistent(here, "this figure cannot change with time", "write one value or one mapping with `typ`");
            return None;
        }
        raw.figures.first().map(|figure| self.one_figure(figure, entry, here))
    }

    fn one_figure<T: Copy + Ord + std::fmt::Display>(
        &mut self,
        raw: &RawFigure<T>,
        entry: &Provenance,
        here: &Here,
    ) -> Figure<T> {
        let typ = raw.typ.0;
        let low = raw.low.as_ref().map_or(typ, |low| low.0);
        let high = raw.high.as_ref().map_or(typ, |high| high.0);
        if low > typ || typ > high {
            let message = format!("the spread {low}, {typ}, {high} is not in order");
            self.inconsistent(here, &message, "`low` is the smallest number and `high` the largest");
        }
        let provenance =
            self.provenance_within(&raw.source, raw.as_of.as_ref(), raw.confidence.as_ref(), (entry, here));
        Figure { low, typ, high, provenance, note: raw.note.clone() }
    }

    /// A history of states.
    pub fn history(&mut self, raw: &RawHistory, entry: &Provenance, here: &Here) -> History {
        let mut spells = Vec::with_capacity(raw.0.len());
        for (index, spell) in raw.0.iter().enumerate() {
            let within = (entry, &here.index(index));
            let provenance =
                self.provenance_within(&spell.source, spell.as_of.as_ref(), spell.confidence.as_ref(), within);
            spells.push(Spell {
                window: Self::window(spell.from.as_ref(), spell.until.as_ref()),
                state: spell.state.0,
                provenance,
                note: spell.note.clone(),
            });
        }
        History { spells }
    }
}
