//! LB0311: does a post fit between its neighbours?

use crate::check::lengths::geodesic_of_section;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Line, Network};

rule! {
    /// Of two neighbouring sections of a line one is hardly longer than the geodesic, and the other exceeds it by more
    /// than half, though the line does not wind elsewhere: moving the post between them by one number would make both
    /// alike. Usually a digit of that post slipped, or its place was taken from another town of the name.
    ///
    /// ```yaml
    /// posts: [{chita: 6198 km}, {karymskaya: 6393 km}, {shilka: 6446 km}]     # karymskaya: 6293
    /// ```
    ///
    /// Compare the post and the position with their sources.
    "LB0311", Warning, "post that lies unevenly between its neighbours"
}

/// Sections shorter than this wind as they like, in metres.
const SHORTEST: f64 = 20_000.0;
/// The longest a straight section is, as a multiple of the geodesic.
const STRAIGHT: f64 = 1.03;
/// The shortest a wrong one is.
const WINDING: f64 = 1.6;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values().filter(|line| line.sections.len() >= 3) {
        let ratios = ratios(network, line);
        let found = (1..ratios.len()).find(|at| {
            let (Some(before), Some(after)) = (ratios[at - 1], ratios[*at]) else { return false };
            before.min(after) < STRAIGHT && before.max(after) > WINDING && is_straight_elsewhere(&ratios, *at)
        });
        let Some(at) = found else { continue };
        let place = &network.places[line.posts[at].0];
        let (before, after) = (ratios[at - 1].unwrap_or(1.0), ratios[at].unwrap_or(1.0));
        out.push(
            RULE.found(format!(
                "before {} the line is {before:.2} times as long as the geodesic, after it {after:.2} times",
                place.id
            ))
            .at(Node::post(network, line, at).value())
            .also(Node::entry(place.file, "places", &place.id).key("at").value(), "the place")
            .help("compare the post and the position with their sources"),
        );
    }
}

/// How much longer than the geodesic each section is; none of those too short to tell.
#[allow(clippy::cast_precision_loss)]
fn ratios(network: &Network, line: &Line) -> Vec<Option<f64>> {
    let ratio = |geodesic: u64, length: u64| (geodesic as f64 > SHORTEST).then(|| length as f64 / geodesic as f64);
    line.sections
        .iter()
        .map(|id| &network.sections[*id])
        .map(|section| ratio(geodesic_of_section(network, section).metres(), section.distance.metres()))
        .collect()
}

/// Whether no section but the two that meet at `at` winds like that.
fn is_straight_elsewhere(ratios: &[Option<f64>], at: usize) -> bool {
    let others = ratios.iter().enumerate().filter(|(index, _)| *index != at && *index + 1 != at);
    others.filter_map(|(_, ratio)| *ratio).all(|ratio| ratio < WINDING * 0.85)
}
