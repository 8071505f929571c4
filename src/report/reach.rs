//! How far cargo gets, as one record: places by the day they are reached, in bands, and the links that lead there.

use serde::Serialize;
use serde_json::{Value, json};

use super::facts::FactRecord;
use super::geometry::cut_at_antimeridian;
use super::matrix::{Outcome, Reachable, StopRecord, TermsRecord, Told, many_notes};
use super::plan::NetworkRecord;
use super::rounding::hours;
use crate::calendar::Instant;
use crate::model::{Link, Network};
use crate::route::{Cell, MatrixQuery, ReachedLink};
use crate::units::Minutes;

/// The question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachQueryRecord {
    /// Where from.
    pub from: StopRecord,
    /// The day of departure.
    pub depart: String,
    /// The scenario; the base if none.
    pub scenario: Option<String>,
    /// Ends of the bands in days, in order; the last is the limit.
    pub bands: Vec<u32>,
    /// The terms.
    #[serde(flatten)]
    pub terms: TermsRecord,
}

/// A place and when it is reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachRow {
    /// Its id.
    pub place: String,
    /// What it is called.
    pub name: String,
    /// Its country.
    pub country: Option<String>,
    /// What it is.
    pub kind: &'static str,
    /// The end of its band in days; none if it is not reached within the limit.
    pub band_days: Option<u32>,
    /// The day on which it is reached.
    pub day: Option<String>,
    /// What was found.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// A link on the way to places that are reached within the limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachLinkRecord {
    /// Id of the line or lane.
    pub id: String,
    /// What that is called.
    pub name: String,
    /// `rail`, `sea` and so on.
    pub mode: &'static str,
    /// Id of the place at which it is entered.
    pub from: String,
    /// Id of the place at which it is left.
    pub to: String,
    /// The end of its band in days.
    pub band_days: u32,
    /// Hours from departure to its end.
    pub hours: f64,
    /// The link itself, for whoever draws it.
    #[serde(skip)]
    pub link: (Link, bool),
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachReport {
    /// `landbridge/reach/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The question.
    pub query: ReachQueryRecord,
    /// How many places are reached within the limit.
    pub reached: usize,
    /// How many are reached later.
    pub later: usize,
    /// How many are not reached.
    pub unreached: usize,
    /// Places by when they are reached, those that are not at the end.
    pub places: Vec<ReachRow>,
    /// Links on the best ways to places that are reached within the limit.
    pub links: Vec<ReachLinkRecord>,
    /// Facts that stand in the ways, each once.
    pub refused: Vec<FactRecord>,
    /// What else the reader should know.
    pub notes: Vec<String>,
}

fn band_of(bands: &[u32], minutes: u32) -> Option<u32> {
    bands.iter().copied().find(|days| u64::from(minutes) <= u64::from(*days) * 1440)
}

/// Tells the answer. `cells` are those of `query`, which has one origin and one occasion; `bands` are days in order.
pub fn reach_report(
    network: &Network,
    query: &MatrixQuery,
    cells: &[Cell],
    links: &[ReachedLink],
    bands: &[u32],
) -> ReachReport {
    let occasion = query.occasions[0];
    let departs = Instant::start_of(occasion.depart);
    let mut told = Told::new(network, query);
    let mut places: Vec<(u32, ReachRow)> = Vec::with_capacity(cells.len());
    for (cell, stop) in cells.iter().zip(&query.destinations) {
        let place = &network.places[stop.places[0]];
        let minutes = match cell {
            Cell::Same => continue,
            Cell::Reached(reached) => Some(reached.minutes),
            Cell::Refused(_) => None,
        };
        let row = ReachRow {
            place: place.id.clone(),
            name: place.name.clone(),
            country: place.country.map(|country| country.to_string()),
            kind: place.kind.word(),
            band_days: minutes.and_then(|minutes| band_of(bands, minutes)),
            day: minutes.map(|minutes| departs.plus(minutes).day().to_string()),
            outcome: told.outcome(cell),
        };
        places.push((minutes.unwrap_or(u32::MAX), row));
    }
    places.sort_by(|a, b| (a.0, &a.1.place).cmp(&(b.0, &b.1.place)));
    let places: Vec<ReachRow> = places.into_iter().map(|(_, row)| row).collect();
    let count = |holds: &dyn Fn(&ReachRow) -> bool| places.iter().filter(|row| holds(row)).count();
    let is_reached = |row: &ReachRow| row.outcome.reachable == Reachable::Yes;
    ReachReport {
        schema: "landbridge/reach/1",
        network: NetworkRecord::of(network),
        query: ReachQueryRecord {
            from: StopRecord::new(network, &query.origins[0]),
            depart: occasion.depart.to_string(),
            scenario: occasion.scenario.map(|scenario| network.scenarios[scenario].id.clone()),
            bands: bands.to_vec(),
            terms: TermsRecord::new(network, query),
        },
        reached: count(&|row| row.band_days.is_some()),
        later: count(&|row| is_reached(row) && row.band_days.is_none()),
        unreached: count(&|row| !is_reached(row)),
        places,
        links: links.iter().filter_map(|link| link_record(network, link, bands)).collect(),
        refused: told.records,
        notes: many_notes(network),
    }
}

fn link_record(network: &Network, reached: &ReachedLink, bands: &[u32]) -> Option<ReachLinkRecord> {
    let (id, name) = match reached.link {
        Link::Section(section) => {
            let line = &network.lines[network.sections[section].line];
            (line.id.clone(), line.name.clone())
        }
        Link::Lane(lane) => (network.lanes[lane].id.clone(), network.lanes[lane].name.clone()),
    };
    let (from, to) = network.ends(reached.link);
    let (from, to) = if reached.forward { (from, to) } else { (to, from) };
    Some(ReachLinkRecord {
        id,
        name,
        mode: network.mode(reached.link).word(),
        from: network.places[from].id.clone(),
        to: network.places[to].id.clone(),
        band_days: band_of(bands, reached.minutes)?,
        hours: hours(Minutes::new(reached.minutes)),
        link: (reached.link, reached.forward),
    })
}

/// Places as points and links as lines, whole links only. Every feature carries the scenario and the lifted rules.
pub fn reach_geojson(network: &Network, reach: &ReachReport) -> Value {
    let mut features = Vec::new();
    let (scenario, allow) = (&reach.query.scenario, &reach.query.terms.allow);
    for row in &reach.places {
        let at = network.places.find(&row.place).map(|id| network.places[id].at);
        let geometry =
            at.map_or(Value::Null, |at| json!({"type": "Point", "coordinates": [at.longitude, at.latitude]}));
        let mut properties = json!(row);
        properties["scenario"] = json!(scenario);
        properties["allow"] = json!(allow);
        features.push(json!({"type": "Feature", "geometry": geometry, "properties": properties}));
    }
    for link in &reach.links {
        let path = super::geometry::link_path(network, link.link);
        let mut properties = json!(link);
        properties["scenario"] = json!(scenario);
        properties["allow"] = json!(allow);
        features.push(json!({
            "type": "Feature",
            "geometry": {"type": "MultiLineString", "coordinates": cut_at_antimeridian(&path)},
            "properties": properties,
        }));
    }
    json!({
        "type": "FeatureCollection",
        "landbridge": {"schema": "landbridge/reach-geojson/1", "query": reach.query, "refused": reach.refused},
        "features": features,
    })
}
