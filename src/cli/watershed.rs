//! `landbridge watershed`: where land stops beating the sea as the freight rate changes.

use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::arguments::{Arguments, PlanFormat, Terms, WatershedCommand};
use super::plan::to_json;
use super::print::{bold, plain, refused};
use super::{Exit, Failure, exit_codes, layout, network, print, terms};
use crate::model::{Network, Objective};
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
    let given = Terms {
        cargo: command.cargo.clone(),
        vessel: command.vessel.clone(),
        allow: command.allow.clone(),
        ..Terms::default()
    };
    let mut query = terms::query(network, &given, Objective::Cost)?;
    query.origin = network.find_places(&command.from).map_err(Failure::usage)?;
    terms::at(network, &mut query, command.scenario.as_deref(), command.depart)?;
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
    layout::what_if(&mut out, asked.scenario.is_some() || !asked.allow.is_empty());
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
    layout::notes(&mut out, &report.notes);
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
    layout::table(out, &mut table, 0..3);
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
    layout::table(out, &mut table, 0..2);
    let hidden = report.places.len() - shown.len();
    if hidden > 0 {
        let _ = writeln!(out, "{hidden} less important places are left out here: --all, or --format csv");
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
