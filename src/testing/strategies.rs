//! Small random networks and queries.
//!
//! A network has two to four countries in bands from west to east, each with a trunk railway in its own gauge; lines
//! that cross from band to band; roads, ports, sea lanes; borders, changes of gauge and of mode, some of them missing;
//! states, speeds and rules that close or slow some of it. With [`Dates::Fixed`] nothing changes from day to day; with
//! [`Dates::Windows`] closures, figures and rules begin and end within [`WINDOW_DAYS`] of [`base_day`]; with
//! [`Dates::Clocks`] there are opening hours and timetables. [`all_modes`] adds pipes, grids, rivers, LNG plants and
//! converters, capacities, demands, stores, supplies and scenarios of several changes.
//!
//! ```
//! use landbridge::route::plan;
//! use landbridge::testing::strategies::{Dates, networks, queries};
//! use proptest::prelude::*;
//!
//! proptest!(ProptestConfig::with_cases(20), |(spec in networks(Dates::All), question in queries(Dates::All))| {
//!     let network = spec.network();
//!     let query = question.on(&network);
//!     let answer = plan(&network, &query);
//!     prop_assert!(answer.routes.is_sorted_by_key(|route| route.value), "{}", spec.yaml());
//! });
//! ```

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

pub use super::all_modes::{AllModesSpec, ChangeSpec, DemandSpec, ExtraLineSpec};
pub use super::energy::all_modes;
pub use super::queries::{QuerySpec, queries};
use super::spec::{COUNTRIES, POLAR_CLASSES};
pub use super::spec::{
    Dates, LaneSpec, LineSpec, NetworkSpec, RuleSpec, ServiceSpec, StatusSpec, TransferSpec, TransferSpecKind,
    WINDOW_DAYS, base_day,
};

/// A timetable, only if there are any.
fn services(dates: Dates) -> BoxedStrategy<Option<ServiceSpec>> {
    if !dates.have_clocks() {
        return Just(None).boxed();
    }
    let weekly = (1..128_u8, 1..128_u8, 0..1440_u16, 0..40_u8)
        .prop_map(|(out, back, at, cut_off)| ServiceSpec::Weekly(out, back, at, cut_off));
    let every = (1..200_u8, 0..40_u8).prop_map(|(hours, cut_off)| ServiceSpec::Every(hours, cut_off));
    prop::option::weighted(0.5, prop_oneof![3 => weekly, 1 => every]).boxed()
}

/// Opening hours, only if there are any.
fn opening(dates: Dates) -> BoxedStrategy<Option<(u16, u16)>> {
    if dates.have_clocks() {
        prop::option::weighted(0.5, (0..1440_u16, 0..=1440_u16)).boxed()
    } else {
        Just(None).boxed()
    }
}

fn status_strategy(dates: Dates) -> BoxedStrategy<StatusSpec> {
    let constant = prop_oneof![
        12 => Just("operating"),
        2 => Just("restricted"),
        1 => Just("closed"),
        1 => Just("suspended"),
        1 => Just("proposed"),
    ]
    .prop_map(StatusSpec::State);
    match dates {
        Dates::Fixed | Dates::Clocks => constant.boxed(),
        Dates::Windows | Dates::All => prop_oneof![
            5 => constant,
            3 => (0..WINDOW_DAYS, 1..25_u16).prop_map(|(from, long)| StatusSpec::ClosedBetween(from, from + long)),
            1 => (0..WINDOW_DAYS / 2).prop_map(StatusSpec::OpensAfter),
        ]
        .boxed(),
    }
}

/// A value from a day on, only with [`Dates::Windows`].
fn later(dates: Dates, values: std::ops::Range<u16>) -> BoxedStrategy<Option<(u16, u16)>> {
    match dates {
        Dates::Fixed | Dates::Clocks => Just(None).boxed(),
        Dates::Windows | Dates::All => prop::option::weighted(0.3, (0..WINDOW_DAYS, values)).boxed(),
    }
}

fn gauges() -> impl Strategy<Value = Vec<u16>> {
    prop_oneof![4 => Just(vec![1520]), 4 => Just(vec![1435]), 1 => Just(vec![1520, 1435])]
}

fn some_line(dates: Dates) -> impl Strategy<Value = LineSpec> {
    (
        prop_oneof![Just("rail"), Just("road")],
        gauges(),
        prop::option::weighted(0.7, 100..1400_u16),
        later(dates, 50..1400),
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.1),
        services(dates),
        status_strategy(dates),
    )
        .prop_map(|(mode, gauges, speed, speed_from, operated, directed, service, status)| LineSpec {
            mode,
            stops: Vec::new(),
            gauges: if mode == "rail" { gauges } else { Vec::new() },
            speed,
            speed_from,
            operated,
            directed,
            service,
            status,
        })
}

