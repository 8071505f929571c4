//! The restricted master: columns known so far, and a basis of them kept by primal partitioning.
//!
//! Every commodity has one *key* column, a path or its unserved column, that takes what the commodity's other basic
//! columns leave of its amount. So the demand rows need no matrix; the working basis has one row per capacity and holds
//! slacks and differences (column minus its key).
//!
//! # Source
//! Hartman and Lasdon 1972; Barnhart, Hane, Johnson and Sigismondi 1995.

use super::factor::{Column, Factor};

/// No slot, row or column.
pub(super) const NONE: u32 = u32::MAX;
/// Place of a column that is its commodity's key.
pub(super) const KEY: u32 = u32::MAX - 1;
/// Marks a variable as the slack of a row.
pub(super) const SLACK: u32 = 1 << 31;

/// The columns, one commodity each; those below the number of commodities leave it unserved.
#[derive(Clone, Default)]
pub(super) struct Columns {
    pub cost: Vec<f64>,
    pub commodity: Vec<u32>,
    /// A slot, [`KEY`], or [`NONE`] outside the basis.
    pub place: Vec<u32>,
    /// Columns over something that is closed: what they carry has to go elsewhere.
    pub is_closed: Vec<bool>,
    /// Entries in the rows of the master: where each column's begin.
    pub start: Vec<u32>,
    pub row: Vec<u32>,
    pub value: Vec<f64>,
}

impl Columns {
    #[inline]
    pub fn entries(&self, column: u32) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.start[column as usize] as usize..self.start[column as usize + 1] as usize;
        self.row[range.clone()].iter().map(|&r| r as usize).zip(self.value[range].iter().copied())
    }

    #[inline]
    pub fn priced(&self, column: u32, y: &[f64]) -> f64 {
        self.cost[column as usize] + self.entries(column).map(|(r, v)| v * y[r]).sum::<f64>()
    }
}

/// The master and its basis.
#[derive(Clone, Default)]
pub(super) struct Master {
    pub columns: Columns,
    pub amount: Vec<f64>,
    /// What each row allows, as perturbed; and the perturbation that was taken off.
    pub limit: Vec<f64>,
    pub shift: Vec<f64>,
    /// The variable of each slot: a column, or a row's slack marked [`SLACK`].
    pub basic: Vec<u32>,
    /// The slot of each row's slack, or [`NONE`].
    pub slack_slot: Vec<u32>,
    pub key: Vec<u32>,
    /// The slots that hold columns of each commodity.
    pub slots_of: Vec<Vec<u32>>,
    pub x: Vec<f64>,
    pub x_key: Vec<f64>,
    pub y: Vec<f64>,
    /// Which values are negative and pay the penalty.
    pub is_bad: Vec<bool>,
    pub is_bad_key: Vec<bool>,
    /// Negative values pay no penalty while dual steps mend them.
    pub is_dual: bool,
    /// Columns outside the basis that carry flow until they are pushed, while crossing over.
    pub parked: Vec<(u32, f64)>,
    pub penalty: f64,
    pub feasibility: f64,
    pub optimality: f64,
    pub factor: Factor,
    pub pivots: u64,
    /// Room for a right-hand side by row and a solution by slot.
    pub by_row: Vec<f64>,
    pub by_slot: Vec<f64>,
    /// The last leaving variable's row of the inverse.
    pub rho: Vec<f64>,
}

impl Master {
    /// A master of unserved columns only.
    #[expect(clippy::cast_possible_truncation, reason = "commodities are numbered in u32")]
    pub fn new(amount: Vec<f64>, unserved_cost: &[f64]) -> Self {
        let count = amount.len();
        let dearest = unserved_cost.iter().copied().fold(0.0, f64::max);
        let largest = amount.iter().copied().fold(0.0, f64::max);
        Self {
            columns: Columns {
                cost: unserved_cost.to_vec(),
                commodity: (0..count as u32).collect(),
                place: vec![KEY; count],
                is_closed: vec![false; count],
                start: vec![0; count + 1],
                row: Vec::new(),
                value: Vec::new(),
            },
            x_key: amount.clone(),
            amount,
            key: (0..count as u32).collect(),
            slots_of: vec![Vec::new(); count],
            is_bad_key: vec![false; count],
            penalty: dearest.max(1.0) * 2.0,
            feasibility: 1e-9 * (1.0 + largest),
            optimality: 1e-10 * dearest.max(1.0),
            ..Self::default()
        }
    }

    pub fn rows(&self) -> usize {
        self.limit.len()
    }

    /// Adds a row, its slack basic.
    #[expect(clippy::cast_possible_truncation, reason = "rows are numbered in u32")]
    pub fn add_row(&mut self, limit: f64, shift: f64) {
        let row = self.limit.len() as u32;
        self.slack_slot.push(self.basic.len() as u32);
        self.basic.push(row | SLACK);
        self.limit.push(limit - shift);
        self.shift.push(shift);
        self.y.push(0.0);
        self.x.push(0.0);
        self.is_bad.push(false);
        self.by_row.push(0.0);
        self.rho.push(0.0);
        self.by_slot.push(0.0);
    }

    /// Takes `shift` off the limit of a row.
    pub fn perturb(&mut self, row: usize, shift: f64) {
        self.limit[row] += self.shift[row] - shift;
        self.shift[row] = shift;
    }

