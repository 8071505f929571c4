//! The cheapest way to run a grid.
//!
//! Kirchhoff's laws make every line's flow a fixed sum of the injections (power transfer distribution factors), so the
//! dispatch is a linear problem with one row for the balance of each island and one for each line that might be full.
//! Rows are made only for lines that a dispatch without them overloads, until none is.

use super::elimination::Elimination;
use super::flow::{DcFlow, flow_of};
use super::grid::{Complaint, Grid, Line};
use crate::flow::linear::{Failure, Row, Simplex, Variable};

/// Who can give and who wants to take, on which grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Market {
    /// Buses and alternating-current lines.
    pub grid: Grid,
    /// Who can give.
    pub sources: Vec<Source>,
    /// Who wants to take.
    pub loads: Vec<Load>,
    /// One-way direct-current cables; a cable for both ways is two.
    pub cables: Vec<Cable>,
}

/// A power station.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Source {
    /// At which bus.
    pub bus: u32,
    /// Most it can give.
    pub most: f64,
    /// What one unit costs; not negative.
    pub cost: f64,
}

/// A demand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// At which bus.
    pub bus: u32,
    /// What it wants.
    pub amount: f64,
    /// What one unit costs that it does not get; not negative.
    pub unserved_cost: f64,
}

/// A way from bus to bus whose flow is chosen, not found: it keeps to no voltage law.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cable {
    /// From this bus.
    pub from: u32,
    /// To this one.
    pub to: u32,
    /// Most that can enter.
    pub most: f64,
    /// What one unit that enters costs; not negative.
    pub cost: f64,
    /// Share of what enters that comes out, above 0 and at most 1.
    pub keeps: f64,
}

/// The cheapest dispatch, and what proves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// What each source gives.
    pub outputs: Vec<f64>,
    /// What each load does not get.
    pub unserved: Vec<f64>,
    /// What enters each cable.
    pub cables: Vec<f64>,
    /// What that means for the lines.
    pub flow: DcFlow,
    /// Cost of outputs, cables and what is not served.
    pub cost: f64,
    /// No dispatch within the limits costs less.
    pub bound: f64,
    /// What one more unit of load costs at each bus.
    pub prices: Vec<f64>,
    /// What one more unit of each line's limit, in the direction of its flow, would save; positive only where the line is full.
    pub line_prices: Vec<f64>,
}

/// A line may be over its limit by this share of it and of all load: rounding.
const OVER: f64 = 1e-8;

/// Finds it. There always is one: all loads can be shed.
///
/// # Errors
/// [`Complaint::Line`], [`Complaint::Part`], [`Complaint::Stalled`].
///
/// # Cost
/// One elimination of the grid; for each line that gets a row one solution with it, and a few steps of the simplex
/// method.
///
/// # Source
/// Wood, Wollenberg and Sheblé, Power Generation, Operation and Control, 3rd ed. 2014, chapter 8.
pub fn dispatch(market: &Market) -> Result<Schedule, Complaint> {
    market.check()?;
    // What flows on a weak line beside a strong one is rounding to the latter: some room helps where limits leave none.
    attempt(market, 0.0).or_else(|_| attempt(market, OVER / 2.0))
}

/// Finds it where limits are wider by this share of them and of all load.
fn attempt(market: &Market, room: f64) -> Result<Schedule, Complaint> {
    let grid = &market.grid;
    let elimination = Elimination::new(grid);
    let mut simplex = Simplex::new(market.variables()).map_err(stalled)?;
    let mut rows: Vec<Meaning> = Vec::new();
    let mut firsts = elimination.islands.clone();
    firsts.sort_unstable();
    firsts.dedup();
    for first in firsts {
        let weight = |bus: u32| f64::from(u8::from(elimination.islands[bus as usize] == first));
        let weights: Vec<f64> = (0..grid.buses).map(weight).collect();
        let load = market.load(&weights);
        simplex.add(Row { factors: market.factors(&weights), low: load, high: load }).map_err(stalled)?;
        rows.push(Meaning { weights, line: None });
    }
    let all: f64 = market.loads.iter().map(|load| load.amount).sum();
    loop {
        let solution = simplex.solve().map_err(stalled)?;
        let injections = market.injections(&solution.values);
        let flow = flow_of(grid, &elimination, &injections);
        let has_row = |line: usize| rows.iter().any(|row| row.line == Some(line));
        let is_over = |line: usize| {
            let (flow, limits) = (flow.flows[line], &grid.lines[line]);
            let (size, limit) = if flow >= 0.0 { (flow, limits.limit) } else { (-flow, limits.back_limit) };
            size - limit > OVER * (limit + all)
        };
        let overloaded: Vec<usize> = (0..grid.lines.len()).filter(|&line| is_over(line) && !has_row(line)).collect();
        if overloaded.is_empty() {
            return Ok(market.schedule(
                &solution.values,
                &solution.prices,
                &rows,
                flow,
                (solution.cost, solution.bound),
            ));
        }
        for number in overloaded {
            let line = grid.lines[number];
            let mut unit = vec![0.0; grid.buses as usize];
            unit[line.from as usize] += 1.0;
            unit[line.to as usize] -= 1.0;
            let weights = shares(&elimination, line, &unit);
            let load = market.load(&weights);
            let wide = |limit: f64| limit + room * (limit + all);
            let (low, high) = (load - wide(line.back_limit), load + wide(line.limit));
            let row = Row { factors: market.factors(&weights), low, high };
            simplex.add(row).map_err(stalled)?;
            rows.push(Meaning { weights, line: Some(number) });
        }
    }
}

