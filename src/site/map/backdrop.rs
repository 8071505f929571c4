//! What lies behind a map: the rest of the network, grey, without names and links.
//!
//! It is on the plane already when it comes here, so that thousands of maps can show parts of one network. All lines
//! of one mode and state are one path, all places of one kind another.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::course::{course_on_plane, path_data};
use super::marks::{Look, MapStatus, outline};
use super::projection::PlanePoint;
use super::view::View;
use crate::model::{Mode, PlaceKind};

/// Width of a line behind a map, and radius of a place.
const LINE_WIDTH: f64 = 1.2;
const PLACE_RADIUS: f64 = 2.2;

/// Lines and places behind a map.
#[derive(Debug, Default)]
pub struct Backdrop<'a> {
    /// Lines: mode, state, and points on the plane, in pieces where the horizon cuts them.
    pub lines: Vec<(Mode, MapStatus, &'a [Vec<PlanePoint>])>,
    /// Places: kind, and the point on the plane.
    pub places: Vec<(PlaceKind, PlanePoint)>,
}

/// Draws the lines, those that cannot be used first.
pub(super) fn append_lines(html: &mut String, backdrop: &Backdrop<'_>, view: &View, weight: f64) {
    let mut paths: BTreeMap<(bool, MapStatus, Mode), String> = BTreeMap::new();
    for (mode, status, pieces) in &backdrop.lines {
        let course = course_on_plane(pieces, view);
        if !course.is_empty() {
            paths.entry((status.is_usable(), *status, *mode)).or_default().push_str(&path_data(&course));
        }
    }
    for ((_, status, mode), data) in paths {
        let dashes = status.dashes().map(|dashes| format!(" stroke-dasharray=\"{dashes}\"")).unwrap_or_default();
        let _ = writeln!(
            html,
            "<g class=\"map-link {} {} is-context\"><path class=\"map-line\" d=\"{data}\" stroke-width=\"{:.1}\"{dashes}/></g>",
            mode.class(),
            status.class(),
            LINE_WIDTH * weight
        );
    }
}

/// Draws the places; waypoints only in a picture of one region.
pub(super) fn append_places(html: &mut String, backdrop: &Backdrop<'_>, view: &View, weight: f64, waypoints: bool) {
    let mut paths: BTreeMap<PlaceKind, String> = BTreeMap::new();
    for (kind, point) in &backdrop.places {
        let at = view.place(*point);
        if view.bounds().contains(at) && (waypoints || *kind != PlaceKind::Waypoint) {
            paths.entry(*kind).or_default().push_str(&outline(*kind, at, PLACE_RADIUS * weight));
        }
    }
    for (kind, data) in paths {
        let _ = writeln!(
            html,
            "<g class=\"map-node {} is-context\"><path class=\"map-symbol\" d=\"{data}\"/></g>",
            kind.class()
        );
    }
}
