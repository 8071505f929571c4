//! Mirrors the file: one struct an entry, names not yet resolved. Described in `docs/network-format.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::scalars::{OneOrMany, RawFigures, RawHistory, RawPost, RawSeason, Scalar};
use crate::calendar::{Date, Day, DayOfYear};
use crate::model::{
    Allowance, Confidence, Country, Effect, GaugeMethod, IceClass, IceYear, Mode, Objective, PlaceKind, Severity,
};
use crate::units::{
    AxleLoad, Capacity, CargoUnit, Diameter, Distance, Draught, EscortRate, Gauge, GrossTonnage, Investment, Mass,
    Minutes, OpeningHours, Payload, Position, Price, Share, ShipLength, Speed, TrainLength, Voltage,
};

/// What an entry says of where it is from.
pub struct RawProvenance<'a> {
    pub source: &'a [String],
    pub as_of: Option<Date>,
    pub confidence: Option<Confidence>,
}

/// Declares entries; each gets the keys of provenance and `note`.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$attribute])* pub $field: $type,)*
            #[serde(default)]
            pub source: OneOrMany<String>,
            pub as_of: Option<Scalar<Date>>,
            pub confidence: Option<Scalar<Confidence>>,
            /// Accepted everywhere; the model keeps it where something shows it.
            #[allow(dead_code)]
            pub note: Option<String>,
        }

        #[allow(dead_code)] // a few entries have nothing to cite
        impl $name {
            /// What it says of where it is from.
            pub fn raw_provenance(&self) -> RawProvenance<'_> {
                RawProvenance {
                    source: &self.source.0,
                    as_of: self.as_of.as_ref().map(|Scalar(date)| *date),
                    confidence: self.confidence.as_ref().map(|Scalar(confidence)| *confidence),
                }
            }
        }
    )*};
}

