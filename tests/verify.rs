//! From `cut --certificate` to `verify`: what was written is proven, what was altered or is about something else is not.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use landbridge::flow::CertificateFile;
use serde_json::Value;

/// Two lines from west to east, of 3 and 4 Mt a year.
const NETWORK: &str = "
network: {id: two-lines, title: Two lines, summary: Coal., as_of: 2026-03-01, cargo: coal}
sources: {survey: {title: A survey, publisher: The surveyor, date: 2025}}
cargoes: {coal: {name: Coal, unit: t, commodities: [coal]}}
operators: {rail: {name: The railway, speed: 480 km/day, source: survey, as_of: 2025, confidence: medium}}
places:
  west: {name: West, country: AA, at: 50N 10E, kind: station, source: survey}
  middle: {name: Middle, country: AA, at: 51N 15E, kind: station, source: survey}
  east: {name: East, country: AA, at: 50N 20E, kind: station, source: survey}
lines:
  north: {name: North line, mode: rail, operator: rail, gauge: 1520 mm, status: operating, capacity: 3 Mt/yr,
    source: survey, as_of: 2025, confidence: high, posts: [{west: 0 km}, {middle: 400 km}, {east: 800 km}]}
  south: {name: South line, mode: rail, operator: rail, gauge: 1520 mm, status: operating, capacity: 4 Mt/yr,
    source: survey, as_of: 2025, confidence: high, posts: [{west: 0 km}, {east: 900 km}]}
";

/// A folder with the network, its cut, and the certificate of that.
struct Written {
    folder: tempfile::TempDir,
}

impl Written {
    fn new() -> Self {
        let written = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::write(written.path("net.yaml"), NETWORK).expect("written");
        let output = written.run(&["cut", "west", "east", "--format", "json", "--certificate", "proof.json"]);
        assert_eq!(code(&output), 0, "{output:?}");
        fs::write(written.path("answer.json"), &output.stdout).expect("written");
        written
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landbridge"));
        command.current_dir(self.folder.path()).args(words).args(["--network", "net.yaml"]).env("NO_COLOR", "1");
        command.output().expect("the program starts")
    }

    fn verify(&self, file: &str, more: &[&str]) -> Output {
        self.run(&[&["verify", file], more].concat())
    }

    fn certificate(&self) -> CertificateFile {
        CertificateFile::from_json(&read(&self.path("proof.json"))).expect("a certificate")
    }

    /// Writes a certificate with a new seal.
    fn forge(&self, file: CertificateFile) {
        let CertificateFile { about, certificate, problem, .. } = file;
        fs::write(self.path("forged.json"), CertificateFile::new(about, certificate, problem).to_json())
            .expect("written");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("readable")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("not killed")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

#[test]
fn what_cut_writes_is_proven() {
    let written = Written::new();
    let output = written.verify("proof.json", &["--answer", "answer.json"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(code(&output), 0, "{text}");
    assert!(text.starts_with("Proven: 7,000,000 units can pass, and not one more.\n"), "{text}");

    let record = json(&written.verify("proof.json", &["--answer", "answer.json", "--format", "json"]));
    assert_eq!(record["schema"], "landbridge/verify/1");
    assert_eq!((&record["proven"], &record["proof"]["gap"]), (&true.into(), &"0".into()));
    for what in ["seal", "network", "problem", "answer"] {
        assert_eq!(record[what], "same", "{what}");
    }
    let hash = landbridge::flow::sha256(&fs::read(written.path("proof.json")).expect("readable"));
    let answer: Value = serde_json::from_str(&read(&written.path("answer.json"))).expect("JSON");
    assert_eq!(answer["answer"]["proof"]["certificate"], hash.as_str());
    assert_eq!(answer["answer"]["proof"]["bound"], 7_000_000.0);
}

#[test]
fn an_altered_file_is_not_proven() {
    let written = Written::new();
    let altered = read(&written.path("proof.json")).replacen("3000000", "3000001", 1);
    fs::write(written.path("altered.json"), altered).expect("written");
    let output = written.verify("altered.json", &["--format", "json"]);
    assert_eq!((code(&output), &json(&output)["seal"]), (1, &"other".into()));

    // With a new seal the arithmetic itself contradicts it, and the capacity is named.
    let mut forged = written.certificate();
    for path in &mut forged.certificate.paths {
        path.amount.0 += 1;
    }
    written.forge(forged);
    let output = written.verify("forged.json", &[]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(code(&output), 1);
    assert!(text.contains("is exceeded by 1 x 2^-0 parts") && text.contains("is north:west>middle"), "{text}");
}

/// A proof that holds for a problem of its own making is not about the network.
#[test]
fn a_true_proof_of_another_problem_is_not_about_this_network() {
    let written = Written::new();
    let mut forged = written.certificate();
    let demand = &mut forged.problem.demands[0];
    demand.amount += 5;
    let more = i128::from(demand.amount - 5) + 5;
    let served = forged.certificate.served.0;
    forged.certificate.unserved.0 = more - served;
    forged.certificate.primal.0 += 5;
    forged.certificate.bound.0 += 5;
    written.forge(forged);
    let record = json(&written.verify("forged.json", &["--format", "json"]));
    assert_eq!((&record["proven"], &record["problem"]), (&false.into(), &"other".into()));
    assert_eq!(record["proof"]["value"], "7000000", "{record}");
}

#[test]
fn another_network_and_another_answer_are_told() {
    let written = Written::new();
    fs::write(written.path("net.yaml"), NETWORK.replace("4 Mt/yr", "5 Mt/yr")).expect("written");
    let record = json(&written.verify("proof.json", &["--answer", "proof.json", "--format", "json"]));
    assert_eq!(record["proven"], false);
    assert_eq!(
        (&record["network"], &record["answer"], &record["seal"]),
        (&"other".into(), &"other".into(), &"same".into())
    );
    assert_eq!(record["complaints"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_is_no_certificate_is_refused_with_line_and_column() {
    let written = Written::new();
    let whole = read(&written.path("proof.json"));
    let half: String = whole.lines().take(6).collect::<Vec<_>>().join("\n");
    let twelve = whole.replacen("\"primal\":\"", "\"primal\":\"twelve", 1);
    let deep = "[".repeat(100_000);
    for (text, at) in
        [("", "1:0"), ("{}", "1:2"), (half.as_str(), "6:"), (twelve.as_str(), "14:"), (deep.as_str(), "1:")]
    {
        fs::write(written.path("bad.json"), text).expect("written");
        let output = written.verify("bad.json", &[]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(code(&output), 3, "{message}");
        assert!(message.starts_with(&format!("error: bad.json:{at}")), "{message}");
        assert!(output.stdout.is_empty());
    }
    fs::write(written.path("bad.json"), [0xff, 0xfe]).expect("written");
    assert_eq!(code(&written.verify("bad.json", &[])), 3);
    assert_eq!(code(&written.verify("nowhere.json", &[])), 4);
    assert_eq!(code(&written.run(&["verify"])), 2);
}
