//! How late may it be, how dear, and how likely is it to arrive by a date?
//!
//! # Method
//! Read [`distribution`](crate::distribution) first (a figure's quantile function and how a value is drawn), then [`group`] (what rises and
//! falls together), then [`run`] (the steps of a route in order, waiting included).
//!
//! - **Exact** where only one group has a spread and no date matters: its quantile function, added to the rest.
//! - **Drawn** elsewhere: P10 and P90 of the arrivals of so many draws. In ice each draw has one kind of year for all
//!   areas: mild, normal or severe with weights 0.30, 0.45 and 0.25 (authored, reference material on ice, 4.3).
//! - **Bound**: everything early in a mild year, everything late in a severe one. Where no date matters these are the
//!   sums of the quantiles of the legs (comonotonic: Dhaene et al. 2002).
//!
//! A draw that finds no way on within the horizon does not arrive: it counts as later than every date.

pub mod group;
pub mod run;

use std::collections::BTreeMap;

use self::group::{Group, group_of_money, groups_of_time};
use self::run::{Run, Stage};
use super::plan::Answer;
use super::query::Query;
use super::{Ride, Route};
use crate::calendar::{Day, Instant};
use crate::distribution::{Deviation, MEDIAN, WHOLE, quantile, share};
use crate::graph::{HORIZON_MINUTES, Spread, Timetable, measure};
use crate::model::{Change, IceYear, Link, Network};
use crate::parallel;
use crate::restrictions::{Fact, Policy, Step};
use crate::units::Money;

/// How many draws are made, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many.
    pub samples: u32,
    /// Same seed, same draws.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Self {
        Self { samples: 10_000, seed: 1 }
    }
}

/// Weights of a mild, a normal and a severe year, in parts of [`WHOLE`].
///
/// # Source
/// Authored: reference material on ice, section 4.3.
const YEAR_WEIGHTS: [(IceYear, u32); 3] =
    [(IceYear::Mild, 300_000), (IceYear::Normal, 450_000), (IceYear::Severe, 250_000)];

/// How many draws are made at a time.
const CHUNK: u32 = 1024;

/// How a band was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// It is exact.
    Exact,
    /// It was drawn.
    Drawn,
}

/// The typical run in one kind of year.
#[derive(Debug, Clone)]
pub struct YearRun {
    /// The kind of year.
    pub year: IceYear,
    /// Minutes from departure to arrival, and how many of them are waited; else what stands in the way, if it is known.
    pub outcome: Result<(u32, u32), Option<Fact>>,
}

/// How much later or dearer a route may be.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// How the band of time was found.
    pub method: Method,
    /// P10, P50 and P90 of the time, in minutes; the horizon for what does not arrive.
    pub time: Spread<u32>,
    /// All early, typical, all late.
    pub time_bound: Spread<u32>,
    /// P10, P50 and P90 of the cost, where it is known.
    pub cost: Option<Spread<Money>>,
    /// How many draws do not arrive within the horizon.
    pub not_arriving: u32,
    /// How many draws arrive by the date that was asked for.
    pub in_time: Option<u32>,
    /// Typical runs by kind of year, if it leads through ice.
    pub years: Vec<YearRun>,
}

/// Forecasts for the routes of an answer, in their order.
pub fn forecasts(network: &Network, query: &Query, answer: &Answer<'_>) -> Vec<Forecast> {
    let through_ice = answer
        .routes
        .iter()
        .flat_map(|route| &route.rides)
        .any(|ride| passes_ice(network, answer.structure.steps()[ride.step as usize]));
    let years =
        if through_ice { years_of(network, &answer.policy) } else { vec![(answer.policy.overlay.ice_year(), WHOLE)] };
    let policies: Vec<Policy<'_>> = years.iter().map(|(year, _)| answer.policy.clone().in_year(*year)).collect();
    let timetables: Vec<Timetable<'_>> =
        policies.iter().map(|policy| Timetable::new(&answer.structure, policy, query.depart)).collect();
    let forecaster = Forecaster { network, query, answer, years: &years, policies: &policies, timetables: &timetables };
    parallel::map(&answer.routes, |route| forecaster.forecast(route))
}

