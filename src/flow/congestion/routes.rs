//! The ways a trip is spread over, and moving it from long ones to the shortest.

use super::problem::Congestion;

/// So much of a trip goes one way.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Which trip.
    pub trip: u32,
    /// Links in order, from the trip's start to its end.
    pub links: Vec<u32>,
    /// How much; positive.
    pub flow: f64,
}

/// What moves on each road, and what that means for its time.
pub(super) struct State<'a> {
    problem: &'a Congestion,
    volumes: Vec<f64>,
    times: Vec<f64>,
    slopes: Vec<f64>,
    /// How often the way that loses comes by each road, less how often the way that gains does; 0 everywhere after use.
    side: Vec<f64>,
}

/// A shift that overshoots by no more than this share of the difference is kept.
const OVERSHOOT: f64 = 0.25;
/// How often a shift that overshoots is halved; doubles have no more bits.
const HALVINGS: usize = 60;

impl<'a> State<'a> {
    /// Nothing moves yet.
    pub(super) fn new(problem: &'a Congestion) -> Self {
        let roads = problem.roads.len();
        let mut state = Self {
            problem,
            volumes: vec![0.0; roads],
            times: vec![0.0; roads],
            slopes: vec![0.0; roads],
            side: vec![0.0; roads],
        };
        (0..roads).for_each(|road| state.refresh(road));
        state
    }

    /// Sums the volumes anew, so that rounding does not build up.
    pub(super) fn sum(&mut self, trips: &[Vec<Route>]) {
        self.volumes.fill(0.0);
        for route in trips.iter().flatten() {
            for road in self.problem.roads_of(&route.links) {
                self.volumes[road] += route.flow;
            }
        }
        (0..self.volumes.len()).for_each(|road| self.refresh(road));
    }

    /// Time of each link.
    pub(super) fn link_times(&self) -> Vec<f64> {
        self.problem.link_times(&self.times)
    }

    /// Time of a way.
    pub(super) fn time(&self, links: &[u32]) -> f64 {
        let time = |&link: &u32| {
            let link = &self.problem.links[link as usize];
            link.free + link.road.map_or(0.0, |road| self.times[road as usize])
        };
        links.iter().map(time).sum()
    }

    /// Moves one trip from its longer ways towards its shortest, by Newton's step for each; returns what was lost to
    /// longer ways before (flow times excess time).
    pub(super) fn balance(&mut self, routes: &mut Vec<Route>, amount: f64) -> f64 {
        if routes.len() < 2 {
            return 0.0;
        }
        let times: Vec<f64> = routes.iter().map(|route| self.time(&route.links)).collect();
        let shortest = (1..times.len()).fold(0, |least, index| if times[index] < times[least] { index } else { least });
        let mut excess = 0.0;
        for index in 0..routes.len() {
            if index != shortest && routes[index].flow > 0.0 {
                excess += routes[index].flow * (times[index] - times[shortest]);
                let (from, to) = (&routes[index], &routes[shortest]);
                let moved = self.shift(&from.links, &to.links, from.flow);
                routes[index].flow -= moved;
            }
        }
        // The shortest way carries the rest, so that the sum is the trip's amount to the last bit.
        let others: f64 =
            routes.iter().enumerate().filter(|&(index, _)| index != shortest).map(|(_, route)| route.flow).sum();
        routes[shortest].flow = (amount - others).max(0.0);
        routes.retain(|route| route.flow > 0.0);
        excess
    }

    /// Moves up to `most` from one way to another such that their times come together; returns how much.
    fn shift(&mut self, from: &[u32], to: &[u32], most: f64) -> f64 {
        let mut apart: Vec<usize> = Vec::with_capacity(from.len() + to.len());
        let mut fixed = 0.0;
        for (links, sign) in [(from, 1.0), (to, -1.0)] {
            for &link in links {
                fixed += sign * self.problem.links[link as usize].free;
                if let Some(road) = self.problem.links[link as usize].road {
                    self.side[road as usize] += sign;
                    apart.push(road as usize);
                }
            }
        }
        // A road that both ways come by stays as it is; one that a way comes by twice is listed once.
        let listed = |road: &usize| self.side[*road] != 0.0;
        apart.retain(listed);
        apart.sort_unstable();
        apart.dedup();
        let before = fixed + self.difference(&apart);
        let mut moved = 0.0;
        if before > 0.0 {
            let slope: f64 = apart.iter().map(|&road| self.side[road] * self.side[road] * self.slopes[road]).sum();
            let wanted = before / slope;
            moved = if wanted < most { wanted } else { most };
            self.add(&apart, moved);
            for _ in 0..HALVINGS {
                if fixed + self.difference(&apart) >= -OVERSHOOT * before {
                    break;
                }
                moved /= 2.0;
                self.add(&apart, -moved);
            }
        }
        for road in self.problem.roads_of(from).chain(self.problem.roads_of(to)) {
            self.side[road] = 0.0;
        }
        moved
    }

    /// By how much the roads of the way that loses take longer than those of the one that gains.
    fn difference(&self, apart: &[usize]) -> f64 {
        apart.iter().map(|&road| self.side[road] * self.times[road]).sum()
    }

    fn add(&mut self, apart: &[usize], moved: f64) {
        for &road in apart {
            self.volumes[road] = (self.volumes[road] - self.side[road] * moved).max(0.0);
            self.refresh(road);
        }
    }

    fn refresh(&mut self, road: usize) {
        let delay = &self.problem.roads[road];
        self.times[road] = delay.time(self.volumes[road]);
        self.slopes[road] = delay.slope(self.volumes[road]);
    }
}
