//! `landbridge check`: tests network definitions.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::arguments::{Arguments, CheckCommand, CheckFormat, FailOn};
use super::{Exit, Failure, exit_codes, network, print};
use crate::check::{Checked, LevelUse, check_at};
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
    /// Findings that the network's `checks` keep from being reported.
    suppressed: usize,
    /// The entries of `checks`, with what each did.
    checks: Vec<LevelRecord>,
    diagnostics: Vec<DiagnosticRecord>,
}

/// An entry of `checks`.
#[derive(Debug, Serialize)]
pub struct LevelRecord {
    rule: String,
    at: Option<String>,
    level: &'static str,
    reason: String,
    /// How many findings it speaks of.
    matched: usize,
    /// How many of them are not reported because of it.
    suppressed: usize,
}

impl LevelRecord {
    fn of(level: &LevelUse<'_>) -> Self {
        let entry = level.entry;
        Self {
            rule: entry.rule.clone(),
            at: entry.at.clone(),
            level: entry.level.word(),
            reason: entry.reason.clone(),
            matched: level.matched,
            suppressed: level.suppressed,
        }
    }
}

/// All problems of a network.
pub struct Problems {
    /// Those of reading and those of meaning, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub files: SourceFiles,
    /// What the network's `checks` made of them.
    pub levels: Vec<LevelRecord>,
}

/// The answer of `check --format json`.
#[derive(Debug, Serialize)]
struct CheckReport {
    schema: &'static str,
    ok: bool,
    networks: Vec<CheckedNetwork>,
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
        let argument = path.as_ref().map(|path| path.display().to_string());
        let Problems { diagnostics, files, levels } =
            all_problems(network::load(path.as_deref())?, argument.as_deref());
        let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity >= limit);
        let colour = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
        let suppressed: usize = levels.iter().map(|level| level.suppressed).sum();
        let and_suppressed = if suppressed > 0 { format!(" ({suppressed} suppressed)") } else { String::new() };
        if diagnostics.is_empty() {
            let _ = writeln!(text, "{name}: nothing to report{and_suppressed}");
        } else {
            text.push_str(&render_all(&diagnostics, &files, colour));
            let _ = writeln!(text, "{name}: {}{and_suppressed}", summary(&diagnostics));
        }
        let tally = Tally::of(&diagnostics);
        networks.push(CheckedNetwork {
            network: name,
            ok: !failed,
            errors: tally.errors,
            warnings: tally.warnings,
            notes: tally.notes,
            suppressed,
            checks: levels,
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
