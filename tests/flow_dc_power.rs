//! Power flow and dispatch: published examples, another method, and laws.

use landbridge::flow::dc_power::{Cable, Complaint, Grid, Line, Load, Market, Source, dc_flow, dispatch};
use proptest::prelude::*;

fn line(from: u32, to: u32, susceptance: f64, limit: f64) -> Line {
    Line { from, to, susceptance, limit, back_limit: limit }
}

fn near(found: &[f64], expected: &[f64]) {
    let all = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6);
    assert!(all, "{found:?}, expected {expected:?}");
}

/// The three buses of Kirschen and Strbac, Fundamentals of Power System Economics (2004), section 6.3: reactances 0.2, 0.2
/// and 0.1 per unit, limits 126, 250 and 130 MW. Checked by hand: of what bus 0 sends to bus 2 the ring gives
/// (0.2 + 0.1) / 0.5 = 0.6 to the straight line, of what it sends to bus 1 (0.2 + 0.1) / 0.5 = 0.6 to that one.
fn kirschen_strbac(first_limit: f64) -> Market {
    let lines = vec![line(0, 1, 1.0 / 0.2, first_limit), line(0, 2, 1.0 / 0.2, 250.0), line(1, 2, 1.0 / 0.1, 130.0)];
    let source = |bus, most, cost| Source { bus, most, cost };
    let load = |bus, amount| Load { bus, amount, unserved_cost: 1000.0 };
    Market {
        grid: Grid { buses: 3, lines },
        sources: vec![source(0, 140.0, 7.5), source(0, 285.0, 6.0), source(1, 90.0, 14.0), source(2, 85.0, 10.0)],
        loads: vec![load(0, 50.0), load(1, 60.0), load(2, 300.0)],
        cables: vec![],
    }
}

#[test]
fn the_book_s_dispatch_without_limits() {
    let schedule = dispatch(&kirschen_strbac(f64::INFINITY)).unwrap();
    near(&schedule.outputs, &[125.0, 285.0, 0.0, 0.0]);
    near(&schedule.flow.flows, &[156.0, 204.0, 96.0]);
    near(&[schedule.cost], &[2647.5]);
    near(&schedule.prices, &[7.5; 3]);
}

#[test]
fn the_book_s_dispatch_within_limits() {
    let schedule = dispatch(&kirschen_strbac(126.0)).unwrap();
    near(&schedule.outputs, &[50.0, 285.0, 0.0, 75.0]);
    near(&schedule.flow.flows, &[126.0, 159.0, 66.0]);
    near(&[schedule.cost, schedule.bound], &[2835.0, 2835.0]);
    near(&schedule.prices, &[7.5, 11.25, 10.0]);
    // One more MW of limit moves 2.5 MW from the third bus back to the first: 2.5 * (10 - 7.5).
    near(&schedule.line_prices, &[6.25, 0.0, 0.0]);
}

/// The smallest example of `PyPSA` (`examples/minimal_example_lopf.py`): three equal lines in a ring, limit 60; the cheap
/// source cannot send all, as two thirds of it go straight, so that one more unit at bus 2 costs 2 * 50 - 25.
#[test]
fn one_more_unit_may_cost_more_than_any_source() {
    let lines = vec![line(0, 1, 1e4, 60.0), line(1, 2, 1e4, 60.0), line(2, 0, 1e4, 60.0)];
    let market = Market {
        grid: Grid { buses: 3, lines },
        sources: vec![Source { bus: 0, most: 100.0, cost: 50.0 }, Source { bus: 1, most: 100.0, cost: 25.0 }],
        loads: vec![Load { bus: 2, amount: 100.0, unserved_cost: 1e4 }],
        cables: vec![],
    };
    let schedule = dispatch(&market).unwrap();
    near(&schedule.outputs, &[20.0, 80.0]);
    near(&schedule.flow.flows, &[-20.0, 60.0, -40.0]);
    near(&schedule.prices, &[50.0, 25.0, 75.0]);
}

