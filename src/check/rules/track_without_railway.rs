//! LB1307: do only railways have gauges and tracks?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Mode, Network};

rule! {
    /// A line that is no railway has a gauge, tracks, traction, an axle load or a train length. Either the figures or the
    /// `mode` belong to another line.
    ///
    /// ```yaml
    /// lines:
    ///   beijing-tianjin: {name: Beijing - Tianjin, mode: road, gauge: 1435 mm, tracks: 2}     # mode: rail
    /// ```
    ///
    /// Correct the mode, or take the figures away.
    "LB1307", Warning, "track of what is no railway"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values().filter(|line| line.mode != Mode::Rail) {
        let of_sections = line.sections.iter().map(|id| &network.sections[*id]);
        let keys = of_sections.flat_map(|section| {
            let found = [
                ("gauge", !section.gauges.is_empty()),
                ("tracks", section.tracks.is_some()),
                ("traction", section.traction.is_some()),
                ("axle_load", section.axle_load.is_some()),
                ("train_length", section.train_length.is_some()),
            ];
            found.into_iter().filter_map(|(key, is_there)| is_there.then_some(key))
        });
        let mut keys: Vec<&str> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() {
            continue;
        }
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        out.push(
            RULE.found(format!("line `{}` is no railway, but has {}", line.id, keys.join(", ")))
                .at(Node::entry(line.file, "lines", &line.id).key("mode").value())
                .help("correct the mode, or take the figures away"),
        );
    }
}
