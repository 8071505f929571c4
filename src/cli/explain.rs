//! `landbridge explain CODE`: what a code means.

use std::fmt::Write as _;

use super::arguments::ExplainCommand;
use super::{Exit, Failure, exit_codes, print};
use crate::diagnostics::{Code, CodeInfo, codes};
use crate::laws;

/// Every code of the program, in order.
pub fn all_codes() -> Vec<CodeInfo> {
    let mut all = check_codes();
    all.extend_from_slice(crate::report::FACT_CODES);
    all.extend_from_slice(crate::format::FORMAT_CODES);
    all.extend(laws::code_infos());
    all.sort_by_key(|info| info.code);
    all
}

/// Every code that `landbridge check` may report, in order.
pub fn check_codes() -> Vec<CodeInfo> {
    let reading = codes::LOAD_CODES.iter().chain(crate::load::codes::RESOLVE_CODES).copied();
    let mut all: Vec<CodeInfo> = reading.chain(crate::check::code_infos()).collect();
    all.sort_by_key(|info| info.code);
    all
}

/// Whether a code is looked for only in a network that could be read.
pub fn is_rule(code: Code) -> bool {
    crate::check::RULES.iter().any(|rule| rule.code == code)
}

/// One line a code, under what codes with its first two digits are about.
fn by_family(all: &[CodeInfo]) -> String {
    let mut text = String::new();
    for family in all.chunk_by(|one, next| codes::family(one.code) == codes::family(next.code)) {
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}{}", print::bold(family.first().map_or("", |info| codes::family(info.code))));
        for info in family {
            let _ = writeln!(text, "  {}  {:8} {}", info.code, info.severity.name(), info.title);
        }
    }
    text
}

/// Prints what a code means, or all codes.
pub fn run(command: &ExplainCommand) -> Result<Exit, Failure> {
    let all = all_codes();
    let Some(name) = &command.code else {
        print::answer(&by_family(&all))?;
        return Ok(exit_codes::DONE);
    };
    let of_law = || laws::find(name).and_then(|law| all.iter().find(|info| info.code == law.code));
    let info = codes::find(&[&all], name).or_else(of_law).ok_or_else(|| {
        Failure::usage(format!("no code and no law is called `{}`; `landbridge explain` lists all codes, `landbridge check --list-laws` all laws", print::plain(name)))
    })?;
    let heading = print::bold(&format!("{}: {} ({})", info.code, info.title, info.severity.name()));
    print::answer(&format!("{heading}\n\n{}\n", info.explain.trim()))?;
    Ok(exit_codes::DONE)
}
