//! LB0603: is the depth of every lane with admission rules known?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A lane has admission rules but no controlling depth. Arctic straits are shallow; without a depth the planner
    /// sends ships of any draught through them.
    ///
    /// ```yaml
    /// lanes:
    ///   sannikov: {path: [sannikov-w, sannikov-e], ice_area: laptev, admission: nsr}     # 13 m deep
    /// ```
    ///
    /// Add `depth:`, and `under_keel:` if the rules ask for a clearance.
    "LB0603", Warning, "admission rules without a depth"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for lane in network.lanes.values() {
        if lane.admission.is_empty() || lane.depth.is_some() {
            continue;
        }
        let (from, to) = (&network.places[lane.from].id, &network.places[lane.to].id);
        out.push(
            RULE.found(format!("the lane from {from} to {to} has admission rules, but no depth"))
                .at(Node::entry(lane.file, "lanes", &lane.id).key("admission").value())
                .help("add `depth:`, the controlling depth of the lane"),
        );
    }
}
