//! LB0705: is one admission table of a regime in force on every day?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::check::spells::overlaps;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Admission, Network};

rule! {
    /// Two admission tables of one regime are in force on the same day, so two answers are possible.
    ///
    /// ```yaml
    /// admissions:
    ///   nsr-2013: {regime: nsr, from: 2013-01-17}                 # still in force
    ///   nsr-2020: {regime: nsr, from: 2020-09-18}
    /// ```
    ///
    /// Give the older one `until` where the newer one begins; periods are closed-open.
    "LB0705", Error, "admission tables that overlap"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut regimes: BTreeMap<&str, Vec<&Admission>> = BTreeMap::new();
    for set in network.admissions.values() {
        regimes.entry(&set.regime).or_default().push(set);
    }
    for (regime, mut sets) in regimes {
        sets.sort_by_key(|set| set.window.start());
        let windows: Vec<_> = sets.iter().map(|set| set.window).collect();
        for (first, later) in overlaps(&windows) {
            let (first, later) = (sets[first], sets[later]);
            let message = format!(
                "`{}` ({}) and `{}` ({}) of regime `{regime}` are in force at once",
                first.id, first.window, later.id, later.window
            );
            out.push(
                RULE.found(message)
                    .at(Node::entry(later.file, "admissions", &later.id).key("from").value())
                    .also(Node::entry(first.file, "admissions", &first.id).name(), "overlaps this")
                    .help("end the older table with `until` where the newer one begins"),
            );
        }
    }
}
