//! Who uses which capacity, and how much of it there is for them, in whole parts.
//!
//! # Method
//! What a unit of each cargo takes is an exact fraction of what is counted (million tonnes, trains). The parts of a
//! capacity are the largest of which every cargo takes a whole number, so nothing is rounded but the rest that no whole unit
//! of any cargo would fill. Where some cargo may
//! use it on some of the days only, there are two capacities: one of all days for all, and one of those days for whoever
//! has no others.

use std::collections::BTreeMap;

use super::build::share_of;
use super::convert::{Ratio, conversion, gcd};
use super::limit::{Basis, Limit, LimitUnit, Limited};
use super::note::Note;
use super::period::{DaySet, Part};
use super::rates::{DAY_PARTS, OnDay};
use super::slots::{SlotId, Slots};
use crate::model::{CargoId, Provenance};
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
        if !users.sets.contains(days) {
            users.sets.push(*days);
        }
        self.enters(part, slot, cargo, days);
    }

    /// It can be used on these days by a cargo that enters it, on whichever of them.
    pub fn enters(&mut self, part: usize, slot: SlotId, cargo: CargoId, days: &DaySet) {
        let users = self.users(part, slot);
        users.days = users.days.union(days);
        if !users.cargoes.contains(&cargo) {
            users.cargoes.push(cargo);
        }
    }

    /// Counts what there is.
    pub fn settle(mut self, slots: &Slots<'_>, parts: &[Part], asked: &Asked) -> Settled {
        let count = self.users.len();
        self.gather(slots, parts);
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
                let slot = u32::try_from(at % self.slots).unwrap_or(u32::MAX);
                settled.add(slots, (at / self.slots, parts), slot, &users, asked);
            }
        }
        settled.share_scopes(slots, parts);
        settled.notes.sort_unstable();
        settled.notes.dedup();
        settled
    }

    /// Puts together who uses a quota in any part of its year or quarter.
    fn gather(&mut self, slots: &Slots<'_>, parts: &[Part]) {
        for (slot, of) in (0..).zip(&slots.all).filter(|(_, of)| matches!(of, Limited::Quota(_))) {
            for part in 0..parts.len() {
                let first = scope(slots, *of, parts, part);
                let Some(users) = self.users[part * self.slots + slot as usize].take() else { continue };
                for cargo in &users.cargoes {
                    self.enters(first, slot, *cargo, &users.days);
                }
            }
        }
    }
}

/// Amounts in units of a cargo that the query itself gives, by slot: for the whole period.
pub(super) type Asked = BTreeMap<SlotId, (CargoId, i64)>;

impl Settled {
    /// Lets a quota be found from every part of its year or quarter.
    fn share_scopes(&mut self, slots: &Slots<'_>, parts: &[Part]) {
        for (slot, of) in slots.all.iter().enumerate().filter(|(_, of)| matches!(of, Limited::Quota(_))) {
            for part in 0..parts.len() {
                let (here, there) = (part * self.slots + slot, scope(slots, *of, parts, part) * self.slots + slot);
                if here != there {
                    self.capacities[here] = self.capacities[there].clone();
                    self.weights[here] = self.weights[there].clone();
                }
            }
        }
    }

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

