//! How single values are written: units, words, dates, as schemas.
//!
//! Units stand here once more, because a pattern is no list. A test holds each pattern against the parser of its type
//! with every unit of every type.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::calendar::{Date, Day, DayOfYear, Weekday};
use crate::load::raw::{RawTransferKind, UnknownContents};
use crate::model::{
    Allowance, Confidence, Country, Effect, GaugeMethod, IceClass, IceYear, Level, Mode, Objective, PlaceKind,
    Severity, SourceKind, State,
};
use crate::units::{
    Amount, AxleLoad, Capacity, CargoUnit, Clock, Count, Currency, Density, Diameter, Distance, Draught,
    EmissionFactor, EscortRate, ExchangeRate, FuelFactor, FuelRate, Gauge, GrossTonnage, HoldingCost, Investment, Mass,
    Minutes, OpeningHours, Payload, Position, Price, Quota, Ratio, Reactance, Share, ShipLength, Speed, TimeValue,
    TrainLength, Voltage,
};

/// A number as files write it, without a sign: groups of three digits may be parted.
const NUMBER: &str = r"[0-9]+(?:[ \u00a0\u202f_,][0-9]{3})*(?:\.[0-9]{1,6})?";
const CLOCK: &str = "(?:(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9]|24:00?)";
const MONTH: &str = "(?:0[1-9]|1[0-2])";
const DAY: &str = "(?:0[1-9]|[12][0-9]|3[01])";

