//! One question with its answer: the ways that are allowed, and, as prominent, those that are not and why.

use serde::Serialize;

use super::{Page, json, route_charts, trail, value};
use crate::model::{Link, Network};
use crate::report::{FactRecord, Itinerary, Leg, PlanReport, RefusedWayRecord, plan_geojson};
use crate::site::Site;
use crate::site::chart::ChartView;
use crate::site::format::{
    UNKNOWN, count, days, days_range, list, sentence_case, span, span_range, whole, whole_range, with_stop,
};
use crate::site::icons::Icon;
use crate::site::maps::MapView;
use crate::site::plans::Planned;
use crate::site::view::{FactView, Origin, PageContext, Ref};

#[derive(Serialize)]
struct RouteView {
    group: String,
    question: String,
    answer: String,
    asked: Vec<String>,
    whatif: Option<WhatIf>,
    has_route: bool,
    unit: &'static str,
    ways: Vec<Way>,
    map: MapView,
    /// Ways compared: time against cost, where time and money go, when to leave.
    charts: Vec<ChartView>,
    journey: Option<ChartView>,
    journey_facts: Vec<FactView>,
    refused_ways: Vec<RefusedWay>,
    scenarios: Vec<Ref>,
    nearest: Option<Nearest>,
    notes: Vec<String>,
    command: String,
}

#[derive(Serialize)]
struct WhatIf {
    scenario: Option<Ref>,
    lifted: Vec<Ref>,
}

#[derive(Serialize)]
struct Nearest {
    place: Ref,
    away: String,
    short_of: String,
}

/// One allowed way: its row in the table of ways, and its own section.
#[derive(Serialize)]
struct Way {
    rank: usize,
    corridor: String,
    differs: String,
    days: String,
    days_range: String,
    cost: String,
    cost_range: Option<String>,
    km: String,
    borders: usize,
    gauge_breaks: usize,
    transfers: usize,
    arrive: String,
    rules: Vec<Ref>,
    flag_count: usize,
    legs: Vec<LegView>,
    flags: Vec<FactView>,
}

#[derive(Serialize)]
struct LegView {
    class: String,
    is_transfer: bool,
    icon_html: String,
    title: String,
    from: Ref,
    to: Ref,
    carrier: Option<Ref>,
    passages: String,
    wait: Option<String>,
    hours: String,
    hours_range: Option<String>,
    km: Option<String>,
    cost: String,
    origin: Origin,
}

#[derive(Serialize)]
struct RefusedWay {
    title: String,
    corridor: String,
    km: String,
    gains: String,
    facts: Vec<RefusedFact>,
}

#[derive(Serialize)]
struct RefusedFact {
    /// Told in full; none if an earlier way told it.
    full: Option<FactView>,
    subject: Ref,
}

pub fn page(site: &Site<'_>, planned: &Planned<'_>) -> Page {
    let route = planned.route;
    let folder = format!("route/{}", route.id);
    let path = format!("{folder}/index.html");
    let context = PageContext::new(site, &path);
    let report = &planned.report;
    let title = title(site.network, report);
    let figure = context.plan_figure(report, planned.depart, format!("Map: {title}"));
    let caption = caption(report, &planned.depart.to_string());
    let (journey_facts, refused_ways) = refused(&context, report);
    let view = RouteView {
        group: route.group.clone(),
        question: route.question.clone(),
        answer: answer(&context, report),
        asked: asked(report),
        whatif: whatif(&context, planned),
        has_route: report.has_route(),
        unit: report.query.cargo_unit,
        ways: report.itineraries.iter().map(|way| self::way(&context, way)).collect(),
        map: context.draw_over(&figure, &context.lines_behind(&figure, None), caption),
        charts: [
            route_charts::trade_off(planned),
            route_charts::time(report),
            route_charts::money(report),
            route_charts::departures(planned),
        ]
        .into_iter()
        .flatten()
        .collect(),
        journey: report.itineraries.first().and_then(route_charts::journey),
        journey_facts,
        refused_ways,
        scenarios: scenarios(&context, report),
        nearest: report.nearest.as_ref().map(|nearest| Nearest {
            place: context.place_by_id(&nearest.place, &nearest.name),
            away: span(nearest.hours),
            short_of: whole(nearest.short_of_km),
        }),
        notes: report.notes.iter().map(|note| with_stop(&sentence_case(note))).collect(),
        command: planned.command.clone(),
    };
    let beside = vec![
        (format!("{folder}/plan.json"), json(report)),
        (format!("{folder}/plan.geojson"), json(&plan_geojson(site.network, report))),
    ];
    let mut breadcrumb = trail(&path, None, &title);
    breadcrumb.insert(1, Ref::to("Routes", format!("{}#routes", context.links.overview())));
    Page {
        template: "route.html",
        kind: "route",
        section: "routes",
        title: format!("{title}, {}{}", planned.depart, if view.whatif.is_some() { ", what if" } else { "" }),
        description: format!("{} {}", route.question, view.answer),
        breadcrumb,
        view: value(view),
        beside,
        path,
    }
}

