//! What the command line says of cargo, ship, modes, day and rules, as a query: the same for every command that plans.

use super::Failure;
use super::arguments::Terms;
use crate::calendar::Day;
use crate::model::{
    CargoId, Country, Effect, Match, Named, Network, Objective, RestrictionId, ScenarioId, Spot, Table, look_alikes,
};
use crate::route::{Query, Ways};

/// How many ids a message names.
const TOLD: usize = 20;

/// The query that journeys of these terms have in common; where from, where to and when is added by who asks.
pub fn query(network: &Network, given: &Terms, objective: Objective) -> Result<Query, Failure> {
    let mut query = Query::new(network, Vec::new(), Vec::new());
    query.objective = objective;
    query.modes.clone_from(&given.modes);
    if let Some(cargo) = &given.cargo {
        let (cargo, origin) = cargo_with_origin(network, cargo)?;
        query.carry(network, cargo, origin);
    }
    if let Some(vessel) = &given.vessel {
        let id = entry(&network.vessels, "vessel", vessel)?;
        let cargo = &network.cargoes[query.cargo];
        if !cargo.sails_in(id) {
            let ships: Vec<&str> = cargo.vessels.iter().map(|id| network.vessels[*id].id.as_str()).collect();
            return Err(Failure::usage(format!("`{vessel}` does not carry {}; {} do", cargo.id, ships.join(", "))));
        }
        query.vessel = Some(id);
    }
    query.allow = lifted(network, &given.allow)?;
    has_figures(network, &query)?;
    Ok(query)
}

/// The query of a journey from the one to the other place. Whoever names a ship between two ports asks for its voyage;
/// `--mode rail,sea` asks for more.
pub fn between(
    network: &Network,
    given: &Terms,
    objective: Objective,
    (from, to): (&str, &str),
) -> Result<Query, Failure> {
    let places = |name: &str| network.find_places(name).map_err(Failure::usage);
    let mut query = query(network, given, objective)?;
    (query.origin, query.destination) = (places(from)?, places(to)?);
    if query.origin.iter().any(|place| query.destination.contains(place)) {
        return Err(Failure::usage(format!("`{from}` and `{to}` are the same place")));
    }
    query.sail_if_by_ship(network, given.vessel.is_some());
    Ok(query)
}

/// Puts a query under a scenario, on its own day, the scenario's, or the network's.
pub fn at(network: &Network, query: &mut Query, scenario_id: Option<&str>, depart: Option<Day>) -> Result<(), Failure> {
    query.scenario = scenario_id.map_or(Ok(None), |id| scenario(network, id))?;
    let of_scenario = query.scenario.and_then(|id| network.scenarios[id].depart);
    query.depart = depart.or(of_scenario).unwrap_or(query.depart);
    Ok(())
}

/// The scenario of this name; `base` is none.
pub fn scenario(network: &Network, name: &str) -> Result<Option<ScenarioId>, Failure> {
    if name == "base" && network.scenarios.find(name).is_none() {
        return Ok(None);
    }
    entry(&network.scenarios, "scenario", name).map(Some)
}

/// What `--via` and `--avoid` name.
pub fn spots(network: &Network, names: &[String]) -> Result<Vec<Spot>, Failure> {
    names.iter().map(|name| network.find_spot(name).map_err(Failure::usage)).collect()
}

/// Refuses a query that asks for the best by figures that the network does not have.
pub fn has_figures(network: &Network, query: &Query) -> Result<(), Failure> {
    let cargo = &network.cargoes[query.cargo];
    if query.needs_prices() && !network.rates.values().any(|rate| rate.cargo == query.cargo) {
        let instead =
            if matches!(query.ways, Ways::Pareto(_)) { "--pareto time,distance,borders" } else { "--by time" };
        return Err(Failure::usage(format!(
            "the network has no rate for `{}`, so ways cannot be compared by cost; use {instead}",
            cargo.id
        )));
    }
    if query.objective == Objective::Generalised && cargo.value_of_time.is_none() {
        let message = format!("the network does not say what a day of `{}` is worth; use --by cost", cargo.id);
        return Err(Failure::usage(message));
    }
    if query.needs_emissions() && network.emission_factors.is_empty() && network.fuels.is_empty() {
        return Err(Failure::usage("the network has no emission factors; use --by time"));
    }
    Ok(())
}

/// The rules that are to be lifted, by their ids; each excludes something.
fn lifted(network: &Network, rules: &[String]) -> Result<Vec<RestrictionId>, Failure> {
    let rules: Vec<RestrictionId> =
        rules.iter().map(|rule| entry(&network.restrictions, "restriction", rule)).collect::<Result<_, _>>()?;
    if let Some(rule) = rules.iter().find(|rule| network.restrictions[**rule].effect != Effect::Exclude) {
        let rule = &network.restrictions[*rule];
        return Err(Failure::usage(format!(
            "`{}` excludes nothing (its effect is {}), so there is nothing to lift",
            rule.id,
            rule.effect.word()
        )));
    }
    Ok(rules)
}

/// The key of an entry that the command line names by its id.
pub fn entry<K: crate::model::Key, T: Named>(table: &Table<K, T>, what: &str, id: &str) -> Result<K, Failure> {
    table.find(id).ok_or_else(|| {
        let alike = look_alikes(id, table.values().map(Named::id));
        let hint = if alike.is_empty() {
            match table.values().map(Named::id).collect::<Vec<&str>>()[..] {
                [] => "the network has none".to_string(),
                ref known if known.len() <= TOLD => format!("known: {}", known.join(", ")),
                ref known => format!("known: {} and {} more", known[..TOLD].join(", "), known.len() - TOLD),
            }
        } else {
            format!("did you mean {}?", alike.join(" or "))
        };
        Failure::usage(format!("no {what} is called `{id}`; {hint}"))
    })
}

/// Whether a place lies in the country or a rule speaks of cargo from it.
fn knows(network: &Network, country: Country) -> bool {
    let speaks =
        |matches: &Match| matches.cargo_origin.contains(&country) || matches.cargo_origin_not.contains(&country);
    network.places.values().any(|place| place.country == Some(country))
        || network.restrictions.values().any(|rule| speaks(&rule.matches))
}

/// The cargo, and the country that it is from, of `coal@RU`.
pub fn cargo_with_origin(network: &Network, text: &str) -> Result<(CargoId, Option<Country>), Failure> {
    let (cargo, origin) = text.split_once('@').map_or((text, None), |(cargo, origin)| (cargo, Some(origin)));
    let country: Option<Country> = origin.map(str::parse).transpose().map_err(Failure::usage)?;
    if let Some(country) = country.filter(|country| !knows(network, *country)) {
        return Err(Failure::usage(format!(
            "no place of the network lies in {country} and no rule speaks of it, so rules on the origin of the cargo \
             could not be tested"
        )));
    }
    Ok((entry(&network.cargoes, "cargo", cargo)?, country))
}
