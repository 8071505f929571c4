//! Maximum flows and minimum cuts against other libraries, all cuts of small graphs, and laws.
//!
//! Runs are repeatable: the seed is fixed, and nothing is written to disk. `PROPTEST_CASES` asks for more cases.

use landbridge::flow::graph::{Arc, Graph, GraphError, MAX_CAPACITY};
use landbridge::flow::max_flow::{TerminalError, max_flow};
use landbridge::flow::min_cut::{MinCuts, min_cuts};
use pathfinding::directed::edmonds_karp::edmonds_karp_dense;
use petgraph::graph::DiGraph;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const SEED: u64 = 20_260_501;
const QUADRILLION: i64 = 1_000_000_000_000_000;

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(SEED), failure_persistence: None, ..ProptestConfig::default() }
}

/// A graph with sources and sinks.
#[derive(Debug, Clone)]
struct Case {
    graph: Graph,
    sources: Vec<u32>,
    sinks: Vec<u32>,
}

impl Case {
    fn cuts(&self) -> MinCuts {
        min_cuts(&self.graph, &self.sources, &self.sinks).expect("sources and sinks differ")
    }

    fn with_arcs(&self, arcs: Vec<Arc>) -> Self {
        Self { graph: Graph::new(self.graph.nodes(), arcs).expect("arcs of a graph"), ..self.clone() }
    }
}

fn graph(nodes: u32, arcs: &[(u32, u32, i64)]) -> Graph {
    let arcs = arcs.iter().map(|&(tail, head, capacity)| Arc { tail, head, capacity, cost: 0 });
    Graph::new(nodes, arcs.collect()).expect("a graph")
}

fn capacities() -> impl Strategy<Value = i64> {
    prop_oneof![1 => Just(0), 8 => 1_i64..6, 2 => 1_i64..100, 1 => Just(QUADRILLION)]
}

/// Graphs of 2 to `most` nodes with up to three arcs a node: parallel, antiparallel, looping, and chains.
fn cases(most: u32) -> impl Strategy<Value = Case> {
    (2..=most).prop_flat_map(|nodes| {
        let arc = (0..nodes, 0..nodes, capacities(), 0_u8..4);
        let arcs = prop::collection::vec(arc, 1..=3 * nodes as usize);
        let split = (1..nodes, 1..=nodes, 1..=nodes, any::<u64>());
        (Just(nodes), arcs, split).prop_map(|(nodes, arcs, (border, few, many, mix))| {
            let mut list = Vec::new();
            for (tail, head, capacity, kind) in arcs {
                list.push(Arc { tail, head, capacity, cost: 0 });
                match kind {
                    0 => list.push(Arc { tail: head, head: tail, capacity, cost: 0 }),
                    1 => list.push(Arc { tail, head: (head + 1) % nodes, capacity, cost: 0 }),
                    _ => {}
                }
            }
            // Which node is which is mixed, so that terminals do not always have low numbers.
            let place = |node: u32| (node + u32::try_from(mix % u64::from(nodes)).expect("small")) % nodes;
            let sources = (0..border).take(few.min(3) as usize).map(place).collect();
            let sinks = (border..nodes).take(many.min(3) as usize).map(place).collect();
            Case { graph: Graph::new(nodes, list).expect("a graph"), sources, sinks }
        })
    })
}

/// The arcs from a set of nodes to the others, as bits and as capacity.
fn crossing(graph: &Graph, is_near: impl Fn(u32) -> bool) -> (Vec<u32>, i128) {
    let arcs = (0_u32..).zip(graph.arcs()).filter(|(_, arc)| is_near(arc.tail) && !is_near(arc.head));
    let arcs: Vec<(u32, i64)> = arcs.map(|(number, arc)| (number, arc.capacity)).collect();
    (arcs.iter().map(|arc| arc.0).collect(), arcs.iter().map(|arc| i128::from(arc.1)).sum())
}

fn capacity(graph: &Graph, arcs: &[u32]) -> i128 {
    arcs.iter().map(|&arc| i128::from(graph.arcs()[arc as usize].capacity)).sum()
}

