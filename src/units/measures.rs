//! Measures of equipment: voltages, diameters, shares, investments, tonnages, lengths, masses, payloads, escort rates.
//!
//! Each is a whole number of a small part of its unit, read and printed with the unit.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::parse::{UnitError, number_and_unit, scaled};
use super::quantity::Quantity;
use super::thousands;

/// Declares quantities that are counted in parts of a unit: `(what, units with their parts, example, parts shown, unit)`.
macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident: $what:literal, $units:expr, $example:literal, $per_unit:literal, $symbol:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(u64);

        impl $name {
            /// In parts of the unit.
            pub const fn parts(self) -> u64 {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = UnitError;

            fn from_str(text: &str) -> Result<Self, UnitError> {
                scaled(text, $what, $units, $example).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{} {}", decimal(self.0, $per_unit), $symbol)
            }
        }

        impl Quantity for $name {
            fn unit(self) -> Cow<'static, str> {
                $symbol.into()
            }

            #[allow(clippy::cast_precision_loss)]
            fn number(self, _: Self) -> f64 {
                self.0 as f64 / f64::from($per_unit)
            }
        }
    )*};
}

measures! {
    /// Nominal voltage, in volts.
    Voltage: "a voltage", &[("kV", 1000), ("V", 1)], "500 kV", 1000, "kV";
    /// Outer diameter of a pipe, in millimetres.
    Diameter: "a diameter", &[("mm", 1), ("m", 1000)], "1420 mm", 1, "mm";
    /// A share of a whole, in millionths.
    Share: "a share", &[("%", 10_000)], "2.5 %", 10_000, "%";
    /// What building something costs, in thousands of US dollars of the figure's year.
    Investment: "an investment", &[("M USD", 1000), ("bn USD", 1_000_000)], "2.5 bn USD", 1000, "M USD";
    /// Gross tonnage of a ship.
    GrossTonnage: "a gross tonnage", &[("GT", 1)], "30000 GT", 1, "GT";
    /// Length or beam of a ship, in centimetres.
    ShipLength: "a length", &[("m", 100), ("cm", 1)], "177.2 m", 100, "m";
    /// A mass, in kilograms.
    Mass: "a mass", &[("t", 1000), ("kg", 1), ("kt", 1_000_000), ("Mt", 1_000_000_000)], "7100 t", 1000, "t";
    /// What a cubic metre weighs, in kilograms.
    Density: "a density", &[("kg/m3", 1), ("t/m3", 1000)], "850 kg/m3", 1, "kg/m3";
    /// What an icebreaker's escort costs for each unit of gross tonnage, in hundredths of a rouble.
    EscortRate: "an escort rate", &[("RUB/GT", 100)], "670.26 RUB/GT", 100, "RUB/GT";
    /// What a ship burns in a day, in kilograms.
    FuelRate: "a consumption", &[("t/day", 1000)], "36.3 t/day", 1000, "t/day";
    /// Greenhouse gas for each mass of fuel, in millionths.
    FuelFactor: "a factor of a fuel", &[("t/t", 1_000_000)], "3.114 t/t", 1_000_000, "t/t";
}

/// `parts` of which `per_unit` make one, without trailing zeros: `25000` of `10000` is `2.5`.
fn decimal(parts: u64, per_unit: u64) -> String {
    let whole = thousands(parts / per_unit);
    let digits = per_unit.ilog10() as usize;
    let fraction = format!("{:0digits$}", parts % per_unit);
    match fraction.trim_end_matches('0') {
        "" => whole,
        fraction => format!("{whole}.{fraction}"),
    }
}

/// A whole number of things, such as the wagons of a train.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u32);

impl Count {
    /// As a number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl FromStr for Count {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        text.trim().parse().ok().filter(|number| *number > 0).map(Self).ok_or_else(|| {
            UnitError::new(format!("`{}` is not a number of things", text.trim()), "write a whole number like `71`")
        })
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&thousands(u64::from(self.0)))
    }
}

/// What a payload counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayloadUnit {
    /// Twenty-foot containers.
    Teu,
    /// Tonnes.
    Tonne,
    /// Cubic metres of tank.
    CubicMetre,
}

impl PayloadUnit {
    const ALL: [(Self, &'static str); 3] = [(Self::Teu, "TEU"), (Self::Tonne, "t"), (Self::CubicMetre, "m3")];

    fn symbol(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, symbol)| symbol)
    }
}

/// What a train or a ship carries, in thousandths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Payload {
    milli: u64,
    unit: PayloadUnit,
}

impl Payload {
    /// What it counts.
    pub const fn unit(self) -> PayloadUnit {
        self.unit
    }

    /// How much, in thousandths of its unit.
    pub const fn milli(self) -> u64 {
        self.milli
    }
}

impl FromStr for Payload {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        const EXAMPLE: &str = "4843 TEU";
        let (_, symbol) = number_and_unit(text, EXAMPLE)?;
        let units = PayloadUnit::ALL.map(|(_, symbol)| (symbol, 1000));
        let milli = scaled(text, "a payload", &units, EXAMPLE)?;
        let unit = PayloadUnit::ALL.iter().find(|(_, known)| *known == symbol).map(|(unit, _)| *unit);
        let unit = unit.ok_or_else(|| UnitError::new("a payload without a unit", "write it like `4843 TEU`"))?;
        Ok(Self { milli, unit })
    }
}

impl fmt::Display for Payload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", decimal(self.milli, 1000), self.unit.symbol())
    }
}

impl Quantity for Payload {
    fn unit(self) -> Cow<'static, str> {
        self.unit.symbol().into()
    }

    #[allow(clippy::cast_precision_loss)]
    fn number(self, _: Self) -> f64 {
        self.milli as f64 / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip<T: FromStr<Err = UnitError> + fmt::Display>(text: &str) -> String {
        text.parse::<T>().map_or_else(|error| error.message, |value| value.to_string())
    }

    #[test]
    fn measures_print_as_people_write_them() {
        assert_eq!(round_trip::<Voltage>("500 kV"), "500 kV");
        assert_eq!(round_trip::<Diameter>("1420 mm"), "1,420 mm");
        assert_eq!(round_trip::<Share>("2.5 %"), "2.5 %");
        assert_eq!(round_trip::<Investment>("2.5 bn USD"), "2,500 M USD");
        assert_eq!(round_trip::<ShipLength>("177.2 m"), "177.2 m");
        assert_eq!(round_trip::<EscortRate>("670.26 RUB/GT"), "670.26 RUB/GT");
        assert_eq!(round_trip::<Mass>("7100 t"), "7,100 t");
        assert_eq!(round_trip::<Payload>("4843 TEU"), "4,843 TEU");
        assert_eq!(round_trip::<Payload>("172600 m3"), "172,600 m3");
    }

    #[test]
    fn a_wrong_unit_is_refused() {
        assert!("500".parse::<Voltage>().is_err());
        assert!("5 bcm".parse::<Payload>().unwrap_err().help.contains("TEU"));
        assert!("-2 %".parse::<Share>().is_err());
    }
}
