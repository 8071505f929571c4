//! What stops more from passing, where capacities may be shared: the minimum cuts where they are not.

use landbridge::flow::graph::{self, Graph};
use landbridge::flow::min_cut::min_cuts;
use landbridge::flow::{Arc, Demand, LOSSLESS, Layer, MostFlow, Problem, most_flow};
use proptest::prelude::*;

/// Tails, heads and capacities of arcs between so many nodes; the first is the source, the last the sink.
fn arcs() -> impl Strategy<Value = (u32, Vec<(u32, u32, i64)>)> {
    (2_u32..8).prop_flat_map(|nodes| {
        let arc = (0..nodes, 0..nodes, 1_i64..6).prop_filter("a loop", |(tail, head, _)| tail != head);
        (Just(nodes), prop::collection::vec(arc, 0..20))
    })
}

/// Each arc with a capacity of its own, of which a unit takes so many parts.
fn problem(nodes: u32, arcs: &[(u32, u32, i64)], parts: i64) -> Problem {
    let arc = |(index, &(tail, head, _)): (u32, &(u32, u32, i64))| Arc {
        tail,
        head,
        cost: 7,
        keeps: LOSSLESS,
        uses: vec![(index, parts)],
    };
    let most = arcs.iter().map(|(.., capacity)| capacity).sum::<i64>() + 1;
    most_flow(&Problem {
        capacities: arcs.iter().map(|(.., capacity)| capacity * parts).collect(),
        layers: vec![Layer { nodes, arcs: (0..).zip(arcs).map(arc).collect() }],
        demands: vec![Demand { layer: 0, from: 0, to: nodes - 1, amount: most, unserved_cost: 9 }],
    })
}

fn sum(arcs: &[(u32, u32, i64)], of: &[u32]) -> i64 {
    of.iter().map(|index| arcs[*index as usize].2).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn without_sharing_it_finds_the_minimum_cuts((nodes, arcs) in arcs(), parts in prop::sample::select(vec![1_i64, 3])) {
        let graph_arcs = arcs.iter().map(|&(tail, head, capacity)| graph::Arc { tail, head, capacity, cost: 0 });
        let graph = Graph::new(nodes, graph_arcs.collect()).expect("a graph");
        let cuts = min_cuts(&graph, &[0], &[nodes - 1]).expect("two ends");
        let problem = problem(nodes, &arcs, parts);
        let found = MostFlow::new(&problem).expect("a sound problem").bottleneck();
        let value = i64::try_from(cuts.flow.value).expect("small");
        #[allow(clippy::cast_precision_loss)]
        let most = value as f64;
        prop_assert!((found.most - most).abs() < 1e-6, "{} and {most}", found.most);
        if value == 0 {
            return Ok(());
        }
        prop_assert_eq!(&found.in_every, &cuts.in_every);
        prop_assert_eq!(&found.in_some, &cuts.in_some);
        for cut in [&found.near_origins, &found.near_destinations] {
            prop_assert_eq!(sum(&arcs, cut), value, "{:?}", cut);
            prop_assert!(cuts.in_every.iter().all(|arc| cut.contains(arc)), "{cut:?} lacks some of {:?}", cuts.in_every);
        }
    }

    /// A capacity that all arcs share is the only one that binds once it is the narrowest.
    #[test]
    fn a_shared_capacity_binds_alone((nodes, arcs) in arcs()) {
        let mut problem = problem(nodes, &arcs, 1);
        let before = MostFlow::new(&problem).expect("a sound problem").most();
        prop_assume!(before >= 2.0);
        let shared = u32::try_from(arcs.len()).expect("few");
        problem.capacities.push(1);
        for arc in problem.layers[0].arcs.iter_mut().filter(|arc| arc.tail == 0) {
            arc.uses.push((shared, 1));
        }
        let found = MostFlow::new(&problem).expect("a sound problem").bottleneck();
        prop_assert!((found.most - 1.0).abs() < 1e-9);
        prop_assert_eq!(found.in_every, vec![shared]);
        prop_assert_eq!(found.near_origins, vec![shared]);
    }
}

/// A way that takes a shared capacity three times and half of which is lost needs six parts of it for a unit: of two
/// limits that stop the same four units each by itself is a minimum set.
#[test]
fn taking_a_limit_away_leaves_room_for_ways_that_take_it_often_and_lose_some() {
    for (keeps, shared) in [(LOSSLESS, 12), (LOSSLESS / 2, 24)] {
        let arc = |tail, keeps, uses| Arc { tail, head: tail + 1, cost: 1, keeps, uses };
        let arcs = vec![
            arc(0, LOSSLESS, vec![(0, 1)]),
            arc(1, LOSSLESS, vec![(0, 1)]),
            arc(2, LOSSLESS, vec![(0, 1)]),
            arc(3, keeps, vec![]),
            arc(4, LOSSLESS, vec![(1, 1)]),
        ];
        let problem = most_flow(&Problem {
            capacities: vec![shared, 4],
            layers: vec![Layer { nodes: 6, arcs }],
            demands: vec![Demand { layer: 0, from: 0, to: 5, amount: 8, unserved_cost: 1 }],
        });
        let found = MostFlow::new(&problem).expect("a sound problem").bottleneck();
        assert!((found.most - 4.0).abs() < 1e-9);
        assert_eq!((found.in_every, found.in_some), (vec![], vec![0, 1]));
        assert_eq!((found.near_origins, found.near_destinations), (vec![0], vec![1]));
    }
}
