//! The shortest way by a weight of steps: no clock, no waiting, no price.
//!
//! For questions that ask where a way leads, or what stands in it on one day, and not how long it takes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::{StateId, StepId, Structure};

/// What a step weighs: first how many hindrances it is, then how long it is in metres.
pub type Weight = (u32, u64);

/// How a state was first reached.
#[derive(Clone, Copy)]
struct Reached {
    weight: Weight,
    came: Option<(StateId, StepId)>,
}

/// The lightest way through some state of every stage, in order, as its steps; none if there is no such way.
///
/// `weigh` says what a step weighs, or that it may not be taken.
///
/// # Cost
/// One search of O(A log A) over the A arcs for each stage but the first.
pub fn lightest(
    structure: &Structure,
    stages: &[Vec<StateId>],
    weigh: &mut dyn FnMut(StepId) -> Option<Weight>,
) -> Option<Vec<StepId>> {
    let (first, rest) = stages.split_first()?;
    let mut seeds: Vec<(Weight, StateId)> = first.iter().map(|state| ((0, 0), *state)).collect();
    let mut searches: Vec<Vec<Option<Reached>>> = Vec::with_capacity(rest.len());
    for (at, goals) in rest.iter().enumerate() {
        // The last stage needs its nearest state only.
        let wanted = if at + 1 == rest.len() { 1 } else { goals.len() };
        let reached = search(structure, &seeds, goals, wanted, weigh);
        seeds = goals.iter().filter_map(|goal| Some((reached[*goal as usize]?.weight, *goal))).collect();
        seeds.sort_unstable();
        searches.push(reached);
    }
    let mut at = seeds.first()?.1;
    let mut steps = Vec::new();
    for reached in searches.iter().rev() {
        while let Some((before, step)) = reached[at as usize].and_then(|reached| reached.came) {
            steps.push(step);
            at = before;
        }
    }
    steps.reverse();
    Some(steps)
}

/// Spreads from the seeds until `wanted` of the goals are reached for good.
fn search(
    structure: &Structure,
    seeds: &[(Weight, StateId)],
    goals: &[StateId],
    wanted: usize,
    weigh: &mut dyn FnMut(StepId) -> Option<Weight>,
) -> Vec<Option<Reached>> {
    let mut reached: Vec<Option<Reached>> = vec![None; structure.states().len()];
    let mut is_goal = vec![false; reached.len()];
    for goal in goals {
        is_goal[*goal as usize] = true;
    }
    let mut queue = BinaryHeap::new();
    for (weight, state) in seeds {
        reached[*state as usize] = Some(Reached { weight: *weight, came: None });
        queue.push(Reverse((*weight, *state)));
    }
    let mut found = 0;
    while let Some(Reverse((weight, state))) = queue.pop() {
        if reached[state as usize].is_some_and(|known| known.weight < weight) {
            continue;
        }
        if is_goal[state as usize] {
            found += 1;
            if found == wanted {
                return reached;
            }
        }
        for (next, step) in structure.arcs_from(state) {
            let Some((hindrances, metres)) = weigh(*step) else { continue };
            let weight = (weight.0 + hindrances, weight.1 + metres);
            if reached[*next as usize].is_none_or(|known| weight < known.weight) {
                reached[*next as usize] = Some(Reached { weight, came: Some((state, *step)) });
                queue.push(Reverse((weight, *next)));
            }
        }
    }
    reached
}
