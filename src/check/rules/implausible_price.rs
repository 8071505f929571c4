//! LB1504: does anybody pay so much, or so little?

use crate::check::plausible::{Usual, outside};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A price in dollars is far from any tariff: a price for a thousand tonnes as that of one tonne, for a container as
    /// for a tonne, cents as dollars.
    ///
    /// ```yaml
    /// rates:
    ///   rail-coal: {mode: rail, cargo: coal, price: 12 USD/t-km}     # 0.012
    /// ```
    ///
    /// Check the number, its unit, and whether it is for each kilometre. The limits are ours, and wide.
    "LB1504", Warning, "price beyond any tariff", Entries
}

const OF: &[&str] = &["rate", "transfer", "passage", "supply", "demand"];

macro_rules! usual {
    ($($unit:literal: $from:literal to $to:literal;)*) => {
        &[$(
            Usual { of: OF, key: "price", unit: $unit, from: $from, to: $to },
            Usual { of: OF, key: "cost", unit: $unit, from: $from, to: $to },
            Usual { of: OF, key: "unserved", unit: $unit, from: $from, to: $to },
        )*]
    };
}

const USUAL: &[Usual] = usual! {
    "USD/FEU-km": 0.005 to 25.0;
    "USD/TEU-km": 0.0025 to 15.0;
    "USD/t-km": 0.0002 to 3.0;
    "USD/kcm-km": 0.0003 to 1.0;
    "USD/MWh-km": 0.0003 to 1.0;
    "USD/FEU": 0.0 to 50_000.0;
    "USD/TEU": 0.0 to 30_000.0;
    "USD/t": 0.0 to 5000.0;
    "USD/kcm": 0.0 to 5000.0;
    "USD/MWh": 0.0 to 10_000.0;
};

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    outside(entries, &RULE, USUAL, out);
}
