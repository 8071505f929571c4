//! Where land beats the sea: the cheapest way to each place, and at which rate at sea it turns.

use serde::Serialize;

use super::{Page, json, trail, value};
use crate::model::PlaceKind;
use crate::report::{ShoreRecord, WatershedReport, watershed_geojson, whole};
use crate::site::Site;
use crate::site::format::{count, sentence_case, with_stop};
use crate::site::map::legend::entry_html;
use crate::site::map::{MapFigure, MapNode};
use crate::site::maps::MapView;
use crate::site::view::{PageContext, Ref};

/// Places less important than this are on the map and in the file, not in the table.
const IN_TABLE: u8 = 3;

#[derive(Serialize)]
struct WatershedView {
    lede: String,
    asked: Vec<String>,
    map: Option<MapView>,
    counts: Vec<CountRow>,
    rows: Vec<ShoreRow>,
    unit: String,
    notes: Vec<String>,
    command: String,
}

#[derive(Serialize)]
struct CountRow {
    factor: String,
    land: usize,
    sea: usize,
}

#[derive(Serialize)]
struct ShoreRow {
    place: Ref,
    country: String,
    by: &'static str,
    cost: String,
    days: String,
    turns: String,
}

/// What is best at the rate as it is.
fn today(place: &ShoreRecord) -> Option<&crate::report::ShoreWay> {
    place.ways.iter().find(|way| (way.factor - 1.0).abs() < 1e-9)
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "watershed/index.html".to_string();
    let context = PageContext::new(site, &path);
    let report = site.watershed.as_ref().map(|watershed| &watershed.report);
    let lede = report.map_or_else(
        || "This network asks no question in which land and sea compete.".to_string(),
        |report| finding(site, report),
    );
    let view = WatershedView {
        lede: lede.clone(),
        asked: report.map_or(Vec::new(), |report| {
            let query = &report.query;
            let mut asked = vec![
                format!("From {}", origin_name(site, report)),
                format!("leaving {}", query.depart),
                format!("cargo {} (per {})", query.cargo, query.cargo_unit),
                "best by cost".to_string(),
            ];
            asked.extend(report.sea_rate.as_ref().map(|rate| format!("rate at sea {rate}")));
            asked
        }),
        map: report.map(|report| map(&context, report)),
        counts: report.map_or(Vec::new(), counts),
        rows: report.map_or(Vec::new(), |report| rows(&context, report)),
        unit: report.map_or(String::new(), |report| report.query.cargo_unit.to_string()),
        notes: report
            .map_or(Vec::new(), |report| report.notes.iter().map(|note| with_stop(&sentence_case(note))).collect()),
        command: site.watershed.as_ref().map_or(String::new(), |watershed| watershed.command.clone()),
    };
    let beside = report.map_or(Vec::new(), |report| {
        vec![
            ("watershed/watershed.json".to_string(), json(report)),
            ("watershed/watershed.geojson".to_string(), json(&watershed_geojson(report))),
        ]
    });
    Page {
        template: "watershed.html",
        kind: "watershed",
        section: "watershed",
        title: "Where land beats the sea".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Watershed"),
        view: value(view),
        beside,
        path,
    }
}

fn origin_name(site: &Site<'_>, report: &WatershedReport) -> String {
    let network = site.network;
    let first = report.query.from_places.first().and_then(|id| network.places.find(id)).map(|id| &network.places[id]);
    match first {
        Some(place) => place.city.map_or_else(|| place.name.clone(), |city| network.cities[city].name.clone()),
        None => report.query.from.clone(),
    }
}

fn finding(site: &Site<'_>, report: &WatershedReport) -> String {
    let by = |way: &str| report.places.iter().filter(|place| today(place).is_some_and(|best| best.by == way)).count();
    let turning = report
        .places
        .iter()
        .filter(|place| today(place).is_some_and(|best| best.by == "sea") && place.by_land_from.is_some())
        .count();
    let last = report.factors.last().copied().unwrap_or(1.0);
    format!(
        "From {} the cheapest way leads by sea to {} and by land to {}. Were freight at sea {last} times as dear, {} would \
         turn to land.",
        origin_name(site, report),
        count(by("sea"), "place"),
        by("land"),
        turning
    )
}

