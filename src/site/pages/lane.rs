//! A sea lane: how long and deep it is, its states over time, where it leads on, what rests on it and what goes over it.

use serde::Serialize;

use super::bearing::{Bearing, bearing};
use super::passage::ports_near;
use super::{Page, limits, trail, value};
use crate::capacity::Element;
use crate::inventory::EntryKey;
use crate::model::{Lane, LaneId, Link, PlaceId, Service, Subject};
use crate::report::timetable;
use crate::site::Site;
use crate::site::format::{sentence_case, whole};
use crate::site::histories::{Strip, StripKey, is_eventful, strip_key};
use crate::site::map::MapFigure;
use crate::site::maps::MapView;
use crate::site::view::{Badge, FigureView, Origin, PageContext, Ref, SpellView};

#[derive(Serialize)]
struct LaneView {
    name: String,
    id: String,
    from: Ref,
    to: Ref,
    nm: String,
    km: String,
    is_published: bool,
    badge: Badge,
    depth: Option<FigureView>,
    under_keel: Option<FigureView>,
    passage: Option<PassageView>,
    ice_area: Option<Ref>,
    admissions: Vec<Ref>,
    escort_zone: Option<u8>,
    service: Option<ServiceView>,
    note: Option<String>,
    origin: Origin,
    map: MapView,
    spells: Vec<SpellView>,
    strips: Vec<Strip>,
    heads: Vec<i32>,
    key: Vec<StripKey>,
    /// Where a ship may sail on from each of its ends.
    onward: Vec<Onward>,
    flows: Vec<FlowRow>,
    rules: Vec<Bearing>,
    routes: Vec<Ref>,
}

/// The passage it runs through, with what that adds.
#[derive(Serialize)]
struct PassageView {
    name: Ref,
    times: Vec<FigureView>,
    costs: Vec<FigureView>,
    max_draughts: Vec<FigureView>,
}

#[derive(Serialize)]
struct ServiceView {
    told: String,
    slots: Option<FigureView>,
    origin: Origin,
}

/// Another lane from one of the ends.
#[derive(Serialize)]
struct Onward {
    at: Ref,
    lane: Ref,
    to: Ref,
    nm: String,
    badge: Badge,
}

/// What a question of the report sends over it.
#[derive(Serialize)]
struct FlowRow {
    question: Ref,
    amount: String,
}

