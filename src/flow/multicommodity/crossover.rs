//! From flows on many paths to a basis: every path that is neither key nor empty is pushed once, the way that costs
//! less, until it is empty or stands in the basis.
//!
//! # Source
//! Megiddo 1991, Bixby and Saltzman 1994.

use super::master::{KEY, Master, NONE};
use super::simplex::Direction;

/// Less than this much on a path is nothing.
const LEAST: f64 = 1e-9;

impl Master {
    /// Starts from `amount` on each column after the unserved ones; the basis so far is forgotten.
    #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
    pub fn cross_over(&mut self, amount: &[f64]) {
        let count = self.amount.len();
        let mut left = self.amount.clone();
        let mut key: Vec<(u32, f64)> = vec![(NONE, 0.0); count];
        for (at, &x) in amount.iter().enumerate() {
            let k = self.columns.commodity[count + at] as usize;
            left[k] -= x.max(0.0);
            if x > key[k].1 {
                key[k] = ((count + at) as u32, x);
            }
        }
        let mut parked: Vec<(u32, f64)> = Vec::new();
        for k in 0..count {
            if left[k] > key[k].1 || key[k].0 == NONE {
                key[k] = (k as u32, left[k]);
            } else if left[k] > LEAST {
                parked.push((k as u32, left[k]));
            }
        }
        for (at, &x) in amount.iter().enumerate() {
            let column = (count + at) as u32;
            let k = self.columns.commodity[column as usize] as usize;
            if x > LEAST && key[k].0 != column {
                parked.push((column, x));
            }
        }
        self.set_slack_basis(&key.iter().map(|k| k.0).collect::<Vec<_>>());
        parked.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        self.parked = parked;
        self.refactorise();
        let mut direction = Direction::new(self.rows(), count);
        while let Some((column, x)) = self.parked.last().copied() {
            if self.must_refactorise() {
                self.refactorise();
            }
            self.parked.pop();
            let reduced = self.reduced(column);
            let sign = if reduced > 0.0 { -1.0 } else { 1.0 };
            self.direction(column, &mut direction);
            let found = self.block(&direction, reduced, sign);
            match found {
                Some((block, step)) if sign > 0.0 || step < x => {
                    self.pivots += 1;
                    self.step(column, reduced, block, sign * step, x, &mut direction);
                }
                _ => {
                    if self.follow(-x, &direction) {
                        self.compute_prices();
                    }
                }
            }
        }
        self.refactorise();
    }

    /// All slacks and the keys given make the basis.
    #[expect(clippy::cast_possible_truncation, reason = "rows are numbered in u32")]
    fn set_slack_basis(&mut self, key: &[u32]) {
        self.columns.place.fill(NONE);
        for &key in key {
            self.columns.place[key as usize] = KEY;
        }
        self.key.copy_from_slice(key);
        self.slots_of.iter_mut().for_each(Vec::clear);
        for row in 0..self.rows() {
            self.basic[row] = row as u32 | super::master::SLACK;
            self.slack_slot[row] = row as u32;
        }
    }
}
