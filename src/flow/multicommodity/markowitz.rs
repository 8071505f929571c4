//! Sparse elimination: first what needs no arithmetic (slacks, rows and columns of one entry), then the rest in an
//! order that keeps new entries few.
//!
//! # Source
//! Markowitz 1957; threshold pivoting and the search of few rows and columns as in Duff, Erisman and Reid 1986.

use super::factor::{Column, Elimination, Singular};

/// A pivot is at least this part of the largest entry of its row.
const THRESHOLD: f64 = 0.1;
/// Smaller entries are no pivots.
const TINY: f64 = 1e-9;

/// Entries that became this small are gone.
const CANCELLED: f64 = 1e-13;

const NONE: u32 = u32::MAX;

/// Eliminates the basis; on failure names the rows and slots without a pivot.
pub(super) fn eliminate(size: usize, slack_of: &[u32], columns: &[Column]) -> (Elimination, Option<Singular>) {
    let mut found = Elimination::default();
    found.pivots.reserve(size);
    let mut row_live = vec![true; size];
    for (row, &slot) in slack_of.iter().enumerate() {
        if slot != NONE {
            #[expect(clippy::cast_possible_truncation, reason = "rows are numbered in u32")]
            found.pivots.push((row as u32, slot, 1.0));
            row_live[row] = false;
        }
    }
    let mut column_live = vec![true; columns.len()];
    singletons(size, columns, &mut row_live, &mut column_live, &mut found);
    let left = Nucleus::new(size, columns, &row_live, &column_live).eliminate(columns, &mut found);
    (found, left)
}

/// Takes every pivot that stands alone in its column or row.
fn singletons(
    size: usize,
    columns: &[Column],
    row_live: &mut [bool],
    column_live: &mut [bool],
    found: &mut Elimination,
) {
    let mut row_count = vec![0u32; size];
    let mut column_count = vec![0u32; columns.len()];
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); size];
    for (j, column) in columns.iter().enumerate() {
        for &(row, value) in &column.entries {
            if row_live[row as usize] {
                row_count[row as usize] += 1;
                column_count[j] += 1;
                #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
                rows[row as usize].push(j as u32);
            } else {
                found.upper.push((row, column.slot, value));
            }
        }
    }
    let mut single_columns: Vec<usize> = (0..columns.len()).filter(|&j| column_count[j] == 1).collect();
    let mut single_rows: Vec<usize> = (0..size).filter(|&r| row_live[r] && row_count[r] == 1).collect();
    loop {
        if let Some(j) = single_columns.pop() {
            if !column_live[j] || column_count[j] != 1 {
                continue;
            }
            let (row, value) = live_entry(&columns[j], row_live);
            if value.abs() < TINY {
                continue;
            }
            found.pivots.push((row, columns[j].slot, value));
            column_live[j] = false;
            row_live[row as usize] = false;
            for &other in &rows[row as usize] {
                let other = other as usize;
                if column_live[other] {
                    let value = columns[other].entries.iter().find(|e| e.0 == row).map_or(0.0, |e| e.1);
                    found.upper.push((row, columns[other].slot, value));
                    column_count[other] -= 1;
                    if column_count[other] == 1 {
                        single_columns.push(other);
                    }
                }
            }
        } else if let Some(row) = single_rows.pop() {
            if !row_live[row] || row_count[row] != 1 {
                continue;
            }
            let Some(j) = rows[row].iter().map(|&j| j as usize).find(|&j| column_live[j]) else { continue };
            let pivot = columns[j].entries.iter().find(|e| e.0 as usize == row).map_or(0.0, |e| e.1);
            let largest = columns[j].entries.iter().map(|e| e.1.abs()).fold(0.0, f64::max);
            if pivot.abs() < TINY.max(largest * THRESHOLD) {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, reason = "rows are numbered in u32")]
            let pivot_row = row as u32;
            found.pivots.push((pivot_row, columns[j].slot, pivot));
            column_live[j] = false;
            row_live[row] = false;
            for &(other, value) in &columns[j].entries {
                if row_live[other as usize] {
                    found.lower.push((pivot_row, other, value / pivot));
                    row_count[other as usize] -= 1;
                    if row_count[other as usize] == 1 {
                        single_rows.push(other as usize);
                    }
                }
            }
        } else {
            return;
        }
    }
}

fn live_entry(column: &Column, row_live: &[bool]) -> (u32, f64) {
    column.entries.iter().copied().find(|e| row_live[e.0 as usize]).unwrap_or((0, 0.0))
}

/// What is left when no row or column has a single entry.
struct Nucleus {
    rows: Vec<Vec<(u32, f64)>>,
    columns: Vec<Vec<u32>>,
    live_rows: Vec<u32>,
    live_columns: Vec<u32>,
    mark: Vec<f64>,
    is_marked: Vec<bool>,
}

