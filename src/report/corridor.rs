//! A route in a few words, and how it differs from another.

use std::collections::BTreeMap;

use super::itinerary::{Itinerary, Leg};
use super::rounding::{span, whole};
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

/// How many names are told on either side of a difference.
const TOLD: usize = 2;

/// How `other` differs from `first`: where it leads, then what that costs and gains.
pub(super) fn differs(network: &Network, first: &Itinerary, other: &Itinerary) -> String {
    let parts = [where_it_leads(network, first, other), what_it_takes(first, other)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// By which countries and through which borders, ports, straits and changes of gauge it leads instead; if there are none,
/// on which lines, or else by which places.
fn where_it_leads(network: &Network, first: &Itinerary, other: &Itinerary) -> String {
    let instead = |names: &dyn Fn(&Itinerary) -> Vec<String>| {
        let (base, own) = (names(first), names(other));
        let without = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|name| !those.contains(name)).cloned().collect()
        };
        (without(&own, &base), without(&base, &own))
    };
    let told = |before: &str, (own, base): (Vec<String>, Vec<String>)| match (own.is_empty(), base.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{before} {} too", some_of(&own))),
        (true, false) => Some(format!("not {before} {}", some_of(&base))),
        (false, false) => Some(format!("{before} {} instead of {}", some_of(&own), some_of(&base))),
    };
    let gates = told("through", instead(&gates));
    let gauge = told("gauge changed at", instead(&|way| transfers(way, &["gauge_change"])));
    let gauge = gauge.map(|text| text.replace("not gauge changed", "no change of gauge"));
    let parts: Vec<String> =
        [told("by", instead(&|way| countries(network, way))), gates, gauge].into_iter().flatten().collect();
    if !parts.is_empty() {
        return parts.join(", ");
    }
    let on_lines = told("on", instead(&|way| named(way.legs.iter().filter(|leg| leg.mode != "transfer"))));
    let places = |way: &Itinerary| -> Vec<String> {
        let ids = way.legs.iter().flat_map(|leg| &leg.places).filter_map(|id| network.places.find(id));
        once(ids.map(|id| network.places[id].name.clone()))
    };
    on_lines.or_else(|| told("by", instead(&places))).unwrap_or_default()
}

/// Borders, ports and straits in order, each once.
fn gates(way: &Itinerary) -> Vec<String> {
    once(way.legs.iter().flat_map(|leg| match leg.kind {
        Some("border" | "converter" | "port" | "mode_change" | "liquefaction" | "regasification") => {
            vec![leg.from_name.clone()]
        }
        // The ports of a voyage, but where the whole way begins or ends.
        None if leg.mode == "sea" => {
            let passed = leg.passages.iter().cloned();
            let ends = [&leg.from_name, &leg.to_name].map(Clone::clone);
            let [from, to] = ends.map(|name| Some(name).filter(|name| !is_end(way, name)));
            from.into_iter().chain(passed).chain(to).collect()
        }
        _ => Vec::new(),
    }))
}

fn is_end(way: &Itinerary, name: &str) -> bool {
    way.legs.first().is_some_and(|leg| leg.from_name == name) || way.legs.last().is_some_and(|leg| leg.to_name == name)
}

fn transfers(way: &Itinerary, kinds: &[&str]) -> Vec<String> {
    let legs = way.legs.iter().filter(|leg| leg.kind.is_some_and(|kind| kinds.contains(&kind)));
    once(legs.map(|leg| leg.from_name.clone()))
}

fn named<'a>(legs: impl Iterator<Item = &'a Leg>) -> Vec<String> {
    once(legs.map(|leg| leg.name.clone()))
}

/// The countries passed on land, in order.
fn countries(network: &Network, way: &Itinerary) -> Vec<String> {
    let on_land = way.legs.iter().filter(|leg| leg.mode != "sea");
    let places = on_land.flat_map(|leg| &leg.places).filter_map(|id| network.places.find(id));
    once(places.filter_map(|id| network.places[id].country).map(|country| country.name().to_string()))
}

fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for name in names {
        if !told.contains(&name) {
            told.push(name);
        }
    }
    told
}

fn some_of(names: &[String]) -> String {
    let told = names.iter().take(TOLD).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

fn what_it_takes(first: &Itinerary, other: &Itinerary) -> String {
    let mut parts = Vec::new();
    let hours = other.hours.p50 - first.hours.p50;
    if hours.abs() >= 0.1 {
        parts.push(format!("{} {}", span(hours.abs()), if hours > 0.0 { "slower" } else { "faster" }));
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
    if parts.is_empty() { "as long and as fast".into() } else { parts.join(", ") }
}

fn count(own: usize, base: usize, what: &str) -> Option<String> {
    let difference = own.abs_diff(base);
    let plural = if difference == 1 { "" } else { "s" };
    (difference > 0).then(|| format!("{difference} {what}{plural} {}", if own > base { "more" } else { "fewer" }))
}
