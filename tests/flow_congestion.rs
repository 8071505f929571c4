//! Equilibria and optima: closed forms, a published value, and laws on random networks.

use landbridge::flow::congestion::{
    Assignment, Complaint, Congestion, Delay, Link, Settings, Term, Trip, compare, equilibrium, optimum, prove,
    worst_case,
};
use proptest::prelude::*;

fn solved(problem: &Congestion) -> Assignment {
    equilibrium(problem, &Settings::default()).unwrap()
}

fn near(found: &[f64], expected: &[f64]) {
    let all = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(all, "{found:?}, expected {expected:?}");
}

/// One unit from 0 to 1 over a road of an hour and one that takes `volume ^ degree` hours (Pigou 1920 for degree 1).
fn pigou(degree: usize) -> Congestion {
    let mut coefficients = vec![0.0; degree + 1];
    coefficients[degree] = 1.0;
    let links = vec![(0, 1, Delay::constant(1.0)), (0, 1, Delay::polynomial(&coefficients))];
    Congestion::of_links(2, links, vec![Trip { from: 0, to: 1, amount: 1.0 }])
}

/// The network of Braess 1968: six units from 0 to 3, with or without the link in the middle.
fn braess(with_middle: bool) -> Congestion {
    let mut links = vec![
        (0, 1, Delay::polynomial(&[0.0, 10.0])),
        (0, 2, Delay::polynomial(&[50.0, 1.0])),
        (1, 3, Delay::polynomial(&[50.0, 1.0])),
        (2, 3, Delay::polynomial(&[0.0, 10.0])),
    ];
    if with_middle {
        links.push((1, 2, Delay::polynomial(&[10.0, 1.0])));
    }
    Congestion::of_links(4, links, vec![Trip { from: 0, to: 3, amount: 6.0 }])
}

#[test]
fn on_pigou_s_roads_all_take_the_narrow_one() {
    let both = compare(&pigou(1), &Settings::default()).unwrap();
    near(&both.equilibrium.proof.volumes, &[0.0, 1.0]);
    near(&both.optimum.proof.volumes, &[0.5, 0.5]);
    near(&[both.price_of_anarchy, both.worst_case], &[4.0 / 3.0; 2]);
}

#[test]
fn pigou_s_roads_reach_the_worst_case_of_every_degree() {
    for degree in 1..=6 {
        let both = compare(&pigou(degree), &Settings::default()).unwrap();
        near(&[both.price_of_anarchy], &[both.worst_case]);
    }
    near(&[worst_case(0.0), worst_case(1.0)], &[1.0, 4.0 / 3.0]);
}

#[test]
fn braess_s_new_road_makes_everyone_slower() {
    let (without, with) = (solved(&braess(false)), solved(&braess(true)));
    near(&without.proof.shortest, &[83.0]);
    near(&with.proof.shortest, &[92.0]);
    near(&with.proof.volumes, &[4.0, 2.0, 2.0, 4.0, 2.0]);
    // The best spread leaves the new road empty.
    let best = optimum(&braess(true), &Settings::default()).unwrap();
    near(&best.proof.volumes, &[3.0, 3.0, 3.0, 3.0, 0.0]);
    near(&[best.proof.value], &[6.0 * 83.0]);
}

/// Links and trips of `tests/flow/sioux_falls.txt`.
fn sioux_falls() -> Congestion {
    let (mut links, mut trips) = (Vec::new(), Vec::new());
    for line in include_str!("flow/sioux_falls.txt").lines().filter(|line| !line.starts_with('#')) {
        let (word, rest) = line.split_once(' ').unwrap();
        let figures: Vec<f64> = rest.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
        let node = |figure: usize| u32::try_from(figure).unwrap() - 1;
        let first: usize = rest.split_whitespace().next().unwrap().parse().unwrap();
        if word == "road" {
            let second: usize = rest.split_whitespace().nth(1).unwrap().parse().unwrap();
            for (tail, head) in [(first, second), (second, first)] {
                links.push((node(tail), node(head), Delay::bpr(figures[2], 0.15, 4.0, figures[3])));
            }
        } else {
            for (to, hundreds) in (1..).zip(&figures[1..]).filter(|(_, hundreds)| **hundreds > 0.0) {
                trips.push(Trip { from: node(first), to: node(to), amount: 100.0 * hundreds });
            }
        }
    }
    Congestion::of_links(24, links, trips)
}

/// The value is that published with the collection (`SiouxFalls/README.md`), which counts in hundreds of thousands.
#[test]
fn sioux_falls_reaches_the_published_value() {
    let problem = sioux_falls();
    assert_eq!((problem.links.len(), problem.trips.len()), (76, 528));
    let both = compare(&problem, &Settings::default()).unwrap();
    let proof = &both.equilibrium.proof;
    assert!((proof.value / 1e5 - 42.313_352_871_074_4).abs() < 1e-12, "{}", proof.value);
    assert!(proof.relative_gap() <= 1e-12 && both.optimum.proof.relative_gap() <= 1e-12);
    assert!(proof.bound <= proof.value && proof.value - proof.bound < 1e-5);
    // Total time 7,480,225 in equilibrium: the sum over the published flows (`SiouxFalls_flow.tntp`).
    assert!((proof.total_time - 7_480_225.34).abs() < 0.01, "{}", proof.total_time);
    assert!(1.0 < both.price_of_anarchy && both.price_of_anarchy < both.worst_case);
}

