//! From networks to problems of flows: units, directions, groups, seasons, quotas, stores, supplies; and back.
//!
//! Each answer is worked out by hand from the network above it.
#![cfg(feature = "cli")]

use landbridge::capacity::{
    Amount, Basis, BuildError, FlowQuery, LimitUnit, Limited, Model, Note, Period, SupplyLimit, Timing, Wanted, build,
};
use landbridge::flow::Flow;
use landbridge::flow::multicommodity::{Settings, Solver};
use landbridge::graph::Structure;
use landbridge::load::load_texts;
use landbridge::model::{Network, Objective};
use landbridge::units::CapacityUnit;

const CARGOES: &str = "
cargoes:
  coal: {name: Coal, unit: t, commodities: [coal], modes: [rail, road, sea]}
  container: {name: Containers, unit: FEU, contents: unknown, mass: {low: 10 t, typ: 15 t, high: 24 t}}
  gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline], mass: 0.73 t}
  lng: {name: LNG, unit: t, commodities: [lng], modes: [pipeline]}
  oil: {name: Oil, unit: t, commodities: [oil], modes: [pipeline, rail], density: 800 kg/m3}
  power: {name: Power, unit: MWh, commodities: [electricity], modes: [power]}
trains:
  heavy: {name: Heavy train, gauge: 1520 mm, net: 5000 t}
  longer: {name: Longer train, gauge: 1520 mm, net: 6000 t}
  boxes: {name: Container train, gauge: 1520 mm, payload: 100 TEU}
";

const PLACES: &str = "
places:
  a: {name: A, country: AA, at: 60N 0E, kind: station}
  b: {name: B, country: AA, at: 60N 1E, kind: station}
  c: {name: C, country: AA, at: 60N 2E, kind: station}
  d: {name: D, country: AA, at: 60N 3E, kind: station}
";

fn load(parts: &[&str]) -> Network {
    let meta = "network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: coal}\n";
    let text = format!("{meta}{CARGOES}{}", parts.concat());
    let loaded = load_texts(vec![("tiny.yaml".to_string(), text.into_bytes())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn wanted(network: &Network, from: &str, to: &str, cargo: &str, amount: Amount) -> Wanted {
    Wanted {
        id: format!("{from}-{to}"),
        origin: network.find_places(from).expect("a place"),
        destination: network.find_places(to).expect("a place"),
        cargo: network.cargoes.find(cargo).expect("a cargo"),
        cargo_origin: None,
        amount,
        timing: Timing::Ready,
    }
}

/// Everything that is wanted, and as much as can be served.
struct Served<'n> {
    model: Model<'n>,
    flow: Flow,
}

impl Served<'_> {
    fn total(&self) -> f64 {
        self.flow.paths.iter().map(|path| path.amount).sum()
    }

    fn of(&self, id: &str) -> f64 {
        let position = self.model.query.wanted.iter().position(|wanted| wanted.id == id);
        let is_its = |demand: u32| Some(self.model.demands[demand as usize].wanted) == position;
        self.flow.paths.iter().filter(|path| is_its(path.demand)).map(|path| path.amount).sum()
    }
}

fn served<'n>(network: &'n Network, structure: &'n Structure, query: &FlowQuery) -> Served<'n> {
    let model = build(network, structure, query).expect("a problem");
    let mut solver = Solver::new(&model.problem).expect("a solver");
    assert!(solver.run(&Settings::default()).is_proven);
    let flow = solver.flow();
    for (used, limit) in model.used(&flow).iter().zip(&model.limits) {
        #[allow(clippy::cast_precision_loss)]
        let available = limit.available as f64;
        assert!(*used <= available * (1.0 + 1e-9), "{used} of {limit:?}");
    }
    Served { model, flow }
}

/// How much of `cargo` can pass from A to B, and what the model notes.
fn most(network: &Network, cargo: &str, change: impl Fn(&mut FlowQuery)) -> (f64, Vec<Note>) {
    let structure = Structure::build(network);
    let mut query = FlowQuery::new(network);
    query.wanted.push(wanted(network, "a", "b", cargo, Amount::AsMuchAsCanPass));
    change(&mut query);
    let served = served(network, &structure, &query);
    (served.total(), served.model.notes)
}

fn one_line(mode: &str, rest: &str) -> Network {
    let gauge = if mode == "rail" { "gauge: 1520 mm, " } else { "" };
    let line = format!(
        "lines: {{line: {{name: Line, mode: {mode}, {gauge}speed: 500 km/day, status: operating, {rest}, posts: [{{a: 0 km}}, {{b: 100 km}}]}}}}\n"
    );
    load(&[PLACES, &line])
}

/// The rest that no whole unit fills is not there.
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= expected.abs() * 1e-9 + 1.0, "{found}, not {expected}");
}

