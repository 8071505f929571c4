//! How long many commodities over shared capacities take, proof and check included.
//!
//! `cargo bench --bench flow_multicommodity` solves a grid that is made here; `cargo bench --bench flow_multicommodity --
//! FILE.mcf..` files of benches/flow/gen.py; `--seconds N` stops each after so long with the gap that is left. Prints a line of
//! JSON each. Times are those of the processor, all threads together; `RAYON_NUM_THREADS` says how many.

#[path = "flow/mcf.rs"]
mod mcf;

use landbridge::flow::multicommodity::Settings;
use landbridge::flow::{Problem, Solved, certify, check};
use mcf::{grid, processor_seconds, read};

fn main() {
    // Cargo adds `--bench`.
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let (mut files, mut seconds) = (Vec::new(), None);
    while let Some(word) = words.next() {
        if word == "--seconds" {
            seconds = words.next().and_then(|word| word.parse().ok());
        } else {
            files.push(word);
        }
    }
    for file in &files {
        let text = std::fs::read_to_string(file).expect("the file can be read");
        measure(file.rsplit('/').next().unwrap_or(file), &read(&text), seconds);
    }
    if files.is_empty() {
        measure("grid 20 x 20, 300 demands", &grid(20, 300), seconds);
    }
}

fn measure(name: &str, problem: &Problem, seconds: Option<f64>) {
    let begin = processor_seconds();
    let should_stop = || seconds.is_some_and(|most| processor_seconds() - begin > most);
    let settings = Settings { gap: 1e-9, should_stop: Some(&should_stop), ..Settings::default() };
    let solved = Solved::new(problem, settings).expect("a sound problem");
    let took = processor_seconds() - begin;
    let certificate = certify(problem, &solved.flow).expect("a flow has a certificate");
    let verdict = check(problem, &certificate).expect("the checker accepts it");
    let proven = processor_seconds() - begin - took;
    let (value, gap) = (solved.cost, (solved.cost - solved.bound) / solved.cost);
    println!(
        r#"{{"file": "{name}", "lib": "landbridge", "cpu_s": {took:.2}, "value": {value:.1}, "gap": {gap:.1e}, "certify_and_check_s": {proven:.2}, "paths": {}}}"#,
        verdict.paths
    );
}
