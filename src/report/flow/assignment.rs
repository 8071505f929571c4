//! What of the demands arrives, on which ways, what stops the rest and what widening a limit is worth: what `flow --format
//! json` prints and the site draws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::{amount_told, rounded};
use super::cut::{ProofRecord, model_notes, unknown};
use super::energy::{EnergyRecord, energy_record, is_energy};
use super::limit::{GainRecord, LimitRecord, WorthRecord, limit_record};
use super::links::{LinkFlowRecord, LinkFlows, link_flows};
use super::query::PeriodRecord;
use super::samples::SamplesRecord;
use super::totals::{TotalRecord, totals, unserved_cost, value_unit};
use super::ways::{WayRecord, ways};
use crate::capacity::{Limit, Limited, Model, one_unit, units_told};
use crate::flow::{Change, Flow, Solved, Stop, binding, users, what_stops};
use crate::model::PlaceId;
use crate::parallel;
use crate::report::facts::FactRecord;
use crate::report::plan::NetworkRecord;
use crate::report::verify::ProvenRecord;
use crate::units::CargoUnit;

/// Limits fuller than this, in percent, are told.
const TOLD_FROM_PERCENT: f64 = 50.0;

/// Of so many limits, those of the largest rent, both prices are found: each takes two runs from the optimal basis.
const MOST_PRICED: usize = 200;

/// The same where the months are told apart, and runs are twelve times as long.
const MOST_PRICED_IN_MONTHS: usize = 24;

/// The answer to `flow`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowReport {
    /// `landbridge/flow/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The question.
    pub query: FlowQueryRecord,
    /// The months, if they are told apart: `2025-01`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<String>,
    /// What of each demand arrives.
    pub demands: Vec<DemandRecord>,
    /// The same by unit of cargo.
    pub totals: Vec<TotalRecord>,
    /// What the ways cost together, without what does not arrive.
    pub value: f64,
    /// What that is counted in: `unit-km` (tonne-kilometres, if all cargoes are counted in tonnes), `unit-hours`, `USD`.
    pub value_unit: &'static str,
    /// Limits that bind (they have `worth`), or are more than half full; the fullest first, those that bind before all.
    pub limits: Vec<LimitRecord>,
    /// Congestion rent of all limits together, what does not arrive counted at its cost.
    pub rent: f64,
    /// Who uses the limit that was asked about.
    pub select: Option<SelectRecord>,
    /// What draws over capacities and dwell show, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub samples: Option<SamplesRecord>,
    /// What flows where.
    pub links: Vec<LinkFlowRecord>,
    /// Through which border or port each demand goes.
    pub ways: Vec<WayRecord>,
    /// What sources give and could still give, what is lost on the way, and power by Kirchhoff's laws; where something has
    /// a source with a limit, or moves by pipe or wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub energy: Option<EnergyRecord>,
    /// What has no known capacity, and lies on a way that is used.
    pub unknown: Vec<String>,
    /// What the reader must know of the ways that are used.
    pub flags: Vec<FactRecord>,
    /// What proves it.
    pub proof: ProofRecord,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// The question, defaults filled in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowQueryRecord {
    /// Where the demands are from: `network`, `table` or `command`.
    pub demands_from: &'static str,
    /// When and under what.
    #[serde(flatten)]
    pub period: PeriodRecord,
    /// What a unit that does not arrive counts, where the user said it; kilometres, hours or dollars.
    pub unserved_cost: Option<u32>,
    /// The gap at which to stop.
    pub gap: f64,
}

