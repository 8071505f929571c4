//! LB0701: does every restriction say who made it, in which text, and when?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Effect, Network};

rule! {
    /// A restriction lacks its `legal_basis`, its `issuer` or the date `from` which it holds. One that excludes or
    /// limits cargo must have all three, since every refusal cites them; one that only delays or flags gets a warning.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2371:
    ///     name: Ban on coal from the DPRK
    ///     effect: exclude
    ///     match: {commodities: [coal], cargo_origin: [KP]}
    /// ```
    ///
    /// Add what is missing:
    ///
    /// ```yaml
    ///     issuer: UN Security Council
    ///     legal_basis: S/RES/2371 (2017), paragraph 8
    ///     from: 2017-08-05
    /// ```
    "LB0701", Error, "restriction without a legal basis"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for rule in network.restrictions.values() {
        let missing: Vec<&str> = [
            (rule.issuer.is_none(), "`issuer`"),
            (rule.legal_basis.is_none(), "`legal_basis`"),
            (rule.window.from.is_none(), "`from`"),
        ]
        .into_iter()
        .filter_map(|(is_missing, key)| is_missing.then_some(key))
        .collect();
        if missing.is_empty() {
            continue;
        }
        let missing = missing.join(", ");
        let message = format!("restriction `{}` with effect {} has no {missing}", rule.id, rule.effect.word());
        let diagnostic = match rule.effect {
            Effect::Exclude | Effect::Quota => RULE.found(message),
            Effect::Allow | Effect::Delay | Effect::Flag => RULE.warned(message),
        };
        out.push(
            diagnostic
                .at(Node::entry(rule.file, "restrictions", &rule.id).name())
                .help(format!("add {missing}: every answer that rests on the rule cites them")),
        );
    }
}
