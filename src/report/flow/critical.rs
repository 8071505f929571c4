//! What the loss of each link, transfer or place costs, as a record: what `critical --format json` prints and the site
//! draws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::rounded;
use super::limit::{LimitRecord, limit_record};
use super::links::{ElementRecord, told};
use super::query::PeriodRecord;
use super::totals::{AmountRecord, TotalRecord, amounts, totals, unserved_cost, value_unit};
use crate::capacity::{Element, Model};
use crate::flow::Solved;
use crate::flow::critical::Loss;
use crate::model::PlaceId;
use crate::report::plan::NetworkRecord;
use crate::units::CargoUnit;

/// The answer to `critical`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriticalReport {
    /// `landbridge/critical/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// When and under what.
    #[serde(flatten)]
    pub period: PeriodRecord,
    /// What is ranked by: `cost`, `unserved` or `disconnected`.
    pub ranked_by: &'static str,
    /// What is demanded, and what of it arrives before anything is lost, by unit of cargo.
    pub totals: Vec<TotalRecord>,
    /// What the ways cost before, without what does not arrive.
    pub value: f64,
    /// What that is counted in.
    pub value_unit: &'static str,
    /// How far the answer before may be from the best, as a share of its cost.
    pub gap: f64,
    /// Losses that change something, worst first.
    pub losses: Vec<LossRecord>,
    /// How many links and transfers carry something and can be lost at no cost.
    pub free: usize,
    /// How many carry nothing: nothing changes without one of them, as the answer does without it.
    pub unused: usize,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// What changes when something is lost, or two things at once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LossRecord {
    /// Position in the ranking, from 1.
    pub rank: usize,
    /// What is lost.
    pub lost: Vec<LostRecord>,
    /// By how much the ways cost more (negative: less, because less moves); in `value_unit`.
    pub ways_cost_more: f64,
    /// By how much all costs rise, what does not arrive counted at its cost; in `value_unit`.
    pub cost_more: f64,
    /// By how much that may be off.
    pub off_by: f64,
    /// How much less arrives, by unit of cargo.
    pub less: Vec<AmountRecord>,
    /// The same by demand.
    pub demands: Vec<DemandLossRecord>,
    /// Ids of the demands that have no way left.
    pub disconnected: Vec<String>,
    /// What binds then and did not before.
    pub then_binds: Vec<LimitRecord>,
}

/// What is lost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LostRecord {
    /// What it is, and where; its fields stand among those of the record.
    #[serde(flatten)]
    pub at: ElementRecord,
    /// What it is.
    #[serde(skip)]
    pub part: Part,
}

/// Something that can be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A link or a transfer.
    Element(Element),
    /// A place, with all that begins, ends or passes there.
    Place(PlaceId),
}

/// How much less of a demand arrives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DemandLossRecord {
    /// Its id.
    pub demand: String,
    /// How many units less; negative if more.
    pub less: f64,
}

/// By what losses are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankedBy {
    /// All costs together, what does not arrive counted.
    Cost,
    /// What does not arrive, at its cost.
    Unserved,
    /// How many demands have no way left.
    Disconnected,
}

impl RankedBy {
    /// The word that output uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Unserved => "unserved",
            Self::Disconnected => "disconnected",
        }
    }
}

