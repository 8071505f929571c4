//! LB0310: is it clear which way round the globe a lane goes?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;
use crate::units::Distance;

rule! {
    /// Two neighbouring points of a path lie more than 15,000 km apart, three eighths of the way round the globe. Near
    /// the opposite point of the globe the shortest way is nearly any way: the line on the map and the length are chance.
    ///
    /// ```yaml
    /// lanes:
    ///   busan-santos: {path: [busan, santos]}     # 18,400 km, by the North Pole
    /// ```
    ///
    /// Give the path a position wherever the ship turns.
    "LB0310", Warning, "path across half the globe"
}

const FAR: Distance = Distance::from_km(15_000);

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for lane in network.lanes.values() {
        let legs = lane.shape.windows(2).map(|pair| pair[0].distance_to(pair[1]));
        let Some((index, leg)) = legs.enumerate().find(|(_, leg)| *leg > FAR) else { continue };
        out.push(
            RULE.found(format!("lane `{}` goes {leg} without a point in between", lane.id))
                .at(Node::entry(lane.file, "lanes", &lane.id).key("path").index(index + 1).value())
                .help("give the path a position wherever the ship turns"),
        );
    }
}
