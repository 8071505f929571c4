//! The one way in which a network file is laid out.
//!
//! Two spaces a level, lists one level further in than their key, one space after `:` and `,` and none inside brackets
//! and braces; what stands in brackets or braces is filled into lines of 120 characters, further lines two columns to the
//! right of their key; quotes only where they are needed, and double; at most one blank line, none at the ends. Comments
//! stay where they are: one of its own line stands as far in as what follows it, one behind a value keeps its column or
//! stands two spaces behind it. The order of keys and of entries, line breaks in long texts, and everything that is
//! said, stay as they are.

mod flow;
mod print;
mod scalar;
mod scan;
mod tree;

use crate::diagnostics::{Code, CodeInfo, Diagnostic, FileId, Location, Severity};
use crate::load::{Limits, Value, guard, parse_yaml};

/// Something that cannot be laid out for certain without changing what it says.
pub const NOT_FORMATTED: Code = Code("LB0190");

/// What `landbridge explain` says of it.
pub const FORMAT_CODES: &[CodeInfo] = &[CodeInfo {
    code: NOT_FORMATTED,
    title: "cannot be formatted",
    severity: Severity::Error,
    explain: "`landbridge fmt` changes how a file is laid out, never what it says. After formatting it reads the file again; \
              if the two differ, or if the file uses a part of YAML that it does not lay out (an anchor on nothing, \
              directives), it leaves the file as it is and says so.\n\nWrite the place in a plainer way, or leave the \
              file as it is: every other command reads it all the same.",
}];

/// Lays out a text.
///
/// # Errors
/// What keeps the text from being read; or that it holds something that cannot be laid out for certain without changing
/// what it says.
///
/// # Cost
/// Linear in the text.
pub fn format(file: FileId, text: &str) -> Result<String, Vec<Diagnostic>> {
    let value = value(file, text)?;
    let body = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let refused = |at: usize| {
        let message = "something here cannot be laid out for certain without changing what it says";
        let byte = byte_of(text, at);
        let place = Location::span(file, byte, byte);
        vec![
            Diagnostic::error(NOT_FORMATTED, message).at(place).help("write it in a plainer way, or leave it as it is"),
        ]
    };
    let document = tree::read(&body).map_err(|unknown| refused(unknown.at))?;
    let formatted = print::print(&document);
    let is_same = self::value(file, &formatted).is_ok_and(|again| again == value)
        && tree::read(&formatted)
            .is_ok_and(|again| comments(&again) == comments(&document) && print::print(&again) == formatted);
    if is_same { Ok(formatted) } else { Err(refused(0)) }
}

/// The byte of a text at which a character stands, marks at its beginning and returns before line ends not counted.
fn byte_of(text: &str, character: usize) -> usize {
    let is_counted = |(at, counted): &(usize, char)| match counted {
        '\u{feff}' => *at > 0,
        '\r' => !text[*at..].starts_with("\r\n"),
        _ => true,
    };
    text.char_indices().filter(is_counted).nth(character).map_or(text.len(), |(byte, _)| byte)
}

/// What a text says.
fn value(file: FileId, text: &str) -> Result<Value, Vec<Diagnostic>> {
    let mut problems = guard(file, text, &Limits::default());
    if !problems.iter().any(|problem| problem.severity == Severity::Error)
        && let Some(value) = parse_yaml(file, text, &mut problems)
    {
        return Ok(value);
    }
    Err(problems)
}

/// All comments, in an order that does not depend on where they stand.
fn comments(document: &tree::Document) -> Vec<String> {
    let mut found = document.comments();
    found.sort();
    found
}
