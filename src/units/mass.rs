//! What a track carries: axle load and train length.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{UnitError, scaled};
use super::quantity::Quantity;

/// Load of one axle, in kilograms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AxleLoad(u64);

impl FromStr for AxleLoad {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        scaled(text, "an axle load", &[("t", 1000), ("kg", 1)], "23.5 t").map(Self)
    }
}

impl fmt::Display for AxleLoad {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{} t", self.0 / 1000, (self.0 % 1000) / 100)
    }
}

/// Length of a train, in metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrainLength(u64);

impl FromStr for TrainLength {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        scaled(text, "a train length", &[("m", 1), ("km", 1000)], "1050 m").map(Self)
    }
}

impl fmt::Display for TrainLength {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} m", super::thousands(self.0))
    }
}

impl Quantity for AxleLoad {
    fn unit(self) -> Cow<'static, str> {
        "t".into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

impl Quantity for TrainLength {
    fn unit(self) -> Cow<'static, str> {
        "m".into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.0 as f64
    }
}
