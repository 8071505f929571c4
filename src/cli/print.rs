//! Prints an answer; a reader that went away is no failure.

use std::io::{self, Write};

use super::{Failure, exit_codes};

/// Writes `text` to stdout, without colour where there should be none.
pub fn answer(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(exit_codes::FAILED, format!("error: cannot write the answer: {error}")))
        }
        _ => Ok(()),
    }
}

/// A table as CSV.
pub fn rows<R: AsRef<[u8]>>(header: &[&str], rows: impl Iterator<Item = Vec<R>>) -> Result<String, Failure> {
    let failed = |error: String| Failure::new(exit_codes::FAILED, format!("error: cannot write CSV: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(|error| failed(error.to_string()))?;
    for row in rows {
        writer.write_record(row).map_err(|error| failed(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}

/// `text` in bold.
pub fn bold(text: &str) -> String {
    format!("\u{1b}[1m{text}\u{1b}[0m")
}

/// `text` in yellow, for flags.
pub fn flagged(text: &str) -> String {
    format!("\u{1b}[33m{text}\u{1b}[0m")
}

/// `text` in red, for refusals.
pub fn refused(text: &str) -> String {
    format!("\u{1b}[31m{text}\u{1b}[0m")
}

/// Characters of a network's texts that control the terminal, or turn the direction of what follows, must not reach it.
pub fn plain(text: &str) -> String {
    let turns =
        |character| matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|character| !character.is_control() && !turns(*character)).collect()
}
