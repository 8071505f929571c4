//! Laws that time, ice, opening hours and timetables keep: on random networks, and on the flagship.
//!
//! Runs are repeatable: the seed is fixed. The flagship gets a ladder of ships that differ in their polar class only.
#![cfg(feature = "cli")]

use std::path::Path;
use std::sync::LazyLock;

use landbridge::calendar::{Day, Instant};
use landbridge::graph::{Gate, Structure};
use landbridge::load::load_texts;
use landbridge::model::{IceClass, Key, Link, Mode, Named, Network, Objective, RiskIndex, Severity, Table, VesselId};
use landbridge::report::report;
use landbridge::restrictions::Step;
use landbridge::route::{Answer, Planner, Query, plan};
use landbridge::testing::oracle::Oracle;
use landbridge::testing::strategies::{Dates, NetworkSpec, QuerySpec, base_day, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const SEED: u64 = 20_260_302;

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(SEED), failure_persistence: None, ..ProptestConfig::default() }
}

fn best(network: &Network, query: &Query) -> Option<u64> {
    let query = Query { alternatives: 1, ..query.clone() };
    plan(network, &query).routes.first().map(|route| route.value)
}

fn find<K: Key, T: Named>(table: &Table<K, T>, id: &str) -> K {
    table.find(id).unwrap_or_else(|| panic!("no `{id}`"))
}

/// Whether the second is at least as bad; no way is the worst.
fn not_better(before: Option<u64>, after: Option<u64>) -> bool {
    after.is_none_or(|after| before.is_some_and(|before| before <= after))
}

fn by_time(question: &QuerySpec, network: &Network) -> Query {
    Query { objective: Objective::Time, alternatives: 1, ..question.on(network) }
}

/// The same without opening hours and timetables.
fn always_open(spec: &NetworkSpec) -> Network {
    let mut spec = spec.clone();
    spec.lines.iter_mut().for_each(|line| line.service = None);
    spec.lanes.iter_mut().for_each(|lane| lane.service = None);
    spec.transfers.iter_mut().for_each(|transfer| transfer.open = None);
    spec.network()
}

proptest! {
    #![proptest_config(config(160))]

    /// Opening hours, timetables and risk in ice agree with an oracle that knows the network's definition only.
    #[test]
    fn clocks_agree_with_the_oracle(spec in networks(Dates::Clocks), question in queries(Dates::Clocks)) {
        let network = spec.network();
        for (objective, word) in Objective::ALL {
            let query = Query { objective, ..question.on(&network) };
            let (ours, oracle) = (best(&network, &query), Oracle::new(&network, &query).best());
            if objective == Objective::Generalised {
                // Waiting has its price, which the oracle does not count: there it is a lower bound.
                prop_assert_eq!(ours.is_some(), oracle.is_some(), "{}", spec.yaml());
                prop_assert!(ours >= oracle, "{}", spec.yaml());
            } else {
                prop_assert_eq!(ours, oracle, "by {}\n{}", word, spec.yaml());
            }
        }
    }
}

