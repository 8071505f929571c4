//! Plain numbers that are no quantity: factors and exponents.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{UnitError, number_and_unit};
use super::quantity::Quantity;

/// A number without a unit, in millionths; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(u64);

impl Ratio {
    /// In millionths.
    pub const fn micro(self) -> u64 {
        self.0
    }
}

impl FromStr for Ratio {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let wrong = || UnitError::new(format!("`{}` is no plain number", text.trim()), "write it like `1.5`");
        let (micro, unit) = number_and_unit(text, "1.5")?;
        let micro = u64::try_from(micro).map_err(|_| wrong())?;
        if unit.is_empty() { Ok(Self(micro)) } else { Err(wrong()) }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.number(*self))
    }
}

impl Quantity for Ratio {
    fn unit(self) -> Cow<'static, str> {
        "".into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.0 as f64 / 1e6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_plain_numbers() {
        assert_eq!("0.15".parse::<Ratio>().map(Ratio::micro), Ok(150_000));
        assert_eq!("4".parse::<Ratio>().unwrap().to_string(), "4");
        for text in ["15 %", "-1", "x"] {
            assert!(text.parse::<Ratio>().is_err(), "{text}");
        }
    }
}
