//! What the map's script draws: positions, histories by year, ways of the report; names and addresses it reads from the
//! page's lists, whose entries are in the same order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::years::Years;
use super::{Order, wide};
use crate::model::{City, LaneId, Link, Mode, PlaceId, PlaceKind, SectionId};
use crate::site::Site;
use crate::site::map::marks::{outline, pattern};
use crate::site::map::{Look as _, MapStatus, PlanePoint, turns_direction};
use crate::site::plans::Planned;
use crate::units::Position;

/// The whole record. Positions are latitude and longitude, in thousandths of a degree where nothing else is said.
#[derive(Serialize)]
struct Network {
    first_year: i32,
    last_year: i32,
    present: i32,
    as_of: String,
    centre: [i32; 2],
    modes: Vec<ModeLook>,
    states: Vec<StateLook>,
    kinds: Vec<KindLook>,
    /// Latitude, longitude, kind, importance.
    places: Vec<[i32; 4]>,
    /// Modes.
    lines: Vec<usize>,
    /// State, then year and state of every change.
    histories: Vec<Vec<i32>>,
    /// Lines, places at the beginning, places at the end, histories.
    sections: [Vec<usize>; 4],
    /// History, then a position and the steps to the next ones, in hundredths of a degree.
    lanes: Vec<(usize, Vec<i32>)>,
    routes: Vec<Route>,
    /// Names of a city, and its places.
    cities: Vec<(Vec<String>, Vec<usize>)>,
}

