//! LB1205: can a railway be run by such planning figures?

use crate::check::plausible::{Usual, outside};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A planning figure of a capacity rule is beyond any railway: a headway in seconds written as minutes, a share as a
    /// fraction, metres between loops as kilometres. Every capacity that is derived by the rule is wrong with it.
    ///
    /// ```yaml
    /// capacity_rules:
    ///   double: {name: Double track, headway: 10 min, reserve: 150 min, usable: 0.64 %}     # 64 %
    /// ```
    ///
    /// Check the number and its unit. The limits are ours, and wide.
    "LB1205", Warning, "planning figure beyond any railway", Entries
}

const RULES: &[&str] = &["capacity rule"];

const USUAL: &[Usual] = &[
    Usual { of: RULES, key: "reserve", unit: "h", from: 0.0, to: 16.0 },
    Usual { of: RULES, key: "headway", unit: "h", from: 0.0, to: 3.0 },
    Usual { of: RULES, key: "crossing", unit: "h", from: 0.0, to: 1.0 },
    Usual { of: RULES, key: "start_stop", unit: "h", from: 0.0, to: 0.5 },
    Usual { of: RULES, key: "usable", unit: "%", from: 10.0, to: 100.0 },
    Usual { of: RULES, key: "loaded", unit: "%", from: 5.0, to: 100.0 },
    Usual { of: RULES, key: "freight", unit: "%", from: 1.0, to: 100.0 },
    Usual { of: RULES, key: "loops", unit: "km", from: 0.5, to: 150.0 },
    Usual { of: RULES, key: "passenger_trains", unit: "", from: 0.0, to: 300.0 },
];

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    outside(entries, &RULE, USUAL, out);
}
