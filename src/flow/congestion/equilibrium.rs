//! User equilibrium and system optimum by gradient projection on paths.
//!
//! In turn: shortest ways at the times of the moment, one search per origin, in parallel; then each trip is moved
//! towards its shortest way by Newton's step, one trip after the other with times kept up to date, over and over until
//! the ways at hand are almost balanced (Jayakrishnan et al. 1994; the inner rounds after Xie, Nie and Liu 2018). The
//! search at the end of a round also tells how far from the equilibrium it is.

use super::problem::{Complaint, Congestion};
use super::proof::{Proof, prove};
use super::routes::{Route, State};
use super::shortest::Graph;

/// When to stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Share of all time spent that is spent on ways longer than the shortest; 1e-12 is within reach of doubles.
    pub relative_gap: f64,
    /// Searches for shortest ways at most.
    pub rounds: usize,
}

impl Default for Settings {
    /// A relative gap of 1e-12, 1,000 rounds.
    fn default() -> Self {
        Self { relative_gap: 1e-12, rounds: 1000 }
    }
}

/// How the trips spread.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The ways in use, by trip.
    pub routes: Vec<Route>,
    /// Searches for shortest ways that it took.
    pub rounds: usize,
    /// What this is worth as an answer; the gap in it is larger than the one asked for if rounds ran out.
    pub proof: Proof,
}

/// Where no one gains by another way.
///
/// # Errors
/// A [`Complaint`] about a road, a link, a trip, or trips without a way.
///
/// # Cost
/// Each round: one search per origin, and what is on the ways in use some ten times over.
///
/// # Example
/// ```
/// use landbridge::flow::congestion::{Congestion, Delay, Settings, Trip, equilibrium, optimum};
///
/// // Pigou 1920: a wide road that takes an hour, and a narrow one that takes as long as what moves on it.
/// let links = [(0, 1, Delay::constant(1.0)), (0, 1, Delay::polynomial(&[0.0, 1.0]))];
/// let roads = Congestion::of_links(2, links, vec![Trip { from: 0, to: 1, amount: 1.0 }]);
/// let (selfish, best) = (equilibrium(&roads, &Settings::default())?, optimum(&roads, &Settings::default())?);
/// assert!((selfish.proof.total_time - 1.0).abs() < 1e-9);
/// assert!((best.proof.value - 0.75).abs() < 1e-9);
/// # Ok::<(), landbridge::flow::congestion::Complaint>(())
/// ```
pub fn equilibrium(problem: &Congestion, settings: &Settings) -> Result<Assignment, Complaint> {
    problem.check()?;
    let graph = Graph::new(problem);
    let mut origins: Vec<(u32, Vec<usize>)> = Vec::new();
    let mut trips: Vec<usize> = (0..problem.trips.len()).filter(|&trip| moves(problem, trip)).collect();
    trips.sort_by_key(|&trip| problem.trips[trip].from);
    for &trip in &trips {
        match origins.last_mut() {
            Some((from, trips)) if *from == problem.trips[trip].from => trips.push(trip),
            _ => origins.push((problem.trips[trip].from, vec![trip])),
        }
    }
    let mut state = State::new(problem);
    let mut routes: Vec<Vec<Route>> = vec![Vec::new(); problem.trips.len()];
    let mut rounds = 0;
    loop {
        state.sum(&routes);
        rounds += 1;
        let (spent, excess) = extend(problem, &graph, &origins, &state, &mut routes)?;
        if rounds > 1 && (excess <= settings.relative_gap * spent || rounds >= settings.rounds) {
            break;
        }
        if rounds == 1 {
            state.sum(&routes);
        }
        for _ in 0..INNER_ROUNDS {
            let mut left = 0.0;
            for &trip in &trips {
                left += state.balance(&mut routes[trip], problem.trips[trip].amount);
            }
            if left <= BALANCED * excess || left <= settings.relative_gap * BALANCED * spent {
                break;
            }
        }
    }
    let mut routes: Vec<Route> = routes.into_iter().flatten().collect();
    routes.retain(|route| route.flow > 0.0);
    let proof = prove(problem, &routes);
    Ok(Assignment { routes, rounds, proof })
}

/// Where the sum of all times is least: the equilibrium of those who mind what they cost the others.
///
/// [`Proof::value`] of the answer is that sum, and [`Proof::bound`] how low it could at most be; its times are marginal.
///
/// # Errors
/// As [`equilibrium`].
pub fn optimum(problem: &Congestion, settings: &Settings) -> Result<Assignment, Complaint> {
    equilibrium(&problem.with_marginal_costs(), settings)
}

/// Times over the trips between two searches.
const INNER_ROUNDS: usize = 100;
/// The ways at hand are balanced when this share of the excess is left.
const BALANCED: f64 = 0.02;

/// Whether the trip uses links at all.
fn moves(problem: &Congestion, trip: usize) -> bool {
    let trip = &problem.trips[trip];
    trip.from != trip.to && trip.amount > 0.0
}

/// Gives every trip its shortest way of the moment; returns all time spent, and how much of it is excess.
fn extend(
    problem: &Congestion,
    graph: &Graph,
    origins: &[(u32, Vec<usize>)],
    state: &State<'_>,
    routes: &mut [Vec<Route>],
) -> Result<(f64, f64), Complaint> {
    let at_hand = &*routes;
    let times = state.link_times();
    let found = crate::parallel::map(origins, |(from, trips)| {
        let tree = graph.tree(*from, &times);
        let mut ways = Vec::new();
        let mut stranded = Vec::new();
        let (mut spent, mut excess) = (0.0, 0.0);
        for &trip in trips {
            let least = tree.times[problem.trips[trip].to as usize];
            if !least.is_finite() {
                stranded.push(trip);
                continue;
            }
            let mut shortest = f64::INFINITY;
            for route in &at_hand[trip] {
                let time = state.time(&route.links);
                spent += route.flow * time;
                excess += route.flow * (time - least);
                shortest = shortest.min(time);
            }
            if least < shortest {
                ways.push((trip, graph.way(&tree, problem.trips[trip].to)));
            }
        }
        (ways, stranded, (spent, excess))
    });
    let (mut all_spent, mut all_excess) = (0.0, 0.0);
    let mut stranded: Vec<usize> = found.iter().flat_map(|(_, stranded, _)| stranded.iter().copied()).collect();
    if !stranded.is_empty() {
        stranded.sort_unstable();
        return Err(Complaint::NoWay(stranded));
    }
    for (ways, _, (spent, excess)) in found {
        all_spent += spent;
        all_excess += excess;
        for (trip, links) in ways {
            if routes[trip].iter().all(|route| route.links != links) {
                let flow = if routes[trip].is_empty() { problem.trips[trip].amount } else { 0.0 };
                routes[trip].push(Route { trip: u32::try_from(trip).unwrap_or(u32::MAX), links, flow });
            }
        }
    }
    Ok((all_spent, all_excess))
}
