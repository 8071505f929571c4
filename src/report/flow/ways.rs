//! Through which border or port each demand goes: what a Sankey diagram shows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::amount::rounded;
use crate::capacity::{Model, NodeMeaning};
use crate::flow::Flow;
use crate::graph::StepId;
use crate::model::{Link, Mode, PlaceId, TransferKind};
use crate::restrictions::Step;
use crate::units::Distance;

/// So much of a demand goes from one place through another to a third.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WayRecord {
    /// Id of the demand.
    pub demand: String,
    /// Id of the place it leaves.
    pub from: String,
    /// Id of the first border station, port or terminal that it passes, if it passes one on its way.
    pub through: Option<String>,
    /// Id of the place it reaches.
    pub to: String,
    /// By what it goes the most of its way.
    pub mode: &'static str,
    /// What it is counted in.
    pub unit: &'static str,
    /// How many units arrive.
    pub arrives: f64,
}

/// Tells the ways that are used, those alike together, in order of demands.
pub fn ways(model: &Model<'_>, flow: &Flow) -> Vec<WayRecord> {
    let network = model.network;
    let mut all: BTreeMap<(usize, PlaceId, Option<PlaceId>, PlaceId, Mode), f64> = BTreeMap::new();
    for path in &flow.paths {
        let demand = &model.problem.demands[path.demand as usize];
        let steps: Vec<StepId> = model.route_of(demand.layer, &path.arcs).into_iter().map(|(step, _)| step).collect();
        let Some((from, to)) = ends(model, demand.layer, &path.arcs) else { continue };
        let wanted = model.demands[path.demand as usize].wanted;
        let way = (wanted, from, gateway(model, &steps), to, main_mode(model, &steps));
        *all.entry(way).or_default() += path.amount;
    }
    let id = |place: PlaceId| network.places[place].id.clone();
    all.into_iter()
        .map(|((wanted, from, through, to, mode), amount)| {
            let wanted = &model.query.wanted[wanted];
            WayRecord {
                demand: wanted.id.clone(),
                from: id(from),
                through: through.map(id),
                to: id(to),
                mode: mode.word(),
                unit: network.cargoes[wanted.cargo].unit.symbol(),
                arrives: rounded(amount),
            }
        })
        .collect()
}

/// The places of the first and the last state of a path.
fn ends(model: &Model<'_>, layer: u32, arcs: &[u32]) -> Option<(PlaceId, PlaceId)> {
    let nodes = &model.layers[layer as usize].nodes;
    let of_layer = &model.problem.layers[layer as usize].arcs;
    let mut states = arcs.iter().flat_map(|arc| {
        let arc = &of_layer[*arc as usize];
        [arc.tail, arc.head]
    });
    let state = |node: u32| match nodes[node as usize] {
        NodeMeaning::At { state, .. } => Some(model.place_of(state)),
        _ => None,
    };
    let first = states.by_ref().find_map(state)?;
    Some((first, states.filter_map(state).next_back().unwrap_or(first)))
}

/// The first border, port or terminal on the way.
fn gateway(model: &Model<'_>, steps: &[StepId]) -> Option<PlaceId> {
    steps.iter().find_map(|step| match model.structure.steps()[*step as usize] {
        Step::Undergo { transfer, at_end: false, .. } => {
            let transfer = &model.network.transfers[transfer];
            let is_gate = !matches!(transfer.kind, TransferKind::ModeChange { .. } | TransferKind::GaugeChange { .. });
            is_gate.then_some(transfer.at)
        }
        _ => None,
    })
}

fn length_of(model: &Model<'_>, link: Link) -> Distance {
    match link {
        Link::Section(id) => model.network.sections[id].distance,
        Link::Lane(id) => model.network.lanes[id].distance,
    }
}

/// The mode of the longest part of the way; rail if it has no length.
fn main_mode(model: &Model<'_>, steps: &[StepId]) -> Mode {
    let mut by_mode: BTreeMap<Mode, Distance> = BTreeMap::new();
    for step in steps {
        if let Step::Pass { link, .. } = model.structure.steps()[*step as usize] {
            let length = by_mode.entry(model.network.mode(link)).or_default();
            *length = [*length, length_of(model, link)].into_iter().sum();
        }
    }
    // The first of several that are equally long.
    by_mode.into_iter().rev().max_by_key(|(_, length)| *length).map_or(Mode::Rail, |(mode, _)| mode)
}
