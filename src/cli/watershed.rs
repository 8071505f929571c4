//! `landbridge watershed`: where land stops beating the sea as the freight rate changes.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, Table, presets};

use super::arguments::{Arguments, PlanFormat, WatershedCommand};
use super::plan::{cargo_with_origin, entry, lifted, to_json};
use super::print::{bold, flagged, plain, refused};
use super::{Exit, Failure, exit_codes, network, print};
use crate::model::Network;
use crate::report::{ShoreRecord, WatershedReport, watershed_geojson, watershed_report, whole};
use crate::route::{Planner, Query, watershed};

/// Places less important than this stand in the text only with `--all`.
const SHOWN: u8 = 2;

/// Finds and prints.
pub fn run(command: &WatershedCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let query = asked(&network, command)?;
    let factors = factors(&command.factors)?;
    let shores = watershed(&Planner::new(&network), &query, &factors);
    let report = watershed_report(&network, &query, &factors, &shores, &command.from);
    let answer = match command.format {
        PlanFormat::Text => text(&report, command.all),
        PlanFormat::Json => to_json(&report)? + "\n",
        PlanFormat::Csv => csv(&report)?,
        PlanFormat::Geojson => to_json(&watershed_geojson(&report))? + "\n",
    };
    print::answer(&answer)?;
    Ok(if report.places.is_empty() { exit_codes::NEGATIVE } else { exit_codes::DONE })
}

fn asked(network: &Network, command: &WatershedCommand) -> Result<Query, Failure> {
    let from = network.find_places(&command.from).map_err(Failure::usage)?;
    let mut query = Query::new(network, from, Vec::new());
    if let Some(cargo) = &command.cargo {
        let (cargo, origin) = cargo_with_origin(network, cargo)?;
        query.carry(network, cargo, origin);
    }
    if let Some(vessel) = &command.vessel {
        query.vessel = Some(entry(&network.vessels, "vessel", vessel)?);
    }
    if let Some(scenario) = &command.scenario {
        let id = entry(&network.scenarios, "scenario", scenario)?;
        query.scenario = Some(id);
        query.depart = network.scenarios[id].depart.unwrap_or(query.depart);
    }
    query.depart = command.depart.unwrap_or(query.depart);
    query.allow = lifted(network, &command.allow)?;
    if !network.rates.values().any(|rate| rate.cargo == query.cargo) {
        let cargo = &network.cargoes[query.cargo].id;
        return Err(Failure::usage(format!("the network has no rate for `{cargo}`, so nothing can be compared")));
    }
    Ok(query)
}

/// Factors in thousandths, in rising order, each once.
fn factors(texts: &[String]) -> Result<Vec<u32>, Failure> {
    let wrong = |text: &str| {
        Failure::usage(format!("`{text}` is no factor; write numbers from 0.001 to 100 like --factors 0.5,1,2"))
    };
    let mut factors = Vec::new();
    for text in texts {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 3 || whole.len() > 3 {
            return Err(wrong(text));
        }
        let whole: u32 = whole.parse().map_err(|_| wrong(text))?;
        let part: u32 = format!("{part:0<3}").parse().map_err(|_| wrong(text))?;
        let factor = whole * 1000 + part;
        if !(1..=100_000).contains(&factor) {
            return Err(wrong(text));
        }
        factors.push(factor);
    }
    factors.sort_unstable();
    factors.dedup();
    Ok(factors)
}

fn text(report: &WatershedReport, all: bool) -> String {
    let mut out = String::new();
    let asked = &report.query;
    let heading = format!("From {} by land or by sea, leaving {}, best by cost", asked.from, asked.depart);
    let _ = writeln!(out, "{}", bold(&plain(&heading)));
    if asked.scenario.is_some() || !asked.allow.is_empty() {
        let what_if = "WHAT-IF, for analysis only: not advice, and not what the rules allow today";
        let _ = writeln!(out, "{}", flagged(what_if));
    }
    let scenario = asked.scenario.as_ref().map_or("base scenario".into(), |id| format!("scenario {id}"));
    let lifted =
        if asked.allow.is_empty() { String::new() } else { format!(", rules lifted: {}", asked.allow.join(", ")) };
    let _ = writeln!(
        out,
        "cargo {} ({}), {scenario}{lifted}; network {} as of {}",
        asked.cargo, asked.cargo_unit, report.network.id, report.network.as_of
    );
    let rate = report.sea_rate.as_deref().unwrap_or("none known");
    let _ = writeln!(out, "rate at sea at factor 1: {}\n", plain(rate));
    if report.places.is_empty() {
        let _ = writeln!(out, "{}", refused("No place is reached by an allowed way with known prices."));
    } else {
        let _ = writeln!(out, "{}", bold("How many places the cheapest way reaches by land and by sea"));
        totals(&mut out, report);
        let _ = writeln!(out, "\n{}", bold("Where it turns: S by sea, L by land at each factor, and USD today"));
        table(&mut out, report, all);
    }
    for note in &report.notes {
        let _ = writeln!(out, "note: {}", plain(note));
    }
    out
}