entries! {
    RawPlace {
        name: String,
        #[serde(default)]
        aliases: OneOrMany<String>,
        country: Option<Scalar<Country>>,
        at: Scalar<Position>,
        kind: Scalar<PlaceKind>,
        city: Option<String>,
        locode: Option<String>,
        max_draught: Option<RawFigures<Draught>>,
        ice_season: Option<RawIceSeason>,
        importance: Option<u8>,
    }
    RawCity {
        name: String,
        #[serde(default)]
        aliases: OneOrMany<String>,
    }
    RawOperator {
        name: String,
        country: Option<Scalar<Country>>,
        speed: Option<RawFigures<Speed>>,
        bulk_speed: Option<RawFigures<Speed>>,
    }
    RawLine {
        name: String,
        mode: Scalar<Mode>,
        operator: Option<String>,
        posts: Vec<RawPost>,
        #[serde(default)]
        gauge: OneOrMany<Gauge>,
        tracks: Option<u8>,
        traction: Option<String>,
        axle_load: Option<RawFigures<AxleLoad>>,
        train_length: Option<RawFigures<TrainLength>>,
        speed: Option<RawFigures<Speed>>,
        capacity: Option<RawFigures<Capacity>>,
        #[serde(default)]
        commodities: OneOrMany<String>,
        diameter: Option<RawFigures<Diameter>>,
        voltage: Option<RawFigures<Voltage>>,
        losses: Option<RawFigures<Share>>,
        investment: Option<RawFigures<Investment>>,
        #[serde(default)]
        directed: bool,
        status: RawHistory,
        #[serde(default)]
        spans: Vec<RawSpan>,
    }
    RawSpan {
        between: Vec<String>,
        operator: Option<String>,
        #[serde(default)]
        gauge: OneOrMany<Gauge>,
        tracks: Option<u8>,
        traction: Option<String>,
        axle_load: Option<RawFigures<AxleLoad>>,
        train_length: Option<RawFigures<TrainLength>>,
        speed: Option<RawFigures<Speed>>,
        capacity: Option<RawFigures<Capacity>>,
        diameter: Option<RawFigures<Diameter>>,
        voltage: Option<RawFigures<Voltage>>,
        losses: Option<RawFigures<Share>>,
        status: Option<RawHistory>,
    }
    RawLane {
        name: String,
        path: Vec<String>,
        distance: Option<RawFigures<Distance>>,
        depth: Option<RawFigures<Draught>>,
        under_keel: Option<RawFigures<Draught>>,
        passage: Option<String>,
        ice_area: Option<String>,
        #[serde(default)]
        admission: OneOrMany<String>,
        escort_zone: Option<u8>,
        status: RawHistory,
    }
    RawPassage {
        name: String,
        time: Option<RawFigures<Minutes>>,
        cost: Option<RawFigures<Price>>,
        max_draught: Option<RawFigures<Draught>>,
    }
    RawTransfer {
        name: Option<String>,
        at: String,
        kind: Scalar<RawTransferKind>,
        #[serde(default)]
        countries: OneOrMany<Country>,
        #[serde(default)]
        gauges: OneOrMany<Gauge>,
        method: Option<Scalar<GaugeMethod>>,
        #[serde(default)]
        modes: OneOrMany<Mode>,
        time: RawFigures<Minutes>,
        cost: Option<RawFigures<Price>>,
        capacity: Option<RawFigures<Capacity>>,
        #[serde(default)]
        commodities: OneOrMany<String>,
        losses: Option<RawFigures<Share>>,
        opening_hours: Option<Scalar<OpeningHours>>,
        investment: Option<RawFigures<Investment>>,
        status: RawHistory,
    }
    RawCapacityGroup {
        name: String,
        members: Vec<RawMember>,
        capacity: RawFigures<Capacity>,
    }
    RawTrain {
        name: String,
        gauge: Scalar<Gauge>,
        wagons: Option<RawFigures<u32>>,
        length: Option<RawFigures<TrainLength>>,
        gross: Option<RawFigures<Mass>>,
        net: Option<RawFigures<Mass>>,
        axle_load: Option<RawFigures<AxleLoad>>,
        payload: Option<RawFigures<Payload>>,
    }
    RawDemand {
        name: String,
        from: String,
        to: String,
        cargo: String,
        quantity: RawFigures<Capacity>,
    }
    RawEscortTariff {
        name: String,
        issuer: String,
        legal_basis: String,
        from: Option<Scalar<Date>>,
        until: Option<Scalar<Date>>,
        rates: Vec<RawEscortTariffRow>,
    }
    RawRiskTable {
        name: String,
        legal_basis: String,
        ice: Vec<String>,
        values: BTreeMap<String, Vec<Scalar<i8>>>,
    }
    RawVessel {
        name: String,
        ice_class: Scalar<IceClass>,
        draught: RawFigures<Draught>,
        speed: RawFigures<Speed>,
        ice_speeds: Vec<Scalar<Speed>>,
        polar_class: Option<String>,
        gross_tonnage: Option<RawFigures<GrossTonnage>>,
        length: Option<RawFigures<ShipLength>>,
        beam: Option<RawFigures<ShipLength>>,
        fuel: Option<String>,
        payload: Option<RawFigures<Payload>>,
    }
    RawCargo {
        name: String,
        unit: Scalar<CargoUnit>,
        commodities: Option<OneOrMany<String>>,
        contents: Option<Scalar<UnknownContents>>,
        #[serde(default)]
        modes: OneOrMany<Mode>,
        #[serde(default)]
        vessels: OneOrMany<String>,
    }
    RawRate {
        mode: Scalar<Mode>,
        operator: Option<String>,
        cargo: String,
        price: RawFigures<Price>,
    }
    RawIceArea {
        name: String,
        severity: Vec<Scalar<Severity>>,
        #[serde(default)]
        escort_share: Vec<RawEscortShare>,
    }
    RawAdmission {
        regime: String,
        name: String,
        issuer: String,
        legal_basis: String,
        from: Option<Scalar<Date>>,
        until: Option<Scalar<Date>>,
        #[serde(default)]
        lapses: bool,
        rules: Vec<RawAdmissionRule>,
    }
    RawRestriction {
        name: String,
        issuer: Option<String>,
        legal_basis: Option<String>,
        from: Option<Scalar<Date>>,
        until: Option<Scalar<Date>>,
        effect: Scalar<Effect>,
        #[serde(rename = "match")]
        matches: RawMatch,
        explain: Option<String>,
        quota: Option<String>,
        delay: Option<RawFigures<Minutes>>,
        #[serde(default)]
        exceptions: Vec<RawException>,
    }
    RawException {
        #[serde(rename = "match", default)]
        matches: RawMatch,
        from: Option<Scalar<Date>>,
        until: Option<Scalar<Date>>,
        effect: Scalar<Effect>,
        explain: Option<String>,
    }
    RawScenario {
        name: String,
        summary: Option<String>,
        depart: Option<Scalar<Day>>,
        changes: Vec<RawChange>,
    }
    RawReportRoute {
        question: String,
        group: String,
        from: String,
        to: String,
        depart: Option<Scalar<Day>>,
        by: Option<Scalar<Objective>>,
        alternatives: Option<u8>,
        #[serde(default)]
        via: OneOrMany<String>,
        #[serde(default)]
        avoid: OneOrMany<String>,
        #[serde(default)]
        modes: OneOrMany<Mode>,
        vessel: Option<String>,
        cargo: Option<String>,
        scenario: Option<String>,
        #[serde(default)]
        allow: OneOrMany<String>,
    }
}

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

