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

/// What moves on each link, and what that means for its time.
pub(super) struct State<'a> {
    problem: &'a Congestion,
    pub(super) volumes: Vec<f64>,
    pub(super) times: Vec<f64>,
    slopes: Vec<f64>,
    /// +1 on links of the way that loses, -1 of the way that gains, 0 elsewhere and after use.
    side: Vec<i8>,
}

/// A shift that overshoots by no more than this share of the difference is kept.
const OVERSHOOT: f64 = 0.25;
/// How often a shift that overshoots is halved; doubles have no more bits.
const HALVINGS: usize = 60;

impl<'a> State<'a> {
    /// Nothing moves yet.
    pub(super) fn new(problem: &'a Congestion) -> Self {
        let links = problem.links.len();
        let mut state = Self {
            problem,
            volumes: vec![0.0; links],
            times: vec![0.0; links],
            slopes: vec![0.0; links],
            side: vec![0; links],
        };
        (0..links).for_each(|link| state.refresh(link));
        state
    }

    /// Sums the volumes anew, so that rounding does not build up.
    pub(super) fn sum(&mut self, trips: &[Vec<Route>]) {
        self.volumes.fill(0.0);
        for route in trips.iter().flatten() {
            for &link in &route.links {
                self.volumes[link as usize] += route.flow;
            }
        }
        (0..self.volumes.len()).for_each(|link| self.refresh(link));
    }

    /// Time of a way.
    pub(super) fn time(&self, links: &[u32]) -> f64 {
        links.iter().map(|&link| self.times[link as usize]).sum()
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
        for &link in from {
            self.side[link as usize] += 1;
        }
        for &link in to {
            self.side[link as usize] -= 1;
        }
        let apart: Vec<usize> =
            from.iter().chain(to).map(|&link| link as usize).filter(|&link| self.side[link] != 0).collect();
        let difference = self.difference(&apart);
        let mut moved = 0.0;
        if difference > 0.0 {
            let slope: f64 = apart.iter().map(|&link| self.slopes[link]).sum();
            let wanted = difference / slope;
            moved = if wanted < most { wanted } else { most };
            self.add(&apart, moved);
            for _ in 0..HALVINGS {
                if self.difference(&apart) >= -OVERSHOOT * difference {
                    break;
                }
                moved /= 2.0;
                self.add(&apart, -moved);
            }
        }
        for &link in from.iter().chain(to) {
            self.side[link as usize] = 0;
        }
        moved
    }

    /// By how much the way that loses is longer than the one that gains.
    fn difference(&self, apart: &[usize]) -> f64 {
        apart.iter().map(|&link| f64::from(self.side[link]) * self.times[link]).sum()
    }

    fn add(&mut self, apart: &[usize], moved: f64) {
        for &link in apart {
            self.volumes[link] = (self.volumes[link] - f64::from(self.side[link]) * moved).max(0.0);
            self.refresh(link);
        }
    }

    fn refresh(&mut self, link: usize) {
        let delay = &self.problem.links[link].delay;
        self.times[link] = delay.time(self.volumes[link]);
        self.slopes[link] = delay.slope(self.volumes[link]);
    }
}
