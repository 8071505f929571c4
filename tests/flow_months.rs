//! A year of twelve months: what waits in store and what does not, what is shut in some months, and what months share.
#![cfg(feature = "cli")]

use landbridge::capacity::{Amount, ArcMeaning, FlowQuery, Limited, Model, Period, Timing, Wanted, build};
use landbridge::embedded::NETWORK;
use landbridge::flow::multicommodity::{Settings, Solver};
use landbridge::flow::{Certificate, Flow, certify, check};
use landbridge::graph::Structure;
use landbridge::load::load_texts;
use landbridge::model::{Link, Mode, Network, Objective};
use landbridge::restrictions::Step;
use proptest::prelude::*;

/// Two ways from A to C by B, of which the cheap one is open in July only, and what `more` adds.
fn network(more: &str) -> Network {
    let text = format!(
        "
network: {{id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: coal}}
cargoes: {{coal: {{name: Coal, unit: t, commodities: [coal], modes: [rail]}}}}
places:
  a: {{name: A, country: AA, at: 60N 0E, kind: station}}
  b: {{name: B, country: AA, at: 60N 1E, kind: station}}
  c: {{name: C, country: AA, at: 60N 2E, kind: station}}
lines:
  feeder: {{name: Feeder, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, posts: [{{a: 0 km}}, {{b: 100 km}}]}}
  season: {{name: Season, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: [{{until: 2026-07, state: closed}}, {{from: 2026-07, until: 2026-08, state: operating}}, {{from: 2026-08, state: closed}}], posts: [{{b: 0 km}}, {{c: 100 km}}]}}
  detour: {{name: Detour, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, posts: [{{b: 0 km}}, {{c: 1000 km}}]}}
rates: {{rail: {{mode: rail, cargo: coal, price: 0.01 USD/t-km}}}}
{more}"
    );
    let loaded = load_texts([("tiny.yaml".to_string(), text.into_bytes())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn store(amount: &str, cost: &str) -> Network {
    network(&format!("storages: {{yard: {{name: Yard, at: b, amount: {amount}, cost: {cost}, status: operating}}}}\n"))
}

fn query(network: &Network, (from, to): (&str, &str), cargo: &str, amounts: Amount) -> FlowQuery {
    let place = |id| vec![network.places.find(id).expect("a place")];
    let mut query = FlowQuery::new(network);
    query.period = Period::Months("2026-01-01".parse().expect("a day"));
    query.objective = Objective::Cost;
    query.wanted.push(Wanted {
        id: "wanted".into(),
        origin: place(from),
        destination: place(to),
        cargo: network.cargoes.find(cargo).expect("a cargo"),
        cargo_origin: None,
        amount: amounts,
        timing: Timing::Ready,
    });
    query
}

struct Year<'n> {
    model: Model<'n>,
    flow: Flow,
    certificate: Certificate,
    cost: f64,
}

fn solved<'n>(network: &'n Network, structure: &'n Structure, query: &FlowQuery) -> Year<'n> {
    let model = build(network, structure, query).expect("a problem");
    let mut solver = Solver::new(&model.problem).expect("a sound problem");
    let outcome = solver.run(&Settings::default());
    assert!(outcome.is_proven);
    let flow = solver.flow();
    let certificate = certify(&model.problem, &flow).expect("a certificate");
    check(&model.problem, &certificate).expect("a proof");
    Year { model, flow, certificate, cost: outcome.objective }
}

impl Year<'_> {
    /// How much of the flow some arc of a kind carries.
    fn over(&self, is_counted: impl Fn(&Model<'_>, u32, u32) -> bool) -> f64 {
        let layer = |demand: u32| self.model.problem.demands[demand as usize].layer;
        let paths = self.flow.paths.iter();
        paths
            .filter(|path| path.arcs.iter().any(|arc| is_counted(&self.model, layer(path.demand), *arc)))
            .map(|path| path.amount)
            .sum()
    }

    fn waits(&self) -> f64 {
        self.over(|model, layer, arc| matches!(model.layers[layer as usize].arcs[arc as usize], ArcMeaning::Fill(_)))
    }

    fn served(&self) -> f64 {
        self.flow.paths.iter().map(|path| path.amount).sum()
    }

    /// The months in which a line carries something.
    fn months_of(&self, line: &str) -> Vec<u32> {
        let network = self.model.network;
        let line = network.lines.find(line).expect("a line");
        let is_its = |step| match self.model.structure.steps()[step as usize] {
            Step::Pass { link: Link::Section(section), .. } => network.sections[section].line == line,
            _ => false,
        };
        self.months_over(is_its)
    }

    /// The months in which some step that `is_counted` is taken.
    fn months_over(&self, is_counted: impl Fn(u32) -> bool) -> Vec<u32> {
        let taken =
            self.flow.paths.iter().filter(|path| path.amount > 1e-6).flat_map(|path| {
                self.model.route_of(self.model.problem.demands[path.demand as usize].layer, &path.arcs)
            });
        let mut months: Vec<u32> = taken.filter(|(step, _)| is_counted(*step)).map(|(_, part)| part).collect();
        months.sort_unstable();
        months.dedup();
        months
    }
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found}, expected {expected}");
}

fn hundred_a_month() -> Amount {
    Amount::Each(vec![100; 12])
}

/// The detour costs nine dollars more a tonne: at four a month two months in store pay, at 1.1 eight, at ten none.
#[test]
fn goods_wait_for_the_season_while_that_costs_less_than_the_detour() {
    for (cost, months) in [("4 USD/t-month", 2.0), ("1.1 USD/t-month", 8.0), ("10 USD/t-month", 0.0)] {
        let network = store("10000 t", cost);
        let structure = Structure::build(&network);
        let year = solved(&network, &structure, &query(&network, ("a", "c"), "coal", hundred_a_month()));
        near(year.served(), 1200.0);
        near(year.waits(), 100.0 * months);
        assert_eq!(year.months_of("season"), [6], "{cost}");
    }
}

#[test]
fn what_fits_in_store_is_limited_and_has_a_price() {
    let network = store("350 t", "1 USD/t-month");
    let structure = Structure::build(&network);
    let year = solved(&network, &structure, &query(&network, ("a", "c"), "coal", hundred_a_month()));
    near(year.waits(), 350.0);
    let priced = year.certificate.prices.iter().map(|price| year.model.limits[price.capacity as usize].of);
    assert!(priced.into_iter().any(|of| matches!(of, Limited::Storage(_))));
}

#[test]
fn without_a_store_nothing_waits() {
    let network = network("");
    let structure = Structure::build(&network);
    let year = solved(&network, &structure, &query(&network, ("a", "c"), "coal", hundred_a_month()));
    near(year.served(), 1200.0);
    near(
        year.over(|model, layer, arc| {
            let what = model.layers[layer as usize].arcs[arc as usize];
            matches!(what, ArcMeaning::Fill(_) | ArcMeaning::Keep(_) | ArcMeaning::Draw(_))
        }),
        0.0,
    );
    assert_eq!(year.months_of("season"), [6]);
    assert_eq!(year.months_of("detour"), [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11]);
}

fn flagship() -> Network {
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    load_texts(texts).network.expect("the flagship network loads")
}

/// By distance a ship of a low ice class takes the Arctic whenever it may, and it may not in winter.
#[test]
fn the_northern_sea_route_carries_in_its_season_only() {
    let network = flagship();
    let structure = Structure::build(&network);
    let mut query = query(&network, ("rotterdam", "yokohama"), "container", hundred_a_month());
    query.objective = Objective::Distance;
    query.modes = vec![Mode::Sea];
    query.vessel = network.vessels.find("ice1");
    let year = solved(&network, &structure, &query);
    near(year.served(), 1200.0);
    let months = year.months_over(|step| match structure.steps()[step as usize] {
        Step::Pass { link: Link::Lane(lane), .. } => network.lanes[lane].admission.iter().any(|name| name == "nsr"),
        _ => false,
    });
    assert!(months.contains(&8), "September is open: {months:?}");
    assert!([0, 1, 2, 3].iter().all(|month| !months.contains(month)), "winter is not: {months:?}");
}

#[test]
fn one_thread_and_two_write_the_same_proof() {
    let network = store("350 t", "1 USD/t-month");
    let structure = Structure::build(&network);
    let query = query(&network, ("a", "c"), "coal", hundred_a_month());
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| serde_json::to_string(&solved(&network, &structure, &query).certificate).expect("text"))
    };
    assert_eq!(with(1), with(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Where nothing can wait, the months do not know each other.
    #[test]
    fn without_stores_a_year_is_twelve_months(
        amounts in prop::collection::vec(0_i64..400, 12),
        capacity in 1_u32..6,
        shares in prop::collection::vec(0_u32..=100, 12),
    ) {
        let shares: Vec<String> = shares.iter().map(|share| format!("{share} %")).collect();
        let short = format!("capacity: 0.00{capacity} Mt/yr, months: [{}]", shares.join(", "));
        let network = with_short_cut(&short);
        let structure = Structure::build(&network);
        let year = query(&network, ("a", "c"), "coal", Amount::Each(amounts.clone()));
        let whole = solved(&network, &structure, &year);
        let mut sum = 0.0;
        for (part, amount) in whole.model.parts.iter().zip(&amounts) {
            let mut month = query(&network, ("a", "c"), "coal", Amount::Units(*amount));
            month.period = Period::Month(part.first);
            sum += solved(&network, &structure, &month).cost;
        }
        prop_assert!((whole.cost - sum).abs() <= 1e-6 * sum.max(1.0), "{} and {sum}", whole.cost);
    }
}

/// Two lines from A to C, the shorter with `rest`.
fn with_short_cut(rest: &str) -> Network {
    let text = format!(
        "
network: {{id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: coal}}
cargoes: {{coal: {{name: Coal, unit: t, commodities: [coal], modes: [rail]}}}}
places:
  a: {{name: A, country: AA, at: 60N 0E, kind: station}}
  c: {{name: C, country: AA, at: 60N 2E, kind: station}}
lines:
  short: {{name: Short cut, mode: rail, gauge: 1520 mm, speed: 500 km/day, status: operating, {rest}, posts: [{{a: 0 km}}, {{c: 100 km}}]}}
  long: {{name: Long way, mode: rail, gauge: 1520 mm, speed: 500 km/day, capacity: 0.002 Mt/yr, status: operating, posts: [{{a: 0 km}}, {{c: 300 km}}]}}
rates: {{rail: {{mode: rail, cargo: coal, price: 0.01 USD/t-km}}}}
"
    );
    let loaded = load_texts([("tiny.yaml".to_string(), text.into_bytes())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// Three lines in a row, each with a capacity of its own in each month, and a dear detour around them; stores between.
fn layered(lines: &[(u32, Vec<u32>)], stores: &[(u32, u32, u32)]) -> Network {
    let places = ["a", "b", "c", "d"];
    let mut text = String::from(
        "
network: {id: tiny, title: Tiny, summary: Tiny., as_of: 2026-03-01, cargo: coal}
cargoes: {coal: {name: Coal, unit: t, commodities: [coal], modes: [rail]}}
rates: {rail: {mode: rail, cargo: coal, price: 0.01 USD/t-km}}
places:
  a: {name: A, country: AA, at: 60N 0E, kind: station}
  b: {name: B, country: AA, at: 60N 1E, kind: station}
  c: {name: C, country: AA, at: 60N 2E, kind: station}
  d: {name: D, country: AA, at: 60N 3E, kind: station}
lines:
  detour: {name: Detour, mode: rail, gauge: 1520 mm, speed: 500 km/day, capacity: 0.001 Mt/yr, status: operating, posts: [{a: 0 km}, {d: 2500 km}]}
",
    );
    for (number, (capacity, shares)) in lines.iter().enumerate() {
        let (from, to) = (places[number], places[number + 1]);
        let shares: Vec<String> = shares.iter().map(|share| format!("{share} %")).collect();
        let shares = shares.join(", ");
        text.extend([format!(
"  {from}{to}: {{name: Line, mode: rail, gauge: 1520 mm, speed: 500 km/day, capacity: 0.00{capacity} Mt/yr, months: [{shares}], status: operating, posts: [{{{from}: 0 km}}, {{{to}: 100 km}}]}}\n"
)]);
    }
    if !stores.is_empty() {
        text += "storages:\n";
    }
    for (number, (place, amount, cost)) in stores.iter().enumerate() {
        let at = places[*place as usize];
        text.extend([format!(
"  yard-{number}: {{name: Yard, at: {at}, amount: {amount} t, cost: {cost} USD/t-month, status: operating}}\n"
)]);
    }
    let loaded = load_texts([("tiny.yaml".to_string(), text.into_bytes())]);
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// How much goes into the nodes of a month, less what goes out of them: by what begins, ends and lies over its ends.
fn balance_of(year: &Year<'_>, month: u32) -> f64 {
    let mut balance = 0.0;
    for path in &year.flow.paths {
        let layer = year.model.problem.demands[path.demand as usize].layer;
        for &arc in &path.arcs {
            let part = year.model.part_of(layer, arc);
            let sign = match year.model.layers[layer as usize].arcs[arc as usize] {
                ArcMeaning::Start(_) if part == month => 1.0,
                // What is put by in a month lies there when the next begins.
                ArcMeaning::Finish(_) | ArcMeaning::Fill(_) | ArcMeaning::Keep(_) if part == month => -1.0,
                ArcMeaning::Fill(_) | ArcMeaning::Keep(_) if (part + 1) % 12 == month => 1.0,
                _ => 0.0,
            };
            balance += sign * path.amount;
        }
    }
    balance
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Stores never make a year worse, nothing is lost or made in a month, and stores hold no more than they can.
    #[test]
    fn stores_never_harm_and_months_conserve(
        amounts in prop::collection::vec(0_i64..300, 12),
        lines in prop::collection::vec((1_u32..8, prop::collection::vec(0_u32..=100, 12)), 3),
        stores in prop::collection::vec((1_u32..3, 50_u32..600, 0_u32..8), 1..4),
    ) {
        let networks = [layered(&lines, &[]), layered(&lines, &stores)];
        let structures = [Structure::build(&networks[0]), Structure::build(&networks[1])];
        let year = |index: usize| {
            let query = query(&networks[index], ("a", "d"), "coal", Amount::Each(amounts.clone()));
            solved(&networks[index], &structures[index], &query)
        };
        let (without, with) = (year(0), year(1));
        prop_assert!(with.cost <= without.cost * (1.0 + 1e-9) + 1e-6, "{} and {}", with.cost, without.cost);
        prop_assert!(with.served() >= without.served() - 1e-6, "what is unserved is dearest");
        for (used, limit) in with.model.used(&with.flow).iter().zip(&with.model.limits) {
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let available = limit.available as f64;
            prop_assert!(*used <= available * (1.0 + 1e-9) + 1e-6, "{used} of {limit:?}");
        }
        for month in 0..12 {
            prop_assert!(balance_of(&with, month).abs() < 1e-6, "month {month}: {}", balance_of(&with, month));
        }
        let asked: i64 = amounts.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let asked = asked as f64;
        prop_assert!(with.served() <= asked + 1e-6);
    }
}
