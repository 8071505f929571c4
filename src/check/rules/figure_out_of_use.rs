//! LB0409: does every figure of a transfer or lane hold while it exists?

use crate::calendar::Window;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::{History, Network, State};

rule! {
    /// A dated figure of what was in use at some time holds only before or only after it existed: on no day of its period
    /// is there any state but `proposed`, `closed` or `severed`. It is never used. One of the two dates is wrong.
    ///
    /// ```yaml
    /// transfers:
    ///   tongjiang-gauge:
    ///     status: [{from: 2022-11-16, state: operating}]
    ///     time: [{from: 2012, until: 2013, typ: 18 h}]     # 2022 to 2023
    /// ```
    ///
    /// Correct the period or the status.
    "LB0409", Warning, "figure of a time without use", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        // Sections of a line have states of their own, and figures that not all of them share.
        let [told] = entry.histories.as_slice() else { continue };
        if !told.history.spells.iter().any(|spell| spell.state.is_usable()) {
            continue;
        }
        if told.history.spells.len() < 2 && told.history.spells.iter().all(|spell| spell.window == Window::ALWAYS) {
            continue;
        }
        for figure in &entry.figures {
            let dated = |window: &Window| *window != Window::ALWAYS && !window.is_empty();
            let dead = figure.periods.iter().find(|period| {
                dated(&period.window) && is_known(told.history, &period.window) && !exists(told.history, &period.window)
            });
            let Some(period) = dead else { continue };
            out.push(
                RULE.found(format!(
                    "{} of {} `{}` holds {}, when it is not in use at all",
                    figure.key,
                    entry.kind(),
                    entry.id,
                    period.window
                ))
                .at(period.node.value())
                .also(told.node.value(), "its states")
                .help("correct the period of the figure, or the status"),
            );
        }
    }
}

/// Whether the first known state is proposed at most, or something is said of the whole of the window.
fn is_known(history: &History, window: &Window) -> bool {
    let first = history.spells.iter().map(|spell| spell.window.start()).min();
    first.is_some_and(|first| window.end() <= first || window.start() >= first)
}

/// Whether it stands, or is being built, on some day of the window.
fn exists(history: &History, window: &Window) -> bool {
    let gone = |state: State| matches!(state, State::Proposed | State::Closed | State::Severed);
    history.spells.iter().any(|spell| !gone(spell.state) && spell.window.overlaps(window))
}
