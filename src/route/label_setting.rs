//! One best route, by setting labels in order of cost.
//!
//! A label says at which cost, and when, a state was reached. Labels are settled in order of (objective, time,
//! distance, order of creation). A settled label keeps out every later one at the same state that is not earlier: it
//! is no cheaper and no earlier, and since waiting is free, nothing can be done from it that the first cannot do.
//! By time this is Dijkstra's algorithm on arrival times; by cost, greenhouse gas or distance it is bicriterion label
//! setting (Hansen 1980), which later opening hours and seasons make necessary.
//!
//! By generalised cost, `money + value of time x time since departure`, waiting is not free: of two labels the one with
//! less value may be the dearer, and once both have waited for the same opening it stays the dearer. There a label
//! keeps out another only if it is neither dearer nor later; what can be done from the other can then be done from the
//! first with no more money and at the same times, so with no more value. Value never falls along a way, so labels are
//! still settled in its order and the first to arrive is the best.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::graph::{Entry, HORIZON_MINUTES, StateId, StepId, Structure, Timetable};
use crate::model::{Link, Network, Objective, Spot};
use crate::restrictions::Step;
use crate::units::Distance;

/// How long one waits for a step when the objective is not time, if there is a way without waiting longer: without a
/// limit the shortest way would always be worth half a year of waiting for the ice to go.
pub const PATIENCE_MINUTES: u32 = 30 * 1440;

/// One step of a route with its times, in minutes from departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ride {
    /// The step.
    pub step: StepId,
    /// The state it ends in.
    pub state: StateId,
    /// When the cargo is ready for it.
    pub ready: u32,
    /// When it begins; later than `ready` if the cargo waits.
    pub enter: u32,
    /// When it ends.
    pub leave: u32,
}

/// A route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The state it starts in.
    pub start: StateId,
    /// Its steps in order.
    pub rides: Vec<Ride>,
    /// Value of the objective: minutes, millionths of a dollar, metres, or milligrams.
    pub value: u64,
    /// How far it is.
    pub distance: Distance,
}

impl Route {
    /// Minutes from departure to arrival.
    pub fn minutes(&self) -> u32 {
        self.rides.last().map_or(0, |ride| ride.leave)
    }
}

/// Whether steps that are closed may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// Only open steps, at the time they are open.
    Allowed,
    /// All steps, at their nominal times; each closed one counts as so many metres more. For finding what is refused.
    Relaxed {
        /// Metres that a closed step counts on top of its length.
        penalty: u64,
    },
}

/// What a search runs on. Steps and states can be shut out without a new timetable.
pub struct Search<'a> {
    /// The network, for what `via` means.
    pub network: &'a Network,
    /// States and arcs.
    pub structure: &'a Structure,
    /// When steps can be taken.
    pub timetable: &'a Timetable<'a>,
    /// States to start from.
    pub origins: &'a [StateId],
    /// For each state, whether the journey may end there.
    pub is_destination: &'a [bool],
    /// What to pass, in order.
    pub via: &'a [Spot],
    /// What the route is best by.
    pub objective: Objective,
    /// How long one may wait for a step when the objective is not time, in minutes.
    pub patience: u32,
    /// Whether closed steps may be taken.
    pub regime: Regime,
    /// What is lost on each step, in millionths, if the value is to be that of what is left; empty if nothing is.
    pub losses: &'a [u32],
    /// What the price of each step is raised by, in millionths of a dollar, for a what-if; empty if by nothing.
    pub surcharges: &'a [i64],
}

/// One, in millionths.
pub(super) const MILLION: u64 = 1_000_000;

struct Label {
    state: StateId,
    stage: usize,
    time: u32,
    value: u64,
    /// By generalised cost: what of the value is money.
    money: u64,
    distance: Distance,
    came: Option<(usize, Ride)>,
}

/// What is settled, by stage and state.
struct Settled {
    /// When each was first reached.
    earliest: Vec<u32>,
    /// By generalised cost: money and time of the labels settled there.
    fronts: Option<HashMap<usize, Vec<(u64, u32)>>>,
}

