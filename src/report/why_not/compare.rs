//! The way asked for beside the best: where the time goes, which legs are others, at which change it would win.

use super::{ComparedRecord, Difference};
use crate::model::Objective;
use crate::report::itinerary::{Itinerary, Leg};
use crate::report::rounding::{span, tenths, whole};

/// No change of more percent than this is told as one at which a way would win.
const MOST_CHANGE: f64 = 90.0;

/// `way` beside the best.
pub(super) fn compare(objective: Objective, first: &Itinerary, way: Itinerary, there_and_back: bool) -> ComparedRecord {
    let dearer = way.cost_usd.zip(first.cost_usd).map(|(way, first)| tenths(way.p50 - first.p50));
    let slower = tenths(way.hours.p50 - first.hours.p50);
    let mut differences: Vec<Difference> = way
        .breakdown_hours
        .parts()
        .into_iter()
        .zip(first.breakdown_hours.parts())
        .map(|((part, own), (_, theirs))| Difference { part, hours: tenths(own - theirs) })
        .filter(|difference| difference.hours != 0.0)
        .collect();
    differences.sort_by(|a, b| b.hours.abs().total_cmp(&a.hours.abs()));
    let shared = |leg: &Leg| {
        first.legs.iter().any(|other| (&other.from, &other.to, &other.name) == (&leg.from, &leg.to, &leg.name))
    };
    let mut other: Vec<&Leg> = way.legs.iter().filter(|leg| !shared(leg)).collect();
    let typical = |leg: &Leg| leg.hours.map_or(0.0, |hours| hours.p50) + leg.wait_hours;
    other.sort_by(|a, b| typical(b).total_cmp(&typical(a)));
    let other_legs = other.iter().take(4).map(|leg| leg_words(leg, typical(leg))).collect();
    let mut wins_if = Vec::new();
    for mode in ["rail", "road", "sea"] {
        let hours = |of: &Itinerary| -> f64 {
            of.legs.iter().filter(|leg| leg.mode == mode).filter_map(|leg| leg.hours).map(|hours| hours.p50).sum()
        };
        let cost = |of: &Itinerary| -> f64 {
            of.legs.iter().filter(|leg| leg.mode == mode).filter_map(|leg| leg.cost_usd).map(|cost| cost.p50).sum()
        };
        match objective {
            Objective::Time => {
                let percent = share(slower, hours(&way) - hours(first));
                wins_if.extend(
                    percent.map(|percent| {
                        format!("its {mode} legs, and those of the best way, took {percent} % less time")
                    }),
                );
            }
            Objective::Cost => {
                let percent = dearer.and_then(|dearer| share(dearer, cost(&way) - cost(first)));
                wins_if.extend(percent.map(|percent| format!("{mode} legs cost {percent} % less")));
            }
            Objective::Distance | Objective::Co2 | Objective::Generalised => {}
        }
    }
    ComparedRecord {
        slower_by_hours: slower,
        dearer_by_usd: dearer,
        longer_by_km: tenths(way.distance_km - first.distance_km),
        parts: differences,
        other_legs,
        wins_if,
        way,
        there_and_back,
    }
}

/// Which share of `of` is `part`, in percent, if that makes sense; rounded up, so that it is enough.
fn share(part: f64, of: f64) -> Option<String> {
    let percent = part / of * 100.0;
    (part > 0.0 && of > 0.0 && percent <= MOST_CHANGE).then(|| format!("{:.0}", percent.ceil()))
}

fn leg_words(leg: &Leg, hours: f64) -> String {
    if leg.mode == "transfer" {
        format!("{} ({})", leg.name, span(hours))
    } else {
        format!("{} {} - {} ({}, {} km)", leg.mode, leg.from_name, leg.to_name, span(hours), whole(leg.distance_km))
    }
}
