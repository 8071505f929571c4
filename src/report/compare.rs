//! What differs between two scenarios or days, as records: ways that appear, vanish or change rank, links and rules.

use serde::Serialize;

use super::facts::FactRecord;
use super::itinerary::Itinerary;
use super::plan::{NetworkRecord, report};
use super::rounding::tenths;
use crate::calendar::Day;
use crate::model::{History, Link, Network, ScenarioId, Subject};
use crate::parallel;
use crate::restrictions::Policy;
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query};

/// One of the two sides: under which scenario, on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// The scenario; none is the base.
    pub scenario: Option<ScenarioId>,
    /// The day; none leaves each question its own.
    pub depart: Option<Day>,
}

/// A question that both sides are asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id, or `from - to`.
    pub id: String,
    /// As it was asked.
    pub from: String,
    /// As it was asked.
    pub to: String,
    /// What is asked; scenario and day are those of the side.
    pub query: Query,
}

/// A side as it is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SideRecord {
    /// Id of the scenario, or `base`.
    pub scenario: String,
    /// The day; null if each question has its own.
    pub depart: Option<String>,
}

/// A way on one or both sides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WayRecord {
    /// In a few words.
    pub corridor: String,
    /// Its rank under A; null if it is not among the ways there.
    pub rank_a: Option<usize>,
    /// Its rank under B.
    pub rank_b: Option<usize>,
    /// `appears`, `vanishes`, `rises`, `falls` or `stays`.
    pub change: &'static str,
    /// Typical hours, under B where it is one of its ways.
    pub hours: f64,
    /// Typical cost, likewise.
    pub cost_usd: Option<f64>,
    /// How far it is.
    pub distance_km: f64,
    /// Codes and subjects of its flags, likewise.
    pub flags: Vec<String>,
}

/// One question under both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairRecord {
    /// Its id, or `from - to`.
    pub id: String,
    /// As it was asked.
    pub from: String,
    /// As it was asked.
    pub to: String,
    /// `possible` or `impossible` if only one side has a way, and B has or has not.
    pub becomes: Option<&'static str>,
    /// How much longer the best way takes under B, typical; negative if it is faster.
    pub slower_by_hours: Option<f64>,
    /// How much dearer it is.
    pub dearer_by_usd: Option<f64>,
    /// How much longer.
    pub longer_by_km: Option<f64>,
    /// Ways of either side; those of B first, in their order.
    pub ways: Vec<WayRecord>,
    /// Rules that the question lifts on both sides, for analysis.
    pub allow: Vec<String>,
    /// What stands in the way where there is none.
    pub refused: Vec<FactRecord>,
}

impl PairRecord {
    /// Whether the answers differ.
    pub fn differs(&self) -> bool {
        let moved = |difference: Option<f64>| difference.is_some_and(|difference| difference.abs() > 0.0);
        self.becomes.is_some()
            || self.ways.iter().any(|way| way.change != "stays")
            || [self.slower_by_hours, self.dearer_by_usd, self.longer_by_km].into_iter().any(moved)
    }
}

/// A link, transfer or rule that is another on the two sides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRecord {
    /// `line`, `lane`, `transfer` or `rule`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its state under A: `operating` and so on, `unknown`; `in force` or `not in force` of a rule.
    pub a: String,
    /// Its state under B.
    pub b: String,
}

/// The answer to `compare`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompareReport {
    /// `landbridge/compare/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The first side.
    pub a: SideRecord,
    /// The second.
    pub b: SideRecord,
    /// The questions.
    pub pairs: Vec<PairRecord>,
    /// What differs in the network itself, where both sides have a day.
    pub changes: Vec<ChangeRecord>,
}

impl CompareReport {
    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        !self.changes.is_empty() || self.pairs.iter().any(PairRecord::differs)
    }
}

/// Asks every question under both sides.
pub fn compare(network: &Network, questions: &[Question], [a, b]: [Side; 2]) -> CompareReport {
    let planner = Planner::new(network);
    let pairs = parallel::map(questions, |question| pair(network, &planner, question, [a, b]));
    let side = |side: Side| SideRecord {
        scenario: side.scenario.map_or_else(|| "base".into(), |id| network.scenarios[id].id.clone()),
        depart: side.depart.map(|day| day.to_string()),
    };
    let as_of = network.meta.as_of;
    let changes = changes(network, [(a, a.depart.unwrap_or(as_of)), (b, b.depart.unwrap_or(as_of))]);
    CompareReport {
        schema: "landbridge/compare/1",
        network: NetworkRecord::of(network),
        a: side(a),
        b: side(b),
        pairs,
        changes,
    }
}