    /// Takes the perturbation away for good.
    pub fn unperturb(&mut self) -> bool {
        let mut was = false;
        for (limit, shift) in self.limit.iter_mut().zip(&mut self.shift) {
            was |= *shift != 0.0;
            *limit += *shift;
            *shift = 0.0;
        }
        was
    }

    /// What a variable costs, with the penalty for being negative.
    #[inline]
    pub fn slot_cost(&self, slot: usize) -> f64 {
        let variable = self.basic[slot];
        let penalty = if self.is_bad[slot] { self.penalty } else { 0.0 };
        if variable & SLACK != 0 {
            return -penalty;
        }
        let k = self.columns.commodity[variable as usize] as usize;
        self.columns.cost[variable as usize] - penalty - self.key_cost(k)
    }

    #[inline]
    pub fn key_cost(&self, k: usize) -> f64 {
        self.columns.cost[self.key[k] as usize] - if self.is_bad_key[k] { self.penalty } else { 0.0 }
    }

    /// Price of a unit of a commodity's amount.
    #[inline]
    pub fn price_of(&self, k: usize) -> f64 {
        let key = self.key[k];
        self.key_cost(k) + self.columns.entries(key).map(|(r, v)| v * self.y[r]).sum::<f64>()
    }

    /// Factorises the basis afresh and computes values and prices from it. Columns that depend on others leave.
    pub fn refactorise(&mut self) {
        loop {
            let mut matrix = Vec::new();
            for (slot, &variable) in (0u32..).zip(&self.basic) {
                if variable & SLACK != 0 {
                    continue;
                }
                matrix.push(Column { slot, entries: self.difference(variable) });
            }
            match self.factor.factorise(self.rows(), &self.slack_slot, &matrix) {
                Ok(()) => break,
                Err(left) => {
                    for (&row, &slot) in left.rows.iter().zip(&left.slots) {
                        self.leave(slot);
                        self.basic[slot as usize] = row | SLACK;
                        self.slack_slot[row as usize] = slot;
                    }
                }
            }
        }
        self.compute_values();
        self.compute_prices();
    }

    /// Entries of a column less those of its key.
    fn difference(&self, column: u32) -> Vec<(u32, f64)> {
        let key = self.key[self.columns.commodity[column as usize] as usize];
        let mut entries: Vec<(u32, f64)> = self.columns.entries(column).map(|(r, v)| (narrow(r), v)).collect();
        entries.extend(self.columns.entries(key).map(|(r, v)| (narrow(r), -v)));
        entries.sort_unstable_by_key(|e| e.0);
        entries.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        entries.retain(|e| e.1.abs() > 1e-13);
        entries
    }

    /// The variable of a slot is basic no more; the slot waits for another.
    pub fn leave(&mut self, slot: u32) {
        let variable = self.basic[slot as usize];
        if variable & SLACK != 0 {
            self.slack_slot[(variable & !SLACK) as usize] = NONE;
        } else {
            let k = self.columns.commodity[variable as usize] as usize;
            self.columns.place[variable as usize] = NONE;
            self.slots_of[k].retain(|&s| s != slot);
        }
    }

    /// Values of all basic variables, and which of them are negative.
    pub fn compute_values(&mut self) {
        self.by_row.copy_from_slice(&self.limit);
        for (k, &key) in self.key.iter().enumerate() {
            for (r, v) in self.columns.entries(key) {
                self.by_row[r] -= v * self.amount[k];
            }
        }
        for &(column, x) in &self.parked {
            let key = self.key[self.columns.commodity[column as usize] as usize];
            for (r, v) in self.columns.entries(column) {
                self.by_row[r] -= v * x;
            }
            for (r, v) in self.columns.entries(key) {
                self.by_row[r] += v * x;
            }
        }
        self.factor.forward(&mut self.by_row, &mut self.x);
        self.x_key.copy_from_slice(&self.amount);
        for (slot, &variable) in self.basic.iter().enumerate() {
            if variable & SLACK == 0 {
                self.x_key[self.columns.commodity[variable as usize] as usize] -= self.x[slot];
            }
        }
        for &(column, x) in &self.parked {
            self.x_key[self.columns.commodity[column as usize] as usize] -= x;
        }
        for (is_bad, &x) in self.is_bad.iter_mut().zip(&self.x) {
            *is_bad = !self.is_dual && x < -self.feasibility;
        }
        for (is_bad, &x) in self.is_bad_key.iter_mut().zip(&self.x_key) {
            *is_bad = !self.is_dual && x < -self.feasibility;
        }
    }

    /// Prices of the rows from the costs of the basis.
    pub fn compute_prices(&mut self) {
        for slot in 0..self.basic.len() {
            self.by_slot[slot] = -self.slot_cost(slot);
        }
        self.factor.backward(&mut self.by_slot, &mut self.y);
    }

    /// Is any value negative beyond the tolerance?
    pub fn is_infeasible(&self) -> bool {
        self.is_bad.iter().chain(&self.is_bad_key).any(|&bad| bad)
    }

    /// How much of a column is used.
    pub fn amount_on(&self, column: u32) -> f64 {
        match self.columns.place[column as usize] {
            NONE => 0.0,
            KEY => self.x_key[self.columns.commodity[column as usize] as usize],
            slot => self.x[slot as usize],
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rows are numbered in u32")]
pub(super) fn narrow(row: usize) -> u32 {
    row as u32
}
