//! LB0506: do both modes of a change of mode come there?

use crate::check::rule::rule;
use crate::check::rules::sections_by_place;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, TransferKind};

rule! {
    /// A `mode_change` names a mode that no line at its place has, so nothing can come to it or leave it.
    ///
    /// ```yaml
    /// lines:
    ///   seoul-kaesong: {mode: rail, posts: [{seoul: 0 km}, {kaesong: 73 km}]}
    /// transfers:
    ///   kaesong-rail-road: {at: kaesong, kind: mode_change, modes: [rail, road]}     # no road at kaesong
    /// ```
    ///
    /// Add the missing line, or move the transfer to the place where both modes come.
    "LB0506", Error, "change to a mode that is not there"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let sections = sections_by_place(network);
    for transfer in network.transfers.values() {
        let TransferKind::ModeChange { modes } = &transfer.kind else { continue };
        let place = &network.places[transfer.at];
        let here = || sections.get(&transfer.at).into_iter().flatten().map(|id| network.sections[*id].line);
        for (index, mode) in modes.iter().enumerate() {
            if here().any(|line| network.lines[line].mode == *mode) {
                continue;
            }
            let node = Node::entry(transfer.file, "transfers", &transfer.id).key("modes").index(index);
            out.push(
                RULE.found(format!("no line at {} is of mode {}", place.id, mode.word()))
                    .at(node.value())
                    .help("add the line, or move the transfer to a place where both modes come"),
            );
        }
    }
}
