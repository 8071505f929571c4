//! What the flagship network must answer, with the published figure, its tolerance, its source and the day it was read.
#![cfg(feature = "cli")]

use std::path::Path;
use std::sync::LazyLock;

use landbridge::load::load_path;
use landbridge::model::{Key, Mode, Named, Network, Objective, Table};
use landbridge::report::{FactRecord, Itinerary, Leg, PlanReport, report};
use landbridge::route::{Planner, Query, plan};

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

const KM_PER_NAUTICAL_MILE: f64 = 1.852;

/// A published length of a way.
struct Golden {
    what: &'static str,
    km: f64,
    percent: f64,
    source: &'static str,
    read: &'static str,
}

const BY_CHITA: Golden = Golden {
    what: "Moscow - Chita - Khabarovsk - Vladivostok",
    km: 9259.0,
    percent: 1.0,
    source: "transsib.eyand.de, by land.md R02",
    read: "2026-11-24, in the reference",
};
const BY_MANCHURIA: Golden = Golden {
    what: "Moscow - Zabaikalsk - Suifenhe - Vladivostok",
    km: 8348.0,
    percent: 1.0,
    source: "measured on its posts, land.md TRAP 1",
    read: "2026-11-24, in the reference",
};
const BY_NSR: Golden = Golden {
    what: "Rotterdam - Yokohama by the Northern Sea Route",
    km: 7345.0 * KM_PER_NAUTICAL_MILE,
    percent: 6.0,
    source: "maritime.md R02, Acentury 2023-12 (Rosatom)",
    read: "2026-11-24, in the reference",
};
const BY_SUEZ: Golden = Golden {
    what: "Rotterdam - Yokohama by Suez",
    km: 11_205.0 * KM_PER_NAUTICAL_MILE,
    percent: 3.0,
    source: "maritime.md R01, Acentury 2023-12 (Rosatom)",
    read: "2026-11-24, in the reference",
};

impl Golden {
    fn fits(&self, km: f64) -> bool {
        (km / self.km - 1.0).abs() * 100.0 <= self.percent
    }

    fn check(&self, km: f64) {
        let Self { what, km: golden, percent, source, read } = self;
        assert!(self.fits(km), "{what}: {km:.0} km, not {golden:.0} ±{percent} % ({source}, read {read})");
    }
}

fn find<K: Key, T: Named>(table: &Table<K, T>, id: &str) -> K {
    table.find(id).unwrap_or_else(|| panic!("no `{id}`"))
}

fn ask(from: &str, to: &str, depart: &str, change: impl FnOnce(&Network, &mut Query)) -> PlanReport {
    let network = &*NETWORK;
    let places = |name: &str| network.find_places(name).unwrap_or_else(|error| panic!("{error}"));
    let mut query = Query::new(network, places(from), places(to));
    query.depart = depart.parse().expect("a day");
    change(network, &mut query);
    report(network, &query, &plan(network, &query), from, to)
}

fn by_rail(objective: Objective, via: &[&str]) -> PlanReport {
    ask("moscow", "vladivostok", "2026-11-01", |network, query| {
        query.modes = vec![Mode::Rail];
        query.objective = objective;
        query.via = via.iter().map(|name| network.find_spot(name).expect("a spot")).collect();
    })
}

fn best(report: &PlanReport) -> &Itinerary {
    report.itineraries.first().unwrap_or_else(|| panic!("no way: {:#?}", report.refused))
}

fn passes(way: &Itinerary, place: &str) -> bool {
    way.legs.iter().any(|leg| leg.places.iter().any(|passed| passed == place))
}

fn has_flag(way: &Itinerary, code: &str) -> bool {
    way.flags.iter().any(|flag| flag.code.0 == code)
}

fn sailed(way: &Itinerary) -> f64 {
    way.legs.iter().filter(|leg| leg.mode == "sea").map(|leg| leg.distance_km).sum()
}

// Moscow - Vladivostok.

#[test]
fn trans_siberian_by_its_posts() {
    let report = by_rail(Objective::Distance, &["chita", "khabarovsk"]);
    BY_CHITA.check(best(&report).distance_km);
    assert_eq!((best(&report).borders, best(&report).gauge_breaks), (0, 0));
}

