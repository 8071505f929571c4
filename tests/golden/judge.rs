//! Compares what we answer with what is published.

use crate::ask::{self, Answered};
use crate::data::{Bound, Kind, Value};
use crate::figures::figure;
use crate::quantity::told;

/// What we answer to a value, in the unit in which it is published.
#[derive(Debug, Clone)]
pub enum Finding {
    /// One number.
    Number(f64),
    /// Tenth, fiftieth and ninetieth percentile.
    Band(f64, f64, f64),
    /// Nothing: there is no way, or the network does not have what is asked about.
    Nothing(String),
}

/// Whether a value is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    Unmet,
    Unscored,
}

/// Asks the planner, or looks into the files.
pub fn find(value: &Value) -> Finding {
    let unit = value.published[0].value.unit.as_str();
    let found = match (&value.ask, &value.figure) {
        (Some(question), _) => ask::answer(question).and_then(|answered| outcome(value, &answered, unit)),
        (None, Some(path)) => figure(path, value.between.as_ref(), value.on.as_deref()).and_then(|quantity| {
            quantity.number_in(unit).map(Finding::Number).ok_or_else(|| format!("the figure is {quantity}"))
        }),
        (None, None) => Err("nothing is asked".into()),
    };
    found.unwrap_or_else(Finding::Nothing)
}

/// The first way's length, time, price or gas in `unit`.
fn outcome(value: &Value, answered: &Answered, unit: &str) -> Result<Finding, String> {
    let way = answered.report.itineraries.first().ok_or("there is no allowed way")?;
    let convert = |number: f64, from: &str| {
        let quantity = crate::quantity::Quantity { number, unit: from.to_string() };
        quantity.must_be_in(unit)
    };
    Ok(match value.kind {
        Kind::Distance => Finding::Number(convert(way.distance_km, "km")),
        Kind::Duration => {
            if let Some(speed) = &value.at_speed {
                return Ok(Finding::Number(convert(way.distance_km / speed.must_be_in("km/h"), "h")));
            }
            let [low, typ, high] = [way.hours.p10, way.hours.p50, way.hours.p90].map(|hours| convert(hours, "h"));
            Finding::Band(low, typ, high)
        }
        Kind::Speed => {
            let speed = |hours: f64| convert(way.distance_km / hours, "km/h");
            Finding::Band(speed(way.hours.p90), speed(way.hours.p50), speed(way.hours.p10))
        }
        Kind::Cost => {
            let cost = way.cost_usd.ok_or("a leg has no price")?;
            Finding::Band(cost.p10, cost.p50, cost.p90)
        }
        Kind::Emission => {
            // What is published is direct, so from the tank to the wheel; two TEU in an FEU.
            let gas = way.co2e.ok_or("greenhouse gas is not computed")?.ttw_kg;
            let [low, typ, high] = [gas.p10, gas.p50, gas.p90].map(|kg| kg * 1000.0 / way.distance_km / 2.0);
            Finding::Band(low, typ, high)
        }
        Kind::Capacity | Kind::Dwell | Kind::Tariff | Kind::Power | Kind::Investment => {
            return Err("that is an input".into());
        }
    })
}

impl Finding {
    /// In words, in `unit`.
    pub fn told(&self, unit: &str) -> String {
        match self {
            Self::Nothing(why) => format!("nothing: {why}"),
            Self::Number(number) => format!("{} {unit}", told(rounded(*number))),
            Self::Band(low, typ, high) => {
                let [low, typ, high] = [low, typ, high].map(|number| told(rounded(*number)));
                format!("{typ} ({low} to {high}) {unit}")
            }
        }
    }

    fn typical(&self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Band(_, number, _) => Some(*number),
            Self::Nothing(_) => None,
        }
    }
}

/// Whole numbers from a hundred up, one decimal below, two below ten.
fn rounded(number: f64) -> f64 {
    let scale = match number.abs() {
        size if size >= 100.0 => 1.0,
        size if size >= 10.0 => 10.0,
        _ => 100.0,
    };
    (number * scale).round() / scale
}

/// By how many percent our typical value differs from the nearest published one.
pub fn difference(value: &Value, finding: &Finding) -> Option<f64> {
    let ours = finding.typical()?;
    let percents = value.published.iter().map(|published| (ours / published.value.number - 1.0) * 100.0);
    percents.min_by(|one, other| one.abs().total_cmp(&other.abs()))
}

/// The difference in words.
pub fn difference_told(value: &Value, finding: &Finding) -> String {
    difference(value, finding)
        .map_or_else(|| "-".into(), |percent| format!("{percent:+.1} %").replace("-0.0", "0.0").replace("+0.0", "0.0"))
}

