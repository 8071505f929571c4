//! The flagship network is whole: every system it promises is there, and what it says of itself is complete.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use landbridge::calendar::Day;
use landbridge::check::check;
use landbridge::diagnostics::Severity;
use landbridge::inventory::entries;
use landbridge::load::load_path;
use landbridge::model::{Change, Confidence, Effect, History, IceYear, Mode, Named, Network, State, Subject, Table};
use landbridge::report::report;
use landbridge::route::{Planner, Query};

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

fn missing<K: landbridge::model::Key, T: Named>(table: &Table<K, T>, wanted: &[&str]) -> Vec<String> {
    wanted.iter().filter(|id| table.find(id).is_none()).map(|id| (*id).to_string()).collect()
}

#[test]
fn it_is_as_large_as_promised() {
    let network = &*NETWORK;
    let by = |mode| network.sections.values().filter(|section| network.lines[section.line].mode == mode).count();
    assert!(network.places.len() >= 340, "{} places", network.places.len());
    assert!(network.sections.len() >= 330, "{} sections", network.sections.len());
    assert!(by(Mode::Rail) >= 330, "{} railway sections", by(Mode::Rail));
    assert!(by(Mode::Pipeline) >= 40 && by(Mode::Power) >= 20 && by(Mode::Road) >= 20);
    assert!(network.lanes.len() >= 300 && network.demands.len() >= 40 && network.scenarios.len() >= 14);
}

/// `check` finds no error, and every figure has a source, or says that it is set or believed by its authors.
#[test]
fn it_is_clean_of_errors_and_fully_cited() {
    let found = check(&NETWORK);
    let errors: Vec<_> = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for entry in entries(&NETWORK) {
        let without = entry.lacking(|provenance| provenance.sources.is_empty() || provenance.confidence.is_none());
        assert!(without.is_empty(), "{} has no source or confidence for {}", entry.id, without.join(", "));
    }
}

/// Systems that the region's analysts ask for, by their ids.
#[test]
fn every_system_is_there() {
    let network = &*NETWORK;
    let lines = [
        // Rail
        "trans-siberian",
        "bam",
        "karymskaya-zabaikalsk",
        "zaudinsky-naushki",
        "naushki-zamyn-uud",
        "beijing-zamyn-uud",
        "manzhouli-harbin",
        "harbin-suifenhe",
        "grodekovo-suifenhe",
        "nizhneleninskoye-tongjiang",
        "baranovsky-khasan",
        "makhalino-hunchun",
        "khasan-rajin",
        "pyongra-line",
        "hambuk-line",
        "kangwon-line",
        "pyongui-line",
        "pyongbu-line",
        "gyeongui-cross-border",
        "donghae-cross-border",
        "gyeongbu-line",
        "donghae-line",
        "gangneung-jejin",
        "dostyk-moiynty",
        "altynkol-khorgos",
        "ayagoz-bakhty",
        "moscow-brest",
        "brest-malaszewicze",
        "dandong-sinuiju",
        "tumen-namyang",
        "minsk-vilnius-kaliningrad",
        "buslovskaya-vainikkala",
        // Road
        "khasan-tumangang-road",
        "blagoveshchensk-heihe-road",
        "gyeongui-road",
        "suifenhe-ussuriysk-road",
        "hunchun-zarubino-road",
        // Oil and gas
        "power-of-siberia",
        "power-of-siberia-2",
        "soyuz-vostok",
        "far-eastern-route",
        "russia-korea-gas",
        // Power
        "primorye-rason",
        "vladivostok-chongjin",
        "russia-korea-power",
        "super-ring-gobi-beijing",
    ];
    assert_eq!(missing(&network.lines, &lines), Vec::<String>::new());
    let passages = [
        "suez",
        "cape-good-hope",
        "panama",
        "malacca",
        "kara-gate",
        "yugorsky-shar",
        "cape-zhelaniya",
        "vilkitsky",
        "dmitry-laptev",
        "sannikov",
        "new-siberian-north",
        "de-long",
        "wrangel-north",
    ];
    let unknown = missing(&network.passages, &passages);
    assert_eq!(
        unknown,
        Vec::<String>::new(),
        "known: {:?}",
        network.passages.values().map(Named::id).collect::<Vec<_>>()
    );
    let vessels = ["arc4", "arc7", "ice1", "open-water", "lng-carrier", "crude-tanker"];
    assert_eq!(missing(&network.vessels, &vessels), Vec::<String>::new());
    let cargoes = [
        "container",
        "coal",
        "grain",
        "fish",
        "fertiliser",
        "timber",
        "oil-products",
        "crude",
        "lng",
        "gas",
        "power",
        "machinery",
        "ship-sections",
    ];
    assert_eq!(missing(&network.cargoes, &cargoes), Vec::<String>::new());
}