proptest! {
    #![proptest_config(config(64))]

    /// Who leaves later never arrives earlier, whatever opens, closes, departs and shuts for the night.
    #[test]
    fn leaving_later_never_arrives_earlier(spec in networks(Dates::All), question in queries(Dates::All)) {
        let network = spec.network();
        let query = by_time(&question, &network);
        let mut earliest = None;
        for days in (0..63).step_by(3) {
            let depart = base_day().plus(days);
            let minutes = best(&network, &Query { depart, ..query.clone() });
            let now = minutes.map(|minutes| Instant::start_of(depart).plus(u32::try_from(minutes).expect("a year")));
            prop_assert!(earliest.is_none() || now.is_none() || earliest <= now, "after {days} days\n{}", spec.yaml());
            prop_assert!(days == 0 || earliest.is_some() || now.is_none(), "a way after {days} days only\n{}", spec.yaml());
            earliest = now;
        }
    }

    /// Without opening hours and timetables nobody is later.
    #[test]
    fn waiting_for_nothing_never_worsens(spec in networks(Dates::All), question in queries(Dates::All)) {
        let (network, open) = (spec.network(), always_open(&spec));
        let query = by_time(&question, &network);
        prop_assert!(not_better(best(&open, &query), best(&network, &query)), "{}", spec.yaml());
    }

    /// Every ride begins while its step is open, in time for its departure, and its totals fit.
    #[test]
    fn rides_begin_when_the_file_says(spec in networks(Dates::All), question in queries(Dates::All)) {
        let network = spec.network();
        let query = by_time(&question, &network);
        let answer = plan(&network, &query);
        for (ride, step) in rides(&answer).flatten() {
            begins_in_time(&network, query.depart, (ride.ready, ride.enter), step)?;
        }
        let told = report(&network, &query, &answer, "from", "to");
        for (way, route) in told.itineraries.iter().zip(&answer.routes) {
            prop_assert!((way.hours.p50 - f64::from(route.minutes()) / 60.0).abs() < 0.051, "{:?}", way.hours);
            prop_assert!(way.hours.p10 <= way.hours.p50 && way.hours.p50 <= way.hours.p90);
        }
    }

    /// Of two ships alike in all else that of the higher class is never later; nor is who may call an icebreaker, nor
    /// who draws less, nor whoever sails in a milder year.
    #[test]
    fn stronger_lighter_and_milder_is_never_later(spec in networks(Dates::All), question in queries(Dates::All)) {
        let network = spec.network();
        let query = by_time(&question, &network);
        let sailed = |ship: &str| best(&network, &Query { vessel: network.vessels.find(ship), ..query.clone() });
        let pairs = [("pc4", "pc7"), ("pc7", "ic"), ("ia-super", "ic"), ("ic", "none")];
        for (stronger, weaker) in pairs {
            let times = (sailed(&format!("ship-{stronger}")), sailed(&format!("ship-{weaker}")));
            prop_assert!(not_better(times.0, times.1), "{stronger}, {weaker}: {times:?}\n{}", spec.yaml());
        }
        prop_assert!(not_better(sailed("ship"), sailed("ship-deep")), "draught\n{}", spec.yaml());
        let escorted = |unescorted| best(&network, &Query { unescorted, ..query.clone() });
        prop_assert!(not_better(escorted(false), escorted(true)), "escort\n{}", spec.yaml());
        let year = |scenario: &str| best(&network, &Query { scenario: network.scenarios.find(scenario), ..query.clone() });
        let years = [year("ice-mild"), best(&network, &query), year("ice-severe")];
        prop_assert!(not_better(years[0], years[1]) && not_better(years[1], years[2]), "{years:?}\n{}", spec.yaml());
    }
}

fn rides<'a>(
    answer: &'a Answer<'a>,
) -> impl Iterator<Item = impl Iterator<Item = (landbridge::route::Ride, Step)> + 'a> {
    let structure: &Structure = &answer.structure;
    answer
        .routes
        .iter()
        .map(move |route| route.rides.iter().map(move |ride| (*ride, structure.steps()[ride.step as usize])))
}

/// From the file alone: opening hours by the clock, departures by the calendar.
fn begins_in_time(network: &Network, depart: Day, (ready, enter): (u32, u32), step: Step) -> Result<(), TestCaseError> {
    let minute = enter % 1440;
    match step {
        Step::Undergo { transfer, at_end: false, .. } => {
            let Some(hours) = network.transfers[transfer].opening_hours else { return Ok(()) };
            let (from, until) = (hours.from.get(), hours.until.get());
            let open = if from < until { from <= minute && minute < until } else { minute >= from || minute < until };
            prop_assert!(open || from == until, "{hours} at {minute}");
        }
        Step::Undergo { .. } => {}
        Step::Pass { link, forward } => {
            let service = match link {
                Link::Section(id) => network.lines[network.sections[id].line].service.as_ref(),
                Link::Lane(id) => network.lanes[id].service.as_ref(),
            };
            let Some(service) = service else { return Ok(()) };
            let Some(departures) = service.departures(forward) else { return Ok(()) };
            let day = Instant::start_of(depart).plus(enter).day();
            prop_assert!(departures.days.iter().any(|on| on == day.weekday()) && departures.at.get() == minute);
            prop_assert!(ready + service.cut_off.get() <= enter, "missed the cut-off");
        }
    }
    Ok(())
}