#[test]
fn an_answer_does_not_depend_on_the_number_of_threads() {
    let problem = sioux_falls();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", solved(&problem)))
    };
    assert_eq!(run(1), run(3));
}

/// One track with traffic both ways: each direction feels the other.
#[test]
fn two_directions_on_one_road_slow_each_other() {
    let roads = vec![Delay::polynomial(&[0.0, 1.0])];
    let link = |tail, head, free, road| Link { tail, head, free, road };
    let links = vec![link(0, 1, 1.0, Some(0)), link(1, 0, 1.0, Some(0)), link(0, 1, 6.0, None)];
    let trips = vec![Trip { from: 0, to: 1, amount: 4.0 }, Trip { from: 1, to: 0, amount: 3.0 }];
    let answer = solved(&Congestion { nodes: 2, roads, links, trips });
    // The way around takes 6, so the road is filled up to 5: with the 3 that come back, 2 of 4.
    near(&answer.proof.volumes, &[5.0]);
    near(&answer.proof.link_flows, &[2.0, 3.0, 2.0]);
    near(&answer.proof.shortest, &[6.0, 6.0]);
}

#[test]
fn bad_figures_and_trips_without_a_way_are_named() {
    let complaint = |problem: &Congestion| equilibrium(problem, &Settings::default()).unwrap_err();
    let mut problem = pigou(1);
    problem.trips.push(Trip { from: 1, to: 0, amount: 2.0 });
    assert_eq!(complaint(&problem), Complaint::NoWay(vec![1]));
    problem.trips[1] = Trip { from: 1, to: 2, amount: 2.0 };
    assert_eq!(complaint(&problem), Complaint::Trip(1));
    for delay in [Delay::bpr(1.0, 0.15, 4.0, 0.0), Delay::polynomial(&[0.0, -1.0]), Delay::constant(f64::NAN)] {
        let mut problem = pigou(1);
        problem.roads[1] = delay;
        assert_eq!(complaint(&problem), Complaint::Road(1));
    }
    // Finite on the empty link, but not with all on it.
    let mut problem = pigou(1);
    problem.roads[1] = Delay::bpr(1.0, 1.0, 4.0, 1e-200);
    assert_eq!(complaint(&problem), Complaint::Road(1));
}

#[test]
fn nothing_to_move_takes_no_time() {
    let mut problem = pigou(1);
    problem.trips = vec![Trip { from: 0, to: 1, amount: 0.0 }, Trip { from: 1, to: 1, amount: 5.0 }];
    let both = compare(&problem, &Settings::default()).unwrap();
    assert!(both.equilibrium.routes.is_empty());
    near(&[both.equilibrium.proof.total_time, both.price_of_anarchy, both.at_most], &[0.0, 1.0, 1.0]);
}

/// Networks with a ring through all nodes, so that every trip has a way; delays up to `degree`.
fn any_problem(degree: usize) -> impl Strategy<Value = Congestion> {
    (2..8_u32).prop_flat_map(move |nodes| {
        let delay = prop::collection::vec(0..=9_u8, degree + 1)
            .prop_map(|coefficients| Delay::polynomial(&coefficients.into_iter().map(f64::from).collect::<Vec<_>>()));
        let delays = prop::collection::vec(delay.clone(), nodes as usize);
        let more = prop::collection::vec((0..nodes, 0..nodes, delay).prop_map(|(a, b, delay)| (a, b, delay)), 0..16);
        let trip =
            (0..nodes, 0..nodes, 0..=9_u8).prop_map(|(from, to, amount)| Trip { from, to, amount: f64::from(amount) });
        // Some links draw on another link's road.
        let shared = prop::collection::vec((0..24_usize, 0..24_usize), 0..4);
        let rest = (prop::collection::vec(trip, 0..10), shared);
        (delays, more, rest).prop_map(move |(delays, more, (trips, shared))| {
            let ring = (0..nodes).zip(delays).map(|(node, delay)| (node, (node + 1) % nodes, delay));
            let mut problem = Congestion::of_links(nodes, ring.chain(more), trips);
            for (one, other) in shared {
                let count = problem.links.len();
                problem.links[one % count].road = problem.links[other % count].road;
            }
            problem
        })
    })
}

