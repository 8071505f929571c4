//! What does an answer prove? Recomputed from the flows on the ways alone.

use super::problem::Congestion;
use super::routes::Route;
use super::shortest::Graph;

/// Value of an answer, and how far from the best it can be.
///
/// The value is convex in the volumes `v`, so it lies above its tangent: for every other spread `w` it is at least
/// `value + sum of time(v) * (w - v)`, and no `w` spends less than all trips on their shortest ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// What moves on each road.
    pub volumes: Vec<f64>,
    /// What moves on each link.
    pub link_flows: Vec<f64>,
    /// Time of each link at these volumes.
    pub times: Vec<f64>,
    /// Time of the shortest way of each trip; 0 where it moves nowhere, infinite where there is none.
    pub shortest: Vec<f64>,
    /// Beckmann's value: the areas under the delays of the roads, and what links take besides, summed.
    pub value: f64,
    /// No spread of the trips has a lower value.
    pub bound: f64,
    /// Time that all spend: flow times time, summed over the links.
    pub total_time: f64,
    /// Of it, what would not be spent if all were on their shortest ways at these times; not negative.
    pub excess: f64,
    /// By how much the slowest way in use is longer than its trip's shortest.
    pub worst_detour: f64,
    /// Largest difference between what a trip asks and what its ways carry.
    pub imbalance: f64,
}

impl Proof {
    /// Share of all time that is excess; 0 where no time is spent.
    pub fn relative_gap(&self) -> f64 {
        if self.total_time > 0.0 { self.excess / self.total_time } else { 0.0 }
    }
}

/// Judges `routes`, which may come from anywhere, as an answer to `problem`.
///
/// Ways must be made of links of `problem`; that they lead from the trip's start to its end is the caller's claim.
pub fn prove(problem: &Congestion, routes: &[Route]) -> Proof {
    let mut volumes = vec![0.0; problem.roads.len()];
    let mut link_flows = vec![0.0; problem.links.len()];
    let mut carried = vec![0.0; problem.trips.len()];
    for route in routes {
        carried[route.trip as usize] += route.flow;
        for &link in &route.links {
            link_flows[link as usize] += route.flow;
        }
        for road in problem.roads_of(&route.links) {
            volumes[road] += route.flow;
        }
    }
    let each = || problem.roads.iter().zip(&volumes);
    let times = problem.link_times(&each().map(|(delay, &volume)| delay.time(volume)).collect::<Vec<_>>());
    let free: f64 = problem.links.iter().zip(&link_flows).map(|(link, flow)| link.free * flow).sum();
    let value = free + each().map(|(delay, &volume)| delay.area(volume)).sum::<f64>();
    let total_time = times.iter().zip(&link_flows).map(|(time, flow)| time * flow).sum();

    let shortest = shortest_times(problem, &times);
    let (mut excess, mut worst_detour) = (0.0_f64, 0.0_f64);
    for route in routes {
        let time: f64 = route.links.iter().map(|&link| times[link as usize]).sum();
        let detour = (time - shortest[route.trip as usize]).max(0.0);
        excess += route.flow * detour;
        worst_detour = worst_detour.max(detour);
    }
    let imbalance = problem.trips.iter().zip(&carried).filter(|(trip, _)| trip.from != trip.to);
    let imbalance = imbalance.fold(0.0, |most: f64, (trip, &carried)| most.max((trip.amount - carried).abs()));
    let bound = value - excess;
    Proof { volumes, link_flows, times, shortest, value, bound, total_time, excess, worst_detour, imbalance }
}

/// Time of each trip's shortest way.
fn shortest_times(problem: &Congestion, times: &[f64]) -> Vec<f64> {
    let graph = Graph::new(problem);
    let mut origins: Vec<u32> = problem.trips.iter().map(|trip| trip.from).collect();
    origins.sort_unstable();
    origins.dedup();
    let trees = crate::parallel::map(&origins, |&from| graph.tree(from, times).times);
    let time = |from: u32, to: u32| trees[origins.partition_point(|&origin| origin < from)][to as usize];
    problem.trips.iter().map(|trip| time(trip.from, trip.to)).collect()
}
