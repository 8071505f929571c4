//! LB0606: is every lane through a passage tagged with it?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{LaneId, Network};
use crate::units::Position;

rule! {
    /// A lane shares more than half of the path of a lane through a passage, but does not carry that passage. When the passage is closed or avoided, ships slip through by this lane.
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
    let mut tagged: BTreeMap<Stretch, Vec<LaneId>> = BTreeMap::new();
    for (id, lane) in network.lanes.iter().filter(|(_, lane)| lane.passage.is_some()) {
        stretches(&lane.shape).for_each(|stretch| tagged.entry(stretch).or_default().push(id));
    }
    for lane in network.lanes.values() {
        let mut shared: BTreeMap<LaneId, usize> = BTreeMap::new();
        for other in stretches(&lane.shape).filter_map(|stretch| tagged.get(&stretch)).flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        let follows = |(other, count): &(&LaneId, &usize)| {
            let other = &network.lanes[**other];
            **count * 2 > other.shape.len() - 1 && other.passage != lane.passage
        };
        let Some((other, _)) = shared.iter().find(follows) else { continue };
        let other = &network.lanes[*other];
        let passage = other.passage.map_or("", |passage| network.passages[passage].id.as_str());
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
