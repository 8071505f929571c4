//! What stops more from passing, where arcs may share capacities?
//!
//! # Method
//! As much as can pass is a linear program: moving costs nothing, each unit that does not arrive costs one. Its dual
//! prices capacities so that every way costs at least one unit; where nothing is shared, the cheapest such prices are the
//! minimum cuts (Ford and Fulkerson 1956), and their place is taken by *minimum sets* of capacities where arcs share some.
//! - A capacity is in every minimum set exactly if one part more of it lets more pass: widening any other alone does not.
//! - It is in some minimum set exactly if one part less of it lets less pass.
//! - One minimum set comes of taking away, one after the other, each limit without which no more can pass. Taking away
//!   those farthest from the origins first leaves the set nearest the origins, and the other way round.
//!
//! Each question is answered from the basis that is optimal for the one before.

use std::collections::VecDeque;

use super::multicommodity::Settings;
use super::what_if::{Change, Solved, TRACE, parts_as_float};
use super::{Flow, LOSSLESS, Problem, ProblemError};
use crate::parallel;

/// What stops more from passing. Capacities by their position in the problem, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Bottleneck {
    /// How many units can arrive.
    pub most: f64,
    /// Whether everything asked for arrives, so that no capacity stops anything.
    pub is_all: bool,
    /// How they arrive.
    pub flow: Flow,
    /// Those of which one more part lets more pass.
    pub in_every: Vec<u32>,
    /// Those of which one part less lets less pass.
    pub in_some: Vec<u32>,
    /// A minimum set as near to the origins as can be.
    pub near_origins: Vec<u32>,
    /// A minimum set as near to the destinations as can be.
    pub near_destinations: Vec<u32>,
}

/// The same problem for as much as can pass: moving costs nothing, and each unit that does not arrive costs one.
#[must_use]
pub fn most_flow(problem: &Problem) -> Problem {
    let mut asked = problem.clone();
    asked.layers.iter_mut().flat_map(|layer| &mut layer.arcs).for_each(|arc| arc.cost = 0);
    asked.demands.iter_mut().for_each(|demand| demand.unserved_cost = 1);
    asked
}

/// As much as can pass, solved and ready for further questions.
#[derive(Clone)]
pub struct MostFlow<'p> {
    solved: Solved<'p>,
    asked: f64,
    /// The most parts that one arc takes of each capacity for a unit that enters it; 0 if no arc uses it.
    weights: Vec<i64>,
    /// No delivered unit takes more parts of each capacity than this: all arcs that use it, and all that is lost.
    most_taken: Vec<f64>,
    /// How many arcs lie before the first that uses each capacity.
    depths: Vec<u32>,
}

impl<'p> MostFlow<'p> {
    /// Solves a problem that [`most_flow`] made.
    ///
    /// # Errors
    /// What makes the problem unusable.
    pub fn new(problem: &'p Problem) -> Result<Self, ProblemError> {
        let solved = Solved::new(problem, Settings::default())?;
        let asked = problem.demands.iter().map(|demand| parts_as_float(demand.amount)).sum();
        Ok(Self { solved, asked, weights: weights(problem), most_taken: most_taken(problem), depths: depths(problem) })
    }

    /// How many units can arrive.
    pub fn most(&self) -> f64 {
        self.solved.flow.paths.iter().map(|path| path.amount).sum()
    }

    /// How they arrive, and at what prices.
    pub fn flow(&self) -> &Flow {
        &self.solved.flow
    }

    /// The same with other capacities.
    fn with(&self, capacities: Vec<(u32, i64)>) -> Self {
        Self { solved: self.solved.after(&Change { capacities, ..Change::default() }), ..self.clone() }
    }

    /// The same without some capacities: more of each than all that is asked for can take.
    fn without(&self, capacities: &[u32]) -> Self {
        self.with(capacities.iter().map(|&capacity| (capacity, self.ample(capacity))).collect())
    }

    /// How many units more arrive with so many parts more of each of some capacities than the problem has.
    pub fn gain(&self, more: &[(u32, i64)]) -> f64 {
        let capacities = &self.solved.problem().capacities;
        let wider = |&(capacity, more): &(u32, i64)| {
            (capacity, capacities[capacity as usize].saturating_add(more).min(1 << 53))
        };
        (self.with(more.iter().map(wider).collect()).most() - self.most()).max(0.0)
    }

