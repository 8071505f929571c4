//! How long the best way of each day of a year takes on the flagship network.
//!
//! `cargo bench --bench sweep`; docs/performance.md has the table. The network is the one in the binary.

use divan::Bencher;
use landbridge::calendar::Day;
use landbridge::embedded::NETWORK;
use landbridge::load::load_texts;
use landbridge::model::{Mode, Network};
use landbridge::route::{Planner, Query};

fn main() {
    divan::main();
}

fn flagship() -> Network {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

fn year(bencher: Bencher<'_, '_>, from: &str, to: &str, ship: Option<&str>) {
    let network = flagship();
    let places = |name| network.find_places(name).expect("a place");
    let mut query = Query::new(&network, places(from), places(to));
    if let Some(ship) = ship {
        query.vessel = network.vessels.find(ship);
        query.modes = vec![Mode::Sea];
    }
    let planner = Planner::new(&network);
    let first: Day = "2026-01-01".parse().expect("a day");
    bencher.bench_local(|| planner.sweep(&query, first, 365).departures.len());
}

/// 365 departures through ice, where every day is another.
#[divan::bench(sample_count = 5)]
fn rotterdam_yokohama_arc4(bencher: Bencher<'_, '_>) {
    year(bencher, "rotterdam", "yokohama", Some("arc4"));
}

/// 365 departures by every mode.
#[divan::bench(sample_count = 5)]
fn busan_duisburg(bencher: Bencher<'_, '_>) {
    year(bencher, "busan", "duisburg", None);
}
