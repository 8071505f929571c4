//! A comparison for people: a sentence, the questions whose answers differ, and what differs in the network.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::fact_text::fact;
use super::layout;
use super::print::{bold, plain};
use crate::report::{ChangeRecord, CompareReport, FactRecord, PairRecord, SideRecord, WayRecord, span, whole};

/// How many changes of the network are told.
const TOLD: usize = 25;

/// The whole answer.
pub fn text(record: &CompareReport) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", bold(&format!("A: {}   B: {}", side(&record.a), side(&record.b))));
    let lifts = record.pairs.iter().any(|pair| !pair.query_b.allow.is_empty());
    layout::what_if(&mut out, lifts || record.a.scenario != "base" || record.b.scenario != "base");
    let _ = writeln!(out, "network {} as of {}\n", record.network.id, record.network.as_of);
    let differing: Vec<&PairRecord> = record.pairs.iter().filter(|pair| pair.differs()).collect();
    let count = |word| differing.iter().filter(|pair| pair.becomes == Some(word)).count();
    let sentence = format!(
        "{} of {} questions are answered otherwise: {} become possible, {} impossible.",
        differing.len(),
        record.pairs.len(),
        count("possible"),
        count("impossible")
    );
    layout::wrapped(&mut out, "", &sentence);
    for pair in differing {
        one(&mut out, pair);
    }
    changes(&mut out, record);
    if record.pairs.iter().any(|pair| pair.differs() && pair.ways.iter().any(|way| !way.flags.is_empty())) {
        let _ = writeln!(
            out,
            "\n!CODE: a flag of the way; `landbridge plan` tells it, `landbridge explain CODE` what it means"
        );
    }
    layout::notes(&mut out, &record.notes);
    out
}

fn side(side: &SideRecord) -> String {
    let depart = side.depart.as_ref().map_or_else(|| "on the day of each question".into(), |day| format!("on {day}"));
    format!("{} {depart}", side.scenario)
}

/// One question whose answers differ.
pub fn one(out: &mut String, pair: &PairRecord) {
    let becomes = pair.becomes.map(|word| format!(": becomes {word}")).unwrap_or_default();
    let _ = writeln!(out, "\n{}", bold(&plain(&format!("{} to {}{becomes}", pair.from, pair.to))));
    let asked = &pair.query_b;
    let mut terms = vec![format!("best by {}", asked.by), format!("cargo {} ({})", asked.cargo, asked.cargo_unit)];
    terms.extend(asked.cargo_origin.as_ref().map(|origin| format!("origin of the cargo {origin}")));
    terms.extend(asked.vessel.as_ref().map(|vessel| format!("vessel {vessel}")));
    terms.extend((!asked.modes.is_empty()).then(|| format!("by {} only", asked.modes.join(", "))));
    terms.push(format!("leaving {} and {}", pair.query_a.depart, asked.depart));
    terms.extend((!asked.allow.is_empty()).then(|| format!("rules lifted: {}", asked.allow.join(", "))));
    layout::wrapped(out, "   ", &plain(&terms.join(", ")));
    let more = |difference: Option<f64>, told: fn(f64) -> String, [more, less]: [&str; 2]| {
        let difference = difference.filter(|difference| difference.abs() > 0.0)?;
        Some(format!("{} {}", told(difference.abs()), if difference > 0.0 { more } else { less }))
    };
    let parts: Vec<String> = [
        more(pair.slower_by_hours, span, ["slower", "faster"]),
        more(pair.dearer_by_usd, |usd| format!("USD {}", whole(usd)), ["dearer", "cheaper"]),
        more(pair.longer_by_km, |km| format!("{} km", whole(km)), ["longer", "shorter"]),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !parts.is_empty() {
        layout::wrapped(out, "   ", &format!("the best way under B is {}", parts.join(", ")));
    }
    for way in &pair.ways {
        way_lines(out, way);
    }
    facts(out, "under A", &pair.refused_a, &pair.refused_b);
    facts(out, "under B", &pair.refused_b, &pair.refused_a);
}

fn way_lines(out: &mut String, way: &WayRecord) {
    let rank = |rank: Option<usize>| rank.map_or_else(|| "-".into(), |rank| rank.to_string());
    let cost = way.cost_usd.map(|usd| format!(", USD {}", whole(usd))).unwrap_or_default();
    let lead = format!("   {:9} {} -> {}  ", way.change, rank(way.rank_a), rank(way.rank_b));
    let codes: BTreeSet<&str> = way.flags.iter().filter_map(|flag| flag.split(':').next()).collect();
    let flags: Vec<String> = codes.iter().map(|code| format!(" !{code}")).collect();
    let figures =
        format!("{}{cost}, {} km: {}{}", span(way.hours), whole(way.distance_km), way.corridor, flags.concat());
    layout::wrapped(out, &lead, &plain(&figures));
}

/// What stands in the way on one side and not on the other.
fn facts(out: &mut String, when: &str, own: &[FactRecord], others: &[FactRecord]) {
    let is_same = |one: &FactRecord, other: &FactRecord| {
        (one.code, &one.subject, &one.rule) == (other.code, &other.subject, &other.rule)
    };
    for told in own.iter().filter(|told| !others.iter().any(|other| is_same(told, other))) {
        layout::wrapped(out, &format!("     x {when}: "), &fact(told));
    }
}

fn changes(out: &mut String, record: &CompareReport) {
    if record.changes.is_empty() {
        return;
    }
    let [a, b] = &record.changes_on;
    let _ = writeln!(out, "\n{}", bold(&format!("What is otherwise in the network (A on {a}, B on {b})")));
    for ChangeRecord { kind, name, a, b, links, .. } in record.changes.iter().take(TOLD) {
        let links = if *links > 1 { format!(" ({links} links)") } else { String::new() };
        layout::wrapped(out, &format!("   {kind:9}"), &plain(&format!("{name}{links}: {a} -> {b}")));
    }
    if record.changes.len() > TOLD {
        let _ = writeln!(out, "   and {} more: --format json", record.changes.len() - TOLD);
    }
}
