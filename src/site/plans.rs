//! The routes that the report plans: each question with its answer.

use crate::calendar::Day;
use crate::model::{Link, Network, ReportRoute};
use crate::report::{Itinerary, Leg, PlanReport, plan_command, report};
use crate::route::uncertainty::Draws;
use crate::route::{Answer, Criterion, Planner, Query, Ways};

use super::SiteError;

/// A question of the report and its answer.
#[derive(Debug)]
pub struct Planned<'a> {
    /// The question as the network asks it.
    pub route: &'a ReportRoute,
    /// The day for which it was planned.
    pub depart: Day,
    /// The answer.
    pub report: PlanReport,
    /// The command that gives the same answer.
    pub command: String,
    /// Ways that no other beats in both time and cost, if there is a way with a price.
    pub frontier: Vec<Itinerary>,
    /// The best way of the first day of each of the next twelve months; empty if there is none on the day itself, or no
    /// way waits or leads through ice.
    pub departures: Vec<(Day, Option<Itinerary>)>,
    /// The best way without the scenario and with every rule; none if the question assumes neither.
    pub base: Option<Box<PlanReport>>,
}

/// Draws for what is only drawn in a chart: what it shows is less fine.
const DRAWS: Draws = Draws { samples: 1000, seed: 1 };
/// Ways of the frontier that are shown.
const FRONTIER_WAYS: usize = 6;

/// What a question of the report asks.
pub fn query_of(network: &Network, route: &ReportRoute) -> Result<Query, SiteError> {
    Query::of_report(network, route)
        .map_err(|error| SiteError::Route { id: route.id.clone(), reason: error.to_string() })
}

/// Plans every report route of the network, in parallel, in order of their ids.
pub fn plan_all<'a>(
    network: &'a Network,
    planner: &Planner<'a>,
    as_of: Day,
    network_argument: Option<&str>,
) -> Result<Vec<Planned<'a>>, SiteError> {
    let routes: Vec<&ReportRoute> = network.report_routes.values().collect();
    crate::parallel::map(&routes, |route| plan_one(network, planner, route, as_of, network_argument))
        .into_iter()
        .collect()
}

fn plan_one<'a>(
    network: &'a Network,
    planner: &Planner<'a>,
    route: &'a ReportRoute,
    as_of: Day,
    network_argument: Option<&str>,
) -> Result<Planned<'a>, SiteError> {
    let mut query = query_of(network, route)?;
    if query.origin.iter().any(|place| query.destination.contains(place)) {
        let reason = format!("`{}` and `{}` are the same place", route.from, route.to);
        return Err(SiteError::Route { id: route.id.clone(), reason });
    }
    let of_scenario = route.scenario.and_then(|scenario| network.scenarios[scenario].depart);
    query.depart = route.depart.or(of_scenario).unwrap_or(as_of);
    let tell = |query: &Query, answer: &Answer<'_>| report(network, query, answer, &route.from, &route.to);
    let ways = Ways::Pareto(vec![Criterion::Time, Criterion::Cost]);
    let of_frontier = Query { ways, alternatives: FRONTIER_WAYS, draws: DRAWS, ..query.clone() };
    let has_price = |report: &PlanReport| report.itineraries.iter().any(|way| way.cost_usd.is_some());
    let mut told = None;
    let (answer, frontier) =
        planner.plan_then(&query, |answer| has_price(told.insert(tell(&query, answer))).then(|| of_frontier.clone()));
    let report = told.unwrap_or_else(|| tell(&query, &answer));
    let frontier = frontier.map_or_else(Vec::new, |answer| tell(&of_frontier, &answer).itineraries);
    let departures = departures(network, planner, &query, &report, &tell);
    let more = [("--alternatives", route.alternatives.to_string())];
    let command = plan_command(network, &route.terms(), query.depart, network_argument, &more);
    let is_whatif = route.scenario.is_some() || !route.allow.is_empty();
    let base = is_whatif.then(|| {
        let base = Query { scenario: None, allow: Vec::new(), alternatives: 1, draws: DRAWS, ..query.clone() };
        Box::new(tell(&base, &planner.plan_ways(&base)))
    });
    Ok(Planned { route, depart: query.depart, report, command, frontier, departures, base })
}

/// Only where the season matters: elsewhere a year of departures would be a flat line.
fn departures(
    network: &Network,
    planner: &Planner<'_>,
    query: &Query,
    report: &PlanReport,
    tell: &(impl Fn(&Query, &Answer<'_>) -> PlanReport + Sync),
) -> Vec<(Day, Option<Itinerary>)> {
    let has_ice = |link: &Link| matches!(link, Link::Lane(id) if network.lanes[*id].ice_area.is_some());
    let is_iced = |leg: &Leg| leg.wait_hours > 0.0 || leg.links.iter().any(|(link, _)| has_ice(link));
    let ways = report.itineraries.iter().map(|way| &way.legs);
    let mut legs = ways.chain(report.refused_ways.iter().map(|way| &way.legs)).flatten();
    if report.itineraries.is_empty() || !legs.any(is_iced) {
        return Vec::new();
    }
    let (year, month, _) = query.depart.civil();
    let first_days: Vec<Day> = (0..12)
        .filter_map(|later| {
            let months = month - 1 + later;
            Day::from_civil(year + i32::try_from(months / 12).ok()?, months % 12 + 1, 1)
        })
        .collect();
    let sweep = planner.sweep_on(query, &first_days);
    crate::parallel::map(&sweep.departures, |departure| {
        let asked = Query { depart: departure.day, alternatives: 1, draws: DRAWS, ..query.clone() };
        (departure.day, tell(&asked, &sweep.answer(departure)).itineraries.into_iter().next())
    })
}
