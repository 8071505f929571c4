//! What `landbridge check` finds in the network.

use serde::Serialize;

use super::{Page, trail, value};
use crate::site::Site;
use crate::site::format::{count, sentence_case};

#[derive(Serialize)]
struct Checks {
    lede: String,
    is_clean: bool,
    tally: Vec<Tally>,
    codes: Vec<CodeRow>,
    problems: Vec<Problem>,
}

#[derive(Serialize)]
struct Tally {
    name: &'static str,
    number: usize,
}

#[derive(Serialize)]
struct CodeRow {
    code: String,
    severity: &'static str,
    number: usize,
    example: String,
}

#[derive(Serialize)]
struct Problem {
    code: String,
    severity: &'static str,
    message: String,
    place: String,
    notes: Vec<String>,
    help: Option<String>,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "checks/index.html".to_string();
    let number = |severity: &str| site.problems.iter().filter(|problem| problem.severity == severity).count();
    let tally = [("Errors", "error"), ("Warnings", "warning"), ("Notes", "note")]
        .map(|(name, severity)| Tally { name, number: number(severity) })
        .into();
    let mut codes: Vec<CodeRow> = Vec::new();
    for problem in &site.problems {
        match codes.iter_mut().find(|row| row.code == problem.code) {
            Some(row) => row.number += 1,
            None => codes.push(CodeRow {
                code: problem.code.clone(),
                severity: problem.severity,
                number: 1,
                example: sentence_case(&problem.message),
            }),
        }
    }
    codes.sort_by(|a, b| a.code.cmp(&b.code));
    let problems: Vec<Problem> = site
        .problems
        .iter()
        .map(|problem| Problem {
            code: problem.code.clone(),
            severity: problem.severity,
            message: sentence_case(&problem.message),
            place: problem.labels.first().map_or_else(
                || "the network as a whole".into(),
                |label| match label.line {
                    Some(line) => format!("{}, line {line}", file_name(&label.file)),
                    None => file_name(&label.file).to_string(),
                },
            ),
            notes: problem.notes.iter().map(|note| sentence_case(note)).collect(),
            help: problem.help.as_deref().map(sentence_case),
        })
        .collect();
    let lede = format!(
        "What the checks say of this network: {}, {}, {}.",
        count(number("error"), "error"),
        count(number("warning"), "warning"),
        count(number("note"), "note")
    );
    Page {
        template: "checks.html",
        kind: "checks",
        section: "checks",
        title: "Checks".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Checks"),
        view: value(Checks { lede, is_clean: problems.is_empty(), tally, codes, problems }),
        beside: Vec::new(),
        path,
    }
}

/// The last part of a path: where the network lies on the builder's disk is nobody's business.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
