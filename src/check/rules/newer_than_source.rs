//! LB0808: did every source know what it is cited for?

use crate::calendar::Day;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, Node};
use crate::model::{Network, Provenance};

rule! {
    /// A figure has an `as_of` of its own, of a year after the last of its sources was published. A page cannot tell what
    /// comes after it: the date is wrong, or the source that was really read is not cited.
    ///
    /// ```yaml
    /// sources:
    ///   logbox-2020: {title: Log-Box, date: 2020-10-23}
    /// operators:
    ///   rzd: {speed: {typ: 1058 km/day, as_of: 2024, source: logbox-2020}}
    /// ```
    ///
    /// Correct `as_of`, or cite the newer source. A figure with an undated source is left alone, and so is what was
    /// computed, remembered or authored.
    "LB0808", Warning, "figure newer than its sources", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let mut look = |of: String, node: &Node, provenance: &Provenance| {
        let Some(as_of) = provenance.as_of else { return };
        let Some((published, source)) = last_published(network, provenance) else { return };
        let (year, ..) = as_of.first_day().civil();
        if year <= published.civil().0 {
            return;
        }
        out.push(
            RULE.found(format!("{of} is as of {as_of}, but `{source}` was published in {}", published.civil().0))
                .at(node.key("as_of").value())
                .help("correct `as_of`, or cite the newer source"),
        );
    };
    for entry in entries {
        let name = format!("{} `{}`", entry.kind(), entry.id);
        for figure in &entry.figures {
            for period in &figure.periods {
                // The date of an entry is the one on which all that it says was true, and may be later than every page.
                if period.provenance.as_of != entry.provenance.as_of {
                    look(format!("{} of {name}", figure.key), &period.node, period.provenance);
                }
            }
        }
    }
}

/// The day of the newest source, if all are published and dated.
fn last_published<'n>(network: &'n Network, provenance: &Provenance) -> Option<(Day, &'n str)> {
    let dated = provenance.sources.iter().map(|id| {
        let source = &network.sources[*id];
        Some((source.date?.first_day(), source.id.as_str()))
    });
    dated.collect::<Option<Vec<_>>>()?.into_iter().max()
}
