//! What the report site asks of the planner.

use super::super::raw::{RawCorridor, RawReportCut, RawReportFlow, RawReportRoute};
use super::context::{Here, Resolver, Written};
use crate::model::{CargoId, Corridor, Country, Objective, ReportCut, ReportFlow, ReportRoute};

/// A way with a name.
pub fn corridor(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawCorridor>,
) -> Option<Corridor> {
    resolver.provenance(&raw.raw_provenance(), here);
    if raw.places.0.len() < 2 {
        let help = "name at least where it begins and where it ends";
        resolver.inconsistent(&here.key("places"), "a corridor of fewer than two places", help);
    }
    Some(Corridor {
        id,
        name: raw.name.clone(),
        summary: raw.summary.clone(),
        group: raw.group.clone(),
        places: resolver.list(&raw.places.0, &here.key("places"), Resolver::place),
        modes: raw.modes.0.clone(),
        file,
    })
}

/// A route that the report plans.
pub fn report_route(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawReportRoute>,
) -> Option<ReportRoute> {
    resolver.provenance(&raw.raw_provenance(), here);
    let cargo = cargo(resolver, here, raw.cargo.as_ref());
    Some(ReportRoute {
        id,
        question: raw.question.clone(),
        group: raw.group.clone(),
        from: raw.from.clone(),
        to: raw.to.clone(),
        depart: raw.depart.as_ref().map(|day| day.0),
        by: raw.by.as_ref().map(|objective| objective.0).unwrap_or_default(),
        alternatives: usize::from(raw.alternatives.unwrap_or(3)),
        via: raw.via.0.clone(),
        avoid: raw.avoid.0.clone(),
        modes: raw.modes.0.clone(),
        vessel: raw.vessel.as_ref().and_then(|vessel| resolver.vessel(vessel, &here.key("vessel"))),
        cargo,
        scenario: raw.scenario.as_ref().and_then(|scenario| resolver.scenario(scenario, &here.key("scenario"))),
        allow: resolver.list(&raw.allow.0, &here.key("allow"), Resolver::restriction),
        file,
    })
}

/// How much the report asks can pass.
pub fn report_cut(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawReportCut>,
) -> Option<ReportCut> {
    resolver.provenance(&raw.raw_provenance(), here);
    let mut dates: Vec<_> = raw.dates.0.clone();
    dates.sort_unstable();
    dates.dedup();
    Some(ReportCut {
        id,
        question: raw.question.clone(),
        group: raw.group.clone(),
        from: raw.from.0.clone(),
        to: raw.to.0.clone(),
        dates,
        modes: raw.modes.0.clone(),
        avoid: raw.avoid.0.clone(),
        cargo: cargo(resolver, here, raw.cargo.as_ref()),
        scenario: raw.scenario.as_ref().and_then(|scenario| resolver.scenario(scenario, &here.key("scenario"))),
        allow: resolver.list(&raw.allow.0, &here.key("allow"), Resolver::restriction),
        file,
    })
}

/// Which demands the report sends over the network together.
pub fn report_flow(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawReportFlow>,
) -> Option<ReportFlow> {
    resolver.provenance(&raw.raw_provenance(), here);
    Some(ReportFlow {
        id,
        question: raw.question.clone(),
        group: raw.group.clone(),
        demands: resolver.list(&raw.demands.0, &here.key("demands"), Resolver::demand),
        date: raw.date.as_ref().map(|day| day.0),
        by: raw.by.as_ref().map_or(Objective::Distance, |objective| objective.0),
        months: raw.months,
        modes: raw.modes.0.clone(),
        scenario: raw.scenario.as_ref().and_then(|scenario| resolver.scenario(scenario, &here.key("scenario"))),
        allow: resolver.list(&raw.allow.0, &here.key("allow"), Resolver::restriction),
        file,
    })
}

/// What moves, and from which country it is, if it is named.
pub fn cargo(resolver: &mut Resolver<'_>, here: &Here, named: Option<&String>) -> Option<(CargoId, Option<Country>)> {
    named.and_then(|cargo| super::traffic::cargo_with_origin(resolver, cargo, &here.key("cargo")))
}
