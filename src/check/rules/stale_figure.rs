//! LB0809: is every figure that plans use younger than a generation?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A price, a speed, a time or a capacity that holds on the network's date is of a date more than twenty-five years
    /// before it. It may be the last that anybody published; a year that slipped is not.
    ///
    /// ```yaml
    /// network: {as_of: 2026-11-01}
    /// operators:
    ///   rzd: {speed: {typ: 1058 km/day, as_of: 1919}}     # 2019
    /// ```
    ///
    /// Correct the date, look for a newer figure, or leave it.
    "LB0809", Note, "figure more than twenty-five years old", Entries
}

const YEARS: i32 = 25;

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let today = network.meta.as_of;
    let (year, ..) = today.civil();
    for entry in entries {
        for figure in &entry.figures {
            let old = figure.periods.iter().find_map(|period| {
                period.figure?;
                let as_of = period.provenance.as_of.filter(|date| date.first_day().civil().0 + YEARS < year)?;
                period.window.contains(today).then_some((period, as_of))
            });
            let Some((period, as_of)) = old else { continue };
            let is_own = period.provenance.as_of != entry.provenance.as_of;
            let node = if is_own { &period.node } else { &entry.node };
            out.push(
                RULE.found(format!("{} of {} `{}` is as of {as_of}", figure.key, entry.kind(), entry.id))
                    .at(node.key("as_of").value())
                    .help("correct the date, or look for a newer figure"),
            );
        }
    }
}
