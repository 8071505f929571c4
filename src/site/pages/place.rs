//! A place: facts, surroundings, the lines and lanes there, and what it takes to change there.

use crate::site::map::Look as _;

use serde::Serialize;

use super::{Page, trail, value};
use crate::inventory::EntryKey;
use crate::model::{Link, PlaceId, PlaceKind, TransferId};
use crate::site::Site;
use crate::site::format::{UNKNOWN, count, sentence_case, whole};
use crate::site::histories::{Strip, StripKey, is_eventful, strip_key};
use crate::site::map::{MapFigure, MapNode};
use crate::site::maps::MapView;
use crate::site::view::{Badge, FigureView, Origin, PageContext, Ref, SpellView};
use crate::site::words;
use crate::units::{Distance, Position};

#[derive(Serialize)]
struct PlaceView {
    name: String,
    id: String,
    kind: String,
    country: String,
    city: Option<String>,
    siblings: Vec<Ref>,
    aliases: String,
    locode: String,
    position: String,
    is_port: bool,
    max_draught: Vec<FigureView>,
    ice_season: Option<IceSeasonView>,
    demands: Vec<Ref>,
    note: Option<String>,
    origin: Origin,
    map: MapView,
    neighbours: Vec<Neighbour>,
    transfers: Vec<TransferView>,
    strips: Vec<Strip>,
    heads: Vec<i32>,
    key: Vec<StripKey>,
    routes: Vec<Ref>,
    rules: Vec<Ref>,
}

