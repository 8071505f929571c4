//! `landbridge check`: tests network definitions.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::arguments::{Arguments, CheckCommand, CheckFormat, FailOn};
use super::laws::{self, LawsRecord};
use super::{Exit, Failure, exit_codes, network, print};
use crate::check::check;
use crate::diagnostics::json::{DiagnosticRecord, records};
use crate::diagnostics::render::{render_all, summary};
use crate::diagnostics::{Diagnostic, Severity, SourceFiles, Tally, sort_by_place};
use crate::load::{Loaded, resolve_spans};

/// What was found in one network.
#[derive(Debug, Serialize)]
struct CheckedNetwork {
    network: String,
    ok: bool,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// If laws were tried: how many cases of each.
    #[serde(skip_serializing_if = "Option::is_none")]
    laws: Option<LawsRecord>,
    diagnostics: Vec<DiagnosticRecord>,
}

/// The answer of `check --format json`.
#[derive(Debug, Serialize)]
struct CheckReport {
    schema: &'static str,
    ok: bool,
    networks: Vec<CheckedNetwork>,
}

/// All problems of a network, those of reading and those of meaning, in order of place.
pub fn all_problems(loaded: Loaded) -> (Vec<Diagnostic>, SourceFiles) {
    let Loaded { network, mut diagnostics, files } = loaded;
    if let Some(network) = &network {
        let mut found = check(network);
        resolve_spans(&mut found, &files);
        diagnostics.extend(found);
        sort_by_place(&mut diagnostics);
    }
    (diagnostics, files)
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
    let mut text = String::new();
    let mut networks = Vec::new();
    for path in paths {
        let name = path.as_ref().map_or_else(|| "built-in network".into(), |path| path.display().to_string());
        let (mut diagnostics, files) = all_problems(network::load(path.as_deref())?);
        let laws = laws::tried(&command.laws, path.as_deref(), arguments, &files, &mut diagnostics)?;
        let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity >= limit);
        let colour = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
        if diagnostics.is_empty() {
            let _ = writeln!(text, "{name}: nothing to report");
        } else {
            text.push_str(&render_all(&diagnostics, &files, colour));
            let _ = writeln!(text, "{name}: {}", summary(&diagnostics));
        }
        let tally = Tally::of(&diagnostics);
        networks.push(CheckedNetwork {
            network: name,
            ok: !failed,
            errors: tally.errors,
            warnings: tally.warnings,
            notes: tally.notes,
            laws,
            diagnostics: records(&diagnostics, &files),
        });
    }
    let ok = networks.iter().all(|network| network.ok);
    match command.format {
        CheckFormat::Text => print::answer(&text)?,
        CheckFormat::Json => {
            let report = CheckReport { schema: "landbridge/check/1", ok, networks };
            print::answer(&(super::plan::to_json(&report)? + "\n"))?;
        }
    }
    Ok(if ok { exit_codes::DONE } else { exit_codes::NEGATIVE })
}
