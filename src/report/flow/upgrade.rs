//! Which projects help most, as a record: what `upgrade --format json` prints and the site draws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::{number_told, rounded};
use super::query::PeriodRecord;
use super::totals::{AmountRecord, TotalRecord, amounts, totals, value_unit};
use crate::capacity::{Candidates, Model};
use crate::flow::Solved;
use crate::flow::upgrade::{Choice, Effect, Limits};
use crate::model::{Capacitated, Change, Confidence, Network, Project, Subject};
use crate::report::facts::Teller;
use crate::report::plan::NetworkRecord;
use crate::units::CargoUnit;

/// The answer to `upgrade`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UpgradeReport {
    /// `landbridge/upgrade/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// When and under what, before anything is built.
    #[serde(flatten)]
    pub period: PeriodRecord,
    /// At most so many projects.
    pub most: usize,
    /// At most so much money, in dollars.
    pub budget_usd: Option<f64>,
    /// What is demanded, and what of it arrives without any project, by unit of cargo.
    pub without: Vec<TotalRecord>,
    /// The same with the chosen ones.
    pub with: Vec<TotalRecord>,
    /// Ids of the chosen projects.
    pub chosen: Vec<String>,
    /// What they do together.
    pub effect: EffectRecord,
    /// What they cost together in dollars; none if somebody does not say.
    pub cost_usd: Option<CostRecord>,
    /// All candidates, those that save most alone first.
    pub candidates: Vec<CandidateRecord>,
    /// In what `saves` is counted.
    pub value_unit: &'static str,
    /// What proves the choice.
    pub proof: ChoiceProof,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// What proves that no other choice is better.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceProof {
    /// All costs with the chosen projects, what does not arrive counted; in `value_unit`.
    pub value: f64,
    /// No allowed choice brings them below this.
    pub bound: f64,
    /// How far apart the two are, as a share of the value.
    pub gap: f64,
    /// How many sets of projects were solved.
    pub runs: usize,
    /// SHA-256 of the certificate of the flow with the chosen projects, if one was written.
    pub certificate: Option<String>,
}

/// What projects do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EffectRecord {
    /// By how much all costs fall, what does not arrive counted; in `value_unit`.
    pub saves: f64,
    /// By how much the ways cost less (negative: more, because more moves).
    pub ways_cost_less: f64,
    /// How much more arrives, by unit of cargo.
    pub more: Vec<AmountRecord>,
    /// What a unit more costs to build for; none if nothing more arrives, or cargoes of several units.
    pub usd_per_unit: Option<RateRecord>,
}

/// Dollars to build for each unit of cargo more that arrives in a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateRecord {
    /// A cargo's unit.
    pub unit: &'static str,
    /// Dollars for a unit.
    pub usd: f64,
    /// The same in words.
    pub told: String,
}

/// What something costs to build, in dollars.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CostRecord {
    /// Tenth percentile.
    pub low: f64,
    /// Typical.
    pub typ: f64,
    /// Ninetieth percentile.
    pub high: f64,
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateRecord {
    /// Position in the ranking of single projects, from 1.
    pub rank: usize,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it opens and widens, in words.
    pub changes: Vec<String>,
    /// What it costs to build.
    pub cost_usd: Option<CostRecord>,
    /// What it does alone.
    pub alone: EffectRecord,
    /// Whether it is chosen.
    pub chosen: bool,
    /// What it adds to the others that are chosen.
    pub adds: Option<EffectRecord>,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// The date it was true.
    pub as_of: Option<String>,
    /// How far the sources are trusted.
    pub confidence: Option<&'static str>,
    /// What the author of the network adds.
    pub note: Option<String>,
}

