//! Which facts would have to be gone for a way to open: all minimal sets of them.
//!
//! A *fact* is a cause that blocks steps (see [`Fact::same_cause`]): a rule that blocks ten links is one fact, and so is a
//! spell of a line's history. A set of facts *opens* a question if a way exists once they are gone, waiting included,
//! that meets the bound asked for: any way, or one better than the best allowed way by a margin.
//!
//! # Method
//! Label setting over sets of facts. A label says where the cargo is, when, at which value, and which facts were taken
//! as gone to get there. It is dominated by a label of the same state that is no later, no dearer, and whose facts are
//! among its own (multicriteria label setting as in Hansen 1980 and Martins 1984, with set inclusion as one of the
//! criteria). Searches allow one fact more each time, so what is found is minimal: no smaller set was found before, and
//! a label that holds a set found already is dropped. Each set is then planned anew under the rules without its facts;
//! that plan is what the reader sees, so no set is told that does not really open the way.
//!
//! # Cost
//! Exponential in the number of facts allowed in the worst case, hence [`Bounds`]; the answer says how far it is complete.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::label_setting::{PATIENCE_MINUTES, Regime, Ride, Route, Search};
use super::plan::{Planner, is_usable, terminals};
use super::query::Query;
use crate::graph::{End, HORIZON_MINUTES, StateId, StepId, Structure, Timetable};
use crate::model::{Lane, Link, Network, Objective, Spot};
use crate::restrictions::{Fact, Policy, Step};
use crate::units::Emission;

/// How many facts a set may hold at most, whatever is asked for.
const MOST_FACTS: usize = 6;

/// How far the search for sets goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Facts in one set.
    pub facts: usize,
    /// Sets told, best first.
    pub sets: usize,
    /// Labels made for each number of facts.
    pub labels: usize,
    /// How much better than the best allowed way a way must be to count, in percent of its value.
    pub gain_percent: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { facts: 4, sets: 10, labels: 400_000, gain_percent: 5 }
    }
}

/// A minimal set and what it opens.
#[derive(Debug)]
pub struct Opening<'a> {
    /// The facts, in the order in which one meets them on the way.
    pub facts: Vec<Fact>,
    /// The best way once they are gone.
    pub route: Route,
    /// The rules without them.
    pub policy: Policy<'a>,
}

/// The minimal sets of one question.
#[derive(Debug)]
pub struct Openings<'a> {
    /// Best first; sets of no fact do not occur.
    pub sets: Vec<Opening<'a>>,
    /// How many sets were found; those beyond the bound are not told.
    pub found: usize,
    /// All sets of up to so many facts were found.
    pub complete_to: usize,
    /// How far the search was to go.
    pub bounds: Bounds,
    /// Whether anything would do: with all facts gone there is a way.
    pub possible: bool,
}

impl Openings<'_> {
    /// Whether all sets within the bound on facts were found and are told.
    pub fn is_complete(&self) -> bool {
        self.complete_to >= self.bounds.facts && self.found == self.sets.len()
    }
}

impl<'a> Planner<'a> {
    /// The best way of `query` as if `facts` did not stand against it.
    pub fn best_without(&self, query: &Query, facts: &[Fact]) -> Option<Route> {
        let policy = query.policy(self.network).without(facts);
        if !policy.journey_verdict(query.depart).is_open() {
            return None;
        }
        let usable = |step: StepId| is_usable(self.network, query, self.structure.steps()[step as usize]);
        let origins = terminals(self.network, &self.structure, &query.origin, End::Origin);
        let is_destination = destinations(self.network, &self.structure, query);
        let ends = Ends {
            network: self.network,
            structure: &self.structure,
            query,
            origins: &origins,
            is_destination: &is_destination,
        };
        ends.best(&policy, &usable)
    }

    /// All minimal sets of facts whose absence opens `query`; with `best`, whose absence gives a way of a value of at
    /// most that, in the unit of the objective.
    pub fn openings(&self, query: &Query, best: Option<u64>, bounds: Bounds) -> Openings<'a> {
        let network = self.network;
        let structure = &*self.structure;
        let policy = query.policy(network);
        let usable_steps: Vec<bool> = structure.steps().iter().map(|step| is_usable(network, query, *step)).collect();
        let usable = |step: StepId| usable_steps[step as usize];
        let origins = terminals(network, structure, &query.origin, End::Origin);
        let is_destination = destinations(network, structure, query);
        let bounds = Bounds { facts: bounds.facts.min(MOST_FACTS), ..bounds };
        let ends = Ends { network, structure, query, origins: &origins, is_destination: &is_destination };

