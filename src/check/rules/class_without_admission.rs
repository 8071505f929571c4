//! LB0710: does every set of admission rules speak of every ship's class?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{IceClass, Network};

rule! {
    /// A set of admission rules has rules, but none of them names the ice class of one of the network's ships. Where no
    /// rule fits, a ship is refused; a class that was left out by mistake looks as if it were banned.
    ///
    /// ```yaml
    /// vessels:
    ///   arc7: {ice_class: Arc7}
    /// admissions:
    ///   nsr-2013:
    ///     rules: [{ice_class: [none, Ice1, Arc4, Arc5], independent: light, escorted: medium}]
    /// ```
    ///
    /// Add the class to a rule, with `independent: never, escorted: never` if it is banned, or `unknown` if the table
    /// could not be had.
    "LB0710", Warning, "ice class without an admission rule"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let sailing: BTreeSet<IceClass> = network.vessels.values().map(|vessel| vessel.ice_class).collect();
    for set in network.admissions.values().filter(|set| !set.rules.is_empty() && !set.lapses) {
        let named: BTreeSet<IceClass> = set.rules.iter().flat_map(|rule| rule.classes.iter().copied()).collect();
        let missing: Vec<String> = sailing.difference(&named).map(IceClass::to_string).collect();
        if missing.is_empty() {
            continue;
        }
        out.push(
            RULE.found(format!("no rule of `{}` names {}, so such ships are refused", set.id, missing.join(", ")))
                .at(Node::entry(set.file, "admissions", &set.id).key("rules").name())
                .help("add the class to a rule; `never` bans it, `unknown` admits it with a flag"),
        );
    }
}
