//! LB1002: is there no way wherever the author expects none?

use crate::check::expected::{Expected, journey, node};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;

rule! {
    /// An expectation says `reachable: false`, and the planner finds a way: a restriction lost a date, a country or a
    /// commodity, a state was changed, or a transfer joins what it must not.
    ///
    /// ```yaml
    /// expectations:
    ///   seoul-pyongyang:
    ///     name: Nothing goes from Seoul to Pyongyang
    ///     from: seoul
    ///     to: pyongyang
    ///     reachable: false
    /// ```
    ///
    /// Correct what lets the journey through, or the expectation. The message tells the way that was found.
    "LB1002", Error, "a way where none is expected", Expectations
}

fn check(expected: &Expected<'_>, out: &mut Vec<Diagnostic>) {
    for (case, _) in expected.reached().filter(|(case, _)| !case.expectation.reachable) {
        let problem = RULE.found(format!("a way was found for {}, where none is expected", journey(case))).at(node(
            case.expectation,
        )
        .key("reachable")
        .value());
        out.push(expected.tell(case, problem));
    }
}