#[test]
fn a_cable_keeps_to_no_voltage_law_and_loses_on_the_way() {
    // Two islands: cheap power in the first, 100 asked in the second; the cable loses a tenth and takes 60.
    let market = Market {
        grid: Grid { buses: 2, lines: vec![] },
        sources: vec![Source { bus: 0, most: 500.0, cost: 9.0 }, Source { bus: 1, most: 30.0, cost: 40.0 }],
        loads: vec![Load { bus: 1, amount: 100.0, unserved_cost: 300.0 }],
        cables: vec![Cable { from: 0, to: 1, most: 60.0, cost: 0.0, keeps: 0.9 }],
    };
    let schedule = dispatch(&market).unwrap();
    near(&schedule.outputs, &[60.0, 30.0]);
    near(&schedule.unserved, &[16.0]);
    near(&[schedule.cost, schedule.bound], &[60.0 * 9.0 + 30.0 * 40.0 + 16.0 * 300.0; 2]);
    near(&schedule.prices, &[9.0, 300.0]);
}

#[test]
fn an_island_out_of_balance_is_named() {
    let grid = Grid { buses: 4, lines: vec![line(0, 1, 1.0, 1.0), line(2, 3, 1.0, 1.0)] };
    let complaint = dc_flow(&grid, &[1.0, -1.0, 5.0, -2.0]).unwrap_err();
    assert_eq!(complaint, Complaint::Unbalanced { bus: 2, surplus: 3.0 });
}

#[test]
fn bad_figures_are_named() {
    let flow = |line| dc_flow(&Grid { buses: 2, lines: vec![line] }, &[0.0, 0.0]).unwrap_err();
    assert_eq!(flow(line(0, 1, 0.0, 1.0)), Complaint::Line(0));
    assert_eq!(flow(line(0, 2, 1.0, 1.0)), Complaint::Line(0));
    assert_eq!(flow(line(0, 1, 1.0, f64::NAN)), Complaint::Line(0));
    assert_eq!(dc_flow(&Grid { buses: 2, lines: vec![] }, &[0.0]).unwrap_err(), Complaint::Injections(2));
    let mut market = kirschen_strbac(1.0);
    market.loads[1].amount = -1.0;
    assert_eq!(dispatch(&market).unwrap_err(), Complaint::Part("load", 1));
}

/// A grid of some islands, with parallel lines and susceptances over twice so many powers of ten.
fn any_grid(powers: i32) -> impl Strategy<Value = Grid> {
    (2..14_u32).prop_flat_map(move |buses| {
        let ends = (0..buses, 0..buses, -10 * powers..=10 * powers, 1..=60_i32, 0..=60_i32);
        let ends = ends.prop_filter("a loop", |&(from, to, ..)| from != to);
        let line = ends.prop_map(|(from, to, tenth, limit, back_limit)| Line {
            back_limit: f64::from(back_limit),
            ..line(from, to, 10.0_f64.powf(f64::from(tenth) / 10.0), f64::from(limit))
        });
        prop::collection::vec(line, 0..24).prop_map(move |lines| Grid { buses, lines })
    })
}

fn any_injections() -> impl Strategy<Value = (Grid, Vec<f64>)> {
    any_grid(3).prop_flat_map(|grid| {
        let buses = grid.buses as usize;
        (Just(grid), prop::collection::vec(-100..=100_i32, buses)).prop_map(|(grid, injections)| {
            // The first bus of each island takes what is over.
            let islands = dc_flow(&grid, &vec![0.0; grid.buses as usize]).unwrap().islands;
            let mut balanced = vec![0.0; injections.len()];
            for (bus, injection) in injections.into_iter().enumerate() {
                balanced[bus] += f64::from(injection);
                balanced[islands[bus] as usize] -= f64::from(injection);
            }
            (grid, balanced)
        })
    })
}

