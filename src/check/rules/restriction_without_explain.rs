//! LB0703: does every restriction have a sentence to print?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A restriction has no `explain`. A refusal prints that sentence; without it the reader sees a name and a legal
    /// basis and has to look up what they mean.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2371: {name: Ban on coal from the DPRK, effect: exclude, match: {commodities: [coal]}}
    /// ```
    ///
    /// Add one sentence for people, with a full stop: `explain: DPRK coal may not be exported.`
    "LB0703", Warning, "restriction without an explanation"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for rule in network.restrictions.values() {
        if rule.explain.as_ref().is_some_and(|sentence| !sentence.trim().is_empty()) {
            continue;
        }
        out.push(
            RULE.found(format!("restriction `{}` has no sentence that explains it", rule.id))
                .at(Node::entry(rule.file, "restrictions", &rule.id).name())
                .help("add `explain:` with the sentence that a refusal prints"),
        );
    }
}
