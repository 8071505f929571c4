//! What flows: demands sent over the network together, what stops the rest, and what each limit and link is worth.

pub(super) mod losses;
mod months;
mod projects;
mod sankey;
mod sources;

use serde::Serialize;

use losses::{LossRow, loss_note, loss_rows};
use months::{Months, months};
use projects::{ProjectRow, chosen, project_rows};
use sankey::sankeys;
use sources::{EnergyView, energy};

use super::bottleneck::Teaser;
use super::limits::{LimitView, LinkRow, flow_figure, limit_view, links, thousandths};
use super::{Page, flow_charts, json, trail, value};
use crate::report::flow::{
    DemandRecord, FlowReport, LimitRecord, amount_told, critical_geojson, flow_geojson, number_told, signed_told,
    upgrade_geojson,
};
use crate::site::Site;
use crate::site::chart::ChartView;
use crate::site::chart::sankey::SankeyView;
use crate::site::flows::Assignment;
use crate::site::format::{count, list, sentence_case, with_stop};
use crate::site::maps::MapView;
use crate::site::view::{FactView, Origin, PageContext, Ref};

#[derive(Serialize)]
struct FlowView {
    group: String,
    question: String,
    sentence: String,
    asked: Vec<String>,
    scenario: Option<Ref>,
    lifted: Vec<Ref>,
    map: MapView,
    sankeys: Vec<SankeyView>,
    demands: Vec<DemandRow>,
    months: Option<Months>,
    binding: Vec<PriceRow>,
    value_unit: &'static str,
    rent: String,
    busy: Vec<LimitView>,
    ranking: Option<ChartView>,
    utilisation: Option<ChartView>,
    links: Vec<LinkRow>,
    losses: Vec<LossRow>,
    losses_note: Option<String>,
    projects: Vec<ProjectRow>,
    chosen: Option<String>,
    energy: Option<EnergyView>,
    proof: String,
    unknown: Vec<String>,
    flags: Vec<FactView>,
    notes: Vec<String>,
    command: String,
    files: Vec<String>,
}

#[derive(Serialize)]
struct DemandRow {
    name: String,
    href: String,
    from: Vec<Ref>,
    to: Vec<Ref>,
    asked: String,
    served: String,
    /// Of what is asked, in thousandths.
    bar: u32,
    stopped_by: String,
    stands_in: bool,
    origin: Origin,
}

/// A limit that binds, with its price on both sides; months in which all of that is the same in one row.
#[derive(Serialize)]
struct PriceRow {
    limit: LimitView,
    months: Vec<String>,
    one: String,
    gains: String,
    saves: String,
    loses: String,
    rent: String,
}

/// What the list of questions shows of one.
pub fn teaser(context: &PageContext<'_>, flow: &Assignment<'_>) -> Teaser {
    Teaser {
        question: flow.asked.question.clone(),
        href: context.links.page("flow", &flow.asked.id),
        sentence: sentence(&flow.report),
        is_whatif: flow.report.query.period.is_what_if(),
    }
}

/// How much of what is wanted arrives, and which limits bind.
fn sentence(report: &FlowReport) -> String {
    let totals: Vec<String> = report.totals.iter().map(|total| total.told.clone()).collect();
    let mut binding: Vec<String> = Vec::new();
    for told in report.limits.iter().filter(|limit| limit.worth.is_some()).map(LimitRecord::told) {
        // A limit that binds in several months is told once.
        if !binding.contains(&told) {
            binding.push(told);
        }
    }
    let stops = match &binding[..] {
        [] => "No limit binds.".to_string(),
        [only] => format!("What binds is {only}."),
        [one, other] => format!("What binds is {one} and {other}."),
        [one, other, rest @ ..] => format!("What binds is {one}, {other} and {} more.", rest.len()),
    };
    format!("{} arrive {}. {stops}", list(&totals, "and"), report.query.period.told())
}

pub fn page(site: &Site<'_>, flow: &Assignment<'_>) -> Page {
    let network = site.network;
    let path = format!("flow/{}/index.html", flow.asked.id);
    let context = PageContext::new(site, &path);
    let report = &flow.report;
    let period = &report.query.period;
    let sentence = sentence(report);
    let is_binding = |limit: &&LimitRecord| limit.worth.is_some();
    let busy: Vec<LimitView> =
        report.limits.iter().filter(|limit| !is_binding(limit)).map(|limit| limit_view(&context, limit)).collect();
    let losses = flow.critical.as_ref();
    let folder = path.trim_end_matches("index.html").to_string();
    let mut beside = vec![
        (format!("{folder}flow.json"), json(report)),
        (format!("{folder}flow.geojson"), json(&flow_geojson(network, report))),
    ];
    if let Some(upgrades) = &flow.upgrades {
        beside.push((format!("{folder}upgrade.json"), json(upgrades)));
        beside.push((format!("{folder}upgrade.geojson"), json(&upgrade_geojson(network, upgrades))));
    }
    if let Some(losses) = losses {
        beside.push((format!("{folder}critical.json"), json(losses)));
        beside.push((format!("{folder}critical.geojson"), json(&critical_geojson(network, losses))));
    }
    let files = beside.iter().map(|(path, _)| path.trim_start_matches(&folder).to_string()).collect();
    let view = FlowView {
        group: flow.asked.group.clone(),
        question: flow.asked.question.clone(),
        sentence: sentence.clone(),
        asked: vec![
            sentence_case(&period.told()),
            format!("ways compared by {}", period.by),
            count(report.demands.len(), "demand"),
        ],
        scenario: period.scenario.as_ref().and_then(|id| network.scenarios.find(id)).map(|id| context.scenario(id)),
        lifted: flow.asked.allow.iter().map(|rule| context.restriction(*rule)).collect(),
        map: map(&context, report),
        sankeys: sankeys(&context, report),
        demands: report.demands.iter().map(|demand| demand_row(&context, demand)).collect(),
        months: months(network, report),
        binding: price_rows(&context, report.limits.iter().filter(is_binding)),
        value_unit: report.value_unit,
        rent: signed_told(report.rent),
        busy,
        ranking: losses.and_then(|report| flow_charts::ranking(&context, report)),
        utilisation: flow_charts::utilisation(&context, report),
        links: links(&context, &report.links),
        losses: losses.map_or(Vec::new(), |report| loss_rows(&context, report)),
        losses_note: losses.map(loss_note),
        projects: flow.upgrades.as_ref().map_or(Vec::new(), |report| project_rows(&context, report)),
        chosen: flow.upgrades.as_ref().map(chosen),
        energy: report.energy.as_ref().and_then(|record| energy(&context, record)),
        proof: proof(report),
        unknown: report.unknown.clone(),
        flags: report.flags.iter().map(|flag| context.flag(flag)).collect(),
        notes: report.notes.iter().map(|note| with_stop(&sentence_case(note))).collect(),
        command: flow.command.clone(),
        files,
    };
    Page {
        template: "flow.html",
        kind: "flow",
        section: "capacity",
        title: flow.asked.question.clone(),
        description: sentence,
        breadcrumb: trail(&path, Some(("Capacity", "capacity")), &flow.asked.question),
        view: value(view),
        beside,
        path,
    }
}