    fn add(&mut self, slots: &Slots<'_>, (index, parts): (usize, &[Part]), slot: SlotId, users: &Users, asked: &Asked) {
        let network = slots.rates.network;
        let of = slots.all[slot as usize];
        let at = index * self.slots + slot as usize;
        let part = &parts[index];
        if let Some((cargo, amount)) = asked.get(&slot) {
            self.weights[at] = vec![(*cargo, 1)];
            let available = share_of(*amount, parts, index).clamp(0, MOST_PARTS);
            let unit = LimitUnit::Cargo(network.cargoes[*cargo].unit);
            let limit = Limit { basis: Basis::Asked, unit, available, ..blank(of, index, part, part.days) };
            self.push(at, users.days, Limit { low_high: (available, available), ..limit });
            return;
        }
        let Some(known) = self.known(slots, of, (index, parts), &users.days) else { return };
        let mut per_unit: Vec<(CargoId, Ratio)> = Vec::new();
        let mut conversions: Vec<String> = Vec::new();
        for cargo in &users.cargoes {
            match conversion(network, &network.cargoes[*cargo], known.first.unit, of) {
                Some(conversion) => {
                    per_unit.push((*cargo, conversion.per_unit));
                    conversions.extend(conversion.because);
                }
                None => self.notes.push(Note::NoConversion { of, unit: known.first.unit, cargo: *cargo }),
            }
        }
        if per_unit.is_empty() {
            return;
        }
        let (weights, scale) = whole_weights(&per_unit);
        self.weights[at] = weights;
        for days in std::iter::once(&users.days).chain(&users.sets) {
            let open = known.amounts.iter().filter(|(day, _)| day.is_none_or(|day| days.contains(day)));
            let millionths: u128 = open.map(|(_, amount)| amount).sum();
            let at_ratio = |ratio: u64| scale.parts_of(millionths.saturating_mul(u128::from(ratio)) / 1_000_000);
            let (low, high) = known.first.told.ratios;
            #[allow(clippy::cast_precision_loss)]
            let limit = Limit {
                basis: known.first.basis,
                figure: Some(known.first.told.figure.clone()),
                spread: known.first.told.spread.clone(),
                stands_in: known.first.stands_in,
                provenance: known.first.provenance.clone(),
                conversions: conversions.clone(),
                unit: known.first.unit,
                available: scale.parts_of(millionths),
                low_high: (at_ratio(low), at_ratio(high)),
                parts_per_unit: scale.num as f64 / scale.den as f64,
                counted_days: known.counted_days,
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
    fn known<'n>(
        &mut self,
        slots: &Slots<'n>,
        of: Limited,
        (index, parts): (usize, &[Part]),
        days: &DaySet,
    ) -> Option<Known<'n>> {
        let part = &parts[index];
        let rates = &slots.rates;
        let on = |day: u32| rates.on_day(of, part.first.plus(day.cast_signed()));
        match of {
            Limited::Storage(_) => {
                // What lies there over the end of the part.
                let first = on(part.days.saturating_sub(1))?;
                let amounts = vec![(None, first.amount)];
                Some(Known { first, amounts, counted_days: part.counted_days() })
            }
            Limited::Quota(_) => {
                let mut all = 0;
                let mut counted_days = 0;
                let same = (0..parts.len()).filter(|other| scope(slots, of, parts, *other) == index);
                for part in same.map(|other| &parts[other]) {
                    counted_days += part.counted_days();
                    for day in part.iter() {
                        let Some(found) = rates.on_day(of, day) else {
                            self.notes.push(Note::QuotaInPart(of));
                            return None;
                        };
                        all += found.amount * u128::from(part.times);
                    }
                }
                Some(Known { first: on(0)?, amounts: vec![(None, all)], counted_days })
            }
            _ => {
                let open: Vec<u32> = days.iter().collect();
                let found: Option<Vec<OnDay<'n>>> = open.iter().map(|day| on(*day)).collect();
                let Some(mut found) = found.filter(|found| !found.is_empty()) else {
                    self.notes.push(Note::NoCapacity(of));
                    return None;
                };
                let last = found.len() - 1;
                let unit = found[last].unit;
                let amount_of = |at: usize| if found[at].unit == unit { found[at].amount } else { found[last].amount };
                let times = u128::from(part.times);
                let amounts = open.iter().enumerate().map(|(at, day)| (Some(*day), amount_of(at) * times)).collect();
                let first = if found[0].unit == unit {
                    found.swap_remove(0)
                } else {
                    self.notes.push(Note::UnitChanges(of));
                    found.swap_remove(last)
                };
                Some(Known { first, amounts, counted_days: part.counted_days() })
            }
        }
    }
}

/// In which part of the period a capacity is counted that is used in `part`: a quota of a year or a quarter in the first
/// part of that year or quarter.
fn scope(slots: &Slots<'_>, of: Limited, parts: &[Part], part: usize) -> usize {
    let Limited::Quota(rule) = of else { return part };
    let first = parts[part].first;
    let limit = slots.rates.network.restrictions[rule].limit.as_ref();
    let months = limit.map_or(12, |limit| limit.on(first).figure.typ.per().months());
    // Twelve months are a year wherever they begin.
    let same = |other: &Part| {
        let ((year, month, _), (other_year, other_month, _)) = (first.civil(), other.first.civil());
        months >= 12 || (year == other_year && (month - 1) / months == (other_month - 1) / months)
    };
    parts.iter().position(same).unwrap_or(part)
}

/// What is known of a capacity on the days of a part.
struct Known<'n> {
    /// On the first day that counts.
    first: OnDay<'n>,
    /// For each day how much there is, in [`OnDay::amount`]; without a day if it does not depend on that.
    amounts: Vec<(Option<u32>, u128)>,
    counted_days: u32,
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
        low_high: (0, 0),
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
