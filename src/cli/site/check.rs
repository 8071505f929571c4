//! `landbridge site --check`: is the folder what a build would make of it? Nothing is written.

use std::fmt::Write as _;

use super::{Arguments, Exit, Failure, SiteCommand, Source, exit_codes, failed, files, print, some};
use crate::site::write::compare;

/// Compares every file of the folder with what a build makes now.
pub fn run(command: &SiteCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let source = Source::read(command, arguments)?;
    let files = files(source, command, arguments)?;
    let comparison = compare(&files, &command.out).map_err(failed)?;
    let folder = command.out.display();
    if comparison.is_current() {
        print::answer(&format!("{folder} is current: {}\n", crate::site::format::count(files.len(), "file")))?;
        return Ok(exit_codes::DONE);
    }
    let mut text = format!("{folder} is stale; `landbridge site` brings it up to date\n");
    let parts = [
        ("changed", comparison.changed.iter().map(|path| path.as_str()).collect::<Vec<_>>()),
        ("missing", comparison.missing.iter().map(|path| path.as_str()).collect()),
        ("no longer made", comparison.extra.iter().map(String::as_str).collect()),
    ];
    for (what, names) in parts.iter().filter(|(_, names)| !names.is_empty()) {
        let _ = write!(text, "{what}: {}\n{}", names.len(), some(names));
    }
    print::answer(&text)?;
    Ok(exit_codes::NEGATIVE)
}
