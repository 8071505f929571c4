//! Amounts of cargo and numbers of capacity units in words.

use crate::report::rounding::whole;
use crate::units::{CapacityUnit, CargoUnit};

/// So much of a cargo: `180 Mt`, `4,500 t`, `28 bcm`, `17.5 TWh`, `250,000 FEU`.
pub fn amount_told(units: f64, unit: CargoUnit) -> String {
    let (number, symbol) = scaled(units, unit);
    format!("{} {symbol}", number_told(number))
}

/// An amount in the unit that suits its size.
pub(super) fn scaled(units: f64, unit: CargoUnit) -> (f64, &'static str) {
    const MILLION: f64 = 1e6;
    match unit {
        CargoUnit::Tonne if units.abs() >= 0.1 * MILLION => (units / MILLION, "Mt"),
        // Nothing is told in the unit of what was wanted, which is never a few thousand cubic metres.
        CargoUnit::ThousandCubicMetres if units == 0.0 || units.abs() >= 0.01 * MILLION => (units / MILLION, "bcm"),
        CargoUnit::MegawattHour if units.abs() >= 0.1 * MILLION => (units / MILLION, "TWh"),
        CargoUnit::Feu | CargoUnit::Teu => (units.round(), unit.symbol()),
        _ => (units, unit.symbol()),
    }
}

/// A number as text: whole from a hundred up, else with as many decimals as say something.
pub fn number_told(number: f64) -> String {
    let decimals = match number.abs() {
        size if size >= 999.5 => return whole(number),
        size if size >= 99.95 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{number:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".into() } else { text.into() }
}

/// So much of a capacity unit: `4 Mt/yr`, `18 trains/day`.
pub fn rate_told(number: f64, symbol: &str) -> String {
    format!("{} {symbol}", number_told(number))
}

/// A number with its sign, in thousands of millions where it is large: `-222 bn`.
pub fn signed_told(number: f64) -> String {
    let sign = if number < 0.0 { "-" } else { "" };
    let told = match number.abs() {
        size if size >= 1e9 => format!("{} bn", number_told(size / 1e9)),
        size if size >= 1e6 => format!("{} M", number_told(size / 1e6)),
        size => number_told(size),
    };
    format!("{sign}{told}")
}

/// Dollars in the unit of their size: `40 bn USD`, `111 M USD`.
pub fn money_told(dollars: f64) -> String {
    match dollars {
        many if many >= 1e9 => format!("{} bn USD", number_told(many / 1e9)),
        some => format!("{} M USD", number_told(some / 1e6)),
    }
}

/// What a capacity counts, in words: `Mt a year`, `trains a day`.
pub fn unit_told(unit: CapacityUnit) -> &'static str {
    match unit {
        CapacityUnit::MegatonnesPerYear => "Mt a year",
        CapacityUnit::TrainsPerDay => "trains a day",
        CapacityUnit::PairsPerDay => "pairs of trains a day",
        CapacityUnit::TeuPerYear => "TEU a year",
        CapacityUnit::BcmPerYear => "bcm a year",
        CapacityUnit::Megawatts => "MW",
        CapacityUnit::VehiclesPerDay => "vehicles a day",
    }
}

/// Rounded for programs: six digits that say something.
pub(super) fn rounded(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return 0.0;
    }
    // Through text, so that the nearest number is written shortest.
    format!("{number:.5e}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_in_the_unit_of_their_size() {
        for (units, unit, told) in [
            (180e6, CargoUnit::Tonne, "180 Mt"),
            (13_900_000.0, CargoUnit::Tonne, "13.9 Mt"),
            (42_345.0, CargoUnit::Tonne, "42,345 t"),
            (38e6, CargoUnit::ThousandCubicMetres, "38 bcm"),
            (17_520_000.0, CargoUnit::MegawattHour, "17.52 TWh"),
            (1_250_000.4, CargoUnit::Feu, "1,250,000 FEU"),
            (0.0, CargoUnit::Tonne, "0 t"),
            (0.0, CargoUnit::ThousandCubicMetres, "0 bcm"),
        ] {
            assert_eq!(amount_told(units, unit), told);
        }
        assert_eq!((rounded(179_999_999.99), rounded(1.0 / 3.0)), (180e6, 0.333_333));
    }
}