/// The regimes of the reference, each with issuer, text, date and sentence.
#[test]
fn every_regime_is_there() {
    let network = &*NETWORK;
    let regimes = [
        "kr-may24",
        "un-2270",
        "kr-180d",
        "un-2321",
        "un-2371",
        "un-2375-refined",
        "un-2397-refined",
        "un-panel",
        "carriers-2022",
        "us-rzd",
        "eu-road",
        "lt-kgd",
        "fi-rail",
        "pl-by",
        "us-alng2",
        "eu-14",
        "eu-19",
    ];
    assert_eq!(missing(&network.restrictions, &regimes), Vec::<String>::new());
    for rule in network.restrictions.values() {
        assert!(rule.issuer.is_some() && rule.legal_basis.is_some(), "{} has no issuer or basis", rule.id);
        assert!(rule.explain.is_some(), "{} has no sentence", rule.id);
        assert!(rule.window.from.is_some(), "{} has no date", rule.id);
    }
    let quotas = network.restrictions.values().filter(|rule| rule.effect == Effect::Quota);
    assert!(quotas.clone().count() >= 3);
    for rule in quotas {
        assert!(rule.quota.is_some(), "{} has no amount", rule.id);
    }
}

#[test]
fn every_scenario_is_there() {
    let network = &*NETWORK;
    let scenarios = [
        "year-2010",
        "year-2018",
        "year-2021",
        "today",
        "inter-korean-reopened",
        "rajin-khasan-trials",
        "tumen-road-bridge",
        "gas-line-built",
        "interconnector-built",
        "eastern-polygon-210",
        "red-sea-closed",
        "ice-mild",
        "ice-severe",
        "all-proposed-built",
        "all-restrictions-lifted",
    ];
    assert_eq!(missing(&network.scenarios, &scenarios), Vec::<String>::new());
    for (id, day) in [("year-2010", "2010-07-01"), ("year-2018", "2018-07-01"), ("year-2021", "2021-07-01")] {
        let scenario = &network.scenarios[network.scenarios.find(id).expect("a scenario")];
        assert_eq!(scenario.depart, day.parse().ok(), "{id}");
    }
    for (id, year) in [("ice-mild", IceYear::Mild), ("ice-severe", IceYear::Severe)] {
        let scenario = &network.scenarios[network.scenarios.find(id).expect("a scenario")];
        assert!(scenario.changes.iter().any(|change| matches!(change, Change::Ice(set) if *set == year)), "{id}");
    }
}

/// `all-proposed-built` opens all that is planned, begun or severed; its list is written by hand.
#[test]
fn all_that_is_planned_is_opened_by_the_scenario() {
    let network = &*NETWORK;
    let scenario = &network.scenarios[network.scenarios.find("all-proposed-built").expect("a scenario")];
    let opened: BTreeSet<Subject> = scenario
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Open(subject, _) => Some(*subject),
            _ => None,
        })
        .collect();
    let planned = |history: &History| {
        let state = history.on(network.meta.as_of).map(|spell| spell.state);
        matches!(state, Some(State::Proposed | State::UnderConstruction | State::Severed))
    };
    let mut left: BTreeSet<&str> = BTreeSet::new();
    for section in network.sections.values().filter(|section| planned(&section.status)) {
        if !opened.contains(&Subject::Line(section.line)) {
            left.insert(&network.lines[section.line].id);
        }
    }
    for (id, lane) in network.lanes.iter().filter(|(_, lane)| planned(&lane.status)) {
        if !opened.contains(&Subject::Lane(id)) {
            left.insert(&lane.id);
        }
    }
    for (id, transfer) in network.transfers.iter().filter(|(_, transfer)| planned(&transfer.status)) {
        if !opened.contains(&Subject::Transfer(id)) {
            left.insert(&transfer.id);
        }
    }
    assert_eq!(left, BTreeSet::new());
}

