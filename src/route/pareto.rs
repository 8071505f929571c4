//! All ways that no other way beats in everything: the Pareto frontier.
//!
//! # Method
//! Multi-label setting (Martins 1984) in the order and with the pruning of Stewart and White (1991): a label is settled in
//! order of what it will have at least, that is with the least that is left to the destination by each criterion added
//! ([`super::bounds`]); it is dropped if another at the same state is no worse in any criterion and no later, or if a way
//! already found is no worse than the label can become. Time is kept in the comparison at a state even if it is no
//! criterion, since who is earlier may still catch a season.
//!
//! A step may be entered at once or later; with cost among the criteria, at every time at which it is cheaper than before.
//!
//! # Exactness
//! The set is exact, one way for each tuple of values, over all ways that wait at most thirty days for any one step, if no
//! step becomes usable or cheaper more than thirty days after the cargo could first be there (then an early label would
//! not stand for a later one). The fastest way of all, however long it waits, is added. If no way waits so little, the
//! limit is lifted and the set is exact over all ways. Nobody waits for a flag to lapse: with risk among the criteria the
//! set is exact if flags stay as they are.
//!
//! # Source
//! E. Q. V. Martins, On a multicriteria shortest path problem, EJOR 16 (1984) 236-245. B. S. Stewart and C. C. White,
//! Multiobjective A*, JACM 38 (1991) 775-814.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::bounds::Backwards;
use super::criteria::{CRITERIA, Criterion, Memory, Values, Weigher, is_no_worse};
use super::label_setting::{Ride, Route, Search};
use crate::calendar::Day;
use crate::graph::{Entry, StateId, StepId};
use crate::model::Objective;
use crate::restrictions::Policy;
use crate::units::Distance;

/// A way on the frontier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParetoWay {
    /// The way; its `value` is that of the first criterion.
    pub route: Route,
    /// Its values, in the order of the criteria.
    pub values: Vec<u64>,
}

/// What of a frontier was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// How many ways the frontier has.
    pub found: usize,
    /// For each way chosen its values, in the order of the criteria.
    pub values: Vec<Vec<u64>>,
    /// The least value by each criterion.
    pub least: Vec<u64>,
    /// How many minutes one would wait for one step at most; none if there was no limit.
    pub patience: Option<u32>,
}

struct Label {
    state: StateId,
    stage: usize,
    so_far: (Values, Memory),
    distance: Distance,
    came: Option<(usize, Ride)>,
}

/// The frontier over steps for which `usable` holds, in order of the first criterion, then the second and so on.
pub fn frontier(
    search: &Search<'_>,
    policy: &Policy<'_>,
    depart: Day,
    criteria: &[Criterion],
    usable: &(dyn Fn(StepId) -> bool + Sync),
) -> Vec<ParetoWay> {
    let weigher = Weigher::new(search, policy, depart, criteria);
    let mut found = settle(search, &weigher, criteria, usable);
    if criteria.contains(&Criterion::Time) {
        let by_time = Search { objective: Objective::Time, ..*search };
        let priced =
            |step: StepId| !weigher.has(Criterion::Cost) || search.timetable.schedule(step).cheapest().is_some();
        let steps = 0..u32::try_from(search.structure.steps().len()).unwrap_or(u32::MAX);
        let usable: Vec<bool> = steps.map(|step| usable(step) && priced(step)).collect();
        let fastest = by_time.best(&|step| usable[step as usize]);
        if let Some((route, values)) = fastest.and_then(|route| weigher.values(&route).map(|values| (route, values))) {
            add(&mut found, route, values);
        }
    }
    found.sort_by_key(|(_, values)| *values);
    let way = |(mut route, values): (Route, Values)| {
        route.value = values[0];
        ParetoWay { route, values: values[..criteria.len()].to_vec() }
    };
    found.into_iter().map(way).collect()
}

