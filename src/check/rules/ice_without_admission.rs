//! LB0602: do ice and admission go together?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A lane has an `ice_area` but no `admission`, so any ship could enter the ice without being asked for its class;
    /// or it has an `admission` but no `ice_area`, so rules by ice would always find open water.
    ///
    /// ```yaml
    /// lanes:
    ///   kara-gate-vilkitsky: {path: [kara-gate, vilkitsky], ice_area: kara-sw}     # whose rules hold here?
    /// ```
    ///
    /// Name both. Where no authority admits ships, write an admission table that says so.
    "LB0602", Error, "ice without admission, or admission without ice"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for lane in network.lanes.values() {
        let (from, to) = (&network.places[lane.from].id, &network.places[lane.to].id);
        let node = Node::entry(lane.file, "lanes", &lane.id);
        out.extend(match (lane.ice_area, lane.admission.first()) {
            (Some(area), None) => Some(
                RULE.found(format!(
                    "the lane from {from} to {to} lies in the ice of {}, but no admission rules hold on it",
                    network.ice_areas[area].id
                ))
                .at(node.key("ice_area").value())
                .help("add `admission:` with the regime whose rules hold here"),
            ),
            (None, Some(regime)) => Some(
                RULE.found(format!(
                    "admission rules `{regime}` hold on the lane from {from} to {to}, but no ice is known there"
                ))
                .at(node.key("admission").value())
                .help("add `ice_area:` with the area it lies in"),
            ),
            _ => None,
        });
    }
}
