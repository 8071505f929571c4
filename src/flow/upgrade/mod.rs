//! Which projects help most, together and each by itself?
//!
//! # Method
//! A *project* raises capacities at a price; a new line is arcs whose capacity is 0 until its project raises it. Wanted
//! are the projects, at most so many and within a budget, with which the least total cost `V` is least. [`search`] is
//! branch and bound over sets; what it proves rests on two facts, each valid for every set whatever the solver does:
//! - *Cuts* ([`cuts`]): duals of the optimum of one set bound the value of every other (Benders 1962,
//!   <https://doi.org/10.1007/BF01386316>).
//! - *Monotonicity*: more projects never cost more, so a set that contains all that are still open bounds them all.
//!
//! Everything is solved from the optimal basis of the nearest set solved so far.

mod cuts;
mod search;

use super::what_if::{Change, Solved};
use crate::parallel;

/// Something that can be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Capacities and how many parts they have with it, not fewer than without; of several projects the most counts.
    pub raises: Vec<(u32, i64)>,
    /// What it costs to build, in any one unit; not negative.
    pub price: i64,
}

/// What may be chosen, and how long it is searched for.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// At most so many projects.
    pub most: usize,
    /// At most so much for all of them.
    pub budget: Option<i64>,
    /// Relative gap that is good enough.
    pub gap: f64,
    /// At most so many sets are solved.
    pub runs: usize,
}

/// What a project or set of projects does.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// By how much all costs together fall; not negative.
    pub saves: f64,
    /// How many units more of each demand arrive (negative: fewer).
    pub serves: Vec<f64>,
}

/// The best set found, and the proof.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Chosen projects, in order.
    pub chosen: Vec<usize>,
    /// What all costs together are without any project.
    pub without: f64,
    /// What they are with the chosen ones.
    pub with: f64,
    /// Below which no allowed set can bring them.
    pub bound: f64,
    /// How many sets were solved.
    pub runs: usize,
    /// What the chosen set does.
    pub effect: Effect,
    /// What each project does alone.
    pub alone: Vec<Effect>,
    /// What each chosen project adds to the others chosen, in the order of `chosen`.
    pub adds: Vec<Effect>,
}

/// At most so many projects: sets are bits.
pub const MOST_PROJECTS: usize = 64;

/// Projects as bits.
type Set = u64;

/// Chooses the best of `projects` for the problem that `base` solved, in which none of them is built.
///
/// # Errors
/// The number of projects, if there are more than [`MOST_PROJECTS`].
pub fn choose(base: &Solved<'_>, projects: &[Project], limits: &Limits) -> Result<Choice, usize> {
    if projects.len() > MOST_PROJECTS {
        return Err(projects.len());
    }
    let raised = projects.iter().flat_map(|project| project.raises.iter().map(|(capacity, _)| *capacity));
    let base = &base.offering(&raised.collect::<Vec<u32>>());
    let singles: Vec<Set> = (0..projects.len()).map(|project| 1 << project).collect();
    let solved = parallel::map(&singles, |&set| base.after(&change(base, projects, set)));
    let alone = solved.iter().map(|solved| effect(base, solved)).collect();
    let search = search::Search::new(base, projects, limits);
    let found = search.run(singles.iter().copied().zip(solved).collect());
    let chosen: Vec<usize> = members(found.set).collect();
    let adds = parallel::map(&chosen, |&project| {
        let others = found.best.after(&change(base, projects, found.set & !(1 << project)));
        effect(&others, &found.best)
    });
    Ok(Choice {
        without: base.cost,
        with: found.best.cost,
        bound: found.bound.min(found.best.cost),
        runs: found.runs,
        effect: effect(base, &found.best),
        chosen,
        alone,
        adds,
    })
}

fn effect(before: &Solved<'_>, after: &Solved<'_>) -> Effect {
    let serves = before.arrivals().iter().zip(after.arrivals()).map(|(before, after)| after - before).collect();
    Effect { saves: (before.cost - after.cost).max(0.0), serves }
}

/// Projects of a set, in order.
fn members(set: Set) -> impl Iterator<Item = usize> {
    (0..MOST_PROJECTS).filter(move |project| set >> project & 1 == 1)
}

/// All capacities that any project raises, as they are with the projects of `set`.
fn change(base: &Solved<'_>, projects: &[Project], set: Set) -> Change {
    let mut parts = std::collections::BTreeMap::new();
    for (index, project) in projects.iter().enumerate() {
        for &(capacity, raised) in &project.raises {
            let parts: &mut i64 = parts.entry(capacity).or_insert(base.problem().capacities[capacity as usize]);
            *parts = if set >> index & 1 == 1 { raised.max(*parts) } else { *parts };
        }
    }
    Change { capacities: parts.into_iter().collect(), closed: Vec::new() }
}
