//! Parts of entries as written, and entries that are not like the others.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::super::scalars::{OneOrMany, RawFigures, RawSeason, Scalar};
use crate::calendar::{Date, Day, DayOfYear, Weekday};
use crate::model::{Allowance, Confidence, Country, IceClass, IceYear, Level, Mode, SourceKind};
use crate::units::{Capacity, Clock, EscortRate, GrossTonnage, Minutes, Payload, Share};

/// What the network says of itself: once in all its files.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawMeta {
    /// Id of the network.
    pub id: String,
    /// Title of the network.
    pub title: String,
    /// One or two sentences for the first page of the report.
    pub summary: String,
    /// The default day of departure.
    pub as_of: Scalar<Day>,
    /// What sails when no vessel is named: an id from `vessels`.
    pub vessel: Option<String>,
    /// What moves when no cargo is named: an id from `cargoes`.
    pub cargo: String,
    /// Whose rules the restrictions cover; not refused does not mean permitted.
    #[serde(default)]
    pub regimes: OneOrMany<String>,
    /// How many entries sections have, as their author counted them.
    #[serde(default)]
    pub counts: RawCounts,
    /// Where it is from: one id from `sources`, or a list.
    #[serde(default)]
    pub source: OneOrMany<String>,
}

/// How many entries sections have; what is left out is not compared.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawCounts {
    /// Entries of `places`.
    pub places: Option<u32>,
    /// Entries of `lines`.
    pub lines: Option<u32>,
    /// Entries of `lanes`.
    pub lanes: Option<u32>,
    /// Entries of `passages`.
    pub passages: Option<u32>,
    /// Entries of `transfers`.
    pub transfers: Option<u32>,
    /// Entries of `restrictions`.
    pub restrictions: Option<u32>,
    /// Entries of `admissions`.
    pub admissions: Option<u32>,
    /// Entries of `demands`.
    pub demands: Option<u32>,
    /// Entries of `supplies`.
    pub supplies: Option<u32>,
    /// Entries of `storages`.
    pub storages: Option<u32>,
    /// Entries of `projects`.
    pub projects: Option<u32>,
    /// Entries of `scenarios`.
    pub scenarios: Option<u32>,
    /// Entries of `sources`.
    pub sources: Option<u32>,
}

/// Twelve shares, January first, as written.
pub type RawMonths = Vec<Scalar<Share>>;

/// A line of a capacity group, or a part of it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawMember {
    /// An id from `lines`.
    pub line: String,
    /// The part between these two of its places; left out: all of it.
    pub between: Option<Vec<String>>,
}

/// A timetable. A line with one has two posts: it is boarded at its ends.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawService {
    /// Days of the week on which it leaves the first place.
    #[serde(default)]
    pub departures: OneOrMany<Weekday>,
    /// When it leaves; noon if left out.
    pub at: Option<Scalar<Clock>>,
    /// Days on which it leaves the last place; as `departures` if left out.
    #[serde(default)]
    pub back: OneOrMany<Weekday>,
    /// When it leaves the last place; as `at` if left out.
    pub back_at: Option<Scalar<Clock>>,
    /// How often it leaves, if the days are not known.
    pub every: Option<Scalar<Minutes>>,
    /// How long before the departure the cargo must be there.
    pub cut_off: Option<Scalar<Minutes>>,
    /// How much it takes; shown only.
    pub slots: Option<RawFigures<Payload>>,
    /// First day of the timetable; at other times it stands in.
    pub from: Option<Scalar<Date>>,
    /// First day on which the timetable no longer holds.
    pub until: Option<Scalar<Date>>,
    /// Where it is from: one id from `sources`, or a list.
    #[serde(default)]
    pub source: OneOrMany<String>,
    /// When its figures held. Money is of this year.
    pub as_of: Option<Scalar<Date>>,
    /// How sure its figures are.
    pub confidence: Option<Scalar<Confidence>>,
    /// Free text.
    #[allow(dead_code)]
    pub note: Option<String>,
}

/// When ice navigation is usual; shown, not planned with.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawIceSeason {
    /// First day of it.
    pub from: Scalar<DayOfYear>,
    /// First day after it.
    pub until: Scalar<DayOfYear>,
    /// Where it is from: one id from `sources`, or a list.
    #[serde(default)]
    pub source: OneOrMany<String>,
    /// When its figures held. Money is of this year.
    pub as_of: Option<Scalar<Date>>,
    /// How sure its figures are.
    pub confidence: Option<Scalar<Confidence>>,
    /// Free text.
    pub note: Option<String>,
}

/// How often ships needed an icebreaker.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawEscortShare {
    /// Class of the hull.
    pub hull: String,
    /// The ice massif.
    pub massif: String,
    /// Share of the way in June.
    pub june: Scalar<Share>,
    /// Share of the way in August.
    pub august: Scalar<Share>,
    /// Share of the way in October.
    pub october: Scalar<Share>,
    /// Where it is from: one id from `sources`, or a list.
    #[serde(default)]
    pub source: OneOrMany<String>,
    /// When its figures held. Money is of this year.
    pub as_of: Option<Scalar<Date>>,
    /// How sure its figures are.
    pub confidence: Option<Scalar<Confidence>>,
}

