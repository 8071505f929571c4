//! What was altered is refused, by its seal; with a new seal, by what it says, unless it is just as true.

use landbridge::flow::{About, Certificate, CertificateFile, Complaint, Problem, certify, check};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::oracle::{any_problem, is_true, oracle, problem};

fn proven(problem: &Problem) -> CertificateFile {
    let certificate = certify(problem, &oracle(problem).1).unwrap();
    let about = About {
        network_sha256: Some(landbridge::flow::sha256(b"network")),
        built: Vec::new(),
        command: vec!["flow".into(), "--year".into(), "2026".into()],
        answer_sha256: None,
        capacities: (0..problem.capacities.len()).map(|number| format!("line {number}")).collect(),
        demands: Vec::new(),
    };
    CertificateFile::new(about, certificate, problem.clone())
}

/// The same problems in every run, each with something to say.
fn some_problems(wanted: usize) -> Vec<Problem> {
    let mut runner = TestRunner::deterministic();
    let strategies = [problem(false).boxed(), problem(true).boxed()];
    let drawn = (0..).map(|number: usize| strategies[number % 2].new_tree(&mut runner).unwrap().current());
    drawn.filter(|problem| has_content(&proven(problem).certificate)).take(wanted).collect()
}

/// Two paths and a price at least.
fn has_content(certificate: &Certificate) -> bool {
    certificate.paths.len() >= 2 && !certificate.prices.is_empty() && certificate.paths.iter().any(|p| p.arcs.len() > 1)
}

/// Each way to alter one thing in a JSON value, and where.
fn altered(whole: &Value) -> Vec<(String, Value)> {
    let mut pointers = vec![String::new()];
    let mut found = Vec::new();
    while let Some(pointer) = pointers.pop() {
        let part = whole.pointer(&pointer).unwrap();
        match part {
            Value::Array(items) => pointers.extend((0..items.len()).map(|item| format!("{pointer}/{item}"))),
            Value::Object(fields) => pointers.extend(fields.keys().map(|key| format!("{pointer}/{key}"))),
            _ => {}
        }
        for other in others(part) {
            let mut copy = whole.clone();
            *copy.pointer_mut(&pointer).unwrap() = other;
            found.push((pointer.clone(), copy));
        }
    }
    found
}

/// What might stand in the place of a value.
fn others(part: &Value) -> Vec<Value> {
    let numbers = |number: i128| [number + 1, number - 1, -number, number * 2, 0, i128::from(i64::MAX), number / 2];
    let mut others = match part {
        Value::Null => vec![json!("x"), json!(0)],
        Value::Bool(value) => vec![json!(!value)],
        Value::Number(number) => {
            let number = i128::from(number.as_i64().unwrap());
            let near = numbers(number).into_iter().filter_map(|number| i64::try_from(number).ok());
            near.map(|number| json!(number)).chain([json!(0.5), json!(number.to_string()), Value::Null]).collect()
        }
        Value::String(text) => match text.parse::<i128>() {
            Ok(number) => {
                let near =
                    numbers(number).into_iter().chain([i128::MAX, i128::MIN]).map(|number| json!(number.to_string()));
                near.chain([json!(format!("+{text}")), json!(format!("0{text}")), json!(""), json!("1e3")]).collect()
            }
            Err(_) => vec![json!(format!("{text} ")), json!(""), json!(text.to_uppercase()), json!(1), Value::Null],
        },
        Value::Array(items) => {
            let mut others = vec![json!({}), Value::Array(items.iter().rev().cloned().collect()), json!([])];
            for number in 0..items.len() {
                let mut dropped = items.clone();
                let twice = dropped.remove(number);
                others.push(dropped.into());
                let mut doubled = items.clone();
                doubled.insert(number, twice);
                others.push(doubled.into());
                let mut swapped = items.clone();
                swapped.swap(number, (number + 1) % items.len());
                others.push(swapped.into());
            }
            others
        }
        Value::Object(fields) => {
            let mut more = fields.clone();
            more.insert("more".into(), json!(1));
            let without = |key: &String| {
                let mut fields = fields.clone();
                fields.remove(key);
                Value::from(fields)
            };
            fields.keys().map(without).chain([Value::from(more), json!([])]).collect()
        }
    };
    others.retain(|other| other != part);
    others
}

#[test]
fn each_of_more_than_a_thousand_altered_files_is_refused() {
    let mut count = 0;
    for problem in some_problems(4) {
        let file = proven(&problem);
        file.verify().unwrap();
        let whole: Value = serde_json::from_str(&file.to_json()).unwrap();
        for (pointer, value) in altered(&whole) {
            match CertificateFile::from_json(&value.to_string()) {
                // A missing field that may be missing is read as what it said.
                Ok(read) if read == file => continue,
                Ok(read) => assert!(read.verify().is_err(), "{pointer} of {value}"),
                Err(_) => {}
            }
            count += 1;
        }
    }
    assert!(count > 1000, "{count}");
}