/// Whether a value is met by what we answer.
pub fn verdict(value: &Value, finding: &Finding) -> Verdict {
    if value.unscored.is_some() {
        return Verdict::Unscored;
    }
    let published = || value.published.iter().map(|published| published.value.number);
    let (least, most) = (published().fold(f64::MAX, f64::min), published().fold(f64::MIN, f64::max));
    let within = value.within.as_ref().map(|within| within.must_be_in("%") / 100.0);
    let met = match (finding, value.bound) {
        (Finding::Nothing(_), _) => false,
        (_, Some(bound)) => finding.typical().is_some_and(|ours| match bound {
            Bound::AtLeast => ours >= least,
            Bound::AtMost => ours <= most,
        }),
        (Finding::Number(ours), None) => {
            // A figure that was typed in must be the published one; values in conflict leave the room between them.
            let within = within.unwrap_or(1e-9);
            least * (1.0 - within) <= *ours && *ours <= most * (1.0 + within)
        }
        (Finding::Band(low, typ, high), None) => {
            let in_band = published().any(|published| *low <= published && published <= *high);
            let near = within.is_none_or(|within| least * (1.0 - within) <= *typ && *typ <= most * (1.0 + within));
            in_band && near
        }
    };
    if met { Verdict::Met } else { Verdict::Unmet }
}

/// Whether the entry says what is so.
pub fn settle(value: &Value, finding: &Finding) -> Result<(), String> {
    let unit = &value.published[0].value.unit;
    let ours = finding.told(unit);
    let published: Vec<String> = value.published.iter().map(|one| format!("{} ({})", one.value, one.source)).collect();
    let against = format!("ours {ours}, published {}", published.join(", "));
    match (verdict(value, finding), &value.unmet) {
        (Verdict::Met, None) | (Verdict::Unscored, _) => Ok(()),
        (Verdict::Met, Some(_)) => Err(format!("it is met now, take out `unmet`: {against}")),
        (Verdict::Unmet, None) => Err(format!("{against}, {}", difference_told(value, finding))),
        (Verdict::Unmet, Some(unmet)) if unmet.today == ours => Ok(()),
        (Verdict::Unmet, Some(unmet)) => {
            Err(format!("still unmet, but no longer `{}`: {against}; update `today`", unmet.today))
        }
    }
}

#[test]
fn verdicts() {
    let check = |kind: &str, rest: &str, finding: Finding, expected: Verdict| {
        let text = format!("{{id: x, what: x, kind: {kind}, figure: a.b.c, confidence: high, as_of: x, {rest}}}");
        let value: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(verdict(&value, &finding), expected, "{text} against {finding:?}");
    };
    let (met, unmet) = (Verdict::Met, Verdict::Unmet);
    let one = "published: [{value: 100 km, source: s}]";
    for (ours, expected) in [(102.0, met), (98.0, met), (102.1, unmet), (97.9, unmet)] {
        check("distance", &format!("{one}, within: 2 %"), Finding::Number(ours), expected);
    }
    // Values in conflict leave the room between them, and the tolerance around.
    let two = "published: [{value: 100 km, source: s}, {value: 200 km, source: t}], within: 2 %";
    for (ours, expected) in [(150.0, met), (98.0, met), (204.0, met), (97.0, unmet), (205.0, unmet)] {
        check("distance", two, Finding::Number(ours), expected);
    }
    // A band must hold the published value; with a tolerance the typical value must be near it too.
    let days = "published: [{value: 10 d, source: s}]";
    check("duration", days, Finding::Band(9.0, 20.0, 30.0), met);
    check("duration", days, Finding::Band(10.1, 20.0, 30.0), unmet);
    check("duration", &format!("{days}, within: 5 %"), Finding::Band(9.0, 20.0, 30.0), unmet);
    check("duration", &format!("{days}, bound: at_most"), Finding::Band(8.0, 9.9, 30.0), met);
    check("duration", &format!("{days}, bound: at_most"), Finding::Band(8.0, 10.1, 30.0), unmet);
    check("duration", &format!("{days}, bound: at_least"), Finding::Band(8.0, 10.1, 30.0), met);
    // An input is the published figure or it is not.
    check("capacity", one, Finding::Number(100.0), met);
    check("capacity", one, Finding::Number(100.1), unmet);
    check("capacity", one, Finding::Nothing("gone".into()), unmet);
    check("duration", &format!("{days}, unscored: old ice"), Finding::Nothing("gone".into()), Verdict::Unscored);
}
