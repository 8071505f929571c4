//! LB0804: was every figure known when the network was?

use crate::calendar::Date;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, HistoryEntry, Node};
use crate::model::Network;

rule! {
    /// A figure or entry says that it was true `as_of` a date later than the network's own `as_of`. It cannot have been
    /// observed by then; usually a digit is wrong, or the network's date was not moved on.
    ///
    /// ```yaml
    /// network: {id: tutorial, as_of: 2026-11-01}
    /// operators:
    ///   rzd: {speed: {typ: 1058 km/day, as_of: 2062}}
    /// ```
    ///
    /// Correct the date, or move the network's `as_of`. A forecast is a scenario, not a figure.
    "LB0804", Warning, "figure of a later date than the network", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let today = network.meta.as_of;
    let mut look = |node: &Node, as_of: Option<Date>, of: String| {
        let Some(date) = as_of.filter(|date| date.first_day() > today) else { return };
        out.push(
            RULE.found(format!("{of} is as of {date}, but the network is as of {today}"))
                .at(node.key("as_of").value())
                .help("correct the date, or move the `as_of` of the network"),
        );
    };
    for entry in entries {
        let name = format!("{} `{}`", entry.kind(), entry.id);
        look(&entry.node, entry.provenance.as_of, name.clone());
        // What a figure or spell does not say itself is its entry's, which was told.
        let own = |as_of: Option<Date>| as_of.filter(|date| Some(*date) != entry.provenance.as_of);
        for figure in &entry.figures {
            for period in &figure.periods {
                look(&period.node, own(period.provenance.as_of), format!("{} of {name}", figure.key));
            }
        }
        for HistoryEntry { node, history, .. } in &entry.histories {
            for (index, spell) in history.spells.iter().enumerate() {
                look(&node.index(index), own(spell.provenance.as_of), format!("a state of {name}"));
            }
        }
    }
}
