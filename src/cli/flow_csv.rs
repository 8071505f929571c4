//! A flow as a table: a row for each demand, limit and link.

use super::{Failure, print};
use crate::report::flow::FlowReport;

const HEADER: [&str; 20] = [
    "record",
    "id",
    "name",
    "from",
    "to",
    "cargo",
    "unit",
    "asked",
    "served",
    "outcome",
    "stopped_by",
    "capacity",
    "used_percent",
    "worth_more",
    "worth_gain",
    "saves",
    "loses",
    "confidence",
    "scenario",
    "allow",
];

/// The whole answer.
pub fn csv(report: &FlowReport) -> Result<String, Failure> {
    let period = &report.query.period;
    let ends = |row: &mut Vec<String>| {
        row.push(period.scenario.clone().unwrap_or_default());
        row.push(period.allow.join(" "));
    };
    let blank = || vec![String::new(); HEADER.len() - 2];
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let demands = report.demands.iter().map(|demand| {
        let mut row = blank();
        row[0] = "demand".into();
        row[1].clone_from(&demand.id);
        row[2] = print::plain(&demand.name);
        row[3] = demand.from.join(" ");
        row[4] = demand.to.join(" ");
        row[5].clone_from(&demand.cargo);
        row[6] = demand.unit.into();
        row[7] = demand.asked.to_string();
        row[8] = demand.served.to_string();
        row[9] = demand.outcome.into();
        row[10] = demand.stopped_by.join(" ");
        row[17] = demand.confidence.unwrap_or_default().into();
        ends(&mut row);
        row
    });
    let limits = report.limits.iter().map(|limit| {
        let mut row = blank();
        row[0] = "limit".into();
        row[1].clone_from(&limit.key);
        row[2] = print::plain(&limit.name);
        row[3] = limit.from.clone().unwrap_or_default();
        row[4] = limit.to.clone().unwrap_or_default();
        row[6] = limit.unit.into();
        row[11] = limit.capacity.to_string();
        row[12] = limit.used_percent.to_string();
        if let Some(worth) = &limit.worth {
            row[13] = worth.more.to_string();
            row[14] = worth.gains.iter().map(|gain| gain.told.clone()).collect::<Vec<_>>().join("; ");
            row[15] = number(worth.saves);
            row[16] = number(worth.loses);
        }
        row[17] = limit.confidence.unwrap_or_default().into();
        ends(&mut row);
        row
    });
    let links = report.links.iter().flat_map(|link| {
        link.flows.iter().map(|flow| {
            let mut row = blank();
            row[0] = "link".into();
            row[1].clone_from(&link.id);
            row[2] = print::plain(&link.name);
            row[3].clone_from(&link.from);
            row[4].clone_from(&link.to);
            row[5].clone_from(&flow.cargo);
            row[6] = flow.unit.into();
            row[8] = format!("{} {}", flow.forward, flow.backward);
            row[12] = number(link.used_percent);
            ends(&mut row);
            row
        })
    });
    print::rows(&HEADER, demands.chain(limits).chain(links))
}
