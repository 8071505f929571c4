//! `check --format junit`: a suite for each network, a case for each code that was looked for.
//!
//! A case fails if a problem of that code makes the check fail; milder ones are told in its output. What could not be
//! looked for, because the network cannot be read, is skipped. Times are left out: the same check writes the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::findings::{Findings, in_full};
use crate::diagnostics::{Code, CodeInfo, Diagnostic};
use crate::site::map::escape_xml;

/// How a case ended.
enum Outcome<'a> {
    Passed,
    Failed(Vec<&'a Diagnostic>),
    Skipped,
}

struct Case<'a> {
    info: &'a CodeInfo,
    outcome: Outcome<'a>,
    /// Too mild to fail.
    told: Vec<&'a Diagnostic>,
}

/// The whole file.
pub fn suites(found: &[Findings]) -> String {
    let suites: Vec<(&Findings, Vec<Case<'_>>)> = found.iter().map(|findings| (findings, cases(findings))).collect();
    let tests: usize = suites.iter().map(|(_, cases)| cases.len()).sum();
    let failures: usize = suites.iter().map(|(_, cases)| count(cases, is_failed)).sum();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ =
        writeln!(xml, "<testsuites name=\"landbridge check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
    for (findings, cases) in &suites {
        let _ = writeln!(
            xml,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
            escape_xml(&findings.network),
            cases.len(),
            count(cases, is_failed),
            count(cases, |outcome| matches!(outcome, Outcome::Skipped)),
        );
        for case in cases {
            write_case(&mut xml, findings, case);
        }
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn count(cases: &[Case<'_>], is: impl Fn(&Outcome<'_>) -> bool) -> usize {
    cases.iter().filter(|case| is(&case.outcome)).count()
}

fn is_failed(outcome: &Outcome<'_>) -> bool {
    matches!(outcome, Outcome::Failed(_))
}

fn cases(findings: &Findings) -> Vec<Case<'_>> {
    let mut by_code: BTreeMap<Code, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in &findings.diagnostics {
        by_code.entry(diagnostic.code).or_default().push(diagnostic);
    }
    let looked_for = findings.looked_for.iter().map(|info| {
        let (failed, told): (Vec<_>, Vec<_>) =
            by_code.remove(&info.code).unwrap_or_default().into_iter().partition(|found| findings.fails(found));
        let outcome = if failed.is_empty() { Outcome::Passed } else { Outcome::Failed(failed) };
        Case { info, outcome, told }
    });
    let left_out = findings.left_out.iter().map(|info| Case { info, outcome: Outcome::Skipped, told: Vec::new() });
    let mut cases: Vec<Case<'_>> = looked_for.chain(left_out).collect();
    cases.sort_by_key(|case| case.info.code);
    cases
}

fn write_case(xml: &mut String, findings: &Findings, case: &Case<'_>) {
    let name = format!("{}: {}", case.info.code, case.info.title);
    let _ = write!(xml, "    <testcase classname=\"{}\" name=\"{}\"", escape_xml(&findings.network), escape_xml(&name));
    let first = match &case.outcome {
        Outcome::Failed(failed) => failed.first(),
        Outcome::Passed | Outcome::Skipped => None,
    };
    if let Some(place) = first.and_then(|first| findings.place_of(first)) {
        let _ = write!(xml, " file=\"{}\"", escape_xml(place.file));
        if let Some((start, _)) = place.range {
            let _ = write!(xml, " line=\"{}\"", start.line);
        }
    }
    match &case.outcome {
        Outcome::Passed if case.told.is_empty() => {
            xml.push_str("/>\n");
            return;
        }
        Outcome::Passed => xml.push_str(">\n"),
        Outcome::Skipped => xml.push_str(">\n      <skipped message=\"the network cannot be read\"/>\n"),
        Outcome::Failed(failed) => {
            // One element a case: several are more than some readers of the format take.
            let more = if failed.len() > 1 { format!(" (and {} more)", failed.len() - 1) } else { String::new() };
            let message = first.map_or_else(String::new, |first| first.message.clone()) + &more;
            let kind = first.map_or("error", |first| first.severity.name());
            let _ = write!(xml, ">\n      <failure type=\"{kind}\" message=\"{}\">", escape_xml(&message));
            xml.push_str(&escape_xml(&listed(findings, failed)));
            xml.push_str("</failure>\n");
        }
    }
    if !case.told.is_empty() {
        let _ = writeln!(xml, "      <system-out>{}</system-out>", escape_xml(&listed(findings, &case.told)));
    }
    xml.push_str("    </testcase>\n");
}

/// Each problem with its place, as compilers write it.
fn listed(findings: &Findings, problems: &[&Diagnostic]) -> String {
    let told = problems.iter().map(|diagnostic| {
        let place = findings.place_of(diagnostic).map(|place| place.told() + ": ").unwrap_or_default();
        format!("{place}{}[{}]: {}", diagnostic.severity.name(), diagnostic.code, in_full(diagnostic))
    });
    told.collect::<Vec<_>>().join("\n\n")
}
