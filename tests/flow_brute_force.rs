//! Flows on tiny graphs against all there are: every cut, every whole flow over arcs, every whole flow over paths.

use landbridge::flow::graph::{self, Graph};
use landbridge::flow::min_cost::{Method, MinCostError, min_cost_flow_by};
use landbridge::flow::min_cut::min_cuts;
use landbridge::flow::multicommodity::{Settings, Solver};
use landbridge::flow::{Arc, Demand, LOSSLESS, Layer, Problem, certify, check};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// So many values, the same in every run.
fn samples<S: Strategy>(strategy: &S, count: usize) -> impl Iterator<Item = S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(move |_| strategy.new_tree(&mut runner).expect("a value").current())
}

fn arcs(nodes: u32, most: i64, costs: std::ops::Range<i64>, count: usize) -> impl Strategy<Value = Vec<graph::Arc>> {
    let arc = (0..nodes, 0..nodes, 0..=most, costs);
    let arc = arc.prop_map(|(tail, head, capacity, cost)| graph::Arc { tail, head, capacity, cost });
    vec(arc, 0..=count)
}

#[test]
fn the_minimum_cuts_are_those_of_all_cuts_that_cost_least() {
    let graphs = (2_u32..=6).prop_flat_map(|nodes| (Just(nodes), arcs(nodes, 4, 0..1, 11)));
    let mut several = 0;
    for (nodes, arcs) in samples(&graphs, 3000) {
        let graph = Graph::new(nodes, arcs.clone()).expect("a graph");
        let found = min_cuts(&graph, &[0], &[nodes - 1]).expect("two ends");
        let crossing = |set: u32, arc: &graph::Arc| set >> arc.tail & 1 == 1 && set >> arc.head & 1 == 0;
        let cost = |set: u32| arcs.iter().filter(|arc| crossing(set, arc)).map(|arc| arc.capacity).sum::<i64>();
        let sets = (0..1_u32 << nodes).filter(|set| set & 1 == 1 && set >> (nodes - 1) & 1 == 0);
        let least = sets.clone().map(cost).min().expect("a cut");
        let best: Vec<u32> = sets.filter(|&set| cost(set) == least).collect();
        several += usize::from(best.len() > 1);
        assert_eq!(found.flow.value, i128::from(least), "{arcs:?}");
        let members = |set: u32| (0..nodes).filter(|node| set >> node & 1 == 1).collect::<Vec<u32>>();
        let all = (1_u32 << nodes) - 1;
        let smallest = best.iter().fold(all, |common, set| common & set);
        let largest = best.iter().fold(0, |together, set| together | set);
        assert_eq!(found.source_side, members(smallest), "{arcs:?}");
        assert_eq!(found.sink_side, members(all & !largest), "{arcs:?}");
        let numbered = || (0_u32..).zip(&arcs).filter(|(_, arc)| arc.capacity > 0);
        let in_some = numbered().filter(|(_, arc)| best.iter().any(|&set| crossing(set, arc)));
        assert_eq!(found.in_some, in_some.map(|(number, _)| number).collect::<Vec<u32>>(), "{arcs:?}");
        let in_every = numbered().filter(|(_, arc)| best.iter().all(|&set| crossing(set, arc)));
        let open = found.in_every.iter().filter(|&&number| arcs[number as usize].capacity > 0);
        assert_eq!(open.copied().collect::<Vec<u32>>(), in_every.map(|(number, _)| number).collect::<Vec<u32>>());
    }
    assert!(several > 300, "only {several} graphs have several minimum cuts");
}

