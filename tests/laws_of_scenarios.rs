//! On the built-in network: what opens or is lifted never worsens the best way, what closes never betters it.
#![cfg(feature = "cli")]

use landbridge::embedded::NETWORK;
use landbridge::load::load_texts;
use landbridge::model::{Network, Objective};
use landbridge::route::{Planner, Query};

const PAIRS: [(&str, &str); 6] = [
    ("busan", "duisburg"),
    ("seoul", "vladivostok"),
    ("shanghai", "moscow"),
    ("vladivostok", "warsaw"),
    ("ulaanbaatar", "tokyo"),
    ("rotterdam", "yokohama"),
];

fn flagship() -> Network {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

/// The value of the best way of each pair by time and by distance; `u64::MAX` where there is none.
fn values(network: &Network, planner: &Planner<'_>, scenario: Option<&str>) -> Vec<u64> {
    let places = |name: &str| network.find_places(name).expect("a place");
    let scenario = scenario.map(|id| network.scenarios.find(id).expect("a scenario"));
    let mut values = Vec::new();
    for (from, to) in PAIRS {
        for objective in [Objective::Time, Objective::Distance] {
            let query = Query {
                objective,
                scenario,
                alternatives: 1,
                depart: "2026-06-01".parse().expect("a day"),
                ..Query::new(network, places(from), places(to))
            };
            values.push(planner.plan(&query).routes.first().map_or(u64::MAX, |route| route.value));
        }
    }
    values
}

#[test]
fn opening_and_lifting_never_worsen_and_closing_never_betters() {
    let network = flagship();
    let planner = Planner::new(&network);
    let base = values(&network, &planner, None);
    assert!(base.iter().filter(|value| **value < u64::MAX).count() >= 8, "{base:?}");
    for opens in ["all-proposed-built", "all-restrictions-lifted", "inter-korean-reopened"] {
        let opened = values(&network, &planner, Some(opens));
        assert!(opened.iter().zip(&base).all(|(opened, base)| opened <= base), "{opens}: {opened:?} {base:?}");
    }
    let mut worse = 0;
    for closes in ["russia-transit-closed", "red-sea-closed", "poland-belarus-closed"] {
        let closed = values(&network, &planner, Some(closes));
        assert!(closed.iter().zip(&base).all(|(closed, base)| closed >= base), "{closes}: {closed:?} {base:?}");
        worse += closed.iter().zip(&base).filter(|(closed, base)| closed > base).count();
    }
    assert!(worse > 0, "closing something hurts somebody");
}
