//! Who uses which capacity, and how much of it there is for them, in whole parts.
//!
//! # Method
//! What is counted (million tonnes, trains) is an exact fraction of a unit of each cargo. The parts of a capacity are the
//! smallest that make all these whole, so nothing is rounded but what is left of the last part. Where some cargo may
//! use it on some of the days only, there are two capacities: one of all days for all, and one of those days for whoever
//! has no others.

use std::collections::BTreeMap;

use super::build::share_of;
use super::convert::{Ratio, conversion, gcd};
use super::limit::{Basis, Limit, LimitUnit, Limited};
use super::note::Note;
use super::period::{DaySet, Part};
use super::slots::{DAY_PARTS, OnDay, SlotId, Slots};
use crate::model::{CargoId, Network, Provenance};
use crate::units::CapacityUnit;

/// The most parts a capacity has: more than floating-point numbers tell apart would only look exact.
const MOST_PARTS: i64 = 1 << 52;

/// The finest parts that one thing counted is split into.
const FINEST: u64 = 1_000_000_000_000;

/// Who uses a capacity in a part of the period.
#[derive(Debug, Default)]
struct Users {
    /// On which days it can be used by somebody.
    days: DaySet,
    /// The different sets of days of those who use it.
    sets: Vec<DaySet>,
    cargoes: Vec<CargoId>,
}

/// Uses of capacities, as they are met.
#[derive(Debug)]
pub(super) struct Ledger {
    slots: usize,
    users: Vec<Option<Users>>,
}

/// Capacities that were made of them.
#[derive(Debug)]
pub(super) struct Settled {
    slots: usize,
    /// For each part and slot: days and capacity, that of all days first.
    capacities: Vec<Vec<(DaySet, u32)>>,
    /// For each part and slot what a unit of each cargo takes.
    weights: Vec<Vec<(CargoId, i64)>>,
    pub limits: Vec<Limit>,
    pub notes: Vec<Note>,
}

impl Ledger {
    pub fn new(parts: usize, slots: usize) -> Self {
        Self { slots, users: std::iter::repeat_with(|| None).take(parts * slots).collect() }
    }

    fn users(&mut self, part: usize, slot: SlotId) -> &mut Users {
        self.users[part * self.slots + slot as usize].get_or_insert_with(Users::default)
    }

    /// A cargo uses it on these days.
    pub fn uses(&mut self, part: usize, slot: SlotId, cargo: CargoId, days: &DaySet) {
        let users = self.users(part, slot);
        users.days = users.days.union(days);
        if !users.sets.contains(days) {
            users.sets.push(*days);
        }
        if !users.cargoes.contains(&cargo) {
            users.cargoes.push(cargo);
        }
    }

    /// It can be used on these days by a cargo that enters it.
    pub fn enters(&mut self, part: usize, slot: SlotId, cargo: CargoId, days: &DaySet) {
        let users = self.users(part, slot);
        users.days = users.days.union(days);
        if !users.cargoes.contains(&cargo) {
            users.cargoes.push(cargo);
        }
    }

    /// Counts what there is.
    pub fn settle(mut self, network: &Network, slots: &Slots<'_>, parts: &[Part], asked: &Asked) -> Settled {
        let count = self.users.len();
        let mut settled = Settled {
            slots: self.slots,
            capacities: vec![Vec::new(); count],
            weights: vec![Vec::new(); count],
            limits: Vec::new(),
            notes: Vec::new(),
        };
        for at in 0..count {
            if let Some(mut users) = self.users[at].take() {
                users.cargoes.sort_unstable();
                users.sets.sort_unstable();
                users.sets.retain(|set| *set != users.days);
                let (part, slot) = (at / self.slots, at % self.slots);
                settled.add(network, slots, (part, parts), slot, &users, asked);
            }
        }
        settled.notes.sort_unstable();
        settled.notes.dedup();
        settled
    }
}

/// Amounts in units of a cargo that the query itself gives, by slot: for the whole period.
pub(super) type Asked = BTreeMap<SlotId, (CargoId, i64)>;

impl Settled {
    /// What a step that is open on `days` takes of a slot with a unit of a cargo.
    pub fn taken(&self, part: usize, slot: SlotId, cargo: CargoId, days: Option<&DaySet>, into: &mut Vec<(u32, i64)>) {
        let at = part * self.slots + slot as usize;
        let weight = self.weights[at].iter().find(|(of, _)| *of == cargo).map_or(0, |(_, weight)| *weight);
        if weight == 0 {
            return;
        }
        for (index, (held, capacity)) in self.capacities[at].iter().enumerate() {
            if index == 0 || days.is_some_and(|days| held.covers(days)) {
                into.push((*capacity, weight));
            }
        }
    }

