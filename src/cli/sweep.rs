//! `landbridge sweep`: the best way on each day of a year.

use super::arguments::{Arguments, SweepCommand, TableFormat};
use super::plan::to_json;
use super::{Exit, Failure, exit_codes, network, print, sweep_text, terms};
use crate::calendar::Day;
use crate::model::Network;
use crate::report::{SweepReport, sweep_report};
use crate::route::{Planner, Query};

/// No more days than this at once.
const DAYS_AT_MOST: i32 = 3660;

/// Plans each day and prints.
pub fn run(command: &SweepCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let query = query(&network, command)?;
    let (first, until) = period(&network, command)?;
    let planner = Planner::new(&network);
    let sweep = planner.sweep(&query, first, until.count() - first.count());
    let record = sweep_report(&network, &planner, &query, &sweep, (&command.origin, &command.destination));
    let text = match command.format {
        TableFormat::Text => sweep_text::text(&record),
        TableFormat::Json => to_json(&record)? + "\n",
        TableFormat::Csv => csv(&record)?,
    };
    print::answer(&text)?;
    Ok(if record.has_route() { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

fn period(network: &Network, command: &SweepCommand) -> Result<(Day, Day), Failure> {
    let (as_of, ..) = network.meta.as_of.civil();
    let new_year = |year: i32| Day::from_civil(year, 1, 1).ok_or_else(|| Failure::usage("there is no such year"));
    let first = command.first.map_or_else(|| new_year(command.year.unwrap_or(as_of)), Ok)?;
    let year_later = match command.first {
        Some(first) => first.day_of_year().in_year(first.civil().0 + 1).unwrap_or(first.plus(365)),
        None => new_year(first.civil().0 + 1)?,
    };
    let until = command.until.unwrap_or(year_later);
    let days = until.count() - first.count();
    if days < 1 {
        return Err(Failure::usage(format!("there is no day from {first} until {until}")));
    }
    if days > DAYS_AT_MOST {
        return Err(Failure::usage(format!("{days} days are too many at once; {DAYS_AT_MOST} are the most")));
    }
    Ok((first, until))
}

fn query(network: &Network, command: &SweepCommand) -> Result<Query, Failure> {
    let ends = (command.origin.as_str(), command.destination.as_str());
    let mut query = terms::between(network, &command.terms, command.by, ends)?;
    (query.via, query.avoid) = (terms::spots(network, &command.via)?, terms::spots(network, &command.avoid)?);
    terms::at(network, &mut query, command.scenario.as_deref(), None)?;
    Ok(query)
}

const HEADER: [&str; 17] = [
    "depart",
    "run",
    "letter",
    "corridor",
    "arrive",
    "hours",
    "distance_km",
    "cost_usd",
    "wait_hours",
    "at_once_hours",
    "by",
    "cargo",
    "vessel",
    "scenario",
    "allow",
    "flags",
    "network",
];

fn csv(record: &SweepReport) -> Result<String, Failure> {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = record.days.iter().map(|day| {
        let run = &record.runs[day.run];
        vec![
            day.depart.clone(),
            (day.run + 1).to_string(),
            run.letter.map(String::from).unwrap_or_default(),
            run.corridor.clone(),
            day.arrive.clone().unwrap_or_default(),
            number(day.hours),
            number(day.distance_km),
            number(day.cost_usd),
            day.wait_hours.to_string(),
            number(day.at_once_hours),
            record.query.by.to_string(),
            record.query.cargo.clone(),
            record.query.vessel.clone().unwrap_or_default(),
            record.query.scenario.clone().unwrap_or_default(),
            record.query.allow.join(" "),
            day.flags.join(" "),
            record.network.id.clone(),
        ]
    });
    print::rows(&HEADER, rows)
}
