//! What a line, a place and a state look like, by shape first and by colour second.
//!
//! A mode is a pattern along the line (ticks, dots, a light core), a state is the dashes of the line and a sign at
//! its middle, a kind of place is a shape. Colours belong to `site.css`, which paints the class names given here.

use std::fmt::Write as _;

use super::projection::PlanePoint;
use crate::model::{Mode, PlaceKind};

/// How something of the model is drawn: its class in `site.css`, and its word for people.
pub trait Look: Copy {
    /// The class name.
    fn class(self) -> String;
    /// The word for people.
    fn label(self) -> String;
}

impl Look for Mode {
    fn class(self) -> String {
        format!("mode-{}", self.word().replace('_', "-"))
    }

    fn label(self) -> String {
        self.word().replace('_', " ")
    }
}

impl Look for PlaceKind {
    fn class(self) -> String {
        format!("kind-{}", self.word().replace('_', "-"))
    }

    fn label(self) -> String {
        match self {
            Self::Strait => "strait or canal".into(),
            Self::LngTerminal => "LNG terminal".into(),
            Self::Field => "gas or oil field".into(),
            Self::Compressor => "compressor or pumping station".into(),
            Self::Plant => "refinery, gas or power plant".into(),
            other => other.word().into(),
        }
    }
}

/// Width and dashes of a mode's pattern over a line of this width: cross ticks for rail, a light core for road, beads for
/// a pipeline, double ticks for power; none at sea.
pub fn pattern(mode: Mode, width: f64) -> Option<(f64, &'static str)> {
    match mode {
        Mode::Rail => Some((width + 4.0, "1.3 7")),
        Mode::Road => Some((width * 0.4, "none")),
        Mode::Sea => None,
        Mode::InlandWater => Some((width * 0.45, "7 5")),
        Mode::Pipeline => Some((width + 2.6, "0.1 11")),
        Mode::Power => Some((width + 5.0, "1.3 2.4 1.3 11")),
    }
}

/// The state of a line on the day that the map shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapStatus {
    /// In use.
    Operating,
    /// In use with limits.
    Restricted,
    /// Not used for the time being.
    Suspended,
    /// Shut.
    Closed,
    /// Physically cut.
    Severed,
    /// Being built.
    UnderConstruction,
    /// Only an idea.
    Proposed,
    /// Nobody says; not open.
    Unknown,
}

impl MapStatus {
    /// All of them, with the class name and the word for people.
    pub const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Operating, "status-operating", "operating"),
        (Self::Restricted, "status-restricted", "restricted"),
        (Self::Suspended, "status-suspended", "suspended"),
        (Self::Closed, "status-closed", "closed"),
        (Self::Severed, "status-severed", "severed"),
        (Self::UnderConstruction, "status-under-construction", "under construction"),
        (Self::Proposed, "status-proposed", "proposed"),
        (Self::Unknown, "status-unknown", "unknown"),
    ];

    /// The class name.
    pub fn class(self) -> &'static str {
        Self::ALL.iter().find(|(status, _, _)| *status == self).map_or("", |(_, class, _)| class)
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(status, _, _)| *status == self).map_or("", |(_, _, word)| word)
    }

    /// Whether traffic passes.
    pub fn is_usable(self) -> bool {
        matches!(self, Self::Operating | Self::Restricted)
    }

    /// Dashes of the line.
    pub fn dashes(self) -> Option<&'static str> {
        match self {
            Self::Operating => None,
            Self::Restricted => Some("14 3"),
            Self::Suspended => Some("8 5"),
            Self::Closed => Some("4 4"),
            Self::Severed => Some("3 7"),
            Self::UnderConstruction => Some("9 4 2 4"),
            Self::Proposed => Some("2 4"),
            Self::Unknown => Some("1 6"),
        }
    }

    /// Strokes of the sign at the line's middle, around 0 0 and within 4 pixels of it.
    pub fn sign(self) -> Option<&'static str> {
        match self {
            Self::Operating => None,
            Self::Restricted => Some("M0-3.2v3.7M0 3v.1"),
            Self::Suspended => Some("M-1.7-2.7v5.4M1.7-2.7v5.4"),
            Self::Closed => Some("M-3 0h6"),
            Self::Severed => Some("M-2.5-2.5l5 5M2.5-2.5l-5 5"),
            Self::UnderConstruction => Some("M-3 0h6M0-3v6"),
            Self::Proposed => Some("M-3 .8q1.5-2.6 3-.8t3-.8"),
            Self::Unknown => Some("M-1.9-1.5a1.9 1.9 0 1 1 2.7 1.7q-.8.4-.8 1.3M0 3.2v.1"),
        }
    }
}

