//! When may which ship sail where the sea freezes? Decided day by day by the same verdicts as a plan.

mod tables;

use serde::Serialize;

use super::{Page, trail, value};
use crate::calendar::Day;
use crate::model::{Allowance, IceAreaId, LaneId, Link, Network, Vessel, VesselId};
use crate::report::quality::unverified;
use crate::restrictions::{Fact, Journey, Policy, Step};
use crate::scenario::Overlay;
use crate::site::Site;
use crate::site::chart::strip::{Row, Spell, Strip};
use crate::site::chart::{ChartView, KeyEntry};
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

/// What is decided for a ship on one day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    /// On her own.
    Alone,
    /// Behind an icebreaker.
    Escorted,
    /// Admitted because the table could not be had.
    Unknown,
    /// Not admitted, or stopped by the ice.
    Shut,
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

/// What is decided on each day of the year.
fn calendar(
    network: &Network,
    lane: LaneId,
    area: IceAreaId,
    vessel: VesselId,
    ship: &Vessel,
    year: i32,
) -> Vec<(Day, Decision)> {
    let months = (1..=12).flat_map(|month| (1..=31).filter_map(move |day| Day::from_civil(year, month, day)));
    months.map(|day| (day, decide(network, lane, area, vessel, ship, day))).collect()
}

/// One strip for each ship, one for ships that may sail on the same days. None without ships.
fn strip(id: &str, name: &str, calendars: &[(&Vessel, Vec<(Day, Decision)>)], year: i32) -> Option<ChartView> {
    let first = Day::from_civil(year, 1, 1)?;
    let day_of = |day: Day| u16::try_from(day.count() - first.count()).unwrap_or(0);
    let mut months = [0; 13];
    for (month, start) in (1..=12).zip(&mut months) {
        *start = day_of(Day::from_civil(year, month, 1)?);
    }
    months[12] = day_of(Day::from_civil(year + 1, 1, 1)?);
    let mut rows: Vec<(Vec<&str>, String, Vec<Spell>)> = Vec::new();
    for (ship, days) in calendars {
        let spells = spells(days, day_of);
        let class = ship.ice_class.to_string();
        match rows.iter_mut().find(|(_, of, known)| *of == class && *known == spells) {
            Some((names, ..)) => names.push(&ship.name),
            None => rows.push((vec![&ship.name], class, spells)),
        }
    }
    if rows.is_empty() {
        return None;
    }
    let caption = strip_caption(&rows, months[12], year);
    let named =
        rows.into_iter().map(|(names, class, spells)| Row { name: format!("{class} ({})", names.join(", ")), spells });
    let strip = Strip { title: format!("{name}: when which ice class may sail"), months, rows: named.collect() };
    let key = [
        ("key-open", "without an icebreaker"),
        ("key-partly", "behind an icebreaker only"),
        ("key-unknown", "table unknown"),
        ("key-shut", "not admitted, or stopped by the ice"),
    ];
    Some(ChartView {
        id: format!("strip-{id}"),
        html: strip.draw(),
        key: key.into_iter().map(|(class, name)| KeyEntry { class: class.into(), name: name.into() }).collect(),
        caption: format!(
            "{caption} The higher a strip, the freer the passage; the table below tells the same by month."
        ),
        table: None,
    })
}

/// Who sails longest and who shortest, and of whom it is not known.
fn strip_caption(rows: &[(Vec<&str>, String, Vec<Spell>)], days: u16, year: i32) -> String {
    let open = |row: &(Vec<&str>, String, Vec<Spell>)| -> u16 {
        let spells = row.2.iter().filter(|spell| ["is-open", "is-partly"].contains(&spell.class));
        spells.map(|spell| spell.until - spell.from).sum()
    };
    let is_unknown = |row: &&(Vec<&str>, String, Vec<Spell>)| row.2.iter().any(|spell| spell.class == "is-unknown");
    let known = || rows.iter().filter(|row| !is_unknown(row));
    let mut unknown: Vec<String> = rows.iter().filter(is_unknown).map(|row| row.1.clone()).collect();
    unknown.dedup();
    let finding = match (known().max_by_key(|row| open(row)), known().min_by_key(|row| open(row))) {
        (Some(most), Some(least)) if open(most) > open(least) => {
            format!("{} sails on {} of {days} days of {year}, {} on {}.", most.1, open(most), least.1, open(least))
        }
        (Some(most), _) if unknown.is_empty() => {
            format!("Every class sails on {} of {days} days of {year}.", open(most))
        }
        (Some(most), _) => format!("Every class with a known table sails on {} of {days} days of {year}.", open(most)),
        _ => String::new(),
    };
    let gap = match &unknown[..] {
        [] => String::new(),
        classes => format!(" The table for {} could not be had.", crate::site::format::list(classes, "and")),
    };
    format!("{finding}{gap}").trim().to_string()
}

fn spells(days: &[(Day, Decision)], day_of: impl Fn(Day) -> u16) -> Vec<Spell> {
    let mut spells: Vec<(Decision, Day, Day)> = Vec::new();
    for (day, decision) in days {
        match spells.last_mut() {
            Some((known, _, last)) if known == decision => *last = *day,
            _ => spells.push((*decision, *day, *day)),
        }
    }
    let spell = |(decision, first, last): (Decision, Day, Day)| {
        let (class, word) = match decision {
            Decision::Alone => ("is-open", "alone"),
            Decision::Escorted => ("is-partly", "escort"),
            Decision::Unknown => ("is-unknown", "unknown"),
            Decision::Shut => ("is-shut", "shut"),
        };
        let short = |day: Day| format!("{} {}", day.civil().2, MONTHS[(day.civil().1 as usize + 11) % 12]);
        Spell {
            from: day_of(first),
            until: day_of(last) + 1,
            class,
            text: word.into(),
            told: format!("{word}: {} to {}", short(first), short(last)),
        }
    };
    spells.into_iter().map(spell).collect()
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

fn decide(network: &Network, lane: LaneId, area: IceAreaId, vessel: VesselId, ship: &Vessel, day: Day) -> Decision {
    let journey = Journey {
        origin: Vec::new(),
        destination: Vec::new(),
        cargo: network.meta.cargo,
        cargo_origin: None,
        vessel: Some(vessel),
        unescorted: false,
    };
    let policy = Policy::new(network, journey, Overlay::default());
    let verdict = policy.verdict(Step::Pass { link: Link::Lane(lane), forward: true }, day);
    let is_ice =
        |fact: &Fact| matches!(fact, Fact::NotAdmitted { .. } | Fact::StoppedByIce { .. } | Fact::TooRisky { .. });
    if verdict.blocks.iter().any(is_ice) {
        return Decision::Shut;
    }
    let table_is_unknown = verdict.flags.iter().any(|fact| match fact {
        Fact::AdmissionUnverified { set, .. } => {
            let rule = network.admissions[*set].rules.iter().find(|rule| {
                rule.classes.contains(&ship.ice_class)
                    && rule.season.is_none_or(|season| season.contains(day))
                    && (rule.areas.is_empty() || rule.areas.contains(&area))
            });
            rule.is_some_and(|rule| [rule.independent, rule.escorted].contains(&Allowance::Unknown))
        }
        _ => false,
    });
    if table_is_unknown {
        Decision::Unknown
    } else if verdict.flags.iter().any(|fact| matches!(fact, Fact::EscortNeeded { .. } | Fact::EscortForRisk { .. })) {
        Decision::Escorted
    } else {
        Decision::Alone
    }
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
