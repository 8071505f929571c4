//! No sea lane runs over land, as far as the outline of the maps knows land (Natural Earth, 1:50m).
//!
//! Every lane is sampled along its geodesic; a sample inside the outline by more than [`DEPTH_KM`] is a mistake, unless
//! `golden/lanes-over-land.yaml` names the lane (canals, rivers, harbour approaches, inlets that the outline has not).
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use geo::{Geodesic, InterpolatePoint as _, Point};
use landbridge::land::LandOutline;
use landbridge::load::load_path;
use landbridge::model::{Lane, Network};

/// A lane may run this far inside the outline: so far may a coast be off at 1:50m, with islands and inlets left out.
const DEPTH_KM: f64 = 5.0;
/// Distance between samples.
const STEP_METRES: f64 = 1000.0;
const KM_PER_DEGREE: f64 = 111.195;

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

static LAND: LazyLock<Land> = LazyLock::new(|| Land::parse(include_str!("../site/assets/land-50m.json")));

/// For each lane how far inland it runs at worst, in kilometres, and where; only lanes that run over land at all.
static INLAND: LazyLock<BTreeMap<&str, (f64, Point)>> = LazyLock::new(|| {
    let lanes: Vec<&Lane> = NETWORK.lanes.values().collect();
    let worst = landbridge::parallel::map(&lanes, |lane| Some((lane.id.as_str(), deepest_inland(lane)?)));
    worst.into_iter().flatten().collect()
});

/// Lanes that may run over land, and why.
static EXEMPT: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("golden/lanes-over-land.yaml")).expect("lanes with their reasons")
});

#[test]
fn no_lane_runs_over_land() {
    let over_land = INLAND.iter().filter(|(id, (depth, _))| *depth > DEPTH_KM && !EXEMPT.contains_key(**id));
    let told: Vec<String> = over_land
        .map(|(id, (depth, at))| format!("{id}: {depth:.1} km inland at {:.3}N {:.3}E", at.y(), at.x()))
        .collect();
    assert!(told.is_empty(), "{} lanes run over land:\n{}", told.len(), told.join("\n"));
}

#[test]
fn every_exemption_is_needed() {
    let needed = |id: &str| INLAND.get(id).is_some_and(|(depth, _)| *depth > DEPTH_KM);
    let idle: Vec<_> = EXEMPT.keys().filter(|id| !needed(id)).map(|id| (id, INLAND.get(id.as_str()))).collect();
    assert!(idle.is_empty(), "these lanes are nowhere so far inland: {idle:?}");
    assert!(EXEMPT.values().all(|reason| !reason.is_empty()));
}

#[test]
fn land_is_told_from_water() {
    let depth = |latitude: f64, longitude: f64| LAND.depth_km(Point::new(longitude, latitude));
    for (name, latitude, longitude) in [
        ("Moscow", 55.75, 37.62),
        ("Yakutsk", 62.03, 129.73),
        ("Anadyr's hinterland, beyond 180 degrees", 66.0, -176.5),
        ("Greenland", 72.0, -40.0),
        ("Winnipeg", 49.9, -97.1),
    ] {
        assert!(depth(latitude, longitude).is_some_and(|km| km > 20.0), "{name}: {:?}", depth(latitude, longitude));
    }
    for (name, latitude, longitude) in [
        ("Pacific", 30.0, 170.0),
        ("Bering Sea, at 180 degrees", 58.0, 180.0),
        ("Caspian Sea", 42.0, 50.5),
        ("North Pole", 89.9, 0.0),
        ("Atlantic", 45.0, -30.0),
        ("Sea of Japan", 40.0, 135.0),
    ] {
        assert_eq!(depth(latitude, longitude), None, "{name}");
    }
    let belgium = depth(50.85, 4.35).expect("Brussels is on land");
    assert!((40.0..130.0).contains(&belgium), "Brussels lies {belgium} km inland");
}

