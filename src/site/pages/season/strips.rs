//! The year as a strip for each class of ship.

use super::MONTHS;
use super::days::Decision;
use crate::calendar::Day;
use crate::model::Vessel;
use crate::site::chart::strip::{Row, Spell, Strip};
use crate::site::chart::{ChartView, KeyEntry};
use crate::site::format::list;

/// One strip for each ship, one for ships that may sail on the same days. None without ships.
pub(super) fn strip(
    id: &str,
    name: &str,
    calendars: &[(&Vessel, Vec<(Day, Decision)>)],
    year: i32,
) -> Option<ChartView> {
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
        classes => format!(" The table for {} could not be had.", list(classes, "and")),
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