impl Settled {
    /// Whether a settled label is as good as one with this money and time, whatever comes after.
    fn keeps_out(&self, slot: usize, money: u64, time: u32) -> bool {
        match &self.fronts {
            None => time >= self.earliest[slot],
            Some(fronts) => fronts
                .get(&slot)
                .is_some_and(|front| front.iter().any(|(less, sooner)| *less <= money && *sooner <= time)),
        }
    }

    fn settle(&mut self, slot: usize, money: u64, time: u32) {
        self.earliest[slot] = self.earliest[slot].min(time);
        if let Some(fronts) = &mut self.fronts {
            fronts.entry(slot).or_default().push((money, time));
        }
    }
}

impl Search<'_> {
    /// The best route over steps for which `usable` holds; none if there is no way.
    pub fn best(&self, usable: &(dyn Fn(StepId) -> bool + Sync)) -> Option<Route> {
        self.best_within(usable, u64::MAX)
    }

    /// The same, or none if its value is more than `limit`: the search is given up there.
    pub fn best_within(&self, usable: &(dyn Fn(StepId) -> bool + Sync), limit: u64) -> Option<Route> {
        let mut found = None;
        let labels = self.run(usable, |label, index| {
            if label.value > limit {
                return true;
            }
            let arrived = label.stage == self.via.len() && self.is_destination[label.state as usize];
            if arrived {
                found = Some(index);
            }
            arrived
        });
        found.map(|index| trace(&labels, index))
    }

    /// The best route that sets out `start` minutes into the timetable and waits no longer than `wait` for any step: what
    /// [`Search::best`] finds on a timetable of the horizon that begins then. Its times count from its own departure.
    pub fn best_from(&self, usable: &(dyn Fn(StepId) -> bool + Sync), start: u32, wait: u32) -> Option<Route> {
        let mut found = None;
        let labels = self.run_from(usable, Some((start, wait)), |label, index| {
            let arrived = label.stage == self.via.len() && self.is_destination[label.state as usize];
            if arrived {
                found = Some(index);
            }
            arrived
        });
        let mut route = trace(&labels, found?);
        for ride in &mut route.rides {
            (ride.ready, ride.enter, ride.leave) = (ride.ready - start, ride.enter - start, ride.leave - start);
        }
        Some(route)
    }

    /// The best route to each of several destinations, given by the states that end a journey there: what
    /// [`Search::best`] would find for each alone, in one search. `is_destination` is not looked at.
    pub fn best_to_each(
        &self,
        usable: &(dyn Fn(StepId) -> bool + Sync),
        destinations: &[&[StateId]],
    ) -> Vec<Option<Route>> {
        let mut ending: Vec<Vec<usize>> = vec![Vec::new(); self.structure.states().len()];
        for (index, states) in destinations.iter().enumerate() {
            states.iter().for_each(|state| ending[*state as usize].push(index));
        }
        let mut found = vec![None; destinations.len()];
        let mut missing = destinations.iter().filter(|states| !states.is_empty()).count();
        if missing == 0 {
            return vec![None; destinations.len()];
        }
        let labels = self.run(usable, |label, index| {
            if label.stage == self.via.len() {
                for destination in &ending[label.state as usize] {
                    if found[*destination].is_none() {
                        found[*destination] = Some(index);
                        missing -= 1;
                    }
                }
            }
            missing == 0
        });
        found.into_iter().map(|index| index.map(|index| trace(&labels, index))).collect()
    }

    /// When each state is first reached, in minutes from departure; `u32::MAX` if never.
    pub fn reach(&self, usable: &(dyn Fn(StepId) -> bool + Sync)) -> Vec<u32> {
        let mut reached = vec![u32::MAX; self.structure.states().len()];
        self.run(usable, |label, _| {
            let best = &mut reached[label.state as usize];
            *best = (*best).min(label.time);
            false
        });
        reached
    }

    /// Settles labels until `stop` says so; returns all labels made.
    fn run(&self, usable: &(dyn Fn(StepId) -> bool + Sync), stop: impl FnMut(&Label, usize) -> bool) -> Vec<Label> {
        self.run_from(usable, None, stop)
    }

    /// As `run`, setting out some minutes into a timetable of more than the horizon, with the longest wait.
    fn run_from(
        &self,
        usable: &(dyn Fn(StepId) -> bool + Sync),
        since: Option<(u32, u32)>,
        mut stop: impl FnMut(&Label, usize) -> bool,
    ) -> Vec<Label> {
        let start = since.map_or(0, |(start, _)| start);
        let stages = self.via.len() + 1;
        let states = self.structure.states().len();
        let generalised = self.objective == Objective::Generalised && self.regime == Regime::Allowed;
        let mut settled = Settled { earliest: vec![u32::MAX; stages * states], fronts: generalised.then(HashMap::new) };
        // Most searches make about as many labels as there are states.
        let mut labels: Vec<Label> = Vec::with_capacity(states);
        let mut queue = BinaryHeap::with_capacity(states);
        let mut entries = Vec::new();
        for origin in self.origins {
            let stage = self.stage_after(0, *origin, None);
            let label = Label {
                state: *origin,
                stage,
                time: start,
                value: 0,
                money: 0,
                distance: Distance::default(),
                came: None,
            };
            queue.push(Reverse((0, 0, Distance::default(), labels.len())));
            labels.push(label);
        }
        while let Some(Reverse((_, _, _, index))) = queue.pop() {
            let Label { state, stage, time, value, money, distance, .. } = labels[index];
            let slot = stage * states + state as usize;
            if settled.keeps_out(slot, money, time) {
                continue;
            }
            settled.settle(slot, money, time);
            if stop(&labels[index], index) {
                break;
            }
            for (target, step) in self.structure.arcs_from(state) {
                if !usable(*step) {
                    continue;
                }
                let stage = self.stage_after(stage, *target, Some(*step));
                let length = self.timetable.schedule(*step).distance();
                entries.clear();
                match since {
                    None => self.add_entries(*step, time, &mut entries),
                    Some((start, wait)) => {
                        let limit = start.saturating_add(HORIZON_MINUTES);
                        self.add_entries_before(*step, time, (limit, wait), &mut entries);
                    }
                }
                for (entry, added) in entries.drain(..) {
                    let money = if generalised { money + added } else { 0 };
                    if settled.keeps_out(stage * states + *target as usize, money, entry.leave) {
                        continue;
                    }
                    let value = match self.objective {
                        Objective::Time if self.regime == Regime::Allowed => u64::from(entry.leave - start),
                        Objective::Generalised if generalised => money + self.timetable.worth_of(entry.leave - start),
                        _ => self.of_what_is_left(value + added, *step),
                    };
                    let distance = distance + length;
                    let ride =
                        Ride { step: *step, state: *target, ready: time, enter: entry.enter, leave: entry.leave };
                    queue.push(Reverse((value, entry.leave, distance, labels.len())));
                    labels.push(Label {
                        state: *target,
                        stage,
                        time: entry.leave,
                        value,
                        money,
                        distance,
                        came: Some((index, ride)),
                    });
                }
            }
        }
        labels
    }

    /// The value for one unit of what leaves a step, from that for one unit of what entered it.
    fn of_what_is_left(&self, value: u64, step: StepId) -> u64 {
        match self.losses.get(step as usize).copied().map_or(0, u64::from) {
            0 => value,
            lost => value.saturating_mul(MILLION).div_ceil(MILLION - lost.min(MILLION - 1)),
        }
    }

    /// Ways to take a step from `time` on, with what each adds to the objective.
    pub(super) fn entries(&self, step: StepId, time: u32) -> Vec<(Entry, u64)> {
        let mut entries = Vec::new();
        self.add_entries(step, time, &mut entries);
        entries
    }

    /// The same, added to `entries`: most steps of a search have one, and need no list of their own.
    fn add_entries(&self, step: StepId, time: u32, entries: &mut Vec<(Entry, u64)>) {
        let schedule = self.timetable.schedule(step);
        let metres = schedule.distance().metres();
        if let Regime::Relaxed { penalty } = self.regime {
            let minutes = schedule.nominal().unwrap_or(0);
            let entry =
                Entry { enter: time, leave: time.saturating_add(minutes).max(time + 1), cost: None, co2e: None };
            entries.push((entry, if schedule.is_open_at(time) { metres } else { metres + penalty }));
            return;
        }
        match self.objective {
            Objective::Time => entries.extend(schedule.earliest(time).map(|entry| (entry, 0))),
            Objective::Distance => {
                entries.extend(schedule.earliest_within(time, self.patience).map(|entry| (entry, metres)));
            }
            Objective::Cost | Objective::Generalised => {
                let surcharge = self.surcharges.get(step as usize).copied().unwrap_or(0);
                let worthwhile = schedule.worthwhile(time, self.patience, Entry::micro_dollars);
                let dearer = |(entry, cost): (Entry, u64)| (entry, cost.saturating_add_signed(surcharge));
                entries.extend(worthwhile.into_iter().map(dearer));
            }
            Objective::Co2 => entries.extend(schedule.worthwhile(time, self.patience, Entry::milligrams)),
        }
    }

    /// As `add_entries`, of those that begin before `limit` and after no longer wait than `wait`.
    fn add_entries_before(&self, step: StepId, time: u32, (limit, wait): (u32, u32), entries: &mut Vec<(Entry, u64)>) {
        let Some(left) = limit.checked_sub(time).and_then(|left| left.checked_sub(1)) else { return };
        let patience = left.min(wait);
        if self.objective == Objective::Time && self.regime == Regime::Allowed {
            let entry = self.timetable.schedule(step).earliest_within(time, patience);
            entries.extend(entry.map(|entry| (entry, 0)));
        } else {
            Search { patience: patience.min(self.patience), ..*self }.add_entries(step, time, entries);
        }
    }

    /// How many of `via` are passed once `state` was reached by `step`.
    pub(super) fn stage_after(&self, mut stage: usize, state: StateId, step: Option<StepId>) -> usize {
        while self.via.get(stage).is_some_and(|spot| meets(self.network, self.structure, state, step, spot)) {
            stage += 1;
        }
        stage
    }
}

