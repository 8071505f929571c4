//! What can any set of projects bring, judged by the prices at one of them?
//!
//! With prices `y` of the optimum at set `T`, its bound `L` and capacities `u(T)`, the least cost at any set `S` is at least
//! `L + y (u(T) - u) - sum of b_j, j in S`, where `b_j` is `y` times what project `j` alone adds to the capacities `u` of
//! none. A bound depends on capacities through `y u` only, so this is true for any prices at all.

use super::{Project, Set, change, members};
use crate::flow::what_if::{Solved, parts_as_float};

/// The bound that the prices at one set give for all others.
#[derive(Debug, Clone)]
pub struct Cut {
    /// What it says of no project at all.
    nothing: f64,
    /// By how much each project may lower it; not negative.
    lowers: Vec<f64>,
    /// Projects by how much they may lower it, most first.
    order: Vec<usize>,
    /// Projects by how much they may lower it for their price, most first.
    by_price: Vec<usize>,
}

/// Sets that contain `built`, and of the projects `open` as many as are allowed.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// Projects that all of them have.
    pub built: Set,
    /// Projects that they may have.
    pub open: Set,
    /// How many more they may have.
    pub most: usize,
    /// How much more they may spend.
    pub budget: Option<i64>,
}

impl Cut {
    /// By the prices of the optimum at `set`.
    pub fn new(solved: &Solved<'_>, projects: &[Project], set: Set) -> Self {
        let value = |&(capacity, parts): &(u32, i64)| {
            let added = parts_as_float(parts - solved.problem().capacities[capacity as usize]);
            solved.flow.prices[capacity as usize] * added.max(0.0)
        };
        let lowers: Vec<f64> = projects.iter().map(|project| project.raises.iter().map(value).sum()).collect();
        let nothing = solved.bound + change(solved, projects, set).capacities.iter().map(value).sum::<f64>();
        let mut order: Vec<usize> = (0..projects.len()).collect();
        order.sort_by(|&a, &b| lowers[b].total_cmp(&lowers[a]));
        let mut by_price = order.clone();
        let rate = |project: usize| lowers[project] / parts_as_float(projects[project].price.max(0));
        by_price.sort_by(|&a, &b| rate(b).total_cmp(&rate(a)));
        Self { nothing, lowers, order, by_price }
    }

    /// Below which no set of the family can cost.
    pub fn bound(&self, family: &Family, projects: &[Project]) -> f64 {
        let base = self.nothing - members(family.built).map(|project| self.lowers[project]).sum::<f64>();
        let open = |project: &usize| family.open >> *project & 1 == 1;
        let most: f64 = self.order.iter().copied().filter(open).take(family.most).map(|one| self.lowers[one]).sum();
        let Some(budget) = family.budget else { return base - most };
        // The last project that the budget buys may be built in part: never less than any choice of whole ones.
        let (mut left, mut bought) = (parts_as_float(budget), 0.0);
        for project in self.by_price.iter().copied().filter(open) {
            let price = parts_as_float(projects[project].price);
            let share = if price <= left { 1.0 } else { left / price };
            bought += self.lowers[project] * share;
            left -= price * share;
            if left <= 0.0 && share < 1.0 {
                break;
            }
        }
        base - most.min(bought)
    }

    /// The open project that may lower the cost most by this cut.
    pub fn foremost(&self, open: Set) -> Option<usize> {
        self.order.iter().copied().find(|project| open >> project & 1 == 1)
    }
}
