//! What pages on capacity share: limits, links with what flows over them, and the map of flows.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::capacity::{Element, Limited};
use crate::inventory::EntryKey;
use crate::model::{CargoId, Link, Network, PlaceId};
use crate::report::flow::{CargoFlow, LimitRecord, LinkFlowRecord, amount_told, number_told, rate_told};
use crate::site::map::{MapFigure, MapLink, MapNode};
use crate::site::view::{Origin, PageContext, Ref};

/// A capacity as pages show it.
#[derive(PartialEq, Serialize)]
pub struct LimitView {
    name: Ref,
    /// In which month, where each has its own.
    pub month: Option<String>,
    capacity: String,
    used: String,
    /// In thousandths, at most all of it: the length of its bar.
    bar: u32,
    is_full: bool,
    percent: String,
    caution: Option<String>,
    note: Option<String>,
    origin: Origin,
}

/// A link with what flows over it.
#[derive(Serialize)]
pub struct LinkRow {
    name: Ref,
    from: Ref,
    to: Option<Ref>,
    flow: String,
    percent: Option<String>,
    bar: u32,
    is_full: bool,
    in_every: bool,
}

/// A capacity with its figure and where that is from.
pub fn limit_view(context: &PageContext<'_>, limit: &LimitRecord) -> LimitView {
    LimitView {
        name: limit_ref(context, limit),
        month: limit.month.clone(),
        capacity: rate_told(limit.capacity, limit.unit),
        used: number_told(limit.used),
        bar: thousandths(limit.used_percent, 100.0),
        is_full: limit.used_percent >= 99.95,
        percent: format!("{}\u{a0}%", number_told(limit.used_percent)),
        caution: limit.caution(),
        note: limit.note.clone(),
        origin: Origin { as_of: limit.as_of.clone(), ..context.origin_of(&limit.sources, limit.confidence) },
    }
}

/// A capacity by name, with the page of what has it.
pub fn limit_ref(context: &PageContext<'_>, limit: &LimitRecord) -> Ref {
    let found = match limit.limited {
        Limited::Section { section, .. } => context.carrier(Link::Section(section)),
        Limited::Service { link, .. } => context.carrier(link),
        Limited::Transfer { transfer, .. } => context.transfer(transfer),
        Limited::Group { group, .. } => context.entry(EntryKey::CapacityGroup(group)),
        Limited::Quota(rule) => context.restriction(rule),
        Limited::Supply(supply) => context.entry(EntryKey::Supply(supply)),
        Limited::Storage(store) | Limited::Filling(store) | Limited::Emptying(store) => {
            context.entry(EntryKey::Storage(store))
        }
        Limited::Asked { place, .. } => context.place(place),
    };
    Ref { name: limit.name.clone(), ..found }
}

/// Links and transfers with flow, the fullest first, those of no known capacity last.
pub fn links(context: &PageContext<'_>, records: &[LinkFlowRecord]) -> Vec<LinkRow> {
    let network = context.site.network;
    let mut sorted: Vec<&LinkFlowRecord> = records.iter().collect();
    sorted.sort_by(|one, other| {
        let percent = |record: &LinkFlowRecord| record.used_percent.unwrap_or(-1.0);
        percent(other).total_cmp(&percent(one))
    });
    let row = |record: &LinkFlowRecord| {
        let reference = match record.element {
            Element::Link(link) => context.carrier(link),
            Element::Transfer(id) => context.transfer(id),
        };
        LinkRow {
            name: Ref { name: record.at.name.clone(), ..reference },
            from: context.place_by_id(&record.at.from, &record.at.from),
            to: (record.at.to != record.at.from).then(|| context.place_by_id(&record.at.to, &record.at.to)),
            flow: flow_told(network, record),
            percent: record.used_percent.map(|percent| format!("{}\u{a0}%", number_told(percent))),
            bar: thousandths(record.used_percent.unwrap_or(0.0), 100.0),
            is_full: record.used_percent.is_some_and(|percent| percent >= 99.95),
            in_every: record.in_every_cut,
        }
    };
    sorted.into_iter().map(row).collect()
}

/// What flows over a link of each cargo, both ways together.
pub fn flow_told(network: &Network, record: &LinkFlowRecord) -> String {
    let cargo = |id: &str| network.cargoes.find(id);
    let name = |id: CargoId| network.cargoes[id].name.to_lowercase();
    let several = record.flows.len() > 1;
    let told = record.flows.iter().filter_map(|flow| {
        let id = cargo(&flow.cargo)?;
        let amount = amount_told(flow.forward + flow.backward, network.cargoes[id].unit);
        Some(if several { format!("{amount} of {}", name(id)) } else { amount })
    });
    told.collect::<Vec<_>>().join(", ")
}

/// A share of a whole, in thousandths, at most all of it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn thousandths(part: f64, whole: f64) -> u32 {
    if whole > 0.0 { (part / whole * 1000.0).clamp(0.0, 1000.0).round() as u32 } else { 0 }
}

/// What flows where, over the rest of the network: the wider, the more.
pub fn flow_figure<'r>(
    context: &PageContext<'_>,
    records: &[LinkFlowRecord],
    ends: impl Iterator<Item = &'r String>,
    narrow: impl Iterator<Item = &'r String>,
    title: &str,
) -> MapFigure {
    let network = context.site.network;
    let total = |record: &LinkFlowRecord| -> f64 {
        let mass = |flow: &CargoFlow| {
            let kilograms = network.cargoes.find(&flow.cargo).and_then(|id| network.cargoes[id].kilograms());
            #[allow(clippy::cast_precision_loss)]
            let tonnes = kilograms.map_or(1.0, |[_, typ, _]| typ as f64 / 1000.0);
            (flow.forward + flow.backward) * tonnes
        };
        record.flows.iter().map(mass).sum()
    };
    let greatest = records.iter().map(total).fold(0.0, f64::max);
    let mut links = context.context(&BTreeSet::new());
    let mut drawn: Vec<(f64, MapLink)> = Vec::new();
    for record in records {
        let Element::Link(link) = record.element else { continue };
        let share = if greatest > 0.0 { total(record) / greatest } else { 0.0 };
        let width = 1.6 + 6.4 * share.sqrt();
        let base = match link {
            Link::Section(id) => context.section_link(id, width),
            Link::Lane(id) => context.lane_link(id, width, false),
        };
        let class = if record.in_every_cut { "is-route is-cut" } else { "is-route" };
        let name = format!("{}: {}", record.at.name, flow_told(network, record));
        drawn.push((width, MapLink { name, class: class.into(), ..base }));
    }
    // Narrow ones lie on top, so that none is hidden.
    drawn.sort_by(|one, other| other.0.total_cmp(&one.0));
    links.extend(drawn.into_iter().map(|(_, link)| link));
    let mut nodes: Vec<MapNode> = Vec::new();
    let mut add = |id: PlaceId, importance: u8| {
        if !nodes.iter().any(|node| node.id == network.places[id].id) {
            nodes.push(context.node(id, importance));
        }
    };
    ends.filter_map(|id| network.places.find(id)).for_each(|id| add(id, 1));
    narrow.filter_map(|id| network.places.find(id)).for_each(|id| add(id, 2));
    for record in records.iter().filter(|record| matches!(record.element, Element::Link(_))) {
        [&record.at.from, &record.at.to].into_iter().filter_map(|id| network.places.find(id)).for_each(|id| add(id, 4));
    }
    MapFigure {
        id: "flows".into(),
        title: title.into(),
        description: "What flows over each link, by width; the tables below hold the same.".into(),
        nodes,
        links,
    }
}
