//! What is the best route on each day of a period, and where does it change?
//!
//! # Method
//! One timetable serves the whole period and the horizon after its last day. The search of each day sets out at that
//! day's minute and may begin nothing after its own horizon, so that each answer is that of a plan for that day alone.

use std::sync::Arc;

use super::label_setting::{PATIENCE_MINUTES, Route, Search};
use super::plan::{Answer, Planner};
use super::query::Query;
use super::setup::Setup;
use crate::calendar::{Day, MINUTES_PER_DAY};
use crate::graph::{HORIZON_DAYS, StepId, Structure, Timetable};
use crate::model::{Link, Objective};
use crate::restrictions::{Policy, Step, Verdict};

/// Who leaves at once waits no longer than this for any step: a weekly departure can be caught, a season not.
pub const AT_ONCE_MINUTES: u32 = 7 * 1440;

/// The best route on one day.
#[derive(Debug, Clone)]
pub struct Departure {
    /// The day of departure.
    pub day: Day,
    /// What is decided about the journey as a whole.
    pub journey: Verdict,
    /// The best route, waiting where that helps.
    pub route: Option<Route>,
    /// If that waits longer than [`AT_ONCE_MINUTES`] for a step: the best that waits no longer, by the same objective.
    pub at_once: Option<Route>,
}

/// The best routes of a period.
#[derive(Debug)]
pub struct Sweep<'a> {
    /// States and arcs that routes speak of.
    pub structure: Arc<Structure>,
    /// The rules they were found under.
    pub policy: Policy<'a>,
    /// Each day, in order.
    pub departures: Vec<Departure>,
}

impl<'a> Sweep<'a> {
    /// A day's best route as the answer to a plan for that day that nothing else was asked of.
    pub fn answer(&self, departure: &Departure) -> Answer<'a> {
        let routes = departure.route.iter().cloned().collect();
        Answer::of_best(&self.structure, self.policy.clone(), departure.journey.clone(), routes)
    }

    /// The links that a route passes, in order: what makes two days' routes the same corridor.
    pub fn links(&self, route: &Route) -> Vec<(Link, bool)> {
        let steps = route.rides.iter().map(|ride| self.structure.steps()[ride.step as usize]);
        steps
            .filter_map(|step| match step {
                Step::Pass { link, forward } => Some((link, forward)),
                Step::Undergo { .. } => None,
            })
            .collect()
    }
}

/// The longest wait of a route for one step, in minutes.
pub fn longest_wait(route: &Route) -> u32 {
    route.rides.iter().map(|ride| ride.enter - ride.ready).max().unwrap_or(0)
}

impl<'a> Planner<'a> {
    /// The best route for each of `days` days from `first` on; the day of `query` is not looked at.
    ///
    /// # Cost
    /// One timetable over the period and the horizon, then one or two searches for each day, in parallel.
    pub fn sweep(&self, query: &Query, first: Day, days: i32) -> Sweep<'a> {
        let days: Vec<Day> = (0..days).map(|offset| first.plus(offset)).collect();
        self.sweep_on(query, &days)
    }

    /// The best route for each of `days`, which are in order; the day of `query` is not looked at.
    pub fn sweep_on(&self, query: &Query, days: &[Day]) -> Sweep<'a> {
        let network = self.network;
        let policy = query.policy(network);
        let structure = &self.structure;
        let setup = Setup::new(network, structure, query);
        let usable = |step: StepId| setup.is_usable(step);
        let (first, last) = (days.first().unwrap_or(&query.depart), days.last().unwrap_or(&query.depart));
        let timetable = Timetable::over(structure, &policy, *first, HORIZON_DAYS + last.count() - first.count());
        let search = |patience| Search { patience, ..setup.search(&timetable) };
        let departures = crate::parallel::map(days, |day| {
            let day = *day;
            let start = u32::try_from(i64::from(day.count() - first.count()) * MINUTES_PER_DAY).unwrap_or(0);
            let journey = policy.journey_verdict(day);
            let mut route = None;
            if journey.is_open() {
                route = search(PATIENCE_MINUTES).best_from(&usable, start, u32::MAX);
                if route.is_none() && query.objective != Objective::Time {
                    route = search(u32::MAX).best_from(&usable, start, u32::MAX);
                }
            }
            let waits = route.as_ref().is_some_and(|route| longest_wait(route) > AT_ONCE_MINUTES);
            let at_once =
                if waits { search(PATIENCE_MINUTES).best_from(&usable, start, AT_ONCE_MINUTES) } else { None };
            Departure { day, journey, route, at_once }
        });
        drop(timetable);
        Sweep { structure: Arc::clone(structure), policy: query.policy(network), departures }
    }
}
