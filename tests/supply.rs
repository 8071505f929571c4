//! Cheapest supply: losses and prices by hand, pipeline against ship, rules by the country of the source.
#![cfg(feature = "cli")]

use assert_cmd::Command;
use landbridge::load::load_texts;
use landbridge::model::{Link, Mode, Network};
use landbridge::restrictions::Step;
use landbridge::route::{Chain, Planner, Query, Supply, delivered_cost, sources_of, supply};

// west-field (AA) ==700 km pipe, 2 % lost== city (BB)
// east-field (CC) ==100 km pipe== plant-port ~~~~ 1000 km ~~~~ terminal (BB) ==100 km pipe== city
const NETWORK: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: gas, vessel: carrier}
cargoes:
  gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea], vessels: [carrier]}
rates:
  pipe: {mode: pipeline, cargo: gas, price: {typ: 0.10 USD/kcm-km, low: 0.05 USD/kcm-km, high: 0.20 USD/kcm-km}}
  sea: {mode: sea, cargo: gas, price: 0.01 USD/kcm-km}
vessels:
  carrier: {name: Carrier, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}
places:
  west-field: {name: West field, country: AA, at: 60N 4E, kind: field}
  east-field: {name: East field, country: CC, at: 60N 20E, kind: field}
  plant-port: {name: Plant port, country: CC, at: 60N 19E, kind: lng_terminal}
  terminal: {name: Terminal, country: BB, at: 58N 11E, kind: lng_terminal}
  city: {name: City, country: BB, at: 58N 10E, kind: terminal}
  dry: {name: Dry plant, country: BB, at: 58N 9E, kind: plant}
lines:
  trunk: {name: Trunk, mode: pipeline, commodities: gas, speed: 800 km/day, losses: {typ: 2 %, low: 1 %, high: 5 %},
    status: operating, posts: [{west-field: 0 km}, {city: 700 km}]}
  feed: {name: Feed, mode: pipeline, commodities: gas, speed: 800 km/day, status: operating,
    posts: [{east-field: 0 km}, {plant-port: 100 km}]}
  send-out: {name: Send-out, mode: pipeline, commodities: gas, speed: 800 km/day, status: operating,
    posts: [{terminal: 0 km}, {city: 100 km}]}
lanes:
  strait: {name: Strait, path: [plant-port, terminal], distance: 1000 km, status: operating}
transfers:
  train: {at: plant-port, kind: liquefaction, commodities: [gas], time: 10 h, losses: 10 %, cost: 40 USD/kcm, status: operating}
  regas: {at: terminal, kind: regasification, commodities: [gas], time: 10 h, losses: 1 %, cost: 5 USD/kcm, status: operating}
  border: {at: city, kind: border, modes: [pipeline], countries: [AA, BB], time: 0 h, cost: 0 USD/kcm, status: operating}
restrictions:
  no-cc-gas: {name: No gas from CC, issuer: BB, legal_basis: Act, from: 2028-01-01, match: {origin: [CC], commodities: [gas]}, effect: exclude}
";

fn network() -> Network {
    let loaded = load_texts(vec![("tiny.yaml".to_string(), NETWORK.as_bytes().to_vec())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn ask<'a>(network: &'a Network, depart: &str) -> Vec<Supply<'a>> {
    let planner = Planner::new(network);
    let mut query = Query::new(network, Vec::new(), network.find_places("city").expect("a place"));
    query.depart = depart.parse().expect("a day");
    let sources = sources_of(network, planner.structure(), &network.cargoes[query.cargo]);
    supply(&planner, &query, &sources)
}

fn of<'n, 's>(network: &Network, all: &'s [Supply<'n>], id: &str) -> &'s Supply<'n> {
    let source = network.places.find(id).expect("a place");
    all.iter().find(|supply| supply.source == source).expect("a source")
}

#[test]
fn what_is_lost_is_paid_for() {
    let network = network();
    let all = ask(&network, "2026-03-01");
    // By pipe: 700 km at 0.10 are USD 70 for each kcm that enters, of which 98 % arrive.
    let west = &of(&network, &all, "west-field").ways;
    assert_eq!(west.len(), 1);
    assert_eq!((west[0].chain, west[0].arrives), (Chain::Land, 980_000));
    assert_eq!(west[0].route.value, 71_428_572, "70 / 0.98, rounded up");
    // By ship: ((10 + 40) / 0.9 + 10 + 5) / 0.99 + 10.
    let east = &of(&network, &all, "east-field").ways;
    assert_eq!(east.len(), 1);
    assert_eq!((east[0].chain, east[0].arrives), (Chain::Ship, 891_000));
    assert_eq!(east[0].route.value, 81_268_239, "81.268238, rounded up at each step with losses");
}

