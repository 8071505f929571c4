//! The one list of what a network tells: no section of the format and no figure is forgotten.

use std::collections::{BTreeMap, BTreeSet};

use landbridge::inventory::{entries, uses};
use landbridge::load::load_texts;
use landbridge::model::Network;

fn every_section() -> Network {
    let text = include_bytes!("networks/every-section.yaml").to_vec();
    let loaded = load_texts([("every-section.yaml".to_string(), text)]);
    let messages: Vec<&str> = loaded.diagnostics.iter().map(|problem| problem.message.as_str()).collect();
    loaded.network.unwrap_or_else(|| panic!("the network is wrong: {messages:?}"))
}

/// Each source of the network is cited by one place in it, and the title says which.
#[test]
fn every_citation_is_found() {
    let network = every_section();
    let listed = entries(&network);
    let used = uses(&listed);
    let not_cited: Vec<&str> =
        network.sources.iter().filter(|(id, _)| !used.contains_key(id)).map(|(_, source)| source.id.as_str()).collect();
    assert_eq!(not_cited, ["left-over", "network-page"], "what the network says of itself is no fact of the world");
    let sections = |source: &str| -> Vec<&str> {
        network.sources.find(source).map(|id| used[&id].iter().map(|key| key.section()).collect()).unwrap_or_default()
    };
    for (source, section) in [
        ("ice-season-page", "places"),
        ("span-page", "lines"),
        ("voltage-page", "lines"),
        ("group-page", "capacity_groups"),
        ("reactance-page", "lines"),
        ("capacity-rule-page", "capacity_rules"),
        ("congestion-page", "congestion"),
        ("hall-page", "transfers"),
        ("storage-page", "storages"),
        ("holding-page", "storages"),
        ("supply-page", "supplies"),
        ("unserved-page", "demands"),
        ("limit-page", "restrictions"),
        ("project-page", "projects"),
        ("tonnage-page", "vessels"),
        ("train-page", "trains"),
        ("cargo-page", "cargoes"),
        ("emission-page", "emission_factors"),
        ("fuel-page", "fuels"),
        ("currency-page", "exchange_rates"),
        ("through-page", "ice_areas"),
        ("demand-page", "demands"),
        ("share-page", "ice_areas"),
        ("tariff-page", "escort_tariffs"),
        ("risk-page", "risk_tables"),
        ("exception-page", "restrictions"),
        ("scenario-page", "scenarios"),
    ] {
        assert_eq!(sections(source), [section], "{source}");
    }
}

#[test]
fn every_section_is_listed_in_order_with_its_figures() {
    let network = every_section();
    let listed = entries(&network);
    assert!(listed.is_sorted_by_key(|entry| entry.key));
    let mut figures: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for entry in &listed {
        figures.entry(entry.key.section()).or_default().extend(entry.figures.iter().map(|figure| figure.key));
    }
    let expected = [
        ("places", "ice_season max_draught"),
        ("operators", "speed"),
        ("lines", "capacity diameter investment losses months reactance speed voltage"),
        ("capacity_groups", "capacity"),
        (
            "capacity_rules",
            "crossing headway loaded loops passenger_trains removal reserve running_speed start_stop usable",
        ),
        ("congestion", "alpha beta"),
        ("lanes", "depth"),
        ("passages", "max_draught time"),
        ("transfers", "capacity cost investment losses time"),
        ("storages", "amount cost emptying filling"),
        ("vessels", "beam consumption draught gross_tonnage length payload speed"),
        ("trains", "gross payload wagons"),
        ("cargoes", "density mass value_of_time"),
        ("rates", "price"),
        ("emission_factors", "ttw wtw"),
        ("fuels", "ttw wtw"),
        ("exchange_rates", "per_usd"),
        ("supplies", "cost months quantity"),
        ("demands", "quantity unserved"),
        ("ice_areas", "escort_share through"),
        ("escort_tariffs", ""),
        ("risk_tables", ""),
        ("admissions", ""),
        ("restrictions", "delay exceptions limit"),
        ("scenarios", ""),
        ("projects", "investment"),
    ];
    let expected: BTreeMap<&str, BTreeSet<&str>> =
        expected.into_iter().map(|(section, keys)| (section, keys.split_whitespace().collect())).collect();
    assert_eq!(figures, expected);
}

#[test]
fn figures_know_their_sections_numbers_and_days() {
    let network = every_section();
    let listed = entries(&network);
    let pipe = listed.iter().find(|entry| entry.id == "pipe").unwrap();
    let figure = |key: &'static str| pipe.figures.iter().filter(move |figure| figure.key == key);
    let sections: Vec<usize> = figure("diameter").map(|figure| figure.sections.len()).collect();
    assert_eq!(sections, [1, 1], "the span has a pipe of its own");
    let speed = figure("speed").next().unwrap();
    let numbers = speed.periods[0].figure.unwrap();
    assert_eq!((numbers.numbers(), numbers.unit().as_ref()), ([300.0, 600.0, 900.0], "km/day"));
    assert_eq!(numbers.spread(), Some(3.0));
    assert_eq!(speed.periods[0].note, Some("two pages differ"));
    assert!(figure("capacity").all(|figure| figure.stands_in_on(network.meta.as_of)), "it ended in 2025");
    assert!(!speed.stands_in_on(network.meta.as_of));
    assert_eq!(pipe.histories[0].history.gaps(), [(0, 1)]);
}
