//! LB0805: is a figure trusted no further than what it rests on?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, Node};
use crate::model::{Confidence, Network, Provenance, SourceKind};

rule! {
    /// A figure has confidence `high`, which means that a page was read for it and others agree, but cites only sources of
    /// kind `memory` or `authored`, of which there is no page. Reports would count it as well founded.
    ///
    /// ```yaml
    /// sources:
    ///   memory: {title: General knowledge; no page was read, kind: memory}
    /// operators:
    ///   rzd: {speed: {typ: 1058 km/day, source: memory, confidence: high}}
    /// ```
    ///
    /// Cite the page, or write `confidence: memory` or `authored`.
    "LB0805", Warning, "confidence without a page that was read", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let is_unread = |provenance: &Provenance| {
        let sources = || provenance.sources.iter().map(|source| network.sources[*source].kind);
        !provenance.sources.is_empty()
            && sources().all(|kind| matches!(kind, SourceKind::Memory | SourceKind::Authored))
    };
    let is_sure = |provenance: &Provenance| matches!(provenance.confidence, Some(Confidence::High));
    for entry in entries {
        // Each claim once, at the figure that makes it, or at the entry that makes it for all its figures.
        let mut told: BTreeSet<Vec<&str>> = BTreeSet::new();
        let figures = entry.figures.iter().flat_map(|figure| &figure.periods);
        let own = std::iter::once((&entry.node, entry.provenance));
        for (node, provenance) in own.chain(figures.map(|period| (&period.node, period.provenance))) {
            if !is_unread(provenance) || !is_sure(provenance) {
                continue;
            }
            let names: Vec<&str> = provenance.sources.iter().map(|id| network.sources[*id].id.as_str()).collect();
            if told.insert(names.clone()) {
                out.push(told_at(entry.kind(), entry.id, node, provenance, &names.join(", ")));
            }
        }
    }
}

fn told_at(kind: &str, id: &str, node: &Node, provenance: &Provenance, sources: &str) -> Diagnostic {
    let confidence = provenance.confidence.map_or("", Confidence::word);
    RULE.found(format!("{kind} `{id}` has confidence {confidence}, but rests on `{sources}`, which nobody read"))
        .at(node.key("confidence").value())
        .help("cite the page that was read, or write `confidence: memory` or `authored`")
}