/// All minimum cuts of a small graph: sets of nodes as bits.
fn all_minimum_cuts(case: &Case) -> (i128, Vec<u32>) {
    let bits = |nodes: &[u32]| nodes.iter().fold(0_u32, |bits, node| bits | 1 << node);
    let (sources, sinks) = (bits(&case.sources), bits(&case.sinks));
    let sets = (0..1_u32 << case.graph.nodes()).filter(|set| set & sources == sources && set & sinks == 0);
    let priced: Vec<(u32, i128)> =
        sets.map(|set| (set, crossing(&case.graph, |node| set >> node & 1 == 1).1)).collect();
    let least = priced.iter().map(|cut| cut.1).min().expect("the sources alone are a cut");
    (least, priced.iter().filter(|cut| cut.1 == least).map(|cut| cut.0).collect())
}

/// The value by another library, from a source beyond all sources to a sink beyond all sinks.
fn by_petgraph(case: &Case) -> (u64, u64) {
    let mut other = DiGraph::<(), u64>::new();
    let nodes: Vec<_> = (0..case.graph.nodes() + 2).map(|_| other.add_node(())).collect();
    let (source, sink) = (nodes[nodes.len() - 2], nodes[nodes.len() - 1]);
    for arc in case.graph.arcs() {
        other.add_edge(nodes[arc.tail as usize], nodes[arc.head as usize], arc.capacity.unsigned_abs());
    }
    for &node in &case.sources {
        other.add_edge(source, nodes[node as usize], u64::MAX / 8);
    }
    for &node in &case.sinks {
        other.add_edge(nodes[node as usize], sink, u64::MAX / 8);
    }
    let augmenting = petgraph::algo::ford_fulkerson(&other, source, sink).0;
    (augmenting, petgraph::algo::dinics(&other, source, sink).0)
}

fn by_pathfinding(case: &Case) -> i64 {
    let nodes: Vec<u32> = (0..case.graph.nodes() + 2).collect();
    let (source, sink) = (case.graph.nodes(), case.graph.nodes() + 1);
    let mut sums = std::collections::BTreeMap::new();
    for arc in case.graph.arcs() {
        *sums.entry((arc.tail, arc.head)).or_insert(0_i64) += arc.capacity;
    }
    sums.extend(case.sources.iter().map(|&node| ((source, node), i64::MAX / 8)));
    sums.extend(case.sinks.iter().map(|&node| ((node, sink), i64::MAX / 8)));
    edmonds_karp_dense(&nodes, &source, &sink, sums).1
}

