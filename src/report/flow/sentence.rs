//! What a bottleneck is, in sentences: the same for terminal and site.

use super::amount::{amount_told, number_told, rate_told};
use super::cut::{CutRecord, CutReport, NextRecord};
use super::limit::LimitRecord;
use crate::model::{Network, PlaceId};
use crate::units::CargoUnit;

/// The words for what a report on how much can pass is about.
#[derive(Debug, Clone)]
pub struct CutWords<'a> {
    report: &'a CutReport,
    unit: CargoUnit,
    /// The cargo, as in the middle of a sentence.
    pub cargo: String,
    /// Where from.
    pub from: String,
    /// Where to.
    pub to: String,
}

impl<'a> CutWords<'a> {
    /// For a report.
    pub fn new(network: &Network, report: &'a CutReport) -> Self {
        let query = &report.query;
        Self {
            report,
            unit: network.cargoes.find(&query.cargo).map_or(CargoUnit::Tonne, |id| network.cargoes[id].unit),
            cargo: in_sentence(&query.cargo_name),
            from: query.from.clone(),
            to: query.to.clone(),
        }
    }

    /// So much of the cargo.
    pub fn told(&self, units: f64) -> String {
        amount_told(units, self.unit)
    }

    /// How much can pass, and what the bottleneck is.
    pub fn answer(&self, cut: &CutRecord) -> String {
        let (cargo, from, to) = (&self.cargo, &self.from, &self.to);
        let when = self.report.query.period.told();
        match cut.outcome {
            "none" => format!("No {cargo} can go from {from} to {to} {when}: no allowed way joins them."),
            "unlimited" => format!(
                "The quantity of {cargo} that can go from {from} to {to} {when} is not bounded by known capacities: there is a way of \
                 which no capacity at all is known."
            ),
            _ => {
                let most = cut.most_told.as_deref().unwrap_or_default();
                let members = cut.near_origins.iter().map(|index| &cut.limits[*index].limit);
                let word = if members.len() == 1 { "The bottleneck is" } else { "The bottleneck is, together," };
                format!("At most {most} of {cargo} can go from {from} to {to} {when}. {word} {}.", together(members))
            }
        }
    }

    /// What binds once the limits in every minimum cut are gone.
    pub fn next(&self, cut: &CutRecord, next: &NextRecord) -> String {
        let gone = if cut.in_every().count() == 1 { "that limit" } else { "those limits" };
        match next.most {
            Some(then) => {
                let binds = if next.limits.len() == 1 { "binds" } else { "bind" };
                format!(
                    "Without {gone} {} could pass; then {} {binds}.{}",
                    self.told(then),
                    together(next.limits.iter()),
                    self.worth(next.limits.iter())
                )
            }
            None => format!("Without {gone} nothing that is known limits how much can pass."),
        }
    }

