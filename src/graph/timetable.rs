//! When each step can be taken, how long it takes and what it costs, day by day, for one query.
//!
//! # Method
//! Verdicts of the whole horizon are reached when a search first looks at a step. A step whose verdict can change only
//! with its own dates or those of the rules is judged on these days; one in ice or under admission rules, every day. A schedule also keeps, for each segment, the earliest arrival of anyone who enters in it or later; entering
//! later than one could is *waiting*, so that arrival never gets earlier by leaving later (FIFO).

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::measure::measure;
use super::structure::{StepId, Structure};
use crate::calendar::{Day, MINUTES_PER_DAY, Season, Window};
use crate::model::{Dated, Link, Network};
use crate::restrictions::{Policy, Step, Verdict};
use crate::units::{Distance, Money};

/// How many days after departure a step may still begin.
pub const HORIZON_DAYS: i32 = 400;

/// The same in minutes.
#[allow(clippy::cast_sign_loss)] // a positive constant
pub const HORIZON_MINUTES: u32 = HORIZON_DAYS as u32 * 1440;

/// A stretch of days on which a step is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Minutes from departure to its beginning.
    pub begins: u32,
    /// Minutes that the step takes; none if it may not be taken.
    pub minutes: Option<u32>,
    /// What it costs; none if that is not known.
    pub cost: Option<Money>,
}

/// When a step can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    segments: Vec<Segment>,
    /// For each segment, the best entry at its beginning or later: (arrival, entry).
    best_from: Vec<Option<(u32, u32)>>,
    /// Minutes it would take on the first day if nothing forbade it; for the search of what is refused.
    nominal: Option<u32>,
    /// How far it leads.
    distance: Distance,
}

/// A way to take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// When it begins.
    pub enter: u32,
    /// When it ends.
    pub leave: u32,
    /// What it costs.
    pub cost: Option<Money>,
}

impl Schedule {
    /// From segments in order of time, the first beginning at 0.
    pub fn new(segments: Vec<Segment>, nominal: Option<u32>, distance: Distance) -> Self {
        let mut best_from = vec![None; segments.len()];
        let mut best: Option<(u32, u32)> = None;
        for (index, segment) in segments.iter().enumerate().rev() {
            if let Some(minutes) = segment.minutes {
                let candidate = (segment.begins + minutes, segment.begins);
                best = Some(best.map_or(candidate, |best| best.min(candidate)));
            }
            best_from[index] = best;
        }
        Self { segments, best_from, nominal, distance }
    }

    fn index_at(&self, time: u32) -> usize {
        self.segments.partition_point(|segment| segment.begins <= time).saturating_sub(1)
    }

    /// The earliest arrival of whoever is ready at `time`, waiting if that helps.
    pub fn earliest(&self, time: u32) -> Option<Entry> {
        let index = self.index_at(time);
        let segment = self.segments.get(index)?;
        let now = segment.minutes.map(|minutes| (time + minutes, time));
        let later = self.best_from.get(index + 1).copied().flatten();
        let (leave, enter) = match (now, later) {
            (Some(now), Some(later)) => now.min(later),
            (now, later) => now.or(later)?,
        };
        let cost = self.segments[self.index_at(enter)].cost;
        Some(Entry { enter, leave, cost })
    }

    /// Ways to take the step for whoever is ready at `time` and waits no longer than `patience`: at once, if it is open,
    /// and at the beginning of every later segment.
    fn entries(&self, time: u32, patience: u32) -> impl Iterator<Item = Entry> + '_ {
        let index = self.index_at(time);
        let last = time.saturating_add(patience);
        self.segments.iter().skip(index).filter_map(move |segment| {
            let enter = segment.begins.max(time);
            let minutes = segment.minutes.filter(|_| enter <= last)?;
            Some(Entry { enter, leave: enter + minutes, cost: segment.cost })
        })
    }

    /// The earliest arrival of whoever is ready at `time` and waits no longer than `patience`.
    pub fn earliest_within(&self, time: u32, patience: u32) -> Option<Entry> {
        let unlimited = self.earliest(time)?;
        if unlimited.enter - time <= patience {
            return Some(unlimited);
        }
        self.entries(time, patience).min_by_key(|entry| (entry.leave, entry.enter))
    }

    /// Every entry with a price, waiting no longer than `patience`, that is cheaper than all that arrive before it;
    /// in order of arrival.
    pub fn worthwhile(&self, time: u32, patience: u32) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self.entries(time, patience).filter(|entry| entry.cost.is_some()).collect();
        entries.sort_by_key(|entry| (entry.leave, entry.cost, entry.enter));
        let mut cheapest = None;
        entries.retain(|entry| {
            let cheaper = cheapest.is_none_or(|cheapest| entry.cost < cheapest);
            if cheaper {
                cheapest = Some(entry.cost);
            }
            cheaper
        });
        entries
    }

    /// Whether it may be taken by whoever is ready at `time`, without waiting.
    pub fn is_open_at(&self, time: u32) -> bool {
        self.segments.get(self.index_at(time)).is_some_and(|segment| segment.minutes.is_some())
    }

    /// What it takes, if it can be taken at any time within the horizon and always takes the same.
    pub fn minutes_always(&self) -> Option<u32> {
        match self.segments.as_slice() {
            [only, end] if end.minutes.is_none() && end.begins == HORIZON_MINUTES => only.minutes,
            _ => None,
        }
    }

    /// What it would take if nothing forbade it.
    pub fn nominal(&self) -> Option<u32> {
        self.nominal
    }

    /// How far it leads.
    pub fn distance(&self) -> Distance {
        self.distance
    }
}

