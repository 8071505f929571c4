//! Which variable enters: the one that improves most for its Devex weight, all variables looked at.
//!
//! # Source
//! Harris 1973; Forrest and Goldfarb 1992.

use super::master::{Master, NONE, SLACK};

/// Reduced costs and weights of the columns and of the rows' slacks.
pub(super) struct Devex {
    reduced: Vec<f64>,
    weight: Vec<f64>,
    slack_weight: Vec<f64>,
    /// Room for what a row of the inverse gives each commodity's key.
    of_key: Vec<f64>,
}

impl Devex {
    pub fn new(master: &Master) -> Self {
        let mut devex = Self {
            reduced: Vec::new(),
            weight: vec![1.0; master.columns.cost.len()],
            slack_weight: vec![1.0; master.rows()],
            of_key: Vec::new(),
        };
        devex.refresh(master);
        devex
    }

    /// Computes the reduced costs from the master's prices.
    pub fn refresh(&mut self, master: &Master) {
        self.of_key.clear();
        self.of_key.extend((0..master.amount.len()).map(|k| master.price_of(k)));
        let columns = &master.columns;
        self.reduced.clear();
        #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
        self.reduced.extend((0..columns.cost.len()).map(|j| {
            if columns.place[j] == NONE {
                columns.priced(j as u32, &master.y) - self.of_key[columns.commodity[j] as usize]
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
        let rho = &master.rho;
        let weight = self.of(entering) / (pivot * pivot);
        let by = reduced / pivot;
        for (alpha, &key) in self.of_key.iter_mut().zip(&master.key) {
            *alpha = master.columns.entries(key).map(|(r, v)| v * rho[r]).sum();
        }
        let columns = &master.columns;
        for j in 0..self.reduced.len() {
            if columns.place[j] != NONE {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
            let own: f64 = columns.entries(j as u32).map(|(r, v)| v * rho[r]).sum();
            let alpha = own - self.of_key[columns.commodity[j] as usize];
            if alpha != 0.0 {
                self.reduced[j] -= by * alpha;
                self.weight[j] = self.weight[j].max(alpha * alpha * weight);
            }
        }
        for (&alpha, own) in rho.iter().zip(&mut self.slack_weight) {
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

    fn of(&self, variable: u32) -> f64 {
        if variable & SLACK != 0 {
            self.slack_weight[(variable & !SLACK) as usize]
        } else {
            self.weight[variable as usize]
        }
    }
}
