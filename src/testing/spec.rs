//! What a small random network is made of, and how it is written as YAML.

use std::fmt::Write as _;

use crate::calendar::Day;
use crate::load::load_texts;
use crate::model::Network;

/// Windows begin and end within so many days of [`base_day`].
pub const WINDOW_DAYS: u16 = 60;

/// The day on which a generated network's figures hold.
///
/// # Panics
/// Never: the date exists.
pub fn base_day() -> Day {
    Day::from_civil(2026, 3, 1).expect("the first of March exists")
}

/// Whether anything changes from day to day, or within one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// Nothing does.
    Fixed,
    /// Closures, figures and rules begin and end.
    Windows,
    /// Nothing changes from day to day, but there are opening hours and timetables.
    Clocks,
    /// All of it.
    All,
}

impl Dates {
    /// Whether closures, figures and rules begin and end.
    pub fn vary(self) -> bool {
        matches!(self, Self::Windows | Self::All)
    }

    /// Whether there are opening hours and timetables.
    pub fn have_clocks(self) -> bool {
        matches!(self, Self::Clocks | Self::All)
    }
}

/// A timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceSpec {
    /// Days of the week from either end, each a bit and at least one; the minute of departure; the cut-off in hours.
    Weekly(u8, u8, u16, u8),
    /// So many hours after each other, on unknown days; the cut-off in hours.
    Every(u8, u8),
}

/// A state over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusSpec {
    /// Always the same.
    State(&'static str),
    /// Closed from one day to another, counted from [`base_day`]; else operating.
    ClosedBetween(u16, u16),
    /// Under construction until that day.
    OpensAfter(u16),
}

/// A line.
#[derive(Debug, Clone)]
pub struct LineSpec {
    /// `rail` or `road`.
    pub mode: &'static str,
    /// Places by number, with the kilometres from the one before.
    pub stops: Vec<(usize, u16)>,
    /// Gauges in millimetres; empty for roads.
    pub gauges: Vec<u16>,
    /// Kilometres a day; the operator's if none, and no operator then means no speed at all.
    pub speed: Option<u16>,
    /// A speed that holds from that day on.
    pub speed_from: Option<(u16, u16)>,
    /// Whether an operator runs it.
    pub operated: bool,
    /// One way only.
    pub directed: bool,
    /// Its timetable, if it has two stops.
    pub service: Option<ServiceSpec>,
    /// Its state.
    pub status: StatusSpec,
}

/// A sea lane between two places with ports.
#[derive(Debug, Clone)]
pub struct LaneSpec {
    /// First and last place by number.
    pub ends: (usize, usize),
    /// Nautical miles.
    pub miles: u16,
    /// Controlling depth in metres.
    pub depth: Option<u8>,
    /// Through the strait.
    pub passage: bool,
    /// In ice of this severity, the year round.
    pub ice: Option<u8>,
    /// Its timetable.
    pub service: Option<ServiceSpec>,
    /// Its state.
    pub status: StatusSpec,
}

/// What a transfer changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferSpecKind {
    /// Countries by number.
    Border(usize, usize),
    /// Between 1520 and 1435 mm.
    Gauge,
    /// Between land and sea; by rail only if so said.
    Port(bool),
    /// Between rail and road.
    Mode,
}

/// A transfer.
#[derive(Debug, Clone)]
pub struct TransferSpec {
    /// The place by number.
    pub at: usize,
    /// What it changes.
    pub kind: TransferSpecKind,
    /// Hours.
    pub hours: u16,
    /// Hours from that day on.
    pub hours_from: Option<(u16, u16)>,
    /// Dollars a container; free if none.
    pub cost: Option<u16>,
    /// Minutes of the day between which it is open.
    pub open: Option<(u16, u16)>,
    /// Its state.
    pub status: StatusSpec,
}

/// A restriction: a match as the file writes it, and an effect.
#[derive(Debug, Clone)]
pub struct RuleSpec {
    /// The mapping under `match`.
    pub matches: String,
    /// `exclude`, `flag` or `delay`.
    pub effect: &'static str,
    /// A mapping under `exceptions`, if there is one, with effect `allow`.
    pub exception: Option<String>,
    /// In force from one day to another; always if none.
    pub window: Option<(u16, u16)>,
}

