//! LB0907: does widening make anything wider?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Capacitated, Change, Dated, Network};
use crate::units::Capacity;

rule! {
    /// A scenario or project widens a line, transfer or capacity group to a capacity that is not above what it has on
    /// the day from which the change holds, in the same unit. Usually a digit was lost.
    ///
    /// ```yaml
    /// capacity_groups:
    ///   eastern-polygon: {capacity: 180 Mt/yr}
    /// projects:
    ///   third-stage: {changes: [{widen: eastern-polygon, capacity: 21 Mt/yr}]}     # 210
    /// ```
    ///
    /// Correct the capacity. What shuts a part of a line is `close`.
    "LB0907", Warning, "widening that makes nothing wider"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let scenarios = network
        .scenarios
        .values()
        .map(|scenario| (Node::entry(scenario.file, "scenarios", &scenario.id), scenario.changes.as_slice()));
    let projects = network
        .projects
        .values()
        .map(|project| (Node::entry(project.file, "projects", &project.id), project.changes.as_slice()));
    for (node, changes) in scenarios.chain(projects) {
        for (index, change) in changes.iter().enumerate() {
            let Change::Widen(what, wanted, window) = change else { continue };
            let day = window.from.map_or(network.meta.as_of, |from| from.first_day().max(network.meta.as_of));
            let figures = figures(network, *what);
            let has = figures.iter().map(|dated| dated.on(day).figure.typ).filter(|has| has.unit() == wanted.unit());
            // A line may be wide in places: it is the narrowest that counts.
            let Some(has) = has.min_by_key(|has| has.micro()).filter(|has| has.micro() >= wanted.micro()) else {
                continue;
            };
            out.push(
                RULE.found(format!("`{}` already has {has}, no less than {wanted}", network.capacitated_id(*what)))
                    .at(node.key("changes").index(index).key("capacity").value())
                    .help("correct the capacity, or remove the change"),
            );
        }
    }
}

fn figures(network: &Network, what: Capacitated) -> Vec<&Dated<Capacity>> {
    match what {
        Capacitated::Line(id) => {
            let sections = network.lines[id].sections.iter();
            sections.filter_map(|section| network.sections[*section].capacity.as_ref()).collect()
        }
        Capacitated::Transfer(id) => network.transfers[id].capacity.iter().collect(),
        Capacitated::Group(id) => vec![&network.capacity_groups[id].capacity],
    }
}