    fn add(
        &mut self,
        network: &Network,
        slots: &Slots<'_>,
        (index, parts): (usize, &[Part]),
        slot: usize,
        users: &Users,
        asked: &Asked,
    ) {
        let (of, part) = (slots.all[slot], &parts[index]);
        let at = index * self.slots + slot;
        if let Some((cargo, amount)) = u32::try_from(slot).ok().and_then(|slot| asked.get(&slot)) {
            self.weights[at] = vec![(*cargo, 1)];
            let share = share_of(*amount, parts, index);
            let limit = Limit {
                basis: Basis::Asked,
                unit: LimitUnit::Cargo(network.cargoes[*cargo].unit),
                available: share.clamp(0, MOST_PARTS),
                ..blank(of, index, part, part.days)
            };
            self.push(at, users.days, limit);
            return;
        }
        let Some(known) = self.days_known(slots, of, part, &users.days) else {
            self.notes.push(Note::NoCapacity(of));
            return;
        };
        let unit = known.unit;
        let gauges = slots.gauges(of);
        let mut per_unit: Vec<(CargoId, Ratio)> = Vec::new();
        let mut conversions: Vec<String> = Vec::new();
        for cargo in &users.cargoes {
            match conversion(network, &network.cargoes[*cargo], unit, gauges) {
                Some(conversion) => {
                    per_unit.push((*cargo, conversion.per_unit));
                    conversions.extend(conversion.because);
                }
                None => self.notes.push(Note::NoConversion { of, unit, cargo: *cargo }),
            }
        }
        if per_unit.is_empty() {
            return;
        }
        let (weights, scale) = whole_weights(&per_unit);
        self.weights[at] = weights;
        for days in std::iter::once(&users.days).chain(&users.sets) {
            let millionths: u128 =
                known.amounts.iter().filter(|(day, _)| days.contains(*day)).map(|(_, amount)| amount).sum();
            let millionths = millionths * u128::from(part.times);
            let available = scale.parts_of(millionths);
            #[allow(clippy::cast_precision_loss)]
            let limit = Limit {
                basis: known.first.basis,
                figure: Some(known.first.figure),
                spread: known.first.spread,
                stands_in: known.first.stands_in,
                provenance: known.first.provenance.clone(),
                conversions: conversions.clone(),
                unit: LimitUnit::Capacity(unit),
                available,
                parts_per_unit: scale.num as f64 / scale.den as f64,
                ..blank(of, index, part, days.len())
            };
            self.push(at, *days, limit);
        }
    }

    fn push(&mut self, at: usize, days: DaySet, limit: Limit) {
        let capacity = u32::try_from(self.limits.len()).unwrap_or(u32::MAX);
        self.capacities[at].push((days, capacity));
        self.limits.push(limit);
    }

    /// How much there is on each day on which it is open; none unless that is known of all of them.
    fn days_known<'n>(&mut self, slots: &Slots<'n>, of: Limited, part: &Part, days: &DaySet) -> Option<Known<'n>> {
        let open: Vec<u32> = days.iter().collect();
        let on = |day: &u32| slots.on_day(of, part.first.plus(day.cast_signed()));
        let unit = on(open.last()?)?.unit;
        let first = open.iter().find_map(on)?;
        let mut amounts = Vec::with_capacity(open.len());
        let mut changes = false;
        for day in &open {
            let found = on(day)?;
            changes |= found.unit != unit;
            amounts.push((*day, found.amount));
        }
        if changes {
            self.notes.push(Note::UnitChanges(of));
            let last = on(open.last()?)?;
            amounts.iter_mut().for_each(|(_, amount)| *amount = last.amount);
            return Some(Known { unit, first: last, amounts });
        }
        Some(Known { unit, first, amounts })
    }
}

/// What is known of a capacity on the days of a part.
struct Known<'n> {
    unit: CapacityUnit,
    first: OnDay<'n>,
    amounts: Vec<(u32, u128)>,
}

fn blank(of: Limited, index: usize, part: &Part, open_days: u32) -> Limit {
    Limit {
        of,
        part: index,
        basis: Basis::Given,
        figure: None,
        spread: None,
        stands_in: false,
        provenance: Provenance::default(),
        conversions: Vec::new(),
        unit: LimitUnit::Capacity(CapacityUnit::MegatonnesPerYear),
        open_days,
        available: 0,
        parts_per_unit: 1.0,
        counted_days: part.counted_days(),
    }
}

/// How many parts one thing counted has: a fraction.
#[derive(Debug, Clone, Copy)]
struct Scale {
    num: u64,
    den: u64,
}

impl Scale {
    /// So many millionths of [`DAY_PARTS`], in whole parts.
    fn parts_of(self, millionths: u128) -> i64 {
        let per = u128::from(self.den) * 1_000_000 * DAY_PARTS;
        let parts = millionths.checked_mul(u128::from(self.num)).map_or(u128::MAX, |product| product / per);
        i64::try_from(parts).unwrap_or(MOST_PARTS).min(MOST_PARTS)
    }
}

/// Whole numbers in the proportion of fractions, and by what they were multiplied.
fn whole_weights(per_unit: &[(CargoId, Ratio)]) -> (Vec<(CargoId, i64)>, Scale) {
    let common = per_unit.iter().try_fold(1_u64, |common, (_, ratio)| {
        (common / gcd(common, ratio.den)).checked_mul(ratio.den).filter(|common| *common <= FINEST)
    });
    // Where the exact parts would be too many, each cargo takes what it does, rounded up.
    let common = common.unwrap_or(FINEST);
    let raw = |ratio: &Ratio| (u128::from(ratio.num) * u128::from(common)).div_ceil(u128::from(ratio.den));
    let raw: Vec<(CargoId, u64)> =
        per_unit.iter().map(|(cargo, ratio)| (*cargo, u64::try_from(raw(ratio)).unwrap_or(u64::MAX))).collect();
    let divisor = raw.iter().fold(0, |divisor, (_, weight)| gcd(*weight, divisor)).max(1);
    let weights = raw.into_iter().map(|(cargo, weight)| (cargo, i64::try_from(weight / divisor).unwrap_or(i64::MAX)));
    (weights.collect(), Scale { num: common, den: divisor })
}
