//! `landbridge plan`: ways from here to there.

use serde::Serialize;

use super::arguments::{Arguments, PlanCommand, PlanFormat};
use super::{Exit, Failure, exit_codes, network, plan_csv, plan_text, print, terms};
use crate::model::{Network, Objective, Spot};
use crate::report::{explain, plan_geojson, report, why_not};
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query, Ways};

/// How many ways of a frontier are shown unless -k says otherwise.
const SHOWN_OF_FRONTIER: u8 = 12;

/// Plans and prints.
pub fn run(command: &PlanCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let query = query(&network, command)?;
    let asked = command.why_not.as_ref().map(|words| asked_about(&network, words)).transpose()?;
    let planner = Planner::new(&network);
    let answer = planner.plan(&query);
    let mut record = report(&network, &query, &answer, &command.from, &command.to);
    if asked.is_some() || answer.routes.is_empty() {
        let asked = asked.as_ref().and_then(Option::as_ref).map(|(name, spot)| (name.as_str(), spot));
        record.why_not = Some(why_not(&planner, &network, &query, &answer, asked));
    }
    if let Some(rank) = command.explain {
        record.explained = explain(&network, &query, &answer, &record.itineraries, rank);
        if record.explained.is_none() && record.has_route() {
            let ways = record.itineraries.len();
            return Err(Failure::usage(format!("--explain {rank}: the answer has {ways} ways, counted from 1")));
        }
    }
    let text = match command.format {
        PlanFormat::Text => plan_text::text(&network, &record),
        PlanFormat::Json => to_json(&record)? + "\n",
        PlanFormat::Csv => plan_csv::csv(&record)?,
        PlanFormat::Geojson => to_json(&plan_geojson(&network, &record))? + "\n",
    };
    print::answer(&text)?;
    Ok(if record.has_route() { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// Pretty JSON.
pub fn to_json<T: Serialize>(record: &T) -> Result<String, Failure> {
    serde_json::to_string_pretty(record)
        .map_err(|error| Failure::new(exit_codes::FAILED, format!("error: cannot write JSON: {error}")))
}

fn query(network: &Network, command: &PlanCommand) -> Result<Query, Failure> {
    let mut query = terms::between(network, &command.terms, command.by, (&command.from, &command.to))?;
    terms::at(network, &mut query, command.scenario.as_deref(), command.depart)?;
    query.draws = Draws { samples: command.samples, seed: command.seed };
    query.arrive_by = command.arrive_by;
    query.unescorted = command.unescorted;
    (query.ways, query.alternatives) = ways(command)?;
    query.via = terms::spots(network, &command.via)?;
    query.avoid = terms::spots(network, &command.avoid)?;
    terms::has_figures(network, &query)?;
    if let Some(date) = query.arrive_by.filter(|date| *date < query.depart) {
        return Err(Failure::usage(format!("nothing that leaves on {} arrives by {date}", query.depart)));
    }
    Ok(query)
}

/// What `--why-not` names, which may be written `via khasan`; nothing if it asks about all ways.
fn asked_about(network: &Network, words: &[String]) -> Result<Option<(String, Spot)>, Failure> {
    let name = match words {
        [] => return Ok(None),
        [only] => only.strip_prefix("via ").unwrap_or(only),
        [via, name] if via == "via" => name,
        [_, other, ..] => {
            return Err(Failure::usage(format!("`--why-not` takes one name; put it last, `{other}` follows it")));
        }
    };
    let spot = network.find_spot(name).map_err(Failure::usage)?;
    Ok(Some((name.to_string(), spot)))
}

/// What kind of ways are wanted, and how many.
fn ways(command: &PlanCommand) -> Result<(Ways, usize), Failure> {
    if let Some(criteria) = &command.pareto {
        let twice = criteria.iter().enumerate().find(|(index, criterion)| criteria[..*index].contains(criterion));
        if let Some((_, criterion)) = twice {
            return Err(Failure::usage(format!("--pareto names `{}` twice", criterion.word())));
        }
        if let [only] = criteria[..] {
            return Err(Failure::usage(format!(
                "--pareto compares by two criteria or more; for the best by `{}` alone use --by where it can",
                only.word()
            )));
        }
        return Ok((Ways::Pareto(criteria.clone()), usize::from(command.k.unwrap_or(SHOWN_OF_FRONTIER))));
    }
    if command.k.is_some() && command.by == Objective::Generalised {
        return Err(Failure::usage(
            "-k ranks by time, cost, distance or co2; for generalised cost use --alternatives".to_string(),
        ));
    }
    let corridors = usize::from(command.alternatives.unwrap_or(3));
    Ok(command.k.map_or((Ways::Corridors, corridors), |k| (Ways::Loopless, usize::from(k))))
}
