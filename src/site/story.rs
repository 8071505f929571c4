//! What happened, by date: states that began, rules that came and went. Nothing is told that no entry of the network says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::format::{sentence_case, with_stop};
use super::histories::Told;
use super::view::{Badge, Origin, PageContext, Ref, status_of};
use super::years::FIRST_YEAR;
use crate::calendar::{Date, Day};
use crate::model::{Effect, Link, State};

/// Something that happened.
#[derive(Clone, Serialize)]
pub struct Event {
    #[serde(skip)]
    day: Day,
    #[serde(skip)]
    weight: u8,
    /// When, as exactly as it is known.
    pub date: String,
    /// To what.
    pub what: Ref,
    /// Its new state, for a link.
    pub badge: Option<Badge>,
    /// `rule` or `rule ends`, for a restriction.
    pub rule: Option<&'static str>,
    /// What the entry says of it.
    pub text: String,
    /// Who says so.
    pub origin: Origin,
}

/// The events of a year.
#[derive(Serialize)]
pub struct Year {
    /// Its number.
    pub number: i32,
    /// Its events, in order.
    pub events: Vec<Event>,
    /// How many there are besides.
    pub more: usize,
}

/// All events from the first year to the day shown, in order.
pub fn events(context: &PageContext<'_>) -> Vec<Event> {
    let network = context.site.network;
    let links = network.links().collect::<Vec<Link>>().into_iter();
    let mut events: Vec<Event> =
        context.histories(links, network.transfers.keys()).iter().flat_map(|told| of_history(context, told)).collect();
    events.extend(of_rules(context));
    let first = Day::from_civil(FIRST_YEAR, 1, 1);
    events.retain(|event| first.is_none_or(|first| event.day >= first) && event.day <= context.site.as_of);
    events.sort_by(|a, b| (a.day, &a.what.name).cmp(&(b.day, &b.what.name)));
    events
}

/// All years with their events.
pub fn by_year(events: &[Event]) -> Vec<Year> {
    let mut years: BTreeMap<i32, Vec<Event>> = BTreeMap::new();
    for event in events {
        years.entry(event.day.civil().0).or_default().push(event.clone());
    }
    years.into_iter().map(|(year, events)| Year { number: year, events, more: 0 }).collect()
}

/// Of each year its weightiest event, of the `most` weightiest years.
pub fn in_short(events: &[Event], most: usize) -> Vec<Year> {
    let mut years = by_year(events);
    let weight = |year: &Year| year.events.iter().map(|event| event.weight).max().unwrap_or(0);
    let mut weights: Vec<u8> = years.iter().map(weight).collect();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    let least = weights.get(most.saturating_sub(1)).copied().unwrap_or(0);
    years.retain(|year| weight(year) >= least);
    for year in &mut years {
        let heaviest = weight(year);
        year.more = year.events.len() - 1;
        let at = year.events.iter().position(|event| event.weight == heaviest).unwrap_or(0);
        year.events = vec![year.events.swap_remove(at)];
    }
    years
}

fn of_history(context: &PageContext<'_>, told: &Told<'_>) -> Vec<Event> {
    let mut before: Option<State> = None;
    let mut events = Vec::new();
    for spell in &told.history.spells {
        let was = before.replace(spell.state);
        let Some(from) = spell.window.from else { continue };
        let stops = !spell.state.is_usable() && was.is_some_and(State::is_usable);
        let opens = spell.state.is_usable() && was.is_none_or(|was| !was.is_usable());
        let own = match spell.state {
            State::Severed => 5,
            State::Proposed | State::UnderConstruction => 1,
            _ if stops => 4,
            _ if opens => 3,
            _ => 2,
        };
        events.push(Event {
            day: from.first_day(),
            weight: own * 2 + u8::from(told.is_border) * 3,
            date: from.to_string(),
            what: told.what.clone(),
            badge: Some(status_of(spell.state).into()),
            rule: None,
            text: spell.note.as_deref().map(|note| with_stop(&sentence_case(note))).unwrap_or_default(),
            origin: context.origin(&spell.provenance),
        });
    }
    events
}

fn of_rules(context: &PageContext<'_>) -> Vec<Event> {
    let network = context.site.network;
    let mut events = Vec::new();
    for (id, rule) in network.restrictions.iter() {
        let excludes = rule.effect == Effect::Exclude;
        let mut tell = |date: Option<Date>, word: &'static str, weight: u8, text: String| {
            let Some(date) = date else { return };
            events.push(Event {
                day: date.first_day(),
                weight,
                date: date.to_string(),
                what: context.restriction(id),
                badge: None,
                rule: Some(word),
                text,
                origin: context.origin(&rule.provenance),
            });
        };
        let issuer: Vec<&str> = rule.issuer.iter().chain(&rule.legal_basis).map(String::as_str).collect();
        let explain = rule.explain.as_deref().map(with_stop);
        let text = [explain.unwrap_or_default(), with_stop_unless_empty(&issuer.join(", "))].join(" ");
        tell(rule.window.from, "rule", if excludes { 10 } else { 5 }, text.trim().to_string());
        tell(rule.window.until, "rule ends", 4, with_stop_unless_empty(&issuer.join(", ")));
    }
    events
}

fn with_stop_unless_empty(text: &str) -> String {
    if text.is_empty() { String::new() } else { with_stop(text) }
}