/// Where a lane is deepest inland, and how deep; none if all of it is at sea.
fn deepest_inland(lane: &Lane) -> Option<(f64, Point)> {
    let corners: Vec<Point> = lane.shape.iter().map(|at| Point::new(at.longitude, at.latitude)).collect();
    let along = |pair: &[Point]| Geodesic.points_along_line(pair[0], pair[1], STEP_METRES, true).collect::<Vec<_>>();
    let samples = corners.windows(2).flat_map(along);
    let inland = samples.filter_map(|sample| Some((LAND.depth_km(sample)?, sample)));
    inland.max_by(|one, other| one.0.total_cmp(&other.0))
}

/// The outline, as edges by degree of latitude.
struct Land {
    bands: BTreeMap<i32, Vec<Edge>>,
}

/// A stretch of coast between two corners, as (longitude, latitude).
type Edge = [(f64, f64); 2];

impl Land {
    fn parse(text: &str) -> Self {
        let mut bands: BTreeMap<i32, Vec<Edge>> = BTreeMap::new();
        for ring in LandOutline::parse(text).expect("an outline").rings {
            let degrees =
                |[longitude, latitude]: &[i32; 2]| (f64::from(*longitude) / 100.0, f64::from(*latitude) / 100.0);
            let mut corners: Vec<(f64, f64)> = ring.iter().map(degrees).collect();
            corners.extend(corners.first().copied());
            for edge in corners.windows(2).map(|pair| [pair[0], pair[1]]) {
                let (low, high) = (band(edge[0].1.min(edge[1].1)), band(edge[0].1.max(edge[1].1)));
                (low..=high).for_each(|row| bands.entry(row).or_default().push(edge));
            }
        }
        Self { bands }
    }

    /// How far a point lies from the nearest coast, if it lies on land: where an odd number of rings lies around it.
    fn depth_km(&self, point: Point) -> Option<f64> {
        let here = self.bands.get(&band(point.y())).map_or(&[][..], Vec::as_slice);
        let crossed: usize = here.iter().map(|edge| crossings_east_of(point, edge)).sum();
        if crossed.is_multiple_of(2) {
            return None;
        }
        let row = band(point.y());
        let near = (row - 1..=row + 1).filter_map(|row| self.bands.get(&row)).flatten();
        let coast = near.map(|edge| distance_km(point, edge)).fold(f64::MAX, f64::min);
        // Whoever finds no coast in three rows of latitude is at least a row's height inland.
        Some(coast.min(KM_PER_DEGREE))
    }
}

#[allow(clippy::cast_possible_truncation)]
fn band(latitude: f64) -> i32 {
    latitude.floor() as i32
}

/// How often a ray from the point to the east crosses the edge. Rings pass 180 degrees without a jump, so each ring is
/// looked at a turn to the west and to the east as well.
fn crossings_east_of(point: Point, [(x1, y1), (x2, y2)]: &Edge) -> usize {
    if (*y1 > point.y()) == (*y2 > point.y()) {
        return 0;
    }
    let x = x1 + (point.y() - y1) / (y2 - y1) * (x2 - x1);
    [-360.0, 0.0, 360.0].iter().filter(|turn| x + **turn > point.x()).count()
}

/// Distance to an edge on the plane that touches the globe at the point, good to a percent within a degree or two.
fn distance_km(point: Point, [(x1, y1), (x2, y2)]: &Edge) -> f64 {
    let east_km = |degrees: f64| degrees * point.y().to_radians().cos() * KM_PER_DEGREE;
    let from = (east_km((x1 - point.x() + 180.0).rem_euclid(360.0) - 180.0), (y1 - point.y()) * KM_PER_DEGREE);
    let (dx, dy) = (east_km(x2 - x1), (y2 - y1) * KM_PER_DEGREE);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { (-(from.0 * dx + from.1 * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (from.0 + share * dx).hypot(from.1 + share * dy)
}