/// Adds a way that none is no worse than, and drops those that it is no worse than.
fn add(found: &mut Vec<(Route, Values)>, route: Route, values: Values) {
    if !found.iter().any(|(_, other)| is_no_worse(other, &values)) {
        found.retain(|(_, other)| !is_no_worse(&values, other));
        found.push((route, values));
    }
}

/// What is left to the destination from each state.
fn bounds(
    search: &Search<'_>,
    weigher: &Weigher<'_>,
    criteria: &[Criterion],
    usable: &dyn Fn(StepId) -> bool,
) -> Vec<Option<Values>> {
    let backwards = Backwards::new(search.structure, usable);
    let mut left = vec![Some(Values::default()); search.structure.states().len()];
    for (index, criterion) in criteria.iter().enumerate() {
        let least = backwards.least(search.is_destination, |from, arc| weigher.least(*criterion, from, arc));
        for (values, own) in left.iter_mut().zip(least) {
            match values {
                Some(values) if own < u64::MAX => values[index] = own,
                _ => *values = None,
            }
        }
    }
    left
}

fn settle(
    search: &Search<'_>,
    weigher: &Weigher<'_>,
    criteria: &[Criterion],
    usable: &(dyn Fn(StepId) -> bool + Sync),
) -> Vec<(Route, Values)> {
    let states = search.structure.states().len();
    let left = bounds(search, weigher, criteria, &usable);
    let at_least = |values: &Values, state: StateId| {
        left[state as usize].map(|left| -> Values { std::array::from_fn::<_, CRITERIA, _>(|i| values[i] + left[i]) })
    };
    let mut settled: Vec<Vec<(u32, (Values, Memory))>> = vec![Vec::new(); (search.via.len() + 1) * states];
    let mut labels: Vec<Label> = Vec::new();
    let mut queue = BinaryHeap::new();
    let mut found: Vec<(usize, Values)> = Vec::new();
    for origin in search.origins {
        let so_far = weigher.start(*origin);
        let Some(key) = at_least(&so_far.0, *origin) else { continue };
        let stage = search.stage_after(0, *origin, None);
        queue.push(Reverse((key, 0, labels.len())));
        labels.push(Label { state: *origin, stage, so_far, distance: Distance::default(), came: None });
    }
    while let Some(Reverse((key, time, index))) = queue.pop() {
        let Label { state, stage, so_far, distance, .. } = labels[index];
        let here = &mut settled[stage * states + state as usize];
        let beaten = |(other_time, other): &(u32, _)| *other_time <= time && weigher.dominates(other, &so_far);
        if found.iter().any(|(_, way)| is_no_worse(way, &key)) || here.iter().any(beaten) {
            continue;
        }
        here.push((time, so_far));
        if stage == search.via.len() && search.is_destination[state as usize] {
            let values = weigher.finish(so_far, state);
            if !found.iter().any(|(_, way)| is_no_worse(way, &values)) {
                found.retain(|(_, way)| !is_no_worse(&values, way));
                found.push((index, values));
            }
            continue;
        }
        for (target, step) in search.structure.arcs_from(state) {
            if left[*target as usize].is_none() || !usable(*step) {
                continue;
            }
            let stage = search.stage_after(stage, *target, Some(*step));
            let there = &settled[stage * states + *target as usize];
            let length = search.timetable.schedule(*step).distance();
            let mut push = |entry: Entry| {
                let Some(next) = weigher.step(so_far, (*target, *step), entry) else { return };
                let Some(key) = at_least(&next.0, *target) else { return };
                let beaten = |(time, other): &(u32, _)| *time <= entry.leave && weigher.dominates(other, &next);
                if found.iter().any(|(_, way)| is_no_worse(way, &key)) || there.iter().any(beaten) {
                    return;
                }
                queue.push(Reverse((key, entry.leave, labels.len())));
                let ride = Ride { step: *step, state: *target, ready: time, enter: entry.enter, leave: entry.leave };
                labels.push(Label {
                    state: *target,
                    stage,
                    so_far: next,
                    distance: distance + length,
                    came: Some((index, ride)),
                });
            };
            entries(search, weigher, *step, time, &mut push);
        }
    }
    found.into_iter().map(|(index, values)| (trace(&labels, index), values)).collect()
}

