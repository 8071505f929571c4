//! LB1102: does every name of a place mean that place alone?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::diagnostics::{Diagnostic, Location};
use crate::inventory::Node;
use crate::model::{CityId, Network, PlaceId, fold};

rule! {
    /// Two places share a name, an alias or a UN/LOCODE, so a plan that asks for it is refused as ambiguous; or a place
    /// has the name of a city that it does not belong to, so the name never means the place. Names are compared as the
    /// planner compares them: without regard to case, accents and hyphens. Places of a city may have the city's name.
    ///
    /// ```yaml
    /// places:
    ///   rajin: {name: Rajin, aliases: [Rason], country: KP}
    ///   sonbong: {name: Sonbong, aliases: [Rason], country: KP}     # which one is Rason?
    /// ```
    ///
    /// Keep the alias at one of them, tell the names apart (`Kaesong (road)`), or give both places the same `city`, and
    /// the city the name.
    "LB1102", Warning, "name of two places"
}

/// Who bears a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bearer {
    City(CityId),
    Place(PlaceId),
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut bearers: BTreeMap<String, (Bearer, Location)> = BTreeMap::new();
    for (id, city) in network.cities.iter() {
        let node = Node::entry(city.file, "cities", &city.id);
        for (name, at) in names(&node, &city.id, &city.name, &city.aliases, None) {
            meet(network, &mut bearers, name, Bearer::City(id), at, out);
        }
    }
    for (id, place) in network.places.iter() {
        let node = Node::entry(place.file, "places", &place.id);
        for (name, at) in names(&node, &place.id, &place.name, &place.aliases, place.locode.as_ref()) {
            meet(network, &mut bearers, name, Bearer::Place(id), at, out);
        }
    }
}

/// Every name of an entry with where it is written.
fn names<'n>(
    node: &Node,
    id: &'n str,
    name: &'n str,
    aliases: &'n [String],
    locode: Option<&'n String>,
) -> Vec<(&'n str, Location)> {
    let aliases = aliases.iter().enumerate();
    [(id, node.name()), (name, node.key("name").value())]
        .into_iter()
        .chain(aliases.map(|(index, alias)| (alias.as_str(), node.key("aliases").index(index).value())))
        .chain(locode.map(|code| (code.as_str(), node.key("locode").value())))
        .collect()
}

/// Writes down who bears a name, or says that another does.
fn meet(
    network: &Network,
    bearers: &mut BTreeMap<String, (Bearer, Location)>,
    name: &str,
    bearer: Bearer,
    at: Location,
    out: &mut Vec<Diagnostic>,
) {
    let folded = fold(name);
    if folded.is_empty() {
        return;
    }
    let Some((first, first_at)) = bearers.get(&folded) else {
        bearers.insert(folded, (bearer, at));
        return;
    };
    let at_home = match (*first, bearer) {
        (Bearer::City(city), Bearer::Place(place)) => network.places[place].city == Some(city),
        (first, second) => first == second,
    };
    if at_home {
        return;
    }
    let called = |bearer: Bearer| match bearer {
        Bearer::City(id) => format!("the city `{}`", network.cities[id].id),
        Bearer::Place(id) => format!("the place `{}`", network.places[id].id),
    };
    out.push(
        RULE.found(format!("`{name}` is a name of {} and of {}", called(*first), called(bearer)))
            .at(at)
            .also(first_at.clone(), "the other")
            .help("keep the name at one of them, tell the names apart, or give both the same `city`"),
    );
}
