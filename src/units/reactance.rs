//! Reactance of power lines.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::Distance;
use super::parse::{UnitError, scaled};
use super::quantity::Quantity;

/// Reactance of a power line, in whole microohms: of all of it, or of each kilometre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reactance {
    microohms: u64,
    per_km: bool,
}

impl Reactance {
    /// Of a line of this length, in microohms.
    pub fn over(self, distance: Distance) -> u64 {
        if !self.per_km {
            return self.microohms;
        }
        let microohms = u128::from(self.microohms) * u128::from(distance.metres()) / 1000;
        u64::try_from(microohms).unwrap_or(u64::MAX)
    }
}

impl FromStr for Reactance {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let units = [("ohm/km", 1_000_000), ("ohm", 1_000_000)];
        let microohms = scaled(text, "a reactance", &units, "0.3 ohm/km")?;
        if microohms == 0 {
            return Err(UnitError::new("a reactance is more than zero", "write it like `0.3 ohm/km`"));
        }
        Ok(Self { microohms, per_km: text.trim_end().ends_with("/km") })
    }
}

impl fmt::Display for Reactance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.number(*self), self.unit())
    }
}

impl Quantity for Reactance {
    fn unit(self) -> Cow<'static, str> {
        if self.per_km { "ohm/km".into() } else { "ohm".into() }
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.microohms as f64 / 1e6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilometre_and_a_whole_line_are_told_apart() {
        let over = |text: &str| text.parse::<Reactance>().map(|found| found.over(Distance::from_km(200)));
        assert_eq!(over("0.28 ohm/km"), Ok(56_000_000));
        assert_eq!(over("56 ohm"), Ok(56_000_000));
        assert_eq!("0.28 ohm/km".parse::<Reactance>().unwrap().to_string(), "0.28 ohm/km");
        for text in ["0 ohm", "0.3", "-1 ohm", "0.3 ohm/m"] {
            assert!(text.parse::<Reactance>().is_err(), "{text}");
        }
    }
}
