//! LB1302: does a line carry the same axles all the way?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, SectionId};
use crate::units::{AxleLoad, TrainLength};

rule! {
    /// Between two stretches of a line that carry heavier axles, or longer trains, lies one that carries lighter axles or
    /// shorter trains. The line is worth what its weakest stretch is; often the span in the middle is the one with the
    /// slip.
    ///
    /// ```yaml
    /// lines:
    ///   trunk:
    ///     axle_load: 25 t
    ///     posts: [{a: 0 km}, {b: 100 km}, {c: 200 km}, {d: 300 km}]
    ///     spans: [{between: [b, c], axle_load: 2.5 t}]     # 25 t
    /// ```
    ///
    /// Correct the span; if the stretch is really weak, leave it.
    "LB1302", Note, "weak stretch inside a line"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        let axle = |id: &SectionId| -> Option<AxleLoad> { Some(network.sections[*id].axle_load.as_ref()?.typ) };
        let train = |id: &SectionId| -> Option<TrainLength> { Some(network.sections[*id].train_length.as_ref()?.typ) };
        let weak = dip(&line.sections, axle)
            .map(|found| (found, "axle_load"))
            .or_else(|| dip(&line.sections, train).map(|found| (found, "train_length")));
        let Some(((at, value, around), key)) = weak else { continue };
        let (from, to) = (network.sections[at].from, network.sections[at].to);
        out.push(
            RULE.found(format!(
                "{key} from {} to {} is {value}, with {around} before and after it on `{}`",
                network.places[from].id, network.places[to].id, line.id
            ))
            .at(Node::end_of(network, at).name())
            .help("compare the span with its source"),
        );
    }
}

/// The first section with less than some section before it and some section after it; its value and theirs, for people.
fn dip<T: Ord + Copy + std::fmt::Display>(
    sections: &[SectionId],
    value: impl Fn(&SectionId) -> Option<T>,
) -> Option<(SectionId, String, String)> {
    let values: Option<Vec<T>> = sections.iter().map(value).collect();
    let values = values?;
    let mut most_after = values.clone();
    for at in (0..values.len().saturating_sub(1)).rev() {
        most_after[at] = most_after[at].max(most_after[at + 1]);
    }
    let mut most_before = *values.first()?;
    for at in 1..values.len() {
        let around = most_before.min(most_after[at]);
        if values[at] < around {
            return Some((sections[at], values[at].to_string(), around.to_string()));
        }
        most_before = most_before.max(values[at]);
    }
    None
}
