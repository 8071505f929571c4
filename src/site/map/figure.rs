//! What does one map show?
//!
//! Plain data, made by the pages and drawn by [`super::draw`]. A map is never the only place where a fact stands:
//! the page that shows it carries a table with the same places and lines.

use super::marks::{Look, MapStatus};
use crate::model::{Mode, PlaceKind};
use crate::units::Position;

/// From here on a picture shows a continent: waypoints are left out and minor places are drawn small.
pub(super) const CONTINENT_KM_PER_PIXEL: f64 = 4.0;

/// A map with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct MapFigure {
    /// Unique on the page, of letters, digits and hyphens; ids in the picture start with it.
    pub id: String,
    /// What the map shows, in a few words; read aloud first.
    pub title: String,
    /// What a reader would see in it, in a sentence or two.
    pub description: String,
    /// Places.
    pub nodes: Vec<MapNode>,
    /// Lines and lanes; later ones are drawn over earlier ones.
    pub links: Vec<MapLink>,
}

/// A place on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapNode {
    /// Its id in the network; becomes `data-id`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page, relative to the page with the map.
    pub href: Option<String>,
    /// Where it is.
    pub position: Position,
    /// What it is.
    pub symbol: PlaceKind,
    /// 1 (largest symbol, named first) to 5. Waypoints of more than 1 are not named, nor drawn where a continent is shown.
    pub importance: u8,
    /// More class names, separated by spaces; may be empty.
    pub class: String,
    /// Background: drawn faintly, not named, and not counted when the picture chooses its extent.
    pub is_context: bool,
}

/// A line or lane on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapLink {
    /// Its id in the network; becomes `data-id`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page, relative to the page with the map.
    pub href: Option<String>,
    /// Corners of its course; the way between them is the shortest over the globe.
    pub path: Vec<Position>,
    /// What moves on it.
    pub mode: Mode,
    /// Its state on the day shown.
    pub status: MapStatus,
    /// Width of its line in pixels, about 2 to 8.
    pub width: f64,
    /// More class names, separated by spaces (`is-route`, `is-cut`); may be empty.
    pub class: String,
    /// Background: drawn faintly, and not counted when the picture chooses its extent.
    pub is_context: bool,
}

/// Addresses of the two land files, relative to the page with the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LandImages<'a> {
    /// Made with [`super::LandResolution::Coarse`].
    pub coarse: &'a str,
    /// Made with [`super::LandResolution::Fine`].
    pub fine: &'a str,
}

impl MapNode {
    /// Whether it is a point at sea that the map is not about.
    pub(super) fn is_minor_point(&self) -> bool {
        self.symbol == PlaceKind::Waypoint && self.importance > 1
    }

    /// Name, kind: what a screen reader says.
    pub(super) fn label(&self) -> String {
        format!("{}, {}", self.name, self.symbol.label())
    }

    /// Radius of its symbol in pixels, in a picture of this scale: minor places are specks on a continent.
    pub(super) fn radius(&self, km_per_pixel: f64) -> f64 {
        match self.symbol {
            _ if self.is_context => 2.2,
            _ if self.importance > 3 && km_per_pixel > CONTINENT_KM_PER_PIXEL => 2.2,
            _ if self.importance == 3 && km_per_pixel > CONTINENT_KM_PER_PIXEL => 2.8,
            PlaceKind::Waypoint => 2.6,
            _ => 5.6 - 0.6 * f64::from(self.importance.clamp(1, 5)),
        }
    }
}

impl MapLink {
    /// Whether it is drawn crossed: it stands in the way of a refused way, or in every minimum cut.
    pub(super) fn is_crossed(&self) -> bool {
        self.has_class("is-excluded") || self.has_class("is-cut")
    }

    /// Whether it has this class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.class.split_whitespace().any(|own| own == class)
    }

    /// Name, mode, state: what a screen reader says.
    pub(super) fn label(&self) -> String {
        format!("{}, {}, {}", self.name, self.mode.label(), self.status.word())
    }
}