/// A network before it is written.
#[derive(Debug, Clone)]
pub struct NetworkSpec {
    /// The country of each place, by number.
    pub places: Vec<usize>,
    /// Lines.
    pub lines: Vec<LineSpec>,
    /// Lanes.
    pub lanes: Vec<LaneSpec>,
    /// Transfers.
    pub transfers: Vec<TransferSpec>,
    /// Restrictions.
    pub rules: Vec<RuleSpec>,
    /// Whether rail, road and sea have a price for containers.
    pub priced: [bool; 3],
    /// The ship's row in the risk table, if the table judges it.
    pub polar: Option<&'static str>,
}

/// Rows of a generated network's risk table.
pub const POLAR_CLASSES: [&str; 5] = ["PC4", "PC7", "IA Super", "IC", "none"];

pub(super) const COUNTRIES: [&str; 4] = ["AA", "BB", "CC", "DE"];

impl NetworkSpec {
    /// The network as a file, with a scenario `close-ID` for each line, lane and transfer.
    pub fn yaml(&self) -> String {
        let mut out = String::from(
            "network: {id: random, title: Random, summary: Made by a strategy., as_of: 2026-03-01, vessel: ship, \
             cargo: container}\n\
             cargoes:\n  container: {name: Containers, unit: FEU, contents: unknown, mass: {low: 8 t, typ: 10 t, high: 20 t}, \
             value_of_time: 14.4 USD/FEU-day}\n  \
             coal: {name: Coal, unit: t, commodities: [coal]}\n\
             risk_tables:\n  risk: {name: Risk, legal_basis: None, ice: [free, thin, medium, thick], values: {PC4: [3, 2, \
             2, 1], PC7: [3, 1, -1, -2], IA Super: [3, 2, -1, -2], IC: [3, -1, -4, -5], none: [3, -2, -5, -6]}, ice_regimes: \
             [{free: 10}, {free: 6, thin: 3, medium: 1}, {free: 2, thin: 3, medium: 4, thick: 1}, {thin: 1, medium: 4, thick: \
             5}]}\n\
             operators:\n  everyone: {name: Everyone, speed: {low: 300 km/day, typ: 500 km/day, high: 700 km/day}}\n\
             passages:\n  strait: {name: The Strait, time: 7 h, cost: 90 USD/FEU, max_draught: 9 m}\n\
             ice_areas:\n",
        );
        self.write_areas(&mut out);
        out.push_str(
            "emission_factors:\n  rail: {mode: rail, ttw: 5 g/t-km, wtw: {low: 7 g/t-km, typ: 10 g/t-km, high: 30 g/t-km}}\n  \
             rail-everyone: {mode: rail, operator: everyone, ttw: 0 g/t-km, wtw: 7 g/t-km}\n  \
             road: {mode: road, ttw: 70 g/t-km, wtw: 90 g/t-km}\n  \
             sea: {mode: sea, cargo: container, ttw: 50 g/TEU-km, wtw: 60 g/TEU-km}\n",
        );
        out.push_str(
            "rates:\n  rail-coal: {mode: rail, cargo: coal, price: 0.03 USD/t-km}\n  \
             sea-coal: {mode: sea, cargo: coal, price: 0.01 USD/t-km}\n  \
             gauge-coal: {kind: gauge_change, cargo: coal, price: 2 USD/t}\n  \
             border-coal: {kind: border, cargo: coal, price: 1 USD/t}\n  \
             strait-coal: {passage: strait, cargo: coal, price: 0.5 USD/t}\n",
        );
        for (priced, (mode, price)) in self.priced.iter().zip([("rail", "0.60"), ("road", "1.70"), ("sea", "0.15")]) {
            if *priced {
                let _ = writeln!(out, "  {mode}: {{mode: {mode}, cargo: container, price: {price} USD/FEU-km}}");
            }
        }
        if self.priced[0] {
            out.push_str(
                "  rail-everyone: {mode: rail, operator: everyone, cargo: container, price: 0.5 USD/FEU-km}\n",
            );
        }
        out.push_str("places:\n");
        for (index, country) in self.places.iter().enumerate() {
            let (degrees, code) = (20 + country * 20 + index % 7, COUNTRIES[*country]);
            let _ = writeln!(
                out,
                "  p{index}: {{name: Place {index}, country: {code}, at: {}.500N {degrees}.000E, kind: station}}",
                30 + index
            );
        }
        self.write_links(&mut out);
        self.write_transfers(&mut out);
        self.write_rules(&mut out);
        out.push_str("scenarios:\n");
        for year in ["mild", "severe"] {
            let _ = writeln!(out, "  ice-{year}: {{name: A {year} year, changes: [{{ice: {year}}}]}}");
        }
        for id in self.closable() {
            let _ = writeln!(out, "  close-{id}: {{name: Close {id}, changes: [{{close: {id}}}]}}");
        }
        out
    }