        let free = policy.without_any_block();
        let timetable = Timetable::new(structure, &free, query.depart);
        let possible = ends.search(&timetable, query.objective, u32::MAX);
        let possible = possible.best(&usable).is_some_and(|route| best.is_none_or(|best| route.value <= best));
        let mut found = Openings { sets: Vec::new(), found: 0, complete_to: 0, bounds, possible };
        if !possible {
            found.complete_to = bounds.facts;
            return found;
        }
        // Whether any way opens does not depend on what the answer is best by; waiting may take as long as it likes.
        let (objective, patience) = match best {
            None => (Objective::Time, u32::MAX),
            Some(_) => (query.objective, if query.objective == Objective::Time { u32::MAX } else { PATIENCE_MINUTES }),
        };
        let search = ends.search(&timetable, objective, patience);
        let journey = policy.journey_verdict(query.depart).blocks;
        let mut sets = SetSearch::new(&search, &policy, &usable, best, journey);
        for size in 0..=bounds.facts {
            if !sets.run(size, bounds.labels) {
                break;
            }
            found.complete_to = size;
        }
        let facts: Vec<Vec<Fact>> =
            sets.found.iter().filter(|set| set.length > 0).map(|set| sets.facts_of(set)).collect();
        found.found = facts.len();
        let planned = crate::parallel::map(&facts, |facts| {
            let lifted = policy.without(facts);
            let by_time = Query { objective: Objective::Time, ..query.clone() };
            let priceless = || Ends { query: &by_time, ..ends }.best(&lifted, &usable).filter(|_| best.is_none());
            let route = ends.best(&lifted, &usable).or_else(priceless)?;
            Some((in_order(facts, &policy, &ends, &route), route, lifted))
        });
        let good = |route: &Route| best.is_none_or(|best| route.value <= best);
        for (facts, route, policy) in planned.into_iter().flatten() {
            if good(&route) {
                found.sets.push(Opening { facts, route, policy });
            }
        }
        found.sets.sort_by_key(|set| set.route.value);
        found.sets.truncate(bounds.sets);
        found
    }
}

fn destinations(network: &Network, structure: &Structure, query: &Query) -> Vec<bool> {
    let mut is_destination = vec![false; structure.states().len()];
    for state in terminals(network, structure, &query.destination, End::Destination) {
        is_destination[state as usize] = true;
    }
    is_destination
}

/// The facts in the order in which one meets them on the way, those of the whole journey first.
fn in_order(facts: &[Fact], policy: &Policy<'_>, ends: &Ends<'_, '_>, route: &Route) -> Vec<Fact> {
    let mut met: Vec<Fact> = policy.journey_verdict(ends.query.depart).blocks;
    for ride in &route.rides {
        met.extend(blocks_of(policy, ends.structure, ends.query.depart, ride));
    }
    let place = |fact: &Fact| met.iter().position(|other| other.same_cause(fact)).unwrap_or(usize::MAX);
    // As it stands on the day on which it is met, not on the day on which it was first seen.
    let mut ordered: Vec<(usize, Fact)> = facts.iter().map(|fact| (place(fact), fact.clone())).collect();
    ordered.sort_by_key(|(at, _)| *at);
    ordered.into_iter().map(|(at, fact)| met.get(at).cloned().unwrap_or(fact)).collect()
}

