//! The routes that the report plans: each question with its answer.

use crate::calendar::Day;
use crate::model::{CargoId, Country, Network, ReportRoute};
use crate::report::{PlanReport, report};
use crate::route::{Planner, Query};

use super::SiteError;
use super::commands::CommandLine;

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
}

/// Plans every report route of the network, in parallel, in order of their ids.
pub fn plan_all<'a>(
    network: &'a Network,
    as_of: Day,
    network_argument: Option<&str>,
) -> Result<Vec<Planned<'a>>, SiteError> {
    let routes: Vec<&ReportRoute> = network.report_routes.values().collect();
    let planner = Planner::new(network);
    crate::parallel::map(&routes, |route| plan_one(network, &planner, route, as_of, network_argument))
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
    let unclear = |error: crate::model::NameError| SiteError::Route { id: route.id.clone(), reason: error.to_string() };
    let mut query = Query::of_report(network, route).map_err(unclear)?;
    if query.origin.iter().any(|place| query.destination.contains(place)) {
        let reason = format!("`{}` and `{}` are the same place", route.from, route.to);
        return Err(SiteError::Route { id: route.id.clone(), reason });
    }
    let of_scenario = route.scenario.and_then(|scenario| network.scenarios[scenario].depart);
    query.depart = route.depart.or(of_scenario).unwrap_or(as_of);
    let answer = planner.plan(&query);
    let report = report(network, &query, &answer, &route.from, &route.to);
    let command = command(network, route, query.depart, network_argument);
    Ok(Planned { route, depart: query.depart, report, command })
}

/// The command line that asks the same question.
fn command(network: &Network, route: &ReportRoute, depart: Day, network_argument: Option<&str>) -> String {
    let mut line = CommandLine::new("plan");
    line.word(&route.from).word(&route.to);
    if let Some(path) = network_argument {
        line.option("--network", path);
    }
    line.option("--depart", &depart.to_string());
    line.option("--by", route.by.word());
    line.option("--alternatives", &route.alternatives.to_string());
    for spot in &route.via {
        line.option("--via", spot);
    }
    for spot in &route.avoid {
        line.option("--avoid", spot);
    }
    if !route.modes.is_empty() {
        line.option("--mode", &route.modes.iter().map(|mode| mode.word()).collect::<Vec<_>>().join(","));
    }
    if let Some(vessel) = route.vessel {
        line.option("--vessel", &network.vessels[vessel].id);
    }
    if let Some((cargo, origin)) = route.cargo {
        line.option("--cargo", &cargo_word(network, cargo, origin));
    }
    if let Some(scenario) = route.scenario {
        line.option("--scenario", &network.scenarios[scenario].id);
    }
    for rule in &route.allow {
        line.option("--allow", &network.restrictions[*rule].id);
    }
    line.told()
}

/// A cargo as the command line names it, with its country: `coal@RU`.
pub(super) fn cargo_word(network: &Network, cargo: CargoId, origin: Option<Country>) -> String {
    let id = &network.cargoes[cargo].id;
    origin.map_or_else(|| id.clone(), |country| format!("{id}@{country}"))
}
