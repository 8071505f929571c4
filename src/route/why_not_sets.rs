//! The sets behind [`why_not`](super::why_not): label setting over sets of facts, one size after the other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::label_setting::Search;
use crate::graph::{HORIZON_MINUTES, StateId, StepId};
use crate::model::Objective;
use crate::restrictions::{Fact, Policy};
use crate::units::Emission;

/// How many facts a set may hold at most, whatever is asked for.
pub(super) const MOST_FACTS: usize = 6;

/// A few facts by their numbers, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct FactSet {
    length: u8,
    ids: [u16; MOST_FACTS],
}

impl FactSet {
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn ids(&self) -> &[u16] {
        &self.ids[..usize::from(self.length)]
    }

    fn is_within(&self, other: &Self) -> bool {
        self.ids().iter().all(|id| other.ids().contains(id))
    }

    /// Both together; none if that is more than `most`.
    fn with(&self, ids: &[u16], most: usize) -> Option<Self> {
        let mut both = *self;
        for id in ids {
            if let Err(at) = both.ids().binary_search(id) {
                let length = usize::from(both.length);
                if length >= most {
                    return None;
                }
                both.ids.copy_within(at..length, at + 1);
                both.ids[at] = *id;
                both.length += 1;
            }
        }
        Some(both)
    }
}

/// A stretch of days on which a step takes the same time, at the same value, with the same facts against it.
struct Slot {
    begins: u32,
    ends: u32,
    minutes: u32,
    added: Option<u64>,
    facts: Vec<u16>,
}

/// Where a label stands, and how many of the places to pass it has passed; the rest is in the queue.
struct Label {
    state: StateId,
    stage: usize,
}

/// Finds minimal sets, one size after the other.
pub(super) struct SetSearch<'s, 'a> {
    search: &'s Search<'s>,
    policy: &'s Policy<'a>,
    usable: &'s (dyn Fn(StepId) -> bool + Sync),
    best: Option<u64>,
    /// Facts by their numbers.
    known: Vec<Fact>,
    /// Slots of the steps looked at.
    slots: Vec<Option<Vec<Slot>>>,
    /// What stands against the journey as a whole.
    journey: Vec<u16>,
    pub(super) found: Vec<FactSet>,
}

impl<'s, 'a> SetSearch<'s, 'a> {
    pub(super) fn new(
        search: &'s Search<'s>,
        policy: &'s Policy<'a>,
        usable: &'s (dyn Fn(StepId) -> bool + Sync),
        best: Option<u64>,
        journey: Vec<Fact>,
    ) -> Self {
        let slots = search.structure.steps().iter().map(|_| None).collect();
        let mut sets =
            Self { search, policy, usable, best, known: Vec::new(), slots, journey: Vec::new(), found: Vec::new() };
        sets.journey = journey.into_iter().map(|fact| sets.number(fact)).collect();
        sets
    }

    pub(super) fn facts_of(&self, set: &FactSet) -> Vec<Fact> {
        set.ids().iter().map(|id| self.known[usize::from(*id)].clone()).collect()
    }

