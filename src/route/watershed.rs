//! Where on the map land stops beating the sea as the freight rate at sea changes.
//!
//! # Method
//! For each factor on the rate at sea, and each country (rules may turn on the destination), one search by cost from the
//! origin to every place. The haul of each lane is charged at `factor` times its rate of the day of departure; tolls,
//! ports, borders and land are as they are. A way is *by land* if no more than half of its length lies on lanes. What a
//! best way pays for haul at sea at today's rate never rises with the factor (an exchange argument: of two ways, the one
//! with more haul at sea loses more as the factor grows), so each place turns from sea to land over a range of factors
//! that the answer gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::label_setting::{Route, Search};
use super::plan::Planner;
use super::query::Query;
use super::setup::{Setup, terminals};
use crate::graph::{CostPart, End, StateId, StepId, Structure, Timetable, measure};
use crate::model::{Country, Link, Network, Objective, PlaceId};
use crate::parallel;
use crate::restrictions::{Policy, Step};
use crate::units::{Distance, Money};

/// The best way to a place at one factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// What it costs at that factor.
    pub cost: Money,
    /// Minutes from departure to arrival.
    pub minutes: u32,
    /// How far it is.
    pub distance: Distance,
    /// How far of it at sea.
    pub at_sea: Distance,
    /// What haul at sea costs in it at the rate as it is.
    pub haul_at_sea: Money,
}

impl Way {
    /// Whether no more than half of it is at sea.
    pub fn is_by_land(&self) -> bool {
        self.at_sea.metres() * 2 <= self.distance.metres()
    }
}

/// A place and the best way to it at each factor.
#[derive(Debug, Clone)]
pub struct Shore {
    /// The place.
    pub place: PlaceId,
    /// One for each factor, in their order; none where no way with known prices leads there.
    pub ways: Vec<Option<Way>>,
}

/// The best way by cost from the origin of `query` to every place on land, for each of `factors` (thousandths) on the rate
/// at sea; places in order of their ids, without the origin and those never reached.
pub fn watershed(planner: &Planner<'_>, query: &Query, factors: &[u32]) -> Vec<Shore> {
    let network = planner.network;
    let mut of_country: BTreeMap<Country, Vec<PlaceId>> = BTreeMap::new();
    for (id, place) in network.places.iter() {
        if let Some(country) = place.country.filter(|_| !query.origin.contains(&id)) {
            of_country.entry(country).or_default().push(id);
        }
    }
    let countries: Vec<Vec<PlaceId>> = of_country.into_values().collect();
    let found = parallel::map(&countries, |places| in_country(planner, query, places, factors));
    let mut shores: Vec<Shore> = found.into_iter().flatten().collect();
    shores.retain(|shore| shore.ways.iter().any(Option::is_some));
    shores.sort_by_key(|shore| shore.place);
    shores
}

fn in_country(planner: &Planner<'_>, query: &Query, places: &[PlaceId], factors: &[u32]) -> Vec<Shore> {
    let (network, structure) = (planner.network, Arc::clone(&planner.structure));
    let query = Query { destination: places.to_vec(), objective: Objective::Cost, ..query.clone() };
    let policy = query.policy(network);
    let mut shores: Vec<Shore> =
        places.iter().map(|place| Shore { place: *place, ways: Vec::with_capacity(factors.len()) }).collect();
    if !policy.journey_verdict(query.depart).is_open() {
        return Vec::new();
    }
    let timetable = Timetable::new(&structure, &policy, query.depart);
    let setup = Setup::new(network, &structure, &query);
    let haul: Vec<i64> = structure.steps().iter().map(|step| haul_at_sea(&policy, &query, *step)).collect();
    let targets: Vec<Vec<StateId>> =
        places.iter().map(|place| terminals(network, &structure, &[*place], End::Destination)).collect();
    let ends: Vec<&[StateId]> = targets.iter().map(Vec::as_slice).collect();
    for factor in factors {
        let surcharges: Vec<i64> = haul.iter().map(|haul| haul * (i64::from(*factor) - 1000) / 1000).collect();
        let search = Search { surcharges: &surcharges, ..setup.search(&timetable) };
        let routes = search.best_to_each(&|step| setup.is_usable(step), &ends);
        for (shore, route) in shores.iter_mut().zip(routes) {
            shore.ways.push(route.map(|route| told(network, &structure, &haul, &route)));
        }
    }
    shores
}

/// What haul on a lane costs at the typical rate of the day of departure, in millionths of a dollar; 0 elsewhere.
fn haul_at_sea(policy: &Policy<'_>, query: &Query, step: Step) -> i64 {
    let Step::Pass { link: Link::Lane(_), .. } = step else { return 0 };
    let measured = measure(policy.network, step, query.depart, &policy.journey, policy.overlay.ice_year());
    measured.costs.map_or(0, |costs| costs[CostPart::LineHaul].typ.micro())
}

fn told(network: &Network, structure: &Structure, haul: &[i64], route: &Route) -> Way {
    let mut at_sea = Distance::default();
    for ride in &route.rides {
        if let Step::Pass { link: Link::Lane(lane), .. } = structure.steps()[ride.step as usize] {
            at_sea = at_sea + network.lanes[lane].distance;
        }
    }
    let of = |step: StepId| haul[step as usize];
    Way {
        cost: Money::from_micro(i64::try_from(route.value).unwrap_or(i64::MAX)),
        minutes: route.minutes(),
        distance: route.distance,
        at_sea,
        haul_at_sea: Money::from_micro(route.rides.iter().map(|ride| of(ride.step)).sum()),
    }
}
