//! Turns entries as written into a model: names become typed keys, spans are applied, figures get their provenance.
//!
//! Every problem is collected; a network with an error is not built.

mod context;
#[allow(clippy::unnecessary_wraps)]
mod expectations;
#[allow(clippy::unnecessary_wraps)]
mod flows;
#[allow(clippy::unnecessary_wraps)]
mod ice;
// One signature for every kind of entry, whether it can fail or not.
#[allow(clippy::unnecessary_wraps)]
mod links;
#[allow(clippy::unnecessary_wraps)]
mod questions;
#[allow(clippy::unnecessary_wraps)]
mod rules;
mod service;
#[allow(clippy::unnecessary_wraps)]
mod tariffs;
#[allow(clippy::unnecessary_wraps)]
mod traffic;

use super::codes;
use super::raw::{RawCounts, RawNetwork};
use crate::calendar::Season;
use crate::diagnostics::{Diagnostic, Location, Severity, YamlPath};
use crate::model::{City, IceSeason, Meta, Network, Operator, Place, PlaceId, Source, Table};
use context::{Here, Resolver};

/// The model of `raw`, unless there is an error; and all that is to say about it.
pub fn resolve(raw: &RawNetwork) -> (Option<Network>, Vec<Diagnostic>) {
    let mut resolver = Resolver::new(raw);
    let network = build(raw, &mut resolver);
    let failed = resolver.out.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    (network.filter(|_| !failed), resolver.out)
}

fn build(raw: &RawNetwork, resolver: &mut Resolver<'_>) -> Option<Network> {
    let meta = meta(raw, resolver);
    let places = resolver.entries(&raw.places, "places", place);
    let mut cities: Vec<City> = resolver.entries(&raw.cities, "cities", |_, _, id, city| {
        Some(City {
            id,
            name: city.0.name.clone(),
            aliases: city.0.aliases.0.clone(),
            places: Vec::new(),
            file: city.1,
        })
    });
    for (index, place) in places.iter().enumerate() {
        if let Some(city) = place.city.and_then(|city| cities.get_mut(crate::model::Key::index(city))) {
            city.places.push(<PlaceId as crate::model::Key>::from_index(index));
        }
    }
    let operators = resolver.entries(&raw.operators, "operators", |resolver, here, id, (operator, file)| {
        let provenance = resolver.provenance(&operator.raw_provenance(), here);
        Some(Operator {
            id,
            name: operator.name.clone(),
            country: operator.country.as_ref().map(|country| country.0),
            speed: resolver.dated(operator.speed.as_ref(), &provenance, &here.key("speed")),
            bulk_speed: resolver.dated(operator.bulk_speed.as_ref(), &provenance, &here.key("bulk_speed")),
            provenance,
            note: operator.note.clone(),
            file,
        })
    });
    let (lines, sections) = links::lines(raw, resolver);
    let lanes =
        resolver.entries(&raw.lanes, "lanes", |resolver, here, id, lane| links::lane(raw, resolver, here, id, lane));
    let passages = resolver.entries(&raw.passages, "passages", links::passage);
    let transfers = resolver.entries(&raw.transfers, "transfers", links::transfer);
    let vessels = resolver.entries(&raw.vessels, "vessels", traffic::vessel);
    let trains = resolver.entries(&raw.trains, "trains", traffic::train);
    let cargoes = resolver.entries(&raw.cargoes, "cargoes", traffic::cargo);
    let rates = resolver.entries(&raw.rates, "rates", tariffs::rate);
    let emission_factors = resolver.entries(&raw.emission_factors, "emission_factors", tariffs::mode_emission);
    let fuels = resolver.entries(&raw.fuels, "fuels", tariffs::fuel);
    let exchange_rates = resolver.entries(&raw.exchange_rates, "exchange_rates", tariffs::currency_rate);
    let demands = resolver.entries(&raw.demands, "demands", traffic::demand);
    let capacity_groups = resolver.entries(&raw.capacity_groups, "capacity_groups", |resolver, here, id, group| {
        links::capacity_group(&lines, resolver, here, id, group)
    });
    let capacity_rules = resolver.entries(&raw.capacity_rules, "capacity_rules", flows::capacity_rule);
    let congestion = flows::congestion(raw, resolver);
    let storages = resolver.entries(&raw.storages, "storages", flows::storage);
    let supplies = resolver.entries(&raw.supplies, "supplies", flows::supply);
    let projects = resolver.entries(&raw.projects, "projects", flows::project);
    let ice_areas = resolver.entries(&raw.ice_areas, "ice_areas", ice::area);
    let admissions = resolver.entries(&raw.admissions, "admissions", ice::admission);
    let escort_tariffs = resolver.entries(&raw.escort_tariffs, "escort_tariffs", ice::escort_tariff);
    let risk_tables = resolver.entries(&raw.risk_tables, "risk_tables", ice::risk_table);
    let restrictions = resolver.entries(&raw.restrictions, "restrictions", rules::restriction);
    let scenarios = resolver.entries(&raw.scenarios, "scenarios", rules::scenario);
    let corridors = resolver.entries(&raw.corridors, "corridors", questions::corridor);
    let report_routes = resolver.entries(&raw.report_routes, "report_routes", questions::report_route);
    let report_cuts = resolver.entries(&raw.report_cuts, "report_cuts", questions::report_cut);
    let report_flows = resolver.entries(&raw.report_flows, "report_flows", questions::report_flow);
    let expectations = resolver.entries(&raw.expectations, "expectations", expectations::expectation);
    let checks = expectations::levels(raw, resolver);
    let sources = resolver.entries(&raw.sources, "sources", |_, _, id, (source, file)| {
        Some(Source {
            id,
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            date: source.date.as_ref().map(|date| date.0),
            url: source.url.clone(),
            licence: source.licence.clone(),
            kind: source.kind.as_ref().map(|kind| kind.0).unwrap_or_default(),
            note: source.note.clone(),
            file,
        })
    });
    Some(Network {
        meta: meta?,
        places: Table::new(places),
        cities: Table::new(cities),
        operators: Table::new(operators),
        lines: Table::new(lines),
        sections: Table::new(sections),
        lanes: Table::new(lanes),
        passages: Table::new(passages),
        transfers: Table::new(transfers),
        vessels: Table::new(vessels),
        capacity_groups: Table::new(capacity_groups),
        capacity_rules: Table::new(capacity_rules),
        congestion: Table::new(congestion),
        storages: Table::new(storages),
        supplies: Table::new(supplies),
        projects: Table::new(projects),
        trains: Table::new(trains),
        demands: Table::new(demands),
        escort_tariffs: Table::new(escort_tariffs),
        risk_tables: Table::new(risk_tables),
        cargoes: Table::new(cargoes),
        rates: Table::new(rates),
        emission_factors: Table::new(emission_factors),
        fuels: Table::new(fuels),
        exchange_rates: Table::new(exchange_rates),
        ice_areas: Table::new(ice_areas),
        admissions: Table::new(admissions),
        restrictions: Table::new(restrictions),
        scenarios: Table::new(scenarios),
        corridors: Table::new(corridors),
        report_routes: Table::new(report_routes),
        report_cuts: Table::new(report_cuts),
        report_flows: Table::new(report_flows),
        expectations: Table::new(expectations),
        checks,
        sources: Table::new(sources),
    })
}

