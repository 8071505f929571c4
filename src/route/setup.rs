//! What all searches for one query have in common: where it begins and ends, and which steps it may take.

use super::label_setting::{PATIENCE_MINUTES, Regime, Search, passes};
use super::query::Query;
use crate::graph::{End, StateId, StepId, Structure, Timetable};
use crate::model::{Link, Network, PlaceId, Spot};
use crate::restrictions::Step;

/// A query on the states and steps of its network.
pub(super) struct Setup<'s> {
    pub network: &'s Network,
    pub structure: &'s Structure,
    pub query: &'s Query,
    origins: Vec<StateId>,
    is_destination: Vec<bool>,
    usable: Vec<bool>,
}

impl<'s> Setup<'s> {
    /// Of a query.
    pub fn new(network: &'s Network, structure: &'s Structure, query: &'s Query) -> Self {
        let mut is_destination = vec![false; structure.states().len()];
        for state in terminals(network, structure, &query.destination, End::Destination) {
            is_destination[state as usize] = true;
        }
        Self {
            network,
            structure,
            query,
            origins: terminals(network, structure, &query.origin, End::Origin),
            is_destination,
            usable: usable_steps(network, structure, query),
        }
    }

    /// Whether the query may take a step, whatever its state and the rules.
    pub fn is_usable(&self, step: StepId) -> bool {
        self.usable[step as usize]
    }

    /// The search for the query's best allowed route by its objective.
    pub fn search<'t>(&'t self, timetable: &'t Timetable<'t>) -> Search<'t> {
        Search {
            network: self.network,
            structure: self.structure,
            timetable,
            origins: &self.origins,
            is_destination: &self.is_destination,
            via: &self.query.via,
            objective: self.query.objective,
            patience: PATIENCE_MINUTES,
            regime: Regime::Allowed,
            losses: &[],
            surcharges: &[],
        }
    }
}

/// The states in which a journey may begin or end at any of the places.
pub(crate) fn terminals(network: &Network, structure: &Structure, places: &[PlaceId], end: End) -> Vec<StateId> {
    places.iter().flat_map(|place| structure.terminals(network, *place, end)).collect()
}

/// For each step whether the cargo can take it, and the query's own wishes, modes and what to avoid, let it be used.
pub(crate) fn usable_steps(network: &Network, structure: &Structure, query: &Query) -> Vec<bool> {
    structure.steps().iter().map(|step| is_usable(network, query, *step)).collect()
}

/// Whether the cargo can take a step, and the query's own wishes, modes and what to avoid, let it be used.
fn is_usable(network: &Network, query: &Query, step: Step) -> bool {
    let mode_fits = step.mode(network).is_none_or(|mode| query.modes.is_empty() || query.modes.contains(&mode));
    let (from, to) = step.ends(network);
    let avoided = query.avoid.iter().any(|spot| match spot {
        Spot::Places(places) => places.contains(&from) || places.contains(&to),
        Spot::Country(country) => step.touches(network, *country),
        _ => passes(network, step, spot),
    });
    let cargo = &network.cargoes[query.cargo];
    let sails = !matches!(step, Step::Pass { link: Link::Lane(_), .. })
        || query.vessel.is_none_or(|vessel| cargo.sails_in(vessel));
    mode_fits && !avoided && sails && step.carries(network, cargo)
}