/// A flow keeps within capacities and goes on from every node, but for the terminals; how much leaves the sources.
fn checked_value(case: &Case, flow: &[i64]) -> i128 {
    let mut balance = vec![0_i128; case.graph.nodes() as usize];
    for (arc, &amount) in case.graph.arcs().iter().zip(flow) {
        assert!((0..=arc.capacity).contains(&amount), "{amount} on {arc:?}");
        balance[arc.tail as usize] += i128::from(amount);
        balance[arc.head as usize] -= i128::from(amount);
    }
    let is_in = |nodes: &[u32], node: usize| nodes.iter().any(|&other| other as usize == node);
    for (node, amount) in balance.iter().enumerate() {
        assert!(
            *amount == 0 || is_in(&case.sources, node) || is_in(&case.sinks, node),
            "{amount} units come from node {node}"
        );
    }
    (0..balance.len()).filter(|&node| is_in(&case.sources, node)).map(|node| balance[node]).sum()
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn three_libraries_agree(case in cases(14)) {
        let value = max_flow(&case.graph, &case.sources, &case.sinks).expect("terminals differ").value;
        let (augmenting, levels) = by_petgraph(&case);
        prop_assert_eq!(value, i128::from(augmenting));
        prop_assert_eq!(value, i128::from(levels));
        prop_assert_eq!(value, i128::from(by_pathfinding(&case)));
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn flow_is_conserved_and_every_cut_of_the_chain_is_as_large(case in cases(120)) {
        let cuts = case.cuts();
        prop_assert_eq!(checked_value(&case, &cuts.flow.flow), cuts.flow.value);
        prop_assert_eq!(capacity(&case.graph, &cuts.near_sources), cuts.flow.value);
        prop_assert_eq!(capacity(&case.graph, &cuts.near_sinks), cuts.flow.value);
        for step in 0..cuts.chain {
            prop_assert_eq!(capacity(&case.graph, &cuts.cut(&case.graph, step)), cuts.flow.value);
        }
    }

    #[test]
    fn cuts_are_those_of_an_enumeration(case in cases(8)) {
        let cuts = case.cuts();
        let (least, sets) = all_minimum_cuts(&case);
        prop_assert_eq!(cuts.flow.value, least);
        let smallest = sets.iter().fold(u32::MAX, |all, set| all & set);
        let largest = sets.iter().fold(0, |all, set| all | set);
        let arcs = |set: u32| crossing(&case.graph, |node| set >> node & 1 == 1).0;
        prop_assert_eq!(&cuts.near_sources, &arcs(smallest));
        prop_assert_eq!(&cuts.near_sinks, &arcs(largest));
        let counts = |arc: u32| sets.iter().filter(|&&set| arcs(set).contains(&arc)).count();
        let all: Vec<u32> = (0..).take(case.graph.arcs().len()).collect();
        let in_every: Vec<u32> = all.iter().copied().filter(|&arc| counts(arc) == sets.len()).collect();
        prop_assert_eq!(&cuts.in_every, &in_every);
        let has_capacity = |arc: u32| case.graph.arcs()[arc as usize].capacity > 0;
        let in_some: Vec<u32> = all.iter().copied().filter(|&arc| has_capacity(arc) && counts(arc) > 0).collect();
        prop_assert_eq!(&cuts.in_some, &in_some);
        let mut of_chain: Vec<u32> = (0..cuts.chain).flat_map(|step| cuts.cut(&case.graph, step)).collect();
        of_chain.sort_unstable();
        of_chain.dedup();
        prop_assert_eq!(of_chain, in_some);
    }

    #[test]
    fn a_chain_goes_from_the_first_cut_to_the_last_and_no_two_cuts_are_alike(case in cases(30)) {
        let cuts = case.cuts();
        let open = |arcs: &[u32]| -> Vec<u32> {
            arcs.iter().copied().filter(|&arc| case.graph.arcs()[arc as usize].capacity > 0).collect()
        };
        let chain: Vec<Vec<u32>> = (0..cuts.chain).map(|step| cuts.cut(&case.graph, step)).collect();
        prop_assert_eq!(&chain[0], &open(&cuts.near_sources));
        prop_assert_eq!(&chain[chain.len() - 1], &open(&cuts.near_sinks));
        prop_assert!(chain.windows(2).all(|two| two[0] != two[1]));
    }

    #[test]
    fn widening_one_arc_helps_exactly_if_it_is_in_every_cut(case in cases(12), which in any::<prop::sample::Index>()) {
        let which = which.index(case.graph.arcs().len());
        let before = case.cuts();
        let mut arcs = case.graph.arcs().to_vec();
        arcs[which].capacity += 1;
        let after = case.with_arcs(arcs).cuts();
        let helps = before.in_every.contains(&u32::try_from(which).expect("few arcs"));
        prop_assert_eq!(after.flow.value, before.flow.value + i128::from(helps));
    }

    #[test]
    fn order_does_not_matter(case in cases(25), mix in any::<u64>()) {
        let before = case.cuts();
        let count = case.graph.arcs().len();
        let mut order: Vec<usize> = (0..count).collect();
        let mut state = mix | 1;
        for last in (1..count).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(last, usize::try_from(state >> 33).expect("31 bits") % (last + 1));
        }
        let mut mixed = case.with_arcs(order.iter().map(|&arc| case.graph.arcs()[arc]).collect());
        mixed.sources.reverse();
        let after = mixed.cuts();
        let back = |arcs: &[u32]| {
            let mut arcs: Vec<u32> =
                arcs.iter().map(|&arc| u32::try_from(order[arc as usize]).expect("few arcs")).collect();
            arcs.sort_unstable();
            arcs
        };
        prop_assert_eq!(after.flow.value, before.flow.value);
        prop_assert_eq!(back(&after.near_sources), before.near_sources);
        prop_assert_eq!(back(&after.near_sinks), before.near_sinks);
        prop_assert_eq!(back(&after.in_every), before.in_every);
        prop_assert_eq!(back(&after.in_some), before.in_some);
        prop_assert_eq!(after.steps, before.steps);
    }
}

