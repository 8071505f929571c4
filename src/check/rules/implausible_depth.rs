//! LB1203: is water so deep, and does a ship lie so deep in it?

use crate::check::plausible::{Usual, outside};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A draught or the depth of a lane is beyond any ship or any shallow that a pilot book would name: feet written as
    /// metres, a decimal point lost, depth and clearance exchanged. The deepest laden ships draw 24 m, and a controlling
    /// depth is the shallowest water on the way.
    ///
    /// ```yaml
    /// vessels:
    ///   arc4: {name: Arc4 container ship, draught: 95 m}     # 9.5 m
    /// ```
    ///
    /// Check the number and its unit.
    "LB1203", Warning, "depth or draught beyond any ship", Entries
}

const USUAL: &[Usual] = &[
    Usual { of: &["vessel"], key: "draught", unit: "m", from: 0.8, to: 26.0 },
    Usual { of: &["place", "passage"], key: "max_draught", unit: "m", from: 0.8, to: 30.0 },
    Usual { of: &["lane"], key: "depth", unit: "m", from: 1.0, to: 500.0 },
    Usual { of: &["lane"], key: "under_keel", unit: "m", from: 0.1, to: 10.0 },
];

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    outside(entries, &RULE, USUAL, out);
}
