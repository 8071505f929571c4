//! How long it takes to say what the loss of every link costs.
//!
//! `cargo bench --bench flow_critical` loses each edge of a grid that is made here; `cargo bench --bench flow_critical --
//! FILE.mcf..` each of a file (`p mcf nodes arcs demands penalty`, `a tail head capacity cost`, `k from to amount`;
//! benches/flow has the generator), both directions together, and prints a line of JSON. Times are those of the processor, all
//! threads together; `RAYON_NUM_THREADS` says how many.

#[path = "flow/mcf.rs"]
mod mcf;

use std::collections::BTreeMap;

use landbridge::flow::critical::losses;
use landbridge::flow::multicommodity::Settings;
use landbridge::flow::{Problem, Solved};
use mcf::{grid, processor_seconds, read};

fn main() {
    // Cargo adds `--bench`.
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    for file in &files {
        let text = std::fs::read_to_string(file).expect("the file can be read");
        measure(file.rsplit('/').next().unwrap_or(file), &read(&text));
    }
    if files.is_empty() {
        measure("grid 12 x 12, 60 demands", &grid(12, 60));
    }
}

fn measure(name: &str, problem: &Problem) {
    let mut edges: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
    for (number, arc) in (0..).zip(&problem.layers[0].arcs) {
        edges.entry((arc.tail.min(arc.head), arc.tail.max(arc.head))).or_default().push((0, number));
    }
    let elements: Vec<Vec<(u32, u32)>> = edges.into_values().collect();
    let settings = Settings { gap: 1e-9, ..Settings::default() };
    let begin = processor_seconds();
    let base = Solved::new(problem, settings).expect("a sound problem");
    let solved = processor_seconds();
    let losses = losses(&base, &elements);
    let (whole, each) = (solved - begin, processor_seconds() - solved);
    let used = losses.iter().filter(|loss| loss.used).count();
    let gap = losses.iter().map(|loss| loss.gap).fold(0.0, f64::max) / base.cost;
    let sum: f64 = losses.iter().map(|loss| loss.cost).sum();
    println!(
        r#"{{"file": "{name}", "base_cpu_s": {whole:.2}, "losses": {}, "used": {used}, "cpu_s": {each:.2}, "worst_gap": {gap:.1e}, "sum": {sum:.0}}}"#,
        losses.len()
    );
}
