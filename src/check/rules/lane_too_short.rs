//! LB0307: is every published distance at sea at least the geodesic?

use crate::check::lengths::{geodesic_of_lane, one_percent};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// The published distance of a sea lane is shorter than the geodesic between its ends, by more than one per cent.
    ///
    /// ```yaml
    /// lanes:
    ///   busan-rajin:
    ///     path: [busan, rajin]       # 780 km apart
    ///     distance: 400 km           # the source says 400 nm
    /// ```
    ///
    /// Look at the unit: nautical miles are `nm`. Then compare the figure and both positions with their sources, and
    /// whether the source measures between the same two ports.
    "LB0307", Error, "lane shorter than the geodesic"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for lane in network.lanes.values() {
        let Some(published) = &lane.published else { continue };
        let geodesic = geodesic_of_lane(network, lane);
        if published.typ + one_percent(geodesic) >= geodesic {
            continue;
        }
        let (from, to) = (&network.places[lane.from].id, &network.places[lane.to].id);
        let here = Node::entry(lane.file, "lanes", &lane.id);
        let message = format!("{from} and {to} are {geodesic} apart, but {} by this lane", published.typ);
        let mut diagnostic = RULE.found(message).at(here.key("distance").value());
        if published.typ.metres() * 1852 >= geodesic.metres() * 1000 {
            diagnostic = diagnostic.note("as nautical miles the figure would fit");
        }
        out.push(diagnostic.help("compare the unit, the figure and both ends with the source"));
    }
}
