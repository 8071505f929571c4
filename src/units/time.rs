//! Spans of time, in whole minutes.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use super::parse::{UnitError, scaled};

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
