//! When each step can be taken, how long it takes and what it costs, day by day, for one query.
//!
//! # Method
//! Verdicts of the whole horizon are reached when a search first looks at a step. A step whose verdict can change only
//! with its own dates or those of the rules is judged on these days; one in ice or under admission rules, every day. A schedule also keeps, for each segment, the earliest arrival of anyone who enters in it or later; entering
//! later than one could is *waiting*, so that arrival never gets earlier by leaving later (FIFO). A [`Gate`] tells when
//! within a segment one may enter: in opening hours, or at departures; without one there is nothing to look up.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::gate::Gate;
use super::measure::measure;
use super::readings::{Reading, Voyage};
use super::structure::{StepId, Structure};
use crate::calendar::{Day, MINUTES_PER_DAY, Season, Window};
use crate::model::{Dated, Link, Network};
use crate::restrictions::{Fact, Policy, Step, Verdict};
use crate::units::{Distance, Emission, Minutes, Money};

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
    /// What greenhouse gas it sets free, well to wheel; none if that is not known.
    pub co2e: Option<Emission>,
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
    /// When it may begin within its segments; none if at any minute.
    gate: Option<Gate>,
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
    /// What greenhouse gas it sets free, well to wheel.
    pub co2e: Option<Emission>,
}

impl Entry {
    /// What it costs, in millionths of a dollar, if that is known.
    pub fn micro_dollars(&self) -> Option<u64> {
        self.cost.and_then(|cost| u64::try_from(cost.micro()).ok())
    }

    /// The greenhouse gas that it sets free, in milligrams, if that is known.
    pub fn milligrams(&self) -> Option<u64> {
        self.co2e.map(Emission::milligrams)
    }
}

impl Schedule {
    /// From segments in order of time, the first beginning at 0.
    pub fn new(segments: Vec<Segment>, nominal: Option<u32>, distance: Distance) -> Self {
        Self { best_from: Vec::new(), segments, nominal, distance, gate: None }.with_best()
    }

    /// The same, entered only when `gate` is open.
    #[must_use]
    pub fn behind(self, gate: Option<Gate>) -> Self {
        if gate.is_none() { self } else { Self { gate, ..self }.with_best() }
    }

    fn with_best(mut self) -> Self {
        let mut best: Option<(u32, u32)> = None;
        self.best_from = vec![None; self.segments.len()];
        for index in (0..self.segments.len()).rev() {
            if let Some(candidate) = self.enter_segment(index, 0) {
                best = Some(best.map_or(candidate, |best| best.min(candidate)));
            }
            self.best_from[index] = best;
        }
        self
    }

    /// Arrival and entry of whoever enters the segment as soon as may be at `time` or later, if it can be entered.
    fn enter_segment(&self, index: usize, time: u32) -> Option<(u32, u32)> {
        let segment = self.segments.get(index)?;
        let minutes = segment.minutes?;
        let enter = self.enter_from(segment.begins.max(time));
        let is_over = self.gate.is_some() && self.segments.get(index + 1).is_some_and(|next| enter >= next.begins);
        (!is_over).then(|| (enter.saturating_add(minutes), enter))
    }

    /// The first minute at `time` or later at which it may be entered, whether it may be taken then or not.
    pub fn enter_from(&self, time: u32) -> u32 {
        self.gate.as_ref().map_or(time, |gate| gate.next(time))
    }

    /// The first minute for which the cargo is in time, if it is ready at `time`.
    pub fn in_time_for(&self, time: u32) -> u32 {
        self.gate.as_ref().map_or(time, |gate| time.saturating_add(gate.cut_off()))
    }

    fn index_at(&self, time: u32) -> usize {
        self.segments.partition_point(|segment| segment.begins <= time).saturating_sub(1)
    }

