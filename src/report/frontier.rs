//! What of a Pareto frontier is shown, and at what each way of it is best.

use serde::Serialize;

use super::itinerary::Itinerary;
use crate::route::{Answer, Criterion, Query, Ways};

/// What of the frontier is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParetoRecord {
    /// By what ways are compared; none of the ways is beaten by another in all of these. Itineraries come in order of the
    /// first.
    pub criteria: Vec<&'static str>,
    /// How many such ways there are.
    pub found: usize,
    /// How many of them are in `itineraries`: the best by each criterion, and those least like each other.
    pub shown: usize,
    /// The wait for one step beyond which ways were not looked for, but for the fastest; none if there was no limit.
    pub patience_days: Option<u32>,
}

/// At what a way of the frontier is best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trade {
    /// Criteria by which no way is better.
    pub best_by: Vec<&'static str>,
    /// Lines, lanes and transfers with a flag that says that law, state or figure is not certain, if that is a criterion.
    pub risk: Option<u64>,
}

/// The record of a frontier, if it was asked for; adds to each itinerary what it is best at.
pub(super) fn record(query: &Query, answer: &Answer<'_>, itineraries: &mut [Itinerary]) -> Option<ParetoRecord> {
    let (Ways::Pareto(criteria), Some(frontier)) = (&query.ways, &answer.frontier) else { return None };
    for (itinerary, values) in itineraries.iter_mut().zip(&frontier.values) {
        let best = criteria.iter().zip(values).zip(&frontier.least).filter(|((_, value), least)| value == least);
        let risk = criteria.iter().zip(values).find(|(criterion, _)| **criterion == Criterion::Risk);
        itinerary.trade = Some(Trade {
            best_by: best.map(|((criterion, _), _)| criterion.word()).collect(),
            risk: risk.map(|(_, value)| *value),
        });
    }
    Some(ParetoRecord {
        criteria: criteria.iter().map(|criterion| criterion.word()).collect(),
        found: frontier.found,
        shown: itineraries.len(),
        patience_days: frontier.patience.map(|minutes| minutes / 1440),
    })
}
