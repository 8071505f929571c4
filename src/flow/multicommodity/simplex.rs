//! Primal simplex steps on the master: which column enters, how far, which variable leaves.
//!
//! Negative values are allowed and pay a penalty, so every basis is a place to start from.

use super::devex::Devex;
use super::master::{KEY, Master, NONE, SLACK};

/// Changes after which the basis is factorised afresh.
const CHANGES: usize = 100;
/// Entries of a direction that are small are no pivots.
const PIVOT: f64 = 1e-7;

/// How a run of the simplex ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// No column of the master improves.
    Optimal,
    /// The pivots allowed were made.
    Stopped,
}

/// What blocks a step.
#[derive(Clone, Copy, Debug)]
pub(super) enum Block {
    Slot(u32),
    Key(u32),
}

/// Room for the direction of a step.
#[derive(Default)]
pub(super) struct Direction {
    pub alpha: Vec<f64>,
    slots: Vec<u32>,
    beta: Vec<f64>,
    keys: Vec<u32>,
}

impl Direction {
    pub fn new(rows: usize, commodities: usize) -> Self {
        Self { alpha: vec![0.0; rows], beta: vec![0.0; commodities], ..Self::default() }
    }
}

impl Master {
    /// Did so much change that solving anew is cheaper?
    pub fn must_refactorise(&self) -> bool {
        let (changes, entries) = self.factor.changes();
        changes >= CHANGES || entries > 3 * (self.factor.entries() + self.rows())
    }

    /// Pivots until no column improves, or `most` pivots were made.
    pub fn optimise(&mut self, most: u64) -> Ended {
        let end = self.pivots + most;
        let mut direction = Direction::new(self.rows(), self.amount.len());
        let mut devex = Devex::new(self);
        let mut banned: Vec<u32> = Vec::new();
        let mut is_fresh = false;
        loop {
            if self.must_refactorise() {
                self.refactorise();
                devex.refresh(self);
            }
            let Some((entering, reduced)) = devex.best(self, &banned) else {
                if is_fresh {
                    return Ended::Optimal;
                }
                // Nothing improves by figures that were carried along: look again with fresh ones.
                is_fresh = true;
                banned.clear();
                self.refactorise();
                devex.refresh(self);
                continue;
            };
            if self.pivots >= end {
                return Ended::Stopped;
            }
            self.direction(entering, &mut direction);
            let Some((block, step)) = self.block(&direction, reduced, 1.0) else {
                banned.push(entering);
                continue;
            };
            self.pivots += 1;
            is_fresh = false;
            match self.step(entering, reduced, block, step, 0.0, &mut direction) {
                Some((leaving, pivot)) => devex.follow(self, entering, leaving, reduced, pivot),
                None => devex.refresh(self),
            }
        }
    }

    /// Reduced cost of a variable outside the basis.
    pub fn reduced(&self, variable: u32) -> f64 {
        if variable & SLACK != 0 {
            return self.y[(variable & !SLACK) as usize];
        }
        let k = self.columns.commodity[variable as usize] as usize;
        self.columns.priced(variable, &self.y) - self.price_of(k)
    }

    /// How the basic variables fall as the entering one rises.
    pub fn direction(&mut self, entering: u32, direction: &mut Direction) {
        for &k in &direction.keys {
            direction.beta[k as usize] = 0.0;
        }
        direction.keys.clear();
        direction.slots.clear();
        if entering & SLACK != 0 {
            self.by_row[(entering & !SLACK) as usize] = 1.0;
        } else {
            let k = self.columns.commodity[entering as usize];
            for (r, v) in self.columns.entries(entering) {
                self.by_row[r] += v;
            }
            for (r, v) in self.columns.entries(self.key[k as usize]) {
                self.by_row[r] -= v;
            }
            direction.beta[k as usize] = 1.0;
            direction.keys.push(k);
        }
        self.factor.forward(&mut self.by_row, &mut direction.alpha);
        for (slot, alpha) in (0u32..).zip(&mut direction.alpha) {
            if alpha.abs() < 1e-11 {
                *alpha = 0.0;
                continue;
            }
            direction.slots.push(slot);
            let variable = self.basic[slot as usize];
            if variable & SLACK == 0 {
                let k = self.columns.commodity[variable as usize];
                if direction.beta[k as usize] == 0.0 {
                    direction.keys.push(k);
                    direction.beta[k as usize] = f64::MIN_POSITIVE;
                }
                direction.beta[k as usize] -= *alpha;
            }
        }
    }