fn meta(raw: &RawNetwork, resolver: &mut Resolver<'_>) -> Option<Meta> {
    let path = || YamlPath::root().key("network");
    let [filed] = raw.network.as_slice() else {
        let help = "write one `network` entry with `id`, `title`, `summary`, `as_of` and `cargo`";
        let mut diagnostic = Diagnostic::error(
            codes::NOT_ONE_NETWORK,
            if raw.network.is_empty() { "no file has a `network` entry" } else { "more than one `network` entry" },
        );
        for filed in &raw.network {
            diagnostic = diagnostic.at(Location::key(filed.file, path()));
        }
        resolver.out.push(diagnostic.help(help));
        return None;
    };
    let meta = filed.entry.as_ref()?;
    let here = Here::new(filed.file, path());
    resolver.list(&meta.source.0, &here.key("source"), Resolver::source);
    let vessel = meta.vessel.as_ref().map(|vessel| resolver.vessel(vessel, &here.key("vessel")));
    Some(Meta {
        id: meta.id.clone(),
        title: meta.title.clone(),
        summary: meta.summary.clone(),
        as_of: meta.as_of.0,
        vessel: vessel.flatten(),
        cargo: resolver.cargo(&meta.cargo, &here.key("cargo"))?,
        regimes: meta.regimes.0.clone(),
        counts: counts(&meta.counts),
        file: filed.file,
    })
}

fn counts(raw: &RawCounts) -> Vec<(&'static str, u32)> {
    let all = [
        ("places", raw.places),
        ("lines", raw.lines),
        ("lanes", raw.lanes),
        ("passages", raw.passages),
        ("transfers", raw.transfers),
        ("restrictions", raw.restrictions),
        ("admissions", raw.admissions),
        ("demands", raw.demands),
        ("supplies", raw.supplies),
        ("storages", raw.storages),
        ("projects", raw.projects),
        ("scenarios", raw.scenarios),
        ("sources", raw.sources),
    ];
    all.into_iter().filter_map(|(section, count)| Some((section, count?))).collect()
}

#[allow(clippy::unnecessary_wraps)] // as every kind of entry
fn place(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (place, file): context::Written<'_, super::raw::RawPlace>,
) -> Option<Place> {
    let provenance = resolver.provenance(&place.raw_provenance(), here);
    if let Some(importance) = place.importance.filter(|importance| !(1..=5).contains(importance)) {
        let message = format!("importance {importance} is not from 1 to 5");
        resolver.inconsistent(&here.key("importance"), &message, "1 is labelled first on maps, 5 last");
    }
    Some(Place {
        id,
        name: place.name.clone(),
        aliases: place.aliases.0.clone(),
        country: place.country.as_ref().map(|country| country.0),
        at: place.at.0,
        kind: place.kind.0,
        city: place.city.as_ref().and_then(|city| resolver.city(city, &here.key("city"))),
        locode: place.locode.clone(),
        ice_season: place.ice_season.as_ref().map(|raw| {
            let within = (&provenance, &here.key("ice_season"));
            IceSeason {
                season: Season { from: raw.from.0, until: raw.until.0 },
                provenance: resolver.provenance_within(
                    &raw.source,
                    raw.as_of.as_ref(),
                    raw.confidence.as_ref(),
                    within,
                ),
                note: raw.note.clone(),
            }
        }),
        max_draught: resolver.dated(place.max_draught.as_ref(), &provenance, &here.key("max_draught")),
        importance: place.importance.unwrap_or(4),
        provenance,
        note: place.note.clone(),
        file,
    })
}
