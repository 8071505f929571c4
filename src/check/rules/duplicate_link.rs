//! LB0601: is one link written twice?

use std::collections::BTreeMap;

use crate::check::lengths::exceeds_percent;
use crate::check::rule::rule;
use crate::check::spells::used_at_once;
use crate::diagnostics::{Diagnostic, Location};
use crate::inventory::Node;
use crate::model::{History, LaneId, LineId, Link, Mode, Network, PassageId, PlaceId};
use crate::units::{Distance, Gauge, Voltage};

rule! {
    /// Two lines have a section between the same two places, of the same mode and gauges, within five per cent of the
    /// same length, and both in use at once; or two lanes through the same passage are alike in the same way. Usually
    /// one link is written twice, and every alternative route is found twice.
    ///
    /// ```yaml
    /// lines:
    ///   baranovsky-khasan: {posts: [{baranovsky: 0 km}, {khasan: 238 km}]}
    ///   vladivostok-khasan: {posts: [{baranovsky: 60 km}, {khasan: 300 km}]}
    /// ```
    ///
    /// Keep one. Two tracks of one railway are `tracks: 2`; where one line replaced the other, end the older with
    /// `until`.
    "LB0601", Warning, "link that is written twice"
}

/// What two links have alike before their lengths and times are compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Alike<'n> {
    ends: (PlaceId, PlaceId),
    mode: Mode,
    gauges: Vec<Gauge>,
    /// A gas pipe beside an oil pipe is no copy of it.
    commodities: &'n [String],
    /// Nor is a line of another voltage.
    voltage: Option<Voltage>,
    passage: Option<PassageId>,
}

/// The line of a section, or the lane.
#[derive(PartialEq, Eq)]
enum Owner {
    Line(LineId),
    Lane(LaneId),
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<Alike<'_>, Vec<Link>> = BTreeMap::new();
    for link in network.links() {
        let (from, to) = network.ends(link);
        let mut key = Alike {
            ends: (from.min(to), from.max(to)),
            mode: network.mode(link),
            gauges: Vec::new(),
            commodities: &[],
            voltage: None,
            passage: None,
        };
        match link {
            Link::Section(id) => {
                let section = &network.sections[id];
                key.gauges.clone_from(&section.gauges);
                key.gauges.sort_unstable();
                key.commodities = &network.lines[section.line].commodities;
                key.voltage = section.voltage.as_ref().map(|voltage| voltage.typ);
            }
            Link::Lane(id) => key.passage = network.lanes[id].passage,
        }
        let alike = known.entry(key).or_default();
        let (_, length, history) = facts(network, link);
        let twin = alike.iter().find(|other| {
            let (_, other_length, other_history) = facts(network, **other);
            let near = !exceeds_percent(length.max(other_length), 105, length.min(other_length));
            near && owner(network, link) != owner(network, **other) && used_at_once(history, other_history)
        });
        if let Some(twin) = twin {
            out.push(told(network, link, *twin));
        }
        alike.push(link);
    }
}

fn told(network: &Network, link: Link, twin: Link) -> Diagnostic {
    let (from, to) = network.ends(link);
    let ((id, length, _), (other, other_length, _)) = (facts(network, link), facts(network, twin));
    let message = format!(
        "`{id}` joins {} and {} by {length}, as `{other}` does by {other_length}",
        network.places[from].id, network.places[to].id
    );
    RULE.found(message)
        .at(location(network, link))
        .also(location(network, twin), "the same link")
        .help("keep one of them, or end the older with `until`")
}

fn facts(network: &Network, link: Link) -> (&str, Distance, &History) {
    match link {
        Link::Section(id) => {
            let section = &network.sections[id];
            (&network.lines[section.line].id, section.distance, &section.status)
        }
        Link::Lane(id) => {
            let lane = &network.lanes[id];
            (&lane.id, lane.distance, &lane.status)
        }
    }
}

fn owner(network: &Network, link: Link) -> Owner {
    match link {
        Link::Section(id) => Owner::Line(network.sections[id].line),
        Link::Lane(id) => Owner::Lane(id),
    }
}

fn location(network: &Network, link: Link) -> Location {
    match link {
        Link::Section(id) => Node::end_of(network, id).name(),
        Link::Lane(id) => Node::entry(network.lanes[id].file, "lanes", &network.lanes[id].id).name(),
    }
}
