//! How much arrives, and at what cost, where capacities and dwell are known only within bounds?
//!
//! # Method
//! Each draw takes one share for each group of figures and reads every figure of the group off its quantile function at
//! that share ([`crate::distribution`]): what is in one group rises and falls together, groups do not depend on each
//! other. The drawn problem is solved exactly: where only capacities differ, from the optimal basis of the typical one.
//! The same seed draws the same, whatever the number of threads.

use super::shadow::binding;
use super::what_if::{Change, Solved};
use super::{Problem, ProblemError};
use crate::distribution::{Deviation, Spread, quantile, share};
use crate::parallel;

/// A capacity that is not known exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UncertainCapacity {
    /// Which.
    pub capacity: u32,
    /// With what it rises and falls.
    pub group: u64,
    /// How many parts: tenth, fiftieth and ninetieth percentile.
    pub parts: Spread<i64>,
}

/// An arc whose cost is not known exactly, because its dwell is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UncertainCost {
    /// On which layer.
    pub layer: u32,
    /// Which of its arcs.
    pub arc: u32,
    /// With what it rises and falls.
    pub group: u64,
    /// What a unit of flow costs: tenth, fiftieth and ninetieth percentile.
    pub cost: Spread<i64>,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Uncertain {
    /// Capacities; others stay as they are.
    pub capacities: Vec<UncertainCapacity>,
    /// Costs; others stay as they are.
    pub costs: Vec<UncertainCost>,
}

/// The optimum of one draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// All costs together.
    pub cost: f64,
    /// How many units arrive on each layer.
    pub served: Vec<f64>,
    /// Capacities that bind, in order.
    pub binds: Vec<u32>,
}

/// Tenth, fiftieth and ninetieth percentile of the draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Tenth.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// Ninetieth.
    pub p90: f64,
}

/// Solves draws 0 to `samples` - 1 of `seed`.
///
/// # Errors
/// What makes a drawn problem unusable: a figure beyond what the solver takes.
pub fn draws(base: &Solved<'_>, uncertain: &Uncertain, samples: u32, seed: u64) -> Result<Vec<Draw>, ProblemError> {
    let indices: Vec<u32> = (0..samples).collect();
    let draws = parallel::map(&indices, |&index| {
        let at = |group, figure| drawn(figure, share(seed, index, group));
        let mut capacities: Vec<(u32, i64)> =
            uncertain.capacities.iter().map(|one| (one.capacity, at(one.group, one.parts))).collect();
        if uncertain.costs.is_empty() {
            return Ok(draw(&base.after(&Change { capacities, closed: Vec::new() })));
        }
        let mut problem: Problem = base.problem().clone();
        for (capacity, parts) in capacities.drain(..) {
            problem.capacities[capacity as usize] = parts;
        }
        for one in &uncertain.costs {
            problem.layers[one.layer as usize].arcs[one.arc as usize].cost = at(one.group, one.cost);
        }
        Solved::new(&problem, base.settings()).map(|solved| draw(&solved))
    });
    draws.into_iter().collect()
}

/// A figure at a share; never negative.
fn drawn(figure: Spread<i64>, share: u32) -> i64 {
    (figure.typ + Deviation::of(figure).at(share)).max(0)
}

fn draw(solved: &Solved<'_>) -> Draw {
    let mut served = vec![0.0; solved.problem().layers.len()];
    for (demand, arrives) in solved.problem().demands.iter().zip(solved.arrivals()) {
        served[demand.layer as usize] += arrives;
    }
    Draw { cost: solved.cost, served, binds: binding(solved) }
}

/// The band of a value over all draws; `None` without draws.
pub fn band(draws: &[Draw], value: impl Fn(&Draw) -> f64) -> Option<Band> {
    let mut values: Vec<f64> = draws.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    let at = |percent| quantile(&values, percent);
    Some(Band { p10: at(10)?, p50: at(50)?, p90: at(90)? })
}

/// In how many draws each capacity that ever binds does so, in order of capacity.
pub fn how_often_binding(draws: &[Draw]) -> Vec<(u32, usize)> {
    let mut times = std::collections::BTreeMap::new();
    for capacity in draws.iter().flat_map(|draw| &draw.binds) {
        *times.entry(*capacity).or_insert(0) += 1;
    }
    times.into_iter().collect()
}
