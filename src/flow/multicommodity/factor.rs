//! Solving with the working basis: a sparse LU factorisation and the changes made to it since.
//!
//! Rows are capacities, slots are basic variables. A slot holds the slack of a row or a structural column. Between
//! factorisations a change is kept as a factor of its own: a replaced column (product form) or an exchange of a
//! demand's key column.

use super::markowitz::eliminate;

/// A structural column of the basis: its slot, and its entries by row.
pub(super) struct Column {
    pub slot: u32,
    pub entries: Vec<(u32, f64)>,
}

/// A pivot that could not be found: these rows and slots are left over, in pairs.
pub(super) struct Singular {
    pub rows: Vec<u32>,
    pub slots: Vec<u32>,
}

/// One change of the basis since it was factorised.
#[derive(Clone)]
enum Change {
    /// The column of `slot` became one that was `pivot` there and `from..to` of the pool elsewhere.
    Column { slot: u32, pivot: f64, from: usize, to: usize },
    /// The key column of a demand and the column in `slot` changed places; `from..to` are the demand's other slots.
    Key { slot: u32, from: usize, to: usize },
}

/// Entries of many short lists, one list after another.
#[derive(Clone, Default)]
pub(super) struct Lists {
    start: Vec<u32>,
    index: Vec<u32>,
    value: Vec<f64>,
}

impl Lists {
    fn collect(size: usize, triplets: &[(u32, u32, f64)], by_first: bool) -> Self {
        let mut start = vec![0u32; size + 1];
        for &(a, b, _) in triplets {
            start[(if by_first { a } else { b }) as usize + 1] += 1;
        }
        for i in 0..size {
            start[i + 1] += start[i];
        }
        let mut next = start.clone();
        let mut index = vec![0; triplets.len()];
        let mut value = vec![0.0; triplets.len()];
        for &(a, b, v) in triplets {
            let (list, entry) = if by_first { (a, b) } else { (b, a) };
            let at = next[list as usize] as usize;
            next[list as usize] += 1;
            index[at] = entry;
            value[at] = v;
        }
        Self { start, index, value }
    }

    #[inline]
    fn list(&self, i: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.start[i] as usize..self.start[i + 1] as usize;
        self.index[range.clone()].iter().map(|&j| j as usize).zip(self.value[range].iter().copied())
    }
}

/// What elimination found, in the order of the pivots.
#[derive(Default)]
pub(super) struct Elimination {
    /// Row, slot and value of each pivot.
    pub pivots: Vec<(u32, u32, f64)>,
    /// Multipliers: pivot row, other row, multiplier, in the order of the pivots.
    pub lower: Vec<(u32, u32, f64)>,
    /// What stays in pivot rows: row, slot, value.
    pub upper: Vec<(u32, u32, f64)>,
}

/// The working basis in a form that solves.
#[derive(Clone, Default)]
pub(super) struct Factor {
    size: usize,
    pivots: Vec<(u32, u32, f64)>,
    lower: Vec<(u32, u32, f64)>,
    upper_by_row: Lists,
    upper_by_slot: Lists,
    changes: Vec<Change>,
    index: Vec<u32>,
    value: Vec<f64>,
    work: Vec<f64>,
}

impl Factor {
    /// Factorises the basis of `size` rows with `slack_of[row]` the slot of the row's slack, or `u32::MAX`.
    pub fn factorise(&mut self, size: usize, slack_of: &[u32], columns: &[Column]) -> Result<(), Singular> {
        self.size = size;
        self.changes.clear();
        self.index.clear();
        self.value.clear();
        self.work.clear();
        self.work.resize(size, 0.0);
        let (found, left) = eliminate(size, slack_of, columns);
        if let Some(left) = left {
            return Err(left);
        }
        self.upper_by_row = Lists::collect(size, &found.upper, true);
        self.upper_by_slot = Lists::collect(size, &found.upper, false);
        self.pivots = found.pivots;
        self.lower = found.lower;
        Ok(())
    }