// The flagship.

/// Some classes of the risk table, strongest first. PC7 and IA Super cross, so IA Super stands beside the ladder.
const LADDER: [&str; 8] = ["PC1", "PC4", "PC5", "PC6", "PC7", "IA", "IC", "none"];

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let files = std::fs::read_dir(folder).expect("the network's folder").map(|file| file.expect("a file").path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let texts = files.map(|path| (path.display().to_string(), std::fs::read(&path).expect("a file")));
    let loaded = load_texts(texts.chain([("ladder.yaml".to_string(), ladder().into_bytes())]));
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&NETWORK));

/// Ships that differ in their polar class only, and ships that differ in their draught only.
fn ladder() -> String {
    let ship = |id: String, class: &str, draught: &str| {
        format!(
            "  {id}: {{name: Ship, ice_class: Arc7, polar_class: {class}, draught: {draught}, speed: 14 kn, \
             ice_speeds: [13 kn, 10 kn, 7 kn, 5 kn], source: authored, confidence: authored}}\n"
        )
    };
    let classes = LADDER.iter().chain(&["IA Super"]).map(|class| ship(by_class(class), class, "6 m"));
    let draughts = DRAUGHTS.iter().map(|metres| ship(format!("draws-{metres}"), "PC4", &format!("{metres} m")));
    classes.chain(draughts).fold("vessels:\n".into(), |all, ship| all + &ship)
}

const DRAUGHTS: [&str; 5] = ["5", "7", "11", "13", "16"];

fn by_class(class: &str) -> String {
    format!("of-{}", class.to_lowercase().replace(' ', "-"))
}

/// The quickest voyage; `change` sets the rest of the question.
fn voyage(from: &str, to: &str, depart: &str, change: impl Fn(&mut Query)) -> (Query, Answer<'static>) {
    let place = |name: &str| NETWORK.find_places(name).unwrap_or_else(|_| panic!("no place `{name}`"));
    let mut query = Query::new(&NETWORK, place(from), place(to));
    query.depart = depart.parse().expect("a day");
    query.modes = vec![Mode::Sea];
    query.objective = Objective::Time;
    query.alternatives = 1;
    change(&mut query);
    let answer = PLANNER.plan(&query);
    (query, answer)
}

fn vessel(id: &str) -> VesselId {
    find(&NETWORK.vessels, id)
}

fn minutes(answer: &Answer<'_>) -> Option<u64> {
    answer.routes.first().map(|route| u64::from(route.minutes()))
}

const DAYS: [&str; 6] = ["2026-01-15", "2026-03-01", "2026-05-01", "2026-07-01", "2026-09-01", "2026-11-20"];

#[test]
fn the_outcome_never_rises_with_severity() {
    let table = &NETWORK.risk_tables[find(&NETWORK.risk_tables, "polaris")];
    for class in table.values.keys() {
        let outcomes: Vec<RiskIndex> =
            (0..=3000).step_by(10).filter_map(|milli| table.outcome(class, Severity::from_milli(milli))).collect();
        assert_eq!(outcomes.len(), 301, "{class}");
        assert!(outcomes.windows(2).all(|pair| pair[0] >= pair[1]), "{class}");
        assert_eq!(outcomes[0].milli(), 30_000, "open water is 10 x 3 for everyone");
    }
}

/// The table of docs/methods.md, from the circular's values and the regimes typed again.
#[test]
fn outcomes_at_whole_severities_are_those_of_the_page() {
    let table = &NETWORK.risk_tables[find(&NETWORK.risk_tables, "polaris")];
    for (class, expected) in [
        ("PC4", [30, 26, 22, 16]),
        ("PC7", [30, 20, 6, -10]),
        ("IA Super", [30, 22, 7, -10]),
        ("IB", [30, 13, -10, -30]),
        ("IC", [30, 8, -19, -40]),
        ("none", [30, 3, -28, -50]),
    ] {
        let of = |severity: u16| table.outcome(class, Severity::from_milli(severity * 1000)).map(RiskIndex::milli);
        assert_eq!([0, 1, 2, 3].map(of), expected.map(|whole| Some(whole * 1000)), "{class}");
    }
}

