//! The ways found so far, and which capacities they can fill: only those get a row in the master.

use std::sync::Arc;

use super::master::{Master, NONE};
use super::network::{Commodity, Network};

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
    /// What all ways together take of each capacity, at `amount` on each.
    pub fn load(&self, amount: impl Fn(usize) -> f64, capacities: usize) -> Vec<f64> {
        let mut load = vec![0.0; capacities];
        for (w, way) in self.ways.iter().enumerate() {
            let amount = amount(w);
            if amount != 0.0 {
                for &(c, parts) in &way.usage {
                    load[c as usize] += parts * amount;
                }
            }
        }
        load
    }

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
        master.columns.is_closed.push(false);
        true
    }

    /// The least that a unit of each commodity costs at these prices, over a way that is known or by staying unserved.
    pub fn least(&self, network: &Network, master: &Master, price: &[f64]) -> Vec<f64> {
        let priced = |column: u32| {
            let way = &self.ways[column as usize - self.of.len()];
            way.cost + way.usage.iter().map(|&(c, parts)| price[c as usize] * parts).sum::<f64>()
        };
        let least = |(columns, commodity): (&Vec<u32>, &Commodity)| {
            let open = columns.iter().filter(|&&column| !master.columns.is_closed[column as usize]);
            open.map(|&column| priced(column)).fold(commodity.unserved_cost, f64::min)
        };
        self.of.iter().zip(&network.commodities).map(least).collect()
    }

    /// Forgets the ways that are not to be kept; none of them may be in the basis.
    #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
    pub fn retain(&mut self, master: &mut Master, keep: &[bool]) {
        let first = self.of.len();
        let mut number = vec![NONE; keep.len()];
        let mut next = first;
        for (w, &keep) in keep.iter().enumerate() {
            if keep {
                number[w] = next as u32;
                let (from, to) = (first + w, next);
                master.columns.cost[to] = master.columns.cost[from];
                master.columns.commodity[to] = master.columns.commodity[from];
                master.columns.place[to] = master.columns.place[from];
                master.columns.is_closed[to] = master.columns.is_closed[from];
                next += 1;
            }
        }
        master.columns.cost.truncate(next);
        master.columns.commodity.truncate(next);
        master.columns.place.truncate(next);
        master.columns.is_closed.truncate(next);
        let renumber = |column: &mut u32| {
            if *column as usize >= first && *column & super::master::SLACK == 0 {
                *column = number[*column as usize - first];
            }
        };
        master.basic.iter_mut().for_each(renumber);
        master.key.iter_mut().for_each(renumber);
        for columns in &mut self.of {
            columns.retain(|&column| keep[column as usize - first]);
            columns.iter_mut().for_each(renumber);
        }
        let mut at = 0;
        self.ways.retain(|_| {
            at += 1;
            keep[at - 1]
        });
        self.clear_entries(master);
    }

    /// No way has entries in the master.
    fn clear_entries(&self, master: &mut Master) {
        master.columns.start.truncate(self.of.len() + 1);
        master.columns.row.clear();
        master.columns.value.clear();
    }

    /// Gives a row to every capacity named that has none yet, and fills in the entries that the master lacks.
    #[expect(clippy::cast_possible_truncation, reason = "rows are numbered in u32")]
    pub fn fill(
        &mut self,
        master: &mut Master,
        wanted: impl Iterator<Item = u32>,
        limit: impl Fn(usize) -> (f64, f64),
    ) {
        let before = master.rows();
        for capacity in wanted {
            let c = capacity as usize;
            if self.row_of[c] == NONE {
                self.row_of[c] = master.rows() as u32;
                self.capacity_of.push(capacity);
                let (limit, shift) = limit(c);
                master.add_row(limit, shift);
            }
        }
        if master.rows() > before {
            self.clear_entries(master);
        }
        let columns = &mut master.columns;
        let known = columns.start.len() - 1 - self.of.len();
        for way in &self.ways[known..] {
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
