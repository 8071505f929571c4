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
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$attribute])* pub $field: $type,)*
            /// Where it is from: one id from `sources`, or a list.
            #[serde(default)]
            pub source: OneOrMany<String>,
            /// When its figures held. Money is of this year.
            pub as_of: Option<Scalar<Date>>,
            /// How sure its figures are.
            pub confidence: Option<Scalar<Confidence>>,
            /// Free text.
            #[allow(dead_code)] // the model keeps it where something shows it
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
    /// A place: station, border, port, strait, field and so on.
    RawPlace {
        /// What people call it.
        name: String,
        /// Other names, in any script: all are understood where a place is asked for.
        #[serde(default)]
        aliases: OneOrMany<String>,
        /// Two capital letters of ISO 3166; left out at sea.
        country: Option<Scalar<Country>>,
        /// Where it is: latitude, then longitude.
        at: Scalar<Position>,
        /// What it is.
        kind: Scalar<PlaceKind>,
        /// The city that it belongs to: an id from `cities`.
        city: Option<String>,
        /// UN/LOCODE.
        locode: Option<String>,
        /// Deepest draught of a ship in the port; a dated figure; shown, not used to refuse a ship.
        max_draught: Option<RawFigures<Draught>>,
        /// When ice navigation is usual; shown, not planned with.
        ice_season: Option<RawIceSeason>,
        /// From 1 (labelled first on maps) to 5; 4 if left out.
        importance: Option<u8>,
    }
    /// Groups places: the name of a city means any of them.
    RawCity {
        /// What people call it.
        name: String,
        /// Other names, in any script: all are understood where a place is asked for.
        #[serde(default)]
        aliases: OneOrMany<String>,
    }
    /// Who runs lines, and how fast.
    RawOperator {
        /// What people call it.
        name: String,
        /// Two capital letters of ISO 3166.
        country: Option<Scalar<Country>>,
        /// Of the lines it runs, stops included; a dated figure.
        speed: Option<RawFigures<Speed>>,
        /// Of cargo counted in tonnes, if it is another; a dated figure.
        bulk_speed: Option<RawFigures<Speed>>,
    }
    /// Rail, road, pipeline, power or inland water: an ordered list of places with their posts.
    RawLine {
        /// What people call it.
        name: String,
        /// `rail`, `road`, `pipeline`, `power` or `inland_water`.
        mode: Scalar<Mode>,
        /// Who runs it: an id from `operators`.
        operator: Option<String>,
        /// Its places in order, each with its distance from the start of the line.
        posts: Vec<RawPost>,
        /// Track gauge; a list where both lie on one formation. Rail only.
        #[serde(default)]
        gauge: OneOrMany<Gauge>,
        /// How many tracks.
        tracks: Option<u8>,
        /// Free text, such as `25 kV AC` or `diesel`.
        traction: Option<String>,
        /// Most that an axle may weigh; a figure.
        axle_load: Option<RawFigures<AxleLoad>>,
        /// The longest train; a figure.
        train_length: Option<RawFigures<TrainLength>>,
        /// A dated figure, stops included; left out: the speed of the operator.
        speed: Option<RawFigures<Speed>>,
        /// How much can pass: a dated figure. `trains/day` and `vehicles/day` count both directions together, other
        /// units each.
        capacity: Option<RawFigures<Capacity>>,
        /// Whether both directions draw on the capacity; left out: its unit decides, and a transfer counts all that
        /// passes.
        shared: Option<bool>,
        /// Twelve shares, January first.
        months: Option<RawMonths>,
        /// How trains use it: an id from `capacity_rules`, from which a capacity is derived where none is given.
        capacity_rule: Option<String>,
        /// What moves on it; a pipeline or power line carries nothing else.
        #[serde(default)]
        commodities: OneOrMany<String>,
        /// Of a pipeline, outside; a figure.
        diameter: Option<RawFigures<Diameter>>,
        /// Of a power line; a figure.
        voltage: Option<RawFigures<Voltage>>,
        /// Of a power line, of each kilometre or of the whole section; a figure. Needed for flows by Kirchhoff's
        /// laws.
        reactance: Option<RawFigures<Reactance>>,
        /// What is lost over each section, a share; a figure.
        losses: Option<RawFigures<Share>>,
        /// What building it costs; a figure, in dollars of its year.
        investment: Option<RawFigures<Investment>>,
        /// Whether it is used from the first post to the last only.
        #[serde(default)]
        directed: bool,
        /// It leaves by a timetable.
        service: Option<RawService>,
        /// Its state, or a history of states; a gap in the history means unknown, which is not open.
        status: RawHistory,
        /// Stretches on which something is otherwise.
        #[serde(default)]
        spans: Vec<RawSpan>,
    }
    /// A stretch of a line on which something is otherwise.
    RawSpan {
        /// The two places of the line between which it lies.
        between: Vec<String>,
        /// Who runs it: an id from `operators`.
        operator: Option<String>,
        /// Track gauge; a list where both lie on one formation. Rail only.
        #[serde(default)]
        gauge: OneOrMany<Gauge>,
        /// How many tracks.
        tracks: Option<u8>,
        /// Free text, such as `25 kV AC` or `diesel`.
        traction: Option<String>,
        /// Most that an axle may weigh; a figure.
        axle_load: Option<RawFigures<AxleLoad>>,
        /// The longest train; a figure.
        train_length: Option<RawFigures<TrainLength>>,
        /// A dated figure, stops included; left out: the speed of the operator.
        speed: Option<RawFigures<Speed>>,
        /// How much can pass: a dated figure. `trains/day` and `vehicles/day` count both directions together, other
        /// units each.
        capacity: Option<RawFigures<Capacity>>,
        /// Whether both directions draw on the capacity; left out: its unit decides, and a transfer counts all that
        /// passes.
        shared: Option<bool>,
        /// Twelve shares, January first.
        months: Option<RawMonths>,
        /// How trains use it: an id from `capacity_rules`, from which a capacity is derived where none is given.
        capacity_rule: Option<String>,
        /// Of a pipeline, outside; a figure.
        diameter: Option<RawFigures<Diameter>>,
        /// Of a power line; a figure.
        voltage: Option<RawFigures<Voltage>>,
        /// Of a power line, of each kilometre or of the whole section; a figure. Needed for flows by Kirchhoff's
        /// laws.
        reactance: Option<RawFigures<Reactance>>,
        /// What is lost on the way, a share; a figure.
        losses: Option<RawFigures<Share>>,
        /// Its state, or a history of states; a gap in the history means unknown, which is not open.
        status: Option<RawHistory>,
    }
    /// A sea lane between two places.
    RawLane {
        /// What people call it.
        name: String,
        /// Its shape: first and last are places, between them bare positions or places.
        path: Vec<String>,
        /// A figure; left out: the length of its path.
        distance: Option<RawFigures<Distance>>,
        /// Controlling depth; a figure.
        depth: Option<RawFigures<Draught>>,
        /// Clearance that a ship must keep below its keel; a figure.
        under_keel: Option<RawFigures<Draught>>,
        /// The strait or canal it leads through: an id from `passages`.
        passage: Option<String>,
        /// An id from `ice_areas`.
        ice_area: Option<String>,
        /// Whose admission rules hold here: regimes of `admissions`.
        #[serde(default)]
        admission: OneOrMany<String>,
        /// Zone of the escort tariff.
        escort_zone: Option<u8>,
        /// It leaves by a timetable.
        service: Option<RawService>,
        /// Its state, or a history of states; a gap in the history means unknown, which is not open.
        status: RawHistory,
    }
    /// A strait, canal or route with a name.
    RawPassage {
        /// What people call it.
        name: String,
        /// How long passing takes; a dated figure.
        time: Option<RawFigures<Minutes>>,
        /// What passing costs; a dated figure.
        cost: Option<RawFigures<Price>>,
        /// Deepest draught of a ship; a dated figure.
        max_draught: Option<RawFigures<Draught>>,
    }
    /// What it takes to change gauge, mode or country at a place. None of the three is possible without one.
    RawTransfer {
        /// If people have a name for it.
        name: Option<String>,
        /// Where: an id from `places`.
        at: String,
        /// What it changes.
        kind: Scalar<RawTransferKind>,
        /// The two countries of a `border` or `converter`.
        #[serde(default)]
        countries: OneOrMany<Country>,
        /// The two gauges of a `gauge_change`.
        #[serde(default)]
        gauges: OneOrMany<Gauge>,
        /// How the gauge is changed.
        method: Option<Scalar<GaugeMethod>>,
        /// A border: the land modes it serves, all if left out. A port: its modes, every land mode here and sea if
        /// left out. A `mode_change`: its two modes.
        #[serde(default)]
        modes: OneOrMany<Mode>,
        /// How long it takes; a dated figure.
        time: RawFigures<Minutes>,
        /// What it costs; a dated figure.
        cost: Option<RawFigures<Price>>,
        /// How much can pass: a dated figure. `trains/day` and `vehicles/day` count both directions together, other
        /// units each.
        capacity: Option<RawFigures<Capacity>>,
        /// Whether both directions draw on the capacity; left out: its unit decides, and a transfer counts all that
        /// passes.
        shared: Option<bool>,
        /// Twelve shares, January first.
        months: Option<RawMonths>,
        /// What it handles, and nothing else.
        #[serde(default)]
        commodities: OneOrMany<String>,
        /// What it does not handle.
        #[serde(default)]
        commodities_not: OneOrMany<String>,
        /// What is lost on the way, a share; a figure.
        losses: Option<RawFigures<Share>>,
        /// It begins only then, and may end later; every day, by the clock of the plan.
        opening_hours: Option<Scalar<OpeningHours>>,
        /// What building it costs; a figure, in dollars of its year.
        investment: Option<RawFigures<Investment>>,
        /// Its state, or a history of states; a gap in the history means unknown, which is not open.
        status: RawHistory,
    }
    /// Lines that share one capacity.
    RawCapacityGroup {
        /// What people call it.
        name: String,
        /// The lines, or parts of lines.
        members: Vec<RawMember>,
        /// How much can pass: a dated figure. `trains/day` and `vehicles/day` count both directions together, other
        /// units each.
        capacity: RawFigures<Capacity>,
        /// Whether both directions draw on the capacity; left out: its unit decides, and a transfer counts all that
        /// passes.
        shared: Option<bool>,
        /// Twelve shares, January first.
        months: Option<RawMonths>,
    }
    /// How trains use a kind of railway. Each key but `name` may be left out; nothing is derived that needs it.
    RawCapacityRule {
        /// What people call it.
        name: String,
        /// Of each day, without trains; a figure.
        reserve: Option<RawFigures<Minutes>>,
        /// Share of the rest that can be used; a figure.
        usable: Option<RawFigures<Share>>,
        /// Single track: the longest way between neighbouring crossing loops; a figure.
        loops: Option<RawFigures<Distance>>,
        /// Single track: between loops, stops not included; a figure.
        running_speed: Option<RawFigures<Speed>>,
        /// Single track: added to each way; a figure.
        start_stop: Option<RawFigures<Minutes>>,
        /// Single track: from the arrival of one train to the departure of the other; a figure.
        crossing: Option<RawFigures<Minutes>>,
        /// Double track: between trains that follow each other; a figure.
        headway: Option<RawFigures<Minutes>>,
        /// A day each way, with `removal`; a figure.
        passenger_trains: Option<RawFigures<Count>>,
        /// Paths of freight trains that a passenger train takes; a figure.
        removal: Option<RawFigures<Ratio>>,
        /// The train whose `net` load counts: an id from `trains`.
        train: Option<String>,
        /// Share of the net load in the heavier direction; a figure.
        loaded: Option<RawFigures<Share>>,
        /// Share of the trains that carry freight; a figure.
        freight: Option<RawFigures<Share>>,
    }
    /// How much longer a link of a mode takes the fuller it is: `1 + alpha (flow/capacity)^beta` times.
    RawCongestion {
        /// The mode; one entry for each.
        mode: Scalar<Mode>,
        /// A figure.
        alpha: RawFigures<Ratio>,
        /// A figure.
        beta: RawFigures<Ratio>,
    }
    /// Where cargo can wait: a yard, tanks, an underground storage.
    RawStorage {
        /// What people call it.
        name: String,
        /// Where: an id from `places`.
        at: String,
        /// What it holds; left out: anything counted in its unit.
        #[serde(default)]
        commodities: OneOrMany<String>,
        /// How much fits in; a dated figure.
        amount: RawFigures<Amount>,
        /// Of a unit of the cargo and a month; a figure.
        cost: Option<RawFigures<HoldingCost>>,
        /// How fast it fills; a dated figure in a unit of capacity; at any speed if left out.
        filling: Option<RawFigures<Capacity>>,
        /// How fast it empties; a dated figure in a unit of capacity; at any speed if left out.
        emptying: Option<RawFigures<Capacity>>,
        /// Its state, or a history of states; a gap in the history means unknown, which is not open.
        status: RawHistory,
    }
    /// What a field, mine or plant can give at most.
    RawSupply {
        /// What people call it.
        name: String,
        /// Where: an id from `places`.
        at: String,
        /// A cargo and the country it is from, such as `gas@RU`.
        cargo: String,
        /// How much in a year or day; a dated figure, in a unit of capacity.
        quantity: RawFigures<Capacity>,
        /// Twelve shares, January first.
        months: Option<RawMonths>,
        /// What a unit costs there; a dated figure.
        cost: Option<RawFigures<Price>>,
        /// Its state, or a history of states; a gap in the history means unknown, which is not open.
        status: RawHistory,
    }
    /// What could be built: candidates for `landbridge upgrade`.
    RawProject {
        /// What people call it.
        name: String,
        /// As in scenarios, `open` and `widen` only.
        changes: Vec<RawChange>,
        /// What it costs; a figure; left out: the sum of what it opens.
        investment: Option<RawFigures<Investment>>,
    }
    /// A kind of train, for capacities.
    RawTrain {
        /// What people call it.
        name: String,
        /// Track gauge.
        gauge: Scalar<Gauge>,
        /// How many wagons; a figure.
        wagons: Option<RawFigures<Count>>,
        /// A figure.
        length: Option<RawFigures<TrainLength>>,
        /// Weight of all; a figure.
        gross: Option<RawFigures<Mass>>,
        /// Weight of its load; a figure.
        net: Option<RawFigures<Mass>>,
        /// A figure.
        axle_load: Option<RawFigures<AxleLoad>>,
        /// How much it takes; a figure.
        payload: Option<RawFigures<Payload>>,
    }
    /// What somebody wants moved.
    RawDemand {
        /// What people call it.
        name: String,
        /// Where from, as on the command line.
        from: String,
        /// Where to, as on the command line.
        to: String,
        /// A cargo, and the country it is from if that matters: `coal@RU`.
        cargo: String,
        /// How much in a year or day; a dated figure, in a unit of capacity.
        quantity: RawFigures<Capacity>,
        /// Twelve shares, January first.
        months: Option<RawMonths>,
        /// What a unit that does not arrive costs; a figure.
        unserved: Option<RawFigures<Price>>,
    }
    /// What escort by icebreakers costs.
    RawEscortTariff {
        /// What people call it.
        name: String,
        /// Who issued it.
        issuer: String,
        /// Law, resolution or order, with its number.
        legal_basis: String,
        /// First day on which it holds; left out: it always has.
        from: Option<Scalar<Date>>,
        /// First day on which it no longer holds; left out: it still does.
        until: Option<Scalar<Date>>,
        /// Its rows.
        rates: Vec<RawEscortTariffRow>,
    }
    /// Risk index values by class of ship and type of ice (POLARIS).
    RawRiskTable {
        /// What people call it.
        name: String,
        /// Law, resolution or order, with its number.
        legal_basis: String,
        /// Types of ice, the lightest first.
        ice: Vec<String>,
        /// For each class of ship a value for each type of ice.
        values: BTreeMap<String, Vec<Scalar<i8>>>,
        /// Tenths of cover by type of ice, at severity 0, 1, 2 and 3; each adds up to 10.
        ice_regimes: Option<Vec<BTreeMap<String, Scalar<u8>>>>,
    }
    /// A kind of ship.
    RawVessel {
        /// What people call it.
        name: String,
        /// `none`, `Ice1` to `Ice3` or `Arc4` to `Arc9`.
        ice_class: Scalar<IceClass>,
        /// A figure.
        draught: RawFigures<Draught>,
        /// In open water; a figure.
        speed: RawFigures<Speed>,
        /// Speeds at ice severity 0, 1, 2 and 3; `0 kn` is stopped.
        ice_speeds: Vec<Scalar<Speed>>,
        /// Its row in a risk table.
        polar_class: Option<String>,
        /// A figure.
        gross_tonnage: Option<RawFigures<GrossTonnage>>,
        /// A figure.
        length: Option<RawFigures<ShipLength>>,
        /// A figure.
        beam: Option<RawFigures<ShipLength>>,
        /// The `name` of a fuel.
        fuel: Option<String>,
        /// How much it takes; a figure.
        payload: Option<RawFigures<Payload>>,
        /// What it burns in a day at its speed in open water; a figure.
        consumption: Option<RawFigures<FuelRate>>,
    }
    /// What moves.
    RawCargo {
        /// What people call it.
        name: String,
        /// What it is counted in.
        unit: Scalar<CargoUnit>,
        /// What is inside.
        commodities: Option<OneOrMany<String>>,
        /// `unknown`, in place of `commodities`: rules about some commodity are flagged.
        contents: Option<Scalar<UnknownContents>>,
        /// Which modes carry it; rail, road, sea and inland water if left out.
        #[serde(default)]
        modes: OneOrMany<Mode>,
        /// Which ships carry it, the usual one first: ids from `vessels`; any if left out.
        #[serde(default)]
        vessels: OneOrMany<String>,
        /// What one unit weighs; a figure.
        mass: Option<RawFigures<Mass>>,
        /// What a cubic metre weighs as a liquid; a figure.
        density: Option<RawFigures<Density>>,
        /// What a day of one unit is worth; a figure.
        value_of_time: Option<RawFigures<TimeValue>>,
    }
    /// What moving or handling a unit of cargo costs; the most specific applies.
    RawRate {
        /// Paid for moving by this mode. Exactly one of `mode`, `kind`, `transfer` and `passage`.
        mode: Option<Scalar<Mode>>,
        /// Paid for a transfer of this kind.
        kind: Option<Scalar<RawTransferKind>>,
        /// Paid for this transfer.
        transfer: Option<String>,
        /// Paid for this passage.
        passage: Option<String>,
        /// On lines of this operator only.
        operator: Option<String>,
        /// An id from `cargoes`.
        cargo: String,
        /// A dated figure.
        price: RawFigures<Price>,
    }
    /// Greenhouse gas of moving a unit of cargo over a kilometre; the most specific applies.
    RawModeEmission {
        /// The mode.
        mode: Scalar<Mode>,
        /// On lines of this operator only.
        operator: Option<String>,
        /// Under this traction only: `electric` (any voltage) or `diesel`.
        traction: Option<String>,
        /// Of these cargoes only: ids from `cargoes`.
        #[serde(default)]
        cargo: OneOrMany<String>,
        /// Greenhouse gas from tank to wheel; a dated figure.
        ttw: RawFigures<EmissionFactor>,
        /// Greenhouse gas from well to wheel, which includes the other; a dated figure.
        wtw: RawFigures<EmissionFactor>,
    }
    /// What burning a fuel sets free.
    RawFuel {
        /// What ships write under `fuel`.
        name: String,
        /// Greenhouse gas from tank to wheel; a dated figure.
        ttw: RawFigures<FuelFactor>,
        /// Greenhouse gas from well to wheel, which includes the other; a dated figure.
        wtw: RawFigures<FuelFactor>,
    }
    /// What a dollar bought.
    RawCurrencyRate {
        /// The currency.
        currency: Scalar<Currency>,
        /// How much of it a dollar bought; a dated figure.
        per_usd: RawFigures<ExchangeRate>,
    }
    /// A part of the sea with one ice climate.
    RawIceArea {
        /// What people call it.
        name: String,
        /// The way over which the escort's fee for one zone is spread; a figure.
        through: Option<RawFigures<Distance>>,
        /// In the middle of each month, January first: from 0 (open) to 3 (heavy).
        severity: Vec<Scalar<Severity>>,
        /// How often ships needed an icebreaker.
        #[serde(default)]
        escort_share: Vec<RawEscortShare>,
    }
    /// Who may sail, by date, class, season and ice.
    RawAdmission {
        /// Rule sets of one regime follow each other; after the last, it stands in and answers say so.
        regime: String,
        /// What people call it.
        name: String,
        /// Who issued it.
        issuer: String,
        /// Law, resolution or order, with its number.
        legal_basis: String,
        /// First day on which it holds; left out: it always has.
        from: Option<Scalar<Date>>,
        /// First day on which it no longer holds; left out: it still does.
        until: Option<Scalar<Date>>,
        /// Whether it holds in its own window only, so that no other stands in for it.
        #[serde(default)]
        lapses: bool,
        /// The first that fits decides; none: refused.
        rules: Vec<RawAdmissionRule>,
    }
    /// A legal rule: data with an issuer, a legal basis and dates.
    RawRestriction {
        /// What people call it.
        name: String,
        /// Who issued it.
        issuer: Option<String>,
        /// Law, resolution or order, with its number.
        legal_basis: Option<String>,
        /// First day on which it holds; left out: it always has.
        from: Option<Scalar<Date>>,
        /// First day on which it no longer holds; left out: it still does.
        until: Option<Scalar<Date>>,
        /// What it does to what it matches.
        effect: Scalar<Effect>,
        /// What it speaks of.
        #[serde(rename = "match")]
        matches: RawMatch,
        /// One sentence for readers of a refusal.
        explain: Option<String>,
        /// With `effect: quota`: how much, in words, where the amount does not say it all.
        quota: Option<String>,
        /// With `effect: quota`: an amount in a month, quarter or year; a dated figure.
        limit: Option<RawFigures<Quota>>,
        /// With `effect: delay`: how long.
        delay: Option<RawFigures<Minutes>>,
        /// Cases in which it has another effect.
        #[serde(default)]
        exceptions: Vec<RawException>,
    }
    /// A case in which a restriction has another effect.
    RawException {
        /// When it applies, besides what the restriction matches.
        #[serde(rename = "match", default)]
        matches: RawMatch,
        /// First day on which it holds; left out: it always has.
        from: Option<Scalar<Date>>,
        /// First day on which it no longer holds; left out: it still does.
        until: Option<Scalar<Date>>,
        /// What it does then.
        effect: Scalar<Effect>,
        /// One sentence for readers.
        explain: Option<String>,
    }
    /// A named overlay; the base is never edited.
    RawScenario {
        /// What people call it.
        name: String,
        /// One or two sentences.
        summary: Option<String>,
        /// The day of departure when none is named.
        depart: Option<Scalar<Day>>,
        /// What it changes.
        changes: Vec<RawChange>,
    }
    /// A way with a name, as people speak of it.
    RawCorridor {
        /// What people call it.
        name: String,
        /// One or two sentences.
        summary: Option<String>,
        /// Heading under which the report site lists it.
        group: String,
        /// In order; between two of them it takes the shortest way, open or not.
        places: OneOrMany<String>,
        /// By these modes; left out: any.
        #[serde(default)]
        modes: OneOrMany<Mode>,
    }
    /// A route that the report site plans.
    RawReportRoute {
        /// The question that the page answers.
        question: String,
        /// Heading under which the report site lists it.
        group: String,
        /// Where from, as on the command line.
        from: String,
        /// Where to.
        to: String,
        /// Day of departure; the as-of date of the network if left out.
        depart: Option<Scalar<Day>>,
        /// What the best way is best by.
        by: Option<Scalar<Objective>>,
        /// Up to how many ways that differ.
        alternatives: Option<u8>,
        /// Passed in this order.
        #[serde(default)]
        via: OneOrMany<String>,
        /// Places, lines, borders, straits or countries that are not passed.
        #[serde(default)]
        avoid: OneOrMany<String>,
        /// Which modes; left out: any.
        #[serde(default)]
        modes: OneOrMany<Mode>,
        /// An id from `vessels`.
        vessel: Option<String>,
        /// An id from `cargoes`.
        cargo: Option<String>,
        /// Under this scenario: an id from `scenarios`.
        scenario: Option<String>,
        /// Rules that are lifted, as a what-if: ids from `restrictions`.
        #[serde(default)]
        allow: OneOrMany<String>,
    }
    /// How much the report site asks can pass between two sets of places.
    RawReportCut {
        /// The question that the page answers.
        question: String,
        /// Heading under which the report site lists it.
        group: String,
        /// A place, or a list of places.
        from: OneOrMany<String>,
        /// A place, or a list of places.
        to: OneOrMany<String>,
        /// The years that begin on these days.
        #[serde(default)]
        dates: OneOrMany<Day>,
        /// Places, lines, borders, straits or countries that are not passed.
        #[serde(default)]
        avoid: OneOrMany<String>,
        /// Which modes; left out: any.
        #[serde(default)]
        modes: OneOrMany<Mode>,
        /// An id from `cargoes`.
        cargo: Option<String>,
        /// Under this scenario: an id from `scenarios`.
        scenario: Option<String>,
        /// Rules that are lifted, as a what-if: ids from `restrictions`.
        #[serde(default)]
        allow: OneOrMany<String>,
    }
    /// Which demands the report site sends over the network together.
    RawReportFlow {
        /// The question that the page answers.
        question: String,
        /// Heading under which the report site lists it.
        group: String,
        /// Ids from `demands`; all if left out.
        #[serde(default)]
        demands: OneOrMany<String>,
        /// The year that begins on this day.
        date: Option<Scalar<Day>>,
        /// What the best way is best by.
        by: Option<Scalar<Objective>>,
        /// Whether the months are told apart.
        #[serde(default)]
        months: bool,
        /// Which modes; left out: any.
        #[serde(default)]
        modes: OneOrMany<Mode>,
        /// Under this scenario: an id from `scenarios`.
        scenario: Option<String>,
        /// Rules that are lifted, as a what-if: ids from `restrictions`.
        #[serde(default)]
        allow: OneOrMany<String>,
    }
