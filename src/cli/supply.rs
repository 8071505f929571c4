//! `landbridge supply`: which source supplies a place most cheaply.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::arguments::{Arguments, SupplyCommand, TableFormat, Terms};
use super::fact_text::fact;
use super::plan::to_json;
use super::print::{bold, flagged, plain, refused};
use super::{Exit, Failure, exit_codes, layout, network, print, terms};
use crate::model::{Mode, Network, Objective, PlaceId};
use crate::report::{FactRecord, NoSupplyRecord, SupplyReport, supply_report, whole};
use crate::route::{Planner, Query, sources_of, supply};

/// How many names of lines and transfers are told.
const NAMED: usize = 4;

/// Finds and prints.
pub fn run(command: &SupplyCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let planner = Planner::new(&network);
    let named = |names: &[String]| -> Result<Vec<PlaceId>, Failure> {
        let places: Result<Vec<Vec<PlaceId>>, Failure> =
            names.iter().map(|name| network.find_places(name).map_err(Failure::usage)).collect();
        Ok(places?.concat())
    };
    let query = asked(&network, command)?;
    let cargo = &network.cargoes[query.cargo];
    let sources =
        if command.from.is_empty() { sources_of(&network, planner.structure(), cargo) } else { named(&command.from)? };
    if sources.is_empty() {
        return Err(Failure::usage(format!(
            "no field, plant or demand of the network is a source of `{}`; name some with --from",
            cargo.id
        )));
    }
    let report = supply_report(&network, &query, &supply(&planner, &query, &sources), &command.to);
    let answer = match command.format {
        TableFormat::Text => text(&network, &report),
        TableFormat::Json => to_json(&report)? + "\n",
        TableFormat::Csv => csv(&report)?,
    };
    print::answer(&answer)?;
    Ok(if report.supplies.is_empty() { exit_codes::NEGATIVE } else { exit_codes::DONE })
}

fn asked(network: &Network, command: &SupplyCommand) -> Result<Query, Failure> {
    let given = Terms {
        cargo: Some(command.cargo.clone()),
        vessel: command.vessel.clone(),
        allow: command.allow.clone(),
        ..Terms::default()
    };
    let mut query = terms::query(network, &given, Objective::Cost)?;
    query.destination = network.find_places(&command.to).map_err(Failure::usage)?;
    query.avoid = terms::spots(network, &command.avoid)?;
    terms::at(network, &mut query, command.scenario.as_deref(), command.depart)?;
    Ok(query)
}

fn text(network: &Network, report: &SupplyReport) -> String {
    let mut out = String::new();
    let asked = &report.query;
    let cargo = network.cargoes.find(&asked.cargo).map(|id| &network.cargoes[id]);
    let name = cargo.map_or(asked.cargo.as_str(), |cargo| &cargo.name);
    let to = match &asked.to_places[..] {
        [only] => network.places.find(only).map_or(asked.to.as_str(), |id| &network.places[id].name),
        _ => &asked.to,
    };
    let heading = format!("{name} for {to}, leaving {}: sources by cost delivered", asked.depart);
    let _ = writeln!(out, "{}", bold(&plain(&heading)));
    layout::what_if(&mut out, asked.scenario.is_some() || !asked.allow.is_empty());
    let scenario = asked.scenario.as_ref().map_or("base scenario".into(), |id| format!("scenario {id}"));
    let sails = cargo.is_some_and(|cargo| cargo.moves_by(Mode::Sea));
    let ship = asked.vessel.as_ref().filter(|_| sails).map_or(String::new(), |vessel| format!(", vessel {vessel}"));
    let lifted =
        if asked.allow.is_empty() { String::new() } else { format!(", rules lifted: {}", asked.allow.join(", ")) };
    let _ = writeln!(
        out,
        "cargo {} ({}){ship}, {scenario}{lifted}; network {} as of {}\n",
        asked.cargo, asked.cargo_unit, report.network.id, report.network.as_of
    );
    if report.supplies.is_empty() {
        let _ = writeln!(out, "{}", refused("No source reaches it by an allowed way with known prices."));
    } else {
        table(&mut out, report);
    }
    note_well(&mut out, report);
    others(&mut out, &report.others);
    layout::notes(&mut out, &report.notes);
    out
}

