//! The nodes and arcs of one layer, before anybody counts what they use.
//!
//! # Method
//! A node is a state in a part of the period, and which groups of lines (or quotas) the haul is inside. Passing a link
//! leads inside exactly the groups that the link is a member of; a transfer that is no member leaves that as it is. Who
//! is inside already passes on without taking more; who is not first *enters*, on the spot, over an arc that takes one
//! unit of the groups' capacities. So a haul over many members counts once, and once more each time it comes back. Only
//! what leads from some origin to some destination is kept.

use std::collections::BTreeMap;

use super::class::Opening;
use super::model::{ArcMeaning, NodeMeaning};
use super::slots::SlotId;
use crate::flow::LOSSLESS;
use crate::graph::{StateId, StepId, Structure};
use crate::model::Network;
use crate::restrictions::Step;

/// Which groups each step is a member of: by position among [`Groups::sets`], of which the first is empty.
#[derive(Debug)]
pub(super) struct Groups {
    pub of_step: Vec<u16>,
    pub sets: Vec<Vec<SlotId>>,
}

/// An arc of a draft.
#[derive(Debug, Clone)]
pub(super) struct DraftArc {
    pub tail: u32,
    pub head: u32,
    pub cost: i64,
    pub keeps: u32,
    pub part: u32,
    pub what: ArcMeaning,
    /// What is taken besides what the step takes: groups that are entered, the supply of a place.
    pub enters: Vec<SlotId>,
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

/// What a draft is made from.
pub(super) struct Ground<'a> {
    pub network: &'a Network,
    pub structure: &'a Structure,
    /// For each part and step when it is open.
    pub openings: &'a [Vec<Option<Opening>>],
    pub groups: &'a Groups,
    /// The ends, each with its states and what taking its goods from (or to) there takes.
    pub terminals: &'a BTreeMap<Terminal, Vec<(StateId, Vec<SlotId>)>>,
}

/// A node while it is not known whether it is kept: part, state, set of groups.
type NodeKey = usize;

