//! LB1207: are the low and the high value of a figure in one order of magnitude?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// The high value of a figure is more than two hundred times its low one. `low` and `high` are the tenth and the
    /// ninetieth percentile, so one journey in ten would be as extreme as that; usually one of the two has another unit.
    ///
    /// ```yaml
    /// transfers:
    ///   zabaikalsk-border: {time: {low: 12 min, typ: 24 h, high: 72 h}}     # 12 h
    /// ```
    ///
    /// Correct the one that slipped.
    "LB1207", Warning, "spread of several orders of magnitude", Entries
}

const WIDE: f64 = 200.0;

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for figure in &entry.figures {
            let wide = figure.periods.iter().find_map(|period| {
                let number = period.figure?;
                let spread = number.spread().filter(|spread| spread.is_finite() && *spread > WIDE)?;
                Some((period, number.told(), spread))
            });
            let Some((period, [low, _, high], spread)) = wide else { continue };
            let message = format!(
                "{} of {} `{}` reaches from {low} to {high}, {spread:.0} times as much",
                figure.key,
                entry.kind(),
                entry.id
            );
            out.push(
                RULE.found(message)
                    .at(period.node.key("high").value())
                    .also(period.node.key("low").value(), "the low value")
                    .help("check both numbers and their units"),
            );
        }
    }
}