pub fn page(site: &Site<'_>, id: LaneId) -> Page {
    let network = site.network;
    let lane = &network.lanes[id];
    let path = format!("lane/{}/index.html", lane.id);
    let context = PageContext::new(site, &path);
    let (from, to) = (context.place(lane.from), context.place(lane.to));
    let nm = whole(lane.distance.nautical_miles());
    let badge = context.badge(&lane.status);
    let link = Link::Lane(id);
    let told = context.histories(std::iter::once(link), std::iter::empty());
    let changed = is_eventful(&lane.status, site.as_of);
    let description = format!(
        "Sea lane of {nm} nautical miles from {} to {}, {} on {}; depth, ice, states over time and sources.",
        from.name, to.name, badge.word, site.as_of
    );
    let view = LaneView {
        name: lane.name.clone(),
        id: lane.id.clone(),
        from,
        to,
        nm,
        km: whole(lane.distance.km()),
        is_published: lane.published.is_some(),
        badge,
        depth: lane.depth.as_ref().map(|figure| context.figure(figure)),
        under_keel: lane.under_keel.as_ref().map(|figure| context.figure(figure)),
        passage: passage(&context, lane),
        ice_area: lane.ice_area.map(|area| context.entry(EntryKey::IceArea(area))),
        admissions: admissions(&context, lane),
        escort_zone: lane.escort_zone,
        service: lane.service.as_ref().map(|service| service_view(&context, service)),
        note: lane.note.as_deref().map(sentence_case),
        origin: context.origin(lane.published.as_ref().map_or(&lane.provenance, |figure| &figure.provenance)),
        map: draw(&context, id),
        spells: context.spells(&lane.status),
        strips: if changed { told.iter().map(|told| context.strip(told)).collect() } else { Vec::new() },
        heads: context.strip_years(),
        key: strip_key(),
        onward: [lane.from, lane.to].into_iter().flat_map(|end| onward(&context, id, end)).collect(),
        flows: flows(&context, id),
        rules: bearing(&context, &[link], &[]),
        routes: site.meeting.plans_by_lane(&lane.id).iter().map(|plan| context.planned(*plan)).collect(),
    };
    Page {
        template: "lane.html",
        kind: "lane",
        section: "lanes",
        title: format!("{}, sea lane", lane.name),
        description,
        breadcrumb: trail(&path, Some(("Sea lanes", "lanes")), &lane.name),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn passage(context: &PageContext<'_>, lane: &Lane) -> Option<PassageView> {
    let id = lane.passage?;
    let passage = &context.site.network.passages[id];
    Some(PassageView {
        name: context.subject(Subject::Passage(id)),
        times: passage.time.as_ref().map_or(Vec::new(), |time| context.all_periods(time)),
        costs: passage.cost.as_ref().map_or(Vec::new(), |cost| context.all_periods(cost)),
        max_draughts: passage.max_draught.as_ref().map_or(Vec::new(), |draught| context.all_periods(draught)),
    })
}

/// The sets of rules of its regimes.
fn admissions(context: &PageContext<'_>, lane: &Lane) -> Vec<Ref> {
    let sets = context.site.network.admissions.iter().filter(|(_, set)| lane.admission.contains(&set.regime));
    sets.map(|(id, _)| context.entry(EntryKey::Admission(id))).collect()
}

fn service_view(context: &PageContext<'_>, service: &Service) -> ServiceView {
    let [out, back] = [true, false].map(|forward| timetable(service, forward));
    ServiceView {
        told: if out == back { sentence_case(&out) } else { format!("Out: {out}. Back: {back}") },
        slots: service.slots.as_ref().map(|figure| context.figure(figure)),
        origin: context.origin(&service.provenance),
    }
}

fn onward(context: &PageContext<'_>, id: LaneId, end: PlaceId) -> Vec<Onward> {
    let network = context.site.network;
    let lanes = context.site.meeting.links_at(end).iter().filter_map(|link| match link {
        Link::Lane(lane) if *lane != id => Some(*lane),
        _ => None,
    });
    let told = |other: LaneId| {
        let lane = &network.lanes[other];
        Onward {
            at: context.place(end),
            lane: context.lane(other),
            to: context.place(if lane.from == end { lane.to } else { lane.from }),
            nm: whole(lane.distance.nautical_miles()),
            badge: context.badge(&lane.status),
        }
    };
    lanes.map(told).collect()
}

fn flows(context: &PageContext<'_>, id: LaneId) -> Vec<FlowRow> {
    let site = context.site;
    let sent = site.assignments.iter().filter_map(|flow| {
        let own = |record: &&crate::report::flow::LinkFlowRecord| record.element == Element::Link(Link::Lane(id));
        let record = flow.report.links.iter().find(own)?;
        let question = Ref::to(flow.asked.question.clone(), context.links.page("flow", &flow.asked.id));
        Some(FlowRow { question, amount: limits::flow_told(site.network, record) })
    });
    sent.collect()
}

fn draw(context: &PageContext<'_>, id: LaneId) -> MapView {
    let network = context.site.network;
    let lane = &network.lanes[id];
    let ends = [lane.from, lane.to];
    // Its ends may be points at sea: without the ports near them few would know where it is.
    let near = ports_near(context, &ends);
    let nodes = ends.iter().map(|end| context.node(*end, 1)).chain(near.iter().map(|port| context.node(*port, 3)));
    let shown: Vec<PlaceId> = ends.iter().chain(&near).copied().collect();
    let figure = MapFigure {
        id: "lane".into(),
        title: format!("Map: {}", lane.name),
        description: "The sea lane, its two ends and the ports near them, over the rest of the network in grey.".into(),
        nodes: nodes.collect(),
        links: vec![context.lane_link(id, 3.2, false)],
    };
    let behind = context.network_behind(&figure, &shown);
    let (nm, state) = (whole(lane.distance.nautical_miles()), context.badge(&lane.status).word);
    context.draw_over(&figure, &behind, format!("{nm} nautical miles, {state} on {}.", context.site.as_of))
}
