//! LB0704: does every quota and delay say how much?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Effect, Network};

rule! {
    /// The effect of a restriction, or of one of its exceptions, is `quota`, but the restriction has no
    /// `limit` or `quota` that says how much may pass; or it is `delay`, and no `delay` says how long.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2397: {effect: quota, match: {commodities: [refined-oil], destination: [KP]}}
    /// ```
    ///
    /// Add `limit: 500000 bbl/yr` (an amount), `quota: 500000 bbl per year` (words) or `delay: 24 h` (a time). Use
    /// `effect: flag` where the amount is not known.
    "LB0704", Error, "quota or delay without an amount"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for rule in network.restrictions.values() {
        let node = Node::entry(rule.file, "restrictions", &rule.id);
        let exceptions = rule.exceptions.iter().enumerate();
        let effects = std::iter::once((node.clone(), rule.effect))
            .chain(exceptions.map(|(index, exception)| (node.key("exceptions").index(index), exception.effect)));
        for (at, effect) in effects {
            let (key, example) = match effect {
                Effect::Quota if rule.quota.is_none() && rule.limit.is_none() => ("limit", "500000 bbl/yr"),
                Effect::Delay if rule.delay.is_none() => ("delay", "24 h"),
                _ => continue,
            };
            out.push(
                RULE.found(format!("restriction `{}` has the effect {}, but no `{key}`", rule.id, effect.word()))
                    .at(at.key("effect").value())
                    .help(format!("add `{key}: {example}` to the restriction")),
            );
        }
    }
}
