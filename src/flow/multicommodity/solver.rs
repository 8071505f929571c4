//! Column generation: the master's prices ask the network for better ways until none is left.

use std::sync::Arc;

use super::super::{Flow, PathFlow, Problem, ProblemError};
use super::heading::Headings;
use super::hot_start;
use super::master::{Master, NONE};
use super::network::Network;
use super::pool::Pool;
use super::search;
use super::simplex::Ended;

/// When to stop.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// Stop when objective and bound are this close, relative to the objective; 0 stops at the exact optimum.
    pub gap: f64,
    /// At most so many rounds of pricing.
    pub rounds: u32,
    /// Asked between rounds and every few hundred pivots; `true` stops the run with what is there.
    pub should_stop: Option<&'a (dyn Fn() -> bool + Sync)>,
    /// Classes of each layer's nodes, numbered from 0, such as one place in twelve months: distances are estimated by
    /// class. Any classes lead to the same optimum, those of nodes alike lead there sooner; none: every node is its own.
    /// What the first run is given stays.
    pub classes: Option<&'a [Vec<u32>]>,
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self { gap: 0.0, rounds: 10_000, should_stop: None, classes: None }
    }
}

/// What a run found; the flow itself is [`Solver::flow`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// What the flow costs: arcs, and what stays unserved.
    pub objective: f64,
    /// No flow costs less than this, up to rounding in floating point; a certificate proves it in integers.
    pub bound: f64,
    /// Rounds of pricing.
    pub rounds: u32,
    /// Pivots of the master.
    pub pivots: u64,
    /// Is the objective within the gap asked for (1e-9 if less was asked) of the bound?
    pub is_proven: bool,
}

/// A problem being solved; keeps its columns and its basis from run to run.
#[derive(Clone)]
pub struct Solver {
    network: Arc<Network>,
    headings: Option<Arc<Headings>>,
    capacities: Vec<f64>,
    is_open: Vec<Vec<bool>>,
    pub(super) pool: Pool,
    pub(super) master: Master,
    bound: f64,
    centre: Vec<f64>,
    is_ready: bool,
    closed: Vec<Vec<bool>>,
    is_offered: Vec<bool>,
    pub(super) is_lean: bool,
    is_changed: bool,
}

/// Wentges smoothing: how far the prices asked at lie from the master's towards those of the best bound.
const SMOOTHING: f64 = 0.5;
/// Below this relative gap the master's own prices are asked at.
const EXACT: f64 = 1e-5;
/// Capacities filled this much by the start get a row at once.
const NEARLY_FULL: f64 = 0.98;
/// How much is taken off each limit, at most, so that no two paths fill up at the same point.
const SHIFT: f64 = 1e-4;
/// Pivots between two questions whether to stop.
const STEPS: u64 = 2000;
/// A master that takes more pivots than this, and this for every row and commodity, is left as it is.
const MOST_STEPS: u64 = 50_000;
const STEPS_PER_ROW: u64 = 200;
/// Dual steps that mend what new rows, capacities and closures broke; what is left after them the primal steps mend.
const MENDS: u64 = 100;
/// Values that are negative at this price cannot be mended.
const LARGEST_PENALTY: f64 = 1e18;

impl Solver {
    /// Checks a problem and makes it ready.
    #[expect(clippy::cast_precision_loss, reason = "capacities were checked to be at most 2^53")]
    pub fn new(problem: &Problem) -> Result<Self, ProblemError> {
        problem.check_solvable()?;
        let network = Network::new(problem);
        let amount: Vec<f64> = network.commodities.iter().map(|c| c.amount).collect();
        let unserved: Vec<f64> = network.commodities.iter().map(|c| c.unserved_cost).collect();
        let pool = Pool::new(amount.len(), problem.capacities.len());
        let mut solver = Self {
            capacities: problem.capacities.iter().map(|&c| c as f64).collect(),
            is_open: network.links.iter().map(|links| vec![true; links.len()]).collect(),
            closed: network.links.iter().map(|links| vec![false; links.len()]).collect(),
            master: Master::new(amount, &unserved),
            pool,
            centre: vec![0.0; problem.capacities.len()],
            bound: f64::NEG_INFINITY,
            is_ready: false,
            is_offered: vec![false; problem.capacities.len()],
            is_lean: false,
            is_changed: false,
            network: Arc::new(network),
            headings: None,
        };
        solver.find_open();
        Ok(solver)
    }

