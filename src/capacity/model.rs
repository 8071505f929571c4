//! A problem, and what everything in it stands for.

use std::ops::Range;

use super::limit::{Limit, Limited};
use super::note::Note;
use super::period::Part;
use super::query::FlowQuery;
use crate::flow::{Flow, Problem};
use crate::graph::{StateId, StepId, Structure};
use crate::model::{CargoId, Country, Link, Network, PlaceId, StorageId, TransferId, VesselId};
use crate::restrictions::{Fact, Journey, Step};
use crate::units::CargoUnit;

/// A problem made from a network, and the way back.
#[derive(Debug, Clone)]
pub struct Model<'n> {
    /// The network.
    pub network: &'n Network,
    /// Its states and steps.
    pub structure: &'n Structure,
    /// What was asked.
    pub query: FlowQuery,
    /// The parts of the period, in order: one, or twelve months.
    pub parts: Vec<Part>,
    /// What the solvers see. Flow is in units of each layer's cargo; costs are in the objective's unit.
    pub problem: Problem,
    /// What each capacity of the problem is, in its order.
    pub limits: Vec<Limit>,
    /// What each layer of the problem is, in its order.
    pub layers: Vec<LayerMeaning>,
    /// What each demand of the problem is, in its order.
    pub demands: Vec<DemandMeaning>,
    /// What the reader of an answer must know: what was not limited, and why.
    pub notes: Vec<Note>,
}

/// What a layer is: one cargo of one origin in one ship, under the same rules.
#[derive(Debug, Clone)]
pub struct LayerMeaning {
    /// The cargo.
    pub cargo: CargoId,
    /// The country that it is from, if one was named.
    pub cargo_origin: Option<Country>,
    /// The ship that carries it at sea.
    pub vessel: Option<VesselId>,
    /// What a unit of flow is.
    pub unit: CargoUnit,
    /// A journey of the layer; to the rules all of its journeys are alike.
    pub journey: Journey,
    /// What each node is.
    pub nodes: Vec<NodeMeaning>,
    /// What each arc is.
    pub arcs: Vec<ArcMeaning>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeMeaning {
    /// Where goods begin: one for each set of places that something wants to leave.
    Origin,
    /// Where goods end.
    Destination,
    /// A state in a part of the period.
    At {
        /// The state.
        state: StateId,
        /// The part.
        part: u32,
    },
    /// In a store when a part begins.
    Stored {
        /// The store.
        storage: StorageId,
        /// The state that goods came from and are drawn into.
        state: StateId,
        /// The part.
        part: u32,
    },
}

/// What an arc is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArcMeaning {
    /// Out of an origin into a state, at what a unit costs at the source.
    Start(StateId),
    /// Out of a state into a destination; free.
    Finish(StateId),
    /// A step.
    Take(StepId),
    /// Into groups of lines or under quotas, on the spot; free. The arc uses their capacities.
    Enter(StateId),
    /// Into a store, to lie there when the next part begins.
    Fill(StorageId),
    /// In a store for one more part.
    Keep(StorageId),
    /// Out of a store.
    Draw(StorageId),
}

/// What a demand is: what is wanted in a part of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemandMeaning {
    /// Position in the query's [`wanted`](FlowQuery::wanted).
    pub wanted: usize,
    /// In which part of the period it is ready or due.
    pub part: usize,
}

impl Model<'_> {
    /// The cargo's unit, in which flow on the layer is counted.
    pub fn unit(&self, layer: u32) -> CargoUnit {
        self.layers[layer as usize].unit
    }

    /// The steps of a path of a layer, in order, each with the part of the period that it is taken in.
    pub fn route_of(&self, layer: u32, arcs: &[u32]) -> Vec<(StepId, u32)> {
        let meaning = &self.layers[layer as usize];
        let taken = arcs.iter().filter_map(|arc| match meaning.arcs[*arc as usize] {
            ArcMeaning::Take(step) => Some((step, self.part_of(layer, *arc))),
            _ => None,
        });
        taken.collect()
    }

    /// In which part of the period an arc begins; the first for arcs out of origins of several parts.
    pub fn part_of(&self, layer: u32, arc: u32) -> u32 {
        let Range { start, end } = self.ends_of(layer, arc);
        let nodes = &self.layers[layer as usize].nodes;
        let part = |node: u32| match nodes[node as usize] {
            NodeMeaning::At { part, .. } | NodeMeaning::Stored { part, .. } => Some(part),
            NodeMeaning::Origin | NodeMeaning::Destination => None,
        };
        part(start).or(part(end)).unwrap_or(0)
    }

    fn ends_of(&self, layer: u32, arc: u32) -> Range<u32> {
        let arc = &self.problem.layers[layer as usize].arcs[arc as usize];
        arc.tail..arc.head
    }

    /// How many parts of each capacity a flow uses, in order of limits.
    pub fn used(&self, flow: &Flow) -> Vec<f64> {
        let mut used = vec![0.0; self.limits.len()];
        for path in &flow.paths {
            let layer = &self.problem.layers[self.problem.demands[path.demand as usize].layer as usize];
            // What is lost later had to enter: amounts are told where they arrive.
            let mut amount = path.amount;
            for arc in path.arcs.iter().rev().map(|arc| &layer.arcs[*arc as usize]) {
                amount *= f64::from(crate::flow::LOSSLESS) / f64::from(arc.keeps);
                for (capacity, parts) in &arc.uses {
                    #[allow(clippy::cast_precision_loss)]
                    let parts = *parts as f64;
                    used[*capacity as usize] += parts * amount;
                }
            }
        }
        used
    }

    /// What the reader must know of a step that a layer's goods take in a part of the period: rules that were lifted,
    /// links that the scenario opened, limits that no number was given for.
    pub fn flags_of(&self, layer: u32, step: StepId, part: usize) -> Vec<Fact> {
        let meaning = &self.layers[layer as usize];
        let overlay = crate::scenario::Overlay::new(self.network, self.query.scenario, &self.query.allow);
        let policy = crate::restrictions::Policy::new(self.network, meaning.journey.clone(), overlay);
        let step = self.structure.steps()[step as usize];
        let open =
            self.parts[part].iter().map(|day| policy.verdict(step, day)).find(crate::restrictions::Verdict::is_open);
        open.map_or(Vec::new(), |verdict| verdict.flags)
    }

    /// Every link and transfer that some arc passes, in order, with the arcs (layer, arc) that a closure would take away.
    pub fn elements(&self) -> Vec<(Element, Vec<(u32, u32)>)> {
        let mut all = std::collections::BTreeMap::<Element, Vec<(u32, u32)>>::new();
        for (layer, meaning) in (0..).zip(&self.layers) {
            for (arc, what) in (0..).zip(&meaning.arcs) {
                if let ArcMeaning::Take(step) = what {
                    let element = match self.structure.steps()[*step as usize] {
                        Step::Pass { link, .. } => Element::Link(link),
                        Step::Undergo { transfer, .. } => Element::Transfer(transfer),
                    };
                    all.entry(element).or_default().push((layer, arc));
                }
            }
        }
        all.into_iter().collect()
    }

    /// The position of the limit of something in a part of the period; the widest if some cargoes have a narrower one.
    pub fn limit_of(&self, of: Limited, part: usize) -> Option<usize> {
        self.limits.iter().position(|limit| limit.of == of && limit.part == part)
    }

    /// The place that a state is at.
    pub fn place_of(&self, state: StateId) -> PlaceId {
        self.structure.states()[state as usize].place
    }
}

/// What can fail as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// A section or a sea lane.
    Link(Link),
    /// A transfer.
    Transfer(TransferId),
}
