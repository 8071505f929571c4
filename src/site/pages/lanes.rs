//! Sea lanes and passages, all on one page.

use serde::Serialize;

use super::{Page, by_name, trail, value};
use crate::model::{Link, Subject};
use crate::site::Site;
use crate::site::format::{count, sentence_case, whole};
use crate::site::map::MapFigure;
use crate::site::maps::MapView;
use crate::site::view::{Badge, FigureView, Origin, PageContext, Ref};

#[derive(Serialize)]
struct Lanes {
    lede: String,
    map: MapView,
    rows: Vec<LaneRow>,
    passages: Vec<PassageView>,
}

#[derive(Serialize)]
struct LaneRow {
    id: String,
    lane: Ref,
    from: Ref,
    to: Ref,
    nm: String,
    km: String,
    is_published: bool,
    depth: Option<FigureView>,
    passage: Option<Ref>,
    ice_area: Option<Ref>,
    admission: Option<String>,
    escort_zone: Option<u8>,
    under_keel: Option<FigureView>,
    badge: Badge,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
struct PassageView {
    id: String,
    passage: Ref,
    times: Vec<FigureView>,
    costs: Vec<FigureView>,
    max_draughts: Vec<FigureView>,
    lanes: usize,
    note: Option<String>,
    origin: Origin,
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "lanes/index.html".to_string();
    let context = PageContext::new(site, &path);
    let lanes: Vec<LaneRow> = by_name(network.lanes.keys(), |id| network.lanes[id].name.clone())
        .into_iter()
        .map(|id| (id, &network.lanes[id]))
        .map(|(id, lane)| LaneRow {
            id: lane.id.clone(),
            lane: context.lane(id),
            from: context.place(lane.from),
            to: context.place(lane.to),
            nm: whole(lane.distance.nautical_miles()),
            km: whole(lane.distance.km()),
            is_published: lane.published.is_some(),
            depth: lane.depth.as_ref().map(|figure| context.figure(figure)),
            passage: lane.passage.map(|id| context.subject(Subject::Passage(id))),
            ice_area: lane.ice_area.map(|area| {
                let area = &network.ice_areas[area];
                Ref::to(area.name.clone(), context.links.entry("season", &format!("area-{}", area.id)))
            }),
            admission: (!lane.admission.is_empty()).then(|| lane.admission.join(", ")),
            escort_zone: lane.escort_zone,
            under_keel: lane.under_keel.as_ref().map(|figure| context.figure(figure)),
            badge: context.badge(&network.lanes[id].status),
            note: lane.note.as_deref().map(sentence_case),
            origin: context.origin(lane.published.as_ref().map_or(&lane.provenance, |figure| &figure.provenance)),
        })
        .collect();
    let passages = network
        .passages
        .iter()
        .map(|(id, passage)| PassageView {
            id: passage.id.clone(),
            passage: context.subject(Subject::Passage(id)),
            times: passage.time.as_ref().map_or(Vec::new(), |time| context.all_periods(time)),
            costs: passage.cost.as_ref().map_or(Vec::new(), |cost| context.all_periods(cost)),
            max_draughts: passage.max_draught.as_ref().map_or(Vec::new(), |figure| context.all_periods(figure)),
            lanes: network.lanes.values().filter(|lane| lane.passage == Some(id)).count(),
            note: passage.note.as_deref().map(sentence_case),
            origin: context.origin(&passage.provenance),
        })
        .collect();
    let lede = format!(
        "{} between ports, straits and points at sea, and {}. A lane is as long as its shape, unless a length was published.",
        count(lanes.len(), "sea lane"),
        count(network.passages.len(), "passage")
    );
    let links: Vec<Link> = network.lanes.keys().map(Link::Lane).collect();
    let map = context.draw(&figure(&context), context.told_states(&links, "sea lane"));
    Page {
        template: "lanes.html",
        kind: "lanes",
        section: "lanes",
        title: "Sea lanes and passages".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Sea lanes"),
        view: value(Lanes { lede, map, rows: lanes, passages }),
        beside: Vec::new(),
        path,
    }
}

fn figure(context: &PageContext<'_>) -> MapFigure {
    let network = context.site.network;
    let is_end = |id: crate::model::PlaceId| network.lanes.values().any(|lane| lane.from == id || lane.to == id);
    MapFigure {
        id: "lanes".into(),
        title: "Map: sea lanes".into(),
        description: "All sea lanes with their ports; the table below holds the same.".into(),
        nodes: network
            .places
            .iter()
            .filter(|(id, _)| is_end(*id))
            .map(|(id, place)| context.node(id, place.importance))
            .collect(),
        links: network.lanes.keys().map(|id| context.lane_link(id, 2.0, false)).collect(),
    }
}
