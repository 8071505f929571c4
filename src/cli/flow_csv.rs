//! A flow as a table: a row for each demand, each of its months, each limit, and each link and cargo.

use super::{Failure, print};
use crate::report::flow::{CargoFlow, DemandRecord, FlowReport, GainRecord, LimitRecord, LinkFlowRecord};

/// What rows differ in; the scenario and the lifted rules stand behind.
const HEADER: [&str; 25] = [
    "record",
    "id",
    "name",
    "from",
    "to",
    "cargo",
    "unit",
    "month",
    "asked",
    "served",
    "outcome",
    "stopped_by",
    "forward",
    "backward",
    "capacity",
    "used",
    "used_percent",
    "worth_more",
    "worth_gain",
    "worth_loss",
    "saves",
    "loses",
    "rent",
    "value_unit",
    "confidence",
];

/// The whole answer.
pub fn csv(report: &FlowReport) -> Result<String, Failure> {
    let period = &report.query.period;
    let header: Vec<&str> = HEADER.into_iter().chain(["scenario", "allow"]).collect();
    let demands = report.demands.iter().flat_map(|one| {
        let months = report.months.iter().zip(&one.months).map(|(month, amounts)| month_row(one, month, *amounts));
        std::iter::once(demand_row(one)).chain(months)
    });
    let limits = report.limits.iter().map(|limit| limit_row(limit, report.value_unit));
    let links = report.links.iter().flat_map(|link| link.flows.iter().map(|flow| link_row(link, flow)));
    let rows = demands.chain(limits).chain(links).map(|row| {
        let common = [period.scenario.clone().unwrap_or_default(), period.allow.join(" ")];
        row.into_iter().chain(common).collect::<Vec<String>>()
    });
    print::rows(&header, rows)
}

/// A row with these cells, the others empty.
fn row(record: &str, cells: &[(&str, String)]) -> Vec<String> {
    let cell = |name: &&str| {
        let given = cells.iter().find(|(known, _)| known == name);
        given.map(|(_, text)| print::plain(text)).unwrap_or_default()
    };
    let named = HEADER[1..].iter().map(cell);
    std::iter::once(record.to_string()).chain(named).collect()
}

fn demand_row(demand: &DemandRecord) -> Vec<String> {
    row(
        "demand",
        &[
            ("id", demand.id.clone()),
            ("name", demand.name.clone()),
            ("from", demand.from.join(" ")),
            ("to", demand.to.join(" ")),
            ("cargo", demand.cargo.clone()),
            ("unit", demand.unit.into()),
            ("asked", demand.asked.to_string()),
            ("served", demand.served.to_string()),
            ("outcome", demand.outcome.into()),
            ("stopped_by", demand.stopped_by.join(" ")),
            ("confidence", demand.confidence.unwrap_or_default().into()),
        ],
    )
}

fn month_row(demand: &DemandRecord, month: &str, [asked, served]: [f64; 2]) -> Vec<String> {
    row(
        "month",
        &[
            ("id", demand.id.clone()),
            ("name", demand.name.clone()),
            ("cargo", demand.cargo.clone()),
            ("unit", demand.unit.into()),
            ("month", month.into()),
            ("asked", asked.to_string()),
            ("served", served.to_string()),
        ],
    )
}

fn limit_row(limit: &LimitRecord, value_unit: &str) -> Vec<String> {
    let mut cells = vec![
        ("id", limit.key.clone()),
        ("name", limit.name.clone()),
        ("from", limit.from.clone().unwrap_or_default()),
        ("to", limit.to.clone().unwrap_or_default()),
        ("unit", limit.unit.into()),
        ("month", limit.month.clone().unwrap_or_default()),
        ("capacity", limit.capacity.to_string()),
        ("used", limit.used.to_string()),
        ("used_percent", limit.used_percent.to_string()),
        ("confidence", limit.confidence.unwrap_or_default().into()),
    ];
    if let Some(worth) = &limit.worth {
        let amounts = |all: &[GainRecord]| -> String {
            all.iter().map(|one| format!("{} {}", one.units, one.unit)).collect::<Vec<_>>().join("; ")
        };
        cells.extend([
            ("worth_more", worth.more.to_string()),
            ("worth_gain", amounts(&worth.gains)),
            ("worth_loss", amounts(&worth.losses)),
            ("saves", number(worth.saves)),
            ("loses", number(worth.loses)),
            ("rent", number(worth.rent)),
            ("value_unit", value_unit.into()),
        ]);
    }
    row("limit", &cells)
}

fn link_row(link: &LinkFlowRecord, flow: &CargoFlow) -> Vec<String> {
    row(
        "link",
        &[
            ("id", link.at.id.clone()),
            ("name", link.at.name.clone()),
            ("from", link.at.from.clone()),
            ("to", link.at.to.clone()),
            ("cargo", flow.cargo.clone()),
            ("unit", flow.unit.into()),
            ("forward", flow.forward.to_string()),
            ("backward", flow.backward.to_string()),
            ("used_percent", number(link.used_percent)),
        ],
    )
}

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