#[test]
fn the_higher_class_is_never_slower_nor_refused_more() {
    for unescorted in [false, true] {
        for depart in ["2026-03-01", "2026-07-01"] {
            let of = |class: &str| {
                let id = Some(vessel(&by_class(class)));
                minutes(
                    &voyage("murmansk", "provideniya", depart, |query| {
                        (query.vessel, query.unescorted) = (id, unescorted);
                    })
                    .1,
                )
            };
            let times: Vec<Option<u64>> = LADDER.iter().map(|class| of(class)).collect();
            let ordered = times.windows(2).all(|pair| not_better(pair[0], pair[1]));
            assert!(ordered, "{depart}, unescorted {unescorted}: {times:?}");
            assert!(not_better(of("PC6"), of("IA Super")) && not_better(of("IA Super"), of("IA")), "{depart}");
        }
    }
}

#[test]
fn a_larger_draught_never_opens_a_leg() {
    for (from, to) in [("murmansk", "provideniya"), ("murmansk", "tiksi"), ("vladivostok", "pevek")] {
        let of = |metres: &&str| {
            minutes(&voyage(from, to, "2026-09-01", |query| query.vessel = Some(vessel(&format!("draws-{metres}")))).1)
        };
        let times: Vec<Option<u64>> = DRAUGHTS.iter().map(of).collect();
        assert!(times.windows(2).all(|pair| not_better(pair[0], pair[1])), "{from} - {to}: {times:?}");
    }
}

#[test]
fn a_severe_year_is_never_faster_than_a_normal_one_nor_that_than_a_mild_one() {
    for ship in ["ice3", "arc4"] {
        for depart in ["2026-01-15", "2026-05-01", "2026-09-01"] {
            let of = |scenario: Option<&str>| {
                let scenario = scenario.map(|id| find(&NETWORK.scenarios, id));
                minutes(
                    &voyage("murmansk", "pevek", depart, |query| {
                        (query.vessel, query.scenario) = (Some(vessel(ship)), scenario);
                    })
                    .1,
                )
            };
            let years = [of(Some("ice-mild")), of(None), of(Some("ice-severe"))];
            assert!(not_better(years[0], years[1]) && not_better(years[1], years[2]), "{ship}, {depart}: {years:?}");
        }
    }
}

#[test]
fn an_arc4_ship_needs_an_icebreaker_in_february_and_an_arc7_ship_does_not() {
    let told = |ship: &str, depart: &str, unescorted: bool| {
        let (query, answer) = voyage("murmansk", "provideniya", depart, |query| {
            (query.vessel, query.unescorted) = (Some(vessel(ship)), unescorted);
        });
        let told = report(&NETWORK, &query, &answer, "murmansk", "provideniya");
        let way = told.itineraries.first().unwrap_or_else(|| panic!("{:#?}", told.refused)).clone();
        let codes: Vec<&str> =
            way.flags.iter().map(|flag| flag.code.0).filter(|code| ["LB9108", "LB9109"].contains(code)).collect();
        (codes, way.hours.p50)
    };
    let (codes, escorted) = told("arc4", "2026-02-10", false);
    assert_eq!(codes, ["LB9108"]);
    let (codes, alone) = told("arc4", "2026-02-10", true);
    assert_eq!(codes, ["LB9109"], "at elevated risk, at 3 kn");
    assert!(alone > escorted * 1.3, "{alone} h alone, {escorted} h escorted");
    for unescorted in [false, true] {
        assert!(told("arc4", "2026-08-20", unescorted).0.is_empty());
        assert!(told("arc7", "2026-02-10", unescorted).0.is_empty());
    }
}