#[test]
fn manchuria_is_shorter_and_the_answer_says_by_how_much() {
    let report = by_rail(Objective::Distance, &[]);
    let way = best(&report);
    BY_MANCHURIA.check(way.distance_km);
    assert!(passes(way, "zabaikalsk") && passes(way, "suifenhe") && passes(way, "grodekovo"));
    assert_eq!((way.borders, way.gauge_breaks), (2, 2));
    let note = report.notes.iter().find(|note| note.contains("stays in Russia"));
    let note = note.unwrap_or_else(|| panic!("{:?}", report.notes));
    let domestic = by_rail_at_home();
    let shorter = format!("{:.0} km shorter", domestic - way.distance_km);
    assert!(note.contains(&shorter) && note.contains("China"), "{shorter}: {note}");
}

/// The shortest way that crosses no border.
fn by_rail_at_home() -> f64 {
    let report = ask("moscow", "vladivostok", "2026-11-01", |network, query| {
        query.modes = vec![Mode::Rail];
        query.objective = Objective::Distance;
        query.avoid = ["CN", "MN", "KZ"].map(|country| network.find_spot(country).expect("a country")).to_vec();
    });
    assert_eq!(best(&report).borders, 0);
    best(&report).distance_km
}

#[test]
fn by_time_and_by_cost_it_stays_on_one_gauge() {
    for objective in [Objective::Time, Objective::Cost] {
        let report = by_rail(objective, &[]);
        assert_eq!((best(&report).borders, best(&report).gauge_breaks), (0, 0), "by {}", objective.word());
    }
}

// Busan - Duisburg.

#[test]
fn busan_to_duisburg_by_rail_and_by_sea() {
    let report = ask("busan", "duisburg", "2026-03-01", |_, _| {});
    let ways = &report.itineraries;
    let share = |way: &Itinerary| sailed(way) / way.distance_km;
    assert!(ways.iter().any(|way| share(way) < 0.3), "none by rail: {:?}", corridors(ways));
    assert!(ways.iter().any(|way| share(way) > 0.7), "none by sea: {:?}", corridors(ways));
    for (index, way) in ways.iter().enumerate() {
        assert!(way.hours.p10 < way.hours.p50 && way.hours.p50 < way.hours.p90, "{:?}", way.hours);
        assert!(way.cost_usd.is_some());
        assert!(way.borders >= 1);
        assert_eq!(way.gauge_breaks > 0, way.legs.iter().any(|leg| leg.kind == Some("gauge_change")));
        let parts = way.breakdown_hours;
        let told = parts.rail + parts.road + parts.sea + parts.other;
        let stops = parts.border + parts.gauge_change + parts.port + parts.wait;
        assert!((told + stops - way.hours.p50).abs() < 2.0, "{parts:?} for {:?}", way.hours);
        assert_eq!(way.differs.is_empty(), index == 0, "{}", way.differs);
        assert!(way.legs.iter().all(is_sourced), "{:#?}", way.legs);
    }
}

fn corridors(ways: &[Itinerary]) -> Vec<&str> {
    ways.iter().map(|way| way.corridor.as_str()).collect()
}

fn is_sourced(leg: &Leg) -> bool {
    !leg.sources.is_empty() && leg.hours.is_some() && leg.cost_usd.is_some()
}

// Rotterdam - Yokohama. Who names a ship between two ports asks the command line for its voyage.

fn voyages(vessel: &str, depart: &str, objective: Objective, alternatives: usize) -> PlanReport {
    ask("rotterdam", "yokohama", depart, |network, query| {
        query.vessel = Some(find(&network.vessels, vessel));
        query.modes = vec![Mode::Sea];
        query.objective = objective;
        query.alternatives = alternatives;
    })
}

fn is_arctic(way: &Itinerary) -> bool {
    let network = &*NETWORK;
    let lanes = way.legs.iter().flat_map(|leg| &leg.lanes);
    lanes
        .filter_map(|lane| network.lanes.find(lane))
        .any(|lane| network.lanes[lane].admission.iter().any(|regime| regime == "nsr"))
}