/// Schedules of the steps for one query, each made when it is first asked for.
#[derive(Debug)]
pub struct Timetable<'a> {
    schedules: Vec<OnceLock<Schedule>>,
    judged: Option<Judged<'a>>,
}

/// What schedules are made from.
#[derive(Debug)]
struct Judged<'a> {
    structure: &'a Structure,
    policy: &'a Policy<'a>,
    /// What changes for steps of every kind.
    common: Changes,
}

impl<'a> Timetable<'a> {
    /// For every step over the horizon from `depart`.
    pub fn new(structure: &'a Structure, policy: &'a Policy<'a>, depart: Day) -> Self {
        let schedules = structure.steps().iter().map(|_| OnceLock::new()).collect();
        let mut common = Changes::new(depart);
        policy.windows().for_each(|window| common.window(window));
        policy.network.rates.values().for_each(|rate| common.dated(Some(&rate.price)));
        policy.rules().for_each(|rule| common.dated(rule.delay.as_ref()));
        Self { schedules, judged: Some(Judged { structure, policy, common }) }
    }

    /// From schedules in order of steps, for tests of the search.
    pub fn from_schedules(schedules: Vec<Schedule>) -> Self {
        Self { schedules: schedules.into_iter().map(OnceLock::from).collect(), judged: None }
    }

    /// The schedule of a step. Whoever asks first makes it; it does not depend on who that is.
    pub fn schedule(&self, step: StepId) -> &Schedule {
        let step = self.judged.as_ref().map_or(step, |judged| judged.structure.alike(step));
        self.schedules[step as usize].get_or_init(|| match &self.judged {
            Some(judged) => judged.schedule(judged.structure.steps()[step as usize]),
            None => Schedule::new(Vec::new(), None, Distance::default()),
        })
    }
}

impl Judged<'_> {
    fn schedule(&self, step: Step) -> Schedule {
        let Policy { network, journey, overlay, .. } = self.policy;
        let depart = self.common.depart;
        let mut changes = self.common.clone();
        changes.of_step(network, step);
        let days: Vec<Day> = if varies_daily(self.policy, step) {
            (0..HORIZON_DAYS).map(|days| depart.plus(days)).collect()
        } else {
            changes.days.iter().copied().collect()
        };
        let mut segments: Vec<Segment> = Vec::new();
        let mut nominal = None;
        let mut distance = Distance::default();
        let mut dated = Verdict::default();
        for day in days {
            if changes.days.contains(&day) {
                dated = self.policy.verdict_of_dates(step, day);
            }
            let mut sea = Verdict::default();
            if dated.is_open() {
                self.policy.add_verdict_of_the_sea(step, day, &mut sea);
            }
            let measured = measure(network, step, day, journey, overlay.ice_year());
            let minutes = measured.time.map(|time| (time.typ + dated.delay).get());
            nominal = nominal.or(minutes);
            distance = measured.distance;
            let minutes = minutes.filter(|_| dated.is_open() && sea.is_open());
            let cost = measured.cost.map(|cost| cost.typ);
            if segments.last().is_none_or(|last| last.minutes != minutes || last.cost != cost) {
                let offset = i64::from(day.count() - depart.count()) * MINUTES_PER_DAY;
                segments.push(Segment { begins: u32::try_from(offset).unwrap_or(u32::MAX), minutes, cost });
            }
        }
        // Nobody looked at later days, so nothing may begin then.
        segments.push(Segment { begins: HORIZON_MINUTES, minutes: None, cost: None });
        Schedule::new(segments, nominal, distance)
    }
}

/// Days of the horizon on which something may change, the first day among them.
#[derive(Debug, Clone)]
struct Changes {
    depart: Day,
    days: BTreeSet<Day>,
}

impl Changes {
    fn new(depart: Day) -> Self {
        Self { depart, days: [depart].into() }
    }