/// A way in a few words; one without borders, ports and long lines is named by its modes.
pub fn corridor(way: &Itinerary) -> String {
    if !way.corridor.is_empty() {
        return way.corridor.clone();
    }
    let mut modes: Vec<String> =
        way.legs.iter().filter(|leg| leg.kind.is_none()).map(|leg| leg.mode.replace('_', " ")).collect();
    modes.dedup();
    format!("{} all the way", list(&modes, "and"))
}

/// From where to where, as people say it.
pub fn title(network: &Network, report: &PlanReport) -> String {
    format!("{} to {}", end_name(network, report, true), end_name(network, report, false))
}

/// What an end of the journey is called: its place, or the city that groups its places.
fn end_name(network: &Network, report: &PlanReport, is_origin: bool) -> String {
    let query = &report.query;
    let (asked, places) = if is_origin { (&query.from, &query.from_places) } else { (&query.to, &query.to_places) };
    let place = places.first().and_then(|id| network.places.find(id)).map(|id| &network.places[id]);
    match place {
        Some(place) if places.len() == 1 => place.name.clone(),
        Some(place) => place.city.map_or_else(|| asked.clone(), |city| network.cities[city].name.clone()),
        None => asked.clone(),
    }
}

fn answer(context: &PageContext<'_>, report: &PlanReport) -> String {
    let query = &report.query;
    let refused = report.refused_ways.len();
    let Some(best) = report.itineraries.first() else {
        let reason = report.refused.first().map_or_else(
            || "No links of this network join the two.".to_string(),
            |fact| {
                let fact = context.fact(fact);
                let reasons = match report.refused.len() {
                    1 => "The reason".to_string(),
                    number => format!("First of {number} reasons"),
                };
                format!("{reasons}: {}. {}", fact.subject.name, fact.reason)
            },
        );
        return format!("No allowed way on {}. {reason}", query.depart);
    };
    let cost = best
        .cost_usd
        .map_or_else(String::new, |cost| format!(", about USD {} per {}", whole(cost.p50), query.cargo_unit));
    let others = match report.itineraries.len() {
        1 => " No other way differs enough to be listed.".to_string(),
        2 => " One other way follows.".to_string(),
        number => format!(" {} other ways follow.", number - 1),
    };
    let barred = match refused {
        0 => String::new(),
        1 => " A shorter way is refused.".to_string(),
        number => format!(" {number} shorter ways are refused."),
    };
    let best_by = match query.by {
        "cost" => "Cheapest",
        "distance" => "Shortest",
        _ => "Fastest",
    };
    format!(
        "{best_by}: {} days ({}) over {} km{cost}, by {}.{others}{barred}",
        days(best.hours.p50),
        days_range(best.hours),
        whole(best.distance_km),
        corridor(best),
    )
}

