//! Quantities of any unit, as a number and its unit, for tables that hold all of them.

use std::borrow::Cow;

use super::Count;

/// A number with a unit.
pub trait Quantity: Copy {
    /// The unit that it is told in.
    fn unit(self) -> Cow<'static, str>;

    /// The number in the unit in which `like` is told, for output.
    fn number(self, like: Self) -> f64;
}

impl Quantity for Count {
    fn unit(self) -> Cow<'static, str> {
        "".into()
    }

    fn number(self, _: Self) -> f64 {
        self.get().into()
    }
}

#[cfg(test)]
mod tests {
    use super::Quantity;
    use crate::units::{Capacity, Distance, Draught, Investment, Minutes, Price, Speed};

    fn told<Q: Quantity + std::str::FromStr>(text: &str) -> String {
        text.parse::<Q>().map_or_else(|_| "unread".into(), |q| format!("{} {}", q.number(q), q.unit()))
    }

    #[test]
    fn numbers_and_units_are_told_apart() {
        assert_eq!(told::<Speed>("1058 km/day"), "1058 km/day");
        assert_eq!(told::<Speed>("12.5 kn"), "12.5 kn");
        assert_eq!(told::<Minutes>("2.5 d"), "60 h");
        assert_eq!(told::<Capacity>("4.5 Mt/yr"), "4.5 Mt/yr");
        assert_eq!(told::<Price>("0.61 USD/FEU-km"), "0.61 USD/FEU-km");
        assert_eq!(told::<Distance>("238 km"), "238 km");
        assert_eq!(told::<Draught>("12.8 m"), "12.8 m");
        assert_eq!(told::<Investment>("2.5 bn USD"), "2500 M USD");
    }

    #[test]
    fn low_and_high_are_told_in_the_unit_of_the_typical_value() {
        let (low, typ): (Speed, Speed) = ("300 km/day".parse().unwrap(), "12 kn".parse().unwrap());
        assert!((low.number(typ) - 6.75).abs() < 0.01);
    }
}
