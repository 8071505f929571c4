//! What a step through ice takes on each day, found once for all timetables of a network.
//!
//! Ice and admission differ from day to day, so such a step is looked at on every day of every timetable. What is found
//! there depends on the cargo, the ship, whether it sails alone, and the kind of year: not on who sends it where, nor on
//! rules and scenario, nor on when the journey begins. Many plans of one network share it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::calendar::Day;
use crate::model::{CargoId, IceYear, VesselId};
use crate::restrictions::{Policy, Step};
use crate::units::{Distance, Emission, Minutes, Money};

/// Days that are looked at together.
const BLOCK_DAYS: i32 = 16;

/// What the readings of a step depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Voyage {
    cargo: CargoId,
    vessel: Option<VesselId>,
    unescorted: bool,
    year: IceYear,
}

impl Voyage {
    /// What moves under a policy, and in which ice.
    pub fn of(policy: &Policy<'_>) -> Self {
        let journey = &policy.journey;
        let year = policy.overlay.ice_year();
        Self { cargo: journey.cargo, vessel: journey.vessel, unescorted: journey.unescorted, year }
    }
}

/// A step on a day: typical values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How far it leads.
    pub distance: Distance,
    /// How long it takes, without what rules add; none if that is not known or the ship is stopped.
    pub time: Option<Minutes>,
    /// What it costs; none if that is not known.
    pub cost: Option<Money>,
    /// What greenhouse gas it sets free, well to wheel; none if that is not known.
    pub co2e: Option<Emission>,
    /// Whether depth, admission and ice let the ship pass.
    pub is_open: bool,
}

/// A step, by what it is taken, and a stretch of days.
type Key = (Voyage, Step, i32);

/// Readings that were asked for, by stretches of days.
#[derive(Debug, Default)]
pub struct Readings {
    blocks: Mutex<HashMap<Key, Arc<[Reading]>>>,
}

impl Readings {
    /// Those of a step on so many days from `first` on; `read` makes those that nobody asked for before.
    pub fn on_days(
        &self,
        voyage: Voyage,
        step: Step,
        (first, days): (Day, i32),
        read: impl Fn(Day) -> Reading,
    ) -> Vec<Reading> {
        let (begin, end) = (first.count(), first.count() + days);
        let mut readings = Vec::new();
        for block in begin.div_euclid(BLOCK_DAYS)..=(end - 1).div_euclid(BLOCK_DAYS) {
            let start = block * BLOCK_DAYS;
            let all = self.block((voyage, step, block), || {
                (start..start + BLOCK_DAYS).map(|count| read(Day::from_count(count))).collect()
            });
            let within = |count: i32| usize::try_from((count - start).clamp(0, BLOCK_DAYS)).unwrap_or(0);
            readings.extend_from_slice(&all[within(begin)..within(end)]);
        }
        readings
    }

    /// Two threads may make the same block at once: the bytes are the same, and nobody waits.
    fn block(&self, key: Key, make: impl FnOnce() -> Arc<[Reading]>) -> Arc<[Reading]> {
        let lock = || self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Arc::clone(known);
        }
        let made = make();
        lock().insert(key, Arc::clone(&made));
        made
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::model::{Key as _, Link, SectionId};

    #[test]
    fn every_day_is_looked_at_once_and_stands_where_it_belongs() {
        let year = IceYear::Normal;
        let voyage = Voyage { cargo: CargoId::from_index(0), vessel: None, unescorted: false, year };
        let step = Step::Pass { link: Link::Section(SectionId::from_index(0)), forward: true };
        let (readings, looked) = (Readings::default(), RefCell::new(Vec::new()));
        let read = |day: Day| {
            looked.borrow_mut().push(day);
            let metres = u64::try_from(day.count() + 100).unwrap();
            Reading { distance: Distance::from_metres(metres), time: None, cost: None, co2e: None, is_open: true }
        };
        let check = |first: i32, days: i32| {
            let found = readings.on_days(voyage, step, (Day::from_count(first), days), read);
            let metres: Vec<i32> =
                found.iter().map(|one| i32::try_from(one.distance.metres()).unwrap() - 100).collect();
            assert_eq!(metres, (first..first + days).collect::<Vec<_>>());
        };
        check(-5, 40);
        check(0, 1);
        check(15, 17);
        check(16, 16);
        check(30, 60);
        let mut days = looked.into_inner();
        let count = days.len();
        days.sort_unstable();
        days.dedup();
        assert_eq!(days.len(), count);
    }
}
