//! Dates, half-open windows, seasons.
//!
//! A day is a count from 1970-01-01 in the proleptic Gregorian calendar; there are no time zones. An instant is a
//! count of minutes from the same midnight.

use std::fmt;
use std::str::FromStr;

use crate::units::UnitError;

/// Minutes in a day.
pub const MINUTES_PER_DAY: i64 = 1440;

/// A civil day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// From a count of days since 1970-01-01.
    pub const fn from_count(count: i32) -> Self {
        Self(count)
    }

    /// Days since 1970-01-01.
    pub const fn count(self) -> i32 {
        self.0
    }

    /// The day of a civil date, if there is one.
    ///
    /// # Source
    /// Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let shifted_year = if month <= 2 { year - 1 } else { year };
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let shifted_month = i32::try_from((month + 9) % 12).ok()?;
        let day_of_year = (153 * shifted_month + 2) / 5 + i32::try_from(day).ok()? - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month and day of the month.
    ///
    /// # Source
    /// As [`Day::from_civil`], `civil_from_days`.
    #[allow(clippy::cast_sign_loss)] // month and day are positive by construction
    pub fn civil(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u32, day as u32)
    }

    /// The day `days` later (earlier, if negative).
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// Its day of the week: 1 January 1970 was a Thursday.
    pub fn weekday(self) -> Weekday {
        let since_monday = (self.0 + 3).rem_euclid(7);
        Weekday::ALL[usize::try_from(since_monday).unwrap_or(0)]
    }

    /// Month and day of the month, which is what seasons ask for.
    pub fn day_of_year(self) -> DayOfYear {
        let (_, month, day) = self.civil();
        DayOfYear { month, day }
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        const HELP: &str = "write it like `2026-03-01`";
        let date: Date = text.parse().map_err(|error: UnitError| UnitError::new(error.message, HELP))?;
        if date.precision == Precision::Day {
            Ok(date.day)
        } else {
            Err(UnitError::new(format!("`{}` is not a whole date", text.trim()), HELP))
        }
    }
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// The day.
    Day,
    /// The month; the first of it stands for it.
    Month,
    /// The year; the first of January stands for it.
    Year,
}

/// A date as a source gives it: a day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    day: Day,
    precision: Precision,
}

impl Date {
    /// The first day it may mean.
    pub const fn first_day(self) -> Day {
        self.day
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self { day, precision: Precision::Day }
    }
}

impl FromStr for Date {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let text = text.trim();
        let wrong = |message: String| UnitError::new(message, "write a date like `2013-09-22`, `2013-09` or `2013`");
        let parts: Vec<&str> = text.split('-').collect();
        let shaped = parts
            .iter()
            .zip([4, 2, 2])
            .all(|(part, width)| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()));
        if !shaped || parts.len() > 3 {
            return Err(wrong(format!("`{text}` is not a date")));
        }
        let number = |index: usize| parts.get(index).and_then(|part| part.parse::<u32>().ok());
        let year = i32::try_from(number(0).unwrap_or(0)).unwrap_or(0);
        let precision = [Precision::Year, Precision::Month, Precision::Day][parts.len() - 1];
        Day::from_civil(year, number(1).unwrap_or(1), number(2).unwrap_or(1))
            .map(|day| Self { day, precision })
            .ok_or_else(|| wrong(format!("there is no date `{text}`")))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.day.civil();
        match self.precision {
            Precision::Day => self.day.fmt(formatter),
            Precision::Month => write!(formatter, "{year:04}-{month:02}"),
            Precision::Year => write!(formatter, "{year:04}"),
        }
    }
}

/// A half-open stretch of days, `[from, until)`; an open end has no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Window {
    /// First day in it.
    pub from: Option<Date>,
    /// First day after it.
    pub until: Option<Date>,
}

impl Window {
    /// All days there are.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// The first day in it; the beginning of time if it has none.
    pub fn start(&self) -> Day {
        self.from.map_or(Day::from_count(i32::MIN), Date::first_day)
    }

    /// The first day after it; the end of time if it has none.
    pub fn end(&self) -> Day {
        self.until.map_or(Day::from_count(i32::MAX), Date::first_day)
    }

    /// Whether `day` lies in it.
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from.day <= day) && self.until.is_none_or(|until| day < until.day)
    }

    /// Whether some day lies in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |a: &Self, b: &Self| match (a.from, b.until) {
            (Some(from), Some(until)) => from.day < until.day,
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }

    /// Whether no day lies in it.
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until.day <= from.day)
    }
}

impl fmt::Display for Window {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (None, None) => write!(formatter, "at all times"),
            (Some(from), None) => write!(formatter, "since {from}"),
            (None, Some(until)) => write!(formatter, "until {until}"),
            (Some(from), Some(until)) => write!(formatter, "{from} to {until}"),
        }
    }
}