fn asked(report: &PlanReport) -> Vec<String> {
    let query = &report.query;
    let mut asked = vec![format!("Leaving {}", query.depart), format!("best by {}", query.by)];
    let origin = query.cargo_origin.as_ref().map(|country| format!(" from {country}")).unwrap_or_default();
    asked.push(format!("cargo {}{origin} (per {})", query.cargo, query.cargo_unit));
    asked.extend(query.vessel.as_ref().map(|vessel| format!("ship {vessel}")));
    asked.push(query.scenario.as_ref().map_or("base scenario".into(), |scenario| format!("scenario {scenario}")));
    for (what, items) in [("via", &query.via), ("avoiding", &query.avoid)] {
        if !items.is_empty() {
            asked.push(format!("{what} {}", items.join(", ")));
        }
    }
    if !query.modes.is_empty() {
        asked.push(format!("by {} only", query.modes.join(", ")));
    }
    asked
}

fn whatif(context: &PageContext<'_>, planned: &Planned<'_>) -> Option<WhatIf> {
    let scenario = planned.route.scenario.map(|id| context.scenario(id));
    let lifted: Vec<Ref> = planned.route.allow.iter().map(|id| context.restriction(*id)).collect();
    (scenario.is_some() || !lifted.is_empty()).then_some(WhatIf { scenario, lifted })
}

fn caption(report: &PlanReport, depart: &str) -> String {
    let mut parts = Vec::new();
    if report.has_route() {
        parts.push("The best way is drawn widest, the others thin.".to_string());
    }
    if !report.refused_ways.is_empty() {
        parts.push("What stands in the way of refused ways is red.".to_string());
    }
    parts.push(format!("State on {depart}; the rest of the network in grey."));
    parts.join(" ")
}

fn scenarios(context: &PageContext<'_>, report: &PlanReport) -> Vec<Ref> {
    let network = context.site.network;
    network
        .scenarios
        .iter()
        .filter(|(_, scenario)| report.refused.iter().any(|fact| fact.lift.scenarios.contains(&scenario.id)))
        .map(|(id, _)| context.scenario(id))
        .collect()
}