    /// How many changes were made since the last factorisation, and how many entries they hold.
    pub fn changes(&self) -> (usize, usize) {
        (self.changes.len(), self.index.len())
    }

    /// How many entries the factors hold.
    pub fn entries(&self) -> usize {
        self.lower.len() + self.upper_by_row.index.len()
    }

    /// Solves `B x = b`: `b` by row is emptied, `x` by slot is filled.
    pub fn forward(&self, b: &mut [f64], x: &mut [f64]) {
        for &(pivot, row, multiplier) in &self.lower {
            let value = b[pivot as usize];
            if value != 0.0 {
                b[row as usize] -= multiplier * value;
            }
        }
        for &(row, slot, pivot) in self.pivots.iter().rev() {
            let value = b[row as usize];
            b[row as usize] = 0.0;
            if value == 0.0 {
                x[slot as usize] = 0.0;
                continue;
            }
            let value = value / pivot;
            x[slot as usize] = value;
            for (other, entry) in self.upper_by_slot.list(slot as usize) {
                b[other] -= entry * value;
            }
        }
        for change in &self.changes {
            match *change {
                Change::Column { slot, pivot, from, to } => {
                    let value = x[slot as usize];
                    if value != 0.0 {
                        let value = value / pivot;
                        x[slot as usize] = value;
                        for (&other, &entry) in self.index[from..to].iter().zip(&self.value[from..to]) {
                            x[other as usize] -= entry * value;
                        }
                    }
                }
                Change::Key { slot, from, to } => {
                    let sum: f64 = self.index[from..to].iter().map(|&s| x[s as usize]).sum();
                    x[slot as usize] = -x[slot as usize] - sum;
                }
            }
        }
    }

    /// Solves `y B = v`: `v` by slot is emptied, `y` by row is filled.
    pub fn backward(&self, v: &mut [f64], y: &mut [f64]) {
        for change in self.changes.iter().rev() {
            match *change {
                Change::Column { slot, pivot, from, to } => {
                    let mut value = v[slot as usize];
                    for (&other, &entry) in self.index[from..to].iter().zip(&self.value[from..to]) {
                        value -= entry * v[other as usize];
                    }
                    v[slot as usize] = value / pivot;
                }
                Change::Key { slot, from, to } => {
                    let value = v[slot as usize];
                    if value != 0.0 {
                        for &other in &self.index[from..to] {
                            v[other as usize] -= value;
                        }
                        v[slot as usize] = -value;
                    }
                }
            }
        }
        for &(row, slot, pivot) in &self.pivots {
            let value = v[slot as usize];
            v[slot as usize] = 0.0;
            if value == 0.0 {
                y[row as usize] = 0.0;
                continue;
            }
            let value = value / pivot;
            y[row as usize] = value;
            for (other, entry) in self.upper_by_row.list(row as usize) {
                v[other] -= entry * value;
            }
        }
        for &(pivot, row, multiplier) in self.lower.iter().rev() {
            let value = y[row as usize];
            if value != 0.0 {
                y[pivot as usize] -= multiplier * value;
            }
        }
    }

    /// The column of `slot` becomes the one whose solution is `alpha`, not zero at `nonzero`.
    pub fn replace(&mut self, slot: u32, alpha: &[f64], nonzero: &[u32]) {
        let from = self.index.len();
        for &other in nonzero {
            if other != slot {
                self.index.push(other);
                self.value.push(alpha[other as usize]);
            }
        }
        self.changes.push(Change::Column { slot, pivot: alpha[slot as usize], from, to: self.index.len() });
    }

    /// The column in `slot` and its demand's key change places; `slots` are all the demand's slots.
    pub fn exchange_key(&mut self, slot: u32, slots: &[u32]) {
        let from = self.index.len();
        for &other in slots {
            if other != slot {
                self.index.push(other);
                self.value.push(0.0);
            }
        }
        self.changes.push(Change::Key { slot, from, to: self.index.len() });
    }
}
