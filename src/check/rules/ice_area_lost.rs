//! LB0609: does ice end only where another sea begins?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{LaneId, Network, PlaceId};

rule! {
    /// A lane is open water, but every lane that meets it, at both ends, lies in an ice area. Ships sail it at full speed
    /// in midwinter and need no permission: it has lost its `ice_area`.
    ///
    /// ```yaml
    /// lanes:
    ///   a: {path: [kara-gate-e, bely-island-n], ice_area: kara-sw, admission: nsr}
    ///   b: {path: [bely-island-n, dikson-off]}                                       # lies between them
    ///   c: {path: [dikson-off, vilkitsky-w], ice_area: kara-ne, admission: nsr}
    /// ```
    ///
    /// Add the `ice_area` and the `admission` of the water that it lies in.
    "LB0609", Warning, "open water amid ice"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut meeting: BTreeMap<PlaceId, Vec<LaneId>> = BTreeMap::new();
    for (id, lane) in network.lanes.iter() {
        meeting.entry(lane.from).or_default().push(id);
        meeting.entry(lane.to).or_default().push(id);
    }
    for (id, lane) in network.lanes.iter().filter(|(_, lane)| lane.ice_area.is_none()) {
        let neighbours = |end: PlaceId| meeting.get(&end).into_iter().flatten().filter(|other| **other != id);
        let is_amid = |end: PlaceId| {
            neighbours(end).next().is_some() && neighbours(end).all(|other| network.lanes[*other].ice_area.is_some())
        };
        if !is_amid(lane.from) || !is_amid(lane.to) {
            continue;
        }
        let areas = neighbours(lane.from).chain(neighbours(lane.to)).filter_map(|other| network.lanes[*other].ice_area);
        let mut areas: Vec<&str> = areas.map(|area| network.ice_areas[area].id.as_str()).collect();
        areas.sort_unstable();
        areas.dedup();
        out.push(
            RULE.found(format!("lane `{}` is open water, but all lanes that meet it lie in ice areas", lane.id))
                .at(Node::entry(network.lanes[id].file, "lanes", &lane.id).name())
                .help(format!("add its `ice_area` and `admission`; those around it: {}", areas.join(", "))),
        );
    }
}
