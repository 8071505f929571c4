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

/// Control characters of a network's texts must not reach the terminal.
pub fn plain(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}
