//! `landbridge compare`: what differs between two scenarios or days.

use super::arguments::{Arguments, CompareCommand, TableFormat};
use super::many::{scenario, terms};
use super::plan::to_json;
use super::{Exit, Failure, compare_text, exit_codes, network, print};
use crate::model::Network;
use crate::report::{CompareReport, Question, Side, compare};
use crate::route::Query;

/// Compares and prints.
pub fn run(command: &CompareCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let sides = [side(&network, &command.a)?, side(&network, &command.b)?];
    let record = compare(&network, &questions(&network, command)?, sides);
    let text = match command.format {
        TableFormat::Text => compare_text::text(&record),
        TableFormat::Json => to_json(&record)? + "\n",
        TableFormat::Csv => csv(&record)?,
    };
    print::answer(&text)?;
    Ok(if record.differs() { exit_codes::NEGATIVE } else { exit_codes::DONE })
}

/// `base`, a scenario, a date, or one of the former at the latter.
fn side(network: &Network, text: &str) -> Result<Side, Failure> {
    let (name, date) = match text.split_once('@') {
        Some((name, date)) => (name, Some(date.parse().map_err(Failure::usage)?)),
        None => match text.parse() {
            Ok(date) => ("base", Some(date)),
            Err(_) => (text, None),
        },
    };
    let scenario = scenario(network, name)?;
    Ok(Side { scenario, depart: date.or(scenario.and_then(|id| network.scenarios[id].depart)) })
}

/// The pair that is named, or every question of the network's report.
fn questions(network: &Network, command: &CompareCommand) -> Result<Vec<Question>, Failure> {
    if let (Some(from), Some(to)) = (&command.from, &command.to) {
        let mut query = terms(network, &command.terms, command.by)?;
        query.alternatives = usize::from(command.alternatives);
        query.origin = network.find_places(from).map_err(Failure::usage)?;
        query.destination = network.find_places(to).map_err(Failure::usage)?;
        if query.origin.iter().any(|place| query.destination.contains(place)) {
            return Err(Failure::usage(format!("`{from}` and `{to}` are the same place")));
        }
        return Ok(vec![Question { id: format!("{from} - {to}"), from: from.clone(), to: to.clone(), query }]);
    }
    let routes = network.report_routes.values().map(|route| {
        let query = Query::of_report(network, route).map_err(Failure::usage)?;
        Ok(Question { id: route.id.clone(), from: route.from.clone(), to: route.to.clone(), query })
    });
    let questions: Vec<Question> = routes.collect::<Result<_, Failure>>()?;
    if questions.is_empty() {
        return Err(Failure::usage("the network has no questions of its own; name a pair with --from and --to"));
    }
    Ok(questions)
}

const HEADER: [&str; 17] = [
    "question",
    "from",
    "to",
    "becomes",
    "change",
    "rank_a",
    "rank_b",
    "corridor",
    "hours",
    "cost_usd",
    "distance_km",
    "flags",
    "scenario_a",
    "depart_a",
    "scenario_b",
    "depart_b",
    "allow",
];

fn csv(record: &CompareReport) -> Result<String, Failure> {
    let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    let rows = record.pairs.iter().flat_map(|pair| {
        pair.ways.iter().map(move |way| {
            vec![
                pair.id.clone(),
                pair.from.clone(),
                pair.to.clone(),
                pair.becomes.unwrap_or_default().to_string(),
                way.change.to_string(),
                number(way.rank_a),
                number(way.rank_b),
                print::plain(&way.corridor),
                way.hours.to_string(),
                way.cost_usd.map(|cost| cost.to_string()).unwrap_or_default(),
                way.distance_km.to_string(),
                way.flags.join(" "),
                record.a.scenario.clone(),
                record.a.depart.clone().unwrap_or_default(),
                record.b.scenario.clone(),
                record.b.depart.clone().unwrap_or_default(),
                pair.allow.join(" "),
            ]
        })
    });
    print::rows(&HEADER, rows)
}
