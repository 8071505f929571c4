//! A first answer, good but not exact: flows on paths and prices that fit each other.
//!
//! An augmented Lagrangian: a capacity's price is its multiplier plus so much for every part of overload. Each commodity
//! moves flow from its dearer ways to its cheapest (one Newton step per pair of ways, against the loads of all others),
//! searches find new ways at the prices reached, and the multipliers follow the prices.
//!
//! # Source
//! Hestenes 1969, Powell 1969; moving flow between paths as in Jayakrishnan et al. 1994 (gradient projection).

use super::heading::Headings;
use super::master::{Master, NONE};
use super::network::Network;
use super::pool::Pool;
use super::search;

/// Rounds of searching at most.
const ROUNDS: u32 = 40;
/// Sweeps over the commodities between two searches.
const SWEEPS: u32 = 8;
/// A start this close to its bound, relative to its cost, is good enough.
const CLOSE: f64 = 0.02;
/// What an overload as large as the capacity adds to its price, in mean costs of a way.
const STIFFNESS: f64 = 2.0;
/// Less than this much on a way is nothing.
const LEAST: f64 = 1e-9;

/// Flows and prices found.
pub(super) struct Start {
    /// Amount on each way of the pool.
    pub amount: Vec<f64>,
    /// Prices reached at the end.
    pub last: Vec<f64>,
    /// Prices of the best bound, and that bound.
    pub prices: Vec<f64>,
    pub bound: f64,
    /// Rounds of searching that it took.
    pub rounds: u32,
}

/// Loads and prices of the capacities.
struct State<'a> {
    capacities: &'a [f64],
    load: Vec<f64>,
    multiplier: Vec<f64>,
    stiffness: Vec<f64>,
    price: Vec<f64>,
}

impl<'a> State<'a> {
    fn new(capacities: &'a [f64]) -> Self {
        let zero = vec![0.0; capacities.len()];
        Self { capacities, load: zero.clone(), multiplier: zero.clone(), stiffness: zero.clone(), price: zero }
    }

    fn stiffen(&mut self, scale: f64) {
        for (stiffness, capacity) in self.stiffness.iter_mut().zip(self.capacities) {
            *stiffness = scale / capacity.max(1.0);
        }
    }

    fn reload(&mut self, ways: &Ways) {
        self.load.fill(0.0);
        for w in 0..ways.way.len() {
            for &(c, parts) in ways.usage(w) {
                self.load[c as usize] += parts * ways.amount[w];
            }
        }
        for c in 0..self.load.len() {
            self.add(c, 0.0);
        }
    }

    fn raise_multipliers(&mut self) {
        self.multiplier.clone_from(&self.price);
        for c in 0..self.load.len() {
            self.add(c, 0.0);
        }
    }

    #[inline]
    fn add(&mut self, c: usize, by: f64) {
        self.load[c] += by;
        self.price[c] = (self.multiplier[c] + self.stiffness[c] * (self.load[c] - self.capacities[c])).max(0.0);
    }
}

/// The ways of all commodities, one commodity after the other, with what they take of capacities that can overfill.
#[derive(Default)]
struct Ways {
    /// Where each commodity's ways begin.
    of: Vec<u32>,
    /// Its number in the pool; `NONE` leaves the commodity unserved.
    way: Vec<u32>,
    cost: Vec<f64>,
    amount: Vec<f64>,
    start: Vec<u32>,
    usage: Vec<(u32, f64)>,
}

impl Ways {
    #[expect(clippy::cast_possible_truncation, reason = "ways and uses are numbered in u32")]
    fn new(pool: &Pool, limit: &[f64], amount: &[f64], unserved: &[f64], is_scarce: &[bool]) -> Self {
        let mut ways = Self::default();
        let first = pool.of.len();
        for (k, columns) in pool.of.iter().enumerate() {
            ways.of.push(ways.way.len() as u32);
            ways.start.push(ways.usage.len() as u32);
            ways.way.push(NONE);
            ways.cost.push(limit[k]);
            ways.amount.push(unserved[k]);
            for &column in columns {
                let w = column as usize - first;
                ways.start.push(ways.usage.len() as u32);
                ways.way.push(w as u32);
                ways.cost.push(pool.ways[w].cost);
                ways.amount.push(amount[w]);
                ways.usage.extend(pool.ways[w].usage.iter().filter(|u| is_scarce[u.0 as usize]));
            }
        }
        ways.of.push(ways.way.len() as u32);
        ways.start.push(ways.usage.len() as u32);
        ways
    }

    #[inline]
    fn usage(&self, w: usize) -> &[(u32, f64)] {
        &self.usage[self.start[w] as usize..self.start[w + 1] as usize]
    }

