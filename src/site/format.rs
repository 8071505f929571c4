//! Numbers, dates and lists as pages print them: one way for all pages.

use crate::report::Quantiles;
pub use crate::report::{span, whole};
use crate::units::thousands;

/// What stands where nothing is known; never a blank, never a zero.
pub const UNKNOWN: &str = "unknown";

/// Hours as days with one decimal, without the unit.
pub fn days(hours: f64) -> String {
    format!("{:.1}", hours / 24.0)
}

/// Tenth and ninetieth percentile in days, without the unit.
pub fn days_range(hours: Quantiles) -> String {
    format!("{}–{}", days(hours.p10), days(hours.p90))
}

/// Tenth and ninetieth percentile as whole numbers; none if they read the same.
pub fn whole_range(quantiles: Quantiles) -> Option<String> {
    let (low, high) = (whole(quantiles.p10), whole(quantiles.p90));
    (low != high).then(|| format!("{low}–{high}"))
}

/// Low and high end of a span in one unit, that of the high end.
pub fn span_range(hours: Quantiles) -> String {
    if hours.p90 < 1.0 {
        format!("{:.0}–{:.0} min", hours.p10 * 60.0, hours.p90 * 60.0)
    } else if hours.p90 < 48.0 {
        format!("{:.0}–{:.0} h", hours.p10, hours.p90)
    } else {
        format!("{:.1}–{:.1} d", hours.p10 / 24.0, hours.p90 / 24.0)
    }
}

/// `1 line`, `12 lines`.
pub fn count(number: usize, noun: &str) -> String {
    let noun = if number == 1 { noun.to_string() } else { plural(noun) };
    format!("{} {noun}", thousands(number as u64))
}

/// `lines`, `countries`, `sets of rules`.
pub fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if noun.ends_with("go") => format!("{noun}es"),
        _ if noun == "line or lane" => "lines or lanes".into(),
        _ if noun == "line, lane or transfer" => "lines, lanes and transfers".into(),
        _ if noun.starts_with("set of ") => noun.replacen("set", "sets", 1),
        _ if noun.starts_with("type of ") => noun.replacen("type", "types", 1),
        Some(stem) if !noun.ends_with("ay") && !noun.ends_with("ey") => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// From the one to the other, with the unit once where both have the same: `800 to 1,400 km/day`.
pub fn range(low: &str, high: &str) -> String {
    let unit =
        |text: &str| text.find(|c: char| c != ',' && c != '.' && !c.is_ascii_digit()).map(|at| text[at..].to_string());
    let shared = unit(low).filter(|unit| !unit.trim().is_empty() && high.ends_with(unit.as_str()));
    format!("{} to {high}", shared.and_then(|unit| low.strip_suffix(&unit)).unwrap_or(low))
}

/// A share in whole percent, with a space that does not break; what is little is not nothing, and what is nearly all is
/// not all.
pub fn percent(part: usize, whole: usize) -> String {
    let text = match (part, whole) {
        (0, _) => "0 %".into(),
        _ if part == whole => "100 %".into(),
        _ if part * 100 < whole => "< 1 %".into(),
        _ if (whole - part) * 100 < whole => "> 99 %".into(),
        _ => format!("{} %", (part * 200 + whole) / (2 * whole)),
    };
    text.replace(' ', "\u{a0}")
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

/// The text with its first letter in upper case.
pub fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The text with a full stop, if it ends without a mark.
pub fn with_stop(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?']) { text.to_string() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_the_same_everywhere() {
        let hours = Quantiles { p10: 12.0, p50: 240.0, p90: 360.0 };
        assert_eq!((days(hours.p50), days_range(hours)), ("10.0".into(), "0.5–15.0".into()));
        assert_eq!((whole(9287.6), span(0.5), span(30.0)), ("9,288".into(), "30 min".into(), "30 h".into()));
        assert_eq!(span_range(hours), "0.5–15.0 d");
        assert_eq!(range("800 km/day", "1,400 km/day"), "800 to 1,400 km/day");
        assert_eq!(range("0.5 h", "2 d"), "0.5 h to 2 d");
        assert_eq!(range("-5", "none"), "-5 to none");
    }

    #[test]
    fn nouns_and_lists() {
        assert_eq!(
            (count(1, "country"), count(2, "country"), count(3, "day")),
            ("1 country".into(), "2 countries".into(), "3 days".into())
        );
        assert_eq!(list(&["a".into(), "b".into(), "c".into()], "or"), "a, b or c");
        assert_eq!(
            (plural("passage"), plural("set of rules"), plural("cargo"), plural("journey")),
            ("passages".into(), "sets of rules".into(), "cargoes".into(), "journeys".into())
        );
        assert_eq!(
            [percent(0, 9), percent(1, 3), percent(1, 900), percent(899, 900), percent(9, 9)]
                .map(|text| text.replace('\u{a0}', " ")),
            ["0 %", "33 %", "< 1 %", "> 99 %", "100 %"]
        );
        assert_eq!(with_stop(&sentence_case("closed since 2016")), "Closed since 2016.");
    }
}
