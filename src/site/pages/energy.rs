//! Energy in one place: pipelines by what flows in them, LNG terminals, power lines, and the questions about them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::place::kilometres;
use super::{Page, by_name, trail, value};
use crate::inventory::EntryKey;
use crate::model::{CargoId, Line, LineId, Mode, PlaceId, PlaceKind, Section, TransferId, TransferKind};
use crate::site::Site;
use crate::site::format::{count, list, sentence_case};
use crate::site::map::{MapFigure, Projection};
use crate::site::maps::MapView;
use crate::site::view::{Badge, FigureView, PageContext, Ref, status_on};
use crate::site::words;
use crate::units::Distance;

#[derive(Serialize)]
struct Energy {
    lede: String,
    map: Option<MapView>,
    pipelines: Vec<LineGroup>,
    power: Option<LineGroup>,
    terminals: Vec<TerminalGroup>,
    routes: Vec<Ref>,
    demands: Vec<Ref>,
}

/// Lines that carry the same.
#[derive(Serialize)]
struct LineGroup {
    id: String,
    title: String,
    is_power: bool,
    rows: Vec<LineRow>,
}

#[derive(Serialize)]
struct LineRow {
    line: Ref,
    from: Option<Ref>,
    to: Option<Ref>,
    km: String,
    /// Diameters of pipes, voltages of power lines, each once.
    gauge: Vec<FigureView>,
    capacity: Vec<FigureView>,
    losses: Vec<FigureView>,
    investment: Option<FigureView>,
    badges: Vec<Badge>,
}

/// Transfers of one kind.
#[derive(Serialize)]
struct TerminalGroup {
    id: &'static str,
    title: &'static str,
    rows: Vec<TerminalRow>,
}

