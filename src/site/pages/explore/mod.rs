//! The map to move in, and the same in lists: places, lines and lanes with their state by year, planned routes.
//!
//! The page is whole without a script. With one, its lists become a map that turns, a slider of years, layers, and the
//! planned routes between two places. [`years`] tells states by year; [`data`] is what the script draws.

mod data;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Page, by_name, trail, value};
use crate::model::{History, LaneId, LineId, Mode, PlaceId, PlaceKind, SectionId};
use crate::report::CommandLine;
use crate::site::Site;
use crate::site::format::{count, days, days_range, sentence_case};
use crate::site::map::{Look as _, MapStatus};
use crate::site::plans::Planned;
use crate::site::view::{PageContext, Ref};
use crate::site::words;
use years::Years;

#[derive(Serialize)]
struct Explore {
    lede: String,
    first: i32,
    last: i32,
    present: i32,
    network_data: &'static str,
    style: String,
    script: String,
    land: String,
    fine_land: String,
    modes: Vec<Layer>,
    states: Vec<Layer>,
    /// `landbridge plan`, and what comes after the two places.
    command: String,
    options: String,
    overview: String,
    lanes_page: String,
    counts: Vec<CountRow>,
    routes: Vec<RouteRow>,
    lines: Vec<LineGroup>,
    lanes: Vec<LaneRow>,
    countries: Vec<CountryGroup>,
}

/// What can be switched off.
#[derive(Serialize)]
struct Layer {
    class: String,
    word: String,
}

/// How many sections and lanes are open at the end of a year, by mode.
#[derive(Serialize)]
struct CountRow {
    year: i32,
    open: Vec<usize>,
}

#[derive(Serialize)]
struct RouteRow {
    route: Ref,
    ends: String,
    answer: String,
    depart: String,
    is_whatif: bool,
}

#[derive(Serialize)]
struct LineGroup {
    id: String,
    mode: String,
    rows: Vec<LineRow>,
}

#[derive(Serialize)]
struct LineRow {
    line: Ref,
    parts: Vec<PartRow>,
}

/// A part of a line that has one history.
#[derive(Serialize)]
struct PartRow {
    /// Which part, if the line has several.
    stretch: Option<String>,
    years: String,
}

#[derive(Serialize)]
struct LaneRow {
    name: String,
    years: String,
}

#[derive(Serialize)]
struct CountryGroup {
    country: String,
    places: Vec<PlaceRow>,
}

#[derive(Serialize)]
struct PlaceRow {
    place: Ref,
    kind: String,
    /// What else people type for it: names in other scripts, its code.
    names: Vec<String>,
}

/// The order of the page's lists, which the script's data is in too.
struct Order {
    /// Places with a page, by country and name; then points at which sections end without one.
    places: Vec<PlaceId>,
    /// Position in `places`.
    position: BTreeMap<PlaceId, usize>,
    lines: Vec<LineId>,
    lanes: Vec<LaneId>,
}

impl Order {
    fn of(site: &Site<'_>) -> Self {
        let network = site.network;
        let with_page = network.places.iter().filter(|(_, place)| place.kind != PlaceKind::Waypoint).map(|(id, _)| id);
        let mut places = by_name(with_page, |id| {
            let place = &network.places[id];
            format!("{}\u{1}{}", country_of(site, id), place.name)
        });
        let ends = network.sections.values().flat_map(|section| [section.from, section.to]);
        let known: BTreeSet<PlaceId> = places.iter().copied().collect();
        let unnamed: BTreeSet<PlaceId> = ends.filter(|id| !known.contains(id)).collect();
        places.extend(unnamed);
        let lines = Mode::ALL.into_iter().flat_map(|(mode, _)| {
            let of_mode = network.lines.iter().filter(move |(_, line)| line.mode == mode).map(|(id, _)| id);
            by_name(of_mode, |id| network.lines[id].name.clone())
        });
        Self {
            position: places.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
            places,
            lines: lines.collect(),
            lanes: by_name(network.lanes.keys(), |id| network.lanes[id].name.clone()),
        }
    }

    fn position_of(&self, place: PlaceId) -> usize {
        self.position.get(&place).copied().unwrap_or_default()
    }
}

fn country_of(site: &Site<'_>, id: PlaceId) -> String {
    site.network.places[id].country.map_or("At sea".into(), |country| country.name().to_string())
}

fn wide(position: Option<usize>) -> i32 {
    position.and_then(|position| i32::try_from(position).ok()).unwrap_or_default()
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "explore/index.html".to_string();
    let context = PageContext::new(site, &path);
    let years = Years::of(network, site.as_of);
    let order = Order::of(site);
    let lede = format!(
        "{}, {} and {} on a globe that turns, in their state of each year from {} on, with the ways of {}.",
        count(network.places.len(), "place"),
        count(network.lines.len(), "line"),
        count(network.lanes.len(), "sea lane"),
        years.first,
        count(site.plans.len(), "planned route"),
    );
    let used = |mode: &Mode| {
        *mode == Mode::Sea && !network.lanes.is_empty() || network.lines.values().any(|line| line.mode == *mode)
    };
    let modes: Vec<Mode> = Mode::ALL.into_iter().map(|(mode, _)| mode).filter(used).collect();
    let assets = &site.assets.explore;
    let view = Explore {
        lede: lede.clone(),
        first: years.first,
        last: years.last,
        present: years.present(),
        network_data: "network.js",
        style: context.links.file(&assets.style),
        script: context.links.file(&assets.script),
        land: context.links.file(&assets.land),
        fine_land: context.links.file(&assets.fine_land),
        modes: modes.iter().map(|mode| Layer { class: mode.class(), word: mode.label() }).collect(),
        states: states_used(site, years),
        command: CommandLine::new("plan").told(),
        options: options(site),
        overview: context.links.overview(),
        lanes_page: context.links.register("lanes"),
        counts: counts(site, years, &modes),
        routes: site.plans.iter().map(|planned| route_row(&context, planned)).collect(),
        lines: line_groups(&context, years, &order),
        lanes: lane_rows(site, years, &order),
        countries: countries(&context, &order),
    };
    Page {
        template: "explore.html",
        kind: "explore",
        section: "explore",
        title: "Explore the map".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Explore"),
        view: value(view),
        beside: vec![("explore/network.js".into(), data::script(site, years, &order))],
        path,
    }
}