    fn write_areas(&self, out: &mut String) {
        for severity in 0..=3 {
            let months = vec![severity.to_string(); 12].join(", ");
            let _ = writeln!(out, "  ice-{severity}: {{name: Ice {severity}, severity: [{months}]}}");
        }
        out.push_str("vessels:\n");
        // A ship that the table judges makes way in any ice, so that the risk decides.
        let (of, speeds) = match self.polar {
            Some(_) => (self.polar, "[14 kn, 10 kn, 6 kn, 5 kn]"),
            None => (None, "[14 kn, 10 kn, 4 kn, 0 kn]"),
        };
        let mut ship = |id: &str, class: Option<&str>, draught: u8| {
            let row = class.map(|class| format!(", polar_class: {class}")).unwrap_or_default();
            let _ = writeln!(
                out,
                "  {id}: {{name: Ship, ice_class: none, draught: {draught} m, speed: 15 kn, ice_speeds: {speeds}{row}}}"
            );
        };
        ship("ship", of, 9);
        ship("ship-deep", of, 11);
        for class in POLAR_CLASSES {
            ship(&format!("ship-{}", class.to_lowercase().replace(' ', "-")), Some(class), 9);
        }
    }

    /// Ids of everything that has a scenario which closes it.
    pub fn closable(&self) -> Vec<String> {
        let numbered = |letter: char, count: usize| (0..count).map(move |index| format!("{letter}{index}"));
        numbered('l', self.lines.len())
            .chain(numbered('s', self.lanes.len()))
            .chain(numbered('t', self.transfers.len()))
            .collect()
    }

    fn write_links(&self, out: &mut String) {
        out.push_str("lines:\n");
        for (index, line) in self.lines.iter().enumerate() {
            let mut at = 0;
            let posts = line.stops.iter().map(|(place, km)| {
                at += u32::from(*km);
                format!("{{p{place}: {at} km}}")
            });
            let posts = posts.collect::<Vec<_>>().join(", ");
            let _ = write!(out, "  l{index}: {{name: Line {index}, mode: {}, posts: [{posts}]", line.mode);
            if !line.gauges.is_empty() {
                let gauges: Vec<_> = line.gauges.iter().map(|gauge| format!("{gauge} mm")).collect();
                let _ = write!(out, ", gauge: [{}]", gauges.join(", "));
            }
            if line.operated {
                out.push_str(", operator: everyone");
            }
            match (line.speed, line.speed_from) {
                (Some(speed), Some((day, later))) => {
                    let day = offset(day);
                    let _ = write!(
                        out,
                        ", speed: [{{until: {day}, typ: {speed} km/day}}, {{from: {day}, typ: {later} km/day}}]"
                    );
                }
                (Some(speed), None) => {
                    let _ = write!(out, ", speed: {speed} km/day");
                }
                (None, _) => {}
            }
            let directed = if line.directed { ", directed: true" } else { "" };
            out.push_str(&service(line.service.filter(|_| line.stops.len() == 2)));
            let _ = writeln!(out, "{directed}, status: {}}}", status(line.status));
        }
        out.push_str("lanes:\n");
        for (index, lane) in self.lanes.iter().enumerate() {
            let (from, to) = lane.ends;
            let _ =
                write!(out, "  s{index}: {{name: Lane {index}, path: [p{from}, p{to}], distance: {} nm", lane.miles);
            if let Some(depth) = lane.depth {
                let _ = write!(out, ", depth: {depth} m, under_keel: 1 m");
            }
            if lane.passage {
                out.push_str(", passage: strait");
            }
            if let Some(severity) = lane.ice {
                let _ = write!(out, ", ice_area: ice-{severity}");
            }
            out.push_str(&service(lane.service));
            let _ = writeln!(out, ", status: {}}}", status(lane.status));
        }
    }

