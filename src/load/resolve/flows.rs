//! What the capacity planner asks for: capacity rules, congestion, stores, supplies, projects, months.

use super::super::raw::{RawCapacityRule, RawCongestion, RawMonths, RawNetwork, RawProject, RawStorage, RawSupply};
use super::context::{Here, Resolver, Written};
use super::rules::one_change;
use super::traffic::cargo_with_origin;
use crate::model::{CapacityRule, Change, Congestion, Months, Project, Storage, Supply};
use crate::units::{Minutes, Ratio, Share};

/// Twelve shares, January first.
pub fn months(resolver: &mut Resolver<'_>, here: &Here, raw: Option<&RawMonths>) -> Option<Months> {
    let shares: Vec<Share> = raw?.iter().map(|share| share.0).collect();
    let twelve: Result<[Share; 12], _> = shares.try_into();
    if twelve.is_err() {
        resolver.inconsistent(here, "a year of not twelve months", "list twelve shares, January first");
    }
    twelve.ok().map(Months::new)
}

/// How trains use a kind of railway.
pub fn capacity_rule(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawCapacityRule>,
) -> Option<CapacityRule> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let whole = 1_000_000;
    for (key, share) in [("usable", &raw.usable), ("loaded", &raw.loaded), ("freight", &raw.freight)] {
        let above = |figure: &super::super::scalars::RawFigure<Share>| {
            [Some(&figure.typ), figure.low.as_ref(), figure.high.as_ref()]
                .into_iter()
                .flatten()
                .any(|s| s.0.parts() > whole)
        };
        if share.iter().flat_map(|share| &share.figures).any(above) {
            resolver.inconsistent(&here.key(key), "a part that is more than the whole", "write at most `100 %`");
        }
    }
    let day = Minutes::new(1440);
    if raw.reserve.iter().flat_map(|reserve| &reserve.figures).any(|figure| figure.typ.0 >= day) {
        resolver.inconsistent(
            &here.key("reserve"),
            "a day that is all reserve",
            "write the time of each day without trains",
        );
    }
    if raw.passenger_trains.is_some() != raw.removal.is_some() {
        resolver.inconsistent(
            here,
            "`passenger_trains` and `removal` belong together",
            "say how many paths of freight trains each passenger train takes, like `removal: 1.5`",
        );
    }
    if raw.passenger_trains.is_some() && raw.freight.is_some() {
        resolver.inconsistent(
            &here.key("freight"),
            "passenger trains are taken off twice",
            "write either `freight`, or `passenger_trains` with `removal`",
        );
    }
    Some(CapacityRule {
        id,
        name: raw.name.clone(),
        reserve: resolver.figure(raw.reserve.as_ref(), &provenance, &here.key("reserve")),
        usable: resolver.figure(raw.usable.as_ref(), &provenance, &here.key("usable")),
        loops: resolver.figure(raw.loops.as_ref(), &provenance, &here.key("loops")),
        running_speed: resolver.figure(raw.running_speed.as_ref(), &provenance, &here.key("running_speed")),
        start_stop: resolver.figure(raw.start_stop.as_ref(), &provenance, &here.key("start_stop")),
        crossing: resolver.figure(raw.crossing.as_ref(), &provenance, &here.key("crossing")),
        headway: resolver.figure(raw.headway.as_ref(), &provenance, &here.key("headway")),
        passenger_trains: resolver.figure(raw.passenger_trains.as_ref(), &provenance, &here.key("passenger_trains")),
        removal: resolver.figure(raw.removal.as_ref(), &provenance, &here.key("removal")),
        train: raw.train.as_ref().and_then(|train| resolver.train(train, &here.key("train"))),
        loaded: resolver.figure(raw.loaded.as_ref(), &provenance, &here.key("loaded")),
        freight: resolver.figure(raw.freight.as_ref(), &provenance, &here.key("freight")),
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// How much longer full links take: one entry a mode.
pub fn congestion(raw: &RawNetwork, resolver: &mut Resolver<'_>) -> Vec<Congestion> {
    let mut modes = Vec::new();
    resolver.entries(&raw.congestion, "congestion", |resolver, here, id, (raw, file): Written<'_, RawCongestion>| {
        let provenance = resolver.provenance(&raw.raw_provenance(), here);
        let mode = raw.mode.0;
        if modes.contains(&mode) {
            let message = format!("two entries for {}", mode.word());
            resolver.inconsistent(&here.key("mode"), &message, "keep one of them");
        }
        modes.push(mode);
        let beta: Option<crate::model::Figure<Ratio>> =
            resolver.figure(Some(&raw.beta), &provenance, &here.key("beta"));
        if beta.as_ref().is_some_and(|beta| beta.low.micro() < 1_000_000) {
            let message = "a delay that grows more slowly the fuller a link is";
            resolver.inconsistent(&here.key("beta"), message, "`beta` is one or more");
        }
        Some(Congestion {
            id,
            mode,
            alpha: resolver.figure(Some(&raw.alpha), &provenance, &here.key("alpha"))?,
            beta: beta?,
            provenance,
            note: raw.note.clone(),
            file,
        })
    })
}

/// A store.
pub fn storage(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawStorage>,
) -> Option<Storage> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let at = resolver.place(&raw.at, &here.key("at"));
    Some(Storage {
        id,
        name: raw.name.clone(),
        at: at?,
        commodities: raw.commodities.0.clone(),
        amount: resolver.dated(Some(&raw.amount), &provenance, &here.key("amount"))?,
        cost: resolver.figure(raw.cost.as_ref(), &provenance, &here.key("cost")),
        filling: resolver.dated(raw.filling.as_ref(), &provenance, &here.key("filling")),
        emptying: resolver.dated(raw.emptying.as_ref(), &provenance, &here.key("emptying")),
        status: resolver.history(&raw.status, &provenance, &here.key("status")),
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// What a field, mine or plant can give.
pub fn supply(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawSupply>,
) -> Option<Supply> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let at = resolver.place(&raw.at, &here.key("at"));
    let cargo = cargo_with_origin(resolver, &raw.cargo, &here.key("cargo"));
    Some(Supply {
        id,
        name: raw.name.clone(),
        at: at?,
        cargo: cargo?,
        quantity: resolver.dated(Some(&raw.quantity), &provenance, &here.key("quantity"))?,
        months: months(resolver, &here.key("months"), raw.months.as_ref()),
        cost: resolver.dated(raw.cost.as_ref(), &provenance, &here.key("cost")),
        status: resolver.history(&raw.status, &provenance, &here.key("status")),
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// What could be built.
pub fn project(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawProject>,
) -> Option<Project> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    if raw.changes.is_empty() {
        resolver.inconsistent(&here.key("changes"), "a project that changes nothing", "write what it opens or widens");
    }
    let mut changes = Vec::with_capacity(raw.changes.len());
    for (index, raw) in raw.changes.iter().enumerate() {
        let here = here.key("changes").index(index);
        match one_change(resolver, &here, raw) {
            Some(change @ (Change::Open(..) | Change::Widen(..))) => changes.push(change),
            Some(_) => resolver.inconsistent(
                &here,
                "a project that builds nothing",
                "write `open`, or `widen` with `capacity`",
            ),
            None => {}
        }
    }
    Some(Project {
        id,
        name: raw.name.clone(),
        changes,
        investment: resolver.figure(raw.investment.as_ref(), &provenance, &here.key("investment")),
        provenance,
        note: raw.note.clone(),
        file,
    })
}
