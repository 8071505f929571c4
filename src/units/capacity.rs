//! How much can pass: an amount of something per time.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{UnitError, number_and_unit};
use super::quantity::Quantity;

/// What a capacity counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CapacityUnit {
    /// Million tonnes a year.
    MegatonnesPerYear,
    /// Trains a day, both directions.
    TrainsPerDay,
    /// Pairs of trains a day.
    PairsPerDay,
    /// Twenty-foot containers a year.
    TeuPerYear,
    /// Billion cubic metres a year.
    BcmPerYear,
    /// Megawatts.
    Megawatts,
    /// Vehicles a day.
    VehiclesPerDay,
}

impl CapacityUnit {
    const ALL: [(Self, &'static str); 7] = [
        (Self::MegatonnesPerYear, "Mt/yr"),
        (Self::TrainsPerDay, "trains/day"),
        (Self::PairsPerDay, "pairs/day"),
        (Self::TeuPerYear, "TEU/yr"),
        (Self::BcmPerYear, "bcm/yr"),
        (Self::Megawatts, "MW"),
        (Self::VehiclesPerDay, "vehicles/day"),
    ];

    /// The unit as files write it.
    pub fn symbol(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, symbol)| symbol)
    }

    /// Whether it counts both directions together, where nobody says otherwise.
    pub const fn counts_both_directions(self) -> bool {
        matches!(self, Self::TrainsPerDay | Self::VehiclesPerDay)
    }
}

/// An amount per time, in millionths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Capacity {
    micro: u64,
    unit: CapacityUnit,
}

impl Capacity {
    /// What it counts.
    pub const fn unit(self) -> CapacityUnit {
        self.unit
    }

    /// From millionths of a unit.
    pub const fn from_micro(micro: u64, unit: CapacityUnit) -> Self {
        Self { micro, unit }
    }

    /// How much, in millionths of its unit.
    pub const fn micro(self) -> u64 {
        self.micro
    }
}

impl FromStr for Capacity {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let (micro, symbol) = number_and_unit(text, "35 Mt/yr")?;
        let units = || CapacityUnit::ALL.map(|(_, symbol)| format!("`{symbol}`")).join(", ");
        let unit =
            CapacityUnit::ALL.iter().find(|(_, known)| *known == symbol).map(|(unit, _)| *unit).ok_or_else(|| {
                let message = match symbol {
                    "mt/yr" => "`mt` could mean million or metric tonnes".into(),
                    "" => "a unit is missing".into(),
                    _ => format!("`{symbol}` is not a unit of capacity"),
                };
                UnitError::new(message, format!("write it like `35 Mt/yr`; units: {}", units()))
            })?;
        let micro = u64::try_from(micro)
            .map_err(|_| UnitError::new("a capacity cannot be negative", "write it like `35 Mt/yr`"))?;
        Ok(Self { micro, unit })
    }
}

impl fmt::Display for Capacity {
    #[allow(clippy::cast_precision_loss)]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.micro / 1_000_000, self.micro % 1_000_000);
        if part == 0 {
            write!(formatter, "{} {}", super::thousands(whole), self.unit.symbol())
        } else {
            write!(formatter, "{} {}", self.micro as f64 / 1e6, self.unit.symbol())
        }
    }
}

impl Quantity for Capacity {
    fn unit(self) -> Cow<'static, str> {
        self.unit.symbol().into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.micro as f64 / 1e6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_apart() {
        assert_eq!("555,000 TEU/yr".parse::<Capacity>().unwrap().to_string(), "555,000 TEU/yr");
        assert_eq!("4.5 Mt/yr".parse::<Capacity>().unwrap().to_string(), "4.5 Mt/yr");
        assert!("35 mt/yr".parse::<Capacity>().unwrap_err().message.contains("metric"));
    }
}
