//! LB0905: do a given capacity and one derived from the same line agree?

use crate::capacity::derive::{derived, trains_each_way};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, SectionId};
use crate::units::CapacityUnit;

rule! {
    /// A section of a railway has a capacity, and the capacity rule that it names gives another one: more than a quarter
    /// less or more on the network's date. One of the two is wrong, or they count different trains. The given one is
    /// used. One warning a line points at the first such section.
    ///
    /// ```yaml
    /// capacity_rules:
    ///   double: {name: Double track, headway: 15 min, reserve: 150 min, usable: 64 %}    # 55 trains a day each way
    /// lines:
    ///   border-line: {mode: rail, tracks: 2, capacity: 20 pairs/day, capacity_rule: double}
    /// ```
    ///
    /// Correct the figures of the rule, name another rule, or remove the capacity if it was a guess.
    "LB0905", Warning, "derived capacity far from the given one"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        let found = line.sections.iter().find_map(|id| differs(network, *id).map(|message| (*id, message)));
        let Some((section, message)) = found else { continue };
        out.push(
            RULE.found(format!("{message} on rail `{}`", line.id))
                .at(Node::end_of(network, section).name())
                .help("correct the figures of the capacity rule, or name another one"),
        );
    }
}

/// How the two capacities of a section differ, if by more than a quarter of the given one.
fn differs(network: &Network, id: SectionId) -> Option<String> {
    let section = &network.sections[id];
    let rule = &network.capacity_rules[section.capacity_rule?];
    let given = section.capacity.as_ref()?.on(network.meta.as_of).figure.typ;
    let derived = derived(network, id)?;
    let shares = section.shares_directions(given);
    let (by_rule, by_figure, unit) = match trains_each_way(given, shares) {
        Some(trains) => (derived.trains[1], trains, "trains a day each way"),
        None if given.unit() == CapacityUnit::MegatonnesPerYear => {
            let directions = if shares { 2 } else { 1 };
            (derived.tonnes?[1] / 1000 * directions, given.micro() / 1000, "Mt a year")
        }
        None => return None,
    };
    (by_rule.abs_diff(by_figure) > by_figure / 4).then(|| {
        let tenths = |milli: u64| format!("{}.{}", milli / 1000, milli % 1000 / 100);
        format!("`{}` gives {} {unit} and the capacity {}", rule.id, tenths(by_rule), tenths(by_figure))
    })
}
