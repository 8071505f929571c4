//! LB0502: does every section between two countries have a border?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Mode, Network};

rule! {
    /// A section joins places of two countries, and neither end has a `border` transfer of these two. Cargo does not
    /// change country without one, so it could enter the section and never leave the far end.
    ///
    /// ```yaml
    /// lines:
    ///   khasan-tumangang: {posts: [{khasan: 0 km}, {tumangang: 3 km}]}     # RU and KP
    /// transfers: {}
    /// ```
    ///
    /// Add the border at the end where the formalities are done; one end is enough:
    ///
    /// ```yaml
    /// transfers:
    ///   khasan-border: {at: khasan, kind: border, countries: [RU, KP], time: 30 h, status: operating}
    /// ```
    "LB0502", Error, "change of country without a border"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut borders = BTreeSet::new();
    for transfer in network.transfers.values() {
        if let Some(([first, second], modes)) = transfer.kind.crossing() {
            let served =
                Mode::ALL.map(|(mode, _)| mode).into_iter().filter(|mode| modes.is_empty() || modes.contains(mode));
            borders.extend(served.map(|mode| (transfer.at, mode, first.min(second), first.max(second))));
        }
    }
    for (id, section) in network.sections.iter() {
        let (from, to) = (&network.places[section.from], &network.places[section.to]);
        let (Some(left), Some(entered)) = (from.country, to.country) else { continue };
        let mode = network.lines[section.line].mode;
        let here = |place| borders.contains(&(place, mode, left.min(entered), left.max(entered)));
        if left == entered || here(section.from) || here(section.to) {
            continue;
        }
        out.push(
            RULE.found(format!(
                "{} ({left}) and {} ({entered}) are joined by {} without a border",
                from.id,
                to.id,
                mode.word()
            ))
            .at(Node::end_of(network, id).name())
            .help(format!(
                "add a transfer at {} or {}: `kind: border, countries: [{left}, {entered}]`",
                from.id, to.id
            )),
        );
    }
}
