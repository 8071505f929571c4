//! What could each source still give, and what keeps it from giving it?

use std::collections::{BTreeMap, BTreeSet};

use super::limit::Limited;
use super::model::Model;
use crate::flow::{Arc, Flow};

/// What a source gives in an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its position among the model's limits.
    pub limit: usize,
    /// How many of its parts are used.
    pub used: f64,
    /// What keeps the rest where it is.
    pub stops: Stop,
}

/// What keeps a source from giving more, everything else as in the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// It gives all it has.
    UsedUp,
    /// Whoever may take from it has all they want.
    NothingWanted,
    /// There is room all the way to somebody who wants more, but it costs more than going without.
    Price,
    /// On every way to those who want more something is full: these limits, in order.
    Full(Vec<u32>),
    /// No way leads to those who want more.
    NotJoined,
}

/// Amounts below this share of a capacity, or of a unit, are rounding.
const TRACE: f64 = 1e-6;

/// Tells of every source that has a limit, in the order of limits.
///
/// # Cost
/// One search of the problem for each source that has something left.
pub fn sources(model: &Model<'_>, flow: &Flow) -> Vec<Source> {
    let used = model.used(flow);
    let mut served = vec![0.0; model.problem.demands.len()];
    for path in &flow.paths {
        served[path.demand as usize] += path.amount;
    }
    let is_source = |limit: usize| matches!(model.limits[limit].of, Limited::Supply(_) | Limited::Asked { .. });
    let mut starts: BTreeMap<usize, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
    for (number, layer) in (0..).zip(&model.problem.layers) {
        for (index, arc) in (0..).zip(&layer.arcs) {
            for limit in arc.uses.iter().map(|(limit, _)| *limit as usize).filter(|limit| is_source(*limit)) {
                starts.entry(limit).or_default().entry(number).or_default().push(index);
            }
        }
    }
    let ground = Ground { model, used: &used, served: &served, starts };
    let limits = (0..model.limits.len()).filter(|limit| is_source(*limit));
    limits.map(|limit| Source { limit, used: used[limit], stops: ground.stops(limit) }).collect()
}

struct Ground<'a> {
    model: &'a Model<'a>,
    used: &'a [f64],
    served: &'a [f64],
    /// For each source and layer the arcs that take from it.
    starts: BTreeMap<usize, BTreeMap<u32, Vec<u32>>>,
}

impl Ground<'_> {
    #[allow(clippy::cast_precision_loss)]
    fn is_full(&self, limit: usize) -> bool {
        let available = self.model.limits[limit].available as f64;
        available - self.used[limit] <= TRACE * available.max(1.0)
    }

    fn has_room(&self, arc: &Arc) -> bool {
        arc.uses.iter().all(|(limit, _)| !self.is_full(*limit as usize))
    }

    #[allow(clippy::cast_precision_loss)]
    fn stops(&self, source: usize) -> Stop {
        if self.is_full(source) {
            return Stop::UsedUp;
        }
        let (mut wanted, mut reached_one, mut joined) = (false, false, false);
        let mut full = BTreeSet::new();
        for (&number, starts) in self.starts.get(&source).into_iter().flatten() {
            let layer = &self.model.problem.layers[number as usize];
            let starts: Vec<&Arc> = starts.iter().map(|arc| &layer.arcs[*arc as usize]).collect();
            let left = |index: usize| {
                let demand = &self.model.problem.demands[index];
                let is_left = demand.amount as f64 - self.served[index] > TRACE * (demand.amount as f64).max(1.0);
                demand.layer == number && is_left && starts.iter().any(|arc| arc.tail == demand.from)
            };
            let ends: Vec<u32> = (0..self.served.len())
                .filter(|index| left(*index))
                .map(|index| self.model.problem.demands[index].to)
                .collect();
            if ends.is_empty() {
                continue;
            }
            wanted = true;
            let nodes = layer.nodes as usize;
            let heads: Vec<u32> = starts.iter().filter(|arc| self.has_room(arc)).map(|arc| arc.head).collect();
            let ahead = reach(nodes, &layer.arcs, &heads, |arc| self.has_room(arc).then_some((arc.tail, arc.head)));
            let leads_on = reach(nodes, &layer.arcs, &ends, |arc| Some((arc.head, arc.tail)));
            joined |= starts.iter().any(|arc| leads_on[arc.head as usize]);
            reached_one |= ends.iter().any(|end| ahead[*end as usize]);
            let at_edge = |arc: &&Arc| {
                let begins = ahead[arc.tail as usize] || starts.iter().any(|start| std::ptr::eq(*start, *arc));
                begins && !ahead[arc.head as usize] && leads_on[arc.head as usize]
            };
            for (limit, _) in layer.arcs.iter().filter(at_edge).flat_map(|arc| &arc.uses) {
                if self.is_full(*limit as usize) {
                    full.insert(*limit);
                }
            }
        }
        match (wanted, joined, reached_one) {
            (false, ..) => Stop::NothingWanted,
            (_, false, _) => Stop::NotJoined,
            (.., true) => Stop::Price,
            _ => Stop::Full(full.into_iter().collect()),
        }
    }
}

/// Which nodes can be reached from some; `along` gives the ends of an arc that may be followed, in that direction.
fn reach(nodes: usize, arcs: &[Arc], from: &[u32], along: impl Fn(&Arc) -> Option<(u32, u32)>) -> Vec<bool> {
    let mut next: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    for (tail, head) in arcs.iter().filter_map(along) {
        next[tail as usize].push(head);
    }
    let mut reached = vec![false; nodes];
    let mut open: Vec<u32> = from.to_vec();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut reached[node as usize], true) {
            open.extend(&next[node as usize]);
        }
    }
    reached
}
