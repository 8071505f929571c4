//! What differs in the network itself between two scenarios or days: states, rules in force, the ice.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::calendar::Day;
use crate::graph::Structure;
use crate::model::{Network, Restriction, RestrictionId, ScenarioId, Subject};
use crate::restrictions::{Fact, Policy, Step};
use crate::route::Query;

/// Something that is otherwise on the two sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeRecord {
    /// `line`, `lane`, `transfer`, `rule` or `ice`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its state under A, as files call it, `unknown`, or what the scenario does; `in force`, `not in force`, `lifted`
    /// of a rule; the kind of year of the ice.
    pub a: String,
    /// Its state under B.
    pub b: String,
    /// How many links it is of a line, else 1.
    pub links: usize,
}

/// One side: its rules and its day.
type Occasion<'a> = (Policy<'a>, Day);

/// Lines, lanes and transfers whose state differs, rules that are in force on one side only, and another kind of year.
pub fn network_changes(
    network: &Network,
    structure: &Structure,
    sides: [(Option<ScenarioId>, Day); 2],
) -> Vec<ChangeRecord> {
    let sides = sides.map(|(scenario, day)| {
        let query = Query { scenario, ..Query::new(network, Vec::new(), Vec::new()) };
        (query.policy(network), day)
    });
    let mut changes = states(network, structure, &sides);
    for (id, rule) in network.restrictions.iter() {
        let [a, b] = sides.each_ref().map(|side| force(side, id, rule));
        if a != b {
            let (a, b) = (a.to_string(), b.to_string());
            changes.push(ChangeRecord { kind: "rule", id: rule.id.clone(), name: rule.name.clone(), a, b, links: 1 });
        }
    }
    let [a, b] = sides.each_ref().map(|(policy, _)| policy.overlay.ice_year().word().to_string());
    if a != b {
        changes.push(ChangeRecord { kind: "ice", id: "ice".into(), name: "Kind of year".into(), a, b, links: 1 });
    }
    changes
}

fn states(network: &Network, structure: &Structure, sides: &[Occasion<'_>; 2]) -> Vec<ChangeRecord> {
    let mut found: BTreeMap<(Subject, [String; 2]), usize> = BTreeMap::new();
    let mut transfers = std::collections::BTreeSet::new();
    for step in structure.steps() {
        let is_told = match step {
            Step::Pass { forward, .. } => !forward,
            Step::Undergo { transfer, .. } => !transfers.insert(*transfer),
        };
        let states = sides.each_ref().map(|side| state(network, side, *step));
        if !is_told && states[0] != states[1] {
            *found.entry((step.subject(network), states)).or_default() += 1;
        }
    }
    let record = |((subject, [a, b]), links): ((Subject, [String; 2]), usize)| {
        let (kind, name) = match subject {
            Subject::Line(_) => ("line", network.subject_name(subject).to_string()),
            Subject::Transfer(id) => {
                let transfer = &network.transfers[id];
                let kind = transfer.kind.word().replace('_', " ");
                let own = transfer.name.clone();
                ("transfer", own.unwrap_or_else(|| format!("{}, {kind}", network.places[transfer.at].name)))
            }
            _ => ("lane", network.subject_name(subject).to_string()),
        };
        ChangeRecord { kind, id: network.subject_id(subject).to_string(), name, a, b, links }
    };
    found.into_iter().map(record).collect()
}

/// The state of what a step passes, as the planner judges it.
fn state(network: &Network, (policy, day): &Occasion<'_>, step: Step) -> String {
    let own = step.subject(network);
    let by_scenario = |done: &str, subject: Subject| {
        let at = if subject == own { String::new() } else { format!(" at {}", network.subject_name(subject)) };
        format!("{done} by the scenario{at}")
    };
    let verdict = policy.verdict_of_status(step, *day);
    verdict
        .blocks
        .iter()
        .chain(&verdict.flags)
        .find_map(|fact| match fact {
            Fact::ClosedByScenario { subject, .. } => Some(by_scenario("closed", *subject)),
            Fact::OpenedByScenario { subject, .. } => Some(by_scenario("opened", *subject)),
            Fact::Status { state, .. } => Some(state.label()),
            Fact::StatusUnknown { .. } => Some("unknown".into()),
            _ => None,
        })
        .unwrap_or_else(|| crate::model::State::Operating.label())
}

fn force((policy, day): &Occasion<'_>, id: RestrictionId, rule: &Restriction) -> &'static str {
    if !rule.window.contains(*day) {
        "not in force"
    } else if policy.overlay.lifts(id).is_some() {
        "lifted"
    } else {
        "in force"
    }
}
