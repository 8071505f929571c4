//! How answers for people are laid out: paragraphs, tables, notes, and the line that marks a what-if.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, Table};

use super::print::{flagged, plain};

/// How wide text may be.
pub const WIDTH: usize = 100;

/// Writes words in lines of at most [`WIDTH`] columns, the first after `lead`, the others after `hanging`. What is one
/// of `words` is not broken.
pub fn paragraph<W: AsRef<str>>(out: &mut String, (lead, hanging): (&str, &str), words: impl IntoIterator<Item = W>) {
    let mut line = lead.to_string();
    let mut is_first = true;
    for word in words {
        let word = word.as_ref();
        let width = line.chars().count() + word.chars().count() + usize::from(!is_first);
        if !is_first && width > WIDTH {
            let _ = writeln!(out, "{}", line.trim_end());
            line = hanging.to_string();
            is_first = true;
        }
        if !is_first {
            line.push(' ');
        }
        line.push_str(word);
        is_first = false;
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

/// Writes `text` as a paragraph after `lead`, the lines below it where its words begin.
pub fn wrapped(out: &mut String, lead: &str, text: &str) {
    let hanging = " ".repeat(lead.chars().count());
    paragraph(out, (lead, &hanging), text.split_whitespace());
}

/// Writes a table in which some columns are numbers.
pub fn table(out: &mut String, table: &mut Table, numbers: std::ops::Range<usize>) {
    for column in numbers {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// Marks an answer under a scenario, or with rules lifted.
pub fn what_if(out: &mut String, is_what_if: bool) {
    if is_what_if {
        let warning = "WHAT-IF, for analysis only: not advice, and not what the rules allow today";
        let _ = writeln!(out, "{}", flagged(warning));
    }
}

/// What else the reader should know.
pub fn notes(out: &mut String, notes: &[String]) {
    for note in notes {
        let _ = writeln!(out, "note: {}", plain(note));
    }
}
