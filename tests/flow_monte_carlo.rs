//! Draws are the optima of the drawn problems, and the same on any number of threads.

mod small_flows;

use landbridge::distribution::{Deviation, Spread, share};
use landbridge::flow::Problem;
use landbridge::flow::monte_carlo::{Uncertain, UncertainCapacity, UncertainCost, band, draws, how_often_binding};
use landbridge::flow::multicommodity::Settings;
use landbridge::flow::what_if::Solved;
use proptest::prelude::*;
use small_flows::{close, least_cost, problems};

/// Every capacity between half and twice of what it is, odd ones together; every third arc's cost as well.
fn uncertain(problem: &Problem, costs: bool) -> Uncertain {
    let spread = |typ: i64| Spread { low: typ / 2, typ, high: typ * 2 };
    let group = |capacity: u32| if capacity % 2 == 1 { 1 } else { u64::from(capacity) };
    let capacities = (0..).zip(&problem.capacities);
    let capacities = capacities.map(|(capacity, &parts)| UncertainCapacity {
        capacity,
        group: group(capacity),
        parts: spread(parts),
    });
    let arcs = (0..).zip(&problem.layers[0].arcs).step_by(3).filter(|_| costs);
    let costs = arcs.map(|(arc, figures)| UncertainCost { layer: 0, arc, group: 99, cost: spread(figures.cost) });
    Uncertain { capacities: capacities.collect(), costs: costs.collect() }
}

fn drawn(problem: &Problem, uncertain: &Uncertain, seed: u64, index: u32) -> Problem {
    let at = |group, figure: Spread<i64>| figure.typ + Deviation::of(figure).at(share(seed, index, group));
    let mut drawn = problem.clone();
    for one in &uncertain.capacities {
        drawn.capacities[one.capacity as usize] = at(one.group, one.parts);
    }
    for one in &uncertain.costs {
        drawn.layers[one.layer as usize].arcs[one.arc as usize].cost = at(one.group, one.cost);
    }
    drawn
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_draw_is_the_optimum_of_the_drawn_problem(problem in problems(), costs: bool, seed: u64) {
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        let uncertain = uncertain(&problem, costs);
        for (index, draw) in (0..).zip(draws(&base, &uncertain, 5, seed).expect("sound")) {
            let expected = least_cost(&drawn(&problem, &uncertain, seed, index));
            prop_assert!(close(draw.cost, expected), "draw {index}: {} for {expected}", draw.cost);
            prop_assert!(draw.served.len() == 2 && draw.served.iter().all(|served| *served >= 0.0));
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing(problem in problems(), costs: bool, seed: u64) {
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        let uncertain = uncertain(&problem, costs);
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| draws(&base, &uncertain, 7, seed).expect("sound"))
        };
        prop_assert_eq!(with(1), with(3));
    }

    #[test]
    fn bands_are_in_order(problem in problems(), seed: u64) {
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        let draws = draws(&base, &uncertain(&problem, false), 20, seed).expect("sound");
        let cost = band(&draws, |draw| draw.cost).expect("draws");
        prop_assert!(cost.p10 <= cost.p50 && cost.p50 <= cost.p90);
        prop_assert!(draws.iter().filter(|draw| draw.cost <= cost.p10).count() >= 2);
        prop_assert!(draws.iter().filter(|draw| draw.cost <= cost.p90).count() >= 18);
        for (capacity, times) in how_often_binding(&draws) {
            prop_assert_eq!(draws.iter().filter(|draw| draw.binds.contains(&capacity)).count(), times);
        }
    }
}
