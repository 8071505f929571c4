//! Capacities of railways that are derived from rules, on networks as written; the formulas alone are tested beside them.
#![cfg(feature = "yaml")]

use landbridge::capacity::derive::{Derived, derived};
use landbridge::load::load_texts;
use landbridge::model::{Key, Network, SectionId};

/// A line of one section with these keys, and one rule with those.
fn network(section: &str, rule: &str) -> Network {
    let text = format!(
        "
network: {{id: t, title: T, summary: S, as_of: 2026-11-01, cargo: coal}}
cargoes: {{coal: {{name: Coal, unit: t, commodities: [coal]}}}}
places:
  a: {{name: A, country: RU, at: 50.0N 100.0E, kind: station}}
  b: {{name: B, country: RU, at: 50.0N 101.0E, kind: station}}
lines:
  line: {{name: Line, mode: rail, gauge: 1520 mm, posts: [{{a: 0 km}}, {{b: 80 km}}], status: operating, {section}}}
capacity_rules: {{rule: {{name: Rule, {rule}}}}}
trains: {{heavy: {{name: Heavy, gauge: 1520 mm, net: {{typ: 5000 t, low: 4000 t, high: 6000 t}}}}, empty: {{name: Unknown, gauge: 1520 mm}}}}
"
    );
    let loaded = load_texts([("one.yaml".to_string(), text.into_bytes())]);
    let messages: Vec<&str> = loaded.diagnostics.iter().map(|problem| problem.message.as_str()).collect();
    loaded.network.unwrap_or_else(|| panic!("the network is wrong: {messages:?}"))
}

fn of(section: &str, rule: &str) -> Option<Derived> {
    derived(&network(section, rule), SectionId::from_index(0))
}

const SINGLE: &str = "reserve: 150 min, usable: 85 %, loops: 20 km, running_speed: 45 km/h, crossing: 3 min";
const DOUBLE: &str = "reserve: 150 min, usable: 64 %, headway: 15 min";

#[test]
fn published_capacities_are_met() {
    let trains = |section, rule| of(section, rule).map(|derived| derived.trains[1]);
    assert_eq!(trains("tracks: 1, capacity_rule: rule", SINGLE), Some(18_480), "Pacific Railway: 18 pairs");
    assert_eq!(trains("tracks: 2, capacity_rule: rule", DOUBLE), Some(55_040), "Zabaikalsk: 55 each way");
    assert_eq!(trains("tracks: 3, capacity_rule: rule", DOUBLE), Some(55_040), "a third track is not counted");
    assert_eq!(trains("tracks: 4, capacity_rule: rule", DOUBLE), Some(110_080));
}

#[test]
fn nothing_is_guessed() {
    for (section, rule) in [
        ("capacity_rule: rule", SINGLE),
        ("tracks: 1", SINGLE),
        ("tracks: 2, capacity_rule: rule", SINGLE),
        ("tracks: 1, capacity_rule: rule", DOUBLE),
        ("tracks: 0, capacity_rule: rule", DOUBLE),
        ("tracks: 1, capacity_rule: rule", "reserve: 150 min, usable: 85 %, loops: 20 km, running_speed: 45 km/h"),
        ("tracks: 1, capacity_rule: rule", "usable: 85 %, loops: 20 km, running_speed: 45 km/h, crossing: 3 min"),
        ("tracks: 2, capacity_rule: rule", "reserve: 150 min, headway: 15 min"),
    ] {
        assert_eq!(of(section, rule), None, "{section}; {rule}");
    }
}

#[test]
fn tonnes_need_a_train_its_load_and_the_share_of_freight() {
    let tonnes = |more: &str| {
        let derived = of("tracks: 2, capacity_rule: rule", &format!("{DOUBLE}, {more}")).expect("trains are derived");
        derived.tonnes
    };
    // 55.04 trains x 80 % x 365 x 5,000 t x 90 %.
    let [low, typ, high] = tonnes("train: heavy, loaded: 90 %, freight: 80 %").expect("tonnes");
    assert_eq!(typ, 72_322_560);
    assert_eq!((low, high), (typ * 4 / 5, typ * 6 / 5), "the load of the train alone is spread");
    // Each of twenty passenger trains takes a path and a half: 25.04 are left.
    let [_, left, _] = tonnes("train: heavy, loaded: 100 %, passenger_trains: 20, removal: 1.5").expect("tonnes");
    assert_eq!(left, 45_698_000);
    // More passenger trains than the line has paths for.
    let [_, none, _] = tonnes("train: heavy, loaded: 100 %, passenger_trains: 60, removal: 1.5").expect("tonnes");
    assert_eq!(none, 0);
    for unknown in [
        "train: heavy, loaded: 90 %",
        "train: heavy, freight: 80 %",
        "loaded: 90 %, freight: 80 %",
        "train: empty, loaded: 90 %, freight: 80 %",
    ] {
        assert_eq!(tonnes(unknown), None, "{unknown}");
    }
}

#[test]
fn the_unfavourable_ends_of_all_figures_make_the_low_value() {
    let spread = "reserve: {low: 120 min, typ: 150 min, high: 180 min}, usable: {low: 80 %, typ: 85 %, high: 90 %}, \
                  loops: {low: 18 km, typ: 20 km, high: 25 km}, running_speed: {low: 40 km/h, typ: 45 km/h, high: 50 km/h}, \
                  crossing: {low: 2 min, typ: 3 min, high: 4 min}, start_stop: {low: 0 min, typ: 0 min, high: 3 min}";
    let [low, typ, high] = of("tracks: 1, capacity_rule: rule", spread).expect("trains").trains;
    let worst =
        "reserve: 180 min, usable: 80 %, loops: 25 km, running_speed: 40 km/h, crossing: 4 min, start_stop: 3 min";
    let best = "reserve: 120 min, usable: 90 %, loops: 18 km, running_speed: 50 km/h, crossing: 2 min";
    let alone = |rule| of("tracks: 1, capacity_rule: rule", rule).expect("trains").trains;
    assert_eq!(alone(worst), [low; 3]);
    assert_eq!(alone(best), [high; 3]);
    assert_eq!(alone(SINGLE), [typ; 3]);
    assert!(low < typ && typ < high);
}
