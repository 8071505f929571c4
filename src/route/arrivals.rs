//! When is each state first reached from an origin, and how?
//!
//! # Method
//! Dijkstra's algorithm on arrival times, from one origin to all states: it settles the same labels in the same order
//! as [`Search::best`](super::label_setting::Search::best) does by time, but keeps only what the best way to each state
//! needs, and does not stop. So whatever it finds for a state is what a search for that state alone would find.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::label_setting::Ride;
use crate::graph::{StateId, StepId, Structure, Timetable};
use crate::units::{Distance, Money};

/// The step by which a state was reached.
#[derive(Debug, Clone, Copy)]
pub(super) struct Came {
    /// The state before.
    pub from: StateId,
    /// The step.
    pub step: StepId,
    /// When it begins, in minutes from departure.
    pub enter: u32,
}

/// The best way to one state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    /// How many states were settled before.
    pub rank: u32,
    /// Minutes from departure.
    pub time: u32,
    /// Minutes of it that the cargo waits.
    pub waited: u32,
    /// How far it is.
    pub distance: Distance,
    /// What it costs; none if a step has no price.
    pub cost: Option<Money>,
    /// The last step; none at the origin.
    pub came: Option<Came>,
}

/// The best ways from one origin.
pub(super) struct Arrivals {
    at: Vec<Option<Arrival>>,
}

struct Pending {
    state: StateId,
    cost: Option<Money>,
    came: Option<Came>,
}

impl Arrivals {
    /// Searches from `origins` over the steps that are `usable`.
    pub fn search(structure: &Structure, timetable: &Timetable<'_>, origins: &[StateId], usable: &[bool]) -> Self {
        let mut at: Vec<Option<Arrival>> = vec![None; structure.states().len()];
        // The best label made for each state so far: a later one that is no better would be settled after it, or never.
        let mut made = vec![(u32::MAX, Distance::from_metres(u64::MAX)); structure.states().len()];
        let mut pending: Vec<Pending> = Vec::new();
        let mut queue = BinaryHeap::new();
        for origin in origins {
            queue.push(Reverse((0, Distance::default(), pending.len())));
            pending.push(Pending { state: *origin, cost: Some(Money::default()), came: None });
        }
        let mut rank = 0;
        while let Some(Reverse((time, distance, index))) = queue.pop() {
            let Pending { state, cost: step_cost, came } = pending[index];
            if at[state as usize].is_some() {
                continue;
            }
            let before = came.and_then(|came| at[came.from as usize].map(|before| (came, before)));
            let waited = before.map_or(0, |(came, before)| before.waited + (came.enter - before.time));
            let cost = match before {
                Some((_, before)) => before.cost.zip(step_cost).map(|(sum, cost)| sum + cost),
                None => step_cost,
            };
            at[state as usize] = Some(Arrival { rank, time, waited, distance, cost, came });
            rank += 1;
            for (target, step) in structure.arcs_from(state) {
                if !usable[*step as usize] || at[*target as usize].is_some() {
                    continue;
                }
                let schedule = timetable.schedule(*step);
                let Some(entry) = schedule.earliest(time) else { continue };
                let label = (entry.leave, distance + schedule.distance());
                if label >= made[*target as usize] {
                    continue;
                }
                made[*target as usize] = label;
                queue.push(Reverse((label.0, label.1, pending.len())));
                let came = Some(Came { from: state, step: *step, enter: entry.enter });
                pending.push(Pending { state: *target, cost: entry.cost, came });
            }
        }
        Self { at }
    }

    /// How a state is reached.
    pub fn at(&self, state: StateId) -> Option<&Arrival> {
        self.at[state as usize].as_ref()
    }

    /// The one of `states` that is reached first, as a search that ends at any of them would end.
    pub fn first_of(&self, states: &[StateId]) -> Option<(StateId, &Arrival)> {
        states.iter().filter_map(|state| Some((*state, self.at(*state)?))).min_by_key(|(_, arrival)| arrival.rank)
    }

    /// The rides that lead to a state.
    pub fn rides(&self, mut state: StateId) -> Vec<Ride> {
        let mut rides = Vec::new();
        while let Some(arrival) = self.at(state)
            && let Some(came) = arrival.came
        {
            let ready = self.at(came.from).map_or(0, |before| before.time);
            rides.push(Ride { step: came.step, state, ready, enter: came.enter, leave: arrival.time });
            state = came.from;
        }
        rides.reverse();
        rides
    }
}