    /// Sets how much there is of a capacity; the next run starts from what is known.
    ///
    /// # Panics
    /// If there is no such capacity, or `amount` is negative.
    #[expect(clippy::cast_precision_loss, reason = "amounts beyond 2^53 are as good as no limit")]
    pub fn set_capacity(&mut self, capacity: u32, amount: i64) {
        assert!(amount >= 0, "capacity {capacity} cannot be {amount}");
        let c = capacity as usize;
        let before = std::mem::replace(&mut self.capacities[c], amount as f64);
        let row = self.pool.row_of[c];
        if row != NONE {
            self.master.limit[row as usize] += amount as f64 - before;
        }
        if (before > 0.0) != (amount > 0) {
            self.find_open();
        }
        self.is_changed = true;
    }

    /// Closes arcs, given as layer and arc; the next run starts from what is known.
    ///
    /// # Panics
    /// If there is no such arc.
    pub fn close(&mut self, arcs: &[(u32, u32)]) {
        for &(layer, arc) in arcs {
            self.closed[layer as usize][arc as usize] = true;
        }
        self.find_open();
        self.is_changed = true;
    }

    /// Prices these capacities even while there is nothing of them, so that their prices tell what a first part would be
    /// worth; without this, arcs that use such a capacity are not looked at and its price is 0.
    ///
    /// # Panics
    /// If there is no such capacity.
    pub fn offer(&mut self, capacities: &[u32]) {
        for &capacity in capacities {
            self.is_offered[capacity as usize] = true;
        }
        self.find_open();
        self.is_changed = true;
    }

    /// Finds the arcs that may be used, and the ways over one that may not.
    fn find_open(&mut self) {
        for (layer, links) in self.network.links.iter().enumerate() {
            for (arc, link) in links.iter().enumerate() {
                let uses = &self.network.uses[link.uses.0 as usize..link.uses.1 as usize];
                let is_dry =
                    uses.iter().map(|u| u.0 as usize).any(|c| self.capacities[c] <= 0.0 && !self.is_offered[c]);
                self.is_open[layer][arc] = !is_dry && !self.closed[layer][arc];
            }
        }
        let first = self.pool.of.len();
        for (k, columns) in self.pool.of.iter().enumerate() {
            let is_open = &self.is_open[self.network.commodities[k].layer as usize];
            for &column in columns {
                let way = &self.pool.ways[column as usize - first];
                let is_closed = !way.arcs.iter().all(|&arc| is_open[arc as usize]);
                let columns = &mut self.master.columns;
                columns.is_closed[column as usize] = is_closed;
                if !is_closed {
                    columns.cost[column as usize] = way.cost;
                }
            }
        }
    }

    /// Runs until the gap asked for, the rounds allowed, or a stop.
    pub fn run(&mut self, settings: &Settings) -> Outcome {
        let should_stop = || settings.should_stop.is_some_and(|stop| stop());
        let before = self.master.pivots;
        let tolerance = settings.gap.max(1e-13);
        let mut rounds = 0;
        self.bound = f64::NEG_INFINITY;
        let find = || Arc::new(Headings::new(&self.network, settings.classes));
        let headings = Arc::clone(self.headings.get_or_insert_with(find));
        if self.is_ready {
            self.restart();
        } else {
            rounds += self.start(&headings, settings.rounds, &should_stop);
        }
        // After small changes the master's own prices are good from the start.
        let mut is_exact = self.is_lean;
        let mut objective;
        loop {
            self.solve_master(&should_stop);
            objective = self.objective();
            if rounds >= settings.rounds || objective - self.bound <= tolerance * objective.abs() || should_stop() {
                break;
            }
            is_exact |= objective - self.bound < EXACT * objective.abs();
            let added = self.price(&headings, is_exact);
            rounds += 1;
            if added > 0 {
                is_exact = self.is_lean;
                self.fill();
            } else if !is_exact {
                is_exact = true;
            } else if self.master.is_infeasible() && self.master.penalty < LARGEST_PENALTY {
                self.master.penalty *= 10.0;
                self.master.refactorise();
            } else if self.master.unperturb() {
                self.master.refactorise();
            } else {
                break;
            }
        }
        let is_proven = objective - self.bound <= settings.gap.max(1e-9) * objective.abs();
        Outcome { objective, bound: self.bound, rounds, pivots: self.master.pivots - before, is_proven }
    }

