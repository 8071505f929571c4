//! LB1304: does the train of a capacity rule fit the lines that follow the rule?

use crate::check::rule::rule;
use crate::diagnostics::{Diagnostic, Severity};
use crate::inventory::Node;
use crate::model::{CapacityRule, Network, Section};

rule! {
    /// A section names a capacity rule whose kind of train cannot run there: its gauge does not lie there, it is longer
    /// than the trains that the section takes, or its axles are heavier. Tonnes are then derived from trains that never
    /// come. Another gauge is a warning; a few metres or tonnes more are a note. The label is under the first such section of a line.
    ///
    /// ```yaml
    /// trains:
    ///   cn-coal: {name: Coal train, gauge: 1435 mm, net: 5000 t}
    /// capacity_rules:
    ///   cn-double: {name: Double track, train: cn-coal}
    /// lines:
    ///   trans-siberian: {mode: rail, gauge: 1520 mm, capacity_rule: cn-double}
    /// ```
    ///
    /// Name the rule of this kind of railway, or correct the train.
    "LB1304", Warning, "capacity rule with a train that cannot run there"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        let found = line.sections.iter().find_map(|id| {
            let section = &network.sections[*id];
            let rule = &network.capacity_rules[section.capacity_rule?];
            misfit(network, section, rule).map(|why| (*id, rule, why))
        });
        let Some((id, rule, why)) = found else { continue };
        let (severity, why) = why;
        out.push(
            Diagnostic::new(RULE.code, severity, format!("the train of `{}` {why} on rail `{}`", rule.id, line.id))
                .at(Node::end_of(network, id).name())
                .also(Node::entry(rule.file, "capacity_rules", &rule.id).key("train").value(), "the train")
                .help("name another capacity rule, or correct the figures of the train"),
        );
    }
}

fn misfit(network: &Network, section: &Section, rule: &CapacityRule) -> Option<(Severity, String)> {
    let train = &network.trains[rule.train?];
    if !section.gauges.is_empty() && !section.gauges.contains(&train.gauge) {
        return Some((Severity::Warning, format!("runs on {}, which does not lie", train.gauge)));
    }
    let both = train.length.as_ref().zip(section.train_length.as_ref());
    if let Some((length, room)) = both.filter(|(length, room)| length.typ > room.typ) {
        return Some((Severity::Note, format!("is {} long, but {} is the most", length.typ, room.typ)));
    }
    let both = train.axle_load.as_ref().zip(section.axle_load.as_ref());
    let heavy = both.filter(|(own, most)| own.typ > most.typ);
    heavy.map(|(own, most)| (Severity::Note, format!("has axles of {}, but {} is the most", own.typ, most.typ)))
}
