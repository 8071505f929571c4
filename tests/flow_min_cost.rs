//! Flows of least cost against enumeration, assignment by another library, and their own proof.
//!
//! Runs are repeatable: the seed is fixed, and nothing is written to disk. `PROPTEST_CASES` asks for more cases.

use landbridge::flow::graph::{Arc, Graph, MAX_CAPACITY};
use landbridge::flow::max_flow::max_flow;
use landbridge::flow::min_cost::{Method, MinCostError, MinCostFlow, min_cost_flow, min_cost_flow_by};
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const SEED: u64 = 20_260_502;
const QUADRILLION: i64 = 1_000_000_000_000_000;

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(SEED), failure_persistence: None, ..ProptestConfig::default() }
}

#[derive(Debug, Clone)]
struct Case {
    graph: Graph,
    supplies: Vec<i64>,
}

fn arc(tail: u32, head: u32, capacity: i64, cost: i64) -> Arc {
    Arc { tail, head, capacity, cost }
}

fn graph(nodes: u32, arcs: Vec<Arc>) -> Graph {
    Graph::new(nodes, arcs).expect("a graph")
}

/// Graphs of 2 to `most` nodes; supplies are often those of a flow, so that they can be moved, and always balance.
fn cases(most: u32, per_node: usize, least_cost: i64, capacities: BoxedStrategy<i64>) -> impl Strategy<Value = Case> {
    (2..=most, any::<bool>()).prop_flat_map(move |(nodes, is_sparse)| {
        let arcs = (0..nodes, 0..nodes, capacities.clone(), least_cost..20, 0_u8..3, 0_i64..=8);
        let moves = (0..nodes, 0..nodes, 0_i64..5);
        let arcs = prop::collection::vec(arcs, 0..=per_node * nodes as usize);
        let moves = prop::collection::vec(moves, 0..3);
        (arcs, moves).prop_map(move |(arcs, moves)| {
            let mut list = Vec::new();
            let mut supplies = vec![0; nodes as usize];
            for (tail, head, capacity, cost, kind, part) in arcs {
                list.push(arc(tail, head, capacity, cost));
                if kind == 0 {
                    list.push(arc(head, tail, capacity, cost));
                }
                if !is_sparse {
                    let amount = capacity.min(10) * part / 8;
                    supplies[tail as usize] += amount;
                    supplies[head as usize] -= amount;
                }
            }
            for (from, to, amount) in moves.into_iter().filter(|_| is_sparse) {
                supplies[from as usize] += amount;
                supplies[to as usize] -= amount;
            }
            Case { graph: graph(nodes, list), supplies }
        })
    })
}

fn mixed() -> BoxedStrategy<i64> {
    prop_oneof![1 => Just(0), 8 => 1_i64..6, 2 => 1_i64..100, 1 => Just(QUADRILLION)].boxed()
}

/// A flow keeps to capacities and supplies, and its potentials leave no arc on which anything could be saved.
fn assert_proven(case: &Case, answer: &MinCostFlow) {
    let mut balance: Vec<i128> = case.supplies.iter().map(|&supply| i128::from(supply)).collect();
    let mut cost = 0;
    for (arc, &amount) in case.graph.arcs().iter().zip(&answer.flow) {
        assert!((0..=arc.capacity).contains(&amount), "{amount} on {arc:?}");
        balance[arc.tail as usize] -= i128::from(amount);
        balance[arc.head as usize] += i128::from(amount);
        cost += i128::from(arc.cost) * i128::from(amount);
        let reduced = arc.cost + answer.potentials[arc.tail as usize] - answer.potentials[arc.head as usize];
        assert!(reduced >= 0 || amount == arc.capacity, "{arc:?} has room and saves {reduced}");
        assert!(reduced <= 0 || amount == 0, "{arc:?} carries {amount} and wastes {reduced}");
    }
    assert!(balance.iter().all(|amount| *amount == 0), "supplies are not moved: {balance:?}");
    assert_eq!(cost, answer.cost);
}

/// Both methods find the same cost and prove it, or name the same nodes whose supply cannot leave.
fn assert_both_agree(case: &Case) -> Result<i128, MinCostError> {
    let [simplex, paths] =
        [Method::Simplex, Method::SuccessivePaths].map(|method| min_cost_flow_by(&case.graph, &case.supplies, method));
    match (&simplex, &paths) {
        (Ok(simplex), Ok(paths)) => {
            assert_proven(case, simplex);
            assert_proven(case, paths);
            assert_eq!(simplex.cost, paths.cost);
        }
        _ => assert_eq!(simplex, paths),
    }
    let chosen = min_cost_flow(&case.graph, &case.supplies).map(|answer| answer.cost);
    assert_eq!(chosen, simplex.map(|answer| answer.cost));
    chosen
}

