//! The dual simplex method against microlp, and its proofs on their own.

use landbridge::flow::linear::{Failure, Row, Simplex, Solution, Variable, lower_bound};
use proptest::prelude::*;

fn solve(variables: &[Variable], rows: &[Row]) -> Result<Solution, Failure> {
    let mut simplex = Simplex::new(variables.to_vec())?;
    rows.iter().try_for_each(|row| simplex.add(row.clone()))?;
    simplex.solve()
}

/// The same problem's least cost by microlp; `None` where there is no point.
fn oracle(variables: &[Variable], rows: &[Row]) -> Option<f64> {
    use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let names: Vec<_> =
        variables.iter().map(|variable| problem.add_var(variable.cost, (variable.low, variable.high))).collect();
    for row in rows {
        let sum: LinearExpr = row.factors.iter().map(|&(index, factor)| (names[index], factor)).collect();
        if row.low.is_finite() {
            problem.add_constraint(sum.clone(), ComparisonOp::Ge, row.low);
        }
        if row.high.is_finite() {
            problem.add_constraint(sum, ComparisonOp::Le, row.high);
        }
    }
    match problem.solve() {
        Ok(microlp::SolveOutcome::Solution(solution)) => Some(solution.objective()),
        _ => None,
    }
}

/// Whole figures, so that ties and degenerate points are common.
fn any_problem() -> impl Strategy<Value = (Vec<Variable>, Vec<Row>)> {
    let variable = (-5..=9_i32, -3..=3_i32, 0..=6_i32).prop_map(|(cost, low, range)| Variable {
        cost: cost.into(),
        low: low.into(),
        high: (low + range).into(),
    });
    prop::collection::vec(variable, 1..12).prop_flat_map(|variables| {
        let count = variables.len();
        let factors = prop::collection::vec(-2..=3_i32, count);
        let bounds = prop_oneof![
            2 => (-9..=9_i32).prop_map(|sum| (f64::from(sum), f64::from(sum))),
            2 => (-9..=9_i32).prop_map(|sum| (f64::from(sum), f64::INFINITY)),
            2 => (-9..=9_i32).prop_map(|sum| (f64::NEG_INFINITY, f64::from(sum))),
            2 => (-9..=9_i32, 0..=9_i32).prop_map(|(low, range)| (f64::from(low), f64::from(low + range))),
        ];
        let row = (factors, bounds).prop_map(|(factors, (low, high))| {
            let factors = factors.into_iter().map(f64::from).enumerate().filter(|&(_, factor)| factor != 0.0);
            Row { factors: factors.collect(), low, high }
        });
        (Just(variables), prop::collection::vec(row, 0..9))
    })
}

fn sum(row: &Row, values: &[f64]) -> f64 {
    row.factors.iter().map(|&(index, factor)| factor * values[index]).sum()
}

