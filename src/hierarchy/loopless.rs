//! What are the next best ways that pass no node twice?
//!
//! Two ways are different if they do not pass the same nodes in the same order; of parallel links the cheapest is taken.
//!
//! # Method
//! Lawler's (1972) form of Yen (1971): from each way found, one problem for each of its nodes from where it branched off on:
//! the same way up to there, then to any node but those already taken from there, and never back. Costs from all nodes to the
//! destination, one sweep of the hierarchy, bound every problem from below; a problem is solved only when no other has a
//! lower bound. Its search heads for the destination with the same costs, stays within the blocks that a loopless way can
//! pass, ends where it comes back to a cheapest rest of the way that it left, and is put off when it exceeds a limit, which
//! then is the problem's bound.
//!
//! # Source
//! J. Y. Yen, Finding the k shortest loopless paths in a network, Management Science 17 (1971) 712-716. E. L. Lawler, A
//! procedure for computing the k best solutions, Management Science 18 (1972) 401-405.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cost::Cost;
use super::metric::Metric;
use super::search::Search;
use super::spur::{Found, Problem, Spurs};
use super::structure::Hierarchy;

/// A way with its cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way<W> {
    /// What its links cost together.
    pub cost: W,
    /// Its links, from the first to the last.
    pub links: Vec<u32>,
}

/// A way that was found, and what follows from it.
#[derive(Debug, Clone)]
pub(super) struct Known<W> {
    pub links: Vec<u32>,
    /// Its nodes by rank; one more than links.
    pub nodes: Vec<u32>,
    /// What it costs to each node.
    pub costs: Vec<W>,
}

/// Room for questions for the next best ways.
#[derive(Debug, Clone)]
pub struct Loopless<W> {
    search: Search<W>,
    spurs: Spurs<W>,
}

/// A problem or its solution, the least bound first; solutions before problems of the same bound.
type Waiting<W> = BinaryHeap<Reverse<(W, bool, usize)>>;

impl<W: Cost> Loopless<W> {
    /// For a hierarchy.
    pub fn new(hierarchy: &Hierarchy) -> Self {
        Self { search: Search::new(hierarchy), spurs: Spurs::new(hierarchy) }
    }

    /// At most `wanted` loopless ways, the cheapest first; fewer only if there are no more.
    ///
    /// # Panics
    /// If a node is not there, or hierarchy and metric are not those of each other.
    pub fn ways(
        &mut self,
        hierarchy: &Hierarchy,
        metric: &Metric<W>,
        from: u32,
        to: u32,
        wanted: usize,
    ) -> Vec<Way<W>> {
        let mut ways: Vec<Way<W>> = Vec::new();
        let mut links = Vec::new();
        let best = self.search.route(hierarchy, metric, from, to, &mut links);
        let Some(cost) = best.filter(|_| wanted > 0) else { return ways };
        if from == to || wanted == 1 {
            return vec![Way { cost, links }];
        }
        self.spurs.head_for(hierarchy, metric, to, &links);
        let mut known = vec![Known::of(hierarchy, metric, from, &links)];
        let mut problems: Vec<(Problem, Option<Found<W>>)> = Vec::new();
        let mut waiting = Waiting::new();
        ways.push(Way { cost, links: known[0].links.clone() });
        let mut branch = (0, 0, Vec::new());
        while ways.len() < wanted {
            let (way, begin, banned) = branch;
            self.spurs.number(&known[way]);
            let last = known[way].links.len();
            for at in begin..last {
                let banned = if at == begin { banned.clone() } else { Vec::new() };
                let mut problem = Problem { way, at, banned, tries: 0 };
                problem.banned.push(known[way].nodes[at + 1]);
                if let Some(bound) = self.spurs.bound(hierarchy, metric, &known[way], &problem) {
                    waiting.push(Reverse((bound, true, problems.len())));
                    problems.push((problem, None));
                }
            }
            let Some((problem, found)) = self.next(hierarchy, metric, &known, &mut problems, &mut waiting) else {
                break;
            };
            let way = known[problem.way].with(hierarchy, metric, problem.at, &found);
            ways.push(Way { cost: found.cost, links: way.links.clone() });
            known.push(way);
            branch = (known.len() - 1, problem.at, problem.banned);
        }
        ways
    }

    /// Solves problems until one's solution is no dearer than the bounds of all others.
    fn next(
        &mut self,
        hierarchy: &Hierarchy,
        metric: &Metric<W>,
        known: &[Known<W>],
        problems: &mut [(Problem, Option<Found<W>>)],
        waiting: &mut Waiting<W>,
    ) -> Option<(Problem, Found<W>)> {
        while let Some(Reverse((bound, _, at))) = waiting.pop() {
            let (problem, found) = &mut problems[at];
            if let Some(found) = found.take() {
                return Some((std::mem::take(problem), found));
            }
            // A problem is put off at a limit that grows with every try.
            let others = waiting.peek().map_or(W::ZERO, |Reverse((bound, _, _))| *bound);
            let limit = problem.limit(bound, others);
            match self.spurs.solve(hierarchy, metric, &known[problem.way], problem, limit) {
                Ok(Some(solution)) => {
                    waiting.push(Reverse((solution.cost, false, at)));
                    *found = Some(solution);
                }
                Ok(None) => {}
                Err(bound) => waiting.push(Reverse((bound, true, at))),
            }
        }
        None
    }
}

impl<W: Cost> Known<W> {
    fn of(hierarchy: &Hierarchy, metric: &Metric<W>, from: u32, links: &[u32]) -> Self {
        let mut way = Self { links: Vec::new(), nodes: vec![hierarchy.rank[from as usize]], costs: vec![W::ZERO] };
        way.extend(hierarchy, metric, links);
        way
    }

    fn extend(&mut self, hierarchy: &Hierarchy, metric: &Metric<W>, links: &[u32]) {
        let mut cost = self.costs[self.costs.len() - 1];
        for &link in links {
            cost = cost.plus(metric.links[link as usize]);
            self.nodes.push(hierarchy.tables.ends[link as usize].1);
            self.costs.push(cost);
            self.links.push(link);
        }
    }

    /// The way that leaves this one at a node.
    fn with(&self, hierarchy: &Hierarchy, metric: &Metric<W>, at: usize, found: &Found<W>) -> Self {
        let mut way = Self {
            links: self.links[..at].to_vec(),
            nodes: self.nodes[..=at].to_vec(),
            costs: self.costs[..=at].to_vec(),
        };
        way.extend(hierarchy, metric, &found.links);
        way.extend(hierarchy, metric, &self.links[found.back..]);
        way
    }
}
