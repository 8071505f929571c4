//! LB0401: is there one state on every day?

use crate::check::rule::rule;
use crate::check::spells::overlaps;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, HistoryEntry};
use crate::model::Network;

rule! {
    /// Two spells of a status history hold on the same day. Only one state can be true; the planner would take
    /// whichever is written first.
    ///
    /// ```yaml
    /// status:
    ///   - {from: 2013-09-22, state: operating}                 # still holds
    ///   - {from: 2020-02, until: 2022-11, state: suspended}
    /// ```
    ///
    /// Periods are closed-open: give the first spell `until: 2020-02`, and add a third one from 2022-11 on.
    "LB0401", Error, "status periods that overlap", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for HistoryEntry { node, history, .. } in &entry.histories {
            let windows: Vec<_> = history.spells.iter().map(|spell| spell.window).collect();
            for (first, later) in overlaps(&windows) {
                let (before, after) = (&history.spells[first], &history.spells[later]);
                let message = format!(
                    "{} `{}` is both {} ({}) and {} ({})",
                    entry.kind(),
                    entry.id,
                    before.state.label(),
                    before.window,
                    after.state.label(),
                    after.window
                );
                out.push(
                    RULE.found(message)
                        .at(node.index(later).key("from").value())
                        .also(node.index(first).value(), "overlaps this")
                        .help("end each spell with `until` where the next begins"),
                );
            }
        }
    }
}
