//! Who could get where in which year, as records: one row for each pair, one cell for each year.

use serde::Serialize;

use super::facts::{FactRecord, Teller};
use super::plan::NetworkRecord;
use crate::calendar::Day;
use crate::model::Network;
use crate::parallel;
use crate::restrictions::Fact;
use crate::route::{Access, Planner, Query};

/// Access over the years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessReport {
    /// `landbridge/access/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The days on which it was looked, in order.
    pub on: Vec<String>,
    /// The pairs.
    pub rows: Vec<AccessRow>,
}

/// One pair over the years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessRow {
    /// Id of the question that names it.
    pub id: String,
    /// Where from, as it was asked.
    pub from: String,
    /// Where to, as it was asked.
    pub to: String,
    /// What moves.
    pub cargo: String,
    /// Code of the country that it is from, where that is asked.
    pub cargo_origin: Option<String>,
    /// By which modes; all if empty.
    pub modes: Vec<&'static str>,
    /// Id of the ship, where the way may go by sea.
    pub vessel: Option<String>,
    /// One for each day.
    pub cells: Vec<AccessCell>,
    /// What stands in the way on some day, each fact once.
    pub facts: Vec<FactRecord>,
}

/// How things stand on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessCell {
    /// `open`; else what hinders most: `severed`, `closed`, `suspended`, `under_construction`, `proposed`, `unknown` of a
    /// link, `rule` of a restriction, `other`; or `unjoined` if no links join the two.
    pub state: &'static str,
    /// Positions of what stands in the way.
    pub facts: Vec<usize>,
}

impl AccessRow {
    /// Whether it tells of these ends, and of the cargo, modes and ship of the question.
    pub fn is_of(&self, network: &Network, from: &str, to: &str, query: &Query) -> bool {
        let vessel = query.ship(network).map(|vessel| network.vessels[vessel].id.as_str());
        self.from == from
            && self.to == to
            && self.cargo == network.cargoes[query.cargo].id
            && self.cargo_origin == query.cargo_origin.map(|country| country.to_string())
            && self.modes.iter().copied().eq(query.modes.iter().map(|mode| mode.word()))
            && self.vessel.as_deref() == vessel
    }
}

impl AccessCell {
    /// Whether cargo could go on that day.
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }
}

/// A question whose ends, cargo, modes and ship are looked at.
#[derive(Debug, Clone)]
pub struct AccessQuestion {
    /// Its id.
    pub id: String,
    /// Where from, as asked.
    pub from: String,
    /// Where to, as asked.
    pub to: String,
    /// What is asked.
    pub query: Query,
}

/// Looks at each question on each of `days`, which are in order.
pub fn access_report(
    network: &Network,
    planner: &Planner<'_>,
    questions: &[AccessQuestion],
    days: &[Day],
) -> AccessReport {
    AccessReport {
        schema: "landbridge/access/1",
        network: NetworkRecord::of(network),
        on: days.iter().map(ToString::to_string).collect(),
        rows: parallel::map(questions, |question| row(network, planner, question, days)),
    }
}

fn row(network: &Network, planner: &Planner<'_>, question: &AccessQuestion, days: &[Day]) -> AccessRow {
    let query = &question.query;
    let teller = Teller { network, vessel: query.vessel.map(|vessel| network.vessels[vessel].ice_class) };
    let mut known: Vec<Fact> = Vec::new();
    let cells = planner.access(query, days).into_iter().map(|access| match access {
        Access::Open => AccessCell { state: "open", facts: Vec::new() },
        Access::Unjoined => AccessCell { state: "unjoined", facts: Vec::new() },
        Access::Shut(facts) => AccessCell {
            state: facts.iter().map(hindrance).max().map_or("other", |(_, word)| word),
            facts: facts
                .into_iter()
                .map(|fact| {
                    known.iter().position(|other| other.same_cause(&fact)).unwrap_or_else(|| {
                        known.push(fact);
                        known.len() - 1
                    })
                })
                .collect(),
        },
    });
    let cells = cells.collect();
    AccessRow {
        id: question.id.clone(),
        from: question.from.clone(),
        to: question.to.clone(),
        cargo: network.cargoes[query.cargo].id.clone(),
        cargo_origin: query.cargo_origin.map(|country| country.to_string()),
        modes: query.modes.iter().map(|mode| mode.word()).collect(),
        vessel: query.ship(network).map(|vessel| network.vessels[vessel].id.clone()),
        cells,
        facts: known.iter().map(|fact| told(&teller, fact)).collect(),
    }
}

/// The fact in words; one day stands for many years here, so an unknown state is told without it.
fn told(teller: &Teller<'_>, fact: &Fact) -> FactRecord {
    let record = teller.tell(fact);
    match fact {
        Fact::StatusUnknown { .. } => FactRecord { reason: "its state is not known".into(), ..record },
        _ => record,
    }
}

/// How much a fact hinders, and the word for it: what is not there hinders more than what is forbidden.
fn hindrance(fact: &Fact) -> (u8, &'static str) {
    match fact {
        Fact::Status { state, .. } => match state.word() {
            "severed" => (7, "severed"),
            "proposed" => (6, "proposed"),
            "under_construction" => (5, "under_construction"),
            "closed" => (4, "closed"),
            word => (3, word),
        },
        Fact::Restricted { .. } | Fact::DependsOnContents { .. } => (2, "rule"),
        Fact::StatusUnknown { .. } => (1, "unknown"),
        _ => (0, "other"),
    }
}
