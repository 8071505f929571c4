//! LB1204: are there such ships, trains, tracks and pipes?

use crate::check::plausible::{Usual, outside};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A length, mass, payload, axle load, diameter, voltage or consumption is beyond any ship, train, track, pipe or
    /// power line in use.
    ///
    /// ```yaml
    /// trains:
    ///   rzd-container: {name: Container train, gauge: 1520 mm, length: 105 km}     # 1050 m
    /// ```
    ///
    /// Check the number and its unit. The limits are ours, and wide.
    "LB1204", Warning, "size beyond anything in use", Entries
}

const USUAL: &[Usual] = &[
    Usual { of: &["vessel"], key: "length", unit: "m", from: 15.0, to: 460.0 },
    Usual { of: &["vessel"], key: "beam", unit: "m", from: 3.0, to: 75.0 },
    Usual { of: &["vessel"], key: "gross_tonnage", unit: "GT", from: 50.0, to: 270_000.0 },
    Usual { of: &["vessel"], key: "payload", unit: "TEU", from: 10.0, to: 26_000.0 },
    Usual { of: &["vessel"], key: "payload", unit: "t", from: 50.0, to: 450_000.0 },
    Usual { of: &["vessel"], key: "payload", unit: "m3", from: 100.0, to: 400_000.0 },
    Usual { of: &["vessel"], key: "consumption", unit: "t/day", from: 0.2, to: 400.0 },
    Usual { of: &["train"], key: "wagons", unit: "", from: 1.0, to: 400.0 },
    Usual { of: &["train"], key: "length", unit: "m", from: 30.0, to: 4000.0 },
    Usual { of: &["train"], key: "gross", unit: "t", from: 50.0, to: 50_000.0 },
    Usual { of: &["train"], key: "net", unit: "t", from: 20.0, to: 40_000.0 },
    Usual { of: &["train"], key: "payload", unit: "TEU", from: 1.0, to: 700.0 },
    Usual { of: &["train", "line"], key: "axle_load", unit: "t", from: 5.0, to: 42.0 },
    Usual { of: &["line"], key: "train_length", unit: "m", from: 30.0, to: 4000.0 },
    Usual { of: &["line"], key: "diameter", unit: "mm", from: 80.0, to: 1500.0 },
    Usual { of: &["line"], key: "voltage", unit: "kV", from: 1.0, to: 1200.0 },
    Usual { of: &["line"], key: "reactance", unit: "ohm/km", from: 0.02, to: 1.0 },
    Usual { of: &["cargo"], key: "density", unit: "kg/m3", from: 60.0, to: 3000.0 },
];

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    outside(entries, &RULE, USUAL, out);
}
