//! How long a year of twelve months with 1,000 origins and destinations takes on the flagship network, proof included.
//!
//! `cargo bench --bench flow_year [-- PAIRS]`; docs/performance.md has the table. The network is the one in the binary, the
//! pairs are drawn here from a fixed seed. Times are those of the processor, all threads together.

use std::collections::BTreeSet;
use std::time::Instant;

use landbridge::calendar::Day;
use landbridge::capacity::{Amount, ArcMeaning, FlowQuery, Model, Note, Period, Timing, Wanted, build};
use landbridge::embedded::NETWORK;
use landbridge::flow::multicommodity::{Settings, Solver};
use landbridge::flow::{Flow, Verdict, certify, check};
use landbridge::graph::Structure;
use landbridge::load::load_texts;
use landbridge::model::{Network, PlaceId, PlaceKind};

/// Cargoes, how many of twenty pairs carry each, and the least and most units a year that a pair wants.
const CARGOES: [(&str, usize, i64, i64); 4] = [
    ("container", 11, 2_000, 60_000),
    ("coal", 4, 200_000, 4_000_000),
    ("grain", 3, 50_000, 1_000_000),
    ("oil-products", 2, 50_000, 1_000_000),
];

fn main() {
    // Cargo adds `--bench`.
    let pairs = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000);
    let texts = NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    let network = load_texts(texts).network.expect("the flagship network loads");
    let structure = Structure::build(&network);
    let query = query(&network, &structure, pairs);

    let (model, building) = timed(|| build(&network, &structure, &query).expect("a problem"));
    println!("{}", size(&model));
    let mut solver = Solver::new(&model.problem).expect("a sound problem");
    let (outcome, solving) = timed(|| {
        let classes = model.alike();
        solver.run(&Settings { classes: Some(&classes), ..Settings::default() })
    });
    println!("{} rounds, {} pivots, proven: {}", outcome.rounds, outcome.pivots, outcome.is_proven);
    let flow = solver.flow();
    let (certificate, certifying) = timed(|| certify(&model.problem, &flow).expect("a certificate"));
    let (verdict, checking) = timed(|| check(&model.problem, &certificate).expect("a proof"));
    println!("{}", found(&model, &flow, &verdict));
    let all = building + solving + certifying + checking;
    println!(
        "build {building:.2} s, solve {solving:.2} s, certify {certifying:.2} s, check {checking:.2} s, all {all:.2} s"
    );
}

/// Twelve months of so many pairs that some way joins, by distance as `landbridge flow` has it.
fn query(network: &Network, structure: &Structure, pairs: usize) -> FlowQuery {
    let mut query = FlowQuery::new(network);
    query.with_supplies = false;
    query.period = Period::Year(Day::from_civil(2026, 1, 1).expect("a day"));
    query.wanted = drawn(network, 4 * pairs);
    let model = build(network, structure, &query).expect("a problem");
    let apart: BTreeSet<usize> = model.notes.iter().filter_map(not_joined).collect();
    query.wanted = (0..).zip(query.wanted).filter(|(at, _)| !apart.contains(at)).map(|(_, wanted)| wanted).collect();
    query.wanted.truncate(pairs);
    assert_eq!(query.wanted.len(), pairs, "too few of the pairs drawn are joined");
    query.period = Period::Months(query.period.first_day());
    query
}

fn not_joined(note: &Note) -> Option<usize> {
    if let Note::NotJoined { wanted, .. } = note { Some(*wanted) } else { None }
}

/// Pairs of stations, yards, ports and terminals, drawn from a fixed seed.
fn drawn(network: &Network, pairs: usize) -> Vec<Wanted> {
    let kinds = [PlaceKind::Station, PlaceKind::Yard, PlaceKind::Port, PlaceKind::Terminal];
    let fits = network.places.iter().filter(|(_, place)| place.country.is_some() && kinds.contains(&place.kind));
    let places: Vec<PlaceId> = fits.map(|(id, _)| id).collect();
    let mut state = 5_u64;
    let mut draw = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % count
    };
    let mut all = Vec::new();
    while all.len() < pairs {
        let (from, to) = (places[draw(places.len())], places[draw(places.len())]);
        let (kind, size) = (draw(20), draw(1_000));
        if from == to {
            continue;
        }
        let mut below = 0;
        let (cargo, _, least, most) = CARGOES
            .into_iter()
            .find(|(_, share, ..)| {
                below += share;
                kind < below
            })
            .expect("twenty in all");
        let amount = least + (most - least) * i64::try_from(size).expect("below a thousand") / 1_000;
        all.push(Wanted {
            id: all.len().to_string(),
            origin: vec![from],
            destination: vec![to],
            cargo: network.cargoes.find(cargo).expect("a cargo"),
            cargo_origin: None,
            amount: Amount::Units(amount),
            timing: Timing::Ready,
        });
    }
    all
}

fn size(model: &Model<'_>) -> String {
    let problem = &model.problem;
    let nodes: u64 = problem.layers.iter().map(|layer| u64::from(layer.nodes)).sum();
    let arcs: usize = problem.layers.iter().map(|layer| layer.arcs.len()).sum();
    let (demands, layers, limits) = (problem.demands.len(), problem.layers.len(), problem.capacities.len());
    let pairs = model.query.wanted.len();
    format!("{pairs} pairs, {demands} demands, {layers} layers, {nodes} nodes, {arcs} arcs, {limits} limits")
}

#[expect(clippy::cast_precision_loss, reason = "shares to print")]
fn found(model: &Model<'_>, flow: &Flow, verdict: &Verdict) -> String {
    let stored = |path: &&landbridge::flow::PathFlow| {
        let layer = &model.layers[model.problem.demands[path.demand as usize].layer as usize];
        path.arcs.iter().any(|arc| matches!(layer.arcs[*arc as usize], ArcMeaning::Fill(_)))
    };
    let waits = flow.paths.iter().filter(stored).count();
    let finer = verdict.amount_bits.max(verdict.price_bits);
    let gap = verdict.gap as f64 / 2_f64.powi(finer.cast_signed());
    let primal = verdict.primal as f64 / 2_f64.powi(verdict.amount_bits.cast_signed());
    let unserved = verdict.unserved as f64 / (verdict.served + verdict.unserved) as f64;
    format!(
        "{} limits with a price, {} ways, {waits} of them by way of a store, gap {:.1e}, {:.1} % unserved",
        verdict.priced,
        verdict.paths,
        gap / primal,
        100.0 * unserved
    )
}

/// What `work` returns, and how many seconds of the processor it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begin = seconds();
    let made = work();
    (made, seconds() - begin)
}

/// Seconds of the processor that all threads of this program have used; of the clock where the system does not tell.
fn seconds() -> f64 {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).filter_map(|text| text.parse().ok()).collect();
    match ticks[..] {
        // Linux tells hundredths of a second whatever its own clock.
        [user, system] => (user + system) / 100.0,
        _ => BEGIN.get_or_init(Instant::now).elapsed().as_secs_f64(),
    }
}
