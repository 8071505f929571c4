//! LB0305: does anything reach every place?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, PlaceId, PlaceKind};
use crate::units::Position;

rule! {
    /// No section and no lane begins or ends at the place, so no route can. A waypoint or strait that only gives a lane
    /// its shape is in use; one that no lane passes gets a warning.
    ///
    /// ```yaml
    /// places:
    ///   ryazanovka: {name: Ryazanovka, country: RU, at: 42.850N 131.250E, kind: station}
    /// lines:
    ///   baranovsky-khasan:
    ///     posts: [{baranovsky: 0 km}, {khasan: 238 km}]     # ryazanovka is missing
    /// ```
    ///
    /// Add the place to the posts of its line or to the path of its lane, or remove it.
    "LB0305", Error, "place that nothing reaches"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let ends: BTreeSet<PlaceId> =
        network.links().map(|link| network.ends(link)).flat_map(|(from, to)| [from, to]).collect();
    let bits = |at: &Position| (at.latitude.to_bits(), at.longitude.to_bits());
    let shapes: BTreeSet<(u64, u64)> = network.lanes.values().flat_map(|lane| lane.shape.iter().map(bits)).collect();
    for (id, place) in network.places.iter() {
        if ends.contains(&id) {
            continue;
        }
        let at_sea = matches!(place.kind, PlaceKind::Waypoint | PlaceKind::Strait);
        let diagnostic = if !at_sea {
            RULE.found(format!("no line and no lane reaches {}", place.id))
                .help("add it to the posts of its line or to the path of its lane, or remove it")
        } else if shapes.contains(&bits(&place.at)) {
            continue;
        } else {
            RULE.warned(format!("no lane passes the {} {}", place.kind.word(), place.id))
                .help("add it to the path of a lane, or remove it")
        };
        out.push(diagnostic.at(Node::entry(place.file, "places", &place.id).name()));
    }
}
