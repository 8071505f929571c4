//! Small random problems, and what a linear program over all their paths says.
use landbridge::flow::{Arc, Demand, Flow, LOSSLESS, Layer, PathFlow, Problem, Verdict};
use microlp::{ComparisonOp, OptimizationDirection, Problem as Lp, Solution, SolveOutcome};
use proptest::prelude::*;

/// Up to 6 nodes, 10 arcs, shared capacities with weights, losses; all small.
pub fn problem(lossy: bool) -> impl Strategy<Value = Problem> {
    let keeps =
        if lossy { prop_oneof![3 => Just(LOSSLESS), 1 => 300_000..LOSSLESS].boxed() } else { Just(LOSSLESS).boxed() };
    (2..6_u32, 1..5_usize, 1..3_usize).prop_flat_map(move |(nodes, capacities, layers)| {
        let uses = prop::collection::btree_map(0..u32::try_from(capacities).unwrap(), 1..4_i64, 0..=2)
            .prop_map(|uses| uses.into_iter().collect::<Vec<_>>());
        let arc = (0..nodes, 0..nodes, 0..20_i64, keeps.clone(), uses)
            .prop_map(|(tail, head, cost, keeps, uses)| Arc { tail, head, cost, keeps, uses });
        let layer = prop::collection::vec(arc, 1..10).prop_map(move |arcs| Layer { nodes, arcs });
        let demand = (0..u32::try_from(layers).unwrap(), 0..nodes, 0..nodes, 0..30_i64, 0..100_i64)
            .prop_map(|(layer, from, to, amount, unserved_cost)| Demand { layer, from, to, amount, unserved_cost });
        (
            prop::collection::vec(0..40_i64, capacities),
            prop::collection::vec(layer, layers),
            prop::collection::vec(demand, 1..5),
        )
            .prop_map(|(capacities, layers, demands)| Problem { capacities, layers, demands })
    })
}

pub fn any_problem() -> impl Strategy<Value = Problem> {
    prop_oneof![problem(false), problem(true)]
}

/// Factors that spoil an answer: slightly, badly, beyond sense.
pub fn noise() -> impl Strategy<Value = Vec<f64>> {
    let factor = prop_oneof![
        3 => Just(1.0),
        2 => 0.999_999..1.000_001,
        2 => 0.0..3.0,
        1 => prop_oneof![Just(-1.0), Just(f64::NAN), Just(f64::INFINITY), Just(1e300), Just(1e-300)],
    ];
    prop::collection::vec(factor, 1..12)
}

/// A path written out: what a unit that arrives costs, and takes of each capacity.
struct Way {
    demand: usize,
    arcs: Vec<u32>,
    cost: f64,
    uses: Vec<f64>,
}

/// All simple paths of all demands.
fn ways(problem: &Problem) -> Vec<Way> {
    let mut ways = Vec::new();
    for (number, demand) in problem.demands.iter().enumerate() {
        let layer = &problem.layers[demand.layer as usize];
        let mut stack = vec![(demand.from, vec![demand.from], Vec::new())];
        while let Some((node, seen, arcs)) = stack.pop() {
            if node == demand.to {
                let (mut flow, mut cost, mut uses) = (1.0, 0.0, vec![0.0; problem.capacities.len()]);
                for &arc in arcs.iter().rev() {
                    let arc: &Arc = &layer.arcs[arc as usize];
                    flow /= f64::from(arc.keeps) / f64::from(LOSSLESS);
                    cost += flow * arc.cost as f64;
                    for &(capacity, parts) in &arc.uses {
                        uses[capacity as usize] += flow * parts as f64;
                    }
                }
                ways.push(Way { demand: number, arcs, cost, uses });
                continue;
            }
            for (name, arc) in layer.arcs.iter().enumerate() {
                if arc.tail == node && !seen.contains(&arc.head) {
                    let (mut seen, mut arcs) = (seen.clone(), arcs.clone());
                    seen.push(arc.head);
                    arcs.push(name as u32);
                    stack.push((arc.head, seen, arcs));
                }
            }
        }
    }
    ways
}

/// The optimum by linear programming over all paths, and prices from the dual program.
pub fn oracle(problem: &Problem) -> (f64, Flow) {
    let ways = ways(problem);
    let mut primal = Lp::new(OptimizationDirection::Minimize);
    let carried: Vec<_> = ways
        .iter()
        .map(|way| primal.add_var(way.cost - problem.demands[way.demand].unserved_cost as f64, (0.0, f64::INFINITY)))
        .collect();
    for (number, demand) in problem.demands.iter().enumerate() {
        let row: Vec<_> = ways
            .iter()
            .zip(&carried)
            .filter(|(way, _)| way.demand == number)
            .map(|(_, &variable)| (variable, 1.0))
            .collect();
        primal.add_constraint(row, ComparisonOp::Le, demand.amount as f64);
    }
    for (number, &capacity) in problem.capacities.iter().enumerate() {
        let row: Vec<_> = ways.iter().zip(&carried).map(|(way, &variable)| (variable, way.uses[number])).collect();
        primal.add_constraint(row, ComparisonOp::Le, capacity as f64);
    }
    let flows = solved(&primal);
    let left: f64 = problem.demands.iter().map(|demand| demand.amount as f64 * demand.unserved_cost as f64).sum();

    let mut dual = Lp::new(OptimizationDirection::Maximize);
    let prices: Vec<_> =
        problem.capacities.iter().map(|&capacity| dual.add_var(-capacity as f64, (0.0, f64::INFINITY))).collect();
    let worth: Vec<_> = problem
        .demands
        .iter()
        .map(|demand| dual.add_var(demand.amount as f64, (0.0, demand.unserved_cost as f64)))
        .collect();
    for way in &ways {
        let mut row: Vec<_> = prices.iter().zip(&way.uses).map(|(&price, &parts)| (price, -parts)).collect();
        row.push((worth[way.demand], 1.0));
        dual.add_constraint(row, ComparisonOp::Le, way.cost);
    }
    let bounded = solved(&dual);
    let paths = ways
        .iter()
        .zip(&carried)
        .map(|(way, &variable)| PathFlow {
            demand: way.demand as u32,
            arcs: way.arcs.clone(),
            amount: flows.var_value(variable),
        })
        .collect();
    (flows.objective() + left, Flow { paths, prices: prices.iter().map(|&price| bounded.var_value(price)).collect() })
}

fn solved(program: &Lp) -> Solution {
    match program.solve() {
        Ok(SolveOutcome::Solution(solution)) => solution,
        other => panic!("the oracle has no answer: {other:?}"),
    }
}

/// A whole number of steps of 2^-`bits`.
pub fn value(whole: i128, bits: u32) -> f64 {
    whole as f64 / 2_f64.powi(bits.cast_signed())
}

/// The optimum of a small problem, with some slack for floating point.
pub fn optimum(problem: &Problem) -> f64 {
    oracle(problem).0
}

/// What the certificate claims is true: the optimum is not below the bound and not above the value.
pub fn is_true(problem: &Problem, verdict: &Verdict) -> bool {
    let optimum = optimum(problem);
    let slack = 1e-6 * optimum.abs().max(1.0);
    let (primal, bound) = (value(verdict.primal, verdict.amount_bits), value(verdict.bound, verdict.price_bits));
    bound <= optimum + slack && optimum <= primal + slack && verdict.gap >= 0
}
