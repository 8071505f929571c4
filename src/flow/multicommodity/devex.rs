//! Which variable enters: the one that improves most for its Devex weight, all variables looked at.
//!
//! # Source
//! Harris 1973; Forrest and Goldfarb 1992.

use super::master::{Columns, Master, NONE, SLACK};

/// A row of the inverse that meets less than this part of all entries, one in so many, is multiplied row by row.
const SPARSE: usize = 4;

/// Reduced costs and weights of the columns and of the rows' slacks.
pub(super) struct Devex {
    reduced: Vec<f64>,
    weight: Vec<f64>,
    slack_weight: Vec<f64>,
    /// Where each row's entries begin, and those: column and value.
    start: Vec<u32>,
    by_row: Vec<(u32, f64)>,
    /// Room for the leaving variable's row by column.
    alpha: Vec<f64>,
}

impl Devex {
    pub fn new(master: &Master) -> Self {
        let count = master.columns.cost.len();
        let (start, by_row) = by_row(master.rows(), &master.columns);
        let mut devex = Self {
            reduced: Vec::new(),
            weight: vec![1.0; count],
            slack_weight: vec![1.0; master.rows()],
            start,
            by_row,
            alpha: vec![0.0; count],
        };
        devex.refresh(master);
        devex
    }

    /// Computes the reduced costs from the master's prices.
    pub fn refresh(&mut self, master: &Master) {
        let of_key: Vec<f64> = (0..master.amount.len()).map(|k| master.price_of(k)).collect();
        let columns = &master.columns;
        self.reduced.clear();
        #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
        self.reduced.extend((0..columns.cost.len()).map(|j| {
            if columns.place[j] == NONE {
                columns.priced(j as u32, &master.y) - of_key[columns.commodity[j] as usize]
            } else {
                0.0
            }
        }));
    }

    /// The variable that improves most, and its reduced cost.
    #[expect(clippy::cast_possible_truncation, reason = "columns and rows are numbered in u32")]
    pub fn best(&self, master: &Master, banned: &[u32]) -> Option<(u32, f64)> {
        let mut best = None;
        let mut most = 0.0;
        for (j, (&reduced, &weight)) in self.reduced.iter().zip(&self.weight).enumerate() {
            if reduced < -master.optimality && reduced * reduced > most * weight {
                let variable = j as u32;
                if master.columns.place[j] == NONE && !banned.contains(&variable) {
                    most = reduced * reduced / weight;
                    best = Some((variable, reduced));
                }
            }
        }
        for (row, (&reduced, &weight)) in master.y.iter().zip(&self.slack_weight).enumerate() {
            if reduced < -master.optimality && reduced * reduced > most * weight {
                let variable = row as u32 | SLACK;
                if master.slack_slot[row] == NONE && !banned.contains(&variable) {
                    most = reduced * reduced / weight;
                    best = Some((variable, reduced));
                }
            }
        }
        best
    }

    /// Follows a pivot: `rho` is the leaving variable's row of the inverse before it, `pivot` its entry for the entering one.
    pub fn follow(&mut self, master: &Master, entering: u32, leaving: u32, reduced: f64, pivot: f64) {
        let columns = &master.columns;
        let weight = self.of(entering) / (pivot * pivot);
        let by = reduced / pivot;
        self.find_row(columns, &master.rho);
        for (j, &k) in columns.commodity.iter().enumerate() {
            let alpha = self.alpha[j] - self.alpha[master.key[k as usize] as usize];
            if alpha != 0.0 && columns.place[j] == NONE {
                self.reduced[j] -= by * alpha;
                self.weight[j] = self.weight[j].max(alpha * alpha * weight);
            }
        }
        for (&alpha, own) in master.rho.iter().zip(&mut self.slack_weight) {
            *own = own.max(alpha * alpha * weight);
        }
        let left = weight.max(1.0);
        if leaving & SLACK != 0 {
            self.slack_weight[(leaving & !SLACK) as usize] = left;
        } else {
            self.weight[leaving as usize] = left;
            self.reduced[leaving as usize] = -by;
        }
    }

    /// The entries of a row of the inverse times the columns, by rows if few of its entries are not zero.
    #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
    fn find_row(&mut self, columns: &Columns, rho: &[f64]) {
        let of_row = |(row, _): (usize, &f64)| (self.start[row + 1] - self.start[row]) as usize;
        let needed: usize = rho.iter().enumerate().filter(|(_, rho)| **rho != 0.0).map(of_row).sum();
        if needed > self.by_row.len() / SPARSE {
            for (j, alpha) in self.alpha.iter_mut().enumerate() {
                *alpha = columns.entries(j as u32).map(|(r, v)| v * rho[r]).sum();
            }
            return;
        }
        self.alpha.fill(0.0);
        for (row, &rho) in rho.iter().enumerate().filter(|(_, rho)| **rho != 0.0) {
            for &(column, value) in &self.by_row[self.start[row] as usize..self.start[row + 1] as usize] {
                self.alpha[column as usize] += value * rho;
            }
        }
    }

    fn of(&self, variable: u32) -> f64 {
        if variable & SLACK != 0 {
            self.slack_weight[(variable & !SLACK) as usize]
        } else {
            self.weight[variable as usize]
        }
    }
}

/// All entries by row: where each row's begin, and their columns and values.
#[expect(clippy::cast_possible_truncation, reason = "columns and entries are numbered in u32")]
fn by_row(rows: usize, columns: &Columns) -> (Vec<u32>, Vec<(u32, f64)>) {
    let mut start = vec![0u32; rows + 1];
    for &row in &columns.row {
        start[row as usize + 1] += 1;
    }
    for row in 0..rows {
        start[row + 1] += start[row];
    }
    let mut next = start.clone();
    let mut entries = vec![(0, 0.0); columns.row.len()];
    for column in 0..columns.cost.len() as u32 {
        for (row, value) in columns.entries(column) {
            entries[next[row] as usize] = (column, value);
            next[row] += 1;
        }
    }
    (start, entries)
}