/// What follows the two places on a command line.
fn options(site: &Site<'_>) -> String {
    let mut line = CommandLine::new("plan");
    if let Some(path) = &site.network_argument {
        line.option("--network", path);
    }
    line.told().trim_start_matches("landbridge plan").to_string()
}

fn histories<'a>(site: &'a Site<'_>) -> impl Iterator<Item = (Mode, &'a History)> {
    let network = site.network;
    let on_land = network.sections.values().map(|section| (network.lines[section.line].mode, &section.status));
    on_land.chain(network.lanes.values().map(|lane| (Mode::Sea, &lane.status)))
}

/// The states that anything has in any of the years.
fn states_used(site: &Site<'_>, years: Years) -> Vec<Layer> {
    let used: BTreeSet<MapStatus> =
        histories(site).flat_map(|(_, history)| years.runs(history)).map(|run| run.status).collect();
    used.into_iter().map(|status| Layer { class: status.class().into(), word: status.word().into() }).collect()
}

fn counts(site: &Site<'_>, years: Years, modes: &[Mode]) -> Vec<CountRow> {
    let runs: Vec<_> = histories(site).map(|(mode, history)| (mode, years.runs(history))).collect();
    let is_open_in = |year: i32, runs: &[years::Run]| {
        runs.iter().any(|run| run.status.is_usable() && (run.first..=run.last).contains(&year))
    };
    let open = |year: i32, mode: Mode| runs.iter().filter(|(of, runs)| *of == mode && is_open_in(year, runs)).count();
    (years.first..=years.last)
        .map(|year| CountRow { year, open: modes.iter().map(|mode| open(year, *mode)).collect() })
        .collect()
}

fn route_row(context: &PageContext<'_>, planned: &Planned<'_>) -> RouteRow {
    let query = &planned.report.query;
    let name = |asked: &str, ids: &[String]| {
        let network = context.site.network;
        let known = ids.first().and_then(|id| network.places.find(id)).map(|id| network.places[id].name.clone());
        if ids.len() == 1 { known.unwrap_or_else(|| asked.into()) } else { sentence_case(asked) }
    };
    let answer = match planned.report.itineraries.first() {
        Some(best) => format!(
            "{}, the best in {} days ({})",
            count(planned.report.itineraries.len(), "way"),
            days(best.hours.p50),
            days_range(best.hours)
        ),
        None => "no allowed way".into(),
    };
    RouteRow {
        route: Ref::to(planned.route.question.clone(), context.links.page("route", &planned.route.id)),
        ends: format!("{} – {}", name(&query.from, &query.from_places), name(&query.to, &query.to_places)),
        answer,
        depart: planned.depart.to_string(),
        is_whatif: query.scenario.is_some() || !query.allow.is_empty(),
    }
}

fn line_groups(context: &PageContext<'_>, years: Years, order: &Order) -> Vec<LineGroup> {
    let network = context.site.network;
    let group = |mode: Mode| {
        let of_mode = order.lines.iter().filter(|id| network.lines[**id].mode == mode);
        let rows: Vec<LineRow> = of_mode.map(|id| line_row(context, years, *id)).collect();
        (!rows.is_empty()).then(|| LineGroup { id: format!("lines-{}", mode.class()), mode: words::mode(mode), rows })
    };
    Mode::ALL.into_iter().filter_map(|(mode, _)| group(mode)).collect()
}

fn line_row(context: &PageContext<'_>, years: Years, id: LineId) -> LineRow {
    let network = context.site.network;
    let mut parts: Vec<(String, Vec<SectionId>)> = Vec::new();
    for section in &network.lines[id].sections {
        let history = &network.sections[*section].status;
        let told = years.told(&years.runs(history));
        match parts.iter_mut().find(|(known, _)| *known == told) {
            Some((_, sections)) => sections.push(*section),
            None => parts.push((told, vec![*section])),
        }
    }
    let parts = parts
        .into_iter()
        .map(|(years, sections)| PartRow { stretch: words::part_of_line(network, &sections), years })
        .collect();
    LineRow { line: context.line(id), parts }
}

fn lane_rows(site: &Site<'_>, years: Years, order: &Order) -> Vec<LaneRow> {
    let row = |id: &LaneId| {
        let lane = &site.network.lanes[*id];
        LaneRow { name: lane.name.clone(), years: years.told(&years.runs(&lane.status)) }
    };
    order.lanes.iter().map(row).collect()
}

fn countries(context: &PageContext<'_>, order: &Order) -> Vec<CountryGroup> {
    let network = context.site.network;
    let mut groups: Vec<CountryGroup> = Vec::new();
    for id in order.places.iter().filter(|id| network.places[**id].kind != PlaceKind::Waypoint) {
        let country = country_of(context.site, *id);
        let place = &network.places[*id];
        let names = place.aliases.iter().chain(&place.locode).cloned().collect();
        let row = PlaceRow { place: context.place(*id), kind: place.kind.label(), names };
        match groups.last_mut() {
            Some(group) if group.country == country => group.places.push(row),
            _ => groups.push(CountryGroup { country, places: vec![row] }),
        }
    }
    groups
}
