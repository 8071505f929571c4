//! LB0304: are two places one and the same?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, Place, PlaceId};
use crate::units::Distance;

rule! {
    /// Two places lie within a kilometre of each other, belong to no common city, and no line or lane joins them. They
    /// are probably one place under two ids, and nothing passes from one to the other.
    ///
    /// ```yaml
    /// places:
    ///   khasan: {name: Khasan, country: RU, at: 42.430N 130.645E, kind: border}
    ///   hasan: {name: Hasan, country: RU, at: 42.431N 130.645E, kind: station}   # the same station
    /// ```
    ///
    /// Remove one and keep its name as an alias of the other. If both exist, join them by a line, or give both the same
    /// `city`.
    "LB0304", Warning, "two places within a kilometre of each other"
}

const NEAR: Distance = Distance::from_km(1);

/// More degrees of latitude than a kilometre has anywhere on the ellipsoid.
const NEAR_DEGREES: f64 = 0.0091;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let joined: BTreeSet<(PlaceId, PlaceId)> =
        network.links().map(|link| network.ends(link)).map(|(from, to)| (from.min(to), from.max(to))).collect();
    let mut by_latitude: Vec<(PlaceId, &Place)> = network.places.iter().collect();
    by_latitude.sort_by(|(_, a), (_, b)| a.at.latitude.total_cmp(&b.at.latitude));
    let mut found = Vec::new();
    for (index, (first, south)) in by_latitude.iter().enumerate() {
        let near = |(_, north): &&(PlaceId, &Place)| north.at.latitude - south.at.latitude < NEAR_DEGREES;
        for (second, north) in by_latitude[index + 1..].iter().take_while(near) {
            let one_city = south.city.is_some() && south.city == north.city;
            if one_city || !may_be_near(south, north) || south.at.distance_to(north.at) >= NEAR {
                continue;
            }
            let pair = (*first.min(second), *first.max(second));
            if !joined.contains(&pair) {
                found.push(pair);
            }
        }
    }
    found.sort_unstable();
    for (first, second) in found {
        let (first, second) = (&network.places[first], &network.places[second]);
        let message =
            format!("{} and {} are only {} m apart", first.id, second.id, first.at.distance_to(second.at).metres());
        out.push(
            RULE.found(message)
                .at(Node::entry(second.file, "places", &second.id).key("at").value())
                .also(Node::entry(first.file, "places", &first.id).key("at").value(), "the other place")
                .help("keep one of them, join them by a line, or give both the same `city`"),
        );
    }
}

/// Whether the longitudes allow it: cheaper than a geodesic.
fn may_be_near(south: &Place, north: &Place) -> bool {
    let apart = (south.at.longitude - north.at.longitude).abs();
    let apart = apart.min(360.0 - apart);
    let highest = south.at.latitude.abs().max(north.at.latitude.abs()) + NEAR_DEGREES;
    apart * highest.min(90.0).to_radians().cos() < NEAR_DEGREES
}
