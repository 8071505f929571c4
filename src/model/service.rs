//! A timetable on a line or lane: when trains or ships leave, how long before the cargo must be there, how much fits.

use super::provenance::{Figure, Provenance};
use crate::calendar::{Weekday, Window};
use crate::units::{Minutes, Payload};

/// Some days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weekdays(u8);

impl Weekdays {
    /// Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL.into_iter().filter(move |day| self.0 & (1 << day.since_monday()) != 0)
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        Self(days.into_iter().fold(0, |all, day| all | (1 << day.since_monday())))
    }
}

impl std::fmt::Display for Weekdays {
    /// `Mon, Thu`
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.iter().map(Weekday::name).collect();
        formatter.write_str(&names.join(", "))
    }
}

/// Departures from one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departures {
    /// On which days of the week.
    pub days: Weekdays,
    /// At which minute of the day.
    pub at: Minutes,
}

/// When trains or ships leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// On known days.
    Weekly {
        /// From the first place.
        out: Departures,
        /// From the last place.
        back: Departures,
    },
    /// So often, on unknown days.
    Every(Minutes),
}

/// A timetable on a line or lane.
#[derive(Debug, Clone)]
pub struct Service {
    /// When trains or ships leave.
    pub rhythm: Rhythm,
    /// How long before the departure the cargo must be there.
    pub cut_off: Minutes,
    /// How much fits on one of them.
    pub slots: Option<Figure<Payload>>,
    /// When the timetable held; at other times it stands in.
    pub window: Window,
    /// Where it is known from.
    pub provenance: Provenance,
}

impl Service {
    /// Departures in a direction, if their days are known.
    pub fn departures(&self, forward: bool) -> Option<Departures> {
        match self.rhythm {
            Rhythm::Weekly { out, back } => Some(if forward { out } else { back }),
            Rhythm::Every(_) => None,
        }
    }
}
