//! What moves, and in what: ships, trains, cargoes.

use serde::Serialize;

use super::{Page, by_name, trail, value};
use crate::inventory::EntryKey;
use crate::model::{Cargo, CargoId, Train, Vessel, VesselId};
use crate::site::Site;
use crate::site::format::{UNKNOWN, count, list, sentence_case, with_stop};
use crate::site::view::{FigureView, Origin, PageContext, Ref};
use crate::site::words;
use crate::units::Speed;

#[derive(Serialize)]
struct Fleet {
    lede: String,
    vessels: Vec<VesselRow>,
    trains: Vec<TrainRow>,
    cargoes: Vec<CargoRow>,
    season: String,
}

#[derive(Serialize)]
struct VesselRow {
    id: String,
    name: String,
    is_usual: bool,
    ice_class: String,
    polar_class: Option<Ref>,
    draught: FigureView,
    tonnage: Option<FigureView>,
    length: Option<FigureView>,
    beam: Option<FigureView>,
    payload: Option<FigureView>,
    fuel: String,
    speed: FigureView,
    ice_speeds: String,
    cargoes: Vec<Ref>,
    note: Option<String>,
    origin: Origin,
    /// Figures that are from elsewhere.
    others: Vec<FromElsewhere>,
}

/// Figures of a ship that have another source than the ship.
#[derive(Serialize)]
struct FromElsewhere {
    names: String,
    origin: Origin,
}

