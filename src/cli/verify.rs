//! `landbridge verify FILE`: does the certificate hold, and is it about this network and answer?

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::arguments::{Arguments, VerifyCommand, VerifyFormat};
use super::plan::to_json;
use super::print::{bold, plain, refused};
use super::{Exit, Failure, certificate, exit_codes, layout, network, print};
use crate::flow::{CertificateFile, Claim, Distrust, sha256_of_answer};
use crate::report::{Compared, ProvenRecord, VerifyReport, named};

/// No certificate is as large as this; whatever is may be endless.
const MAX_BYTES: u64 = 1 << 30;

/// Checks and prints.
pub fn run(command: &VerifyCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let file = parsed(&command.file)?;
    let mut complaints = Vec::new();
    let mut seal = Compared::Same;
    let proof = match file.verify() {
        Ok(verdict) => Some(ProvenRecord::of(&verdict)),
        Err(distrust) => {
            if matches!(distrust, Distrust::Seal { .. }) {
                seal = Compared::Other;
            }
            let name = named(&file, &distrust).map_or(String::new(), |name| format!("; {name}"));
            complaints.push(format!("{distrust}{name}"));
            None
        }
    };
    let (network, problem) = of_network(&file, arguments, &mut complaints)?;
    let answer = match (&command.answer, &file.about.answer_sha256) {
        (Some(path), Some(hash)) if sha256_of_answer(&read(path)?) == *hash => Compared::Same,
        (Some(path), _) => {
            complaints.push(format!("`{}` is not the JSON answer that it belongs to", path.display()));
            Compared::Other
        }
        (None, _) => Compared::NotCompared,
    };
    let record = VerifyReport {
        schema: "landbridge/verify/1",
        proven: complaints.is_empty(),
        complaints,
        proof,
        seal,
        network,
        problem,
        answer,
        command: file.about.command,
    };
    let text = match command.format {
        VerifyFormat::Text => text(&record),
        VerifyFormat::Json => to_json(&record)? + "\n",
    };
    print::answer(&text)?;
    Ok(if record.proven { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// Reads a text of a sensible size.
fn read(path: &Path) -> Result<String, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(exit_codes::FAILED, format!("error: cannot read `{}`: {error}", path.display()))
    };
    let mut bytes = Vec::new();
    let mut file = File::open(path).map_err(|error| failed(&error))?.take(MAX_BYTES + 1);
    file.read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(failed(&"it is larger than 1 GiB"));
    }
    String::from_utf8(bytes).map_err(|error| {
        Failure::new(exit_codes::BAD_NETWORK, format!("error: `{}` is no certificate: {error}", path.display()))
    })
}

/// Reads a certificate; what is wrong with its JSON is told with line and column.
fn parsed(path: &Path) -> Result<CertificateFile, Failure> {
    CertificateFile::from_json(&read(path)?).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let whole = error.to_string();
        let message = whole.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&whole);
        let message = plain(message);
        Failure::new(
            exit_codes::BAD_NETWORK,
            format!("error: {}:{line}:{column}: this is no certificate: {message}", path.display()),
        )
    })
}

/// Whether the network at hand is the one that it names, and makes the problem that it is about.
fn of_network(
    file: &CertificateFile,
    arguments: &Arguments,
    complaints: &mut Vec<String>,
) -> Result<(Compared, Compared), Failure> {
    let path = arguments.network.as_deref();
    let (network, files) = network::usable_with_files(path)?;
    let hash = certificate::network_sha256(&files);
    if file.about.network_sha256.as_ref() != Some(&hash) {
        let Some(path) = path else { return Ok((Compared::NotCompared, Compared::NotCompared)) };
        let named = file.about.network_sha256.as_deref().unwrap_or("none");
        complaints.push(format!(
            "it is about a network with SHA-256 {}; `{}` has {hash}",
            plain(named),
            path.display()
        ));
        return Ok((Compared::Other, Compared::NotCompared));
    }
    let problem = match certificate::problem(&network, &file.about) {
        Ok(Some(problem)) if problem == file.problem => Compared::Same,
        Ok(None) => Compared::NotCompared,
        Ok(Some(_)) => {
            complaints.push("the network and the command make another problem than the one it is about".into());
            Compared::Other
        }
        Err(failure) => {
            complaints.push(format!("its command cannot be understood: {}", failure.message.trim()));
            Compared::Other
        }
    };
    Ok((Compared::Same, problem))
}

