//! LB0404: is there one figure on every day?

use crate::check::entries::entries;
use crate::check::rule::rule;
use crate::check::spells::overlaps;
use crate::diagnostics::Diagnostic;
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
    "LB0404", Error, "dated figures that overlap"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for entry in entries(network) {
        for figure in &entry.figures {
            let windows: Vec<_> = figure.periods.iter().map(|(_, window, _)| *window).collect();
            for (first, later) in overlaps(&windows) {
                let message = format!(
                    "{} `{}` has two figures for {} at once: {} and {}",
                    entry.kind, entry.id, figure.key, windows[first], windows[later]
                );
                out.push(
                    RULE.found(message)
                        .at(figure.periods[later].0.key("from").value())
                        .also(figure.periods[first].0.value(), "overlaps this")
                        .help("end each figure with `until` where the next begins"),
                );
            }
        }
    }
}
