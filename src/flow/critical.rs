//! What does the loss of each link, transfer or place cost?
//!
//! # Method
//! An *element* is a set of arcs that fall together. Its loss is solved exactly, from the optimal basis; what changes
//! is how much all flows and unserved demand cost together, how much of each demand arrives, and which demands have no
//! way left. An element that carries nothing changes no cost: the optimum does without it, and a loss never betters.
//! Two elements lost at once are one element with the arcs of both.

use super::connected::Ways;
use super::shadow::binding;
use super::what_if::{ArcOf, Change, Solved, TRACE};
use crate::parallel;

/// How many unused ways of each demand are kept at hand: few, as most of them are of no use when one link is lost.
const KEPT: usize = 1;

/// What changes when an element is lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// Whether the optimum uses the element.
    pub used: bool,
    /// By how much the total cost rises, in the problem's unit of cost; not negative.
    pub cost: f64,
    /// By how much that may be off: the gaps of both optima; not negative.
    pub gap: f64,
    /// Demands that arrive in another quantity, and how many units less (negative: more), in order.
    pub unserved: Vec<(u32, f64)>,
    /// Demands that had a way and have none left, in order.
    pub disconnected: Vec<u32>,
    /// Capacities that bind then and did not before, in order, and how many parts of each are taken then.
    pub binds: Vec<(u32, f64)>,
}

/// What the loss of each of `elements` changes, each by itself, in their order.
///
/// # Cost
/// One run from the optimal basis for each element that carries something.
pub fn losses(base: &Solved<'_>, elements: &[Vec<ArcOf>]) -> Vec<Loss> {
    let ways = Ways::new(base.problem());
    let arrivals = base.arrivals();
    let used = used_arcs(base);
    let bound = binding(base);
    let lean = base.lean(KEPT);
    parallel::map(elements, |element| {
        let disconnected = ways.disconnected(element);
        if !element.iter().any(|&(layer, arc)| used[layer as usize][arc as usize]) {
            let (unserved, binds) = (Vec::new(), Vec::new());
            return Loss { used: false, cost: 0.0, gap: 0.0, unserved, disconnected, binds };
        }
        let after = lean.after(&Change { closed: element.clone(), ..Change::default() });
        let pairs = (0u32..).zip(arrivals.iter().zip(after.arrivals()));
        let unserved = pairs.map(|(demand, (before, now))| (demand, before - now));
        Loss {
            used: true,
            cost: (after.cost - base.cost).max(0.0),
            gap: (base.cost - base.bound).max(0.0) + (after.cost - after.bound).max(0.0),
            unserved: unserved.filter(|(_, less)| less.abs() > TRACE).collect(),
            disconnected,
            binds: newly_binding(&bound, &after),
        }
    })
}

fn newly_binding(before: &[u32], after: &Solved<'_>) -> Vec<(u32, f64)> {
    let taken = after.taken();
    let new = binding(after).into_iter().filter(|capacity| before.binary_search(capacity).is_err());
    new.map(|capacity| (capacity, taken[capacity as usize])).collect()
}

/// Which arcs of which layer carry something.
fn used_arcs(base: &Solved<'_>) -> Vec<Vec<bool>> {
    let problem = base.problem();
    let mut used: Vec<Vec<bool>> = problem.layers.iter().map(|layer| vec![false; layer.arcs.len()]).collect();
    for path in base.flow.paths.iter().filter(|path| path.amount > 0.0) {
        let layer = problem.demands[path.demand as usize].layer as usize;
        for &arc in &path.arcs {
            used[layer][arc as usize] = true;
        }
    }
    used
}
