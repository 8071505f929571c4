//! LB0802: does something cite every source?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, Node, uses};
use crate::model::Network;

rule! {
    /// Nothing cites the source. Either it is left over, or the figure that should cite it does not. Only entries that
    /// tell facts count: a source that just the `network` entry, a city, a cargo or a report route names is told too.
    ///
    /// ```yaml
    /// sources:
    ///   gazette: {title: Rajin - Khasan line reopened, publisher: Railway Gazette, date: 2013}
    /// ```
    ///
    /// Cite it with `source: gazette`, or remove it.
    "LB0802", Warning, "source that nothing uses", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let used = uses(entries);
    for (id, source) in network.sources.iter() {
        if !used.contains_key(&id) {
            out.push(
                RULE.found(format!("nothing cites the source `{}`", source.id))
                    .at(Node::entry(source.file, "sources", &source.id).name())
                    .help(format!("cite it with `source: {}`, or remove it", source.id)),
            );
        }
    }
}
