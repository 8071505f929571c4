//! Small random networks of every mode.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::all_modes::{AllModesSpec, ChangeSpec, DemandSpec, ExtraLineSpec};
use super::spec::{Dates, NetworkSpec, WINDOW_DAYS};
use super::strategies::networks;

type LineGene = (&'static str, Vec<(Index, u16)>, Option<u16>, Option<(u16, u16)>, (bool, Option<u8>), &'static str);

fn line(dates: Dates) -> impl Strategy<Value = LineGene> {
    let later = if dates.vary() {
        prop::option::weighted(0.3, (0..WINDOW_DAYS, 1..60_u16)).boxed()
    } else {
        Just(None).boxed()
    };
    (
        prop_oneof![3 => Just("pipeline"), 3 => Just("power"), 2 => Just("inland_water")],
        prop::collection::vec((any::<Index>(), 20..900_u16), 2..=4),
        prop::option::weighted(0.8, 1..60_u16),
        later,
        (prop::bool::weighted(0.2), prop::option::weighted(0.4, 1..60_u8)),
        prop_oneof![8 => Just("operating"), 1 => Just("proposed"), 1 => Just("suspended")],
    )
}

/// A random network of every mode: one of rail, road and sea, with pipes, grids, rivers, LNG plants and converters over it,
/// capacities, demands, stores, supplies and scenarios of several changes. Any of these may be missing.
pub fn all_modes(dates: Dates) -> impl Strategy<Value = AllModesSpec> {
    let demand = (any::<Index>(), any::<Index>(), select(vec!["container", "coal", "gas", "power"]), 1..5000_u16);
    let change = (0..4_u8, any::<Index>(), 0..WINDOW_DAYS, 1..90_u16);
    let picks = || prop::collection::vec(any::<Index>(), 0..=2);
    (
        networks(dates),
        prop::collection::vec(line(dates), 3..=8),
        prop::collection::vec(any::<(Index, bool)>(), 0..=4),
        (picks(), picks(), picks()),
        prop::option::weighted(0.4, 1..40_u16),
        prop::collection::vec(demand, 1..=4),
        prop::collection::vec((any::<Index>(), 1..40_u16), 0..=2),
        prop::collection::vec(prop::collection::vec(change, 1..=3), 1..=3),
    )
        .prop_map(
            |(base, lines, plants, (converters, landings, storages), group, demands, supplies, scenarios)| {
                let places = base.places.len();
                let mut spec = AllModesSpec {
                    lines: lines.into_iter().filter_map(|gene| express(&base, gene)).collect(),
                    base,
                    plants: Vec::new(),
                    converters: Vec::new(),
                    landings: Vec::new(),
                    group,
                    demands: Vec::new(),
                    storages: storages.iter().map(|pick| pick.index(places)).collect(),
                    supplies: supplies.iter().map(|(pick, quantity)| (pick.index(places), *quantity)).collect(),
                    scenarios: Vec::new(),
                };
                // Plants and landings stand where there is something for them.
                let on = |mode: &str| -> Vec<usize> {
                    let of_mode = spec.lines.iter().filter(|line| line.mode == mode);
                    of_mode.flat_map(|line| line.stops.iter().map(|(place, _)| *place)).collect()
                };
                let (piped, wired, wet) = (on("pipeline"), on("power"), on("inland_water"));
                if !piped.is_empty() {
                    spec.plants = plants.iter().map(|(pick, liquefies)| (*pick.get(&piped), *liquefies)).collect();
                }
                if !wet.is_empty() {
                    spec.landings = landings.iter().map(|pick| *pick.get(&wet)).collect();
                }
                let borders = AllModesSpec::borders(&spec.base);
                if !borders.is_empty() {
                    spec.converters = converters.iter().map(|pick| *pick.get(&borders)).collect();
                }
                spec.demands = demands
                    .into_iter()
                    .map(|(from, to, cargo, quantity)| {
                        // Gas and power are wanted where there are pipes and wires.
                        let ends = match cargo {
                            "gas" if piped.len() > 1 => piped.clone(),
                            "power" if wired.len() > 1 => wired.clone(),
                            _ => (0..places).collect(),
                        };
                        let from = *from.get(&ends);
                        let others: Vec<usize> = ends.into_iter().filter(|end| *end != from).collect();
                        let to = if others.is_empty() { (from + 1) % places } else { *to.get(&others) };
                        DemandSpec { ends: (from, to), cargo, quantity }
                    })
                    .collect();
                spec.scenarios = scenarios
                    .into_iter()
                    .map(|changes| changes.into_iter().filter_map(|change| scenario_change(&spec, change)).collect())
                    .filter(|changes: &Vec<ChangeSpec>| !changes.is_empty())
                    .collect();
                spec
            },
        )
}

fn express(base: &NetworkSpec, gene: LineGene) -> Option<ExtraLineSpec> {
    let (mode, picks, capacity, capacity_from, (directed, losses), status) = gene;
    let mut stops: Vec<(usize, u16)> = Vec::new();
    for (pick, km) in picks {
        let place = pick.index(base.places.len());
        if stops.iter().all(|(known, _)| *known != place) {
            stops.push((place, if stops.is_empty() { 0 } else { km }));
        }
    }
    let line = ExtraLineSpec { mode, stops, capacity, capacity_from, directed, losses, status };
    (line.stops.len() > 1).then_some(line)
}

fn scenario_change(spec: &AllModesSpec, (kind, pick, day, capacity): (u8, Index, u16, u16)) -> Option<ChangeSpec> {
    let any = |count: usize| (count > 0).then(|| pick.index(count.max(1)));
    Some(match kind {
        0 => ChangeSpec::Open(any(spec.base.lines.len())?, day),
        1 => ChangeSpec::Close(any(spec.lines.len())?),
        2 => ChangeSpec::Lift(any(spec.base.rules.len())?),
        _ => ChangeSpec::Widen(any(spec.lines.len())?, capacity),
    })
}
