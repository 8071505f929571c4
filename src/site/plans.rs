//! The routes that the report plans: each question with its answer.

use crate::calendar::Day;
use crate::model::{Network, ReportRoute};
use crate::report::{PlanReport, report};
use crate::route::{Planner, Query};

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
    let mut words = vec!["landbridge".to_string(), "plan".into(), quoted(&route.from), quoted(&route.to)];
    let mut option = |name: &str, value: &str| words.extend([name.to_string(), quoted(value)]);
    if let Some(path) = network_argument {
        option("--network", path);
    }
    option("--depart", &depart.to_string());
    option("--by", route.by.word());
    option("--alternatives", &route.alternatives.to_string());
    route.via.iter().for_each(|spot| option("--via", spot));
    route.avoid.iter().for_each(|spot| option("--avoid", spot));
    if !route.modes.is_empty() {
        option("--mode", &route.modes.iter().map(|mode| mode.word()).collect::<Vec<_>>().join(","));
    }
    if let Some(vessel) = route.vessel {
        option("--vessel", &network.vessels[vessel].id);
    }
    if let Some((cargo, origin)) = route.cargo {
        let id = &network.cargoes[cargo].id;
        option("--cargo", &origin.map_or_else(|| id.clone(), |country| format!("{id}@{country}")));
    }
    if let Some(scenario) = route.scenario {
        option("--scenario", &network.scenarios[scenario].id);
    }
    route.allow.iter().for_each(|rule| option("--allow", &network.restrictions[*rule].id));
    words.join(" ")
}

/// A word as a POSIX shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./,:@+=".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_string()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_for_the_shell() {
        for (word, expected) in [("busan", "busan"), ("New York", "'New York'"), ("a'b", r"'a'\''b'"), ("", "''")] {
            assert_eq!(quoted(word), expected);
        }
    }
}
