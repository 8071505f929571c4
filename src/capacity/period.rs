//! Over which days is something counted?

use crate::calendar::Day;

/// The longest part of a period, in days.
pub(super) const MOST_DAYS: usize = 366;

/// The time over which amounts are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A year whose every day is like this one.
    AsOn(Day),
    /// The twelve months from this day on, as one: what is open on part of the days has its capacity in proportion.
    Year(Day),
    /// The month from this day on.
    Month(Day),
    /// The twelve months from this day on, each by itself, joined by storage.
    Months(Day),
}

impl Period {
    /// The calendar year, as one; none if there is no such year.
    pub fn calendar_year(year: i32) -> Option<Self> {
        Day::from_civil(year, 1, 1).map(Self::Year)
    }

    /// The parts that are counted each by itself.
    pub fn parts(self) -> Vec<Part> {
        match self {
            Self::AsOn(day) => vec![Part { first: day, days: 1, times: days_in_year(day) }],
            Self::Year(day) => vec![Part::between(day, months_after(day, 12))],
            Self::Month(day) => vec![Part::between(day, months_after(day, 1))],
            Self::Months(day) => {
                (0..12).map(|month| Part::between(months_after(day, month), months_after(day, month + 1))).collect()
            }
        }
    }

    /// The first day that is looked at.
    pub fn first_day(self) -> Day {
        match self {
            Self::AsOn(day) | Self::Year(day) | Self::Month(day) | Self::Months(day) => day,
        }
    }
}

/// A stretch of days whose amounts are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its first day.
    pub first: Day,
    /// How many days it has.
    pub days: u32,
    /// How often each of them counts: once, but for a day that stands for a year.
    pub times: u32,
}

impl Part {
    fn between(first: Day, end: Day) -> Self {
        let days = u32::try_from(end.count() - first.count()).unwrap_or(0);
        Self { first, days, times: 1 }
    }

    /// How many days' traffic it counts.
    pub fn counted_days(&self) -> u32 {
        self.days * self.times
    }

    /// Its days, in order.
    pub fn iter(&self) -> impl Iterator<Item = Day> + use<> {
        let first = self.first;
        (0..i32::try_from(self.days).unwrap_or(0)).map(move |days| first.plus(days))
    }
}

/// How many days the calendar year has that `day` lies in.
pub(super) fn days_in_year(day: Day) -> u32 {
    let (year, ..) = day.civil();
    match (Day::from_civil(year, 1, 1), Day::from_civil(year, 12, 31)) {
        (Some(first), Some(last)) => u32::try_from(last.count() - first.count() + 1).unwrap_or(365),
        _ => 365,
    }
}

/// The same day of a later month; its last day if it has no such day.
fn months_after(day: Day, months: i32) -> Day {
    let (year, month, date) = day.civil();
    let count = i32::try_from(month).unwrap_or(1) - 1 + months;
    let (year, month) = (year + count.div_euclid(12), u32::try_from(count.rem_euclid(12) + 1).unwrap_or(1));
    (1..=date).rev().find_map(|date| Day::from_civil(year, month, date)).unwrap_or(day)
}

/// Some days of a part, each a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct DaySet([u64; MOST_DAYS.div_ceil(64)]);

impl DaySet {
    /// Adds the days from `from` until before `until`, counted from the part's first.
    pub fn add(&mut self, from: u32, until: u32) {
        for day in from..until.min(64 * u32::try_from(self.0.len()).unwrap_or(0)) {
            if let Some(word) = self.0.get_mut((day / 64) as usize) {
                *word |= 1 << (day % 64);
            }
        }
    }

    /// The first so many days.
    pub fn first(days: u32) -> Self {
        let mut set = Self::default();
        set.add(0, days);
        set
    }

    pub fn contains(&self, day: u32) -> bool {
        self.0.get((day / 64) as usize).is_some_and(|word| word & (1 << (day % 64)) != 0)
    }

    pub fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether every day of `other` is in it.
    pub fn covers(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, other)| other & !mine == 0)
    }

    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, other)| *mine |= other);
        self
    }

    #[must_use]
    pub fn intersection(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, other)| *mine &= other);
        self
    }

    /// Its days in order, counted from the part's first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..64 * u32::try_from(self.0.len()).unwrap_or(0)).filter(|day| self.contains(*day))
    }

    /// The day with as many of them before as after it.
    pub fn median(&self) -> Option<u32> {
        self.iter().nth((self.len().saturating_sub(1) / 2) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn months_end_where_the_next_begin() {
        let parts = Period::Months(day("2024-01-31")).parts();
        assert_eq!(parts.len(), 12);
        assert!(parts.windows(2).all(|pair| pair[0].first.plus(pair[0].days.cast_signed()) == pair[1].first));
        assert_eq!(parts[1].first, day("2024-02-29"));
        assert_eq!(parts.iter().map(Part::counted_days).sum::<u32>(), 366);
    }

    #[test]
    fn a_day_stands_for_its_calendar_year() {
        let counted = |text| Period::AsOn(day(text)).parts().iter().map(Part::counted_days).sum::<u32>();
        assert_eq!((counted("2024-06-01"), counted("2023-06-01")), (366, 365));
    }

    #[test]
    fn sets_of_days() {
        let mut set = DaySet::default();
        set.add(60, 70);
        assert_eq!((set.len(), set.median(), set.contains(63), set.contains(70)), (10, Some(64), true, false));
        assert!(DaySet::first(366).covers(&set) && !set.covers(&DaySet::first(366)));
        assert_eq!(set.intersection(&DaySet::first(62)).iter().collect::<Vec<_>>(), [60, 61]);
        assert_eq!((DaySet::default().len(), DaySet::default().median()), (0, None));
    }
}
