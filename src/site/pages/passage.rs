//! A strait, canal or other passage, seen from close by: what it adds to sailing, the lanes through it, what rests on it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Page, by_name, limits, trail, value};
use crate::capacity::Element;
use crate::model::{LaneId, Link, Match, PassageId, PlaceId, PlaceKind, Subject};
use crate::site::Site;
use crate::site::format::{count, sentence_case, whole};
use crate::site::map::MapFigure;
use crate::site::maps::MapView;
use crate::site::view::{Badge, FigureView, Origin, PageContext, Ref};

/// Ports so near to one of its lanes' ends, in metres, are drawn with it.
const NEAR: f64 = 250_000.0;

#[derive(Serialize)]
struct PassageView {
    name: String,
    id: String,
    times: Vec<FigureView>,
    costs: Vec<FigureView>,
    max_draughts: Vec<FigureView>,
    note: Option<String>,
    origin: Origin,
    map: Option<MapView>,
    lanes: Vec<LaneRow>,
    flows: Vec<FlowRow>,
    rules: Vec<Ref>,
    routes: Vec<Ref>,
}

#[derive(Serialize)]
struct LaneRow {
    lane: Ref,
    from: Ref,
    to: Ref,
    nm: String,
    depth: Option<FigureView>,
    badge: Badge,
}

/// What a question of the report sends through it.
#[derive(Serialize)]
struct FlowRow {
    question: Ref,
    amounts: Vec<String>,
}

pub fn page(site: &Site<'_>, id: PassageId) -> Page {
    let network = site.network;
    let passage = &network.passages[id];
    let path = format!("passage/{}/index.html", passage.id);
    let context = PageContext::new(site, &path);
    let through = network.lanes.iter().filter(|(_, lane)| lane.passage == Some(id)).map(|(lane, _)| lane);
    let lanes = by_name(through, |lane| network.lanes[lane].name.clone());
    let description = format!(
        "{}: {} through it; time, cost and draught, close map, states and sources.",
        passage.name,
        count(lanes.len(), "sea lane")
    );
    let plans: BTreeSet<usize> =
        lanes.iter().flat_map(|lane| site.meeting.plans_by_lane(&network.lanes[*lane].id)).copied().collect();
    let view = PassageView {
        name: passage.name.clone(),
        id: passage.id.clone(),
        times: passage.time.as_ref().map_or(Vec::new(), |time| context.all_periods(time)),
        costs: passage.cost.as_ref().map_or(Vec::new(), |cost| context.all_periods(cost)),
        max_draughts: passage.max_draught.as_ref().map_or(Vec::new(), |figure| context.all_periods(figure)),
        note: passage.note.as_deref().map(sentence_case),
        origin: context.origin(&passage.provenance),
        map: (!lanes.is_empty()).then(|| draw(&context, id, &lanes)),
        lanes: lanes.iter().map(|lane| lane_row(&context, *lane)).collect(),
        flows: flows(&context, &lanes),
        rules: rules(&context, id),
        routes: plans.into_iter().map(|plan| context.planned(plan)).collect(),
    };
    Page {
        template: "passage.html",
        kind: "passage",
        section: "lanes",
        title: format!("{}, passage", passage.name),
        description,
        breadcrumb: trail(&path, Some(("Sea lanes", "lanes")), &passage.name),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn lane_row(context: &PageContext<'_>, id: LaneId) -> LaneRow {
    let lane = &context.site.network.lanes[id];
    LaneRow {
        lane: context.lane(id),
        from: context.place(lane.from),
        to: context.place(lane.to),
        nm: whole(lane.distance.nautical_miles()),
        depth: lane.depth.as_ref().map(|figure| context.figure(figure)),
        badge: context.badge(&lane.status),
    }
}

fn flows(context: &PageContext<'_>, lanes: &[LaneId]) -> Vec<FlowRow> {
    let site = context.site;
    let is_through = |element: Element| matches!(element, Element::Link(Link::Lane(lane)) if lanes.contains(&lane));
    let rows = site.assignments.iter().map(|flow| FlowRow {
        question: Ref::to(flow.asked.question.clone(), context.links.page("flow", &flow.asked.id)),
        amounts: flow
            .report
            .links
            .iter()
            .filter(|record| is_through(record.element))
            .map(|record| format!("{} by {}", limits::flow_told(site.network, record), record.at.name))
            .collect(),
    });
    rows.filter(|row| !row.amounts.is_empty()).collect()
}

/// Restrictions that name it.
fn rules(context: &PageContext<'_>, id: PassageId) -> Vec<Ref> {
    let names = |matches: &Match| matches.passages.contains(&id);
    let all = context.site.network.restrictions.iter();
    let naming = all.filter(|(_, rule)| names(&rule.matches) || rule.exceptions.iter().any(|one| names(&one.matches)));
    naming.map(|(rule, _)| context.restriction(rule)).collect()
}

/// Ports near one of these places that are none of them.
pub fn ports_near(context: &PageContext<'_>, ends: &[PlaceId]) -> Vec<PlaceId> {
    let network = context.site.network;
    let is_near =
        |place: PlaceId| ends.iter().any(|end| network.places[*end].at.metres_to(network.places[place].at) < NEAR);
    let ports =
        network.places.iter().filter(|(_, place)| matches!(place.kind, PlaceKind::Port | PlaceKind::LngTerminal));
    ports.map(|(port, _)| port).filter(|port| !ends.contains(port) && is_near(*port)).collect()
}

fn draw(context: &PageContext<'_>, id: PassageId, lanes: &[LaneId]) -> MapView {
    let network = context.site.network;
    let ends: Vec<PlaceId> =
        lanes.iter().flat_map(|lane| [network.lanes[*lane].from, network.lanes[*lane].to]).collect();
    let mut shown: Vec<PlaceId> = ends.clone();
    shown.sort_unstable();
    shown.dedup();
    shown.extend(ports_near(context, &ends));
    let node = |place: &PlaceId| {
        let is_end = ends.contains(place);
        context.node(*place, if is_end { 1 } else { network.places[*place].importance.max(2) })
    };
    let figure = MapFigure {
        id: "passage".into(),
        title: format!("Map: {}", network.subject_name(Subject::Passage(id))),
        description:
            "The lanes through it and the ports near it, over the rest of the network in grey; the table below holds \
                      the lanes."
                .into(),
        nodes: shown.iter().map(node).collect(),
        links: lanes.iter().map(|lane| context.lane_link(*lane, 3.0, false)).collect(),
    };
    let behind = context.network_behind(&figure, &shown);
    let links: Vec<Link> = lanes.iter().copied().map(Link::Lane).collect();
    context.draw_over(&figure, &behind, context.told_states(&links, "sea lane"))
}