/// Tells what each loss of `lost` (what is lost together, and what changes) costs.
pub fn critical_report(
    model: &Model<'_>,
    base: &Solved<'_>,
    lost: &[(Vec<Part>, Loss)],
    ranked_by: RankedBy,
    period: PeriodRecord,
) -> CriticalReport {
    let (scale, unit) = value_unit(model);
    let arrivals = base.arrivals();
    let changes =
        |loss: &Loss| loss.cost > loss.gap.max(1e-6) || !loss.disconnected.is_empty() || !loss.unserved.is_empty();
    let mut told: Vec<(&Vec<Part>, &Loss)> = Vec::new();
    let (mut free, mut unused) = (0, 0);
    for (parts, loss) in lost {
        match (changes(loss), loss.used) {
            (true, _) => told.push((parts, loss)),
            (false, true) => free += 1,
            (false, false) => unused += 1,
        }
    }
    let keys: Vec<[f64; 3]> = told.iter().map(|(_, loss)| key(model, loss, ranked_by)).collect();
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by(|&one, &other| {
        let compared = keys[other].iter().zip(&keys[one]).map(|(a, b)| a.total_cmp(b));
        compared.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(one.cmp(&other))
    });
    let losses = (1..).zip(order).map(|(rank, at)| loss_record(model, rank, told[at], scale)).collect();
    CriticalReport {
        schema: "landbridge/critical/1",
        network: NetworkRecord::of(model.network),
        period,
        ranked_by: ranked_by.word(),
        totals: totals(model, &arrivals),
        value: rounded((base.cost - unserved_cost(model, &arrivals)) * scale),
        value_unit: unit,
        gap: rounded((base.cost - base.bound).max(0.0) / base.cost.abs().max(1.0)),
        losses,
        free,
        unused,
        notes: Vec::new(),
    }
}

/// What the ranking compares, most important first.
#[allow(clippy::cast_precision_loss)]
fn key(model: &Model<'_>, loss: &Loss, by: RankedBy) -> [f64; 3] {
    let unserved = loss.unserved.iter().map(|(demand, less)| cost_of(model, *demand) * less).sum::<f64>();
    let disconnected = loss.disconnected.len() as f64;
    // Differences below a millionth are rounding, and must not decide.
    let [cost, unserved] = [loss.cost, unserved].map(rounded);
    match by {
        RankedBy::Cost => [cost, disconnected, unserved],
        RankedBy::Unserved => [unserved, cost, disconnected],
        RankedBy::Disconnected => [disconnected, unserved, cost],
    }
}

#[allow(clippy::cast_precision_loss)]
fn cost_of(model: &Model<'_>, demand: u32) -> f64 {
    model.problem.demands[demand as usize].unserved_cost as f64
}

fn loss_record(model: &Model<'_>, rank: usize, (parts, loss): (&Vec<Part>, &Loss), scale: f64) -> LossRecord {
    let mut by_unit: BTreeMap<CargoUnit, f64> = BTreeMap::new();
    let mut by_demand: BTreeMap<usize, f64> = BTreeMap::new();
    let mut unserved = 0.0;
    for (demand, less) in &loss.unserved {
        let layer = model.problem.demands[*demand as usize].layer;
        *by_unit.entry(model.unit(layer)).or_default() += less;
        *by_demand.entry(model.demands[*demand as usize].wanted).or_default() += less;
        unserved += cost_of(model, *demand) * less;
    }
    let id = |wanted: usize| model.query.wanted[wanted].id.clone();
    let mut disconnected: Vec<usize> =
        loss.disconnected.iter().map(|demand| model.demands[*demand as usize].wanted).collect();
    disconnected.dedup();
    LossRecord {
        rank,
        lost: parts.iter().map(|part| lost_record(model, *part)).collect(),
        ways_cost_more: rounded((loss.cost - unserved) * scale),
        cost_more: rounded(loss.cost * scale),
        off_by: rounded(loss.gap * scale),
        less: amounts(by_unit),
        demands: by_demand
            .into_iter()
            .map(|(wanted, less)| DemandLossRecord { demand: id(wanted), less: rounded(less) })
            .collect(),
        disconnected: disconnected.into_iter().map(id).collect(),
        then_binds: loss.binds.iter().map(|(limit, taken)| limit_record(model, *limit as usize, *taken)).collect(),
    }
}

fn lost_record(model: &Model<'_>, part: Part) -> LostRecord {
    let network = model.network;
    let at = match part {
        Part::Element(element) => told(network, element),
        Part::Place(id) => {
            let place = &network.places[id];
            let (from, to) = (place.id.clone(), place.id.clone());
            ElementRecord { kind: "place", id: place.id.clone(), name: place.name.clone(), mode: None, from, to }
        }
    };
    LostRecord { at, part }
}
