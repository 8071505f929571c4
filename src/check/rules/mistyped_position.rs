//! LB0309: does a position fit its neighbours as it is written?

use std::collections::{BTreeMap, BTreeSet};

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Lane, Network, PlaceId};
use crate::units::Position;

rule! {
    /// A place, or a bare position in the path of a lane, lies more than a thousand kilometres out of the way of its
    /// neighbours, and would lie among them if latitude and longitude were exchanged, or if one of its letters were the
    /// other one. A lane without a published `distance` takes its length from such a point, and nothing else notices.
    ///
    /// ```yaml
    /// lanes:
    ///   gibraltar-dakar: {path: [gibraltar-w, 20.0N 18.0E, dakar]}     # 18.0W
    /// ```
    ///
    /// Write the position as the help says, if that is what was meant.
    "LB0309", Warning, "position with its numbers or letters exchanged"
}

/// How far out of the way a point is before anything is said, in metres.
const FAR: f64 = 1_000_000.0;
/// How much nearer another reading must be.
const NEARER: f64 = 0.2;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let lanes = || network.lanes.values().filter(|lane| lane.published.is_none());
    let places: BTreeSet<Bits> = network.places.values().map(|place| bits(place.at)).collect();
    let mut neighbours: BTreeMap<PlaceId, Vec<Position>> = BTreeMap::new();
    for lane in lanes() {
        look_along(lane, &places, out);
        if let [_, second, ..] = lane.shape[..] {
            neighbours.entry(lane.from).or_default().push(second);
        }
        if let [.., before, _] = lane.shape[..] {
            neighbours.entry(lane.to).or_default().push(before);
        }
    }
    // Posts and published lengths measure these places already: LB0301, LB0307, LB0308.
    for section in network.sections.values() {
        neighbours.remove(&section.from);
        neighbours.remove(&section.to);
    }
    for lane in network.lanes.values().filter(|lane| lane.published.is_some()) {
        neighbours.remove(&lane.from);
        neighbours.remove(&lane.to);
    }
    for (id, around) in neighbours {
        let place = &network.places[id];
        let distance = |at: Position| around.iter().map(|other| at.metres_to(*other)).fold(f64::MAX, f64::min);
        if let Some(meant) = better(place.at, distance) {
            let node = Node::entry(place.file, "places", &place.id).key("at");
            out.push(told(&format!("place `{}`", place.id), place.at, meant, &node));
        }
    }
}

/// A position by the bits of its numbers.
type Bits = (u64, u64);

fn bits(at: Position) -> Bits {
    (at.latitude.to_bits(), at.longitude.to_bits())
}

/// Bare positions inside a path, each against the points before and after it.
fn look_along(lane: &Lane, places: &BTreeSet<Bits>, out: &mut Vec<Diagnostic>) {
    for (index, triple) in lane.shape.windows(3).enumerate() {
        let [before, at, after] = [triple[0], triple[1], triple[2]];
        if places.contains(&bits(at)) {
            continue;
        }
        let direct = before.metres_to(after);
        let detour = |at: Position| before.metres_to(at) + at.metres_to(after) - direct;
        if let Some(meant) = better(at, detour) {
            let node = Node::entry(lane.file, "lanes", &lane.id).key("path").index(index + 1);
            out.push(told(&format!("a point of lane `{}`", lane.id), at, meant, &node));
        }
    }
}

/// Another reading of a position that is much nearer by `distance`.
fn better(at: Position, distance: impl Fn(Position) -> f64) -> Option<Position> {
    let now = distance(at);
    if now < FAR {
        return None;
    }
    let Position { latitude, longitude } = at;
    let exchanged = (longitude.abs() <= 90.0).then_some(Position { latitude: longitude, longitude: latitude });
    let letters = [
        Position { latitude: -latitude, longitude },
        Position { latitude, longitude: -longitude },
        Position { latitude: -latitude, longitude: -longitude },
    ];
    let readings = exchanged.into_iter().chain(letters);
    let nearest = readings.map(|reading| (distance(reading), reading)).min_by(|one, other| one.0.total_cmp(&other.0));
    nearest.filter(|(away, _)| *away < now * NEARER).map(|(_, reading)| reading)
}

fn told(what: &str, at: Position, meant: Position, node: &Node) -> Diagnostic {
    RULE.found(format!("{what} is far from its neighbours at {at}, and near them at {meant}"))
        .at(node.value())
        .help(format!("write `{meant}` if that was meant"))
}
