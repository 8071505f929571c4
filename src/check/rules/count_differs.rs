//! LB1010: do sections have as many entries as their author counted?

use crate::check::rule::rule;
use crate::diagnostics::{Diagnostic, Location, YamlPath};
use crate::model::Network;

rule! {
    /// A section has more or fewer entries than `counts` of the `network` entry says. An entry that is lost in an edit or a
    /// merge leaves a network that reads well and plans another way, and no rule can know what was there; whoever adds or
    /// removes one on purpose changes the count with it.
    ///
    /// ```yaml
    /// network: {id: far-east, title: Far East, summary: Railways., as_of: 2026-11-01, cargo: coal, counts: {lines: 12}}
    /// ```
    ///
    /// `landbridge diff` says which entries came or went. What is left out of `counts` is not compared.
    "LB1010", Error, "not as many entries as were counted"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for &(section, counted) in &network.meta.counts {
        let there = entries(network, section);
        if there != counted as usize {
            let lost = (counted as usize).checked_sub(there).map(|lost| format!("{lost} fewer"));
            let differs = lost.unwrap_or_else(|| format!("{} more", there - counted as usize));
            out.push(
                RULE.found(format!("`{section}` has {there} entries, {differs} than the {counted} that were counted"))
                    .at(Location::value(network.meta.file, YamlPath::root().key("network").key("counts").key(section)))
                    .help(format!("`landbridge diff` says which; if that is meant, write `{section}: {there}`")),
            );
        }
    }
}

fn entries(network: &Network, section: &str) -> usize {
    match section {
        "places" => network.places.len(),
        "lines" => network.lines.len(),
        "lanes" => network.lanes.len(),
        "passages" => network.passages.len(),
        "transfers" => network.transfers.len(),
        "restrictions" => network.restrictions.len(),
        "admissions" => network.admissions.len(),
        "demands" => network.demands.len(),
        "supplies" => network.supplies.len(),
        "storages" => network.storages.len(),
        "projects" => network.projects.len(),
        "scenarios" => network.scenarios.len(),
        "sources" => network.sources.len(),
        _ => 0,
    }
}
