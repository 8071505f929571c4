//! What a small random network of every mode adds to one of rail, road and sea, written as a second file.
//!
//! Gas pipes with plants that liquefy and regasify, grids with a converter, barges with a quay to the railway; capacities
//! of lines, transfers and a group; demands, stores, supplies and projects; scenarios that open, close, lift and widen.

use std::fmt::Write as _;

use super::spec::{COUNTRIES, LineSpec, NetworkSpec, TransferSpecKind, offset};
use crate::load::load_texts;
use crate::model::Network;

/// A line of pipes, wires or water.
#[derive(Debug, Clone)]
pub struct ExtraLineSpec {
    /// `pipeline`, `power` or `inland_water`.
    pub mode: &'static str,
    /// Places by number, with the kilometres from the one before.
    pub stops: Vec<(usize, u16)>,
    /// In the unit of its mode; not known if none.
    pub capacity: Option<u16>,
    /// Another one from that day on.
    pub capacity_from: Option<(u16, u16)>,
    /// One way only.
    pub directed: bool,
    /// Tenths of a percent lost on each section.
    pub losses: Option<u8>,
    /// Its state.
    pub status: &'static str,
}

/// A demand between two places.
#[derive(Debug, Clone, Copy)]
pub struct DemandSpec {
    /// Places by number.
    pub ends: (usize, usize),
    /// `container`, `coal`, `gas` or `power`.
    pub cargo: &'static str,
    /// In the unit of the cargo's demands.
    pub quantity: u16,
}

/// What a scenario of several changes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeSpec {
    /// Opens a line of the first file by number, from that day on.
    Open(usize, u16),
    /// Closes a line of this file by number.
    Close(usize),
    /// Lifts a rule by number.
    Lift(usize),
    /// Gives a line of this file another capacity.
    Widen(usize, u16),
}

/// A network of every mode before it is written.
#[derive(Debug, Clone)]
pub struct AllModesSpec {
    /// Rail, road and sea.
    pub base: NetworkSpec,
    /// Pipes, wires, water.
    pub lines: Vec<ExtraLineSpec>,
    /// Where gas is liquefied, and where it is regasified, by the number of the place.
    pub plants: Vec<(usize, bool)>,
    /// Where power passes from country to country, by the number of the place and of both countries.
    pub converters: Vec<(usize, usize, usize)>,
    /// Where barges meet trains.
    pub landings: Vec<usize>,
    /// Trains a day that the lines of rail share, if it is known.
    pub group: Option<u16>,
    /// Demands.
    pub demands: Vec<DemandSpec>,
    /// Places by number where coal may wait.
    pub storages: Vec<usize>,
    /// Places by number from which gas comes, with how much.
    pub supplies: Vec<(usize, u16)>,
    /// Changes of each scenario.
    pub scenarios: Vec<Vec<ChangeSpec>>,
}

impl AllModesSpec {
    /// Both files by name.
    pub fn texts(&self) -> [(String, String); 2] {
        [("base.yaml".into(), self.base.yaml()), ("all-modes.yaml".into(), self.yaml())]
    }

    /// The network, read from its files.
    ///
    /// # Panics
    /// If the loader refuses it.
    pub fn network(&self) -> Network {
        let texts = self.texts().map(|(name, text)| (name, text.into_bytes()));
        let loaded = load_texts(texts);
        loaded.network.unwrap_or_else(|| panic!("{:#?}\n{}\n{}", loaded.diagnostics, self.base.yaml(), self.yaml()))
    }

    /// The second file.
    pub fn yaml(&self) -> String {
        let mut out = String::from(
            "cargoes:\n  \
             gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea], density: 450 kg/m3, mass: 0.73 t}\n  \
             power: {name: Power, unit: MWh, commodities: [electricity], modes: [power]}\n\
             operators:\n  \
             pipes: {name: Pipes, speed: {low: 400 km/day, typ: 800 km/day, high: 1000 km/day}}\n  \
             grid: {name: Grid, speed: 100000 km/day}\n  \
             barges: {name: Barges, speed: 200 km/day}\n\
             rates:\n  \
             pipeline-gas: {mode: pipeline, cargo: gas, price: 0.02 USD/kcm-km}\n  \
             sea-gas: {mode: sea, cargo: gas, price: 0.004 USD/kcm-km}\n  \
             power-power: {mode: power, cargo: power, price: 0.01 USD/MWh-km}\n  \
             water-container: {mode: inland_water, cargo: container, price: 0.3 USD/FEU-km}\n  \
             water-coal: {mode: inland_water, cargo: coal, price: 0.01 USD/t-km}\n",
        );
        self.write_lines(&mut out);
        self.write_transfers(&mut out);
        self.write_flows(&mut out);
        self.write_scenarios(&mut out);
        out
    }

