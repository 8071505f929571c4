//! LB1703: do sentences that are printed end like sentences?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// The `explain` of a restriction or exception, or the `summary` of a scenario or corridor, does not end with a full
    /// stop. Reports print it as it is, between other sentences; often the end of it was lost.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2371: {explain: DPRK coal may not be}
    /// ```
    ///
    /// Finish the sentence.
    "LB1703", Note, "sentence without a full stop"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut look = |text: Option<&String>, node: &Node, key: &str| {
        let unfinished = text.is_some_and(|text| !text.trim_end().ends_with(['.', '!', '?', '。', ')', '"']));
        if unfinished {
            out.push(
                RULE.found(format!("`{key}` does not end with a full stop"))
                    .at(node.key(key).value())
                    .help("finish the sentence"),
            );
        }
    };
    for rule in network.restrictions.values() {
        let node = Node::entry(rule.file, "restrictions", &rule.id);
        look(rule.explain.as_ref(), &node, "explain");
        for (index, exception) in rule.exceptions.iter().enumerate() {
            look(exception.explain.as_ref(), &node.key("exceptions").index(index), "explain");
        }
    }
    for scenario in network.scenarios.values() {
        look(scenario.summary.as_ref(), &Node::entry(scenario.file, "scenarios", &scenario.id), "summary");
    }
    for corridor in network.corridors.values() {
        look(corridor.summary.as_ref(), &Node::entry(corridor.file, "corridors", &corridor.id), "summary");
    }
}
