//! One best route, by setting labels in order of cost.
//!
//! A label says at which cost, and when, a state was reached. Labels are settled in order of (objective, time,
//! distance, order of creation). A settled label keeps out every later one at the same state that is not earlier: it
//! is no cheaper and no earlier, and since waiting is free, nothing can be done from it that the first cannot do.
//! By time this is Dijkstra's algorithm on arrival times; by cost or distance it is bicriterion label setting
//! (Hansen 1980), which later opening hours and seasons make necessary.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::{Entry, StateId, StepId, Structure, Timetable};
use crate::model::{Network, Objective, Spot};
use crate::restrictions::Step;
use crate::units::{Distance, Money};

/// How long one waits for a step when the objective is not time, if there is a way without waiting longer: without a
/// limit the shortest way would always be worth half a year of waiting for the ice to go.
pub const PATIENCE_MINUTES: u32 = 30 * 1440;

/// One step of a route with its times, in minutes from departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ride {
    /// The step.
    pub step: StepId,
    /// The state it ends in.
    pub state: StateId,
    /// When the cargo is ready for it.
    pub ready: u32,
    /// When it begins; later than `ready` if the cargo waits.
    pub enter: u32,
    /// When it ends.
    pub leave: u32,
}

/// A route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The state it starts in.
    pub start: StateId,
    /// Its steps in order.
    pub rides: Vec<Ride>,
    /// Value of the objective: minutes, millionths of a dollar, or metres.
    pub value: u64,
    /// How far it is.
    pub distance: Distance,
}

impl Route {
    /// Minutes from departure to arrival.
    pub fn minutes(&self) -> u32 {
        self.rides.last().map_or(0, |ride| ride.leave)
    }
}

/// Whether steps that are closed may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// Only open steps, at the time they are open.
    Allowed,
    /// All steps, at their nominal times; each closed one counts as so many metres more. For finding what is refused.
    Relaxed {
        /// Metres that a closed step counts on top of its length.
        penalty: u64,
    },
}

/// What a search runs on. Steps and states can be shut out without a new timetable.
pub struct Search<'a> {
    /// The network, for what `via` means.
    pub network: &'a Network,
    /// States and arcs.
    pub structure: &'a Structure,
    /// When steps can be taken.
    pub timetable: &'a Timetable<'a>,
    /// States to start from.
    pub origins: &'a [StateId],
    /// For each state, whether the journey may end there.
    pub is_destination: &'a [bool],
    /// What to pass, in order.
    pub via: &'a [Spot],
    /// What the route is best by.
    pub objective: Objective,
    /// How long one may wait for a step when the objective is not time, in minutes.
    pub patience: u32,
    /// Whether closed steps may be taken.
    pub regime: Regime,
}

struct Label {
    state: StateId,
    stage: usize,
    time: u32,
    value: u64,
    distance: Distance,
    came: Option<(usize, Ride)>,
}