impl Planner<'_> {
    /// Whether there would be a way of the kind asked for if nothing stood against any.
    pub fn is_possible(&self, query: &Query) -> bool {
        let policy = query.policy(self.network).without_any_block();
        let usable = |step: StepId| is_usable(self.network, query, self.structure.steps()[step as usize]);
        let origins = terminals(self.network, &self.structure, &query.origin, End::Origin);
        let is_destination = destinations(self.network, &self.structure, query);
        let ends = Ends {
            network: self.network,
            structure: &self.structure,
            query,
            origins: &origins,
            is_destination: &is_destination,
        };
        ends.best(&policy, &usable).is_some()
    }

    /// What a regime of admission stands for on the way from here to there: not any lane of it that a ship may touch and
    /// leave again, but those in the ice area in the middle of its part of the shortest way through it, as if nothing
    /// stood against that.
    pub fn through_regime(&self, query: &Query, regime: &str) -> Spot {
        let whole = Spot::Admission(regime.to_string(), None);
        let shortest = Query { objective: Objective::Distance, via: vec![whole.clone()], ..query.clone() };
        let policy = query.policy(self.network).without_any_block();
        let usable = |step: StepId| is_usable(self.network, query, self.structure.steps()[step as usize]);
        let origins = terminals(self.network, &self.structure, &query.origin, End::Origin);
        let is_destination = destinations(self.network, &self.structure, query);
        let ends = Ends {
            network: self.network,
            structure: &self.structure,
            query: &shortest,
            origins: &origins,
            is_destination: &is_destination,
        };
        let lanes: Vec<&Lane> = ends
            .best(&policy, &usable)
            .iter()
            .flat_map(|route| &route.rides)
            .filter_map(|ride| match self.structure.steps()[ride.step as usize] {
                Step::Pass { link: Link::Lane(lane), .. } => Some(&self.network.lanes[lane]),
                _ => None,
            })
            .filter(|lane| lane.admission.iter().any(|own| own == regime))
            .collect();
        let total: u64 = lanes.iter().map(|lane| lane.distance.metres()).sum();
        let mut passed = 0;
        let middle = lanes.iter().find(|lane| {
            passed += lane.distance.metres();
            passed * 2 >= total
        });
        middle.and_then(|lane| lane.ice_area).map_or(whole, |area| Spot::Admission(regime.to_string(), Some(area)))
    }
}

/// Where a search begins and ends.
struct Ends<'s, 'a> {
    network: &'a Network,
    structure: &'s Structure,
    query: &'s Query,
    origins: &'s [StateId],
    is_destination: &'s [bool],
}

impl Ends<'_, '_> {
    /// The best way under `policy`; with more patience if there is none else.
    fn best(&self, policy: &Policy<'_>, usable: &(dyn Fn(StepId) -> bool + Sync)) -> Option<Route> {
        let timetable = Timetable::new(self.structure, policy, self.query.depart);
        let with = |patience| self.search(&timetable, self.query.objective, patience).best(usable);
        with(PATIENCE_MINUTES).or_else(|| if self.query.objective == Objective::Time { None } else { with(u32::MAX) })
    }

    fn search<'t>(&'t self, timetable: &'t Timetable<'t>, objective: Objective, patience: u32) -> Search<'t> {
        Search {
            network: self.network,
            structure: self.structure,
            timetable,
            origins: self.origins,
            is_destination: self.is_destination,
            via: &self.query.via,
            objective,
            patience,
            regime: Regime::Allowed,
            losses: &[],
            surcharges: &[],
        }
    }
}

/// A few facts by their numbers, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct FactSet {
    length: u8,
    ids: [u16; MOST_FACTS],
}

impl FactSet {
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
struct SetSearch<'s, 'a> {
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
    found: Vec<FactSet>,
}

impl<'s, 'a> SetSearch<'s, 'a> {
    fn new(
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

    fn facts_of(&self, set: &FactSet) -> Vec<Fact> {
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
    fn run(&mut self, size: usize, most_labels: usize) -> bool {
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
                    let too_bad = self.best.is_some_and(|best| value > best);
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
        let mut ways: Vec<(u32, u64, FactSet)> = Vec::new();
        for slot in self.slots[step as usize].iter().flatten().filter(|slot| slot.ends > time) {
            let enter = slot.begins.max(time);
            // Nothing that begins later can be better than what is open to all and over by then.
            let is_over = |(leave, added, with): &(u32, u64, FactSet)| *leave <= enter && *added == 0 && with == facts;
            if enter > last || (self.search.objective == Objective::Time && ways.iter().any(is_over)) {
                break;
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
            let milligrams = || segment.co2e.map(Emission::milligrams);
            slots.push(Slot {
                begins: *begins_at,
                ends: begins.get(at + 1).copied().unwrap_or(HORIZON_MINUTES),
                minutes,
                added: match self.search.objective {
                    Objective::Time => Some(0),
                    Objective::Distance => Some(metres),
                    // Time is a criterion of its own here, and the plan under the real objective is made afterwards.
                    Objective::Cost | Objective::Generalised => micro(),
                    Objective::Co2 => milligrams(),
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

/// What stands against the step of a ride when it begins.
pub fn blocks_of(policy: &Policy<'_>, structure: &Structure, depart: crate::calendar::Day, ride: &Ride) -> Vec<Fact> {
    let day = crate::calendar::Instant::start_of(depart).plus(ride.enter).day();
    policy.verdict(structure.steps()[ride.step as usize], day).blocks
}
