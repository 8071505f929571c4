//! In which state was something at the end of each year? Histories as runs of years.

use crate::calendar::Day;
use crate::model::{History, Network};
use crate::site::map::MapStatus;
use crate::site::view::status_on;

/// The page begins here: what was proposed or shut since then can be followed.
const FIRST_YEAR: i32 = 1998;
/// Announced dates further away than this many years do not lengthen the page's years.
const MOST_AHEAD: i32 = 15;

/// The years that the page shows. The state of a year is that of its last day; that of the present year is that of the
/// day for which the site is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The first one.
    pub first: i32,
    /// The last one: the present year, or a later one for which a state is announced.
    pub last: i32,
    /// The day for which the site is made.
    pub as_of: Day,
}

/// Years of one state, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first year.
    pub first: i32,
    /// The last year.
    pub last: i32,
    /// The state.
    pub status: MapStatus,
}

impl Years {
    /// From [`FIRST_YEAR`] (the year before the present one, if the present is not later) to the last announcement.
    pub fn of(network: &Network, as_of: Day) -> Self {
        let present = year(as_of);
        let lanes = network.lanes.values().map(|lane| &lane.status);
        let histories = network.sections.values().map(|section| &section.status).chain(lanes);
        let starts = histories.flat_map(|history| &history.spells).filter_map(|spell| spell.window.from);
        let announced = starts.map(|from| year(from.first_day())).filter(|year| *year <= present + MOST_AHEAD).max();
        Self { first: FIRST_YEAR.min(present - 1), last: announced.map_or(present, |year| year.max(present)), as_of }
    }

    /// The year in which the site's day lies.
    pub fn present(self) -> i32 {
        year(self.as_of)
    }

    /// The runs of a history, in order; they cover all years.
    pub fn runs(self, history: &History) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for year in self.first..=self.last {
            let status = status_on(history, self.day_of(year));
            match runs.last_mut() {
                Some(run) if run.status == status => run.last = year,
                _ => runs.push(Run { first: year, last: year, status }),
            }
        }
        runs
    }

    /// The day that stands for a year.
    fn day_of(self, year: i32) -> Day {
        if year == self.present() { self.as_of } else { Day::from_civil(year, 12, 31).unwrap_or(self.as_of) }
    }

    /// `operating`, or `1998–2019 operating, from 2020 suspended`.
    pub fn told(self, runs: &[Run]) -> String {
        if let [run] = runs {
            return run.status.word().to_string();
        }
        let told = |run: &Run| {
            let word = run.status.word();
            match (run.first == run.last, run.last == self.last) {
                (_, true) => format!("from {} {word}", run.first),
                (true, false) => format!("{} {word}", run.first),
                (false, false) => format!("{}–{} {word}", run.first, run.last),
            }
        };
        runs.iter().map(told).collect::<Vec<_>>().join(", ")
    }
}

fn year(day: Day) -> i32 {
    day.civil().0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(first: i32, last: i32, status: MapStatus) -> Run {
        Run { first, last, status }
    }

    #[test]
    fn runs_are_told_by_their_years() {
        let as_of = Day::from_civil(2026, 11, 1).unwrap();
        let years = Years { first: 1998, last: 2026, as_of };
        assert_eq!(years.told(&[run(1998, 2026, MapStatus::Operating)]), "operating");
        let runs = [
            run(1998, 2012, MapStatus::Closed),
            run(2013, 2013, MapStatus::UnderConstruction),
            run(2014, 2026, MapStatus::Operating),
        ];
        assert_eq!(years.told(&runs), "1998–2012 closed, 2013 under construction, from 2014 operating");
    }

    #[test]
    fn a_year_is_its_last_day_and_the_present_one_the_day_of_the_site() {
        let as_of = Day::from_civil(2026, 11, 1).unwrap();
        let years = Years { first: 1998, last: 2027, as_of };
        assert_eq!(years.day_of(2013).to_string(), "2013-12-31");
        assert_eq!(years.day_of(2026), as_of);
        assert!(years.runs(&History { spells: Vec::new() }) == [run(1998, 2027, MapStatus::Unknown)]);
    }
}