/// `all-restrictions-lifted` lifts every rule that excludes something, and flags each in every answer that needs it.
#[test]
fn every_rule_that_excludes_is_lifted_by_the_scenario() {
    let network = &*NETWORK;
    let id = network.scenarios.find("all-restrictions-lifted").expect("a scenario");
    let lifted: BTreeSet<&str> = network.scenarios[id]
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Lift(rule) => Some(network.restrictions[*rule].id.as_str()),
            _ => None,
        })
        .collect();
    let excludes = network.restrictions.values().filter(|rule| {
        let exceptions = rule.exceptions.iter().map(|exception| exception.effect);
        exceptions.chain([rule.effect]).any(|effect| effect == Effect::Exclude)
    });
    assert_eq!(lifted, excludes.map(|rule| rule.id.as_str()).collect());

    let places = |name: &str| network.find_places(name).expect("a place");
    let mut query = Query::new(network, places("rajin"), places("busan"));
    query.scenario = Some(id);
    let told = report(network, &query, &Planner::new(network).plan(&query), "rajin", "busan");
    assert!(told.has_route());
    assert!(told.itineraries[0].flags.iter().any(|flag| flag.rule.as_deref() == Some("kr-180d")));
}

/// Every demand can be planned, or is refused with facts; none starts or ends where nothing handles its cargo.
#[test]
fn every_demand_can_be_asked() {
    let network = &*NETWORK;
    let planner = Planner::new(network);
    for demand in network.demands.values() {
        let places = |name: &str| network.find_places(name).unwrap_or_else(|error| panic!("{}: {error}", demand.id));
        let mut query = Query::new(network, places(&demand.from), places(&demand.to));
        query.carry(network, demand.cargo.0, demand.cargo.1);
        query.alternatives = 1;
        let told = report(network, &query, &planner.plan(&query), &demand.from, &demand.to);
        assert!(told.has_route() || !told.refused.is_empty(), "{} is answered by nothing", demand.id);
        let codes: Vec<_> = told.refused.iter().map(|fact| fact.code.to_string()).collect();
        assert!(!codes.iter().any(|code| code == "LB9008"), "{}: nothing there takes its cargo", demand.id);
    }
}

/// The Eastern Polygon's steps, as published.
#[test]
fn the_eastern_polygon_grows_by_its_published_steps() {
    let network = &*NETWORK;
    let group = &network.capacity_groups[network.capacity_groups.find("eastern-polygon").expect("a group")];
    let on = |day: &str| group.capacity.on(day.parse::<Day>().expect("a day")).figure.typ.to_string();
    let steps = ["2021-06-01", "2023-01-01", "2024-01-01", "2025-01-01"].map(on);
    assert_eq!(steps, ["144 Mt/yr", "158 Mt/yr", "173 Mt/yr", "180 Mt/yr"]);
}

/// What was only believed or set is said to be; a page that was read is cited.
#[test]
fn confidence_goes_with_the_kind_of_source() {
    let network = &*NETWORK;
    for entry in entries(network) {
        let unread = entry.lacking(|provenance| {
            let page =
                |id: &landbridge::model::SourceId| !matches!(network.sources[*id].id.as_str(), "memory" | "authored");
            let graded = matches!(provenance.confidence, Some(Confidence::High | Confidence::Medium));
            graded && !provenance.sources.is_empty() && !provenance.sources.iter().any(page)
        });
        assert!(unread.is_empty(), "{} is trusted without a page for {}", entry.id, unread.join(", "));
    }
}