/// Angles by Gauss's elimination with full rows and the largest pivot, the first bus of each island held at 0.
fn gauss(grid: &Grid, injections: &[f64], islands: &[u32]) -> Vec<f64> {
    let buses = injections.len();
    let mut rows = vec![vec![0.0; buses + 1]; buses];
    for line in &grid.lines {
        for (one, other) in [(line.from as usize, line.to as usize), (line.to as usize, line.from as usize)] {
            rows[one][one] += line.susceptance;
            rows[one][other] -= line.susceptance;
        }
    }
    for bus in 0..buses {
        rows[bus][buses] = injections[bus];
        if islands[bus] as usize == bus {
            rows[bus] = vec![0.0; buses + 1];
            rows[bus][bus] = 1.0;
        }
    }
    for column in 0..buses {
        let pivot = (column..buses).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs())).unwrap();
        rows.swap(column, pivot);
        let chosen = rows[column].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|&(index, _)| index != column) {
            let factor = row[column] / chosen[column];
            row.iter_mut().zip(&chosen).for_each(|(entry, chosen)| *entry -= factor * chosen);
        }
    }
    (0..buses).map(|bus| rows[bus][buses] / rows[bus][bus]).collect()
}

/// Sources, loads and cables at buses of `grid`, in whole figures.
fn any_market(powers: i32) -> impl Strategy<Value = Market> {
    any_grid(powers).prop_flat_map(|grid| {
        let buses = grid.buses;
        let source = (0..buses, 0..=80_i32, 1..=30_i32).prop_map(|(bus, most, cost)| Source {
            bus,
            most: most.into(),
            cost: cost.into(),
        });
        let load = (0..buses, 0..=60_i32, 40..=90_i32).prop_map(|(bus, amount, cost)| Load {
            bus,
            amount: amount.into(),
            unserved_cost: cost.into(),
        });
        let cable =
            (0..buses, 0..buses, 0..=20_i32, 0..=3_i32, 5..=10_i32).prop_map(|(from, to, most, cost, keeps)| Cable {
                from,
                to,
                most: most.into(),
                cost: cost.into(),
                keeps: f64::from(keeps) / 10.0,
            });
        let parts = (prop::collection::vec(source, 0..6), prop::collection::vec(load, 0..6));
        (Just(grid), parts, prop::collection::vec(cable, 0..4)).prop_map(|(grid, (sources, loads), cables)| Market {
            grid,
            sources,
            loads,
            cables,
        })
    })
}

