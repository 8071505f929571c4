//! LB0501: can cargo pass wherever two gauges meet?

use std::collections::{BTreeMap, BTreeSet, btree_map};

use petgraph::unionfind::UnionFind;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, PlaceId, SectionId, TransferKind};
use crate::units::Gauge;

rule! {
    /// Rail sections of different gauges meet at a place, and cargo cannot pass from one gauge to the other: there is no
    /// `gauge_change` transfer of these two gauges at the place, nor at one that sections with both gauges join it
    /// with. So a pair of border stations needs the change on one side only. A place where every section carries the
    /// same gauges is no break of gauge.
    ///
    /// ```yaml
    /// lines:
    ///   chita-zabaikalsk: {gauge: 1520 mm, posts: [{chita: 0 km}, {zabaikalsk: 460 km}]}
    ///   zabaikalsk-harbin: {gauge: 1435 mm, posts: [{zabaikalsk: 0 km}, {harbin: 950 km}]}
    /// transfers: {}                                  # nothing at zabaikalsk
    /// ```
    ///
    /// Add the transfer, or declare both gauges where both lie on one formation:
    ///
    /// ```yaml
    /// transfers:
    ///   zabaikalsk-gauge: {at: zabaikalsk, kind: gauge_change, gauges: [1520 mm, 1435 mm], time: 18 h, status: operating}
    /// ```
    "LB0501", Error, "break of gauge without a transfer"
}

/// What lies where, and where it can be changed.
#[derive(Default)]
struct Tracks {
    /// Rail sections at a place.
    sections: BTreeMap<PlaceId, Vec<SectionId>>,
    /// Pairs of gauges, smaller first, that can be changed at a place.
    changes: BTreeSet<(PlaceId, Gauge, Gauge)>,
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut tracks = Tracks::default();
    for (id, section) in network.sections.iter() {
        if !section.gauges.is_empty() {
            tracks.sections.entry(section.from).or_default().push(id);
            tracks.sections.entry(section.to).or_default().push(id);
        }
    }
    for transfer in network.transfers.values() {
        if let TransferKind::GaugeChange { gauges: [first, second], .. } = transfer.kind {
            tracks.changes.insert((transfer.at, first.min(second), first.max(second)));
        }
    }
    for (place, sections) in &tracks.sections {
        if let Some(first) = sections.first() {
            let carried = |id: &SectionId| network.sections[*id].gauges.iter().copied().collect::<BTreeSet<_>>();
            if sections.iter().any(|id| carried(id) != carried(first)) {
                check_place(network, &tracks, *place, sections, out);
            }
        }
    }
}

fn check_place(network: &Network, tracks: &Tracks, place: PlaceId, sections: &[SectionId], out: &mut Vec<Diagnostic>) {
    // The broadest first, and of each gauge the first section that carries it.
    let mut example: BTreeMap<std::cmp::Reverse<Gauge>, SectionId> = BTreeMap::new();
    for id in sections {
        for gauge in &network.sections[*id].gauges {
            if let btree_map::Entry::Vacant(entry) = example.entry(std::cmp::Reverse(*gauge)) {
                entry.insert(*id);
            }
        }
    }
    let present: Vec<(Gauge, SectionId)> = example.into_iter().map(|(gauge, id)| (gauge.0, id)).collect();
    let mut groups = UnionFind::<usize>::new(present.len());
    for (first, (broad, _)) in present.iter().enumerate() {
        for (second, (narrow, _)) in present.iter().enumerate().skip(first + 1) {
            if !groups.equiv(first, second) && can_change(network, tracks, place, *narrow, *broad) {
                groups.union(first, second);
            }
        }
    }
    let mut told = vec![groups.find(0)];
    let (broad, broad_section) = present[0];
    for (index, (gauge, section)) in present.iter().enumerate().skip(1) {
        let group = groups.find(index);
        if told.contains(&group) {
            continue;
        }
        told.push(group);
        let name = &network.places[place].id;
        out.push(
            RULE.found(format!("{broad} and {gauge} meet at {name} without a transfer between them"))
                .at_saying(post_at(network, *section, place).name(), format!("this track is {gauge}"))
                .also(post_at(network, broad_section, place).name(), format!("this track is {broad}"))
                .help(format!(
                    "add a transfer at {name}: `kind: gauge_change, gauges: [{broad}, {gauge}]`, or declare dual gauge"
                )),
        );
    }
}

/// Whether the gauges can be changed at the place, or where sections with both lead from it.
fn can_change(network: &Network, tracks: &Tracks, place: PlaceId, narrow: Gauge, broad: Gauge) -> bool {
    let mut seen = BTreeSet::from([place]);
    let mut open = vec![place];
    while let Some(here) = open.pop() {
        if tracks.changes.contains(&(here, narrow, broad)) {
            return true;
        }
        for id in tracks.sections.get(&here).into_iter().flatten() {
            let section = &network.sections[*id];
            if section.gauges.contains(&narrow) && section.gauges.contains(&broad) {
                open.extend([section.from, section.to].into_iter().filter(|next| seen.insert(*next)));
            }
        }
    }
    false
}

/// The post of a section's line at one of its ends.
fn post_at(network: &Network, id: SectionId, place: PlaceId) -> Node {
    let section = &network.sections[id];
    let line = &network.lines[section.line];
    let index = line.sections.iter().position(|other| *other == id).unwrap_or(0);
    Node::post(network, line, if section.to == place { index + 1 } else { index })
}
