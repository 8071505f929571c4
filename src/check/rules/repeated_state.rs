//! LB0408: does every new spell change the state?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::{History, Network};

rule! {
    /// A spell follows another of the same state, the same sources and the same note, with no day between them.
    /// Nothing changes on that date: usually the second state should be another, such as `suspended` after `operating`.
    ///
    /// ```yaml
    /// status:
    ///   - {from: 2007-12-11, until: 2008-12-01, state: operating, source: dorasan-page}
    ///   - {from: 2008-12-01, state: operating, source: dorasan-page}     # suspended
    /// ```
    ///
    /// Correct the state, or join the two spells.
    "LB0408", Warning, "change of state that changes nothing", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for told in &entry.histories {
            let Some((before, after)) = repeated(told.history) else { continue };
            let spell = &told.history.spells[after];
            out.push(
                RULE.found(format!(
                    "{} `{}` is {} before and after {}",
                    entry.kind(),
                    entry.id,
                    spell.state.label(),
                    spell.window.from.map(|from| from.to_string()).unwrap_or_default()
                ))
                .at(told.node.index(after).key("state").value())
                .also(told.node.index(before).key("state").value(), "the same")
                .help("correct the state, or join the two spells"),
            );
        }
    }
}

/// Two spells of one state, one ending where the other begins.
fn repeated(history: &History) -> Option<(usize, usize)> {
    let spells = &history.spells;
    (0..spells.len()).find_map(|after| {
        let later = &spells[after];
        if later.window.is_empty() {
            return None;
        }
        let from = later.window.from?;
        let joins = |before: &usize| {
            let earlier = &spells[*before];
            earlier.state == later.state
                && earlier.window.until.is_some_and(|until| until.first_day() == from.first_day())
                && earlier.provenance.sources == later.provenance.sources
                && earlier.provenance.confidence == later.provenance.confidence
                && earlier.note == later.note
        };
        (0..spells.len()).find(joins).map(|before| (before, after))
    })
}
