//! Who could get where in which year: the pairs that the report's questions name, on one day of each year since 1998.

use std::collections::BTreeSet;

use super::SiteError;
use super::plans::query_of;
use crate::calendar::Day;
use crate::model::Network;
use crate::report::{AccessQuestion, AccessReport, access_report};
use crate::route::{Planner, Query};

/// The first year that is told of.
pub const FIRST_YEAR: i32 = 1998;

/// The day of the year of `as_of`, in every year from the first to its own.
pub fn days(as_of: Day) -> Vec<Day> {
    let (last, month, day) = as_of.civil();
    let earlier = (FIRST_YEAR..last).filter_map(|year| Day::from_civil(year, month, day.min(28)));
    earlier.chain([as_of]).collect()
}

/// Looks at each pair of ends, cargo, modes and ship that a question names, once. What else it asks is left out: scenarios,
/// lifted rules, what to pass and what to avoid.
pub fn look(network: &Network, planner: &Planner<'_>, as_of: Day) -> Result<AccessReport, SiteError> {
    let mut known = BTreeSet::new();
    let mut questions = Vec::new();
    for route in network.report_routes.values() {
        let query = query_of(network, route)?;
        let query = Query { scenario: None, allow: Vec::new(), via: Vec::new(), avoid: Vec::new(), ..query };
        let (from, to) = (route.from.clone(), route.to.clone());
        let modes = query.modes.clone();
        if known.insert((from.clone(), to.clone(), query.cargo, query.cargo_origin, modes, query.ship(network))) {
            questions.push(AccessQuestion { id: route.id.clone(), from, to, query });
        }
    }
    Ok(access_report(network, planner, &questions, &days(as_of)))
}
