//! LB0302: does a section wind more than any real line?

use crate::check::lengths::{exceeds_percent, geodesic_of_section};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;
use crate::units::Distance;

/// Below this, a station at the edge of a town makes any ratio.
const SHORTEST: Distance = Distance::from_km(20);

rule! {
    /// A section is more than twice as long as the geodesic between its places, and they are 20 km apart or more.
    /// Mountain railways reach 1.6; beyond 2 a post or a position is usually wrong.
    ///
    /// ```yaml
    /// lines:
    ///   baranovsky-khasan:
    ///     posts: [{ryazanovka: 147 km}, {khasan: 328 km}]   # 181 km, but they are 68 km apart
    /// ```
    ///
    /// Compare both posts and both positions with their sources. Where the line really makes such a detour, give it a
    /// post at the far end of the detour.
    "LB0302", Warning, "section more than twice as long as the geodesic"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for (id, section) in network.sections.iter() {
        let geodesic = geodesic_of_section(network, section);
        if geodesic < SHORTEST || !exceeds_percent(section.distance, 200, geodesic) {
            continue;
        }
        let (from, to) = (&network.places[section.from], &network.places[section.to]);
        let ratio = section.distance.km() / geodesic.km();
        let message = format!(
            "{} and {} are {geodesic} apart, but {} by this line, {ratio:.1} times as far",
            from.id, to.id, section.distance
        );
        out.push(
            RULE.found(message)
                .at(Node::end_of(network, id).value())
                .also(Node::entry(from.file, "places", &from.id).key("at").value(), "from here")
                .also(Node::entry(to.file, "places", &to.id).key("at").value(), "to here")
                .help("compare both posts and both positions with their sources"),
        );
    }
}