    /// Goes on from the basis that an earlier run left.
    fn restart(&mut self) {
        if std::mem::take(&mut self.is_changed) {
            for (&c, row) in self.pool.capacity_of.iter().zip(0..) {
                self.master.perturb(row, shift_of(c as usize).min(self.capacities[c as usize]));
            }
            self.fill();
            self.repair();
            self.price_out_closed();
        }
    }

    /// Ways over what is closed cost more than leaving their commodity unserved from now on, so that no optimum uses them.
    fn price_out_closed(&mut self) {
        let columns = &mut self.master.columns;
        for (column, cost) in columns.cost.iter_mut().enumerate() {
            if columns.is_closed[column] {
                *cost = self.network.commodities[columns.commodity[column] as usize].unserved_cost * 1.01 + 1.0;
            }
        }
        self.master.refactorise();
    }

    /// The first ways and the first basis; how many rounds that took.
    fn start(&mut self, headings: &Headings, most: u32, should_stop: &dyn Fn() -> bool) -> u32 {
        let start = hot_start::find(
            &self.network,
            headings,
            &mut self.pool,
            &mut self.master,
            &self.capacities,
            &self.is_open,
            most,
            should_stop,
        );
        self.bound = start.bound;
        self.centre = start.prices;
        let load = self.pool.load(|w| start.amount[w], self.capacities.len());
        let is_wanted = |&(c, load): &(usize, f64)| start.last[c] > 0.0 || load > NEARLY_FULL * self.capacities[c];
        #[expect(clippy::cast_possible_truncation, reason = "capacities are numbered in u32")]
        let wanted = load.into_iter().enumerate().filter(is_wanted).map(|(c, _)| c as u32).collect();
        self.fill_with(wanted);
        let amount = self.fit(start.amount);
        self.master.cross_over(&amount);
        self.is_ready = true;
        start.rounds
    }

    /// Solves the master over the columns known, with a row for every capacity that they overfill.
    fn solve_master(&mut self, should_stop: &dyn Fn() -> bool) {
        let size = self.pool.of.len() + self.master.rows();
        let end = self.master.pivots + MOST_STEPS + STEPS_PER_ROW * size as u64;
        loop {
            while self.master.optimise(STEPS) == Ended::Stopped {
                if should_stop() || self.master.pivots > end {
                    return;
                }
            }
            if !self.fill() || should_stop() {
                return;
            }
            self.repair();
        }
    }

    /// Mends values that became negative while prices fit. With few columns the primal steps that follow are faster.
    fn repair(&mut self) {
        if !self.is_lean {
            self.master.repair(MENDS);
        }
    }

    /// Asks the network for better ways, at the master's prices or between them and the best known; how many came.
    fn price(&mut self, headings: &Headings, is_exact: bool) -> usize {
        let (price, of_commodity) = self.prices();
        let trial: Vec<f64> = if is_exact || self.bound == f64::NEG_INFINITY {
            price.clone()
        } else {
            price.iter().zip(&self.centre).map(|(p, c)| SMOOTHING * c + (1.0 - SMOOTHING) * p).collect()
        };
        let limit = self.pool.least(&self.network, &self.master, &trial);
        let weights = search::weights(&self.network, &trial, &self.is_open);
        let mut bound = -trial.iter().zip(&self.capacities).map(|(y, u)| y * u).sum::<f64>();
        let mut added = 0;
        let mut usage = Vec::new();
        for found in search::cheapest(&self.network, headings, &weights, &limit) {
            let k = found.commodity as usize;
            bound += self.master.amount[k] * found.distance.min(limit[k]);
            if found.arcs.is_empty() {
                continue;
            }
            let cost = self.network.usage(self.network.commodities[k].layer, &found.arcs, &mut usage);
            let priced = cost + usage.iter().map(|&(c, parts)| price[c as usize] * parts).sum::<f64>();
            if priced < of_commodity[k] - 2.0 * self.master.optimality
                && self.pool.add(&self.network, &mut self.master, found.commodity, found.arcs)
            {
                added += 1;
            }
        }
        if bound > self.bound {
            self.bound = bound;
            self.centre = trial;
        }
        added
    }

    /// Gives rows to the capacities that the master's values overfill, and makes the basis ready; were there any?
    #[expect(clippy::cast_possible_truncation, reason = "capacities are numbered in u32")]
    fn fill(&mut self) -> bool {
        let first = self.pool.of.len();
        let load = self.pool.load(|w| self.master.amount_on((first + w) as u32), self.capacities.len());
        let tolerance = self.master.feasibility;
        let wanted: Vec<u32> = (0..load.len())
            .filter(|&c| self.pool.row_of[c] == NONE && load[c] > self.capacities[c] + tolerance)
            .map(|c| c as u32)
            .collect();
        let is_any = !wanted.is_empty();
        self.fill_with(wanted);
        is_any
    }

