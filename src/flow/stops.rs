//! What stops a demand that is not served in full?

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Arc, Problem};

/// What became of the way that is cheapest for a demand at cost and prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// There is no way.
    NoWay,
    /// These capacities on it have a price, in order of the way, each once.
    Full(Vec<u32>),
    /// None has: the way costs as much as leaving a unit unserved.
    TooDear,
}

/// How finely prices are counted: 2^-20 of a unit of cost.
const FINE: f64 = 1_048_576.0;

/// What stops more of a demand: at the optimum each of its ways costs at least as much, prices of full capacities
/// counted, as leaving a unit unserved. The cheapest is looked at.
///
/// # Cost
/// One Dijkstra search.
pub fn what_stops(problem: &Problem, prices: &[f64], demand: u32) -> Stop {
    let demand = &problem.demands[demand as usize];
    let layer = &problem.layers[demand.layer as usize];
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); layer.nodes as usize];
    layer.arcs.iter().enumerate().for_each(|(index, arc)| from[arc.tail as usize].push(index));
    let mut reached: Vec<Option<(u128, usize)>> = vec![None; layer.nodes as usize];
    let mut settled = vec![false; layer.nodes as usize];
    let mut open = BinaryHeap::from([Reverse((0_u128, demand.from))]);
    while let Some(Reverse((cost, node))) = open.pop() {
        if std::mem::replace(&mut settled[node as usize], true) {
            continue;
        }
        for &index in &from[node as usize] {
            let arc = &layer.arcs[index];
            let next = cost + cost_of(arc, prices);
            let known = &mut reached[arc.head as usize];
            if arc.head != demand.from && known.is_none_or(|(known, _)| next < known) {
                *known = Some((next, index));
                open.push(Reverse((next, arc.head)));
            }
        }
    }
    let mut full: Vec<u32> = Vec::new();
    let mut node = demand.to;
    while node != demand.from {
        let Some((_, index)) = reached[node as usize] else { return Stop::NoWay };
        let arc = &layer.arcs[index];
        let priced = arc.uses.iter().map(|&(capacity, _)| capacity).filter(|capacity| prices[*capacity as usize] > 0.0);
        for capacity in priced {
            if !full.contains(&capacity) {
                full.push(capacity);
            }
        }
        node = arc.tail;
    }
    full.reverse();
    if full.is_empty() { Stop::TooDear } else { Stop::Full(full) }
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
    use crate::flow::{Demand, LOSSLESS, Layer};

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
}
