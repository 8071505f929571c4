//! LB1007: can every expectation be asked?

use crate::check::expected::{Unasked, node, unasked};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::model::Network;

rule! {
    /// The command line would refuse this question, so nothing can be expected of its answer: both ends are one place, the
    /// ship does not carry the cargo, a rule that excludes nothing is to be lifted, or the best way by money or greenhouse
    /// gas is wanted of a network without such figures.
    ///
    /// ```yaml
    /// expectations:
    ///   lng-by-box-ship:
    ///     name: LNG gets from Sabetta to Yokohama
    ///     from: sabetta
    ///     to: yokohama
    ///     cargo: lng
    ///     vessel: open-water                 # carries boxes
    /// ```
    ///
    /// Change the key that the message points at.
    "LB1007", Error, "expectation that cannot be asked"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for expectation in network.expectations.values() {
        if let Some(Unasked { key, message, help }) = unasked(network, expectation) {
            out.push(RULE.found(message).at(node(expectation).key(key).value()).help(help));
        }
    }
}
