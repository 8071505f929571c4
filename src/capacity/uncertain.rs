//! Which figures of a model are known within bounds only, and what rises and falls together.

use std::collections::BTreeSet;

use super::model::{ArcMeaning, Model};
use crate::distribution::Spread;
use crate::flow::monte_carlo::{Uncertain, UncertainCapacity, UncertainCost};
use crate::model::Objective;
use crate::restrictions::Step;

impl Model<'_> {
    /// Capacities whose figures have a spread; where ways are compared by time, transfers whose dwell has one too.
    ///
    /// All capacities of one line, transfer or group rise and fall together, in all parts of the period; so does the dwell
    /// of one transfer.
    pub fn uncertain(&self) -> Uncertain {
        let mut uncertain = Uncertain::default();
        for (capacity, limit) in (0..).zip(&self.limits) {
            let (low, high) = limit.low_high;
            if (low, high) != (limit.available, limit.available) {
                let parts =
                    Spread { low: low.min(limit.available), typ: limit.available, high: high.max(limit.available) };
                let group = group("capacity", limit.of.id(self.network));
                uncertain.capacities.push(UncertainCapacity { capacity, group, parts });
            }
        }
        if self.query.objective == Objective::Time {
            for (layer, meaning) in (0..).zip(&self.layers) {
                for (arc, what) in (0..).zip(&meaning.arcs) {
                    if let ArcMeaning::Take(step) = what {
                        uncertain.costs.extend(self.dwell(layer, arc, self.structure.steps()[*step as usize]));
                    }
                }
            }
        }
        uncertain
    }

    /// How many groups of figures are drawn.
    pub fn uncertain_groups(uncertain: &Uncertain) -> usize {
        let capacities = uncertain.capacities.iter().map(|one| one.group);
        capacities.chain(uncertain.costs.iter().map(|one| one.group)).collect::<BTreeSet<u64>>().len()
    }

    fn dwell(&self, layer: u32, arc: u32, step: Step) -> Option<UncertainCost> {
        let Step::Undergo { transfer, .. } = step else { return None };
        let part = &self.parts[self.part_of(layer, arc) as usize];
        let transfer = &self.network.transfers[transfer];
        let figure = transfer.time.on(part.first).figure;
        let [low, typ, high] = [figure.low, figure.typ, figure.high].map(|minutes| i64::from(minutes.get()));
        let cost = self.problem.layers[layer as usize].arcs[arc as usize].cost;
        let cost = Spread { low: (cost - (typ - low)).max(0), typ: cost, high: cost + (high - typ) };
        let group = group("dwell", &transfer.id);
        (low != high).then_some(UncertainCost { layer, arc, group, cost })
    }
}

/// A number for what rises and falls together: FNV-1a (Fowler, Noll and Vo) of its kind and id.
fn group(kind: &str, id: &str) -> u64 {
    let bytes = kind.bytes().chain(std::iter::once(0)).chain(id.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
