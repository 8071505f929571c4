//! Gas, power and congestion through the capacity planner, against figures worked out by hand.
#![cfg(feature = "cli")]

use landbridge::calendar::Day;
use landbridge::capacity::{
    Amount, BuildError, FlowQuery, Model, Period, SpreadError, SupplyLimit, Timing, Wanted, build, spread,
};
use landbridge::flow::congestion::Settings;
use landbridge::flow::multicommodity::{self, Solver};
use landbridge::flow::{Flow, certify, check};
use landbridge::graph::Structure;
use landbridge::load::load_texts;
use landbridge::model::Network;
use landbridge::report::flow::{CongestionReport, EnergyRecord, congestion_report, energy_record, is_energy};

// field ==pipe, 2 %== plant-port, 9 % ~~~~ bay ~~~~ terminal, 1.5 % ==pipe, 1 %== city      gas, liquefied between
// dam --- city, dam --- town --- city: three equal lines of a ring, the first may carry 60 MW
// dam === far: without a reactance
// mine ---- works, a day, 10 Mt/yr; mine -- junction -- works, two days, no capacity known
const NETWORK: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2025-03-01, cargo: ore, vessel: carrier}
cargoes:
  ore: {name: Ore, unit: t, commodities: [ore], modes: [rail]}
  gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea], vessels: [carrier]}
  power: {name: Power, unit: MWh, commodities: [electricity], modes: [power]}
vessels:
  carrier: {name: Carrier, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}
places:
  field: {name: Field, country: AA, at: 60N 10E, kind: field}
  plant-port: {name: Plant port, country: AA, at: 60N 12E, kind: lng_terminal}
  bay: {name: Bay, at: 58N 14E, kind: waypoint}
  terminal: {name: Terminal, country: BB, at: 56N 14E, kind: lng_terminal}
  city: {name: City, country: BB, at: 55N 14E, kind: terminal}
  dam: {name: Dam, country: BB, at: 55N 15E, kind: plant}
  town: {name: Town, country: BB, at: 54N 15E, kind: terminal}
  far: {name: Far, country: BB, at: 53N 15E, kind: terminal}
  mine: {name: Mine, country: BB, at: 52N 15E, kind: plant}
  junction: {name: Junction, country: BB, at: 52N 16E, kind: junction}
  works: {name: Works, country: BB, at: 52N 17E, kind: plant}
lines:
  feed: {name: Feed, mode: pipeline, commodities: gas, speed: 800 km/day, losses: 2 %, status: operating, posts: [{field: 0 km}, {plant-port: 120 km}]}
  send-out: {name: Send-out, mode: pipeline, commodities: gas, speed: 800 km/day, losses: 1 %, status: operating, posts: [{terminal: 0 km}, {city: 120 km}]}
  straight: {name: Straight, mode: power, commodities: electricity, voltage: 400 kV, reactance: 30 ohm, capacity: 60 MW, status: operating, posts: [{dam: 0 km}, {city: 100 km}]}
  first: {name: First, mode: power, commodities: electricity, voltage: 400 kV, reactance: 0.3 ohm/km, capacity: 500 MW, status: operating, posts: [{dam: 0 km}, {town: 100 km}]}
  second: {name: Second, mode: power, commodities: electricity, voltage: 400 kV, reactance: 0.3 ohm/km, capacity: 500 MW, status: operating, posts: [{town: 0 km}, {city: 100 km}]}
  cable: {name: Cable, mode: power, commodities: electricity, voltage: 400 kV, capacity: 500 MW, status: operating, posts: [{dam: 0 km}, {far: 200 km}]}
  quick: {name: Quick, mode: rail, gauge: 1435 mm, speed: 100 km/day, capacity: 10 Mt/yr, status: operating, posts: [{mine: 0 km}, {works: 100 km}]}
  slow: {name: Slow, mode: rail, gauge: 1435 mm, speed: 100 km/day, status: operating, posts: [{mine: 0 km}, {junction: 100 km}, {works: 200 km}]}
lanes:
  out: {name: Out, path: [plant-port, bay], distance: 300 km, status: operating}
  in: {name: In, path: [bay, terminal], distance: 300 km, status: operating}
transfers:
  train-1: {name: Train 1, at: plant-port, kind: liquefaction, commodities: [gas], time: 10 h, losses: 9 %, capacity: 2 bcm/yr, status: operating}
  regas: {name: Regas, at: terminal, kind: regasification, commodities: [gas], losses: 1.5 %, time: 20 h, status: operating}
supplies:
  great-field: {name: Great field, at: field, cargo: gas@AA, quantity: 5 bcm/yr, status: operating}
