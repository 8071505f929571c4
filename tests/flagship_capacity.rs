//! How much can pass on the flagship network: what is published must come out.
#![cfg(feature = "cli")]

use std::path::Path;
use std::sync::LazyLock;

use landbridge::calendar::Day;
use landbridge::capacity::{Amount, Cut, FlowQuery, Found, Limiting, Period, Timing, Wanted, cut};
use landbridge::graph::Structure;
use landbridge::load::load_path;
use landbridge::model::{Mode, Network, PlaceId, PlaceKind};
use landbridge::report::flow::limit_key;

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});
static STRUCTURE: LazyLock<Structure> = LazyLock::new(|| Structure::build(&NETWORK));

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn places(names: &[&str]) -> Vec<PlaceId> {
    names.iter().flat_map(|name| NETWORK.find_places(name).expect("a place")).collect()
}

/// A question for as much as can pass in a year like `on`.
fn query(from: Vec<PlaceId>, to: Vec<PlaceId>, cargo: &str, on: &str) -> FlowQuery {
    let (cargo, origin) = cargo.split_once('@').map_or((cargo, None), |(cargo, origin)| (cargo, Some(origin)));
    let mut query = FlowQuery::new(&NETWORK);
    query.period = Period::AsOn(day(on));
    query.wanted.push(Wanted {
        id: "cut".into(),
        origin: from,
        destination: to,
        cargo: NETWORK.cargoes.find(cargo).expect("a cargo"),
        cargo_origin: origin.map(|code| code.parse().expect("a country")),
        amount: Amount::AsMuchAsCanPass,
        timing: Timing::Ready,
    });
    query
}

fn answer(query: &FlowQuery) -> Cut<'static> {
    cut(&NETWORK, &STRUCTURE, query).expect("an answer")
}

fn limited<'c>(cut: &'c Cut<'static>) -> &'c Limiting {
    match &cut.found {
        Found::Limited(limiting) => limiting,
        other => panic!("not limited: {other:?}"),
    }
}

fn keys(cut: &Cut<'static>, of: &[u32]) -> Vec<String> {
    of.iter().map(|limit| limit_key(&cut.model, *limit as usize)).collect()
}

/// The Eastern Polygon is what binds between Siberia and the ports and borders of the Far East, at each published step.
/// By rail through Russia: the sea round the world and the railways of its neighbours are other ways to the same ports.
#[test]
fn the_eastern_polygon_binds_at_each_of_its_steps() {
    let taishet = places(&["taishet"]);
    let east_of = NETWORK.places[taishet[0]].at.longitude;
    let is_exit = |kind| matches!(kind, PlaceKind::Port | PlaceKind::Border);
    let russian = |code: &str| code == "RU";
    let exits: Vec<PlaceId> = NETWORK
        .places
        .iter()
        .filter(|(_, place)| is_exit(place.kind) && place.country.is_some_and(|country| russian(country.code())))
        .filter(|(_, place)| place.at.longitude > east_of || place.at.longitude < -160.0)
        .map(|(id, _)| id)
        .collect();
    assert!(exits.len() > 15, "{} ports and borders", exits.len());
    for (on, megatonnes) in [("2021-07-01", 144.0), ("2023-07-01", 158.0), ("2024-07-01", 173.0), ("2025-07-01", 180.0)]
    {
        let mut query = query(taishet.clone(), exits.clone(), "coal@RU", on);
        query.modes = vec![Mode::Rail];
        query.avoid = ["KZ", "MN", "CN"].map(|country| NETWORK.find_spot(country).expect("a country")).to_vec();
        let cut = answer(&query);
        let found = limited(&cut);
        assert!((found.bottleneck.most / 1e6 - megatonnes).abs() < 1e-6, "{on}: {}", found.bottleneck.most);
        let every = keys(&cut, &found.bottleneck.in_every);
        assert!(every.len() == 1 && every[0].starts_with("eastern-polygon"), "{every:?}");
        assert!((found.worth[0].gain / 1e6 - 1.0).abs() < 1e-6, "one Mt more of it lets one Mt more pass");
    }
}

/// Russian coal that goes to sea at Rajin is cut by the pier, which takes 4 Mt a year as published; the line brings 5.
#[test]
fn coal_through_rajin_is_cut_by_the_pier() {
    let mut query = query(places(&["khasan"]), places(&["pohang"]), "coal@RU", "2026-11-01");
    query.scenario = NETWORK.scenarios.find("rajin-khasan-trials");
    // Neither back into Russia nor on to another port of the North.
    let others = ["baranovsky-khasan", "hambuk-line", "pyongra-line", "sonbong-port"];
    query.avoid = others.map(|name| NETWORK.find_spot(name).expect("something on the map")).to_vec();
    let cut = answer(&query);
    let found = limited(&cut);
    assert!((found.bottleneck.most / 1e6 - 4.0).abs() < 1e-6, "{}", found.bottleneck.most);
    assert_eq!(keys(&cut, &found.bottleneck.in_every), ["rajin-pier-3"]);
    let then = found.then.as_ref().and_then(|then| then.most).expect("the line binds next");
    assert!((then / 1e6 - 5.0).abs() < 1e-6, "{then}");
}

/// Opening something never lets less pass, and each of these scenarios opens a way where there was none or adds one.
#[test]
fn what_opens_never_lessens_and_says_what_then_binds() {
    for (from, to, cargo, scenario, allow) in [
        ("seoul", "khasan", "container", "inter-korean-reopened", vec!["kr-may24", "kr-may24-crossing"]),
        ("vladivostok", "seoul", "gas@RU", "gas-line-built", vec![]),
        ("khasan", "rajin", "container", "tumen-road-bridge", vec![]),
    ] {
        let mut query = query(places(&[from]), places(&[to]), cargo, "2026-11-01");
        query.allow = allow.iter().map(|rule| NETWORK.restrictions.find(rule).expect("a rule")).collect();
        let base = answer(&query);
        query.scenario = NETWORK.scenarios.find(scenario);
        assert!(query.scenario.is_some(), "{scenario}");
        let opened = answer(&query);
        let most = |cut: &Cut<'static>| match &cut.found {
            Found::NotJoined => 0.0,
            Found::NotLimited(_) => f64::INFINITY,
            Found::Limited(limiting) => limiting.bottleneck.most,
        };
        assert!(most(&opened) >= most(&base), "{scenario}: {} and {}", most(&base), most(&opened));
    }
}
