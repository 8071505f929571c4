//! How much arrives, and at what cost, where figures are known within bounds only, as records.

use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::{amount_told, rounded};
use super::limit::{LimitRecord, limit_record};
use super::totals::value_unit;
use crate::capacity::Model;
use crate::flow::ProblemError;
use crate::flow::Solved;
use crate::flow::monte_carlo::{Band, Draw, band, draws, how_often_binding};
use crate::units::CargoUnit;

/// What draws over capacities and dwell show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SamplesRecord {
    /// How many draws.
    pub samples: u32,
    /// From which seed; the same seed draws the same.
    pub seed: u64,
    /// How many figures are drawn, each for itself; all figures of one line or transfer count once.
    pub drawn: usize,
    /// What arrives, by unit of cargo.
    pub served: Vec<ServedBand>,
    /// All costs together, what does not arrive counted; in the `value_unit` of the answer.
    pub cost: BandRecord,
    /// Limits that bind in some draw, those that bind most often first.
    pub binds: Vec<BindRecord>,
}

/// Tenth, fiftieth and ninetieth percentile.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BandRecord {
    /// Tenth.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// Ninetieth.
    pub p90: f64,
}

/// What arrives of cargoes in one unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ServedBand {
    /// The unit.
    pub unit: &'static str,
    /// How many units.
    #[serde(flatten)]
    pub band: BandRecord,
    /// The same in words.
    pub told: String,
}

/// How often a limit binds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BindRecord {
    /// In what share of the draws.
    pub share: f64,
    /// The limit, with its typical figure.
    pub limit: LimitRecord,
}

/// Draws and tells.
///
/// # Errors
/// What makes a drawn problem unusable.
pub fn samples_record(
    model: &Model<'_>,
    base: &Solved<'_>,
    samples: u32,
    seed: u64,
) -> Result<SamplesRecord, ProblemError> {
    let uncertain = model.uncertain();
    let drawn = draws(base, &uncertain, samples, seed)?;
    let (scale, _) = value_unit(model);
    let used = model.used(&base.flow);
    let mut layers: BTreeMap<CargoUnit, Vec<usize>> = BTreeMap::new();
    for (index, layer) in model.layers.iter().enumerate() {
        layers.entry(layer.unit).or_default().push(index);
    }
    let served = layers.into_iter().filter_map(|(unit, layers)| {
        let band = band(&drawn, |draw: &Draw| layers.iter().map(|layer| draw.served[*layer]).sum())?;
        let [p10, p50, p90] = [band.p10, band.p50, band.p90].map(|units| amount_told(units, unit));
        Some(ServedBand { unit: unit.symbol(), band: record(band, 1.0), told: format!("{p50} ({p10} to {p90})") })
    });
    #[allow(clippy::cast_precision_loss)]
    let share = |times: usize| rounded(times as f64 / drawn.len().max(1) as f64);
    let mut binds: Vec<BindRecord> = how_often_binding(&drawn)
        .into_iter()
        .map(|(limit, times)| {
            let index = limit as usize;
            BindRecord { share: share(times), limit: limit_record(model, index, used[index]) }
        })
        .collect();
    binds.sort_by(|one, other| other.share.total_cmp(&one.share));
    let cost =
        band(&drawn, |draw| draw.cost).map_or(BandRecord { p10: 0.0, p50: 0.0, p90: 0.0 }, |band| record(band, scale));
    Ok(SamplesRecord {
        samples,
        seed,
        drawn: Model::uncertain_groups(&uncertain),
        served: served.collect(),
        cost,
        binds,
    })
}

fn record(band: Band, scale: f64) -> BandRecord {
    BandRecord { p10: rounded(band.p10 * scale), p50: rounded(band.p50 * scale), p90: rounded(band.p90 * scale) }
}
