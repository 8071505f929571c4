//! LB0505: can cargo pass between ship and shore wherever both come?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::check::rules::sections_by_place;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Mode, Network, PlaceId, PlaceKind};

rule! {
    /// Sea lanes and railways or roads meet at a place on land, but it has no `port` transfer: nothing can be loaded or
    /// unloaded. A place of kind `port` with lanes only gets a warning: ships may call there, and a journey may begin
    /// or end on board, but nothing goes ashore.
    ///
    /// ```yaml
    /// lanes:
    ///   busan-rajin: {path: [busan, rajin]}
    /// lines:
    ///   tumangang-rajin: {posts: [{tumangang: 0 km}, {rajin: 52 km}]}
    /// transfers: {}                                  # no port at rajin
    /// ```
    ///
    /// Add the transfer:
    ///
    /// ```yaml
    /// transfers:
    ///   rajin-port: {at: rajin, kind: port, time: 48 h, status: operating}
    /// ```
    "LB0505", Error, "port without a transfer"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let by_sea: BTreeSet<PlaceId> = network.lanes.values().flat_map(|lane| [lane.from, lane.to]).collect();
    let ports: BTreeSet<PlaceId> = network
        .transfers
        .values()
        .filter(|transfer| transfer.kind.quay().is_some())
        .map(|transfer| transfer.at)
        .collect();
    let sections = sections_by_place(network);
    for id in by_sea.difference(&ports) {
        let place = &network.places[*id];
        if place.country.is_none() {
            continue;
        }
        let lands = sections.get(id).into_iter().flatten().any(|section| {
            let mode = network.lines[network.sections[*section].line].mode;
            mode != Mode::Power
        });
        let diagnostic = if lands {
            RULE.found(format!("lanes and lines meet at {} without a port transfer", place.id))
        } else if matches!(place.kind, PlaceKind::Port | PlaceKind::LngTerminal) {
            RULE.warned(format!("nothing can be unloaded at {}, which has lanes but no port transfer", place.id))
        } else {
            continue;
        };
        out.push(
            diagnostic
                .at(Node::entry(place.file, "places", &place.id).name())
                .help(format!("add a transfer at {}: `kind: port`", place.id)),
        );
    }
}
