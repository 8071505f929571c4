//! Splits `1 058.5 km/day` into an exact number and its unit.
//!
//! Numbers are read as millionths; groups of exactly three digits may be parted by a space, a no-break or narrow
//! no-break space, `_` or `,`.

use std::fmt;

/// Why a text is not the quantity that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitError {
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl UnitError {
    /// An error with its remedy.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for UnitError {
    /// `message; help: help`, which the reader of files splits again.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; help: {}", self.message, self.help)
    }
}

impl std::error::Error for UnitError {}

/// How many parts one unit has in a parsed number.
pub(super) const MICRO: i64 = 1_000_000;

/// The number in millionths, and the trimmed unit behind it (which may be empty).
///
/// # Errors
/// When there is no number at the start, or it has more than six decimals or too many digits.
pub(super) fn number_and_unit<'a>(text: &'a str, example: &str) -> Result<(i64, &'a str), UnitError> {
    let trimmed = text.trim();
    let bad = |what: &str| UnitError::new(format!("`{trimmed}` {what}"), format!("write it like `{example}`"));
    let (negative, body) = match trimmed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let (whole, after_whole) = whole_part(body).ok_or_else(|| bad("does not begin with a number"))?;
    let (fraction, rest) = match after_whole.strip_prefix('.') {
        Some(decimals) => fraction_part(decimals).ok_or_else(|| bad("has decimals that cannot be read"))?,
        None => (0, after_whole),
    };
    let exponent = rest.strip_prefix(['e', 'E']).map(|rest| rest.trim_start_matches(['+', '-']));
    if exponent.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit())) {
        return Err(bad("has an exponent: all digits of a number are written"));
    }
    let micro = whole
        .checked_mul(MICRO)
        .and_then(|parts| parts.checked_add(fraction))
        .ok_or_else(|| bad("is too large a number"))?;
    let unit = rest.trim();
    if unit.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Err(bad("has more than one number"));
    }
    Ok((if negative { -micro } else { micro }, unit))
}

/// Digits before the point, with group separators.
fn whole_part(text: &str) -> Option<(i64, &str)> {
    let mut digits = String::new();
    let mut rest = text;
    loop {
        let run = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        digits.push_str(&rest[..run]);
        rest = &rest[run..];
        let mut following = rest.chars();
        let separator = following.next();
        let grouped = matches!(separator, Some(' ' | '\u{a0}' | '\u{202f}' | '_' | ','))
            && following.as_str().chars().take_while(char::is_ascii_digit).count() == 3
            && !digits.is_empty();
        if !grouped {
            break;
        }
        rest = following.as_str();
    }
    Some((digits.parse().ok()?, rest))
}

/// Up to six digits after the point, as millionths.
fn fraction_part(text: &str) -> Option<(i64, &str)> {
    let run = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if run == 0 || run > 6 {
        return None;
    }
    let digits: i64 = text[..run].parse().ok()?;
    let scale = 10_i64.pow(6 - u32::try_from(run).ok()?);
    Some((digits * scale, &text[run..]))
}

/// Parses a number with one of `units`, each worth `factor` parts, to a whole, non-negative count of parts.
///
/// `factor` is in millionths of a part per unit when the unit is no whole number of parts.
///
/// # Errors
/// As [`number_and_unit`]; also for a negative number, a missing or unknown unit.
pub(super) fn scaled(text: &str, what: &str, units: &[(&str, i128)], example: &str) -> Result<u64, UnitError> {
    let (micro, unit) = number_and_unit(text, example)?;
    let known = || units.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if unit.is_empty() {
        return Err(UnitError::new(
            format!("`{}` has no unit", text.trim()),
            format!("write {what} like `{example}`; units: {}", known()),
        ));
    }
    let Some((_, factor)) = units.iter().find(|(name, _)| *name == unit) else {
        return Err(UnitError::new(
            format!("`{unit}` is not a unit of {what}"),
            format!("write it like `{example}`; units: {}", known()),
        ));
    };
    if micro < 0 {
        return Err(UnitError::new(format!("{what} cannot be negative"), format!("write it like `{example}`")));
    }
    let parts = (i128::from(micro) * factor + i128::from(MICRO) / 2) / i128::from(MICRO);
    u64::try_from(parts).ok().filter(|parts| *parts < u64::from(u32::MAX) * 1_000).ok_or_else(|| {
        UnitError::new(format!("`{}` is out of range", text.trim()), format!("write it like `{example}`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_people_write_them() {
        for (text, micro, unit) in [
            ("238 km", 238_000_000, "km"),
            ("1 520 mm", 1_520_000_000, "mm"),
            ("1,520mm", 1_520_000_000, "mm"),
            ("1\u{202f}520 mm", 1_520_000_000, "mm"),
            ("3.5kt/day", 3_500_000, "kt/day"),
            ("-5 km", -5_000_000, "km"),
            ("\u{2212}0.25 m", -250_000, "m"),
            ("12", 12_000_000, ""),
        ] {
            assert_eq!(number_and_unit(text, "1 km"), Ok((micro, unit)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in
            ["km", "", "nan km", "1.2.3 km", ".5 km", "1..5 km", "1 2 km", "99999999999999999999 km", "1.1234567 km"]
        {
            assert!(number_and_unit(text, "1 km").is_err(), "{text}");
        }
    }

    #[test]
    fn an_unknown_unit_names_the_known_ones() {
        let error = scaled("35 mt", "a mass", &[("Mt", 1_000_000), ("t", 1)], "35 Mt").unwrap_err();
        assert!(error.help.contains("`Mt`, `t`"), "{error}");
    }
}
