//! Many commodities over shared capacities, against a linear program over arcs, by laws, and at the edges.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the numbers of these tests are small"
)]

use landbridge::flow::multicommodity::{Outcome, Settings, Solver};
use landbridge::flow::{Arc, Demand, Figure, Flow, LOSSLESS, Layer, Problem, ProblemError};
use microlp::{ComparisonOp, OptimizationDirection};
use proptest::prelude::*;

/// Numbers of a random problem: nodes, capacities, arcs of two layers, demands.
fn problems() -> impl Strategy<Value = Problem> {
    let arc = (
        0..5u32,
        0..5u32,
        0..20i64,
        prop_oneof![3 => Just(LOSSLESS), 1 => 300_000..LOSSLESS],
        0..6u32,
        1..4i64,
        any::<bool>(),
    );
    let demand = (0..2u32, 0..5u32, 0..5u32, 0..12i64, 0..120i64);
    let capacities = prop::collection::vec(prop_oneof![4 => 0..12i64, 1 => Just(1_000_000_000_000_000)], 6);
    let arcs = prop::collection::vec(arc, 1..14);
    (capacities, arcs.clone(), arcs, prop::collection::vec(demand, 1..7)).prop_map(|(capacities, a, b, demands)| {
        let layer = |arcs: Vec<(u32, u32, i64, u32, u32, i64, bool)>| Layer {
            nodes: 5,
            arcs: arcs
                .into_iter()
                .map(|(tail, head, cost, keeps, capacity, parts, is_shared)| {
                    let mut uses = vec![(capacity, parts)];
                    if is_shared {
                        uses.push(((capacity + 1) % 6, 1));
                    }
                    Arc { tail, head, cost, keeps, uses }
                })
                .collect(),
        };
        let demands = demands.into_iter();
        let demands =
            demands.map(|(layer, from, to, amount, unserved_cost)| Demand { layer, from, to, amount, unserved_cost });
        Problem { capacities, layers: vec![layer(a), layer(b)], demands: demands.collect() }
    })
}

fn solve(problem: &Problem) -> (Outcome, Flow) {
    let mut solver = Solver::new(problem).expect("the problem is sound");
    let outcome = solver.run(&Settings::default());
    (outcome, solver.flow())
}

/// The least cost by a linear program with one variable for every demand and arc.
fn by_arcs(problem: &Problem) -> f64 {
    let mut lp = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut load = vec![Vec::new(); problem.capacities.len()];
    for demand in &problem.demands {
        if demand.from == demand.to {
            continue;
        }
        let layer = &problem.layers[demand.layer as usize];
        let mut balance = vec![Vec::new(); layer.nodes as usize];
        for arc in &layer.arcs {
            let flow = lp.add_var(arc.cost as f64, (0.0, f64::INFINITY));
            let keeps = f64::from(arc.keeps) / f64::from(LOSSLESS);
            if arc.tail == arc.head {
                continue;
            }
            balance[arc.head as usize].push((flow, keeps));
            balance[arc.tail as usize].push((flow, -1.0));
            for &(capacity, parts) in &arc.uses {
                load[capacity as usize].push((flow, parts as f64));
            }
        }
        let unserved = lp.add_var(demand.unserved_cost as f64, (0.0, f64::INFINITY));
        balance[demand.to as usize].push((unserved, 1.0));
        for (node, terms) in (0..).zip(&balance) {
            if node != demand.from {
                let wanted = if node == demand.to { demand.amount as f64 } else { 0.0 };
                lp.add_constraint(terms, ComparisonOp::Eq, wanted);
            }
        }
    }
    for (terms, &capacity) in load.iter().zip(&problem.capacities) {
        lp.add_constraint(terms, ComparisonOp::Le, capacity as f64);
    }
    lp.solve().expect("leaving all unserved is an answer").into_solution().expect("no time limit was set").objective()
}

