//! What each loss costs is what a run from scratch without the lost arcs says.

mod small_flows;

use landbridge::flow::critical::losses;
use landbridge::flow::multicommodity::Settings;
use landbridge::flow::what_if::Solved;
use landbridge::flow::{Arc, Demand, LOSSLESS, Layer, Problem};
use pathfinding::prelude::bfs_reach;
use proptest::prelude::*;
use small_flows::{close, cold, elements, least_cost, problems, without};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_loss_costs_what_the_rest_costs_more(problem in problems()) {
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        prop_assert!(close(base.cost, least_cost(&problem)));
        let elements = elements(&problem);
        for (element, loss) in elements.iter().zip(losses(&base, &elements)) {
            let rest = without(&problem, element);
            let expected = least_cost(&rest);
            prop_assert!(close(base.cost + loss.cost, expected), "{element:?}: {loss:?} for {expected}");
            prop_assert!(close(cold(&rest), expected));
            prop_assert!(loss.cost >= 0.0 && loss.gap <= 1e-5 * expected.max(1.0));
            prop_assert!(loss.used || loss.cost == 0.0);
        }
    }

    #[test]
    fn two_losses_cost_no_less_than_either(problem in problems()) {
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        let elements = elements(&problem);
        let single = losses(&base, &elements);
        let pairs: Vec<_> = (0..elements.len()).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
        let both: Vec<_> = pairs.iter().map(|&(one, other)| [&elements[one][..], &elements[other][..]].concat()).collect();
        for (pair, loss) in pairs.iter().zip(losses(&base, &both)) {
            let (one, other) = (&single[pair.0], &single[pair.1]);
            prop_assert!(loss.cost >= one.cost.max(other.cost) - 1e-5 * base.cost.max(1.0), "{pair:?}");
            prop_assert!(one.disconnected.iter().chain(&other.disconnected).all(|demand| loss.disconnected.contains(demand)));
        }
    }

    #[test]
    fn demands_are_cut_off_where_no_way_is_left(problem in problems()) {
        let reaches = |problem: &Problem, demand: &Demand| {
            let open = |arc: &&Arc| arc.uses.iter().all(|used| problem.capacities[used.0 as usize] > 0);
            let arcs: Vec<&Arc> = problem.layers[demand.layer as usize].arcs.iter().filter(open).collect();
            let next = |node: &u32| arcs.iter().filter(|arc| arc.tail == *node).map(|arc| arc.head).collect::<Vec<_>>();
            bfs_reach(demand.from, next).any(|node| node == demand.to)
        };
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        let elements = elements(&problem);
        for (element, loss) in elements.iter().zip(losses(&base, &elements)) {
            let rest = without(&problem, element);
            let cut_off = |demand: &&Demand| reaches(&problem, demand) && !reaches(&rest, demand);
            let expected: Vec<u32> = (0..).zip(&problem.demands).filter(|(_, one)| cut_off(one)).map(|(index, _)| index).collect();
            prop_assert_eq!(&loss.disconnected, &expected);
        }
    }
}

/// Two ways from 0 to 3, of 4 at a cost of 2 and of 10 at a cost of 6; 5 units go, unserved ones cost 100.
#[test]
fn what_is_lost_goes_the_other_way_or_not_at_all() {
    let arc = |tail, head, cost, capacity| Arc { tail, head, cost, keeps: LOSSLESS, uses: vec![(capacity, 1)] };
    let problem = Problem {
        capacities: vec![4, 10, 3],
        layers: vec![Layer {
            nodes: 5,
            arcs: vec![arc(0, 3, 2, 0), arc(0, 1, 2, 1), arc(1, 3, 4, 1), arc(0, 4, 1, 2)],
        }],
        demands: vec![Demand { layer: 0, from: 0, to: 3, amount: 5, unserved_cost: 100 }],
    };
    let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
    let losses = losses(&base, &[vec![(0, 0)], vec![(0, 1), (0, 2)], vec![(0, 3)], vec![(0, 0), (0, 1)]]);
    assert!((base.cost - 14.0).abs() < 1e-9);
    let costs: Vec<f64> = losses.iter().map(|loss| (loss.cost * 1e6).round() / 1e6).collect();
    assert_eq!(costs, [16.0, 94.0, 0.0, 486.0]);
    let unserved: Vec<_> =
        losses.iter().map(|loss| loss.unserved.iter().map(|less| less.1.round()).sum::<f64>()).collect();
    assert_eq!(unserved, [0.0, 1.0, 0.0, 5.0]);
    assert_eq!(losses.iter().map(|loss| loss.disconnected.len()).collect::<Vec<_>>(), [0, 0, 0, 1]);
    assert_eq!(losses[1].binds, [], "the other way was full before");
    assert_eq!(losses.iter().map(|loss| loss.used).collect::<Vec<_>>(), [true, true, false, true]);
}