#[test]
fn the_northern_sea_route_and_suez_in_september() {
    for vessel in ["arc4", "ice1"] {
        for objective in [Objective::Time, Objective::Distance] {
            let report = voyages(vessel, "2026-09-01", objective, 5);
            let fits = |golden: &Golden, arctic| {
                let ways = report.itineraries.iter();
                let kms: Vec<f64> = ways.filter(|way| is_arctic(way) == arctic).map(|way| way.distance_km).collect();
                let what = (golden.what, vessel, objective.word());
                assert!(
                    kms.iter().any(|km| golden.fits(*km)),
                    "{what:?}: {kms:?} of {:?}",
                    corridors(&report.itineraries)
                );
            };
            fits(&BY_NSR, true);
            fits(&BY_SUEZ, false);
            let suez =
                |way: &Itinerary| way.legs.iter().any(|leg| leg.passages.iter().any(|name| name == "Suez Canal"));
            assert!(report.itineraries.iter().any(suez));
            let arctic = report.itineraries.iter().filter(|way| is_arctic(way));
            // The rules of that date could not be had; whoever relies on them is told so.
            arctic.for_each(|way| assert!(has_flag(way, "LB9106"), "{:?}", way.flags));
        }
    }
}

#[test]
fn a_ship_without_ice_class_is_refused_in_february() {
    let all_modes = ask("rotterdam", "yokohama", "2026-02-01", |network, query| {
        query.vessel = Some(find(&network.vessels, "open-water"));
    });
    for report in [all_modes, voyages("open-water", "2026-02-01", Objective::Time, 3)] {
        assert!(!report.itineraries.is_empty() && !report.itineraries.iter().any(is_arctic));
        let refused = fact(&report, |fact| fact.code.0 == "LB9005");
        for told in [&refused.rule, &refused.legal_basis, &refused.issuer, &refused.from, &refused.until] {
            assert!(told.as_ref().is_some_and(|text| !text.is_empty()), "{refused:#?}");
        }
        assert!(!refused.sources.is_empty() && refused.lift.from.is_some());
        assert!(refused.reason.contains("unverified"), "the rules ended in 2020: {}", refused.reason);
        assert_eq!(refused.lift.allow, None, "a ship's class is not lifted by a switch");
    }
}

// Seoul - Pyongyang.

const DAY_AFTER_THE_BLAST: &str = "2024-11-01";

fn fact(report: &PlanReport, wanted: impl Fn(&FactRecord) -> bool) -> &FactRecord {
    report.refused.iter().find(|fact| wanted(fact)).unwrap_or_else(|| panic!("{:#?}", report.refused))
}

#[test]
fn seoul_to_pyongyang_is_refused_with_rails_roads_and_rules() {
    let report = ask("seoul", "pyongyang", DAY_AFTER_THE_BLAST, |_, _| {});
    assert!(report.itineraries.is_empty());
    let told = |subject: &str, code: &str, words: &[&str], from: &str| {
        let fact = fact(&report, |fact| fact.subject == subject && fact.code.0 == code);
        assert!(words.iter().all(|word| fact.reason.contains(word)), "{}", fact.reason);
        assert_eq!(fact.from.as_deref(), Some(from), "{fact:#?}");
        assert!(!fact.sources.is_empty(), "{fact:#?}");
        let known = fact.sources.iter().all(|source| NETWORK.sources.find(source).is_some());
        assert!(known, "{:?}", fact.sources);
    };
    told("gyeongui-cross-border", "LB9001", &["severed", "rails removed"], "2024-06");
    told("gyeongui-road", "LB9001", &["severed", "blown up"], "2024-10-15");
    told("kr-may24", "LB9004", &["excluded"], "2010-05-24");
    told("kr-may24-crossing", "LB9004", &["excluded"], "2010-05-24");
    for rule in report.refused.iter().filter(|fact| fact.code.0 == "LB9004") {
        assert!(rule.legal_basis.is_some() && rule.issuer.is_some(), "{rule:#?}");
        assert_eq!(rule.lift.allow.as_ref(), rule.rule.as_ref());
        assert!(rule.lift.scenarios.is_empty(), "a legal rule names its switch and dates only");
    }
    assert!(report.nearest.is_some());
}

