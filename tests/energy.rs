//! Gas, oil and power: what moves on what, where it changes, and figures that change with the season.
#![cfg(feature = "cli")]

use landbridge::calendar::Day;
use landbridge::load::load_texts;
use landbridge::model::{Capacitated, Change, IceYear, Network, Objective};
use landbridge::report::{PlanReport, report};
use landbridge::route::{Query, plan};

// field ==gas pipe== plant-port ~~~~ bay ~~~~ terminal ==gas pipe== city      by liquefaction and regasification
// field ==gas pipe, proposed== border-town ==gas pipe== city                  by a border for pipelines
// field ==oil pipe== refinery; dam ==power== converter (AA/BB) ==power== city
// plant-port ~~~~ harbour ==rail== city                                        a port for anything but gas
const NETWORK: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: container, vessel: ship}
cargoes:
  container: {name: Containers, unit: FEU, contents: unknown}
  gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea], vessels: [carrier]}
  lng: {name: LNG, unit: t, commodities: [lng], modes: [sea], vessels: [carrier]}
  crude: {name: Crude, unit: t, commodities: [crude-oil], modes: [rail, sea, pipeline]}
  power: {name: Power, unit: MWh, commodities: [electricity], modes: [power]}
vessels:
  carrier: {name: Carrier, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}
  ship: {name: Ship, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}
places:
  field: {name: Field, country: AA, at: 60N 10E, kind: field}
  plant-port: {name: Plant port, country: AA, at: 60N 12E, kind: lng_terminal}
  bay: {name: Bay, at: 58N 14E, kind: waypoint}
  terminal: {name: Terminal, country: BB, at: 56N 14E, kind: lng_terminal}
  harbour: {name: Harbour, country: BB, at: 56N 15E, kind: port}
  city: {name: City, country: BB, at: 55N 14E, kind: terminal}
  border-town: {name: Border town, country: BB, at: 58N 10E, kind: border}
  refinery: {name: Refinery, country: AA, at: 61N 10E, kind: plant}
  dam: {name: Dam, country: AA, at: 58N 9E, kind: plant}
lines:
  feed: {name: Feed, mode: pipeline, commodities: gas, speed: 800 km/day, status: operating, posts: [{field: 0 km}, {plant-port: 120 km}]}
  send-out: {name: Send-out, mode: pipeline, commodities: gas, speed: 800 km/day, status: operating, posts: [{terminal: 0 km}, {city: 120 km}]}
  trunk: {name: Trunk, mode: pipeline, commodities: gas, speed: 800 km/day, losses: 1.5 %, investment: 2.5 bn USD,
    status: [{from: 2011, until: 2030-01-01, state: proposed}, {from: 2030-01-01, state: operating}],
    posts: [{field: 0 km}, {border-town: 240 km}, {city: 700 km}]}
  oil: {name: Oil, mode: pipeline, commodities: crude-oil, speed: 130 km/day, status: operating, posts: [{field: 0 km}, {refinery: 120 km}]}
  wire: {name: Wire, mode: power, commodities: electricity, voltage: 500 kV, status: operating, posts: [{dam: 0 km}, {border-town: 80 km}, {city: 500 km}]}
  quay: {name: Quay, mode: rail, gauge: 1435 mm, speed: 800 km/day, status: operating, posts: [{harbour: 0 km}, {city: 130 km}]}
lanes:
  out: {name: Out, path: [plant-port, bay], distance: 300 km, status: operating}
  in: {name: In, path: [bay, terminal], distance: 300 km, status: operating}
  by: {name: By, path: [bay, harbour], distance: 300 km, status: operating}
transfers:
  train-1: {name: Train 1, at: plant-port, kind: liquefaction, commodities: [gas, lng], time: 10 h, losses: 9 %, capacity: 5 Mt/yr, status: operating}
  regas: {at: terminal, kind: regasification, commodities: [gas, lng], status: operating,
    time: [{typ: 20 h}, {season: {from: 12-01, until: 03-01}, typ: 30 h}]}
  harbour-port: {at: harbour, kind: port, time: 24 h, status: operating}
  gas-border: {at: border-town, kind: border, modes: [pipeline], countries: [AA, BB], time: 0 h, status: operating}
  back-to-back: {at: border-town, kind: converter, countries: [AA, BB], time: 0 h, capacity: 750 MW, status: operating}
capacity_groups:
  exports: {name: Exports, members: [{line: trunk, between: [field, border-town]}, {line: feed}], capacity: 38 bcm/yr}
demands:
  winter: {name: Winter gas, from: field, to: city, cargo: gas@AA, quantity: 3 bcm/yr}
trains:
  unit: {name: Unit train, gauge: 1435 mm, wagons: 50, gross: 5000 t, payload: 100 TEU}
scenarios:
  built: {name: Trunk built, depart: 2026-06-01, changes: [{open: trunk}, {widen: exports, capacity: 50 bcm/yr}, {ice: severe}]}
";