impl Ground<'_> {
    fn key(&self, part: u32, state: StateId, set: u16) -> NodeKey {
        (part as usize * self.structure.states().len() + state as usize) * self.groups.sets.len() + usize::from(set)
    }

    fn of_key(&self, key: NodeKey) -> (u32, StateId, u16) {
        let (sets, states) = (self.groups.sets.len(), self.structure.states().len());
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (narrow(key / sets / states), narrow(key / sets % states), u16::try_from(key % sets).unwrap_or(u16::MAX))
    }

    fn parts_of(&self, terminal: Terminal) -> std::ops::Range<u32> {
        match terminal.part {
            Some(part) => part..part + 1,
            None => 0..u32::try_from(self.openings.len()).unwrap_or(u32::MAX),
        }
    }

    /// Arcs out of a node.
    fn arcs_from(&self, key: NodeKey, mut found: impl FnMut(NodeKey, ArcMeaning, Vec<SlotId>)) {
        let (part, state, inside) = self.of_key(key);
        let openings = &self.openings[part as usize];
        let within = &self.groups.sets[usize::from(inside)];
        let mut entered: Vec<u16> = Vec::new();
        for (to, step) in self.structure.arcs_from(state) {
            if openings[*step as usize].is_none() {
                continue;
            }
            let member = self.groups.of_step[*step as usize];
            let stays = member == 0 && matches!(self.structure.steps()[*step as usize], Step::Undergo { .. });
            let next = if stays { inside } else { member };
            let is_within = |slot: &SlotId| within.contains(slot);
            if stays || self.groups.sets[usize::from(member)].iter().all(is_within) {
                found(self.key(part, *to, next), ArcMeaning::Take(*step), Vec::new());
            } else if !entered.contains(&member) {
                entered.push(member);
                let new = self.groups.sets[usize::from(member)].iter().filter(|slot| !is_within(slot));
                found(self.key(part, state, member), ArcMeaning::Enter(state), new.copied().collect());
            }
        }
    }

    /// All that leads from some origin to some destination.
    pub fn draft(&self) -> Draft {
        let count = self.openings.len() * self.structure.states().len() * self.groups.sets.len();
        let mut arcs: Vec<(NodeKey, NodeKey, ArcMeaning, Vec<SlotId>)> = Vec::new();
        let mut reached = vec![false; count];
        let mut open: Vec<NodeKey> = Vec::new();
        for (terminal, states) in self.terminals.iter().filter(|(terminal, _)| terminal.is_origin) {
            for part in self.parts_of(*terminal) {
                open.extend(states.iter().map(|(state, _)| self.key(part, *state, 0)));
            }
        }
        open.retain(|key| !std::mem::replace(&mut reached[*key], true));
        while let Some(key) = open.pop() {
            self.arcs_from(key, |next, what, enters| {
                arcs.push((key, next, what, enters));
                if !std::mem::replace(&mut reached[next], true) {
                    open.push(next);
                }
            });
        }
        arcs.sort_by_key(|(tail, head, what, _)| (*tail, *head, rank(*what)));
        let leads_on = self.leading_on(&arcs, &reached);
        let mut draft = Draft::default();
        let mut node_of = vec![u32::MAX; count];
        for key in (0..count).filter(|key| leads_on[*key]) {
            let (part, state, _) = self.of_key(key);
            node_of[key] = draft.node(NodeMeaning::At { state, part });
        }
        for terminal in self.terminals.keys() {
            let what = if terminal.is_origin { NodeMeaning::Origin } else { NodeMeaning::Destination };
            let node = draft.node(what);
            draft.terminals.insert(*terminal, node);
        }
        for (tail, head, what, enters) in arcs {
            if leads_on[tail] && leads_on[head] {
                let (part, ..) = self.of_key(tail);
                let (cost, keeps) = match what {
                    ArcMeaning::Take(step) => self.take(part, step),
                    _ => (0, LOSSLESS),
                };
                draft.arcs.push(DraftArc { tail: node_of[tail], head: node_of[head], cost, keeps, part, what, enters });
            }
        }
        self.join_terminals(&mut draft, &node_of);
        draft
    }

    /// Which of the reached nodes lead to a destination.
    fn leading_on(&self, arcs: &[(NodeKey, NodeKey, ArcMeaning, Vec<SlotId>)], reached: &[bool]) -> Vec<bool> {
        let mut into = vec![0_usize; reached.len() + 1];
        arcs.iter().for_each(|(_, head, ..)| into[*head + 1] += 1);
        for index in 1..into.len() {
            into[index] += into[index - 1];
        }
        let mut next = into.clone();
        let mut tails = vec![0; arcs.len()];
        for (tail, head, ..) in arcs {
            tails[next[*head]] = *tail;
            next[*head] += 1;
        }
        let mut leads_on = vec![false; reached.len()];
        let mut open: Vec<NodeKey> = Vec::new();
        let sets = u16::try_from(self.groups.sets.len()).unwrap_or(u16::MAX);
        for (terminal, states) in self.terminals.iter().filter(|(terminal, _)| !terminal.is_origin) {
            for part in self.parts_of(*terminal) {
                for (state, _) in states {
                    open.extend((0..sets).map(|set| self.key(part, *state, set)));
                }
            }
        }
        open.retain(|key| reached[*key] && !std::mem::replace(&mut leads_on[*key], true));
        while let Some(key) = open.pop() {
            for tail in &tails[into[key]..into[key + 1]] {
                if !std::mem::replace(&mut leads_on[*tail], true) {
                    open.push(*tail);
                }
            }
        }
        leads_on
    }

    fn take(&self, part: u32, step: StepId) -> (i64, u32) {
        let opening = self.openings[part as usize][step as usize];
        let lost = self.structure.steps()[step as usize].losses(self.network).map_or(0, |figure| figure.typ.parts());
        let lost = u32::try_from(lost).unwrap_or(u32::MAX).min(LOSSLESS - 1);
        (opening.map_or(0, |opening| opening.cost), LOSSLESS - lost)
    }

    /// Free arcs out of origins and into destinations.
    fn join_terminals(&self, draft: &mut Draft, node_of: &[u32]) {
        let sets = u16::try_from(self.groups.sets.len()).unwrap_or(u16::MAX);
        for (terminal, states) in self.terminals {
            let end = draft.terminals[terminal];
            for part in self.parts_of(*terminal) {
                for (state, takes) in states {
                    for set in 0..if terminal.is_origin { 1 } else { sets } {
                        let node = node_of[self.key(part, *state, set)];
                        if node == u32::MAX {
                            continue;
                        }
                        let (tail, head, what) = match terminal.is_origin {
                            true => (end, node, ArcMeaning::Start(*state)),
                            false => (node, end, ArcMeaning::Finish(*state)),
                        };
                        let enters = takes.clone();
                        draft.arcs.push(DraftArc { tail, head, cost: 0, keeps: LOSSLESS, part, what, enters });
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

/// Steps in order, then the rest.
fn rank(what: ArcMeaning) -> (u8, u32) {
    match what {
        ArcMeaning::Take(step) => (0, step),
        ArcMeaning::Enter(state) => (1, state),
        ArcMeaning::Start(state) | ArcMeaning::Finish(state) => (2, state),
        ArcMeaning::Store(_) => (3, 0),
    }
}
