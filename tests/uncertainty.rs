//! Bands, odds and ice years: against convolution by hand, by laws, and on the flagship.
#![cfg(feature = "cli")]

use std::path::Path;
use std::sync::LazyLock;

use landbridge::calendar::Day;
use landbridge::distribution::{Deviation, WHOLE};
use landbridge::graph::Spread;
use landbridge::load::{load_path, load_texts};
use landbridge::model::{Key, Mode, Named, Network, Table};
use landbridge::report::{Itinerary, PlanReport, report};
use landbridge::route::uncertainty::{Draws, Forecast, Method, forecasts};
use landbridge::route::{Query, plan};
use landbridge::testing::strategies::{Dates, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

static FLAGSHIP: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

const HEAD: &str = "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: container, vessel: ship}
cargoes: {container: {name: Containers, unit: FEU, contents: unknown}}
vessels: {ship: {name: Ship, ice_class: none, draught: 9 m, speed: 10 kn, ice_speeds: [10 kn, 5 kn, 2 kn, 0 kn]}}
places:
  a: {name: A, country: AA, at: 40N 10E, kind: station}
  b: {name: B, country: AA, at: 40N 11E, kind: station}
  c: {name: C, country: BB, at: 40N 12E, kind: station}
";

/// a ==150 to 250 km/day, 100 km== b; crossing at b of 10, 20 or 60 h; b ==100 km/day, 100 km== c
const BORDER: &str = "
lines:
  one: {name: One, mode: rail, gauge: 1520 mm, posts: [{a: 0 km}, {b: 100 km}], status: operating,
    speed: {typ: 200 km/day, low: 150 km/day, high: 250 km/day}}
  two: {name: Two, mode: rail, gauge: 1520 mm, posts: [{b: 0 km}, {c: 100 km}], status: TWO, speed: 100 km/day}
transfers:
  crossing: {at: b, kind: border, countries: [AA, BB], time: {typ: 20 h, low: 10 h, high: 60 h}, status: operating}
";

fn tiny(body: &str) -> Network {
    let loaded = load_texts([("tiny.yaml".to_string(), format!("{HEAD}{body}").into_bytes())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn find<K: Key, T: Named>(table: &Table<K, T>, id: &str) -> K {
    table.find(id).unwrap_or_else(|| panic!("no `{id}`"))
}

fn query(network: &Network, from: &str, to: &str) -> Query {
    Query::new(network, vec![find(&network.places, from)], vec![find(&network.places, to)])
}

fn only_forecast(network: &Network, query: &Query) -> Forecast {
    let answer = plan(network, query);
    let mut found = forecasts(network, query, &answer);
    assert!(!found.is_empty(), "there is a way");
    found.remove(0)
}

fn told(network: &Network, query: &Query) -> PlanReport {
    report(network, query, &plan(network, query), "from", "to")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// From Rotterdam to Yokohama by sea.
fn by_sea(vessel: &str, depart: &str) -> Query {
    let network = &*FLAGSHIP;
    let places = |name: &str| network.find_places(name).expect("a place");
    Query {
        vessel: Some(find(&network.vessels, vessel)),
        depart: day(depart),
        modes: vec![Mode::Sea],
        alternatives: 2,
        ..Query::new(network, places("rotterdam"), places("yokohama"))
    }
}

#[test]
fn one_leg_has_exactly_its_own_quantiles() {
    let network = tiny(&BORDER.replace("TWO", "operating"));
    let forecast = only_forecast(&network, &query(&network, "a", "b"));
    // 100 km at 250, 200 and 150 km a day.
    assert_eq!((forecast.method, forecast.time), (Method::Exact, Spread { low: 576, typ: 720, high: 960 }));
    assert_eq!(forecast.time, forecast.time_bound);
}

/// Quantiles of the sum of two independent figures, by adding every value of one to every value of the other.
fn convolved(one: Spread<i64>, other: Spread<i64>) -> Spread<i64> {
    let values = |figure: Spread<i64>| -> Vec<i64> {
        let deviation = Deviation::of(figure);
        (0..1000).map(|step| figure.typ + deviation.at(step * (WHOLE / 1000) + WHOLE / 2000)).collect()
    };
    let (one, other) = (values(one), values(other));
    let mut sums: Vec<i64> = one.iter().flat_map(|a| other.iter().map(move |b| a + b)).collect();
    sums.sort_unstable();
    let at = |percent: usize| sums[sums.len() * percent / 100];
    Spread { low: at(10), typ: at(50), high: at(90) }
}

#[test]
fn two_legs_are_as_spread_as_their_convolution() {
    let network = tiny(&BORDER.replace("TWO", "operating"));
    let forecast = only_forecast(&network, &query(&network, "a", "c"));
    let hours = |low: i64, typ: i64, high: i64| Spread { low: low * 60, typ: typ * 60, high: high * 60 };
    let mut expected = convolved(Spread { low: 576, typ: 720, high: 960 }, hours(10, 20, 60));
    for value in [&mut expected.low, &mut expected.typ, &mut expected.high] {
        *value += 1440;
    }
    assert_eq!(forecast.method, Method::Drawn);
    for (drawn, exact) in
        [(forecast.time.low, expected.low), (forecast.time.typ, expected.typ), (forecast.time.high, expected.high)]
    {
        // Three standard errors of a quantile of 10,000 draws are about 1 % of the rank, here less than 60 minutes.
        assert!((i64::from(drawn) - exact).abs() <= 60, "drawn {drawn}, convolved {exact}");
    }
    let bound = Spread { low: 576 + 600 + 1440, typ: 720 + 1200 + 1440, high: 960 + 3600 + 1440 };
    assert_eq!(forecast.time_bound, bound, "sums of the quantiles of the legs");
    assert!(bound.low < forecast.time.low && forecast.time.high < bound.high, "they are not late together");
}

#[test]
fn who_is_late_misses_the_season() {
    // Typically the cargo is at the crossing's far side after 32 h; the second line closes after 48 h for ten days.
    let status = "[{until: 2026-03-03, state: operating}, {from: 2026-03-03, until: 2026-03-13, state: closed}, \
                  {from: 2026-03-13, state: operating}]";
    let network = tiny(&BORDER.replace("TWO", status));
    let forecast = only_forecast(&network, &query(&network, "a", "c"));
    assert_eq!(forecast.time_bound.typ, 720 + 1200 + 1440);
    assert_eq!(forecast.time.high, 12 * 1440 + 1440, "more than one in ten waits for the 13th");
    assert!(forecast.time.typ < 5 * 1440);
}

#[test]
fn odds_grow_with_the_date() {
    let network = tiny(&BORDER.replace("TWO", "operating"));
    let mut last = 0;
    let mut all = Vec::new();
    for days in 0..9 {
        let arrive_by = Some(day("2026-03-01").plus(days));
        let in_time = only_forecast(&network, &Query { arrive_by, ..query(&network, "a", "c") }).in_time.expect("odds");
        assert!(in_time >= last, "day {days}: {in_time} after {last}");
        last = in_time;
        all.push(in_time);
    }
    assert_eq!((all[0], all[8]), (0, 10_000), "{all:?}");
    // By the end of the 3rd, 72 h: 48 h typical before the border's and the line's own spread; more likely than not.
    assert!((5000..10_000).contains(&all[2]), "{all:?}");
}

#[test]
fn same_seed_same_band_whatever_the_threads() {
    let network = &*FLAGSHIP;
    let ask = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let draws = Draws { samples: 3000, seed };
        pool.install(|| {
            let record = told(network, &Query { draws, ..by_sea("arc4", "2026-09-01") });
            serde_json::to_string(&record).expect("JSON")
        })
    };
    let one = ask(1, 7);
    assert_eq!(one, ask(2, 7));
    assert_ne!(one, ask(1, 8));
}

/// Laws that hold for every itinerary.
fn is_sound(way: &Itinerary) {
    let (hours, bound) = (way.hours, way.hours_bound);
    assert!(hours.p10 <= hours.p50 && hours.p50 <= hours.p90, "{}: {hours:?}", way.corridor);
    assert!((hours.p50 - bound.p50).abs() < 0.11, "{}", way.corridor);
    let legs: f64 = way.legs.iter().map(|leg| leg.hours.expect("hours").p50 + leg.wait_hours).sum();
    #[allow(clippy::cast_precision_loss)]
    let rounding = 0.1 * (way.legs.len() + 1) as f64;
    assert!((legs - hours.p50).abs() <= rounding, "{}: legs {legs}, total {}", way.corridor, hours.p50);
    let cost = way.cost_usd.zip(way.cost_bound_usd);
    assert!(cost.is_none_or(|(cost, bound)| bound.p10 - 0.02 <= cost.p10 && cost.p90 <= bound.p90 + 0.02));
    if way.ice_years.is_empty() {
        assert!(bound.p10 <= hours.p10 + 0.1 && hours.p90 <= bound.p90 + 0.1, "{}: {hours:?} {bound:?}", way.corridor);
    }
    let years: Vec<f64> = way.ice_years.iter().map(|year| year.hours.unwrap_or(f64::MAX)).collect();
    assert!(years.is_sorted(), "{}: mild, normal, severe {years:?}", way.corridor);
}

#[test]
fn the_flagships_bands_lie_within_their_bounds() {
    let network = &*FLAGSHIP;
    let places = |name: &str| network.find_places(name).expect("a place");
    let draws = Draws { samples: 2000, seed: 1 };
    for (from, to) in [("busan", "duisburg"), ("seoul", "moscow"), ("tokyo", "hamburg"), ("vladivostok", "almaty")] {
        for depart in ["2026-03-01", "2026-11-01"] {
            let query = Query { draws, depart: day(depart), ..Query::new(network, places(from), places(to)) };
            let record = told(network, &query);
            assert!(record.has_route(), "{from} to {to}");
            record.itineraries.iter().for_each(is_sound);
        }
    }
}

#[test]
fn a_severe_year_takes_no_less_than_a_normal_one() {
    for depart in ["2026-01-15", "2026-04-01", "2026-07-01", "2026-10-15"] {
        for vessel in ["arc4", "ice1", "arc7"] {
            let record = told(&FLAGSHIP, &Query { draws: Draws { samples: 500, seed: 1 }, ..by_sea(vessel, depart) });
            record.itineraries.iter().for_each(is_sound);
        }
    }
}

#[test]
fn a_scenario_of_one_kind_of_year_shows_that_year() {
    let network = &*FLAGSHIP;
    let fixed = network.scenarios.iter().find(|(_, scenario)| {
        scenario.changes.iter().any(|change| matches!(change, landbridge::model::Change::Ice(_)))
    });
    let (id, _) = fixed.expect("the flagship asks about a kind of year");
    let query = Query { scenario: Some(id), ..by_sea("arc4", "2026-09-01") };
    let record = told(network, &query);
    for way in &record.itineraries {
        assert!(way.ice_years.len() <= 1, "{:?}", way.ice_years);
        assert!(
            (way.hours.p50 - way.ice_years.first().and_then(|year| year.hours).unwrap_or(way.hours.p50)).abs() < 0.11
        );
    }
    assert!(record.itineraries.iter().any(|way| way.ice_years.len() == 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, rng_seed: RngSeed::Fixed(20_261_124), failure_persistence: None,
        ..ProptestConfig::default() })]

    /// Where no date matters all early together and all late together are the sums of the legs' quantiles, and the median
    /// is that of no draw: typical values.
    #[test]
    fn bounds_are_sums_of_quantiles_and_hold_the_typical_value(
        spec in networks(Dates::Fixed), question in queries(Dates::Fixed),
    ) {
        let network = spec.network();
        let query = Query { draws: Draws { samples: 300, seed: 1 }, ..question.on(&network) };
        for way in told(&network, &query).itineraries {
            // Each number is rounded by itself.
            #[allow(clippy::cast_precision_loss)]
            let unit = 0.06 * (way.legs.len() + 2) as f64;
            let sum = |quantile: fn(landbridge::report::Quantiles) -> f64| -> f64 {
                way.legs.iter().map(|leg| leg.hours.map_or(0.0, quantile) + leg.wait_hours).sum()
            };
            let bound = way.hours_bound;
            prop_assert!((sum(|hours| hours.p10) - bound.p10).abs() <= unit, "{:?}\n{}", bound, spec.yaml());
            prop_assert!((sum(|hours| hours.p50) - way.hours.p50).abs() <= unit, "{:?}\n{}", way.hours, spec.yaml());
            prop_assert!((sum(|hours| hours.p90) - bound.p90).abs() <= unit, "{:?}\n{}", bound, spec.yaml());
            prop_assert!(bound.p10 <= way.hours.p10 + unit && way.hours.p90 <= bound.p90 + unit, "{:?} {:?}\n{}", way.hours, bound, spec.yaml());
        }
    }
}
