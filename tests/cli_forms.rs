//! Every answer on capacity in all four forms, and from `--certificate` to `verify`.
#![cfg(feature = "cli")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use landbridge::flow::CertificateFile;
use serde_json::Value;

/// A folder with a network in which old and long lines bind, and projects help.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        fs::write(folder.path("net.yaml"), include_str!("networks/projects.yaml")).expect("written");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landbridge"));
        command.current_dir(self.0.path()).args(words).args(["--network", "net.yaml", "--color", "never"]);
        command.output().expect("the program starts")
    }

    /// Standard output of a command that says yes.
    fn told(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.told(&[words, &["--format", "json"]].concat())).expect("JSON")
    }

    /// What `verify` says of a certificate: its exit code and record.
    fn verified(&self, file: &str, more: &[&str]) -> (Option<i32>, Value) {
        let output = self.run(&[&["verify", file, "--format", "json"], more].concat());
        (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}")))
    }
}

const COMMANDS: [(&str, &[&str]); 6] = [
    ("cut", &["cut", "a", "b"]),
    ("flow", &["flow"]),
    ("flow", &["flow", "--months"]),
    ("congestion", &["flow", "--congestion"]),
    ("critical", &["critical"]),
    ("upgrade", &["upgrade"]),
];

#[test]
fn every_answer_is_had_as_text_json_rows_and_features() {
    let folder = Folder::new();
    for (name, words) in COMMANDS {
        let with = |format: &str| folder.told(&[words, &["--format", format]].concat());
        assert!(with("text").lines().all(|line| line.chars().count() <= 200), "{words:?}");
        let record: Value = serde_json::from_str(&with("json")).expect("JSON");
        assert_eq!(record["schema"], format!("landbridge/{name}/1"));

        let table = with("csv");
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let header = rows.headers().expect("a header").clone();
        assert!(["scenario", "allow"].iter().all(|name| header.iter().any(|known| known == *name)), "{header:?}");
        let cells: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().expect("rows of equal length");
        assert!(!cells.is_empty(), "{words:?}");

        let map: Value = serde_json::from_str(&with("geojson")).expect("JSON");
        assert_eq!(
            (&map["type"], &map["landbridge"]["schema"]),
            (&"FeatureCollection".into(), &format!("landbridge/{name}-geojson/1").into())
        );
        let features = map["features"].as_array().expect("features");
        assert!(!features.is_empty(), "{words:?}");
        for feature in features {
            let geometry = feature["geometry"]["type"].as_str().expect("a geometry");
            assert!(["MultiLineString", "Point"].contains(&geometry), "{feature}");
            assert!(feature["geometry"]["coordinates"].as_array().is_some_and(|all| !all.is_empty()), "{feature}");
            assert!(feature["properties"]["record"].is_string() && feature["properties"]["allow"].is_array());
        }
    }
}

#[test]
fn prices_and_projects_are_on_the_map() {
    let folder = Folder::new();
    let features = |words: &[&str], record: &str| -> Vec<Value> {
        let map: Value = serde_json::from_str(&folder.told(&[words, &["--format", "geojson"]].concat())).expect("JSON");
        let all = map["features"].as_array().expect("features").iter().map(|feature| feature["properties"].clone());
        all.filter(|properties| properties["record"] == record).collect()
    };
    // Ten kilometres more for each tonne that cannot take the old line.
    let limits = features(&["flow"], "limit");
    let old = limits.iter().find(|limit| limit["id"] == "old").expect("the old line binds");
    assert!(old["worth"]["saves"].as_f64() > Some(0.0), "{old}");
    let cut = features(&["cut", "a", "b"], "limit");
    assert!(cut.iter().any(|limit| limit["id"] == "old" && limit["in_every"] == true && limit["arrives"] == 2e6));
    let projects = features(&["upgrade", "-k", "2"], "project");
    let first = projects.iter().find(|one| one["id"] == "first-half").expect("the first half");
    assert_eq!((&first["does"], &first["subject"], &first["chosen"]), (&"opens".into(), &"first".into(), &true.into()));
    let wider = projects.iter().find(|one| one["id"] == "wider").expect("the wider line");
    assert_eq!(
        (&wider["does"], &wider["subject"], &wider["alone"]["usd_per_unit"]["told"]),
        (&"widens".into(), &"old".into(), &"100 USD per t a year".into())
    );
}