/// What each node sends less what it gets is what trips ask.
fn assert_conserved(problem: &Congestion, answer: &Assignment) {
    let mut left = vec![0.0; problem.nodes as usize];
    for trip in &problem.trips {
        left[trip.from as usize] += trip.amount;
        left[trip.to as usize] -= trip.amount;
    }
    for (link, volume) in problem.links.iter().zip(&answer.proof.link_flows) {
        assert!(*volume >= 0.0);
        left[link.tail as usize] -= volume;
        left[link.head as usize] += volume;
    }
    assert!(left.iter().all(|left| left.abs() < 1e-9), "{left:?}");
    assert!(answer.proof.imbalance < 1e-12);
    for route in &answer.routes {
        let trip = problem.trips[route.trip as usize];
        let end = route.links.iter().fold(trip.from, |at, &number| {
            assert_eq!(problem.links[number as usize].tail, at);
            problem.links[number as usize].head
        });
        assert_eq!(end, trip.to);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn used_ways_take_equally_long_and_no_unused_one_is_shorter(problem in any_problem(3)) {
        let answer = solved(&problem);
        assert_conserved(&problem, &answer);
        let proof = &answer.proof;
        prop_assert!(proof.excess >= 0.0 && proof.bound <= proof.value);
        prop_assert!(proof.relative_gap() <= 1e-12, "{}", proof.relative_gap());
        for route in answer.routes.iter().filter(|route| route.flow > 1e-3) {
            let time: f64 = route.links.iter().map(|&link| proof.times[link as usize]).sum();
            let least = proof.shortest[route.trip as usize];
            prop_assert!(time - least <= 1e-8 * proof.total_time, "{time} {least}");
        }
    }

    /// Roughgarden and Tardos 2002, and Roughgarden 2003.
    #[test]
    fn anarchy_costs_something_and_no_more_than_proven(problem in prop_oneof![any_problem(1), any_problem(4)]) {
        let both = compare(&problem, &Settings::default()).unwrap();
        assert_conserved(&problem, &both.optimum);
        prop_assert!(both.optimum.proof.bound <= both.equilibrium.proof.total_time * (1.0 + 1e-12));
        prop_assert!(both.price_of_anarchy <= both.at_most);
        prop_assert!(both.price_of_anarchy <= both.worst_case + 1e-9, "{both:?}");
    }

    /// The value of the optimum is the time that all spend at its volumes.
    #[test]
    fn the_optimum_is_counted_in_real_time(problem in any_problem(3)) {
        let best = optimum(&problem, &Settings::default()).unwrap();
        let spent = prove(&problem, &best.routes).total_time;
        prop_assert!((spent - best.proof.value).abs() <= 1e-9 * (1.0 + spent));
    }

    /// Whoever moves some of a trip to other links has no lower value than the bound.
    #[test]
    fn no_spread_has_a_value_below_the_bound(problem in any_problem(3), tolls in prop::collection::vec(0..40_u8, 24)) {
        let answer = solved(&problem);
        // Ways that are shortest with a toll on every link stand for any other spread.
        let mut tolled = problem.clone();
        tolled.links.iter_mut().zip(tolls).for_each(|(link, toll)| link.free += f64::from(toll));
        let other = prove(&problem, &solved(&tolled).routes);
        prop_assert!(other.value >= answer.proof.bound - 1e-12 * answer.proof.value);
        prop_assert!(other.bound <= answer.proof.value + 1e-12 * other.value);
    }

    /// On parallel links the common time is found by halving an interval.
    #[test]
    fn parallel_links_fill_like_vessels_with_a_common_level(
        roads in prop::collection::vec((0..=20_u8, 1..=9_u8), 1..8), amount in 1..=50_u8,
    ) {
        let figures = |&(free, slope): &(u8, u8)| (f64::from(free), f64::from(slope));
        let links = roads.iter().map(figures).map(|(free, slope)| (0, 1, Delay::polynomial(&[free, slope])));
        let trips = vec![Trip { from: 0, to: 1, amount: amount.into() }];
        let answer = solved(&Congestion::of_links(2, links, trips));
        let volume = |level: f64, (free, slope): (f64, f64)| ((level - free) / slope).max(0.0);
        let (mut low, mut high) = (0.0, 1000.0);
        for _ in 0..100 {
            let level = f64::midpoint(low, high);
            let filled: f64 = roads.iter().map(figures).map(|road| volume(level, road)).sum();
            if filled < f64::from(amount) { low = level } else { high = level }
        }
        for (found, road) in answer.proof.volumes.iter().zip(roads.iter().map(figures)) {
            prop_assert!((found - volume(low, road)).abs() < 1e-9);
        }
    }

    /// With delays that rise everywhere the volumes are unique, so order and splitting of trips do not matter.
    #[test]
    fn order_and_splitting_of_trips_do_not_matter(problem in any_problem(2)) {
        let mut problem = problem;
        let rising = Term { weight: 1.0, scale: 1.0, power: 1.0 };
        problem.roads.iter_mut().for_each(|delay| delay.terms.push(rising));
        let mut other = problem.clone();
        other.trips = problem.trips.iter().rev().flat_map(|trip| [Trip { amount: trip.amount / 2.0, ..*trip }; 2]).collect();
        let (one, other) = (solved(&problem).proof.volumes, solved(&other).proof.volumes);
        // The value is strongly convex with constant 1: volumes differ by no more than the root of what the gap leaves.
        prop_assert!(one.iter().zip(&other).all(|(one, other)| (one - other).abs() < 1e-4), "{one:?} {other:?}");
    }
}
