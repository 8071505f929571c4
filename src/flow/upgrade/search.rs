//! Branch and bound over sets of projects.
//!
//! A node is a [`Family`]: sets that contain some projects and may contain others. The family with the lowest bound comes
//! next. Its bound is the best of all cuts and, once solved, the value with everything that is still open; if that set is
//! allowed, the family is done. A family that may hold no more is solved exactly. Each set is solved once.

use std::collections::{BTreeMap, BinaryHeap};

use super::cuts::{Cut, Family};
use super::{Limits, Project, Set, change, members};
use crate::flow::what_if::Solved;

/// How many solved sets are kept to start others from, besides those the search began with.
const KEPT: usize = 24;

/// The best set, with its optimum.
pub struct Found<'p> {
    pub set: Set,
    pub best: Solved<'p>,
    pub bound: f64,
    pub runs: usize,
}

/// What is known while searching.
pub struct Search<'s, 'p> {
    base: &'s Solved<'p>,
    projects: &'s [Project],
    limits: &'s Limits,
    cuts: Vec<Cut>,
    costs: BTreeMap<Set, (f64, f64)>,
    kept: Vec<(Set, Solved<'p>)>,
    first_kept: usize,
    best: (Set, Solved<'p>),
    runs: usize,
}

/// A family and its bound; the lowest bound is the greatest, then the oldest.
struct Open {
    bound: f64,
    age: usize,
    family: Family,
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open {}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.bound.total_cmp(&self.bound).then(other.age.cmp(&self.age))
    }
}

impl<'s, 'p> Search<'s, 'p> {
    /// Knows the optimum without projects.
    pub fn new(base: &'s Solved<'p>, projects: &'s [Project], limits: &'s Limits) -> Self {
        let mut search = Self {
            base,
            projects,
            limits,
            cuts: Vec::new(),
            costs: BTreeMap::new(),
            kept: Vec::new(),
            first_kept: 0,
            best: (0, base.clone()),
            runs: 0,
        };
        search.learn(0, base.clone());
        search
    }

