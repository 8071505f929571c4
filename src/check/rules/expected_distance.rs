//! LB1003: is the best way as long as the author expects?

use crate::check::expected::{Expected, journey, node};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;

rule! {
    /// The best way that the planner finds is shorter or longer than the expectation's `distance` allows: a post or a length
    /// is wrong, a unit was mistaken, or a link that the way takes was lost.
    ///
    /// ```yaml
    /// expectations:
    ///   trans-siberian:
    ///     name: The Trans-Siberian is 9,288 km long by its posts
    ///     from: moscow
    ///     to: vladivostok
    ///     via: [yaroslavl, chita, khabarovsk]
    ///     modes: [rail]
    ///     distance: {at_least: 9200 km, at_most: 9380 km}
    /// ```
    ///
    /// Set bounds a few per cent apart, so that a better survey is no failure. The message tells the way that was found.
    "LB1003", Error, "way shorter or longer than expected", Expectations
}

fn check(expected: &Expected<'_>, out: &mut Vec<Diagnostic>) {
    for (case, route) in expected.reached() {
        let (bounds, found) = (case.expectation.distance, route.distance);
        let less = bounds.at_least.filter(|least| found < *least).map(|least| ("at_least", "less than", least));
        let more = bounds.at_most.filter(|most| found > *most).map(|most| ("at_most", "more than", most));
        if let Some((key, than, bound)) = less.or(more) {
            let problem = RULE
                .found(format!("the best way for {} is {found}, {than} the {bound} expected", journey(case)))
                .at(node(case.expectation).key("distance").key(key).value());
            out.push(expected.tell(case, problem));
        }
    }
}
