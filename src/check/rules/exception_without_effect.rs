//! LB0707: does every exception change what follows?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Effect, Network};

rule! {
    /// An exception has the effect of its restriction, so nothing is excepted. With `quota` and `delay` it has the same
    /// amount too, since an exception has none of its own.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2371:
    ///     effect: exclude
    ///     exceptions: [{match: {places: [rajin]}, effect: exclude}]     # flag
    /// ```
    ///
    /// Correct the effect of one of the two, or remove the exception. One that is there for its own sentence has
    /// `explain`, and is left alone.
    "LB0707", Warning, "exception with the effect of its rule"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for rule in network.restrictions.values() {
        let node = Node::entry(rule.file, "restrictions", &rule.id);
        for (index, exception) in rule.exceptions.iter().enumerate() {
            let says_more = exception.explain.is_some() && exception.effect != Effect::Exclude;
            if exception.effect != rule.effect || says_more {
                continue;
            }
            out.push(
                RULE.found(format!(
                    "restriction `{}` has effect {}, and so has its exception",
                    rule.id,
                    rule.effect.word()
                ))
                .at(node.key("exceptions").index(index).key("effect").value())
                .also(node.key("effect").value(), "the rule")
                .help("correct one of the two effects, or remove the exception"),
            );
        }
    }
}