/// Part of a capacity group, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMember {
    pub line: String,
    pub between: Option<Vec<String>>,
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
    pub kind: Option<Scalar<crate::model::SourceKind>>,
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

/// What a transfer changes, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawTransferKind {
    Border,
    GaugeChange,
    Port,
    ModeChange,
    Converter,
    Liquefaction,
    Regasification,
}

impl std::str::FromStr for RawTransferKind {
    type Err = crate::units::UnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "border" => Ok(Self::Border),
            "gauge_change" => Ok(Self::GaugeChange),
            "port" => Ok(Self::Port),
            "mode_change" => Ok(Self::ModeChange),
            "converter" => Ok(Self::Converter),
            "liquefaction" => Ok(Self::Liquefaction),
            "regasification" => Ok(Self::Regasification),
            _ => Err(crate::units::UnitError::new(
                format!("`{text}` is not a kind of transfer"),
                "known: `border`, `gauge_change`, `port`, `mode_change`, `converter`, `liquefaction`, `regasification`",
            )),
        }
    }
}

/// The word `unknown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownContents;

impl std::str::FromStr for UnknownContents {
    type Err = crate::units::UnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "unknown" {
            Ok(Self)
        } else {
            Err(crate::units::UnitError::new(
                format!("`{text}` cannot be the contents"),
                "write `contents: unknown`, or list `commodities`",
            ))
        }
    }
}

impl std::str::FromStr for crate::model::SourceKind {
    type Err = crate::units::UnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Published, Self::Computed, Self::Memory, Self::Authored]
            .into_iter()
            .find(|kind| kind.word() == text)
            .ok_or_else(|| {
                crate::units::UnitError::new(
                    format!("`{text}` is not a kind of source"),
                    "known: `published`, `computed`, `memory`, `authored`",
                )
            })
    }
}

/// An entry with the file that it was written in.
#[derive(Debug, Clone)]
pub struct Filed<T> {
    pub file: crate::diagnostics::FileId,
    /// `None` if the entry could not be read; its id is known all the same.
    pub entry: Option<T>,
}

/// Entries of a section by id.
pub type Entries<T> = BTreeMap<String, Filed<T>>;

/// A whole network as written, files merged.
#[derive(Debug, Default)]
pub struct RawNetwork {
    pub network: Vec<Filed<RawMeta>>,
    pub sources: Entries<RawSource>,
    pub cities: Entries<RawCity>,
    pub places: Entries<RawPlace>,
    pub operators: Entries<RawOperator>,
    pub lines: Entries<RawLine>,
    pub lanes: Entries<RawLane>,
    pub passages: Entries<RawPassage>,
    pub transfers: Entries<RawTransfer>,
    pub vessels: Entries<RawVessel>,
    pub capacity_groups: Entries<RawCapacityGroup>,
    pub trains: Entries<RawTrain>,
    pub demands: Entries<RawDemand>,
    pub escort_tariffs: Entries<RawEscortTariff>,
    pub risk_tables: Entries<RawRiskTable>,
    pub cargoes: Entries<RawCargo>,
    pub rates: Entries<RawRate>,
    pub ice_areas: Entries<RawIceArea>,
    pub admissions: Entries<RawAdmission>,
    pub restrictions: Entries<RawRestriction>,
    pub scenarios: Entries<RawScenario>,
    pub report_routes: Entries<RawReportRoute>,
}
