//! LB0512: does every change of gauge say how it is done?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, TransferKind};

rule! {
    /// A `gauge_change` does not say by which method, while others in the network do. Whether wagons get other bogies or
    /// containers are lifted decides what can pass, and reports show it.
    ///
    /// ```yaml
    /// transfers:
    ///   zabaikalsk-gauge: {at: zabaikalsk, kind: gauge_change, gauges: [1520 mm, 1435 mm]}
    /// ```
    ///
    /// Add `method:` with `bogie_exchange`, `container_swap`, `transshipment` or `gauge_changing_wheelset`; leave it out
    /// if nobody says.
    "LB0512", Note, "change of gauge without a method"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let changes = || {
        network.transfers.values().filter_map(|transfer| match transfer.kind {
            // Trains run on from 1520 to 1524 mm as they are.
            TransferKind::GaugeChange { gauges: [one, other], method } if !one.is_nearly(other) => {
                Some((transfer, method))
            }
            _ => None,
        })
    };
    if changes().all(|(_, method)| method.is_none()) {
        return;
    }
    for (transfer, _) in changes().filter(|(_, method)| method.is_none()) {
        out.push(
            RULE.found(format!("`{}` does not say how it changes the gauge", transfer.id))
                .at(Node::entry(transfer.file, "transfers", &transfer.id).name())
                .help("add `method:`, such as `container_swap` or `bogie_exchange`"),
        );
    }
}
