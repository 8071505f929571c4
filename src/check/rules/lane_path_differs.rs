//! LB0308: does the path of a lane have about its published length?

use crate::check::lengths::exceeds_percent;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;
use crate::units::Distance;

rule! {
    /// The path of a sea lane is more than 1.5 times as long as its published distance, or less than 0.75 of it. The
    /// drawn way is not the one that was measured.
    ///
    /// ```yaml
    /// lanes:
    ///   busan-rotterdam:
    ///     path: [busan, rotterdam]     # a straight line over land
    ///     distance: 10900 nm
    /// ```
    ///
    /// Give the path a position wherever the ship turns round land, and compare each: a letter `N`, `S`, `E` or `W`
    /// that is wrong moves a point by half the globe.
    "LB0308", Warning, "path that does not fit its published distance"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for lane in network.lanes.values() {
        let Some(published) = &lane.published else { continue };
        let drawn: Distance = lane.shape.windows(2).map(|pair| pair[0].distance_to(pair[1])).sum();
        let too_long = exceeds_percent(drawn, 150, published.typ);
        let too_short = drawn.metres() * 100 < published.typ.metres() * 75;
        if !too_long && !too_short {
            continue;
        }
        let here = Node::entry(lane.file, "lanes", &lane.id);
        let (from, to) = (&network.places[lane.from].id, &network.places[lane.to].id);
        let message =
            format!("the path from {from} to {to} is {drawn} long, but the published distance is {}", published.typ);
        out.push(
            RULE.found(message)
                .at(here.key("path").value())
                .also(here.key("distance").value(), "published")
                .help("add the points at which the ship turns, or correct those that are wrong"),
        );
    }
}
