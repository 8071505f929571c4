//! The course of one link through one picture: over the great circles, cut at the horizon, in pixels.

use std::fmt::Write as _;

use geo::{Coord, LineString, Simplify as _};

use super::figure::MapLink;
use super::great_circle::densify;
use super::projection::{PlanePoint, Projection};
use super::view::{Bounds, View};

/// How far a drawn line may be from its true course, in pixels.
const TOLERANCE: f64 = 0.2;
/// A link with its course in pixels, in pieces where the horizon cuts it.
pub(super) struct Course<'a> {
    /// The link.
    pub link: &'a MapLink,
    /// Its course.
    pub pieces: Vec<Vec<PlanePoint>>,
    /// Where the sign of its state goes, if it has one that is in the picture.
    pub sign: Option<PlanePoint>,
}

impl Course<'_> {
    /// Half way along its longest piece.
    pub fn middle(&self) -> PlanePoint {
        let longest = self.pieces.iter().max_by(|a, b| length_of(a).total_cmp(&length_of(b)));
        longest.map_or(PlanePoint { x: 0.0, y: 0.0 }, |piece| point_along(piece, 0.5))
    }
}

/// The course of a link, or nothing if no part of it is in the picture.
pub(super) fn course_of<'a>(link: &'a MapLink, projection: &Projection, view: &View) -> Option<Course<'a>> {
    let mut pieces: Vec<Vec<Coord<f64>>> = vec![Vec::new()];
    for position in densify(&link.path) {
        match (projection.project(position), pieces.last_mut()) {
            (Some(point), Some(piece)) => {
                let point = view.place(point);
                piece.push(Coord { x: point.x, y: point.y });
            }
            _ => pieces.push(Vec::new()),
        }
    }
    let room = Bounds { left: -20.0, top: -20.0, right: view.width + 20.0, bottom: view.height + 20.0 };
    let pieces: Vec<Vec<PlanePoint>> = pieces
        .into_iter()
        .filter(|piece| piece.len() > 1)
        .map(|piece| LineString::new(piece).simplify(TOLERANCE))
        .map(|line| line.0.into_iter().map(|coord| PlanePoint { x: coord.x, y: coord.y }).collect())
        .filter(|piece: &Vec<PlanePoint>| extent(piece).overlaps(&room))
        .collect();
    if pieces.is_empty() {
        return None;
    }
    Some(Course { link, pieces, sign: None })
}

fn extent(points: &[PlanePoint]) -> Bounds {
    let mut extent = Bounds::around(points[0], 0.5);
    for point in points {
        extent.left = extent.left.min(point.x);
        extent.right = extent.right.max(point.x);
        extent.top = extent.top.min(point.y);
        extent.bottom = extent.bottom.max(point.y);
    }
    extent
}

/// Radius of the sign that tells a line's state.
pub(super) const SIGN_RADIUS: f64 = 6.5;
/// A line that is shorter than this many pixels has no room for a sign; its dashes and its name must do.
const SHORTEST_WITH_SIGN: f64 = 30.0;

/// Gives each line of the foreground whose state has a sign a place for it: at the middle, or near it, where it
/// covers no symbol and no other sign. Without such a place the line goes without.
pub(super) fn place_signs(courses: &mut [Course<'_>], symbols: &[Bounds], frame: &Bounds) {
    let mut taken = symbols.to_vec();
    for course in courses {
        if course.link.is_context || course.link.status.sign().is_none() {
            continue;
        }
        let Some(piece) = course.pieces.iter().max_by(|a, b| length_of(a).total_cmp(&length_of(b))) else { continue };
        if length_of(piece) < SHORTEST_WITH_SIGN {
            continue;
        }
        course.sign = [0.5, 0.4, 0.6, 0.3, 0.7].into_iter().map(|share| point_along(piece, share)).find(|at| {
            let room = Bounds::around(*at, SIGN_RADIUS + 1.0);
            frame.encloses(&room) && !taken.iter().any(|other| other.overlaps(&room))
        });
        taken.extend(course.sign.map(|at| Bounds::around(at, SIGN_RADIUS + 1.0)));
    }
}

fn length_of(points: &[PlanePoint]) -> f64 {
    points.windows(2).map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).sum()
}

/// The point at this share of the way along; the first one if there is no way.
fn point_along(points: &[PlanePoint], share: f64) -> PlanePoint {
    let mut left = length_of(points) * share;
    for pair in points.windows(2) {
        let here = length_of(pair);
        if here >= left && here > 0.0 {
            let part = left / here;
            return PlanePoint {
                x: pair[0].x + (pair[1].x - pair[0].x) * part,
                y: pair[0].y + (pair[1].y - pair[0].y) * part,
            };
        }
        left -= here;
    }
    points[0]
}

/// Path data with one decimal.
pub(super) fn path_data(pieces: &[Vec<PlanePoint>]) -> String {
    let mut data = String::new();
    for piece in pieces {
        for (index, point) in piece.iter().enumerate() {
            let command = match index {
                0 => "M",
                1 => "L",
                _ => " ",
            };
            let _ = write!(data, "{command}{:.1} {:.1}", point.x, point.y);
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::super::marks::MapStatus;
    use super::*;
    use crate::model::Mode;
    use crate::units::Position;

    #[test]
    fn a_line_beyond_the_horizon_is_cut_not_swept_across() {
        let at = |latitude, longitude| Position { latitude, longitude };
        let far = MapLink {
            id: "south".to_owned(),
            name: "South".to_owned(),
            href: None,
            path: vec![at(-80.0, -85.0), at(80.0, 95.0)],
            mode: Mode::Sea,
            status: MapStatus::Operating,
            width: 2.0,
            class: String::new(),
            is_context: false,
        };
        let projection = Projection::about(at(62.0, 95.0));
        let course = course_of(&far, &projection, &View::fit([], 1000.0, 620.0, 0.0)).unwrap();
        let steps = course.pieces.iter().flat_map(|piece| piece.windows(2));
        assert!(steps.map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).all(|length| length < 700.0));
        assert!(!path_data(&course.pieces).contains("NaN"));
    }

    #[test]
    fn the_sign_stands_half_way() {
        let point = |x| PlanePoint { x, y: 0.0 };
        assert_eq!(point_along(&[point(0.0), point(1.0), point(10.0)], 0.5), point(5.0));
        assert_eq!(point_along(&[point(3.0), point(3.0)], 0.5), point(3.0));
    }
}