#[test]
fn low_prices_go_with_low_losses() {
    let network = network();
    let all = ask(&network, "2026-03-01");
    let west = of(&network, &all, "west-field");
    let cost = delivered_cost(&west.answer, &west.query, &west.ways[0].route).expect("prices");
    let near = |money: landbridge::units::Money, usd: f64| (money.usd() - usd).abs() < 0.001;
    assert!(near(cost.low, 35.0 / 0.99) && near(cost.typ, 70.0 / 0.98) && near(cost.high, 140.0 / 0.95), "{cost:?}");
}

#[test]
fn a_rule_on_the_country_of_the_source_holds_for_that_source_only() {
    let network = network();
    let all = ask(&network, "2028-03-01");
    assert_eq!(of(&network, &all, "west-field").ways.len(), 1);
    let east = of(&network, &all, "east-field");
    assert!(east.ways.is_empty() && !east.answer.journey.is_open());
}

#[test]
fn what_no_pipe_leaves_is_no_source() {
    let network = network();
    let all = ask(&network, "2026-03-01");
    let dry = network.places.find("dry").expect("a place");
    assert!(all.iter().all(|supply| supply.source != dry));
}

fn flagship() -> Network {
    let texts = landbridge::embedded::NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

#[test]
fn on_the_flagship_no_source_is_cheaper_than_its_parts_and_ships_reach_seoul() {
    let network = flagship();
    let planner = Planner::new(&network);
    let mut query = Query::new(&network, Vec::new(), network.find_places("seoul").expect("a place"));
    query.carry(&network, network.cargoes.find("gas").expect("a cargo"), None);
    let sources = sources_of(&network, planner.structure(), &network.cargoes[query.cargo]);
    let all = supply(&planner, &query, &sources);
    let mut ways = 0;
    for supply in &all {
        for way in &supply.ways {
            ways += 1;
            let structure = &supply.answer.structure;
            let steps: Vec<Step> = way.route.rides.iter().map(|ride| structure.steps()[ride.step as usize]).collect();
            let sails = steps.iter().any(|step| matches!(step, Step::Pass { link: Link::Lane(_), .. }));
            assert_eq!(sails, way.chain == Chain::Ship);
            assert!(steps.iter().all(|step| step.mode(&network).is_none_or(|mode| mode != Mode::Rail)));
            // The typical cost told is the search's own value but for its rounding up at each step.
            let told = delivered_cost(&supply.answer, &supply.query, &way.route).expect("prices");
            let value = i64::try_from(way.route.value).expect("a price");
            assert!(
                (told.typ.micro() - value).abs() <= 2 * i64::try_from(steps.len()).expect("few"),
                "{told:?} {value}"
            );
            assert!(told.low <= told.typ && told.typ <= told.high);
        }
    }
    assert!(ways >= 3, "{ways}");
}

fn run(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::cargo_bin("landbridge").expect("the program").args(arguments).output().expect("runs");
    (String::from_utf8(output.stdout).expect("text"), output.status.code())
}

#[test]
fn the_command_says_who_supplies_and_who_cannot() {
    let (text, code) = run(&["supply", "seoul", "--cargo", "gas"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("ship") && text.contains("Not supplied from"), "{text}");
    let (text, code) = run(&["supply", "seoul", "--cargo", "power"]);
    assert_eq!(code, Some(1), "{text}");
    let (one, _) = run(&["supply", "seoul", "--format", "json", "--threads", "1"]);
    let (two, _) = run(&["supply", "seoul", "--format", "json", "--threads", "2"]);
    assert_eq!(one, two);
    let record: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    assert_eq!(record["schema"], "landbridge/supply/1");
    let costs: Vec<f64> = record["supplies"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|supply| supply["cost_usd_delivered"]["p50"].as_f64().expect("a price"))
        .collect();
    assert!(costs.windows(2).all(|pair| pair[0] <= pair[1]), "{costs:?}");
}

#[test]
fn a_scenario_that_builds_the_gas_line_brings_a_supply_by_land() {
    let (text, _) = run(&["supply", "seoul", "--cargo", "gas", "--scenario", "gas-line-built", "--format", "csv"]);
    assert!(text.lines().any(|line| line.contains(",land,") && line.contains("gas-line-built")), "{text}");
}
