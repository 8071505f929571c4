//! What is demanded and arrives by unit of cargo, and in what costs are counted: the same for every answer on flows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::{amount_told, rounded};
use crate::capacity::Model;
use crate::model::Objective;
use crate::units::CargoUnit;

/// All demands of cargoes that are counted in one unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalRecord {
    /// The unit.
    pub unit: &'static str,
    /// How many are wanted.
    pub asked: f64,
    /// How many arrive.
    pub served: f64,
    /// How much of what is wanted arrives, in words.
    pub told: String,
}

/// So much of a cargo.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AmountRecord {
    /// A cargo's unit.
    pub unit: &'static str,
    /// How many.
    pub units: f64,
    /// The same in words.
    pub told: String,
}

/// What is demanded and arrives, by unit; `arrivals` are those of the problem's demands, in their order.
pub(super) fn totals(model: &Model<'_>, arrivals: &[f64]) -> Vec<TotalRecord> {
    let mut by_unit: BTreeMap<CargoUnit, [f64; 2]> = BTreeMap::new();
    for (demand, served) in model.problem.demands.iter().zip(arrivals) {
        let sums = by_unit.entry(model.unit(demand.layer)).or_default();
        #[allow(clippy::cast_precision_loss)]
        let asked = demand.amount as f64;
        sums[0] += asked;
        sums[1] += served.min(asked);
    }
    let told = |(unit, [asked, served]): (CargoUnit, [f64; 2])| TotalRecord {
        unit: unit.symbol(),
        asked: rounded(asked),
        served: rounded(served),
        told: format!("{} of {}", amount_told(served, unit), amount_told(asked, unit)),
    };
    by_unit.into_iter().map(told).collect()
}

/// Amounts by unit, without those that are rounding.
pub(super) fn amounts(by_unit: BTreeMap<CargoUnit, f64>) -> Vec<AmountRecord> {
    let told = |(unit, units): (CargoUnit, f64)| AmountRecord {
        unit: unit.symbol(),
        units: rounded(units),
        told: amount_told(units, unit),
    };
    by_unit.into_iter().filter(|(_, units)| units.abs() > 1e-3).map(told).collect()
}

/// What does not arrive costs together, in the problem's unit of cost.
#[allow(clippy::cast_precision_loss)]
pub(super) fn unserved_cost(model: &Model<'_>, arrivals: &[f64]) -> f64 {
    let left = model.problem.demands.iter().zip(arrivals);
    left.map(|(demand, served)| (demand.amount as f64 - served).max(0.0) * demand.unserved_cost as f64).sum()
}

/// What turns the problem's unit of cost into what people count, and what that is called.
pub(super) fn value_unit(model: &Model<'_>) -> (f64, &'static str) {
    let is_tonnes = model.layers.iter().all(|layer| layer.unit == CargoUnit::Tonne);
    match model.query.objective {
        Objective::Distance => (1e-3, if is_tonnes { "t km" } else { "unit km" }),
        Objective::Time => (1.0 / 60.0, if is_tonnes { "t h" } else { "unit h" }),
        Objective::Cost | Objective::Generalised => (1e-6, "USD"),
        Objective::Co2 => (1e-6, "kg CO2e"),
    }
}