    /// Searches, knowing the sets `solved` too.
    pub fn run(mut self, solved: Vec<(Set, Solved<'p>)>) -> Found<'p> {
        for (set, solved) in solved {
            self.runs += 1;
            self.learn(set, solved);
        }
        let all = members(u64::MAX).take(self.projects.len()).fold(0, |set, project| set | 1 << project);
        self.first_kept = self.kept.len();
        self.greedy(all);
        let whole = Family { built: 0, open: all, most: self.limits.most, budget: self.limits.budget };
        let mut open = BinaryHeap::from([Open { bound: self.bound(&whole), age: 0, family: whole }]);
        let mut born = 1;
        let mut proven = f64::INFINITY;
        while let Some(next) = open.pop() {
            let (good_enough, family) = (self.best.1.cost - self.tolerance(), next.family);
            let bound = self.bound(&family).max(next.bound);
            let foremost = open.peek().map_or(f64::INFINITY, |other| other.bound);
            if next.bound >= good_enough || self.runs >= self.limits.runs {
                proven = proven.min(next.bound);
                break;
            }
            if bound >= good_enough {
                proven = proven.min(bound);
                continue;
            }
            if bound > foremost {
                open.push(Open { bound, age: next.age, family });
                continue;
            }
            let together = family.built | family.open;
            let (cost, least) = self.solve(together);
            if self.is_allowed(&family) {
                proven = proven.min(least.min(cost));
                continue;
            }
            let bound = bound.max(least);
            for child in self.branch(&family) {
                open.push(Open { bound: self.bound(&child).max(bound), age: born, family: child });
                born += 1;
            }
        }
        let (set, best) = self.best;
        Found { set, bound: proven.min(best.cost), best, runs: self.runs }
    }

    fn tolerance(&self) -> f64 {
        self.limits.gap * self.best.1.cost.abs()
    }

    /// Below which no set of the family costs, by all that is known.
    fn bound(&self, family: &Family) -> f64 {
        let cuts = self.cuts.iter().map(|cut| cut.bound(family, self.projects));
        let together = family.built | family.open;
        let larger = self.costs.iter().filter(|(set, _)| together & !**set == 0).map(|(_, &(_, least))| least);
        cuts.chain(larger).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Whether all open projects may be built together.
    fn is_allowed(&self, family: &Family) -> bool {
        let affordable = |budget| self.price(family.open) <= budget;
        (family.open.count_ones() as usize) <= family.most && family.budget.is_none_or(affordable)
    }

    fn price(&self, set: Set) -> i64 {
        members(set).fold(0, |sum: i64, project| sum.saturating_add(self.projects[project].price))
    }

    /// The family with the project that matters most, and without it.
    fn branch(&self, family: &Family) -> Vec<Family> {
        let strongest =
            self.cuts.iter().max_by(|a, b| a.bound(family, self.projects).total_cmp(&b.bound(family, self.projects)));
        let Some(project) = strongest.and_then(|cut| cut.foremost(family.open)) else { return Vec::new() };
        let open = family.open & !(1 << project);
        let price = self.projects[project].price;
        let mut children = vec![self.within(Family { open, ..*family })];
        if family.most > 0 && family.budget.is_none_or(|budget| price <= budget) {
            let budget = family.budget.map(|budget| budget - price);
            children.push(self.within(Family {
                built: family.built | 1 << project,
                open,
                most: family.most - 1,
                budget,
            }));
        }
        children
    }

    /// The family without the projects that it cannot have any more.
    fn within(&self, family: Family) -> Family {
        let affordable = |project: &usize| family.budget.is_none_or(|budget| self.projects[*project].price <= budget);
        let open = if family.most == 0 {
            0
        } else {
            members(family.open).filter(affordable).fold(0, |set, one| set | 1 << one)
        };
        Family { open, ..family }
    }

    /// Builds what saves most, again and again, as long as it is allowed: a good set to begin with.
    fn greedy(&mut self, all: Set) {
        let whole = Family { built: 0, open: all, most: self.limits.most, budget: self.limits.budget };
        let mut family = self.within(whole);
        while family.open != 0 && self.runs < self.limits.runs {
            let sets: Vec<usize> = members(family.open).collect();
            let costs: Vec<f64> = sets.iter().map(|project| self.solve(family.built | 1 << project).0).collect();
            let least = (0..sets.len()).min_by(|&a, &b| costs[a].total_cmp(&costs[b]));
            let Some(project) = least.map(|least| sets[least]) else { return };
            let budget = family.budget.map(|budget| budget - self.projects[project].price);
            let built = family.built | 1 << project;
            family = self.within(Family { built, open: family.open & !(1 << project), most: family.most - 1, budget });
        }
    }

    /// Cost and bound with the projects of `set`.
    fn solve(&mut self, set: Set) -> (f64, f64) {
        if let Some(&known) = self.costs.get(&set) {
            return known;
        }
        let nearest = self.kept.iter().min_by_key(|(other, _)| (set ^ other).count_ones());
        let from = nearest.map_or(self.base, |(_, solved)| solved);
        let solved = from.after(&change(self.base, self.projects, set));
        self.runs += 1;
        self.learn(set, solved);
        self.costs[&set]
    }

    fn learn(&mut self, set: Set, solved: Solved<'p>) {
        self.costs.insert(set, (solved.cost, solved.bound));
        self.cuts.push(Cut::new(&solved, self.projects, set));
        let chosen = Family { built: 0, open: set, most: self.limits.most, budget: self.limits.budget };
        if self.is_allowed(&chosen) && solved.cost < self.best.1.cost {
            self.best = (set, solved.clone());
        }
        if self.kept.len() >= self.first_kept + KEPT {
            self.kept.remove(self.first_kept);
        }
        self.kept.push((set, solved));
    }
}