/// Whoever alters a certificate can put a new seal on it. Then what it says must contradict itself, or be as true as
/// before: only other prices can prove the same.
#[test]
fn each_altered_certificate_is_refused_without_a_look_at_its_seal() {
    let (mut refused, mut count) = (0, 0);
    for problem in some_problems(12) {
        let file = proven(&problem);
        let whole = serde_json::to_value(&file.certificate).unwrap();
        for (pointer, value) in altered(&whole) {
            let Ok(certificate) = serde_json::from_value::<Certificate>(value) else { continue };
            count += 1;
            match check(&problem, &certificate) {
                Err(_) => refused += 1,
                Ok(verdict) => {
                    assert!(pointer.starts_with("/price"), "{pointer} of {certificate:?}");
                    assert!(is_true(&problem, &verdict));
                }
            }
        }
    }
    assert!(refused > 1000 && refused * 1000 > count * 995, "{refused} of {count}");
}

/// Whoever alters the problem as well proves something about another problem, or nothing.
#[test]
fn an_altered_problem_with_a_new_seal_is_refused_or_the_proof_holds_for_it() {
    let mut refused = 0;
    for problem in some_problems(3) {
        let file = proven(&problem);
        for (pointer, value) in altered(&serde_json::to_value(&problem).unwrap()) {
            let is_huge = value.to_string().contains(&i64::MAX.to_string());
            let Ok(other) = serde_json::from_value::<Problem>(value) else { continue };
            let other = CertificateFile::new(file.about.clone(), file.certificate.clone(), other);
            match other.verify() {
                Err(_) => refused += 1,
                // Floating point in the oracle cannot tell numbers that large.
                Ok(_) if is_huge => {}
                Ok(verdict) => assert!(is_true(&other.problem, &verdict), "{pointer} of {other:?}"),
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn a_complaint_names_what_is_wrong_and_by_how_much() {
    // 0 --(3, capacity 0: 5)--> 1, 7 of them wanted at 10 each.
    let problem: Problem = serde_json::from_value(json!({
        "capacities": [5],
        "layers": [{"nodes": 3, "arcs": [
            {"tail": 0, "head": 1, "cost": 3, "keeps": 1_000_000, "uses": [[0, 1]]},
            {"tail": 1, "head": 2, "cost": 0, "keeps": 1_000_000, "uses": []},
        ]}],
        "demands": [{"layer": 0, "from": 0, "to": 1, "amount": 7, "unserved_cost": 10}],
    }))
    .unwrap();
    let right: Certificate = serde_json::from_value(json!({
        "claim": "least_cost", "amount_bits": 0, "price_bits": 0,
        "primal": "35", "bound": "35", "gap": "0", "served": "5", "unserved": "2",
        "paths": [{"demand": 0, "arcs": [0], "amount": "5", "reduced_cost": "0"}],
        "prices": [{"capacity": 0, "price": "7", "slack": "0"}],
    }))
    .unwrap();
    check(&problem, &right).unwrap();
    let said = |change: &dyn Fn(&mut Certificate)| {
        let mut wrong = right.clone();
        change(&mut wrong);
        check(&problem, &wrong).unwrap_err().to_string()
    };
    assert_eq!(said(&|c| c.paths[0].amount.0 = 6), "capacity 0 is exceeded by 1 x 2^-0 parts");
    assert_eq!(said(&|c| c.paths[0].amount.0 = 8), "demand 0 gets 1 x 2^-0 units more than it asks for");
    assert_eq!(said(&|c| c.paths[0].arcs.push(1)), "path 0 ends at node 2, not at node 1 where demand 0 wants to go");
    assert_eq!(said(&|c| c.paths[0].arcs[0] = 1), "path 0 is at node 0 where arc 1 begins at node 1");
    assert_eq!(said(&|c| c.prices[0].price.0 = 6), "the bound is stated as 35 and is 33: 2 off");
    assert_eq!(said(&|c| c.prices[0].price.0 = 9), "the reduced cost of path 0 is stated as 0 and is 2: 2 off");
    assert_eq!(said(&|c| c.prices[0].slack.0 = 1), "what is unused of capacity 0 is stated as 1 and is 0: 1 off");
    assert_eq!(said(&|c| c.bound.0 = 36), "the bound is stated as 36 and is 35: 1 off");
    let unsound = Problem { capacities: vec![-5], ..problem.clone() };
    assert!(matches!(check(&unsound, &right), Err(Complaint::Problem(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn bytes_changed_anywhere_neither_panic_nor_pass(
        problem in any_problem(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![any::<u8>(), prop::sample::select(b"0123456789-,[]{}\"".to_vec())]), 1..4),
    ) {
        let file = proven(&problem);
        let mut bytes = file.to_json().into_bytes();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(text) = String::from_utf8(bytes) {
            match CertificateFile::from_json(&text) {
                Ok(read) => prop_assert!(read == file || read.verify().is_err()),
                Err(error) => prop_assert!(error.line() > 0, "{error}"),
            }
        }
    }

    #[test]
    fn a_file_survives_its_json(problem in any_problem()) {
        let file = proven(&problem);
        prop_assert_eq!(&CertificateFile::from_json(&file.to_json()).unwrap(), &file);
    }
}
