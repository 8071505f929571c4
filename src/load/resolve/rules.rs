//! Restrictions and scenarios.

use super::super::codes;
use super::super::raw::{RawChange, RawMatch, RawRestriction, RawScenario};
use super::context::{Here, Resolver, Written};
use crate::diagnostics::{Diagnostic, closest};
use crate::model::{Capacitated, Change, Exception, Match, Restriction, Scenario, Subject};

/// A restriction.
pub fn restriction(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawRestriction>,
) -> Option<Restriction> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let mut exceptions = Vec::with_capacity(raw.exceptions.len());
    for (index, exception) in raw.exceptions.iter().enumerate() {
        let here = here.key("exceptions").index(index);
        let own = resolver.provenance(&exception.raw_provenance(), &here);
        exceptions.push(Exception {
            window: Resolver::window(exception.from.as_ref(), exception.until.as_ref()),
            matches: matches(resolver, &here.key("match"), &exception.matches),
            effect: exception.effect.0,
            explain: exception.explain.clone(),
            provenance: own.or(&provenance),
        });
    }
    Some(Restriction {
        id,
        name: raw.name.clone(),
        issuer: raw.issuer.clone(),
        legal_basis: raw.legal_basis.clone(),
        window: Resolver::window(raw.from.as_ref(), raw.until.as_ref()),
        matches: matches(resolver, &here.key("match"), &raw.matches),
        effect: raw.effect.0,
        explain: raw.explain.clone(),
        quota: raw.quota.clone(),
        limit: resolver.dated(raw.limit.as_ref(), &provenance, &here.key("limit")),
        delay: resolver.dated(raw.delay.as_ref(), &provenance, &here.key("delay")),
        exceptions,
        provenance,
        note: raw.note.clone(),
        file,
    })
}

fn matches(resolver: &mut Resolver<'_>, here: &Here, raw: &RawMatch) -> Match {
    Match {
        origin: raw.origin.0.clone(),
        destination: raw.destination.0.clone(),
        commodities: raw.commodities.0.clone(),
        cargo_origin: raw.cargo_origin.0.clone(),
        cargo_origin_not: raw.cargo_origin_not.0.clone(),
        vessels: resolver.list(&raw.vessels.0, &here.key("vessels"), Resolver::vessel),
        lines: resolver.list(&raw.lines.0, &here.key("lines"), Resolver::line),
        lanes: resolver.list(&raw.lanes.0, &here.key("lanes"), Resolver::lane),
        transfers: resolver.list(&raw.transfers.0, &here.key("transfers"), Resolver::transfer),
        passages: resolver.list(&raw.passages.0, &here.key("passages"), Resolver::passage),
        places: resolver.list(&raw.places.0, &here.key("places"), Resolver::place),
        countries: raw.countries.0.clone(),
        operators: resolver.list(&raw.operators.0, &here.key("operators"), Resolver::operator),
        modes: raw.modes.0.clone(),
        crossing: raw.crossing.as_ref().map(|crossing| (crossing.from.0.clone(), crossing.to.0.clone())),
    }
}

/// A scenario.
pub fn scenario(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawScenario>,
) -> Option<Scenario> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let mut changes = Vec::with_capacity(raw.changes.len());
    for (index, change) in raw.changes.iter().enumerate() {
        changes.extend(one_change(resolver, &here.key("changes").index(index), change));
    }
    Some(Scenario {
        id,
        name: raw.name.clone(),
        summary: raw.summary.clone(),
        depart: raw.depart.as_ref().map(|day| day.0),
        changes,
        provenance,
        file,
    })
}

pub(super) fn one_change(resolver: &mut Resolver<'_>, here: &Here, raw: &RawChange) -> Option<Change> {
    let window = Resolver::window(raw.from.as_ref(), raw.until.as_ref());
    match (&raw.open, &raw.close, &raw.lift, &raw.widen, &raw.ice) {
        (Some(id), None, None, None, None) => Some(Change::Open(subject(resolver, id, &here.key("open"))?, window)),
        (None, Some(id), None, None, None) => Some(Change::Close(subject(resolver, id, &here.key("close"))?, window)),
        (None, None, Some(id), None, None) => Some(Change::Lift(resolver.restriction(id, &here.key("lift"))?)),
        (None, None, None, Some(id), None) => {
            let widened = capacitated(resolver, id, &here.key("widen"));
            let Some(capacity) = &raw.capacity else {
                resolver.inconsistent(
                    here,
                    "a capacity is changed to nothing",
                    "write `capacity: 210 Mt/yr` beside it",
                );
                return None;
            };
            Some(Change::Widen(widened?, capacity.0, window))
        }
        (None, None, None, None, Some(year)) => Some(Change::Ice(year.0)),
        _ => {
            resolver.inconsistent(
                here,
                "a change must do exactly one thing",
                "write one of `open`, `close`, `lift`, `widen` and `ice`",
            );
            None
        }
    }
}

/// What has a capacity: a line, a transfer or a capacity group.
fn capacitated(resolver: &mut Resolver<'_>, id: &str, here: &Here) -> Option<Capacitated> {
    if resolver.is_known("lines", id) {
        return resolver.line(id, here).map(Capacitated::Line);
    }
    if resolver.is_known("transfers", id) {
        return resolver.transfer(id, here).map(Capacitated::Transfer);
    }
    resolver.capacity_group(id, here).map(Capacitated::Group)
}

fn subject(resolver: &mut Resolver<'_>, id: &str, here: &Here) -> Option<Subject> {
    if resolver.is_known("lines", id) {
        return resolver.line(id, here).map(Subject::Line);
    }
    if resolver.is_known("lanes", id) {
        return resolver.lane(id, here).map(Subject::Lane);
    }
    if resolver.is_known("transfers", id) {
        return resolver.transfer(id, here).map(Subject::Transfer);
    }
    if resolver.is_known("passages", id) {
        return resolver.passage(id, here).map(Subject::Passage);
    }
    if resolver.is_known("places", id) {
        return resolver.place(id, here).map(Subject::Place);
    }
    let message = format!("no line, lane, transfer, passage or place is called `{id}`");
    let mut diagnostic = Diagnostic::error(codes::UNKNOWN_ID, message).at(here.location());
    if let Some(alike) = closest(id, resolver.subjects()) {
        diagnostic = diagnostic.help(format!("did you mean `{alike}`?"));
    }
    resolver.out.push(diagnostic);
    None
}
