//! Currencies, what a dollar buys of them, and what time is worth.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{MICRO, UnitError, number_and_unit};
use super::quantity::Quantity;
use super::{CargoUnit, Money};

/// A currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    /// US dollar.
    Usd,
    /// Russian rouble.
    Rub,
    /// Chinese yuan.
    Cny,
    /// Euro.
    Eur,
    /// Korean won.
    Krw,
    /// Japanese yen.
    Jpy,
}

impl Currency {
    /// All of them with their codes.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Usd, "USD"),
        (Self::Rub, "RUB"),
        (Self::Cny, "CNY"),
        (Self::Eur, "EUR"),
        (Self::Krw, "KRW"),
        (Self::Jpy, "JPY"),
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(currency, _)| *currency == self).map_or("", |(_, code)| code)
    }
}

impl FromStr for Currency {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        Self::ALL.iter().find(|(_, code)| *code == text.trim()).map(|(currency, _)| *currency).ok_or_else(|| {
            UnitError::new(
                format!("`{}` is not a currency", text.trim()),
                "currencies: `USD`, `RUB`, `CNY`, `EUR`, `KRW`, `JPY`",
            )
        })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// How much of a currency one US dollar buys, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExchangeRate {
    micro: u64,
    currency: Currency,
}

impl ExchangeRate {
    /// Of which currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// An amount of the currency in dollars, rounded to the nearest millionth.
    pub fn usd(self, amount: Money) -> Money {
        let rate = i128::from(self.micro);
        let micro = (i128::from(amount.micro()) * i128::from(MICRO) + rate / 2) / rate;
        Money::from_micro(i64::try_from(micro).unwrap_or(i64::MAX))
    }
}

impl FromStr for ExchangeRate {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        const HELP: &str = "write what one dollar buys, like `38.4 RUB/USD`";
        let (micro, unit) = number_and_unit(text, "38.4 RUB/USD")?;
        let code = unit
            .strip_suffix("/USD")
            .ok_or_else(|| UnitError::new(format!("`{}` is no exchange rate to the dollar", text.trim()), HELP))?;
        match u64::try_from(micro) {
            Ok(micro) if micro > 0 => Ok(Self { micro, currency: code.parse()? }),
            _ => Err(UnitError::new("an exchange rate is more than zero", HELP)),
        }
    }
}

impl fmt::Display for ExchangeRate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.number(*self), self.unit())
    }
}

impl Quantity for ExchangeRate {
    fn unit(self) -> Cow<'static, str> {
        format!("{}/USD", self.currency).into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.micro as f64 / 1e6
    }
}

/// What a day of one cargo unit is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeValue {
    a_day: Money,
    unit: CargoUnit,
}

impl TimeValue {
    /// What a day is worth.
    pub const fn a_day(self) -> Money {
        self.a_day
    }

    /// For one of what.
    pub const fn cargo_unit(self) -> CargoUnit {
        self.unit
    }
}

impl FromStr for TimeValue {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let (micro, unit) = number_and_unit(text, "25 USD/FEU-day")?;
        let wrong = || {
            UnitError::new(
                format!("`{}` does not say what a day is worth", text.trim()),
                "write it like `25 USD/FEU-day`",
            )
        };
        let symbol = unit.strip_prefix("USD/").and_then(|per| per.strip_suffix("-day")).ok_or_else(wrong)?;
        if micro < 0 {
            return Err(wrong());
        }
        Ok(Self { a_day: Money::from_micro(micro), unit: symbol.parse()? })
    }
}

impl fmt::Display for TimeValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.number(*self), Quantity::unit(*self))
    }
}

impl Quantity for TimeValue {
    fn unit(self) -> Cow<'static, str> {
        format!("USD/{}-day", self.unit.symbol()).into()
    }

    fn number(self, _: Self) -> f64 {
        self.a_day.usd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roubles_become_dollars_at_the_stated_rate() {
        let rate: ExchangeRate = "38.4 RUB/USD".parse().unwrap();
        assert_eq!(rate.usd(Money::from_micro(384_000_000)), Money::from_micro(10_000_000));
        assert_eq!(rate.to_string(), "38.4 RUB/USD");
        for text in ["38.4", "38.4 RUB", "0 RUB/USD", "-1 RUB/USD", "2 ZZZ/USD"] {
            assert!(text.parse::<ExchangeRate>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_worth_of_time_names_unit_and_day() {
        let value: TimeValue = "25 USD/FEU-day".parse().unwrap();
        assert_eq!((value.a_day(), value.cargo_unit()), (Money::from_micro(25_000_000), CargoUnit::Feu));
        for text in ["25 USD/FEU", "25 USD/day", "-2 USD/t-day", "25 EUR/t-day"] {
            assert!(text.parse::<TimeValue>().is_err(), "{text}");
        }
    }
}
