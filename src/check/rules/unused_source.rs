//! LB0802: does something cite every source?

use std::collections::BTreeSet;

use crate::check::entries::entries;
use crate::check::node::Node;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::model::{Network, SourceId};

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
    "LB0802", Warning, "source that nothing uses"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut used: BTreeSet<SourceId> = BTreeSet::new();
    for entry in entries(network) {
        used.extend(&entry.provenance.sources);
        let figures = entry.figures.iter().flat_map(|figure| figure.periods.iter().map(|period| period.provenance));
        let spells = entry.histories.iter().flat_map(|(_, history)| &history.spells).map(|spell| &spell.provenance);
        used.extend(figures.chain(spells).flat_map(|provenance| &provenance.sources));
    }
    used.extend(network.sections.values().flat_map(|section| &section.provenance.sources));
    used.extend(network.scenarios.values().flat_map(|scenario| &scenario.provenance.sources));
    let exceptions = network.restrictions.values().flat_map(|rule| &rule.exceptions);
    used.extend(exceptions.flat_map(|exception| &exception.provenance.sources));
    for (id, source) in network.sources.iter() {
        if !used.contains(&id) {
            out.push(
                RULE.found(format!("nothing cites the source `{}`", source.id))
                    .at(Node::entry(source.file, "sources", &source.id).name())
                    .help(format!("cite it with `source: {}`, or remove it", source.id)),
            );
        }
    }
}
