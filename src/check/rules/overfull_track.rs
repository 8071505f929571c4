//! LB1303: can the tracks carry what the capacity says?

use crate::capacity::derive::trains_each_way;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, Section};
use crate::units::CapacityUnit;

rule! {
    /// A section has more trains a day, or tonnes a year, than its tracks can carry. With one track trains cross in loops:
    /// forty-eight pairs a day is beyond what any such line does, and 90 Mt a year in one direction as well. With two,
    /// trains follow each other: 240 pairs and 500 Mt.
    ///
    /// ```yaml
    /// lines:
    ///   baranovsky-khasan: {mode: rail, tracks: 1, capacity: 70 pairs/day}     # 7
    /// ```
    ///
    /// Correct the capacity, or the number of tracks. The limits are ours, and wide.
    "LB1303", Warning, "capacity that the tracks cannot carry"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        let found =
            line.sections.iter().find_map(|id| overfull(network, &network.sections[*id]).map(|message| (*id, message)));
        let Some((id, message)) = found else { continue };
        out.push(
            RULE.found(format!("{message} on rail `{}`", line.id))
                .at(Node::end_of(network, id).name())
                .help("correct the capacity, or the number of tracks"),
        );
    }
}

fn overfull(network: &Network, section: &Section) -> Option<String> {
    let (tracks, capacity) = (section.tracks?, section.capacity.as_ref()?);
    let given = capacity.on(network.meta.as_of).figure.typ;
    let shares = section.shares_directions(given);
    let (pairs, tonnes): (u64, u64) = match tracks {
        1 => (48, 90),
        _ => (120 * u64::from(tracks), 250 * u64::from(tracks)),
    };
    let too_many = match trains_each_way(given, shares) {
        Some(milli) => milli > pairs * 1000,
        None if given.unit() == CapacityUnit::MegatonnesPerYear => {
            given.micro() / if shares { 2 } else { 1 } > tonnes * 1_000_000
        }
        None => false,
    };
    let noun = if tracks == 1 { "track" } else { "tracks" };
    too_many.then(|| format!("{given} is more than {tracks} {noun} can carry"))
}
