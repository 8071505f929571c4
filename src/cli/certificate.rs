//! Writes the certificate of an answer, and says which problem a command is about.

use std::ffi::OsString;
use std::path::Path;

use clap::Parser as _;

use super::arguments::{Arguments, Command};
use super::{Failure, cut, exit_codes, flow, upgrade, whole_file};
use crate::capacity::Model;
use crate::diagnostics::SourceFiles;
use crate::flow::{About, Certificate, CertificateFile, Complaint, Problem, sha256, sha256_of_answer, sha256_of_texts};
use crate::model::Network;
use crate::report::flow::limit_key;

/// SHA-256 of a network's files.
pub fn network_sha256(files: &SourceFiles) -> String {
    sha256_of_texts(files.ids().map(|id| (files.name(id), files.text(id))))
}

/// What is said if an answer does not pass the checker.
pub fn not_proven(complaint: &Complaint) -> Failure {
    Failure::new(exit_codes::FAILED, format!("error: the answer cannot be proven: {complaint}"))
}

/// What a certificate belongs to.
#[derive(Debug)]
pub struct Of<'a> {
    /// The network's files.
    pub files: &'a SourceFiles,
    /// What everything in the problem stands for.
    pub model: &'a Model<'a>,
    /// Ids of the projects that are built in it.
    pub built: Vec<String>,
}

/// Writes a certificate.
///
/// `answer` is the JSON answer, in which the certificate's own hash is still missing. The problem is that of the
/// model, or one with other amounts and costs.
///
/// # Returns
/// SHA-256 of the file.
pub fn write(
    path: &Path,
    Of { files, model, built }: Of<'_>,
    (certificate, problem): (Certificate, &Problem),
    answer: &str,
) -> Result<String, Failure> {
    let about = About {
        network_sha256: Some(network_sha256(files)),
        command: words(std::env::args_os().skip(1)),
        built,
        answer_sha256: Some(sha256_of_answer(answer)),
        capacities: (0..problem.capacities.len()).map(|index| capacity_name(model, index)).collect(),
        demands: model.demands.iter().map(|demand| model.query.wanted[demand.wanted].id.clone()).collect(),
    };
    let json = CertificateFile::new(about, certificate, problem.clone()).to_json();
    whole_file::write(path, &json)?;
    Ok(sha256(json.as_bytes()))
}

/// A limit by its key; behind them stand arcs that a project opens.
fn capacity_name(model: &Model<'_>, index: usize) -> String {
    if index < model.limits.len() { limit_key(model, index) } else { "opened by a project".into() }
}

/// Options that say nothing about the question, and whether a value follows.
const NOT_ASKED: [(&str, bool); 9] = [
    ("--network", true),
    ("--threads", true),
    ("--format", true),
    ("--certificate", true),
    ("--color", true),
    ("--quiet", false),
    ("-q", false),
    ("--verbose", false),
    ("-v", false),
];

/// The words of a command line that say what is asked.
fn words(arguments: impl Iterator<Item = OsString>) -> Vec<String> {
    let mut words = Vec::new();
    let mut arguments = arguments.map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = arguments.next() {
        let (name, value) = word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
        match NOT_ASKED.iter().find(|(option, _)| *option == name) {
            Some((_, has_value)) => {
                if *has_value && value.is_none() {
                    arguments.next();
                }
            }
            None => words.push(word),
        }
    }
    words
}

/// The problem that a certificate is about, made anew from its command; none if that asks about none.
pub fn problem(network: &Network, about: &About) -> Result<Option<Problem>, Failure> {
    let words = std::iter::once("landbridge").chain(about.command.iter().map(String::as_str));
    let arguments = Arguments::try_parse_from(words).map_err(Failure::usage)?;
    match &arguments.command {
        Command::Cut(command) => cut::problem(network, command).map(Some),
        Command::Flow(command) => flow::problem(network, command).map(Some),
        Command::Upgrade(command) => upgrade::problem(network, command, &about.built).map(Some),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_is_what_is_left_of_the_command_line() {
        let given =
            ["cut", "a", "--network", "x.yaml", "b", "--format=json", "-q", "--year", "2026", "--certificate", "c"];
        assert_eq!(words(given.iter().map(OsString::from)), ["cut", "a", "b", "--year", "2026"]);
    }
}