/// One demand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DemandRecord {
    /// Its id: that of the network, or the number of its line in a table.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Ids of the places it may start from.
    pub from: Vec<String>,
    /// Ids of the places it may end at.
    pub to: Vec<String>,
    /// What moves.
    pub cargo: String,
    /// What that is counted in.
    pub unit: &'static str,
    /// The country that it is from, if one was named.
    pub cargo_origin: Option<String>,
    /// How many units are wanted in the period.
    pub asked: f64,
    /// How many arrive.
    pub served: f64,
    /// How many do not.
    pub unserved: f64,
    /// In twelve months: what is ready and arrives of each, in order.
    pub months: Vec<[f64; 2]>,
    /// What stops the rest: `served` (nothing is left), `full` (limits), `no_way` (no allowed way joins the ends),
    /// `too_dear` (leaving it costs less).
    pub outcome: &'static str,
    /// Keys of the limits that do, in order of the way that is cheapest at their prices.
    pub stopped_by: Vec<String>,
    /// Their names.
    pub stopped_by_names: Vec<String>,
    /// Whether a figure of another time stands in for how much is wanted.
    pub stands_in: bool,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// How far they are trusted.
    pub confidence: Option<&'static str>,
    /// What the author of the network adds.
    pub note: Option<String>,
}

/// Who uses a limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SelectRecord {
    /// The limit.
    pub limit: LimitRecord,
    /// By demand, most of the limit first.
    pub users: Vec<UserRecord>,
}

/// A demand's part in a limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UserRecord {
    /// Id of the demand.
    pub demand: String,
    /// What it is called.
    pub name: String,
    /// How many units of it arrive through the limit.
    pub arrives: f64,
    /// The same in words.
    pub arrives_told: String,
    /// How much of the limit they take, in its unit.
    pub takes: f64,
    /// In percent of all there is.
    pub percent: f64,
}

/// What the network or the user says of a demand beside what is wanted.
#[derive(Debug, Clone, Default)]
pub struct DemandTold {
    /// What it is called.
    pub name: String,
    /// Whether a figure of another time stands in.
    pub stands_in: bool,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// How far they are trusted.
    pub confidence: Option<&'static str>,
    /// What the author adds.
    pub note: Option<String>,
}

/// What is told with an answer.
#[derive(Debug)]
pub struct FlowTold<'a> {
    /// The question.
    pub query: FlowQueryRecord,
    /// For each thing wanted what is known of it.
    pub demands: &'a [DemandTold],
    /// The limit whose users are wanted.
    pub select: Option<u32>,
    /// What proves it.
    pub proven: &'a ProvenRecord,
    /// What else the reader should know.
    pub notes: Vec<String>,
}

/// Tells an answer to the model's problem.
///
/// # Cost
/// Two runs from the optimal basis for each limit that binds.
pub fn flow_report(model: &Model<'_>, solved: &Solved<'_>, told: FlowTold<'_>) -> FlowReport {
    let network = model.network;
    let used = model.used(&solved.flow);
    let demands = demands(model, solved, told.demands);
    let (limits, rent) = limits(model, solved, &used);
    let LinkFlows { links, flags } = link_flows(model, &solved.flow, &used, &|_| (false, false));
    let arrivals = solved.arrivals();
    let (scale, unit) = value_unit(model);
    let value = (solved.cost - unserved_cost(model, &arrivals)).max(0.0) * scale;
    let mut notes = told.notes;
    notes.extend(model_notes(model, &links, &flags));
    let (bind, priced) = (binding(solved).len(), limits.iter().filter(|limit| limit.worth.is_some()).count());
    if priced < bind {
        notes.push(format!(
            "{bind} limits bind; what one unit more or less changes is told of the {priced} of largest rent"
        ));
    }
    FlowReport {
        schema: "landbridge/flow/1",
        network: NetworkRecord::of(network),
        query: told.query,
        months: months(model),
        totals: totals(model, &arrivals),
        demands,
        value: rounded(value),
        value_unit: unit,
        limits,
        rent: rounded(rent),
        samples: None,
        select: told.select.map(|limit| select(model, solved, limit, &used, told.demands)),
        ways: ways(model, &solved.flow),
        energy: energy_of(model, &solved.flow),
        unknown: unknown(model, &links),
        links,
        flags,
        proof: ProofRecord::of(told.proven),
        notes,
    }
}