fn proof(report: &FlowReport) -> String {
    format!(
        "The value is {} {}. A dual bound in whole numbers, checked apart from the solver, proves that no flow is better by \
         more than {:.1e} of it.",
        signed_told(report.value),
        report.value_unit,
        report.proof.gap.max(0.0)
    )
}

fn map(context: &PageContext<'_>, report: &FlowReport) -> MapView {
    let ends = report.demands.iter().filter(|demand| demand.served > 0.0);
    let ends: Vec<&String> = ends.flat_map(|demand| demand.from.first().into_iter().chain(demand.to.first())).collect();
    let binding = report.limits.iter().filter(|limit| limit.worth.is_some());
    let narrow: Vec<&String> = binding.flat_map(|limit| limit.from.iter().chain(&limit.to)).collect();
    let title = "Map: what flows where";
    let figure = flow_figure(context, &report.links, ends.into_iter(), narrow.into_iter(), title);
    let totals: Vec<String> = report.totals.iter().map(|total| total.told.clone()).collect();
    let caption = format!(
        "{} arrive. The wider a line, the more tonnes go over it; cargoes without a mass count their units.",
        list(&totals, "and")
    );
    context.draw(&figure, caption)
}

fn demand_row(context: &PageContext<'_>, demand: &DemandRecord) -> DemandRow {
    let network = context.site.network;
    let unit = network.cargoes.find(&demand.cargo).map(|id| network.cargoes[id].unit);
    let told = |units: f64| unit.map_or_else(|| number_told(units), |unit| amount_told(units, unit));
    let places = |ids: &[String]| ids.iter().take(2).map(|id| context.place_by_id(id, id)).collect();
    DemandRow {
        name: demand.name.clone(),
        href: context.links.page("demand", &demand.id),
        from: places(&demand.from),
        to: places(&demand.to),
        asked: told(demand.asked),
        served: told(demand.served),
        bar: thousandths(demand.served, demand.asked),
        stopped_by: super::demand::stopped_by(demand),
        stands_in: demand.stands_in,
        origin: context.origin_of(&demand.sources, demand.confidence),
    }
}

impl PriceRow {
    fn is_same_but_for_months(&self, other: &Self) -> bool {
        let told = |row: &Self| [&row.one, &row.gains, &row.saves, &row.loses, &row.rent].map(String::clone);
        self.limit == other.limit && told(self) == told(other)
    }
}

fn price_rows<'r>(context: &PageContext<'_>, limits: impl Iterator<Item = &'r LimitRecord>) -> Vec<PriceRow> {
    let mut rows: Vec<PriceRow> = Vec::new();
    for row in limits.map(|limit| price_row(context, limit)) {
        match rows.iter_mut().find(|known| known.is_same_but_for_months(&row)) {
            Some(known) => known.months.extend(row.months),
            None => rows.push(row),
        }
    }
    rows
}

fn price_row(context: &PageContext<'_>, limit: &LimitRecord) -> PriceRow {
    let worth = limit.worth.as_ref();
    let number = |value: Option<f64>| value.map_or_else(|| "–".into(), signed_told);
    let gains: Vec<String> =
        worth.iter().flat_map(|worth| worth.gains.iter()).map(|gain| format!("{} more arrive", gain.told)).collect();
    let mut told = limit_view(context, limit);
    told.month = None;
    PriceRow {
        limit: told,
        months: limit.month.clone().into_iter().collect(),
        one: worth.map_or_else(String::new, |worth| format!("{} {}", number_told(worth.more), limit.unit)),
        gains: match (gains.is_empty(), worth.and_then(|worth| worth.saves)) {
            (false, _) => gains.join(", "),
            (true, Some(saves)) if saves > 0.0 => "nothing more arrives, ways get shorter".into(),
            (true, _) => "nothing".into(),
        },
        saves: number(worth.and_then(|worth| worth.saves)),
        loses: number(worth.and_then(|worth| worth.loses)),
        rent: number(worth.and_then(|worth| worth.rent)),
    }
}