/// The least cost of all whole flows over arcs that move the supplies; none if none does.
fn least_by_arcs(arcs: &[graph::Arc], balance: &mut [i64]) -> Option<i64> {
    let Some((arc, rest)) = arcs.split_first() else {
        return balance.iter().all(|left| *left == 0).then_some(0);
    };
    let mut best: Option<i64> = None;
    for amount in 0..=arc.capacity {
        balance[arc.tail as usize] -= amount;
        balance[arc.head as usize] += amount;
        if let Some(cost) = least_by_arcs(rest, balance) {
            let cost = cost + amount * arc.cost;
            best = Some(best.map_or(cost, |best| best.min(cost)));
        }
        balance[arc.tail as usize] += amount;
        balance[arc.head as usize] -= amount;
    }
    best
}

#[test]
fn the_least_cost_is_that_of_all_whole_flows() {
    let instances = (arcs(4, 2, -3..6, 7), vec((0_usize..4, 0_usize..4, 0_i64..3), 1..3));
    let mut moved = 0;
    for (arcs, wishes) in samples(&instances, 2000) {
        let mut supplies = [0; 4];
        for (from, to, amount) in wishes {
            supplies[from] += amount;
            supplies[to] -= amount;
        }
        let graph = Graph::new(4, arcs.clone()).expect("a graph");
        let expected = least_by_arcs(&arcs, &mut supplies.clone());
        moved += usize::from(expected.is_some());
        for method in [Method::Simplex, Method::SuccessivePaths] {
            match (min_cost_flow_by(&graph, &supplies, method), expected) {
                (Ok(found), Some(expected)) => assert_eq!(found.cost, i128::from(expected), "{arcs:?} {supplies:?}"),
                (Err(MinCostError::Infeasible { supply, capacity, .. }), None) => assert!(supply > capacity),
                (found, expected) => panic!("{found:?}, expected {expected:?}: {arcs:?} {supplies:?}"),
            }
        }
    }
    assert!((200..1900).contains(&moved), "{moved} of 2000 can be moved");
}

/// Ways between the ends of a demand that pass no node twice, as arcs.
fn simple_paths(arcs: &[Arc], from: u32, to: u32) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut open = vec![(from, 1_u32 << from, Vec::new())];
    while let Some((node, passed, path)) = open.pop() {
        if node == to {
            found.push(path);
            continue;
        }
        for (number, arc) in arcs.iter().enumerate().filter(|(_, arc)| arc.tail == node) {
            if passed >> arc.head & 1 == 0 {
                open.push((arc.head, passed | 1 << arc.head, [&path[..], &[number]].concat()));
            }
        }
    }
    found
}

/// The least cost of all whole flows over paths: of `paths` (demand, cost, parts of each capacity) from the first on.
fn least_by_paths(paths: &[(usize, i64, Vec<i64>)], left: &mut [i64], room: &mut [i64], unserved: &[i64]) -> i64 {
    let Some(((demand, cost, takes), rest)) = paths.split_first() else {
        return left.iter().zip(unserved).map(|(left, cost)| left * cost).sum();
    };
    let mut best = i64::MAX;
    let mut amount = 0;
    while amount <= left[*demand] && takes.iter().zip(room.iter()).all(|(takes, room)| takes * amount <= *room) {
        left[*demand] -= amount;
        room.iter_mut().zip(takes).for_each(|(room, takes)| *room -= takes * amount);
        best = best.min(amount * cost + least_by_paths(rest, left, room, unserved));
        room.iter_mut().zip(takes).for_each(|(room, takes)| *room += takes * amount);
        left[*demand] += amount;
        amount += 1;
    }
    best
}

fn least_whole(problem: &Problem) -> i64 {
    let arcs = &problem.layers[0].arcs;
    let mut paths = Vec::new();
    for (number, demand) in problem.demands.iter().enumerate() {
        for path in simple_paths(arcs, demand.from, demand.to) {
            let mut takes = vec![0; problem.capacities.len()];
            for &(capacity, parts) in path.iter().flat_map(|&arc| &arcs[arc].uses) {
                takes[capacity as usize] += parts;
            }
            paths.push((number, path.iter().map(|&arc| arcs[arc].cost).sum(), takes));
        }
    }
    let mut left: Vec<i64> = problem.demands.iter().map(|demand| demand.amount).collect();
    let unserved: Vec<i64> = problem.demands.iter().map(|demand| demand.unserved_cost).collect();
    least_by_paths(&paths, &mut left, &mut problem.capacities.clone(), &unserved)
}

