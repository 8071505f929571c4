//! When may which ship sail where the sea freezes? Decided day by day by the same verdicts as a plan.

mod days;
mod strips;
mod tables;

use serde::Serialize;

use days::{Decision, calendar};
use strips::strip;

use super::{Page, trail, value};
use crate::calendar::Day;
use crate::model::{Allowance, IceAreaId, LaneId, Network, Vessel};
use crate::report::quality::unverified;
use crate::site::Site;
use crate::site::chart::ChartView;
use crate::site::format::{count, sentence_case};
use crate::site::view::{Origin, PageContext, Ref};

/// Short names of the months, and how the columns are headed.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[derive(Serialize)]
struct Season {
    lede: String,
    year: i32,
    months: [&'static str; 12],
    stands_in: Vec<String>,
    areas: Vec<AreaView>,
    sets: Vec<SetView>,
    tariffs: Vec<tables::TariffView>,
    risks: Vec<tables::RiskView>,
}

#[derive(Serialize)]
struct AreaView {
    id: String,
    name: String,
    strip: Option<ChartView>,
    severity: Vec<SeverityCell>,
    ships: Vec<ShipRow>,
    lanes: Vec<Ref>,
    shares: Vec<tables::ShareRow>,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
struct SeverityCell {
    number: String,
    word: &'static str,
    class: &'static str,
}

#[derive(Serialize)]
struct ShipRow {
    name: String,
    class: String,
    cells: Vec<ShipCell>,
}

#[derive(Serialize)]
struct ShipCell {
    text: String,
    title: String,
    class: &'static str,
}

#[derive(Serialize)]
struct SetView {
    id: String,
    name: String,
    regime: String,
    issuer: String,
    legal_basis: String,
    dates: String,
    rules: Vec<RuleRow>,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
struct RuleRow {
    classes: String,
    season: String,
    areas: String,
    independent: &'static str,
    escorted: &'static str,
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "season/index.html".to_string();
    let context = PageContext::new(site, &path);
    let (year, _, _) = site.as_of.civil();
    let areas: Vec<AreaView> = network.ice_areas.keys().map(|area| area_view(&context, area, year)).collect();
    let sets: Vec<SetView> = network.admissions.keys().map(|id| set_view(&context, id)).collect();
    let lede = if areas.is_empty() {
        "This network has no sea that freezes.".to_string()
    } else {
        format!(
            "When may which ship sail where the sea freezes? {}, day by day through {year}, by the same verdicts that plans are made with.",
            sentence_case(&count(areas.len(), "ice area"))
        )
    };
    Page {
        template: "season.html",
        kind: "season",
        section: "season",
        title: "Ice season".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Ice season"),
        view: value(Season {
            lede,
            year,
            months: MONTHS,
            stands_in: stands_in(network, year),
            areas,
            sets,
            tariffs: tables::tariffs(&context),
            risks: tables::risks(&context),
        }),
        beside: Vec::new(),
        path,
    }
}

/// Regimes whose last known rules ended before the year did.
fn stands_in(network: &Network, year: i32) -> Vec<String> {
    let Some(last) = Day::from_civil(year, 12, 31) else { return Vec::new() };
    unverified(network, last)
        .into_iter()
        .filter_map(|found| Some((&network.admissions[found.set], found.ended?)))
        .map(|(set, ended)| format!("{} ended on {ended}; they stand in, unverified.", set.name))
        .collect()
}

fn area_view(context: &PageContext<'_>, id: IceAreaId, year: i32) -> AreaView {
    let network = context.site.network;
    let area = &network.ice_areas[id];
    let lanes: Vec<LaneId> =
        network.lanes.iter().filter(|(_, lane)| lane.ice_area == Some(id)).map(|(lane, _)| lane).collect();
    // All lanes of an area have its ice; one with admission rules stands for them.
    let lane = lanes.iter().copied().find(|lane| !network.lanes[*lane].admission.is_empty()).or(lanes.first().copied());
    let calendars: Vec<(&Vessel, Vec<(Day, Decision)>)> = network
        .vessels
        .iter()
        .filter_map(|(vessel, entry)| Some((entry, calendar(network, lane?, id, vessel, entry, year))))
        .collect();
    let ships = calendars.iter().map(|(entry, days)| ShipRow {
        name: entry.name.clone(),
        class: entry.ice_class.to_string(),
        cells: (1..=12).map(|month| ship_cell(days, month)).collect(),
    });
    AreaView {
        id: area.id.clone(),
        name: area.name.clone(),
        strip: strip(&area.id, &area.name, &calendars, year),
        severity: area
            .severity
            .iter()
            .map(|severity| {
                let (word, class) = match severity.milli() {
                    0 => ("open", "is-open"),
                    1..=1000 => ("light", "is-partly"),
                    1001..=2000 => ("medium", "is-partly"),
                    _ => ("heavy", "is-shut"),
                };
                SeverityCell { number: format!("{:.1}", f64::from(severity.milli()) / 1000.0), word, class }
            })
            .collect(),
        ships: ships.collect(),
        lanes: lanes.iter().map(|lane| context.lane(*lane)).collect(),
        shares: tables::shares(context, area),
        note: area.note.as_deref().map(sentence_case),
        origin: context.origin(&area.provenance),
    }
}

fn ship_cell(calendar: &[(Day, Decision)], month: u32) -> ShipCell {
    let days: Vec<Decision> =
        calendar.iter().filter(|(day, _)| day.civil().1 == month).map(|(_, decision)| *decision).collect();
    let number = |wanted: Decision| days.iter().filter(|decision| **decision == wanted).count();
    let (alone, escorted, unknown, shut) =
        (number(Decision::Alone), number(Decision::Escorted), number(Decision::Unknown), number(Decision::Shut));
    let all = days.len();
    let (text, class) = if alone == all {
        ("alone".to_string(), "is-open")
    } else if shut == all {
        ("shut".to_string(), "is-shut")
    } else if escorted == all {
        ("escort".to_string(), "is-partly")
    } else if unknown == all {
        ("unknown".to_string(), "is-unknown")
    } else if shut > 0 {
        (format!("{}/{all}", all - shut), "is-partly")
    } else if unknown > 0 {
        ("part unknown".to_string(), "is-unknown")
    } else {
        ("part escort".to_string(), "is-partly")
    };
    let title = format!(
        "{}: {}",
        MONTHS[month as usize - 1],
        [(alone, "alone"), (escorted, "behind an icebreaker"), (unknown, "table unknown"), (shut, "shut")]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{} {what}", count(number, "day")))
            .collect::<Vec<_>>()
            .join(", ")
    );
    ShipCell { text, title, class }
}

fn set_view(context: &PageContext<'_>, id: crate::model::AdmissionId) -> SetView {
    let network = context.site.network;
    let set = &network.admissions[id];
    let word = |allowance: Allowance| {
        Allowance::ALL.iter().find(|(known, _)| *known == allowance).map_or("unknown", |(_, word)| *word)
    };
    SetView {
        id: set.id.clone(),
        name: set.name.clone(),
        regime: set.regime.clone(),
        issuer: set.issuer.clone(),
        legal_basis: set.legal_basis.clone(),
        dates: sentence_case(&set.window.to_string()),
        rules: set
            .rules
            .iter()
            .map(|rule| RuleRow {
                classes: rule.classes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
                season: rule.season.map_or("all year".into(), |season| season.to_string()),
                areas: if rule.areas.is_empty() {
                    "everywhere".into()
                } else {
                    rule.areas.iter().map(|area| network.ice_areas[*area].name.clone()).collect::<Vec<_>>().join(", ")
                },
                independent: word(rule.independent),
                escorted: word(rule.escorted),
            })
            .collect(),
        note: set.note.as_deref().map(sentence_case),
        origin: context.origin(&set.provenance),
    }
}
