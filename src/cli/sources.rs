//! `landbridge sources`: where figures are from, and which have no source.

use std::fmt::Write as _;

use serde::Serialize;

use super::arguments::{Arguments, SourcesCommand, TableFormat};
use super::plan::to_json;
use super::print::{bold, plain};
use super::terms::entry;
use super::{Exit, Failure, exit_codes, network, print};
use crate::diagnostics::json::records;
use crate::diagnostics::{Code, Diagnostic, SourceFiles};
use crate::load::resolve_spans;
use crate::model::Network;
use crate::report::{
    Feeds, STATEMENT_COLUMNS, SourceRecord, StatementRecord, Uncited, UncitedWhat, fed_by, sources, uncited,
};

const SOURCE_COLUMNS: [&str; 12] =
    ["id", "title", "publisher", "date", "kind", "licence", "url", "entries", "figures", "states", "facts", "feeds"];

/// The answer of `sources --format json`.
#[derive(Serialize)]
struct SourcesReport {
    schema: &'static str,
    network: String,
    sources: Vec<SourceRecord>,
    /// What the source that was named feeds; null for the whole list.
    statements: Option<Vec<StatementRecord>>,
}

/// The answer of `sources --uncited --format json`.
#[derive(Serialize)]
struct UncitedReport {
    schema: &'static str,
    network: String,
    ok: bool,
    statements: Vec<Placed>,
    sources: Vec<PlacedSource>,
}

/// A statement without a source, and where it stands.
#[derive(Serialize)]
struct Placed {
    statement: StatementRecord,
    file: String,
    line: Option<usize>,
}

/// A source that nothing cites, and where it stands.
#[derive(Serialize)]
struct PlacedSource {
    id: String,
    file: String,
    line: Option<usize>,
}

/// Lists sources, what one of them feeds, or what has none.
pub fn run(command: &SourcesCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    if command.uncited {
        return without_source(command.format, arguments);
    }
    let network = network::usable(arguments.network.as_deref())?;
    let mut listed = sources(&network);
    let mut statements = None;
    if let Some(id) = &command.id {
        let source = entry(&network.sources, "source", id)?;
        listed.retain(|record| record.id == *id);
        statements = Some(fed_by(&network, source));
    }
    let answer = match command.format {
        TableFormat::Text => text(&listed, statements.as_deref()),
        TableFormat::Csv => match &statements {
            Some(statements) => table(&STATEMENT_COLUMNS, statements.iter().map(StatementRecord::row))?,
            None => table(&SOURCE_COLUMNS, listed.iter().map(row))?,
        },
        TableFormat::Json => {
            let network = network.meta.id.clone();
            to_json(&SourcesReport { schema: "landbridge/sources/1", network, sources: listed, statements })? + "\n"
        }
    };
    print::answer(&answer)?;
    Ok(exit_codes::DONE)
}

fn text(listed: &[SourceRecord], statements: Option<&[StatementRecord]>) -> String {
    let mut out = String::new();
    for source in listed {
        let _ = writeln!(out, "{}  {}", bold(&plain(&source.id)), plain(&source.title));
        let known = [Some(source.kind), source.date.as_deref(), source.publisher.as_deref()];
        let known: Vec<String> = known.into_iter().flatten().map(plain).collect();
        let licence = source.licence.as_deref().map_or_else(|| "licence unknown".into(), plain);
        let _ = writeln!(out, "    {}; {licence}", known.join(", "));
        let _ = writeln!(out, "    {}", told(&source.feeds));
        if let Some(url) = source.url.as_deref().filter(|_| statements.is_some()) {
            let _ = writeln!(out, "    {}", plain(url));
        }
    }
    for statement in statements.unwrap_or_default() {
        let _ = writeln!(out, "{}", sentence(statement));
    }
    out
}

/// `feeds 3 figures, 1 state of 2 entries: 1 line, 1 transfer`.
fn told(feeds: &Feeds) -> String {
    if feeds.entries == 0 {
        return "feeds nothing".into();
    }
    let counted = [(feeds.figures, "figure"), (feeds.states, "state"), (feeds.facts, "fact")];
    let parts: Vec<String> =
        counted.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)).collect();
    let kinds: Vec<String> = feeds.kinds.iter().map(|(kind, number)| count(*number, kind)).collect();
    let what = if parts.is_empty() { String::new() } else { format!("{} of ", parts.join(", ")) };
    format!("feeds {what}{}: {}", count_entries(feeds.entries), kinds.join(", "))
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn count_entries(number: usize) -> String {
    if number == 1 { "1 entry".into() } else { format!("{number} entries") }
}

