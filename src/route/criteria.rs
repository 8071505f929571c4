//! By what ways are compared when one objective is not enough, and how much of each a way has so far.
//!
//! All criteria are whole numbers that add up along the way. Two of them depend on more than the state: borders are
//! counted where the country by law changes, and a ship may be in none, so the last country is remembered; flags are
//! counted once for as long as the cargo stays on the same line, lane or transfer, so the last flagged one is
//! remembered.

use std::cell::RefCell;
use std::collections::HashMap;
use std::str::FromStr;

use super::label_setting::{Ride, Route, Search};
use crate::calendar::{Day, Instant};
use crate::graph::{Entry, StateId, StepId, measure};
use crate::model::{Country, PlaceId, Subject, TransferKind};
use crate::restrictions::{Fact, Policy, Step};

/// How many criteria there are.
pub const CRITERIA: usize = 8;

/// One thing by which ways are compared; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// Minutes from departure to arrival.
    Time,
    /// Millionths of a dollar for one unit of the cargo.
    Cost,
    /// Milligrams of greenhouse gas for one unit of the cargo, well to wheel.
    Co2,
    /// Metres.
    Distance,
    /// How often the cargo passes from one country to another, as the itinerary counts it.
    Borders,
    /// How often it changes gauge.
    GaugeBreaks,
    /// How often it changes between land and sea, or rail and road.
    Transfers,
    /// Lines, lanes and transfers with a flag that says that law, state or figure is not certain: every flag but the need
    /// of an escort. One counts once for as long as the cargo stays on it. Judged on the day on which a step begins.
    Risk,
}

impl Criterion {
    /// All of them with the word that the command line uses.
    pub const ALL: [(Self, &'static str); CRITERIA] = [
        (Self::Time, "time"),
        (Self::Cost, "cost"),
        (Self::Co2, "co2"),
        (Self::Distance, "distance"),
        (Self::Borders, "borders"),
        (Self::GaugeBreaks, "gauge-breaks"),
        (Self::Transfers, "transfers"),
        (Self::Risk, "risk"),
    ];

    /// The word that the command line uses.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(criterion, _)| *criterion == self).map_or("", |(_, word)| word)
    }
}

impl FromStr for Criterion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.iter().find(|(_, word)| *word == text).map(|(criterion, _)| *criterion).ok_or_else(|| {
            let words: Vec<&str> = Self::ALL.iter().map(|(_, word)| *word).collect();
            format!("`{text}` is no criterion; known: {}", words.join(", "))
        })
    }
}

/// One value for each criterion asked for, in their order; the rest are nought.
pub type Values = [u64; CRITERIA];

/// Whether nothing in `one` is more than in `other`.
pub fn is_no_worse(one: &Values, other: &Values) -> bool {
    one.iter().zip(other).all(|(one, other)| one <= other)
}

/// What criteria remember of the way so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Memory {
    /// The last country that the cargo was in by law.
    side: Option<Country>,
    /// The last line, lane or transfer with a flag.
    flagged: Option<Subject>,
}

/// Adds up criteria along a way.
pub(super) struct Weigher<'a> {
    search: &'a Search<'a>,
    policy: &'a Policy<'a>,
    depart: Day,
    criteria: &'a [Criterion],
    flagged: RefCell<HashMap<(StepId, Day), bool>>,
}

impl<'a> Weigher<'a> {
    pub fn new(search: &'a Search<'a>, policy: &'a Policy<'a>, depart: Day, criteria: &'a [Criterion]) -> Self {
        Self { search, policy, depart, criteria, flagged: RefCell::default() }
    }

    pub fn has(&self, criterion: Criterion) -> bool {
        self.criteria.contains(&criterion)
    }

    fn country(&self, place: PlaceId) -> Option<Country> {
        self.search.network.places[place].country
    }

    /// Where a way begins.
    pub fn start(&self, origin: StateId) -> (Values, Memory) {
        let state = self.search.structure.states()[origin as usize];
        let mut begun = (Values::default(), Memory { side: self.country(state.place), flagged: None });
        self.enter(&mut begun.0, &mut begun.1, state.side);
        begun
    }

    /// Counts a border if `side` is another country than the last.
    fn enter(&self, values: &mut Values, memory: &mut Memory, side: Option<Country>) {
        let Some(side) = side else { return };
        if memory.side.is_some_and(|last| last != side) {
            self.add(values, Criterion::Borders, 1);
        }
        memory.side = Some(side);
    }

    fn add(&self, values: &mut Values, criterion: Criterion, more: u64) {
        for (value, own) in values.iter_mut().zip(self.criteria) {
            if *own == criterion {
                *value += more;
            }
        }
    }