    /// More of a capacity than all that is asked for can take.
    fn ample(&self, capacity: u32) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        let taken = (self.asked * self.most_taken[capacity as usize]).ceil() as i64;
        taken.clamp(1, 1 << 52)
    }

    /// What stops more.
    ///
    /// # Cost
    /// Four runs from an optimal basis for each full capacity.
    pub fn bottleneck(&self) -> Bottleneck {
        let (most, flow) = (self.most(), self.solved.flow.clone());
        let capacities = &self.solved.problem().capacities;
        let is_all = most >= self.asked * (1.0 - 1e-12) - TRACE;
        let mut found = Bottleneck {
            most,
            is_all,
            flow,
            in_every: Vec::new(),
            in_some: Vec::new(),
            near_origins: Vec::new(),
            near_destinations: Vec::new(),
        };
        if is_all {
            return found;
        }
        let taken = self.solved.taken();
        let full: Vec<u32> = (0..)
            .zip(capacities)
            .filter(|(index, parts)| {
                let (taken, weight) = (taken[*index as usize], self.weights[*index as usize]);
                weight > 0 && taken >= parts_as_float(**parts) * (1.0 - 1e-9) - TRACE
            })
            .map(|(index, _)| index)
            .collect();
        let sides = parallel::map(&full, |&capacity| {
            let (parts, weight) = (capacities[capacity as usize], self.weights[capacity as usize]);
            // Small enough that nothing else becomes full, and large enough to be told from rounding.
            let little = weight.max(parts / 1_000_000);
            let enough = parts_as_float(little) / parts_as_float(weight) / 100.0;
            let more = self.with(vec![(capacity, parts.saturating_add(little))]).most() - most;
            let less = if parts >= little { most - self.with(vec![(capacity, parts - little)]).most() } else { 0.0 };
            (more > enough, less > enough)
        });
        for (&capacity, (more, less)) in full.iter().zip(sides) {
            if more {
                found.in_every.push(capacity);
            }
            if less || more {
                found.in_some.push(capacity);
            }
        }
        let mut order = found.in_some.clone();
        order.sort_by_key(|&capacity| self.depths[capacity as usize]);
        found.near_destinations = self.needed(&order, &found.in_every);
        order.reverse();
        found.near_origins = self.needed(&order, &found.in_every);
        found
    }

    /// Those of `order` that are left when each without which no more can pass is taken away in turn.
    fn needed(&self, order: &[u32], in_every: &[u32]) -> Vec<u32> {
        let mut now = self.clone();
        let mut needed: Vec<u32> = in_every.to_vec();
        let most = self.most();
        let enough = most.abs() * 1e-9 + TRACE;
        for &capacity in order.iter().filter(|capacity| !in_every.contains(capacity)) {
            let without = now.without(&[capacity]);
            if without.most() > most + enough {
                needed.push(capacity);
            } else {
                now = without;
            }
        }
        needed.sort_unstable();
        needed
    }
}

/// How many units arrive through a capacity; those that pass it twice once.
pub fn through(problem: &Problem, flow: &Flow, capacity: u32) -> f64 {
    let uses = |path: &&super::PathFlow| {
        let layer = &problem.layers[problem.demands[path.demand as usize].layer as usize];
        path.arcs.iter().any(|&arc| layer.arcs[arc as usize].uses.iter().any(|&(used, _)| used == capacity))
    };
    flow.paths.iter().filter(uses).map(|path| path.amount).sum()
}

fn weights(problem: &Problem) -> Vec<i64> {
    let mut weights = vec![0; problem.capacities.len()];
    for (capacity, parts) in problem.layers.iter().flat_map(|layer| &layer.arcs).flat_map(|arc| &arc.uses) {
        let weight = &mut weights[*capacity as usize];
        *weight = parts.max(weight).to_owned();
    }
    weights
}

/// How many parts of each capacity a delivered unit takes at most, on a way that passes no arc twice.
fn most_taken(problem: &Problem) -> Vec<f64> {
    let mut most = vec![0.0_f64; problem.capacities.len()];
    for layer in &problem.layers {
        // What enters an arc so that one unit is delivered, if all other arcs lose what they do behind it.
        let enters: f64 = layer.arcs.iter().map(|arc| f64::from(LOSSLESS) / f64::from(arc.keeps)).product();
        let mut taken = vec![0.0; problem.capacities.len()];
        for &(capacity, parts) in layer.arcs.iter().flat_map(|arc| &arc.uses) {
            taken[capacity as usize] += parts_as_float(parts) * enters;
        }
        most.iter_mut().zip(taken).for_each(|(most, taken)| *most = most.max(taken));
    }
    most
}

/// How many arcs lie between the nearest origin and the first arc that uses each capacity.
fn depths(problem: &Problem) -> Vec<u32> {
    let mut depths = vec![u32::MAX; problem.capacities.len()];
    for (number, layer) in (0..).zip(&problem.layers) {
        let mut from: Vec<Vec<usize>> = vec![Vec::new(); layer.nodes as usize];
        layer.arcs.iter().enumerate().for_each(|(index, arc)| from[arc.tail as usize].push(index));
        let mut reached = vec![u32::MAX; layer.nodes as usize];
        let mut open: VecDeque<u32> = VecDeque::new();
        for demand in problem.demands.iter().filter(|demand| demand.layer == number) {
            if std::mem::replace(&mut reached[demand.from as usize], 0) != 0 {
                open.push_back(demand.from);
            }
        }
        while let Some(node) = open.pop_front() {
            let depth = reached[node as usize];
            for arc in from[node as usize].iter().map(|&index| &layer.arcs[index]) {
                for &(capacity, _) in &arc.uses {
                    depths[capacity as usize] = depths[capacity as usize].min(depth);
                }
                if reached[arc.head as usize] == u32::MAX {
                    reached[arc.head as usize] = depth + 1;
                    open.push_back(arc.head);
                }
            }
        }
    }
    depths
}