    /// How far the entering variable can rise, and what stops it.
    pub fn block(&self, direction: &Direction, reduced: f64, sign: f64) -> Option<(Block, f64)> {
        let slots = direction.slots.iter().map(|&s| {
            (Block::Slot(s), sign * direction.alpha[s as usize], self.x[s as usize], self.is_bad[s as usize])
        });
        let keys = direction.keys.iter().map(|&k| {
            (Block::Key(k), sign * direction.beta[k as usize], self.x_key[k as usize], self.is_bad_key[k as usize])
        });
        let mut relaxed = f64::INFINITY;
        let mut crossings = Vec::new();
        let mut feasible = Vec::new();
        for (block, rate, x, is_bad) in slots.chain(keys) {
            if is_bad {
                if rate < -PIVOT {
                    crossings.push((x / rate, -rate, block));
                }
            } else if rate > PIVOT {
                let x = x.max(0.0);
                relaxed = relaxed.min((x + self.feasibility) / rate);
                feasible.push((x / rate, rate, block));
            }
        }
        let mut found: Option<(Block, f64)> = None;
        let mut best = 0.0;
        for &(ratio, rate, block) in &feasible {
            if ratio <= relaxed && rate > best {
                best = rate;
                found = Some((block, ratio));
            }
        }
        if !crossings.is_empty() {
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut slope = sign * reduced;
            let end = found.map_or(f64::INFINITY, |f| f.1);
            for &(ratio, rate, block) in &crossings {
                if ratio > end {
                    break;
                }
                slope += self.penalty * rate;
                if slope >= 0.0 {
                    return Some((block, ratio));
                }
            }
            if found.is_none() {
                found = crossings.last().map(|&(ratio, _, block)| (block, ratio));
            }
        }
        found
    }

    /// Moves the basic variables along the direction; did one become negative, or cease to be?
    pub fn follow(&mut self, step: f64, direction: &Direction) -> bool {
        let mut is_changed = false;
        for &s in &direction.slots {
            let s = s as usize;
            self.x[s] -= step * direction.alpha[s];
            let is_bad = !self.is_dual && self.x[s] < -self.feasibility;
            is_changed |= is_bad != self.is_bad[s];
            self.is_bad[s] = is_bad;
        }
        for &k in &direction.keys {
            let k = k as usize;
            self.x_key[k] -= step * direction.beta[k];
            let is_bad = !self.is_dual && self.x_key[k] < -self.feasibility;
            is_changed |= is_bad != self.is_bad_key[k];
            self.is_bad_key[k] = is_bad;
        }
        is_changed
    }

    /// Moves along the direction and changes the basis.
    /// `step` is negative where the entering variable falls; it had the value `from`. The variable that left and the
    /// pivot, or nothing if the prices were computed anew.
    pub fn step(
        &mut self,
        entering: u32,
        reduced: f64,
        block: Block,
        step: f64,
        from: f64,
        direction: &mut Direction,
    ) -> Option<(u32, f64)> {
        let mut is_changed = self.follow(step, direction);
        let slot = match block {
            Block::Slot(slot) => slot,
            Block::Key(k) => {
                let old = self.key[k as usize];
                let partner = self.exchange_key(k);
                let Some(slot) = partner else {
                    // The commodity has no other basic column, so the entering one is its own: the key is replaced.
                    self.columns.place[old as usize] = NONE;
                    self.columns.place[entering as usize] = KEY;
                    self.key[k as usize] = entering;
                    is_changed |= self.is_bad_key[k as usize];
                    self.is_bad_key[k as usize] = false;
                    self.x_key[k as usize] = from + step;
                    if is_changed {
                        self.compute_prices();
                    }
                    return None;
                };
                let (s, k) = (slot as usize, k as usize);
                if direction.alpha[s] == 0.0 {
                    direction.slots.push(slot);
                }
                direction.alpha[s] = direction.beta[k];
                slot
            }
        };
        let pivot = direction.alpha[slot as usize];
        is_changed |= self.is_bad[slot as usize];
        let leaving = self.basic[slot as usize];
        if !is_changed {
            self.by_slot[slot as usize] = 1.0;
            self.factor.backward(&mut self.by_slot, &mut self.rho);
            let by = reduced / pivot;
            for (y, rho) in self.y.iter_mut().zip(&self.rho) {
                if *rho != 0.0 {
                    *y -= by * *rho;
                }
            }
        }
        self.factor.replace(slot, &direction.alpha, &direction.slots);
        self.leave(slot);
        self.basic[slot as usize] = entering;
        if entering & SLACK != 0 {
            self.slack_slot[(entering & !SLACK) as usize] = slot;
        } else {
            self.columns.place[entering as usize] = slot;
            self.slots_of[self.columns.commodity[entering as usize] as usize].push(slot);
        }
        self.x[slot as usize] = from + step;
        self.is_bad[slot as usize] = false;
        if is_changed {
            self.compute_prices();
            return None;
        }
        Some((leaving, pivot))
    }
}
