//! LB0610: is a lane that has the name of a passage tagged with it?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A lane is called as a passage is, but does not carry it. When the passage is closed, avoided or limited, ships slip
    /// through by this lane.
    ///
    /// ```yaml
    /// passages: {taiwan-strait: {name: Taiwan Strait}}
    /// lanes:
    ///   taiwan-strait-lane: {name: Taiwan Strait, path: [hong-kong, shanghai]}     # no passage
    /// ```
    ///
    /// Add `passage:` to it, or call it otherwise.
    "LB0610", Warning, "lane with the name of a passage, but without it"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for lane in network.lanes.values().filter(|lane| lane.passage.is_none()) {
        let Some(passage) = network.passages.values().find(|passage| passage.name == lane.name) else { continue };
        out.push(
            RULE.found(format!(
                "lane `{}` is called {}, but does not carry the passage `{}`",
                lane.id, lane.name, passage.id
            ))
            .at(Node::entry(lane.file, "lanes", &lane.id).name())
            .also(Node::entry(passage.file, "passages", &passage.id).name(), "the passage")
            .help(format!("add `passage: {}`, or call the lane otherwise", passage.id)),
        );
    }
}