fn network() -> Network {
    let loaded = load_texts([("tiny.yaml".to_string(), NETWORK.as_bytes().to_vec())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn ask(network: &Network, (from, to): (&str, &str), cargo: &str, edit: impl FnOnce(&mut Query)) -> PlanReport {
    let place = |id| vec![network.places.find(id).expect("a place")];
    let mut query = Query { objective: Objective::Time, ..Query::new(network, place(from), place(to)) };
    query.carry(network, network.cargoes.find(cargo).expect("a cargo"), None);
    edit(&mut query);
    report(network, &query, &plan(network, &query), from, to)
}

/// Kinds of transfers and ids of lines of the best way.
fn legs(report: &PlanReport) -> String {
    let best = report.itineraries.first();
    let name = |leg: &landbridge::report::Leg| leg.kind.map_or(leg.line.clone(), |kind| Some(kind.to_string()));
    best.map_or("none".into(), |way| way.legs.iter().filter_map(name).collect::<Vec<_>>().join(" "))
}

#[test]
fn what_moves_on_what() {
    let network = network();
    for (ends, cargo, expected) in [
        (("field", "city"), "gas", "feed liquefaction regasification send-out"),
        (("field", "refinery"), "gas", "none"),
        (("field", "refinery"), "crude", "oil"),
        (("field", "city"), "crude", "none"),
        (("field", "city"), "container", "none"),
        (("dam", "city"), "power", "wire converter wire"),
        (("dam", "city"), "gas", "none"),
        (("plant-port", "terminal"), "lng", ""),
        // A port that does not say what it handles takes no gas.
        (("plant-port", "harbour"), "lng", "none"),
        (("harbour", "city"), "container", "quay"),
        // Liquefaction leads to sea only, regasification from sea only.
        (("city", "field"), "gas", "none"),
    ] {
        assert_eq!(legs(&ask(&network, ends, cargo, |_| ())), expected, "{cargo} from {} to {}", ends.0, ends.1);
    }
}

#[test]
fn a_cargo_sails_in_its_own_ship() {
    let network = network();
    let ship = |cargo: &str| ask(&network, ("field", "city"), cargo, |_| ()).query.vessel;
    assert_eq!(ship("gas").as_deref(), Some("carrier"));
    assert_eq!(ship("container").as_deref(), Some("ship"));
}

/// Whoever names a ship that does not carry the cargo gets no voyage, wherever the question comes from.
#[test]
fn no_cargo_sails_in_a_ship_that_does_not_carry_it() {
    let network = network();
    let ship = network.vessels.find("ship");
    let report = ask(&network, ("plant-port", "terminal"), "lng", |query| query.vessel = ship);
    assert!(!report.has_route() && !report.refused.is_empty());
}

#[test]
fn a_scenario_builds_the_pipeline_that_competes_with_ships() {
    let network = network();
    let built = network.scenarios.find("built").expect("a scenario");
    let report = ask(&network, ("field", "city"), "gas", |query| query.scenario = Some(built));
    assert_eq!(legs(&report), "trunk border trunk");
    let scenario = &network.scenarios[built];
    assert_eq!(scenario.depart, "2026-06-01".parse().ok());
    assert!(
        matches!(scenario.changes[1], Change::Widen(Capacitated::Group(_), capacity, _) if capacity.to_string() == "50 bcm/yr")
    );
    assert!(matches!(scenario.changes[2], Change::Ice(IceYear::Severe)));
}

#[test]
fn a_season_wins_over_the_whole_year() {
    let network = network();
    let regas = &network.transfers[network.transfers.find("regas").expect("a transfer")];
    let hours = |day: &str| regas.time.on(day.parse::<Day>().expect("a day")).figure.typ.to_string();
    assert_eq!([hours("2026-01-15"), hours("2026-03-01"), hours("2026-12-01")], ["30 h", "20 h", "30 h"]);
    // Who leaves in the last days of winter waits for the shorter handling, if that is earlier.
    let depart = |day: &str| {
        let day = day.parse().expect("a day");
        let report = ask(&network, ("field", "city"), "gas", |query| query.depart = day);
        report.itineraries[0].arrive.clone()
    };
    assert!(depart("2026-02-20") < depart("2026-02-26"));
    assert!(depart("2026-02-26") <= depart("2026-02-27"));
}

#[test]
fn groups_demands_and_trains_are_read() {
    let network = network();
    let group = network.capacity_groups.values().next().expect("a group");
    assert_eq!(group.members.len(), 2);
    let demand = network.demands.values().next().expect("a demand");
    assert_eq!(demand.quantity.periods()[0].figure.typ.to_string(), "3 bcm/yr");
    assert_eq!(demand.cargo.1.map(|country| country.to_string()).as_deref(), Some("AA"));
    let train = network.trains.values().next().expect("a train");
    assert_eq!(train.payload.as_ref().map(|payload| payload.typ.to_string()).as_deref(), Some("100 TEU"));
}

/// A refusal always names a fact, even where no link has ever been.
#[test]
fn nothing_there_is_a_fact_too() {
    let network = network();
    for (ends, cargo, expected) in [
        (("plant-port", "harbour"), "lng", "LB9008 harbour"),
        (("field", "harbour"), "power", "LB9008 field, LB9008 harbour"),
        (("field", "refinery"), "gas", "LB9008 refinery"),
        (("refinery", "harbour"), "container", "LB9008 refinery"),
        (("city", "field"), "gas", "LB9001 trunk"),
        (("terminal", "plant-port"), "lng", "LB9008 terminal, LB9008 plant-port"),
    ] {
        let report = ask(&network, ends, cargo, |_| ());
        assert!(!report.has_route());
        let facts = report.refused.iter().map(|fact| format!("{} {}", fact.code, fact.subject)).collect::<Vec<_>>();
        assert_eq!(facts.join(", "), expected, "{cargo} from {} to {}", ends.0, ends.1);
    }
}
