//! The course of one link through one picture: over the great circles, cut at the horizon, in pixels.

use geo::{Coord, LineString, Simplify as _};

use super::figure::MapLink;
use super::great_circle::densify;
use super::projection::{PlanePoint, Projection};
use super::view::{Bounds, View};
use crate::units::Position;

/// How far a drawn line may be from its true course, in pixels.
const TOLERANCE: f64 = 0.2;
/// Links are drawn this far beyond the edge of the picture, in pixels, so that no end of one is seen.
const BEYOND_EDGE: f64 = 20.0;
/// What lies further outside a picture than this, in pixels, leaves no trace in it.
pub(super) const OUT_OF_SIGHT: f64 = BEYOND_EDGE + 2.0;

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
    let pieces = course_on_plane(&pieces_on_plane(&link.path, projection), view);
    (!pieces.is_empty()).then_some(Course { link, pieces, sign: None })
}

/// A path over the great circles on the plane, in pieces where the horizon cuts it.
pub fn pieces_on_plane(path: &[Position], projection: &Projection) -> Vec<Vec<PlanePoint>> {
    let mut pieces: Vec<Vec<PlanePoint>> = vec![Vec::new()];
    for position in densify(path) {
        match (projection.project(position), pieces.last_mut()) {
            (Some(point), Some(piece)) => piece.push(point),
            _ => pieces.push(Vec::new()),
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// Such pieces in pixels, as far as they touch the picture, without points that nobody would miss.
pub(super) fn course_on_plane(pieces: &[Vec<PlanePoint>], view: &View) -> Vec<Vec<PlanePoint>> {
    let room = Bounds {
        left: -BEYOND_EDGE,
        top: -BEYOND_EDGE,
        right: view.width + BEYOND_EDGE,
        bottom: view.height + BEYOND_EDGE,
    };
    let in_pixels = pieces.iter().map(|piece| piece.iter().map(|point| view.place(*point)).collect::<Vec<_>>());
    in_pixels
        .filter(|piece| extent(piece).is_some_and(|extent| extent.overlaps(&room)))
        .map(|piece| if piece.len() > 2 { simplified(&piece) } else { piece })
        .collect()
}

fn simplified(piece: &[PlanePoint]) -> Vec<PlanePoint> {
    let line: LineString = piece.iter().map(|point| Coord { x: point.x, y: point.y }).collect();
    line.simplify(TOLERANCE).0.into_iter().map(|coord| PlanePoint { x: coord.x, y: coord.y }).collect()
}

/// The box around some points; a straight stroke from north to south has an area too.
pub fn extent(points: &[PlanePoint]) -> Option<Bounds> {
    let boxes = points.iter().map(|point| Bounds::around(*point, 0.0));
    let all = boxes.reduce(|all, one| all.joined(&one))?;
    Some(Bounds { right: all.right.max(all.left.next_up()), bottom: all.bottom.max(all.top.next_up()), ..all })
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

/// Path data with one decimal at most.
pub(super) fn path_data(pieces: &[Vec<PlanePoint>]) -> String {
    let mut data = String::new();
    for piece in pieces {
        for (index, point) in piece.iter().enumerate() {
            data.push_str(match index {
                0 => "M",
                1 => "L",
                _ => " ",
            });
            push_tenths(&mut data, point.x);
            data.push(' ');
            push_tenths(&mut data, point.y);
        }
    }
    data
}

/// Writes a number rounded to tenths, without what says nothing: `12`, `-0.5`. Maps have millions of them, and the
/// general way of printing a float takes several times as long.
#[allow(clippy::cast_possible_truncation)]
fn push_tenths(text: &mut String, number: f64) {
    let tenths = (number * 10.0).round() as i64;
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if tenths < 0 {
        text.push('-');
    }
    let mut digits = [0; 20];
    let mut rest = whole;
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend(digits[start..].iter().map(|digit| char::from(*digit)));
    if tenth > 0 {
        text.push('.');
        text.push(char::from(b'0' + tenth as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::super::marks::MapStatus;
    use super::*;
    use crate::model::Mode;

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
    fn numbers_are_rounded_to_tenths() {
        let told = |number| {
            let mut text = String::new();
            push_tenths(&mut text, number);
            text
        };
        let numbers = [0.0, -0.04, 0.05, -0.5, 12.0, 1234.56, -7.96, 99.95];
        assert_eq!(numbers.map(told), ["0", "0", "0.1", "-0.5", "12", "1234.6", "-8", "100"]);
    }

    #[test]
    fn the_sign_stands_half_way() {
        let point = |x| PlanePoint { x, y: 0.0 };
        assert_eq!(point_along(&[point(0.0), point(1.0), point(10.0)], 0.5), point(5.0));
        assert_eq!(point_along(&[point(3.0), point(3.0)], 0.5), point(3.0));
    }
}
