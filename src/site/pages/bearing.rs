//! Restrictions that may bear on links and transfers, and by what.

use serde::Serialize;

use crate::model::{Link, Match, TransferId};
use crate::site::view::{PageContext, Ref};
use crate::site::words;

/// A restriction that may bear on something.
#[derive(Serialize)]
pub struct Bearing {
    rule: Ref,
    effect: &'static str,
    because: &'static str,
    in_force: bool,
}

/// Restrictions that name one of the links or transfers, an operator, a place on them, or a country that they touch.
pub fn bearing(context: &PageContext<'_>, links: &[Link], transfers: &[TransferId]) -> Vec<Bearing> {
    let network = context.site.network;
    let sections = || {
        links.iter().filter_map(|link| match link {
            Link::Section(id) => Some(&network.sections[*id]),
            Link::Lane(_) => None,
        })
    };
    let lanes = || {
        links.iter().filter_map(|link| match link {
            Link::Lane(id) => Some((*id, &network.lanes[*id])),
            Link::Section(_) => None,
        })
    };
    let mut places: Vec<_> = links.iter().flat_map(|link| <[_; 2]>::from(network.ends(*link))).collect();
    places.sort_unstable();
    places.dedup();
    let mut countries: Vec<_> = places.iter().filter_map(|place| network.places[*place].country).collect();
    countries.sort_unstable();
    countries.dedup();
    let names_it = |matches: &Match| {
        sections().any(|section| matches.lines.contains(&section.line))
            || lanes().any(|(id, lane)| {
                matches.lanes.contains(&id) || lane.passage.is_some_and(|passage| matches.passages.contains(&passage))
            })
            || transfers.iter().any(|transfer| matches.transfers.contains(transfer))
    };
    let because = |matches: &Match| {
        if names_it(matches) {
            Some("names it, or a part of it")
        } else if sections().any(|s| s.operator.is_some_and(|operator| matches.operators.contains(&operator))) {
            Some("names its operator")
        } else if places.iter().any(|place| matches.places.contains(place)) {
            Some("names a place on it")
        } else if countries.iter().any(|country| matches.countries.contains(country)) {
            Some("names a country that it touches")
        } else if crosses(matches, &countries) {
            Some("is about passing between countries that it joins")
        } else {
            None
        }
    };
    let found = network.restrictions.iter().filter_map(|(id, rule)| {
        let in_exception =
            || rule.exceptions.iter().any(|other| names_it(&other.matches)).then_some("names it in an exception");
        Some(Bearing {
            because: because(&rule.matches).or_else(in_exception)?,
            rule: context.restriction(id),
            effect: words::effect(rule.effect),
            in_force: rule.window.contains(context.site.as_of),
        })
    });
    found.collect()
}

fn crosses(matches: &Match, countries: &[crate::model::Country]) -> bool {
    matches.crossing.as_ref().is_some_and(|(from, to)| {
        let touches = |side: &[crate::model::Country]| side.iter().any(|country| countries.contains(country));
        touches(from) && touches(to)
    })
}