/// Least cost by microlp on another model: angles are unknowns, each bus balances, each line has its two limits.
fn oracle(market: &Market) -> f64 {
    use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let buses = market.grid.buses as usize;
    let mut sums = vec![LinearExpr::empty(); buses];
    let mut needs = vec![0.0; buses];
    for source in &market.sources {
        sums[source.bus as usize].add(problem.add_var(source.cost, (0.0, source.most)), 1.0);
    }
    for load in &market.loads {
        sums[load.bus as usize].add(problem.add_var(load.unserved_cost, (0.0, load.amount)), 1.0);
        needs[load.bus as usize] += load.amount;
    }
    for cable in &market.cables {
        let entering = problem.add_var(cable.cost, (0.0, cable.most));
        if cable.from == cable.to {
            sums[cable.from as usize].add(entering, cable.keeps - 1.0);
        } else {
            sums[cable.from as usize].add(entering, -1.0);
            sums[cable.to as usize].add(entering, cable.keeps);
        }
    }
    let angles: Vec<_> = (0..buses).map(|_| problem.add_var(0.0, (f64::NEG_INFINITY, f64::INFINITY))).collect();
    for line in &market.grid.lines {
        let (from, to) = (line.from as usize, line.to as usize);
        let flow = problem.add_var(0.0, (-line.back_limit, line.limit));
        sums[from].add(flow, -1.0);
        sums[to].add(flow, 1.0);
        let law = [(flow, 1.0), (angles[from], -line.susceptance), (angles[to], line.susceptance)];
        problem.add_constraint(law, ComparisonOp::Eq, 0.0);
    }
    for (sum, need) in sums.into_iter().zip(needs) {
        problem.add_constraint(sum, ComparisonOp::Eq, need);
    }
    match problem.solve().unwrap() {
        microlp::SolveOutcome::Solution(solution) => solution.objective(),
        microlp::SolveOutcome::Interrupted(_) => panic!("no limit was set"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn angles_are_those_of_another_method((grid, injections) in any_injections()) {
        let flow = dc_flow(&grid, &injections).unwrap();
        let expected = gauss(&grid, &injections, &flow.islands);
        let size = expected.iter().fold(1.0, |most: f64, angle| most.max(angle.abs()));
        for (angle, expected) in flow.angles.iter().zip(&expected) {
            prop_assert!((angle - expected).abs() < 1e-8 * size, "{:?}, expected {:?}", flow.angles, expected);
        }
    }

    /// Kirchhoff's first law at every bus; the second holds as flows come from angles.
    #[test]
    fn what_a_bus_injects_leaves_it((grid, injections) in any_injections()) {
        let flow = dc_flow(&grid, &injections).unwrap();
        let mut left = injections;
        for (line, flow) in grid.lines.iter().zip(&flow.flows) {
            left[line.from as usize] -= flow;
            left[line.to as usize] += flow;
        }
        prop_assert!(left.iter().all(|left| left.abs() < 1e-7), "{left:?}");
    }

    #[test]
    fn dispatch_costs_what_microlp_says(market in any_market(1)) {
        let schedule = dispatch(&market).unwrap();
        let expected = oracle(&market);
        prop_assert!((schedule.cost - expected).abs() < 1e-5 * (1.0 + expected), "{} {expected}", schedule.cost);
        prop_assert!((schedule.cost - schedule.bound).abs() < 1e-6 * (1.0 + schedule.cost));
        for (line, flow) in market.grid.lines.iter().zip(&schedule.flow.flows) {
            prop_assert!(-line.back_limit - 1e-4 <= *flow && *flow <= line.limit + 1e-4);
        }
        for (line, (price, flow)) in market.grid.lines.iter().zip(schedule.line_prices.iter().zip(&schedule.flow.flows)) {
            prop_assert!(*price >= 0.0 && (*price < 1e-7 || *flow > line.limit - 1e-4 || *flow < 1e-4 - line.back_limit));
        }
    }

    /// Even where a weak line beside a strong one decides, which no two solvers see alike.
    #[test]
    fn a_dispatch_is_proven_and_keeps_to_limits(market in any_market(3)) {
        let schedule = dispatch(&market).unwrap();
        prop_assert!((schedule.cost - schedule.bound).abs() < 1e-6 * (1.0 + schedule.cost));
        for (line, flow) in market.grid.lines.iter().zip(&schedule.flow.flows) {
            prop_assert!(-line.back_limit - 1e-5 <= *flow && *flow <= line.limit + 1e-5);
        }
    }

    /// Without limits and cables, what an island's loads get comes from its cheapest sources.
    #[test]
    fn without_limits_it_is_the_merit_order(market in any_market(1)) {
        let mut market = market;
        market.cables.clear();
        for line in &mut market.grid.lines {
            (line.limit, line.back_limit) = (f64::INFINITY, f64::INFINITY);
        }
        let schedule = dispatch(&market).unwrap();
        let islands = &schedule.flow.islands;
        let mut expected = 0.0;
        for island in 0..market.grid.buses {
            let here = |bus: u32| islands[bus as usize] == island;
            let mut offers: Vec<(f64, f64)> = (market.sources.iter().filter(|source| here(source.bus)))
                .map(|source| (source.cost, source.most))
                .chain(market.loads.iter().filter(|load| here(load.bus)).map(|load| (load.unserved_cost, load.amount)))
                .collect();
            offers.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut left: f64 = market.loads.iter().filter(|load| here(load.bus)).map(|load| load.amount).sum();
            for (cost, most) in offers {
                let taken = most.min(left);
                expected += cost * taken;
                left -= taken;
            }
        }
        prop_assert!((schedule.cost - expected).abs() < 1e-6 * (1.0 + expected));
    }

    #[test]
    fn a_wider_line_never_costs_more_than_its_price_says(market in any_market(1), which in any::<prop::sample::Index>()) {
        prop_assume!(!market.grid.lines.is_empty());
        let before = dispatch(&market).unwrap();
        let index = which.index(market.grid.lines.len());
        let mut market = market;
        market.grid.lines[index].limit += 1.0;
        market.grid.lines[index].back_limit += 1.0;
        let after = dispatch(&market).unwrap();
        // Lines in a ring: more limit never hurts, and saves no more than the first unit's price.
        prop_assert!(after.cost <= before.cost + 1e-5);
        prop_assert!(after.cost >= before.cost - before.line_prices[index] - 1e-5);
    }
}