congestion:
  rail: {mode: rail, alpha: 1, beta: 1}
";

fn network() -> Network {
    network_of(NETWORK)
}

fn network_of(text: &str) -> Network {
    let loaded = load_texts([("tiny.yaml".to_string(), text.as_bytes().to_vec())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn query(network: &Network, (from, to): (&str, &str), cargo: &str, amount: Amount) -> FlowQuery {
    let place = |id| vec![network.places.find(id).expect("a place")];
    let mut query = FlowQuery::new(network);
    query.period = Period::AsOn("2025-03-01".parse::<Day>().expect("a day"));
    query.wanted.push(Wanted {
        id: "wanted".into(),
        origin: place(from),
        destination: place(to),
        cargo: network.cargoes.find(cargo).expect("a cargo"),
        cargo_origin: None,
        amount,
        timing: Timing::Ready,
    });
    query
}

/// Solves, has the certificate checked, and hands both to `look`.
fn solved(network: &Network, query: &FlowQuery, look: impl FnOnce(&Model<'_>, &Flow)) {
    let structure = Structure::build(network);
    let model = build(network, &structure, query).expect("a problem");
    let mut solver = Solver::new(&model.problem).expect("a sound problem");
    assert!(solver.run(&multicommodity::Settings::default()).is_proven);
    let flow = solver.flow();
    check(&model.problem, &certify(&model.problem, &flow).expect("a certificate")).expect("a proof");
    look(&model, &flow);
}

fn energy(network: &Network, query: &FlowQuery) -> EnergyRecord {
    let mut found = None;
    solved(network, query, |model, flow| found = Some(energy_record(model, flow)));
    found.expect("a record")
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-5 * expected.abs().max(1.0), "{found}, expected {expected}");
}

const KEPT: f64 = 0.98 * 0.91 * 0.985 * 0.99;

#[test]
fn what_arrives_is_what_leaves_times_what_every_stage_keeps() {
    let network = network();
    let record = energy(&network, &query(&network, ("field", "city"), "gas", Amount::Units(1_000_000)));
    let carried = &record.carried[0];
    near(carried.arrives, 1e6);
    near(carried.leaves, 1e6 / KEPT);
    near(carried.lost_percent, ((1.0 - KEPT) * 1e4).round() / 100.0);
    let source = &record.sources[0];
    assert_eq!((source.cargo.as_str(), source.stops), ("gas", "nothing_wanted"));
    near(source.limit.used, 1.0 / KEPT);
    near(source.spare, 5.0 - 1.0 / KEPT);
}

#[test]
fn what_holds_a_source_back_is_named() {
    let network = network();
    let record = energy(&network, &query(&network, ("field", "city"), "gas", Amount::Units(3_000_000)));
    // The plant takes 2 bcm of what the pipeline brings.
    near(record.carried[0].arrives, 2e6 * 0.91 * 0.985 * 0.99);
    let source = &record.sources[0];
    assert_eq!(source.stops, "full");
    assert_eq!(source.full.iter().map(|limit| limit.id.as_str()).collect::<Vec<_>>(), ["train-1"]);
    near(source.limit.used, 2.0 / 0.98);
    assert_eq!(
        source.told,
        "Great field gives 2.04 of 5 bcm/yr; 2.96 are left: full on every way to those who want more: Train 1"
    );
}

#[test]
fn a_source_is_used_up_or_too_dear() {
    let network = network();
    let mut asked = query(&network, ("field", "city"), "gas", Amount::Units(3_000_000));
    let gas = asked.wanted[0].cargo;
    asked.with_supplies = false;
    asked.supply = vec![SupplyLimit { place: asked.wanted[0].origin[0], cargo: gas, amount: 500_000 }];
    let record = energy(&network, &asked);
    assert_eq!(record.sources[0].stops, "used_up");
    near(record.carried[0].arrives, 5e5 * KEPT);
    // Going without costs less than any way.
    asked.unserved = Some(1);
    let record = energy(&network, &asked);
    assert_eq!((record.sources[0].stops, record.carried.len()), ("price", 0));
}

#[test]
fn power_that_physics_would_not_divide_so_is_told() {
    let network = network();
    let record = energy(&network, &query(&network, ("dam", "city"), "power", Amount::Units(100 * 8760)));
    let power = &record.power[0];
    let line = |id: &str| power.lines.iter().find(|line| line.id == id).expect("a line");
    // The plan fills the straight line; of three equal ones in a ring it would get two thirds.
    near(line("straight").planned_mw, 60.0);
    near(line("straight").flows_mw, 200.0 / 3.0);
    near(line("first").flows_mw, 100.0 / 3.0);
    assert!(line("straight").over && !line("first").over);
    near(power.planned_mw, 100.0);
    near(power.possible_mw, 90.0);
    assert_eq!(
        power.told,
        [
            "by Kirchhoff's laws Straight would carry 66.67 MW, planned are 60 MW, and it may carry 60 MW",
            "of 100 MW that arrive as planned, 90 MW can arrive within the limits of the lines and by these laws",
        ]
    );
}

#[test]
fn where_no_reactance_is_known_nothing_is_claimed() {
    let network = network();
    // Power for Far takes the cable, as planned; nothing then flows in the ring.
    let record = energy(&network, &query(&network, ("dam", "far"), "power", Amount::Units(100 * 8760)));
    assert_eq!(record.power[0].as_planned, ["Cable"]);
    assert!(record.power[0].lines.iter().all(|line| line.flows_mw == 0.0));
    near(record.power[0].possible_mw, 100.0);
    let unknown = network_of(&NETWORK.replace(", reactance: 30 ohm", "").replace(", reactance: 0.3 ohm/km", ""));
    let record = energy(&unknown, &query(&unknown, ("dam", "city"), "power", Amount::Units(100 * 8760)));
    assert!(record.power.is_empty());
    assert!(record.power_note.is_some_and(|note| note.contains("reactance")));
    // Ore flows by no law of physics.
    let asked = query(&network, ("mine", "works"), "ore", Amount::Units(1000));
    solved(&network, &asked, |model, flow| {
        let record = energy_record(model, flow);
        assert!(!is_energy(model) && record.power.is_empty() && record.power_note.is_none());
    });
}

fn congested(network: &Network, query: &FlowQuery) -> Result<CongestionReport, SpreadError> {
    let structure = Structure::build(network);
    spread(network, &structure, query, &Settings::default()).map(|spread| congestion_report(&spread))
}

/// Pigou's roads as railways: with x Mt the quick one takes 1 + x/10 days, the slow one two.
#[test]
fn everyone_on_the_quick_line_makes_it_slow() {
    let network = network();
    let found = congested(&network, &query(&network, ("mine", "works"), "ore", Amount::Units(20_000_000))).unwrap();
    near(found.empty_days, 1.0);
    near(found.equilibrium_days, 2.0);
    near(found.optimum_days, 1.875);
    near(found.price_of_anarchy, 2.0 / 1.875);
    near(found.worst_case, 4.0 / 3.0);
    assert!(found.relative_gaps.iter().all(|gap| *gap <= 1e-12));
    let link = &found.links[0];
    near(link.limit.used_percent, 100.0);
    near(link.optimum_percent, 50.0);
    near(link.delay_hours, 24.0);
    // One more unit on 5 Mt delays each of them by 24 h / 10 Mt.
    near(link.toll_hours, 12.0);
    assert_eq!(
        found.told,
        [
            "on empty lines a unit would take 1 day on average",
            "if everyone takes what is quickest for them, 2 days",
            "if all were sent so that the sum is least, 1.88 days",
            "the price of anarchy is 1.0667; on no network with such delays is it above 1.333",
        ]
    );
}

#[test]
fn what_has_no_place_in_congestion_is_left_out_and_told() {
    let network = network();
    let mut asked = query(&network, ("mine", "works"), "ore", Amount::AsMuchAsCanPass);
    asked.wanted.extend(query(&network, ("field", "city"), "gas", Amount::Units(1)).wanted);
    asked.wanted.extend(query(&network, ("works", "mine"), "ore", Amount::Units(1_000_000)).wanted);
    asked.wanted.extend(query(&network, ("works", "town"), "ore", Amount::Units(1)).wanted);
    for (wanted, id) in asked.wanted.iter_mut().zip(["endless", "gas", "back", "nowhere"]) {
        wanted.id = id.into();
    }
    let found = congested(&network, &asked).unwrap();
    let reasons: Vec<_> = found.left_out.iter().map(|left| (left.id.as_str(), left.reason)).collect();
    assert_eq!(reasons, [("endless", "no_amount"), ("gas", "losses"), ("nowhere", "not_joined")]);
    near(found.moved, 1e6);
}

#[test]
fn a_network_that_says_nothing_of_congestion_gets_no_answer() {
    let mut network = network();
    network.congestion = landbridge::model::Table::new(Vec::new());
    let asked = query(&network, ("mine", "works"), "ore", Amount::Units(1));
    assert_eq!(congested(&network, &asked).unwrap_err(), SpreadError::NoEntry);
    let nothing = FlowQuery { wanted: Vec::new(), ..asked };
    network = self::network();
    assert_eq!(congested(&network, &nothing).unwrap_err(), SpreadError::Build(BuildError::NothingWanted));
}
