//! LB0605: does a lane run through every passage?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, PassageId};

rule! {
    /// No lane carries the passage. Closing it closes nothing, avoiding it avoids nothing, and its toll is never paid:
    /// the lane through it has lost its tag.
    ///
    /// ```yaml
    /// passages:
    ///   suez: {name: Suez Canal, cost: 120 USD/FEU}
    /// lanes:
    ///   suez-canal-lane: {path: [port-said, suez-roads]}     # no `passage: suez`
    /// ```
    ///
    /// Tag the lane, or remove the passage.
    "LB0605", Warning, "passage that no lane runs through"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let used: BTreeSet<PassageId> = network.lanes.values().filter_map(|lane| lane.passage).collect();
    for (_, passage) in network.passages.iter().filter(|(id, _)| !used.contains(id)) {
        out.push(
            RULE.found(format!("no lane runs through the passage `{}`", passage.id))
                .at(Node::entry(passage.file, "passages", &passage.id).name())
                .help(format!("write `passage: {}` at the lane through it, or remove it", passage.id)),
        );
    }
}
