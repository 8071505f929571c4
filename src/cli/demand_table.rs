//! Demands from a table: `from,to,cargo,quantity,unit`. Every mistake in it is told at once, with its line and column.

use std::fs;
use std::path::Path;

use csv::StringRecord;

use super::terms::cargo_with_origin;
use super::{Failure, exit_codes, print};
use crate::capacity::apart;
use crate::model::{CargoId, Country, Network, PlaceId};
use crate::units::Capacity;

/// One demand that the command line brings.
#[derive(Debug, Clone)]
pub struct AskedRow {
    /// Its id in the answer.
    pub id: String,
    /// What it is called there.
    pub name: String,
    /// Where from, any of them.
    pub from: Vec<PlaceId>,
    /// Where to, any of them.
    pub to: Vec<PlaceId>,
    /// What moves, and from which country it is.
    pub cargo: (CargoId, Option<Country>),
    /// How much.
    pub quantity: Capacity,
}

/// Columns that a table must have, and the unit, which may stand with the number instead.
const COLUMNS: [&str; 4] = ["from", "to", "cargo", "quantity"];
const UNIT: &str = "unit";

/// Reads demands from a file.
///
/// # Errors
/// [`Failure`] with every mistake in the file, or saying why it cannot be read.
pub fn read(network: &Network, path: &Path) -> Result<Vec<AskedRow>, Failure> {
    let told = path.display().to_string();
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(exit_codes::FAILED, format!("error: cannot read `{told}`: {error}"))
    };
    let text = fs::read_to_string(path).map_err(|error| failed(&error))?;
    parse(network, &told, text.trim_start_matches('\u{feff}'))
}

fn parse(network: &Network, file: &str, text: &str) -> Result<Vec<AskedRow>, Failure> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| Failure::usage(format!("{file}: {error}")))?.clone();
    let column = |name: &str| header.iter().position(|title| title.eq_ignore_ascii_case(name));
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|name| column(name).is_none()).collect();
    if !missing.is_empty() {
        return Err(Failure::usage(format!(
            "{file}:1: no column is called {}; the first line names them: from,to,cargo,quantity,unit",
            missing.join(", ")
        )));
    }
    let mut mistakes: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for (index, row) in reader.records().enumerate() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                mistakes.push(format!("{file}: {error}"));
                break;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let read = Row { network, cells: &row, column: &column };
        let mut wrong = Vec::new();
        let asked = read.asked(index + 1, &mut wrong);
        mistakes.extend(wrong.into_iter().map(|(name, problem)| {
            let number = column(name).map_or(String::new(), |at| format!("{}", at + 1));
            format!("{file}:{line}: column {number} ({name}): {problem}")
        }));
        found.extend(asked);
    }
    if !mistakes.is_empty() {
        let lines: Vec<String> = mistakes.iter().map(|line| format!("error: {}", print::plain(line))).collect();
        return Err(Failure::new(exit_codes::USAGE, lines.join("\n")));
    }
    if found.is_empty() {
        return Err(Failure::usage(format!("`{file}` holds no demand below its first line")));
    }
    Ok(found)
}

/// One line below the first.
struct Row<'a> {
    network: &'a Network,
    cells: &'a StringRecord,
    column: &'a dyn Fn(&str) -> Option<usize>,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        (self.column)(name).and_then(|at| self.cells.get(at)).unwrap_or_default()
    }

    /// The demand of the line; what is wrong goes to `wrong` with the name of its column.
    fn asked(&self, number: usize, wrong: &mut Vec<(&'static str, String)>) -> Option<AskedRow> {
        let mut places = |name: &'static str| match self.network.find_places(self.cell(name)) {
            Ok(places) => Some(places),
            Err(error) => {
                wrong.push((name, error.to_string()));
                None
            }
        };
        let (from, to) = (places("from"), places("to"));
        let cargo = cargo_with_origin(self.network, self.cell("cargo"));
        if let Err(failure) = &cargo {
            wrong.push(("cargo", failure.message.trim_start_matches("error: ").to_string()));
        }
        let quantity = format!("{} {}", self.cell("quantity"), self.cell(UNIT));
        let quantity: Result<Capacity, _> = quantity.trim().parse();
        if let Err(error) = &quantity {
            wrong.push(("quantity", error.to_string()));
        }
        let (from, to) = (from?, to?);
        if let Err(problem) = apart(self.network, &from, &to) {
            wrong.push(("to", problem.to_string()));
            return None;
        }
        let id = format!("{number}");
        let name = format!("{} to {}", self.cell("from"), self.cell("to"));
        Some(AskedRow { id, name, from, to, cargo: cargo.ok()?, quantity: quantity.ok()? })
    }
}
