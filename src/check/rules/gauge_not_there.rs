//! LB0504: do the gauges that a transfer changes lie there?

use crate::check::rule::rule;
use crate::check::rules::sections_by_place;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, TransferKind};

rule! {
    /// A `gauge_change` names a gauge that no section at its place has, so nothing can come to it or leave it.
    ///
    /// ```yaml
    /// lines:
    ///   chita-zabaikalsk: {gauge: 1520 mm, posts: [{chita: 0 km}, {zabaikalsk: 460 km}]}
    /// transfers:
    ///   zabaikalsk-gauge: {at: zabaikalsk, kind: gauge_change, gauges: [1520 mm, 1435 mm]}
    /// ```
    ///
    /// Correct the gauge, move the transfer to the place where both lie, or add the track of the other gauge.
    "LB0504", Error, "change to a gauge that is not there"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let sections = sections_by_place(network);
    for transfer in network.transfers.values() {
        let TransferKind::GaugeChange { gauges, .. } = &transfer.kind else { continue };
        let place = &network.places[transfer.at];
        let here = || sections.get(&transfer.at).into_iter().flatten().map(|id| &network.sections[*id]);
        for (index, gauge) in gauges.iter().enumerate() {
            if here().any(|section| section.gauges.contains(gauge)) {
                continue;
            }
            let node = Node::entry(transfer.file, "transfers", &transfer.id).key("gauges").index(index);
            out.push(
                RULE.found(format!("no section at {} has a gauge of {gauge}", place.id))
                    .at(node.value())
                    .help("correct the gauge, or move the transfer to a place where both gauges lie"),
            );
        }
    }
}
