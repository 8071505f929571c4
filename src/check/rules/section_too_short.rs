//! LB0301: is every section at least as long as the geodesic between its places?

use crate::check::lengths::{geodesic_of_section, one_percent};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;
use crate::units::Distance;

rule! {
    /// A section of a line is shorter than the geodesic between its places. No track or road can be: a post or a
    /// position is wrong. One per cent of the geodesic or one kilometre, whichever is larger, is allowed, since posts
    /// are rounded and a town's position is not its station's.
    ///
    /// ```yaml
    /// places:
    ///   ryazanovka: {name: Ryazanovka, country: RU, at: 42.850N 131.250E, kind: station}
    ///   khasan: {name: Khasan, country: RU, at: 42.430N 130.645E, kind: border}
    /// lines:
    ///   baranovsky-khasan:
    ///     posts: [{ryazanovka: 147 km}, {khasan: 158 km}]   # 11 km, but they are 68 km apart
    /// ```
    ///
    /// Compare both posts with their source, then both positions. Posts of two chainages do not belong in one line:
    /// split it where they meet.
    "LB0301", Error, "section shorter than the geodesic"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for (id, section) in network.sections.iter() {
        let geodesic = geodesic_of_section(network, section);
        let allowance = one_percent(geodesic).max(Distance::from_km(1));
        // A post that does not increase is LB0303's.
        if section.distance == Distance::default() || section.distance + allowance >= geodesic {
            continue;
        }
        let (from, to) = (&network.places[section.from], &network.places[section.to]);
        let message = format!("{} and {} are {geodesic} apart, but {} by this line", from.id, to.id, section.distance);
        out.push(
            RULE.found(message)
                .at(Node::end_of(network, id).value())
                .also(Node::entry(from.file, "places", &from.id).key("at").value(), "from here")
                .also(Node::entry(to.file, "places", &to.id).key("at").value(), "to here")
                .help("compare both posts and both positions with their sources"),
        );
    }
}
