//! A matrix for people: origins by destinations, or pairs by days and scenarios if there are several.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::layout::{self, WIDTH};
use super::print::{bold, flagged, plain, refused};
use crate::report::{FactRecord, MatrixReport, MatrixRow, Reachable, TermsRecord, whole};

/// Larger tables are summed up.
const LINES_AT_MOST: usize = 60;
/// Longer waits are marked.
const WAIT_HOURS: f64 = 24.0;
/// What the marks in cells mean.
const MARKS: &str = "- no way, w waits more than a day, ! flagged";
/// How many reasons are named.
const REASONS_AT_MOST: usize = 12;
/// Codes of facts about one place each: nothing handles the cargo there, nothing joins it.
const OF_EACH_PLACE: [&str; 2] = ["LB9008", "LB9009"];
/// How wide the first column may be.
const NAME_WIDTH: usize = 34;

/// The whole answer.
pub fn text(record: &MatrixReport) -> String {
    let mut out = String::new();
    let (origins, destinations) = (record.query.from.len(), record.query.to.len());
    let occasions = &record.query.occasions;
    let number = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let title = format!(
        "{} by {} by {}, best by {}",
        number(origins, "origin", "origins"),
        number(destinations, "destination", "destinations"),
        number(occasions.len(), "departure", "departures"),
        record.query.terms.by
    );
    let _ = writeln!(out, "{}", bold(&title));
    let is_what_if = occasions.iter().any(|occasion| occasion.scenario.is_some());
    heading(&mut out, &record.query.terms, is_what_if);
    let _ = writeln!(out, "network {} as of {}\n", record.network.id, record.network.as_of);
    let unit = unit(&record.query.terms);
    let lines = if occasions.len() > 1 { origins * destinations } else { origins };
    if lines > LINES_AT_MOST {
        summed_up(&mut out, record, &unit);
    } else if occasions.len() > 1 {
        by_occasion(&mut out, record, &unit);
    } else {
        by_destination(&mut out, record, &unit);
    }
    reasons(&mut out, record);
    layout::notes(&mut out, &record.notes);
    out
}

/// What all cells have in common, and that it is a what-if.
pub fn heading(out: &mut String, terms: &TermsRecord, is_what_if: bool) {
    layout::what_if(out, is_what_if || !terms.allow.is_empty());
    let mut asked = vec![format!("cargo {} ({})", terms.cargo, terms.cargo_unit)];
    asked.extend(terms.cargo_origin.as_ref().map(|origin| format!("origin of the cargo {origin}")));
    asked.extend(terms.vessel.as_ref().map(|vessel| format!("vessel {vessel}")));
    if terms.sea_between_ports {
        asked.push("between ports by sea only".into());
    }
    if !terms.modes.is_empty() {
        asked.push(format!("by {} only", terms.modes.join(", ")));
    }
    if !terms.allow.is_empty() {
        asked.push(format!("rules lifted: {}", terms.allow.join(", ")));
    }
    let _ = writeln!(out, "{}", asked.join(", "));
}

fn unit(terms: &TermsRecord) -> String {
    match terms.by {
        "cost" => format!("USD/{}", terms.cargo_unit),
        "distance" => "km".into(),
        _ => "days".into(),
    }
}

fn value(row: &MatrixRow, by: &str) -> Option<f64> {
    match by {
        "cost" => row.outcome.cost_usd,
        "distance" => row.outcome.distance_km,
        _ => row.outcome.hours.map(|hours| hours / 24.0),
    }
}

fn shown(value: f64, by: &str) -> String {
    if matches!(by, "cost" | "distance") { whole(value) } else { format!("{value:.1}") }
}

fn cell(row: &MatrixRow, by: &str) -> String {
    let waits = if row.outcome.wait_hours.is_some_and(|hours| hours > WAIT_HOURS) { "w" } else { "" };
    let mark = if row.outcome.flags.is_empty() { "" } else { "!" };
    match row.outcome.reachable {
        Reachable::Same => "same".into(),
        Reachable::No => "-".into(),
        Reachable::Yes => value(row, by).map_or_else(|| "?".into(), |value| shown(value, by)) + waits + mark,
    }
}