#[test]
fn every_unit_becomes_units_of_the_cargo() {
    for (mode, capacity, cargo, units) in [
        ("rail", "35 Mt/yr", "coal", 35e6),
        ("rail", "35 Mt/yr", "container", 35e6 / 15.0),
        ("rail", "12 trains/day", "coal", 12.0 * 365.0 * 5000.0),
        ("rail", "12 pairs/day", "coal", 12.0 * 365.0 * 5000.0),
        ("rail", "12 trains/day", "container", 12.0 * 365.0 * 50.0),
        ("rail", "100001 TEU/yr", "container", 50_000.5),
        ("road", "300 vehicles/day", "container", 300.0 * 365.0),
        ("pipeline", "10 bcm/yr", "gas", 10e6),
        ("pipeline", "3.65 Mt/yr", "gas", 5e6),
        ("pipeline", "1 bcm/yr", "lng", 730_000.0),
        ("pipeline", "40 Mt/yr", "oil", 40e6),
        ("power", "100 MW", "power", 876_000.0),
    ] {
        let commodities = match mode {
            "pipeline" => "commodities: [gas, lng, oil], ",
            "power" => "commodities: [electricity], ",
            _ => "",
        };
        let network = one_line(mode, &format!("{commodities}capacity: {capacity}"));
        let (found, notes) = most(&network, cargo, |_| {});
        close(found, units);
        assert_eq!(notes, [], "{capacity} of {cargo}");
    }
}

#[test]
fn what_cannot_be_converted_limits_nothing_and_is_told() {
    let network = one_line("rail", "capacity: 100000 TEU/yr");
    let (found, notes) = most(&network, "coal", |_| {});
    close(found, 0.0);
    let unit = LimitUnit::Capacity(CapacityUnit::TeuPerYear);
    assert!(notes.iter().any(|note| matches!(note, Note::NoConversion { unit: told, .. } if *told == unit)));
    assert!(notes.iter().any(|note| matches!(note, Note::NotLimited { wanted: 0, part: 0 })));
    let unknown = one_line("rail", "commodities: [coal]");
    let (_, notes) = most(&unknown, "coal", |_| {});
    assert!(notes.iter().any(|note| matches!(note, Note::NoCapacity(Limited::Section { .. }))));
}

#[test]
fn cargoes_share_a_line_by_what_they_take_of_it() {
    let network = one_line("rail", "capacity: 10 Mt/yr");
    let structure = Structure::build(&network);
    let mut query = FlowQuery::new(&network);
    query.wanted.push(wanted(&network, "a", "b", "coal", Amount::Units(4_000_000)));
    query
        .wanted
        .push(Wanted { id: "boxes".into(), ..wanted(&network, "a", "b", "container", Amount::Units(1_000_000)) });
    let served = served(&network, &structure, &query);
    assert_eq!(served.model.layers.len(), 2);
    close(served.of("a-b"), 4e6);
    close(served.of("boxes"), 4e5);
    let limit = &served.model.limits[0];
    let used = served.model.used(&served.flow)[0];
    assert!((limit.rate(used) - 10.0).abs() < 1e-6);
    assert!((limit.utilisation(used) - 1.0).abs() < 1e-6);
    assert_eq!((limit.unit.rate_symbol(), limit.unit.amount_symbol(), limit.basis), ("Mt/yr", "Mt", Basis::Given));
    assert_eq!(limit.conversions, ["15 t in one FEU of container"]);
}

#[test]
fn directions_share_or_not() {
    for (rest, there_and_back) in [
        ("capacity: 10 Mt/yr", 20e6),
        ("capacity: 10 Mt/yr, shared: true", 10e6),
        ("capacity: 2 trains/day", 2.0 * 365.0 * 5000.0),
        ("capacity: 2 trains/day, shared: false", 4.0 * 365.0 * 5000.0),
        ("capacity: 2 pairs/day", 4.0 * 365.0 * 5000.0),
        ("capacity: 2 pairs/day, shared: true", 4.0 * 365.0 * 5000.0),
    ] {
        let network = one_line("rail", rest);
        let structure = Structure::build(&network);
        let mut query = FlowQuery::new(&network);
        query.wanted.push(wanted(&network, "a", "b", "coal", Amount::Units(50_000_000)));
        query.wanted.push(wanted(&network, "b", "a", "coal", Amount::Units(50_000_000)));
        close(served(&network, &structure, &query).total(), there_and_back);
    }
}

