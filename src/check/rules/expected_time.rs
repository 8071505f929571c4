//! LB1004: does the best way take as long as the author expects?

use crate::check::expected::{Expected, journey, node};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::units::Minutes;

rule! {
    /// The best way that the planner finds is faster or slower than the expectation's `time` allows: typical times, waiting
    /// included. A speed, a dwell time, a season or a date is wrong.
    ///
    /// ```yaml
    /// expectations:
    ///   brest-reopened:
    ///     name: Who comes to Brest on 15 September 2025 waits for the border to reopen
    ///     from: brest
    ///     to: warsaw
    ///     depart: 2025-09-15
    ///     modes: [rail]
    ///     time: {at_least: 10 d, at_most: 16 d}
    /// ```
    ///
    /// Set bounds generously: they are to notice what is wrong, not what is uncertain.
    "LB1004", Error, "way faster or slower than expected", Expectations
}

fn check(expected: &Expected<'_>, out: &mut Vec<Diagnostic>) {
    for (case, route) in expected.reached() {
        let (bounds, found) = (case.expectation.time, Minutes::new(route.minutes()));
        let less = bounds.at_least.filter(|least| found < *least).map(|least| ("at_least", "less than", least));
        let more = bounds.at_most.filter(|most| found > *most).map(|most| ("at_most", "more than", most));
        if let Some((key, than, bound)) = less.or(more) {
            let problem = RULE
                .found(format!("the best way for {} takes {found}, {than} the {bound} expected", journey(case)))
                .at(node(case.expectation).key("time").key(key).value());
            out.push(expected.tell(case, problem));
        }
    }
}