/// A journey of which the author knows what must hold; `check` plans it.
    RawExpectation {
        /// What the author knows, in a few words.
        name: String,
        /// Where from, as on the command line.
        from: String,
        /// Where to.
        to: String,
        /// Day of departure; the as-of date of the network if left out.
        depart: Option<Scalar<Day>>,
        /// What the best way is best by.
        by: Option<Scalar<Objective>>,
        /// Passed in this order.
        #[serde(default)]
        via: OneOrMany<String>,
        /// Places, lines, borders, straits or countries that are not passed.
        #[serde(default)]
        avoid: OneOrMany<String>,
        /// Which modes; left out: any.
        #[serde(default)]
        modes: OneOrMany<Mode>,
        /// An id from `vessels`.
        vessel: Option<String>,
        /// An id from `cargoes`.
        cargo: Option<String>,
        /// Under this scenario: an id from `scenarios`.
        scenario: Option<String>,
        /// Rules that are lifted, as a what-if: ids from `restrictions`.
        #[serde(default)]
        allow: OneOrMany<String>,
        /// Whether there is a way; yes if left out.
        reachable: Option<bool>,
        /// How long the best way is.
        distance: Option<RawBounds<Distance>>,
        /// How long it takes, typically.
        time: Option<RawBounds<Minutes>>,
        /// Places, lines, borders, straits or countries that the best way passes.
        #[serde(default)]
        uses: OneOrMany<String>,
        /// Places, lines, borders, straits or countries that it does not pass.
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

/// A network of freight and energy corridors, or one of its files.
#[derive(Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RawNetwork {
    /// What the network says of itself: once in all its files.
    #[cfg_attr(feature = "schema", schemars(with = "RawMeta"))]
    pub network: Vec<Filed<RawMeta>>,
    /// Where figures are from.
    pub sources: Entries<RawSource>,
    /// Groups of places under one name.
    pub cities: Entries<RawCity>,
    /// Stations, borders, ports, straits, fields.
    pub places: Entries<RawPlace>,
    /// Who runs lines, and how fast.
    pub operators: Entries<RawOperator>,
    /// Rail, road, pipeline, power, inland water.
    pub lines: Entries<RawLine>,
    /// Sea lanes.
    pub lanes: Entries<RawLane>,
    /// Straits, canals and routes with a name.
    pub passages: Entries<RawPassage>,
    /// What it takes to change gauge, mode or country at a place.
    pub transfers: Entries<RawTransfer>,
    /// Kinds of ship.
    pub vessels: Entries<RawVessel>,
    /// Lines that share one capacity.
    pub capacity_groups: Entries<RawCapacityGroup>,
    /// How trains use a kind of railway.
    pub capacity_rules: Entries<RawCapacityRule>,
    /// How much longer a link takes the fuller it is.
    pub congestion: Entries<RawCongestion>,
    /// Where cargo can wait.
    pub storages: Entries<RawStorage>,
    /// What a field, mine or plant can give.
    pub supplies: Entries<RawSupply>,
    /// What could be built.
    pub projects: Entries<RawProject>,
    /// Kinds of train.
    pub trains: Entries<RawTrain>,
    /// What somebody wants moved.
    pub demands: Entries<RawDemand>,
    /// What escort by icebreakers costs.
    pub escort_tariffs: Entries<RawEscortTariff>,
    /// Risk index values by class of ship and type of ice.
    pub risk_tables: Entries<RawRiskTable>,
    /// What moves.
    pub cargoes: Entries<RawCargo>,
    /// What moving or handling costs.
    pub rates: Entries<RawRate>,
    /// Greenhouse gas of moving a unit over a kilometre.
    pub emission_factors: Entries<RawModeEmission>,
    /// What burning a fuel sets free.
    pub fuels: Entries<RawFuel>,
    /// What a dollar bought.
    pub exchange_rates: Entries<RawCurrencyRate>,
    /// Parts of the sea with one ice climate.
    pub ice_areas: Entries<RawIceArea>,
    /// Who may sail, by date, class, season and ice.
    pub admissions: Entries<RawAdmission>,
    /// Legal rules.
    pub restrictions: Entries<RawRestriction>,
    /// Named overlays: what if.
    pub scenarios: Entries<RawScenario>,
    /// Ways with a name.
    pub corridors: Entries<RawCorridor>,
    /// Routes that the report site plans.
    pub report_routes: Entries<RawReportRoute>,
    /// How much can pass: questions of the report site.
    pub report_cuts: Entries<RawReportCut>,
    /// Which demands the report site sends over the network.
    pub report_flows: Entries<RawReportFlow>,
    /// What the author knows must hold.
    pub expectations: Entries<RawExpectation>,
    /// How rules of `check` judge this network.
    pub checks: Vec<Filed<RawCheck>>,
}