    fn write_lines(&self, out: &mut String) {
        if self.lines.is_empty() {
            return;
        }
        out.push_str("lines:\n");
        for (index, line) in self.lines.iter().enumerate() {
            let mut at = 0;
            let posts = line.stops.iter().map(|(place, km)| {
                at += u32::from(*km);
                format!("{{p{place}: {at} km}}")
            });
            let posts = posts.collect::<Vec<_>>().join(", ");
            let (operator, carries, unit) = match line.mode {
                "pipeline" => ("pipes", ", commodities: [gas]", "bcm/yr"),
                "power" => ("grid", ", commodities: [electricity]", "MW"),
                _ => ("barges", "", "Mt/yr"),
            };
            let _ = write!(
                out,
                "  x{index}: {{name: Extra {index}, mode: {}, operator: {operator}{carries}, posts: [{posts}], directed: {}, \
                 status: {}",
                line.mode, line.directed, line.status
            );
            if let Some(tenths) = line.losses.filter(|_| line.mode != "inland_water") {
                let _ = write!(out, ", losses: {}.{} %", tenths / 10, tenths % 10);
            }
            match (line.capacity, line.capacity_from) {
                (Some(capacity), Some((day, later))) => {
                    let day = offset(day);
                    let _ = write!(
                        out,
                        ", capacity: [{{until: {day}, typ: {capacity} {unit}}}, {{from: {day}, typ: {later} {unit}}}]"
                    );
                }
                (Some(capacity), None) => {
                    let _ = write!(out, ", capacity: {capacity} {unit}");
                }
                (None, _) => {}
            }
            out.push_str("}\n");
        }
    }

    fn write_transfers(&self, out: &mut String) {
        let mut written = String::new();
        for (index, (at, liquefies)) in self.plants.iter().enumerate() {
            let kind = if *liquefies { "liquefaction" } else { "regasification" };
            let _ = writeln!(
                written,
                "  plant-{index}: {{at: p{at}, kind: {kind}, commodities: [gas], status: operating, time: 20 h, cost: 25 USD/kcm, \
                 losses: 2 %, capacity: {} bcm/yr}}",
                5 + index
            );
        }
        for (index, (at, one, other)) in self.converters.iter().enumerate() {
            let (one, other) = (COUNTRIES[*one], COUNTRIES[*other]);
            let _ = writeln!(
                written,
                "  converter-{index}: {{at: p{at}, kind: converter, countries: [{one}, {other}], status: operating, time: 0 h, \
                 capacity: 500 MW}}"
            );
        }
        for (index, at) in self.landings.iter().enumerate() {
            let _ = writeln!(
                written,
                "  landing-{index}: {{at: p{at}, kind: mode_change, modes: [rail, inland_water], status: operating, time: 12 h, \
                 cost: 50 USD/FEU, capacity: 3 Mt/yr}}"
            );
        }
        section(out, "transfers", &written);
    }

    fn write_flows(&self, out: &mut String) {
        if let Some(trains) = self.group {
            let rail = |(_, line): &(usize, &LineSpec)| line.mode == "rail";
            let lines = self.base.lines.iter().enumerate().filter(rail);
            let members: Vec<String> = lines.map(|(index, _)| format!("{{line: l{index}}}")).collect();
            let _ = writeln!(
                out,
                "capacity_groups:\n  shared: {{name: Shared, members: [{}], capacity: {trains} Mt/yr}}",
                members.join(", ")
            );
        }
        let mut demands = String::new();
        for (index, DemandSpec { ends: (from, to), cargo, quantity }) in self.demands.iter().enumerate() {
            let unit = match *cargo {
                "container" => "TEU/yr",
                "gas" => "bcm/yr",
                "power" => "MW",
                _ => "Mt/yr",
            };
            let _ = writeln!(
                demands,
                "  d{index}: {{name: Demand {index}, from: p{from}, to: p{to}, cargo: {cargo}, quantity: {quantity} {unit}}}"
            );
        }
        section(out, "demands", &demands);
        let mut storages = String::new();
        for (index, at) in self.storages.iter().enumerate() {
            let _ = writeln!(
                storages,
                "  store-{index}: {{name: Store {index}, at: p{at}, commodities: [coal], amount: {} t, cost: 3 USD/t-month, status: \
                 operating}}",
                1000 * (index + 1)
            );
        }
        section(out, "storages", &storages);
        let mut supplies = String::new();
        for (index, (at, quantity)) in self.supplies.iter().enumerate() {
            let _ = writeln!(
                supplies,
                "  field-{index}: {{name: Field {index}, at: p{at}, cargo: gas, quantity: {quantity} bcm/yr, status: operating}}"
            );
        }
        section(out, "supplies", &supplies);
    }

    fn write_scenarios(&self, out: &mut String) {
        let mut scenarios = String::new();
        let unit = |line: usize| match self.lines[line].mode {
            "pipeline" => "bcm/yr",
            "power" => "MW",
            _ => "Mt/yr",
        };
        for (index, changes) in self.scenarios.iter().enumerate() {
            let told = changes.iter().map(|change| match change {
                ChangeSpec::Open(line, day) => format!("{{open: l{line}, from: {}}}", offset(*day)),
                ChangeSpec::Close(line) => format!("{{close: x{line}}}"),
                ChangeSpec::Lift(rule) => format!("{{lift: r{rule}}}"),
                ChangeSpec::Widen(line, capacity) => {
                    format!("{{widen: x{line}, capacity: {capacity} {}}}", unit(*line))
                }
            });
            let told = told.collect::<Vec<_>>().join(", ");
            let _ = writeln!(scenarios, "  mixed-{index}: {{name: Mixed {index}, changes: [{told}]}}");
        }
        section(out, "scenarios", &scenarios);
    }

    /// Countries that a border of the first file joins, with its place.
    pub(super) fn borders(base: &NetworkSpec) -> Vec<(usize, usize, usize)> {
        let borders = base.transfers.iter().filter_map(|transfer| match transfer.kind {
            TransferSpecKind::Border(one, other) => Some((transfer.at, one, other)),
            _ => None,
        });
        borders.collect()
    }
}

/// A section, unless it is empty.
fn section(out: &mut String, name: &str, entries: &str) {
    if !entries.is_empty() {
        let _ = write!(out, "{name}:\n{entries}");
    }
}
