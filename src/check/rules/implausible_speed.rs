//! LB1201: can freight move at such a speed?

use crate::check::plausible::{Usual, outside};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A speed is far from what trains, lorries, pipelines or ships do. Speeds of lines and operators count the stops:
    /// 3,000 km a day would be 125 km/h day and night. A common slip is the speed of a train between stops, in km/h,
    /// written as km a day, or the other way round.
    ///
    /// ```yaml
    /// operators:
    ///   rzd: {name: Russian Railways, speed: 10580 km/day}     # 1058
    /// ```
    ///
    /// Check the number and its unit. The limits are ours, and wide.
    "LB1201", Warning, "speed that nothing goes at", Entries
}

const USUAL: &[Usual] = &[
    Usual { of: &["line", "operator"], key: "speed", unit: "km/day", from: 2.0, to: 3000.0 },
    Usual { of: &["line", "operator"], key: "speed", unit: "kn", from: 0.05, to: 65.0 },
    Usual { of: &["operator"], key: "bulk_speed", unit: "km/day", from: 20.0, to: 3000.0 },
    Usual { of: &["operator"], key: "bulk_speed", unit: "kn", from: 0.5, to: 65.0 },
    Usual { of: &["capacity rule"], key: "running_speed", unit: "km/day", from: 120.0, to: 4800.0 },
    Usual { of: &["capacity rule"], key: "running_speed", unit: "kn", from: 3.0, to: 108.0 },
    Usual { of: &["vessel"], key: "speed", unit: "kn", from: 3.0, to: 40.0 },
    Usual { of: &["vessel"], key: "speed", unit: "km/day", from: 130.0, to: 1800.0 },
];

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    outside(entries, &RULE, USUAL, out);
}
