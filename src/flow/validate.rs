//! Is a [`Problem`] sound, so that sums cannot overflow and every index leads somewhere?

use std::iter;

use super::problem::{Arc, Demand, LOSSLESS, Layer, Problem};
use super::problem_error::{Figure, LARGEST_EXACT, LARGEST_SUM, MOST_NODES, ProblemError};

impl Problem {
    /// Finds the first thing for which the solver could not solve it: what [`Self::validate`] finds, then figures beyond
    /// [`LARGEST_EXACT`].
    ///
    /// # Errors
    /// That thing.
    ///
    /// # Cost
    /// O(arcs + uses + demands).
    pub fn check_solvable(&self) -> Result<(), ProblemError> {
        if let Some(error) = self.validate().into_iter().next() {
            return Err(error);
        }
        let large = self.figures().find(|&(_, amount)| amount > LARGEST_EXACT);
        large.map_or(Ok(()), |(figure, amount)| Err(ProblemError::Inexact { figure, amount }))
    }

    /// All numbers but those of nodes and what arcs keep, in the order in which [`Self::validate`] looks at them.
    fn figures(&self) -> impl Iterator<Item = (Figure, i64)> {
        let capacities = self.capacities.iter().enumerate().map(|(number, &amount)| (Figure::Capacity(number), amount));
        let arcs = self.layers.iter().enumerate().flat_map(|(layer, content)| {
            content.arcs.iter().enumerate().flat_map(move |(arc, content)| {
                let parts = move |&(capacity, parts): &(u32, i64)| (Figure::Parts { layer, arc, capacity }, parts);
                iter::once((Figure::Cost { layer, arc }, content.cost)).chain(content.uses.iter().map(parts))
            })
        });
        let demands = self.demands.iter().enumerate().flat_map(|(number, demand)| {
            [(Figure::Amount(number), demand.amount), (Figure::UnservedCost(number), demand.unserved_cost)]
        });
        capacities.chain(arcs).chain(demands)
    }

    /// All that is wrong: capacities, then layers with their arcs, then demands, then sums. Empty if sound.
    ///
    /// # Cost
    /// O(arcs + uses + demands).
    pub fn validate(&self) -> Vec<ProblemError> {
        let mut errors = Vec::new();
        for (capacity, &amount) in self.capacities.iter().enumerate() {
            if amount < 0 {
                errors.push(ProblemError::NegativeCapacity { capacity, amount });
            }
        }
        for (number, layer) in self.layers.iter().enumerate() {
            self.validate_layer(number, layer, &mut errors);
        }
        for (number, demand) in self.demands.iter().enumerate() {
            self.validate_demand(number, demand, &mut errors);
        }
        // Sums of what is negative or unplaced say nothing.
        if errors.is_empty() {
            self.validate_sums(&mut errors);
        }
        errors
    }

    fn validate_layer(&self, layer: usize, content: &Layer, errors: &mut Vec<ProblemError>) {
        let nodes = content.nodes;
        if nodes > MOST_NODES {
            errors.push(ProblemError::TooManyNodes { layer, nodes });
        }
        for (number, arc) in content.arcs.iter().enumerate() {
            let Arc { tail, head, cost, keeps, .. } = *arc;
            for node in [tail, head] {
                if node >= nodes {
                    errors.push(ProblemError::ArcNode { layer, arc: number, node, nodes });
                }
            }
            if cost < 0 {
                errors.push(ProblemError::NegativeCost { layer, arc: number, cost });
            }
            if keeps == 0 || keeps > LOSSLESS {
                errors.push(ProblemError::Keeps { layer, arc: number, keeps });
            }
            self.validate_uses((layer, number), &arc.uses, errors);
        }
    }

