//! LB0801: does every figure say where it is from?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// Figures of an entry have no source, of their own or of the entry. Every answer shows where its figures are from;
    /// these would show nothing. One warning an entry names all of them. Positions of places are not asked for.
    ///
    /// ```yaml
    /// operators:
    ///   rzd: {name: Russian Railways, country: RU, speed: 1058 km/day}
    /// ```
    ///
    /// Add `source:` with the id of a source to the entry or to the figure. A figure that you set yourself has a source
    /// too: one of `kind: authored`.
    "LB0801", Warning, "figure without a source", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        let missing = entry.lacking(|provenance| provenance.sources.is_empty());
        if missing.is_empty() {
            continue;
        }
        out.push(
            RULE.found(format!("{} `{}` has no source for {}", entry.kind(), entry.id, missing.join(", ")))
                .at(entry.node.name())
                .help("add `source:` to the entry; an assumption has a source of `kind: authored`"),
        );
    }
}
