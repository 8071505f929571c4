//! The dual simplex method for variables with two bounds.

use super::basis::Inverse;
use super::problem::{Failure, Row, Solution, Variable, lower_bound};

/// A problem and where its solution stands. Variables come first, then one sum for each row.
#[derive(Debug, Clone)]
pub struct Simplex {
    variables: Vec<Variable>,
    /// The rows, each divided by its scale.
    rows: Vec<Row>,
    /// Largest factor of each row as it was given.
    scales: Vec<f64>,
    /// Which variable or sum each position of the basis holds.
    basis: Vec<usize>,
    /// Where each variable or sum stands.
    places: Vec<Place>,
    inverse: Inverse,
    /// Pivots since the inverse was computed anew.
    age: usize,
    /// Reduced costs no larger than this count as none.
    grain: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Basic,
    Low,
    High,
}

/// Bounds are kept to within this share of the figures involved.
const TOLERANCE: f64 = 1e-9;
/// Factors smaller than this are no pivots.
const PIVOT: f64 = 1e-9;
/// The inverse is computed anew after so many pivots.
const REFRESH: usize = 50;
/// After so many steps without progress the least index is taken, which cannot go round in circles (Bland 1977).
const PATIENCE: usize = 50;

impl Simplex {
    /// A problem without rows.
    ///
    /// # Errors
    /// [`Failure::Variable`].
    pub fn new(variables: Vec<Variable>) -> Result<Self, Failure> {
        let is_sound = |variable: &Variable| {
            let finite = [variable.cost, variable.low, variable.high].into_iter().all(f64::is_finite);
            finite && variable.low <= variable.high
        };
        if let Some(index) = variables.iter().position(|variable| !is_sound(variable)) {
            return Err(Failure::Variable(index));
        }
        let places = vec![Place::Low; variables.len()];
        let grain = TOLERANCE * variables.iter().fold(0.0, |most: f64, variable| most.max(variable.cost.abs()));
        let (rows, scales, basis) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { variables, rows, scales, basis, places, inverse: Inverse::default(), age: 0, grain })
    }

    /// One more row; the next solution goes on from the last.
    ///
    /// # Errors
    /// [`Failure::Row`].
    pub fn add(&mut self, mut row: Row) -> Result<(), Failure> {
        let is_factor = |&(index, factor): &(usize, f64)| index < self.variables.len() && factor.is_finite();
        if !row.factors.iter().all(is_factor) || row.low.is_nan() || row.high.is_nan() || row.low > row.high {
            return Err(Failure::Row(self.rows.len()));
        }
        let largest = row.factors.iter().fold(0.0, |most: f64, (_, factor)| most.max(factor.abs()));
        let scale = if largest > 0.0 { largest } else { 1.0 };
        row.factors.iter_mut().for_each(|(_, factor)| *factor /= scale);
        (row.low, row.high) = (row.low / scale, row.high / scale);
        self.scales.push(scale);
        let mut dense = vec![0.0; self.variables.len()];
        row.factors.iter().for_each(|&(index, factor)| dense[index] = factor);
        let factors: Vec<f64> = self.basis.iter().map(|&held| dense.get(held).copied().unwrap_or(0.0)).collect();
        self.inverse.grow(&factors);
        self.basis.push(self.places.len());
        self.places.push(Place::Basic);
        self.rows.push(row);
        Ok(())
    }

    /// The cheapest point.
    ///
    /// # Errors
    /// [`Failure::Infeasible`] with its proof, [`Failure::Stalled`].
    ///
    /// # Cost
    /// A step takes time in proportion to the square of the number of rows, and to the number of factors.
    ///
    /// # Source
    /// Lemke 1954 (dual simplex); Maros 2003 (the ratio test that passes over bounds).
    pub fn solve(&mut self) -> Result<Solution, Failure> {
        let mut stalled = 0;
        for _ in 0..100 * (self.places.len() + 10) {
            if self.age >= REFRESH {
                self.refresh()?;
            }
            let prices = self.prices();
            let reduced = self.reduced(&prices);
            self.rest(&reduced);
            let values = self.values();
            let Some((position, missing)) = self.leaving(&values, stalled > PATIENCE) else {
                return Ok(self.solution(values, prices));
            };
            let step = self.step(position, missing, &reduced, stalled > PATIENCE)?;
            stalled = if step > self.grain { 0 } else { stalled + 1 };
        }
        Err(Failure::Stalled)
    }

    /// Bounds of a variable or sum.
    fn bounds(&self, index: usize) -> (f64, f64) {
        match index.checked_sub(self.variables.len()) {
            None => (self.variables[index].low, self.variables[index].high),
            Some(row) => (self.rows[row].low, self.rows[row].high),
        }
    }

    /// Where a variable or sum rests that is not basic.
    fn resting(&self, index: usize) -> f64 {
        let (low, high) = self.bounds(index);
        if self.places[index] == Place::High { high } else { low }
    }

    /// Prices of the rows at the basis of the moment.
    fn prices(&self) -> Vec<f64> {
        let cost = |&index: &usize| self.variables.get(index).map_or(0.0, |variable| variable.cost);
        self.inverse.premultiplied(&self.basis.iter().map(cost).collect::<Vec<_>>())
    }

    /// `factors` summed down every column, sums included: `factors * (rows, -1)`.
    fn across(&self, factors: &[f64]) -> Vec<f64> {
        let mut across = vec![0.0; self.places.len()];
        for (index, (row, &multiplier)) in self.rows.iter().zip(factors).enumerate() {
            if multiplier != 0.0 {
                row.factors.iter().for_each(|&(variable, factor)| across[variable] += multiplier * factor);
                across[self.variables.len() + index] = -multiplier;
            }
        }
        across
    }

    fn reduced(&self, prices: &[f64]) -> Vec<f64> {
        let mut reduced: Vec<f64> = self.across(prices).into_iter().map(|share| -share).collect();
        reduced.iter_mut().zip(&self.variables).for_each(|(reduced, variable)| *reduced += variable.cost);
        reduced
    }

    /// Puts whatever is not basic to the bound that its reduced cost asks for.
    fn rest(&mut self, reduced: &[f64]) {
        for (index, &reduced) in reduced.iter().enumerate() {
            let (low, high) = self.bounds(index);
            let wanted = if reduced > 0.0 { Place::Low } else { Place::High };
            let bound = if reduced > 0.0 { low } else { high };
            let resting = self.places[index] != Place::Basic && bound.is_finite();
            if resting && (reduced.abs() > self.grain || !self.resting(index).is_finite()) {
                self.places[index] = wanted;
            }
        }
    }

    /// Values of all variables and sums.
    fn values(&self) -> Vec<f64> {
        let mut values: Vec<f64> = (0..self.places.len())
            .map(|index| if self.places[index] == Place::Basic { 0.0 } else { self.resting(index) })
            .collect();
        let rest: Vec<f64> = (self.rows.iter().zip(&values[self.variables.len()..]))
            .map(|(row, sum)| sum - row.factors.iter().map(|&(index, factor)| factor * values[index]).sum::<f64>())
            .collect();
        for (&index, value) in self.basis.iter().zip(self.inverse.times(&rest)) {
            values[index] = value;
        }
        values
    }

    /// Position in the basis that breaks its bound the most, and by how much it must change.
    fn leaving(&self, values: &[f64], by_index: bool) -> Option<(usize, f64)> {
        let mut found: Option<(usize, f64)> = None;
        for (position, &index) in self.basis.iter().enumerate() {
            let (low, high) = self.bounds(index);
            let missing = if values[index] < low { low - values[index] } else { (high - values[index]).min(0.0) };
            let bound = if missing > 0.0 { low } else { high };
            if missing == 0.0 || missing.abs() <= TOLERANCE * (1.0 + bound.abs()) {
                continue;
            }
            let better = found.is_none_or(
                |(best, most)| {
                    if by_index { index < self.basis[best] } else { missing.abs() > most.abs() }
                },
            );
            if better {
                found = Some((position, missing));
            }
        }
        found
    }

    /// Takes what stands at `position` to the bound it misses; returns how far the prices moved.
    fn step(&mut self, position: usize, missing: f64, reduced: &[f64], by_index: bool) -> Result<f64, Failure> {
        let multipliers = self.inverse.row(position).to_vec();
        let across = self.across(&multipliers);
        let mut candidates: Vec<(f64, usize)> = Vec::new();
        for (index, &place) in self.places.iter().enumerate() {
            let (low, high) = self.bounds(index);
            let pull = -across[index] * missing.signum();
            let may = match place {
                Place::Basic => false,
                Place::Low => pull > PIVOT,
                Place::High => pull < -PIVOT,
            };
            if may && low < high {
                let reduced = if reduced[index].abs() > self.grain { reduced[index] } else { 0.0 };
                candidates.push(((reduced / pull).max(0.0), index));
            }
        }
        // Of equal ratios the largest pivot first, unless the least index is asked for.
        candidates.sort_by(|a, b| {
            let size = |index: usize| if by_index { 0.0 } else { -across[index].abs() };
            a.0.total_cmp(&b.0).then(size(a.1).total_cmp(&size(b.1))).then(a.1.cmp(&b.1))
        });
        // While the miss outlasts what a candidate can give between its bounds, it goes to its other bound and the next
        // one is looked at.
        let leaving = self.basis[position];
        let (low, high) = self.bounds(leaving);
        let bound = if missing > 0.0 { low } else { high };
        let mut left = missing.abs() - TOLERANCE * (1.0 + bound.abs());
        let mut entering = None;
        for (passed, &(_, index)) in candidates.iter().enumerate() {
            let (low, high) = self.bounds(index);
            left -= across[index].abs() * (high - low);
            if by_index || left <= 0.0 {
                entering = Some(passed);
                break;
            }
        }
        let Some(passed) = entering else {
            let against = -missing.signum();
            let multipliers = multipliers.iter().map(|entry| entry * against).collect();
            let multipliers = self.unscaled(&self.without_rounding(multipliers));
            return Err(Failure::Infeasible { multipliers });
        };
        for &(_, index) in &candidates[..passed] {
            self.places[index] = if self.places[index] == Place::Low { Place::High } else { Place::Low };
        }
        let (ratio, entering) = candidates[passed];
        let column = self.inverse.times(&self.column(entering));
        self.places[leaving] = if missing > 0.0 { Place::Low } else { Place::High };
        self.places[entering] = Place::Basic;
        self.basis[position] = entering;
        self.inverse.pivot(position, &column);
        self.age += 1;
        Ok(ratio)
    }

    /// Column of a variable or sum.
    fn column(&self, index: usize) -> Vec<f64> {
        let entry = |(number, row): (usize, &Row)| match index.checked_sub(self.variables.len()) {
            None => row.factors.iter().find(|&&(variable, _)| variable == index).map_or(0.0, |&(_, factor)| factor),
            Some(sum) => -f64::from(u8::from(sum == number)),
        };
        self.rows.iter().enumerate().map(entry).collect()
    }

    fn refresh(&mut self) -> Result<(), Failure> {
        let columns: Vec<Vec<f64>> = self.basis.iter().map(|&index| self.column(index)).collect();
        self.inverse = Inverse::of(&columns).ok_or(Failure::Stalled)?;
        self.age = 0;
        Ok(())
    }

    fn solution(&self, values: Vec<f64>, prices: Vec<f64>) -> Solution {
        let costs: Vec<f64> = self.variables.iter().map(|variable| variable.cost).collect();
        // What is within rounding of a bound is on it.
        let within = |(variable, value): (&Variable, f64)| value.clamp(variable.low, variable.high);
        let values: Vec<f64> = self.variables.iter().zip(values).map(within).collect();
        let cost = costs.iter().zip(&values).map(|(cost, value)| cost * value).sum();
        let prices = self.without_rounding(prices);
        let bound = lower_bound(&self.variables, &self.rows, &prices);
        Solution { values, prices: self.unscaled(&prices), cost, bound }
    }

    /// A price that asks for a bound that is not there is rounding.
    fn without_rounding(&self, prices: Vec<f64>) -> Vec<f64> {
        let bound = |row: &Row, price: f64| if price > 0.0 { row.low } else { row.high };
        self.rows
            .iter()
            .zip(prices)
            .map(|(row, price)| if bound(row, price).is_finite() { price } else { 0.0 })
            .collect()
    }

    /// Prices of the rows as they were given.
    fn unscaled(&self, prices: &[f64]) -> Vec<f64> {
        prices.iter().zip(&self.scales).map(|(price, scale)| price / scale).collect()
    }
}
