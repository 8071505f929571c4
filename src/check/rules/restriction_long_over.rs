//! LB0709: is every restriction still of interest?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A restriction ended more than fifteen years before the network's `as_of`. It bears on plans for the past alone. A
    /// history may want it; a year that slipped does not.
    ///
    /// ```yaml
    /// network: {as_of: 2026-11-01}
    /// restrictions:
    ///   kr-may24: {from: 2010-05-24, until: 2011-05-24}
    /// ```
    ///
    /// Correct `until`, remove it if the rule still holds, or leave it if the past is wanted.
    "LB0709", Note, "restriction that ended long ago"
}

const YEARS: i32 = 15;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let (year, ..) = network.meta.as_of.civil();
    for rule in network.restrictions.values() {
        let Some(until) = rule.window.until.filter(|until| until.first_day().civil().0 + YEARS < year) else {
            continue;
        };
        out.push(
            RULE.found(format!(
                "restriction `{}` ended on {until}, and the network is as of {}",
                rule.id, network.meta.as_of
            ))
            .at(Node::entry(rule.file, "restrictions", &rule.id).key("until").value())
            .help("correct the date, or remove the rule if no plan is for a date before it"),
        );
    }
}
