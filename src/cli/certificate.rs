//! Writes the certificate of an answer, and says which problem a command is about.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use clap::Parser as _;

use super::arguments::{Arguments, Command};
use super::{Failure, cut, exit_codes, flow};
use crate::capacity::Model;
use crate::diagnostics::SourceFiles;
use crate::flow::{
    About, Certificate, CertificateFile, Flow, Problem, certify, check, sha256, sha256_of_answer, sha256_of_texts,
};
use crate::model::Network;
use crate::report::ProvenRecord;
use crate::report::flow::limit_key;

/// SHA-256 of a network's files.
pub fn network_sha256(files: &SourceFiles) -> String {
    sha256_of_texts(files.ids().map(|id| (files.name(id), files.text(id))))
}

/// Proves an answer and checks the proof.
pub fn proven(problem: &Problem, flow: &Flow) -> Result<(Certificate, ProvenRecord), Failure> {
    let proven = certify(problem, flow).and_then(|certificate| {
        let verdict = check(problem, &certificate)?;
        Ok((certificate, ProvenRecord::of(&verdict)))
    });
    proven.map_err(|error| Failure::new(exit_codes::FAILED, format!("error: the answer cannot be proven: {error}")))
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
    (files, model): (&SourceFiles, &Model<'_>),
    (certificate, problem): (Certificate, &Problem),
    answer: &str,
) -> Result<String, Failure> {
    let about = About {
        network_sha256: Some(network_sha256(files)),
        command: words(std::env::args_os().skip(1)),
        answer_sha256: Some(sha256_of_answer(answer)),
        capacities: (0..model.limits.len()).map(|index| limit_key(model, index)).collect(),
        demands: model.demands.iter().map(|demand| model.query.wanted[demand.wanted].id.clone()).collect(),
    };
    let json = CertificateFile::new(about, certificate, problem.clone()).to_json();
    // Beside its place first, so that what stands there is whole.
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    if let Err(error) = fs::write(&beside, &json).and_then(|()| fs::rename(&beside, path)) {
        // What lies there is not whole; whether it can be removed changes nothing.
        let _ = fs::remove_file(&beside);
        return Err(Failure::new(exit_codes::FAILED, format!("error: cannot write `{}`: {error}", path.display())));
    }
    Ok(sha256(json.as_bytes()))
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

/// The problem that a command asks about; none if it asks about none.
pub fn problem(network: &Network, words: &[String]) -> Result<Option<Problem>, Failure> {
    let words = std::iter::once("landbridge").chain(words.iter().map(String::as_str));
    let arguments = Arguments::try_parse_from(words).map_err(Failure::usage)?;
    match &arguments.command {
        Command::Cut(command) => cut::problem(network, command).map(Some),
        Command::Flow(command) => flow::problem(network, command).map(Some),
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