fn pair(network: &Network, planner: &Planner<'_>, question: &Question, sides: [Side; 2]) -> PairRecord {
    let [a, b] = sides.map(|side| {
        let query = Query {
            scenario: side.scenario,
            depart: side.depart.unwrap_or(question.query.depart),
            // Only typical values are compared.
            draws: Draws { samples: 100, ..question.query.draws },
            ..question.query.clone()
        };
        report(network, &query, &planner.plan(&query), &question.from, &question.to)
    });
    let [first, second] = [&a, &b].map(|plan| plan.itineraries.first());
    let difference = |of: fn(&Itinerary) -> Option<f64>| {
        first.and_then(of).zip(second.and_then(of)).map(|(first, second)| tenths(second - first))
    };
    let becomes = match (a.has_route(), b.has_route()) {
        (false, true) => Some("possible"),
        (true, false) => Some("impossible"),
        _ => None,
    };
    let without = if a.has_route() { &b } else { &a };
    PairRecord {
        id: question.id.clone(),
        from: question.from.clone(),
        to: question.to.clone(),
        becomes,
        slower_by_hours: difference(|way| Some(way.hours.p50)),
        dearer_by_usd: difference(|way| way.cost_usd.map(|cost| cost.p50)),
        longer_by_km: difference(|way| Some(way.distance_km)),
        ways: ways(&a.itineraries, &b.itineraries),
        allow: a.query.allow.clone(),
        refused: if without.has_route() { Vec::new() } else { without.refused.clone() },
    }
}

fn links(way: &Itinerary) -> Vec<(Link, bool)> {
    way.legs.iter().flat_map(|leg| leg.links.iter().copied()).collect()
}

fn ways(a: &[Itinerary], b: &[Itinerary]) -> Vec<WayRecord> {
    let rank = |among: &[Itinerary], way: &Itinerary| {
        among.iter().find(|other| links(other) == links(way)).map(|other| other.rank)
    };
    let told = |way: &Itinerary, rank_a: Option<usize>, rank_b: Option<usize>| WayRecord {
        corridor: way.corridor.clone(),
        rank_a,
        rank_b,
        change: match (rank_a, rank_b) {
            (None, _) => "appears",
            (_, None) => "vanishes",
            (Some(a), Some(b)) if b < a => "rises",
            (Some(a), Some(b)) if b > a => "falls",
            _ => "stays",
        },
        hours: way.hours.p50,
        cost_usd: way.cost_usd.map(|cost| cost.p50),
        distance_km: way.distance_km,
        flags: way.flags.iter().map(|flag| format!("{}:{}", flag.code, flag.subject)).collect(),
    };
    let of_b = b.iter().map(|way| told(way, rank(a, way), Some(way.rank)));
    let gone = a.iter().filter(|way| rank(b, way).is_none()).map(|way| told(way, Some(way.rank), None));
    of_b.chain(gone).collect()
}

fn changes(network: &Network, sides: [(Side, Day); 2]) -> Vec<ChangeRecord> {
    let policies = sides.map(|(side, day)| {
        let query = Query { scenario: side.scenario, ..Query::new(network, Vec::new(), Vec::new()) };
        (query.policy(network), day)
    });
    let state = |(policy, day): &(Policy<'_>, Day), subject: Subject, history: &History| {
        use crate::scenario::Override;
        let spell = history.on(*day);
        let is_usable = spell.is_some_and(|spell| spell.state.is_usable());
        match policy.overlay.on(subject, *day) {
            Some(Override::Opened) if !is_usable => "opened by the scenario".to_string(),
            Some(Override::Closed) if is_usable => "closed by the scenario".to_string(),
            _ => spell.map_or_else(|| "unknown".into(), |spell| spell.state.label()),
        }
    };
    let mut changes: Vec<ChangeRecord> = Vec::new();
    let mut add = |kind, id: &str, name: &str, [a, b]: [String; 2]| {
        let known = changes.iter().any(|change| change.kind == kind && change.id == id);
        if a != b && !known {
            changes.push(ChangeRecord { kind, id: id.into(), name: name.into(), a, b });
        }
    };
    for section in network.sections.values() {
        let line = &network.lines[section.line];
        let states = [0, 1].map(|side| state(&policies[side], Subject::Line(section.line), &section.status));
        add("line", &line.id, &line.name, states);
    }
    for (id, lane) in network.lanes.iter() {
        add("lane", &lane.id, &lane.name, [0, 1].map(|side| state(&policies[side], Subject::Lane(id), &lane.status)));
    }
    for (id, transfer) in network.transfers.iter() {
        let name = transfer.name.as_ref().unwrap_or(&network.places[transfer.at].name);
        let states = [0, 1].map(|side| state(&policies[side], Subject::Transfer(id), &transfer.status));
        add("transfer", &transfer.id, name, states);
    }
    for (id, rule) in network.restrictions.iter() {
        let force = [0, 1].map(|side: usize| {
            let (policy, day) = &policies[side];
            match policy.overlay.lifts(id) {
                Some(_) => "lifted by the scenario".to_string(),
                None if rule.window.contains(*day) => "in force".into(),
                None => "not in force".into(),
            }
        });
        add("rule", &rule.id, &rule.name, force);
    }
    changes
}
