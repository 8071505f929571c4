//! LB1503: is every price of some year?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::{Confidence, Network};

rule! {
    /// A price, cost or investment from a source has neither `as_of` nor a period with `from`, while others in the network
    /// have. Money of unknown years cannot be compared, nor changed from another currency.
    ///
    /// ```yaml
    /// rates:
    ///   rail-container: {mode: rail, cargo: container, price: {typ: 0.61 USD/FEU-km, source: index1520}}
    /// ```
    ///
    /// Add `as_of:` with the year. What is authored or remembered is left alone.
    "LB1503", Note, "price of no year", Entries
}

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let prices = || {
        entries.iter().flat_map(|entry| {
            let money = |key: &str| matches!(key, "price" | "cost" | "investment" | "unserved");
            entry.figures.iter().filter(move |figure| money(figure.key)).map(move |figure| (entry, figure))
        })
    };
    let is_dated =
        |period: &crate::inventory::PeriodEntry<'_>| period.provenance.as_of.is_some() || period.window.from.is_some();
    if !prices().any(|(_, figure)| figure.periods.iter().any(is_dated)) {
        return;
    }
    for (entry, figure) in prices() {
        let undated = figure.periods.iter().find(|period| {
            let weak = matches!(period.provenance.confidence, Some(Confidence::Authored | Confidence::Memory));
            period.figure.is_some() && !period.provenance.sources.is_empty() && !weak && !is_dated(period)
        });
        let Some(period) = undated else { continue };
        out.push(
            RULE.found(format!("{} of {} `{}` is of no year", figure.key, entry.kind(), entry.id))
                .at(period.typical(entry.provenance))
                .help("add `as_of:` with the year of the money"),
        );
    }
}
