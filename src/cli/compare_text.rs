//! A comparison for people: a sentence, the questions whose answers differ, and what differs in the network.

use std::fmt::Write as _;

use super::plan_text::fact;
use super::print::{bold, flagged, plain, refused};
use crate::report::{CompareReport, PairRecord, SideRecord, WayRecord, span, whole};

/// How many changes of the network are told.
const TOLD: usize = 25;

/// The whole answer.
pub fn text(record: &CompareReport) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", bold(&format!("A: {}   B: {}", side(&record.a), side(&record.b))));
    if record.a.scenario != "base" || record.b.scenario != "base" {
        let what_if = "WHAT-IF, for analysis only: not advice, and not what the rules allow today";
        let _ = writeln!(out, "{}", flagged(what_if));
    }
    let _ = writeln!(out, "network {} as of {}\n", record.network.id, record.network.as_of);
    let differing: Vec<&PairRecord> = record.pairs.iter().filter(|pair| pair.differs()).collect();
    let count = |word| differing.iter().filter(|pair| pair.becomes == Some(word)).count();
    let _ = writeln!(
        out,
        "{} of {} questions are answered otherwise: {} become possible, {} impossible.",
        differing.len(),
        record.pairs.len(),
        count("possible"),
        count("impossible")
    );
    for pair in differing {
        one(&mut out, pair);
    }
    if !record.changes.is_empty() {
        let _ = writeln!(out, "\n{}", bold("What is otherwise in the network"));
        for change in record.changes.iter().take(TOLD) {
            let _ = writeln!(out, "   {} {}: {} -> {}", change.kind, plain(&change.name), change.a, change.b);
        }
        if record.changes.len() > TOLD {
            let _ = writeln!(out, "   and {} more: --format json", record.changes.len() - TOLD);
        }
    }
    out
}

fn side(side: &SideRecord) -> String {
    let depart = side.depart.as_ref().map_or_else(|| "on the day of each question".into(), |day| format!("on {day}"));
    format!("{} {depart}", side.scenario)
}

fn one(out: &mut String, pair: &PairRecord) {
    let becomes = pair.becomes.map(|word| format!(": becomes {word}")).unwrap_or_default();
    let _ = writeln!(out, "\n{}", bold(&plain(&format!("{} to {}{becomes}", pair.from, pair.to))));
    if !pair.allow.is_empty() {
        let lifted = format!("WHAT-IF: rules lifted for analysis: {}", pair.allow.join(", "));
        let _ = writeln!(out, "   {}", flagged(&lifted));
    }
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
        let _ = writeln!(out, "   the best way under B is {}", parts.join(", "));
    }
    for way in &pair.ways {
        way_line(out, way);
    }
    for reason in &pair.refused {
        let _ = writeln!(out, "     {} {}", refused("x"), fact(reason));
    }
}

fn way_line(out: &mut String, way: &WayRecord) {
    let rank = |rank: Option<usize>| rank.map_or_else(|| "-".into(), |rank| rank.to_string());
    let cost = way.cost_usd.map(|usd| format!(", USD {}", whole(usd))).unwrap_or_default();
    let _ = writeln!(
        out,
        "   {:9} {} -> {}  {}{cost}, {} km: {}",
        way.change,
        rank(way.rank_a),
        rank(way.rank_b),
        span(way.hours),
        whole(way.distance_km),
        plain(&way.corridor)
    );
}
