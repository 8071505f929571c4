//! Dual simplex steps on the master: where prices fit but values do not, after rows came or capacities changed.

use super::master::{KEY, Master, NONE, SLACK};
use super::simplex::{Block, Direction};

/// Entries of the row of a leaving variable that are small are no pivots.
const PIVOT: f64 = 1e-7;

/// The entering variable of a dual step: itself, its reduced cost and its entry in the leaving row.
struct Entering {
    variable: u32,
    reduced: f64,
    alpha: f64,
}

impl Master {
    /// Pivots until no value is negative and nothing closed carries anything, at most `most` times; is that so? Needs prices at which no column improves.
    pub fn repair(&mut self, most: u64) -> bool {
        let end = self.pivots + most;
        self.is_dual = true;
        self.refactorise();
        let mut direction = Direction::new(self.rows(), self.amount.len());
        let mut row = vec![0.0; self.rows()];
        let mut misses = 0;
        let is_done = loop {
            if self.must_refactorise() {
                self.refactorise();
            }
            let Some((block, sign)) = self.leaving() else { break true };
            if self.pivots >= end {
                break false;
            }
            let slot = match block {
                Block::Slot(slot) => slot,
                Block::Key(k) => {
                    let Some(slot) = self.exchange_key(k) else {
                        self.pivots += 1;
                        self.replace_key(k, &mut direction);
                        continue;
                    };
                    slot
                }
            };
            self.by_slot[slot as usize] = sign;
            self.factor.backward(&mut self.by_slot, &mut row);
            let Some(entering) = self.entering(&row) else {
                // Every basis can be mended, so the figures have drifted: once more with fresh ones.
                misses += 1;
                if self.factor.changes().0 == 0 || misses > 3 {
                    break false;
                }
                self.refactorise();
                continue;
            };
            self.direction(entering.variable, &mut direction);
            let pivot = direction.alpha[slot as usize];
            if (pivot - sign * entering.alpha).abs() > 1e-6 * (1.0 + pivot.abs()) || pivot.abs() < PIVOT {
                misses += 1;
                if misses > 3 {
                    break false;
                }
                self.refactorise();
                continue;
            }
            self.pivots += 1;
            let step = self.x[slot as usize] / pivot;
            self.step(entering.variable, entering.reduced, Block::Slot(slot), step, 0.0, &mut direction);
        };
        self.is_dual = false;
        self.refactorise();
        is_done
    }

    /// The value that is farthest from where it may be, and whether it has to rise (1) or, on what is closed, fall (-1).
    fn leaving(&self) -> Option<(Block, f64)> {
        let mut worst = self.feasibility;
        let mut found = None;
        let mut consider = |block: Block, x: f64, variable: u32| {
            if -x > worst {
                worst = -x;
                found = Some((block, 1.0));
            } else if x > worst && variable & SLACK == 0 && self.columns.is_closed[variable as usize] {
                worst = x;
                found = Some((block, -1.0));
            }
        };
        for (slot, (&x, &variable)) in (0u32..).zip(self.x.iter().zip(&self.basic)) {
            consider(Block::Slot(slot), x, variable);
        }
        for (k, (&x, &key)) in (0u32..).zip(self.x_key.iter().zip(&self.key)) {
            consider(Block::Key(k), x, key);
        }
        found
    }

    /// The only basic column of a commodity is closed: its next best takes its place.
    #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
    fn replace_key(&mut self, k: u32, direction: &mut Direction) {
        let mut best = (f64::INFINITY, k);
        for column in 0..self.columns.cost.len() {
            let is_out = self.columns.place[column] == NONE && !self.columns.is_closed[column];
            if is_out && self.columns.commodity[column] == k {
                let reduced = self.reduced(column as u32);
                if reduced < best.0 {
                    best = (reduced, column as u32);
                }
            }
        }
        self.direction(best.1, direction);
        let amount = self.x_key[k as usize];
        self.step(best.1, best.0, Block::Key(k), amount, 0.0, direction);
    }

    /// The variable whose reduced cost reaches zero first as the leaving one's price moves; with ties the one with the
    /// largest entry.
    #[expect(clippy::cast_possible_truncation, reason = "columns and rows are numbered in u32")]
    fn entering(&self, row: &[f64]) -> Option<Entering> {
        let mut candidates: Vec<Entering> = Vec::new();
        let mut relaxed = f64::INFINITY;
        let mut consider = |variable: u32, reduced: f64, alpha: f64| {
            if alpha < -PIVOT {
                let reduced = reduced.max(0.0);
                let ratio = (reduced + self.optimality) / -alpha;
                if reduced / -alpha <= relaxed {
                    relaxed = relaxed.min(ratio);
                    candidates.push(Entering { variable, reduced, alpha });
                }
            }
        };
        let keys: Vec<(f64, f64)> = self
            .key
            .iter()
            .map(|&key| {
                let (mut price, mut alpha) = (self.columns.cost[key as usize], 0.0);
                for (r, v) in self.columns.entries(key) {
                    price += v * self.y[r];
                    alpha += v * row[r];
                }
                (price, alpha)
            })
            .collect();
        for column in 0..self.columns.cost.len() {
            if self.columns.place[column] != NONE || self.columns.is_closed[column] {
                continue;
            }
            let (key_price, key_alpha) = keys[self.columns.commodity[column] as usize];
            let (mut price, mut alpha) = (self.columns.cost[column], 0.0);
            for (r, v) in self.columns.entries(column as u32) {
                price += v * self.y[r];
                alpha += v * row[r];
            }
            consider(column as u32, price - key_price, alpha - key_alpha);
        }
        for (r, &alpha) in row.iter().enumerate() {
            if self.slack_slot[r] == NONE {
                consider(r as u32 | SLACK, self.y[r], alpha);
            }
        }
        let best = candidates.into_iter().filter(|c| c.reduced / -c.alpha <= relaxed);
        best.max_by(|a, b| b.alpha.total_cmp(&a.alpha).then(b.variable.cmp(&a.variable)))
    }

    /// Lets a commodity's key change places with its fullest other basic column; the slot that holds the old key then.
    pub fn exchange_key(&mut self, k: u32) -> Option<u32> {
        let slots = &self.slots_of[k as usize];
        let slot =
            slots.iter().copied().max_by(|&a, &b| self.x[a as usize].total_cmp(&self.x[b as usize]).then(b.cmp(&a)))?;
        self.factor.exchange_key(slot, slots);
        let (s, k) = (slot as usize, k as usize);
        let (old, new) = (self.key[k], self.basic[s]);
        self.columns.place[new as usize] = KEY;
        self.columns.place[old as usize] = slot;
        self.key[k] = new;
        self.basic[s] = old;
        std::mem::swap(&mut self.x[s], &mut self.x_key[k]);
        std::mem::swap(&mut self.is_bad[s], &mut self.is_bad_key[k]);
        Some(slot)
    }
}
