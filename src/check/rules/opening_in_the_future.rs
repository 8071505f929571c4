//! LB0407: is every opening that is told as a fact already past?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// A link or transfer begins to operate after the network's `as_of`. Nobody knows that yet: plans for later dates
    /// would use it as if it were certain.
    ///
    /// ```yaml
    /// network: {as_of: 2026-11-01}
    /// lines:
    ///   bakhty-line: {status: [{until: 2027-06, state: under_construction}, {from: 2027-06, state: operating}]}
    /// ```
    ///
    /// Leave it under construction, and open it in a scenario or project: `{open: bakhty-line, from: 2027-06}`. If it is
    /// open by now, move the network's `as_of`.
    "LB0407", Warning, "opening in the future", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let today = network.meta.as_of;
    for entry in entries {
        for told in &entry.histories {
            let opens = told.history.spells.iter().enumerate().find_map(|(index, spell)| {
                let from = spell.window.from.filter(|from| from.first_day() > today)?;
                spell.state.is_usable().then_some((index, from))
            });
            let Some((index, from)) = opens else { continue };
            out.push(
                RULE.found(format!(
                    "{} `{}` opens on {from}, but the network is as of {today}",
                    entry.kind(),
                    entry.id
                ))
                .at(told.node.index(index).key("from").value())
                .help("leave it unbuilt and open it in a scenario, or move the `as_of` of the network"),
            );
        }
    }
}
