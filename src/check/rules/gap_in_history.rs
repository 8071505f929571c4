//! LB0402: are there days between two spells of which nothing is known?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, HistoryEntry};
use crate::model::Network;

rule! {
    /// Between two spells of a status history lie days that no spell covers. On those the state is unknown, and unknown
    /// is not open: no route uses the link.
    ///
    /// ```yaml
    /// status:
    ///   - {from: 2007-12-11, until: 2008-12-01, state: operating}
    ///   - {from: 2009-03-01, state: suspended}                     # and in between?
    /// ```
    ///
    /// Let one spell end where the next begins. Where nothing can be found out, leave the gap and the warning: a guess
    /// would be shown as a fact.
    "LB0402", Warning, "gap in a status history", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for HistoryEntry { node, history, .. } in &entry.histories {
            for (before, after) in history.gaps() {
                let (Some(until), Some(from)) =
                    (history.spells[before].window.until, history.spells[after].window.from)
                else {
                    continue;
                };
                let message = format!("nothing is known of {} `{}` from {until} until {from}", entry.kind(), entry.id);
                out.push(
                    RULE.found(message)
                        .at(node.index(after).key("from").value())
                        .also(node.index(before).key("until").value(), "the spell before ends here")
                        .help("let one spell end where the next begins, or add what held in between"),
                );
            }
        }
    }
}
