//! LB0510: does a line cross every border?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::check::rules::sections_by_place;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Country, Mode, Network, Section, Transfer};

rule! {
    /// No section from the place of a border, or of a converter, leads into the other of its two countries by a mode
    /// that it serves. Nothing can cross it. Usually the pair of countries is wrong, the transfer stands at the wrong
    /// station, or a line was lost.
    ///
    /// ```yaml
    /// lines:
    ///   khasan-tumangang: {posts: [{khasan: 0 km}, {tumangang: 3 km}]}     # RU and KP
    /// transfers:
    ///   khasan-border: {at: khasan, kind: border, countries: [RU, CN]}
    /// ```
    ///
    /// Correct `countries`, move the transfer to an end of the section that crosses, or add the line.
    "LB0510", Warning, "border that nothing crosses"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let sections = sections_by_place(network);
    for transfer in network.transfers.values() {
        let (Some((pair, modes)), Some(here)) = (transfer.kind.crossing(), network.places[transfer.at].country) else {
            continue;
        };
        // One that lies in neither country is LB0503's.
        let Some(other) = pair.into_iter().find(|country| *country != here).filter(|_| pair.contains(&here)) else {
            continue;
        };
        let across: BTreeSet<Country> = sections
            .get(&transfer.at)
            .into_iter()
            .flatten()
            .map(|id| &network.sections[*id])
            .filter(|section| serves(modes, network.lines[section.line].mode))
            .filter_map(|section| far_country(network, transfer, section))
            .collect();
        if !across.contains(&other) {
            out.push(told(network, transfer, other, &across));
        }
    }
}

fn serves(modes: &[Mode], mode: Mode) -> bool {
    modes.is_empty() || modes.contains(&mode)
}

fn far_country(network: &Network, transfer: &Transfer, section: &Section) -> Option<Country> {
    let far = if section.from == transfer.at { section.to } else { section.from };
    network.places[far].country
}

fn told(network: &Network, transfer: &Transfer, other: Country, across: &BTreeSet<Country>) -> Diagnostic {
    let place = &network.places[transfer.at];
    let abroad: Vec<&str> = across.iter().filter(|to| Some(**to) != place.country).map(Country::code).collect();
    let help = match abroad[..] {
        [only] => format!("lines lead from {} to {only}: correct `countries`, or add the line", place.id),
        _ => "correct `countries`, move the transfer to the place where the line crosses, or add the line".into(),
    };
    RULE.found(format!("no line crosses from {} into {other}, so nothing uses `{}`", place.id, transfer.id))
        .at(Node::entry(transfer.file, "transfers", &transfer.id).key("countries").value())
        .help(help)
}