/// ``line `pipe`: speed 600 km/day (300 to 900), low``.
fn sentence(statement: &StatementRecord) -> String {
    let key = if statement.key.is_empty() { "the entry as a whole" } else { statement.key };
    let mut out = format!("{} `{}`: {key}", statement.kind, statement.id);
    if let Some(part) = &statement.part {
        let _ = write!(out, " ({part})");
    }
    if let (Some(low), Some(typ), Some(high)) = (statement.low, statement.typ, statement.high) {
        let _ = write!(out, " {}", format!("{typ} {}", statement.unit.as_deref().unwrap_or_default()).trim_end());
        if low < high {
            let _ = write!(out, " ({low} to {high})");
        }
    }
    if let Some(state) = statement.state {
        let _ = write!(out, " {state}");
    }
    match (&statement.from, &statement.until) {
        (Some(from), Some(until)) => {
            let _ = write!(out, ", {from} to {until}");
        }
        (Some(from), None) => {
            let _ = write!(out, ", since {from}");
        }
        (None, Some(until)) => {
            let _ = write!(out, ", until {until}");
        }
        (None, None) => {}
    }
    for more in [&statement.season, &statement.as_of.as_ref().map(|date| format!("as of {date}"))].into_iter().flatten()
    {
        let _ = write!(out, ", {more}");
    }
    let _ = write!(out, ", {}", statement.confidence.unwrap_or("confidence unknown"));
    out
}

fn row(source: &SourceRecord) -> [String; 12] {
    let text = |value: &Option<String>| value.as_deref().map(plain).unwrap_or_default();
    let kinds: Vec<String> = source.feeds.kinds.iter().map(|(kind, number)| format!("{kind}:{number}")).collect();
    [
        source.id.clone(),
        plain(&source.title),
        text(&source.publisher),
        text(&source.date),
        source.kind.into(),
        text(&source.licence),
        text(&source.url),
        source.feeds.entries.to_string(),
        source.feeds.figures.to_string(),
        source.feeds.states.to_string(),
        source.feeds.facts.to_string(),
        kinds.join("; "),
    ]
}

/// What has no source; nothing is printed and the exit code is 0 if all has.
fn without_source(format: TableFormat, arguments: &Arguments) -> Result<Exit, Failure> {
    let (network, files) = network::usable_with_files(arguments.network.as_deref())?;
    let found = uncited(&network);
    let ok = found.is_empty();
    let (statements, sources) = placed(&network, found, &files);
    let answer = match format {
        TableFormat::Json => {
            let network = network.meta.id.clone();
            to_json(&UncitedReport { schema: "landbridge/uncited/1", network, ok, statements, sources })? + "\n"
        }
        _ if ok => String::new(),
        TableFormat::Text => uncited_text(&statements, &sources),
        TableFormat::Csv => uncited_csv(&statements, &sources)?,
    };
    print::answer(&answer)?;
    Ok(if ok { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// With the lines of the files where they stand.
fn placed(network: &Network, found: Vec<Uncited>, files: &SourceFiles) -> (Vec<Placed>, Vec<PlacedSource>) {
    let as_diagnostic = |uncited: &Uncited| Diagnostic::warning(Code("LB0801"), "").at(uncited.location.clone());
    let mut places: Vec<Diagnostic> = found.iter().map(as_diagnostic).collect();
    resolve_spans(&mut places, files);
    let labels = records(&places, files).into_iter().map(|record| record.labels.into_iter().next());
    let (mut statements, mut sources) = (Vec::new(), Vec::new());
    for (uncited, label) in found.into_iter().zip(labels) {
        let (file, line) = label.map_or_else(|| (network.meta.id.clone(), None), |label| (label.file, label.line));
        match uncited.what {
            UncitedWhat::Statement(statement) => statements.push(Placed { statement: *statement, file, line }),
            UncitedWhat::Source(id) => sources.push(PlacedSource { id, file, line }),
        }
    }
    (statements, sources)
}

fn uncited_text(statements: &[Placed], sources: &[PlacedSource]) -> String {
    let mut out = String::new();
    let place = |file: &str, line: Option<usize>| match line {
        Some(line) => format!("{}:{line}", plain(file)),
        None => plain(file),
    };
    for Placed { statement, file, line } in statements {
        let _ = writeln!(out, "{}: no source for {}", place(file, *line), sentence(statement));
    }
    for PlacedSource { id, file, line } in sources {
        let _ = writeln!(out, "{}: nothing cites the source `{id}`", place(file, *line));
    }
    out
}

/// The columns of statements, with file and line; `record` is `source` for a source that nothing cites.
fn uncited_csv(statements: &[Placed], sources: &[PlacedSource]) -> Result<String, Failure> {
    let columns: Vec<&str> = STATEMENT_COLUMNS.iter().copied().chain(["file", "line"]).collect();
    let at = |file: &String, line: Option<usize>| [file.clone(), line.map(|line| line.to_string()).unwrap_or_default()];
    let told = statements
        .iter()
        .map(|placed| [placed.statement.row().to_vec(), at(&placed.file, placed.line).to_vec()].concat());
    let unused = sources.iter().map(|source| {
        let mut row = vec![String::new(); STATEMENT_COLUMNS.len()];
        row[0] = "source".into();
        row[1] = "source".into();
        row[2].clone_from(&source.id);
        [row, at(&source.file, source.line).to_vec()].concat()
    });
    table(&columns, told.chain(unused))
}

fn table<R: IntoIterator<Item = String>>(columns: &[&str], rows: impl Iterator<Item = R>) -> Result<String, Failure> {
    print::rows(columns, rows.map(|row| row.into_iter().map(|cell| plain(&cell)).collect()))
}
