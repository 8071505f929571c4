//! Parts of entries as written, and entries that are not like the others.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::super::scalars::{OneOrMany, RawFigures, RawSeason, Scalar};
use crate::calendar::{Date, Day, DayOfYear, Weekday};
use crate::model::{Allowance, Confidence, Country, IceClass, IceYear, Level, Mode, SourceKind};
use crate::units::{Capacity, Clock, EscortRate, GrossTonnage, Minutes, Payload, Share};

/// What a network says of itself, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMeta {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub as_of: Scalar<Day>,
    pub vessel: Option<String>,
    pub cargo: String,
    #[serde(default)]
    pub regimes: OneOrMany<String>,
    #[serde(default)]
    pub source: OneOrMany<String>,
}

/// Twelve shares, January first, as written.
pub type RawMonths = Vec<Scalar<Share>>;

/// Part of a capacity group, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMember {
    pub line: String,
    pub between: Option<Vec<String>>,
}

/// A timetable, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawService {
    #[serde(default)]
    pub departures: OneOrMany<Weekday>,
    pub at: Option<Scalar<Clock>>,
    #[serde(default)]
    pub back: OneOrMany<Weekday>,
    pub back_at: Option<Scalar<Clock>>,
    pub every: Option<Scalar<Minutes>>,
    pub cut_off: Option<Scalar<Minutes>>,
    pub slots: Option<RawFigures<Payload>>,
    pub from: Option<Scalar<Date>>,
    pub until: Option<Scalar<Date>>,
    #[serde(default)]
    pub source: OneOrMany<String>,
    pub as_of: Option<Scalar<Date>>,
    pub confidence: Option<Scalar<Confidence>>,
    /// Accepted as everywhere.
    #[allow(dead_code)]
    pub note: Option<String>,
}

/// The ice season of a port, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawIceSeason {
    pub from: Scalar<DayOfYear>,
    pub until: Scalar<DayOfYear>,
    #[serde(default)]
    pub source: OneOrMany<String>,
    pub as_of: Option<Scalar<Date>>,
    pub confidence: Option<Scalar<Confidence>>,
    pub note: Option<String>,
}

/// Escort need of an ice area, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEscortShare {
    pub hull: String,
    pub massif: String,
    pub june: Scalar<Share>,
    pub august: Scalar<Share>,
    pub october: Scalar<Share>,
    #[serde(default)]
    pub source: OneOrMany<String>,
    pub as_of: Option<Scalar<Date>>,
    pub confidence: Option<Scalar<Confidence>>,
}

/// A row of an escort tariff, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEscortTariffRow {
    pub ice_class: OneOrMany<IceClass>,
    pub gross_tonnage: Option<RawTonnage>,
    pub season: Option<RawSeason>,
    pub by_zones: Vec<Scalar<EscortRate>>,
}

/// A band of tonnage, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTonnage {
    pub from: Option<Scalar<GrossTonnage>>,
    pub until: Option<Scalar<GrossTonnage>>,
}

/// A source, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    pub title: String,
    pub publisher: Option<String>,
    pub date: Option<Scalar<Date>>,
    pub url: Option<String>,
    pub licence: Option<String>,
    pub kind: Option<Scalar<SourceKind>>,
    pub note: Option<String>,
}

/// A rule of an admission table, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAdmissionRule {
    pub ice_class: OneOrMany<IceClass>,
    pub season: Option<RawSeason>,
    #[serde(default)]
    pub areas: OneOrMany<String>,
    pub independent: Scalar<Allowance>,
    pub escorted: Scalar<Allowance>,
}

/// What a restriction speaks of, as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawMatch {
    pub origin: OneOrMany<Country>,
    pub destination: OneOrMany<Country>,
    pub commodities: OneOrMany<String>,
    pub cargo_origin: OneOrMany<Country>,
    pub cargo_origin_not: OneOrMany<Country>,
    pub vessels: OneOrMany<String>,
    pub lines: OneOrMany<String>,
    pub lanes: OneOrMany<String>,
    pub transfers: OneOrMany<String>,
    pub passages: OneOrMany<String>,
    pub places: OneOrMany<String>,
    pub countries: OneOrMany<Country>,
    pub operators: OneOrMany<String>,
    pub modes: OneOrMany<Mode>,
    pub crossing: Option<RawCrossing>,
}

/// A level of a rule of `check`, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCheck {
    pub rule: String,
    pub level: Scalar<Level>,
    pub at: Option<String>,
    pub reason: String,
}

/// The least and the most that a figure may be, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "T: FromStr, T::Err: fmt::Display"))]
pub struct RawBounds<T> {
    pub at_least: Option<Scalar<T>>,
    pub at_most: Option<Scalar<T>>,
}

/// From which countries to which, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCrossing {
    pub from: OneOrMany<Country>,
    pub to: OneOrMany<Country>,
}

/// One change of a scenario, as written: exactly one of `open`, `close`, `lift`, `widen`, `ice`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawChange {
    pub open: Option<String>,
    pub close: Option<String>,
    pub lift: Option<String>,
    pub widen: Option<String>,
    pub capacity: Option<Scalar<Capacity>>,
    pub ice: Option<Scalar<IceYear>>,
    pub from: Option<Scalar<Date>>,
    pub until: Option<Scalar<Date>>,
}