    pub(super) fn fill_with(&mut self, wanted: Vec<u32>) {
        let capacities = &self.capacities;
        self.pool.fill(&mut self.master, wanted.into_iter(), |c| (capacities[c], shift_of(c).min(capacities[c])));
        self.master.refactorise();
    }

    /// Prices by capacity, and by commodity the price of its cheapest column.
    fn prices(&self) -> (Vec<f64>, Vec<f64>) {
        let mut price = vec![0.0; self.capacities.len()];
        for (&capacity, &y) in self.pool.capacity_of.iter().zip(&self.master.y) {
            price[capacity as usize] = y.max(0.0);
        }
        let of = (0..self.pool.of.len()).map(|k| self.master.price_of(k)).collect();
        (price, of)
    }

    /// The amount on each way, made to fit if the master's values do not quite.
    fn amounts(&self) -> Vec<f64> {
        let first = self.pool.of.len();
        #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
        let amounts: Vec<f64> = (0..self.pool.ways.len())
            .map(|w| {
                let column = first + w;
                let is_closed = self.master.columns.is_closed[column];
                if is_closed { 0.0 } else { self.master.amount_on(column as u32).max(0.0) }
            })
            .collect();
        self.fit(amounts)
    }

    /// Scales amounts down until they keep to the demands and the capacities.
    fn fit(&self, mut amounts: Vec<f64>) -> Vec<f64> {
        let first = self.pool.of.len();
        for (k, columns) in self.pool.of.iter().enumerate() {
            let sum: f64 = columns.iter().map(|&c| amounts[c as usize - first]).sum();
            if sum > self.master.amount[k] {
                for &c in columns {
                    amounts[c as usize - first] *= self.master.amount[k] / sum;
                }
            }
        }
        let mut load = vec![0.0; self.capacities.len()];
        for (way, &amount) in self.pool.ways.iter().zip(&amounts) {
            if amount > 0.0 {
                for &(c, parts) in &way.usage {
                    load[c as usize] += parts * amount;
                }
            }
        }
        for (way, amount) in self.pool.ways.iter().zip(&mut amounts) {
            if *amount > 0.0 {
                let fits = |&(c, _): &(u32, f64)| self.capacities[c as usize] / load[c as usize];
                *amount *= way.usage.iter().map(fits).fold(1.0, f64::min);
            }
        }
        amounts
    }

    fn objective(&self) -> f64 {
        let first = self.pool.of.len();
        let amounts = self.amounts();
        let mut objective = 0.0;
        for (k, columns) in self.pool.of.iter().enumerate() {
            let mut left = self.master.amount[k];
            for &c in columns {
                let amount = amounts[c as usize - first];
                left -= amount;
                objective += amount * self.pool.ways[c as usize - first].cost;
            }
            objective += left.max(0.0) * self.network.commodities[k].unserved_cost;
        }
        objective
    }

    /// The flow found so far.
    pub fn flow(&self) -> Flow {
        let amounts = self.amounts();
        let at_home = self.network.at_home.iter().map(|&(demand, amount)| PathFlow { demand, arcs: vec![], amount });
        let first = self.pool.of.len();
        let moved = self.pool.of.iter().enumerate().flat_map(|(k, columns)| {
            let amounts = &amounts;
            columns.iter().map(move |&c| (k, c as usize - first)).filter(|&(_, w)| amounts[w] > 0.0).map(
                move |(k, w)| PathFlow {
                    demand: self.network.commodities[k].demand,
                    arcs: self.pool.ways[w].arcs.clone(),
                    amount: amounts[w],
                },
            )
        });
        let mut paths: Vec<PathFlow> = at_home.chain(moved).collect();
        paths.sort_by_key(|p| p.demand);
        Flow { paths, prices: self.centre.clone() }
    }
}

/// How much is taken off the limit of a capacity: the same whenever it is asked, and another for each.
fn shift_of(c: usize) -> f64 {
    let hash = (c as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    #[expect(clippy::cast_precision_loss, reason = "24 bits")]
    let random = 0.5 + hash as f64 / f64::from(1u32 << 25);
    SHIFT * random
}