fn short(name: &str) -> String {
    let name = plain(name);
    if name.chars().count() <= NAME_WIDTH {
        return name;
    }
    name.chars().take(NAME_WIDTH - 1).chain(['…']).collect()
}

/// Rows of cells under headings, in as many blocks side by side as the width needs.
fn blocks(out: &mut String, corner: &str, columns: &[String], rows: &[(String, Vec<String>)]) {
    let width = |text: &str| text.chars().count() + 2;
    let names = rows.iter().map(|(name, _)| width(name)).chain([width(corner)]).max().unwrap_or(0);
    let mut first = 0;
    while first < columns.len() {
        let mut total = names;
        let mut end = first;
        while end < columns.len() {
            let widest = rows.iter().map(|(_, cells)| width(&cells[end])).chain([width(&columns[end])]).max();
            total += widest.unwrap_or(0);
            if total > WIDTH && end > first {
                break;
            }
            end += 1;
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header([corner.to_string()].into_iter().chain(columns[first..end].iter().cloned()));
        for (name, cells) in rows {
            table.add_row([name.clone()].into_iter().chain(cells[first..end].iter().cloned()));
        }
        layout::table(out, &mut table, 1..(end - first + 1));
        out.push('\n');
        first = end;
    }
}

fn by_destination(out: &mut String, record: &MatrixReport, unit: &str) {
    let occasion = &record.query.occasions[0];
    let scenario = occasion.scenario.as_deref().unwrap_or("base");
    let _ = writeln!(out, "{unit}, leaving {}, scenario {scenario}; {MARKS}", occasion.depart);
    let columns: Vec<String> = record.query.to.iter().map(|stop| short(&stop.name)).collect();
    let rows: Vec<(String, Vec<String>)> = record
        .rows
        .chunks(columns.len())
        .zip(&record.query.from)
        .map(|(cells, stop)| (short(&stop.name), cells.iter().map(|row| cell(row, record.query.terms.by)).collect()))
        .collect();
    blocks(out, "from", &columns, &rows);
}

fn by_occasion(out: &mut String, record: &MatrixReport, unit: &str) {
    let _ = writeln!(out, "{unit}, by day of departure and scenario; {MARKS}");
    let occasions = &record.query.occasions;
    let many_scenarios = occasions.iter().any(|occasion| occasion.scenario != occasions[0].scenario);
    let columns: Vec<String> = occasions
        .iter()
        .map(|occasion| match &occasion.scenario {
            _ if !many_scenarios => occasion.depart.clone(),
            scenario => format!("{} {}", occasion.depart, scenario.as_deref().unwrap_or("base")),
        })
        .collect();
    if let Some(scenario) = occasions[0].scenario.as_ref().filter(|_| !many_scenarios) {
        let _ = writeln!(out, "scenario {scenario}");
    }
    let rows: Vec<(String, Vec<String>)> = record
        .rows
        .chunks(occasions.len())
        .map(|cells| {
            let (from, to) = (&record.query.from[cells[0].origin], &record.query.to[cells[0].destination]);
            let name = format!("{} - {}", plain(&from.name), plain(&to.name));
            (name, cells.iter().map(|row| cell(row, record.query.terms.by)).collect())
        })
        .collect();
    blocks(out, "", &columns, &rows);
}

/// For each occasion how many pairs have a way, and the spread of their values.
fn summed_up(out: &mut String, record: &MatrixReport, unit: &str) {
    let by = record.query.terms.by;
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let (least, middle, most) = (format!("least {unit}"), "median".to_string(), "most".to_string());
    table.set_header(["leaving", "scenario", "pairs", "reached", "flagged", &least, &middle, &most]);
    for (index, occasion) in record.query.occasions.iter().enumerate() {
        let rows =
            || record.rows.iter().filter(|row| row.occasion == index && row.outcome.reachable != Reachable::Same);
        let reached = || rows().filter(|row| row.outcome.reachable == Reachable::Yes);
        let mut values: Vec<f64> = reached().filter_map(|row| value(row, by)).collect();
        values.sort_by(f64::total_cmp);
        let at = |position: usize| values.get(position).map_or_else(|| "-".into(), |value| shown(*value, by));
        table.add_row([
            occasion.depart.clone(),
            occasion.scenario.clone().unwrap_or_else(|| "base".into()),
            rows().count().to_string(),
            reached().count().to_string(),
            reached().filter(|row| !row.outcome.flags.is_empty()).count().to_string(),
            at(0),
            at(values.len() / 2),
            at(values.len().saturating_sub(1)),
        ]);
    }
    layout::table(out, &mut table, 2..8);
    let _ = writeln!(out, "\nToo many pairs for a table: --format csv has a row for each.\n");
}

/// Why there is no way, with how many cells each fact is the first for.
fn reasons(out: &mut String, record: &MatrixReport) {
    let mut counts: BTreeMap<Option<usize>, (usize, String)> = BTreeMap::new();
    for row in record.rows.iter().filter(|row| row.outcome.reachable == Reachable::No) {
        let example = || {
            let (from, to) = (&record.query.from[row.origin].name, &record.query.to[row.destination].name);
            format!("{} - {} on {}", plain(from), plain(to), row.depart)
        };
        counts.entry(row.outcome.fact).or_insert_with(|| (0, example())).0 += 1;
    }
    if !counts.is_empty() {
        let told = format!("No way for {}, and the first fact that stands in the shortest", record.unreached);
        let _ = writeln!(out, "{}", bold(&told));
        first_facts(out, counts, &record.refused);
        out.push('\n');
    }
    let mut flags: BTreeMap<&str, usize> = BTreeMap::new();
    for flag in record.rows.iter().flat_map(|row| &row.outcome.flags) {
        *flags.entry(flag).or_default() += 1;
    }
    for (flag, count) in flags {
        let cells = if count == 1 { "cell rests" } else { "cells rest" };
        let _ = writeln!(out, "{} {count} {cells} on {}", flagged("!"), plain(flag));
    }
}

/// Facts by how often each is the first in the way, with an example for each.
pub fn first_facts(out: &mut String, counts: BTreeMap<Option<usize>, (usize, String)>, facts: &[FactRecord]) {
    // That nothing handles the cargo or joins the places is a fact for each place; one of them stands for all.
    let mut counted: Vec<(Option<usize>, (usize, String))> = Vec::new();
    for (fact, (count, example)) in counts {
        let code = fact.map(|fact| facts[fact].code.to_string()).filter(|code| OF_EACH_PLACE.contains(&code.as_str()));
        let same = |other: &Option<usize>| other.map(|other| facts[other].code.to_string()) == code;
        match counted.iter_mut().find(|(other, _)| code.is_some() && same(other)) {
            Some((_, (total, _))) => *total += count,
            None => counted.push((fact, (count, example))),
        }
    }
    let mut counts = counted;
    counts.sort_by_key(|(fact, (count, _))| (std::cmp::Reverse(*count), *fact));
    for (fact, (count, example)) in counts.iter().take(REASONS_AT_MOST) {
        let why = fact.map_or_else(
            || "nothing that can be named within the horizon".to_string(),
            |fact| format!("{} {}: {}", facts[fact].code, plain(&facts[fact].subject_name), plain(&facts[fact].reason)),
        );
        let _ = writeln!(out, "   {} {count} (as {example}): {why}", refused("x"));
    }
    if counts.len() > REASONS_AT_MOST {
        let _ = writeln!(out, "   and {} other facts: --format json has them all", counts.len() - REASONS_AT_MOST);
    }
}
