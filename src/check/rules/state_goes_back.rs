//! LB0406: do states over time follow each other as things are built?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::{History, Network, State};

rule! {
    /// A link is only proposed after it was in use, or was severed, suspended or in use while it was still being built.
    /// What has been used may be closed, severed or rebuilt, but it is no longer a proposal. Usually two states or two
    /// dates are exchanged.
    ///
    /// ```yaml
    /// status:
    ///   - {until: 2014-04, state: operating, source: itar-tass-2014}
    ///   - {from: 2014-04, state: proposed, source: itar-tass-2014}     # the other way round
    /// ```
    ///
    /// Exchange them, or write `closed` where a line was given up and another is proposed in its place.
    "LB0406", Warning, "proposal of what was in use before", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for told in &entry.histories {
            let Some((before, after)) = goes_back(told.history) else { continue };
            let spells = &told.history.spells;
            let message = format!(
                "{} `{}` is {} {}, after it was {}",
                entry.kind(),
                entry.id,
                spells[after].state.label(),
                spells[after].window,
                spells[before].state.label()
            );
            out.push(
                RULE.found(message)
                    .at(told.node.index(after).key("state").value())
                    .also(told.node.index(before).key("state").value(), "before")
                    .help("exchange the states or their dates, or write `closed`"),
            );
        }
    }
}

/// The first proposal that begins after something that has been built; with the latter first.
fn goes_back(history: &History) -> Option<(usize, usize)> {
    let spells = &history.spells;
    let is_built = |state: State| !matches!(state, State::Proposed | State::UnderConstruction);
    (0..spells.len()).filter(|at| spells[*at].state == State::Proposed && spells[*at].window.from.is_some()).find_map(
        |after| {
            let start = spells[after].window.start();
            let earlier = |at: &usize| is_built(spells[*at].state) && spells[*at].window.end() <= start;
            (0..spells.len()).find(earlier).map(|before| (before, after))
        },
    )
}