    /// The earliest arrival of whoever is ready at `time`, waiting if that helps.
    pub fn earliest(&self, time: u32) -> Option<Entry> {
        let time = self.in_time_for(time);
        let index = self.index_at(time);
        let now = self.enter_segment(index, time);
        let later = self.best_from.get(index + 1).copied().flatten();
        let ((leave, enter), index) = match (now, later) {
            (Some(now), None) => (now, index),
            (Some(now), Some(later)) if now <= later => (now, index),
            (_, later) => (later?, self.index_at(later?.1)),
        };
        let Segment { cost, co2e, .. } = self.segments[index];
        Some(Entry { enter, leave, cost, co2e })
    }

    /// Ways to take the step for whoever is ready at `time` and waits no longer than `patience`: as soon as may be in this
    /// segment and in every later one.
    fn entries(&self, time: u32, patience: u32) -> impl Iterator<Item = Entry> + '_ {
        let last = time.saturating_add(patience);
        let time = self.in_time_for(time);
        (self.index_at(time)..self.segments.len()).filter_map(move |index| {
            let (leave, enter) = self.enter_segment(index, time).filter(|(_, enter)| *enter <= last)?;
            Some(Entry { enter, leave, cost: self.segments[index].cost, co2e: self.segments[index].co2e })
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

    /// Every entry whose `price` is known, waiting no longer than `patience`, that is cheaper than all that arrive
    /// before it; in order of arrival, with the price.
    pub fn worthwhile(&self, time: u32, patience: u32, price: impl Fn(&Entry) -> Option<u64>) -> Vec<(Entry, u64)> {
        let mut entries: Vec<(Entry, u64)> =
            self.entries(time, patience).filter_map(|entry| price(&entry).map(|price| (entry, price))).collect();
        entries.sort_by_key(|(entry, price)| (entry.leave, *price, entry.enter));
        let mut cheapest = u64::MAX;
        entries.retain(|(_, price)| {
            let cheaper = *price < cheapest;
            cheapest = cheapest.min(*price);
            cheaper
        });
        entries
    }

    /// Every entry with both prices, waiting no longer than `patience`, that none is better than or equal to in arrival and
    /// both; in order of arrival.
    pub fn trade_offs(&self, time: u32, patience: u32, prices: impl Fn(&Entry) -> Option<[u64; 2]>) -> Vec<Entry> {
        let mut priced: Vec<(Entry, [u64; 2])> =
            self.entries(time, patience).filter_map(|entry| prices(&entry).map(|prices| (entry, prices))).collect();
        priced.sort_by_key(|(entry, prices)| (entry.leave, *prices, entry.enter));
        let mut kept: Vec<(Entry, [u64; 2])> = Vec::new();
        for (entry, prices) in priced {
            if !kept.iter().any(|(_, other)| other[0] <= prices[0] && other[1] <= prices[1]) {
                kept.push((entry, prices));
            }
        }
        kept.into_iter().map(|(entry, _)| entry).collect()
    }

    /// Whether it may be taken by whoever is ready at `time`, without waiting.
    pub fn is_open_at(&self, time: u32) -> bool {
        self.segments.get(self.index_at(time)).is_some_and(|segment| segment.minutes.is_some())
    }

    /// Its stretches of days, in order; the last begins at the horizon and is closed.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The fewest minutes it ever takes; none if it never can be taken.
    pub fn quickest(&self) -> Option<u32> {
        self.segments.iter().filter_map(|segment| segment.minutes).min()
    }

    /// The least it ever costs while it can be taken; none if no price is known then.
    pub fn cheapest(&self) -> Option<Money> {
        self.segments.iter().filter(|segment| segment.minutes.is_some()).filter_map(|segment| segment.cost).min()
    }

    /// The least greenhouse gas that it ever sets free while it can be taken; none if that is not known then.
    pub fn cleanest(&self) -> Option<Emission> {
        self.segments.iter().filter(|segment| segment.minutes.is_some()).filter_map(|segment| segment.co2e).min()
    }

    /// What greenhouse gas it sets free for whoever enters at `time`.
    pub fn co2e_at(&self, time: u32) -> Option<Emission> {
        self.segments.get(self.index_at(time))?.co2e
    }

    /// What it costs whoever enters at `time`.
    pub fn cost_at(&self, time: u32) -> Option<Money> {
        self.segments.get(self.index_at(time))?.cost
    }

    /// What it takes, if it can be taken at any time within the horizon and always takes the same.
    pub fn minutes_always(&self) -> Option<u32> {
        match self.segments.as_slice() {
            _ if self.gate.is_some() => None,
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
    /// What a day is worth for one unit of the cargo, in millionths of a dollar.
    day_worth: u64,
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
        Self::over(structure, policy, depart, HORIZON_DAYS)
    }

    /// For every step on so many `days` from `depart`, so that one timetable serves many departures.
    pub fn over(structure: &'a Structure, policy: &'a Policy<'a>, depart: Day, days: i32) -> Self {
        let schedules = structure.steps().iter().map(|_| OnceLock::new()).collect();
        let mut common = Changes::new(depart, days);
        let worth = policy.network.cargoes[policy.journey.cargo].value_of_time.as_ref();
        let worth = worth.map_or(Money::default(), |value| value.typ.a_day());
        policy.windows().for_each(|window| common.window(window));
        policy.network.rates.values().for_each(|rate| common.dated(Some(&rate.price)));
        for factor in policy.network.emission_factors.values() {
            common.dated(Some(&factor.ttw));
            common.dated(Some(&factor.wtw));
        }
        policy.network.exchange_rates.values().for_each(|rate| common.dated(Some(&rate.per_usd)));
        policy.rules().for_each(|rule| common.dated(rule.delay.as_ref()));
        Self { schedules, judged: Some(Judged { structure, policy, common }), day_worth: 0 }.with_day_worth(worth)
    }

    /// From schedules in order of steps, for tests of the search.
    pub fn from_schedules(schedules: Vec<Schedule>) -> Self {
        Self { schedules: schedules.into_iter().map(OnceLock::from).collect(), judged: None, day_worth: 0 }
    }

    /// The same where a day of one cargo unit is worth so much.
    #[must_use]
    pub fn with_day_worth(mut self, day: Money) -> Self {
        self.day_worth = u64::try_from(day.micro()).unwrap_or(0);
        self
    }

    /// What so many minutes of one cargo unit are worth, in millionths of a dollar.
    pub fn worth_of(&self, minutes: u32) -> u64 {
        let worth = u128::from(self.day_worth) * u128::from(minutes) / 1440;
        u64::try_from(worth).unwrap_or(u64::MAX)
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

impl Timetable<'_> {
    /// What blocks a step under `policy`, from which minute on, over the horizon; a cause that goes on is not repeated.
    pub fn blocks(&self, policy: &Policy<'_>, step: StepId) -> Vec<(u32, Vec<Fact>)> {
        let Some(judged) = &self.judged else { return Vec::new() };
        let step = judged.structure.steps()[step as usize];
        let mut changes = judged.common.clone();
        changes.of_step(policy.network, step);
        let days: Vec<Day> = if varies_daily(policy, step) {
            (0..changes.span).map(|days| changes.depart.plus(days)).collect()
        } else {
            changes.days.iter().copied().collect()
        };
        let mut periods: Vec<(u32, Vec<Fact>)> = Vec::new();
        for day in days {
            let blocks = policy.verdict(step, day).blocks;
            let same = |known: &[Fact]| {
                known.len() == blocks.len() && known.iter().zip(&blocks).all(|(known, block)| known.same_cause(block))
            };
            if periods.last().is_none_or(|(_, known)| !same(known)) {
                let offset = i64::from(day.count() - changes.depart.count()) * MINUTES_PER_DAY;
                periods.push((u32::try_from(offset).unwrap_or(u32::MAX), blocks));
            }
        }
        periods
    }
}

impl Judged<'_> {
    fn schedule(&self, step: Step) -> Schedule {
        let depart = self.common.depart;
        let mut changes = self.common.clone();
        changes.of_step(self.policy.network, step);
        let is_daily = varies_daily(self.policy, step);
        let days: Vec<Day> = if is_daily {
            (0..changes.span).map(|days| depart.plus(days)).collect()
        } else {
            changes.days.iter().copied().collect()
        };
        let read = |day: Day| self.reading(step, day);
        let readings: Vec<Reading> = if is_daily && !self.policy.is_hypothetical() {
            self.structure.readings().on_days(Voyage::of(self.policy), step, (depart, changes.span), read)
        } else {
            days.iter().map(|day| read(*day)).collect()
        };
        // Where ice that stops the ship is taken as gone, it sails as on the first day on which it would.
        let moving = readings.iter().find_map(|reading| reading.time);
        let as_if_moving = moving.filter(|_| self.policy.is_hypothetical()).map(Minutes::get);
        let mut segments: Vec<Segment> = Vec::new();
        let mut nominal = None;
        let mut distance = Distance::default();
        let mut dated = Verdict::default();
        for (day, reading) in days.into_iter().zip(readings) {
            if changes.days.contains(&day) {
                dated = self.policy.verdict_of_dates(step, day);
            }
            let minutes = reading.time.map(|time| (time + dated.delay).get());
            nominal = nominal.or(minutes);
            distance = reading.distance;
            let minutes = minutes.or(as_if_moving).filter(|_| dated.is_open() && reading.is_open);
            let Reading { cost, co2e, .. } = reading;
            if segments.last().is_none_or(|last| (last.minutes, last.cost, last.co2e) != (minutes, cost, co2e)) {
                let offset = i64::from(day.count() - depart.count()) * MINUTES_PER_DAY;
                segments.push(Segment { begins: u32::try_from(offset).unwrap_or(u32::MAX), minutes, cost, co2e });
            }
        }
        // Nobody looked at later days, so nothing may begin then.
        let end = u32::try_from(i64::from(changes.span) * MINUTES_PER_DAY).unwrap_or(u32::MAX);
        segments.push(Segment { begins: end, minutes: None, cost: None, co2e: None });
        Schedule::new(segments, nominal, distance).behind(self.gate(step))
    }

    /// What it takes on a day, whatever status and rules say.
    fn reading(&self, step: Step, day: Day) -> Reading {
        let Policy { network, journey, overlay, .. } = self.policy;
        let measured = measure(network, step, day, journey, overlay.ice_year());
        let mut sea = Verdict::default();
        self.policy.add_verdict_of_the_sea(step, day, &mut sea);
        Reading {
            distance: measured.distance,
            time: measured.time.map(|time| time.typ),
            cost: measured.cost().map(|cost| cost.typ),
            co2e: measured.co2e.map(|co2e| co2e.wtw.typ),
            is_open: sea.is_open(),
        }
    }

    /// When within its days the step may begin: in its opening hours, or at the departures of its timetable.
    fn gate(&self, step: Step) -> Option<Gate> {
        let network = self.policy.network;
        match step {
            Step::Undergo { at_end: true, .. } => None,
            Step::Undergo { transfer, .. } => network.transfers[transfer].opening_hours.and_then(Gate::daily),
            Step::Pass { forward, .. } => {
                let service = step.service(network)?;
                let departures = service.departures(forward)?;
                Gate::weekly(departures.days, departures.at, service.cut_off, self.common.depart)
            }
        }
    }
}

/// Days of the horizon on which something may change, the first day among them.
#[derive(Debug, Clone)]
struct Changes {
    depart: Day,
    /// How many days the horizon has.
    span: i32,
    days: BTreeSet<Day>,
}

impl Changes {
    fn new(depart: Day, span: i32) -> Self {
        Self { depart, span, days: [depart].into() }
    }

    fn day(&mut self, day: Day) {
        if day > self.depart && day < self.depart.plus(self.span) {
            self.days.insert(day);
        }
    }

    fn window(&mut self, window: Window) {
        [window.from, window.until].into_iter().flatten().for_each(|date| self.day(date.first_day()));
    }

    fn season(&mut self, season: Season) {
        let (first_year, ..) = self.depart.civil();
        let (last_year, ..) = self.depart.plus(self.span).civil();
        for year in first_year..=last_year + 1 {
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
        let segment = |(begins, minutes): &(u32, Option<u32>)| Segment {
            begins: *begins,
            minutes: *minutes,
            cost: None,
            co2e: None,
        };
        let segments = segments.iter().map(segment);
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
        let at = |begins, minutes, usd| Segment { begins, minutes, cost: Some(Money::from_micro(usd)), co2e: None };
        let segments = vec![at(0, Some(500), 7), at(100, Some(50), 9), at(200, Some(60), 9), at(600, Some(50), 3)];
        let schedule = Schedule::new(segments, None, Distance::default());
        let entered = |patience| {
            let priced = schedule.worthwhile(0, patience, Entry::micro_dollars);
            priced.iter().map(|(entry, _)| entry.enter).collect::<Vec<_>>()
        };
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

    /// Against trying every minute: who waits for departures or opening hours arrives as early as can be, at a price as
    /// low as can be, and never earlier by being ready later.
    #[test]
    fn behind_a_gate_every_answer_is_that_of_trying_every_minute() {
        let depart: Day = "2026-03-01".parse().expect("a day");
        let at = |begins, minutes, usd| Segment { begins, minutes, cost: Some(Money::from_micro(usd)), co2e: None };
        let segments = vec![
            at(0, Some(900), 7),
            at(1440, None, 7),
            at(2880, Some(400), 9),
            at(5760, Some(80), 9),
            at(8640, Some(70), 2),
            at(11_520, None, 2),
        ];
        let weekdays = |days: &[&str]| days.iter().map(|day| day.parse().expect("a weekday")).collect();
        let minutes = Minutes::new;
        let gates = [
            Gate::daily("09:00-17:00".parse().expect("hours")),
            Gate::daily("20:00-02:00".parse().expect("hours")),
            Gate::weekly(weekdays(&["tue", "sat"]), minutes(1000), minutes(300), depart),
        ];
        for gate in gates.into_iter().flatten() {
            let open = Schedule::new(segments.clone(), None, Distance::default());
            let gated = open.clone().behind(Some(gate.clone()));
            let tried: Vec<Entry> = (0..13_000)
                .filter(|minute| gate.next(*minute) == *minute)
                .filter_map(|minute| {
                    let segment = open.segments[open.index_at(minute)];
                    Some(Entry { enter: minute, leave: minute + segment.minutes?, cost: segment.cost, co2e: None })
                })
                .collect();
            let mut last = 0;
            for time in (0..13_000).step_by(37) {
                let in_time = || tried.iter().filter(|entry| entry.enter >= time + gate.cut_off());
                let best = in_time().min_by_key(|entry| (entry.leave, entry.enter)).copied();
                assert_eq!(gated.earliest(time), best, "{gate:?} at {time}");
                let leave = best.map_or(u32::MAX, |best| best.leave);
                assert!(leave >= last);
                last = leave;
                let cheapest = in_time().map(|entry| entry.cost).min();
                let worthwhile = gated.worthwhile(time, u32::MAX, Entry::micro_dollars);
                assert_eq!(worthwhile.iter().map(|(entry, _)| entry.cost).min(), cheapest, "{gate:?} at {time}");
                assert_eq!(worthwhile.first().map(|(entry, _)| entry.leave), best.map(|best| best.leave));
            }
        }
    }
}
