//! What is true is accepted, however the answer was come by.

use landbridge::flow::multicommodity::{Settings, Solver};
use landbridge::flow::{Arc, Complaint, Demand, Flow, LOSSLESS, Layer, PathFlow, Problem, certify, check};
use proptest::prelude::*;

use super::oracle::{any_problem, is_true, noise, oracle, value};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_a_linear_program_finds_is_proven(problem in any_problem()) {
        let (optimum, flow) = oracle(&problem);
        let certificate = certify(&problem, &flow).unwrap();
        let verdict = check(&problem, &certificate).unwrap();
        let primal = value(verdict.primal, verdict.amount_bits);
        prop_assert!((primal - optimum).abs() <= 1e-7 * optimum.abs().max(1.0), "{primal} {optimum}");
        let gap = value(verdict.gap, verdict.amount_bits.max(verdict.price_bits));
        prop_assert!(gap <= 1e-9 * optimum.max(1.0), "{gap} of {optimum}: {certificate:?}");
    }

    #[test]
    fn a_poor_answer_gets_a_true_certificate(problem in any_problem(), noise in noise()) {
        let (_, mut flow) = oracle(&problem);
        for (path, factor) in flow.paths.iter_mut().zip(noise.iter().cycle()) {
            path.amount *= factor;
        }
        for (price, factor) in flow.prices.iter_mut().zip(noise.iter().rev().cycle()) {
            *price *= factor;
        }
        let verdict = check(&problem, &certify(&problem, &flow).unwrap()).unwrap();
        prop_assert!(is_true(&problem, &verdict), "{verdict:?}");
    }

    /// Numbers to the edge of what may be said: whatever is sound gets a certificate that holds.
    #[test]
    fn large_numbers_neither_overflow_nor_crash(
        problem in any_problem(),
        stretch in prop::collection::vec(prop::sample::select(vec![1, 1_000_000_000_000_000, i64::MAX]), 8),
        noise in noise(),
    ) {
        let (_, mut flow) = oracle(&problem);
        let mut problem = problem;
        let [capacity, parts, cost, amount, unserved, ..] = stretch[..] else { unreachable!() };
        let stretch = |number: &mut i64, by: i64| *number = number.saturating_mul(by);
        problem.capacities.iter_mut().for_each(|number| stretch(number, capacity));
        for arc in problem.layers.iter_mut().flat_map(|layer| &mut layer.arcs) {
            stretch(&mut arc.cost, cost);
            arc.uses.iter_mut().for_each(|(_, number)| stretch(number, parts));
        }
        for demand in &mut problem.demands {
            stretch(&mut demand.amount, amount);
            stretch(&mut demand.unserved_cost, unserved);
        }
        for (path, factor) in flow.paths.iter_mut().zip(noise.iter().cycle()) {
            path.amount *= factor * amount as f64;
        }
        for (price, factor) in flow.prices.iter_mut().zip(noise.iter().rev().cycle()) {
            *price *= factor * unserved as f64;
        }
        let certified = certify(&problem, &flow);
        if let Some(error) = problem.validate().into_iter().next() {
            prop_assert_eq!(certified, Err(Complaint::Problem(error)));
        } else {
            let verdict = check(&problem, &certified.unwrap());
            prop_assert!(verdict.is_ok_and(|verdict| verdict.gap >= 0));
        }
    }
}

/// Through 20 arcs that each keep a millionth part nothing can be sent whose numbers fit, and prices beyond sense bound
/// nothing.
#[test]
fn losses_without_end_leave_all_unserved() {
    let arc = |tail| Arc { tail, head: tail + 1, cost: 1, keeps: 1, uses: vec![(0, 1)] };
    let demand = Demand { layer: 0, from: 0, to: 20, amount: 1_000_000_000_000_000, unserved_cost: 1_000 };
    let problem = Problem {
        capacities: vec![i64::MAX],
        layers: vec![Layer { nodes: 21, arcs: (0..20).map(arc).collect() }],
        demands: vec![demand],
    };
    let path = PathFlow { demand: 0, arcs: (0..20).collect(), amount: 1e15 };
    let certificate = certify(&problem, &Flow { paths: vec![path], prices: vec![1e300] }).unwrap();
    let verdict = check(&problem, &certificate).unwrap();
    assert_eq!((verdict.served, verdict.gap), (0, 0));
}

/// A track that both directions share, an amount that no power of two divides, and a price that is a fraction.
#[test]
fn thirds_are_proven_to_a_trillionth() {
    let arc = |tail, head, parts| Arc { tail, head, cost: 1, keeps: LOSSLESS, uses: vec![(0, parts)] };
    let demand = |from, to| Demand { layer: 0, from, to, amount: 10, unserved_cost: 100 };
    let problem = Problem {
        capacities: vec![10],
        layers: vec![Layer { nodes: 2, arcs: vec![arc(0, 1, 3), arc(1, 0, 3)] }],
        demands: vec![demand(0, 1), demand(1, 0)],
    };
    let path = |demand: u32, amount| PathFlow { demand, arcs: vec![demand], amount };
    let flow = Flow { paths: vec![path(0, 10.0 / 3.0), path(1, 0.0)], prices: vec![33.0] };
    let certificate = certify(&problem, &flow).unwrap();
    let verdict = check(&problem, &certificate).unwrap();
    assert_eq!((verdict.amount_bits, certificate.paths.len()), (40, 1));
    assert_eq!((verdict.bound, verdict.price_bits), (1_670, 0));
    // A 2^-40th part of the unit, at 99 of gain.
    assert!(verdict.gap > 0 && value(verdict.gap, 40) < 1e-10);
}

/// Each use of the capacity fits into 127 bits, both together do not.
#[test]
fn a_way_that_takes_a_capacity_twice_beyond_all_counting_is_left_out() {
    let arc = |tail| Arc { tail, head: tail + 1, cost: 0, keeps: LOSSLESS, uses: vec![(0, 1 << 24)] };
    let problem = Problem {
        capacities: vec![5],
        layers: vec![Layer { nodes: 3, arcs: vec![arc(0), arc(1)] }],
        demands: vec![Demand { layer: 0, from: 0, to: 2, amount: 1 << 62, unserved_cost: 1 }],
    };
    let flow =
        Flow { paths: vec![PathFlow { demand: 0, arcs: vec![0, 1], amount: 2_f64.powi(62) }], prices: vec![0.0] };
    let certificate = certify(&problem, &flow).unwrap();
    assert_eq!(certificate.paths, []);
    assert_eq!(check(&problem, &certificate).unwrap().served, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    /// With shared capacities, weights and losses, as the planner's own solver finds it.
    #[test]
    fn what_the_solver_finds_is_proven(problem in any_problem()) {
        let mut solver = Solver::new(&problem).unwrap();
        solver.run(&Settings::default());
        let verdict = check(&problem, &certify(&problem, &solver.flow()).unwrap()).unwrap();
        let optimum = oracle(&problem).0;
        let primal = value(verdict.primal, verdict.amount_bits);
        prop_assert!((primal - optimum).abs() <= 1e-7 * optimum.abs().max(1.0), "{primal} {optimum}");
        let gap = value(verdict.gap, verdict.amount_bits.max(verdict.price_bits));
        prop_assert!(gap <= 1e-9 * optimum.max(1.0), "{gap} of {optimum}");
    }
}
