//! Speeds, in whole metres a day, so that km/day, km/h and knots are all exact.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{UnitError, scaled};
use super::quantity::Quantity;
use super::{Distance, Minutes};

const MINUTES_PER_DAY: u64 = 1440;

/// A speed over ground, in whole metres a day, stops included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Speed(u64);

impl Speed {
    /// One knot: 24 nautical miles a day.
    pub const KNOT: Self = Self(24 * Distance::METRES_PER_NAUTICAL_MILE);

    /// From metres a day.
    pub const fn from_metres_per_day(metres: u64) -> Self {
        Self(metres)
    }

    /// In metres a day.
    pub const fn metres_per_day(self) -> u64 {
        self.0
    }

    /// How long `distance` takes, rounded up to a minute; `None` at a standstill.
    pub fn time_for(self, distance: Distance) -> Option<Minutes> {
        if self.0 == 0 {
            return None;
        }
        let minutes = (distance.metres() * MINUTES_PER_DAY).div_ceil(self.0);
        u32::try_from(minutes).ok().map(Minutes::new)
    }

    /// Whether it is a multiple of half a knot, as the speeds of ships are.
    fn is_in_knots(self) -> bool {
        self.0.is_multiple_of(Self::KNOT.0 / 2) && self.0 > 0
    }

    /// In knots, for output.
    #[allow(clippy::cast_precision_loss)]
    pub fn knots(self) -> f64 {
        self.0 as f64 / Self::KNOT.0 as f64
    }
}

impl FromStr for Speed {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let units = [("km/day", 1000), ("km/h", 24_000), ("kn", i128::from(Self::KNOT.0))];
        scaled(text, "a speed", &units, "1058 km/day").map(Self)
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_in_knots() {
            write!(formatter, "{} kn", self.knots())
        } else {
            write!(formatter, "{} km/day", super::thousands(self.0 / 1000))
        }
    }
}

impl Quantity for Speed {
    fn unit(self) -> Cow<'static, str> {
        if self.is_in_knots() { "kn".into() } else { "km/day".into() }
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, like: Self) -> f64 {
        if like.is_in_knots() { self.knots() } else { self.0 as f64 / 1000.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_rounded_up_and_never_infinite() {
        let speed: Speed = "24 km/h".parse().unwrap();
        assert_eq!(speed.time_for(Distance::from_km(24)), Some(Minutes::new(60)));
        assert_eq!(speed.time_for(Distance::from_metres(24_001)), Some(Minutes::new(61)));
        assert_eq!(Speed::default().time_for(Distance::from_km(1)), None);
    }

    #[test]
    fn knots_are_exact() {
        let speed: Speed = "12.5 kn".parse().unwrap();
        assert_eq!(speed.metres_per_day(), 12 * 24 * 1852 + 12 * 1852);
        assert_eq!(speed.to_string(), "12.5 kn");
    }
}
