//! Questions that a restriction speaks of: by chance alone hardly any would ask for its cargo, its countries and its dates
//! at once.

use crate::calendar::Day;
use crate::model::{Cargo, Country, Key as _, Match, Network, PlaceId, Restriction};

/// What a question must ask for so that a restriction speaks of it.
#[derive(Debug, Clone)]
pub struct Aim {
    /// Id of the restriction.
    pub rule: String,
    /// Id of the cargo.
    pub cargo: String,
    /// Countries that the cargo may be from; any if empty.
    pub cargo_origin: Vec<String>,
    /// Where it may start.
    pub from: Vec<String>,
    /// Where it may end.
    pub to: Vec<String>,
    /// The first day in force that is worth asking for, and how many there are.
    pub days: (Day, i32),
}

/// How far from the network's date a day is asked for, back and ahead.
const YEARS: (i32, i32) = (30 * 365, 400);

/// All that can be asked so that some restriction speaks of it; `reached` are the places that a cargo reaches.
pub fn aims(network: &Network, reached: &[(String, Vec<PlaceId>)]) -> Vec<Aim> {
    let of_rule = |rule: &Restriction| -> Vec<Aim> {
        let days = days(network, rule);
        let asked = reached.iter().filter(|(cargo, _)| carries(network, cargo, &rule.matches));
        asked.filter_map(|(cargo, places)| aim(network, rule, cargo, places, days?)).collect()
    };
    network.restrictions.values().flat_map(of_rule).collect()
}

fn days(network: &Network, rule: &Restriction) -> Option<(Day, i32)> {
    let as_of = network.meta.as_of;
    let first = rule.window.start().max(as_of.plus(-YEARS.0));
    let end = rule.window.end().min(as_of.plus(YEARS.1));
    let count = end.count() - first.count();
    (count > 0).then_some((first, count))
}

/// Whether the cargo may have a commodity that the restriction names.
fn carries(network: &Network, cargo: &str, matches: &Match) -> bool {
    let cargo: Option<&Cargo> = network.cargoes.find(cargo).map(|id| &network.cargoes[id]);
    matches.commodities.is_empty() || cargo.is_some_and(|cargo| cargo.is_one_of(&matches.commodities))
}

fn aim(network: &Network, rule: &Restriction, cargo: &str, places: &[PlaceId], days: (Day, i32)) -> Option<Aim> {
    let matches = &rule.matches;
    let within = |countries: &[Country]| -> Vec<PlaceId> {
        let lies = |place: &&PlaceId| network.places[**place].country.is_some_and(|it| countries.contains(&it));
        places.iter().filter(lies).copied().collect()
    };
    let at = |wanted: &dyn Fn(PlaceId) -> bool| -> Vec<PlaceId> {
        places.iter().copied().filter(|place| wanted(*place)).collect()
    };
    let on_line = |place: PlaceId| {
        network
            .sections
            .values()
            .any(|section| matches.lines.contains(&section.line) && (section.from == place || section.to == place))
    };
    let near = if !matches.places.is_empty() {
        at(&|place| matches.places.contains(&place))
    } else if !matches.lines.is_empty() {
        at(&on_line)
    } else if !matches.countries.is_empty() {
        within(&matches.countries)
    } else {
        places.to_vec()
    };
    let (leaves, enters) = matches.crossing.clone().unwrap_or_default();
    let end = |of_journey: &[Country], of_crossing: &[Country], otherwise: &[PlaceId]| {
        if !of_journey.is_empty() {
            within(of_journey)
        } else if !of_crossing.is_empty() {
            within(of_crossing)
        } else {
            otherwise.to_vec()
        }
    };
    // One end where the restriction holds, the other anywhere.
    let from = end(&matches.origin, &leaves, if matches.destination.is_empty() { &near } else { places });
    let to = end(&matches.destination, &enters, if matches.origin.is_empty() { places } else { &near });
    let to = if to.is_empty() { places.to_vec() } else { to };
    let ids = |places: &[PlaceId]| places.iter().map(|place| network.places[*place].id.clone()).collect::<Vec<_>>();
    let differ =
        from.len() > 1 || to.iter().any(|place| from.first().is_some_and(|from| from.index() != place.index()));
    (!from.is_empty() && differ).then(|| Aim {
        rule: rule.id.clone(),
        cargo: cargo.into(),
        cargo_origin: matches.cargo_origin.iter().map(ToString::to_string).collect(),
        from: ids(&from),
        to: ids(&to),
        days,
    })
}