/// The solver's optimum, with a certificate whose bound is that too.
fn optimum(problem: &Problem) -> f64 {
    let mut solver = Solver::new(problem).expect("a sound problem");
    let outcome = solver.run(&Settings::default());
    let certificate = certify(problem, &solver.flow()).expect("a certificate");
    let verdict = check(problem, &certificate).expect("a proof");
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let bound = verdict.bound as f64 / 2_f64.powi(verdict.price_bits.cast_signed());
    assert!((outcome.objective - bound).abs() < 1e-6 * (1.0 + bound), "{outcome:?}, proven {bound}");
    outcome.objective
}

/// Tail, head, cost, capacity and parts of each arc.
type Ways = Vec<(u32, u32, i64, u32, i64)>;

fn problem(capacities: Vec<i64>, ways: Ways, demands: Vec<(u32, u32, i64, i64)>) -> Problem {
    let arc =
        |(tail, head, cost, capacity, parts)| Arc { tail, head, cost, keeps: LOSSLESS, uses: vec![(capacity, parts)] };
    let demand = |(from, to, amount, unserved_cost)| Demand { layer: 0, from, to, amount, unserved_cost };
    Problem {
        capacities,
        layers: vec![Layer { nodes: 4, arcs: ways.into_iter().map(arc).collect() }],
        demands: demands.into_iter().map(demand).collect(),
    }
}

/// Four nodes and shared capacities: no whole flow costs less than the optimum, and some optima are no whole flows.
#[test]
fn no_whole_flow_of_several_demands_costs_less_than_the_optimum() {
    let way = (0_u32..4, 0_u32..4, 0_i64..6, 0_u32..4, 1_i64..3);
    let demand = (0_u32..4, 0_u32..4, 0_i64..4, 5_i64..40);
    let instances = (vec(0_i64..5, 4), vec(way, 1..7), vec(demand, 1..4));
    let mut split = 0;
    for (capacities, ways, demands) in samples(&instances, 2000) {
        let problem = problem(capacities, ways, demands);
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let (optimum, whole) = (optimum(&problem), least_whole(&problem) as f64);
        assert!(optimum <= whole + 1e-6, "{optimum}, but a whole flow costs {whole}: {problem:?}");
        split += usize::from(optimum < whole - 1e-6);
    }
    assert!(split > 20, "only {split} optima are no whole flows");
}

/// Where arcs share nothing and all demands begin at one node, some optimum is a whole flow (total unimodularity).
#[test]
fn from_one_origin_the_optimum_is_a_whole_flow() {
    let way = (0_u32..4, 0_u32..4, 0_i64..6, 0_i64..4);
    let demand = (0_u32..4, 0_i64..4, 5_i64..40);
    let instances = (vec(way, 1..7), vec(demand, 1..4));
    let mut served = 0;
    for (ways, demands) in samples(&instances, 2000) {
        let capacities = ways.iter().map(|way| way.3).collect();
        let ways = (0..).zip(&ways).map(|(number, &(tail, head, cost, _))| (tail, head, cost, number, 1)).collect();
        let demands: Vec<_> = demands.into_iter().map(|(to, amount, unserved)| (0, to, amount, unserved)).collect();
        let all: i64 = demands.iter().map(|(_, _, amount, unserved)| amount * unserved).sum();
        let problem = problem(capacities, ways, demands);
        let whole = least_whole(&problem);
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let expected = whole as f64;
        assert!((optimum(&problem) - expected).abs() < 1e-6, "{}, not {whole}: {problem:?}", optimum(&problem));
        served += usize::from(whole < all);
    }
    assert!(served > 500, "in only {served} problems does anything move");
}