#[test]
fn seoul_to_pyongyang_reopened_is_flagged() {
    let allowed_by = |rules: &[String]| {
        ask("seoul", "pyongyang", DAY_AFTER_THE_BLAST, |network, query| {
            query.scenario = Some(find(&network.scenarios, "inter-korean-reopened"));
            query.allow = rules.iter().map(|rule| find(&network.restrictions, rule)).collect();
        })
    };
    let mut rules: Vec<String> = Vec::new();
    // As a reader would: lift what is still named, until there is a way.
    let report = loop {
        let report = allowed_by(&rules);
        let named: Vec<String> = report.refused.iter().filter_map(|fact| fact.lift.allow.clone()).collect();
        if report.has_route() || named.iter().all(|rule| rules.contains(rule)) {
            break report;
        }
        assert!(named.iter().all(|rule| !rules.contains(rule)), "{named:?} were lifted");
        rules.extend(named);
    };
    assert!(rules.contains(&"kr-may24".to_string()), "{rules:?}");
    for way in &report.itineraries {
        assert!(has_flag(way, "LB9103"), "{:#?}", way.flags);
        // The sea was never cut, so the scenario has nothing to open on the way by ship.
        let by_land = way.legs.iter().all(|leg| leg.mode != "sea");
        assert!(!by_land || has_flag(way, "LB9104"), "{:#?}", way.flags);
        let lifted = way.flags.iter().filter(|flag| flag.code.0 == "LB9103").filter_map(|flag| flag.rule.clone());
        assert!(lifted.clone().all(|rule| rules.contains(&rule)) && lifted.count() >= 2);
    }
    assert!(has_flag(best(&report), "LB9104"));
}

// The whole.

/// A ship that called in the North may not unload in the South, even where its voyage ends in the port.
#[test]
fn rajin_to_busan_is_refused_by_the_rule_on_ships() {
    let report = ask("tumangang", "busan", "2026-11-01", |network, query| {
        query.allow = ["kr-may24-inbound", "kr-may24-crossing"].map(|rule| find(&network.restrictions, rule)).to_vec();
        query.via = vec![network.find_spot("rajin").expect("a place")];
        query.modes = vec![Mode::Rail, Mode::Sea];
        query.objective = Objective::Distance;
    });
    assert!(report.itineraries.iter().all(|way| way.borders >= 2), "not straight from North to South");
    fact(&report, |fact| fact.rule.as_deref() == Some("kr-180d"));
}

/// The answers of `plan` on the built-in network are the same with one thread and with two, twice.
#[test]
fn the_built_in_network_answers_with_the_same_bytes() {
    let run = |threads: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_landbridge"));
        let output = command.args(arguments).args(["--threads", threads, "--format", "json"]).output();
        output.expect("the program starts").stdout
    };
    for arguments in [
        &["plan", "busan", "duisburg", "--depart", "2026-03-01"][..],
        &["plan", "rotterdam", "yokohama", "--depart", "2026-09-01", "--vessel", "arc4"],
        &["plan", "seoul", "pyongyang", "--depart", "2024-11-01"],
        &["check"],
    ] {
        let first = run("1", arguments);
        assert!(!first.is_empty());
        for threads in ["2", "1", "2"] {
            assert!(run(threads, arguments) == first, "{arguments:?} with {threads} threads");
        }
    }
}

/// Expectations are planned with shared timetables and without what a whole plan adds; the way must be the same.
#[test]
fn the_best_ways_alone_are_those_that_plan_tells_first() {
    let planner = Planner::new(&NETWORK);
    let asked = NETWORK.expectations.values();
    let queries: Vec<Query> =
        asked.map(|expectation| Query::of_expectation(&NETWORK, expectation).expect("known names")).collect();
    assert!(queries.len() >= 60, "{} expectations", queries.len());
    let best = planner.best_of_each(&queries);
    assert!(best.iter().any(Option::is_none) && best.iter().any(Option::is_some));
    for ((query, best), expectation) in queries.iter().zip(&best).zip(NETWORK.expectations.values()) {
        assert_eq!(best.as_ref(), planner.plan(query).routes.first(), "{}", expectation.id);
        assert_eq!(best.is_some(), expectation.reachable, "{}", expectation.id);
    }
}
