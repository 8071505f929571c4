//! What was asked of the capacity planner, defaults filled in.

use serde::Serialize;

use crate::capacity::{FlowQuery, Period};
use crate::model::{Mode, Named, Network};
use crate::report::plan::spot_id;

/// Over which time, under what; what all answers about capacity have in common.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodRecord {
    /// `as_on` (a year whose every day is like `from`), `year`, `month` or `months` (twelve of them, joined by storage).
    pub period: &'static str,
    /// Its first day.
    pub from: String,
    /// How many days' traffic it counts.
    pub days: u32,
    /// By what ways are compared.
    pub by: &'static str,
    /// By which modes; all if empty.
    pub modes: Vec<&'static str>,
    /// What not to pass.
    pub avoid: Vec<String>,
    /// The ship, where the cargo may sail in it.
    pub vessel: Option<String>,
    /// Under which scenario.
    pub scenario: Option<String>,
    /// Which rules were lifted.
    pub allow: Vec<String>,
}

impl PeriodRecord {
    /// Tells what a query has in common with others.
    pub fn of(network: &Network, query: &FlowQuery) -> Self {
        Self {
            period: match query.period {
                Period::AsOn(_) => "as_on",
                Period::Year(_) => "year",
                Period::Month(_) => "month",
                Period::Months(_) => "months",
            },
            from: query.period.first_day().to_string(),
            days: query.period.parts().iter().map(crate::capacity::Part::counted_days).sum(),
            by: query.objective.word(),
            modes: query.modes.iter().map(|mode: &Mode| mode.word()).collect(),
            avoid: query.avoid.iter().map(|spot| spot_id(network, spot)).collect(),
            vessel: query.vessel.map(|vessel| network.vessels[vessel].id.clone()),
            scenario: query.scenario.map(|scenario| network.scenarios[scenario].id.clone()),
            allow: query.allow.iter().map(|rule| network.restrictions[*rule].id().to_string()).collect(),
        }
    }

    /// The time in words: `in 2025`, `in a year like 2025-07-01`, `in the month from 2025-07-01`.
    pub fn told(&self) -> String {
        let year = self.from.get(..4).unwrap_or_default();
        match self.period {
            "year" | "months" if self.from.ends_with("-01-01") => format!("in {year}"),
            "year" | "months" => format!("in the year from {}", self.from),
            "month" => format!("in the month from {}", self.from),
            _ => format!("in a year like {}", self.from),
        }
    }

    /// Whether the answer is a what-if.
    pub fn is_what_if(&self) -> bool {
        self.scenario.is_some() || !self.allow.is_empty()
    }
}