/// A ship that waits for summer may still sail this year; one that does not is told why, and from when it may.
#[test]
fn a_weak_ship_is_refused_by_the_risk_of_the_ice() {
    assert_eq!(NETWORK.vessels[vessel(&by_class("none"))].ice_class, IceClass::Arc(7), "admitted to any ice");
    let (query, answer) =
        voyage("murmansk", "pevek", "2026-02-10", |query| query.vessel = Some(vessel(&by_class("none"))));
    let route = answer.routes.first().expect("a way in summer");
    assert!(route.minutes() > 100 * 1440, "it waits");
    let told = report(&NETWORK, &query, &answer, "murmansk", "pevek");
    let summer = "2026-0";
    let refused = told.refused.iter().find(|fact| fact.code.0 == "LB9010");
    if let Some(refused) = refused {
        assert!(refused.lift.from.as_ref().is_some_and(|from| from.starts_with(summer)), "{refused:#?}");
        assert!(refused.reason.contains("even behind an icebreaker") && !refused.sources.is_empty(), "{refused:#?}");
    }
}

#[test]
fn leaving_later_on_the_flagship_never_arrives_earlier() {
    let pairs =
        [("murmansk", "pevek", "ice3"), ("rotterdam", "yokohama", "arc4"), ("vladivostok", "tiksi", "river-sea")];
    for (from, to, ship) in pairs {
        let mut last = None;
        for days in (0..360).step_by(40) {
            let depart = base_day().plus(days);
            let (_, answer) = voyage(from, to, &depart.to_string(), |query| query.vessel = Some(vessel(ship)));
            let arrives = answer.routes.first().map(|route| Instant::start_of(depart).plus(route.minutes()));
            assert!(
                last <= arrives || arrives.is_none(),
                "{from} - {to} in {ship}, {depart}: {last:?}, then {arrives:?}"
            );
            last = arrives;
        }
    }
}

#[test]
fn pevek_to_petropavlovsk_stays_in_the_arctic_and_the_pacific() {
    for depart in DAYS {
        let (query, answer) =
            voyage("pevek", "petropavlovsk-kamchatsky", depart, |query| query.vessel = Some(vessel("arc4")));
        let told = report(&NETWORK, &query, &answer, "pevek", "petropavlovsk-kamchatsky");
        let way = &told.itineraries[0];
        let passages: Vec<&String> = way.legs.iter().flat_map(|leg| &leg.passages).collect();
        assert!(passages.iter().any(|name| name.contains("Bering")), "{depart}: {passages:?}");
        assert!(way.distance_km < 4200.0, "{depart}: {} km, {passages:?}", way.distance_km);
    }
}

/// Routes of a sample of pairs: no step is taken while it is excluded, and two places are never 0 km apart.
#[test]
fn sampled_routes_use_nothing_excluded_and_lead_somewhere() {
    let served: Vec<_> = NETWORK.places.iter().filter(|(_, place)| place.country.is_some()).map(|(id, _)| id).collect();
    let mut found = 0;
    for number in 0..30 {
        // Two strides prime to each other and to the number of places reach very different pairs.
        let from = served[number * 97 % served.len()];
        let to = served[(number * 389 + 211) % served.len()];
        if from == to {
            continue;
        }
        let query = Query { alternatives: 1, ..Query::new(&NETWORK, vec![from], vec![to]) };
        let answer = PLANNER.plan(&query);
        for route in &answer.routes {
            found += 1;
            assert!(route.distance.metres() > 0, "{} - {}", NETWORK.places[from].id, NETWORK.places[to].id);
        }
        for (ride, step) in rides(&answer).flatten() {
            let day = Instant::start_of(query.depart).plus(ride.enter).day();
            let verdict = answer.policy.verdict(step, day);
            assert!(verdict.is_open(), "{step:?} on {day}: {:?}", verdict.blocks);
            begins_in_time(&NETWORK, query.depart, (ride.ready, ride.enter), step).expect("in time");
        }
    }
    assert!(found > 10, "{found} routes are too few to tell");
}

#[test]
fn hours_round_the_clock_are_no_gate() {
    let gates = NETWORK.transfers.values().filter_map(|transfer| transfer.opening_hours).map(Gate::daily);
    assert!(gates.into_iter().all(|gate| gate.is_none_or(|gate| gate.cut_off() == 0)));
}
