//! What is asked: goods that want to move over links that get slower as they fill.

use super::delay::Delay;

/// Trips over links, some of which draw on roads that get slower as they fill.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Congestion {
    /// How many nodes there are, numbered from 0.
    pub nodes: u32,
    /// What fills: how much longer those take who are on it. The two directions of a single track are one road.
    pub roads: Vec<Delay>,
    /// One-way links; parallel ones are normal.
    pub links: Vec<Link>,
    /// Who wants to go where; one that ends where it begins moves on no link.
    pub trips: Vec<Trip>,
}

/// One way from a node to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Where it begins.
    pub tail: u32,
    /// Where it ends.
    pub head: u32,
    /// How long it takes besides what its road takes; not negative.
    pub free: f64,
    /// Which road it draws on; none if it takes the same time whatever moves.
    pub road: Option<u32>,
}

/// So much goes from one node to another, whatever it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trip {
    /// From which node.
    pub from: u32,
    /// To which node.
    pub to: u32,
    /// How much, in the unit of the links' volumes; not negative.
    pub amount: f64,
}

/// Why a problem cannot be solved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Complaint {
    /// Its delay is no convex rising function, or no finite one once everything moves on it.
    #[error("road {0} has a delay that is not finite, rising and convex")]
    Road(usize),
    /// A link begins or ends at a node that there is not, is on a road that there is not, or its time is out of range.
    #[error("link {0} has an end or a road that does not exist, or a time that is negative or not finite")]
    Link(usize),
    /// A trip begins or ends at a node that there is not, or its amount is negative or not finite.
    #[error("trip {0} has an end that does not exist, or an amount that is negative or not finite")]
    Trip(usize),
    /// No links lead from the starts of these trips to their ends.
    #[error("{} of the trips have no way, trip {} first", .0.len(), .0[0])]
    NoWay(Vec<usize>),
}

impl Congestion {
    /// A problem where each link is a road of its own: tail, head, delay.
    pub fn of_links(nodes: u32, links: impl IntoIterator<Item = (u32, u32, Delay)>, trips: Vec<Trip>) -> Self {
        let mut problem = Self { nodes, trips, ..Self::default() };
        for (road, (tail, head, delay)) in (0..).zip(links) {
            problem.roads.push(delay);
            problem.links.push(Link { tail, head, free: 0.0, road: Some(road) });
        }
        problem
    }

    /// The same network where everyone minds what they cost the others: its equilibrium is this one's system optimum.
    #[must_use]
    pub fn with_marginal_costs(&self) -> Self {
        let roads = self.roads.iter().map(Delay::marginal).collect();
        Self { nodes: self.nodes, roads, links: self.links.clone(), trips: self.trips.clone() }
    }

    /// The roads that links draw on, in order.
    pub(super) fn roads_of(&self, links: &[u32]) -> impl Iterator<Item = usize> {
        links.iter().filter_map(|&link| self.links[link as usize].road).map(|road| road as usize)
    }

    /// Time of each link when each road takes so long.
    pub(super) fn link_times(&self, roads: &[f64]) -> Vec<f64> {
        self.links.iter().map(|link| link.free + link.road.map_or(0.0, |road| roads[road as usize])).collect()
    }

    /// Whether all figures are usable; that every trip has a way is seen by the search.
    pub(super) fn check(&self) -> Result<(), Complaint> {
        let is_node = |node: u32| node < self.nodes;
        for (index, trip) in self.trips.iter().enumerate() {
            if !is_node(trip.from) || !is_node(trip.to) || !trip.amount.is_finite() || trip.amount < 0.0 {
                return Err(Complaint::Trip(index));
            }
        }
        for (index, link) in self.links.iter().enumerate() {
            let is_road = link.road.is_none_or(|road| (road as usize) < self.roads.len());
            if !is_node(link.tail) || !is_node(link.head) || !is_road || !link.free.is_finite() || link.free < 0.0 {
                return Err(Complaint::Link(index));
            }
        }
        let all = self.trips.iter().map(|trip| trip.amount).sum::<f64>();
        match self.roads.iter().position(|delay| !delay.is_sound(all)) {
            Some(road) => Err(Complaint::Road(road)),
            None => Ok(()),
        }
    }
}
