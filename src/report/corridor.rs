//! A route in a few words, and how it differs from another.

use std::collections::BTreeMap;

use super::itinerary::{Itinerary, Leg};
use super::rounding::whole;
use crate::model::Network;

/// How many names a corridor has at most.
const LONGEST: usize = 5;

/// The borders, ports and passages of a route in order; a route with none of them is named by its main lines.
pub(super) fn corridor(network: &Network, legs: &[Leg]) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if names.last().map(String::as_str) != Some(name) {
            names.push(name.to_string());
        }
    };
    for leg in legs {
        match leg.kind {
            Some("border" | "converter" | "port" | "liquefaction" | "regasification") => add(&leg.from_name),
            _ => leg.passages.iter().for_each(|passage| add(passage)),
        }
    }
    if names.is_empty() {
        names = main_lines(network, legs);
    }
    if names.is_empty() {
        names.extend(legs.first().map(|leg| format!("{} all the way", leg.mode)));
    }
    if names.len() > LONGEST {
        let rest = names.len() - LONGEST;
        names.truncate(LONGEST);
        names.push(format!("{rest} more"));
    }
    names.join(", ")
}

/// Adds to a corridor that an earlier itinerary has too the main line by which they differ.
pub(super) fn tell_apart(network: &Network, itineraries: &mut [Itinerary]) {
    for later in 1..itineraries.len() {
        let (earlier, rest) = itineraries.split_at_mut(later);
        let Some(own) = rest.first_mut() else { return };
        if let Some(twin) = earlier.iter().find(|earlier| earlier.corridor == own.corridor) {
            let theirs = main_lines(network, &twin.legs);
            let other = main_lines(network, &own.legs).into_iter().find(|line| !theirs.contains(line));
            own.corridor.extend(other.map(|line| format!(" (by {line})")));
        }
    }
}

/// Lines that make up at least a tenth of the way, in order.
fn main_lines(network: &Network, legs: &[Leg]) -> Vec<String> {
    let total: f64 = legs.iter().map(|leg| leg.distance_km).sum();
    let mut length: BTreeMap<&str, f64> = BTreeMap::new();
    for leg in legs {
        if let Some(line) = &leg.line {
            *length.entry(line).or_default() += leg.distance_km;
        }
    }
    let mut names: Vec<String> = Vec::new();
    for line in legs.iter().filter_map(|leg| leg.line.as_deref()) {
        let name = network.lines.find(line).map(|id| network.lines[id].name.clone());
        let long = length.get(line).is_some_and(|length| *length >= total / 10.0);
        names.extend(name.filter(|name| long && !names.contains(name)));
    }
    names
}

/// How `other` differs from `first`, best told first.
pub(super) fn differs(first: &Itinerary, other: &Itinerary) -> String {
    let mut parts = Vec::new();
    let days = (other.hours.p50 - first.hours.p50) / 24.0;
    if days.abs() >= 0.05 {
        parts.push(format!("{:.1} d {}", days.abs(), if days > 0.0 { "slower" } else { "faster" }));
    }
    if let (Some(own), Some(base)) = (other.cost_usd, first.cost_usd) {
        let more = own.p50 - base.p50;
        if more.abs() >= 1.0 {
            parts.push(format!("USD {} {}", whole(more), if more > 0.0 { "dearer" } else { "cheaper" }));
        }
    }
    let longer = other.distance_km - first.distance_km;
    if longer.abs() >= 1.0 {
        parts.push(format!("{} km {}", whole(longer), if longer > 0.0 { "longer" } else { "shorter" }));
    }
    parts.extend(count(other.borders, first.borders, "border"));
    parts.extend(count(other.gauge_breaks, first.gauge_breaks, "gauge break"));
    parts.extend(count(other.transfers, first.transfers, "transfer"));
    parts.join(", ")
}

fn count(own: usize, base: usize, what: &str) -> Option<String> {
    let difference = own.abs_diff(base);
    let plural = if difference == 1 { "" } else { "s" };
    (difference > 0).then(|| format!("{difference} {what}{plural} {}", if own > base { "more" } else { "fewer" }))
}
