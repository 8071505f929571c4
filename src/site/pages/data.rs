//! Files to take along: the network as `GeoJSON`, all plans as JSON.

use serde::Serialize;
use serde_json::json;

use super::{Page, json, trail, value};
use crate::model::{Confidence, Link, Provenance};
use crate::report::cut_at_antimeridian;
use crate::site::format::whole;
use crate::site::view::{PageContext, status_on};
use crate::site::{STANDING, Site};

#[derive(Serialize)]
struct Data {
    files: Vec<FileRow>,
    figures: String,
    figures_kilobytes: String,
    quality: String,
    routes: Vec<RouteFiles>,
}

#[derive(Serialize)]
struct FileRow {
    name: String,
    href: String,
    what: &'static str,
    kilobytes: String,
}

#[derive(Serialize)]
struct RouteFiles {
    question: String,
    page: String,
    json: String,
    geojson: String,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "data/index.html".to_string();
    let context = PageContext::new(site, &path);
    let beside = vec![
        ("data/network.geojson".to_string(), compact(&network_geojson(site))),
        ("data/plans.json".to_string(), json(&all_plans(site))),
    ];
    let what = [
        "Places, sections of lines and sea lanes with their state, length, mode and sources. Positions are longitude, latitude (WGS 84); lanes are cut at 180 degrees.",
        "Every planned route as the command line gives it with --format json: ways, legs, flags, refusals with their sources.",
    ];
    let files = beside
        .iter()
        .zip(what)
        .map(|((file, bytes), what)| FileRow {
            name: file.trim_start_matches("data/").to_string(),
            href: context.links.file(file),
            what,
            kilobytes: kilobytes(bytes.len()),
        })
        .collect();
    let routes = site
        .plans
        .iter()
        .map(|planned| {
            let file = |name: &str| context.links.file(&format!("route/{}/{name}", planned.route.id));
            RouteFiles {
                question: planned.route.question.clone(),
                page: file("index.html"),
                json: file("plan.json"),
                geojson: file("plan.geojson"),
            }
        })
        .collect();
    let figures = context.links.file("data-quality/figures.csv");
    let figures_kilobytes = kilobytes(super::quality::csv(site).len());
    let quality = context.links.register("data-quality");
    Page {
        template: "data.html",
        kind: "data",
        section: "data",
        title: "Data".into(),
        description: "The network as GeoJSON and every plan as JSON, to take along.".into(),
        breadcrumb: trail(&path, None, "Data"),
        view: value(Data { files, figures, figures_kilobytes, quality, routes }),
        beside,
        path,
    }
}

/// Thousands of bytes, rounded up.
#[allow(clippy::cast_precision_loss)]
pub fn kilobytes(bytes: usize) -> String {
    whole((bytes as f64 / 1000.0).ceil())
}

fn compact(record: &serde_json::Value) -> Vec<u8> {
    format!("{record}\n").into_bytes()
}

fn all_plans(site: &Site<'_>) -> serde_json::Value {
    let plans: serde_json::Map<String, serde_json::Value> = site
        .plans
        .iter()
        .map(|planned| {
            let plan = serde_json::to_value(&planned.report).unwrap_or_default();
            (
                planned.route.id.clone(),
                json!({"question": planned.route.question, "command": planned.command, "plan": plan}),
            )
        })
        .collect();
    json!({"schema": "landbridge/plans/1", "network": site.network.meta.id, "note": STANDING, "plans": plans})
}

fn network_geojson(site: &Site<'_>) -> serde_json::Value {
    let network = site.network;
    let sources = |provenance: &Provenance| -> Vec<&str> {
        provenance.sources.iter().map(|id| network.sources[*id].id.as_str()).collect()
    };
    let confidence = |provenance: &Provenance| provenance.confidence.map(Confidence::word);
    let mut features: Vec<serde_json::Value> = network
        .places
        .values()
        .map(|place| {
            json!({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place.at.longitude, place.at.latitude]},
                "properties": {
                    "what": "place", "id": place.id, "name": place.name, "kind": place.kind.word(),
                    "country": place.country.map(|country| country.to_string()), "locode": place.locode,
                    "sources": sources(&place.provenance), "confidence": confidence(&place.provenance),
                },
            })
        })
        .collect();
    for link in network.links() {
        let (from, to) = network.ends(link);
        let (what, id, name, path, distance, history, provenance) = match link {
            Link::Section(section) => {
                let section = &network.sections[section];
                let line = &network.lines[section.line];
                let path = vec![network.places[from].at, network.places[to].at];
                ("section", &line.id, &line.name, path, section.distance, &section.status, &section.provenance)
            }
            Link::Lane(lane) => {
                let lane = &network.lanes[lane];
                ("lane", &lane.id, &lane.name, lane.shape.clone(), lane.distance, &lane.status, &lane.provenance)
            }
        };
        features.push(json!({
            "type": "Feature",
            "geometry": {"type": "MultiLineString", "coordinates": cut_at_antimeridian(&path)},
            "properties": {
                "what": what, "id": id, "name": name, "mode": network.mode(link).word(),
                "from": network.places[from].id, "to": network.places[to].id,
                "distance_km": crate::report::km(distance), "status": status_on(history, site.as_of).word(),
                "as_of": site.as_of.to_string(), "sources": sources(provenance), "confidence": confidence(provenance),
            },
        }));
    }
    json!({
        "type": "FeatureCollection",
        "landbridge": {"schema": "landbridge/network-geojson/1", "network": network.meta.id, "note": STANDING},
        "features": features,
    })
}