/// Kinds of year with their weights: all three, or the one that the scenario fixes.
fn years_of(network: &Network, policy: &Policy<'_>) -> Vec<(IceYear, u32)> {
    let changes = policy.overlay.scenario().into_iter().flat_map(|id| &network.scenarios[id].changes);
    let is_fixed = changes.into_iter().any(|change| matches!(change, Change::Ice(_)));
    if is_fixed { vec![(policy.overlay.ice_year(), WHOLE)] } else { YEAR_WEIGHTS.to_vec() }
}

fn passes_ice(network: &Network, step: Step) -> bool {
    matches!(step, Step::Pass { link: Link::Lane(id), .. } if network.lanes[id].ice_area.is_some())
}

struct Forecaster<'a, 't> {
    network: &'a Network,
    query: &'a Query,
    answer: &'t Answer<'a>,
    years: &'t [(IceYear, u32)],
    policies: &'t [Policy<'a>],
    timetables: &'t [Timetable<'t>],
}

impl<'t> Forecaster<'_, 't> {
    fn step(&self, ride: &Ride) -> Step {
        self.answer.structure.steps()[ride.step as usize]
    }

    fn day(&self, minutes: u32) -> Day {
        Instant::start_of(self.query.depart).plus(minutes).day()
    }

    fn forecast(&self, route: &Route) -> Forecast {
        let run = Run::new(&self.stages(route));
        let through_ice = route.rides.iter().any(|ride| passes_ice(self.network, self.step(ride)));
        let normal = self.years.iter().position(|(year, _)| *year == IceYear::Normal).unwrap_or(0);
        let typical = route.minutes();
        let all = |share: u32| vec![share; run.groups.len()];
        let arrive = |year: usize, share: u32| run.arrive(year, &all(share)).map_or(HORIZON_MINUTES, |(time, _)| time);
        let (mild, severe) = if through_ice { (0, self.years.len() - 1) } else { (normal, normal) };
        let time_bound = Spread {
            low: arrive(mild, WHOLE / 10).min(typical),
            typ: typical,
            high: arrive(severe, WHOLE / 10 * 9).max(typical),
        };
        let exact = run.only_deviation();
        let deadline = self.query.arrive_by.map(|date| minutes_until_end_of(self.query.depart, date));
        let mut forecast = Forecast {
            method: if exact.is_some() { Method::Exact } else { Method::Drawn },
            time: time_bound,
            time_bound,
            cost: self.cost(route),
            not_arriving: 0,
            in_time: None,
            years: if through_ice { self.year_runs(route, &run) } else { Vec::new() },
        };
        if exact.is_none() || deadline.is_some() {
            let arrivals = self.draw(&run, through_ice.then_some(self.years), normal);
            let of = |percent| quantile(&arrivals, percent).map_or(typical, |time| time.min(HORIZON_MINUTES));
            if exact.is_none() {
                forecast.time = Spread { low: of(10), typ: of(50), high: of(90) };
            }
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            forecast.not_arriving = count(arrivals.iter().filter(|time| **time == u32::MAX).count());
            forecast.in_time = deadline.map(|deadline| count(arrivals.partition_point(|time| *time < deadline)));
        }
        forecast
    }

    fn stages(&self, route: &Route) -> Vec<Stage<'t>> {
        let groups = groups_of_time(self.network, &self.answer.structure, route);
        let own = self.answer.policy.overlay.ice_year();
        let stages = route.rides.iter().zip(groups).map(|(ride, group)| {
            let step = self.step(ride);
            let in_ice = passes_ice(self.network, step);
            // In ice the kind of year is drawn, so what is left of the spread is that within one kind.
            let year = if in_ice { IceYear::Mild } else { own };
            let measured = measure(self.network, step, self.day(ride.enter), &self.answer.policy.journey, year);
            let minutes = measured.time.unwrap_or_default();
            let deviation = Deviation::of(Spread {
                low: i64::from(minutes.low.get()),
                typ: i64::from(minutes.typ.get()),
                high: i64::from(minutes.high.get()),
            });
            let timetables = if in_ice || matches!(step, Step::Pass { link: Link::Lane(id), .. } if !self.network.lanes[id].admission.is_empty()) {
                self.timetables
            } else {
                &self.timetables[..1]
            };
            let schedules = timetables.iter().map(|timetable| timetable.schedule(ride.step)).collect();
            Stage { ride: *ride, group, deviation, schedules }
        });
        stages.collect()
    }

    /// Arrivals in minutes, sorted; `u32::MAX` for those that do not arrive.
    fn draw(&self, run: &Run<'_>, years: Option<&[(IceYear, u32)]>, normal: usize) -> Vec<u32> {
        let Draws { samples, seed } = self.query.draws;
        let keys: Vec<u64> = run.groups.iter().map(|group| group.key()).collect();
        let chunks: Vec<u32> = (0..samples.div_ceil(CHUNK)).collect();
        let drawn = parallel::map(&chunks, |chunk| {
            let mut shares = vec![MEDIAN; keys.len()];
            let indices = chunk * CHUNK..(chunk * CHUNK + CHUNK).min(samples);
            let arrival = |index: u32| {
                for (drawn, key) in shares.iter_mut().zip(&keys) {
                    *drawn = share(seed, index, *key);
                }
                let year = years.map_or(normal, |years| year_at(years, share(seed, index, Group::IceYear.key())));
                run.arrive(year, &shares).map_or(u32::MAX, |(time, _)| time)
            };
            indices.map(arrival).collect::<Vec<u32>>()
        });
        let mut arrivals: Vec<u32> = drawn.into_iter().flatten().collect();
        arrivals.sort_unstable();
        arrivals
    }

    /// P10, P50 and P90 of the cost; exact if only one group has a spread.
    fn cost(&self, route: &Route) -> Option<Spread<Money>> {
        let mut typical = 0_i64;
        let mut sums: BTreeMap<Group, Deviation> = BTreeMap::new();
        for ride in &route.rides {
            let step = self.step(ride);
            let (policy, day) = (&self.answer.policy, self.day(ride.enter));
            let cost = measure(self.network, step, day, &policy.journey, policy.overlay.ice_year()).cost()?;
            let micro = Spread { low: cost.low.micro(), typ: cost.typ.micro(), high: cost.high.micro() };
            typical += micro.typ;
            let deviation = Deviation::of(micro);
            if !deviation.is_zero() {
                let sum = sums.entry(group_of_money(self.network, step)).or_default();
                *sum = *sum + deviation;
            }
        }
        let money = |deviation: i64| Money::from_micro((typical + deviation).max(0));
        let groups: Vec<(u64, Deviation)> = sums.iter().map(|(group, sum)| (group.key(), *sum)).collect();
        if groups.len() <= 1 {
            let at = |share| money(groups.first().map_or(0, |(_, deviation)| deviation.at(share)));
            return Some(Spread { low: at(WHOLE / 10), typ: at(MEDIAN), high: at(WHOLE / 10 * 9) });
        }
        let Draws { samples, seed } = self.query.draws;
        let sum = |index| groups.iter().map(|(key, deviation)| deviation.at(share(seed, index, *key))).sum::<i64>();
        let mut drawn: Vec<i64> = (0..samples).map(sum).collect();
        drawn.sort_unstable();
        let of = |percent| money(quantile(&drawn, percent).unwrap_or(0));
        Some(Spread { low: of(10), typ: of(50), high: of(90) })
    }

    fn year_runs(&self, route: &Route, run: &Run<'_>) -> Vec<YearRun> {
        let shares = vec![MEDIAN; run.groups.len()];
        let runs = self.years.iter().zip(self.policies).enumerate().map(|(index, ((year, _), policy))| {
            let outcome = run.arrive(index, &shares).map_err(|stuck| {
                let step = self.step(&route.rides[stuck.ride]);
                policy.verdict(step, self.day(stuck.ready.min(HORIZON_MINUTES))).blocks.into_iter().next()
            });
            YearRun { year: *year, outcome }
        });
        runs.collect()
    }
}

/// The position of the kind of year at a drawn share.
fn year_at(years: &[(IceYear, u32)], drawn: u32) -> usize {
    let mut below = 0;
    let found = years.iter().position(|(_, weight)| {
        below += weight;
        drawn < below
    });
    found.unwrap_or(years.len() - 1)
}

/// Minutes from the beginning of `depart` to the end of `date`.
fn minutes_until_end_of(depart: Day, date: Day) -> u32 {
    u32::try_from((i64::from(date.count()) + 1 - i64::from(depart.count())) * 1440).unwrap_or(0)
}
