//! Small random flow problems, and their least cost by a linear program that knows nothing of paths.

// Each test crate uses its own part of this.
#![allow(dead_code)]

use landbridge::flow::multicommodity::{Settings, Solver};
use landbridge::flow::{Arc, Demand, LOSSLESS, Layer, Problem};
use microlp::{ComparisonOp, OptimizationDirection, Problem as Program};
use proptest::collection::vec;
use proptest::prelude::*;

/// Two layers over one set of nodes: links whose two directions share a capacity on both layers, one-way arcs with
/// losses, and a capacity that several arcs share. Parallel arcs, no capacity and no demand are among them.
pub fn problems() -> impl Strategy<Value = Problem> {
    (3u32..7).prop_flat_map(|nodes| {
        let end = 0..nodes;
        let link = (end.clone(), end.clone(), 0i64..12, 1i64..10, 1i64..4);
        let way = (end.clone(), end.clone(), 0i64..10, prop_oneof![Just(LOSSLESS), 500_000..LOSSLESS]);
        let demand = (0u32..2, end.clone(), end, 0i64..9, 20i64..90);
        (vec(link, 1..9), vec(way, 0..4), 0i64..15, vec(demand, 1..6)).prop_map(
            move |(links, ways, shared, demands)| {
                let mut layers = vec![Layer { nodes, arcs: Vec::new() }; 2];
                let mut capacities = vec![shared];
                for (from, to, amount, cost, parts) in links.into_iter().filter(|link| link.0 != link.1) {
                    let capacity = u32::try_from(capacities.len()).expect("few");
                    capacities.push(amount);
                    for (layer, parts) in layers.iter_mut().zip([1, parts]) {
                        for (tail, head) in [(from, to), (to, from)] {
                            layer.arcs.push(Arc { tail, head, cost, keeps: LOSSLESS, uses: vec![(capacity, parts)] });
                        }
                    }
                }
                for (tail, head, cost, keeps) in ways.into_iter().filter(|way| way.0 != way.1) {
                    layers[1].arcs.push(Arc { tail, head, cost, keeps, uses: vec![(0, 2)] });
                }
                let demand =
                    |(layer, from, to, amount, unserved_cost)| Demand { layer, from, to, amount, unserved_cost };
                let apart = |demand: &Demand| demand.from != demand.to;
                let demands = demands.into_iter().map(demand).filter(apart).collect();
                Problem { capacities, layers, demands }
            },
        )
    })
}

/// Elements of such a problem: the arcs of each link on all layers, and each one-way arc.
pub fn elements(problem: &Problem) -> Vec<Vec<(u32, u32)>> {
    let mut elements: Vec<Vec<(u32, u32)>> = vec![Vec::new(); problem.capacities.len()];
    for (layer, arcs) in (0..).zip(&problem.layers) {
        for (arc, uses) in (0..).zip(arcs.arcs.iter().map(|arc| &arc.uses)) {
            match uses[0].0 {
                0 => elements.push(vec![(layer, arc)]),
                capacity => elements[capacity as usize].push((layer, arc)),
            }
        }
    }
    elements
}

/// The problem without some of its arcs: what remains of each is a loop that leads nowhere.
pub fn without(problem: &Problem, lost: &[(u32, u32)]) -> Problem {
    let mut rest = problem.clone();
    for &(layer, arc) in lost {
        let arc = &mut rest.layers[layer as usize].arcs[arc as usize];
        arc.head = arc.tail;
    }
    rest
}

/// The solver's value, from scratch.
pub fn cold(problem: &Problem) -> f64 {
    Solver::new(problem).expect("a sound problem").run(&Settings::default()).objective
}

/// The least cost by a linear program over arcs.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub fn least_cost(problem: &Problem) -> f64 {
    let mut program = Program::new(OptimizationDirection::Minimize);
    let mut taken = vec![Vec::new(); problem.capacities.len()];
    let mut unserved = 0.0;
    for demand in &problem.demands {
        unserved += (demand.amount * demand.unserved_cost) as f64;
        let layer = &problem.layers[demand.layer as usize];
        let mut balance = vec![Vec::new(); layer.nodes as usize];
        for arc in &layer.arcs {
            let flow = program.add_var(arc.cost as f64, (0.0, f64::INFINITY));
            balance[arc.tail as usize].push((flow, -1.0));
            if arc.tail != arc.head {
                balance[arc.head as usize].push((flow, f64::from(arc.keeps) / f64::from(LOSSLESS)));
            }
            for &(capacity, parts) in &arc.uses {
                taken[capacity as usize].push((flow, parts as f64));
            }
        }
        let arrives = program.add_var(-(demand.unserved_cost as f64), (0.0, demand.amount as f64));
        balance[demand.to as usize].push((arrives, -1.0));
        for (_, terms) in (0u32..).zip(balance).filter(|(node, _)| *node != demand.from) {
            if !terms.is_empty() {
                program.add_constraint(&terms[..], ComparisonOp::Eq, 0.0);
            }
        }
    }
    for (terms, &parts) in taken.iter().zip(&problem.capacities) {
        if !terms.is_empty() {
            program.add_constraint(&terms[..], ComparisonOp::Le, parts as f64);
        }
    }
    let solution = program.solve().expect("solved").into_solution().expect("optimal");
    unserved + solution.objective()
}

/// Whether two values agree to rounding.
pub fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-5 * one.abs().max(1.0)
}
