//! LB0606: is every lane through a passage tagged with it?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{LaneId, Network, PassageId};
use crate::units::Position;

rule! {
    /// A lane shares a stretch of its path, or both of its ends, with a lane through a passage, but does not carry that
    /// passage. When the passage is closed or avoided, ships slip through by this lane.
    ///
    /// ```yaml
    /// lanes:
    ///   suez-canal-lane: {path: [port-said, suez-roads], passage: suez}
    ///   suez-slow: {path: [port-said, suez-roads]}     # no passage
    /// ```
    ///
    /// Add `passage:` to it, or draw the way that it really takes.
    "LB0606", Warning, "lane through a passage without its tag"
}

/// A stretch between two neighbouring points of a path, whichever way, by the bits of its numbers.
type Stretch = [(u64, u64); 2];

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut tagged: BTreeMap<Stretch, (LaneId, PassageId)> = BTreeMap::new();
    for (id, lane) in network.lanes.iter() {
        let Some(passage) = lane.passage else { continue };
        tagged.extend(stretches(&lane.shape).map(|stretch| (stretch, (id, passage))));
    }
    for lane in network.lanes.values() {
        let shared = stretches(&lane.shape).find_map(|stretch| tagged.get(&stretch));
        let Some((other, passage)) = shared.filter(|(_, passage)| lane.passage != Some(*passage)) else { continue };
        let (other, passage) = (&network.lanes[*other], &network.passages[*passage].id);
        out.push(
            RULE.found(format!(
                "lane `{}` runs as `{}` does through `{passage}`, but is not tagged",
                lane.id, other.id
            ))
            .at(Node::entry(lane.file, "lanes", &lane.id).key("path").value())
            .also(Node::entry(other.file, "lanes", &other.id).key("passage").value(), "tagged")
            .help(format!("add `passage: {passage}`, or draw the way that it takes")),
        );
    }
}

fn stretches(shape: &[Position]) -> impl Iterator<Item = Stretch> + '_ {
    let bits = |at: &Position| (at.latitude.to_bits(), at.longitude.to_bits());
    shape.windows(2).map(move |pair| {
        let (one, other) = (bits(&pair[0]), bits(&pair[1]));
        [one.min(other), one.max(other)]
    })
}
