//! LB0806: can every published source be found again?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, SourceKind};

rule! {
    /// A published source has no `publisher`, no `date` and no `url`: nobody can find it again, or see how old it is.
    ///
    /// ```yaml
    /// sources:
    ///   gazette: {title: Rajin - Khasan line reopened}
    /// ```
    ///
    /// Add what is known of the three. What was never published has `kind: computed`, `memory` or `authored`.
    "LB0806", Note, "source that cannot be found again"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for source in network.sources.values().filter(|source| source.kind == SourceKind::Published) {
        if source.publisher.is_some() || source.date.is_some() || source.url.is_some() {
            continue;
        }
        out.push(
            RULE.found(format!("source `{}` has no publisher, no date and no url", source.id))
                .at(Node::entry(source.file, "sources", &source.id).name())
                .help("add `publisher:`, `date:` or `url:`, or say which `kind` it is"),
        );
    }
}
