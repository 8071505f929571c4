//! LB0508: does a transfer take a time that transfers take?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, EntryKey};
use crate::model::{Network, TransferKind};

rule! {
    /// A transfer takes no time at all, or more than sixty days. Gas, oil and power cross a border at once, and
    /// trains run on from 1520 to 1524 mm; ships, lorries and other trains do not. A wait in minutes that is written in hours, or hours written as days, is the usual slip.
    ///
    /// ```yaml
    /// transfers:
    ///   zabaikalsk-border: {at: zabaikalsk, kind: border, countries: [RU, CN], time: 240 d}     # 24 h
    /// ```
    ///
    /// Check the number and its unit.
    "LB0508", Warning, "transfer time of nothing, or of months", Entries
}

/// Sixty days, in hours.
const LONGEST: f64 = 1440.0;

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        let EntryKey::Transfer(id) = entry.key else { continue };
        let handles_wagons = match network.transfers[id].kind {
            TransferKind::GaugeChange { gauges: [one, other], .. } => !one.is_nearly(other),
            TransferKind::Port { .. } | TransferKind::ModeChange { .. } => true,
            _ => false,
        };
        for figure in entry.figures.iter().filter(|figure| figure.key == "time") {
            let strange = figure.periods.iter().find_map(|period| {
                let number = period.figure?;
                let [_, typical, high] = number.numbers();
                let wrong = high > LONGEST || handles_wagons && typical <= 0.0;
                wrong.then(|| (period, number.told()[if high > LONGEST { 2 } else { 1 }].clone()))
            });
            let Some((period, told)) = strange else { continue };
            out.push(
                RULE.found(format!("transfer `{}` takes {told}", entry.id))
                    .at(period.typical(entry.provenance))
                    .help("check the number and its unit"),
            );
        }
    }
}
