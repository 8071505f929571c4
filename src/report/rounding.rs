//! How numbers are rounded for output: once, here.

use crate::units::{Distance, Emission, Minutes, Money, thousands};

/// Hours with one decimal.
pub fn hours(minutes: Minutes) -> f64 {
    tenths(minutes.hours())
}

/// Kilometres with one decimal.
pub fn km(distance: Distance) -> f64 {
    tenths(distance.km())
}

/// Dollars with two decimals, rounded on whole numbers so that parts can be made to sum to it.
#[allow(clippy::cast_precision_loss)]
pub fn usd(money: Money) -> f64 {
    money.micro().saturating_add(5_000).div_euclid(10_000) as f64 / 100.0
}

/// Kilograms with three decimals below one, else with one.
pub fn kg(gas: Emission) -> f64 {
    let kg = gas.kg();
    if kg < 1.0 { (kg * 1000.0).round() / 1000.0 } else { tenths(kg) }
}

/// The whole number nearest to `number`, with thousands separators; its sign is told in words where it matters.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn whole(number: f64) -> String {
    thousands(number.abs().round() as u64)
}

/// Minutes, hours up to two days, then days; with the unit.
pub fn span(hours: f64) -> String {
    if hours < 1.0 {
        format!("{:.0} min", hours * 60.0)
    } else if hours < 48.0 {
        format!("{hours:.0} h")
    } else {
        format!("{:.1} d", hours / 24.0)
    }
}

pub(super) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