#[test]
fn two_narrow_places_make_a_chain() {
    // 0 =2=> 1 =5=> 2 =2=> 3 =2=> 4: three cuts of 2, and no arc is in every one.
    let case =
        Case { graph: graph(5, &[(0, 1, 2), (1, 2, 5), (2, 3, 2), (3, 4, 2)]), sources: vec![0], sinks: vec![4] };
    let cuts = case.cuts();
    assert_eq!((cuts.flow.value, cuts.chain), (2, 3));
    assert_eq!((cuts.near_sources.as_slice(), cuts.near_sinks.as_slice()), ([0].as_slice(), [3].as_slice()));
    assert_eq!(cuts.in_every, Vec::<u32>::new());
    assert_eq!(cuts.in_some, [0, 2, 3]);
    assert_eq!((0..3).map(|step| cuts.cut(&case.graph, step)).collect::<Vec<_>>(), [[0], [2], [3]]);
}

#[test]
fn a_closed_arc_is_in_every_cut() {
    let graph = graph(3, &[(0, 1, 4), (1, 2, 0)]);
    let cuts = min_cuts(&graph, &[0], &[2]).expect("terminals differ");
    assert_eq!((cuts.flow.value, cuts.in_every.as_slice()), (0, [1].as_slice()));
    assert_eq!((cuts.in_some.len(), cuts.cut(&graph, 0).len()), (0, 0));
}

#[test]
fn sums_may_exceed_64_bits() {
    let arcs: Vec<_> = (0..40).flat_map(|_| [(0, 1, MAX_CAPACITY), (1, 2, MAX_CAPACITY)]).collect();
    let graph = graph(3, &arcs);
    let cuts = min_cuts(&graph, &[0], &[2]).expect("terminals differ");
    assert_eq!(cuts.flow.value, 40 * i128::from(MAX_CAPACITY));
    assert_eq!(cuts.chain, 2);
}

#[test]
fn terminals_that_make_no_sense_are_refused() {
    let graph = graph(3, &[(0, 1, 4)]);
    let both = TerminalError::SourceIsSink { node: 1 };
    assert_eq!(max_flow(&graph, &[0, 1], &[1, 2]), Err(both.clone()));
    assert_eq!(both.to_string(), "node 1 is both a source and a sink");
    let missing = TerminalError::NoSuchNode { node: 3, nodes: 3 };
    assert_eq!(max_flow(&graph, &[0], &[3]), Err(missing));
}

#[test]
fn nothing_passes_between_parts_that_no_arc_joins_or_without_terminals() {
    let graph = graph(4, &[(0, 1, 4), (2, 3, 4)]);
    for (sources, sinks) in [(vec![0], vec![3]), (vec![], vec![3]), (vec![0], vec![]), (vec![1, 1], vec![2, 2])] {
        let cuts = min_cuts(&graph, &sources, &sinks).expect("terminals differ");
        assert_eq!((cuts.flow.value, cuts.chain, cuts.in_every.len()), (0, 1, 0));
    }
}

#[test]
fn arcs_that_make_no_sense_are_refused() {
    let arc = |head, capacity| vec![Arc { tail: 0, head, capacity, cost: 0 }];
    assert_eq!(Graph::new(2, arc(2, 1)), Err(GraphError::NoSuchNode { arc: 0, node: 2, nodes: 2 }));
    assert_eq!(Graph::new(2, arc(1, -1)), Err(GraphError::Capacity { arc: 0, capacity: -1 }));
    let above = MAX_CAPACITY + 1;
    assert_eq!(Graph::new(2, arc(1, above)), Err(GraphError::Capacity { arc: 0, capacity: above }));
    assert!(Graph::new(2, arc(1, MAX_CAPACITY)).is_ok());
}