/// The months that the answer tells apart, if it does.
fn months(model: &Model<'_>) -> Vec<String> {
    let parts = if model.parts.len() > 1 { &model.parts[..] } else { &[] };
    parts.iter().map(|part| part.first.to_string()[..7].to_string()).collect()
}

fn energy_of(model: &Model<'_>, flow: &Flow) -> Option<EnergyRecord> {
    let is_source = |limit: &Limit| matches!(limit.of, Limited::Supply(_) | Limited::Asked { .. });
    let is_told = is_energy(model) || model.limits.iter().any(is_source);
    is_told.then(|| energy_record(model, flow))
}

fn demands(model: &Model<'_>, solved: &Solved<'_>, told: &[DemandTold]) -> Vec<DemandRecord> {
    let network = model.network;
    let arrivals = solved.arrivals();
    let ids = |places: &[PlaceId]| places.iter().map(|place| network.places[*place].id.clone()).collect();
    let mut records: Vec<DemandRecord> = Vec::new();
    for (wanted, told) in model.query.wanted.iter().zip(told) {
        let cargo = &network.cargoes[wanted.cargo];
        records.push(DemandRecord {
            id: wanted.id.clone(),
            name: told.name.clone(),
            from: ids(&wanted.origin),
            to: ids(&wanted.destination),
            cargo: cargo.id.clone(),
            unit: cargo.unit.symbol(),
            cargo_origin: wanted.cargo_origin.map(|country| country.to_string()),
            asked: 0.0,
            served: 0.0,
            unserved: 0.0,
            months: Vec::new(),
            outcome: "served",
            stopped_by: Vec::new(),
            stopped_by_names: Vec::new(),
            stands_in: told.stands_in,
            sources: told.sources.clone(),
            confidence: told.confidence,
            note: told.note.clone(),
        });
    }
    for (number, meaning) in (0..).zip(&model.demands) {
        let (demand, served) = (&model.problem.demands[number as usize], arrivals[number as usize]);
        let record = &mut records[meaning.wanted];
        #[allow(clippy::cast_precision_loss)]
        let asked = demand.amount as f64;
        record.asked += asked;
        record.served += served;
        if model.parts.len() > 1 {
            record.months.push([asked, rounded(served)]);
        }
        // What is left within the gap of the answer is rounding.
        if asked - served > asked * 1e-6 + 1e-3 {
            let (outcome, full) = match what_stops(&model.problem, &solved.flow.prices, number) {
                Stop::NoWay => ("no_way", Vec::new()),
                Stop::TooDear => ("too_dear", Vec::new()),
                Stop::Full(full) => ("full", full),
            };
            record.outcome = if record.outcome == "full" { "full" } else { outcome };
            for limit in full {
                let key = super::words::limit_key(model, limit as usize);
                if !record.stopped_by.contains(&key) {
                    record.stopped_by.push(key);
                    record.stopped_by_names.push(super::words::limit_name(network, model.limits[limit as usize].of));
                }
            }
        }
    }
    for record in &mut records {
        record.served = rounded(record.served.min(record.asked));
        record.unserved = rounded(record.asked - record.served);
        record.stopped_by_names.dedup();
    }
    records
}

/// Limits that bind with what they are worth, dearest first, then those more than half full; and the rent of all.
fn limits(model: &Model<'_>, solved: &Solved<'_>, used: &[f64]) -> (Vec<LimitRecord>, f64) {
    let mut bind = binding(solved);
    #[allow(clippy::cast_precision_loss)]
    let rent_of = |limit: u32| solved.flow.prices[limit as usize] * model.problem.capacities[limit as usize] as f64;
    let rent: f64 = bind.iter().map(|limit| rent_of(*limit)).sum();
    let rent = rent * value_unit(model).0;
    bind.sort_by(|one, other| rent_of(*other).total_cmp(&rent_of(*one)).then(one.cmp(other)));
    bind.truncate(if model.parts.len() > 1 { MOST_PRICED_IN_MONTHS } else { MOST_PRICED });
    let worth = parallel::map(&bind, |&limit| worth(model, solved, limit));
    let record = |limit: u32| limit_record(model, limit as usize, used[limit as usize]);
    let mut told: Vec<LimitRecord> = Vec::new();
    for (&limit, worth) in bind.iter().zip(worth) {
        told.push(LimitRecord { worth: Some(worth), ..record(limit) });
    }
    let rest = (0..).zip(used).map(|(limit, _): (u32, _)| limit).filter(|limit| !bind.contains(limit));
    let mut half_full: Vec<LimitRecord> =
        rest.map(record).filter(|limit| limit.used_percent >= TOLD_FROM_PERCENT).collect();
    half_full.sort_by(|one, other| other.used_percent.total_cmp(&one.used_percent));
    told.extend(half_full);
    (told, rent)
}

