//! A demand: what is wanted, which ways serve it and in which years, whether the flows of the report serve it, what limits it.

use serde::Serialize;

use super::access::{SpellOfYears, spells_of_years, years};
use super::demands::end;
use super::limits::{LimitView, limit_view, thousandths};
use super::route::corridor;
use super::{Page, json, trail, value};
use crate::calendar::{Date, Window};
use crate::model::Demand;
use crate::report::flow::{CutReport, CutWords, DemandRecord, amount_told, number_told};
use crate::report::{CommandLine, Itinerary, PlanReport, plan_geojson};
use crate::site::Site;
use crate::site::format::{count, days, days_range, sentence_case, whole};
use crate::site::maps::MapView;
use crate::site::served::Served;
use crate::site::traffic::DemandEnds;
use crate::site::view::{FactView, FigureView, Origin, PageContext, Ref};

#[derive(Serialize)]
struct DemandView {
    name: String,
    id: String,
    from: Ref,
    to: Ref,
    cargo: Ref,
    origin_country: Option<String>,
    finding: String,
    quantities: Vec<FigureView>,
    /// What each month has, as a share of the year's figure; empty if it does not change over the year.
    months: Vec<String>,
    unserved: Option<FigureView>,
    note: Option<String>,
    origin: Origin,
    alone: Option<Alone>,
    flows: Vec<FlowRow>,
    /// The command that sends it over the network with others.
    flow_command: String,
    routes: Vec<Ref>,
    files: Vec<&'static str>,
}

/// How it could be served if nothing else wanted to move.
#[derive(Serialize)]
struct Alone {
    map: MapView,
    unit: &'static str,
    ways: Vec<WayRow>,
    refused: Vec<FactView>,
    spells: Vec<SpellOfYears>,
    most: Option<Most>,
    command: String,
}

#[derive(Serialize)]
struct WayRow {
    rank: usize,
    corridor: String,
    days: String,
    days_range: String,
    cost: String,
    km: String,
    flags: usize,
}

/// How much can pass, and what stops more.
#[derive(Serialize)]
struct Most {
    sentence: String,
    limits: Vec<LimitView>,
    unknown: Vec<String>,
}

/// What a question of the report says of it.
#[derive(Serialize)]
struct FlowRow {
    question: Ref,
    wanted: String,
    arrives: String,
    bar: u32,
    stopped_by: String,
}

/// The page of the demand at this position.
pub fn page(site: &Site<'_>, index: usize) -> Page {
    let network = site.network;
    let ends = &site.demands[index];
    let demand = &network.demands[ends.id];
    let folder = format!("demand/{}", demand.id);
    let path = format!("{folder}/index.html");
    let context = PageContext::new(site, &path);
    let (from, to) = (end(&context, &demand.from, &ends.from), end(&context, &demand.to, &ends.to));
    let served = site.served[index].as_ref();
    let finding = format!("{} {}", wanted(&context, demand), finding(&context, served));
    let description = format!("{}, from {} to {}. {finding}", demand.name, from.name, to.name);
    let beside = served.map_or(Vec::new(), |served| {
        vec![
            (format!("{folder}/plan.json"), json(&served.plan)),
            (format!("{folder}/plan.geojson"), json(&plan_geojson(network, &served.plan))),
        ]
    });
    let view = DemandView {
        name: demand.name.clone(),
        id: demand.id.clone(),
        from,
        to,
        cargo: context.cargo(demand.cargo.0),
        origin_country: demand.cargo.1.map(|country| country.name().to_string()),
        finding,
        quantities: context.all_periods(&demand.quantity),
        months: demand.months.map_or(Vec::new(), |months| months.shares().iter().map(ToString::to_string).collect()),
        unserved: demand.unserved.as_ref().map(|figure| context.figure(figure)),
        note: demand.note.as_deref().map(sentence_case),
        origin: context.origin(&demand.provenance),
        alone: served.map(|served| alone(&context, demand, served)),
        flows: flows(&context, demand),
        flow_command: flow_command(site, &demand.id),
        routes: routes(&context, ends),
        files: if served.is_some() { vec!["plan.json", "plan.geojson"] } else { Vec::new() },
    };
    Page {
        template: "demand.html",
        kind: "demand",
        section: "demands",
        title: format!("{}, demand", demand.name),
        description,
        breadcrumb: trail(&path, Some(("Demands", "demands")), &demand.name),
        view: value(view),
        beside,
        path,
    }
}

/// How much is wanted on the day shown; where that is not told, of the period that stands in.
fn wanted(context: &PageContext<'_>, demand: &Demand) -> String {
    let reading = demand.quantity.on(context.site.as_of);
    let of = demand.quantity.periods().iter().find(|period| &period.figure == reading.figure);
    let when =
        of.filter(|_| reading.stands_in).map_or_else(String::new, |period| format!(" {}", in_years(period.window)));
    format!("{} wanted{when}.", reading.figure.typ)
}

/// `in 2023`, `from 2014 to 2018`, `since 2024`.
fn in_years(window: Window) -> String {
    let year = |date: Option<Date>| date.and_then(|date| date.to_string().parse::<i32>().ok());
    match (year(window.from), year(window.until)) {
        (Some(from), Some(until)) if until == from + 1 => format!("in {from}"),
        _ if window.from.is_some() && window.until.is_some() => format!("from {window}"),
        _ => window.to_string(),
    }
}

