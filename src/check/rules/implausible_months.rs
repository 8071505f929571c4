//! LB1209: do the twelve shares of a year make a year?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, EntryKey};
use crate::model::{Months, Network, SectionId};

rule! {
    /// `months` scales a yearly rate, so 100 % is an even month. Here no month has even a tenth, or one has more than
    /// five times as much; or the twelve months of a demand or supply come to less than four fifths or more than five
    /// quarters of the year's quantity. Usually they are fractions, or shares of the year that add up to 100 %.
    ///
    /// ```yaml
    /// demands:
    ///   coal: {quantity: 25 Mt/yr, months: [9 %, 8 %, 8 %, 8 %, 8 %, 8 %, 8 %, 8 %, 8 %, 9 %, 9 %, 9 %]}
    /// ```
    ///
    /// Write each month against an even one: `[108 %, 96 %, ..]`.
    "LB1209", Warning, "months that do not make a year", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for figure in entry.figures.iter().filter(|figure| figure.key == "months") {
            let Some(months) = months_of(network, entry.key, figure.sections.first()) else { continue };
            let is_quantity = matches!(entry.key, EntryKey::Demand(_) | EntryKey::Supply(_));
            let (Some(why), Some(period)) = (wrong(months, is_quantity), figure.periods.first()) else { continue };
            out.push(
                RULE.found(format!("the months of {} `{}` {why}", entry.kind(), entry.id))
                    .at(period.node.value())
                    .help("write each month against an even one, which is `100 %`"),
            );
        }
    }
}

fn months_of(network: &Network, key: EntryKey, section: Option<&SectionId>) -> Option<Months> {
    match key {
        EntryKey::Line(_) => network.sections[*section?].months,
        EntryKey::CapacityGroup(id) => network.capacity_groups[id].months,
        EntryKey::Transfer(id) => network.transfers[id].months,
        EntryKey::Supply(id) => network.supplies[id].months,
        EntryKey::Demand(id) => network.demands[id].months,
        _ => None,
    }
}

fn wrong(months: Months, is_quantity: bool) -> Option<String> {
    let parts: Vec<u64> = months.shares().iter().map(|share| share.parts()).collect();
    let most = parts.iter().max().copied().unwrap_or_default();
    let mean = parts.iter().sum::<u64>() / 12;
    let percent = |parts: u64| parts / 10_000;
    if most < 100_000 {
        Some(format!("have at most {} % each", percent(most)))
    } else if most > 5_000_000 {
        Some(format!("have up to {} %", percent(most)))
    } else if is_quantity && !(800_000..=1_250_000).contains(&mean) {
        Some(format!("come to {} % of the year's quantity", percent(mean)))
    } else {
        None
    }
}