/// What a flow costs; checks that its paths lead where they should and that nothing is overfilled.
fn cost_of(problem: &Problem, flow: &Flow) -> f64 {
    let mut load = vec![0.0; problem.capacities.len()];
    let mut left: Vec<f64> = problem.demands.iter().map(|d| d.amount as f64).collect();
    let mut cost = 0.0;
    for path in &flow.paths {
        let demand = &problem.demands[path.demand as usize];
        let arcs = &problem.layers[demand.layer as usize].arcs;
        assert!(path.amount >= 0.0);
        left[path.demand as usize] -= path.amount;
        let mut node = demand.to;
        let mut amount = path.amount;
        for &arc in path.arcs.iter().rev() {
            let arc = &arcs[arc as usize];
            assert_eq!(arc.head, node);
            node = arc.tail;
            amount /= f64::from(arc.keeps) / f64::from(LOSSLESS);
            cost += amount * arc.cost as f64;
            for &(capacity, parts) in &arc.uses {
                load[capacity as usize] += amount * parts as f64;
            }
        }
        assert_eq!(node, demand.from);
    }
    for (load, &capacity) in load.iter().zip(&problem.capacities) {
        assert!(*load <= capacity as f64 * (1.0 + 1e-9) + 1e-9, "{load} of {capacity}");
    }
    for (left, demand) in left.iter().zip(&problem.demands) {
        assert!(*left >= -1e-9 * (1.0 + demand.amount as f64));
        cost += left.max(0.0) * demand.unserved_cost as f64;
    }
    cost
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn costs_what_a_linear_program_over_arcs_says(problem in problems()) {
        let (outcome, flow) = solve(&problem);
        prop_assert!(outcome.is_proven, "{outcome:?}");
        prop_assert!(is_near(outcome.objective, by_arcs(&problem)), "{outcome:?} but {}", by_arcs(&problem));
        prop_assert!(is_near(outcome.objective, cost_of(&problem, &flow)));
        prop_assert!(flow.prices.iter().all(|&price| price >= 0.0));
    }

    #[test]
    fn more_capacity_never_costs_more_and_a_restart_finds_what_a_cold_run_finds(
        problem in problems(), capacity in 0..6u32, amount in 0..30i64,
    ) {
        let mut solver = Solver::new(&problem).unwrap();
        let before = solver.run(&Settings::default());
        solver.set_capacity(capacity, amount);
        let warm = solver.run(&Settings::default());
        let mut changed = problem.clone();
        changed.capacities[capacity as usize] = amount;
        let (cold, _) = solve(&changed);
        prop_assert!(warm.is_proven);
        prop_assert!(is_near(warm.objective, cold.objective), "{warm:?} {cold:?}");
        prop_assert!(is_near(warm.objective, cost_of(&changed, &solver.flow())));
        let (low, high) = if amount >= problem.capacities[capacity as usize] { (warm, before) } else { (before, warm) };
        prop_assert!(low.objective <= high.objective * (1.0 + 1e-7) + 1e-7);
    }

    #[test]
    fn closing_arcs_restarts_to_what_a_cold_run_finds_without_them(
        problem in problems(), chosen in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let mut solver = Solver::new(&problem).unwrap();
        solver.run(&Settings::default());
        let arcs: Vec<(u32, u32)> =
            chosen.iter().map(|i| (0, i.index(problem.layers[0].arcs.len()) as u32)).collect();
        let mut other = solver.clone();
        other.close(&arcs);
        let warm = other.run(&Settings::default());
        let mut changed = problem.clone();
        for &(_, arc) in &arcs {
            let arc = &mut changed.layers[0].arcs[arc as usize];
            arc.head = arc.tail;
        }
        let (cold, _) = solve(&changed);
        prop_assert!(warm.is_proven);
        prop_assert!(is_near(warm.objective, cold.objective), "{warm:?} {cold:?}");
        for path in other.flow().paths {
            let is_clear = arcs.iter().all(|arc| !path.arcs.contains(&arc.1));
            prop_assert!(is_clear || problem.demands[path.demand as usize].layer != 0);
        }
        prop_assert!(is_near(solver.run(&Settings::default()).objective, solve(&problem).0.objective));
    }

    #[test]
    fn the_order_of_arcs_and_demands_does_not_change_the_cost(problem in problems()) {
        let mut turned = problem.clone();
        turned.demands.reverse();
        turned.layers.iter_mut().for_each(|layer| layer.arcs.reverse());
        prop_assert!(is_near(solve(&problem).0.objective, solve(&turned).0.objective));
    }

    #[test]
    fn classes_of_nodes_do_not_change_the_optimum(problem in problems(), merged in 1..6u32) {
        let months = five_months(&problem);
        let by_place: Vec<u32> = (0..25).map(|node| node % 5).collect();
        let coarser: Vec<u32> = (0..25).map(|node| node % 5 % merged).collect();
        let (plain, _) = solve(&months);
        for classes in [[by_place.clone(), by_place.clone()], [coarser.clone(), by_place]] {
            let mut solver = Solver::new(&months).unwrap();
            let outcome = solver.run(&Settings { classes: Some(&classes), ..Settings::default() });
            prop_assert!(outcome.is_proven, "{outcome:?}");
            prop_assert!(is_near(outcome.objective, plain.objective), "{outcome:?} {plain:?}");
            prop_assert!(is_near(outcome.objective, cost_of(&months, &solver.flow())));
        }
    }

    #[test]
    fn a_stopped_run_is_honest(problem in problems(), rounds in 0..3u32) {
        let mut solver = Solver::new(&problem).unwrap();
        let outcome = solver.run(&Settings { rounds, ..Settings::default() });
        let best = by_arcs(&problem);
        prop_assert!(outcome.bound <= best + 1e-7 * (1.0 + best));
        prop_assert!(outcome.objective >= best - 1e-7 * (1.0 + best));
        prop_assert!(is_near(outcome.objective, cost_of(&problem, &solver.flow())));
    }
}

