//! How long whole matrices of the flagship network take.
//!
//! `cargo bench --bench matrix`; docs/performance.md has the table. The network is the one in the binary.

use divan::Bencher;
use landbridge::calendar::Day;
use landbridge::embedded::NETWORK;
use landbridge::load::load_texts;
use landbridge::model::{Network, Objective};
use landbridge::route::{Cell, MatrixQuery, Occasion, Planner, Query, Stop};

fn main() {
    divan::main();
}

fn flagship() -> Network {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

/// `size` places on land, spread over the network, by as many for the first days of `months` months.
fn query(network: &Network, size: usize, months: u32, objective: Objective) -> MatrixQuery {
    let on_land: Vec<_> =
        network.places.iter().filter(|(_, place)| place.country.is_some()).map(|(id, _)| id).collect();
    let stop = |index: usize| Stop { places: vec![on_land[index * on_land.len() / size]], is_quay: false };
    let stops: Vec<Stop> = (0..size).map(stop).collect();
    let day = |month| Day::from_civil(2026, month, 1).expect("a day");
    let occasions = (1..=months).map(|month| Occasion { depart: day(month), scenario: None }).collect();
    let terms = Query { objective, ..Query::new(network, Vec::new(), Vec::new()) };
    MatrixQuery { origins: stops.clone(), destinations: stops, occasions, terms, with_rides: false }
}

fn run(bencher: Bencher<'_, '_>, size: usize, months: u32, objective: Objective) {
    let network = flagship();
    let query = query(&network, size, months, objective);
    let planner = Planner::new(&network);
    bencher.bench_local(|| {
        let cells = planner.matrix(&query, &|_| ());
        cells.iter().filter(|cell| matches!(cell, Cell::Reached(_))).count()
    });
}

/// 200 by 200 places for twelve months, by time: 480,000 cells.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn whole_year_by_time(bencher: Bencher<'_, '_>) {
    run(bencher, 200, 12, Objective::Time);
}

/// 200 by 200 places for one day, by time.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn one_day_by_time(bencher: Bencher<'_, '_>) {
    run(bencher, 200, 1, Objective::Time);
}

/// 40 by 40 places for one day, by cost.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn one_day_by_cost(bencher: Bencher<'_, '_>) {
    run(bencher, 40, 1, Objective::Cost);
}
