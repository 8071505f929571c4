//! Where legs run, and a plan as `GeoJSON`.

use serde_json::{Value, json};

use super::itinerary::Leg;
use super::plan::PlanReport;
use crate::model::{Link, Network};
use crate::units::Position;

/// The positions that a leg passes, in its direction.
pub fn leg_path(network: &Network, leg: &Leg) -> Vec<Position> {
    let mut path: Vec<Position> = Vec::new();
    for link in &leg.links {
        let shape = link_path(network, *link);
        let skip = usize::from(path.last() == shape.first());
        path.extend(shape.into_iter().skip(skip));
    }
    path
}

/// The positions that a link passes; backwards, if it is not taken forward.
pub fn link_path(network: &Network, (link, forward): (Link, bool)) -> Vec<Position> {
    let mut shape = match link {
        Link::Section(_) => {
            let (from, to) = network.ends(link);
            vec![network.places[from].at, network.places[to].at]
        }
        Link::Lane(id) => network.lanes[id].shape.clone(),
    };
    if !forward {
        shape.reverse();
    }
    shape
}

/// All legs as features; transfers are points. Every feature carries the flags of its itinerary.
pub fn plan_geojson(network: &Network, plan: &PlanReport) -> Value {
    let mut features = Vec::new();
    for itinerary in &plan.itineraries {
        let flags: Vec<Value> = itinerary
            .flags
            .iter()
            .map(|flag| json!({"code": flag.code, "subject": flag.subject, "reason": flag.reason}))
            .collect();
        for (index, leg) in itinerary.legs.iter().enumerate() {
            let geometry = if leg.links.is_empty() {
                let place = network.places.find(&leg.from).map(|id| network.places[id].at);
                place.map_or(Value::Null, |at| json!({"type": "Point", "coordinates": point(at)}))
            } else {
                json!({"type": "MultiLineString", "coordinates": cut_at_antimeridian(&leg_path(network, leg))})
            };
            features.push(json!({
                "type": "Feature",
                "geometry": geometry,
                "properties": {
                    "rank": itinerary.rank,
                    "leg": index + 1,
                    "mode": leg.mode,
                    "kind": leg.kind,
                    "from": leg.from,
                    "to": leg.to,
                    "line": leg.line,
                    "distance_km": leg.distance_km,
                    "hours": leg.hours,
                    "cost_usd": leg.cost_usd,
                    "wait_hours": leg.wait_hours,
                    "sources": leg.sources,
                    "scenario": plan.query.scenario,
                    "allow": plan.query.allow,
                    "flags": flags,
                },
            }));
        }
    }
    json!({
        "type": "FeatureCollection",
        "landbridge": {"schema": "landbridge/plan-geojson/1", "query": plan.query, "refused": plan.refused},
        "features": features,
    })
}

fn point(position: Position) -> [f64; 2] {
    [position.longitude, position.latitude]
}

/// Parts of a path that do not cross 180 degrees (RFC 7946, section 3.1.9).
pub fn cut_at_antimeridian(path: &[Position]) -> Vec<Vec<[f64; 2]>> {
    let mut parts = vec![Vec::new()];
    for (index, position) in path.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|index| path[index]) {
            let jump = position.longitude - before.longitude;
            if jump.abs() > 180.0 {
                let edge = 180.0_f64.copysign(before.longitude);
                let unwrapped = position.longitude + 360.0_f64.copysign(before.longitude);
                let share = (edge - before.longitude) / (unwrapped - before.longitude);
                let latitude = before.latitude + share * (position.latitude - before.latitude);
                if let Some(part) = parts.last_mut() {
                    part.push([edge, latitude]);
                }
                parts.push(vec![[-edge, latitude]]);
            }
        }
        if let Some(part) = parts.last_mut() {
            part.push(point(*position));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cut_at_180_degrees() {
        let at = |latitude, longitude| Position { latitude, longitude };
        let parts = cut_at_antimeridian(&[at(70.0, 178.0), at(72.0, -178.0), at(72.0, -170.0)]);
        assert_eq!(parts, [vec![[178.0, 70.0], [180.0, 71.0]], vec![[-180.0, 71.0], [-178.0, 72.0], [-170.0, 72.0]]]);
    }
}
