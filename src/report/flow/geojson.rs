//! What flows where, as a map for other programs.

use serde_json::{Value, json};

use super::links::LinkFlowRecord;
use super::query::PeriodRecord;
use crate::capacity::Element;
use crate::model::Network;
use crate::report::geometry::{cut_at_antimeridian, link_path};

/// Links with flow as lines, transfers as points; `about` becomes the member `landbridge`.
pub fn flow_geojson(network: &Network, links: &[LinkFlowRecord], query: &PeriodRecord, about: &Value) -> Value {
    let features: Vec<Value> = links
        .iter()
        .map(|link| {
            let geometry = geometry(network, link.element);
            let mut properties = serde_json::to_value(link).unwrap_or_default();
            properties["scenario"] = json!(query.scenario);
            properties["allow"] = json!(query.allow);
            json!({"type": "Feature", "geometry": geometry, "properties": properties})
        })
        .collect();
    json!({"type": "FeatureCollection", "landbridge": about, "features": features})
}

/// Where a link or transfer lies.
pub(super) fn geometry(network: &Network, element: Element) -> Value {
    match element {
        Element::Link(element) => {
            let lines = cut_at_antimeridian(&link_path(network, (element, true)));
            json!({"type": "MultiLineString", "coordinates": lines})
        }
        Element::Transfer(id) => {
            let at = network.places[network.transfers[id].at].at;
            json!({"type": "Point", "coordinates": [at.longitude, at.latitude]})
        }
    }
}
