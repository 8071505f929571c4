//! Does a restriction speak of this journey and this step?

use super::step::Step;
use crate::model::{CargoId, Country, Match, Network, VesselId};

/// What is asked for, as far as rules look at it.
#[derive(Debug, Clone)]
pub struct Journey {
    /// Countries of the places it may start from.
    pub origin: Vec<Country>,
    /// Countries of the places it may end at.
    pub destination: Vec<Country>,
    /// What moves.
    pub cargo: CargoId,
    /// The country the cargo is from; where the journey starts, if none was named.
    pub cargo_origin: Option<Country>,
    /// The ship that sails.
    pub vessel: Option<VesselId>,
    /// Whether it sails without icebreakers.
    pub unescorted: bool,
}

/// Whether a match holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matching {
    /// It does not.
    No,
    /// That depends on what is in the cargo.
    DependsOnContents,
    /// It does.
    Yes,
}

fn any_or_empty<T>(wanted: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(holds)
}

/// Whether `matches` holds for the journey, as far as it speaks of one.
pub(super) fn journey_matches(network: &Network, matches: &Match, journey: &Journey) -> Matching {
    let overlaps = |wanted: &[Country], given: &[Country]| any_or_empty(wanted, |country| given.contains(country));
    let from = |country: &Country| match journey.cargo_origin {
        Some(origin) => origin == *country,
        None => journey.origin.contains(country),
    };
    let holds = overlaps(&matches.origin, &journey.origin)
        && overlaps(&matches.destination, &journey.destination)
        && any_or_empty(&matches.cargo_origin, from)
        && !matches.cargo_origin_not.iter().any(from)
        && any_or_empty(&matches.vessels, |vessel| journey.vessel == Some(*vessel));
    if !holds {
        return Matching::No;
    }
    if matches.commodities.is_empty() {
        return Matching::Yes;
    }
    match &network.cargoes[journey.cargo].commodities {
        None => Matching::DependsOnContents,
        Some(inside) if matches.commodities.iter().any(|wanted| inside.contains(wanted)) => Matching::Yes,
        Some(_) => Matching::No,
    }
}

/// Whether `matches` holds for the step, as far as it speaks of links and transfers.
pub(super) fn step_matches(network: &Network, matches: &Match, step: Step) -> bool {
    let (from, to) = step.ends(network);
    let transfer = match step {
        Step::Undergo { transfer, .. } => Some(transfer),
        Step::Pass { .. } => None,
    };
    let lane = match step.subject(network) {
        crate::model::Subject::Lane(id) => Some(id),
        _ => None,
    };
    any_or_empty(&matches.lines, |line| step.line(network) == Some(*line))
        && any_or_empty(&matches.lanes, |wanted| lane == Some(*wanted))
        && any_or_empty(&matches.transfers, |wanted| transfer == Some(*wanted))
        && any_or_empty(&matches.passages, |passage| step.passage(network) == Some(*passage))
        && any_or_empty(&matches.places, |place| *place == from || *place == to)
        && any_or_empty(&matches.countries, |country| step.touches(network, *country))
        && any_or_empty(&matches.operators, |operator| step.operator(network) == Some(*operator))
        && any_or_empty(&matches.modes, |mode| step.uses(network, *mode))
        && matches.crossing.as_ref().is_none_or(|(from, to)| {
            matches!(step, Step::Undergo { crossing: Some(crossing), .. }
                if from.contains(&crossing.from) && to.contains(&crossing.to))
        })
}