fn factor(factor: f64) -> String {
    format!("x{factor}")
}

fn totals(out: &mut String, report: &WatershedReport) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["factor", "by land", "by sea"]);
    for at in &report.factors {
        let count = |by: &str| {
            let ways = report.places.iter().flat_map(|place| &place.ways);
            ways.filter(|way| (way.factor - at).abs() < 1e-9 && way.by == by).count().to_string()
        };
        table.add_row([factor(*at), count("land"), count("sea")]);
    }
    print_table(out, &mut table, 3);
}

fn table(out: &mut String, report: &WatershedReport, all: bool) {
    let mut shown: Vec<&ShoreRecord> = report.places.iter().filter(|place| all || place.importance <= SHOWN).collect();
    let turns = |place: &ShoreRecord| place.by_sea_until.unwrap_or(0.0);
    shown.sort_by(|one, other| {
        turns(other).total_cmp(&turns(one)).then(one.country.cmp(&other.country)).then(one.name.cmp(&other.name))
    });
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let range = format!("x{} to x{}", report.factors[0], report.factors[report.factors.len() - 1]);
    let unit = format!("USD/{}", report.query.cargo_unit);
    table.set_header(["turns between", unit.as_str(), range.as_str(), "place"]);
    for place in &shown {
        let between = match (place.by_sea_until, place.by_land_from) {
            (None, _) => "always by land".to_string(),
            (_, None) => "always by sea".to_string(),
            (Some(sea), Some(land)) => format!("x{sea} and x{land}"),
        };
        let letters: String = report
            .factors
            .iter()
            .map(|at| {
                let way = place.ways.iter().find(|way| (way.factor - at).abs() < 1e-9);
                way.map_or('-', |way| if way.by == "land" { 'L' } else { 'S' })
            })
            .collect();
        let today =
            place.ways.iter().min_by(|one, other| (one.factor - 1.0).abs().total_cmp(&(other.factor - 1.0).abs()));
        let country = place.country.as_ref().map(|country| format!(" ({country})")).unwrap_or_default();
        let usd = today.map_or_else(String::new, |way| whole(way.cost_usd));
        table.add_row([between, usd, letters, plain(&format!("{}{country}", place.name))]);
    }
    print_table(out, &mut table, 2);
    let hidden = report.places.len() - shown.len();
    if hidden > 0 {
        let _ = writeln!(out, "{hidden} less important places are left out here: --all, or --format csv");
    }
}

fn print_table(out: &mut String, table: &mut Table, right: usize) {
    for column in 0..right {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

const HEADER: [&str; 13] = [
    "place",
    "country",
    "longitude",
    "latitude",
    "by_sea_until",
    "by_land_from",
    "factor",
    "by",
    "cost_usd",
    "hours",
    "distance_km",
    "sea_km",
    "what_if",
];

fn csv(report: &WatershedReport) -> Result<String, Failure> {
    let what_if: Vec<&String> = report.query.scenario.iter().chain(&report.query.allow).collect();
    let what_if = what_if.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" ");
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let rows = report.places.iter().flat_map(|place| {
        let what_if = what_if.clone();
        place.ways.iter().map(move |way| {
            vec![
                place.place.clone(),
                place.country.clone().unwrap_or_default(),
                place.at[0].to_string(),
                place.at[1].to_string(),
                number(place.by_sea_until),
                number(place.by_land_from),
                way.factor.to_string(),
                way.by.to_string(),
                way.cost_usd.to_string(),
                way.hours.to_string(),
                way.distance_km.to_string(),
                way.sea_km.to_string(),
                what_if.clone(),
            ]
        })
    });
    print::rows(&HEADER, rows)
}
