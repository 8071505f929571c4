//! Where land stops beating the sea: by hand on a tiny network; against single plans and by law on the flagship.
#![cfg(feature = "cli")]

use std::sync::LazyLock;

use assert_cmd::Command;
use landbridge::embedded::NETWORK;
use landbridge::load::load_texts;
use landbridge::model::{Network, Objective};
use landbridge::route::{Planner, Query, Way, watershed};

// east ==1000 km rail, 100 USD== west; east ~~2000 km, 40 USD and a toll of 20 USD~~ west
const TINY: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: container, vessel: ship}
cargoes:
  container: {name: Containers, unit: FEU, contents: unknown}
rates:
  rail: {mode: rail, cargo: container, price: 0.10 USD/FEU-km}
  sea: {mode: sea, cargo: container, price: 0.02 USD/FEU-km}
vessels:
  ship: {name: Ship, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}
places:
  east: {name: East, country: AA, at: 60N 20E, kind: port}
  west: {name: West, country: AA, at: 60N 4E, kind: port}
lines:
  rail: {name: Rail, mode: rail, gauge: 1435 mm, speed: 500 km/day, status: operating, posts: [{east: 0 km}, {west: 1000 km}]}
passages:
  canal: {name: Canal, time: 10 h, cost: 20 USD/FEU}
lanes:
  lane: {name: Lane, path: [east, west], distance: 2000 km, passage: canal, status: operating}
transfers:
  east-port: {at: east, kind: port, time: 24 h, cost: 0 USD/FEU, status: operating}
  west-port: {at: west, kind: port, time: 24 h, cost: 0 USD/FEU, status: operating}
";

static FLAGSHIP: LazyLock<Network> = LazyLock::new(|| {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
});

#[test]
fn it_turns_where_haul_and_toll_by_sea_cost_what_rail_costs() {
    let loaded = load_texts(vec![("tiny.yaml".to_string(), TINY.as_bytes().to_vec())]);
    let network = loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let query = Query::new(&network, network.find_places("east").expect("a place"), Vec::new());
    // 40 f + 20 against 100: the same at twice the rate, and the toll does not grow with it.
    let shores = watershed(&Planner::new(&network), &query, &[500, 1000, 1990, 2010, 4000]);
    assert_eq!(shores.len(), 1);
    let ways: Vec<_> = shores[0].ways.iter().map(|way| way.expect("a way")).collect();
    assert_eq!(ways.iter().map(Way::is_by_land).collect::<Vec<_>>(), [false, false, false, true, true]);
    assert_eq!(
        ways.iter().map(|way| way.cost.micro() / 10_000).collect::<Vec<_>>(),
        [4000, 6000, 9960, 10_000, 10_000]
    );
}

#[test]
fn at_the_rate_as_it_is_each_way_costs_what_a_plan_by_cost_says() {
    let network = &*FLAGSHIP;
    let planner = Planner::new(network);
    let query = Query::new(network, network.find_places("shanghai").expect("a place"), Vec::new());
    let shores = watershed(&planner, &query, &[1000]);
    assert!(shores.len() > 200, "{}", shores.len());
    for shore in shores.iter().step_by(23) {
        let plan =
            Query { destination: vec![shore.place], objective: Objective::Cost, alternatives: 1, ..query.clone() };
        let best = planner.plan(&plan).routes.first().map(|route| route.value);
        let ours = shore.ways[0].map(|way| u64::try_from(way.cost.micro()).expect("a price"));
        assert_eq!(ours, best, "{}", network.places[shore.place].id);
    }
}

#[test]
fn the_dearer_the_sea_the_less_of_it() {
    let network = &*FLAGSHIP;
    let query = Query::new(network, network.find_places("busan").expect("a place"), Vec::new());
    let factors = [250, 1000, 1001, 3000];
    for shore in watershed(&Planner::new(network), &query, &factors) {
        let ways: Vec<_> = shore.ways.iter().flatten().collect();
        let id = &network.places[shore.place].id;
        assert!(ways.windows(2).all(|pair| pair[0].haul_at_sea >= pair[1].haul_at_sea), "{id}: {ways:?}");
        assert!(ways.windows(2).all(|pair| pair[0].cost <= pair[1].cost), "{id}: {ways:?}");
    }
}

fn run(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::cargo_bin("landbridge").expect("the program").args(arguments).output().expect("runs");
    (String::from_utf8(output.stdout).expect("text"), output.status.code())
}

#[test]
fn the_command_tells_the_same_whatever_the_threads_and_refuses_nonsense() {
    let ask = |threads| run(&["watershed", "busan", "--factors", "1,2", "--format", "csv", "--threads", threads]);
    let (one, code) = ask("1");
    assert_eq!(code, Some(0));
    assert_eq!(one, ask("2").0);
    assert!(one.starts_with("place,country,longitude,latitude,by_sea_until"), "{one}");
    for factors in ["0", "-1", "x", "1e9", "1.2345", ""] {
        assert_eq!(run(&["watershed", "busan", &format!("--factors={factors}")]).1, Some(2), "{factors}");
    }
    assert_eq!(run(&["watershed", "busan", "--cargo", "nothing"]).1, Some(2));
}