/// A day of any year, such as 1 July.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayOfYear {
    month: u32,
    day: u32,
}

impl DayOfYear {
    /// This day in `year`; the first of March for 29 February where there is none.
    pub fn in_year(self, year: i32) -> Option<Day> {
        Day::from_civil(year, self.month, self.day).or_else(|| Day::from_civil(year, self.month + 1, 1))
    }
}

impl FromStr for DayOfYear {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        // 2000 is a leap year, so 02-29 is a day of some year.
        format!("2000-{}", text.trim())
            .parse::<Day>()
            .map(Day::day_of_year)
            .map_err(|_| UnitError::new(format!("`{}` is no day of the year", text.trim()), "write it like `07-01`"))
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        write!(formatter, "{} {}", self.day, MONTHS[self.month as usize - 1])
    }
}

/// A stretch of every year, `[from, until)`; it may pass New Year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Season {
    /// First day in it.
    pub from: DayOfYear,
    /// First day after it.
    pub until: DayOfYear,
}

impl Season {
    /// Whether `day` lies in it.
    pub fn contains(&self, day: Day) -> bool {
        self.contains_day(day.day_of_year())
    }

    /// Whether this day of every year lies in it.
    pub fn contains_day(&self, day: DayOfYear) -> bool {
        if self.from <= self.until {
            self.from <= day && day < self.until
        } else {
            self.from <= day || day < self.until
        }
    }
}

impl fmt::Display for Season {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} to {}", self.from, self.until)
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weekday(u8);

impl Weekday {
    /// Monday first.
    pub const ALL: [Self; 7] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];
    const NAMES: [&'static str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// How many days after Monday.
    pub const fn since_monday(self) -> u32 {
        self.0 as u32
    }

    /// `Mon`
    pub fn name(self) -> &'static str {
        Self::NAMES[usize::from(self.0)]
    }
}

impl FromStr for Weekday {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let found = Self::ALL.into_iter().find(|day| day.name().eq_ignore_ascii_case(text.trim()));
        found.ok_or_else(|| {
            UnitError::new(
                format!("`{}` is no day of the week", text.trim()),
                "write `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`",
            )
        })
    }
}

/// A moment, in minutes since 1970-01-01 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// Midnight at which `day` begins.
    pub fn start_of(day: Day) -> Self {
        Self(i64::from(day.0) * MINUTES_PER_DAY)
    }

    /// The moment `minutes` later.
    #[must_use]
    pub fn plus(self, minutes: u32) -> Self {
        Self(self.0 + i64::from(minutes))
    }

    /// The day it lies in.
    pub fn day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(MINUTES_PER_DAY)).unwrap_or(i32::MAX))
    }
}

impl fmt::Display for Instant {
    /// `2026-03-01T08:30`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minute = self.0.rem_euclid(MINUTES_PER_DAY);
        write!(formatter, "{}T{:02}:{:02}", self.day(), minute / 60, minute % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every day of four centuries agrees with jiff.
    #[test]
    fn civil_days_agree_with_jiff() {
        let epoch = jiff::civil::date(1970, 1, 1);
        for count in -80_000..80_000 {
            let day = Day::from_count(count);
            let (year, month, date) = day.civil();
            let expected = epoch.checked_add(jiff::Span::new().days(count)).unwrap();
            assert_eq!(day.to_string(), expected.to_string());
            assert_eq!(Day::from_civil(year, month, date), Some(day));
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in [
            "2026-02-30",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "26-01-01",
            "2026/01/01",
            "2026-1-1",
            "yesterday",
            "",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2024-02-29".parse::<Date>().is_ok());
        assert!("2024-02".parse::<Day>().is_err());
    }

    #[test]
    fn dates_print_as_written() {
        for text in ["2013-09-22", "2013-09", "2013"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn windows_are_half_open() {
        let window = Window { from: "2025-09-12".parse().ok(), until: "2025-09-25".parse().ok() };
        let on = |text: &str| window.contains(text.parse().unwrap());
        assert!(on("2025-09-12") && on("2025-09-24") && !on("2025-09-25") && !on("2025-09-11"));
        let next = Window { from: "2025-09-25".parse().ok(), until: None };
        assert!(!window.overlaps(&next) && window.overlaps(&Window::ALWAYS));
    }

    #[test]
    fn seasons_may_pass_new_year() {
        let winter = Season { from: "11-16".parse().unwrap(), until: "07-01".parse().unwrap() };
        let on = |text: &str| winter.contains(text.parse().unwrap());
        assert!(on("2026-02-01") && on("2026-11-16") && !on("2026-07-01") && !on("2026-09-01"));
    }
}
