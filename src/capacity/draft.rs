//! The nodes and arcs of one layer, before anybody counts what they use.
//!
//! # Method
//! A node is a state in a part of the period, and which groups of lines (or quotas) the haul is inside. Passing a link
//! leads inside exactly the groups that the link is a member of; a transfer that is no member leaves that as it is. Who
//! is inside already passes on without taking more; who is not first *enters*, on the spot, over an arc that takes one
//! unit of the groups' capacities. So a haul over many members counts once, and once more each time it comes back. Only
//! what leads from some origin to some destination is kept.
//!
//! A store has a node for each state at its place and each part: what lies there when the part begins. Goods are put in and
//! so lie there over the end of the part, are kept for another part, or are drawn into the state they came from: a store
//! changes neither mode nor gauge nor country. After the last part comes the first, as in any year like this one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::class::Opening;
use super::groups::Groups;
use super::model::{ArcMeaning, NodeMeaning};
use super::period::DaySet;
use super::slots::SlotId;
use crate::flow::LOSSLESS;
use crate::graph::{StateId, Structure};
use crate::model::{Network, StorageId};
use crate::restrictions::Step;

/// An arc of a draft.
#[derive(Debug, Clone)]
pub(super) struct DraftArc {
    pub tail: u32,
    pub head: u32,
    pub cost: i64,
    pub keeps: u32,
    pub part: u32,
    pub what: ArcMeaning,
    /// What is taken besides what a step itself takes.
    pub takes: Vec<SlotId>,
    /// On which days of the part, where that is not the step's or any.
    pub days: Option<DaySet>,
}

/// Nodes and arcs of a layer.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub nodes: Vec<NodeMeaning>,
    pub arcs: Vec<DraftArc>,
    /// The node of each terminal that was asked for.
    pub terminals: BTreeMap<Terminal, u32>,
}

/// An end of something wanted: position of its set of places, and its part; all parts if none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Terminal {
    pub is_origin: bool,
    pub places: usize,
    pub part: Option<u32>,
}

/// A way in or out at a terminal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Access {
    pub state: StateId,
    /// What a unit that starts here takes.
    pub takes: Vec<SlotId>,
    /// On which days of each part it may start; any if none.
    pub days: Option<Vec<DaySet>>,
    /// What a unit costs here.
    pub cost: i64,
}

/// A store that goods of a layer can lie in.
#[derive(Debug, Clone)]
pub(super) struct Store {
    pub id: StorageId,
    /// At which states goods are put in and drawn.
    pub states: Vec<StateId>,
    pub stock: SlotId,
    pub filling: Option<SlotId>,
    pub emptying: Option<SlotId>,
    /// For each part what a unit costs that lies there from its end on; none if it cannot.
    pub costs: Vec<Option<i64>>,
}

/// What a draft is made from.
pub(super) struct Ground<'a> {
    pub network: &'a Network,
    pub structure: &'a Structure,
    /// For each part and step when it is open.
    pub openings: &'a [Vec<Option<Opening>>],
    pub groups: &'a Groups,
    /// The ends with their ways in and out.
    pub terminals: &'a BTreeMap<Terminal, Vec<Access>>,
    pub stores: &'a [Store],
}

/// A node while it is not known whether it is kept: part, spot, set of groups. A spot is a state, or a state of a store.
type NodeKey = usize;

/// An arc while it is not known whether it is kept.
struct Found {
    tail: NodeKey,
    head: NodeKey,
    what: ArcMeaning,
    takes: Vec<SlotId>,
    cost: i64,
}

/// A ground with its stores numbered.
struct Drafting<'a> {
    ground: &'a Ground<'a>,
    /// Store and state of each spot after the states.
    stored: Vec<(&'a Store, StateId)>,
    spots: usize,
    sets: usize,
}

impl Ground<'_> {
    /// All that leads from some origin to some destination.
    pub fn draft(&self) -> Draft {
        let is_timed = self.openings.len() > 1;
        let stores = self.stores.iter().filter(|_| is_timed);
        let stored: Vec<_> = stores.flat_map(|store| store.states.iter().map(move |state| (store, *state))).collect();
        let spots = self.structure.states().len() + stored.len();
        Drafting { ground: self, stored, spots, sets: self.groups.sets.len() }.draft()
    }
}

