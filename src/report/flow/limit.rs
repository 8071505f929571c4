//! A capacity that flow meets, as a record: of what, how much, from where, how full.

use serde::Serialize;

use super::amount::rounded;
use super::words::{dated, limit_key, limit_name};
use crate::capacity::{Basis, Limited, Model};
use crate::model::{Confidence, Link, Network};

/// One capacity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LimitRecord {
    /// What `--select` takes: the id of what has the capacity, for a section with its ends (`LINE:FROM>TO`), for one of
    /// twelve months with the month.
    pub key: String,
    /// Id of what has it: a line, lane, transfer, group, restriction or place.
    pub id: String,
    /// `section`, `transfer`, `service` (a timetable), `group`, `quota`, `supply`, `storage`, `filling`, `emptying`.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// The same without its ends: the line's name.
    #[serde(skip)]
    pub of: String,
    /// What it is of.
    #[serde(skip)]
    pub limited: Limited,
    /// Id of the place where it begins, in its direction; none of a group or a rule.
    pub from: Option<String>,
    /// Id of the place where it ends.
    pub to: Option<String>,
    /// The month that it is about, if the answer has twelve.
    pub month: Option<String>,
    /// What it counts: `Mt/yr`, `trains/day`.
    pub unit: &'static str,
    /// How much can pass, days on which it is closed counted; in `unit`.
    pub capacity: f64,
    /// How much of it is used.
    pub used: f64,
    /// The same in percent.
    pub used_percent: f64,
    /// The tenth percentile of the figure, if it has a spread.
    pub low: Option<f64>,
    /// The ninetieth.
    pub high: Option<f64>,
    /// How it is known: `given` by the network, `derived` from tracks and speeds, `scenario`, `timetable`, `asked`.
    pub basis: &'static str,
    /// Since when the figure holds.
    pub since: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// Whether a figure of another date stands in.
    pub stands_in: bool,
    /// On how many days it can be used, of how many.
    pub open_days: [u32; 2],
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// The date it was true.
    pub as_of: Option<String>,
    /// How far the sources are trusted.
    pub confidence: Option<&'static str>,
    /// What was needed to count the cargo against it.
    pub conversions: Vec<String>,
    /// What the author of the network adds.
    pub note: Option<String>,
    /// What some units more are worth, in what the answer counts; where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worth: Option<WorthRecord>,
}

/// What widening a limit changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorthRecord {
    /// By how many units (of the limit's `unit`) it is widened.
    pub more: f64,
    /// How many units of cargo more arrive with them; of several units of cargo, the first in `gains`.
    pub gain: f64,
    /// The same by unit of cargo, where cargoes are counted in several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gains: Vec<GainRecord>,
    /// How much less arrives with so many units less, by unit of cargo; where that was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<GainRecord>,
    /// By how much the value falls with them, what does not arrive counted; in the unit of `value_unit`. None where
    /// nothing but the amount counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saves: Option<f64>,
    /// By how much it rises with so many units less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loses: Option<f64>,
    /// Congestion rent: its price times all there is of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rent: Option<f64>,
}

/// So much more of what is counted in a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GainRecord {
    /// A cargo's unit.
    pub unit: &'static str,
    /// How many more (or, of losses, fewer) arrive; negative if it is the other way round.
    pub units: f64,
    /// The same in words, without a sign.
    pub told: String,
}

impl LimitRecord {
    /// What the reader must know of the figure: that it is derived, set, believed, of another date.
    pub fn caution(&self) -> Option<String> {
        let mut told: Vec<String> = Vec::new();
        match self.basis {
            "derived" => told.push("derived, not published".into()),
            "timetable" => told.push("what fits on the timetable".into()),
            "scenario" => told.push("set by the scenario".into()),
            _ => {}
        }
        match self.confidence {
            Some("authored") => told.push("set by the network's authors".into()),
            Some("memory") => told.push("from memory, no page read".into()),
            Some("low") => told.push("low confidence".into()),
            _ => {}
        }
        if self.stands_in {
            told.push("a figure of another date stands in".into());
        }
        (!told.is_empty()).then(|| told.join("; "))
    }
}

/// Tells of a capacity of a model of which so many parts are used.
pub fn limit_record(model: &Model<'_>, index: usize, used: f64) -> LimitRecord {
    let network = model.network;
    let limit = &model.limits[index];
    let day = model.parts[limit.part].first;
    let read = dated(network, limit.of).filter(|_| limit.basis == Basis::Given);
    let figure = read.map(|dated| dated.on(day).figure);
    let is_it = |period: &&crate::model::Period<_>| Some(&period.figure) == figure;
    let window = read.and_then(|dated| dated.periods().iter().find(is_it)).map(|period| period.window);
    let ends = limit.of.ends(network);
    let place = |id| network.places[id].id.clone();
    #[allow(clippy::cast_precision_loss)]
    let available = limit.available as f64;
    #[allow(clippy::cast_precision_loss)]
    let spread = |parts: i64| limit.spread.as_ref().map(|_| rounded(limit.rate(parts as f64)));
    LimitRecord {
        key: limit_key(model, index),
        id: limit.of.id(network).into(),
        kind: limit.of.kind(),
        name: limit_name(network, limit.of),
        of: limit.of.name(network).into(),
        limited: limit.of,
        from: ends.map(|(from, _)| place(from)),
        to: ends.map(|(_, to)| place(to)),
        month: (model.parts.len() > 1).then(|| day.to_string()[..7].to_string()),
        unit: limit.unit.rate_symbol(),
        capacity: rounded(limit.rate(available)),
        used: rounded(limit.rate(used.max(0.0))),
        used_percent: (limit.utilisation(used.max(0.0)) * 1000.0).round() / 10.0,
        low: spread(limit.low_high.0),
        high: spread(limit.low_high.1),
        basis: limit.basis.word(),
        since: window.and_then(|window| window.from).map(|date| date.to_string()),
        until: window.and_then(|window| window.until).map(|date| date.to_string()),
        stands_in: limit.stands_in,
        open_days: [limit.open_days, model.parts[limit.part].days],
        sources: limit.provenance.sources.iter().map(|source| network.sources[*source].id.clone()).collect(),
        as_of: limit.provenance.as_of.map(|date| date.to_string()),
        confidence: limit.provenance.confidence.map(Confidence::word),
        conversions: limit.conversions.clone(),
        note: figure.and_then(|figure| figure.note.clone()),
        worth: None,
    }
}

/// What a link is: `section` of a line or `lane`, its id, its name.
pub(super) fn link_told(network: &Network, link: Link) -> (&'static str, String, String) {
    match link {
        Link::Section(id) => {
            let line = &network.lines[network.sections[id].line];
            ("section", line.id.clone(), line.name.clone())
        }
        Link::Lane(id) => ("lane", network.lanes[id].id.clone(), network.lanes[id].name.clone()),
    }
}
