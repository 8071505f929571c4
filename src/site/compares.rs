//! Each scenario against the base: what it changes in the network, and what becomes of the questions that it bears on.

use super::SiteError;
use super::plans::{Planned, query_of};
use crate::calendar::Day;
use crate::model::{Change, Link, Network, Scenario, ScenarioId, Subject};
use crate::report::{ChangeRecord, Leg, PairRecord, PlanReport, network_changes, pair_of, report};
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query};

/// A scenario against the base.
#[derive(Debug)]
pub struct Compared {
    /// The scenario.
    pub scenario: ScenarioId,
    /// The day on which the network itself is compared: under the base, and under the scenario.
    pub on: [Day; 2],
    /// What differs in the network itself.
    pub changes: Vec<ChangeRecord>,
    /// Questions asked both ways, with the position of each among the plans.
    pub pairs: Vec<(usize, PairRecord)>,
}

/// Compares every scenario with the base, in order of their ids.
///
/// Only questions are asked again in whose answer something that the scenario changes plays a part: a link on one of
/// the ways, or a fact that stands in a way that is refused.
pub fn compare_all(
    network: &Network,
    planner: &Planner<'_>,
    as_of: Day,
    plans: &[Planned<'_>],
) -> Result<Vec<Compared>, SiteError> {
    let scenarios: Vec<ScenarioId> = network.scenarios.keys().collect();
    let jobs: Vec<(usize, usize)> = scenarios
        .iter()
        .enumerate()
        .flat_map(|(at, id)| {
            (0..plans.len()).filter(move |plan| bears_on(network, *id, &plans[*plan])).map(move |p| (at, p))
        })
        .collect();
    let asked = crate::parallel::map(&jobs, |(at, plan)| pair(network, planner, scenarios[*at], &plans[*plan]));
    let mut compared: Vec<Compared> = scenarios
        .iter()
        .map(|id| {
            let on = [as_of, network.scenarios[*id].depart.unwrap_or(as_of)];
            let changes = network_changes(network, planner.structure(), [(None, on[0]), (Some(*id), on[1])]);
            Compared { scenario: *id, on, changes, pairs: Vec::new() }
        })
        .collect();
    for ((at, plan), pair) in jobs.into_iter().zip(asked) {
        compared[at].pairs.push((plan, pair?));
    }
    Ok(compared)
}

/// Whether the question has the scenario, or has none and something that the scenario changes plays a part in its answer.
fn bears_on(network: &Network, id: ScenarioId, planned: &Planned<'_>) -> bool {
    let scenario = &network.scenarios[id];
    match planned.route.scenario {
        Some(own) => own == id,
        None => scenario.changes.iter().any(|change| plays_a_part(network, scenario, change, &planned.report)),
    }
}

fn plays_a_part(network: &Network, scenario: &Scenario, change: &Change, report: &PlanReport) -> bool {
    let legs = || report.itineraries.iter().flat_map(|way| &way.legs);
    match change {
        Change::Open(..) => report.refused.iter().any(|fact| fact.lift.scenarios.contains(&scenario.id)),
        Change::Close(subject, _) => legs().any(|leg| passes(network, leg, *subject)),
        Change::Lift(rule) => {
            let rule = &network.restrictions[*rule].id;
            report.refused.iter().any(|fact| fact.rule.as_ref() == Some(rule) || fact.subject == *rule)
        }
        Change::Ice(_) => legs().flat_map(|leg| &leg.links).any(|(link, _)| match link {
            Link::Lane(lane) => network.lanes[*lane].ice_area.is_some(),
            Link::Section(_) => false,
        }),
        // Routes do not depend on capacities.
        Change::Widen(..) => false,
    }
}

fn passes(network: &Network, leg: &Leg, subject: Subject) -> bool {
    match subject {
        Subject::Line(id) => leg.line.as_ref() == Some(&network.lines[id].id),
        Subject::Transfer(id) => leg.line.as_ref() == Some(&network.transfers[id].id),
        Subject::Lane(id) => leg.lanes.contains(&network.lanes[id].id),
        Subject::Passage(id) => leg.passages.contains(&network.passages[id].name),
        Subject::Place(id) => leg.places.contains(&network.places[id].id),
    }
}

/// Asks the question on the side that the plan is not of.
fn pair(
    network: &Network,
    planner: &Planner<'_>,
    scenario: ScenarioId,
    planned: &Planned<'_>,
) -> Result<PairRecord, SiteError> {
    let route = planned.route;
    let query = query_of(network, route)?;
    let is_own = route.scenario == Some(scenario);
    let query = Query {
        scenario: (!is_own).then_some(scenario),
        depart: planned.depart,
        // Only typical values are compared.
        draws: Draws { samples: 100, ..query.draws },
        ..query
    };
    // What is refused is compared only where there is no way.
    let other = report(network, &query, &planner.plan_ways(&query), &route.from, &route.to);
    let sides = if is_own { [&other, &planned.report] } else { [&planned.report, &other] };
    Ok(pair_of(&route.id, sides))
}