/// Whether it can be served today, by what, and what stops it or stops more.
fn finding(context: &PageContext<'_>, served: Option<&Served>) -> String {
    let as_of = context.site.as_of;
    let Some(served) = served else { return "Its ends are no places of this network, or the same.".into() };
    let Some(best) = served.plan.itineraries.first() else {
        let reason = served.plan.refused.first().map(|fact| context.fact(fact));
        let why = reason.map_or_else(
            || "No links of this network join the two.".to_string(),
            |fact| format!("{}: {}", fact.subject.name, fact.reason),
        );
        return format!("No allowed way serves it on {as_of}. {why}");
    };
    format!("On {as_of} it can go by {}, in {} days.", corridor(best), days(best.hours.p50))
}

fn alone(context: &PageContext<'_>, demand: &Demand, served: &Served) -> Alone {
    let site = context.site;
    let plan = &served.plan;
    let figure = context.plan_figure(plan, site.as_of, format!("Map: {}", demand.name));
    Alone {
        map: context.draw_over(&figure, &context.lines_behind(&figure, None), caption(plan, &site.as_of.to_string())),
        unit: plan.query.cargo_unit,
        ways: plan.itineraries.iter().map(way).collect(),
        refused: plan.refused.iter().map(|fact| context.fact(fact)).collect(),
        spells: spells_of_years(context, &served.access, &years(site)),
        most: served.most.as_ref().map(|report| most(context, report)),
        command: served.command.clone(),
    }
}

fn caption(plan: &PlanReport, as_of: &str) -> String {
    let (ways, refused) = (plan.itineraries.len(), plan.refused_ways.len());
    let others = match refused {
        0 => String::new(),
        number => format!(" Thin: {} refused; a link that stands in the way is red.", count(number, "shorter way")),
    };
    match (ways, refused) {
        (0, 0) => format!("The two ends; nothing joins them on {as_of}."),
        (0, number) => format!(
            "On {as_of} nothing may pass. Thin: {} refused; a link that stands in the way is red.",
            count(number, "way")
        ),
        (ways, _) => format!("{} on {as_of}, the best drawn widest.{others}", sentence_case(&count(ways, "way"))),
    }
}

fn way(way: &Itinerary) -> WayRow {
    WayRow {
        rank: way.rank,
        corridor: corridor(way),
        days: days(way.hours.p50),
        days_range: days_range(way.hours),
        cost: way.cost_usd.map_or_else(|| "unknown".into(), |cost| whole(cost.p50)),
        km: whole(way.distance_km),
        flags: way.flags.len(),
    }
}

fn most(context: &PageContext<'_>, report: &CutReport) -> Most {
    let cut = &report.answer;
    let members = cut.near_origins.iter().map(|index| &cut.limits[*index].limit);
    Most {
        sentence: CutWords::new(context.site.network, report).answer(cut),
        limits: members.map(|limit| limit_view(context, limit)).collect(),
        unknown: if cut.outcome == "unlimited" { cut.way_without_limit.clone() } else { Vec::new() },
    }
}

fn flows(context: &PageContext<'_>, demand: &Demand) -> Vec<FlowRow> {
    let sent = context.site.assignments.iter().filter_map(|flow| {
        let record = flow.report.demands.iter().find(|record| record.id == demand.id)?;
        let unit = context.site.network.cargoes[demand.cargo.0].unit;
        Some(FlowRow {
            question: Ref::to(flow.asked.question.clone(), context.links.page("flow", &flow.asked.id)),
            wanted: amount_told(record.asked, unit),
            arrives: if record.served > 0.0 { amount_told(record.served, unit) } else { number_told(record.served) },
            bar: thousandths(record.served, record.asked),
            stopped_by: stopped_by(record),
        })
    });
    sent.collect()
}

fn flow_command(site: &Site<'_>, id: &str) -> String {
    let mut line = CommandLine::new("flow");
    if let Some(path) = &site.network_argument {
        line.option("--network", path);
    }
    line.option("--demand", id);
    line.told()
}

/// What stops the rest of a demand, in words.
pub fn stopped_by(demand: &DemandRecord) -> String {
    match demand.outcome {
        "served" => "all of it arrives".into(),
        "no_way" => "no allowed way joins the ends".into(),
        "too_dear" => "leaving it costs less".into(),
        _ => demand.stopped_by_names.join("; "),
    }
}

/// Questions on routes between the same ends.
fn routes(context: &PageContext<'_>, ends: &DemandEnds) -> Vec<Ref> {
    let network = context.site.network;
    let joins = |ids: &[String], places: &[crate::model::PlaceId]| {
        ids.iter().filter_map(|id| network.places.find(id)).any(|place| places.contains(&place))
    };
    let plans = context.site.plans.iter().enumerate();
    let same = plans.filter(|(_, planned)| {
        let query = &planned.report.query;
        joins(&query.from_places, &ends.from) && joins(&query.to_places, &ends.to)
    });
    same.map(|(index, _)| context.planned(index)).collect()
}