#[derive(Serialize)]
struct TrainRow {
    id: String,
    name: String,
    gauge: String,
    /// Wagons, length, gross and net mass, axle load, payload.
    figures: Vec<Option<FigureView>>,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
struct CargoRow {
    id: String,
    name: String,
    is_usual: bool,
    unit: &'static str,
    contents: String,
    modes: String,
    vessels: Vec<Ref>,
    demands: usize,
    note: Option<String>,
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "fleet/index.html".to_string();
    let context = PageContext::new(site, &path);
    let vessels = by_name(network.vessels.keys(), |id| network.vessels[id].name.clone());
    let trains = by_name(network.trains.keys(), |id| network.trains[id].name.clone());
    let cargoes = by_name(network.cargoes.keys(), |id| network.cargoes[id].name.clone());
    let lede = format!(
        "{}, {} and {}: what they carry, what they are, and where that is known from.",
        sentence_case(&count(vessels.len(), "ship")),
        count(trains.len(), "type of train"),
        count(cargoes.len(), "cargo"),
    );
    let view = Fleet {
        lede: lede.clone(),
        vessels: vessels.into_iter().map(|id| vessel(&context, id, &network.vessels[id])).collect(),
        trains: trains.into_iter().map(|id| train(&context, &network.trains[id])).collect(),
        cargoes: cargoes.into_iter().map(|id| cargo(&context, id, &network.cargoes[id])).collect(),
        season: context.links.register("season"),
    };
    Page {
        template: "fleet.html",
        kind: "fleet",
        section: "fleet",
        title: "Ships, trains and cargoes".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Ships, trains and cargoes"),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn vessel(context: &PageContext<'_>, id: VesselId, vessel: &Vessel) -> VesselRow {
    let network = context.site.network;
    let draught = context.figure(&vessel.draught);
    let tonnage = vessel.gross_tonnage.as_ref().map(|figure| context.figure(figure));
    let length = vessel.length.as_ref().map(|figure| context.figure(figure));
    let beam = vessel.beam.as_ref().map(|figure| context.figure(figure));
    let payload = vessel.payload.as_ref().map(|figure| context.figure(figure));
    let mut speed = context.figure(&vessel.speed);
    // Ends that are no multiples of half a knot would be told in kilometres a day.
    let [low, high] = [vessel.speed.low, vessel.speed.high].map(Speed::knots);
    speed.range = speed.range.map(|_| format!("{low:.1} to {high:.1} kn"));
    let origin = context.origin(&vessel.provenance);
    let named = [
        ("draught", Some(&draught)),
        ("tonnage", tonnage.as_ref()),
        ("length", length.as_ref()),
        ("beam", beam.as_ref()),
        ("payload", payload.as_ref()),
        ("speed", Some(&speed)),
    ];
    let others = from_elsewhere(&origin, &named);
    let table = vessel.polar_class.as_ref().map(|class| {
        let table = network.risk_tables.values().find(|table| table.values.contains_key(class));
        let href = table.map(|table| context.links.entry("season", &format!("risk-{}", table.id)));
        Ref { name: class.clone(), href }
    });
    let carries = network.cargoes.iter().filter(|(_, cargo)| cargo.vessels.contains(&id));
    VesselRow {
        id: vessel.id.clone(),
        name: vessel.name.clone(),
        is_usual: network.meta.vessel == Some(id),
        ice_class: vessel.ice_class.to_string(),
        polar_class: table,
        draught,
        tonnage,
        length,
        beam,
        payload,
        fuel: vessel.fuel.clone().unwrap_or_else(|| UNKNOWN.into()),
        speed,
        ice_speeds: ice_speeds(&vessel.ice_speeds),
        cargoes: carries.map(|(cargo, _)| context.cargo(cargo)).collect(),
        note: vessel.note.as_deref().map(|note| with_stop(&sentence_case(note))),
        origin,
        others,
    }
}

/// Figures with one origin told together, unless it is the ship's own.
fn from_elsewhere(own: &Origin, figures: &[(&'static str, Option<&FigureView>)]) -> Vec<FromElsewhere> {
    let mut groups: Vec<(Vec<String>, &Origin)> = Vec::new();
    for (name, figure) in figures.iter().filter_map(|(name, figure)| Some((*name, (*figure)?))) {
        match groups.iter_mut().find(|(_, origin)| **origin == figure.origin) {
            _ if figure.origin == *own => {}
            Some((names, _)) => names.push(name.into()),
            None => groups.push((vec![name.into()], &figure.origin)),
        }
    }
    let told =
        |(names, origin): (Vec<String>, &Origin)| FromElsewhere { names: list(&names, "and"), origin: origin.clone() };
    groups.into_iter().map(told).collect()
}

/// `13.5, 11, 8.5 kn, stopped`.
fn ice_speeds(speeds: &[Speed]) -> String {
    let words: Vec<String> = speeds
        .iter()
        .map(|speed| if speed.metres_per_day() == 0 { "stopped".into() } else { speed.to_string() })
        .collect();
    let word = |(index, word): (usize, &String)| match words.get(index + 1) {
        // The unit stands once, behind the last number that has it.
        Some(next) if next.ends_with(" kn") => word.trim_end_matches(" kn").to_string(),
        _ => word.clone(),
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(", ")
}

fn train(context: &PageContext<'_>, train: &Train) -> TrainRow {
    TrainRow {
        id: train.id.clone(),
        name: train.name.clone(),
        gauge: train.gauge.to_string(),
        figures: vec![
            train.wagons.as_ref().map(|figure| context.figure(figure)),
            train.length.as_ref().map(|figure| context.figure(figure)),
            train.gross.as_ref().map(|figure| context.figure(figure)),
            train.net.as_ref().map(|figure| context.figure(figure)),
            train.axle_load.as_ref().map(|figure| context.figure(figure)),
            train.payload.as_ref().map(|figure| context.figure(figure)),
        ],
        note: train.note.as_deref().map(|note| with_stop(&sentence_case(note))),
        origin: context.origin(&train.provenance),
    }
}

fn cargo(context: &PageContext<'_>, id: CargoId, cargo: &Cargo) -> CargoRow {
    let network = context.site.network;
    let vessels = cargo.vessels.iter().map(|vessel| context.entry(EntryKey::Vessel(*vessel)));
    CargoRow {
        id: cargo.id.clone(),
        name: cargo.name.clone(),
        is_usual: network.meta.cargo == id,
        unit: cargo.unit.symbol(),
        contents: cargo.commodities.as_ref().map_or_else(|| UNKNOWN.into(), |inside| words::commodities(inside, "and")),
        modes: cargo.modes.iter().map(|mode| words::mode(*mode)).collect::<Vec<_>>().join(", "),
        vessels: vessels.collect(),
        demands: network.demands.values().filter(|demand| demand.cargo.0 == id).count(),
        note: cargo.note.as_deref().map(sentence_case),
    }
}
