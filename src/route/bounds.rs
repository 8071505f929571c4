//! The least that is left to the destination from each state, by one criterion at a time.
//!
//! # Method
//! Dijkstra (1959) backwards from all destinations, each step at the least it ever adds over the horizon. Nobody does
//! better, so whoever is beaten even with this added is beaten; the bounds are consistent, so that labels are settled in
//! order of what they will have at least (Hart, Nilsson and Raphael 1968).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::{StateId, StepId, Structure};

/// Steps into each state, with where they come from.
pub(super) struct Backwards {
    first: Vec<u32>,
    arcs: Vec<(StateId, StepId)>,
}

impl Backwards {
    /// The arcs over steps for which `usable` holds.
    pub fn new(structure: &Structure, usable: &dyn Fn(StepId) -> bool) -> Self {
        let states = structure.states().len();
        let mut arcs: Vec<(StateId, StateId, StepId)> = Vec::with_capacity(structure.arc_count());
        for from in (0..).take(states) {
            let out = structure.arcs_from(from).iter().filter(|(_, step)| usable(*step));
            arcs.extend(out.map(|(to, step)| (*to, from, *step)));
        }
        arcs.sort_unstable();
        let mut first = vec![0; states + 1];
        for (to, ..) in &arcs {
            first[*to as usize + 1] += 1;
        }
        for index in 1..first.len() {
            first[index] += first[index - 1];
        }
        Self { first, arcs: arcs.into_iter().map(|(_, from, step)| (from, step)).collect() }
    }

    fn into(&self, state: StateId) -> &[(StateId, StepId)] {
        &self.arcs[self.first[state as usize] as usize..self.first[state as usize + 1] as usize]
    }

    /// What is left from each state; `u64::MAX` if nothing leads to a destination. `least` is what a step adds when it is
    /// taken from the first state to the second.
    pub fn least(
        &self,
        is_destination: &[bool],
        least: impl Fn(StateId, (StateId, StepId)) -> Option<u64>,
    ) -> Vec<u64> {
        let mut left = vec![u64::MAX; is_destination.len()];
        let mut queue = BinaryHeap::new();
        for (state, _) in (0..).zip(is_destination).filter(|(_, is_destination)| **is_destination) {
            left[state as usize] = 0;
            queue.push(Reverse((0, state)));
        }
        while let Some(Reverse((value, state))) = queue.pop() {
            if value > left[state as usize] {
                continue;
            }
            for (from, step) in self.into(state) {
                let Some(more) = least(*from, (state, *step)) else { continue };
                let total = value.saturating_add(more);
                if total < left[*from as usize] {
                    left[*from as usize] = total;
                    queue.push(Reverse((total, *from)));
                }
            }
        }
        left
    }
}
