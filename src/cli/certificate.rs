//! Writes the file that proves an answer, whole or not at all.

use std::fs;
use std::path::Path;

use super::{Failure, exit_codes, network};
use crate::capacity::Model;
use crate::flow::{About, CertificateFile, Problem, sha256, sha256_of_texts};
use crate::report::flow::{Proven, limit_key};

/// Writes it beside `path` and puts it in its place when it is whole. `answer` is the answer in JSON.
///
/// # Errors
/// [`Failure`] if it cannot be written.
pub fn write(
    path: &Path,
    of_network: Option<&Path>,
    (model, problem): (&Model<'_>, &Problem),
    proven: &Proven,
    answer: &str,
) -> Result<String, Failure> {
    let texts = network::texts(of_network)?;
    let about = About {
        network_sha256: Some(sha256_of_texts(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))),
        command: command_line(),
        answer_sha256: Some(sha256(answer.as_bytes())),
        capacities: (0..model.limits.len()).map(|limit| limit_key(model, limit)).collect(),
        demands: model.demands.iter().map(|demand| model.query.wanted[demand.wanted].id.clone()).collect(),
    };
    let file = CertificateFile::new(about, proven.certificate.clone(), problem.clone());
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(exit_codes::FAILED, format!("error: cannot write `{}`: {error}", path.display()))
    };
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::write(&beside, file.to_json()).and_then(|()| fs::rename(&beside, path));
    if let Err(error) = written {
        // What is there is not whole, and whether it can be removed changes nothing.
        let _ = fs::remove_file(&beside);
        return Err(failed(&error));
    }
    Ok(file.seal)
}

/// The words of the command line, without the network, the form of the answer and the file itself.
fn command_line() -> Vec<String> {
    let mut words = Vec::new();
    let mut given = std::env::args().skip(1);
    while let Some(word) = given.next() {
        let option = word.split('=').next().unwrap_or_default();
        if matches!(option, "--network" | "--format" | "--certificate" | "--threads" | "--color") {
            if !word.contains('=') {
                given.next();
            }
        } else {
            words.push(word);
        }
    }
    words
}