const GROUPED: &str = "
lines:
  east: {name: East, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, posts: [{a: 0 km}, {b: 100 km}, {c: 200 km}, {d: 300 km}]}
  link: {name: Link, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, posts: [{b: 0 km}, {c: 150 km}]}
capacity_groups:
";

/// A haul over three members counts once; one that leaves the group and comes back counts twice.
#[test]
fn a_haul_counts_once_against_a_group_until_it_leaves_it() {
    let all = load(&[PLACES, GROUPED, "  group: {name: Group, members: [{line: east}], capacity: 10 Mt/yr}\n"]);
    let far = |network: &Network| {
        most(network, "coal", |query| query.wanted[0] = wanted(network, "a", "d", "coal", Amount::AsMuchAsCanPass)).0
    };
    close(far(&all), 10e6);
    let ends = "  group: {name: Group, members: [{line: east, between: [a, b]}, {line: east, between: [c, d]}], capacity: 10 Mt/yr}\n";
    close(far(&load(&[PLACES, GROUPED, ends])), 5e6);
}

/// A pair of trains is one each way at a transfer too, whether the directions share what passes or not.
#[test]
fn pairs_of_trains_are_one_each_way_at_a_transfer() {
    for rest in ["", ", shared: true", ", shared: false"] {
        let network = load(&[
            PLACES,
            "lines:
  west: {name: West, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, posts: [{a: 0 km}, {b: 100 km}]}
  east: {name: East, mode: rail, gauge: 1435 mm, speed: 500 km/day, status: operating, posts: [{b: 0 km}, {c: 100 km}]}
",
            &format!(
                "transfers: {{change: {{at: b, kind: gauge_change, gauges: [1520 mm, 1435 mm], time: 12 h, status: operating, capacity: 2 pairs/day{rest}}}}}\n"
            ),
        ]);
        let structure = Structure::build(&network);
        let mut query = FlowQuery::new(&network);
        query.wanted.push(wanted(&network, "a", "c", "coal", Amount::Units(50_000_000)));
        query.wanted.push(wanted(&network, "c", "a", "coal", Amount::Units(50_000_000)));
        close(served(&network, &structure, &query).total(), 4.0 * 365.0 * 5000.0);
    }
}

/// Two hauls over different members share the group; the other direction has its own capacity unless it is shared.
#[test]
fn hauls_over_different_members_share_the_group() {
    for (shared, back) in [("", 10e6), (", shared: true", 0.0)] {
        let group = format!("  group: {{name: Group, members: [{{line: east}}], capacity: 10 Mt/yr{shared}}}\n");
        let network = load(&[PLACES, GROUPED, &group]);
        let structure = Structure::build(&network);
        let mut query = FlowQuery::new(&network);
        for (from, to, amount) in [("a", "b", 8_000_000), ("c", "d", 8_000_000), ("d", "c", 50_000_000)] {
            query.wanted.push(wanted(&network, from, to, "coal", Amount::Units(amount)));
        }
        let served = served(&network, &structure, &query);
        close(served.total(), 10e6 + back);
    }
}

#[test]
fn what_is_open_on_some_days_has_its_capacity_in_proportion() {
    let status = "status: [{until: 2026-07-02, state: operating}, {from: 2026-07-02, state: closed}]";
    let line = format!(
        "lines: {{line: {{name: Line, mode: road, speed: 500 km/day, {status}, capacity: 36.5 Mt/yr, posts: [{{a: 0 km}}, {{b: 100 km}}]}}}}\n"
    );
    let network = load(&[PLACES, &line]);
    let year = |text: &str| Period::Year(text.parse().expect("a day"));
    close(most(&network, "coal", |query| query.period = year("2026-01-01")).0, 18.2e6);
    close(most(&network, "coal", |query| query.period = year("2025-07-02")).0, 36.5e6);
    close(most(&network, "coal", |query| query.period = Period::AsOn("2026-07-01".parse().expect("a day"))).0, 36.5e6);
    let (found, notes) =
        most(&network, "coal", |query| query.period = Period::AsOn("2026-07-02".parse().expect("a day")));
    close(found, 0.0);
    assert!(notes.contains(&Note::NotJoined { wanted: 0, part: 0 }));
}