/// When ice navigation is usual.
#[derive(Serialize)]
struct IceSeasonView {
    days: String,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
struct Neighbour {
    place: Ref,
    by: Ref,
    class: String,
    mode: String,
    km: String,
    detail: String,
    badge: Badge,
}

#[derive(Serialize)]
struct TransferView {
    id: String,
    name: String,
    /// What it does, if it has a name of its own.
    does: Option<String>,
    commodities: Option<String>,
    opening_hours: Option<String>,
    losses: Option<FigureView>,
    investment: Option<FigureView>,
    badge: Badge,
    times: Vec<FigureView>,
    costs: Vec<FigureView>,
    capacities: Vec<FigureView>,
    spells: Vec<SpellView>,
    note: Option<String>,
    origin: Origin,
}

pub fn page(site: &Site<'_>, id: PlaceId) -> Page {
    let network = site.network;
    let place = &network.places[id];
    let path = format!("place/{}/index.html", place.id);
    let context = PageContext::new(site, &path);
    let links = site.meeting.links_at(id);
    let country = place.country.map_or("at sea".to_string(), |country| country.name().to_string());
    let siblings = place.city.map_or(Vec::new(), |city| {
        network.cities[city].places.iter().filter(|other| **other != id).map(|other| context.place(*other)).collect()
    });
    let transfers: Vec<TransferView> =
        site.meeting.transfers_at(id).iter().map(|transfer| transfer_view(&context, *transfer)).collect();
    let neighbours: Vec<Neighbour> = links.iter().map(|link| neighbour(&context, id, *link)).collect();
    let description = format!(
        "{}: {} in {country} with {} and {}; times, costs, states and sources.",
        place.name,
        place.kind.label(),
        count(neighbours.len(), "link"),
        count(transfers.len(), "transfer"),
    );
    let view = PlaceView {
        name: place.name.clone(),
        id: place.id.clone(),
        kind: place.kind.label(),
        country: country.clone(),
        city: place.city.map(|city| network.cities[city].name.clone()),
        siblings,
        aliases: place.aliases.join(", "),
        locode: place.locode.clone().unwrap_or_else(|| UNKNOWN.into()),
        position: coordinates(place.at),
        is_port: matches!(place.kind, PlaceKind::Port | PlaceKind::LngTerminal) || place.max_draught.is_some(),
        max_draught: place.max_draught.as_ref().map_or(Vec::new(), |figure| context.all_periods(figure)),
        ice_season: place.ice_season.as_ref().map(|season| IceSeasonView {
            days: season.season.to_string(),
            note: season.note.as_deref().map(sentence_case),
            origin: context.origin(&season.provenance),
        }),
        demands: demands(&context, id),
        note: place.note.as_deref().map(sentence_case),
        origin: context.origin(&place.provenance),
        map: surroundings(&context, id, links, context.told_states(links, "link")),
        neighbours,
        transfers,
        strips: strips(&context, id),
        heads: context.strip_years(),
        key: strip_key(),
        routes: routes(&context, &place.id),
        rules: rules(&context, id),
    };
    Page {
        template: "place.html",
        kind: "place",
        section: "places",
        title: format!("{}, {} in {country}", place.name, place.kind.label()),
        description,
        breadcrumb: trail(&path, Some(("Places", "places")), &place.name),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

/// `49.650° N, 117.325° E`
pub fn coordinates(at: Position) -> String {
    let (north, east) = (if at.latitude < 0.0 { "S" } else { "N" }, if at.longitude < 0.0 { "W" } else { "E" });
    format!("{:.3}° {north}, {:.3}° {east}", at.latitude.abs(), at.longitude.abs())
}

fn neighbour(context: &PageContext<'_>, id: PlaceId, link: Link) -> Neighbour {
    let network = context.site.network;
    let (from, to) = network.ends(link);
    let mode = network.mode(link);
    let (distance, detail, history) = match link {
        Link::Section(section) => {
            let section = &network.sections[section];
            let diameter = section.diameter.as_ref().map(|figure| figure.typ.to_string());
            let voltage = section.voltage.as_ref().map(|figure| figure.typ.to_string());
            (section.distance, diameter.or(voltage).unwrap_or_else(|| gauges(&section.gauges)), &section.status)
        }
        Link::Lane(lane) => {
            let lane = &network.lanes[lane];
            (lane.distance, format!("{} nm", whole(lane.distance.nautical_miles())), &lane.status)
        }
    };
    Neighbour {
        place: context.place(if from == id { to } else { from }),
        by: context.carrier(link),
        class: mode.class(),
        mode: words::mode(mode),
        km: kilometres(distance),
        detail,
        badge: context.badge(history),
    }
}

/// Kilometres without the unit: whole, or one decimal below a hundred.
pub fn kilometres(distance: Distance) -> String {
    if distance.metres() < 100_000 && !distance.metres().is_multiple_of(1000) {
        format!("{:.1}", distance.km())
    } else {
        whole(distance.km())
    }
}

/// Gauges of a section in words.
pub fn gauges(gauges: &[crate::units::Gauge]) -> String {
    gauges.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}

fn transfer_view(context: &PageContext<'_>, id: TransferId) -> TransferView {
    let transfer = &context.site.network.transfers[id];
    TransferView {
        id: transfer.id.clone(),
        name: transfer.name.clone().unwrap_or_else(|| words::transfer_kind(&transfer.kind)),
        does: transfer.name.is_some().then(|| words::transfer_kind(&transfer.kind)),
        commodities: (!transfer.commodities.is_empty()).then(|| words::commodities(&transfer.commodities, "and")),
        opening_hours: transfer.opening_hours.map(|hours| hours.to_string().replace('-', "–")),
        losses: transfer.losses.as_ref().map(|figure| context.figure(figure)),
        investment: transfer.investment.as_ref().map(|figure| context.figure(figure)),
        badge: context.badge(&transfer.status),
        times: context.all_periods(&transfer.time),
        costs: transfer.cost.as_ref().map_or(Vec::new(), |cost| context.all_periods(cost)),
        capacities: transfer.capacity.as_ref().map_or(Vec::new(), |capacity| context.all_periods(capacity)),
        spells: context.spells(&transfer.status),
        note: transfer.note.as_deref().map(sentence_case),
        origin: context.origin(&transfer.provenance),
    }
}

/// The states over time of what meets here, as far as they changed or are not simply in use; transfers first.
fn strips(context: &PageContext<'_>, id: PlaceId) -> Vec<Strip> {
    let meeting = &context.site.meeting;
    let transfers = context.histories(std::iter::empty(), meeting.transfers_at(id).iter().copied());
    let links = context.histories(meeting.links_at(id).iter().copied(), std::iter::empty());
    let told = transfers.iter().chain(&links).filter(|told| is_eventful(told.history, context.site.as_of));
    told.map(|told| context.strip(told)).collect()
}

/// A link so many times as long as the middle one of a place would shrink all others on its map to a speck.
const FAR: u64 = 20;

fn surroundings(context: &PageContext<'_>, id: PlaceId, links: &[Link], mut caption: String) -> MapView {
    let network = context.site.network;
    let place = &network.places[id];
    let mut lengths: Vec<u64> = links.iter().map(|link| network.distance(*link).metres()).collect();
    lengths.sort_unstable();
    let farthest = lengths.get(lengths.len() / 2).map_or(u64::MAX, |middle| middle.saturating_mul(FAR));
    let (near, far): (Vec<Link>, Vec<Link>) =
        links.iter().partition(|link| network.distance(**link).metres() <= farthest.max(1));
    if !far.is_empty() {
        caption.push_str(" What lies far from the others stands in the table only.");
    }
    let mut shown: Vec<PlaceId> = Vec::new();
    let mut nodes: Vec<MapNode> = vec![context.node(id, 1)];
    for link in &near {
        let (from, to) = network.ends(*link);
        let other = if from == id { to } else { from };
        if other != id && !shown.contains(&other) {
            shown.push(other);
            nodes.push(context.node(other, 3));
        }
    }
    let own = near.iter().map(|link| match link {
        Link::Section(section) => context.section_link(*section, 3.0),
        Link::Lane(lane) => context.lane_link(*lane, 2.2, false),
    });
    let figure = MapFigure {
        id: "surroundings".into(),
        title: format!("Map: {} and its neighbours", place.name),
        description: format!("{} with {} to its neighbours.", place.name, count(near.len(), "link")),
        nodes,
        links: own.collect(),
    };
    shown.push(id);
    context.draw_over(&figure, &context.network_behind(&figure, &shown), caption)
}

/// Report routes that pass here.
fn routes(context: &PageContext<'_>, place: &str) -> Vec<Ref> {
    context.site.meeting.plans_through(place).iter().map(|plan| context.planned(*plan)).collect()
}

/// Demands from or to here, or the city that it belongs to.
fn demands(context: &PageContext<'_>, id: PlaceId) -> Vec<Ref> {
    let here = context.site.demands.iter().filter(|demand| demand.from.contains(&id) || demand.to.contains(&id));
    here.map(|demand| context.entry(EntryKey::Demand(demand.id))).collect()
}

/// Restrictions that name this place or a transfer at it.
fn rules(context: &PageContext<'_>, id: PlaceId) -> Vec<Ref> {
    let network = context.site.network;
    let names = |matches: &crate::model::Match| {
        matches.places.contains(&id) || matches.transfers.iter().any(|transfer| network.transfers[*transfer].at == id)
    };
    network
        .restrictions
        .iter()
        .filter(|(_, rule)| names(&rule.matches) || rule.exceptions.iter().any(|exception| names(&exception.matches)))
        .map(|(id, _)| context.restriction(id))
        .collect()
}
