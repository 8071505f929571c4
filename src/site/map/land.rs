//! The shared picture of the land: rings of positions to one SVG document.
//!
//! The document shows the whole disc of the projection up to its horizon, in a square that [`View::land_square`]
//! places. It is shown with `<image>`, so it cannot see the page's style and brings its own.
//!
//! [`View::land_square`]: super::view::View::land_square

use std::fmt::Write as _;

use geo::{Coord, LineString, Simplify as _};

use super::great_circle::densify_vectors;
use super::projection::{PlanePoint, Projection, UnitVector, unit_vector};
use crate::land::{LandError, LandOutline};
use crate::units::Position;

/// How finely a land file is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LandResolution {
    /// For pictures of whole continents; from Natural Earth 1:110m.
    Coarse,
    /// For pictures of one region; from Natural Earth 1:50m.
    Fine,
}

impl LandResolution {
    /// Side of the document's view box. Coordinates in it are whole numbers.
    fn side(self) -> f64 {
        match self {
            Self::Coarse => 10_000.0,
            Self::Fine => 40_000.0,
        }
    }

    /// How far a drawn coast may lie from the given one, in units of the view box (2 km and 0.6 km).
    fn tolerance(self) -> f64 {
        match self {
            Self::Coarse => 1.0,
            Self::Fine => 1.2,
        }
    }
}

/// Colours of the land file. They let the sea of the page through, so that one file serves a light and a dark page: a
/// picture shown by `<image>` does not hear of a reader's switch in every browser (Firefox 153).
const STYLE: &str = ".land{fill:#b49157;fill-opacity:.18;stroke:#8b7d5f;stroke-opacity:.45;stroke-width:.7}\
.graticule{fill:none;stroke:#8d9cac;stroke-width:.5;stroke-opacity:.18}\
.land,.graticule{vector-effect:non-scaling-stroke;stroke-linejoin:round}";

/// The SVG document of the land under this projection.
pub fn land_svg(outline: &LandOutline, projection: &Projection, resolution: LandResolution) -> String {
    let side = resolution.side();
    let mut paths = String::new();
    let mut is_inverted = false;
    for ring in &outline.rings {
        let Some(points) = clamped_ring(ring, projection) else { continue };
        is_inverted ^= encloses_the_far_side(&points);
        append_path(&mut paths, &points, resolution, true);
    }
    if is_inverted {
        append_path(&mut paths, &horizon(), resolution, true);
    }
    let mut graticule = String::new();
    for line in graticule_lines() {
        let points: Vec<_> = line.iter().filter_map(|position| projection.project(*position)).collect();
        append_path(&mut graticule, &points, resolution, false);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <title>Land</title><style>{STYLE}</style>\n<path class=\"land\" fill-rule=\"evenodd\" d=\"{paths}\"/>\n\
         <path class=\"graticule\" d=\"{graticule}\"/>\n</svg>\n"
    )
}

/// The ring on the plane, with everything beyond the horizon pulled straight back onto it.
///
/// Pulling back is continuous, so a ring winds around every visible point as often as before: what was land stays
/// land, and no edge cuts across the picture. Nothing is returned for a ring that lies wholly beyond.
fn clamped_ring(ring: &[[i32; 2]], projection: &Projection) -> Option<Vec<PlanePoint>> {
    let closed: Vec<UnitVector> = ring.iter().chain(ring.first()).map(|corner| corner_vector(*corner)).collect();
    let horizon = Projection::horizon_radius();
    let mut points: Vec<PlanePoint> = Vec::with_capacity(closed.len());
    let mut beyond: Option<f64> = None;
    let mut any_visible = false;
    for vector in densify_vectors(&closed, 1.0) {
        let Some(point) = projection.project_vector(vector) else { continue };
        if point.x.hypot(point.y) <= horizon {
            any_visible = true;
            beyond = None;
            points.push(point);
            continue;
        }
        let azimuth = point.y.atan2(point.x);
        if let Some(before) = beyond {
            append_arc(&mut points, before, azimuth, horizon);
        }
        points.push(on_circle(azimuth, horizon));
        beyond = Some(azimuth);
    }
    any_visible.then_some(points)
}

/// Points on the circle strictly between two azimuths, the short way round.
#[allow(clippy::cast_possible_truncation)]
fn append_arc(points: &mut Vec<PlanePoint>, from: f64, to: f64, radius: f64) {
    let turn = (to - from + std::f64::consts::PI).rem_euclid(std::f64::consts::TAU) - std::f64::consts::PI;
    let pieces = (turn.abs().to_degrees() / 2.0).ceil() as i32;
    for piece in 1..pieces {
        points.push(on_circle(from + turn * f64::from(piece) / f64::from(pieces), radius));
    }
}

