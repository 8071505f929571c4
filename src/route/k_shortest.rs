//! The best route, the next best, and so on, link by link.
//!
//! Two routes are different if they do not pass the same links in the same order; parallel lines between the same places
//! make different routes. Where on the way a border is cleared or the gauge changed makes no other route: each is
//! told in its best order, at its best times. A route is loopless: between two things to pass it is never twice in the same
//! state, that is at the same place by the same mode on the same gauge in the same country by law. It ends where it first
//! reaches the destination.
//!
//! # Method
//! Lawler's (1972) form of Yen (1971): from each route found, one problem for each of its states from where it branched off
//! on: the same steps up to there, then any step but those already taken from there, and never back to a state passed. On
//! schedules the prefix fixes when one is at that state: by time one label, by cost all labels that are no dearer or no
//! later than each other. Each problem is label setting with what is left to the destination added ([`super::bounds`]), and
//! is given up when it cannot be among the routes wanted any more.
//!
//! Values never fall. They are exact on the condition that `route/pareto.rs` states for patience; by time, always.
//!
//! # Source
//! J. Y. Yen, Finding the k shortest loopless paths in a network, Management Science 17 (1971) 712-716. E. L. Lawler, A
//! procedure for computing the k best solutions, Management Science 18 (1972) 401-405.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::bounds::Backwards;
use super::label_setting::{Ride, Route, Search};
use crate::graph::{StateId, StepId};
use crate::model::Objective;
use crate::parallel;
use crate::restrictions::Step;
use crate::units::{Distance, Emission};

/// How many routes are branched on at most, those that take the same links in another order of transfers included.
pub const BRANCHED_AT_MOST: usize = 1500;

/// Where a step leads, and which it is.
type Arc = (StateId, StepId);

/// Routes that begin alike and then do not take some steps.
#[derive(Debug, Clone)]
struct Problem {
    origin: StateId,
    prefix: Vec<Arc>,
    banned: BTreeSet<Arc>,
}

#[derive(Clone, Copy)]
struct Label {
    state: StateId,
    stage: usize,
    time: u32,
    value: u64,
    distance: Distance,
    came: Option<(usize, Ride)>,
}

/// At most `wanted` loopless routes over steps for which `usable` holds, best first; and whether, if these are fewer than
/// wanted, there are no more.
///
/// # Cost
/// One search for each state of each route branched on; there are at most [`BRANCHED_AT_MOST`], so that fewer
/// routes than wanted may come: by distance, above all, since a transfer more does not make a way longer.
pub fn k_shortest(search: &Search<'_>, usable: &(dyn Fn(StepId) -> bool + Sync), wanted: usize) -> (Vec<Route>, bool) {
    let backwards = Backwards::new(search.structure, &usable);
    let left = backwards.least(search.is_destination, |_, (_, step)| {
        let schedule = search.timetable.schedule(step);
        let minutes = schedule.quickest()?;
        match search.objective {
            Objective::Time => Some(u64::from(minutes)),
            Objective::Distance => Some(schedule.distance().metres()),
            Objective::Co2 => schedule.cleanest().map(Emission::milligrams),
            Objective::Cost | Objective::Generalised => u64::try_from(schedule.cheapest()?.micro()).ok(),
        }
    });
    let links = |route: &Route| -> Vec<StepId> {
        let is_link = |step: &StepId| matches!(search.structure.steps()[*step as usize], Step::Pass { .. });
        route.rides.iter().map(|ride| ride.step).filter(is_link).collect()
    };
    let mut problems: Vec<(Problem, Route, Vec<StepId>)> = Vec::new();
    let mut queue = BinaryHeap::new();
    let mut found: Vec<Route> = Vec::new();
    let mut known: BTreeSet<Vec<StepId>> = BTreeSet::new();
    let origins = search.origins.iter();
    let mut next: Vec<Problem> =
        origins.map(|origin| Problem { origin: *origin, prefix: Vec::new(), banned: BTreeSet::new() }).collect();
    for _ in 0..BRANCHED_AT_MOST {
        let limit = limit(&problems, &queue, &known, wanted - found.len());
        let routes = parallel::map(&next, |problem| solve(search, usable, &left, problem, limit));
        for (problem, route) in next.drain(..).zip(routes) {
            if let Some(route) = route {
                queue.push(Reverse((route.value, route.minutes(), route.distance, problems.len())));
                let links = links(&route);
                problems.push((problem, route, links));
            }
        }
        let Some(Reverse((.., index))) = queue.pop() else { return (found, true) };
        let (problem, route, links) = &problems[index];
        if known.insert(links.clone()) {
            found.push(route.clone());
        }
        if found.len() >= wanted {
            return (found, true);
        }
        let arcs: Vec<Arc> = route.rides.iter().map(|ride| (ride.state, ride.step)).collect();
        let branched = problem.prefix.len();
        next.extend((branched..arcs.len()).map(|at| {
            let mut banned = if at == branched { problem.banned.clone() } else { BTreeSet::new() };
            banned.insert(arcs[at]);
            Problem { origin: problem.origin, prefix: arcs[..at].to_vec(), banned }
        }));
    }
    (found, false)
}

