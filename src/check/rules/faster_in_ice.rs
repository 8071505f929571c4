//! LB0608: do ships slow down in heavier ice?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A ship is faster in heavier ice than in lighter ice, or faster in ice than in open water. The four speeds of
    /// `ice_speeds` are for severity 0, 1, 2 and 3, in this order.
    ///
    /// ```yaml
    /// vessels:
    ///   arc4: {speed: 16 kn, ice_speeds: [5 kn, 7.5 kn, 10.5 kn, 13 kn]}     # the wrong way round
    /// ```
    ///
    /// Put them in order, the fastest first.
    "LB0608", Warning, "ship that is faster in ice"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for vessel in network.vessels.values() {
        let speeds = vessel.ice_speeds;
        let rising = (1..4).find(|at| speeds[*at] > speeds[at - 1]);
        let (index, why) = match rising {
            Some(at) => {
                (at, format!("makes {} in ice of severity {at}, but {} in lighter ice", speeds[at], speeds[at - 1]))
            }
            None if speeds[0] > vessel.speed.typ => {
                (0, format!("makes {} where there may be ice, but {} in open water", speeds[0], vessel.speed.typ))
            }
            None => continue,
        };
        out.push(
            RULE.found(format!("`{}` {why}", vessel.id))
                .at(Node::entry(vessel.file, "vessels", &vessel.id).key("ice_speeds").index(index).value())
                .help("write the speeds at severity 0, 1, 2 and 3 in this order, the fastest first"),
        );
    }
}