impl Nucleus {
    #[expect(clippy::cast_possible_truncation, reason = "rows and columns are numbered in u32")]
    fn new(size: usize, columns: &[Column], row_live: &[bool], column_live: &[bool]) -> Self {
        let mut rows = vec![Vec::new(); size];
        let mut by_column = vec![Vec::new(); columns.len()];
        for (j, column) in columns.iter().enumerate().filter(|&(j, _)| column_live[j]) {
            for &(row, value) in &column.entries {
                if row_live[row as usize] && value.abs() > CANCELLED {
                    rows[row as usize].push((j as u32, value));
                    by_column[j].push(row);
                }
            }
        }
        Self {
            rows,
            columns: by_column,
            live_rows: (0..size as u32).filter(|&r| row_live[r as usize]).collect(),
            live_columns: (0..columns.len() as u32).filter(|&j| column_live[j as usize]).collect(),
            mark: vec![0.0; columns.len()],
            is_marked: vec![false; columns.len()],
        }
    }

    /// A pivot with few entries beside it: place of its row and of its column among the live ones.
    fn search(&self) -> Option<(u32, u32, f64)> {
        let mut best: Option<(u32, u32, f64)> = None;
        let mut best_cost = usize::MAX;
        let consider = |row: u32, best: &mut Option<(u32, u32, f64)>, best_cost: &mut usize, only: Option<u32>| {
            let entries = &self.rows[row as usize];
            let largest = entries.iter().map(|e| e.1.abs()).fold(0.0, f64::max);
            for &(column, value) in entries {
                if only.is_some_and(|j| j != column) || value.abs() < TINY.max(THRESHOLD * largest) {
                    continue;
                }
                let cost = (entries.len() - 1) * (self.columns[column as usize].len() - 1);
                if cost < *best_cost || (cost == *best_cost && best.is_some_and(|b| value.abs() > b.2.abs())) {
                    *best_cost = cost;
                    *best = Some((row, column, value));
                }
            }
        };
        let fewest = |counts: &mut dyn Iterator<Item = (usize, u32)>| -> Vec<u32> {
            let mut few: Vec<(usize, u32)> = Vec::with_capacity(5);
            for candidate in counts {
                if candidate.0 == 0 || (few.len() == 4 && candidate >= few[3]) {
                    continue;
                }
                let at = few.partition_point(|f| *f < candidate);
                few.insert(at, candidate);
                few.truncate(4);
            }
            few.into_iter().map(|f| f.1).collect()
        };
        for row in fewest(&mut self.live_rows.iter().map(|&r| (self.rows[r as usize].len(), r))) {
            consider(row, &mut best, &mut best_cost, None);
        }
        for column in fewest(&mut self.live_columns.iter().map(|&j| (self.columns[j as usize].len(), j))) {
            if self.columns[column as usize].len() > 32 && best.is_some() {
                continue;
            }
            for &row in &self.columns[column as usize] {
                consider(row, &mut best, &mut best_cost, Some(column));
            }
        }
        if best.is_none() {
            for &row in &self.live_rows {
                consider(row, &mut best, &mut best_cost, None);
            }
        }
        best
    }

    fn eliminate(mut self, columns: &[Column], found: &mut Elimination) -> Option<Singular> {
        while !self.live_columns.is_empty() {
            let Some((row, column, pivot)) = self.search() else {
                let slots = self.live_columns.iter().map(|&j| columns[j as usize].slot).collect();
                return Some(Singular { rows: self.live_rows, slots });
            };
            self.pivot(row, column, pivot, columns, found);
        }
        None
    }

    fn pivot(&mut self, row: u32, column: u32, pivot: f64, columns: &[Column], found: &mut Elimination) {
        found.pivots.push((row, columns[column as usize].slot, pivot));
        let pivot_row = std::mem::take(&mut self.rows[row as usize]);
        let pivot_column = std::mem::take(&mut self.columns[column as usize]);
        self.live_rows.swap_remove(self.live_rows.iter().position(|&r| r == row).unwrap_or(0));
        self.live_columns.swap_remove(self.live_columns.iter().position(|&j| j == column).unwrap_or(0));
        for &(j, value) in &pivot_row {
            if j != column {
                found.upper.push((row, columns[j as usize].slot, value));
                let entries = &mut self.columns[j as usize];
                if let Some(at) = entries.iter().position(|&r| r == row) {
                    entries.swap_remove(at);
                }
                self.mark[j as usize] = value;
            }
        }
        for &other in &pivot_column {
            if other == row {
                continue;
            }
            let entries = &mut self.rows[other as usize];
            let Some(at) = entries.iter().position(|e| e.0 == column) else { continue };
            let multiplier = entries.swap_remove(at).1 / pivot;
            found.lower.push((row, other, multiplier));
            for entry in entries.iter_mut() {
                let value = self.mark[entry.0 as usize];
                if value != 0.0 {
                    entry.1 -= multiplier * value;
                    self.is_marked[entry.0 as usize] = true;
                }
            }
            entries.retain(|entry| {
                let is_kept = entry.1.abs() > CANCELLED;
                if !is_kept {
                    let rows = &mut self.columns[entry.0 as usize];
                    if let Some(at) = rows.iter().position(|&r| r == other) {
                        rows.swap_remove(at);
                    }
                }
                is_kept
            });
            for &(j, value) in &pivot_row {
                if j == column {
                    continue;
                }
                if self.is_marked[j as usize] {
                    self.is_marked[j as usize] = false;
                } else {
                    entries.push((j, -multiplier * value));
                    self.columns[j as usize].push(other);
                }
            }
        }
        for &(j, _) in &pivot_row {
            self.mark[j as usize] = 0.0;
        }
    }
}
