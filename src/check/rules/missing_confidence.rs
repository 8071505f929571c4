//! LB0803: does every figure say how far to trust it?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::{Network, Provenance};

rule! {
    /// Figures of an entry have no `confidence`, of their own or of the entry, while others in the network have. Reports
    /// show how much of a route rests on weak figures; these would count as nothing. A network that grades none of its
    /// figures is left alone.
    ///
    /// ```yaml
    /// operators:
    ///   rzd: {name: Russian Railways, speed: 1058 km/day, source: logbox-2020, confidence: high}
    ///   kpsr: {name: Korean State Railway, speed: 300 km/day, source: authored}
    /// ```
    ///
    /// Add `confidence:` to the entry: `high`, `medium`, `low`, `memory` or `authored`.
    "LB0803", Warning, "figure without confidence", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    if !entries.iter().any(grades) {
        return;
    }
    for entry in entries {
        let missing = entry.lacking(lacks);
        if missing.is_empty() {
            continue;
        }
        out.push(
            RULE.found(format!("{} `{}` has no confidence for {}", entry.kind(), entry.id, missing.join(", ")))
                .at(entry.node.name())
                .help("add `confidence:` to the entry: `high`, `medium`, `low`, `memory` or `authored`"),
        );
    }
}

fn lacks(provenance: &Provenance) -> bool {
    provenance.confidence.is_none()
}

/// Whether the entry or one of its figures has a confidence.
fn grades(entry: &Entry<'_>) -> bool {
    let mut figures = entry.figures.iter().flat_map(|figure| &figure.periods);
    !lacks(entry.provenance) || figures.any(|period| !lacks(period.provenance))
}