impl Drafting<'_> {
    fn key(&self, part: u32, spot: usize, set: u16) -> NodeKey {
        (part as usize * self.spots + spot) * self.sets + usize::from(set)
    }

    fn of_key(&self, key: NodeKey) -> (u32, usize, u16) {
        let part = u32::try_from(key / self.sets / self.spots).unwrap_or(u32::MAX);
        (part, key / self.sets % self.spots, u16::try_from(key % self.sets).unwrap_or(u16::MAX))
    }

    fn parts(&self) -> u32 {
        u32::try_from(self.ground.openings.len()).unwrap_or(u32::MAX)
    }

    fn parts_of(&self, terminal: Terminal) -> Range<u32> {
        terminal.part.map_or(0..self.parts(), |part| part..part + 1)
    }

    fn all_sets(&self) -> Range<u16> {
        0..u16::try_from(self.sets).unwrap_or(u16::MAX)
    }

    /// What a key stands for.
    fn meaning(&self, key: NodeKey) -> NodeMeaning {
        let (part, spot, _) = self.of_key(key);
        match spot.checked_sub(self.ground.structure.states().len()) {
            None => NodeMeaning::At { state: u32::try_from(spot).unwrap_or(u32::MAX), part },
            Some(stored) => {
                let (store, state) = self.stored[stored];
                NodeMeaning::Stored { storage: store.id, state, part }
            }
        }
    }

    /// Arcs out of a node.
    fn arcs_from(&self, key: NodeKey, found: &mut Vec<Found>) {
        match self.meaning(key) {
            NodeMeaning::At { state, part } => {
                self.steps_from(key, state, part, found);
                self.stores_from(key, state, part, found);
            }
            NodeMeaning::Stored { state, part, .. } => {
                let (_, spot, set) = self.of_key(key);
                let (store, _) = self.stored[spot - self.ground.structure.states().len()];
                let head = self.key(part, state as usize, set);
                let takes = store.emptying.into_iter().collect();
                found.push(Found { tail: key, head, what: ArcMeaning::Draw(store.id), takes, cost: 0 });
                if let Some(cost) = store.costs[part as usize] {
                    let head = self.key((part + 1) % self.parts(), spot, set);
                    let takes = vec![store.stock];
                    found.push(Found { tail: key, head, what: ArcMeaning::Keep(store.id), takes, cost });
                }
            }
            NodeMeaning::Origin | NodeMeaning::Destination => {}
        }
    }

    fn stores_from(&self, key: NodeKey, state: StateId, part: u32, found: &mut Vec<Found>) {
        let (.., set) = self.of_key(key);
        for (index, (store, _)) in self.stored.iter().enumerate().filter(|(_, (_, at))| *at == state) {
            if let Some(cost) = store.costs[part as usize] {
                let spot = self.ground.structure.states().len() + index;
                let head = self.key((part + 1) % self.parts(), spot, set);
                let takes = store.filling.into_iter().chain([store.stock]).collect();
                found.push(Found { tail: key, head, what: ArcMeaning::Fill(store.id), takes, cost });
            }
        }
    }

    fn steps_from(&self, key: NodeKey, state: StateId, part: u32, found: &mut Vec<Found>) {
        let Ground { structure, groups, openings, .. } = self.ground;
        let (.., inside) = self.of_key(key);
        let within = &groups.sets[usize::from(inside)];
        let is_within = |slot: &SlotId| within.contains(slot);
        let mut entered: Vec<u16> = Vec::new();
        for (to, step) in structure.arcs_from(state) {
            let Some(opening) = &openings[part as usize][*step as usize] else { continue };
            let member = groups.of_step[*step as usize];
            let stays = member == 0 && matches!(structure.steps()[*step as usize], Step::Undergo { .. });
            let next = if stays { inside } else { member };
            if stays || groups.sets[usize::from(member)].iter().all(is_within) {
                let head = self.key(part, *to as usize, next);
                let cost = opening.cost;
                found.push(Found { tail: key, head, what: ArcMeaning::Take(*step), takes: Vec::new(), cost });
            } else if !entered.contains(&member) {
                entered.push(member);
                let takes = groups.sets[usize::from(member)].iter().filter(|slot| !is_within(slot)).copied().collect();
                let head = self.key(part, state as usize, member);
                found.push(Found { tail: key, head, what: ArcMeaning::Enter(state), takes, cost: 0 });
            }
        }
    }

    fn draft(&self) -> Draft {
        let count = self.ground.openings.len() * self.spots * self.sets;
        let mut arcs: Vec<Found> = Vec::new();
        let mut reached = vec![false; count];
        let mut open: Vec<NodeKey> = Vec::new();
        for (terminal, ways) in self.ground.terminals.iter().filter(|(terminal, _)| terminal.is_origin) {
            for part in self.parts_of(*terminal) {
                open.extend(ways.iter().map(|way| self.key(part, way.state as usize, 0)));
            }
        }
        open.retain(|key| !std::mem::replace(&mut reached[*key], true));
        while let Some(key) = open.pop() {
            let first = arcs.len();
            self.arcs_from(key, &mut arcs);
            for arc in &arcs[first..] {
                if !std::mem::replace(&mut reached[arc.head], true) {
                    open.push(arc.head);
                }
            }
        }
        // In order of nodes; out of one in the order in which they were found, which is that of the structure.
        arcs.sort_by_key(|arc| arc.tail);
        let leads_on = self.leading_on(&arcs, &reached);
        let mut draft = Draft::default();
        let mut node_of = vec![u32::MAX; count];
        for key in (0..count).filter(|key| leads_on[*key]) {
            node_of[key] = draft.node(self.meaning(key));
        }
        for terminal in self.ground.terminals.keys() {
            let node = draft.node(if terminal.is_origin { NodeMeaning::Origin } else { NodeMeaning::Destination });
            draft.terminals.insert(*terminal, node);
        }
        for Found { tail, head, what, takes, cost } in arcs {
            if leads_on[tail] && leads_on[head] {
                let (part, ..) = self.of_key(tail);
                let (tail, head, keeps) = (node_of[tail], node_of[head], self.keeps(what));
                draft.arcs.push(DraftArc { tail, head, cost, keeps, part, what, takes, days: None });
            }
        }
        self.join_terminals(&mut draft, &node_of);
        draft
    }

    /// Which of the reached nodes lead to a destination.
    fn leading_on(&self, arcs: &[Found], reached: &[bool]) -> Vec<bool> {
        let mut first_into = vec![0_usize; reached.len() + 1];
        for arc in arcs {
            first_into[arc.head + 1] += 1;
        }
        for index in 1..first_into.len() {
            first_into[index] += first_into[index - 1];
        }
        let mut next = first_into.clone();
        let mut tails = vec![0; arcs.len()];
        for arc in arcs {
            tails[next[arc.head]] = arc.tail;
            next[arc.head] += 1;
        }
        let mut leads_on = vec![false; reached.len()];
        let mut open: Vec<NodeKey> = Vec::new();
        for (terminal, ways) in self.ground.terminals.iter().filter(|(terminal, _)| !terminal.is_origin) {
            for part in self.parts_of(*terminal) {
                for way in ways {
                    open.extend(self.all_sets().map(|set| self.key(part, way.state as usize, set)));
                }
            }
        }
        open.retain(|key| reached[*key] && !std::mem::replace(&mut leads_on[*key], true));
        while let Some(key) = open.pop() {
            for tail in &tails[first_into[key]..first_into[key + 1]] {
                if !std::mem::replace(&mut leads_on[*tail], true) {
                    open.push(*tail);
                }
            }
        }
        leads_on
    }

    /// How many millionths of what goes in come out.
    fn keeps(&self, what: ArcMeaning) -> u32 {
        let ArcMeaning::Take(step) = what else { return LOSSLESS };
        let losses = self.ground.structure.steps()[step as usize].losses(self.ground.network);
        let lost = losses.map_or(0, |figure| figure.typ.parts());
        LOSSLESS - u32::try_from(lost).unwrap_or(u32::MAX).min(LOSSLESS - 1)
    }

    /// Arcs out of origins and into destinations.
    fn join_terminals(&self, draft: &mut Draft, node_of: &[u32]) {
        for (terminal, ways) in self.ground.terminals {
            let end = draft.terminals[terminal];
            let sets = if terminal.is_origin { 0..1 } else { self.all_sets() };
            for (part, Access { state, takes, days, cost }) in
                self.parts_of(*terminal).flat_map(|part| ways.iter().map(move |way| (part, way)))
            {
                let days = days.as_ref().map(|days| days[part as usize]);
                if days.is_some_and(|days| days.len() == 0) {
                    continue;
                }
                for set in sets.clone() {
                    let node = node_of[self.key(part, *state as usize, set)];
                    let (tail, head, what) = if terminal.is_origin {
                        (end, node, ArcMeaning::Start(*state))
                    } else {
                        (node, end, ArcMeaning::Finish(*state))
                    };
                    if node != u32::MAX {
                        let takes = takes.clone();
                        let (cost, keeps) = (*cost, LOSSLESS);
                        draft.arcs.push(DraftArc { tail, head, cost, keeps, part, what, takes, days });
                    }
                }
            }
        }
    }
}

impl Draft {
    fn node(&mut self, what: NodeMeaning) -> u32 {
        self.nodes.push(what);
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
    }
}
