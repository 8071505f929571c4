//! Track gauge, in millimetres.

use std::fmt;
use std::str::FromStr;

use super::parse::{UnitError, scaled};

/// Distance between the rails, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gauge(u16);

impl Gauge {
    /// From millimetres.
    pub const fn from_millimetres(millimetres: u16) -> Self {
        Self(millimetres)
    }

    /// In millimetres.
    pub const fn millimetres(self) -> u16 {
        self.0
    }

    /// Whether trains of one run on the other as they are, as between 1520 and 1524 mm.
    pub const fn is_nearly(self, other: Self) -> bool {
        self.0.abs_diff(other.0) < 10
    }
}

impl FromStr for Gauge {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let millimetres = scaled(text, "a gauge", &[("mm", 1), ("m", 1000)], "1520 mm")?;
        u16::try_from(millimetres).ok().filter(|gauge| (300..=3000).contains(gauge)).map(Self).ok_or_else(|| {
            UnitError::new(format!("no railway has a gauge of {millimetres} mm"), "write it like `1520 mm`")
        })
    }
}

impl fmt::Display for Gauge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} mm", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_gauges_that_exist() {
        assert_eq!("1520 mm".parse(), Ok(Gauge::from_millimetres(1520)));
        assert_eq!("1.435 m".parse(), Ok(Gauge::from_millimetres(1435)));
        assert!("15 mm".parse::<Gauge>().is_err());
    }
}
