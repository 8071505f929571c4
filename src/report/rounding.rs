//! How numbers are rounded for output: once, here.

use crate::units::{Distance, Minutes, Money};

/// Hours with one decimal.
pub fn hours(minutes: Minutes) -> f64 {
    tenths(minutes.hours())
}

/// Kilometres with one decimal.
pub fn km(distance: Distance) -> f64 {
    tenths(distance.km())
}

/// Dollars with two decimals.
pub fn usd(money: Money) -> f64 {
    (money.usd() * 100.0).round() / 100.0
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
