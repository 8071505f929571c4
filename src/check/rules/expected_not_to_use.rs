//! LB1006: does the best way keep off what the author expects it to keep off?

use crate::check::expected::{Expected, item, journey};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;

rule! {
    /// The best way that the planner finds leads through something that the expectation lists under `uses_not`: a link that was
    /// closed on that day, a sea that the ship may not enter, a short cut that does not exist.
    ///
    /// ```yaml
    /// expectations:
    ///   shanghai-rotterdam:
    ///     name: With the Red Sea closed ships go round the Cape
    ///     from: shanghai
    ///     to: rotterdam
    ///     modes: [sea]
    ///     scenario: red-sea-closed
    ///     uses_not: [suez]
    /// ```
    ///
    /// Correct the status, restriction or length that makes this way possible or better than it is.
    "LB1006", Error, "way that leads through what it must not", Expectations
}

fn check(expected: &Expected<'_>, out: &mut Vec<Diagnostic>) {
    for (case, route) in expected.reached() {
        let names = &case.expectation.uses_not;
        for (index, name) in names.iter().enumerate() {
            if expected.leads_through(route, name) == Some(true) {
                let problem = RULE
                    .found(format!("the best way for {} leads through `{name}`", journey(case)))
                    .at(item(case.expectation, "uses_not", (index, names.len())));
                out.push(expected.tell(case, problem));
            }
        }
    }
}
