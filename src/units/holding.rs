//! What keeping a unit of cargo in a store costs.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{UnitError, number_and_unit};
use super::quantity::Quantity;
use super::{CargoUnit, Money};

/// What keeping one cargo unit for a month costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HoldingCost {
    a_month: Money,
    unit: CargoUnit,
}

impl HoldingCost {
    /// What a month costs.
    pub const fn a_month(self) -> Money {
        self.a_month
    }

    /// For one of what.
    pub const fn cargo_unit(self) -> CargoUnit {
        self.unit
    }
}

impl FromStr for HoldingCost {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let (micro, unit) = number_and_unit(text, "3 USD/t-month")?;
        let wrong = || {
            let message = format!("`{}` does not say what a month in store costs", text.trim());
            UnitError::new(message, "write it like `3 USD/t-month`")
        };
        let symbol = unit.strip_prefix("USD/").and_then(|per| per.strip_suffix("-month")).ok_or_else(wrong)?;
        if micro < 0 {
            return Err(wrong());
        }
        Ok(Self { a_month: Money::from_micro(micro), unit: symbol.parse()? })
    }
}

impl fmt::Display for HoldingCost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.number(*self), Quantity::unit(*self))
    }
}

impl Quantity for HoldingCost {
    fn unit(self) -> Cow<'static, str> {
        format!("USD/{}-month", self.unit.symbol()).into()
    }

    fn number(self, _: Self) -> f64 {
        self.a_month.usd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_storing_costs_names_unit_and_month() {
        let cost: HoldingCost = "0.5 USD/t-month".parse().unwrap();
        assert_eq!((cost.a_month(), cost.cargo_unit()), (Money::from_micro(500_000), CargoUnit::Tonne));
        assert_eq!(cost.to_string(), "0.5 USD/t-month");
        for text in ["3 USD/t", "3 USD/t-day", "-3 USD/t-month", "3 EUR/t-month"] {
            assert!(text.parse::<HoldingCost>().is_err(), "{text}");
        }
    }
}
