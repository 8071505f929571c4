//! LB0306: does the network hang together?

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Key, Network, PlaceId};

rule! {
    /// A part of the network is joined to the rest by no line and no lane, whatever the date, so no route leads there.
    /// Only links count here, not whether they are open or which transfers they need. Each part is told once, the
    /// largest not at all; a single place that nothing reaches is LB0305.
    ///
    /// ```yaml
    /// lines:
    ///   ussuriysk-khasan: {posts: [{ussuriysk: 0 km}, {khasan: 260 km}]}
    ///   tumangang-rajin: {posts: [{tumangang: 0 km}, {rajin: 52 km}]}     # and from khasan to tumangang?
    /// ```
    ///
    /// Add the link that is missing. Often one town has two ids, one for each line: use one.
    "LB0306", Warning, "part of the network that nothing joins to the rest"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut groups = UnionFind::<usize>::new(network.places.len());
    for link in network.links() {
        let (from, to) = network.ends(link);
        groups.union(from.index(), to.index());
    }
    let mut parts: BTreeMap<usize, Vec<PlaceId>> = BTreeMap::new();
    for id in network.places.keys() {
        parts.entry(groups.find(id.index())).or_default().push(id);
    }
    let mut parts: Vec<Vec<PlaceId>> = parts.into_values().filter(|part| part.len() > 1).collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    let Some((rest, smaller)) = parts.split_first() else { return };
    for part in smaller {
        let example = &network.places[part[0]];
        let message = format!(
            "{} places with {} are joined to none of the {} places with {}",
            part.len(),
            example.id,
            rest.len(),
            network.places[rest[0]].id
        );
        out.push(
            RULE.found(message)
                .at(Node::entry(example.file, "places", &example.id).name())
                .note(format!("the part: {}", some_names(network, part)))
                .help("add the line or lane that joins them"),
        );
    }
}

fn some_names(network: &Network, part: &[PlaceId]) -> String {
    const SHOWN: usize = 8;
    let names: Vec<&str> = part.iter().take(SHOWN).map(|id| network.places[*id].id.as_str()).collect();
    let more = if part.len() > SHOWN { ", ..." } else { "" };
    format!("{}{more}", names.join(", "))
}
