//! Money in whole millionths of a US dollar, and prices per cargo unit.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use super::parse::{UnitError, number_and_unit};
use super::quantity::Quantity;
use super::{Currency, Distance, thousands};

/// An amount of US dollars, in whole millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// From millionths of a dollar.
    pub const fn from_micro(micro: i64) -> Self {
        Self(micro)
    }

    /// In millionths of a dollar.
    pub const fn micro(self) -> i64 {
        self.0
    }

    /// In dollars, for output.
    #[allow(clippy::cast_precision_loss)]
    pub fn usd(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dollars = u64::try_from((self.0 + 500_000) / 1_000_000).unwrap_or(0);
        write!(formatter, "USD {}", thousands(dollars))
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

/// What cargo is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CargoUnit {
    /// Forty-foot container.
    Feu,
    /// Twenty-foot container.
    Teu,
    /// Tonne.
    Tonne,
    /// Thousand cubic metres of gas.
    ThousandCubicMetres,
    /// Megawatt hour.
    MegawattHour,
}

impl CargoUnit {
    /// All of them with the unit as files write it.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Feu, "FEU"),
        (Self::Teu, "TEU"),
        (Self::Tonne, "t"),
        (Self::ThousandCubicMetres, "kcm"),
        (Self::MegawattHour, "MWh"),
    ];

    /// The unit as files write it.
    pub fn symbol(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, symbol)| symbol)
    }
}

impl FromStr for CargoUnit {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        Self::ALL.iter().find(|(_, symbol)| *symbol == text.trim()).map(|(unit, _)| *unit).ok_or_else(|| {
            UnitError::new(
                format!("`{}` is not a unit of cargo", text.trim()),
                "units: `FEU`, `TEU`, `t`, `kcm`, `MWh`",
            )
        })
    }
}

/// Money for one cargo unit, or for one cargo unit over one kilometre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price {
    amount: Money,
    currency: Currency,
    unit: CargoUnit,
    per_km: bool,
}

impl Price {
    /// In which currency it is.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// What one cargo unit is counted in.
    pub const fn unit(self) -> CargoUnit {
        self.unit
    }

    /// Whether the price is for each kilometre.
    pub const fn is_per_km(self) -> bool {
        self.per_km
    }

    /// The price of moving one cargo unit over `distance`, in its own currency; a flat price ignores it.
    pub fn over(self, distance: Distance) -> Money {
        if !self.per_km {
            return self.amount;
        }
        let micro = i128::from(self.amount.micro()) * i128::from(distance.metres()) / 1000;
        Money::from_micro(i64::try_from(micro).unwrap_or(i64::MAX))
    }
}

impl FromStr for Price {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        const EXAMPLE: &str = "329 USD/FEU";
        let (micro, unit) = number_and_unit(text, EXAMPLE)?;
        let wrong = |message: String| UnitError::new(message, "write it like `329 USD/FEU` or `0.61 USD/FEU-km`");
        let priced = unit.split_once('/').and_then(|(code, per)| Some((code.parse::<Currency>().ok()?, per)));
        let (currency, per) =
            priced.ok_or_else(|| wrong(format!("`{}` is no price in a known currency per cargo unit", text.trim())))?;
        let (symbol, per_km) = per.strip_suffix("-km").map_or((per, false), |symbol| (symbol, true));
        if micro < 0 {
            return Err(wrong("a price cannot be negative".into()));
        }
        Ok(Self { amount: Money::from_micro(micro), currency, unit: symbol.parse()?, per_km })
    }
}

impl PartialEq<Money> for Price {
    fn eq(&self, other: &Money) -> bool {
        self.amount == *other
    }
}

impl fmt::Display for Price {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let km = if self.per_km { "-km" } else { "" };
        write!(formatter, "{} {}/{}{km}", self.amount.usd(), self.currency, self.unit.symbol())
    }
}

impl Quantity for Price {
    fn unit(self) -> Cow<'static, str> {
        let km = if self.per_km { "-km" } else { "" };
        format!("{}/{}{km}", self.currency, self.unit.symbol()).into()
    }

    fn number(self, _: Self) -> f64 {
        self.amount.usd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_scale_with_distance_exactly() {
        let price: Price = "0.61 USD/FEU-km".parse().unwrap();
        assert_eq!(price.over(Distance::from_km(5430)), Money::from_micro(3_312_300_000));
        let flat: Price = "329 USD/FEU".parse().unwrap();
        assert_eq!(flat.over(Distance::from_km(5430)), Money::from_micro(329_000_000));
    }

    #[test]
    fn prices_need_currency_and_unit() {
        for text in ["329", "329 USD", "329 XAU/FEU", "329 USD/box", "-1 USD/t"] {
            assert!(text.parse::<Price>().is_err(), "{text}");
        }
    }
}
