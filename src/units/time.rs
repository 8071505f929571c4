//! Spans of time, in whole minutes.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use super::parse::{UnitError, scaled};
use super::quantity::Quantity;

/// A span of time, in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes(u32);

impl Minutes {
    /// From whole minutes.
    pub const fn new(minutes: u32) -> Self {
        Self(minutes)
    }

    /// As a number of minutes.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// In hours, for output.
    pub fn hours(self) -> f64 {
        f64::from(self.0) / 60.0
    }
}

impl FromStr for Minutes {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let minutes = scaled(text, "a time", &[("h", 60), ("d", 1440), ("min", 1)], "18 h")?;
        u32::try_from(minutes)
            .map(Self)
            .map_err(|_| UnitError::new(format!("`{}` is out of range", text.trim()), "write it like `18 h`"))
    }
}

impl fmt::Display for Minutes {
    /// `18 h`, `2 h 30 min` or, from two days on, `5.5 d`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0..60 => write!(formatter, "{} min", self.0),
            60..2880 => write!(formatter, "{} h", (self.0 + 30) / 60),
            _ => write!(formatter, "{:.1} d", f64::from(self.0) / 1440.0),
        }
    }
}

impl Add for Minutes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

/// Between which hours something is open each day, local time, closed-open; round the clock if both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpeningHours {
    /// Minutes of the day at which it opens.
    pub from: Minutes,
    /// Minutes of the day at which it closes; before `from` if it is open over midnight.
    pub until: Minutes,
}

impl FromStr for OpeningHours {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let wrong =
            || UnitError::new(format!("`{}` are no opening hours", text.trim()), "write them like `08:00-20:00`");
        let (from, until) = text.split_once('-').ok_or_else(wrong)?;
        Ok(Self { from: clock(from).ok_or_else(wrong)?, until: clock(until).ok_or_else(wrong)? })
    }
}

/// Minutes of the day that a clock shows: `08:30`, at most `24:00`.
fn clock(text: &str) -> Option<Minutes> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then(|| Minutes(hour * 60 + minute))
}

/// A time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock(pub Minutes);

impl FromStr for Clock {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        clock(text)
            .map(Self)
            .ok_or_else(|| UnitError::new(format!("`{}` is no time of the day", text.trim()), "write it like `16:00`"))
    }
}

impl fmt::Display for Clock {
    /// `16:00`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Minutes(minutes)) = self;
        write!(formatter, "{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl fmt::Display for OpeningHours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", Clock(self.from), Clock(self.until))
    }
}

impl Quantity for Minutes {
    fn unit(self) -> Cow<'static, str> {
        "h".into()
    }

    fn number(self, _: Self) -> f64 {
        self.hours()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_hours_are_read_as_clocks() {
        assert_eq!("08:00-20:00".parse::<OpeningHours>().map(|hours| hours.to_string()), Ok("08:00-20:00".into()));
        assert!("00:00-24:00".parse::<OpeningHours>().is_ok());
        for text in ["8-20", "08:00", "25:00-26:00", "08:60-09:00", ""] {
            assert!(text.parse::<OpeningHours>().is_err(), "{text}");
        }
    }
}
