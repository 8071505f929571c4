//! LB0404: is there one figure on every day?

use crate::check::rule::rule;
use crate::check::spells::overlaps_where;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// Two periods of a dated figure hold on the same day, so it has two values on that day.
    ///
    /// ```yaml
    /// time:
    ///   - {from: 2021, typ: 51.9 h}                  # still holds
    ///   - {from: 2022, typ: 40.6 h}
    /// ```
    ///
    /// Give the earlier one `until` where the later one begins; periods are closed-open.
    "LB0404", Error, "dated figures that overlap", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for figure in &entry.figures {
            let windows: Vec<_> = figure.periods.iter().map(|period| period.window).collect();
            let seasons = |at: usize| figure.periods[at].season;
            // A season may overlap the whole year, since it wins; two seasons may not overlap each other.
            for (first, later) in overlaps_where(&windows, |a, b| match (seasons(a), seasons(b)) {
                (None, None) => true,
                (Some(a), Some(b)) => a.contains_day(b.from) || b.contains_day(a.from),
                _ => false,
            }) {
                let message = format!(
                    "{} `{}` has two figures for {} at once: {} and {}",
                    entry.kind(),
                    entry.id,
                    figure.key,
                    windows[first],
                    windows[later]
                );
                out.push(
                    RULE.found(message)
                        .at(figure.periods[later].node.key("from").value())
                        .also(figure.periods[first].node.value(), "overlaps this")
                        .help("end each figure with `until` where the next begins"),
                );
            }
        }
    }
}