/// Routes that wait to be found, in order: value, minutes, distance, and position among the problems.
type Waiting = BinaryHeap<Reverse<(u64, u32, Distance, usize)>>;

/// The value that none of the routes still wanted exceeds, since so many that differ are waiting already.
fn limit(
    problems: &[(Problem, Route, Vec<StepId>)],
    queue: &Waiting,
    known: &BTreeSet<Vec<StepId>>,
    wanted: usize,
) -> u64 {
    let mut waiting: Vec<(u64, &Vec<StepId>)> =
        queue.iter().map(|Reverse((value, .., index))| (*value, &problems[*index].2)).collect();
    waiting.sort_unstable();
    let mut seen = BTreeSet::new();
    let differ = waiting.into_iter().filter(|(_, links)| !known.contains(*links) && seen.insert(*links));
    differ.map(|(value, _)| value).nth(wanted.saturating_sub(1)).unwrap_or(u64::MAX)
}

/// The best route of a problem, if it is no worse than `limit`.
fn solve(
    search: &Search<'_>,
    usable: &(dyn Fn(StepId) -> bool + Sync),
    left: &[u64],
    problem: &Problem,
    limit: u64,
) -> Option<Route> {
    let states = search.structure.states().len();
    let slot = |state: StateId, stage: usize| stage * states + state as usize;
    let mut earliest = vec![u32::MAX; (search.via.len() + 1) * states];
    let stage = search.stage_after(0, problem.origin, None);
    let start = Label { state: problem.origin, stage, time: 0, value: 0, distance: Distance::default(), came: None };
    let mut labels = vec![start];
    let mut here = vec![0];
    for arc in &problem.prefix {
        let first = labels[*here.first()?];
        // Nobody comes back to where the prefix has been.
        earliest[slot(first.state, first.stage)] = 0;
        let from = std::mem::take(&mut here);
        for index in from {
            for label in after(search, &labels, index, *arc) {
                let beats = |other: &usize| labels[*other].time <= label.time && labels[*other].value <= label.value;
                if !here.iter().any(beats) {
                    here.retain(|other| label.time > labels[*other].time || label.value > labels[*other].value);
                    here.push(labels.len());
                    labels.push(label);
                }
            }
        }
    }
    let spur = labels[*here.first()?];
    let mut queue = BinaryHeap::new();
    let key = |label: &Label, index: usize| {
        let least = label.value.saturating_add(left[label.state as usize]);
        (least <= limit && left[label.state as usize] < u64::MAX).then_some(Reverse((
            least,
            label.time,
            label.distance,
            index,
        )))
    };
    queue.extend(here.into_iter().filter_map(|index| key(&labels[index], index)));
    while let Some(Reverse((_, time, _, index))) = queue.pop() {
        let Label { state, stage, .. } = labels[index];
        if time >= earliest[slot(state, stage)] {
            continue;
        }
        earliest[slot(state, stage)] = time;
        if stage == search.via.len() && search.is_destination[state as usize] {
            return Some(trace(&labels, index));
        }
        let at_spur = (state, stage) == (spur.state, spur.stage);
        for arc in search.structure.arcs_from(state) {
            if !usable(arc.1) || left[arc.0 as usize] == u64::MAX || (at_spur && problem.banned.contains(arc)) {
                continue;
            }
            for label in after(search, &labels, index, *arc) {
                if label.time < earliest[slot(label.state, label.stage)] {
                    queue.extend(key(&label, labels.len()));
                    labels.push(label);
                }
            }
        }
    }
    None
}

/// The labels that a step makes of one.
fn after(search: &Search<'_>, labels: &[Label], index: usize, (target, step): Arc) -> Vec<Label> {
    let from = labels[index];
    let stage = search.stage_after(from.stage, target, Some(step));
    let distance = from.distance + search.timetable.schedule(step).distance();
    let entries = search.entries(step, from.time).into_iter();
    let label = |(entry, added): (crate::graph::Entry, u64)| Label {
        state: target,
        stage,
        time: entry.leave,
        value: if search.objective == Objective::Time { u64::from(entry.leave) } else { from.value + added },
        distance,
        came: Some((index, Ride { step, state: target, ready: from.time, enter: entry.enter, leave: entry.leave })),
    };
    entries.map(label).collect()
}

fn trace(labels: &[Label], mut index: usize) -> Route {
    let Label { value, distance, .. } = labels[index];
    let mut rides = Vec::new();
    while let Some((previous, ride)) = labels[index].came {
        rides.push(ride);
        index = previous;
    }
    rides.reverse();
    Route { start: labels[index].state, rides, value, distance }
}