    fn day(&mut self, day: Day) {
        if day > self.depart && day < self.depart.plus(HORIZON_DAYS) {
            self.days.insert(day);
        }
    }

    fn window(&mut self, window: Window) {
        [window.from, window.until].into_iter().flatten().for_each(|date| self.day(date.first_day()));
    }

    fn season(&mut self, season: Season) {
        let (first_year, ..) = self.depart.civil();
        for year in first_year..=first_year + 2 {
            [season.from, season.until].into_iter().filter_map(|day| day.in_year(year)).for_each(|day| self.day(day));
        }
    }

    fn dated<T>(&mut self, dated: Option<&Dated<T>>) {
        for period in dated.into_iter().flat_map(Dated::periods) {
            self.window(period.window);
            period.season.into_iter().for_each(|season| self.season(season));
        }
    }

    /// The step's own states and figures.
    fn of_step(&mut self, network: &Network, step: Step) {
        step.history(network).spells.iter().for_each(|spell| self.window(spell.window));
        match step {
            Step::Pass { link: Link::Section(id), .. } => {
                let section = &network.sections[id];
                self.dated(section.speed.as_ref());
                if let Some(operator) = section.operator.map(|operator| &network.operators[operator]) {
                    self.dated(operator.speed.as_ref());
                    self.dated(operator.bulk_speed.as_ref());
                }
            }
            Step::Pass { link: Link::Lane(_), .. } => {
                if let Some(passage) = step.passage(network).map(|passage| &network.passages[passage]) {
                    self.dated(passage.time.as_ref());
                    self.dated(passage.cost.as_ref());
                    self.dated(passage.max_draught.as_ref());
                }
            }
            Step::Undergo { transfer, .. } => {
                self.dated(Some(&network.transfers[transfer].time));
                self.dated(network.transfers[transfer].cost.as_ref());
            }
        }
    }
}

fn varies_daily(policy: &Policy<'_>, step: Step) -> bool {
    match step {
        Step::Pass { link: Link::Lane(id), .. } => {
            let lane = &policy.network.lanes[id];
            lane.ice_area.is_some() || !lane.admission.is_empty()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(segments: &[(u32, Option<u32>)]) -> Schedule {
        let segments =
            segments.iter().map(|(begins, minutes)| Segment { begins: *begins, minutes: *minutes, cost: None });
        Schedule::new(segments.collect(), None, Distance::default())
    }

    fn arrival(schedule: &Schedule, time: u32) -> Option<(u32, u32)> {
        schedule.earliest(time).map(|entry| (entry.enter, entry.leave))
    }

    #[test]
    fn waits_for_a_closed_step_to_open() {
        let closed_first = schedule(&[(0, None), (100, Some(10))]);
        assert_eq!(arrival(&closed_first, 5), Some((100, 110)));
        assert_eq!(arrival(&closed_first, 150), Some((150, 160)));
        assert_eq!(arrival(&schedule(&[(0, None)]), 5), None);
    }

    #[test]
    fn waits_when_later_is_faster() {
        let melting = schedule(&[(0, Some(500)), (100, Some(50))]);
        assert_eq!(arrival(&melting, 0), Some((100, 150)));
    }

    #[test]
    fn waits_no_longer_than_patience_allows() {
        let schedule = schedule(&[(0, Some(500)), (100, Some(50)), (900, Some(1))]);
        let arrival = |patience| schedule.earliest_within(0, patience).map(|entry| (entry.enter, entry.leave));
        assert_eq!(arrival(100), Some((100, 150)));
        assert_eq!(arrival(99), Some((0, 500)));
    }

    #[test]
    fn a_cheaper_entry_is_worthwhile_whether_sooner_or_later() {
        let at = |begins, minutes, usd| Segment { begins, minutes, cost: Some(Money::from_micro(usd)) };
        let segments = vec![at(0, Some(500), 7), at(100, Some(50), 9), at(200, Some(60), 9), at(600, Some(50), 3)];
        let schedule = Schedule::new(segments, None, Distance::default());
        let entered = |patience| schedule.worthwhile(0, patience).iter().map(|entry| entry.enter).collect::<Vec<_>>();
        assert_eq!(entered(1000), [100, 0, 600]);
        assert_eq!(entered(500), [100, 0]);
    }

    #[test]
    fn leaving_later_never_arrives_earlier() {
        let wild = schedule(&[(0, Some(70)), (20, None), (50, Some(300)), (90, Some(10)), (95, None), (200, Some(1))]);
        let mut last = 0;
        for time in 0..260 {
            let arrival = wild.earliest(time).map_or(u32::MAX, |entry| entry.leave);
            assert!(arrival >= last, "{time}");
            last = arrival;
        }
    }
}