/// Flags of all ways, each once with the ways it holds for, and where losses are not known.
fn note_well(out: &mut String, report: &SupplyReport) {
    let mut told: Vec<(&FactRecord, Vec<String>)> = Vec::new();
    for record in &report.supplies {
        for flag in &record.itinerary.flags {
            match told.iter_mut().find(|(earlier, _)| *earlier == flag) {
                Some((_, ranks)) => ranks.push(record.rank.to_string()),
                None => told.push((flag, vec![record.rank.to_string()])),
            }
        }
    }
    let unknown: BTreeSet<&str> =
        report.supplies.iter().flat_map(|record| &record.losses_unknown).map(String::as_str).collect();
    if told.is_empty() && unknown.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", bold("Note well"));
    for (flag, ranks) in told {
        let _ = writeln!(out, "   {} in {}: {}", flagged("!"), ranks.join(", "), fact(flag));
    }
    if !unknown.is_empty() {
        let more = if unknown.len() > NAMED { format!(" and {} more", unknown.len() - NAMED) } else { String::new() };
        let names: Vec<&str> = unknown.into_iter().take(NAMED).collect();
        let _ = writeln!(
            out,
            "   {} <=: losses are not known, and counted as none, on {}{more}",
            flagged("!"),
            plain(&names.join(", "))
        );
    }
}

fn table(out: &mut String, report: &SupplyReport) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let unit = format!("USD/{}", report.query.cargo_unit);
    table.set_header(["#", unit.as_str(), "P10-P90", "arrives", "days", "km", "chain", "source, and by"]);
    for record in &report.supplies {
        let cost = record.cost_usd_delivered;
        let at_most = if record.losses_unknown.is_empty() { "" } else { "<=" };
        let place = match &record.country {
            Some(country) => format!("{} ({country})", record.source_name),
            None => record.source_name.clone(),
        };
        table.add_row([
            record.rank.to_string(),
            whole(cost.p50),
            format!("{}-{}", whole(cost.p10), whole(cost.p90)),
            format!("{at_most}{:.1} %", record.arrives_percent),
            format!("{:.1}", record.itinerary.hours.p50 / 24.0),
            whole(record.itinerary.distance_km),
            record.chain.to_string(),
            plain(&format!("{place}, {}", record.itinerary.corridor)),
        ]);
    }
    layout::table(out, &mut table, 0..6);
}

/// Sources with the same reason share its lines.
fn others(out: &mut String, others: &[NoSupplyRecord]) {
    if others.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", bold("Not supplied from"));
    let mut groups: Vec<(&NoSupplyRecord, Vec<&str>)> = Vec::new();
    for other in others {
        let same = |(first, _): &&mut (&NoSupplyRecord, Vec<&str>)| {
            first.refused == other.refused && first.reachable == other.reachable
        };
        match groups.iter_mut().find(same) {
            Some((_, names)) => names.push(&other.source_name),
            None => groups.push((other, vec![&other.source_name])),
        }
    }
    for (first, names) in groups {
        let _ = writeln!(out, "   {}", plain(&names.join(", ")));
        if first.reachable {
            let by = first.corridor.as_deref().unwrap_or("an allowed way");
            let _ = writeln!(out, "     {} a price on the way ({}) is not known", flagged("!"), plain(by));
        }
        for reason in &first.refused {
            let _ = writeln!(out, "     {} {}", refused("x"), fact(reason));
        }
        if !first.reachable && first.refused.is_empty() {
            let _ = writeln!(out, "     {} nothing joins it to the place", refused("x"));
        }
    }
}

const HEADER: [&str; 16] = [
    "rank",
    "source",
    "country",
    "chain",
    "cost_usd_p10",
    "cost_usd_p50",
    "cost_usd_p90",
    "unit",
    "arrives_percent",
    "hours",
    "distance_km",
    "corridor",
    "scenario",
    "allow",
    "flags",
    "refused",
];

fn csv(report: &SupplyReport) -> Result<String, Failure> {
    let scenario = report.query.scenario.clone().unwrap_or_default();
    let allow = report.query.allow.join(" ");
    let codes = |facts: &[FactRecord]| -> String {
        let codes: Vec<String> = facts.iter().map(|fact| format!("{}:{}", fact.code, fact.subject)).collect();
        codes.join(" ")
    };
    let supplied = report.supplies.iter().map(|record| {
        let (cost, way) = (record.cost_usd_delivered, &record.itinerary);
        vec![
            record.rank.to_string(),
            record.source.clone(),
            record.country.clone().unwrap_or_default(),
            record.chain.to_string(),
            cost.p10.to_string(),
            cost.p50.to_string(),
            cost.p90.to_string(),
            report.query.cargo_unit.to_string(),
            record.arrives_percent.to_string(),
            way.hours.p50.to_string(),
            way.distance_km.to_string(),
            plain(&way.corridor),
            scenario.clone(),
            allow.clone(),
            codes(&way.flags),
            String::new(),
        ]
    });
    let others = report.others.iter().map(|record| {
        let mut row = vec![String::new(); HEADER.len()];
        row[1].clone_from(&record.source);
        row[2] = record.country.clone().unwrap_or_default();
        row[7] = report.query.cargo_unit.to_string();
        row[11] = plain(record.corridor.as_deref().unwrap_or_default());
        row[12].clone_from(&scenario);
        row[13].clone_from(&allow);
        row[15] = if record.reachable { "price unknown".into() } else { codes(&record.refused) };
        row
    });
    print::rows(&HEADER, supplied.chain(others))
}
