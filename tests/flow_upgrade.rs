//! The chosen projects are the best of all allowed sets.

mod small_flows;

use landbridge::flow::multicommodity::Settings;
use landbridge::flow::upgrade::{Limits, Project, choose};
use landbridge::flow::what_if::Solved;
use landbridge::flow::{Arc, Demand, LOSSLESS, Layer, Problem};
use proptest::collection::vec;
use proptest::prelude::*;
use small_flows::{close, cold, problems};

fn built(problem: &Problem, projects: &[Project], set: u32) -> Problem {
    let mut built = problem.clone();
    for (_, project) in projects.iter().enumerate().filter(|(index, _)| set >> index & 1 == 1) {
        for &(capacity, parts) in &project.raises {
            built.capacities[capacity as usize] = parts.max(built.capacities[capacity as usize]);
        }
    }
    built
}

/// Projects for a problem: one or two capacities each, whichever there are.
fn projects() -> impl Strategy<Value = Vec<(Vec<(u32, i64)>, i64)>> {
    vec((vec((0u32..9, 1i64..8), 1..3), 0i64..10), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_allowed_set_is_better(
        problem in problems(),
        projects in projects(),
        most in 0usize..5,
        budget in proptest::option::of(0i64..25),
    ) {
        let count = u32::try_from(problem.capacities.len()).expect("few");
        let raised = |(one, more)| (one % count, problem.capacities[(one % count) as usize] + more);
        let within = |raises: Vec<(u32, i64)>| raises.into_iter().map(raised).collect();
        let projects: Vec<Project> =
            projects.into_iter().map(|(raises, price)| Project { raises: within(raises), price }).collect();
        let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
        let limits = Limits { most, budget, gap: 1e-9, runs: 1000 };
        let choice = choose(&base, &projects, &limits).expect("few projects");

        let price = |set: u32| (0..projects.len()).filter(|one| set >> one & 1 == 1).map(|one| projects[one].price).sum::<i64>();
        let allowed = |set: &u32| set.count_ones() as usize <= most && budget.is_none_or(|budget| price(*set) <= budget);
        let best = (0..1u32 << projects.len()).filter(allowed).map(|set| cold(&built(&problem, &projects, set)));
        let best = best.fold(f64::INFINITY, f64::min);
        prop_assert!(close(choice.with, best), "{choice:?}: {best}");
        prop_assert!(choice.bound <= choice.with && close(choice.bound, best), "{choice:?}: {best}");
        let set = choice.chosen.iter().fold(0, |set, one| set | 1 << one);
        prop_assert!(allowed(&set));
        prop_assert!(close(cold(&built(&problem, &projects, set)), choice.with));
        prop_assert!(close(choice.without - choice.effect.saves, choice.with));
        for (index, alone) in choice.alone.iter().enumerate() {
            prop_assert!(close(choice.without - alone.saves, cold(&built(&problem, &projects, 1 << index))));
        }
        for (index, adds) in choice.chosen.iter().zip(&choice.adds) {
            prop_assert!(close(choice.with + adds.saves, cold(&built(&problem, &projects, set & !(1 << index)))));
        }
    }
}

/// Two lines in a row are worth nothing alone and everything together; a third is worth a little by itself.
#[test]
fn projects_that_need_each_other_are_found() {
    let arc = |tail, head, capacity| Arc { tail, head, cost: 1, keeps: LOSSLESS, uses: vec![(capacity, 1)] };
    let problem = Problem {
        capacities: vec![0, 0, 2],
        layers: vec![Layer { nodes: 3, arcs: vec![arc(0, 1, 0), arc(1, 2, 1), arc(0, 2, 2)] }],
        demands: vec![Demand { layer: 0, from: 0, to: 2, amount: 20, unserved_cost: 50 }],
    };
    let raise = |capacity, parts| Project { raises: vec![(capacity, parts)], price: 10 };
    let projects = [raise(0, 9), raise(1, 9), raise(2, 5)];
    let base = Solved::new(&problem, Settings::default()).expect("a sound problem");
    let choice = |most| choose(&base, &projects, &Limits { most, budget: None, gap: 1e-9, runs: 100 }).expect("few");
    assert_eq!(choice(1).chosen, [2]);
    assert_eq!(choice(2).chosen, [0, 1]);
    assert!((choice(2).effect.serves[0] - 9.0).abs() < 1e-6);
    assert_eq!(choice(3).chosen, [0, 1, 2]);
    let many = vec![raise(0, 1); 65];
    assert_eq!(choose(&base, &many, &Limits { most: 1, budget: None, gap: 0.0, runs: 9 }), Err(65));
}
