//! `landbridge reach`: how far cargo gets from one place in so many days.

use super::arguments::{Arguments, ReachCommand, ReachForm};
use super::many::{Progress, stop};
use super::plan::to_json;
use super::{Exit, Failure, exit_codes, network, print, reach_text, terms};
use crate::graph::End;
use crate::model::{Network, Objective};
use crate::report::{ReachReport, reach_geojson, reach_report};
use crate::route::{MatrixQuery, Occasion, Planner, links_within};
use crate::site::reach_svg;

/// Ends of the bands in days if none are named.
const BANDS: [u32; 4] = [5, 10, 20, 30];
const MINUTES_PER_DAY: u32 = 1440;

/// Searches and prints.
pub fn run(command: &ReachCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let bands = bands(command);
    let planner = Planner::new(&network);
    let mut terms = terms::query(&network, &command.terms, Objective::Time)?;
    terms::at(&network, &mut terms, command.scenario.as_deref(), command.depart)?;
    let origin = network.find_places(&command.from).map_err(Failure::usage)?;
    let handling = planner.places_handling(terms.cargo, End::Destination);
    let query = MatrixQuery {
        origins: vec![stop(&network, &command.terms, origin)],
        destinations: handling.into_iter().map(|place| stop(&network, &command.terms, vec![place])).collect(),
        occasions: vec![Occasion { depart: terms.depart, scenario: terms.scenario }],
        terms,
        with_rides: true,
    };
    let progress = Progress::new(query.cell_count(), arguments.quiet);
    let cells = planner.reach(&query, &|more| progress.add(more));
    progress.finish();
    let limit = bands.last().map_or(0, |days| days * MINUTES_PER_DAY);
    let record = reach_report(&network, &query, &cells, &links_within(&planner, &cells, limit), &bands);
    let text = match command.format {
        ReachForm::Text => reach_text::text(&record),
        ReachForm::Json => to_json(&record)? + "\n",
        ReachForm::Csv => csv(&record)?,
        ReachForm::Geojson => to_json(&reach_geojson(&network, &record))? + "\n",
        ReachForm::Svg => svg(&network, &record)?,
    };
    print::answer(&text)?;
    Ok(if record.reached > 0 { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// Ends of the bands in order; the last is the limit.
fn bands(command: &ReachCommand) -> Vec<u32> {
    let mut bands = if command.bands.is_empty() { BANDS.to_vec() } else { command.bands.clone() };
    if let Some(limit) = command.within {
        bands.retain(|days| *days < limit);
        bands.push(limit);
    }
    bands.sort_unstable();
    bands.dedup();
    bands
}

fn svg(network: &Network, record: &ReachReport) -> Result<String, Failure> {
    reach_svg(network, record).map_err(|error| Failure::new(exit_codes::FAILED, format!("error: {error}")))
}

const HEADER: [&str; 18] = [
    "from",
    "depart",
    "scenario",
    "place",
    "name",
    "country",
    "kind",
    "reachable",
    "band_days",
    "day",
    "hours",
    "wait_hours",
    "distance_km",
    "cost_usd",
    "reason",
    "subject",
    "flags",
    "allow",
];

/// A row for each place.
fn csv(record: &ReachReport) -> Result<String, Failure> {
    let query = &record.query;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = record.places.iter().map(|row| {
        let outcome = &row.outcome;
        vec![
            query.from.id.clone(),
            query.depart.clone(),
            text(&query.scenario),
            row.place.clone(),
            print::plain(&row.name),
            text(&row.country),
            row.kind.to_string(),
            outcome.reachable.word().to_string(),
            row.band_days.map(|days| days.to_string()).unwrap_or_default(),
            text(&row.day),
            number(outcome.hours),
            number(outcome.wait_hours),
            number(outcome.distance_km),
            number(outcome.cost_usd),
            text(&outcome.reason),
            text(&outcome.subject),
            outcome.flags.join(" "),
            query.terms.allow.join(" "),
        ]
    });
    print::rows(&HEADER, rows)
}
