//! When, within its open days, a step may begin: at departures of a timetable, or in opening hours.
//!
//! # Method
//! A gate repeats every day or every week: a list of minutes from which and until which one may enter. Whoever is
//! ready enters at the next such minute; with a cut-off, at the next one that is at least so much later. Both keep
//! FIFO: a later readiness never leads to an earlier entry. Minutes are those of the plan, whose days begin at
//! midnight; there are no time zones, so hours are read as if the whole way kept one clock.

use crate::calendar::Day;
use crate::model::Weekdays;
use crate::units::{Minutes, OpeningHours};

const DAY: u32 = 1440;
const WEEK: u32 = 7 * DAY;

/// When a step may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// After how many minutes it repeats itself.
    period: u32,
    /// From when, until before when it is open, in order, within one period.
    open: Vec<(u32, u32)>,
    /// Minutes of the period that have passed at departure.
    phase: u32,
    /// How long before it enters the cargo must be ready.
    cut_off: u32,
}

impl Gate {
    /// Open between these hours every day; none if that is round the clock.
    pub fn daily(hours: OpeningHours) -> Option<Self> {
        let (from, until) = (hours.from.get().min(DAY), hours.until.get().min(DAY));
        let open = match from.cmp(&until) {
            std::cmp::Ordering::Less => vec![(from, until)],
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => vec![(0, until), (from, DAY)],
        };
        let open: Vec<(u32, u32)> = open.into_iter().filter(|(from, until)| from < until).collect();
        (open != [(0, DAY)] && !open.is_empty()).then_some(Self { period: DAY, open, phase: 0, cut_off: 0 })
    }

    /// Departures on these days of the week at that minute of the day, for a plan that begins on `depart`; none if
    /// there are no such days.
    pub fn weekly(days: Weekdays, at: Minutes, cut_off: Minutes, depart: Day) -> Option<Self> {
        let minute = at.get().min(DAY - 1);
        let open: Vec<(u32, u32)> =
            days.iter().map(|day| day.since_monday() * DAY + minute).map(|begin| (begin, begin + 1)).collect();
        let phase = depart.weekday().since_monday() * DAY;
        (!open.is_empty()).then_some(Self { period: WEEK, open, phase, cut_off: cut_off.get() })
    }

    /// Minutes that the cargo must be ready before it enters.
    pub fn cut_off(&self) -> u32 {
        self.cut_off
    }

    /// The first minute at `time` or later, counted from departure, at which one may enter.
    pub fn next(&self, time: u32) -> u32 {
        let now = (time % self.period + self.phase) % self.period;
        let wait = match self.open.iter().find(|(_, until)| now < *until) {
            Some((from, _)) => from.saturating_sub(now),
            None => self.period - now + self.open.first().map_or(0, |(from, _)| *from),
        };
        time.saturating_add(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily(text: &str) -> Option<Gate> {
        Gate::daily(text.parse().expect("hours"))
    }

    /// Minute by minute: what is open, found without arithmetic on periods.
    #[test]
    fn hours_open_and_close_every_day() {
        for (text, is_open) in [
            ("08:00-20:00", (|minute| (480..1200).contains(&minute)) as fn(u32) -> bool),
            ("22:00-06:00", |minute| !(360..1320).contains(&minute)),
            ("18:00-00:00", |minute| minute >= 1080),
        ] {
            let gate = daily(text).expect("not round the clock");
            for time in 0..3 * DAY {
                let expected = (time..time + DAY).find(|later| is_open(later % DAY));
                assert_eq!(Some(gate.next(time)), expected, "{text} at {time}");
            }
        }
        for round_the_clock in ["00:00-24:00", "00:00-00:00", "09:00-09:00"] {
            assert_eq!(daily(round_the_clock), None);
        }
    }

    #[test]
    fn departures_come_on_their_weekdays() {
        // The first of March 2026 is a Sunday.
        let depart: Day = "2026-03-01".parse().expect("a day");
        let days: Weekdays = ["mon", "thu"].iter().map(|day| day.parse().expect("a weekday")).collect();
        let gate = Gate::weekly(days, Minutes::new(600), Minutes::new(120), depart).expect("two departures");
        let monday = DAY + 600;
        let thursday = 4 * DAY + 600;
        assert_eq!([gate.next(0), gate.next(monday), gate.next(monday + 1)], [monday, monday, thursday]);
        assert_eq!(gate.next(thursday + 1), monday + WEEK);
        assert_eq!(gate.cut_off(), 120);
    }
}