fn way(context: &PageContext<'_>, way: &Itinerary) -> Way {
    let network = context.site.network;
    let mut rules: Vec<Ref> = Vec::new();
    for rule in way.flags.iter().filter_map(|flag| network.restrictions.find(flag.rule.as_deref()?)) {
        let rule = context.restriction(rule);
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    Way {
        rank: way.rank,
        corridor: corridor(way),
        differs: way.differs.clone(),
        days: days(way.hours.p50),
        days_range: days_range(way.hours),
        cost: way.cost_usd.map_or(UNKNOWN.into(), |cost| whole(cost.p50)),
        cost_range: way.cost_usd.and_then(whole_range),
        km: whole(way.distance_km),
        borders: way.borders,
        gauge_breaks: way.gauge_breaks,
        transfers: way.transfers,
        arrive: way.arrive.split('T').next().unwrap_or_default().to_string(),
        rules,
        flag_count: way.flags.len(),
        legs: way.legs.iter().map(|leg| leg_view(context, leg)).collect(),
        flags: way.flags.iter().map(|flag| context.flag(flag)).collect(),
    }
}

fn icon(leg: &Leg) -> Icon {
    match (leg.kind, leg.mode) {
        (Some("border"), _) => Icon::Border,
        (Some("gauge_change"), _) => Icon::GaugeChange,
        (Some("port"), _) => Icon::Port,
        (Some(_), _) => Icon::ModeChange,
        (None, "road") => Icon::Road,
        (None, "sea") => Icon::Sea,
        (None, "inland_water") => Icon::InlandWater,
        (None, "pipeline") => Icon::Pipeline,
        (None, "power") => Icon::Power,
        (None, _) => Icon::Rail,
    }
}

fn leg_view(context: &PageContext<'_>, leg: &Leg) -> LegView {
    let is_transfer = leg.kind.is_some();
    let carrier = match (leg.links.as_slice(), leg.lanes.as_slice()) {
        ([(link, _), ..], []) | ([(link, _)], [_]) => Some(context.carrier(*link)),
        (_, [_, _, ..]) => Some(Ref::to(count(leg.lanes.len(), "sea lane"), context.links.register("lanes"))),
        _ => leg.line.as_deref().and_then(|id| context.site.network.transfers.find(id)).map(|id| context.transfer(id)),
    };
    LegView {
        class: format!("mode-{}", leg.mode.replace('_', "-")),
        is_transfer,
        icon_html: icon(leg).svg(),
        title: match &carrier {
            Some(transfer) if is_transfer => transfer.name.clone(),
            _ => sentence_case(&leg.name),
        },
        from: context.place_by_id(&leg.from, &leg.from_name),
        to: context.place_by_id(&leg.to, &leg.to_name),
        carrier,
        passages: list(&leg.passages, "and"),
        wait: (leg.wait_hours > 0.0).then(|| span(leg.wait_hours)),
        hours: leg.hours.map_or(UNKNOWN.into(), |hours| span(hours.p50)),
        hours_range: leg.hours.filter(|hours| hours.p10 < hours.p90).map(span_range),
        km: (leg.distance_km > 0.0).then(|| whole(leg.distance_km)),
        cost: match leg.cost_usd {
            None => "cost unknown".into(),
            // A transfer without a price counts as nothing in the sum; that is not a price of zero.
            Some(cost) if is_transfer && cost.p90 <= 0.0 => "no charge known".into(),
            Some(cost) => format!("USD {}", whole(cost.p50)),
        },
        origin: Origin { as_of: oldest(context, leg), ..context.origin_of(&leg.sources, leg.confidence) },
    }
}

/// The oldest date on which one of its links, or its transfer, is told to have been so.
fn oldest(context: &PageContext<'_>, leg: &Leg) -> Option<String> {
    let network = context.site.network;
    let links = leg.links.iter().map(|(link, _)| match link {
        Link::Section(id) => &network.sections[*id].provenance,
        Link::Lane(id) => &network.lanes[*id].provenance,
    });
    let transfer = leg.line.as_deref().and_then(|id| network.transfers.find(id));
    let all = links.chain(transfer.map(|id| &network.transfers[id].provenance));
    let dates = all.filter_map(|provenance| provenance.as_of);
    dates.min_by_key(|date| date.first_day()).map(|date| date.to_string())
}

/// What is decided about the journey as a whole, and the refused ways; each fact is told in full once.
fn refused(context: &PageContext<'_>, report: &PlanReport) -> (Vec<FactView>, Vec<RefusedWay>) {
    let of_ways: Vec<usize> = report.refused_ways.iter().flat_map(|way| way.facts.iter().copied()).collect();
    let journey = report.refused.iter().enumerate().filter(|(index, _)| !of_ways.contains(index));
    let journey = journey.map(|(_, fact)| context.fact(fact)).collect();
    let mut told: Vec<usize> = Vec::new();
    let ways = report.refused_ways.iter().map(|way| refused_way(context, report, way, &mut told)).collect();
    (journey, ways)
}

fn refused_way(
    context: &PageContext<'_>,
    report: &PlanReport,
    way: &RefusedWayRecord,
    told: &mut Vec<usize>,
) -> RefusedWay {
    let facts = way.facts.iter().map(|index| {
        let fact: &FactRecord = &report.refused[*index];
        let view = context.fact(fact);
        let subject = view.subject.clone();
        let is_new = !told.contains(index);
        if is_new {
            told.push(*index);
        }
        RefusedFact { full: is_new.then_some(view), subject }
    });
    RefusedWay {
        title: way.mode.map_or_else(|| "The shortest way of all".into(), |mode| format!("The shortest way by {mode}")),
        corridor: way.corridor.clone(),
        km: whole(way.distance_km),
        gains: way.gains().join(", "),
        facts: facts.collect(),
    }
}