/// Tells a choice of `projects`, in the order of the candidates.
pub fn upgrade_report(
    candidates: &Candidates<'_>,
    projects: &[&Project],
    (base, choice): (&Solved<'_>, &Choice),
    limits: &Limits,
    period: PeriodRecord,
) -> UpgradeReport {
    let model = &candidates.model;
    let network = model.network;
    let (scale, unit) = value_unit(model);
    let costs: Vec<Option<[u64; 3]>> = projects.iter().map(|project| project.cost(network)).collect();
    let together: Option<[u64; 3]> = choice.chosen.iter().try_fold([0; 3], |sum: [u64; 3], project| {
        costs[*project].map(|cost| std::array::from_fn(|at| sum[at].saturating_add(cost[at])))
    });
    let mut order: Vec<usize> = (0..projects.len()).collect();
    order.sort_by(|one, other| {
        let saves = |project: &usize| rounded(choice.alone[*project].saves);
        saves(other).total_cmp(&saves(one)).then(one.cmp(other))
    });
    let record = |(rank, at): (usize, usize)| {
        let project = projects[at];
        let position = choice.chosen.iter().position(|chosen| *chosen == at);
        CandidateRecord {
            rank,
            id: project.id.clone(),
            name: project.name.clone(),
            changes: project.changes.iter().filter_map(|change| change_told(network, change)).collect(),
            cost_usd: costs[at].map(dollars),
            alone: effect(model, &choice.alone[at], costs[at]),
            chosen: position.is_some(),
            adds: position.map(|position| effect(model, &choice.adds[position], costs[at])),
            sources: project.provenance.sources.iter().map(|source| network.sources[*source].id.clone()).collect(),
            as_of: project.provenance.as_of.map(|date| date.to_string()),
            confidence: project.provenance.confidence.map(Confidence::word),
            note: project.note.clone(),
        }
    };
    let arrivals = base.arrivals();
    let with: Vec<f64> = arrivals.iter().zip(&choice.effect.serves).map(|(before, more)| before + more).collect();
    UpgradeReport {
        schema: "landbridge/upgrade/1",
        network: NetworkRecord::of(network),
        period,
        most: limits.most.min(projects.len()),
        budget_usd: limits.budget.map(|thousands| dollars_of(thousands.unsigned_abs())),
        without: totals(model, &arrivals),
        with: totals(model, &with),
        chosen: choice.chosen.iter().map(|project| projects[*project].id.clone()).collect(),
        effect: effect(model, &choice.effect, together),
        cost_usd: together.filter(|_| !choice.chosen.is_empty()).map(dollars),
        candidates: (1..).zip(order).map(record).collect(),
        value_unit: unit,
        proof: ChoiceProof {
            value: rounded(choice.with * scale),
            bound: rounded(choice.bound * scale),
            gap: rounded((choice.with - choice.bound).max(0.0) / choice.with.abs().max(1.0)),
            runs: choice.runs,
            certificate: None,
        },
        notes: Vec::new(),
    }
}

fn effect(model: &Model<'_>, effect: &Effect, cost: Option<[u64; 3]>) -> EffectRecord {
    let (scale, _) = value_unit(model);
    let mut by_unit: BTreeMap<CargoUnit, f64> = BTreeMap::new();
    for (demand, more) in model.problem.demands.iter().zip(&effect.serves) {
        *by_unit.entry(model.unit(demand.layer)).or_default() += more;
    }
    let unserved = saved_by_arriving(model, &effect.serves);
    let more = amounts(by_unit);
    let usd_per_unit = match (&more[..], cost) {
        ([only], Some([_, typ, _])) if only.units > 0.0 => {
            let usd = rounded(dollars_of(typ) / only.units);
            Some(RateRecord {
                unit: only.unit,
                usd,
                told: format!("{} USD per {} a year", number_told(usd), only.unit),
            })
        }
        _ => None,
    };
    EffectRecord {
        saves: rounded(effect.saves * scale),
        ways_cost_less: rounded((effect.saves - unserved) * scale),
        more,
        usd_per_unit,
    }
}

/// What units that arrive more do not cost any longer for not arriving.
#[allow(clippy::cast_precision_loss)]
fn saved_by_arriving(model: &Model<'_>, serves: &[f64]) -> f64 {
    model.problem.demands.iter().zip(serves).map(|(demand, more)| demand.unserved_cost as f64 * more).sum()
}

fn dollars([low, typ, high]: [u64; 3]) -> CostRecord {
    CostRecord { low: dollars_of(low), typ: dollars_of(typ), high: dollars_of(high) }
}

#[allow(clippy::cast_precision_loss)]
fn dollars_of(thousands: u64) -> f64 {
    thousands as f64 * 1000.0
}

fn change_told(network: &Network, change: &Change) -> Option<String> {
    let transfer = |id| Teller { network, vessel: None }.transfer_name(id);
    match change {
        Change::Open(Subject::Transfer(id), _) => Some(format!("opens {}", transfer(*id))),
        Change::Open(subject, _) => Some(format!("opens {}", network.subject_name(*subject))),
        Change::Widen(what, capacity, _) => {
            let name = match what {
                Capacitated::Line(id) => network.lines[*id].name.clone(),
                Capacitated::Transfer(id) => transfer(*id),
                Capacitated::Group(id) => network.capacity_groups[*id].name.clone(),
            };
            Some(format!("widens {name} to {capacity}"))
        }
        Change::Close(..) | Change::Lift(_) | Change::Ice(_) => None,
    }
}
