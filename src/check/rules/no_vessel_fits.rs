//! LB0604: is there a ship for every lane and passage?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;
use crate::units::Draught;

rule! {
    /// The depth of a lane, less what must stay under the keel, is less than the draught of every ship of the network;
    /// or the largest draught of a passage is. No plan can use it. Depth and draught, or metres and feet, are easily
    /// exchanged.
    ///
    /// ```yaml
    /// vessels:
    ///   arc4: {draught: 9.5 m}
    /// lanes:
    ///   sannikov: {path: [sannikov-w, sannikov-e], depth: 1.3 m}     # 13 m
    /// ```
    ///
    /// Correct the figure, or add the ship that sails there.
    "LB0604", Warning, "too shallow for every ship"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let Some(least) = network.vessels.values().map(|vessel| vessel.draught.typ).min() else { return };
    let mut tell = |what: String, allowed: Draught, node: &Node| {
        out.push(
            RULE.found(format!("{what} takes a draught of {allowed}, but the smallest ship draws {least}"))
                .at(node.value())
                .help("correct the figure, or add the ship that sails there"),
        );
    };
    for lane in network.lanes.values() {
        let Some(depth) = &lane.depth else { continue };
        let kept = lane.under_keel.as_ref().map_or(Draught::default(), |kept| kept.typ);
        let allowed = depth.typ.saturating_sub(kept);
        if allowed < least {
            let node = Node::entry(lane.file, "lanes", &lane.id).key("depth");
            tell(format!("lane `{}`", lane.id), allowed, &node);
        }
    }
    for passage in network.passages.values() {
        let Some(draught) = &passage.max_draught else { continue };
        let allowed = draught.on(network.meta.as_of).figure.typ;
        if allowed < least {
            let node = Node::entry(passage.file, "passages", &passage.id).key("max_draught");
            tell(format!("passage `{}`", passage.id), allowed, &node);
        }
    }
}
