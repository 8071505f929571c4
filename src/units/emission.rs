//! Greenhouse gas in milligrams of CO2 equivalent, and how much of it moving a cargo unit over a kilometre sets free.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use super::parse::{UnitError, number_and_unit};
use super::quantity::Quantity;
use super::{CargoUnit, Distance};

/// A mass of CO2 equivalent, in milligrams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Emission(u64);

impl Emission {
    /// From milligrams.
    pub const fn from_milligrams(milligrams: u64) -> Self {
        Self(milligrams)
    }

    /// In milligrams.
    pub const fn milligrams(self) -> u64 {
        self.0
    }

    /// In kilograms, for output.
    #[allow(clippy::cast_precision_loss)]
    pub fn kg(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Add for Emission {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Emission {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

/// Grams of CO2 equivalent for one cargo unit over one kilometre, kept in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmissionFactor {
    milligrams: u64,
    unit: CargoUnit,
}

impl EmissionFactor {
    /// What one cargo unit is counted in.
    pub const fn unit(self) -> CargoUnit {
        self.unit
    }

    /// What moving one unit over `distance` sets free.
    pub fn over(self, distance: Distance) -> Emission {
        let milligrams = u128::from(self.milligrams) * u128::from(distance.metres()) / 1000;
        Emission(u64::try_from(milligrams).unwrap_or(u64::MAX))
    }
}

impl FromStr for EmissionFactor {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        const EXAMPLE: &str = "11.3 g/t-km";
        let (micro, unit) = number_and_unit(text, EXAMPLE)?;
        let wrong = |message: String| UnitError::new(message, "write it like `11.3 g/t-km` or `76 g/TEU-km`");
        let symbol = unit
            .strip_prefix("g/")
            .and_then(|unit| unit.strip_suffix("-km"))
            .ok_or_else(|| wrong(format!("`{}` is no mass of gas per cargo unit and kilometre", text.trim())))?;
        let milligrams = u64::try_from(micro / 1000).map_err(|_| wrong("a factor cannot be negative".into()))?;
        Ok(Self { milligrams, unit: symbol.parse()? })
    }
}

impl fmt::Display for EmissionFactor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", Quantity::number(*self, *self), Quantity::unit(*self))
    }
}

impl Quantity for EmissionFactor {
    fn unit(self) -> Cow<'static, str> {
        format!("g/{}-km", self.unit.symbol()).into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.milligrams as f64 / 1e3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_scale_with_distance_exactly() {
        let factor: EmissionFactor = "11.3 g/t-km".parse().unwrap();
        assert_eq!(factor.over(Distance::from_km(1000)), Emission::from_milligrams(11_300_000));
        assert_eq!(factor.to_string(), "11.3 g/t-km");
    }

    #[test]
    fn factors_need_mass_and_unit() {
        for text in ["11.3", "11.3 g", "11.3 kg/t-km", "11.3 g/t", "-1 g/t-km", "1 g/box-km"] {
            assert!(text.parse::<EmissionFactor>().is_err(), "{text}");
        }
    }
}
