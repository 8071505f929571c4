//! Bands, odds and ice years of an itinerary, as the reader sees them.

use serde::Serialize;

use super::facts::Teller;
use super::itinerary::{Itinerary, Quantiles};
use super::rounding::{hours, usd};
use crate::graph::Spread;
use crate::route::Query;
use crate::route::uncertainty::{Draws, Forecast, Method};
use crate::units::Minutes;

/// How the band of an itinerary was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BandRecord {
    /// `exact` if one group alone has a spread and no date matters, else `drawn`.
    pub method: &'static str,
    /// How many draws were made, or would be.
    pub samples: u32,
    /// From which seed.
    pub seed: u64,
    /// The median of the draws: later than the typical time where delays are larger than gains.
    pub median_hours: f64,
    /// How many percent of the draws find no way on within 400 days; they count as later than every date.
    pub not_arriving_percent: f64,
}

/// How likely it is to arrive by a date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProbabilityRecord {
    /// By the end of this day.
    pub date: String,
    /// From 0 to 1.
    pub probability: f64,
    /// Of how many draws.
    pub samples: u32,
    /// From which seed.
    pub seed: u64,
}

/// The typical run in one kind of year for ice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IceYearRecord {
    /// `mild`, `normal` or `severe`.
    pub year: &'static str,
    /// How long it takes, waiting included; none if it finds no way on within 400 days.
    pub hours: Option<f64>,
    /// How much of that is waited.
    pub wait_hours: Option<f64>,
    /// What stands in the way, if it finds none.
    pub reason: Option<String>,
}

/// Writes a forecast into its itinerary.
pub(super) fn tell(teller: &Teller<'_>, query: &Query, forecast: &Forecast, itinerary: &mut Itinerary) {
    let Draws { samples, seed } = query.draws;
    let in_hours = |minutes: u32| hours(Minutes::new(minutes));
    let percent = |count: u32| (f64::from(count) * 1000.0 / f64::from(samples.max(1))).round() / 10.0;
    itinerary.hours = around(forecast.time, itinerary.hours.p50, in_hours);
    itinerary.hours_bound = around(forecast.time_bound, itinerary.hours.p50, in_hours);
    itinerary.cost_usd = itinerary.cost_usd.zip(forecast.cost).map(|(cost, drawn)| around(drawn, cost.p50, usd));
    itinerary.band = Some(BandRecord {
        method: match forecast.method {
            Method::Exact => "exact",
            Method::Drawn => "drawn",
        },
        samples,
        seed,
        median_hours: in_hours(forecast.time.typ),
        not_arriving_percent: percent(forecast.not_arriving),
    });
    itinerary.probability_by = query.arrive_by.zip(forecast.in_time).map(|(date, in_time)| ProbabilityRecord {
        date: date.to_string(),
        probability: (f64::from(in_time) * 10_000.0 / f64::from(samples.max(1))).round() / 10_000.0,
        samples,
        seed,
    });
    let of_year = |run: &crate::route::uncertainty::YearRun| IceYearRecord {
        year: run.year.word(),
        hours: run.outcome.as_ref().ok().map(|(time, _)| in_hours(*time)),
        wait_hours: run.outcome.as_ref().ok().map(|(_, wait)| in_hours(*wait)),
        reason: run.outcome.as_ref().err().map(|fact| {
            let told = fact.as_ref().map(|fact| teller.tell(fact));
            told.map_or_else(
                || "it does not open within 400 days".into(),
                |fact| format!("{}: {}", fact.subject_name, fact.reason),
            )
        }),
    };
    itinerary.ice_years = forecast.years.iter().map(of_year).collect();
}

/// The typical value with the band around it. The median of many lopsided delays is later than the sum of their typical
/// values, so P10 may be as well; it is then told as the typical value.
fn around<T: Copy>(band: Spread<T>, typical: f64, number: impl Fn(T) -> f64) -> Quantiles {
    Quantiles { p10: number(band.low).min(typical), p50: typical, p90: number(band.high).max(typical) }
}
