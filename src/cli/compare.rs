//! `landbridge compare`: what differs between two scenarios or days.

use super::arguments::{Arguments, CompareCommand, TableFormat};
use super::plan::to_json;
use super::{Exit, Failure, compare_text, exit_codes, network, print, terms};
use crate::model::Network;
use crate::report::{CompareReport, FactRecord, Question, Side, compare};
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
    let scenario = terms::scenario(network, name)?;
    Ok(Side { scenario, depart: date.or(scenario.and_then(|id| network.scenarios[id].depart)) })
}

/// The pair that is named, or every question of the network's report.
fn questions(network: &Network, command: &CompareCommand) -> Result<Vec<Question>, Failure> {
    if let (Some(from), Some(to)) = (&command.from, &command.to) {
        let mut query = terms::between(network, &command.terms, command.by.unwrap_or_default(), (from, to))?;
        query.alternatives = usize::from(command.alternatives.unwrap_or(3));
        return Ok(vec![Question { id: format!("{from} - {to}"), from: from.clone(), to: to.clone(), query }]);
    }
    if command.by.is_some() || command.alternatives.is_some() || !command.terms.is_empty() {
        return Err(Failure::usage(
            "the questions of the report have a cargo, ship and objective of their own; \
             name a pair with --from and --to to ask with others",
        ));
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

const HEADER: [&str; 28] = [
    "record",
    "question",
    "from",
    "to",
    "by",
    "cargo",
    "vessel",
    "modes",
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
    "refused_a",
    "refused_b",
    "kind",
    "subject",
    "state_a",
    "state_b",
];

/// A row for each question (`record` = `question`), for each of its ways (`way`), and for what is otherwise in the
/// network (`change`).
fn csv(record: &CompareReport) -> Result<String, Failure> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for pair in &record.pairs {
        let base = [
            ("question", pair.id.clone()),
            ("from", pair.from.clone()),
            ("to", pair.to.clone()),
            ("by", pair.query_b.by.to_string()),
            ("cargo", pair.query_b.cargo.clone()),
            ("vessel", pair.query_b.vessel.clone().unwrap_or_default()),
            ("modes", pair.query_b.modes.join(" ")),
            ("becomes", pair.becomes.unwrap_or_default().to_string()),
            ("scenario_a", record.a.scenario.clone()),
            ("depart_a", pair.query_a.depart.clone()),
            ("scenario_b", record.b.scenario.clone()),
            ("depart_b", pair.query_b.depart.clone()),
            ("allow", pair.query_b.allow.join(" ")),
        ];
        let refused = [("refused_a", codes(&pair.refused_a)), ("refused_b", codes(&pair.refused_b))];
        rows.push(row(base.iter().cloned().chain([("record", "question".into())]).chain(refused)));
        for way in &pair.ways {
            let rank = |rank: Option<usize>| rank.map(|rank| rank.to_string()).unwrap_or_default();
            let own = [
                ("record", "way".into()),
                ("change", way.change.to_string()),
                ("rank_a", rank(way.rank_a)),
                ("rank_b", rank(way.rank_b)),
                ("corridor", print::plain(&way.corridor)),
                ("hours", way.hours.to_string()),
                ("cost_usd", way.cost_usd.map(|cost| cost.to_string()).unwrap_or_default()),
                ("distance_km", way.distance_km.to_string()),
                ("flags", way.flags.join(" ")),
            ];
            rows.push(row(base.iter().cloned().chain(own)));
        }
    }
    for change in &record.changes {
        rows.push(row([
            ("record", "change".into()),
            ("kind", change.kind.to_string()),
            ("subject", change.id.clone()),
            ("state_a", change.a.clone()),
            ("state_b", change.b.clone()),
            ("scenario_a", record.a.scenario.clone()),
            ("depart_a", record.changes_on[0].clone()),
            ("scenario_b", record.b.scenario.clone()),
            ("depart_b", record.changes_on[1].clone()),
        ]));
    }
    print::rows(&HEADER, rows.into_iter())
}

/// A row with these cells under their headings.
fn row(cells: impl IntoIterator<Item = (&'static str, String)>) -> Vec<String> {
    let mut row = vec![String::new(); HEADER.len()];
    for (heading, cell) in cells {
        if let Some(column) = HEADER.iter().position(|own| *own == heading) {
            row[column] = cell;
        }
    }
    row
}

fn codes(facts: &[FactRecord]) -> String {
    facts.iter().map(|fact| format!("{}:{}", fact.code, fact.subject)).collect::<Vec<_>>().join(" ")
}
