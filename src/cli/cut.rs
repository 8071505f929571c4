//! `landbridge cut`: how much can pass, and what stops more.

use std::collections::BTreeSet;

use super::arguments::{Arguments, CutCommand, PeriodTerms, PlanFormat};
use super::certificate::Of;
use super::plan::to_json;
use super::{Exit, Failure, certificate, cut_text, exit_codes, many, network, print, terms};
use crate::capacity::{Amount, FlowQuery, Found, Period, Timing, Wanted, cut};
use crate::flow::Problem;
use crate::graph::End;
use crate::model::{Network, Objective, PlaceId};
use crate::report::flow::{CutAnswer, CutAnswerError, CutReport, ProofRecord, cut_answer, cut_geojson};
use crate::route::{Planner, Query};

/// Computes and prints.
pub fn run(command: &CutCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let (network, files) = network::usable_with_files(arguments.network.as_deref())?;
    let planner = Planner::new(&network);
    let query = asked(&planner, &network, command)?;
    let told = |first: &str, more: &[String]| -> Vec<String> {
        let names = first.split(',').chain(more.iter().map(String::as_str));
        names.map(|name| many::told(&network, name.trim())).collect()
    };
    let ends = (told(&command.origin, &command.more_from), told(&command.destination, &command.more_to));
    let CutAnswer { report: mut record, cut: answer, certificate } =
        cut_answer(&network, &planner, &query, (&ends.0, &ends.1)).map_err(|error| match error {
            CutAnswerError::Question(error) => Failure::usage(error),
            CutAnswerError::NotProven(complaint) => certificate::not_proven(&complaint),
        })?;
    if let Some(path) = &command.certificate {
        let Some(certificate) = certificate else {
            return Err(Failure::usage("nothing known limits what can pass, so there is nothing to prove"));
        };
        let json = to_json(&record)? + "\n";
        let of = Of { files: &files, model: &answer.model, built: Vec::new() };
        let hash = certificate::write(path, of, (certificate, &answer.problem), &json)?;
        record.answer.proof = record.answer.proof.map(|proof| ProofRecord { certificate: Some(hash), ..proof });
    }
    let text = match command.format {
        PlanFormat::Text => cut_text::text(&network, &record),
        PlanFormat::Json => to_json(&record)? + "\n",
        PlanFormat::Csv => csv(&record)?,
        PlanFormat::Geojson => {
            to_json(&cut_geojson(&network, &record))?
                + "
"
        }
    };
    print::answer(&text)?;
    Ok(if matches!(answer.found, Found::Limited(_)) { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// The problem that a command asks about.
pub fn problem(network: &Network, command: &CutCommand) -> Result<Problem, Failure> {
    let planner = Planner::new(network);
    let query = asked(&planner, network, command)?;
    cut(network, planner.structure(), &query).map(|cut| cut.problem).map_err(Failure::usage)
}

/// The question that a command asks.
fn asked(planner: &Planner<'_>, network: &Network, command: &CutCommand) -> Result<FlowQuery, Failure> {
    let terms = terms::query(network, &command.terms, Objective::Distance)?;
    let ends = |first: &str, more: &[String], end: End| -> Result<Vec<PlaceId>, Failure> {
        let handling = planner.places_handling(terms.cargo, end);
        let names = first.split(',').map(str::to_string).chain(more.iter().cloned());
        places(network, command, &names.collect::<Vec<_>>(), &handling)
    };
    let origin = ends(&command.origin, &command.more_from, End::Origin)?;
    let destination = ends(&command.destination, &command.more_to, End::Destination)?;
    if let Some(both) = origin.iter().find(|place| destination.contains(place)) {
        return Err(Failure::usage(format!(
            "`{}` is at both ends: as much as you like can pass from a place to itself",
            network.places[*both].id
        )));
    }
    let mut query = flow_query(network, &command.period, &terms)?;
    query.wanted.push(Wanted {
        id: "cut".into(),
        origin,
        destination,
        cargo: terms.cargo,
        cargo_origin: terms.cargo_origin,
        amount: Amount::AsMuchAsCanPass,
        timing: Timing::Ready,
    });
    Ok(query)
}

/// The places that names mean, each once and in order.
fn places(
    network: &Network,
    command: &CutCommand,
    names: &[String],
    handling: &BTreeSet<PlaceId>,
) -> Result<Vec<PlaceId>, Failure> {
    let stops = many::stops(network, &command.terms, (names, None), handling)?;
    let places: BTreeSet<PlaceId> = stops.into_iter().flat_map(|stop| stop.places).collect();
    Ok(places.into_iter().collect())
}

/// What `cut` and `flow` have in common, without what is wanted.
pub fn flow_query(network: &Network, given: &PeriodTerms, terms: &Query) -> Result<FlowQuery, Failure> {
    let scenario = given.scenario.as_deref().map_or(Ok(None), |id| terms::scenario(network, id))?;
    let of_scenario = scenario.and_then(|id| network.scenarios[id].depart);
    let mut query = FlowQuery::new(network);
    query.period = match given.year {
        Some(year) => Period::calendar_year(year).ok_or_else(|| Failure::usage("there is no such year"))?,
        None => Period::AsOn(given.depart.or(of_scenario).unwrap_or(network.meta.as_of)),
    };
    query.objective = terms.objective;
    query.scenario = scenario;
    query.allow.clone_from(&terms.allow);
    query.modes.clone_from(&terms.modes);
    query.avoid = terms::spots(network, &given.avoid)?;
    query.vessel = terms.vessel;
    Ok(query)
}

const HEADER: [&str; 19] = [
    "side",
    "id",
    "name",
    "kind",
    "from",
    "to",
    "capacity",
    "unit",
    "used_percent",
    "arrives",
    "cargo",
    "cargo_unit",
    "in_every_cut",
    "near_origins",
    "near_destinations",
    "basis",
    "confidence",
    "scenario",
    "allow",
];

fn csv(record: &CutReport) -> Result<String, Failure> {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_string();
    let query = &record.query;
    let sides = [("answer", Some(&record.answer)), ("base", record.base.as_ref())];
    let rows = sides.into_iter().filter_map(|(side, cut)| Some((side, cut?))).flat_map(|(side, cut)| {
        cut.limits.iter().enumerate().map(move |(index, member)| {
            let limit = &member.limit;
            let is_base = side == "base";
            vec![
                side.to_string(),
                limit.key.clone(),
                print::plain(&limit.name),
                limit.kind.to_string(),
                limit.from.clone().unwrap_or_default(),
                limit.to.clone().unwrap_or_default(),
                limit.capacity.to_string(),
                limit.unit.to_string(),
                limit.used_percent.to_string(),
                member.arrives.to_string(),
                query.cargo.clone(),
                query.cargo_unit.to_string(),
                yes(member.in_every),
                yes(cut.near_origins.contains(&index)),
                yes(cut.near_destinations.contains(&index)),
                limit.basis.to_string(),
                limit.confidence.unwrap_or_default().to_string(),
                query.period.scenario.clone().filter(|_| !is_base).unwrap_or_default(),
                query.period.allow.join(" "),
            ]
        })
    });
    print::rows(&HEADER, rows)
}
