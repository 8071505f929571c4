//! Mirrors the file: one struct an entry, names not yet resolved. Described in `docs/network-format.md`.

mod parts;
mod words;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use parts::*;
pub use words::{RawTransferKind, UnknownContents};

use super::scalars::{OneOrMany, RawFigures, RawHistory, RawPost, Scalar};
use crate::calendar::{Date, Day};
use crate::model::{Confidence, Country, Effect, GaugeMethod, IceClass, Mode, Objective, PlaceKind, Severity};
use crate::units::{
    Amount, AxleLoad, Capacity, CargoUnit, Count, Currency, Density, Diameter, Distance, Draught, EmissionFactor,
    ExchangeRate, FuelFactor, FuelRate, Gauge, GrossTonnage, HoldingCost, Investment, Mass, Minutes, OpeningHours,
    Payload, Position, Price, Quota, Ratio, Reactance, Share, ShipLength, Speed, TimeValue, TrainLength, Voltage,
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
        shared: Option<bool>,
        months: Option<RawMonths>,
        capacity_rule: Option<String>,
        #[serde(default)]
        commodities: OneOrMany<String>,
        diameter: Option<RawFigures<Diameter>>,
        voltage: Option<RawFigures<Voltage>>,
        reactance: Option<RawFigures<Reactance>>,
        losses: Option<RawFigures<Share>>,
        investment: Option<RawFigures<Investment>>,
        #[serde(default)]
        directed: bool,
        service: Option<RawService>,
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
        shared: Option<bool>,
        months: Option<RawMonths>,
        capacity_rule: Option<String>,
        diameter: Option<RawFigures<Diameter>>,
        voltage: Option<RawFigures<Voltage>>,
        reactance: Option<RawFigures<Reactance>>,
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
        service: Option<RawService>,
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
        shared: Option<bool>,
        months: Option<RawMonths>,
        #[serde(default)]
        commodities: OneOrMany<String>,
        #[serde(default)]
        commodities_not: OneOrMany<String>,
        losses: Option<RawFigures<Share>>,
        opening_hours: Option<Scalar<OpeningHours>>,
        investment: Option<RawFigures<Investment>>,
        status: RawHistory,
    }
    RawCapacityGroup {
        name: String,
        members: Vec<RawMember>,
        capacity: RawFigures<Capacity>,
        shared: Option<bool>,
        months: Option<RawMonths>,
    }
    RawCapacityRule {
        name: String,
        reserve: Option<RawFigures<Minutes>>,
        usable: Option<RawFigures<Share>>,
        loops: Option<RawFigures<Distance>>,
        running_speed: Option<RawFigures<Speed>>,
        start_stop: Option<RawFigures<Minutes>>,
        crossing: Option<RawFigures<Minutes>>,
        headway: Option<RawFigures<Minutes>>,
        passenger_trains: Option<RawFigures<Count>>,
        removal: Option<RawFigures<Ratio>>,
        train: Option<String>,
        loaded: Option<RawFigures<Share>>,
        freight: Option<RawFigures<Share>>,
    }
    RawCongestion {
        mode: Scalar<Mode>,
        alpha: RawFigures<Ratio>,
        beta: RawFigures<Ratio>,
    }
    RawStorage {
        name: String,
        at: String,
        #[serde(default)]
        commodities: OneOrMany<String>,
        amount: RawFigures<Amount>,
        cost: Option<RawFigures<HoldingCost>>,
        filling: Option<RawFigures<Capacity>>,
        emptying: Option<RawFigures<Capacity>>,
        status: RawHistory,
    }
    RawSupply {
        name: String,
        at: String,
        cargo: String,
        quantity: RawFigures<Capacity>,
        months: Option<RawMonths>,
        cost: Option<RawFigures<Price>>,
        status: RawHistory,
    }
    RawProject {
        name: String,
        changes: Vec<RawChange>,
        investment: Option<RawFigures<Investment>>,
    }
    RawTrain {
        name: String,
        gauge: Scalar<Gauge>,
        wagons: Option<RawFigures<Count>>,
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
        months: Option<RawMonths>,
        unserved: Option<RawFigures<Price>>,
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
        ice_regimes: Option<Vec<BTreeMap<String, Scalar<u8>>>>,
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
        consumption: Option<RawFigures<FuelRate>>,
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
        mass: Option<RawFigures<Mass>>,
        density: Option<RawFigures<Density>>,
        value_of_time: Option<RawFigures<TimeValue>>,
    }
    RawRate {
        mode: Option<Scalar<Mode>>,
        kind: Option<Scalar<RawTransferKind>>,
        transfer: Option<String>,
        passage: Option<String>,
        operator: Option<String>,
        cargo: String,
        price: RawFigures<Price>,
    }
    RawModeEmission {
        mode: Scalar<Mode>,
        operator: Option<String>,
        traction: Option<String>,
        #[serde(default)]
        cargo: OneOrMany<String>,
        ttw: RawFigures<EmissionFactor>,
        wtw: RawFigures<EmissionFactor>,
    }
    RawFuel {
        name: String,
        ttw: RawFigures<FuelFactor>,
        wtw: RawFigures<FuelFactor>,
    }
    RawCurrencyRate {
        currency: Scalar<Currency>,
        per_usd: RawFigures<ExchangeRate>,
    }
    RawIceArea {
        name: String,
        through: Option<RawFigures<Distance>>,
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
        limit: Option<RawFigures<Quota>>,
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
    RawCorridor {
        name: String,
        summary: Option<String>,
        group: String,
        places: OneOrMany<String>,
        #[serde(default)]
        modes: OneOrMany<Mode>,
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
    RawReportCut {
        question: String,
        group: String,
        from: OneOrMany<String>,
        to: OneOrMany<String>,
        #[serde(default)]
        dates: OneOrMany<Day>,
        #[serde(default)]
        avoid: OneOrMany<String>,
        #[serde(default)]
        modes: OneOrMany<Mode>,
        cargo: Option<String>,
        scenario: Option<String>,
        #[serde(default)]
        allow: OneOrMany<String>,
    }
    RawReportFlow {
        question: String,
        group: String,
        #[serde(default)]
        demands: OneOrMany<String>,
        date: Option<Scalar<Day>>,
        by: Option<Scalar<Objective>>,
        #[serde(default)]
        months: bool,
        #[serde(default)]
        modes: OneOrMany<Mode>,
        scenario: Option<String>,
        #[serde(default)]
        allow: OneOrMany<String>,
    }
    RawExpectation {
        name: String,
        from: String,
        to: String,
        depart: Option<Scalar<Day>>,
        by: Option<Scalar<Objective>>,
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
        reachable: Option<bool>,
        distance: Option<RawBounds<Distance>>,
        time: Option<RawBounds<Minutes>>,
        #[serde(default)]
        uses: OneOrMany<String>,
        #[serde(default)]
        uses_not: OneOrMany<String>,
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
    pub capacity_rules: Entries<RawCapacityRule>,
    pub congestion: Entries<RawCongestion>,
    pub storages: Entries<RawStorage>,
    pub supplies: Entries<RawSupply>,
    pub projects: Entries<RawProject>,
    pub trains: Entries<RawTrain>,
    pub demands: Entries<RawDemand>,
    pub escort_tariffs: Entries<RawEscortTariff>,
    pub risk_tables: Entries<RawRiskTable>,
    pub cargoes: Entries<RawCargo>,
    pub rates: Entries<RawRate>,
    pub emission_factors: Entries<RawModeEmission>,
    pub fuels: Entries<RawFuel>,
    pub exchange_rates: Entries<RawCurrencyRate>,
    pub ice_areas: Entries<RawIceArea>,
    pub admissions: Entries<RawAdmission>,
    pub restrictions: Entries<RawRestriction>,
    pub scenarios: Entries<RawScenario>,
    pub corridors: Entries<RawCorridor>,
    pub report_routes: Entries<RawReportRoute>,
    pub report_cuts: Entries<RawReportCut>,
    pub report_flows: Entries<RawReportFlow>,
    pub expectations: Entries<RawExpectation>,
    pub checks: Vec<Filed<RawCheck>>,
}