/// Whether `state`, or the step by which it was reached, is what `spot` names.
pub(super) fn meets(
    network: &Network,
    structure: &Structure,
    state: StateId,
    step: Option<StepId>,
    spot: &Spot,
) -> bool {
    let place = structure.states()[state as usize].place;
    let at_place = match spot {
        Spot::Places(places) => places.contains(&place),
        Spot::Country(country) => network.places[place].country == Some(*country),
        _ => false,
    };
    at_place || step.is_some_and(|step| passes(network, structure.steps()[step as usize], spot))
}

/// Whether a step itself, not where it ends, is what `spot` names.
pub(super) fn passes(network: &Network, step: Step, spot: &Spot) -> bool {
    match spot {
        Spot::Line(line) => step.line(network) == Some(*line),
        Spot::Passage(passage) => step.passage(network) == Some(*passage),
        Spot::Lane(lane) => step.subject(network) == crate::model::Subject::Lane(*lane),
        Spot::Transfer(transfer) => matches!(step, Step::Undergo { transfer: this, .. } if this == *transfer),
        Spot::Mode(mode) => step.mode(network) == Some(*mode),
        Spot::Admission(regime, area) => matches!(step, Step::Pass { link: Link::Lane(lane), .. }
            if network.lanes[lane].admission.contains(regime) && (area.is_none() || network.lanes[lane].ice_area == *area)),
        Spot::Places(_) | Spot::Country(_) => false,
    }
}

fn trace(labels: &[Label], mut index: usize) -> Route {
    let (value, distance) = (labels[index].value, labels[index].distance);
    let mut rides = Vec::new();
    while let Some((previous, ride)) = labels[index].came {
        rides.push(ride);
        index = previous;
    }
    rides.reverse();
    Route { start: labels[index].state, rides, value, distance }
}
