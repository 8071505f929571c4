//! Fuzzes without cargo-fuzz: `fuzz TARGET SECONDS [SEED]` damages the files of `fuzz/corpus/TARGET` at random and hands
//! them to the function that the fuzzer calls. It knows nothing of coverage; a panic ends it and names the number.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use landbridge::testing::fuzz;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [target, seconds, rest @ ..] = arguments.as_slice() else {
        return Err("fuzz TARGET SECONDS [SEED], where TARGET is reader, units, query or scenario_patch".into());
    };
    let run: fn(&[u8]) = match target.as_str() {
        "reader" => fuzz::reader,
        "units" => fuzz::units,
        "query" => fuzz::query,
        "scenario_patch" => fuzz::scenario_patch,
        other => return Err(format!("no target is called `{other}`").into()),
    };
    let budget = Duration::from_secs(seconds.parse()?);
    let first: u64 = rest.first().map_or(Ok(1), |seed| seed.parse())?;
    let mut corpus = Vec::new();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target))? {
        let path = file?.path();
        corpus.push((path.display().to_string(), std::fs::read(&path)?));
    }
    corpus.sort();
    let begin = Instant::now();
    let mut tried = 0_u64;
    while begin.elapsed() < budget {
        for (name, bytes) in &corpus {
            let seed = first + tried;
            let damaged = fuzz::damaged(bytes, seed);
            if std::panic::catch_unwind(|| run(&damaged)).is_err() {
                return Err(
                    format!("{target}: `{name}` damaged by {seed}: {:?}", String::from_utf8_lossy(&damaged)).into()
                );
            }
            tried += 1;
        }
    }
    println!(
        "{target}: {tried} inputs in {} s from seed {first}, none of which breaks a promise",
        begin.elapsed().as_secs()
    );
    Ok(())
}
