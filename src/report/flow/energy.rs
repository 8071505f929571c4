//! What sources give and could still give, what is lost on the way, and whether power flows keep to Kirchhoff's laws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::{amount_told, number_told, rate_told, rounded};
use super::limit::{LimitRecord, limit_record};
use super::power::{PowerRecord, power_records};
use super::words::limit_name;
use crate::capacity::{Limited, Model, Source, Stop, sources};
use crate::flow::{Flow, LOSSLESS};
use crate::model::{CargoId, Mode};

/// Supply, losses and power flows of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EnergyRecord {
    /// Of each cargo what leaves and what arrives.
    pub carried: Vec<CarriedRecord>,
    /// Each source that has a limit, in order.
    pub sources: Vec<SourceRecord>,
    /// Flows by Kirchhoff's laws, for each part of the period; empty where no power flows or no reactance is known.
    pub power: Vec<PowerRecord>,
    /// Why there is none, where power flows.
    pub power_note: Option<String>,
}

/// What becomes of a cargo on its way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CarriedRecord {
    /// Id of the cargo.
    pub cargo: String,
    /// What it is counted in.
    pub unit: &'static str,
    /// How much leaves.
    pub leaves: f64,
    /// How much arrives.
    pub arrives: f64,
    /// How much is lost or used on the way.
    pub lost: f64,
    /// The same in percent of what leaves.
    pub lost_percent: f64,
    /// All that in words.
    pub told: String,
}

/// What a source gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceRecord {
    /// The source: how much it has, how much is used.
    pub limit: LimitRecord,
    /// Id of the cargo.
    pub cargo: String,
    /// What is left, in the limit's unit.
    pub spare: f64,
    /// What keeps it there: `used_up`, `nothing_wanted`, `price`, `full`, `not_joined`.
    pub stops: &'static str,
    /// The limits that are full on every way to those who want more, if that is what stops it.
    pub full: Vec<LimitRecord>,
    /// All that in words.
    pub told: String,
}

/// Tells of an answer.
///
/// # Cost
/// One search for each source that has something left, and for power one elimination for each part of the period.
pub fn energy_record(model: &Model<'_>, flow: &Flow) -> EnergyRecord {
    let used = model.used(flow);
    let sources = sources(model, flow).iter().map(|source| source_record(model, source, &used)).collect();
    let (power, power_note) = power_records(model, flow);
    EnergyRecord { carried: carried(model, flow), sources, power, power_note }
}

/// Whether anything that is wanted can be lost or divided by physics on its way: gas, oil and power.
pub fn is_energy(model: &Model<'_>) -> bool {
    let by_wire_or_pipe = |cargo: CargoId| {
        let modes = &model.network.cargoes[cargo].modes;
        modes.contains(&Mode::Pipeline) || modes.contains(&Mode::Power)
    };
    model.layers.iter().any(|layer| by_wire_or_pipe(layer.cargo))
}

fn carried(model: &Model<'_>, flow: &Flow) -> Vec<CarriedRecord> {
    let mut amounts: BTreeMap<CargoId, (f64, f64)> = BTreeMap::new();
    for path in &flow.paths {
        let layer = model.problem.demands[path.demand as usize].layer as usize;
        let keeps = path.arcs.iter().map(|arc| model.problem.layers[layer].arcs[*arc as usize].keeps);
        let leaves = keeps.fold(path.amount, |amount, keeps| amount * f64::from(LOSSLESS) / f64::from(keeps));
        let sum = amounts.entry(model.layers[layer].cargo).or_default();
        *sum = (sum.0 + leaves, sum.1 + path.amount);
    }
    let record = |(cargo, (leaves, arrives)): (CargoId, (f64, f64))| {
        let cargo = &model.network.cargoes[cargo];
        let lost = (leaves - arrives).max(0.0);
        let percent = if leaves > 0.0 { 100.0 * lost / leaves } else { 0.0 };
        let told = |amount: f64| amount_told(amount, cargo.unit);
        CarriedRecord {
            cargo: cargo.id.clone(),
            unit: cargo.unit.symbol(),
            leaves: rounded(leaves),
            arrives: rounded(arrives),
            lost: rounded(lost),
            lost_percent: (percent * 100.0).round() / 100.0,
            told: format!(
                "{}: {} leave, {} arrive, {} % is lost or used on the way",
                cargo.name,
                told(leaves),
                told(arrives),
                number_told(percent)
            ),
        }
    };
    amounts.into_iter().map(record).collect()
}

#[allow(clippy::cast_precision_loss)]
fn source_record(model: &Model<'_>, source: &Source, used: &[f64]) -> SourceRecord {
    let network = model.network;
    let limit = &model.limits[source.limit];
    let record = limit_record(model, source.limit, source.used);
    let cargo = match limit.of {
        Limited::Supply(id) => Some(network.supplies[id].cargo.0),
        Limited::Asked { cargo, .. } => Some(cargo),
        _ => None,
    };
    let spare = limit.rate((limit.available as f64 - source.used).max(0.0));
    let full: Vec<u32> = if let Stop::Full(full) = &source.stops { full.clone() } else { Vec::new() };
    let because = match &source.stops {
        Stop::UsedUp => String::new(),
        Stop::NothingWanted => ": whoever may take from it has all they want".into(),
        Stop::Price => ": there is room, but more of it costs more than going without".into(),
        Stop::NotJoined => ": no way leads to those who want more".into(),
        Stop::Full(full) => {
            let names: Vec<String> =
                full.iter().map(|limit| limit_name(network, model.limits[*limit as usize].of)).collect();
            format!(": full on every way to those who want more: {}", names.join("; "))
        }
    };
    let name = limit_name(network, limit.of);
    let told = if source.stops == Stop::UsedUp {
        format!("{name} gives all of its {}", rate_told(record.capacity, record.unit))
    } else {
        let (used, all) = (number_told(record.used), rate_told(record.capacity, record.unit));
        format!("{name} gives {used} of {all}; {} are left{because}", number_told(spare))
    };
    SourceRecord {
        cargo: cargo.map_or(String::new(), |cargo| network.cargoes[cargo].id.clone()),
        spare: rounded(spare),
        stops: match source.stops {
            Stop::UsedUp => "used_up",
            Stop::NothingWanted => "nothing_wanted",
            Stop::Price => "price",
            Stop::Full(_) => "full",
            Stop::NotJoined => "not_joined",
        },
        full: full.into_iter().map(|limit| limit_record(model, limit as usize, used[limit as usize])).collect(),
        told,
        limit: record,
    }
}