    fn validate_uses(&self, (layer, arc): (usize, usize), uses: &[(u32, i64)], errors: &mut Vec<ProblemError>) {
        let capacities = self.capacities.len();
        for &(capacity, parts) in uses {
            if usize::try_from(capacity).map_or(true, |index| index >= capacities) {
                errors.push(ProblemError::UnknownCapacity { layer, arc, capacity, capacities });
            }
            if parts < 1 {
                errors.push(ProblemError::NoParts { layer, arc, capacity, parts });
            }
        }
        let mut named: Vec<u32> = uses.iter().map(|&(capacity, _)| capacity).collect();
        named.sort_unstable();
        let twice = named.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        errors.extend(twice.map(|capacity| ProblemError::UsedTwice { layer, arc, capacity }));
    }

    fn validate_demand(&self, number: usize, demand: &Demand, errors: &mut Vec<ProblemError>) {
        let Demand { layer, from, to, amount, unserved_cost } = *demand;
        if let Some(content) = usize::try_from(layer).ok().and_then(|index| self.layers.get(index)) {
            for node in [from, to] {
                if node >= content.nodes {
                    errors.push(ProblemError::DemandNode { demand: number, node, nodes: content.nodes });
                }
            }
        } else {
            errors.push(ProblemError::UnknownLayer { demand: number, layer, layers: self.layers.len() });
        }
        if amount < 0 {
            errors.push(ProblemError::NegativeDemand { demand: number, amount });
        }
        if unserved_cost < 0 {
            errors.push(ProblemError::NegativeUnservedCost { demand: number, unserved_cost });
        }
    }

