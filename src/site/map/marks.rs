//! What a line, a place and a state look like, by shape first and by colour second.
//!
//! A mode is a pattern along the line (ticks, dots, a light core), a state is the dashes of the line and a sign at
//! its middle, a kind of place is a shape. Colours belong to `site.css`, which paints the class names given here.

use std::fmt::Write as _;

use super::projection::PlanePoint;

/// What moves along a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapMode {
    /// Railway: cross ticks.
    Rail,
    /// Road: a light core.
    Road,
    /// Sea lane: a plain line.
    Sea,
    /// River or inland canal: a light dashed core.
    InlandWater,
    /// Pipeline: beads.
    Pipeline,
    /// Power line: double ticks.
    Power,
}

impl MapMode {
    /// All of them, with the class name, the word for people, and the pattern drawn over the line.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Rail, "mode-rail", "rail"),
        (Self::Road, "mode-road", "road"),
        (Self::Sea, "mode-sea", "sea"),
        (Self::InlandWater, "mode-inland-water", "inland water"),
        (Self::Pipeline, "mode-pipeline", "pipeline"),
        (Self::Power, "mode-power", "power"),
    ];

    /// The class name.
    pub fn class(self) -> &'static str {
        Self::ALL.iter().find(|(mode, _, _)| *mode == self).map_or("", |(_, class, _)| class)
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(mode, _, _)| *mode == self).map_or("", |(_, _, word)| word)
    }

    /// Width and dashes of the pattern over a line of this width, if the mode has one.
    pub(super) fn pattern(self, width: f64) -> Option<(f64, &'static str)> {
        match self {
            Self::Rail => Some((width + 4.0, "1.3 7")),
            Self::Road => Some((width * 0.4, "none")),
            Self::Sea => None,
            Self::InlandWater => Some((width * 0.45, "7 5")),
            Self::Pipeline => Some((width + 2.6, "0.1 11")),
            Self::Power => Some((width + 5.0, "1.3 2.4 1.3 11")),
        }
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
    pub(super) fn dashes(self) -> Option<&'static str> {
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
    pub(super) fn sign(self) -> Option<&'static str> {
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

/// What kind of place a symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapSymbol {
    /// A railway station or a town on a road: a disc.
    Station,
    /// A marshalling or container yard: a hollow square.
    Yard,
    /// A border: a diamond.
    Border,
    /// A sea port: a square.
    Port,
    /// A terminal: a triangle.
    Terminal,
    /// A junction: a ring.
    Junction,
    /// A strait or canal: two wedges.
    Strait,
    /// A point on a lane: a dot.
    Waypoint,
}

impl MapSymbol {
    /// All of them, with the class name and the word for people.
    pub const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Station, "kind-station", "station"),
        (Self::Yard, "kind-yard", "yard"),
        (Self::Border, "kind-border", "border"),
        (Self::Port, "kind-port", "port"),
        (Self::Terminal, "kind-terminal", "terminal"),
        (Self::Junction, "kind-junction", "junction"),
        (Self::Strait, "kind-strait", "strait or canal"),
        (Self::Waypoint, "kind-waypoint", "waypoint"),
    ];

    /// The class name.
    pub fn class(self) -> &'static str {
        Self::ALL.iter().find(|(symbol, _, _)| *symbol == self).map_or("", |(_, class, _)| class)
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(symbol, _, _)| *symbol == self).map_or("", |(_, _, word)| word)
    }

    /// Its outline around a point, as path data.
    pub(super) fn outline(self, at: PlanePoint, radius: f64) -> String {
        let mut path = String::new();
        let r = radius;
        let _ = match self {
            Self::Station | Self::Junction => circle(&mut path, at, r),
            Self::Waypoint => circle(&mut path, at, r * 0.55),
            Self::Port | Self::Yard => {
                let half = r * 0.9;
                write!(path, "M{:.1} {:.1}h{2:.1}v{2:.1}h-{2:.1}z", at.x - half, at.y - half, half * 2.0)
            }
            Self::Border => {
                let reach = r * 1.25;
                write!(
                    path,
                    "M{:.1} {:.1}l{reach:.1} {reach:.1}-{reach:.1} {reach:.1}-{reach:.1}-{reach:.1}z",
                    at.x,
                    at.y - reach
                )
            }
            Self::Terminal => {
                write!(path, "M{:.1} {:.1}l{:.1} {:.1}h-{:.1}z", at.x, at.y - r * 1.2, r * 1.2, r * 2.1, r * 2.4)
            }
            Self::Strait => {
                write!(path, "M{0:.1} {1:.1}h{2:.1}l-{2:.1} {2:.1}h{2:.1}z", at.x - r, at.y - r, r * 2.0)
            }
        };
        path
    }
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
            MapMode::ALL.iter().map(|(mode, _, _)| mode.pattern(3.0).map(|(_, dashes)| dashes)).collect();
        assert_eq!(looks.len(), MapMode::ALL.len());
    }

    #[test]
    fn every_name_is_found() {
        assert!(MapMode::ALL.iter().all(|(mode, class, word)| mode.class() == *class && mode.word() == *word));
        assert!(MapStatus::ALL.iter().all(|(status, class, word)| status.class() == *class && status.word() == *word));
        assert!(MapSymbol::ALL.iter().all(|(kind, class, word)| kind.class() == *class && kind.word() == *word));
    }
}
