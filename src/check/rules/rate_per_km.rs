//! LB1505: is a haul paid by the kilometre, and a transfer by the unit of its cargo?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, EntryKey};
use crate::model::{Network, Rate, RateScope};
use crate::units::CargoUnit;

rule! {
    /// The rate of a mode is no price for each kilometre, so a thousand kilometres cost no more than one; the rate of a
    /// transfer or passage is one; or a rate counts another unit than its cargo does, and never applies to it.
    ///
    /// ```yaml
    /// rates:
    ///   rail-container: {mode: rail, cargo: container, price: 0.61 USD/FEU}     # USD/FEU-km
    /// ```
    ///
    /// Add `-km` for a haul, leave it out for a transfer, and write the unit of the cargo.
    "LB1505", Warning, "rate for the wrong unit", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        let EntryKey::Rate(id) = entry.key else { continue };
        let Some((why, help)) = wrong(network, &network.rates[id]) else { continue };
        let Some(period) = entry.figures.first().and_then(|figure| figure.periods.first()) else { continue };
        out.push(RULE.found(format!("rate `{}` {why}", entry.id)).at(period.typical(entry.provenance)).help(help));
    }
}

fn wrong(network: &Network, rate: &Rate) -> Option<(String, String)> {
    let price = rate.price.periods().first()?.figure.typ;
    let cargo = &network.cargoes[rate.cargo];
    let unit = price.unit();
    let boxes = |unit: CargoUnit| matches!(unit, CargoUnit::Feu | CargoUnit::Teu);
    if unit != cargo.unit && !(boxes(unit) && boxes(cargo.unit)) {
        let why = format!("is for {}, but `{}` is counted in {}", unit.symbol(), cargo.id, cargo.unit.symbol());
        return Some((why, format!("write the price for each {}", cargo.unit.symbol())));
    }
    match (&rate.scope, price.is_per_km()) {
        (RateScope::Mode(mode), false) => {
            let why = format!("of {} is {price}, the same for any distance", mode.word());
            Some((why, format!("write `{}-km` if it is for each kilometre", unit.symbol())))
        }
        (RateScope::Kind(_) | RateScope::Transfer(_) | RateScope::Passage(_), true) => {
            Some((format!("is {price}, but a transfer has no kilometres"), "leave out `-km`".into()))
        }
        _ => None,
    }
}
