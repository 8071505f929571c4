//! Flows by Kirchhoff's laws beside those planned, as records.

use serde::Serialize;

use super::amount::{number_told, rounded};
use crate::capacity::{LineFlow, Model, PowerFlows, power_flows};
use crate::flow::Flow;
use crate::model::Mode;

/// Power flows of a part of the period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PowerRecord {
    /// The month, if the answer has twelve.
    pub month: Option<String>,
    /// What arrives on average as planned, in megawatts.
    pub planned_mw: f64,
    /// What of it can arrive if lines keep to Kirchhoff's laws and to their limits, losses left out.
    pub possible_mw: f64,
    /// Lines with a voltage and a reactance, in order.
    pub lines: Vec<PowerLineRecord>,
    /// Names of lines whose flow is as planned, because no reactance or no voltage is given.
    pub as_planned: Vec<String>,
    /// All that in words.
    pub told: Vec<String>,
}

/// What flows over a line, in megawatts; negative from its last place to its first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PowerLineRecord {
    /// Id of the line.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Id of the section's first place.
    pub from: String,
    /// Id of its last place.
    pub to: String,
    /// What the plan sends.
    pub planned_mw: f64,
    /// What would flow.
    pub flows_mw: f64,
    /// The most that may; none if no capacity is known.
    pub limit_mw: Option<f64>,
    /// Whether more would flow than may.
    pub over: bool,
}

/// Tells of the power in an answer, and why nothing is told where power flows.
pub(super) fn power_records(model: &Model<'_>, flow: &Flow) -> (Vec<PowerRecord>, Option<String>) {
    let network = model.network;
    if !model.layers.iter().any(|layer| network.cargoes[layer.cargo].modes.contains(&Mode::Power)) {
        return (Vec::new(), None);
    }
    match power_flows(model, flow) {
        Ok(found) if found.is_empty() => {
            let note = "no power line that could be used has both a voltage and a `reactance`, so flows are as planned and \
                        need not be those that Kirchhoff's laws would give";
            (Vec::new(), Some(note.into()))
        }
        Ok(found) => (found.iter().map(|flows| record(model, flows)).collect(), None),
        Err(complaint) => (Vec::new(), Some(format!("flows by Kirchhoff's laws were not found: {complaint}"))),
    }
}

fn record(model: &Model<'_>, flows: &PowerFlows) -> PowerRecord {
    let network = model.network;
    let name = |section| network.lines[network.sections[section].line].name.clone();
    let line = |line: &LineFlow| {
        let section = &network.sections[line.section];
        PowerLineRecord {
            id: network.lines[section.line].id.clone(),
            name: name(line.section),
            from: network.places[section.from].id.clone(),
            to: network.places[section.to].id.clone(),
            planned_mw: rounded(line.planned),
            flows_mw: rounded(line.flows),
            limit_mw: line.limit.is_finite().then(|| rounded(line.limit)),
            over: line.is_over(),
        }
    };
    let mut as_planned: Vec<String> = flows.chosen.iter().map(|section| name(*section)).collect();
    as_planned.dedup();
    let lines: Vec<PowerLineRecord> = flows.lines.iter().map(line).collect();
    let mut told = Vec::new();
    let over: Vec<&PowerLineRecord> = lines.iter().filter(|line| line.over).collect();
    if over.is_empty() {
        told.push("by Kirchhoff's laws no line of known capacity would carry more than it may".to_string());
    }
    for line in &over {
        told.push(format!(
            "by Kirchhoff's laws {} would carry {} MW, planned are {} MW, and it may carry {} MW",
            line.name,
            number_told(line.flows_mw.abs()),
            number_told(line.planned_mw.abs()),
            number_told(line.limit_mw.unwrap_or_default())
        ));
    }
    if flows.planned - flows.possible > 1e-6 * flows.planned {
        told.push(format!(
            "of {} MW that arrive as planned, {} MW can arrive within the limits of the lines and by these laws",
            number_told(flows.planned),
            number_told(flows.possible)
        ));
    }
    PowerRecord {
        month: (model.parts.len() > 1).then(|| model.parts[flows.part].first.to_string()[..7].to_string()),
        planned_mw: rounded(flows.planned),
        possible_mw: rounded(flows.possible),
        lines,
        as_planned,
        told,
    }
}