/// Coal may use the line for a part of the year, boxes all year: coal has no more than its own days, both no more than all.
#[test]
fn a_cargo_with_fewer_days_has_no_more_than_those() {
    let line = "lines: {line: {name: Line, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, capacity: 36.5 Mt/yr, posts: [{a: 0 km}, {b: 100 km}]}}
restrictions:
  no-coal: {name: No coal, issuer: AA, legal_basis: Act, from: 2026-07-02, match: {lines: [line], commodities: [coal]}, effect: exclude}
";
    let network = load(&[PLACES, line]);
    let structure = Structure::build(&network);
    let mut query = FlowQuery::new(&network);
    query.period = Period::Year("2026-01-01".parse().expect("a day"));
    query.wanted.push(wanted(&network, "a", "b", "coal", Amount::Units(50_000_000)));
    query
        .wanted
        .push(Wanted { id: "boxes".into(), ..wanted(&network, "a", "b", "container", Amount::Units(1_000_000)) });
    let served = served(&network, &structure, &query);
    close(served.of("a-b"), 18.2e6);
    close(served.of("boxes"), 1e6);
    let open: Vec<u32> = served.model.limits.iter().map(|limit| limit.open_days).collect();
    // Of each direction.
    assert_eq!(open, [365, 182, 365, 182]);
    query.allow.push(network.restrictions.find("no-coal").expect("a rule"));
    let lifted = self::served(&network, &structure, &query);
    close(lifted.of("a-b") + lifted.of("boxes") * 15.0, 36.5e6);
    let step = lifted.model.route_of(0, &lifted.flow.paths[0].arcs)[0].0;
    assert_eq!(lifted.model.flags_of(0, step, 0).len(), 0, "its first open day is before the rule");
}

#[test]
fn months_scale_a_capacity() {
    let network = one_line(
        "rail",
        "capacity: 12 Mt/yr, months: [50 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 100 %, 0 %]",
    );
    let structure = Structure::build(&network);
    let mut query = FlowQuery::new(&network);
    query.period = Period::Months("2026-01-01".parse().expect("a day"));
    query.wanted.push(wanted(&network, "a", "b", "coal", Amount::Units(36_500_000)));
    let served = served(&network, &structure, &query);
    let in_month = |month: usize| -> f64 {
        let paths = served.flow.paths.iter();
        paths.filter(|path| served.model.demands[path.demand as usize].part == month).map(|path| path.amount).sum()
    };
    close(in_month(0), 12e6 * 31.0 / 365.0 / 2.0);
    close(in_month(1), 12e6 * 28.0 / 365.0);
    close(in_month(11), 0.0);
    let limit = &served.model.limits[served.model.limit_of(served.model.limits[0].of, 1).expect("a limit")];
    #[allow(clippy::cast_precision_loss)]
    let rate = limit.rate(limit.available as f64);
    assert!((rate - 12.0).abs() < 1e-4, "{rate}");
}