/// What a unit injected at each bus adds to the flow on a line; `unit` goes in at its one end and out at the other.
///
/// Only differences count within an island, as its injections sum to zero. They are taken from the middle: then no share
/// is larger than it must be.
fn shares(elimination: &Elimination, line: Line, unit: &[f64]) -> Vec<f64> {
    let angles = elimination.angles(unit);
    let (low, high) = angles.iter().fold((0.0_f64, 0.0_f64), |(low, high), &angle| (low.min(angle), high.max(angle)));
    let middle = f64::midpoint(low, high);
    let island = elimination.islands[line.from as usize];
    let share = |(angle, &of): (f64, &u32)| if of == island { line.susceptance * (angle - middle) } else { 0.0 };
    angles.into_iter().zip(&elimination.islands).map(share).collect()
}

/// What a row is about: the injections with these weights, summed.
struct Meaning {
    weights: Vec<f64>,
    /// The line whose flow that is; `None` for the balance of an island.
    line: Option<usize>,
}

impl Market {
    /// Whether all figures are usable.
    fn check(&self) -> Result<(), Complaint> {
        self.grid.check()?;
        let at = |bus: u32| bus < self.grid.buses;
        let amount = |figure: f64| figure.is_finite() && figure >= 0.0;
        let source = |part: &Source| at(part.bus) && amount(part.most) && amount(part.cost);
        let load = |part: &Load| at(part.bus) && amount(part.amount) && amount(part.unserved_cost);
        let cable = |part: &Cable| {
            let keeps = part.keeps > 0.0 && part.keeps <= 1.0;
            at(part.from) && at(part.to) && amount(part.most) && amount(part.cost) && keeps
        };
        let bad = |word, place: Option<usize>| place.map_or(Ok(()), |place| Err(Complaint::Part(word, place)));
        bad("source", self.sources.iter().position(|part| !source(part)))?;
        bad("load", self.loads.iter().position(|part| !load(part)))?;
        bad("cable", self.cables.iter().position(|part| !cable(part)))
    }

    /// Outputs, then what is not served, then what enters cables.
    fn variables(&self) -> Vec<Variable> {
        let variable = |cost, high| Variable { cost, low: 0.0, high };
        let outputs = self.sources.iter().map(|source| variable(source.cost, source.most));
        let unserved = self.loads.iter().map(|load| variable(load.unserved_cost, load.amount));
        let cables = self.cables.iter().map(|cable| variable(cable.cost, cable.most));
        outputs.chain(unserved).chain(cables).collect()
    }

    /// What each variable adds to the weighted sum of the injections.
    fn factors(&self, weights: &[f64]) -> Vec<(usize, f64)> {
        let weight = |bus: u32| weights[bus as usize];
        let outputs = self.sources.iter().map(|source| weight(source.bus));
        let unserved = self.loads.iter().map(|load| weight(load.bus));
        let cables = self.cables.iter().map(|cable| cable.keeps * weight(cable.to) - weight(cable.from));
        outputs.chain(unserved).chain(cables).enumerate().filter(|&(_, factor)| factor != 0.0).collect()
    }

    /// Weighted sum of the loads.
    fn load(&self, weights: &[f64]) -> f64 {
        self.loads.iter().map(|load| load.amount * weights[load.bus as usize]).sum()
    }

    fn injections(&self, values: &[f64]) -> Vec<f64> {
        let (outputs, rest) = values.split_at(self.sources.len());
        let (unserved, cables) = rest.split_at(self.loads.len());
        let mut injections = vec![0.0; self.grid.buses as usize];
        for (source, output) in self.sources.iter().zip(outputs) {
            injections[source.bus as usize] += output;
        }
        for (load, unserved) in self.loads.iter().zip(unserved) {
            injections[load.bus as usize] -= load.amount - unserved;
        }
        for (cable, entering) in self.cables.iter().zip(cables) {
            injections[cable.from as usize] -= entering;
            injections[cable.to as usize] += cable.keeps * entering;
        }
        injections
    }

    fn schedule(
        &self,
        values: &[f64],
        row_prices: &[f64],
        rows: &[Meaning],
        flow: DcFlow,
        (cost, bound): (f64, f64),
    ) -> Schedule {
        let (outputs, rest) = values.split_at(self.sources.len());
        let (unserved, cables) = rest.split_at(self.loads.len());
        let mut prices = vec![0.0; self.grid.buses as usize];
        let mut line_prices = vec![0.0; self.grid.lines.len()];
        for (row, &price) in rows.iter().zip(row_prices) {
            prices.iter_mut().zip(&row.weights).for_each(|(sum, weight)| *sum += price * weight);
            if let Some(line) = row.line {
                line_prices[line] = price.abs();
            }
        }
        Schedule {
            outputs: outputs.to_vec(),
            unserved: unserved.to_vec(),
            cables: cables.to_vec(),
            flow,
            cost,
            bound,
            prices,
            line_prices,
        }
    }
}

/// Figures were checked before, and shedding all loads keeps to every row: what may still fail is rounding.
fn stalled(_: Failure) -> Complaint {
    Complaint::Stalled
}
