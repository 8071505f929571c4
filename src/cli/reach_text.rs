//! What is reached when, for people: places by band and country.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::layout;
use super::matrix_text::{first_facts, heading};
use super::print::{bold, flagged, plain};
use crate::model::Country;
use crate::report::{ReachReport, ReachRow, Reachable};

/// The whole answer.
pub fn text(record: &ReachReport) -> String {
    let mut out = String::new();
    let query = &record.query;
    let limit = query.bands.last().copied().unwrap_or_default();
    let scenario = query.scenario.as_ref().map_or("base scenario".to_string(), |id| format!("scenario {id}"));
    let title = format!("From {}, leaving {}, within {limit} days, {scenario}", plain(&query.from.name), query.depart);
    let _ = writeln!(out, "{}", bold(&title));
    heading(&mut out, &query.terms, query.scenario.is_some());
    let _ = writeln!(out, "network {} as of {}\n", record.network.id, record.network.as_of);
    let mut from = 0;
    let mut so_far = 0;
    for days in &query.bands {
        let rows: Vec<&ReachRow> = record.places.iter().filter(|row| row.band_days == Some(*days)).collect();
        so_far += rows.len();
        let places = if rows.len() == 1 { "place" } else { "places" };
        let title = format!("{from}-{days} days: {} {places}, {so_far} in all", rows.len());
        let _ = writeln!(out, "{}", bold(&title));
        by_country(&mut out, &rows);
        from = *days;
    }
    out.push('\n');
    let later: Vec<&ReachRow> =
        record.places.iter().filter(|row| row.outcome.reachable == Reachable::Yes && row.band_days.is_none()).collect();
    if !later.is_empty() {
        let _ = writeln!(out, "{}", bold(&format!("Later than {limit} days: {}", later.len())));
        by_country(&mut out, &later);
        out.push('\n');
    }
    let unreached: Vec<&ReachRow> = record.places.iter().filter(|row| row.outcome.reachable == Reachable::No).collect();
    if !unreached.is_empty() {
        let mut counts: BTreeMap<Option<usize>, (usize, String)> = BTreeMap::new();
        for row in &unreached {
            counts.entry(row.outcome.fact).or_insert_with(|| (0, plain(&row.name))).0 += 1;
        }
        let title = format!("Not reached: {}, and the first fact that stands in the shortest way", unreached.len());
        let _ = writeln!(out, "{}", bold(&title));
        first_facts(&mut out, counts, &record.refused);
        out.push('\n');
    }
    let mut flags: BTreeMap<&str, usize> = BTreeMap::new();
    for flag in record.places.iter().flat_map(|row| &row.outcome.flags) {
        *flags.entry(flag).or_default() += 1;
    }
    for (flag, count) in flags {
        let places = if count == 1 { "place (marked !) rests" } else { "places (marked !) rest" };
        let _ = writeln!(out, "{} {count} {places} on {}", flagged("!"), plain(flag));
    }
    layout::notes(&mut out, &record.notes);
    out
}

/// A paragraph for each country, places in the order in which they are reached.
fn by_country(out: &mut String, rows: &[&ReachRow]) {
    let mut countries: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        let country = row.country.as_deref().and_then(|code| code.parse::<Country>().ok());
        let name = country.map_or_else(|| "at sea".to_string(), |country| country.name().to_string());
        let days = row.outcome.hours.unwrap_or_default() / 24.0;
        let mark = if row.outcome.flags.is_empty() { "" } else { "!" };
        countries.entry(name).or_default().push(format!("{} {days:.1}{mark}", plain(&row.name)));
    }
    for (country, places) in countries {
        let lead = format!("   {country} ({}): ", places.len());
        let last = places.len() - 1;
        let listed =
            places.iter().enumerate().map(|(at, place)| if at < last { format!("{place},") } else { place.clone() });
        layout::paragraph(out, (&lead, "      "), listed);
    }
}
