//! LB0906: do the changes of a scenario hold when its plans depart?

use crate::calendar::Window;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Change, Network};

rule! {
    /// A scenario says on which day plans depart, and no change of it holds on that day or later. Every plan is that of
    /// the base, and the scenario seems to change nothing.
    ///
    /// ```yaml
    /// scenarios:
    ///   suez-closed:
    ///     changes: [{close: suez, from: 2024-01-01, until: 2025-01-01}]
    ///     depart: 2026-03-01
    /// ```
    ///
    /// Correct `depart` or the dates of the changes.
    "LB0906", Warning, "scenario that is over when its plans depart"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for scenario in network.scenarios.values() {
        let Some(depart) = scenario.depart.filter(|_| !scenario.changes.is_empty()) else { continue };
        let is_over = |window: &Window| window.end() <= depart;
        let all_over = scenario.changes.iter().all(|change| match change {
            Change::Open(_, window) | Change::Close(_, window) | Change::Widen(_, _, window) => is_over(window),
            Change::Lift(_) | Change::Ice(_) => false,
        });
        if all_over {
            let node = Node::entry(scenario.file, "scenarios", &scenario.id);
            out.push(
                RULE.found(format!("all changes of scenario `{}` are over on {depart}, when it departs", scenario.id))
                    .at(node.key("depart").value())
                    .also(node.key("changes").name(), "its changes")
                    .help("correct `depart` or the dates of the changes"),
            );
        }
    }
}
