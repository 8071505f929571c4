//! What flows over each link and transfer, how full it is, and what the reader must know of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::amount::rounded;
use super::limit::link_told;
use crate::capacity::{ArcMeaning, Element, Limited, Model};
use crate::flow::{Flow, LOSSLESS};
use crate::graph::StepId;
use crate::model::{CargoId, Link, Network};
use crate::report::facts::{FactRecord, Teller};
use crate::restrictions::{Fact, Step};

/// A link, a transfer or a place: what it is, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElementRecord {
    /// `section` of a line, `lane`, `transfer` or `place`.
    pub kind: &'static str,
    /// Id of the line, lane, transfer or place.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How cargo moves on it; none at a transfer or place.
    pub mode: Option<&'static str>,
    /// Id of the place where it begins.
    pub from: String,
    /// Id of the place where it ends; where it begins, at a transfer or place.
    pub to: String,
}

/// One link or transfer that something flows over.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkFlowRecord {
    /// What it is, and where; its fields stand among those of the record.
    #[serde(flatten)]
    pub at: ElementRecord,
    /// Of each cargo how much enters it from there to here, and back.
    pub flows: Vec<CargoFlow>,
    /// Key of the fullest limit that it takes, without groups; none if no capacity of it is known.
    pub limit: Option<String>,
    /// How full that is, in percent.
    pub used_percent: Option<f64>,
    /// Whether widening it alone, or the group or quota that it counts against, would let more pass: it is in every
    /// minimum cut. Only where that was asked.
    pub in_every_cut: bool,
    /// Whether it is in some minimum cut.
    pub in_some_cut: bool,
    /// Codes and subjects of flags: rules that were lifted, links that the scenario opened, limits in words.
    pub flags: Vec<String>,
    /// What it is.
    #[serde(skip)]
    pub element: Element,
}

/// How much of a cargo flows over a link.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CargoFlow {
    /// Id of the cargo.
    pub cargo: String,
    /// What it is counted in.
    pub unit: &'static str,
    /// From the first end to the last; at a transfer, all.
    pub forward: f64,
    /// Back.
    pub backward: f64,
}

/// What flows over the network.
#[derive(Debug, Default)]
pub struct LinkFlows {
    /// Each link and transfer that something flows over, links first.
    pub links: Vec<LinkFlowRecord>,
    /// What the reader must know, each once.
    pub flags: Vec<FactRecord>,
}

/// What is gathered about a link.
#[derive(Default)]
struct Gathered {
    amounts: BTreeMap<CargoId, [f64; 2]>,
    limits: Vec<u32>,
    flags: Vec<Fact>,
}

/// Amounts below this share of a unit of cargo are rounding.
const TRACE: f64 = 1e-6;

/// Tells what flows where. `used` are the parts of each limit that are taken; `marks` tells of a limit whether it is in
/// every minimum cut and whether in some.
pub fn link_flows(model: &Model<'_>, flow: &Flow, used: &[f64], marks: &dyn Fn(u32) -> (bool, bool)) -> LinkFlows {
    let network = model.network;
    let mut all: BTreeMap<Element, Gathered> = BTreeMap::new();
    let mut steps: BTreeSet<(u32, StepId, u32)> = BTreeSet::new();
    for path in flow.paths.iter().filter(|path| path.amount > TRACE) {
        let layer = model.problem.demands[path.demand as usize].layer;
        let (arcs, meaning) = (&model.problem.layers[layer as usize].arcs, &model.layers[layer as usize]);
        let mut amount = path.amount;
        for &index in path.arcs.iter().rev() {
            let arc = &arcs[index as usize];
            amount *= f64::from(LOSSLESS) / f64::from(arc.keeps);
            let ArcMeaning::Take(step) = meaning.arcs[index as usize] else { continue };
            let (element, is_back) = passed(model, step);
            let gathered = all.entry(element).or_default();
            gathered.amounts.entry(meaning.cargo).or_default()[usize::from(is_back)] += amount;
            gathered.limits.extend(arc.uses.iter().map(|(limit, _)| *limit));
            steps.insert((layer, step, model.part_of(layer, index)));
        }
    }
    for (element, gathered) in &mut all {
        gathered.limits.extend(groups_of(model, *element));
    }
    let mut flags: Vec<(Fact, FactRecord)> = Vec::new();
    for (layer, step, part) in steps {
        let (element, _) = passed(model, step);
        for fact in model.flags_of(layer, step, part as usize).into_iter().filter(is_told) {
            if let Some(gathered) = all.get_mut(&element)
                && !gathered.flags.contains(&fact)
            {
                gathered.flags.push(fact.clone());
            }
            if !flags.iter().any(|(known, _)| known.same_cause(&fact)) {
                let vessel = model.layers[layer as usize].vessel.map(|vessel| network.vessels[vessel].ice_class);
                let told = Teller { network, vessel }.tell(&fact);
                flags.push((fact, told));
            }
        }
    }
    let links = all.into_iter().map(|(element, gathered)| record(model, used, marks, element, &gathered)).collect();
    LinkFlows { links, flags: flags.into_iter().map(|(_, told)| told).collect() }
}

