//! A number with its unit, as references and network files write it.

use std::fmt;

use serde::Deserialize;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Quantity {
    pub number: f64,
    pub unit: String,
}

/// Kilometres, hours and so on per unit; units that are not here convert to themselves only.
const FACTORS: &[(&str, &str, f64)] = &[
    ("km", "length", 1.0),
    ("nm", "length", 1.852),
    ("mi", "length", 1.609_344),
    ("m", "length", 0.001),
    ("h", "time", 1.0),
    ("d", "time", 24.0),
    ("min", "time", 1.0 / 60.0),
    ("km/h", "speed", 1.0),
    ("km/day", "speed", 1.0 / 24.0),
    ("kn", "speed", 1.852),
    ("bn USD", "money", 1000.0),
    ("M USD", "money", 1.0),
    ("MW", "power", 1.0),
    ("GW", "power", 1000.0),
    // Every train of a pair is one train.
    ("trains/day", "trains", 1.0),
    ("pairs/day", "trains", 2.0),
];

impl Quantity {
    /// The number in another unit of the same kind.
    pub fn number_in(&self, unit: &str) -> Option<f64> {
        if self.unit == unit {
            return Some(self.number);
        }
        let factor = |unit: &str| FACTORS.iter().find(|(known, ..)| *known == unit);
        let ((_, from, this), (_, to, that)) = (factor(&self.unit)?, factor(unit)?);
        (from == to).then(|| self.number * this / that)
    }

    /// The number in a unit that is known to fit.
    pub fn must_be_in(&self, unit: &str) -> f64 {
        self.number_in(unit).unwrap_or_else(|| panic!("{self} is not in {unit}"))
    }
}

impl TryFrom<String> for Quantity {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let text = text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))).unwrap_or(text.len());
        let digits: String = text[..end].chars().filter(|c| !matches!(c, ',' | ' ')).collect();
        let number = digits.parse().map_err(|_| format!("no number in `{text}`"))?;
        Ok(Self { number, unit: text[end..].trim().to_string() })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", told(self.number), self.unit)
    }
}

/// A number with thousands separators; as many decimals as it needs, two at most.
pub fn told(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[test]
fn kilometres_nautical_and_statute_miles_are_told_apart() {
    let quantity = |text: &str| Quantity::try_from(text.to_string()).expect("a quantity");
    let check = |text: &str, unit: &str, expected: f64| {
        let found = quantity(text).must_be_in(unit);
        assert!((found - expected).abs() < 0.5, "{text} is {found} {unit}");
    };
    check("14,280 km", "nm", 7711.0);
    check("14 100 km", "nm", 7613.0);
    check("5,600 km", "nm", 3024.0);
    check("100 mi", "nm", 86.9);
    check("1,000 km", "mi", 621.4);
    check("38 d", "h", 912.0);
    assert_eq!(quantity("2.5 bn USD").number_in("M USD"), Some(2500.0));
    assert_eq!(quantity("5 kn").number_in("km"), None);
    assert_eq!(quantity("9,288.2 km").to_string(), "9,288.2 km");
    assert_eq!(quantity("1234567 km").to_string(), "1,234,567 km");
}