/// Every time at which it may be worthwhile to enter a step. A figure that changes with the day and is a criterion needs
/// the entries at which it is less than before.
fn entries(search: &Search<'_>, weigher: &Weigher<'_>, step: StepId, time: u32, push: &mut impl FnMut(Entry)) {
    let schedule = search.timetable.schedule(step);
    if weigher.has(Criterion::Cost) || weigher.has(Criterion::Co2) {
        let prices = |entry: &Entry| {
            let gas = if weigher.has(Criterion::Co2) { entry.milligrams()? } else { 0 };
            let money = if weigher.has(Criterion::Cost) { entry.micro_dollars()? } else { 0 };
            Some([money, gas])
        };
        schedule.trade_offs(time, search.patience, prices).into_iter().for_each(push);
    } else {
        schedule.earliest_within(time, search.patience).into_iter().for_each(push);
    }
}

fn trace(labels: &[Label], mut index: usize) -> Route {
    let distance = labels[index].distance;
    let mut rides = Vec::new();
    while let Some((previous, ride)) = labels[index].came {
        rides.push(ride);
        index = previous;
    }
    rides.reverse();
    Route { start: labels[index].state, rides, value: 0, distance }
}

impl Chosen {
    /// At most `wanted` of the ways, and what is to be known of them.
    pub fn among(ways: Vec<ParetoWay>, wanted: usize, patience: u32) -> (Vec<Route>, Self) {
        let criteria = ways.first().map_or(0, |way| way.values.len());
        let least = |criterion: usize| ways.iter().map(|way| way.values[criterion]).min().unwrap_or(0);
        let least = (0..criteria).map(least).collect();
        let (found, kept) = (ways.len(), choose(&ways, wanted));
        let ways = ways.into_iter().enumerate().filter(|(index, _)| kept.contains(index));
        let (routes, values) = ways.map(|(_, way)| (way.route, way.values)).unzip();
        let patience = Some(patience).filter(|patience| *patience < u32::MAX);
        (routes, Self { found, values, least, patience })
    }
}

/// Positions of at most `wanted` of the ways, in their order: the best by each criterion, then again and again the one
/// least like those already chosen, each criterion measured by its own range.
pub fn choose(ways: &[ParetoWay], wanted: usize) -> Vec<usize> {
    if ways.len() <= wanted {
        return (0..ways.len()).collect();
    }
    let criteria = ways.first().map_or(0, |way| way.values.len());
    let mut chosen: Vec<usize> = Vec::new();
    for criterion in 0..criteria {
        let best = (0..ways.len()).min_by_key(|index| (ways[*index].values[criterion], *index));
        chosen.extend(best.filter(|best| !chosen.contains(best)));
    }
    chosen.truncate(wanted);
    let range = |criterion: usize| {
        let values = || ways.iter().map(|way| way.values[criterion]);
        values().max().unwrap_or(0) - values().min().unwrap_or(0)
    };
    let ranges: Vec<u128> = (0..criteria).map(|criterion| u128::from(range(criterion)).max(1)).collect();
    let apart = |one: usize, other: usize| -> u128 {
        let each = ways[one].values.iter().zip(&ways[other].values).zip(&ranges);
        each.map(|((one, other), range)| u128::from(one.abs_diff(*other)) * 1_000_000 / range).sum()
    };
    while chosen.len() < wanted {
        let nearest = |index: usize| chosen.iter().map(|other| apart(index, *other)).min().unwrap_or(0);
        let others = (0..ways.len()).filter(|index| !chosen.contains(index));
        let Some(next) = others.max_by_key(|index| (nearest(*index), Reverse(*index))) else { break };
        chosen.push(next);
    }
    chosen.sort_unstable();
    chosen
}