impl Search<'_> {
    /// The best route over steps for which `usable` holds; none if there is no way.
    pub fn best(&self, usable: &(dyn Fn(StepId) -> bool + Sync)) -> Option<Route> {
        let mut found = None;
        let labels = self.run(usable, |label, index| {
            let arrived = label.stage == self.via.len() && self.is_destination[label.state as usize];
            if arrived {
                found = Some(index);
            }
            arrived
        });
        found.map(|index| trace(&labels, index))
    }

    /// When each state is first reached, in minutes from departure; `u32::MAX` if never.
    pub fn reach(&self, usable: &(dyn Fn(StepId) -> bool + Sync)) -> Vec<u32> {
        let mut reached = vec![u32::MAX; self.structure.states().len()];
        self.run(usable, |label, _| {
            let best = &mut reached[label.state as usize];
            *best = (*best).min(label.time);
            false
        });
        reached
    }

    /// Settles labels until `stop` says so; returns all labels made.
    fn run(&self, usable: &(dyn Fn(StepId) -> bool + Sync), mut stop: impl FnMut(&Label, usize) -> bool) -> Vec<Label> {
        let stages = self.via.len() + 1;
        let mut earliest = vec![u32::MAX; stages * self.structure.states().len()];
        let mut labels: Vec<Label> = Vec::new();
        let mut queue = BinaryHeap::new();
        for origin in self.origins {
            let stage = self.stage_after(0, *origin, None);
            let label = Label { state: *origin, stage, time: 0, value: 0, distance: Distance::default(), came: None };
            queue.push(Reverse((0, 0, Distance::default(), labels.len())));
            labels.push(label);
        }
        while let Some(Reverse((_, _, _, index))) = queue.pop() {
            let Label { state, stage, time, value, distance, .. } = labels[index];
            let slot = &mut earliest[stage * self.structure.states().len() + state as usize];
            if time >= *slot {
                continue;
            }
            *slot = time;
            if stop(&labels[index], index) {
                break;
            }
            for (target, step) in self.structure.arcs_from(state) {
                if !usable(*step) {
                    continue;
                }
                let stage = self.stage_after(stage, *target, Some(*step));
                let length = self.timetable.schedule(*step).distance();
                for (entry, added) in self.entries(*step, time) {
                    if entry.leave >= earliest[stage * self.structure.states().len() + *target as usize] {
                        continue;
                    }
                    let value = match self.objective {
                        Objective::Time if self.regime == Regime::Allowed => u64::from(entry.leave),
                        _ => value + added,
                    };
                    let distance = distance + length;
                    let ride =
                        Ride { step: *step, state: *target, ready: time, enter: entry.enter, leave: entry.leave };
                    queue.push(Reverse((value, entry.leave, distance, labels.len())));
                    labels.push(Label {
                        state: *target,
                        stage,
                        time: entry.leave,
                        value,
                        distance,
                        came: Some((index, ride)),
                    });
                }
            }
        }
        labels
    }

    /// Ways to take a step from `time` on, with what each adds to the objective.
    pub(super) fn entries(&self, step: StepId, time: u32) -> Vec<(Entry, u64)> {
        let schedule = self.timetable.schedule(step);
        let metres = schedule.distance().metres();
        if let Regime::Relaxed { penalty } = self.regime {
            let minutes = schedule.nominal().unwrap_or(0);
            let entry = Entry { enter: time, leave: time.saturating_add(minutes).max(time + 1), cost: None };
            return vec![(entry, if schedule.is_open_at(time) { metres } else { metres + penalty })];
        }
        let micro = |cost: Option<Money>| cost.and_then(|cost| u64::try_from(cost.micro()).ok());
        match self.objective {
            Objective::Time => schedule.earliest(time).map(|entry| (entry, 0)).into_iter().collect(),
            Objective::Distance => {
                schedule.earliest_within(time, self.patience).map(|entry| (entry, metres)).into_iter().collect()
            }
            Objective::Cost => schedule
                .worthwhile(time, self.patience)
                .into_iter()
                .filter_map(|entry| micro(entry.cost).map(|cost| (entry, cost)))
                .collect(),
        }
    }

    /// How many of `via` are passed once `state` was reached by `step`.
    pub(super) fn stage_after(&self, mut stage: usize, state: StateId, step: Option<StepId>) -> usize {
        let step = step.map(|step| self.structure.steps()[step as usize]);
        while let Some(spot) = self.via.get(stage) {
            let place = self.structure.states()[state as usize].place;
            let at_place = match spot {
                Spot::Places(places) => places.contains(&place),
                Spot::Country(country) => self.network.places[place].country == Some(*country),
                _ => false,
            };
            if !(at_place || step.is_some_and(|step| passes(self.network, step, spot))) {
                break;
            }
            stage += 1;
        }
        stage
    }
}

/// Whether a step itself, not where it ends, is what `spot` names.
pub(super) fn passes(network: &Network, step: Step, spot: &Spot) -> bool {
    match spot {
        Spot::Line(line) => step.line(network) == Some(*line),
        Spot::Passage(passage) => step.passage(network) == Some(*passage),
        Spot::Lane(lane) => step.subject(network) == crate::model::Subject::Lane(*lane),
        Spot::Transfer(transfer) => matches!(step, Step::Undergo { transfer: this, .. } if this == *transfer),
        Spot::Places(_) | Spot::Country(_) => false,
    }
}

fn trace(labels: &[Label], mut index: usize) -> Route {
    let (value, distance) = (labels[index].value, labels[index].distance);
    let mut rides = Vec::new();
    while let Some((previous, ride)) = labels[index].came {
        rides.push(ride);
        index = previous;
    }
    rides.reverse();
    Route { start: labels[index].state, rides, value, distance }
}