/// The least cost over all flows of a tiny graph.
fn by_enumeration(case: &Case) -> Option<i128> {
    let arcs = case.graph.arcs();
    let mut amounts = vec![0; arcs.len()];
    let mut best = None;
    loop {
        let mut balance = case.supplies.clone();
        let mut cost = 0;
        for (arc, amount) in arcs.iter().zip(&amounts) {
            balance[arc.tail as usize] -= amount;
            balance[arc.head as usize] += amount;
            cost += i128::from(arc.cost * amount);
        }
        if balance.iter().all(|amount| *amount == 0) && best.is_none_or(|best| cost < best) {
            best = Some(cost);
        }
        let Some(next) = (0..arcs.len()).find(|&arc| amounts[arc] < arcs[arc].capacity) else { return best };
        amounts[..next].fill(0);
        amounts[next] += 1;
    }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn the_cost_is_the_least_of_all_flows(case in cases(5, 1, -5, (0_i64..3).boxed())) {
        prop_assert_eq!(assert_both_agree(&case).ok(), by_enumeration(&case));
    }

    #[test]
    fn both_methods_prove_the_same_cost(case in cases(30, 3, 0, mixed())) {
        let _ = assert_both_agree(&case);
    }

    #[test]
    fn they_do_so_where_goods_can_earn_money_in_circles(case in cases(20, 3, -8, mixed())) {
        let _ = assert_both_agree(&case);
    }

    #[test]
    fn supplies_that_cannot_leave_are_named(case in cases(12, 2, 0, mixed())) {
        let answer = min_cost_flow(&case.graph, &case.supplies);
        if let Err(error) = answer {
            let MinCostError::Infeasible { nodes, supply, capacity } = error else { panic!("{error}") };
            prop_assert!(supply > capacity);
            let is_in = |node: u32| nodes.contains(&node);
            let net: i64 = nodes.iter().map(|&node| case.supplies[node as usize]).sum();
            prop_assert_eq!(i128::from(net), supply);
            let leaving = case.graph.arcs().iter().filter(|arc| is_in(arc.tail) && !is_in(arc.head));
            prop_assert_eq!(leaving.map(|arc| i128::from(arc.capacity)).sum::<i128>(), capacity);
        }
    }

    #[test]
    fn assignments_cost_what_another_library_says(size in 1_usize..7, costs in prop::collection::vec(0_i64..100, 49)) {
        let cost = |row: usize, column: usize| costs[7 * row + column];
        let node = |index: usize| u32::try_from(index).expect("few nodes");
        let pairs = (0..size).flat_map(|row| (0..size).map(move |column| (row, column)));
        let arcs = pairs.map(|(row, column)| arc(node(row), node(size + column), 1, cost(row, column))).collect();
        let supplies = (0..2 * size).map(|index| if index < size { 1 } else { -1 }).collect();
        let matrix = Matrix::from_fn(size, size, |(row, column)| cost(row, column));
        let case = Case { graph: graph(node(2 * size), arcs), supplies };
        prop_assert_eq!(assert_both_agree(&case), Ok(i128::from(kuhn_munkres_min(&matrix).0)));
    }

    #[test]
    fn wider_arcs_never_cost_more(case in cases(15, 3, 0, mixed()), which in any::<prop::sample::Index>(), more in 1_i64..5) {
        if let (Ok(before), false) = (min_cost_flow(&case.graph, &case.supplies), case.graph.arcs().is_empty()) {
            let mut arcs = case.graph.arcs().to_vec();
            let count = arcs.len();
            arcs[which.index(count)].capacity += more;
            let wider = graph(case.graph.nodes(), arcs);
            let after = min_cost_flow(&wider, &case.supplies).expect("what fitted still fits");
            prop_assert!(after.cost <= before.cost);
        }
    }

    #[test]
    fn order_of_arcs_does_not_change_the_cost(case in cases(20, 3, -3, mixed()), by in any::<prop::sample::Index>()) {
        let mut arcs = case.graph.arcs().to_vec();
        if !arcs.is_empty() {
            let count = arcs.len();
            arcs.rotate_left(by.index(count));
            arcs.reverse();
        }
        let turned = graph(case.graph.nodes(), arcs);
        let cost = |graph: &Graph| min_cost_flow(graph, &case.supplies).map(|answer| answer.cost);
        prop_assert_eq!(cost(&turned), cost(&case.graph));
    }

    #[test]
    fn the_maximum_flow_can_be_moved_and_one_unit_more_cannot(case in cases(15, 3, 0, mixed())) {
        let last = case.graph.nodes() - 1;
        let value = max_flow(&case.graph, &[0], &[last]).expect("terminals differ").value;
        let with = |amount: i128| {
            let amount = i64::try_from(amount).expect("a few capacities");
            let mut supplies = vec![0; last as usize + 1];
            (supplies[0], supplies[last as usize]) = (amount, -amount);
            assert_both_agree(&Case { graph: case.graph.clone(), supplies })
        };
        prop_assert!(with(value).is_ok());
        let is_refused = matches!(with(value + 1), Err(MinCostError::Infeasible { supply, capacity, .. })
            if supply == value + 1 && capacity == value);
        prop_assert!(is_refused);
    }
}