const QUOTA: &str = "
  quota: {name: Quota, issuer: AA, legal_basis: Act, effect: quota, limit: 2 Mt/yr, from: 2020-01-01, match: {commodities: [coal]";

/// A quota on a line or on whole journeys; over twelve months it is one amount for all of them.
#[test]
fn a_quota_limits_all_that_it_matches() {
    for matches in [", lines: [line]}}\n", "}}\n", ", origin: [AA]}}\n"] {
        let line = "lines: {line: {name: Line, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, capacity: 36.5 Mt/yr, posts: [{a: 0 km}, {b: 100 km}, {c: 200 km}]}}\nrestrictions:";
        let network = load(&[PLACES, line, QUOTA, matches]);
        let structure = Structure::build(&network);
        for period in
            [Period::AsOn("2026-03-01".parse().expect("a day")), Period::Months("2026-03-01".parse().expect("a day"))]
        {
            let mut query = FlowQuery::new(&network);
            query.period = period;
            for to in ["b", "c"] {
                query.wanted.push(wanted(&network, "a", to, "coal", Amount::Units(12_000_000)));
            }
            query
                .wanted
                .push(Wanted { id: "boxes".into(), ..wanted(&network, "a", "b", "container", Amount::Units(100)) });
            let with_quota = served(&network, &structure, &query);
            close(with_quota.total(), 2_000_100.0);
            query.allow.push(network.restrictions.find("quota").expect("a rule"));
            close(served(&network, &structure, &query).total(), 24_000_100.0);
        }
    }
}

#[test]
fn a_quota_of_a_quarter_holds_in_each_and_not_before_its_rule() {
    let rule = "restrictions: {q: {name: Q, issuer: AA, legal_basis: Act, effect: quota, limit: 100000 bbl/quarter, from: 2026-07-01, match: {commodities: [oil]}}}\n";
    let line = "lines: {line: {name: Line, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, capacity: 36.5 Mt/yr, posts: [{a: 0 km}, {b: 100 km}]}}\n";
    let network = load(&[PLACES, line, rule]);
    let from = |text: &str| Period::Months(text.parse().expect("a day"));
    let asked = |period| {
        let structure = Structure::build(&network);
        let mut query = FlowQuery::new(&network);
        query.period = period;
        query.wanted.push(wanted(&network, "a", "b", "oil", Amount::Units(365_000)));
        served(&network, &structure, &query).total()
    };
    close(asked(from("2026-07-01")) / 4.0, 100_000.0 * 0.8 * 0.158_987);
    // Half a year without the rule.
    close(asked(from("2026-01-01")) / 2.0, 90_500.0 + 100_000.0 * 0.8 * 0.158_987);
}

#[test]
fn a_scenario_widens_what_is_there() {
    let scenario = "scenarios:
  wide: {name: Wide, changes: [{widen: east, capacity: 20 Mt/yr}, {widen: group, capacity: 15 Mt/yr, from: 2026-07-02}]}
";
    let group = "  group: {name: Group, members: [{line: east}], capacity: 10 Mt/yr}\n";
    let network = load(&[PLACES, GROUPED, group, scenario]);
    let with = |day: &str| {
        let ask = |query: &mut FlowQuery| {
            query.period = Period::AsOn(day.parse().expect("a day"));
            query.scenario = network.scenarios.find("wide");
        };
        most(&network, "coal", ask).0
    };
    close(with("2026-07-01"), 10e6);
    close(with("2026-07-02"), 15e6);
}

/// Coal is ready all year and can pass in July only; what the store holds waits for that, from August on, at a price.
#[test]
fn goods_wait_in_a_store_for_the_season() {
    let lines = "
lines:
  all-year: {name: All year, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, posts: [{a: 0 km}, {b: 100 km}]}
  season: {name: Season, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: [{until: 2026-07, state: closed}, {from: 2026-07, until: 2026-08, state: operating}, {from: 2026-08, state: closed}], posts: [{b: 0 km}, {c: 100 km}]}
rates: {rail: {mode: rail, cargo: coal, price: 0.01 USD/t-km}}
storages:
";
    let served_with = |store: &str, objective: Objective, unserved: Option<i64>| {
        let network = load(&[PLACES, lines, store]);
        let structure = Structure::build(&network);
        let mut query = FlowQuery::new(&network);
        query.period = Period::Months("2026-01-01".parse().expect("a day"));
        query.objective = objective;
        query.unserved = unserved;
        query.wanted.push(Wanted {
            amount: Amount::Each(vec![100; 12]),
            ..wanted(&network, "a", "c", "coal", Amount::Units(0))
        });
        served(&network, &structure, &query).total()
    };
    let yard = "  yard: {name: Yard, at: b, amount: 350 t, cost: 3 USD/t-month, status: operating}\n";
    close(
        served_with(
            "  elsewhere: {name: Elsewhere, at: d, amount: 350 t, status: operating}\n",
            Objective::Distance,
            None,
        ),
        100.0,
    );
    close(served_with(yard, Objective::Distance, None), 450.0);
    // Two months in store cost six dollars, the way two.
    close(served_with(yard, Objective::Cost, Some(9_000_000)), 300.0);
    let slow =
        "  yard: {name: Yard, at: b, amount: 350 t, filling: 0.00073 Mt/yr, cost: 3 USD/t-month, status: operating}\n";
    // Sixty tonnes can be put in in June, 62 in May, and so on back to August, of which 350 fit.
    close(served_with(slow, Objective::Distance, None), 450.0);
    close(served_with(slow, Objective::Cost, Some(9_000_000)), 100.0 + 60.0 + 62.0);
    let shut = "  yard: {name: Yard, at: b, amount: 350 t, status: closed}\n";
    close(served_with(shut, Objective::Distance, None), 100.0);
}

#[test]
fn sources_give_no_more_than_they_have() {
    let lines = "
lines:
  west: {name: West, mode: pipeline, commodities: [gas], speed: 800 km/day, losses: 10 %, status: operating, posts: [{a: 0 km}, {c: 100 km}]}
  east: {name: East, mode: pipeline, commodities: [gas], speed: 800 km/day, status: operating, posts: [{b: 0 km}, {c: 200 km}]}
supplies:
  field: {name: Field, at: a, cargo: gas@AA, quantity: 10 bcm/yr, status: operating}
  other: {name: Other, at: a, cargo: gas, quantity: 1 bcm/yr, status: [{until: 2026-03-02, state: closed}, {from: 2026-03-02, state: operating}]}
";
    let network = load(&[PLACES, lines]);
    let structure = Structure::build(&network);
    let mut query = FlowQuery::new(&network);
    let both: Vec<_> = ["a", "b"].iter().flat_map(|place| network.find_places(place).expect("a place")).collect();
    query.wanted.push(Wanted { origin: both, ..wanted(&network, "a", "c", "gas", Amount::Units(30_000_000)) });
    let (place, cargo) = (network.find_places("b").expect("a place")[0], query.wanted[0].cargo);
    query.supply.push(SupplyLimit { place, cargo, amount: 5_000_000 });
    close(served(&network, &structure, &query).total(), 9e6 + 5e6);
    query.period = Period::AsOn("2026-03-02".parse().expect("a day"));
    close(served(&network, &structure, &query).total(), 9.9e6 + 5e6);
    query.with_supplies = false;
    close(served(&network, &structure, &query).total(), 30e6);
}

#[test]
fn a_railway_without_a_capacity_has_the_derived_one() {
    let rule = "
capacity_rules:
  single: {name: Single, reserve: 150 min, usable: 85 %, loops: 20 km, running_speed: 45 km/h, crossing: 3 min, train: heavy, loaded: 80 %, freight: 50 %}
";
    let line = "lines: {line: {name: Line, mode: rail, gauge: 1520 mm, tracks: 1, speed: 500 km/day, status: operating, capacity_rule: single, posts: [{a: 0 km}, {b: 100 km}]}}\n";
    let network = load(&[PLACES, line, rule]);
    let structure = Structure::build(&network);
    let mut query = FlowQuery::new(&network);
    query.wanted.push(wanted(&network, "a", "b", "coal", Amount::AsMuchAsCanPass));
    let served = served(&network, &structure, &query);
    // 1,290 min x 0.85 / (2 x 29.667 min) = 18.480 pairs, of which half are freight trains with 4,000 t.
    close((served.total() / (365.0 * 2000.0) * 1000.0).round(), 18_480.0);
    assert_eq!(served.model.limits[0].basis, Basis::Derived);
}

#[test]
fn a_timetable_limits_to_what_fits_on_its_departures() {
    let line = "lines: {line: {name: Line, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, posts: [{a: 0 km}, {b: 100 km}],
  service: {departures: [mon, thu], at: '08:00', slots: 80 TEU}}}\n";
    let network = load(&[PLACES, line]);
    let week = |query: &mut FlowQuery| query.period = Period::Month("2026-02-01".parse().expect("a day"));
    close(most(&network, "container", week).0, 8.0 * 40.0);
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    let network = one_line("rail", "capacity: 1 Mt/yr");
    let structure = Structure::build(&network);
    let ask = |change: &dyn Fn(&mut FlowQuery)| {
        let mut query = FlowQuery::new(&network);
        query.wanted.push(wanted(&network, "a", "b", "coal", Amount::Units(1)));
        change(&mut query);
        build(&network, &structure, &query).map(|_| ()).expect_err("a refusal")
    };
    let id = || "a-b".to_string();
    assert_eq!(ask(&|query| query.wanted.clear()), BuildError::NothingWanted);
    assert_eq!(ask(&|query| query.wanted[0].amount = Amount::Units(-1)), BuildError::Negative { id: id() });
    let two = Amount::Each(vec![1, 2]);
    assert_eq!(
        ask(&|query| query.wanted[0].amount = two.clone()),
        BuildError::WrongParts { id: id(), given: 2, parts: 1 }
    );
    let same = network.find_places("a").expect("a place");
    assert_eq!(ask(&|query| query.wanted[0].destination.clone_from(&same)), BuildError::SamePlace { id: id() });
    assert_eq!(ask(&|query| query.objective = Objective::Cost), BuildError::NoPrice { id: id(), what: "price" });
}