    /// What a step from `from` leaves of values and memory; none if cost or gas is compared and that of the step is not known.
    pub fn step(
        &self,
        (mut values, mut memory): (Values, Memory),
        (target, step): (StateId, StepId),
        entry: Entry,
    ) -> Option<(Values, Memory)> {
        let taken = self.search.structure.steps()[step as usize];
        for (value, criterion) in values.iter_mut().zip(self.criteria) {
            match criterion {
                Criterion::Time => *value = u64::from(entry.leave),
                Criterion::Cost => *value += entry.micro_dollars()?,
                Criterion::Co2 => *value += entry.milligrams()?,
                Criterion::Distance => *value += self.search.timetable.schedule(step).distance().metres(),
                Criterion::GaugeBreaks => *value += u64::from(self.is(taken, is_gauge_change)),
                Criterion::Transfers => *value += u64::from(self.is(taken, is_mode_change)),
                Criterion::Borders | Criterion::Risk => {}
            }
        }
        self.enter(&mut values, &mut memory, self.search.structure.states()[target as usize].side);
        let subject = taken.subject(self.search.network);
        if self.has(Criterion::Risk) && memory.flagged != Some(subject) && self.is_flagged(step, entry.enter) {
            self.add(&mut values, Criterion::Risk, 1);
            memory.flagged = Some(subject);
        }
        Some((values, memory))
    }

    /// The values of a way that ends.
    pub fn finish(&self, (mut values, mut memory): (Values, Memory), end: StateId) -> Values {
        let place = self.search.structure.states()[end as usize].place;
        self.enter(&mut values, &mut memory, self.country(place));
        values
    }

    /// The values of a whole route; none if cost or gas is compared and that of a step is not known.
    pub fn values(&self, route: &Route) -> Option<Values> {
        let mut so_far = self.start(route.start);
        for Ride { step, state, enter, leave, .. } in &route.rides {
            let schedule = self.search.timetable.schedule(*step);
            let (cost, co2e) = (schedule.cost_at(*enter), schedule.co2e_at(*enter));
            so_far = self.step(so_far, (*state, *step), Entry { enter: *enter, leave: *leave, cost, co2e })?;
        }
        Some(self.finish(so_far, route.rides.last().map_or(route.start, |ride| ride.state)))
    }

    /// Whether a way with `one` so far is no worse than one with `other` at the same state, whatever follows. Who was last
    /// in another country, or last saw another flag, may have one more to come.
    pub fn dominates(&self, one: &(Values, Memory), other: &(Values, Memory)) -> bool {
        let apart = one.1 != other.1;
        for ((own, others), criterion) in one.0.iter().zip(&other.0).zip(self.criteria) {
            let may_follow = match criterion {
                Criterion::Borders if apart => u64::from(one.1.side != other.1.side),
                Criterion::Risk if apart => u64::from(one.1.flagged != other.1.flagged),
                _ => 0,
            };
            if own + may_follow > *others {
                return false;
            }
        }
        true
    }

    /// The least that a step may add, whenever it is taken; none if it never can be.
    pub fn least(&self, criterion: Criterion, from: StateId, (target, step): (StateId, StepId)) -> Option<u64> {
        let Search { structure, timetable, .. } = self.search;
        let schedule = timetable.schedule(step);
        let minutes = schedule.quickest()?;
        let taken = structure.steps()[step as usize];
        let side = |state: StateId| structure.states()[state as usize].side;
        Some(match criterion {
            Criterion::Time => u64::from(minutes),
            Criterion::Cost => u64::try_from(schedule.cheapest()?.micro()).ok()?,
            Criterion::Co2 => schedule.cleanest()?.milligrams(),
            Criterion::Distance => schedule.distance().metres(),
            Criterion::Borders => u64::from(side(from).zip(side(target)).is_some_and(|(from, to)| from != to)),
            Criterion::GaugeBreaks => u64::from(self.is(taken, is_gauge_change)),
            Criterion::Transfers => u64::from(self.is(taken, is_mode_change)),
            Criterion::Risk => 0,
        })
    }

    fn is(&self, step: Step, fits: fn(&TransferKind) -> bool) -> bool {
        match step {
            Step::Undergo { transfer, at_end: false, .. } => fits(&self.search.network.transfers[transfer].kind),
            _ => false,
        }
    }

    /// Whether something that makes a step uncertain is found on the day on which it begins.
    fn is_flagged(&self, step: StepId, enter: u32) -> bool {
        let day = Instant::start_of(self.depart).plus(enter).day();
        *self.flagged.borrow_mut().entry((step, day)).or_insert_with(|| {
            let taken = self.search.structure.steps()[step as usize];
            let Policy { network, journey, overlay, .. } = self.policy;
            let uncertain = |fact: &Fact| !matches!(fact, Fact::EscortNeeded { .. });
            self.policy.verdict(taken, day).flags.iter().any(uncertain)
                || measure(network, taken, day, journey, overlay.ice_year()).stands_in
        })
    }
}

fn is_gauge_change(kind: &TransferKind) -> bool {
    matches!(kind, TransferKind::GaugeChange { .. })
}

fn is_mode_change(kind: &TransferKind) -> bool {
    matches!(kind, TransferKind::Port { .. } | TransferKind::ModeChange { .. })
}
