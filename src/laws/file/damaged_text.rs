//! A damaged file never makes the reader panic, and every problem it tells has its place in the text.

use super::Dice;
use crate::diagnostics::json::records;
use crate::diagnostics::{At, Code};
use crate::laws::{Case, Law, Subject, Told, Violation};
use crate::load::{Loaded, load_texts};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2035"),
    name: "damaged-text",
    title: "a damaged file is refused or read, and never makes the reader panic",
    explain: "\
One to eight pieces of one of the network's files are deleted, doubled, overwritten or replaced by what YAML cares
about. The reader comes to an end: a network, or problems that each point into the text.",
    weight: 4,
    draw: super::throws,
    holds,
};

/// Pieces that YAML, numbers, dates and ids care about.
const PIECES: [&str; 32] = [
    ": ",
    "- ",
    "\n",
    "\n  ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "'",
    "\"",
    "#",
    "&a ",
    "*a",
    "? ",
    "|\n",
    "---\n",
    "!!str ",
    "<<",
    "\t",
    "~",
    "-1",
    "1e999",
    ".nan",
    "2026-02-30",
    " km",
    "\u{feff}",
    "\0",
    "\u{2028}",
    "부산",
    "9999999999999999999",
    "null",
];

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let mut dice = Dice::new(case.shuffle);
    let texts = subject.texts();
    let Some((_, bytes)) = texts.get(dice.throw(texts.len())) else { return Ok(Told::Nothing) };
    let damaged = damaged_by(bytes, &mut dice);
    match is_read_soundly(&damaged) {
        Ok(()) => Ok(Told::Holds),
        Err(problem) => Err(Violation::new(problem)),
    }
}

/// A part of a text with some pieces of it changed, which ones by a number. Long files are cut, so that many can be tried.
pub fn damaged(bytes: &[u8], by: u64) -> Vec<u8> {
    damaged_by(bytes, &mut Dice::new(by))
}

fn damaged_by(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PART: usize = 6000;
    let start = if bytes.len() > PART { dice.throw(bytes.len() - PART) } else { 0 };
    // From the beginning of a line, so that most of what is left is an entry.
    let start = bytes[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let mut text = bytes[start..bytes.len().min(start + PART)].to_vec();
    if start > 0 && dice.throw(2) == 0 {
        text.splice(0..0, *b"places:\n");
    }
    for _ in 0..=dice.throw(8) {
        let from = dice.throw(text.len() + 1);
        let to = (from + dice.throw(12)).min(text.len());
        let piece = match dice.throw(4) {
            0 => Vec::new(),
            1 => text[from..to].repeat(2),
            2 => PIECES[dice.throw(PIECES.len())].as_bytes().to_vec(),
            _ => vec![u8::try_from(dice.throw(256)).unwrap_or(0)],
        };
        text.splice(from..to, piece);
    }
    text
}

/// That a file, whatever is in it, is read to an end: a network, or problems that each point into its text.
///
/// # Errors
/// What is wrong with how it is read.
pub fn is_read_soundly(bytes: &[u8]) -> Result<(), String> {
    let Loaded { network, diagnostics, files } = load_texts([("x.yaml".to_string(), bytes.to_vec())]);
    if network.is_none() && diagnostics.is_empty() {
        return Err("a file is refused without a reason".into());
    }
    for label in diagnostics.iter().flat_map(|problem| &problem.labels) {
        let text = files.text(label.place.file);
        match &label.place.at {
            At::Span(span) if text.get(span.start..span.end).is_some() => {}
            At::File => {}
            At::Span(span) => return Err(format!("bytes {} to {} are not in the text", span.start, span.end)),
            At::Path { path, .. } => return Err(format!("`{path}` was not found in the text")),
        }
    }
    if records(&diagnostics, &files).len() != diagnostics.len() {
        return Err("not every problem is told".into());
    }
    Ok(())
}
