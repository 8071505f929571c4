//! By land, by sea, or through the ice: where the planned questions have more than one of these, and where they break even.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{Link, Network};
use crate::report::Itinerary;
use crate::site::Site;
use crate::site::format::{count, days, sentence_case, whole};
use crate::site::plans::Planned;
use crate::site::view::{PageContext, Ref};

#[derive(Serialize)]
struct LandOrSea {
    lede: String,
    rows: Vec<Row>,
    season: String,
    watershed: String,
}

#[derive(Serialize)]
struct Row {
    question: Ref,
    asked: String,
    ways: Vec<Way>,
    /// Where land and sea break even, in sentences.
    even: Vec<String>,
}

/// The best way of one kind.
#[derive(Serialize)]
struct Way {
    kind: &'static str,
    class: &'static str,
    corridor: String,
    days: String,
    cost: String,
    co2e: String,
    is_fastest: bool,
    is_cheapest: bool,
}

/// How a way goes for the most part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Land,
    Sea,
    Ice,
}

impl Kind {
    fn of(network: &Network, way: &Itinerary) -> Self {
        let at_sea: f64 = way.legs.iter().filter(|leg| leg.mode == "sea").map(|leg| leg.distance_km).sum();
        let in_ice = way.legs.iter().flat_map(|leg| &leg.links).any(|(link, _)| match link {
            Link::Lane(id) => network.lanes[*id].ice_area.is_some() && !network.lanes[*id].admission.is_empty(),
            Link::Section(_) => false,
        });
        match (at_sea * 2.0 > way.distance_km, in_ice) {
            (false, _) => Self::Land,
            (true, false) => Self::Sea,
            (true, true) => Self::Ice,
        }
    }

    fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Land => ("mostly by land", "mode-rail"),
            Self::Sea => ("mostly by sea", "mode-sea"),
            Self::Ice => ("by sea, through the ice", "mode-inland-water"),
        }
    }
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "land-or-sea/index.html".to_string();
    let context = PageContext::new(site, &path);
    let rows: Vec<Row> = site.plans.iter().filter_map(|planned| row(&context, planned)).collect();
    let lede = if rows.is_empty() {
        "No question of this network has ways of more than one kind, so there is nothing to weigh.".to_string()
    } else {
        format!(
            "{} can be answered by land, by sea or through the ice: what each takes, and at which value of time or rate at \
             sea they break even.",
            sentence_case(&count(rows.len(), "question"))
        )
    };
    let (season, watershed) = (context.links.register("season"), context.links.register("watershed"));
    Page {
        template: "land_or_sea.html",
        kind: "land-or-sea",
        section: "land-or-sea",
        title: "Land, sea or ice?".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Land or sea"),
        view: value(LandOrSea { lede, rows, season, watershed }),
        beside: Vec::new(),
        path,
    }
}

/// Where land and sea break even in the first question that says so.
pub fn finding(context: &PageContext<'_>) -> String {
    let mut rows = context.site.plans.iter().filter_map(|planned| row(context, planned));
    let told = rows.find_map(|row| Some(format!("{} {}", row.question.name, row.even.first()?)));
    told.unwrap_or_else(|| "No question of this network has ways of more than one kind.".into())
}

fn row(context: &PageContext<'_>, planned: &Planned<'_>) -> Option<Row> {
    let network = context.site.network;
    let mut best: Vec<(Kind, &Itinerary)> = Vec::new();
    for way in &planned.report.itineraries {
        let kind = Kind::of(network, way);
        if !best.iter().any(|(known, _)| *known == kind) {
            best.push((kind, way));
        }
    }
    if best.len() < 2 {
        return None;
    }
    best.sort_by_key(|(kind, _)| *kind);
    let least = |figure: fn(&Itinerary) -> Option<f64>| best.iter().filter_map(|(_, way)| figure(way)).reduce(f64::min);
    let (hours, cost) = (|way: &Itinerary| Some(way.hours.p50), |way: &Itinerary| way.cost_usd.map(|cost| cost.p50));
    let (fastest, cheapest) = (least(hours), least(cost));
    let ways = best.iter().map(|(kind, way)| Way {
        kind: kind.word().0,
        class: kind.word().1,
        corridor: way.corridor.clone(),
        days: days(way.hours.p50),
        cost: cost(way).map_or_else(|| "unknown".into(), whole),
        co2e: way.co2e_kg.map_or_else(|| "unknown".into(), whole),
        is_fastest: hours(way) == fastest,
        is_cheapest: cost(way).is_some() && cost(way) == cheapest,
    });
    let ways = ways.collect();
    let query = &planned.report.query;
    let mut asked = vec![format!("leaving {}", planned.depart), format!("one {}", query.cargo_unit)];
    if let Some(vessel) = planned.route.vessel {
        asked.push(network.vessels[vessel].name.clone());
    }
    asked.extend(planned.route.scenario.map(|id| format!("scenario {}", network.scenarios[id].name)));
    let even = best.iter().enumerate().flat_map(|(at, one)| {
        best[at + 1..].iter().filter_map(move |other| break_even(query.cargo_unit, *one, *other))
    });
    let even = even.collect();
    let question = Ref::to(planned.route.question.clone(), context.links.page("route", &planned.route.id));
    Some(Row { question, asked: asked.join(" · "), ways, even })
}

/// At which value of time, or which rate at sea, two ways are worth the same.
fn break_even(unit: &str, (a, one): (Kind, &Itinerary), (b, other): (Kind, &Itinerary)) -> Option<String> {
    let (cost, other_cost) = (one.cost_usd?.p50, other.cost_usd?.p50);
    let saved_days = (other.hours.p50 - one.hours.p50) / 24.0;
    let (name, other_name) = (a.word().0, b.word().0);
    let more = cost - other_cost;
    if saved_days.abs() < 0.05 || more.abs() < 1.0 {
        return None;
    }
    if more * saved_days < 0.0 {
        let better = if saved_days > 0.0 { name } else { other_name };
        let rate = rate_at_sea((a, one), (b, other));
        let told = format!("Going {better} is both faster and cheaper.");
        return Some(rate.map_or(told.clone(), |rate| format!("{told} {rate}")));
    }
    let (fast, slow) = if saved_days > 0.0 { (name, other_name) } else { (other_name, name) };
    let told = format!(
        "Going {fast} beats going {slow} where a day is worth more than USD {} per {unit}.",
        whole((more / saved_days).abs())
    );
    Some(rate_at_sea((a, one), (b, other)).map_or(told.clone(), |rate| format!("{told} {rate}")))
}

/// The factor on the rate at sea at which both cost the same.
fn rate_at_sea((a, one): (Kind, &Itinerary), (_, other): (Kind, &Itinerary)) -> Option<String> {
    if a != Kind::Land {
        return None;
    }
    let at_sea = |way: &Itinerary| -> Option<f64> {
        way.legs.iter().filter(|leg| leg.mode == "sea").map(|leg| leg.cost_usd.map(|cost| cost.p50)).sum()
    };
    let (own, others) = (at_sea(one)?, at_sea(other)?);
    let (rest, other_rest) = (one.cost_usd?.p50 - own, other.cost_usd?.p50 - others);
    let factor = (rest - other_rest) / (others - own);
    (factor.is_finite() && factor > 0.0)
        .then(|| format!("In money alone they cost the same at {factor:.1} times the rate at sea."))
}