    fn validate_sums(&self, errors: &mut Vec<ProblemError>) {
        let total: i128 = self.demands.iter().map(|demand| i128::from(demand.amount)).sum();
        if total > i128::from(i64::MAX) {
            errors.push(ProblemError::TooMuchAsked { total });
        }
        let unserved = |demand: &Demand| i128::from(demand.amount) * i128::from(demand.unserved_cost);
        let sum = self.demands.iter().try_fold(0_i128, |sum, demand| sum.checked_add(unserved(demand)));
        if sum.is_none_or(|sum| sum > LARGEST_SUM) {
            errors.push(ProblemError::UnservedTooDear);
        }
        for (layer, content) in self.layers.iter().enumerate() {
            let dearest = content.arcs.iter().map(|arc| i128::from(arc.cost)).max().unwrap_or(0);
            let along = (dearest * i128::from(content.nodes)).checked_mul(total);
            if along.is_none_or(|along| along > LARGEST_SUM) {
                errors.push(ProblemError::PathTooDear { layer });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One unit of capacity 0 along one arc from node 0 to node 1, for one demand.
    fn sound() -> Problem {
        let arc = Arc { tail: 0, head: 1, cost: 3, keeps: LOSSLESS, uses: vec![(0, 1)] };
        Problem {
            capacities: vec![7],
            layers: vec![Layer { nodes: 2, arcs: vec![arc] }],
            demands: vec![Demand { layer: 0, from: 0, to: 1, amount: 5, unserved_cost: 100 }],
        }
    }

    fn found(change: impl Fn(&mut Problem)) -> Vec<ProblemError> {
        let mut problem = sound();
        change(&mut problem);
        problem.validate()
    }

    #[test]
    fn each_mistake_is_named() {
        use ProblemError as E;
        let (layer, arc) = (0, 0);
        assert_eq!(found(|_| ()), []);
        assert_eq!(found(|p| p.capacities[0] = -1), [E::NegativeCapacity { capacity: 0, amount: -1 }]);
        assert_eq!(found(|p| p.layers[0].nodes = u32::MAX), [E::TooManyNodes { layer, nodes: u32::MAX }]);
        assert_eq!(found(|p| p.layers[0].arcs[0].head = 2), [E::ArcNode { layer, arc, node: 2, nodes: 2 }]);
        assert_eq!(found(|p| p.layers[0].arcs[0].cost = -2), [E::NegativeCost { layer, arc, cost: -2 }]);
        for keeps in [0, LOSSLESS + 1] {
            assert_eq!(found(|p| p.layers[0].arcs[0].keeps = keeps), [E::Keeps { layer, arc, keeps }]);
        }
        let unknown = E::UnknownCapacity { layer, arc, capacity: 1, capacities: 1 };
        assert_eq!(found(|p| p.layers[0].arcs[0].uses[0].0 = 1), [unknown]);
        let none = E::NoParts { layer, arc, capacity: 0, parts: 0 };
        assert_eq!(found(|p| p.layers[0].arcs[0].uses[0].1 = 0), [none]);
        let twice = E::UsedTwice { layer, arc, capacity: 0 };
        assert_eq!(found(|p| p.layers[0].arcs[0].uses.push((0, 2))), [twice]);
        assert_eq!(found(|p| p.demands[0].layer = 1), [E::UnknownLayer { demand: 0, layer: 1, layers: 1 }]);
        assert_eq!(found(|p| p.demands[0].from = 9), [E::DemandNode { demand: 0, node: 9, nodes: 2 }]);
        assert_eq!(found(|p| p.demands[0].amount = -5), [E::NegativeDemand { demand: 0, amount: -5 }]);
        let pays = E::NegativeUnservedCost { demand: 0, unserved_cost: -1 };
        assert_eq!(found(|p| p.demands[0].unserved_cost = -1), [pays]);
    }

    #[test]
    fn sums_that_do_not_fit_are_named_and_large_ones_that_fit_are_not() {
        use ProblemError as E;
        let twice = |p: &mut Problem| {
            p.demands[0].amount = i64::MAX;
            p.demands.push(p.demands[0].clone());
        };
        assert_eq!(found(twice), [E::TooMuchAsked { total: 2 * i128::from(i64::MAX) }]);
        let dear = |p: &mut Problem| {
            p.demands[0].amount = 1 << 60;
            p.demands[0].unserved_cost = i64::MAX;
        };
        assert_eq!(found(dear), [E::UnservedTooDear]);
        let far = |p: &mut Problem| {
            p.demands[0].amount = 1 << 60;
            p.layers[0].arcs[0].cost = i64::MAX;
        };
        assert_eq!(found(far), [E::PathTooDear { layer: 0 }]);
        let large = |p: &mut Problem| {
            p.capacities[0] = i64::MAX;
            p.demands[0].amount = 1_000_000_000_000_000;
            p.demands[0].unserved_cost = 1_000_000_000_000_000;
        };
        assert_eq!(found(large), []);
    }

    #[test]
    fn figures_that_floating_point_would_round_are_refused_by_the_solver_only() {
        let check = |figure: Figure, set: fn(&mut Problem, i64)| {
            for (amount, refused) in [(LARGEST_EXACT, false), (LARGEST_EXACT + 1, true)] {
                let mut problem = sound();
                set(&mut problem, amount);
                assert_eq!(problem.validate(), []);
                let expected = if refused { Err(ProblemError::Inexact { figure, amount }) } else { Ok(()) };
                assert_eq!(problem.check_solvable(), expected);
            }
        };
        let (layer, arc, capacity) = (0, 0, 0);
        check(Figure::Capacity(0), |p, amount| p.capacities[0] = amount);
        check(Figure::Cost { layer, arc }, |p, amount| p.layers[0].arcs[0].cost = amount);
        check(Figure::Parts { layer, arc, capacity }, |p, amount| p.layers[0].arcs[0].uses[0].1 = amount);
        check(Figure::Amount(0), |p, amount| p.demands[0].amount = amount);
        check(Figure::UnservedCost(0), |p, amount| p.demands[0].unserved_cost = amount);
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let many = |p: &mut Problem| {
            p.capacities[0] = -1;
            p.layers[0].arcs[0].cost = -1;
            p.demands[0].amount = -1;
        };
        assert_eq!(found(many).len(), 3);
        let mut problem = sound();
        many(&mut problem);
        assert_eq!(problem.check_solvable(), Err(ProblemError::NegativeCapacity { capacity: 0, amount: -1 }));
    }
}
