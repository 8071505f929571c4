//! What the author of a network knows must hold, and how the rules of `check` are to judge it.

use super::super::raw::{RawBounds, RawExpectation, RawNetwork};
use super::context::{Here, Resolver, Written};
use super::questions::cargo;
use crate::diagnostics::{FileId, YamlPath};
use crate::model::{Bounds, Expectation, RuleLevel};

/// A journey, and what must hold of it.
pub fn expectation(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawExpectation>,
) -> Option<Expectation> {
    let reachable = raw.reachable.unwrap_or(true);
    if !reachable {
        let claims = [
            ("distance", raw.distance.is_some()),
            ("time", raw.time.is_some()),
            ("uses", !raw.uses.0.is_empty()),
            ("uses_not", !raw.uses_not.0.is_empty()),
        ];
        for (key, _) in claims.into_iter().filter(|(_, is_written)| *is_written) {
            let message = format!("`{key}` of a way that must not exist");
            resolver.inconsistent(&here.key(key), &message, "remove it, or remove `reachable: false`");
        }
    }
    Some(Expectation {
        id,
        name: raw.name.clone(),
        from: raw.from.clone(),
        to: raw.to.clone(),
        depart: raw.depart.as_ref().map(|day| day.0),
        by: raw.by.as_ref().map(|objective| objective.0).unwrap_or_default(),
        via: raw.via.0.clone(),
        avoid: raw.avoid.0.clone(),
        modes: raw.modes.0.clone(),
        vessel: raw.vessel.as_ref().and_then(|vessel| resolver.vessel(vessel, &here.key("vessel"))),
        cargo: cargo(resolver, here, raw.cargo.as_ref()),
        scenario: raw.scenario.as_ref().and_then(|scenario| resolver.scenario(scenario, &here.key("scenario"))),
        allow: resolver.list(&raw.allow.0, &here.key("allow"), Resolver::restriction),
        reachable,
        distance: bounds(resolver, raw.distance.as_ref(), &here.key("distance")),
        time: bounds(resolver, raw.time.as_ref(), &here.key("time")),
        uses: raw.uses.0.clone(),
        uses_not: raw.uses_not.0.clone(),
        provenance: resolver.provenance(&raw.raw_provenance(), here),
        file,
    })
}

/// How the rules are to judge the network.
pub fn levels(raw: &RawNetwork, resolver: &mut Resolver<'_>) -> Vec<RuleLevel> {
    let mut levels = Vec::with_capacity(raw.checks.len());
    let mut last: Option<(FileId, usize)> = None;
    for filed in &raw.checks {
        let index = last.filter(|(file, _)| *file == filed.file).map_or(0, |(_, index)| index + 1);
        last = Some((filed.file, index));
        let Some(entry) = &filed.entry else { continue };
        let here = Here::new(filed.file, YamlPath::root().key("checks").index(index));
        if entry.reason.trim().is_empty() {
            resolver.inconsistent(&here.key("reason"), "a level without a reason", "say why in a few words");
        }
        levels.push(RuleLevel {
            rule: entry.rule.clone(),
            level: entry.level.0,
            at: entry.at.clone(),
            reason: entry.reason.clone(),
            index,
            file: filed.file,
        });
    }
    levels
}

/// The least and the most, in order.
fn bounds<T: Copy + Ord + std::fmt::Display>(
    resolver: &mut Resolver<'_>,
    raw: Option<&RawBounds<T>>,
    here: &Here,
) -> Bounds<T> {
    let Some(raw) = raw else { return Bounds::default() };
    let bounds = Bounds {
        at_least: raw.at_least.as_ref().map(|least| least.0),
        at_most: raw.at_most.as_ref().map(|most| most.0),
    };
    if bounds.is_empty() {
        resolver.inconsistent(here, "bounds that bound nothing", "write `at_least`, `at_most` or both");
    }
    if let (Some(least), Some(most)) = (bounds.at_least, bounds.at_most)
        && least > most
    {
        let message = format!("nothing is at least {least} and at most {most}");
        resolver.inconsistent(here, &message, "`at_least` is the smaller of both");
    }
    bounds
}
