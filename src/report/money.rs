//! What an itinerary costs by what it is paid for, and its greenhouse gas, as the reader sees them.
//!
//! Parts are rounded so that they sum to the rounded whole: largest remainders, in cents.

use serde::Serialize;

use super::itinerary::Quantiles;
use super::rounding::kg;
use crate::graph::{Co2e, CostPart, Costs, Spread};
use crate::units::Money;

/// Money by what it is paid for. The parts sum to `cost_usd`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CostBreakdown {
    /// Freight rates of sections and lanes, fuel included.
    pub line_haul: Quantiles,
    /// Ports, changes of mode and gauge, terminals.
    pub handling: Quantiles,
    /// Borders.
    pub border: Quantiles,
    /// Canals and other passages.
    pub toll: Quantiles,
    /// Escort by icebreakers.
    pub escort: Quantiles,
}

impl CostBreakdown {
    /// Of these costs.
    pub fn new(costs: &Costs) -> Self {
        let column = |pick: fn(Spread<Money>) -> Money| {
            let parts: Vec<i64> = CostPart::ALL.iter().map(|(part, _)| pick(costs[*part]).micro()).collect();
            cents(&parts)
        };
        let (low, typ, high) = (column(|s| s.low), column(|s| s.typ), column(|s| s.high));
        let part = |part: CostPart| {
            let index = part as usize;
            Quantiles { p10: low[index], p50: typ[index], p90: high[index] }
        };
        Self {
            line_haul: part(CostPart::LineHaul),
            handling: part(CostPart::Handling),
            border: part(CostPart::Border),
            toll: part(CostPart::Toll),
            escort: part(CostPart::Escort),
        }
    }

    /// Its parts with what they are called, in the order of output.
    pub fn parts(&self) -> [(&'static str, Quantiles); 5] {
        [
            ("line haul", self.line_haul),
            ("handling", self.handling),
            ("borders", self.border),
            ("tolls", self.toll),
            ("escort", self.escort),
        ]
    }
}

/// Dollars in whole cents that sum to the cents of the sum: what is left over goes to the largest remainders.
#[allow(clippy::cast_precision_loss)]
fn cents(micro: &[i64]) -> Vec<f64> {
    const CENT: i64 = 10_000;
    let whole = (micro.iter().sum::<i64>() + CENT / 2).div_euclid(CENT);
    let mut floors: Vec<i64> = micro.iter().map(|part| part.div_euclid(CENT)).collect();
    let mut order: Vec<usize> = (0..micro.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(micro[*index].rem_euclid(CENT)), *index));
    let left = usize::try_from(whole - floors.iter().sum::<i64>()).unwrap_or(0);
    for index in order.into_iter().take(left) {
        floors[index] += 1;
    }
    floors.into_iter().map(|cents| cents as f64 / 100.0).collect()
}

/// Greenhouse gas of moving one unit of the cargo.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Co2eRecord {
    /// From the tank to the wheel: what the vehicle itself sets free.
    pub ttw_kg: Quantiles,
    /// From the well to the wheel: making and bringing the fuel or current included.
    pub wtw_kg: Quantiles,
    /// The unit of the cargo.
    pub per: &'static str,
}

impl Co2eRecord {
    /// Of this gas for one `per`.
    pub fn new(gas: &Co2e, per: &'static str) -> Self {
        let quantiles = |spread: Spread<crate::units::Emission>| Quantiles {
            p10: kg(spread.low),
            p50: kg(spread.typ),
            p90: kg(spread.high),
        };
        Self { ttw_kg: quantiles(gas.ttw), wtw_kg: quantiles(gas.wtw), per }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_cents_sum_to_the_whole_in_cents() {
        for parts in [[3_333, 3_333, 3_334], [4_999, 4_999, 4_999], [15_000, 5_000, 0], [0, 0, 0]] {
            let whole = Money::from_micro(parts.iter().sum());
            let sum: f64 = cents(&parts).iter().sum();
            assert!((sum - super::super::rounding::usd(whole)).abs() < 1e-9, "{parts:?}");
        }
    }
}
