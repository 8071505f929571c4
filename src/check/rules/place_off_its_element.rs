//! LB0313: do places of the sea lie at sea, and places of the land on land?

use crate::check::on_land::Land;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, PlaceKind};

rule! {
    /// A waypoint or strait lies far inland, or a station, yard, junction or border far out at sea: everything within 20 km
    /// of a point at sea is land, or everything within 20 km of a station is water. Its position is mistyped.
    ///
    /// ```yaml
    /// places:
    ///   matapan-off: {name: Off Cape Matapan, kind: waypoint, at: 26.080N 22.400E}     # 36.080N; this is in the Sahara
    /// ```
    ///
    /// Compare the position with a map. The outline of the land is that of Natural Earth 1:50m; it leaves out small islands
    /// and lakes.
    "LB0313", Warning, "point at sea on land, or station at sea"
}

/// How far around a place everything must be of the other kind.
const METRES: f64 = 20_000.0;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let land = Land::embedded();
    for place in network.places.values() {
        let belongs_on_land = match place.kind {
            PlaceKind::Waypoint | PlaceKind::Strait => false,
            PlaceKind::Station | PlaceKind::Yard | PlaceKind::Junction | PlaceKind::Border => true,
            _ => continue,
        };
        if land.covers(place.at) == belongs_on_land || !land.is_far_from_coast(place.at, METRES) {
            continue;
        }
        let (kind, wrong) = (place.kind.word(), if belongs_on_land { "out at sea" } else { "inland" });
        out.push(
            RULE.found(format!("{kind} `{}` lies more than 20 km {wrong}", place.id))
                .at(Node::entry(place.file, "places", &place.id).key("at").value())
                .help("compare the position with a map: latitude first, then longitude"),
        );
    }
}