/// Declares how types are written: the name of the definition, and what makes the schema.
macro_rules! written {
    ($($type:ty, $name:literal, $schema:expr;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

/// A number and one of some units, which may be patterns.
fn quantity(units: &[&str], examples: &[&str]) -> Schema {
    let number = NUMBER.replace(r"\u00a0", "\u{a0}").replace(r"\u202f", "\u{202f}");
    text(&format!(r"^\s*{number}\s*(?:{})\s*$", units.join("|")), examples)
}

/// Text of a certain form.
fn text(pattern: &str, examples: &[&str]) -> Schema {
    let written = examples.iter().map(|example| format!("`{example}`")).collect::<Vec<_>>().join(" or ");
    json_schema!({
        "type": "string",
        "pattern": pattern,
        "patternErrorMessage": format!("write it like {written}"),
        "examples": examples,
    })
}

/// One of some words.
fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Schema {
    let words: Vec<Value> = words.into_iter().map(|word| json!(word)).collect();
    json_schema!({"type": "string", "enum": words})
}

/// The words of a table of values.
fn table<T>(table: &[(T, &'static str)]) -> Schema {
    words(table.iter().map(|(_, word)| *word))
}

/// A plain number, which may stand in quotes.
fn number(kind: &str, least: u32, most: Option<u32>, pattern: &str) -> Schema {
    let mut schema = json_schema!({"type": [kind, "string"], "minimum": least, "pattern": pattern});
    if let Some(most) = most {
        schema.insert("maximum".into(), json!(most));
    }
    schema
}

written! {
    Distance, "distance", quantity(&["km", "m", "nm"], &["238 km", "847 nm"]);
    Draught, "depth", quantity(&["m", "cm", "mm"], &["12.5 m"]);
    Speed, "speed", quantity(&["km/day", "km/h", "kn"], &["1058 km/day", "60 km/h", "12 kn"]);
    Gauge, "gauge", quantity(&["mm", "m"], &["1520 mm", "1435 mm"]);
    AxleLoad, "axle-load", quantity(&["t", "kg"], &["23.5 t"]);
    TrainLength, "train-length", quantity(&["m", "km"], &["1050 m"]);
    Minutes, "time", quantity(&["h", "d", "min"], &["18 h", "2.5 d", "10 min"]);
    Voltage, "voltage", quantity(&["kV", "V"], &["500 kV"]);
    Diameter, "diameter", quantity(&["mm", "m"], &["1420 mm"]);
    Share, "share", quantity(&["%"], &["2.5 %"]);
    Investment, "investment", quantity(&["M USD", "bn USD"], &["160 M USD", "2.5 bn USD"]);
    GrossTonnage, "gross-tonnage", quantity(&["GT"], &["30000 GT"]);
    ShipLength, "ship-length", quantity(&["m", "cm"], &["177.2 m"]);
    Mass, "mass", quantity(&["t", "kg", "kt", "Mt"], &["7100 t"]);
    Density, "density", quantity(&["kg/m3", "t/m3"], &["450 kg/m3"]);
    EscortRate, "escort-rate", quantity(&["RUB/GT"], &["670.26 RUB/GT"]);
    FuelRate, "fuel-rate", quantity(&["t/day"], &["36.3 t/day"]);
    FuelFactor, "fuel-factor", quantity(&["t/t"], &["3.114 t/t"]);
    Payload, "payload", quantity(&["TEU", "t", "m3"], &["4843 TEU", "174000 m3"]);
    Reactance, "reactance", quantity(&["ohm/km", "ohm"], &["0.28 ohm/km", "56 ohm"]);
    Capacity, "capacity", quantity(
        &["Mt/yr", "trains/day", "pairs/day", "TEU/yr", "bcm/yr", "MW", "vehicles/day"],
        &["35 Mt/yr", "24 pairs/day", "555000 TEU/yr", "38 bcm/yr", "1400 MW"]);
    Amount, "amount", quantity(
        &["t", "kt", "Mt", "TEU", "m3", "bbl", "kcm", "bcm", "MWh", "GWh"],
        &["500000 t", "640000 m3", "1.2 bcm"]);
    Quota, "quota", quantity(
        &[r"(?:t|kt|Mt|TEU|m3|bbl|kcm|bcm|MWh|GWh)\s*/\s*(?:month|quarter|yr)"],
        &["500000 bbl/yr", "525000 t/quarter"]);
    Price, "price", quantity(
        &["(?:USD|RUB|CNY|EUR|KRW|JPY)/(?:FEU|TEU|t|kcm|MWh)(?:-km)?"],
        &["329 USD/FEU", "0.61 USD/FEU-km"]);
    TimeValue, "time-value", quantity(&["USD/(?:FEU|TEU|t|kcm|MWh)-day"], &["25 USD/FEU-day"]);
    HoldingCost, "holding-cost", quantity(&["USD/(?:FEU|TEU|t|kcm|MWh)-month"], &["3 USD/t-month"]);
    EmissionFactor, "emission-factor", quantity(
        &["g/(?:FEU|TEU|t|kcm|MWh)-km"], &["11.3 g/t-km", "76 g/TEU-km"]);
    ExchangeRate, "exchange-rate", quantity(&["(?:USD|RUB|CNY|EUR|KRW|JPY)/USD"], &["38.4 RUB/USD"]);
    Position, "position", {
        let degrees = r"[0-9]+(?:[_,][0-9]{3})*(?:\.[0-9]{1,6})?";
        text(&format!(r"^\s*{degrees}[NS]\s+{degrees}[EW]\s*$"), &["49.650N 117.325E"])
    };
    Ratio, "ratio", number("number", 0, None, r"^\s*[0-9]+(?:\.[0-9]{1,6})?\s*$");
    Count, "count", number("integer", 1, None, r"^\s*\+?[0-9]+\s*$");
    Severity, "ice-severity", number("number", 0, Some(3), r"^\s*[0-3](?:\.[0-9]{1,3})?\s*$");
    Date, "date", {
        let mut date = text(&format!("^[0-9]{{4}}(?:-{MONTH}(?:-{DAY})?)?$"), &["2013-09-22", "2013-09", "2013"]);
        date.insert("type".into(), json!(["string", "integer"]));
        date.insert("minimum".into(), json!(1000));
        date.insert("maximum".into(), json!(9999));
        date
    };
    Day, "day", text(&format!("^[0-9]{{4}}-{MONTH}-{DAY}$"), &["2026-03-01"]);
    DayOfYear, "day-of-year", text(&format!("^{MONTH}-{DAY}$"), &["07-01"]);
    Weekday, "weekday", json_schema!({"type": "string", "anyOf": [
        {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
        {"pattern": "^(?:[Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn])$"},
    ]});
    Clock, "clock", text(&format!(r"^\s*{CLOCK}\s*$"), &["16:00"]);
    OpeningHours, "opening-hours", text(&format!(r"^\s*{CLOCK}\s*-\s*{CLOCK}\s*$"), &["08:00-20:00"]);
    Country, "country", text(r"^\s*[A-Z]{2}\s*$", &["RU"]);
    IceClass, "ice-class", words(["none", "Ice1", "Ice2", "Ice3", "Arc4", "Arc5", "Arc6", "Arc7", "Arc8", "Arc9"]);
    Confidence, "confidence", table(&Confidence::ALL);
    State, "state", table(&State::ALL);
    PlaceKind, "place-kind", table(&PlaceKind::ALL);
    Mode, "mode", table(&Mode::ALL);
    GaugeMethod, "gauge-method", table(&GaugeMethod::ALL);
    Allowance, "allowance", table(&Allowance::ALL);
    Level, "level", table(&Level::ALL);
    IceYear, "ice-year", table(&IceYear::ALL);
    Effect, "effect", table(&Effect::ALL);
    Objective, "objective", table(&Objective::ALL);
    Currency, "currency", table(&Currency::ALL);
    CargoUnit, "cargo-unit", table(&CargoUnit::ALL);
    RawTransferKind, "transfer-kind", words(RawTransferKind::ALL.map(RawTransferKind::word));
    SourceKind, "source-kind", words(SourceKind::ALL.map(SourceKind::word));
    UnknownContents, "unknown-contents", words(["unknown"]);
}
