//! `landbridge check`: tests network definitions.

mod findings;
mod github;
mod json;
mod junit;
mod sarif;

use std::fmt::Write as _;
use std::path::PathBuf;

use super::arguments::{Arguments, CheckCommand, CheckFormat, FailOn};
use super::laws::LawsRecord;
use super::{Exit, Failure, exit_codes, explain, laws, network, print, whole_file};
use crate::check::{Checked, check_at};
use crate::diagnostics::render::{render_all, summary};
use crate::diagnostics::{Diagnostic, Severity, SourceFiles, sort_by_place};
use crate::load::{Loaded, resolve_spans};
use findings::{Findings, LevelRecord};

/// All problems of a network.
pub struct Problems {
    /// Those of reading and those of meaning, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub files: SourceFiles,
    /// What the network's `checks` made of them.
    pub levels: Vec<LevelRecord>,
}

/// Checks a network as far as it could be read.
pub fn all_problems(loaded: Loaded, network_argument: Option<&str>) -> Problems {
    let Loaded { network, mut diagnostics, files } = loaded;
    let mut levels = Vec::new();
    if let Some(network) = &network {
        let Checked { mut found, levels: uses } = check_at(network, network_argument);
        levels.extend(uses.iter().map(LevelRecord::of));
        resolve_spans(&mut found, &files);
        diagnostics.extend(found);
        sort_by_place(&mut diagnostics);
    }
    Problems { diagnostics, files, levels }
}

/// Checks every network that was named.
pub fn run(command: &CheckCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    if command.laws.list_laws {
        print::answer(&laws::list())?;
        return Ok(exit_codes::DONE);
    }
    let limit = match command.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
    };
    let mut paths: Vec<Option<PathBuf>> = command.paths.iter().cloned().map(Some).collect();
    if paths.is_empty() {
        paths.push(arguments.network.clone());
    }
    let mut found = Vec::new();
    for path in paths {
        let name = path.as_deref().map_or_else(|| "built-in network".into(), network::name_of);
        let loaded = network::load(path.as_deref())?;
        let is_readable = loaded.network.is_some();
        let argument = path.as_deref().map(network::name_of);
        let Problems { mut diagnostics, files, levels } = all_problems(loaded, argument.as_deref());
        let laws = laws::tried(&command.laws, path.as_deref(), arguments, &files, &mut diagnostics)?;
        let (mut looked_for, left_out): (Vec<_>, Vec<_>) =
            explain::check_codes().into_iter().partition(|info| is_readable || !explain::is_rule(info.code));
        looked_for.extend(laws.iter().flat_map(LawsRecord::codes));
        found.push(Findings { network: name, files, diagnostics, looked_for, left_out, levels, laws, limit });
    }
    let ok = !found.iter().any(Findings::failed);
    let exit = if ok { exit_codes::DONE } else { exit_codes::NEGATIVE };
    let answer = match command.format {
        CheckFormat::Text => text(&found, command.output.is_none()),
        CheckFormat::Json => super::plan::to_json(&json::report(&found))? + "\n",
        CheckFormat::Jsonl => json::lines(&found)?,
        CheckFormat::Sarif => super::plan::to_json(&sarif::log(&found, exit))? + "\n",
        CheckFormat::Github => github::annotations(&found),
        CheckFormat::Junit => junit::suites(&found),
    };
    match &command.output {
        None => print::answer(&answer)?,
        Some(path) => {
            whole_file::write(path, &answer)?;
            if !arguments.quiet {
                for findings in &found {
                    anstream::eprintln!("{}", told(findings));
                }
            }
        }
    }
    Ok(exit)
}

/// For people.
fn text(found: &[Findings], may_colour: bool) -> String {
    let colour = may_colour && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    let mut text = String::new();
    for findings in found {
        text.push_str(&render_all(&findings.diagnostics, &findings.files, colour));
        let _ = writeln!(text, "{}", told(findings));
    }
    text
}

/// One network in a line.
fn told(findings: &Findings) -> String {
    let what =
        if findings.diagnostics.is_empty() { "nothing to report".into() } else { summary(&findings.diagnostics) };
    let suppressed = match findings.suppressed() {
        0 => String::new(),
        count => format!(" ({count} suppressed)"),
    };
    format!("{}: {what}{suppressed}", print::plain(&findings.network))
}
