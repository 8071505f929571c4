//! What is asked: goods that want to move over links that get slower as they fill.

use super::delay::Delay;

/// Trips over links with delays.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Congestion {
    /// How many nodes there are, numbered from 0.
    pub nodes: u32,
    /// One-way links; parallel ones are normal.
    pub links: Vec<Link>,
    /// Who wants to go where; one that ends where it begins moves on no link.
    pub trips: Vec<Trip>,
}

/// One way from a node to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it begins.
    pub tail: u32,
    /// Where it ends.
    pub head: u32,
    /// How long it takes when so much moves on it.
    pub delay: Delay,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Complaint {
    /// A link begins or ends at a node that there is not, or its delay is no convex rising function, or no finite one
    /// once everything moves on it.
    #[error("link {0} has an end that does not exist, or a delay that is not finite, rising and convex")]
    Link(usize),
    /// A trip begins or ends at a node that there is not, or its amount is negative or not finite.
    #[error("trip {0} has an end that does not exist, or an amount that is negative or not finite")]
    Trip(usize),
    /// No links lead from the trip's start to its end.
    #[error("trip {0} has no way")]
    NoWay(usize),
}

impl Congestion {
    /// The same network where everyone minds what they cost the others: its equilibrium is this one's system optimum.
    #[must_use]
    pub fn with_marginal_costs(&self) -> Self {
        let links = self.links.iter().map(|link| Link { delay: link.delay.marginal(), ..*link });
        Self { nodes: self.nodes, links: links.collect(), trips: self.trips.clone() }
    }

    /// Whether all figures are usable; that every trip has a way is seen by the search.
    pub(super) fn check(&self) -> Result<(), Complaint> {
        let is_node = |node: u32| node < self.nodes;
        for (index, trip) in self.trips.iter().enumerate() {
            if !is_node(trip.from) || !is_node(trip.to) || !trip.amount.is_finite() || trip.amount < 0.0 {
                return Err(Complaint::Trip(index));
            }
        }
        let all = self.trips.iter().map(|trip| trip.amount).sum();
        for (index, link) in self.links.iter().enumerate() {
            if !is_node(link.tail) || !is_node(link.head) || !link.delay.is_sound(all) {
                return Err(Complaint::Link(index));
            }
        }
        Ok(())
    }
}
