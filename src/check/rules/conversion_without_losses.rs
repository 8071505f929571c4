//! LB1402: does every conversion say what it loses?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, TransferKind};

rule! {
    /// Gas is liquefied or turned back into gas without any losses, while other plants of the network have some. More
    /// arrives than can.
    ///
    /// ```yaml
    /// transfers:
    ///   sabetta-liquefaction: {at: sabetta, kind: liquefaction, losses: 10 %}
    ///   utrenny-liquefaction: {at: utrenny, kind: liquefaction}
    /// ```
    ///
    /// Add `losses:` with a share of what enters.
    "LB1402", Note, "conversion without losses"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let plants = || {
        let converts = |kind: &TransferKind| matches!(kind, TransferKind::Liquefaction | TransferKind::Regasification);
        network.transfers.values().filter(move |transfer| converts(&transfer.kind))
    };
    if plants().all(|plant| plant.losses.is_none()) {
        return;
    }
    for plant in plants().filter(|plant| plant.losses.is_none()) {
        out.push(
            RULE.found(format!("the {} `{}` loses nothing", plant.kind.word(), plant.id))
                .at(Node::entry(plant.file, "transfers", &plant.id).name())
                .help("add `losses:` with a share of what enters"),
        );
    }
}