/// What a step passes, and whether backward.
fn passed(model: &Model<'_>, step: StepId) -> (Element, bool) {
    match model.structure.steps()[step as usize] {
        Step::Pass { link, forward } => (Element::Link(link), !forward),
        Step::Undergo { transfer, .. } => (Element::Transfer(transfer), false),
    }
}

/// The limits of the groups that a link is a member of.
fn groups_of<'m>(model: &'m Model<'_>, element: Element) -> impl Iterator<Item = u32> + use<'m> {
    let counts = move |of: Limited| match (of, element) {
        (Limited::Group { group: id, .. }, Element::Link(Link::Section(section))) => {
            model.network.capacity_groups[id].members.contains(&section)
        }
        _ => false,
    };
    (0..).zip(&model.limits).filter(move |(_, limit)| counts(limit.of)).map(|(index, _)| index)
}

/// Timetables and prices say nothing about how much can pass.
fn is_told(fact: &Fact) -> bool {
    !matches!(
        fact,
        Fact::Scheduled { .. } | Fact::StandsIn { .. } | Fact::Exchanged { .. } | Fact::EscortWithoutPrice { .. }
    )
}

fn record(
    model: &Model<'_>,
    used: &[f64],
    marks: &dyn Fn(u32) -> (bool, bool),
    element: Element,
    gathered: &Gathered,
) -> LinkFlowRecord {
    let network = model.network;
    let fullness = |limit: u32| model.limits[limit as usize].utilisation(used[limit as usize]);
    let own = gathered
        .limits
        .iter()
        .copied()
        .filter(|limit| !matches!(model.limits[*limit as usize].of, Limited::Group { .. } | Limited::Quota(_)));
    let fullest = own.max_by(|one, other| fullness(*one).total_cmp(&fullness(*other)).then(other.cmp(one)));
    let flags = gathered.flags.iter().map(|fact| Teller { network, vessel: None }.tell(fact));
    let flags = flags.map(|flag| format!("{}:{}", flag.code.0, flag.subject)).collect();
    let flows = gathered.amounts.iter().map(|(cargo, [forward, backward])| CargoFlow {
        cargo: network.cargoes[*cargo].id.clone(),
        unit: network.cargoes[*cargo].unit.symbol(),
        forward: rounded(*forward),
        backward: rounded(*backward),
    });
    LinkFlowRecord {
        at: told(network, element),
        flows: flows.collect(),
        limit: fullest.map(|limit| super::words::limit_key(model, limit as usize)),
        used_percent: fullest.map(|limit| (fullness(limit) * 1000.0).round() / 10.0),
        in_every_cut: gathered.limits.iter().any(|limit| marks(*limit).0),
        in_some_cut: gathered.limits.iter().any(|limit| marks(*limit).1),
        flags,
        element,
    }
}

/// A link or transfer as records tell it.
pub(super) fn told(network: &Network, element: Element) -> ElementRecord {
    let place = |id| network.places[id].id.clone();
    match element {
        Element::Link(link) => {
            let (kind, id, name) = link_told(network, link);
            let (from, to) = network.ends(link);
            let mode = Some(network.mode(link).word());
            ElementRecord { kind, id, name, mode, from: place(from), to: place(to) }
        }
        Element::Transfer(id) => {
            let at = place(network.transfers[id].at);
            let name = Teller { network, vessel: None }.transfer_name(id);
            let id = network.transfers[id].id.clone();
            ElementRecord { kind: "transfer", id, name, mode: None, from: at.clone(), to: at }
        }
    }
}
