//! Facts in words, as refusals and flags print them.

use std::fmt::Write as _;

use super::print::{flagged, plain};
use crate::report::FactRecord;

/// A fact in one line: what, why, by which text, from whom.
pub fn fact(fact: &FactRecord) -> String {
    let mut line = format!("{}: {}", plain(&fact.subject_name), plain(&fact.reason));
    let mut cited: Vec<String> = Vec::new();
    cited.extend(fact.issuer.iter().chain(&fact.legal_basis).map(|text| plain(text)));
    if fact.rule.is_some() {
        cited.extend(fact.from.as_ref().map(|from| {
            fact.until.as_ref().map_or_else(|| format!("since {from}"), |until| format!("{from} to {until}"))
        }));
    }
    if !cited.is_empty() {
        let _ = write!(line, " ({})", cited.join(", "));
    }
    if !fact.sources.is_empty() {
        let confidence = fact.confidence.map(|word| format!(", {word}")).unwrap_or_default();
        let _ = write!(line, " [{}{confidence}]", fact.sources.join(", "));
    }
    if let Some(from) = &fact.lift.from {
        let _ = write!(line, "; otherwise from {from}");
    }
    if let Some(rule) = &fact.lift.allow {
        let _ = write!(line, "; analysis only: --allow {rule}");
    }
    line
}

/// Flags, one a line; figures of another date share one.
pub fn flags(out: &mut String, told: &[&FactRecord]) {
    const NAMED: usize = 3;
    let (stand_ins, others): (Vec<&FactRecord>, Vec<&FactRecord>) = told.iter().partition(|flag| flag.is_stand_in());
    for flag in others {
        let _ = writeln!(out, "   {} {}", flagged("!"), fact(flag));
    }
    if stand_ins.len() <= NAMED {
        for flag in stand_ins {
            let _ = writeln!(out, "   {} {}", flagged("!"), fact(flag));
        }
        return;
    }
    let names: Vec<String> = stand_ins.iter().take(NAMED).map(|flag| plain(&flag.subject_name)).collect();
    let _ = writeln!(
        out,
        "   {} figures of another date stand in on {} and {} more: {}",
        flagged("!"),
        names.join(", "),
        stand_ins.len() - NAMED,
        plain(&stand_ins[0].reason)
    );
}
