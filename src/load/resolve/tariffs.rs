//! What moving costs and sets free: rates, emission factors, fuels, exchange rates.

use super::super::raw::{RawCurrencyRate, RawFuel, RawModeEmission, RawRate};
use super::context::{Here, Resolver, Written};
use crate::model::{CurrencyRate, Figure, Fuel, ModeEmission, Provenance, Rate, RateScope};

/// A rate.
pub fn rate(resolver: &mut Resolver<'_>, here: &Here, id: String, (rate, file): Written<'_, RawRate>) -> Option<Rate> {
    let provenance = resolver.provenance(&rate.raw_provenance(), here);
    let scope = scope(resolver, here, rate);
    let cargo = resolver.cargo(&rate.cargo, &here.key("cargo"));
    let price = resolver.dated(Some(&rate.price), &provenance, &here.key("price"));
    Some(Rate {
        id,
        scope: scope?,
        operator: rate.operator.as_ref().and_then(|operator| resolver.operator(operator, &here.key("operator"))),
        cargo: cargo?,
        price: price?,
        provenance,
        note: rate.note.clone(),
        file,
    })
}

fn scope(resolver: &mut Resolver<'_>, here: &Here, rate: &RawRate) -> Option<RateScope> {
    let scopes = [
        rate.mode.as_ref().map(|mode| Some(RateScope::Mode(mode.0))),
        rate.kind.as_ref().map(|kind| Some(RateScope::Kind(kind.0.word().into()))),
        rate.transfer
            .as_ref()
            .map(|transfer| resolver.transfer(transfer, &here.key("transfer")).map(RateScope::Transfer)),
        rate.passage.as_ref().map(|passage| resolver.passage(passage, &here.key("passage")).map(RateScope::Passage)),
    ];
    let mut given = scopes.into_iter().flatten();
    if let (Some(scope), None) = (given.next(), given.next()) {
        return scope;
    }
    let help = "give exactly one of `mode`, `kind` (of transfer), `transfer` and `passage`";
    resolver.inconsistent(here, "a rate that is not paid for one thing", help);
    None
}

/// An emission factor.
pub fn mode_emission(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawModeEmission>,
) -> Option<ModeEmission> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let ttw = resolver.dated(Some(&raw.ttw), &provenance, &here.key("ttw"));
    let wtw = resolver.dated(Some(&raw.wtw), &provenance, &here.key("wtw"));
    let operator = raw.operator.as_ref().map(|operator| resolver.operator(operator, &here.key("operator")));
    let cargoes = resolver.list(&raw.cargo.0, &here.key("cargo"), Resolver::cargo);
    let (ttw, wtw) = (ttw?, wtw?);
    let all = || ttw.periods().iter().zip(wtw.periods()).map(|(ttw, wtw)| (&ttw.figure, &wtw.figure));
    if all().any(|(ttw, wtw)| ttw.typ.unit() != wtw.typ.unit()) {
        let help = "give both for the same cargo unit";
        resolver.inconsistent(&here.key("wtw"), "tank to wheel and well to wheel are told in different units", help);
    } else {
        for (ttw, wtw) in all() {
            well_includes_tank(resolver, here, ttw, wtw);
        }
    }
    Some(ModeEmission {
        id,
        mode: raw.mode.0,
        operator: operator.flatten(),
        traction: raw.traction.clone(),
        cargoes,
        ttw,
        wtw,
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// What is counted from the well includes what is counted from the tank.
fn well_includes_tank<T: PartialOrd>(resolver: &mut Resolver<'_>, here: &Here, ttw: &Figure<T>, wtw: &Figure<T>) {
    if ttw.low > wtw.low || ttw.typ > wtw.typ || ttw.high > wtw.high {
        let help = "`wtw` counts from the well, so it includes all of `ttw`";
        resolver.inconsistent(&here.key("wtw"), "less gas from well to wheel than from tank to wheel", help);
    }
}

/// A fuel.
pub fn fuel(resolver: &mut Resolver<'_>, here: &Here, id: String, (raw, file): Written<'_, RawFuel>) -> Option<Fuel> {
    let provenance: Provenance = resolver.provenance(&raw.raw_provenance(), here);
    let ttw = resolver.figure(Some(&raw.ttw), &provenance, &here.key("ttw"));
    let wtw = resolver.figure(Some(&raw.wtw), &provenance, &here.key("wtw"));
    let (ttw, wtw) = (ttw?, wtw?);
    well_includes_tank(resolver, here, &ttw, &wtw);
    Some(Fuel { id, name: raw.name.clone(), ttw, wtw, provenance, note: raw.note.clone(), file })
}

/// What a currency is worth.
pub fn currency_rate(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawCurrencyRate>,
) -> Option<CurrencyRate> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let per_usd = resolver.dated(Some(&raw.per_usd), &provenance, &here.key("per_usd"))?;
    if per_usd.periods().iter().any(|period| period.figure.typ.currency() != raw.currency.0) {
        let help = "write each rate in the entry's own currency, like `38.4 RUB/USD`";
        resolver.inconsistent(&here.key("per_usd"), "an exchange rate of another currency", help);
    }
    Some(CurrencyRate { id, currency: raw.currency.0, per_usd, provenance, note: raw.note.clone(), file })
}
