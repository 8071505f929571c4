//! What draws over capacities and dwell show, for people.

use std::fmt::Write as _;

use super::layout;
use super::print::{bold, plain};
use crate::report::flow::{SamplesRecord, number_told, signed_told};

/// How many limits are told.
const TOLD: usize = 8;

/// Writes a section of an answer.
pub fn text(out: &mut String, record: &SamplesRecord, value_unit: &str) {
    let title = format!("{} draws over what is known within bounds only, seed {}", record.samples, record.seed);
    let _ = writeln!(out, "\n{}", bold(&title));
    if record.drawn == 0 {
        layout::wrapped(
            out,
            "   ",
            "No figure that these demands meet has a spread, so every draw is the answer above.",
        );
        return;
    }
    let served: Vec<String> = record.served.iter().map(|band| band.told.clone()).collect();
    let line = format!(
        "arrives: {}, P50 (P10 to P90); {} figures are drawn, all of one line, transfer or group together",
        served.join(" and "),
        record.drawn
    );
    layout::paragraph(out, ("   ", "     "), line.split_whitespace());
    let cost = &record.cost;
    let line = format!(
        "all costs, what does not arrive counted: {} ({} to {}) {value_unit}",
        signed_told(cost.p50),
        signed_told(cost.p10),
        signed_told(cost.p90)
    );
    layout::paragraph(out, ("   ", "     "), line.split_whitespace());
    for bind in record.binds.iter().take(TOLD) {
        let limit = &bind.limit;
        let spread = match (limit.low, limit.high) {
            (Some(low), Some(high)) => format!(", {} to {}", number_told(low), number_told(high)),
            _ => String::new(),
        };
        let sources = if limit.sources.is_empty() { "no source".into() } else { limit.sources.join(", ") };
        let line = format!("binds in {:.0} %: {}{spread} [{sources}]", bind.share * 100.0, limit.told());
        layout::paragraph(out, ("   ", "     "), plain(&line).split_whitespace());
    }
    if record.binds.len() > TOLD {
        let _ = writeln!(out, "   and {} more", record.binds.len() - TOLD);
    }
}