fn counts(report: &WatershedReport) -> Vec<CountRow> {
    let number = |factor: f64, by: &str| {
        let ways = report.places.iter().flat_map(|place| &place.ways);
        ways.filter(|way| (way.factor - factor).abs() < 1e-9 && way.by == by).count()
    };
    let row = |factor: &f64| CountRow {
        factor: format!("× {factor}"),
        land: number(*factor, "land"),
        sea: number(*factor, "sea"),
    };
    report.factors.iter().map(row).collect()
}

fn turns(place: &ShoreRecord) -> String {
    match (place.by_sea_until, place.by_land_from) {
        (None, _) => "always by land".into(),
        (_, None) => "always by sea".into(),
        (Some(sea), Some(land)) => format!("between × {sea} and × {land}"),
    }
}

fn rows(context: &PageContext<'_>, report: &WatershedReport) -> Vec<ShoreRow> {
    let mut shown: Vec<&ShoreRecord> =
        report.places.iter().filter(|place| place.importance <= IN_TABLE && today(place).is_some()).collect();
    let until = |place: &ShoreRecord| place.by_sea_until.unwrap_or(0.0);
    shown.sort_by(|one, other| until(other).total_cmp(&until(one)).then(one.name.cmp(&other.name)));
    let row = |place: &&ShoreRecord| {
        let best = today(place);
        ShoreRow {
            place: context.place_by_id(&place.place, &place.name),
            country: place.country.clone().unwrap_or_else(|| "–".into()),
            by: best.map_or("–", |way| way.by),
            cost: best.map_or_else(|| "–".into(), |way| whole(way.cost_usd)),
            days: best.map_or_else(|| "–".into(), |way| crate::site::format::days(way.hours)),
            turns: turns(place),
        }
    };
    shown.iter().map(row).collect()
}

/// How a place is marked: its class, its shape, what that means.
const MARKS: [(&str, PlaceKind, &str); 3] = [
    ("shore-land", PlaceKind::Station, "by land today"),
    ("shore-sea", PlaceKind::Port, "by sea at every rate"),
    ("shore-turns", PlaceKind::Border, "by sea today, by land at a dearer rate"),
];

fn map(context: &PageContext<'_>, report: &WatershedReport) -> MapView {
    let network = context.site.network;
    let mut nodes: Vec<MapNode> = report
        .places
        .iter()
        .filter_map(|shore| {
            let best = today(shore)?;
            let (class, symbol, _) = match (best.by, shore.by_land_from) {
                ("land", _) => MARKS[0],
                (_, None) => MARKS[1],
                _ => MARKS[2],
            };
            let id = network.places.find(&shore.place)?;
            let node = context.node(id, network.places[id].importance);
            Some(MapNode { class: class.into(), symbol, ..node })
        })
        .collect();
    let origin = report.query.from_places.first().and_then(|id| network.places.find(id));
    nodes.extend(origin.map(|id| MapNode { class: "is-origin".into(), ..context.node(id, 1) }));
    let figure = MapFigure {
        id: "watershed".into(),
        title: "Map: where land beats the sea".into(),
        description: "Each place by the cheapest way to it from the origin; the table below holds the same.".into(),
        nodes,
        links: context.context(&std::collections::BTreeSet::new()),
    };
    let entries: String = MARKS.iter().map(|(class, kind, word)| entry_html(class, *kind, word)).collect();
    MapView {
        legend_html: format!("<ul class=\"legend\">\n{entries}</ul>\n"),
        ..context.draw(&figure, format!("{} In grey: the network.", finding(context.site, report)))
    }
}
