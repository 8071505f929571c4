//! LB1501: can every price be changed to dollars?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, PeriodEntry};
use crate::model::{CurrencyRate, Network};

rule! {
    /// A price is in a currency for which the network has no exchange rate, or none for the year of the price, so another
    /// year's stands in.
    ///
    /// ```yaml
    /// exchange_rates:
    ///   rub: {currency: RUB, per_usd: [{from: 2014, until: 2015, typ: 38.4 RUB/USD}]}
    /// rates:
    ///   rail: {mode: rail, cargo: container, price: {typ: 40 RUB/FEU-km, as_of: 2024}}     # of ten years later
    /// ```
    ///
    /// Add a rate for the year of the price under `exchange_rates`. A currency without any rate cannot be changed at
    /// all.
    "LB1501", Warning, "price without an exchange rate of its year", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let known: BTreeMap<&str, &CurrencyRate> =
        network.exchange_rates.values().map(|rate| (rate.currency.code(), rate)).collect();
    for entry in entries {
        for figure in entry.figures.iter().filter(|figure| matches!(figure.key, "price" | "cost" | "unserved")) {
            let problem = figure.periods.iter().find_map(|period| Some((period, lacking(&known, period)?)));
            if let Some((period, why)) = problem {
                out.push(told(entry, figure.key, period, &why));
            }
        }
    }
}

fn told(entry: &Entry<'_>, key: &str, period: &PeriodEntry<'_>, why: &str) -> Diagnostic {
    RULE.found(format!("{key} of {} `{}` is in {why}", entry.kind(), entry.id))
        .at(period.typical(entry.provenance))
        .help("add the rate under `exchange_rates`")
}

/// The currency of a price and what is not known of it.
fn lacking(known: &BTreeMap<&str, &CurrencyRate>, period: &PeriodEntry<'_>) -> Option<String> {
    let unit = period.figure?.unit();
    let (currency, _) = unit.split_once('/').filter(|(code, _)| *code != "USD")?;
    let Some(rate) = known.get(currency) else {
        return Some(format!("{currency}, for which there is no exchange rate"));
    };
    let as_of = period.provenance.as_of?;
    let stands_in = rate.per_usd.on(as_of.first_day()).stands_in;
    stands_in.then(|| format!("{currency} of {as_of}, for which there is no exchange rate"))
}
