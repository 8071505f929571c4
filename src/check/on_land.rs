//! Is a position on land?

use std::sync::LazyLock;

use geo::{Haversine, InterpolatePoint as _, Point};

use crate::embedded::asset;
use crate::land::LandOutline;
use crate::units::Position;

/// The land of Natural Earth 1:50m, in bands of one degree of latitude.
///
/// Its coasts are simplified: a strait or an island of less than about 10 km may be missing, and so is every river.
pub(super) struct Land {
    /// For each degree of latitude from -90 the coasts in it.
    bands: Vec<Vec<Coast>>,
}

/// A straight piece of a coast, in degrees, from its southern end to its northern.
#[derive(Clone, Copy)]
struct Coast {
    south: [f64; 2],
    north: [f64; 2],
}

/// How far apart the points are at which a way is looked at.
const STEP_METRES: f64 = 3_000.0;

impl Land {
    /// The outline that the program carries, read once.
    pub(super) fn embedded() -> &'static Self {
        static LAND: LazyLock<Land> = LazyLock::new(|| {
            Land::new(&LandOutline::parse(asset("land-50m.json")).expect("an embedded outline, which tests read"))
        });
        &LAND
    }

    fn new(outline: &LandOutline) -> Self {
        let mut bands = vec![Vec::new(); 180];
        for ring in &outline.rings {
            let longitudes = || ring.iter().map(|corner| corner[0]);
            let (west, east) = (longitudes().min().unwrap_or(0), longitudes().max().unwrap_or(0));
            for shift in
                [-36_000, 0, 36_000].into_iter().filter(|shift| west + shift < 18_000 && east + shift > -18_000)
            {
                let next = ring.iter().cycle().skip(1);
                for (from, to) in ring.iter().zip(next).filter(|(from, to)| from[1] != to[1]) {
                    let degrees =
                        |corner: &[i32; 2]| [corner[0] + shift, corner[1]].map(|part| f64::from(part) / 100.0);
                    let (south, north) = if from[1] < to[1] { (from, to) } else { (to, from) };
                    let coast = Coast { south: degrees(south), north: degrees(north) };
                    for band in &mut bands[band(coast.south[1])..=band(coast.north[1])] {
                        band.push(coast);
                    }
                }
            }
        }
        Self { bands }
    }

    /// Whether it lies within the coasts: whether a way due east to beyond the map crosses an odd number of them.
    pub(super) fn covers(&self, at: Position) -> bool {
        let crossed = |coast: &&Coast| {
            let ([west, south], [east, north]) = (coast.south, coast.north);
            south <= at.latitude
                && at.latitude < north
                && west + (east - west) * (at.latitude - south) / (north - south) > at.longitude
        };
        self.bands[band(at.latitude)].iter().filter(crossed).count() % 2 == 1
    }

    /// Whether all the surroundings, as far as this, are as the position is: land or sea.
    pub(super) fn is_far_from_coast(&self, at: Position, metres: f64) -> bool {
        let here = self.covers(at);
        let around = |azimuth: i32| {
            let point = geo::Destination::destination(&Haversine, point(at), f64::from(azimuth), metres);
            self.covers(position(point)) == here
        };
        (0..360).step_by(30).all(around)
    }

    /// The longest stretch of the way along these corners that lies on land, in metres, and its middle. Points that are
    /// `forgiven` count as sea.
    pub(super) fn longest_crossing(
        &self,
        corners: &[Position],
        forgiven: impl Fn(Position) -> bool,
    ) -> Option<(f64, Position)> {
        let mut longest: Option<(f64, Position)> = None;
        let mut stretch: Vec<Position> = Vec::new();
        let mut length = 0.0;
        let mut before: Option<Position> = None;
        let points = corners.windows(2).flat_map(|pair| {
            Haversine.points_along_line(point(pair[0]), point(pair[1]), STEP_METRES, true).map(position)
        });
        for at in points {
            if self.covers(at) && !forgiven(at) {
                length += before.filter(|_| !stretch.is_empty()).map_or(0.0, |before| before.metres_to(at));
                stretch.push(at);
                if longest.is_none_or(|(most, _)| length > most) {
                    longest = Some((length, stretch[stretch.len() / 2]));
                }
            } else {
                stretch.clear();
                length = 0.0;
            }
            before = Some(at);
        }
        longest
    }
}

/// Which of the 180 bands a latitude is in.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn band(latitude: f64) -> usize {
    ((latitude + 90.0).floor() as usize).min(179)
}

fn point(at: Position) -> Point {
    Point::new(at.longitude, at.latitude)
}

fn position(point: Point) -> Position {
    Position { latitude: point.y(), longitude: point.x() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Position {
        text.parse().expect("a position")
    }

    #[test]
    fn land_is_land_and_sea_is_sea() {
        let check = |name: &str, text: &str, expected: bool| {
            assert_eq!(Land::embedded().covers(at(text)), expected, "{name}");
        };
        check("Irkutsk", "52.300N 104.300E", true);
        check("Beijing", "39.900N 116.400E", true);
        check("Nairobi", "1.290S 36.820E", true);
        check("Lima's mountains", "12.000S 76.000W", true);
        check("the Sea of Japan", "40.000N 135.000E", false);
        check("the Kara Sea", "75.000N 75.000E", false);
        check("the North Atlantic", "50.000N 30.000W", false);
        check("the Caspian Sea is no land", "42.000N 50.500E", false);
        check("Chukotka west of the antimeridian", "67.000N 179.000E", true);
        check("Chukotka east of the antimeridian", "66.500N 173.500W", true);
        check("Wrangel Island", "71.200N 179.500W", true);
        check("the Bering Sea at the antimeridian", "60.000N 180.000E", false);
        check("the North Pole", "90.000N 0.000E", false);
    }

    #[test]
    fn a_way_over_land_is_measured() {
        let crossing = |corners: &[&str]| {
            let corners: Vec<Position> = corners.iter().map(|text| at(text)).collect();
            Land::embedded().longest_crossing(&corners, |_| false).map_or(0.0, |(metres, _)| metres / 1000.0)
        };
        assert!(crossing(&["40.0N 135.0E", "41.0N 133.0E"]) < 1.0);
        let korea = crossing(&["37.5N 124.0E", "37.5N 131.0E"]);
        assert!((190.0..270.0).contains(&korea), "{korea} km from Incheon to Donghae");
        let over_the_seam = crossing(&["65.5N 178.0W", "68.0N 179.0E"]);
        assert!(over_the_seam > 80.0, "{over_the_seam} km of Chukotka");
    }

    #[test]
    fn far_from_coast_is_far_from_coast() {
        assert!(Land::embedded().is_far_from_coast(at("55.0N 90.0E"), 30_000.0));
        assert!(Land::embedded().is_far_from_coast(at("40.0N 135.0E"), 30_000.0));
        assert!(!Land::embedded().is_far_from_coast(at("35.1N 129.04E"), 30_000.0), "Busan");
    }
}
