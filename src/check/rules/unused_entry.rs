//! LB1101: does something use every entry that only exists to be named by others?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{CapacityRuleId, IceAreaId, Network, OperatorId};

rule! {
    /// An operator runs no line and no rate, emission factor or restriction names it; a capacity rule is named by no
    /// section; an ice area has no lane; a city has no place. Such entries do nothing by themselves. Either one is left
    /// over, or the entry that should name it does not: a lane that lost its `ice_area` is sailed as open water.
    ///
    /// ```yaml
    /// ice_areas:
    ///   kara-sw: {name: Kara Sea, south-west, severity: [..]}
    /// lanes:
    ///   kara-gate-bely: {path: [kara-gate-e, bely-island-n]}     # no `ice_area: kara-sw`
    /// ```
    ///
    /// Name it where it belongs, or remove it. Vessels, cargoes and kinds of train may be asked for by name and are left
    /// alone.
    "LB1101", Warning, "entry that nothing uses"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut tell = |what: &str, node: &Node, id: &str, help: &str| {
        out.push(
            RULE.found(format!("nothing uses {what} `{id}`")).at(node.name()).help(format!("{help}, or remove it")),
        );
    };
    let operators = used_operators(network);
    for (id, operator) in network.operators.iter().filter(|(id, _)| !operators.contains(id)) {
        let node = Node::entry(operator.file, "operators", &network.operators[id].id);
        tell("the operator", &node, &operator.id, "name it as the `operator` of a line");
    }
    let rules: BTreeSet<CapacityRuleId> =
        network.sections.values().filter_map(|section| section.capacity_rule).collect();
    for (_, rule) in network.capacity_rules.iter().filter(|(id, _)| !rules.contains(id)) {
        let node = Node::entry(rule.file, "capacity_rules", &rule.id);
        tell("the capacity rule", &node, &rule.id, "name it as the `capacity_rule` of a line or span");
    }
    let areas: BTreeSet<IceAreaId> = network.lanes.values().filter_map(|lane| lane.ice_area).collect();
    for (_, area) in network.ice_areas.iter().filter(|(id, _)| !areas.contains(id)) {
        let node = Node::entry(area.file, "ice_areas", &area.id);
        tell("the ice area", &node, &area.id, "name it as the `ice_area` of the lanes that lie in it");
    }
    for city in network.cities.values().filter(|city| city.places.is_empty()) {
        let node = Node::entry(city.file, "cities", &city.id);
        tell("the city", &node, &city.id, "name it as the `city` of its places");
    }
}

fn used_operators(network: &Network) -> BTreeSet<OperatorId> {
    let sections = network.sections.values().filter_map(|section| section.operator);
    let lines = network.lines.values().filter_map(|line| line.operator);
    let rates = network.rates.values().filter_map(|rate| rate.operator);
    let factors = network.emission_factors.values().filter_map(|factor| factor.operator);
    let rules = network.restrictions.values().flat_map(|rule| {
        let exceptions = rule.exceptions.iter().flat_map(|exception| &exception.matches.operators);
        rule.matches.operators.iter().chain(exceptions).copied()
    });
    sections.chain(lines).chain(rates).chain(factors).chain(rules).collect()
}
