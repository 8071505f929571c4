//! What files say for the capacity planner, as the model has it.
#![cfg(feature = "yaml")]

use landbridge::load::load_texts;
use landbridge::model::{Mode, Network};
use landbridge::restrictions::Step;

const TEXT: &str = "
network: {id: t, title: T, summary: S, as_of: 2026-11-01, cargo: box}
cargoes:
  box: {name: Boxes, unit: FEU, contents: unknown}
  coal: {name: Coal, unit: t, commodities: [coal]}
  oil: {name: Oil, unit: t, commodities: [oil], density: 850 kg/m3}
places:
  a: {name: A, country: RU, at: 50.0N 100.0E, kind: station}
  b: {name: B, country: RU, at: 50.0N 101.0E, kind: port}
lines:
  old: {name: Old, mode: rail, gauge: 1520 mm, posts: [{a: 0 km}, {b: 80 km}], status: operating, capacity: 20 trains/day,
    months: [50 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 120 %]}
  new: {name: New, mode: rail, gauge: 1520 mm, posts: [{a: 0 km}, {b: 79 km}], status: proposed, capacity: 20 trains/day, shared: false,
    investment: {typ: 2 bn USD, high: 3 bn USD}}
  more: {name: More, mode: rail, gauge: 1520 mm, posts: [{a: 0 km}, {b: 78 km}], status: proposed, capacity: 20 Mt/yr}
transfers:
  pier: {at: b, kind: port, commodities_not: [coal], time: 24 h, capacity: 4 Mt/yr, status: operating, investment: 500 M USD}
  one-way: {at: b, kind: port, time: 24 h, capacity: 4 Mt/yr, shared: false, status: operating}
capacity_groups:
  all: {name: All, members: [{line: old}, {line: new}], capacity: 30 Mt/yr}
restrictions:
  words: {name: W, effect: quota, match: {commodities: [oil]}, quota: half of last year's, limit: 5 Mt/yr}
  amounts: {name: A, effect: quota, match: {commodities: [oil]}, limit: [{until: 2018, typ: 500000 bbl/quarter}, {from: 2018, typ: 525000 t/yr}]}
  always: {name: L, effect: quota, match: {commodities: [oil]}, limit: 0.5 Mt/month}
projects:
  own: {name: Own, changes: [{open: new}], investment: 1 bn USD}
  parts: {name: Parts, changes: [{open: new}, {open: pier}, {widen: all, capacity: 60 Mt/yr}]}
  unknown: {name: Unknown, changes: [{open: more}]}
";

fn network() -> Network {
    let loaded = load_texts([("one.yaml".to_string(), TEXT.as_bytes().to_vec())]);
    let messages: Vec<&str> = loaded.diagnostics.iter().map(|problem| problem.message.as_str()).collect();
    loaded.network.unwrap_or_else(|| panic!("the network is wrong: {messages:?}"))
}

#[test]
fn a_transfer_refuses_what_it_does_not_handle_and_nothing_else() {
    let network = network();
    let handles = |transfer: &str, cargo: &str| {
        let transfer = network.transfers.find(transfer).expect("a transfer");
        let cargo = &network.cargoes[network.cargoes.find(cargo).expect("a cargo")];
        Step::Undergo { transfer, crossing: None, mode: Mode::Rail, at_end: false }.carries(&network, cargo)
    };
    assert!(!handles("pier", "coal"));
    assert!(handles("pier", "box"), "what is in a box is not known, so it is not known to be coal");
    assert!(handles("pier", "oil") && handles("one-way", "coal"));
}

#[test]
fn a_unit_decides_on_directions_where_the_author_does_not() {
    let network = network();
    let line = |id: &str| {
        let section = &network.sections[network.lines[network.lines.find(id).expect("a line")].sections[0]];
        section.shares_directions(section.capacity.as_ref().expect("a capacity").on(network.meta.as_of).figure.typ)
    };
    assert!(line("old"), "trains a day are counted in both directions");
    assert!(!line("new"), "the author says otherwise");
    assert!(!line("more"), "tonnes a year are those of one direction");
    let transfer = |id: &str| network.transfers[network.transfers.find(id).expect("a transfer")].shares_directions();
    assert!(transfer("pier") && !transfer("one-way"));
}

#[test]
fn months_are_counted_from_one() {
    let network = network();
    let old = &network.sections[network.lines[network.lines.find("old").expect("a line")].sections[0]];
    let months = old.months.expect("months");
    let shares: Vec<u64> = [0, 1, 2, 12, 13].map(|month| months.share(month).parts()).to_vec();
    assert_eq!(shares, [0, 500_000, 1_000_000, 1_200_000, 0]);
}

#[test]
fn a_quota_is_told_in_the_words_of_its_author_else_as_amounts() {
    let network = network();
    let told = |id: &str| network.restrictions[network.restrictions.find(id).expect("a rule")].allowance();
    assert_eq!(told("words").as_deref(), Some("half of last year's"));
    assert_eq!(told("amounts").as_deref(), Some("500,000 bbl/quarter until 2018, 525,000 t/yr since 2018"));
    assert_eq!(told("always").as_deref(), Some("500,000 t/month"));
}

#[test]
fn a_project_costs_what_it_says_else_what_it_opens() {
    let network = network();
    let cost = |id: &str| network.projects[network.projects.find(id).expect("a project")].cost(&network);
    assert_eq!(cost("own"), Some([1_000_000; 3]));
    assert_eq!(cost("parts"), Some([2_500_000, 2_500_000, 3_500_000]));
    assert_eq!(cost("unknown"), None);
}