#[test]
fn long_chains_and_dead_ends_have_potentials_too() {
    // 0 - 1 - 2 - 3 with both directions, a dead end 4 at 2, a place 5 that leads in only, 6 alone.
    let mut arcs = Vec::new();
    for (tail, head, cost) in [(0, 1, 3), (1, 2, 4), (2, 3, 5), (2, 4, 1)] {
        arcs.extend([arc(tail, head, 7, cost), arc(head, tail, 7, cost)]);
    }
    arcs.push(arc(5, 1, 7, 2));
    let case = Case { graph: graph(7, arcs), supplies: vec![4, 0, 0, -4, 0, 0, 0] };
    assert_eq!(assert_both_agree(&case), Ok(48));
}

#[test]
fn a_circle_that_earns_money_carries_what_fits() {
    let arcs = vec![arc(0, 1, 3, -2), arc(1, 0, 5, 1), arc(2, 2, 4, -1)];
    let case = Case { graph: graph(3, arcs), supplies: vec![0, 0, 0] };
    assert_eq!(assert_both_agree(&case), Ok(-7));
}

#[test]
fn numbers_at_the_limits_neither_loop_nor_overflow() {
    let chain = |capacity, cost| graph(3, vec![arc(0, 1, capacity, cost), arc(1, 2, capacity, cost)]);
    let case = Case { graph: chain(MAX_CAPACITY, QUADRILLION), supplies: vec![MAX_CAPACITY, 0, -MAX_CAPACITY] };
    assert_eq!(assert_both_agree(&case), Ok(2 * i128::from(MAX_CAPACITY) * i128::from(QUADRILLION)));

    let dear = min_cost_flow(&chain(1, i64::MIN), &[1, 0, -1]);
    assert!(matches!(dear, Err(MinCostError::TooExpensive { nodes: 3, .. })), "{dear:?}");
    let much = min_cost_flow(&chain(1, 1), &[i64::MAX, i64::MAX, i64::MIN]);
    let (supplied, wanted) = (2 * i128::from(i64::MAX), -i128::from(i64::MIN));
    assert_eq!(much, Err(MinCostError::Unbalanced { supplied, wanted }));
    let much = min_cost_flow(&chain(1, 1), &[i64::MAX, 0, -i64::MAX]);
    assert_eq!(much, Err(MinCostError::TooMuch { supplied: i128::from(i64::MAX) }));
}

#[test]
fn what_does_not_add_up_is_refused() {
    let line = graph(3, vec![arc(0, 1, 4, 1), arc(1, 2, 2, 1)]);
    let refusal = |supplies: &[i64]| min_cost_flow(&line, supplies).expect_err("refused").to_string();
    assert_eq!(refusal(&[3, 0]), "2 supplies for 3 nodes");
    assert_eq!(refusal(&[3, 0, -2]), "3 units are supplied, but 2 are wanted");
    assert_eq!(
        refusal(&[3, 0, -3]),
        "a set of nodes (2 in all) supplies 3 more than it wants, but no more than 2 can leave it"
    );
    let unreachable = MinCostError::Infeasible { nodes: vec![2], supply: 1, capacity: 0 };
    assert_eq!(min_cost_flow(&line, &[-1, 0, 1]), Err(unreachable));
    assert_eq!(min_cost_flow(&graph(0, Vec::new()), &[]).map(|answer| answer.cost), Ok(0));
}