    /// What one more unit of each limit is worth, in sentences, each after a space.
    pub fn worth<'l>(&self, limits: impl Iterator<Item = &'l LimitRecord>) -> String {
        let all: Vec<&LimitRecord> = limits.collect();
        let told = all.iter().filter_map(|limit| {
            let worth = limit.worth.as_ref()?;
            let more = format!("{} {}", number_told(worth.more), limit.unit);
            let of = if all.len() == 1 { "it" } else { &limit.name };
            Some(format!(" {more} more of {of} lets {} more pass.", self.told(worth.gain)))
        });
        told.collect::<Vec<_>>().concat()
    }

    /// One of the minimum cuts as a sum; none if it has one member.
    pub fn sum(&self, cut: &CutRecord, positions: &[usize]) -> Option<String> {
        let parts: Vec<String> = positions.iter().map(|index| self.told(cut.limits[*index].arrives)).collect();
        (parts.len() > 1).then(|| format!("{} = {}", parts.join(" + "), cut.most_told.as_deref().unwrap_or_default()))
    }

    /// What proves that no more can pass; none if nothing known limits it.
    pub fn proof(&self, cut: &CutRecord) -> Option<String> {
        let most = self.told(cut.proof.as_ref()?.bound);
        Some(format!(
            "proven: no more than {most} can pass (a dual bound in whole numbers, checked apart from the solver)"
        ))
    }

    /// What the scenario changes, what bound in the base, and what binds now, in sentences; empty if there is none.
    pub fn against(&self) -> Vec<String> {
        let Some(base) = &self.report.base else { return Vec::new() };
        let now = &self.report.answer;
        let nearest = |cut: &CutRecord| {
            let binds = if cut.near_origins.len() == 1 { "binds" } else { "bind" };
            format!("{} {binds}.", together(cut.near_origins.iter().map(|index| &cut.limits[*index].limit)))
        };
        let mut told = vec![self.against_base()];
        if !base.near_origins.is_empty() {
            told.push(format!("In the base {}", nearest(base)));
        }
        if !now.near_origins.is_empty() {
            let worth = self.worth(now.in_every().map(|member| &member.limit));
            told.push(format!("With the scenario {}{worth}", nearest(now)));
        }
        told
    }

    /// What the scenario adds to the base or takes away; empty if there is none.
    fn against_base(&self) -> String {
        let Some(base) = &self.report.base else { return String::new() };
        let scenario = self.report.query.period.scenario.as_deref().unwrap_or_default();
        let without = base.most_told.as_deref().unwrap_or_default();
        match (self.report.adds, base.outcome, self.report.answer.outcome) {
            (_, "none", "limited") => format!("{scenario} adds all of it: without the scenario nothing can pass."),
            (Some(adds), ..) if adds > 0.0 => {
                format!("{scenario} adds {}: without it {without} can pass.", self.told(adds))
            }
            (Some(adds), ..) if adds < 0.0 => {
                format!("{scenario} takes away {}: without it {without} can pass.", self.told(-adds))
            }
            (Some(_), "none", _) => format!("{scenario} changes nothing: without it nothing can pass either."),
            (Some(_), ..) => format!("{scenario} changes nothing: without it as much can pass."),
            (None, "unlimited", _) => "Without the scenario it is not bounded by known capacities either way.".into(),
            (None, ..) => format!(
                "Without the scenario {without} can pass; with it what can pass is not bounded by known capacities."
            ),
        }
    }
}

impl LimitRecord {
    /// `Eastern Polygon (180 Mt/yr since 2024-12)`.
    pub fn told(&self) -> String {
        let since = self.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
        format!("{} ({}{since})", self.name, rate_told(self.capacity, self.unit))
    }
}

/// Limits that bind together, sections of one line as one.
pub fn together<'l>(limits: impl Iterator<Item = &'l LimitRecord>) -> String {
    const NAMED: usize = 4;
    let mut of_thing: Vec<(&LimitRecord, usize)> = Vec::new();
    for limit in limits {
        match of_thing.iter_mut().find(|(first, _)| (&first.id, first.kind) == (&limit.id, limit.kind)) {
            Some((_, count)) => *count += 1,
            None => of_thing.push((limit, 1)),
        }
    }
    let told = |(limit, count): &(&LimitRecord, usize)| match count {
        1 => limit.told(),
        count => format!("{} (on {count} sections, {})", limit.of, rate_told(limit.capacity, limit.unit)),
    };
    let named: Vec<String> = of_thing.iter().take(NAMED).map(told).collect();
    let more = if of_thing.len() > NAMED { format!(" and {} more", of_thing.len() - NAMED) } else { String::new() };
    format!("{}{more}", named.join(" + "))
}

/// An end as people say it, of the names that were asked for and the places that they mean: `Nakhodka and Vladivostok`,
/// `ports of Russia (34 places)`.
pub(super) fn end_told(network: &Network, names: &[String], places: &[PlaceId]) -> String {
    const NAMED: usize = 3;
    if let [only] = places {
        return network.places[*only].name.clone();
    }
    let told = match names {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] if all.len() < NAMED => format!("{} and {last}", all.join(", ")),
        all => format!("{} and {} others", all[..NAMED].join(", "), all.len() - NAMED),
    };
    if names.len() == places.len() { told } else { format!("{told} ({} places)", places.len()) }
}

/// What a place or city is called, by whatever name it was asked for.
pub fn end_name(network: &Network, asked: &str) -> String {
    if let Some(city) = network.cities.find(asked) {
        return network.cities[city].name.clone();
    }
    match network.find_places(asked).as_deref() {
        Ok([only]) => network.places[*only].name.clone(),
        _ => asked.to_string(),
    }
}

/// `Coal` as `coal`; `LNG` as it is.
pub fn in_sentence(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.into(),
    }
}