fn some_transfer(dates: Dates) -> impl Strategy<Value = TransferSpec> {
    (1..90_u16, later(dates, 1..300), prop::option::weighted(0.7, 20..900_u16), opening(dates), status_strategy(dates))
        .prop_map(|(hours, hours_from, cost, open, status)| TransferSpec {
            at: 0,
            kind: TransferSpecKind::Gauge,
            hours,
            hours_from,
            cost,
            open,
            status,
        })
}

/// A rule before the network's size is known.
#[derive(Debug, Clone)]
struct RuleGene {
    shape: u8,
    pick: Index,
    other: Index,
    effect: &'static str,
    excepted: Option<Index>,
    window: Option<(u16, u16)>,
}

fn some_rule(dates: Dates) -> impl Strategy<Value = RuleGene> {
    let window = match dates {
        Dates::Fixed | Dates::Clocks => Just(None).boxed(),
        Dates::Windows | Dates::All => {
            prop::option::weighted(0.8, (0..WINDOW_DAYS, 1..40_u16).prop_map(|(from, long)| (from, from + long)))
                .boxed()
        }
    };
    (
        0..9_u8,
        any::<Index>(),
        any::<Index>(),
        prop_oneof![4 => Just("exclude"), 1 => Just("flag"), 2 => Just("delay")],
        prop::option::weighted(0.25, any::<Index>()),
        window,
    )
        .prop_map(|(shape, pick, other, effect, excepted, window)| RuleGene {
            shape,
            pick,
            other,
            effect,
            excepted,
            window,
        })
}

/// How many gaps between stops are made; lines take them in turn.
const GAPS: usize = 8;

type Genes = (
    Vec<(usize, Vec<u16>)>,
    Vec<u16>,
    Vec<LineSpec>,
    Vec<(Index, Index, Option<TransferSpec>, Option<TransferSpec>, LineSpec)>,
    Vec<(LineSpec, Vec<Index>)>,
    Vec<(Index, bool, TransferSpec)>,
    Vec<(Index, Index, LaneSpec)>,
    Vec<(Index, bool, TransferSpec)>,
    Vec<RuleGene>,
    [bool; 3],
    Option<&'static str>,
);

fn genes(dates: Dates) -> impl Strategy<Value = Genes> {
    let lane = (
        100..4000_u16,
        prop::option::weighted(0.3, 8..14_u8),
        prop::bool::weighted(0.3),
        prop::option::weighted(0.3, 0..4_u8),
        services(dates),
        status_strategy(dates),
    )
        .prop_map(|(miles, depth, passage, ice, service, status)| LaneSpec {
            ends: (0, 0),
            miles,
            depth,
            passage,
            ice,
            service,
            status,
        });
    let crossing = (
        any::<Index>(),
        any::<Index>(),
        prop::option::weighted(0.9, some_transfer(dates)),
        prop::option::weighted(0.7, some_transfer(dates)),
        some_line(dates),
    );
    (
        prop::collection::vec((4..=7_usize, gauges()), 2..=4),
        prop::collection::vec(20..900_u16, GAPS),
        prop::collection::vec(some_line(dates), 4),
        prop::collection::vec(crossing, 3..=6),
        prop::collection::vec((some_line(dates), prop::collection::vec(any::<Index>(), 2..=6)), 1..=5),
        prop::collection::vec((any::<Index>(), prop::bool::weighted(0.3), some_transfer(dates)), 2..=4),
        prop::collection::vec((any::<Index>(), any::<Index>(), lane), 2..=5),
        prop::collection::vec((any::<Index>(), prop::bool::weighted(0.7), some_transfer(dates)), 4..=12),
        prop::collection::vec(some_rule(dates), 0..=2),
        prop::array::uniform3(prop::bool::weighted(0.9)),
        prop::option::weighted(0.4, prop::sample::select(&POLAR_CLASSES[..])),
    )
}

/// A random network.
pub fn networks(dates: Dates) -> impl Strategy<Value = NetworkSpec> {
    genes(dates).prop_map(express)
}