/// The outline of a kind of place around a point, as path data: a disc or ring for stations and junctions, a square for
/// ports and yards, a diamond for borders, a triangle for terminals, two wedges for straits; a tank with a dome for LNG,
/// a triangle on its head for fields, two wedges on their side for compressors, a cross for substations, a roof with
/// a chimney for plants.
pub fn outline(kind: PlaceKind, at: PlanePoint, radius: f64) -> String {
    let mut path = String::new();
    let (x, y, r) = (at.x, at.y, radius);
    let _ = match kind {
        PlaceKind::Station | PlaceKind::Junction => circle(&mut path, at, r),
        PlaceKind::Waypoint => circle(&mut path, at, r * 0.55),
        PlaceKind::Port | PlaceKind::Yard => {
            let half = r * 0.9;
            write!(path, "M{:.1} {:.1}h{2:.1}v{2:.1}h-{2:.1}z", x - half, y - half, half * 2.0)
        }
        PlaceKind::Border => {
            let reach = r * 1.25;
            write!(path, "M{x:.1} {:.1}l{reach:.1} {reach:.1}-{reach:.1} {reach:.1}-{reach:.1}-{reach:.1}z", y - reach)
        }
        PlaceKind::Terminal => {
            write!(path, "M{x:.1} {:.1}l{:.1} {:.1}h-{:.1}z", y - r * 1.2, r * 1.2, r * 2.1, r * 2.4)
        }
        PlaceKind::Strait => {
            write!(path, "M{0:.1} {1:.1}h{2:.1}l-{2:.1} {2:.1}h{2:.1}z", x - r, y - r, r * 2.0)
        }
        PlaceKind::LngTerminal => {
            let (half, wall) = (r * 1.1, r * 1.1);
            let (left, bottom, width) = (x - half, y + r, half * 2.0);
            write!(path, "M{left:.1} {bottom:.1}v-{wall:.1}a{half:.1} {half:.1} 0 0 1 {width:.1} 0v{wall:.1}z")
        }
        PlaceKind::Field => {
            write!(path, "M{x:.1} {:.1}l{:.1} -{:.1}h-{:.1}z", y + r * 1.2, r * 1.2, r * 2.1, r * 2.4)
        }
        PlaceKind::Compressor => {
            write!(path, "M{0:.1} {1:.1}v{2:.1}l{2:.1}-{2:.1}v{2:.1}z", x - r, y - r, r * 2.0)
        }
        PlaceKind::Substation => {
            let (arm, reach) = (r * 0.72, r * 1.08);
            let out = reach - arm / 2.0;
            write!(
                path,
                "M{:.1} {:.1}h{arm:.1}v{out:.1}h{out:.1}v{arm:.1}h-{out:.1}v{out:.1}h-{arm:.1}v-{out:.1}h-{out:.1}v-{arm:.1}h{out:.1}z",
                x - arm / 2.0,
                y - reach
            )
        }
        PlaceKind::Plant => {
            let (half, chimney) = (r * 1.05, r * 0.6);
            let (roof, top) = (r * 0.9, r * 0.7);
            write!(
                path,
                "M{:.1} {:.1}v-{:.1}h{chimney:.1}v{:.1}l{:.1}-{top:.1}v{:.1}z",
                x - half,
                y + r,
                roof + top * 1.5,
                top * 1.5,
                half * 2.0 - chimney,
                roof + top
            )
        }
    };
    path
}

fn circle(path: &mut String, at: PlanePoint, radius: f64) -> std::fmt::Result {
    write!(
        path,
        "M{:.1} {:.1}a{2:.1} {2:.1} 0 1 0 {3:.1} 0a{2:.1} {2:.1} 0 1 0-{3:.1} 0z",
        at.x - radius,
        at.y,
        radius,
        radius * 2.0
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn states_differ_without_colour() {
        let looks: BTreeSet<_> = MapStatus::ALL.iter().map(|(status, _, _)| (status.dashes(), status.sign())).collect();
        assert_eq!(looks.len(), MapStatus::ALL.len());
    }

    #[test]
    fn modes_differ_without_colour() {
        let looks: BTreeSet<_> =
            Mode::ALL.iter().map(|(mode, _)| pattern(*mode, 3.0).map(|(_, dashes)| dashes)).collect();
        assert_eq!(looks.len(), Mode::ALL.len());
    }

    #[test]
    fn kinds_of_energy_differ_from_all_others_by_shape() {
        let at = PlanePoint { x: 18.0, y: 8.0 };
        let shape = |kind: PlaceKind| outline(kind, at, 4.6);
        let others = |kind: PlaceKind| PlaceKind::ALL.into_iter().filter(move |(other, _)| *other != kind);
        for kind in [
            PlaceKind::LngTerminal,
            PlaceKind::Field,
            PlaceKind::Compressor,
            PlaceKind::Substation,
            PlaceKind::Plant,
            PlaceKind::Terminal,
            PlaceKind::Strait,
            PlaceKind::Border,
        ] {
            assert!(others(kind).all(|(other, _)| shape(other) != shape(kind)), "{kind:?}");
        }
    }

    #[test]
    fn every_name_is_found() {
        assert!(MapStatus::ALL.iter().all(|(status, class, word)| status.class() == *class && status.word() == *word));
    }
}
