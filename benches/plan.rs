//! How long loading the flagship network and planning on it take.
//!
//! `cargo bench --bench plan`; docs/performance.md has the table. The network is the one in the binary.

use divan::Bencher;
use landbridge::embedded::NETWORK;
use landbridge::load::load_texts;
use landbridge::model::{Network, Objective};
use landbridge::route::{Planner, Query};

fn main() {
    divan::main();
}

fn flagship() -> Network {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

/// Texts of the whole network to a checked model.
#[divan::bench(sample_count = 20)]
fn load(bencher: Bencher<'_, '_>) {
    bencher.bench_local(flagship);
}

/// States and arcs of the whole network, which a planner enumerates once.
#[divan::bench(sample_count = 20)]
fn structure(bencher: Bencher<'_, '_>) {
    let network = flagship();
    bencher.bench_local(|| Planner::new(&network));
}

/// Origin, destination, objective, ship, day of departure.
const QUESTIONS: [(&str, &str, Objective, Option<&str>, &str); 5] = [
    ("moscow", "vladivostok", Objective::Time, None, "2026-03-01"),
    ("busan", "duisburg", Objective::Time, None, "2026-03-01"),
    ("busan", "duisburg", Objective::Cost, None, "2026-03-01"),
    ("rotterdam", "yokohama", Objective::Time, Some("arc4"), "2026-09-01"),
    ("seoul", "pyongyang", Objective::Time, None, "2024-11-01"),
];

fn query(network: &Network, question: usize, alternatives: usize) -> Query {
    let (from, to, objective, vessel, depart) = QUESTIONS[question];
    let places = |name| network.find_places(name).expect("a place");
    let mut query = Query::new(network, places(from), places(to));
    query.objective = objective;
    query.vessel = vessel.map(|id| network.vessels.find(id).expect("a ship")).or(query.vessel);
    query.depart = depart.parse().expect("a day");
    query.alternatives = alternatives;
    query
}

/// The best route alone, with all refusals.
#[divan::bench(args = 0..QUESTIONS.len(), sample_count = 20)]
fn one_route(bencher: Bencher<'_, '_>, question: usize) {
    let network = flagship();
    let query = query(&network, question, 1);
    let planner = Planner::new(&network);
    bencher.bench_local(|| planner.plan(&query).routes.len());
}

/// Three routes that differ, the command's default.
#[divan::bench(args = 0..QUESTIONS.len(), sample_count = 20)]
fn three_routes(bencher: Bencher<'_, '_>, question: usize) {
    let network = flagship();
    let query = query(&network, question, 3);
    let planner = Planner::new(&network);
    bencher.bench_local(|| planner.plan(&query).routes.len());
}
