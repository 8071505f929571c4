//! LB1202: can so much pass?

use crate::check::plausible::{Usual, outside};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A capacity, or the quantity of a demand or supply, is far from what any line, terminal or field in the world has.
    /// Usually it is a thousand times too large or too small: tonnes for thousands, thousands for millions.
    ///
    /// ```yaml
    /// lines:
    ///   baranovsky-khasan: {mode: rail, capacity: 35000 Mt/yr}     # 35
    /// ```
    ///
    /// Check the number and its unit. The limits are ours: the busiest railways carry some 500 Mt a year, the largest
    /// container ports 50 million TEU, the largest pipelines 60 bcm.
    "LB1202", Warning, "capacity beyond anything built", Entries
}

const WAYS: &[&str] = &["line", "transfer"];
const WISHES: &[&str] = &["demand", "supply"];

const USUAL: &[Usual] = &[
    Usual { of: WAYS, key: "capacity", unit: "Mt/yr", from: 0.005, to: 600.0 },
    Usual { of: WAYS, key: "capacity", unit: "trains/day", from: 0.1, to: 600.0 },
    Usual { of: WAYS, key: "capacity", unit: "pairs/day", from: 0.05, to: 300.0 },
    Usual { of: WAYS, key: "capacity", unit: "TEU/yr", from: 100.0, to: 60e6 },
    Usual { of: WAYS, key: "capacity", unit: "bcm/yr", from: 0.02, to: 150.0 },
    Usual { of: WAYS, key: "capacity", unit: "MW", from: 0.5, to: 20_000.0 },
    Usual { of: WAYS, key: "capacity", unit: "vehicles/day", from: 1.0, to: 200_000.0 },
    Usual { of: &["capacity group"], key: "capacity", unit: "Mt/yr", from: 0.005, to: 2000.0 },
    Usual { of: &["capacity group"], key: "capacity", unit: "bcm/yr", from: 0.02, to: 400.0 },
    Usual { of: &["capacity group"], key: "capacity", unit: "MW", from: 0.5, to: 60_000.0 },
    Usual { of: WISHES, key: "quantity", unit: "Mt/yr", from: 0.000_01, to: 2000.0 },
    Usual { of: WISHES, key: "quantity", unit: "TEU/yr", from: 1.0, to: 100e6 },
    Usual { of: WISHES, key: "quantity", unit: "bcm/yr", from: 0.001, to: 300.0 },
    Usual { of: WISHES, key: "quantity", unit: "MW", from: 0.1, to: 100_000.0 },
    Usual { of: WISHES, key: "quantity", unit: "trains/day", from: 0.01, to: 600.0 },
];

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    outside(entries, &RULE, USUAL, out);
}
