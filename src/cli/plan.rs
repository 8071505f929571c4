//! `landbridge plan`: ways from here to there.

use serde::Serialize;

use super::arguments::{Arguments, PlanCommand, PlanFormat};
use super::{Exit, Failure, exit_codes, network, plan_csv, plan_text, print};
use crate::model::{
    CargoId, Country, Effect, Match, Mode, Named, Network, Objective, PlaceId, RestrictionId, Spot, Table, Transfer,
    look_alikes,
};
use crate::report::{explain, plan_geojson, report, why_not};
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query, Ways};

/// How many ways of a frontier are shown unless -k says otherwise.
const SHOWN_OF_FRONTIER: u8 = 12;

/// Plans and prints.
pub fn run(command: &PlanCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let query = query(&network, command)?;
    let asked = command.why_not.as_ref().map(|words| asked_about(&network, words)).transpose()?;
    let planner = Planner::new(&network);
    let answer = planner.plan(&query);
    let mut record = report(&network, &query, &answer, &command.from, &command.to);
    if asked.is_some() || answer.routes.is_empty() {
        let asked = asked.as_ref().and_then(Option::as_ref).map(|(name, spot)| (name.as_str(), spot));
        record.why_not = Some(why_not(&planner, &network, &query, &answer, asked));
    }
    if let Some(rank) = command.explain {
        record.explained = explain(&network, &query, &answer, &record.itineraries, rank);
        if record.explained.is_none() && record.has_route() {
            let ways = record.itineraries.len();
            return Err(Failure::usage(format!("--explain {rank}: the answer has {ways} ways, counted from 1")));
        }
    }
    let text = match command.format {
        PlanFormat::Text => plan_text::text(&network, &record),
        PlanFormat::Json => to_json(&record)? + "\n",
        PlanFormat::Csv => plan_csv::csv(&record)?,
        PlanFormat::Geojson => to_json(&plan_geojson(&network, &record))? + "\n",
    };
    print::answer(&text)?;
    Ok(if record.has_route() { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// Pretty JSON.
pub fn to_json<T: Serialize>(record: &T) -> Result<String, Failure> {
    serde_json::to_string_pretty(record)
        .map_err(|error| Failure::new(exit_codes::FAILED, format!("error: cannot write JSON: {error}")))
}

fn query(network: &Network, command: &PlanCommand) -> Result<Query, Failure> {
    let places = |name: &str| network.find_places(name).map_err(Failure::usage);
    let spots = |names: &[String]| -> Result<Vec<Spot>, Failure> {
        names.iter().map(|name| network.find_spot(name).map_err(Failure::usage)).collect()
    };
    let mut query = Query::new(network, places(&command.from)?, places(&command.to)?);
    if query.origin.iter().any(|place| query.destination.contains(place)) {
        return Err(Failure::usage(format!("`{}` and `{}` are the same place", command.from, command.to)));
    }
    query.depart = command.depart.unwrap_or(query.depart);
    query.objective = command.by;
    query.draws = Draws { samples: command.samples, seed: command.seed };
    query.arrive_by = command.arrive_by;
    query.unescorted = command.unescorted;
    (query.ways, query.alternatives) = ways(command)?;
    query.via = spots(&command.via)?;
    query.avoid = spots(&command.avoid)?;
    query.modes.clone_from(&command.modes);
    if let Some(cargo) = &command.cargo {
        let (cargo, origin) = cargo_with_origin(network, cargo)?;
        query.carry(network, cargo, origin);
    }
    if let Some(vessel) = &command.vessel {
        let id = entry(&network.vessels, "vessel", vessel)?;
        let cargo = &network.cargoes[query.cargo];
        if !cargo.sails_in(id) {
            let ships: Vec<&str> = cargo.vessels.iter().map(|id| network.vessels[*id].id.as_str()).collect();
            return Err(Failure::usage(format!("`{vessel}` does not carry {}; {} do", cargo.id, ships.join(", "))));
        }
        query.vessel = Some(id);
        // Whoever names a ship between two ports asks for its voyage; `--mode rail,sea` asks for more.
        if query.modes.is_empty() && has_port(network, &query.origin) && has_port(network, &query.destination) {
            query.modes.push(Mode::Sea);
        }
    }
    if let Some(scenario) = &command.scenario {
        let id = entry(&network.scenarios, "scenario", scenario)?;
        query.scenario = Some(id);
        if let (None, Some(depart)) = (command.depart, network.scenarios[id].depart) {
            query.depart = depart;
        }
    }
    if query.needs_prices() && !network.rates.values().any(|rate| rate.cargo == query.cargo) {
        let cargo = &network.cargoes[query.cargo].id;
        return Err(Failure::usage(format!(
            "the network has no rate for `{cargo}`, so ways cannot be compared by cost; use {}",
            if command.pareto.is_some() { "--pareto time,distance,borders" } else { "--by time" }
        )));
    }
    if let Some(date) = query.arrive_by.filter(|date| *date < query.depart) {
        return Err(Failure::usage(format!("nothing that leaves on {} arrives by {date}", query.depart)));
    }
    let cargo = &network.cargoes[query.cargo];
    if query.objective == Objective::Generalised && cargo.value_of_time.is_none() {
        let message = format!("the network does not say what a day of `{}` is worth; use --by cost", cargo.id);
        return Err(Failure::usage(message));
    }
    if query.objective == Objective::Co2 && network.emission_factors.is_empty() && network.fuels.is_empty() {
        return Err(Failure::usage("the network has no emission factors; use --by time".to_string()));
    }
    query.allow = lifted(network, &command.allow)?;
    Ok(query)
}

/// The rules that are to be lifted, by their ids; each excludes something.
pub fn lifted(network: &Network, rules: &[String]) -> Result<Vec<RestrictionId>, Failure> {
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

/// What `--why-not` names, which may be written `via khasan`; nothing if it asks about all ways.
fn asked_about(network: &Network, words: &[String]) -> Result<Option<(String, Spot)>, Failure> {
    let name = match words {
        [] => return Ok(None),
        [only] => only.strip_prefix("via ").unwrap_or(only),
        [via, name] if via == "via" => name,
        [_, other, ..] => {
            return Err(Failure::usage(format!("`--why-not` takes one name; put it last, `{other}` follows it")));
        }
    };
    let spot = network.find_spot(name).map_err(Failure::usage)?;
    Ok(Some((name.to_string(), spot)))
}

/// What kind of ways are wanted, and how many.
fn ways(command: &PlanCommand) -> Result<(Ways, usize), Failure> {
    if let Some(criteria) = &command.pareto {
        let twice = criteria.iter().enumerate().find(|(index, criterion)| criteria[..*index].contains(criterion));
        if let Some((_, criterion)) = twice {
            return Err(Failure::usage(format!("--pareto names `{}` twice", criterion.word())));
        }
        if let [only] = criteria[..] {
            return Err(Failure::usage(format!(
                "--pareto compares by two criteria or more; for the best by `{}` alone use --by where it can",
                only.word()
            )));
        }
        return Ok((Ways::Pareto(criteria.clone()), usize::from(command.k.unwrap_or(SHOWN_OF_FRONTIER))));
    }
    if command.k.is_some() && command.by == Objective::Generalised {
        return Err(Failure::usage(
            "-k ranks by time, cost, distance or co2; for generalised cost use --alternatives".to_string(),
        ));
    }
    let corridors = usize::from(command.alternatives.unwrap_or(3));
    Ok(command.k.map_or((Ways::Corridors, corridors), |k| (Ways::Loopless, usize::from(k))))
}

/// Whether ships call at one of the places.
pub fn has_port(network: &Network, places: &[PlaceId]) -> bool {
    let port = |transfer: &Transfer| transfer.kind.quay().is_some() && places.contains(&transfer.at);
    network.transfers.values().any(port)
}

/// The key of an entry that the command line names by its id.
pub fn entry<K: crate::model::Key, T: Named>(table: &Table<K, T>, what: &str, id: &str) -> Result<K, Failure> {
    table.find(id).ok_or_else(|| {
        let alike = look_alikes(id, table.values().map(Named::id));
        let hint = if alike.is_empty() {
            let known: Vec<&str> = table.values().map(Named::id).collect();
            format!("known: {}", if known.is_empty() { "none".into() } else { known.join(", ") })
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