fn on_circle(azimuth: f64, radius: f64) -> PlanePoint {
    PlanePoint { x: radius * azimuth.cos(), y: radius * azimuth.sin() }
}

fn horizon() -> Vec<PlanePoint> {
    (0..180).map(|step| on_circle(f64::from(step * 2).to_radians(), Projection::horizon_radius())).collect()
}

/// Whether the point opposite the centre lies in the ring: then the ring's land is outside its line on the plane.
/// Rings are given anticlockwise around their smaller side, which on a plane with y downwards is a negative area.
fn encloses_the_far_side(points: &[PlanePoint]) -> bool {
    twice_area(points) > 1e-6
}

fn twice_area(points: &[PlanePoint]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

/// The outline as a script that assigns it to `landbridgeLand`: a page from a disk may not read files, but it may name
/// scripts. Corners are in `hundredths` of a degree, those that fall together left out.
///
/// # Errors
/// [`LandError`] if the text is not an outline.
pub fn land_script(text: &str, hundredths: i32) -> Result<String, LandError> {
    let outline = LandOutline::parse(text)?;
    let rings = outline.rings.iter().map(|ring| coarser(ring, hundredths));
    let rings: Vec<Vec<i32>> = rings.filter(|ring| ring.len() >= 6).collect();
    let rings = serde_json::to_string(&rings)?;
    Ok(format!("var landbridgeLand = {{\"hundredths\": {hundredths}, \"rings\": {rings}}};\n"))
}

fn coarser(ring: &[[i32; 2]], hundredths: i32) -> Vec<i32> {
    let mut before = [0_i32; 2];
    let mut coarse = Vec::with_capacity(ring.len() * 2);
    for corner in ring {
        let rounded = corner.map(|part| (part + hundredths / 2).div_euclid(hundredths));
        if coarse.is_empty() || rounded != before {
            coarse.extend([rounded[0] - before[0], rounded[1] - before[1]]);
        }
        before = rounded;
    }
    coarse
}

/// Meridians and parallels, every 10 degrees of latitude and 20 of longitude.
fn graticule_lines() -> Vec<Vec<Position>> {
    let at =
        |latitude: i32, longitude: i32| Position { latitude: f64::from(latitude), longitude: f64::from(longitude) };
    let meridians = (-9..9).map(|n| (-80..=80).map(|latitude| at(latitude, n * 20)).collect());
    let parallels = (-8..=8).map(|n| (-180..=180).map(|longitude| at(n * 10, longitude)).collect());
    meridians.chain(parallels).collect()
}

fn corner_vector([longitude, latitude]: [i32; 2]) -> UnitVector {
    unit_vector(Position { latitude: f64::from(latitude) / 100.0, longitude: f64::from(longitude) / 100.0 })
}

/// Adds the line as whole numbers of the view box, simplified; a line that is cut by the horizon starts anew.
#[allow(clippy::cast_possible_truncation)]
fn append_path(path: &mut String, points: &[PlanePoint], resolution: LandResolution, is_closed: bool) {
    let half = resolution.side() / 2.0;
    let scale = half / Projection::horizon_radius();
    let gap = half / 10.0;
    let mut pieces: Vec<Vec<Coord<f64>>> = vec![Vec::new()];
    for point in points {
        let coord = Coord { x: half + point.x * scale, y: half + point.y * scale };
        if let Some(before) = pieces.last().and_then(|piece| piece.last())
            && !is_closed
            && (coord.x - before.x).hypot(coord.y - before.y) > gap
        {
            pieces.push(Vec::new());
        }
        pieces.last_mut().expect("there is always a piece").push(coord);
    }
    for mut piece in pieces {
        if is_closed {
            piece.extend(piece.first().copied());
        }
        let line = LineString::new(piece).simplify(resolution.tolerance());
        let mut corners: Vec<(i64, i64)> =
            line.0.iter().map(|coord| (coord.x.round() as i64, coord.y.round() as i64)).collect();
        corners.dedup();
        if is_closed && corners.first() == corners.last() {
            corners.pop();
        }
        if corners.len() < if is_closed { 3 } else { 2 } {
            continue;
        }
        append_corners(path, &corners);
        if is_closed {
            path.push('z');
        }
    }
}

/// `M x y` and then steps, which SVG reads as `l`; a minus sign separates as well as a space does.
fn append_corners(path: &mut String, corners: &[(i64, i64)]) {
    let _ = write!(path, "M{} {}l", corners[0].0, corners[0].1);
    for (index, pair) in corners.windows(2).enumerate() {
        let (x, y) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        if index > 0 && x >= 0 {
            path.push(' ');
        }
        let _ = write!(path, "{x}");
        if y >= 0 {
            path.push(' ');
        }
        let _ = write!(path, "{y}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COARSE: &str = include_str!("../../../site/assets/land-110m.json");

    fn projection(latitude: f64, longitude: f64) -> Projection {
        Projection::about(Position { latitude, longitude })
    }

    /// Whether the land file shows land here, by counting crossings of the drawn rings.
    fn shows_land(projection: &Projection, latitude: f64, longitude: f64) -> bool {
        let outline = LandOutline::parse(COARSE).unwrap();
        let here = projection.project(Position { latitude, longitude }).unwrap();
        let mut rings: Vec<_> = outline.rings.iter().filter_map(|ring| clamped_ring(ring, projection)).collect();
        if rings.iter().filter(|ring| encloses_the_far_side(ring)).count() % 2 == 1 {
            rings.push(horizon());
        }
        let crossings = |ring: &Vec<PlanePoint>| {
            let next = ring.iter().cycle().skip(1);
            ring.iter()
                .zip(next)
                .filter(|(a, b)| {
                    (a.y > here.y) != (b.y > here.y) && here.x < (b.x - a.x) * (here.y - a.y) / (b.y - a.y) + a.x
                })
                .count()
        };
        rings.iter().map(crossings).sum::<usize>() % 2 == 1
    }

    /// Centres whose far side is ocean, land (Spain is opposite New Zealand's North Island) and near a coast.
    #[test]
    fn land_is_land_whatever_the_centre() {
        for (latitude, longitude) in [(62.0, 95.0), (-39.0, 176.0), (-40.0, 178.0), (0.0, -160.0), (-20.0, -150.0)] {
            let projection = projection(latitude, longitude);
            let check = |name: &str, latitude: f64, longitude: f64, expected: bool| {
                let position = Position { latitude, longitude };
                if projection.project(position).is_some() {
                    let shown = shows_land(&projection, latitude, longitude);
                    assert_eq!(shown, expected, "{name} about {:?}", projection.centre());
                }
            };
            check("Siberia", 62.0, 95.0, true);
            check("Chukotka, beyond 180 degrees", 66.0, -174.5, true);
            check("Caspian", 42.0, 50.5, false);
            check("Bering Sea", 58.0, -178.0, false);
            check("Australia", -25.0, 135.0, true);
            check("Arctic Ocean", 88.0, 0.0, false);
            check("Kansas", 38.5, -98.0, true);
            check("Pacific", -30.0, -140.0, false);
        }
    }

    #[test]
    fn the_document_is_whole_numbers_inside_its_box() {
        let outline = LandOutline::parse(COARSE).unwrap();
        let svg = land_svg(&outline, &projection(62.0, 95.0), LandResolution::Coarse);
        assert!(svg.contains("viewBox=\"0 0 10000 10000\""));
        assert!(svg.len() < 80_000, "{} bytes", svg.len());
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        assert_eq!(svg, land_svg(&outline, &projection(62.0, 95.0), LandResolution::Coarse));
    }

    #[test]
    fn the_script_holds_the_same_corners() {
        let text = "{\"rings\": [[17996,7000,8,0,10,-95,-3,-4]]}";
        let script = |hundredths| land_script(text, hundredths).unwrap();
        assert!(script(1).ends_with("\"rings\": [[17996,7000,8,0,10,-95,-3,-4]]};\n"), "{}", script(1));
        assert!(script(10).ends_with("\"rings\": [[1800,700,1,-9,0,-1]]};\n"), "{}", script(10));
        assert!(script(100).ends_with("\"rings\": []};\n"), "{}", script(100));
    }

    #[test]
    fn what_is_not_an_outline_is_refused() {
        for text in ["", "{}", "{\"rings\": [[\"a\"]]}", "[1, 2"] {
            let error = LandOutline::parse(text).unwrap_err();
            assert!(error.to_string().starts_with("the land outline cannot be read"));
        }
        assert!(LandOutline::parse("{\"rings\": [[1]]}").is_ok());
    }

    #[test]
    fn no_edge_cuts_across_the_picture() {
        let outline = LandOutline::parse(COARSE).unwrap();
        for (latitude, longitude) in [(62.0, 95.0), (-39.0, 176.0), (0.0, 0.0), (90.0, 0.0)] {
            for ring in outline.rings.iter().filter_map(|ring| clamped_ring(ring, &projection(latitude, longitude))) {
                for pair in ring.windows(2) {
                    let length = (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y);
                    assert!(length < 0.1, "an edge of {length} earth radii about {latitude}N {longitude}E");
                }
            }
        }
    }
}
