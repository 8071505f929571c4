//! The ways found so far, and which capacities they can fill: only those get a row in the master.

use std::sync::Arc;

use super::master::{Master, NONE};
use super::network::Network;

/// A way of one commodity; figures per unit delivered.
pub(super) struct Way {
    pub arcs: Vec<u32>,
    pub cost: f64,
    /// Capacities and parts it takes.
    pub usage: Vec<(u32, f64)>,
}

/// All ways, in the order of the master's columns after the unserved ones.
#[derive(Clone, Default)]
pub(super) struct Pool {
    pub ways: Vec<Arc<Way>>,
    /// Columns of each commodity, without the unserved one.
    pub of: Vec<Vec<u32>>,
    /// The master's row of each capacity.
    pub row_of: Vec<u32>,
    /// The capacity of each row.
    pub capacity_of: Vec<u32>,
}

impl Pool {
    pub fn new(commodities: usize, capacities: usize) -> Self {
        Self { of: vec![Vec::new(); commodities], row_of: vec![NONE; capacities], ..Self::default() }
    }

    /// Adds a way, if the commodity does not have it yet.
    #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
    pub fn add(&mut self, network: &Network, master: &mut Master, k: u32, arcs: Vec<u32>) -> bool {
        let first = self.of.len();
        let mine = &mut self.of[k as usize];
        if mine.iter().any(|&column| self.ways[column as usize - first].arcs == arcs) {
            return false;
        }
        let mut usage = Vec::new();
        let cost = network.usage(network.commodities[k as usize].layer, &arcs, &mut usage);
        mine.push((first + self.ways.len()) as u32);
        self.ways.push(Arc::new(Way { arcs, cost, usage }));
        master.columns.cost.push(cost);
        master.columns.commodity.push(k);
        master.columns.place.push(NONE);
        true
    }

    /// Gives a row to every capacity that the ways known could overfill, and fills in the master's entries.
    #[expect(clippy::cast_possible_truncation, reason = "rows are numbered in u32")]
    pub fn fill(&mut self, master: &mut Master, capacities: &[f64], shift: impl Fn(usize) -> f64) {
        let first = self.of.len();
        let mut most = vec![0.0f64; capacities.len()];
        let mut seen: Vec<(u32, f64)> = vec![(NONE, 0.0); capacities.len()];
        for (k, columns) in (0u32..).zip(&self.of) {
            let amount = master.amount[k as usize];
            for &column in columns {
                for &(capacity, parts) in &self.ways[column as usize - first].usage {
                    let c = capacity as usize;
                    if self.row_of[c] != NONE {
                        continue;
                    }
                    let before = if seen[c].0 == k { seen[c].1 } else { 0.0 };
                    if parts > before {
                        most[c] += (parts - before) * amount;
                        seen[c] = (k, parts);
                    }
                }
            }
        }
        for (c, &most) in most.iter().enumerate() {
            if self.row_of[c] == NONE && most > capacities[c] {
                self.row_of[c] = master.rows() as u32;
                self.capacity_of.push(c as u32);
                master.add_row(capacities[c], shift(c));
            }
        }
        let columns = &mut master.columns;
        columns.start.truncate(first + 1);
        columns.row.clear();
        columns.value.clear();
        for way in &self.ways {
            for &(capacity, parts) in &way.usage {
                let row = self.row_of[capacity as usize];
                if row != NONE {
                    columns.row.push(row);
                    columns.value.push(parts);
                }
            }
            columns.start.push(columns.row.len() as u32);
        }
    }
}
