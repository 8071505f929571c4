//! `check --format json` and `jsonl`: what programs read.

use serde::Serialize;

use super::findings::{Findings, LevelRecord};
use crate::cli::laws::LawsRecord;
use crate::cli::{Failure, exit_codes};
use crate::diagnostics::Tally;
use crate::diagnostics::json::{DiagnosticRecord, record, records};

const SCHEMA: &str = "landbridge/check/1";

/// Whether a network is sound, and how many problems it has.
#[derive(Debug, Serialize)]
struct Summary<'a> {
    network: &'a str,
    ok: bool,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Findings that the network's `checks` keep from being reported.
    suppressed: usize,
    /// The entries of `checks`, with what each did.
    checks: &'a [LevelRecord],
    /// If laws were tried: how many cases of each.
    #[serde(skip_serializing_if = "Option::is_none")]
    laws: Option<&'a LawsRecord>,
}

impl<'a> Summary<'a> {
    fn of(findings: &'a Findings) -> Self {
        let Tally { errors, warnings, notes } = Tally::of(&findings.diagnostics);
        let (ok, laws) = (!findings.failed(), findings.laws.as_ref());
        let (suppressed, checks) = (findings.suppressed(), &*findings.levels);
        Self { network: &findings.network, ok, errors, warnings, notes, suppressed, checks, laws }
    }
}

#[derive(Debug, Serialize)]
struct CheckedNetwork<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    diagnostics: Vec<DiagnosticRecord>,
}

/// The answer of `check --format json`.
#[derive(Debug, Serialize)]
pub struct CheckReport<'a> {
    schema: &'static str,
    ok: bool,
    networks: Vec<CheckedNetwork<'a>>,
}

/// All networks in one record.
pub fn report(found: &[Findings]) -> CheckReport<'_> {
    let networks = found.iter().map(|findings| CheckedNetwork {
        summary: Summary::of(findings),
        diagnostics: records(&findings.diagnostics, &findings.files),
    });
    CheckReport { schema: SCHEMA, ok: !found.iter().any(Findings::failed), networks: networks.collect() }
}

/// A line of `check --format jsonl`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'a> {
    Diagnostic {
        network: &'a str,
        #[serde(flatten)]
        diagnostic: DiagnosticRecord,
    },
    Summary {
        schema: &'static str,
        ok: bool,
        networks: Vec<Summary<'a>>,
    },
}

/// A line for each problem, then one that sums up.
pub fn lines(found: &[Findings]) -> Result<String, Failure> {
    let diagnostics = found.iter().flat_map(|findings| {
        let network = &*findings.network;
        let to_line = move |diagnostic| Line::Diagnostic { network, diagnostic: record(diagnostic, &findings.files) };
        findings.diagnostics.iter().map(to_line)
    });
    let summary = Line::Summary {
        schema: SCHEMA,
        ok: !found.iter().any(Findings::failed),
        networks: found.iter().map(Summary::of).collect(),
    };
    let mut text = String::new();
    for line in diagnostics.chain([summary]) {
        let line = serde_json::to_string(&line)
            .map_err(|error| Failure::new(exit_codes::FAILED, format!("error: cannot write JSON: {error}")))?;
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}
