//! What sources have left, what is lost on the way, and what Kirchhoff's laws say of power lines.

use serde::Serialize;

use crate::report::flow::{EnergyRecord, SourceRecord, number_told};
use crate::site::format::{sentence_case, with_stop};
use crate::site::pages::limits::{LimitView, limit_view};
use crate::site::view::PageContext;

/// Supply, losses and power of a flow.
#[derive(Serialize)]
pub(super) struct EnergyView {
    sources: Vec<SourceRow>,
    /// What is lost of each cargo, in sentences.
    losses: Vec<String>,
    /// Power flows, in sentences.
    power: Vec<String>,
}

/// What a source gives and still has.
#[derive(Serialize)]
struct SourceRow {
    limit: LimitView,
    spare: String,
    told: String,
}

/// The section on energy; none if there is nothing to tell.
pub(super) fn energy(context: &PageContext<'_>, record: &EnergyRecord) -> Option<EnergyView> {
    let sentence = |text: &str| with_stop(&sentence_case(text));
    let lossy = record.carried.iter().filter(|carried| carried.lost > 0.0);
    let laws = record.power.iter().flat_map(|power| {
        let month = power.month.as_ref().map_or(String::new(), |month| format!("{month}: "));
        power.told.iter().map(move |told| sentence(&format!("{month}{told}")))
    });
    let view = EnergyView {
        sources: record.sources.iter().map(|source| source_row(context, source)).collect(),
        losses: lossy.map(|carried| sentence(&carried.told)).collect(),
        power: laws.chain(record.power_note.as_deref().map(sentence)).collect(),
    };
    (!view.sources.is_empty() || !view.losses.is_empty() || !view.power.is_empty()).then_some(view)
}

fn source_row(context: &PageContext<'_>, source: &SourceRecord) -> SourceRow {
    SourceRow {
        limit: limit_view(context, &source.limit),
        spare: format!("{} {}", number_told(source.spare), source.limit.unit),
        told: with_stop(&sentence_case(&source.told)),
    }
}