    /// Moves flow of one commodity from its dearer ways to its cheapest.
    fn equilibrate(&mut self, k: usize, state: &mut State, mark: &mut [f64]) {
        let range = self.of[k] as usize..self.of[k + 1] as usize;
        if range.len() == 1 {
            return;
        }
        let mut best = range.start;
        let mut least = f64::INFINITY;
        for w in range.clone() {
            let cost =
                self.cost[w] + self.usage(w).iter().map(|&(c, parts)| parts * state.price[c as usize]).sum::<f64>();
            if cost < least {
                least = cost;
                best = w;
            }
        }
        for &(c, parts) in self.usage(best) {
            mark[c as usize] = parts;
        }
        for from in range {
            let x = self.amount[from];
            if from == best || x <= 0.0 {
                continue;
            }
            // Slope and curvature of moving a unit from one way to the other.
            let (mut slope, mut curve) = (self.cost[from] - self.cost[best], 0.0);
            for &(c, parts) in self.usage(best) {
                let price = state.price[c as usize];
                slope -= parts * price;
                if price > 0.0 {
                    curve += parts * parts * state.stiffness[c as usize];
                }
            }
            for &(c, parts) in self.usage(from) {
                let price = state.price[c as usize];
                slope += parts * price;
                if price > 0.0 {
                    let both = mark[c as usize];
                    curve += (parts * parts - 2.0 * parts * both) * state.stiffness[c as usize];
                }
            }
            if slope <= 0.0 {
                continue;
            }
            let by = if curve > 0.0 { x.min(slope / curve) } else { x };
            for &(c, parts) in self.usage(from) {
                state.add(c as usize, -parts * by);
            }
            for &(c, parts) in self.usage(best) {
                state.add(c as usize, parts * by);
            }
            self.amount[from] -= by;
            self.amount[best] += by;
        }
        for &(c, _) in self.usage(best) {
            mark[c as usize] = 0.0;
        }
    }
}

/// Finds a start and leaves in the pool only the ways that it uses or that are cheapest at its prices.
#[expect(clippy::too_many_arguments, reason = "what a solver has, which the start fills")]
pub(super) fn find(
    network: &Network,
    headings: &Headings,
    pool: &mut Pool,
    master: &mut Master,
    capacities: &[f64],
    is_open: &[Vec<bool>],
    most: u32,
    should_stop: &dyn Fn() -> bool,
) -> Start {
    let limit: Vec<f64> = network.commodities.iter().map(|c| c.unserved_cost).collect();
    let mut state = State::new(capacities);
    let mut best =
        Start { amount: vec![], last: vec![], prices: state.price.clone(), bound: f64::NEG_INFINITY, rounds: 0 };
    let mut unserved = master.amount.clone();
    let mut mark = vec![0.0f64; capacities.len()];
    while best.rounds < most.min(ROUNDS) {
        let weights = search::weights(network, &state.price, is_open);
        let mut bound = -state.price.iter().zip(capacities).map(|(y, u)| y * u).sum::<f64>();
        let (mut cost, mut total) = (0.0, 0.0);
        let least = pool.least(network, master, &state.price);
        for found in search::cheapest(network, headings, &weights, &least) {
            let k = found.commodity as usize;
            bound += master.amount[k] * found.distance.min(least[k]);
            if !found.arcs.is_empty() {
                cost += master.amount[k] * found.distance;
                total += master.amount[k];
                pool.add(network, master, found.commodity, found.arcs);
            }
        }
        best.rounds += 1;
        best.amount.resize(pool.ways.len(), 0.0);
        if best.rounds == 1 {
            state.stiffen(STIFFNESS * cost / f64::max(total, 1.0));
        }
        if bound > best.bound {
            best.bound = bound;
            best.prices.clone_from(&state.price);
        }
        let mut ways = Ways::new(pool, &limit, &best.amount, &unserved, &scarce(pool, master, capacities));
        state.reload(&ways);
        for _ in 0..SWEEPS {
            for k in 0..pool.of.len() {
                ways.equilibrate(k, &mut state, &mut mark);
            }
        }
        for (w, &way) in ways.way.iter().enumerate() {
            if way != NONE {
                best.amount[way as usize] = ways.amount[w];
            }
        }
        for (k, unserved) in unserved.iter_mut().enumerate() {
            *unserved = ways.amount[ways.of[k] as usize];
        }
        state.raise_multipliers();
        let cost: f64 = ways.cost.iter().zip(&ways.amount).map(|(w, x)| w * x).sum();
        if should_stop() || cost - best.bound <= CLOSE * cost {
            break;
        }
    }
    let keep = worth_keeping(pool, &limit, &best.amount, &state.price);
    pool.retain(master, &keep);
    best.amount = best.amount.iter().zip(&keep).filter(|&(_, &keep)| keep).map(|(&x, _)| x).collect();
    best.last = state.price;
    best
}

/// Which capacities the ways known could overfill.
fn scarce(pool: &Pool, master: &Master, capacities: &[f64]) -> Vec<bool> {
    let mut most = vec![0.0f64; capacities.len()];
    let mut seen: Vec<(u32, f64)> = vec![(NONE, 0.0); capacities.len()];
    for (k, columns) in (0u32..).zip(&pool.of) {
        for &column in columns {
            for &(c, parts) in &pool.ways[column as usize - pool.of.len()].usage {
                let seen = &mut seen[c as usize];
                let before = if seen.0 == k { seen.1 } else { 0.0 };
                if parts > before {
                    *seen = (k, parts);
                    most[c as usize] += (parts - before) * master.amount[k as usize];
                }
            }
        }
    }
    most.iter().zip(capacities).map(|(most, capacity)| most > capacity).collect()
}

/// The ways that carry something, and each commodity's cheapest.
fn worth_keeping(pool: &Pool, limit: &[f64], amount: &[f64], price: &[f64]) -> Vec<bool> {
    let first = pool.of.len();
    let mut keep: Vec<bool> = amount.iter().map(|&x| x > LEAST).collect();
    for (k, columns) in pool.of.iter().enumerate() {
        let mut least = (limit[k], NONE);
        for &column in columns {
            let way = &pool.ways[column as usize - first];
            let cost = way.cost + way.usage.iter().map(|&(c, parts)| parts * price[c as usize]).sum::<f64>();
            if cost < least.0 {
                least = (cost, column);
            }
        }
        if least.1 != NONE {
            keep[least.1 as usize - first] = true;
        }
    }
    keep
}