#[derive(Serialize)]
struct ModeLook {
    class: String,
    word: String,
    pattern: Option<(f64, &'static str)>,
}

#[derive(Serialize)]
struct StateLook {
    class: &'static str,
    word: &'static str,
    is_open: bool,
    dashes: Option<&'static str>,
    sign: Option<&'static str>,
}

#[derive(Serialize)]
struct KindLook {
    class: String,
    word: String,
    outline: String,
}

/// A planned route: places by their position in the list, links by theirs (sections first, then lanes).
#[derive(Serialize)]
struct Route {
    from: Vec<usize>,
    to: Vec<usize>,
    /// The first link, and the steps to the numbers of the next ones.
    ways: Vec<Vec<i32>>,
}

/// The script that assigns the record to `landbridgeNetwork`.
pub fn script(site: &Site<'_>, years: Years, order: &Order) -> Vec<u8> {
    let record = serde_json::to_string(&record(site, years, order)).unwrap_or_default();
    let record = record.replace(turns_direction, "\u{fffd}");
    format!("var landbridgeNetwork = {record};\n").into_bytes()
}

fn record(site: &Site<'_>, years: Years, order: &Order) -> Network {
    let network = site.network;
    let mut histories: Histories = Histories::default();
    let sections: Vec<SectionId> =
        order.lines.iter().flat_map(|line| network.lines[*line].sections.iter().copied()).collect();
    let line_at: BTreeMap<_, usize> = order.lines.iter().enumerate().map(|(at, line)| (*line, at)).collect();
    let link_at: BTreeMap<Link, usize> = sections
        .iter()
        .map(|id| Link::Section(*id))
        .chain(order.lanes.iter().map(|id| Link::Lane(*id)))
        .enumerate()
        .map(|(at, link)| (link, at))
        .collect();
    Network {
        first_year: years.first,
        last_year: years.last,
        present: years.present(),
        as_of: site.as_of.to_string(),
        centre: thousandths(site.projection.centre()),
        modes: Mode::ALL.map(|(mode, _)| mode_look(mode)).into(),
        states: MapStatus::ALL.map(|(status, class, word)| state_look(status, class, word)).into(),
        kinds: PlaceKind::ALL.map(|(kind, _)| kind_look(kind)).into(),
        places: order.places.iter().map(|id| place(site, *id)).collect(),
        lines: order.lines.iter().map(|id| position_in(&Mode::ALL, &network.lines[*id].mode)).collect(),
        sections: [
            sections.iter().map(|id| line_at[&network.sections[*id].line]).collect(),
            sections.iter().map(|id| order.position_of(network.sections[*id].from)).collect(),
            sections.iter().map(|id| order.position_of(network.sections[*id].to)).collect(),
            sections.iter().map(|id| histories.number(years, &network.sections[*id].status)).collect(),
        ],
        lanes: order.lanes.iter().map(|id| lane(site, years, *id, &mut histories)).collect(),
        histories: histories.all,
        routes: site.plans.iter().map(|planned| route(site, order, &link_at, planned)).collect(),
        cities: network.cities.values().map(|city| names_of(order, city)).collect(),
    }
}

fn names_of(order: &Order, city: &City) -> (Vec<String>, Vec<usize>) {
    let names = std::iter::once(&city.name).chain(&city.aliases).cloned();
    (names.collect(), city.places.iter().map(|place| order.position_of(*place)).collect())
}

/// Histories of the same years, each once.
#[derive(Default)]
struct Histories {
    all: Vec<Vec<i32>>,
}

impl Histories {
    fn number(&mut self, years: Years, history: &crate::model::History) -> usize {
        let state = |status: MapStatus| wide(MapStatus::ALL.iter().position(|(known, _, _)| *known == status));
        let runs = years.runs(history);
        let coded: Vec<i32> = runs.iter().flat_map(|run| [run.first, state(run.status)]).skip(1).collect();
        let known = self.all.iter().position(|other| *other == coded);
        known.unwrap_or_else(|| {
            self.all.push(coded);
            self.all.len() - 1
        })
    }
}

fn place(site: &Site<'_>, id: PlaceId) -> [i32; 4] {
    let place = &site.network.places[id];
    let [latitude, longitude] = thousandths(place.at);
    let kind = wide(Some(position_in(&PlaceKind::ALL, &place.kind)));
    [latitude, longitude, kind, i32::from(place.importance)]
}

fn lane(site: &Site<'_>, years: Years, id: LaneId, histories: &mut Histories) -> (usize, Vec<i32>) {
    let lane = &site.network.lanes[id];
    let mut before = [0, 0];
    let mut steps = Vec::with_capacity(lane.shape.len() * 2);
    for at in lane.shape.iter().map(|at| [at.latitude, at.longitude].map(|degrees| rounded(degrees * 100.0))) {
        steps.extend([at[0] - before[0], at[1] - before[1]]);
        before = at;
    }
    (histories.number(years, &lane.status), steps)
}

fn route(site: &Site<'_>, order: &Order, link_at: &BTreeMap<Link, usize>, planned: &Planned<'_>) -> Route {
    let report = &planned.report;
    let places = |ids: &[String]| -> Vec<usize> {
        let found = ids.iter().filter_map(|id| site.network.places.find(id));
        found.map(|id| order.position_of(id)).collect()
    };
    let ways = report.itineraries.iter().map(|itinerary| {
        let links = itinerary.legs.iter().flat_map(|leg| &leg.links);
        let numbers = links.filter_map(|(link, _)| link_at.get(link)).map(|at| wide(Some(*at)));
        let mut before = 0;
        numbers.map(|at| at - std::mem::replace(&mut before, at)).collect()
    });
    Route { from: places(&report.query.from_places), to: places(&report.query.to_places), ways: ways.collect() }
}

fn mode_look(mode: Mode) -> ModeLook {
    ModeLook { class: mode.class(), word: mode.label(), pattern: pattern(mode, 2.4) }
}

fn state_look(status: MapStatus, class: &'static str, word: &'static str) -> StateLook {
    StateLook { class, word, is_open: status.is_usable(), dashes: status.dashes(), sign: status.sign() }
}

fn kind_look(kind: PlaceKind) -> KindLook {
    let origin = PlanePoint { x: 0.0, y: 0.0 };
    KindLook { class: kind.class(), word: kind.label(), outline: outline(kind, origin, 4.0) }
}

fn position_in<T: PartialEq, const N: usize>(all: &[(T, &str); N], wanted: &T) -> usize {
    all.iter().position(|(known, _)| known == wanted).unwrap_or_default()
}

fn thousandths(position: Position) -> [i32; 2] {
    [position.latitude, position.longitude].map(|degrees| rounded(degrees * 1000.0))
}

#[allow(clippy::cast_possible_truncation)]
fn rounded(number: f64) -> i32 {
    number.round() as i32
}