/// The same places in five months, at other costs, joined by a store; nothing is lost on the way.
fn five_months(problem: &Problem) -> Problem {
    let months = |layer: &Layer| {
        let moved = |arc: &Arc, month: u32| Arc {
            tail: arc.tail + 5 * month,
            head: arc.head + 5 * month,
            cost: arc.cost + i64::from(month % 3),
            keeps: LOSSLESS,
            ..arc.clone()
        };
        let mut arcs: Vec<Arc> = (0..5).flat_map(|month| layer.arcs.iter().map(move |arc| moved(arc, month))).collect();
        arcs.extend((0..4).map(|month| Arc {
            tail: 5 * month,
            head: 5 * (month + 1),
            cost: 2,
            keeps: LOSSLESS,
            uses: vec![],
        }));
        Layer { nodes: 25, arcs }
    };
    let due = |demand: &Demand, month: u32| Demand {
        from: demand.from + 5 * month,
        to: demand.to + 5 * month,
        ..demand.clone()
    };
    Problem {
        capacities: problem.capacities.clone(),
        layers: problem.layers.iter().map(months).collect(),
        demands: (0..5).flat_map(|month| problem.demands.iter().map(move |demand| due(demand, month))).collect(),
    }
}

fn line(capacity: i64, amount: i64) -> Problem {
    let arc = |tail, head| Arc { tail, head, cost: 3, keeps: LOSSLESS, uses: vec![(0, 1)] };
    Problem {
        capacities: vec![capacity],
        layers: vec![Layer { nodes: 4, arcs: vec![arc(0, 1), arc(1, 2)] }],
        demands: vec![Demand { layer: 0, from: 0, to: 2, amount, unserved_cost: 100 }],
    }
}

#[test]
fn a_path_that_uses_a_capacity_twice_fills_it_twice() {
    let (outcome, flow) = solve(&line(7, 10));
    assert!(outcome.is_proven);
    assert!(is_near(outcome.objective, 3.5 * 6.0 + 6.5 * 100.0));
    assert!(is_near(flow.prices[0], 47.0));
}

#[test]
fn nothing_to_do_is_done() {
    for (problem, cost) in [
        (Problem::default(), 0.0),
        (line(0, 10), 1000.0),
        (line(5, 0), 0.0),
        (line(1_000_000_000_000_000, 1_000_000_000), 6e9),
    ] {
        let (outcome, _) = solve(&problem);
        assert!(outcome.is_proven, "{outcome:?}");
        assert!(is_near(outcome.objective, cost));
    }
}

#[test]
fn whoever_cannot_get_there_stays_and_whoever_is_there_is_served() {
    let mut problem = line(10, 5);
    problem.demands.push(Demand { layer: 0, from: 0, to: 3, amount: 2, unserved_cost: 9 });
    problem.demands.push(Demand { layer: 0, from: 1, to: 1, amount: 4, unserved_cost: 9 });
    let (outcome, flow) = solve(&problem);
    assert!(is_near(outcome.objective, 5.0 * 6.0 + 2.0 * 9.0));
    assert!(flow.paths.iter().any(|p| p.demand == 2 && p.arcs.is_empty() && is_near(p.amount, 4.0)));
    assert!(flow.paths.iter().all(|p| p.demand != 1));
}

#[test]
fn what_is_lost_on_the_way_is_sent_besides() {
    let mut problem = line(100, 8);
    problem.layers[0].arcs[1].keeps = LOSSLESS / 2;
    let (outcome, _) = solve(&problem);
    assert!(is_near(outcome.objective, 16.0 * 6.0));
}

#[test]
fn unsound_problems_name_what_is_wrong() {
    let check = |change: fn(&mut Problem), wrong: ProblemError| {
        let mut problem = line(7, 10);
        change(&mut problem);
        assert_eq!(Solver::new(&problem).err(), Some(wrong));
    };
    // Each mistake has a test beside the check itself; here, that the solver asks it.
    check(|p| p.capacities[0] = -1, ProblemError::NegativeCapacity { capacity: 0, amount: -1 });
    check(|p| p.demands[0].to = 9, ProblemError::DemandNode { demand: 0, node: 9, nodes: 4 });
    let amount = (1 << 53) + 1;
    check(|p| p.demands[0].amount = (1 << 53) + 1, ProblemError::Inexact { figure: Figure::Amount(0), amount });
    let huge = |p: &mut Problem| {
        p.demands = vec![p.demands[0].clone(); 3];
        for demand in &mut p.demands {
            (demand.amount, demand.unserved_cost) = (1 << 53, 1 << 53);
        }
    };
    check(huge, ProblemError::UnservedTooDear);
}