fn text(record: &VerifyReport) -> String {
    let mut out = String::new();
    let heading = match &record.proof {
        Some(proof) if record.proven => bold(&format!("Proven: {}.", claim(proof))),
        _ => refused("Not proven."),
    };
    let _ = writeln!(out, "{heading}");
    for complaint in &record.complaints {
        layout::wrapped(&mut out, "  x ", &plain(complaint));
    }
    if let Some(proof) = &record.proof {
        if !record.proven {
            layout::wrapped(&mut out, "    ", &format!("By itself its arithmetic holds: {}.", claim(proof)));
        }
        let many = |number: usize, one: &str, more: &str| format!("{number} {}", if number == 1 { one } else { more });
        let gap = if proof.gap == "0" { "none".into() } else { format!("{} of the value", proof.relative_gap) };
        layout::wrapped(&mut out, "  gap       ", &gap);
        let unserved = match proof.claim {
            // As much was asked for as cannot pass.
            Claim::MostFlow => String::new(),
            Claim::LeastCost => format!("; {} that are asked for do not", short(&proof.unserved)),
        };
        let (paths, priced) = (many(proof.paths, "path", "paths"), many(proof.priced, "capacity", "capacities"));
        let arrives = format!("{} units by {paths}{unserved}; {priced} with a price", short(&proof.served));
        layout::wrapped(&mut out, "  arrives   ", &arrives);
    }
    let said = |compared: Compared, same: &str, other: &str, not: &str| {
        match compared {
            Compared::Same => same,
            Compared::Other => other,
            Compared::NotCompared => not,
        }
        .to_string()
    };
    let seal = said(record.seal, "unbroken", "broken: the file was altered after it was written", "");
    let network = said(
        record.network,
        "the same files",
        "other files",
        "not compared: it is not about the built-in network; give its own with --network",
    );
    let problem = said(
        record.problem,
        "made anew from network and command: the same",
        "made anew from network and command: another",
        "as the file has it; not made anew",
    );
    let answer = said(record.answer, "the same", "another", "not compared: give the JSON answer with --answer");
    let command = format!("landbridge {}", plain(&record.command.join(" ")));
    for (what, text) in
        [("seal", seal), ("command", command), ("network", network), ("problem", problem), ("answer", answer)]
    {
        layout::wrapped(&mut out, &format!("  {what:<10}"), &text);
    }
    let notes =
        ["a certificate proves the answer to its problem; that the network's figures are true it cannot prove".into()];
    layout::notes(&mut out, &notes);
    out
}

/// What was proven, in words.
fn claim(proof: &ProvenRecord) -> String {
    let (value, bound) = (short(&proof.value), short(&proof.bound));
    match proof.claim {
        Claim::MostFlow if proof.gap == "0" => format!("{value} units can pass, and not one more"),
        Claim::MostFlow => format!("{value} units can pass, and no more than {bound}"),
        Claim::LeastCost if proof.gap == "0" => {
            format!("the flow costs {value}, what it leaves unserved counted, and no flow costs less")
        }
        Claim::LeastCost => {
            format!("the flow costs {value}, what it leaves unserved counted, and no flow costs less than {bound}")
        }
    }
}

/// An exact decimal for people: with thousands separators, and at most three decimals; what is cut off is marked.
fn short(exact: &str) -> String {
    let (whole, decimals) = exact.split_once('.').unwrap_or((exact, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut text = sign.to_string();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    match decimals.len() {
        0 => text,
        1..=3 => format!("{text}.{decimals}"),
        _ => format!("{text}.{}..", &decimals[..3]),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn exact_decimals_are_cut_and_marked() {
        let told = ["7000000", "-1234.5", "12", "0.0009765625", "123456.125"].map(short);
        assert_eq!(told, ["7,000,000", "-1,234.5", "12", "0.000..", "123,456.125"]);
    }
}
