//! How far does cargo get from one place, and over which links?
//!
//! # Method
//! A [matrix](super::matrix) with one origin, so that each place is reached as a plan to it says, under the rules that
//! hold for its country. The links are those of the best ways to the places that are reached in time, each with the
//! earliest arrival at its end.

use std::collections::{BTreeMap, BTreeSet};

use super::matrix::{Cell, MatrixQuery};
use super::plan::Planner;
use crate::graph::{End, StateId, Structure};
use crate::model::{CargoId, Link, Network, PlaceId, PlaceKind};
use crate::restrictions::Step;

/// A link that a best way passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReachedLink {
    /// The link.
    pub link: Link,
    /// In which direction.
    pub forward: bool,
    /// Minutes from departure to its end, on the way that passes it first.
    pub minutes: u32,
}

/// The links on the best ways of `cells` that take no longer than `within` minutes.
pub fn links_within(planner: &Planner<'_>, cells: &[Cell], within: u32) -> Vec<ReachedLink> {
    let mut first: BTreeMap<(Link, bool), u32> = BTreeMap::new();
    for cell in cells {
        let Cell::Reached(reached) = cell else { continue };
        if reached.minutes > within {
            continue;
        }
        for ride in &reached.rides {
            if let Step::Pass { link, forward } = planner.structure.steps()[ride.step as usize] {
                let minutes = first.entry((link, forward)).or_insert(ride.leave);
                *minutes = (*minutes).min(ride.leave);
            }
        }
    }
    first.into_iter().map(|((link, forward), minutes)| ReachedLink { link, forward, minutes }).collect()
}

/// The places at which something, in whatever state, lets such cargo begin or end a journey.
pub(super) fn handling(network: &Network, structure: &Structure, cargo: CargoId, end: End) -> BTreeSet<PlaceId> {
    let cargo = &network.cargoes[cargo];
    let mut is_served = vec![false; structure.states().len()];
    for state in 0..u32::try_from(structure.states().len()).unwrap_or(u32::MAX) {
        for (target, step) in structure.arcs_from(state) {
            if structure.steps()[*step as usize].carries(network, cargo) {
                let served: StateId = if end == End::Origin { state } else { *target };
                is_served[served as usize] = true;
            }
        }
    }
    let is_handled =
        |place: &PlaceId| structure.terminals(network, *place, end).iter().any(|state| is_served[*state as usize]);
    network.places.keys().filter(is_handled).collect()
}

impl Planner<'_> {
    /// The places in a country at which something, in whatever state, lets such cargo begin or end a journey; points on
    /// the way at sea are none.
    pub fn places_handling(&self, cargo: CargoId, end: End) -> BTreeSet<PlaceId> {
        let mut places = handling(self.network, &self.structure, cargo, end);
        places.retain(|place| {
            let place = &self.network.places[*place];
            place.country.is_some() && !matches!(place.kind, PlaceKind::Waypoint | PlaceKind::Strait)
        });
        places
    }

    /// Answers a matrix with one origin and one occasion; see [`links_within`] for the links of its ways.
    ///
    /// # Panics
    /// If there is more than one origin or occasion.
    pub fn reach(&self, query: &MatrixQuery, done: &(dyn Fn(usize) + Sync)) -> Vec<Cell> {
        assert!(query.origins.len() == 1 && query.occasions.len() == 1, "one origin on one day");
        self.matrix(query, done)
    }
}
