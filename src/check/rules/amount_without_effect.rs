//! LB0708: does every quota and every delay have an effect?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Effect, Network};

rule! {
    /// A restriction has a `limit` or a `quota`, but neither it nor an exception has the effect `quota`; or it has a
    /// `delay` and nothing delays. The amount is read by nobody: usually the effect is the wrong one.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2397-crude: {effect: exclude, limit: 525000 t/yr, match: {commodities: [crude-oil], destination: [KP]}}
    /// ```
    ///
    /// Correct the effect, or remove the amount.
    "LB0708", Warning, "amount without the effect that uses it"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for rule in network.restrictions.values() {
        let effects = || std::iter::once(rule.effect).chain(rule.exceptions.iter().map(|exception| exception.effect));
        let has = |effect: Effect| effects().any(|one| one == effect);
        let amounts = [
            ("limit", rule.limit.is_some(), Effect::Quota),
            ("quota", rule.quota.is_some(), Effect::Quota),
            ("delay", rule.delay.is_some(), Effect::Delay),
        ];
        let Some((key, _, effect)) = amounts.into_iter().find(|(_, given, effect)| *given && !has(*effect)) else {
            continue;
        };
        let node = Node::entry(rule.file, "restrictions", &rule.id);
        out.push(
            RULE.found(format!(
                "restriction `{}` has a `{key}`, but its effect is {}, not {}",
                rule.id,
                rule.effect.word(),
                effect.word()
            ))
            .at(node.key("effect").value())
            .also(node.key(key).value(), "the amount")
            .help(format!("write `effect: {}`, or remove `{key}`", effect.word())),
        );
    }
}