#[test]
fn rows_of_months_add_up_to_the_year() {
    let folder = Folder::new();
    let table = folder.told(&["flow", "--months", "--format", "csv"]);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let header = rows.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|known| known == name).expect("a column");
    let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().expect("rows");
    let of = |record: &str| -> Vec<(String, f64)> {
        let all = rows.iter().filter(|row| &row[at("record")] == record);
        all.map(|row| (row[at("month")].to_string(), row[at("served")].parse().expect("a number"))).collect()
    };
    let (months, year) = (of("month"), of("demand"));
    assert_eq!(months.iter().map(|(month, _)| &month[5..]).collect::<Vec<_>>().len(), 12);
    assert_eq!((months[0].0.as_str(), months[11].0.as_str()), ("2026-01", "2026-12"));
    let sum: f64 = months.iter().map(|(_, served)| served).sum();
    assert!((sum - year[0].1).abs() <= 1e-5 * sum, "{sum} and {}", year[0].1);
}

#[test]
fn a_flow_by_months_is_proven_and_a_changed_answer_is_not() {
    let folder = Folder::new();
    let answer = folder.told(&["flow", "--months", "--certificate", "proof.json", "--format", "json"]);
    fs::write(folder.path("answer.json"), &answer).expect("written");
    let (code, record) = folder.verified("proof.json", &["--answer", "answer.json"]);
    assert_eq!(code, Some(0), "{record}");
    for what in ["seal", "network", "problem", "answer"] {
        assert_eq!(record[what], "same", "{what}");
    }
    fs::write(folder.path("answer.json"), answer.replacen("\"served\": ", "\"served\": 1", 1)).expect("written");
    let (code, record) = folder.verified("proof.json", &["--answer", "answer.json"]);
    assert_eq!((code, &record["answer"]), (Some(1), &"other".into()));
    // More on one path than it carries, under a new seal.
    let text = fs::read_to_string(folder.path("proof.json")).expect("readable");
    let mut file = CertificateFile::from_json(&text).expect("a certificate");
    file.certificate.paths[0].amount.0 *= 2;
    let forged = CertificateFile::new(file.about, file.certificate, file.problem);
    fs::write(folder.path("forged.json"), forged.to_json()).expect("written");
    assert_eq!(folder.verified("forged.json", &[]).0, Some(1));
}

#[test]
fn the_flow_with_the_chosen_projects_is_proven() {
    let folder = Folder::new();
    let words = ["upgrade", "-k", "2", "--certificate", "proof.json"];
    let answer = folder.json(&words);
    assert_eq!(answer["chosen"], serde_json::json!(["first-half", "second-half"]));
    fs::write(folder.path("answer.json"), folder.told(&[&words[..], &["--format", "json"]].concat())).expect("written");
    let (code, record) = folder.verified("proof.json", &["--answer", "answer.json"]);
    assert_eq!(code, Some(0), "{record}");
    assert_eq!((&record["problem"], &record["answer"]), (&"same".into(), &"same".into()));
    // 2 Mt over 100 km and 3 Mt over 120 km, in metres, and nothing is left unserved.
    assert_eq!((&record["proof"]["value"], &record["proof"]["unserved"]), (&"560000000000".into(), &"0".into()));
    let text = fs::read_to_string(folder.path("proof.json")).expect("readable");
    let mut file = CertificateFile::from_json(&text).expect("a certificate");
    assert_eq!(file.about.built, ["first-half", "second-half"]);
    assert_eq!(file.about.capacities.len(), file.problem.capacities.len());
    file.about.built.pop();
    let forged = CertificateFile::new(file.about, file.certificate, file.problem);
    fs::write(folder.path("forged.json"), forged.to_json()).expect("written");
    let (code, record) = folder.verified("forged.json", &[]);
    assert_eq!((code, &record["problem"]), (Some(1), &"other".into()));
}

#[test]
fn numbers_that_cannot_be_are_refused_with_what_to_write() {
    let folder = Folder::new();
    for (words, needle) in [
        (&["upgrade", "--budget", "-5"][..], "--budget"),
        (&["upgrade", "-k", "0"], "write a whole number from 1 on"),
        (&["flow", "--gap", "-1"], "--gap is a share"),
        (&["flow", "--from", "a", "--to", "b", "--quantity", "1e15 Mt/yr"], "has an exponent"),
        (&["flow", "--from", "a", "--to", "b", "--quantity", "3"], "a unit is missing"),
        (&["flow", "--from", "a", "--to", "b", "--quantity", "3 TEU/yr"], "`coal` is counted in t"),
        (&["flow", "--demands", "none.csv"], "cannot read `none.csv`"),
        (&["verify", "none.json"], "cannot read `none.json`"),
    ] {
        let output = folder.run(words);
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(matches!(output.status.code(), Some(2 | 4)) && output.stdout.is_empty(), "{words:?}");
        assert!(errors.contains(needle), "{words:?}: {errors}");
    }
}
