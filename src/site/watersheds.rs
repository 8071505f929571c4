//! Where land beats the sea, seen from the origin that most of the report's questions share.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::model::{Network, Objective, ReportRoute};
use crate::report::CommandLine;
use crate::report::{WatershedReport, watershed_report};
use crate::route::{Planner, Query, watershed};

/// What the rate at sea is multiplied by, in thousandths.
const FACTORS: [u32; 4] = [500, 1000, 2000, 4000];

/// The answer and how to ask for it.
#[derive(Debug)]
pub struct Watershed {
    /// The answer.
    pub report: WatershedReport,
    /// The command that gives the same answer.
    pub command: String,
}

/// The answer; none if the network asks no question over land and sea together, or nothing is reached.
pub fn solve(
    network: &Network,
    planner: &Planner<'_>,
    as_of: Day,
    network_argument: Option<&str>,
) -> Option<Watershed> {
    let from = origin(network)?;
    let mut query = Query::new(network, network.find_places(from).ok()?, Vec::new());
    query.objective = Objective::Cost;
    query.depart = as_of;
    let shores = watershed(planner, &query, &FACTORS);
    let report = watershed_report(network, &query, &FACTORS, &shores, from);
    let turns = report.places.iter().any(|place| place.by_sea_until.is_some());
    let mut line = CommandLine::new("watershed");
    line.word(from);
    if let Some(path) = network_argument {
        line.option("--network", path);
    }
    line.option("--depart", &as_of.to_string());
    let factors: Vec<String> = report.factors.iter().map(ToString::to_string).collect();
    line.option("--factors", &factors.join(","));
    let command = line.told();
    turns.then_some(Watershed { report, command })
}

/// The origin of most of the questions that leave the mode and the cargo open; the first of equals.
fn origin(network: &Network) -> Option<&str> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let is_open = |route: &&ReportRoute| route.modes.is_empty() && route.cargo.is_none() && route.scenario.is_none();
    for route in network.report_routes.values().filter(is_open) {
        *count.entry(route.from.as_str()).or_default() += 1;
    }
    let most = count.values().copied().max()?;
    count.into_iter().find(|(_, times)| *times == most).map(|(from, _)| from)
}
