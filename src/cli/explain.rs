//! `landbridge explain CODE`: what a code means.

use std::fmt::Write as _;

use super::arguments::ExplainCommand;
use super::{Exit, Failure, exit_codes, print};
use crate::diagnostics::{CodeInfo, codes};

/// Every code of the program, in order.
pub fn all_codes() -> Vec<CodeInfo> {
    let mut all: Vec<CodeInfo> = codes::LOAD_CODES
        .iter()
        .chain(crate::format::FORMAT_CODES)
        .chain(crate::load::codes::RESOLVE_CODES)
        .chain(crate::report::FACT_CODES)
        .copied()
        .chain(crate::check::code_infos())
        .collect();
    all.sort_by_key(|info| info.code);
    all
}

/// Prints what a code means, or all codes.
pub fn run(command: &ExplainCommand) -> Result<Exit, Failure> {
    let all = all_codes();
    let Some(name) = &command.code else {
        let mut text = String::new();
        for info in &all {
            let _ = writeln!(text, "{}  {:8} {}", info.code, info.severity.name(), info.title);
        }
        print::answer(&text)?;
        return Ok(exit_codes::DONE);
    };
    let info = codes::find(&[&all], name).ok_or_else(|| {
        Failure::usage(format!("no code is called `{}`; `landbridge explain` lists all codes", print::plain(name)))
    })?;
    let heading = print::bold(&format!("{}: {} ({})", info.code, info.title, info.severity.name()));
    print::answer(&format!("{heading}\n\n{}\n", info.explain.trim()))?;
    Ok(exit_codes::DONE)
}
