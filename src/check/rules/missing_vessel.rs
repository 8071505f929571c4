//! LB0903: does something sail by default?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// The network has sea lanes, but its `network` entry names no `vessel`. Without a ship no lane has a time, a draught
    /// or an ice class, so a plan by sea needs `--vessel` every time. The first lane is shown.
    ///
    /// ```yaml
    /// network: {id: tutorial, as_of: 2026-11-01, cargo: container}
    /// lanes:
    ///   busan-rajin: {path: [busan, rajin]}
    /// ```
    ///
    /// Add `vessel:` to the `network` entry, and the ship to the section `vessels`.
    "LB0903", Error, "sea lanes without a default vessel"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let (None, Some(lane)) = (network.meta.vessel, network.lanes.values().next()) else { return };
    let count = network.lanes.len();
    let lanes = if count == 1 { "1 sea lane".to_string() } else { format!("{count} sea lanes") };
    out.push(
        RULE.found(format!("the network has {lanes}, but names no vessel that sails by default"))
            .at(Node::entry(lane.file, "lanes", &lane.id).name())
            .help("add `vessel:` to the `network` entry"),
    );
}
