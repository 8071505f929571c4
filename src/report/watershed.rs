//! Where land stops beating the sea, as records.

use serde::Serialize;
use serde_json::{Value, json};

use super::plan::{NetworkRecord, QueryRecord, query_record};
use super::rounding::{hours, km, usd};
use crate::model::{Mode, Network};
use crate::route::{Query, Shore};
use crate::units::Minutes;

/// The best way to a place at one factor on the rate at sea.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShoreWay {
    /// What the rate at sea is multiplied by.
    pub factor: f64,
    /// `land` or `sea`: by which of them more than half of the way goes, `land` if it is half.
    pub by: &'static str,
    /// Typical cost for one unit of the cargo.
    pub cost_usd: f64,
    /// Typical hours.
    pub hours: f64,
    /// How far it is.
    pub distance_km: f64,
    /// How far of it at sea.
    pub sea_km: f64,
}

/// A place, and at which rate it turns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShoreRecord {
    /// Id of the place.
    pub place: String,
    /// What it is called.
    pub name: String,
    /// The country it lies in.
    pub country: Option<String>,
    /// How important it is on a map, from 1 to 5.
    pub importance: u8,
    /// The largest factor at which the best way is by sea, if there is one.
    pub by_sea_until: Option<f64>,
    /// The smallest factor from which on it is by land at every factor asked for, if there is one.
    pub by_land_from: Option<f64>,
    /// One for each factor with a way.
    pub ways: Vec<ShoreWay>,
    /// Longitude and latitude in degrees.
    pub at: [f64; 2],
}

/// The answer to `watershed`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WatershedReport {
    /// `landbridge/watershed/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The question; `to` is empty.
    pub query: QueryRecord,
    /// Rate at sea at factor 1 on the day of departure, in words, with its date and sources.
    pub sea_rate: Option<String>,
    /// Factors on it.
    pub factors: Vec<f64>,
    /// Places that a way with known prices leads to.
    pub places: Vec<ShoreRecord>,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// Tells where land stops beating the sea. `factors` are thousandths, in rising order; `from` is the name as asked.
pub fn watershed_report(
    network: &Network,
    query: &Query,
    factors: &[u32],
    shores: &[Shore],
    from: &str,
) -> WatershedReport {
    let times = |factor: u32| f64::from(factor) / 1000.0;
    let places = shores.iter().map(|shore| {
        let place = &network.places[shore.place];
        let at: Vec<(u32, bool)> = factors
            .iter()
            .zip(&shore.ways)
            .filter_map(|(factor, way)| way.as_ref().map(|way| (*factor, way.is_by_land())))
            .collect();
        let last_sea = at.iter().rposition(|(_, is_by_land)| !is_by_land);
        let ways = factors.iter().zip(&shore.ways).filter_map(|(factor, way)| {
            way.as_ref().map(|way| ShoreWay {
                factor: times(*factor),
                by: if way.is_by_land() { "land" } else { "sea" },
                cost_usd: usd(way.cost),
                hours: hours(Minutes::new(way.minutes)),
                distance_km: km(way.distance),
                sea_km: km(way.at_sea),
            })
        });
        ShoreRecord {
            place: place.id.clone(),
            name: place.name.clone(),
            country: place.country.map(|country| country.to_string()),
            importance: place.importance,
            by_sea_until: last_sea.map(|index| times(at[index].0)),
            by_land_from: at.get(last_sea.map_or(0, |index| index + 1)).map(|(factor, _)| times(*factor)),
            ways: ways.collect(),
            at: [place.at.longitude, place.at.latitude],
        }
    });
    WatershedReport {
        schema: "landbridge/watershed/1",
        network: NetworkRecord::of(network),
        query: query_record(network, query, from, ""),
        sea_rate: sea_rate(network, query),
        factors: factors.iter().map(|factor| times(*factor)).collect(),
        places: places.collect(),
        notes: vec![
            "costs are typical and for one unit; only haul at sea changes with the factor, tolls, ports, borders and land \
             do not"
                .into(),
            "by land: no more than half of the way is at sea; a way that needs a short crossing counts as by land".into(),
            "prices are those of the network, most of them authored: read docs/limits.md before acting on a line".into(),
        ],
    }
}

fn sea_rate(network: &Network, query: &Query) -> Option<String> {
    let rate = network.haul_rate(Mode::Sea, None, query.cargo)?;
    let reading = rate.price.on(query.depart);
    let as_of = reading.figure.provenance.as_of.map(|date| format!(", as of {date}")).unwrap_or_default();
    let sources: Vec<&str> =
        reading.figure.provenance.sources.iter().map(|source| network.sources[*source].id.as_str()).collect();
    let stands_in = if reading.stands_in { ", of another date" } else { "" };
    Some(format!("{}{as_of}{stands_in} [{}]", reading.figure.typ, sources.join(", ")))
}

/// Places as points, with what each turns at.
pub fn watershed_geojson(report: &WatershedReport) -> Value {
    let features: Vec<Value> = report
        .places
        .iter()
        .map(|place| {
            json!({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": place.at},
                "properties": {
                    "place": place.place, "name": place.name, "country": place.country,
                    "by_sea_until": place.by_sea_until, "by_land_from": place.by_land_from,
                    "ways": place.ways, "scenario": report.query.scenario, "allow": report.query.allow,
                },
            })
        })
        .collect();
    json!({"type": "FeatureCollection", "features": features})
}
