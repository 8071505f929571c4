//! What arrives of each demand in each month.

use serde::Serialize;

use crate::model::Network;
use crate::report::flow::{DemandRecord, FlowReport, amount_told, number_told};

/// What arrives of each demand in each month.
#[derive(Serialize)]
pub(super) struct Months {
    /// Heads of the columns, the first that of the names.
    heads: Vec<String>,
    rows: Vec<MonthRow>,
}

#[derive(Serialize)]
struct MonthRow {
    name: String,
    cells: Vec<MonthCell>,
}

#[derive(Serialize)]
struct MonthCell {
    class: &'static str,
    arrives: String,
}

/// The months, if the answer tells them apart.
pub(super) fn months(network: &Network, report: &FlowReport) -> Option<Months> {
    if report.months.is_empty() {
        return None;
    }
    let row = |demand: &DemandRecord| {
        let unit = network.cargoes.find(&demand.cargo).map(|id| network.cargoes[id].unit);
        let cell = |[asked, served]: &[f64; 2]| MonthCell {
            class: match (*asked, *served) {
                (asked, _) if asked <= 0.0 => "",
                (asked, served) if served >= asked * 0.999 => "is-open",
                (_, served) if served > 0.0 => "is-partly",
                _ => "is-shut",
            },
            arrives: match unit {
                _ if *asked <= 0.0 => "–".into(),
                Some(unit) if *served > 0.0 => amount_told(*served, unit),
                _ => number_told(*served),
            },
        };
        MonthRow { name: demand.name.clone(), cells: demand.months.iter().map(cell).collect() }
    };
    let heads = std::iter::once("Demand".into()).chain(report.months.iter().map(|month| head(month))).collect();
    Some(Months { heads, rows: report.demands.iter().map(row).collect() })
}

/// `2025-03` as `Mar`.
fn head(month: &str) -> String {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let number: Option<usize> = month.get(5..).and_then(|number| number.parse().ok());
    number.and_then(|number| NAMES.get(number.wrapping_sub(1))).map_or_else(|| month.into(), |name| (*name).into())
}
