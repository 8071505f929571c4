//! LB0312: does every sea lane stay at sea?

use crate::check::on_land::Land;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;
use crate::units::Distance;

rule! {
    /// The path of a sea lane crosses more than 25 km of land in one piece: a waypoint is missing, or lies elsewhere. The
    /// outline of the land is that of Natural Earth 1:50m, which knows no rivers, so the first and last 100 km of a lane and
    /// lanes through a passage with a transit time (a canal) are not looked at.
    ///
    /// ```yaml
    /// lanes:
    ///   riga-ventspils: {path: [riga-roads, ventspils]}     # over Courland
    /// ```
    ///
    /// Add positions where the ship turns round the land. If it really goes there, by a river or a canal, say so:
    ///
    /// ```yaml
    /// checks:
    ///   - {rule: LB0312, level: allow, at: lanes.volga-mouth, reason: It goes up the Volga.}
    /// ```
    "LB0312", Warning, "sea lane over land"
}

/// The longest piece of land that the outline may show where a ship passes.
const MOST_METRES: f64 = 25_000.0;
/// How far from its ends a lane may follow a river or an inlet.
const INLET_METRES: f64 = 100_000.0;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for lane in network.lanes.values() {
        if lane.passage.is_some_and(|passage| network.passages[passage].time.is_some()) {
            continue;
        }
        let ends = [lane.shape.first(), lane.shape.last()];
        let near_an_end = |at| ends.into_iter().flatten().any(|end| end.metres_to(at) < INLET_METRES);
        let Some((metres, middle)) = Land::embedded().longest_crossing(&lane.shape, near_an_end) else { continue };
        if metres < MOST_METRES {
            continue;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let length = Distance::from_metres((metres / 1000.0).round() as u64 * 1000);
        out.push(
            RULE.found(format!("lane `{}` crosses about {length} of land near {middle}", lane.id))
                .at(Node::entry(lane.file, "lanes", &lane.id).key("path").value())
                .help("add positions where the ship turns round the land, or correct those that are wrong"),
        );
    }
}
