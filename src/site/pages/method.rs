//! How times and costs are made, what they rest on, and what the tool does not know.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{Confidence, Dated, Network, RateScope, Subject};
use crate::site::Site;
use crate::site::format::{UNKNOWN, list};
use crate::site::view::{FigureView, PageContext};
use crate::site::words;
use crate::units::Speed;

#[derive(Serialize)]
struct Method {
    regimes: String,
    operators: Vec<Row>,
    rates: Vec<Row>,
    fleet: String,
    confidences: Vec<ConfidenceRow>,
    season: String,
    restrictions: String,
    sources: String,
}

#[derive(Serialize)]
struct Row {
    /// Its anchor; none for a second row of one entry.
    id: Option<String>,
    name: String,
    of: String,
    figures: Vec<FigureView>,
}

#[derive(Serialize)]
struct ConfidenceRow {
    word: &'static str,
    meaning: &'static str,
}

/// What a rate is paid for, in words.
fn paid_for(network: &Network, scope: &RateScope) -> String {
    match scope {
        RateScope::Mode(mode) => format!("by {}", words::mode(*mode)),
        RateScope::Kind(kind) => format!("at a {}", kind.replace('_', " ")),
        RateScope::Transfer(id) => format!("at {}", network.subject_name(Subject::Transfer(*id))),
        RateScope::Passage(id) => format!("through {}", network.passages[*id].name),
    }
}

/// Emission factors, fuels and exchange rates, each with its figures.
fn emissions<'c>(context: &'c PageContext<'_>) -> impl Iterator<Item = Row> + 'c {
    let network = context.site.network;
    let all = || "all".to_string();
    let factors = network.emission_factors.values().flat_map(move |factor| {
        let of = factor.operator.map_or_else(|| "all operators".into(), |id| network.operators[id].name.clone());
        let cargoes: Vec<String> = factor.cargoes.iter().map(|id| network.cargoes[*id].name.clone()).collect();
        let cargo = if cargoes.is_empty() { "all cargoes".into() } else { list(&cargoes, "and") };
        let traction = factor.traction.as_ref().map(|traction| format!(", {traction}")).unwrap_or_default();
        let row = |id, what: &str, figures| Row {
            id,
            name: format!("CO2e of {} by {}{traction}, {what}", cargo.to_lowercase(), words::mode(factor.mode)),
            of: of.clone(),
            figures,
        };
        let tank = row(Some(format!("emission-{}", factor.id)), "tank to wheel", context.all_periods(&factor.ttw));
        [tank, row(None, "well to wheel", context.all_periods(&factor.wtw))]
    });
    let fuels = network.fuels.values().flat_map(move |fuel| {
        let row = |id, what: &str, figure| Row {
            id,
            name: format!("CO2e of {}, {what}", fuel.name),
            of: "ships".into(),
            figures: vec![context.figure(figure)],
        };
        let tank = row(Some(format!("fuel-{}", fuel.id)), "tank to wheel", &fuel.ttw);
        [tank, row(None, "well to wheel", &fuel.wtw)]
    });
    let currencies = network.exchange_rates.values().map(move |rate| Row {
        id: Some(format!("currency-{}", rate.id)),
        name: format!("What a dollar bought of {}", rate.currency),
        of: all(),
        figures: context.all_periods(&rate.per_usd),
    });
    factors.chain(fuels).chain(currencies)
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "method/index.html".to_string();
    let context = PageContext::new(site, &path);
    let operators = network.operators.values().flat_map(|operator| {
        let row = |id: Option<String>, name: String, speed: Option<&Dated<Speed>>| Row {
            id,
            name,
            of: operator.country.map_or_else(|| UNKNOWN.into(), |country| country.name().to_string()),
            figures: speed.map_or(Vec::new(), |speed| context.all_periods(speed)),
        };
        let usual = row(Some(format!("operator-{}", operator.id)), operator.name.clone(), operator.speed.as_ref());
        let bulk = operator.bulk_speed.as_ref();
        std::iter::once(usual).chain(bulk.map(|speed| row(None, format!("{}, bulk", operator.name), Some(speed))))
    });
    let rates = network.rates.values().map(|rate| Row {
        id: Some(format!("rate-{}", rate.id)),
        name: format!("{} {}", network.cargoes[rate.cargo].name, paid_for(network, &rate.scope)),
        of: rate.operator.map_or_else(|| "all operators".into(), |operator| network.operators[operator].name.clone()),
        figures: context.all_periods(&rate.price),
    });
    let rates = rates.chain(emissions(&context));
    let meaning = |confidence: Confidence| match confidence {
        Confidence::High => "A page was read, and others agree.",
        Confidence::Medium => "A page was read.",
        Confidence::Low => "Weak or contradicted.",
        Confidence::Memory => "Believed; no page was read for it.",
        Confidence::Authored => "Set by the author of the network to have a value at all.",
    };
    let view = Method {
        regimes: if network.meta.regimes.is_empty() { "no regime".into() } else { list(&network.meta.regimes, "and") },
        operators: operators.collect(),
        rates: rates.collect(),
        fleet: context.links.register("fleet"),
        confidences: Confidence::ALL
            .into_iter()
            .map(|(confidence, word)| ConfidenceRow { word, meaning: meaning(confidence) })
            .collect(),
        season: context.links.register("season"),
        restrictions: context.links.register("restrictions"),
        sources: context.links.register("sources"),
    };
    Page {
        template: "method.html",
        kind: "method",
        section: "method",
        title: "Method and limits".into(),
        description: "How times and costs are made, which inputs they rest on, and what the planner does not know."
            .into(),
        breadcrumb: trail(&path, None, "Method and limits"),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}