    fn write_transfers(&self, out: &mut String) {
        out.push_str("transfers:\n");
        for (index, transfer) in self.transfers.iter().enumerate() {
            let kind = match transfer.kind {
                TransferSpecKind::Border(one, other) => {
                    format!("border, countries: [{}, {}]", COUNTRIES[one], COUNTRIES[other])
                }
                TransferSpecKind::Gauge => "gauge_change, gauges: [1520 mm, 1435 mm]".into(),
                TransferSpecKind::Port(true) => "port, modes: [rail, sea]".into(),
                TransferSpecKind::Port(false) => "port".into(),
                TransferSpecKind::Mode => "mode_change, modes: [rail, road]".into(),
            };
            let time = transfer.hours_from.map_or_else(
                || format!("{} h", transfer.hours),
                |(day, later)| {
                    let day = offset(day);
                    format!("[{{until: {day}, typ: {} h}}, {{from: {day}, typ: {later} h}}]", transfer.hours)
                },
            );
            let cost = transfer.cost.map(|cost| format!(", cost: {cost} USD/FEU")).unwrap_or_default();
            let open =
                transfer.open.map(|(from, until)| format!(", opening_hours: '{}-{}'", clock(from), clock(until)));
            let open = open.unwrap_or_default();
            let _ = writeln!(
                out,
                "  t{index}: {{at: p{}, kind: {kind}, time: {time}{cost}{open}, status: {}}}",
                transfer.at,
                status(transfer.status)
            );
        }
    }

    fn write_rules(&self, out: &mut String) {
        out.push_str("restrictions:\n");
        for (index, rule) in self.rules.iter().enumerate() {
            let _ = write!(
                out,
                "  r{index}: {{name: Rule {index}, issuer: Nobody, legal_basis: None, effect: {}, match: {}",
                rule.effect, rule.matches
            );
            if let Some((from, until)) = rule.window {
                let _ = write!(out, ", from: {}, until: {}", offset(from), offset(until));
            }
            if rule.effect == "delay" {
                out.push_str(", delay: 30 h");
            }
            if let Some(exception) = &rule.exception {
                let _ = write!(out, ", exceptions: [{{match: {exception}, effect: allow}}]");
            }
            out.push_str("}\n");
        }
    }

    /// The network, read back from its text.
    ///
    /// # Panics
    /// If the loader refuses the text: a strategy writes sound networks only.
    pub fn network(&self) -> Network {
        let yaml = self.yaml();
        let loaded = load_texts([("random.yaml".to_string(), yaml.clone().into_bytes())]);
        loaded.network.unwrap_or_else(|| panic!("{:#?}\n{yaml}", loaded.diagnostics))
    }
}

pub(super) fn offset(days: u16) -> Day {
    base_day().plus(i32::from(days))
}

pub(super) fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// With a comma in front; nothing without a timetable.
pub(super) fn service(spec: Option<ServiceSpec>) -> String {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let days = |bits: u8| {
        let days: Vec<&str> = (0..7).filter(|day| bits & (1 << day) != 0).map(|day| DAYS[day]).collect();
        days.join(", ")
    };
    match spec {
        None => String::new(),
        Some(ServiceSpec::Weekly(out, back, at, cut_off)) => format!(
            ", service: {{departures: [{}], back: [{}], at: '{}', cut_off: {cut_off} h}}",
            days(out),
            days(back),
            clock(at)
        ),
        Some(ServiceSpec::Every(hours, cut_off)) => {
            format!(", service: {{every: {hours} h, cut_off: {cut_off} h}}")
        }
    }
}

pub(super) fn status(spec: StatusSpec) -> String {
    match spec {
        StatusSpec::State(state) => state.into(),
        StatusSpec::ClosedBetween(from, until) => {
            let (from, until) = (offset(from), offset(until));
            format!(
                "[{{until: {from}, state: operating}}, {{from: {from}, until: {until}, state: closed}}, \
                 {{from: {until}, state: operating}}]"
            )
        }
        StatusSpec::OpensAfter(day) => {
            let day = offset(day);
            format!("[{{until: {day}, state: under_construction}}, {{from: {day}, state: operating}}]")
        }
    }
}
