//! How long the Pareto frontier and k loopless routes take on the flagship network.
//!
//! `cargo bench --bench pareto`; docs/performance.md has the table. The network is the one in the binary.

use divan::Bencher;
use landbridge::embedded::NETWORK;
use landbridge::load::load_texts;
use landbridge::model::Network;
use landbridge::route::{Criterion, Planner, Query, Ways};

fn main() {
    divan::main();
}

fn flagship() -> Network {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

/// Twenty pairs from end to end of the network.
const PAIRS: [(&str, &str); 20] = [
    ("busan", "duisburg"),
    ("rotterdam", "yokohama"),
    ("moscow", "vladivostok"),
    ("shanghai", "hamburg"),
    ("hamburg", "shanghai"),
    ("duisburg", "xian"),
    ("beijing", "moscow"),
    ("busan", "moscow"),
    ("rotterdam", "vladivostok"),
    ("vladivostok", "st-petersburg"),
    ("busan", "warsaw"),
    ("yokohama", "duisburg"),
    ("rotterdam", "busan"),
    ("dalian", "minsk"),
    ("warsaw", "beijing"),
    ("hamburg", "busan"),
    ("ulaanbaatar", "rotterdam"),
    ("murmansk", "busan"),
    ("rotterdam", "dalian"),
    ("brest", "harbin"),
];

fn query(network: &Network, (from, to): (&str, &str), ways: Ways, wanted: usize) -> Query {
    let places = |name| network.find_places(name).unwrap_or_else(|error| panic!("{error}"));
    Query { ways, alternatives: wanted, ..Query::new(network, places(from), places(to)) }
}

/// Three criteria, with all refusals; the command's default.
#[divan::bench(args = 0..PAIRS.len(), sample_count = 10)]
fn three_criteria(bencher: Bencher<'_, '_>, pair: usize) {
    let network = flagship();
    let criteria = vec![Criterion::Time, Criterion::Cost, Criterion::Borders];
    let query = query(&network, PAIRS[pair], Ways::Pareto(criteria), 12);
    let planner = Planner::new(&network);
    bencher.bench_local(|| planner.plan(&query).routes.len());
}

/// Four criteria.
#[divan::bench(args = 0..2, sample_count = 10)]
fn four_criteria(bencher: Bencher<'_, '_>, pair: usize) {
    let network = flagship();
    let criteria = vec![Criterion::Time, Criterion::Cost, Criterion::Distance, Criterion::Borders];
    let query = query(&network, PAIRS[pair], Ways::Pareto(criteria), 12);
    let planner = Planner::new(&network);
    bencher.bench_local(|| planner.plan(&query).routes.len());
}

/// So many loopless routes from Busan to Duisburg.
#[divan::bench(args = [1, 3, 10, 30], sample_count = 5)]
fn loopless(bencher: Bencher<'_, '_>, wanted: usize) {
    let network = flagship();
    let query = query(&network, PAIRS[0], Ways::Loopless, wanted);
    let planner = Planner::new(&network);
    bencher.bench_local(|| planner.plan(&query).routes.len());
}