#[derive(Serialize)]
struct TerminalRow {
    transfer: Ref,
    place: Ref,
    country: String,
    capacity: Option<FigureView>,
    losses: Option<FigureView>,
    investment: Option<FigureView>,
    badge: Badge,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "energy/index.html".to_string();
    let context = PageContext::new(site, &path);
    let pipelines = pipelines(&context);
    let power = power(&context);
    let terminals = terminals(&context);
    let is_empty = pipelines.is_empty() && power.is_none() && terminals.is_empty();
    let lede = lede(&pipelines, power.as_ref(), &terminals);
    let map = (!is_empty).then(|| {
        let caption = format!(
            "Pipelines, power lines and LNG terminals over the rest of the network in grey; state on {}. What lies far from the others stands in the tables only.",
            site.as_of
        );
        context.draw(&figure(&context), caption)
    });
    let cargoes = energy_cargoes(site);
    let view = Energy {
        lede: lede.clone(),
        map,
        pipelines,
        power,
        terminals,
        routes: routes(&context, &cargoes),
        demands: demands(&context, &cargoes),
    };
    Page {
        template: "energy.html",
        kind: "energy",
        section: "energy",
        title: "Energy: gas, oil, LNG, power".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Energy"),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn lede(pipelines: &[LineGroup], power: Option<&LineGroup>, terminals: &[TerminalGroup]) -> String {
    let mut parts: Vec<String> = pipelines
        .iter()
        .map(|group| format!("{} for {}", count(group.rows.len(), "pipeline"), group.carries()))
        .collect();
    parts.extend(power.map(|group| count(group.rows.len(), "power line")));
    parts.extend(terminals.iter().map(|group| match group.id {
        "liquefaction" => count(group.rows.len(), "liquefaction plant"),
        "regasification" => count(group.rows.len(), "LNG import terminal"),
        _ => count(group.rows.len(), "converter station"),
    }));
    if parts.is_empty() {
        return "This network has no pipelines, power lines or LNG terminals.".into();
    }
    format!(
        "{}: built, being built, proposed or given up, with capacity, losses and investment as far as they are known.",
        sentence_case(&list(&parts, "and"))
    )
}

impl LineGroup {
    fn carries(&self) -> &str {
        self.title.split_once(": ").map_or("anything", |(_, carries)| carries)
    }
}

/// Pipelines by what flows in them, the group with the most lines first.
fn pipelines(context: &PageContext<'_>) -> Vec<LineGroup> {
    let network = context.site.network;
    let mut groups: BTreeMap<Vec<String>, Vec<LineId>> = BTreeMap::new();
    for id in lines_of(context, Mode::Pipeline) {
        groups.entry(network.lines[id].commodities.clone()).or_default().push(id);
    }
    let mut groups: Vec<LineGroup> = groups
        .into_iter()
        .enumerate()
        .map(|(number, (commodities, lines))| {
            let word = commodities.join("-");
            let is_plain = word.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
            let carries =
                if commodities.is_empty() { "anything".into() } else { words::commodities(&commodities, "and") };
            LineGroup {
                // A commodity may be any text; an address may not.
                id: if is_plain { format!("pipeline-{word}") } else { format!("pipeline-group-{number}") },
                title: format!("Pipelines: {carries}"),
                is_power: false,
                rows: lines.into_iter().map(|id| line_row(context, id)).collect(),
            }
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.rows.len()));
    groups
}

fn power(context: &PageContext<'_>) -> Option<LineGroup> {
    let rows: Vec<LineRow> = lines_of(context, Mode::Power).into_iter().map(|id| line_row(context, id)).collect();
    (!rows.is_empty()).then(|| LineGroup { id: "power".into(), title: "Power lines".into(), is_power: true, rows })
}

fn lines_of(context: &PageContext<'_>, mode: Mode) -> Vec<LineId> {
    let network = context.site.network;
    let of_mode = network.lines.iter().filter(|(_, line)| line.mode == mode).map(|(id, _)| id);
    by_name(of_mode, |id| network.lines[id].name.clone())
}

fn line_row(context: &PageContext<'_>, id: LineId) -> LineRow {
    let network = context.site.network;
    let line: &Line = &network.lines[id];
    let sections = || line.sections.iter().map(|section| &network.sections[*section]);
    let each = |figure: &dyn Fn(&Section) -> Option<FigureView>| {
        let mut views: Vec<FigureView> = Vec::new();
        for view in sections().filter_map(figure) {
            if !views.iter().any(|known| (&known.typ, &known.range) == (&view.typ, &view.range)) {
                views.push(view);
            }
        }
        views
    };
    let mut states: Vec<_> = sections().map(|section| status_on(&section.status, context.site.as_of)).collect();
    states.sort();
    states.dedup();
    let diameter = |section: &Section| section.diameter.as_ref().map(|figure| context.figure(figure));
    let voltage = |section: &Section| section.voltage.as_ref().map(|figure| context.figure(figure));
    LineRow {
        line: context.line(id),
        from: line.posts.first().map(|(place, _)| context.place(*place)),
        to: line.posts.last().map(|(place, _)| context.place(*place)),
        km: kilometres(sections().map(|section| section.distance).sum::<Distance>()),
        gauge: if line.mode == Mode::Power { each(&voltage) } else { each(&diameter) },
        capacity: each(&|section| section.capacity.as_ref().map(|figure| context.dated(figure))),
        losses: each(&|section| section.losses.as_ref().map(|figure| context.figure(figure))),
        investment: line.investment.as_ref().map(|figure| context.figure(figure)),
        badges: states.into_iter().map(Badge::from).collect(),
    }
}

/// Liquefaction, regasification and converters.
fn terminals(context: &PageContext<'_>) -> Vec<TerminalGroup> {
    let network = context.site.network;
    let of_kind = |is_one: fn(&TransferKind) -> bool| -> Vec<TerminalRow> {
        let ids = network.transfers.iter().filter(|(_, transfer)| is_one(&transfer.kind)).map(|(id, _)| id);
        by_name(ids, |id| words::transfer(network, id)).into_iter().map(|id| terminal_row(context, id)).collect()
    };
    [
        ("liquefaction", "LNG: liquefaction plants", of_kind(|kind| matches!(kind, TransferKind::Liquefaction))),
        ("regasification", "LNG: import terminals", of_kind(|kind| matches!(kind, TransferKind::Regasification))),
        (
            "converters",
            "Power: converters between grids",
            of_kind(|kind| matches!(kind, TransferKind::Converter { .. })),
        ),
    ]
    .into_iter()
    .filter(|(.., rows)| !rows.is_empty())
    .map(|(id, title, rows)| TerminalGroup { id, title, rows })
    .collect()
}

fn terminal_row(context: &PageContext<'_>, id: TransferId) -> TerminalRow {
    let network = context.site.network;
    let transfer = &network.transfers[id];
    let place = &network.places[transfer.at];
    TerminalRow {
        transfer: context.transfer(id),
        place: context.place(transfer.at),
        country: place.country.map_or_else(|| "at sea".into(), |country| country.name().to_string()),
        capacity: transfer.capacity.as_ref().map(|figure| context.dated(figure)),
        losses: transfer.losses.as_ref().map(|figure| context.figure(figure)),
        investment: transfer.investment.as_ref().map(|figure| context.figure(figure)),
        badge: context.badge(&transfer.status),
    }
}

/// Cargoes that pipelines or power lines carry.
fn energy_cargoes(site: &Site<'_>) -> BTreeSet<CargoId> {
    let is_energy = |mode: &Mode| matches!(mode, Mode::Pipeline | Mode::Power);
    let cargoes = site.network.cargoes.iter().filter(|(_, cargo)| cargo.modes.iter().any(is_energy));
    cargoes.map(|(id, _)| id).collect()
}

fn routes(context: &PageContext<'_>, cargoes: &BTreeSet<CargoId>) -> Vec<Ref> {
    let usual = context.site.network.meta.cargo;
    let asked = context.site.plans.iter().filter(|planned| {
        let cargo = planned.route.cargo.map_or(usual, |(cargo, _)| cargo);
        cargoes.contains(&cargo)
    });
    asked
        .map(|planned| Ref::to(planned.route.question.clone(), context.links.page("route", &planned.route.id)))
        .collect()
}

fn demands(context: &PageContext<'_>, cargoes: &BTreeSet<CargoId>) -> Vec<Ref> {
    let network = context.site.network;
    let of_energy = network.demands.iter().filter(|(_, demand)| cargoes.contains(&demand.cargo.0));
    of_energy.map(|(id, _)| context.entry(EntryKey::Demand(id))).collect()
}

fn figure(context: &PageContext<'_>) -> MapFigure {
    let network = context.site.network;
    let is_energy = |mode: Mode| matches!(mode, Mode::Pipeline | Mode::Power);
    let own: BTreeSet<LineId> =
        network.lines.iter().filter(|(_, line)| is_energy(line.mode)).map(|(id, _)| id).collect();
    let ends: BTreeSet<PlaceId> =
        own.iter().flat_map(|id| &network.lines[*id].posts).map(|(place, _)| *place).collect();
    let terminals = network.places.iter().filter(|(_, place)| place.kind == PlaceKind::LngTerminal).map(|(id, _)| id);
    let places: BTreeSet<PlaceId> = ends.into_iter().chain(terminals).collect();
    let near = near(context, &places);
    let is_near = |id: &LineId| network.lines[*id].posts.iter().any(|(place, _)| near.contains(place));
    let own: BTreeSet<LineId> = own.into_iter().filter(is_near).collect();
    let mut links = context.context(&own);
    links.extend(own.iter().flat_map(|id| context.line_links(*id, 2.4, false)));
    MapFigure {
        id: "energy".into(),
        title: "Map: pipelines, power lines and LNG terminals".into(),
        description: "The tables below hold the same.".into(),
        nodes: near.into_iter().map(|place| context.node(place, network.places[place].importance)).collect(),
        links,
    }
}

/// Places that do not lie far away from most of the others: one field across an ocean would shrink all the rest.
fn near(context: &PageContext<'_>, places: &BTreeSet<PlaceId>) -> BTreeSet<PlaceId> {
    /// How much farther than nine tenths of the places others may lie from their middle.
    const FARTHER: f64 = 1.2;
    let at = |place: &PlaceId| context.site.network.places[*place].at;
    let middle = Projection::for_positions(places.iter().map(at)).centre();
    let mut distances: Vec<f64> = places.iter().map(|place| at(place).metres_to(middle)).collect();
    distances.sort_by(f64::total_cmp);
    let limit = distances.get(distances.len() * 9 / 10).map_or(f64::INFINITY, |distance| distance * FARTHER);
    places.iter().copied().filter(|place| at(place).metres_to(middle) <= limit).collect()
}
