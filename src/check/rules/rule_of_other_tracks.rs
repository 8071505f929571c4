//! LB1305: is a capacity rule one for so many tracks?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{CapacityRule, Network, SectionId};

rule! {
    /// A line with one track names a capacity rule that has a `headway` but no `loops`, or one with more tracks names a
    /// rule that has `loops` but no `headway`: a rule for the other kind of railway. Nothing is derived from it. A line of
    /// which only some sections are so is left alone: the rule is for the others.
    ///
    /// ```yaml
    /// capacity_rules:
    ///   rzd-single: {name: Single track, loops: 20 km, running_speed: 45 km/h, crossing: 3 min, reserve: 150 min, usable: 85 %}
    /// lines:
    ///   trans-siberian: {mode: rail, tracks: 2, capacity_rule: rzd-single}
    /// ```
    ///
    /// Name the rule for so many tracks, or correct `tracks`.
    "LB1305", Warning, "capacity rule for another number of tracks"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        let misfit = |id: &SectionId| {
            let section = &network.sections[*id];
            let (tracks, rule) = (section.tracks?, &network.capacity_rules[section.capacity_rule?]);
            is_of_other_tracks(rule, tracks).then_some((*id, rule, tracks))
        };
        let found: Option<Vec<_>> = line.sections.iter().map(misfit).collect();
        let Some((id, rule, tracks)) = found.and_then(|all| all.first().copied()) else { continue };
        let (has, lacks) = if tracks == 1 { ("headway", "loops") } else { ("loops", "headway") };
        let noun = if tracks == 1 { "track" } else { "tracks" };
        out.push(
            RULE.found(format!(
                "`{}` has `{has}` and no `{lacks}`, but rail `{}` has {tracks} {noun}",
                rule.id, line.id
            ))
            .at(Node::end_of(network, id).name())
            .also(Node::entry(rule.file, "capacity_rules", &rule.id).name(), "the rule")
            .help("name a rule for so many tracks, or correct `tracks`"),
        );
    }
}

fn is_of_other_tracks(rule: &CapacityRule, tracks: u8) -> bool {
    match tracks {
        1 => rule.headway.is_some() && rule.loops.is_none(),
        _ => rule.loops.is_some() && rule.headway.is_none(),
    }
}