/// A row of an escort tariff.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawEscortTariffRow {
    /// Ice class, or a list of classes.
    pub ice_class: OneOrMany<IceClass>,
    /// For ships of this size; left out: any.
    pub gross_tonnage: Option<RawTonnage>,
    /// It holds in this part of every year only.
    pub season: Option<RawSeason>,
    /// The rate for one zone, two zones, and so on.
    pub by_zones: Vec<Scalar<EscortRate>>,
}

/// A band of tonnage, the end exclusive.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawTonnage {
    /// From this tonnage on.
    pub from: Option<Scalar<GrossTonnage>>,
    /// Below this tonnage.
    pub until: Option<Scalar<GrossTonnage>>,
}

/// Where figures are from.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    /// Title of the page, paper or book.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published or read.
    pub date: Option<Scalar<Date>>,
    /// Address, without tracking.
    pub url: Option<String>,
    /// Under which licence its data are.
    pub licence: Option<String>,
    /// What kind of source it is; published if left out. `authored` is an assumption of the author's own.
    pub kind: Option<Scalar<SourceKind>>,
    /// Free text.
    pub note: Option<String>,
}

/// Who may sail in which ice: the first rule that fits class, area and day decides.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawAdmissionRule {
    /// Ice class, or a list of classes.
    pub ice_class: OneOrMany<IceClass>,
    /// It holds in this part of every year only.
    pub season: Option<RawSeason>,
    /// Only in these: ids from `ice_areas`.
    #[serde(default)]
    pub areas: OneOrMany<String>,
    /// Heaviest ice allowed without an icebreaker.
    pub independent: Scalar<Allowance>,
    /// Heaviest ice allowed behind an icebreaker.
    pub escorted: Scalar<Allowance>,
}

/// What a restriction speaks of: all keys must hold, of each any item. A match on the journey alone excludes the
/// whole journey.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RawMatch {
    /// Countries that the journey begins in.
    pub origin: OneOrMany<Country>,
    /// Countries that it ends in.
    pub destination: OneOrMany<Country>,
    /// Commodities that move.
    pub commodities: OneOrMany<String>,
    /// Countries that the cargo is from.
    pub cargo_origin: OneOrMany<Country>,
    /// Countries that the cargo is not from.
    pub cargo_origin_not: OneOrMany<Country>,
    /// Ships: ids from `vessels`.
    pub vessels: OneOrMany<String>,
    /// Ids from `lines`.
    pub lines: OneOrMany<String>,
    /// Ids from `lanes`.
    pub lanes: OneOrMany<String>,
    /// Ids from `transfers`.
    pub transfers: OneOrMany<String>,
    /// Ids from `passages`.
    pub passages: OneOrMany<String>,
    /// Ids from `places`.
    pub places: OneOrMany<String>,
    /// Countries that a link or transfer touches.
    pub countries: OneOrMany<Country>,
    /// Ids from `operators`.
    pub operators: OneOrMany<String>,
    /// Modes.
    pub modes: OneOrMany<Mode>,
    /// Passing from one country to another, by border or by ship.
    pub crossing: Option<RawCrossing>,
}

/// How a rule of `check` judges this network.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawCheck {
    /// The code of a rule, or the beginning of the codes of a family: `LB0504`, `LB05`.
    pub rule: String,
    /// How bad what it finds is; `allow`: not reported, only counted.
    pub level: Scalar<Level>,
    /// Where, as a pattern of paths such as `lanes.nsr-*`; left out: everywhere.
    pub at: Option<String>,
    /// Why the rule does not judge rightly here.
    pub reason: String,
}

/// The least and the most that a figure may be.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "bounds-of-{T}", bound = "T: schemars::JsonSchema")
)]
#[serde(deny_unknown_fields, bound(deserialize = "T: FromStr, T::Err: fmt::Display"))]
pub struct RawBounds<T> {
    /// No less than this.
    pub at_least: Option<Scalar<T>>,
    /// No more than this.
    pub at_most: Option<Scalar<T>>,
}

/// From which countries to which.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawCrossing {
    /// Countries that are left.
    pub from: OneOrMany<Country>,
    /// Countries that are entered.
    pub to: OneOrMany<Country>,
}

/// One change: exactly one of `open`, `close`, `lift`, `widen` and `ice`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawChange {
    /// A line, lane, transfer, passage or place that is open.
    pub open: Option<String>,
    /// A line, lane, transfer, passage or place that is closed.
    pub close: Option<String>,
    /// A restriction that does not hold.
    pub lift: Option<String>,
    /// A line, transfer or capacity group that gets another capacity.
    pub widen: Option<String>,
    /// With `widen`: its capacity then.
    pub capacity: Option<Scalar<Capacity>>,
    /// Every year is of this kind.
    pub ice: Option<Scalar<IceYear>>,
    /// First day on which it holds; left out: it always has.
    pub from: Option<Scalar<Date>>,
    /// First day on which it no longer holds; left out: it still does.
    pub until: Option<Scalar<Date>>,
}
