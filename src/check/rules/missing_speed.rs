//! LB0904: is every section's speed known?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Mode, Network, SectionId};

rule! {
    /// A section of a railway, road or waterway has no speed, neither its own nor its operator's, so it cannot be
    /// planned by time. One warning a line points at the first such section.
    ///
    /// ```yaml
    /// operators:
    ///   kpsr: {name: Korean State Railway, country: KP}          # no speed
    /// lines:
    ///   tumangang-rajin: {mode: rail, operator: kpsr, posts: [{tumangang: 0 km}, {rajin: 52 km}]}
    /// ```
    ///
    /// Give the operator, the line or a span a `speed`, stops included.
    "LB0904", Warning, "section without a speed"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        if line.mode == Mode::Power {
            continue;
        }
        let is_without = |id: &SectionId| {
            let section = &network.sections[*id];
            let of_operator = section.operator.and_then(|operator| network.operators[operator].speed.as_ref());
            section.speed.is_none() && of_operator.is_none()
        };
        let without: Vec<SectionId> = line.sections.iter().copied().filter(is_without).collect();
        let Some(first) = without.first() else { continue };
        let (from, to) = (network.sections[*first].from, network.sections[*first].to);
        let more = if without.len() > 1 { format!(" and {} more", without.len() - 1) } else { String::new() };
        let message = format!(
            "no speed is known from {} to {}{more} on {} `{}`",
            network.places[from].id,
            network.places[to].id,
            line.mode.word(),
            line.id
        );
        out.push(
            RULE.found(message)
                .at(Node::end_of(network, *first).name())
                .help("give the line, a span or the operator a `speed`, stops included"),
        );
    }
}
