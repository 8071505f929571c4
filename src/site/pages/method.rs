//! How times and costs are made, what they rest on, and what the tool does not know.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{Confidence, Dated};
use crate::site::Site;
use crate::site::format::{UNKNOWN, list, sentence_case};
use crate::site::view::{FigureView, PageContext};
use crate::site::words;
use crate::units::Speed;

#[derive(Serialize)]
struct Method {
    regimes: String,
    operators: Vec<Row>,
    rates: Vec<Row>,
    vessels: Vec<VesselRow>,
    cargoes: Vec<CargoRow>,
    confidences: Vec<ConfidenceRow>,
    season: String,
    restrictions: String,
    sources: String,
}

#[derive(Serialize)]
struct Row {
    name: String,
    of: String,
    figures: Vec<FigureView>,
}

#[derive(Serialize)]
struct VesselRow {
    name: String,
    id: String,
    ice_class: String,
    draught: FigureView,
    speed: FigureView,
    ice_speeds: Vec<String>,
}

#[derive(Serialize)]
struct CargoRow {
    name: String,
    id: String,
    unit: &'static str,
    contents: String,
    note: Option<String>,
}

#[derive(Serialize)]
struct ConfidenceRow {
    word: &'static str,
    meaning: &'static str,
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "method/index.html".to_string();
    let context = PageContext::new(site, &path);
    let operators = network.operators.values().flat_map(|operator| {
        let row = |name: String, speed: &Dated<Speed>| Row {
            name,
            of: operator.country.map_or_else(|| UNKNOWN.into(), |country| country.name().to_string()),
            figures: context.all_periods(speed),
        };
        let usual = operator.speed.as_ref().map(|speed| row(operator.name.clone(), speed));
        let bulk = operator.bulk_speed.as_ref().map(|speed| row(format!("{}, bulk", operator.name), speed));
        usual.into_iter().chain(bulk)
    });
    let rates = network.rates.values().map(|rate| Row {
        name: format!("{} by {}", network.cargoes[rate.cargo].name, words::mode(rate.mode)),
        of: rate.operator.map_or_else(|| "all operators".into(), |operator| network.operators[operator].name.clone()),
        figures: context.all_periods(&rate.price),
    });
    let vessels = network.vessels.values().map(|vessel| VesselRow {
        name: vessel.name.clone(),
        id: vessel.id.clone(),
        ice_class: vessel.ice_class.to_string(),
        draught: context.figure(&vessel.draught),
        speed: context.figure(&vessel.speed),
        ice_speeds: vessel.ice_speeds.iter().map(ToString::to_string).collect(),
    });
    let cargoes = network.cargoes.values().map(|cargo| CargoRow {
        name: cargo.name.clone(),
        id: cargo.id.clone(),
        unit: cargo.unit.symbol(),
        contents: cargo.commodities.as_ref().map_or_else(|| UNKNOWN.into(), |inside| inside.join(", ")),
        note: cargo.note.as_deref().map(sentence_case),
    });
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
        vessels: vessels.collect(),
        cargoes: cargoes.collect(),
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