    fn number(&mut self, fact: Fact) -> u16 {
        let at = self.known.iter().position(|known| known.same_cause(&fact)).unwrap_or_else(|| {
            self.known.push(fact);
            self.known.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// Finds all minimal sets of exactly `size` facts, all smaller ones being found; whether it came to the end.
    pub(super) fn run(&mut self, size: usize, most_labels: usize) -> bool {
        let states = self.search.structure.states().len();
        let stages = self.search.via.len() + 1;
        let mut settled: Vec<Vec<(u64, u32, FactSet)>> = vec![Vec::new(); states * stages];
        let mut labels: Vec<Label> = Vec::new();
        let mut queue = BinaryHeap::new();
        if let Some(facts) = FactSet::default().with(&self.journey.clone(), size) {
            for origin in self.search.origins {
                let stage = self.search.stage_after(0, *origin, None);
                queue.push(Reverse((0, 0, facts, labels.len())));
                labels.push(Label { state: *origin, stage });
            }
        }
        while let Some(Reverse((value, time, facts, index))) = queue.pop() {
            let Label { state, stage } = labels[index];
            let here = &mut settled[stage * states + state as usize];
            if dominated(here, value, time, &facts) || self.found.iter().any(|set| set.is_within(&facts)) {
                continue;
            }
            here.push((value, time, facts));
            if stage + 1 == stages && self.search.is_destination[state as usize] {
                self.found.push(facts);
                continue;
            }
            let arcs = self.search.structure.arcs_from(state);
            for (target, step) in arcs {
                if !(self.usable)(*step) {
                    continue;
                }
                let stage = self.search.stage_after(stage, *target, Some(*step));
                for (leave, added, with) in self.entries(*step, time, &facts, size) {
                    let value = if self.by_time() { u64::from(leave) } else { value + added };
                    // Generalised cost is money and time, both of them criteria of their own here.
                    let generalised = self.search.objective == Objective::Generalised;
                    let worth = if generalised { self.search.timetable.worth_of(leave) } else { 0 };
                    let too_bad = self.best.is_some_and(|best| value + worth > best);
                    if too_bad || dominated(&settled[stage * states + *target as usize], value, leave, &with) {
                        continue;
                    }
                    if labels.len() >= most_labels {
                        return false;
                    }
                    queue.push(Reverse((value, leave, with, labels.len())));
                    labels.push(Label { state: *target, stage });
                }
            }
        }
        true
    }

    fn by_time(&self) -> bool {
        self.search.objective == Objective::Time
    }

    /// Ways to take a step from `time` on that are not dominated by another: when it ends, what it adds, with which facts.
    fn entries(&mut self, step: StepId, time: u32, facts: &FactSet, most: usize) -> Vec<(u32, u64, FactSet)> {
        let step = self.search.structure.alike(step);
        if self.slots[step as usize].is_none() {
            let slots = self.slots_of(step);
            self.slots[step as usize] = Some(slots);
        }
        let last = time.saturating_add(self.search.patience);
        let schedule = self.search.timetable.schedule(step);
        let ready = schedule.in_time_for(time);
        let mut ways: Vec<(u32, u64, FactSet)> = Vec::new();
        for slot in self.slots[step as usize].iter().flatten().filter(|slot| slot.ends > ready) {
            let enter = schedule.enter_from(slot.begins.max(ready));
            // Nothing that begins later can be better than what is open to all and over by then.
            let is_over = |(leave, added, with): &(u32, u64, FactSet)| *leave <= enter && *added == 0 && with == facts;
            if enter > last || (self.search.objective == Objective::Time && ways.iter().any(is_over)) {
                break;
            }
            if enter >= slot.ends {
                continue;
            }
            let (Some(added), Some(with)) = (slot.added, facts.with(&slot.facts, most)) else { continue };
            let leave = enter.saturating_add(slot.minutes);
            let worse = |(other, less, fewer): &(u32, u64, FactSet)| {
                *other <= leave && *less <= added && fewer.is_within(&with)
            };
            if !ways.iter().any(worse) {
                ways.push((leave, added, with));
            }
        }
        ways
    }

    fn slots_of(&mut self, step: StepId) -> Vec<Slot> {
        let timetable = self.search.timetable;
        let schedule = timetable.schedule(step);
        let segments = schedule.segments();
        let metres = schedule.distance().metres();
        let periods = timetable.blocks(self.policy, step);
        let mut begins: Vec<u32> =
            segments.iter().map(|segment| segment.begins).chain(periods.iter().map(|(begins, _)| *begins)).collect();
        begins.sort_unstable();
        begins.dedup();
        let numbered: Vec<(u32, Vec<u16>)> = periods
            .into_iter()
            .map(|(begins, facts)| (begins, facts.into_iter().map(|fact| self.number(fact)).collect()))
            .collect();
        let mut slots = Vec::new();
        for (at, begins_at) in begins.iter().enumerate() {
            let segment = segments.partition_point(|segment| segment.begins <= *begins_at).checked_sub(1);
            let segment = segment.map(|at| &segments[at]);
            let facts = numbered.partition_point(|(begins, _)| begins <= begins_at).checked_sub(1);
            let facts = facts.map(|at| numbered[at].1.clone());
            let Some((segment, minutes)) = segment.and_then(|segment| Some((segment, segment.minutes?))) else {
                continue;
            };
            let micro = || segment.cost.and_then(|cost| u64::try_from(cost.micro()).ok());
            slots.push(Slot {
                begins: *begins_at,
                ends: begins.get(at + 1).copied().unwrap_or(HORIZON_MINUTES),
                minutes,
                added: match self.search.objective {
                    Objective::Time => Some(0),
                    Objective::Distance => Some(metres),
                    Objective::Cost | Objective::Generalised => micro(),
                    Objective::Co2 => segment.co2e.map(Emission::milligrams),
                },
                facts: facts.unwrap_or_default(),
            });
        }
        slots
    }
}

fn dominated(settled: &[(u64, u32, FactSet)], value: u64, time: u32, facts: &FactSet) -> bool {
    settled.iter().any(|(other, earlier, fewer)| *other <= value && *earlier <= time && fewer.is_within(facts))
}
