//! How much of something there is: what a store holds, and what a quota allows in a period.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{MICRO, UnitError, number_and_unit};
use super::quantity::Quantity;
use super::thousands;

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AmountUnit {
    /// Tonnes.
    Tonne,
    /// Twenty-foot containers.
    Teu,
    /// Cubic metres of a liquid, LNG included.
    CubicMetre,
    /// Barrels of 42 US gallons.
    Barrel,
    /// Thousand cubic metres of gas.
    ThousandCubicMetres,
    /// Megawatt hours.
    MegawattHour,
}

/// Units as files write them, each with what it counts and how many of these it is.
const UNITS: [(&str, AmountUnit, u64); 10] = [
    ("t", AmountUnit::Tonne, 1),
    ("kt", AmountUnit::Tonne, 1000),
    ("Mt", AmountUnit::Tonne, 1_000_000),
    ("TEU", AmountUnit::Teu, 1),
    ("m3", AmountUnit::CubicMetre, 1),
    ("bbl", AmountUnit::Barrel, 1),
    ("kcm", AmountUnit::ThousandCubicMetres, 1),
    ("bcm", AmountUnit::ThousandCubicMetres, 1_000_000),
    ("MWh", AmountUnit::MegawattHour, 1),
    ("GWh", AmountUnit::MegawattHour, 1000),
];

/// An amount of something, in millionths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    micro: u64,
    unit: AmountUnit,
}

impl Amount {
    /// What it counts.
    pub const fn unit(self) -> AmountUnit {
        self.unit
    }

    /// How much, in millionths of its unit.
    pub const fn micro(self) -> u64 {
        self.micro
    }

    /// The largest unit in which it is one or more.
    fn shown(self) -> (&'static str, u64) {
        let fits = |size: u64| size == 1 || (size >= 1_000_000 && self.micro / 1_000_000 >= size);
        let of_kind = UNITS.iter().rev().filter(|(_, kind, _)| *kind == self.unit);
        of_kind.map(|(symbol, _, size)| (*symbol, *size)).find(|(_, size)| fits(*size)).unwrap_or(("t", 1))
    }
}

impl FromStr for Amount {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        const HELP: &str = "write it like `500000 t`";
        let (micro, symbol) = number_and_unit(text, "500000 t")?;
        let Some((_, unit, size)) = UNITS.iter().find(|(known, ..)| *known == symbol) else {
            let known = UNITS.map(|(symbol, ..)| format!("`{symbol}`")).join(", ");
            return Err(UnitError::new(
                format!("`{symbol}` is not a unit of an amount"),
                format!("{HELP}; units: {known}"),
            ));
        };
        let micro = u64::try_from(micro).map_err(|_| UnitError::new("an amount cannot be negative", HELP))?;
        let micro = micro
            .checked_mul(*size)
            .ok_or_else(|| UnitError::new(format!("`{}` is out of range", text.trim()), HELP))?;
        Ok(Self { micro, unit: *unit })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (symbol, size) = self.shown();
        let in_one = size * MICRO.unsigned_abs();
        let digits = in_one.ilog10() as usize;
        let fraction = format!("{:0digits$}", self.micro % in_one);
        match fraction.trim_end_matches('0') {
            "" => write!(formatter, "{} {symbol}", thousands(self.micro / in_one)),
            fraction => write!(formatter, "{}.{fraction} {symbol}", thousands(self.micro / in_one)),
        }
    }
}

impl Quantity for Amount {
    fn unit(self) -> Cow<'static, str> {
        self.shown().0.into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, like: Self) -> f64 {
        self.micro as f64 / (like.shown().1 as f64 * 1e6)
    }
}

/// For how long a quota holds before it begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotaPeriod {
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

impl QuotaPeriod {
    const ALL: [(Self, &'static str); 3] = [(Self::Month, "month"), (Self::Quarter, "quarter"), (Self::Year, "yr")];

    /// How many months it lasts.
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(period, _)| *period == self).map_or("", |(_, word)| word)
    }
}

/// How much may pass in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quota {
    amount: Amount,
    per: QuotaPeriod,
}

impl Quota {
    /// How much.
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// In which period.
    pub const fn per(self) -> QuotaPeriod {
        self.per
    }
}

impl FromStr for Quota {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let split = text.rsplit_once('/').and_then(|(amount, per)| {
            let per = QuotaPeriod::ALL.iter().find(|(_, word)| *word == per.trim());
            per.map(|(per, _)| (amount, *per))
        });
        let (amount, per) = split.ok_or_else(|| {
            UnitError::new(
                format!("`{}` does not say how much in which period", text.trim()),
                "write it like `500000 bbl/yr`; periods: `month`, `quarter`, `yr`",
            )
        })?;
        Ok(Self { amount: amount.parse()?, per })
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.amount, self.per.word())
    }
}

impl Quantity for Quota {
    fn unit(self) -> Cow<'static, str> {
        format!("{}/{}", Quantity::unit(self.amount), self.per.word()).into()
    }

    fn number(self, like: Self) -> f64 {
        self.amount.number(like.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<T: FromStr<Err = UnitError> + fmt::Display>(text: &str) -> String {
        text.parse::<T>().map_or_else(|error| error.to_string(), |value| value.to_string())
    }

    #[test]
    fn amounts_print_in_the_largest_unit_that_fits() {
        for (written, printed) in [
            ("525000 t", "525,000 t"),
            ("7500 kt", "7.5 Mt"),
            ("0.5 Mt", "500,000 t"),
            ("1.25 bcm", "1.25 bcm"),
            ("300000 kcm", "300,000 kcm"),
            ("160000 m3", "160,000 m3"),
            ("12.5 GWh", "12,500 MWh"),
            ("4 000 000 bbl", "4,000,000 bbl"),
        ] {
            assert_eq!(told::<Amount>(written), printed);
            assert_eq!(told::<Amount>(printed), printed);
        }
        assert!(told::<Amount>("5 mt").contains("`Mt`"));
        assert!(told::<Amount>("-5 t").contains("negative"));
        assert!(told::<Amount>("9000000000000 bcm").contains("out of range"));
    }

    #[test]
    fn quotas_say_in_which_period() {
        let quota: Quota = "500000 bbl/quarter".parse().unwrap();
        assert_eq!((quota.amount().micro(), quota.per().months()), (500_000_000_000, 3));
        assert_eq!(
            (Quantity::unit(quota).as_ref(), quota.to_string().as_str()),
            ("bbl/quarter", "500,000 bbl/quarter")
        );
        assert_eq!(told::<Quota>("7.5 Mt/yr"), "7.5 Mt/yr");
        for text in ["500000 bbl", "500000 bbl/year", "500000/yr"] {
            assert!(text.parse::<Quota>().is_err(), "{text}");
        }
    }
}
