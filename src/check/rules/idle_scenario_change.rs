//! LB0902: does every change of a scenario change something?

use crate::calendar::Window;
use crate::check::rule::rule;
use crate::check::spells::{is_ever_usable, operates_throughout};
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Change, Effect, History, Network, Subject};

rule! {
    /// A scenario opens what operates throughout the change's period anyway, closes what is never in use in it, or lifts
    /// a restriction that excludes nothing. The answer is that of the base, and the scenario seems to have no effect.
    /// Passages and places have no state of their own, so opening or closing one always counts.
    ///
    /// ```yaml
    /// lines:
    ///   khasan-rajin: {status: operating}
    /// scenarios:
    ///   rajin-reopened:
    ///     changes: [{open: khasan-rajin}]
    /// ```
    ///
    /// Remove the change, correct its dates, or correct the status that makes it needless.
    "LB0902", Warning, "scenario change that changes nothing"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for scenario in network.scenarios.values() {
        let changes = Node::entry(scenario.file, "scenarios", &scenario.id).key("changes");
        for (index, change) in scenario.changes.iter().enumerate() {
            let node = changes.index(index);
            let found = match change {
                // An empty period is LB0403's.
                Change::Open(_, window) | Change::Close(_, window) if window.is_empty() => None,
                Change::Open(subject, window) => all(network, *subject, window, operates_throughout)
                    .then(|| ("open", format!("`{}` operates {} anyway", network.subject_id(*subject), when(window)))),
                Change::Close(subject, window) => all(network, *subject, window, |history, window| {
                    !is_ever_usable(history, window)
                })
                .then(|| ("close", format!("`{}` is never in use {}", network.subject_id(*subject), when(window)))),
                Change::Widen(..) | Change::Ice(_) => None,
                Change::Lift(id) => {
                    let rule = &network.restrictions[*id];
                    let excludes = rule.effect == Effect::Exclude
                        || rule.exceptions.iter().any(|exception| exception.effect == Effect::Exclude);
                    (!excludes).then(|| ("lift", format!("restriction `{}` excludes nothing", rule.id)))
                }
            };
            if let Some((key, why)) = found {
                out.push(
                    RULE.found(format!("{why}, so scenario `{}` changes nothing by this", scenario.id))
                        .at(node.key(key).value())
                        .help("remove the change, or correct its dates or the status it rests on"),
                );
            }
        }
    }
}

fn when(window: &Window) -> String {
    match (window.from, window.until) {
        (Some(from), Some(until)) => format!("from {from} until {until}"),
        _ => window.to_string(),
    }
}

/// Whether something holds for every history of a subject that has any.
fn all(network: &Network, subject: Subject, window: &Window, holds: impl Fn(&History, &Window) -> bool) -> bool {
    match subject {
        Subject::Line(id) => network.lines[id].sections.iter().all(|id| holds(&network.sections[*id].status, window)),
        Subject::Lane(id) => holds(&network.lanes[id].status, window),
        Subject::Transfer(id) => holds(&network.transfers[id].status, window),
        Subject::Passage(_) | Subject::Place(_) => false,
    }
}
