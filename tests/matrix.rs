//! Every cell of a matrix is what a plan for its pair, day and scenario says.
//!
//! The oracle is the planner itself, asked one question at a time, on random networks and on a sample of the flagship.
#![cfg(feature = "cli")]

use std::path::Path;
use std::sync::LazyLock;

use landbridge::load::load_path;
use landbridge::model::{Effect, Network, Objective, PlaceId};
use landbridge::parallel;
use landbridge::restrictions::Fact;
use landbridge::route::{Answer, Cell, MatrixQuery, Occasion, Planner, Query, Stop};
use landbridge::testing::strategies::{Dates, base_day, networks, queries};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const SEED: u64 = 20_261_124;

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

fn stops(places: impl IntoIterator<Item = PlaceId>) -> Vec<Stop> {
    places.into_iter().map(|place| Stop { places: vec![place], is_quay: false }).collect()
}

fn cells(network: &Network, query: &MatrixQuery) -> Vec<Cell> {
    Planner::new(network).matrix(query, &|_| ())
}

/// Whether a cell is what an answer says: the whole best way, or one of the facts that refuse.
fn check_cell(network: &Network, query: &Query, cell: &Cell, answer: &Answer<'_>) -> Result<(), String> {
    let same = query.origin.iter().any(|place| query.destination.contains(place));
    match (cell, answer.routes.first()) {
        (Cell::Same, _) if same => Ok(()),
        (Cell::Reached(reached), Some(route)) if !same => {
            let waited: u32 = route.rides.iter().map(|ride| ride.enter - ride.ready).sum();
            let found = (reached.minutes, reached.waited, reached.distance, &reached.rides);
            if found != (route.minutes(), waited, route.distance, &route.rides) {
                return Err(format!("{reached:?}, planned {route:?}"));
            }
            if query.objective == Objective::Cost
                && reached.cost.map(landbridge::units::Money::micro) != i64::try_from(route.value).ok()
            {
                return Err(format!("costs {:?}, planned {}", reached.cost, route.value));
            }
            if reached.distance.metres() == 0 {
                return Err("0 km between two places".into());
            }
            let mut lifted: Vec<Fact> = answer.journey.flags.clone();
            for ride in &route.rides {
                let day = landbridge::calendar::Instant::start_of(query.depart).plus(ride.enter).day();
                lifted.extend(answer.policy.verdict(answer.structure.steps()[ride.step as usize], day).flags);
            }
            lifted.retain(|fact| matches!(fact, Fact::Lifted { .. } | Fact::OpenedByScenario { .. }));
            let alike = reached.flags.iter().all(|fact| lifted.contains(fact))
                && lifted.iter().all(|fact| reached.flags.contains(fact));
            if alike { Ok(()) } else { Err(format!("flags {:?}, planned {lifted:?}", reached.flags)) }
        }
        (Cell::Refused(fact), None) if !same => {
            let told = answer.journey.blocks.iter().chain(&answer.unjoined);
            // The cell tells of the shortest way by all modes only.
            let shortest = answer.refused.iter().filter(|way| way.mode.is_none()).flat_map(|way| &way.facts);
            let told: Vec<&Fact> = told.chain(shortest).collect();
            match fact {
                Some(fact) if !told.iter().any(|told| told.same_cause(fact)) => {
                    Err(format!("refused by {fact:?}, planned {told:?}"))
                }
                None if !told.is_empty() => Err(format!("no fact, planned {told:?}")),
                _ => Ok(()),
            }
        }
        (cell, route) => Err(format!("{cell:?}, planned {route:?}")),
    }
    .map_err(|wrong| {
        let name = |places: &[PlaceId]| network.places[places[0]].id.clone();
        let by = query.objective.word();
        format!("{} to {} on {} by {by}: {wrong}", name(&query.origin), name(&query.destination), query.depart)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(SEED), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whole matrices of random networks, with closures, rules, scenarios and lifted rules, by every objective.
    #[test]
    fn cells_are_what_plans_say(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        let excluding = network.restrictions.iter().filter(|(_, rule)| rule.effect == Effect::Exclude).map(|(id, _)| id);
        let terms = Query { via: Vec::new(), avoid: Vec::new(), allow: excluding.step_by(2).collect(), ..question.on(&network) };
        let places: Vec<PlaceId> = network.places.keys().collect();
        let scenario = network.scenarios.keys().next();
        let query = MatrixQuery {
            origins: stops(places.iter().copied().take(4)),
            destinations: stops(places.iter().copied()),
            occasions: vec![
                Occasion { depart: base_day(), scenario: None },
                Occasion { depart: base_day().plus(25), scenario },
            ],
            terms,
            with_rides: true,
        };
        let planner = Planner::new(&network);
        let cells = cells(&network, &query);
        for origin in 0..query.origins.len() {
            for destination in 0..places.len() {
                for occasion in 0..query.occasions.len() {
                    let single = query.query(origin, destination, occasion);
                    let cell = &cells[query.position(origin, destination, occasion)];
                    let same = single.origin == single.destination;
                    prop_assert_eq!(same, matches!(cell, Cell::Same));
                    if same { continue }
                    let checked = check_cell(&network, &single, cell, &planner.plan(&single));
                    prop_assert!(checked.is_ok(), "{}\n{}", checked.unwrap_err(), spec.yaml());
                }
            }
        }
    }
}

/// Places of many countries: every place in a country whose number leaves this rest.
fn sample(every: usize, rest: usize) -> Vec<Stop> {
    let on_land = NETWORK.places.iter().filter(|(_, place)| place.country.is_some()).map(|(id, _)| id);
    stops(on_land.enumerate().filter(|(index, _)| index % every == rest).map(|(_, id)| id))
}

fn check_flagship(change: impl Fn(&mut Query), occasions: Vec<Occasion>) {
    let mut terms = Query::new(&NETWORK, Vec::new(), Vec::new());
    change(&mut terms);
    let query =
        MatrixQuery { origins: sample(131, 3), destinations: sample(53, 5), occasions, terms, with_rides: true };
    let planner = Planner::new(&NETWORK);
    let cells = planner.matrix(&query, &|_| ());
    let mut all = Vec::new();
    for origin in 0..query.origins.len() {
        for destination in 0..query.destinations.len() {
            let occasion = (origin + destination) % query.occasions.len();
            all.push((query.query(origin, destination, occasion), query.position(origin, destination, occasion)));
        }
    }
    let wrong = parallel::map(&all, |(single, position)| {
        check_cell(&NETWORK, single, &cells[*position], &planner.plan(single)).err()
    });
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    let reached = cells.iter().filter(|cell| matches!(cell, Cell::Reached(_))).count();
    println!("{} of {} reached, {} compared", reached, cells.len(), all.len());
    assert!(reached * 2 > cells.len() && reached < cells.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

fn on(depart: &str, scenario: Option<&str>) -> Occasion {
    let scenario = scenario.map(|id| NETWORK.scenarios.find(id).unwrap_or_else(|| panic!("no `{id}`")));
    Occasion { depart: depart.parse().expect("a day"), scenario }
}

#[test]
fn the_flagship_by_time() {
    check_flagship(|_| (), vec![on("2026-03-01", None), on("2026-09-01", None)]);
}

#[test]
fn the_flagship_by_cost() {
    check_flagship(|terms| terms.objective = Objective::Cost, vec![on("2026-03-01", None)]);
}

#[test]
fn the_flagship_with_lifted_rules_under_a_scenario() {
    let scenario = NETWORK.scenarios.values().find(|scenario| scenario.changes.len() > 1).expect("a scenario");
    let lift = |terms: &mut Query| {
        terms.allow =
            NETWORK.restrictions.iter().filter(|(_, rule)| rule.effect == Effect::Exclude).map(|(id, _)| id).collect();
    };
    check_flagship(lift, vec![on("2026-03-01", Some(&scenario.id))]);
}

fn run(arguments: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_landbridge"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["--color", "never"])
        .args(arguments)
        .output()
        .expect("the program starts")
}

const TWO_WAYS: &str = "tests/networks/two-ways.yaml";

fn matrix(arguments: &[&str]) -> String {
    let output = run(&[&["matrix", "--network", TWO_WAYS], arguments].concat());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn origins_by_destinations_for_people() {
    insta::assert_snapshot!(matrix(&["--from", "west,island,east", "--to", "east,east-port,west-yard"]));
}

#[test]
fn a_year_for_people() {
    let ends = ["--from", "west-port", "--to", "east-port,east"];
    insta::assert_snapshot!(matrix(&[&ends[..], &["--monthly", "2026", "--vessel", "strong"]].concat()));
}

#[test]
fn a_what_if_for_people() {
    let ends = ["--from", "west-yard", "--to", "east", "--mode", "rail", "--depart", "2027-02-01"];
    let lifted = ["--scenario", "base,far-line-rebuilt", "--allow", "no-trade"];
    insta::assert_snapshot!(matrix(&[&ends[..], &lifted[..]].concat()));
}

#[test]
fn rows_for_programs() {
    let arguments =
        ["--from", "west-yard,AA", "--to", "port,east", "--depart", "2026-03-01,2026-07-01", "--by", "cost"];
    insta::assert_snapshot!(matrix(&[&arguments[..], &["--format", "csv"]].concat()));
}

#[test]
fn json_has_the_schema_and_every_row_the_flag_of_a_lifted_rule() {
    let arguments =
        ["--from", "west-yard", "--to", "east", "--depart", "2026-07-01", "--mode", "rail", "--format", "json"];
    let json = |text: String| -> serde_json::Value { serde_json::from_str(&text).expect("JSON") };
    let lifted = json(matrix(&[&arguments[..], &["--allow", "no-trade"]].concat()));
    assert_eq!(lifted["schema"], "landbridge/matrix/1");
    assert_eq!(lifted["rows"][0]["flags"][0], "LB9103:no-trade");
    let refused = json(
        String::from_utf8(run(&[&["matrix", "--network", TWO_WAYS], &arguments[..]].concat()).stdout).expect("UTF-8"),
    );
    assert_eq!(refused["rows"][0]["reason"], "LB9004");
    assert_eq!(refused["refused"][0]["rule"], "no-trade");
}

#[test]
fn same_bytes_on_any_number_of_threads() {
    let on = |threads: &str| {
        let ends =
            ["matrix", "--from", "KR", "--to", "JP,DE,KP", "--depart", "2026-02-01,2026-08-01", "--format", "csv"];
        let output = run(&[&ends[..], &["--threads", threads]].concat());
        assert_eq!(output.status.code(), Some(0));
        output.stdout
    };
    assert_eq!(on("1"), on("2"));
}

#[test]
fn names_may_stand_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    };
    let list = write("from.txt", "# origins\nwest-yard\n\nisland # by the causeway\n");
    let table = write("to.csv", "comment,id\n\"a, b\",east\n,east-port\n");
    let by_file = matrix(&["--from-file", &list, "--to-file", &table, "--format", "csv"]);
    assert_eq!(by_file, matrix(&["--from", "west-yard,island", "--to", "east,east-port", "--format", "csv"]));
}

#[test]
fn usage_says_what_is_wrong() {
    let to_east = ["--to", "east"];
    for (arguments, needle) in [
        (vec!["--from", "wset-yard", "--to", "east"], "did you mean West Yard?"),
        (vec!["--from", "newtown", "--to", "east"], "newtown-north"),
        (vec!["--from", "ZZ", "--to", "east"], "no place in ZZ"),
        (vec!["--from", "lng-terminals", "--to", "east"], "no place of kind `lng_terminal`"),
        (to_east.to_vec(), "--from"),
        (
            vec!["--from", "west-yard", "--to", "east", "--monthly", "2026", "--depart", "2026-01-01"],
            "cannot be used with",
        ),
        (vec!["--from", "west-yard", "--to", "east", "--scenario", "nothing"], "known: far-line-rebuilt"),
        (vec!["--from", "west-yard", "--to", "east", "--by", "cost", "--cargo", "coal"], "no rate for `coal`"),
    ] {
        let output = run(&[&["matrix", "--network", TWO_WAYS], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(needle) && output.stdout.is_empty(), "no `{needle}` in {told}");
    }
}

#[test]
fn no_way_at_all_exits_1_and_the_same_place_is_no_failure() {
    let exit = |from: &str, to: &str| {
        run(&["matrix", "--network", TWO_WAYS, "--from", from, "--to", to, "--depart", "2026-07-01"]).status.code()
    };
    assert_eq!(exit("west-yard", "east"), Some(1));
    assert_eq!(exit("west-yard", "west-yard"), Some(0));
}

/// What makes a year of 200 by 200 places a matter of seconds: to the rules most pairs of countries are alike.
#[test]
fn country_pairs_fall_into_few_classes() {
    let mut by_country = std::collections::BTreeMap::new();
    for (id, place) in NETWORK.places.iter() {
        by_country.entry(place.country).or_insert(id);
    }
    let places: Vec<PlaceId> = by_country.into_values().collect();
    let bearing = |from: PlaceId, to: PlaceId| Query::new(&NETWORK, vec![from], vec![to]).policy(&NETWORK).bearing();
    let classes: std::collections::BTreeSet<_> =
        places.iter().flat_map(|from| places.iter().map(move |to| bearing(*from, *to))).collect();
    println!("{} classes of {} pairs of countries", classes.len(), places.len() * places.len());
    assert!(classes.len() < 20, "{classes:?}");
}
