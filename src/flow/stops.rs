//! What stops a demand that is not served in full?

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Arc, Demand, LOSSLESS, Layer, Problem};

/// What became of the way that is cheapest for a demand at cost and prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// There is no way.
    NoWay,
    /// These capacities on it have a price, or there is nothing of them; in order of the way, each once.
    Full(Vec<u32>),
    /// None has: the way costs as much as leaving a unit unserved.
    TooDear,
}

/// How finely prices are counted: 2^-20 of a unit of cost.
const FINE: f64 = 1_048_576.0;

/// What stops more of a demand: at the optimum each of its ways costs at least as much, prices of full capacities
/// counted, as leaving a unit unserved. The cheapest is looked at. Capacities of which there is nothing have no price, so
/// a way over them is looked at only where there is no other.
///
/// # Cost
/// One Dijkstra search, or two.
pub fn what_stops(problem: &Problem, prices: &[f64], demand: u32) -> Stop {
    let demand = &problem.demands[demand as usize];
    let is_none = |capacity: u32| problem.capacities[capacity as usize] == 0;
    let is_open = |arc: &Arc| !arc.uses.iter().any(|&(capacity, _)| is_none(capacity));
    let layer = &problem.layers[demand.layer as usize];
    let way = cheapest_way(layer, demand, prices, is_open).or_else(|| cheapest_way(layer, demand, prices, |_| true));
    let Some(way) = way else { return Stop::NoWay };
    let mut full: Vec<u32> = Vec::new();
    for capacity in way.iter().flat_map(|arc| &arc.uses).map(|&(capacity, _)| capacity) {
        if (prices[capacity as usize] > 0.0 || is_none(capacity)) && !full.contains(&capacity) {
            full.push(capacity);
        }
    }
    if full.is_empty() { Stop::TooDear } else { Stop::Full(full) }
}

/// The arcs by which a delivered unit costs least, at cost and prices. Dijkstra.
fn cheapest_way<'a>(
    layer: &'a Layer,
    demand: &Demand,
    prices: &[f64],
    is_open: impl Fn(&Arc) -> bool,
) -> Option<Vec<&'a Arc>> {
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); layer.nodes as usize];
    layer
        .arcs
        .iter()
        .enumerate()
        .filter(|(_, arc)| is_open(arc))
        .for_each(|(index, arc)| from[arc.tail as usize].push(index));
    let mut reached: Vec<Option<(u128, usize)>> = vec![None; layer.nodes as usize];
    let mut settled = vec![false; layer.nodes as usize];
    let mut open = BinaryHeap::from([Reverse((0_u128, demand.from))]);
    while let Some(Reverse((cost, node))) = open.pop() {
        if std::mem::replace(&mut settled[node as usize], true) {
            continue;
        }
        for &index in &from[node as usize] {
            let arc = &layer.arcs[index];
            let next = behind(arc, cost.saturating_add(cost_of(arc, prices)));
            let known = &mut reached[arc.head as usize];
            if arc.head != demand.from && known.is_none_or(|(known, _)| next < known) {
                *known = Some((next, index));
                open.push(Reverse((next, arc.head)));
            }
        }
    }
    let mut way = Vec::new();
    let mut node = demand.to;
    while node != demand.from {
        let (_, index) = reached[node as usize]?;
        way.push(&layer.arcs[index]);
        node = layer.arcs[index].tail;
    }
    way.reverse();
    Some(way)
}

/// What a unit that comes out of an arc costs, if one that goes in has cost so much.
fn behind(arc: &Arc, cost: u128) -> u128 {
    if arc.keeps == LOSSLESS { cost } else { cost.saturating_mul(LOSSLESS.into()) / u128::from(arc.keeps) }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "prices are not negative, and far from 2^128"
)]
#[expect(clippy::cast_precision_loss, reason = "a price is no better known than that")]
fn cost_of(arc: &Arc, prices: &[f64]) -> u128 {
    let priced: f64 = arc.uses.iter().map(|&(capacity, parts)| prices[capacity as usize] * parts as f64).sum();
    (u128::from(arc.cost.unsigned_abs()) << 20) + (priced.max(0.0) * FINE) as u128
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two arcs in a row; the second is full.
    #[test]
    fn the_priced_capacity_on_the_way_is_named() {
        let arc = |tail, head, capacity| Arc { tail, head, cost: 1, keeps: LOSSLESS, uses: vec![(capacity, 1)] };
        let demand = |to| Demand { layer: 0, from: 0, to, amount: 5, unserved_cost: 100 };
        let problem = Problem {
            capacities: vec![9, 3],
            layers: vec![Layer { nodes: 4, arcs: vec![arc(0, 1, 0), arc(1, 2, 1)] }],
            demands: vec![demand(2), demand(3)],
        };
        assert_eq!(what_stops(&problem, &[0.0, 98.0], 0), Stop::Full(vec![1]));
        assert_eq!(what_stops(&problem, &[0.0, 0.0], 0), Stop::TooDear);
        assert_eq!(what_stops(&problem, &[0.0, 98.0], 1), Stop::NoWay);
    }

    /// From 0 to 1 two arcs side by side: the cheaper has no capacity (0), the other (1) is full.
    #[test]
    fn a_way_over_nothing_is_looked_at_last() {
        let arc = |cost, capacity| Arc { tail: 0, head: 1, cost, keeps: LOSSLESS, uses: vec![(capacity, 1)] };
        let demand = Demand { layer: 0, from: 0, to: 1, amount: 5, unserved_cost: 100 };
        let mut problem = Problem {
            capacities: vec![0, 3],
            layers: vec![Layer { nodes: 2, arcs: vec![arc(1, 0), arc(9, 1)] }],
            demands: vec![demand],
        };
        assert_eq!(what_stops(&problem, &[0.0, 91.0], 0), Stop::Full(vec![1]));
        problem.layers[0].arcs.pop();
        assert_eq!(what_stops(&problem, &[0.0, 0.0], 0), Stop::Full(vec![0]), "it is what stops the demand");
    }

    /// From 0 to 1 two arcs side by side: one loses nine tenths, so that what it costs is paid ten times over.
    #[test]
    fn what_is_lost_counts() {
        let arc = |cost, keeps, capacity| Arc { tail: 0, head: 1, cost, keeps, uses: vec![(capacity, 1)] };
        let problem = Problem {
            capacities: vec![3, 3],
            layers: vec![Layer { nodes: 2, arcs: vec![arc(10, LOSSLESS / 10, 0), arc(20, LOSSLESS, 1)] }],
            demands: vec![Demand { layer: 0, from: 0, to: 1, amount: 5, unserved_cost: 100 }],
        };
        assert_eq!(what_stops(&problem, &[0.0, 80.0], 0), Stop::TooDear);
        assert_eq!(what_stops(&problem, &[5.0, 60.0], 0), Stop::Full(vec![1]), "100 + 50 beside 20 + 60");
    }
}
