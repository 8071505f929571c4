//! A sweep for people: a summary, the runs of days, a strip of months.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::layout;
use super::print::{bold, plain, refused};
use crate::report::{FactRecord, RunRecord, SweepReport, span, whole};

/// Hours of waiting that are not worth telling: ice that changes by whole days makes some that mean nothing.
const SHORT_WAIT: f64 = 1.0;

/// The whole answer.
pub fn text(record: &SweepReport) -> String {
    let mut out = String::new();
    let query = &record.query;
    let title = format!(
        "{} to {}, each day from {} until {}, best by {}",
        query.from, query.to, record.from, record.until, query.by
    );
    let _ = writeln!(out, "{}", bold(&plain(&title)));
    layout::what_if(&mut out, query.scenario.is_some() || !query.allow.is_empty());
    let mut asked = vec![format!("cargo {} ({})", query.cargo, query.cargo_unit)];
    asked.extend(query.cargo_origin.as_ref().map(|origin| format!("origin of the cargo {origin}")));
    asked.extend(query.vessel.as_ref().map(|vessel| format!("ship {vessel}")));
    if !query.modes.is_empty() {
        asked.push(format!("by {}", query.modes.join(", ")));
    }
    asked.extend(query.scenario.as_ref().map(|scenario| format!("scenario {scenario}")));
    asked.extend(query.allow.iter().map(|rule| format!("{rule} lifted")));
    indented(&mut out, "", &asked.join("; "));
    let _ = writeln!(out, "network {} as of {}\n", plain(&record.network.id), record.network.as_of);
    for sentence in &record.summary {
        indented(&mut out, "", sentence);
    }
    let _ = writeln!(out, "\n    from        until       days    least  median    most        km   wait");
    let mut told = BTreeSet::new();
    for run in &record.runs {
        one_run(&mut out, run, &mut told);
    }
    strip(&mut out, record);
    facts(&mut out, record);
    for note in &record.notes {
        indented(&mut out, "", &format!("note: {note}"));
    }
    out
}

/// One run; `told` are the clauses of reasons that the reader has read above.
fn one_run<'a>(out: &mut String, run: &'a RunRecord, told: &mut BTreeSet<&'a str>) {
    let letter = run.letter.unwrap_or('.');
    let (Some([least, median, most]), Some(km)) = (run.hours, run.distance_km) else {
        let line = format!("{letter}   {}  {}  {:>4}  no way", run.from, run.until, run.days);
        let _ = writeln!(out, "{}", refused(&line));
        for fact in &run.facts {
            indented(out, "      ", &format!("{}: {}", fact.subject_name, fact.reason));
        }
        if !run.facts_of_last_day.is_empty() {
            indented(out, "    ", "that is its first day; on its last, otherwise:");
        }
        for fact in &run.facts_of_last_day {
            indented(out, "      ", &format!("{}: {}", fact.subject_name, fact.reason));
        }
        return;
    };
    let wait = match run.wait_hours {
        [_, most] if most < SHORT_WAIT => "-".to_string(),
        [least, most] if span(least) == span(most) => span(most),
        [least, most] => format!("{} to {}", if least >= SHORT_WAIT { span(least) } else { "0".into() }, span(most)),
    };
    let _ = writeln!(
        out,
        "{letter}   {}  {}  {:>4}  {:>7} {:>7} {:>7} {:>9}   {wait}",
        run.from,
        run.until,
        run.days,
        span(least),
        span(median),
        span(most),
        whole(km)
    );
    indented(out, "      ", &run.corridor);
    for reason in run.waits_for.iter().filter(|_| run.wait_hours[1] >= SHORT_WAIT) {
        indented(out, "      ", &format!("waits for {}", without_repeats(reason, told)));
    }
    run.at_once.iter().for_each(|told| indented(out, "      ", told));
}

/// A reason without its middle clauses that were told above in the same words, and without the hour of midnight.
fn without_repeats<'a>(reason: &'a str, told: &mut BTreeSet<&'a str>) -> String {
    let clauses: Vec<&str> = reason.split("; ").collect();
    let last = clauses.len() - 1;
    let kept = clauses.iter().enumerate().filter(|(at, clause)| *at == 0 || *at == last || told.insert(clause));
    let words: Vec<&str> = kept.map(|(_, clause)| *clause).collect();
    let words = words.join("; ");
    words.strip_suffix("T00:00").unwrap_or(&words).to_string()
}

/// A line for each month, a letter for each day.
fn strip(out: &mut String, record: &SweepReport) {
    let _ = writeln!(out, "\nA letter a day, by its way; `.` where there is none");
    let mut month = "";
    for day in &record.days {
        let own = day.depart.get(..7).unwrap_or("");
        if own != month {
            if !month.is_empty() {
                out.push('\n');
            }
            month = own;
            let into: usize = day.depart.get(8..).and_then(|day| day.parse().ok()).unwrap_or(1);
            let _ = write!(out, "{own}  {}", " ".repeat(into.saturating_sub(1)));
        }
        out.push(record.runs[day.run].letter.unwrap_or('.'));
    }
    out.push_str("\n\n");
}

/// What the reader must know of the ways, each once with the letters that it is about.
fn facts(out: &mut String, record: &SweepReport) {
    // Of the same code, subject and rule; the words may change from day to day.
    let alike = |one: &FactRecord, other: &FactRecord| {
        (one.code.0, &one.subject, &one.rule) == (other.code.0, &other.subject, &other.rule)
    };
    let mut told: Vec<(&FactRecord, String)> = Vec::new();
    for run in record.runs.iter().filter(|run| run.letter.is_some()) {
        let letter = run.letter.unwrap_or('.');
        for fact in &run.facts {
            match told.iter_mut().find(|(known, _)| alike(known, fact)) {
                Some((_, letters)) if letters.contains(letter) => {}
                Some((_, letters)) => letters.push(letter),
                None => told.push((fact, letter.to_string())),
            }
        }
    }
    for (fact, letters) in told {
        let line = format!("{} {}: {}", fact.code.0, fact.subject_name, fact.reason);
        indented(out, "", &format!("flag [{letters}] {line}"));
    }
}

/// A paragraph whose later lines begin two columns to the right.
fn indented(out: &mut String, indent: &str, text: &str) {
    layout::paragraph(out, (indent, &format!("{indent}  ")), plain(text).split_whitespace());
}
