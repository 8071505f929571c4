//! What differs between two scenarios or days, as records: ways that appear, vanish or change rank, links and rules.

mod changes;

use std::collections::BTreeSet;

use serde::Serialize;

pub use self::changes::ChangeRecord;
pub use self::changes::network_changes;
use super::facts::FactRecord;
use super::itinerary::Itinerary;
use super::matrix::many_notes;
use super::plan::{NetworkRecord, PlanReport, QueryRecord, report};
use super::rounding::tenths;
use crate::calendar::Day;
use crate::model::{Link, Network, ScenarioId};
use crate::parallel;
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
    /// What stands in the way under A, where it has no way.
    pub refused_a: Vec<FactRecord>,
    /// What stands in the way under B, where it has no way.
    pub refused_b: Vec<FactRecord>,
    /// The question as it was asked under A: cargo, ship, objective, day, rules lifted.
    pub query_a: QueryRecord,
    /// As it was asked under B.
    pub query_b: QueryRecord,
}

impl PairRecord {
    /// Whether the answers differ.
    pub fn differs(&self) -> bool {
        let moved = |difference: Option<f64>| difference.is_some_and(|difference| difference.abs() > 0.0);
        let causes = |facts: &[FactRecord]| -> BTreeSet<(String, String, Option<String>)> {
            facts.iter().map(|fact| (fact.code.to_string(), fact.subject.clone(), fact.rule.clone())).collect()
        };
        self.becomes.is_some()
            || causes(&self.refused_a) != causes(&self.refused_b)
            || self.ways.iter().any(|way| way.change != "stays")
            || [self.slower_by_hours, self.dearer_by_usd, self.longer_by_km].into_iter().any(moved)
    }
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
    /// The days, of A and of B, on which the network itself is compared; the as-of date for a side without a day.
    pub changes_on: [String; 2],
    /// What differs in the network itself.
    pub changes: Vec<ChangeRecord>,
    /// What else the reader should know.
    pub notes: Vec<String>,
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
    let days = [a, b].map(|side| side.depart.unwrap_or(network.meta.as_of));
    let changes = network_changes(network, planner.structure(), [(a.scenario, days[0]), (b.scenario, days[1])]);
    CompareReport {
        schema: "landbridge/compare/1",
        network: NetworkRecord::of(network),
        a: side(a),
        b: side(b),
        pairs,
        changes_on: days.map(|day| day.to_string()),
        changes,
        notes: notes(network, questions),
    }
}

fn notes(network: &Network, questions: &[Question]) -> Vec<String> {
    let own = questions.iter().filter(|question| question.query.scenario.is_some()).count();
    let replaced = (own > 0).then(|| {
        format!(
            "{own} of the questions have a scenario of their own; here each is asked under that of A and of B instead"
        )
    });
    replaced.into_iter().chain(many_notes(network)).collect()
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
        report(network, &query, &planner.plan_ways(&query), &question.from, &question.to)
    });
    pair_of(&question.id, [&a, &b])
}

/// One question answered under A and under B, of one network.
pub fn pair_of(id: &str, plans: [&PlanReport; 2]) -> PairRecord {
    pair_between(id, plans, |a, b| links(a) == links(b))
}

/// One question answered under A and under B; `is_same_way` says whether a way of A and one of B are the same.
pub fn pair_between(
    id: &str,
    [a, b]: [&PlanReport; 2],
    is_same_way: impl Fn(&Itinerary, &Itinerary) -> bool,
) -> PairRecord {
    let [first, second] = [a, b].map(|plan| plan.itineraries.first());
    let difference = |of: fn(&Itinerary) -> Option<f64>| {
        first.and_then(of).zip(second.and_then(of)).map(|(first, second)| tenths(second - first))
    };
    let becomes = match (a.has_route(), b.has_route()) {
        (false, true) => Some("possible"),
        (true, false) => Some("impossible"),
        _ => None,
    };
    let refused = |plan: &PlanReport| if plan.has_route() { Vec::new() } else { plan.refused.clone() };
    PairRecord {
        id: id.to_string(),
        from: a.query.from.clone(),
        to: a.query.to.clone(),
        becomes,
        slower_by_hours: difference(|way| Some(way.hours.p50)),
        dearer_by_usd: difference(|way| way.cost_usd.map(|cost| cost.p50)),
        longer_by_km: difference(|way| Some(way.distance_km)),
        ways: ways(&a.itineraries, &b.itineraries, &is_same_way),
        refused_a: refused(a),
        refused_b: refused(b),
        query_a: a.query.clone(),
        query_b: b.query.clone(),
    }
}

fn links(way: &Itinerary) -> Vec<(Link, bool)> {
    way.legs.iter().flat_map(|leg| leg.links.iter().copied()).collect()
}

fn ways(a: &[Itinerary], b: &[Itinerary], is_same_way: &impl Fn(&Itinerary, &Itinerary) -> bool) -> Vec<WayRecord> {
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
    let of_b = b.iter().map(|way| {
        let before = a.iter().find(|other| is_same_way(other, way));
        told(way, before.map(|before| before.rank), Some(way.rank))
    });
    let gone = a.iter().filter(|way| !b.iter().any(|other| is_same_way(way, other)));
    of_b.chain(gone.map(|way| told(way, Some(way.rank), None))).collect()
}