/// Every bound is kept, and the bound proves the cost.
fn assert_proven(variables: &[Variable], rows: &[Row], solution: &Solution) {
    for (variable, value) in variables.iter().zip(&solution.values) {
        assert!(variable.low <= *value && *value <= variable.high);
    }
    for row in rows {
        let sum = sum(row, &solution.values);
        assert!(row.low - 1e-7 <= sum && sum <= row.high + 1e-7, "{row:?}: {sum}");
    }
    let bound = lower_bound(variables, rows, &solution.prices);
    assert!((solution.cost - bound).abs() < 1e-6, "{} against {bound}", solution.cost);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn cost_is_that_of_microlp((variables, rows) in any_problem()) {
        match solve(&variables, &rows) {
            Ok(solution) => {
                assert_proven(&variables, &rows, &solution);
                let expected = oracle(&variables, &rows);
                prop_assert!(expected.is_some_and(|cost| (cost - solution.cost).abs() < 1e-6), "{expected:?}");
            }
            Err(Failure::Infeasible { multipliers }) => {
                let free: Vec<_> = variables.iter().map(|variable| Variable { cost: 0.0, ..*variable }).collect();
                prop_assert!(lower_bound(&free, &rows, &multipliers) > 1e-9);
                prop_assert_eq!(oracle(&variables, &rows), None);
            }
            Err(failure) => prop_assert!(false, "{failure}"),
        }
    }

    /// Rows added one at a time, with a solution between, lead to the same cost.
    #[test]
    fn rows_may_come_later((variables, rows) in any_problem()) {
        let mut simplex = Simplex::new(variables.clone()).unwrap();
        let mut stepwise = simplex.solve();
        for row in &rows {
            simplex.add(row.clone()).unwrap();
            stepwise = simplex.solve();
            if stepwise.is_err() {
                break;
            }
        }
        match (solve(&variables, &rows), stepwise) {
            (Ok(once), Ok(stepwise)) => prop_assert!((once.cost - stepwise.cost).abs() < 1e-6),
            (once, stepwise) => prop_assert!(once.is_err() && stepwise.is_err()),
        }
    }

    /// A price says how the cost changes with the row's bound: no less than the price, the cost being convex.
    #[test]
    fn prices_are_slopes((variables, rows) in any_problem(), which in any::<prop::sample::Index>()) {
        prop_assume!(!rows.is_empty());
        let Ok(before) = solve(&variables, &rows) else { return Ok(()) };
        let index = which.index(rows.len());
        let mut rows = rows;
        rows[index].low += 0.25;
        rows[index].high += 0.25;
        if let Ok(after) = solve(&variables, &rows) {
            prop_assert!(after.cost >= before.cost + 0.25 * before.prices[index] - 1e-6);
        }
    }
}

#[test]
fn a_transport_problem_of_two_hundred_rows() {
    // Ten plants, forty towns: plants' output at most 4 * place, towns' need 1 each, cost a fixed pattern.
    let (plants, towns) = (10, 40);
    let mut variables = Vec::new();
    for plant in 0..plants {
        for town in 0..towns {
            variables.push(Variable { cost: f64::from((plant * 7 + town * 13) % 17 + 1), low: 0.0, high: 1.0 });
        }
    }
    let at = |plant: i32, town: i32| usize::try_from(plant * towns + town).unwrap();
    let mut rows = Vec::new();
    for town in 0..towns {
        rows.push(Row { factors: (0..plants).map(|plant| (at(plant, town), 1.0)).collect(), low: 1.0, high: 1.0 });
    }
    for plant in 0..plants {
        rows.push(Row { factors: (0..towns).map(|town| (at(plant, town), 1.0)).collect(), low: 2.0, high: 6.0 });
    }
    // And no plant serves four neighbouring towns with more than two.
    for plant in 0..plants {
        for first in (0..towns).step_by(4).take(9) {
            let factors = (first..first + 4).map(|town| (at(plant, town), 1.0)).collect();
            rows.push(Row { factors, low: f64::NEG_INFINITY, high: 2.0 });
        }
    }
    let solution = solve(&variables, &rows).unwrap();
    assert_proven(&variables, &rows, &solution);
    assert!((oracle(&variables, &rows).unwrap() - solution.cost).abs() < 1e-6);
}

#[test]
fn bad_figures_are_named() {
    let good = Variable { cost: 1.0, low: 0.0, high: 1.0 };
    let endless = Variable { high: f64::INFINITY, ..good };
    assert_eq!(Simplex::new(vec![good, endless]).unwrap_err(), Failure::Variable(1));
    let mut simplex = Simplex::new(vec![good]).unwrap();
    let row = Row { factors: vec![(1, 1.0)], low: 0.0, high: 1.0 };
    assert_eq!(simplex.add(row).unwrap_err(), Failure::Row(0));
    let crossed = Row { factors: vec![(0, 1.0)], low: 1.0, high: 0.0 };
    assert_eq!(simplex.add(crossed).unwrap_err(), Failure::Row(0));
}
