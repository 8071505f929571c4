//! `landbridge matrix`: many origins by many destinations, days and scenarios.

use std::path::Path;

use super::arguments::{Arguments, MatrixCommand, TableFormat};
use super::many::{Progress, stops};
use super::plan::to_json;
use super::{Exit, Failure, exit_codes, matrix_text, network, print, terms};
use crate::calendar::Day;
use crate::graph::End;
use crate::model::{Network, ScenarioId};
use crate::report::{MatrixReport, matrix_report};
use crate::route::{MatrixQuery, Occasion, Planner};

/// No more cells than this at once: they are all kept until they are printed.
const CELLS_AT_MOST: usize = 4_000_000;

/// Plans and prints.
pub fn run(command: &MatrixCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let planner = Planner::new(&network);
    let terms = terms::query(&network, &command.terms, command.by)?;
    let ends = |names: (&[String], Option<&Path>), end: End| {
        stops(&network, &command.terms, names, &planner.places_handling(terms.cargo, end))
    };
    let query = MatrixQuery {
        origins: ends((&command.from, command.from_file.as_deref()), End::Origin)?,
        destinations: ends((&command.to, command.to_file.as_deref()), End::Destination)?,
        occasions: occasions(&network, command)?,
        terms,
        with_rides: false,
    };
    if query.cell_count() > CELLS_AT_MOST {
        let asked = crate::units::thousands(u64::try_from(query.cell_count()).unwrap_or(u64::MAX));
        return Err(Failure::usage(format!("{asked} cells are too many at once; 4,000,000 are the most")));
    }
    let progress = Progress::new(query.cell_count(), arguments.quiet);
    let cells = planner.matrix(&query, &|more| progress.add(more));
    progress.finish();
    let record = matrix_report(&network, &query, &cells);
    let text = match command.format {
        TableFormat::Text => matrix_text::text(&record),
        TableFormat::Json => to_json(&record)? + "\n",
        TableFormat::Csv => csv(&record)?,
    };
    print::answer(&text)?;
    Ok(if record.reached > 0 || record.unreached == 0 { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// Each day under each scenario; a scenario's own day if none is named.
fn occasions(network: &Network, command: &MatrixCommand) -> Result<Vec<Occasion>, Failure> {
    let mut scenarios: Vec<Option<ScenarioId>> =
        command.scenario.iter().map(|name| terms::scenario(network, name)).collect::<Result<_, _>>()?;
    if scenarios.is_empty() {
        scenarios.push(None);
    }
    let days: Vec<Day> = match command.monthly {
        Some(year) => (1..=12).filter_map(|month| Day::from_civil(year, month, 1)).collect(),
        None => command.depart.clone(),
    };
    let mut occasions: Vec<Occasion> = if days.is_empty() {
        let own = |scenario: Option<ScenarioId>| scenario.and_then(|id| network.scenarios[id].depart);
        let day = |scenario| own(scenario).unwrap_or(network.meta.as_of);
        scenarios.into_iter().map(|scenario| Occasion { depart: day(scenario), scenario }).collect()
    } else {
        let under = |depart: Day| scenarios.iter().map(move |scenario| Occasion { depart, scenario: *scenario });
        days.into_iter().flat_map(under).collect()
    };
    let mut seen: Vec<Occasion> = Vec::new();
    occasions.retain(|occasion| {
        let is_new = !seen.contains(occasion);
        seen.push(*occasion);
        is_new
    });
    Ok(occasions)
}

const HEADER: [&str; 13] = [
    "from",
    "to",
    "depart",
    "scenario",
    "reachable",
    "hours",
    "wait_hours",
    "distance_km",
    "cost_usd",
    "reason",
    "subject",
    "flags",
    "allow",
];

/// A row for each cell.
fn csv(record: &MatrixReport) -> Result<String, Failure> {
    let allow = record.query.terms.allow.join(" ");
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = record.rows.iter().map(|row| {
        let outcome = &row.outcome;
        let words = [&row.from, &row.to, &row.depart].map(String::clone);
        let numbers = [outcome.hours, outcome.wait_hours, outcome.distance_km, outcome.cost_usd].map(number);
        let mut cells = words.to_vec();
        cells.extend([row.scenario.clone().unwrap_or_default(), outcome.reachable.word().to_string()]);
        cells.extend(numbers);
        cells.extend([&outcome.reason, &outcome.subject].map(|text| text.clone().unwrap_or_default()));
        cells.extend([outcome.flags.join(" "), allow.clone()]);
        cells
    });
    print::rows(&HEADER, rows)
}
