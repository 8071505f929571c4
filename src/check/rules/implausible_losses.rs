//! LB1401: is as much lost as conversions and lines lose?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, EntryKey};
use crate::model::{Network, TransferKind};

rule! {
    /// More than a quarter is lost in a transfer or on a section of a line, or liquefaction loses less than one per
    /// cent: plants use 8 to 12 % of the gas to make the cold. A fraction written with a per cent sign is the usual slip.
    ///
    /// ```yaml
    /// transfers:
    ///   sabetta-liquefaction: {at: sabetta, kind: liquefaction, losses: 0.1 %}     # 10 %
    /// ```
    ///
    /// Check the number: `losses` is a share of what enters.
    "LB1401", Warning, "losses of nearly nothing, or of a quarter", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        let liquefies = match entry.key {
            EntryKey::Transfer(id) => matches!(network.transfers[id].kind, TransferKind::Liquefaction),
            EntryKey::Line(_) => false,
            _ => continue,
        };
        for figure in entry.figures.iter().filter(|figure| figure.key == "losses") {
            let Some((period, number)) =
                figure.periods.first().and_then(|period| period.figure.map(|number| (period, number)))
            else {
                continue;
            };
            let [_, percent, _] = number.numbers();
            let what = match percent {
                much if much > 25.0 => "more than a quarter of what enters",
                little if liquefies && little < 1.0 => "less than liquefying gas takes",
                _ => continue,
            };
            let told = &number.told()[1];
            out.push(
                RULE.found(format!("{} `{}` loses {told}, {what}", entry.kind(), entry.id))
                    .at(period.typical(entry.provenance))
                    .help("check the number; `10 %` is a tenth"),
            );
        }
    }
}