/// Puts genes together to a network.
fn express(genes: Genes) -> NetworkSpec {
    let (countries, gaps, trunks, crossings, extras, ports, lanes, transfers, rules, priced, polar) = genes;
    let mut places = Vec::new();
    let mut of_country: Vec<Vec<usize>> = Vec::new();
    for (country, (count, _)) in countries.iter().enumerate() {
        of_country.push((places.len()..places.len() + count).collect());
        places.extend(std::iter::repeat_n(country, *count));
    }
    let mut spec =
        NetworkSpec { places, lines: vec![], lanes: vec![], transfers: vec![], rules: vec![], priced, polar };
    let stops = |places: &[usize], shift: usize| -> Vec<(usize, u16)> {
        let gap = |index: usize| if index == 0 { 0 } else { gaps[(index + shift) % GAPS] };
        places.iter().enumerate().map(|(index, place)| (*place, gap(index))).collect()
    };
    for (country, trunk) in trunks.into_iter().enumerate().take(countries.len()) {
        let gauges = countries[country].1.clone();
        let stops = stops(&of_country[country], country);
        // Trunks are open: a network of ruins would teach nothing.
        let status =
            if matches!(trunk.status, StatusSpec::State(_)) { StatusSpec::State("operating") } else { trunk.status };
        spec.lines.push(LineSpec { mode: "rail", stops, gauges, directed: false, status, ..trunk });
    }
    for (number, (from, to, border, gauge, line)) in crossings.into_iter().enumerate() {
        let west = number % (countries.len() - 1);
        let (from, to) = (*from.get(&of_country[west]), *to.get(&of_country[west + 1]));
        let stops = stops(&[from, to], number);
        spec.lines.push(LineSpec { stops, ..line });
        let at = if number % 2 == 0 { from } else { to };
        let kind = TransferSpecKind::Border(west, west + 1);
        spec.transfers.extend(border.map(|border| TransferSpec { at, kind, ..border }));
        spec.transfers.extend(gauge.map(|gauge| TransferSpec { at, kind: TransferSpecKind::Gauge, ..gauge }));
    }
    for (number, (line, picks)) in extras.into_iter().enumerate() {
        let mut seen = BTreeSet::new();
        let picked: Vec<usize> =
            picks.iter().map(|pick| pick.index(spec.places.len())).filter(|place| seen.insert(*place)).collect();
        if picked.len() >= 2 {
            spec.lines.push(LineSpec { stops: stops(&picked, number), ..line });
        }
    }
    let mut quays: Vec<usize> = Vec::new();
    for (pick, rail_only, port) in ports {
        let at = pick.index(spec.places.len());
        if !quays.contains(&at) {
            quays.push(at);
            spec.transfers.push(TransferSpec { at, kind: TransferSpecKind::Port(rail_only), ..port });
        }
    }
    for (from, to, lane) in lanes {
        let (from, to) = (*from.get(&quays), *to.get(&quays));
        if from != to {
            spec.lanes.push(LaneSpec { ends: (from, to), ..lane });
        }
    }
    let on_roads: Vec<usize> =
        spec.lines.iter().filter(|line| line.mode == "road").flat_map(|line| &line.stops).map(|(at, _)| *at).collect();
    for (pick, mode, transfer) in transfers {
        let mode = mode && !on_roads.is_empty();
        let at = if mode { *pick.get(&on_roads) } else { pick.index(spec.places.len()) };
        let kind = if mode { TransferSpecKind::Mode } else { TransferSpecKind::Gauge };
        spec.transfers.push(TransferSpec { at, kind, ..transfer });
    }
    spec.rules = rules.iter().map(|gene| rule(&spec, gene, countries.len())).collect();
    spec
}

fn rule(spec: &NetworkSpec, gene: &RuleGene, countries: usize) -> RuleSpec {
    let (country, other) = (COUNTRIES[gene.pick.index(countries)], COUNTRIES[gene.other.index(countries)]);
    let place = gene.pick.index(spec.places.len());
    let matches = match gene.shape {
        0 => format!("{{lines: [l{}]}}", gene.pick.index(spec.lines.len())),
        1 => format!("{{places: [p{place}]}}"),
        2 => format!("{{countries: [{country}], origin: [{other}]}}"),
        3 => format!("{{crossing: {{from: [{country}], to: [{other}]}}}}"),
        4 => "{modes: [sea]}".into(),
        5 => format!("{{operators: [everyone], countries: [{country}]}}"),
        6 if !spec.transfers.is_empty() => format!("{{transfers: [t{}]}}", gene.pick.index(spec.transfers.len())),
        7 => format!("{{commodities: [coal], places: [p{place}]}}"),
        _ => format!("{{commodities: [coal], destination: [{country}]}}"),
    };
    let about_the_journey = gene.shape == 8 || (gene.shape == 6 && spec.transfers.is_empty());
    RuleSpec {
        matches,
        effect: if about_the_journey && gene.effect == "delay" { "flag" } else { gene.effect },
        exception: gene
            .excepted
            .filter(|_| !about_the_journey)
            .map(|pick| format!("{{places: [p{}]}}", pick.index(spec.places.len()))),
        // A rule on the whole journey is judged on the day of departure, so with a window it would break FIFO.
        window: gene.window.filter(|_| !about_the_journey),
    }
}
