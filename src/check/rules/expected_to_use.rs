//! LB1005: does the best way lead through what the author expects?

use crate::check::expected::{Expected, item, journey};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;

rule! {
    /// The best way that the planner finds does not lead through something that the expectation lists under `uses`: a place,
    /// city, line, lane, passage, transfer, country, mode or regime of admission. What it names is closed or lost, or another
    /// way became better than it should be. Both ends of the way count; at sea a ship is in no country.
    ///
    /// ```yaml
    /// expectations:
    ///   harbin-hamburg:
    ///     name: Harbin to Hamburg goes by Zabaikalsk
    ///     from: harbin
    ///     to: hamburg
    ///     modes: [rail]
    ///     uses: [zabaikalsk-gauge]
    /// ```
    ///
    /// Compare the way that was found with the one you expect: `landbridge plan .. --via zabaikalsk-gauge`.
    "LB1005", Error, "way that does not lead through what is expected", Expectations
}

fn check(expected: &Expected<'_>, out: &mut Vec<Diagnostic>) {
    for (case, route) in expected.reached() {
        let names = &case.expectation.uses;
        for (index, name) in names.iter().enumerate() {
            if expected.leads_through(route, name) == Some(false) {
                let problem = RULE
                    .found(format!("the best way for {} does not lead through `{name}`", journey(case)))
                    .at(item(case.expectation, "uses", (index, names.len())));
                out.push(expected.tell(case, problem));
            }
        }
    }
}
