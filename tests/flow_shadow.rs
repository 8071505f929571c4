//! Prices of both sides are differences of least costs, and the solver's own price lies between them.

mod small_flows;

use landbridge::flow::multicommodity::Settings;
use landbridge::flow::shadow::{binding, shadow_prices, users};
use landbridge::flow::what_if::Solved;
use landbridge::flow::{Arc, Demand, LOSSLESS, Layer, Problem};
use proptest::prelude::*;
use small_flows::{close, least_cost, problems};

fn all(problem: &Problem, unit: i64) -> Vec<(u32, i64)> {
    (0..).zip(&problem.capacities).map(|(capacity, _)| (capacity, unit)).collect()
}

fn with(problem: &Problem, capacity: u32, parts: i64) -> Problem {
    let mut changed = problem.clone();
    changed.capacities[capacity as usize] = parts;
    changed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn prices_of_both_sides_are_differences_of_least_costs(problem in problems(), unit in 1i64..4) {
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        let cost = least_cost(&problem);
        for price in shadow_prices(&base, &all(&problem, unit)) {
            let parts = problem.capacities[price.capacity as usize];
            let more = least_cost(&with(&problem, price.capacity, parts + unit));
            prop_assert!(close(cost - price.worth, more), "{price:?}: {cost} to {more}");
            prop_assert_eq!(price.less, unit.min(parts));
            let less = least_cost(&with(&problem, price.capacity, parts - price.less));
            if price.less > 0 {
                prop_assert!(close(cost + price.loss, less), "{price:?}: {cost} to {less}");
            }
            prop_assert!(0.0 <= price.worth && (parts == 0 || price.worth <= price.price * unit as f64));
            prop_assert!(price.price * price.less as f64 <= price.loss);
            prop_assert!(close(price.rent, price.price * parts as f64));
            if parts > 0 && !binding(&base).contains(&price.capacity) {
                prop_assert!(price.worth == 0.0, "{price:?} is not full");
            }
        }
    }

    #[test]
    fn all_that_is_taken_is_taken_by_somebody(problem in problems()) {
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        for ((capacity, taken), &parts) in (0..).zip(base.taken()).zip(&problem.capacities) {
            let users = users(&base, capacity);
            let sum: f64 = users.iter().map(|user| user.parts).sum();
            prop_assert!(close(sum, taken) && taken <= i64_to_float(parts) + 1e-6, "{sum} of {taken}");
            prop_assert!(users.windows(2).all(|pair| pair[0].demand < pair[1].demand));
            let arrivals = base.arrivals();
            prop_assert!(users.iter().all(|user| user.arrives <= arrivals[user.demand as usize] + 1e-6));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn i64_to_float(parts: i64) -> f64 {
    parts as f64
}

/// 3 units want to go, 3 can go at a cost of 1, the rest at 5: one more is worth nothing, one less costs 4.
#[test]
fn at_a_corner_the_two_sides_differ() {
    let arc = |cost, capacity| Arc { tail: 0, head: 1, cost, keeps: LOSSLESS, uses: vec![(capacity, 1)] };
    let problem = Problem {
        capacities: vec![3, 8],
        layers: vec![Layer { nodes: 2, arcs: vec![arc(1, 0), arc(5, 1)] }],
        demands: vec![Demand { layer: 0, from: 0, to: 1, amount: 3, unserved_cost: 100 }],
    };
    let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
    let prices = shadow_prices(&base, &[(0, 1), (1, 1)]);
    assert!(prices[0].worth.abs() < 1e-9 && (prices[0].loss - 4.0).abs() < 1e-9, "{prices:?}");
    assert_eq!((prices[1].worth, prices[1].loss, prices[1].rent), (0.0, 0.0, 0.0));
    assert_eq!(binding(&base), [0]);
}