/// What one unit more of a limit changes, and what one less costs.
fn worth(model: &Model<'_>, solved: &Solved<'_>, limit: u32) -> WorthRecord {
    let parts = model.problem.capacities[limit as usize];
    let unit = one_unit(&model.limits[limit as usize]);
    let after = |parts: i64| solved.after(&Change { capacities: vec![(limit, parts)], ..Change::default() });
    let wider = after(parts.saturating_add(unit).min(1 << 53));
    let narrower = after((parts - unit).max(0));
    let gains = change(model, &solved.arrivals(), &wider.arrivals());
    let losses = change(model, &narrower.arrivals(), &solved.arrivals());
    // What is less than this of the whole is rounding.
    let trace = solved.cost.abs() * 1e-12 + 1.0;
    let differs = |by: f64| if by > trace { by } else { 0.0 };
    let (scale, _) = value_unit(model);
    #[allow(clippy::cast_precision_loss)]
    let rent = solved.flow.prices[limit as usize] * parts as f64 * scale;
    WorthRecord {
        more: units_told(model.limits[limit as usize].unit),
        gain: gains.first().map_or(0.0, |gain| gain.units),
        gains,
        losses,
        saves: Some(rounded(differs(solved.cost - wider.cost) * scale)),
        loses: Some(rounded(differs(narrower.cost - solved.cost) * scale)),
        rent: Some(rounded(rent)),
    }
}

/// How much more arrives now than before, by unit of cargo.
fn change(model: &Model<'_>, before: &[f64], now: &[f64]) -> Vec<GainRecord> {
    let mut by_unit: BTreeMap<CargoUnit, f64> = BTreeMap::new();
    for (demand, (before, now)) in model.problem.demands.iter().zip(before.iter().zip(now)) {
        *by_unit.entry(model.unit(demand.layer)).or_default() += now - before;
    }
    let told = by_unit.into_iter().filter(|(_, units)| units.abs() > 1e-3);
    told.map(|(unit, units)| GainRecord {
        unit: unit.symbol(),
        units: rounded(units),
        told: amount_told(units.abs(), unit),
    })
    .collect()
}

fn select(model: &Model<'_>, solved: &Solved<'_>, limit: u32, used: &[f64], told: &[DemandTold]) -> SelectRecord {
    let mut by_demand: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for user in users(solved, limit) {
        let known = by_demand.entry(model.demands[user.demand as usize].wanted).or_default();
        known.0 += user.arrives;
        known.1 += user.parts;
    }
    let of = &model.limits[limit as usize];
    let mut users: Vec<UserRecord> = by_demand
        .into_iter()
        .map(|(wanted, (arrives, parts))| UserRecord {
            demand: model.query.wanted[wanted].id.clone(),
            name: told[wanted].name.clone(),
            arrives: rounded(arrives),
            arrives_told: amount_told(arrives, model.network.cargoes[model.query.wanted[wanted].cargo].unit),
            takes: rounded(of.rate(parts)),
            percent: (of.utilisation(parts) * 1000.0).round() / 10.0,
        })
        .collect();
    users.sort_by(|one, other| other.takes.total_cmp(&one.takes));
    SelectRecord { limit: limit_record(model, limit as usize, used[limit as usize]), users }
}
