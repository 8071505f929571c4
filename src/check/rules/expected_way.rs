//! LB1001: is there a way wherever the author expects one?

use crate::check::expected::{Expected, journey, node};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;

rule! {
    /// An expectation asks for a way, and the planner finds none: a transfer, a border, a link or a state that the way needs
    /// is gone, or a restriction is too wide. The message tells what stands in the way and the command that repeats the
    /// plan. Waiting for a link to open counts as a way, as it does for `landbridge plan`; bound the `time` to rule it out.
    ///
    /// ```yaml
    /// expectations:
    ///   minsk-warsaw:
    ///     name: Trains run from Minsk to Warsaw by Brest
    ///     from: minsk
    ///     to: warsaw
    ///     depart: 2026-03-01
    /// ```
    ///
    /// Correct what the way needs, or write `reachable: false` if there is to be none.
    "LB1001", Error, "no way where one is expected", Expectations
}

fn check(expected: &Expected<'_>, out: &mut Vec<Diagnostic>) {
    for case in expected.unreached().filter(|case| case.expectation.reachable) {
        let problem = RULE
            .found(format!("no way was found for {}, where one is expected", journey(case)))
            .at(node(case.expectation).name());
        out.push(expected.tell(case, problem));
    }
}
