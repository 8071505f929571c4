//! LB0511: does a ship come to every quay?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::check::rules::sections_by_place;
use crate::diagnostics::{Diagnostic, Severity};
use crate::inventory::Node;
use crate::model::{Mode, Network, PlaceId};

rule! {
    /// A port, a liquefaction plant or a regasification terminal stands where no lane ends, so it has nothing to load or
    /// unload; or it serves a land mode of which no line comes there, which is a note: ships may end
    /// their way at a terminal. Usually the lane ends at another place of the same
    /// town, or was lost.
    ///
    /// ```yaml
    /// lanes:
    ///   pohang-vladivostok: {path: [pohang, vladivostok]}
    /// transfers:
    ///   zarubino-port: {at: zarubino, kind: port}     # no lane at zarubino
    /// ```
    ///
    /// Add the lane or line, move the transfer, or remove it.
    "LB0511", Warning, "port without ships or without land"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let by_sea: BTreeSet<PlaceId> = network.lanes.values().flat_map(|lane| [lane.from, lane.to]).collect();
    let sections = sections_by_place(network);
    for transfer in network.transfers.values() {
        let Some(quay) = transfer.kind.quay() else { continue };
        let place = &network.places[transfer.at];
        let comes = |mode: &Mode| {
            let mut here = sections.get(&transfer.at).into_iter().flatten();
            here.any(|id| network.lines[network.sections[*id].line].mode == *mode)
        };
        let (severity, why) = if !by_sea.contains(&transfer.at) {
            (RULE.severity, format!("no lane comes to {}", place.id))
        } else if let Some(mode) = quay.land.iter().find(|mode| !comes(mode)) {
            (Severity::Note, format!("no line of mode {} comes to {}", mode.word(), place.id))
        } else {
            continue;
        };
        out.push(
            Diagnostic::new(
                RULE.code,
                severity,
                format!("{why}, so the {} `{}` serves nothing", transfer.kind.word(), transfer.id),
            )
            .at(Node::entry(transfer.file, "transfers", &transfer.id).key("at").value())
            .help("add the lane or line, move the transfer, or remove it"),
        );
    }
}
