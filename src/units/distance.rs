//! Lengths of ways (metres) and depths of water (millimetres).

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use super::parse::{UnitError, scaled};
use super::quantity::Quantity;
use super::thousands;

/// How far it is along a way, in whole metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Distance(u64);

impl Distance {
    /// Metres in an international nautical mile (exact; BIPM SI Brochure, table of non-SI units).
    pub const METRES_PER_NAUTICAL_MILE: u64 = 1852;

    /// From whole metres.
    pub const fn from_metres(metres: u64) -> Self {
        Self(metres)
    }

    /// From whole kilometres.
    pub const fn from_km(km: u64) -> Self {
        Self(km * 1000)
    }

    /// In whole metres.
    pub const fn metres(self) -> u64 {
        self.0
    }

    /// In kilometres, for output.
    #[allow(clippy::cast_precision_loss)]
    pub fn km(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// In nautical miles, for output.
    #[allow(clippy::cast_precision_loss)]
    pub fn nautical_miles(self) -> f64 {
        self.0 as f64 / Self::METRES_PER_NAUTICAL_MILE as f64
    }

    /// What is left after taking `other` away, or zero.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl FromStr for Distance {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        scaled(text, "a distance", &[("km", 1000), ("m", 1), ("nm", 1852)], "238 km").map(Self)
    }
}

impl fmt::Display for Distance {
    /// Whole kilometres with thousands separators; below ten, one decimal.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 10_000 && !self.0.is_multiple_of(1000) {
            write!(formatter, "{:.1} km", self.km())
        } else {
            write!(formatter, "{} km", thousands((self.0 + 500) / 1000))
        }
    }
}

impl Add for Distance {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Distance {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

/// A depth of water or a ship's draught, in whole millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Draught(u32);

impl Draught {
    /// In whole millimetres.
    pub const fn millimetres(self) -> u32 {
        self.0
    }

    /// What is left after taking `other` away, or zero.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl FromStr for Draught {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let millimetres = scaled(text, "a depth", &[("m", 1000), ("cm", 10), ("mm", 1)], "12.5 m")?;
        u32::try_from(millimetres)
            .map(Self)
            .map_err(|_| UnitError::new("a depth out of range", "write it like `12.5 m`"))
    }
}

impl fmt::Display for Draught {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{} m", self.0 / 1000, (self.0 % 1000) / 100)
    }
}

impl Quantity for Distance {
    fn unit(self) -> Cow<'static, str> {
        "km".into()
    }

    fn number(self, _: Self) -> f64 {
        self.km()
    }
}

impl Quantity for Draught {
    fn unit(self) -> Cow<'static, str> {
        "m".into()
    }

    fn number(self, _: Self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilometres_and_miles_are_exact() {
        assert_eq!("238 km".parse(), Ok(Distance::from_km(238)));
        assert_eq!("17.8 km".parse(), Ok(Distance::from_metres(17_800)));
        assert_eq!("847 nm".parse(), Ok(Distance::from_metres(847 * 1852)));
        assert!("-3 km".parse::<Distance>().is_err());
        assert!("3".parse::<Distance>().is_err());
        assert!("NaN km".parse::<Distance>().is_err());
    }

    #[test]
    fn prints_for_tables() {
        assert_eq!(Distance::from_km(9288).to_string(), "9,288 km");
        assert_eq!(Distance::from_metres(3300).to_string(), "3.3 km");
        assert_eq!("13 m".parse::<Draught>().map(|d| d.to_string()), Ok("13.0 m".into()));
    }
}
