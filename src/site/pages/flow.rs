//! What flows: demands sent over the network together, what stops the rest, and what each limit and link is worth.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bottleneck::{LimitView, LinkRow, Teaser, flow_figure, limit_view, links, thousandths};
use super::{Page, json, trail, value};
use crate::model::Network;
use crate::report::flow::{
    CandidateRecord, DemandRecord, FlowReport, LimitRecord, LossRecord, LostRecord, SourceRecord, UpgradeReport,
    amount_told, flow_geojson, money_told, number_told, signed_told,
};
use crate::site::Site;
use crate::site::flows::Assignment;
use crate::site::format::{count, list, sentence_case, with_stop};
use crate::site::map::Look as _;
use crate::site::maps::MapView;
use crate::site::sankey::{Ribbon, Sankey, SankeyBox, SankeyView};
use crate::site::view::{FactView, Origin, PageContext, Ref};

/// How many losses are told.
const LOSSES_TOLD: usize = 20;

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
    links: Vec<LinkRow>,
    losses: Vec<LossRow>,
    losses_note: Option<String>,
    projects: Vec<ProjectRow>,
    chosen: Option<String>,
    sources: Vec<SourceRow>,
    carried: Vec<String>,
    proof: String,
    unknown: Vec<String>,
    flags: Vec<FactView>,
    notes: Vec<String>,
    command: String,
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

/// What arrives of each demand in each month.
#[derive(Serialize)]
struct Months {
    heads: Vec<String>,
    rows: Vec<MonthRow>,
}

#[derive(Serialize)]
struct MonthRow {
    name: String,
    unit: &'static str,
    cells: Vec<MonthCell>,
}

#[derive(Serialize)]
struct MonthCell {
    class: &'static str,
    arrives: String,
}

/// A limit that binds, with its price on both sides.
#[derive(Serialize)]
struct PriceRow {
    limit: LimitView,
    one: String,
    gains: String,
    saves: String,
    loses: String,
    rent: String,
}

/// What a loss costs.
#[derive(Serialize)]
pub struct LossRow {
    rank: usize,
    lost: Vec<Ref>,
    between: String,
    less: String,
    disconnected: usize,
    cost: String,
    /// Of the worst, in thousandths.
    bar: u32,
}

/// What a project would do.
#[derive(Serialize)]
struct ProjectRow {
    rank: usize,
    name: String,
    changes: String,
    cost: String,
    saves: String,
    /// Of the best, in thousandths.
    bar: u32,
    more: String,
    rate: String,
    is_chosen: bool,
    origin: Origin,
}

/// What a source gives and still has.
#[derive(Serialize)]
struct SourceRow {
    limit: LimitView,
    spare: String,
    told: String,
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
        months: months(network, flow),
        binding: report.limits.iter().filter(is_binding).map(|limit| price_row(&context, limit)).collect(),
        value_unit: report.value_unit,
        rent: signed_told(report.rent),
        busy,
        links: links(&context, &report.links),
        losses: losses.map_or(Vec::new(), |report| loss_rows(&context, &report.losses)),
        losses_note: losses.map(|report| {
            format!(
                "{} can be lost at no cost although something goes over them; {} carry nothing.",
                sentence_case(
                    &count(report.free, "link or transfer").replace("link or transfers", "links or transfers")
                ),
                report.unused
            )
        }),
        projects: flow.upgrades.as_ref().map_or(Vec::new(), |report| project_rows(&context, report)),
        chosen: flow.upgrades.as_ref().map(chosen),
        sources: report.energy.iter().flat_map(|energy| &energy.sources).map(|one| source_row(&context, one)).collect(),
        carried: report.energy.iter().flat_map(|energy| &energy.carried).map(|one| with_stop(&one.told)).collect(),
        proof: proof(report),
        unknown: report.unknown.clone(),
        flags: report.flags.iter().map(|flag| context.flag(flag)).collect(),
        notes: report.notes.iter().map(|note| with_stop(&sentence_case(note))).collect(),
        command: flow.command.clone(),
    };
    let folder = path.trim_end_matches("index.html").to_string();
    let about =
        serde_json::json!({"schema": "landbridge/flow-geojson/1", "query": report.query, "totals": report.totals});
    let mut beside = vec![
        (format!("{folder}flow.json"), json(report)),
        (format!("{folder}flow.geojson"), json(&flow_geojson(network, &report.links, period, &about))),
    ];
    beside.extend(flow.upgrades.as_ref().map(|upgrades| (format!("{folder}upgrade.json"), json(upgrades))));
    beside.extend(losses.map(|losses| (format!("{folder}critical.json"), json(losses))));
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
    context.draw(&figure, "The wider a line, the more tonnes go over it; cargoes without a mass count their units.")
}

fn demand_row(context: &PageContext<'_>, demand: &DemandRecord) -> DemandRow {
    let network = context.site.network;
    let unit = network.cargoes.find(&demand.cargo).map(|id| network.cargoes[id].unit);
    let told = |units: f64| unit.map_or_else(|| number_told(units), |unit| amount_told(units, unit));
    let places = |ids: &[String]| ids.iter().take(2).map(|id| context.place_by_id(id, id)).collect();
    DemandRow {
        name: demand.name.clone(),
        href: context.links.entry("demands", &format!("demand-{}", demand.id)),
        from: places(&demand.from),
        to: places(&demand.to),
        asked: told(demand.asked),
        served: told(demand.served),
        bar: thousandths(demand.served, demand.asked),
        stopped_by: match demand.outcome {
            "served" => "all of it arrives".into(),
            "no_way" => "no allowed way joins the ends".into(),
            "too_dear" => "leaving it costs less".into(),
            _ => demand.stopped_by_names.join("; "),
        },
        stands_in: demand.stands_in,
        origin: context.origin_of(&demand.sources, demand.confidence),
    }
}

fn months(network: &Network, flow: &Assignment<'_>) -> Option<Months> {
    if !flow.asked.months {
        return None;
    }
    let heads = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let row = |demand: &DemandRecord| {
        let unit = network.cargoes.find(&demand.cargo).map(|id| network.cargoes[id].unit);
        let cell = |[asked, served]: &[f64; 2]| MonthCell {
            class: match (*asked, *served) {
                (asked, served) if served >= asked * 0.999 => "is-open",
                (_, served) if served > 0.0 => "is-partly",
                _ => "is-shut",
            },
            arrives: match unit {
                Some(unit) if *served > 0.0 => amount_told(*served, unit),
                _ => number_told(*served),
            },
        };
        MonthRow { name: demand.name.clone(), unit: demand.unit, cells: demand.months.iter().map(cell).collect() }
    };
    let heads = heads.map(String::from).to_vec();
    Some(Months { heads, rows: flow.report.demands.iter().map(row).collect() })
}

fn price_row(context: &PageContext<'_>, limit: &LimitRecord) -> PriceRow {
    let worth = limit.worth.as_ref();
    let number = |value: Option<f64>| value.map_or_else(|| "–".into(), signed_told);
    let gains: Vec<String> =
        worth.iter().flat_map(|worth| worth.gains.iter()).map(|gain| format!("{} more arrive", gain.told)).collect();
    PriceRow {
        limit: limit_view(context, limit),
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

/// The worst losses.
pub fn loss_rows(context: &PageContext<'_>, losses: &[LossRecord]) -> Vec<LossRow> {
    let network = context.site.network;
    let worst = losses.iter().map(|loss| loss.cost_more).fold(0.0, f64::max);
    let place = |id: &str| network.places.find(id).map_or(id, |key| &network.places[key].name).to_string();
    let row = |loss: &LossRecord| LossRow {
        rank: loss.rank,
        lost: loss.lost.iter().map(|lost| lost_ref(context, lost)).collect(),
        between: loss
            .lost
            .iter()
            .map(|lost| {
                if lost.from == lost.to {
                    place(&lost.from)
                } else {
                    format!("{} – {}", place(&lost.from), place(&lost.to))
                }
            })
            .collect::<Vec<_>>()
            .join(", "),
        less: match &loss.less[..] {
            [] => "all arrives, by longer ways".into(),
            less => less.iter().map(|amount| amount.told.clone()).collect::<Vec<_>>().join(", "),
        },
        disconnected: loss.disconnected.len(),
        cost: signed_told(loss.cost_more),
        bar: thousandths(loss.cost_more, worst),
    };
    losses.iter().take(LOSSES_TOLD).map(row).collect()
}

/// What is lost, with its page.
pub fn lost_ref(context: &PageContext<'_>, lost: &LostRecord) -> Ref {
    let network = context.site.network;
    let found = match lost.kind {
        "section" => network.lines.find(&lost.id).map(|id| context.line(id)),
        "lane" => network.lanes.find(&lost.id).map(|id| context.lane(id)),
        "transfer" => network.transfers.find(&lost.id).map(|id| context.transfer(id)),
        _ => network.places.find(&lost.id).map(|id| context.place(id)),
    };
    Ref { name: lost.name.clone(), href: found.and_then(|found| found.href) }
}

fn project_rows(context: &PageContext<'_>, report: &UpgradeReport) -> Vec<ProjectRow> {
    let helps = |one: &&CandidateRecord| one.alone.saves > 0.0 || one.chosen;
    let best = report.candidates.iter().map(|one| one.alone.saves).fold(0.0, f64::max);
    let row = |one: &CandidateRecord| ProjectRow {
        rank: one.rank,
        name: one.name.clone(),
        changes: one.changes.join("; "),
        cost: one.cost_usd.map_or_else(|| "not published".into(), |cost| money_told(cost.typ)),
        saves: signed_told(one.alone.saves),
        bar: thousandths(one.alone.saves, best),
        more: match &one.alone.more[..] {
            [] => "nothing more arrives, ways get shorter".into(),
            more => more.iter().map(|amount| amount.told.clone()).collect::<Vec<_>>().join(", "),
        },
        rate: one
            .alone
            .usd_per_unit
            .iter()
            .map(|rate| format!("USD {} per {} a year", number_told(rate.usd), rate.unit))
            .collect::<Vec<_>>()
            .join(", "),
        is_chosen: one.chosen,
        origin: Origin { as_of: one.as_of.clone(), ..context.origin_of(&one.sources, one.confidence) },
    };
    report.candidates.iter().filter(helps).map(row).collect()
}

/// Which projects are best together, and how sure that is.
fn chosen(report: &UpgradeReport) -> String {
    let name = |id: &String| {
        report.candidates.iter().find(|one| one.id == *id).map_or_else(|| id.clone(), |one| one.name.clone())
    };
    let names: Vec<String> = report.chosen.iter().map(name).collect();
    let idle = report.candidates.iter().filter(|one| one.alone.saves <= 0.0 && !one.chosen).count();
    let best = match &names[..] {
        [] => format!("None of the {} that the network knows helps.", count(report.candidates.len(), "project")),
        names => format!(
            "Of the {} that the network knows, at most {} together, the best choice is {}: proven within {:.1e} of the value.",
            count(report.candidates.len(), "project"),
            report.most,
            list(names, "and"),
            report.proof.gap.max(0.0),
        ),
    };
    if idle > 0 && !names.is_empty() { format!("{best} {idle} of them change nothing here.") } else { best }
}

fn source_row(context: &PageContext<'_>, source: &SourceRecord) -> SourceRow {
    SourceRow {
        limit: limit_view(context, &source.limit),
        spare: format!("{} {}", number_told(source.spare), source.limit.unit),
        told: with_stop(&sentence_case(&source.told)),
    }
}

/// One diagram for each unit of cargo: from where, through which border or port, to where; what does not arrive too.
fn sankeys(context: &PageContext<'_>, report: &FlowReport) -> Vec<SankeyView> {
    let network = context.site.network;
    let mut drawn = Vec::new();
    for total in report.totals.iter().filter(|total| total.asked > 0.0) {
        let Some(unit) = report
            .demands
            .iter()
            .find(|demand| demand.unit == total.unit)
            .and_then(|demand| network.cargoes.find(&demand.cargo).map(|id| network.cargoes[id].unit))
        else {
            continue;
        };
        let mut diagram = Diagram { context, columns: [const { Vec::new() }; 3], ribbons: BTreeMap::new() };
        for way in report.ways.iter().filter(|way| way.unit == total.unit) {
            let from = diagram.place(0, &way.from);
            let through = match &way.through {
                Some(place) => diagram.place(1, place),
                None => diagram.named(1, "no border or port"),
            };
            let to = diagram.place(2, &way.to);
            let class =
                crate::model::Mode::ALL.iter().find(|(_, word)| *word == way.mode).map(|(mode, _)| mode.class());
            diagram.add((0, from, through), class.clone().unwrap_or_default(), way.arrives);
            diagram.add((1, through, to), class.unwrap_or_default(), way.arrives);
        }
        for demand in report.demands.iter().filter(|demand| demand.unit == total.unit && demand.unserved > 0.0) {
            let Some(place) = demand.from.first() else { continue };
            let from = diagram.place(0, place);
            let nowhere = diagram.named(1, "does not arrive");
            diagram.add((0, from, nowhere), "is-unserved".into(), demand.unserved);
        }
        let title = format!("{}: from where, through which border, port or terminal, to where", total.told);
        let caption = format!(
            "{}: origins on the left, the first border, port or terminal on the way in the middle, destinations on the \
             right; the colour is that of the main mode. The table of demands holds the same.",
            total.told
        );
        drawn.push(diagram.finish(title, |units| amount_told(units, unit)).draw(caption));
    }
    drawn
}

/// A Sankey diagram in the making: boxes of its three columns by name, ribbons by their ends and class.
struct Diagram<'c> {
    context: &'c PageContext<'c>,
    columns: [Vec<Ref>; 3],
    ribbons: BTreeMap<(usize, usize, usize, String), f64>,
}

impl Diagram<'_> {
    fn place(&mut self, column: usize, id: &str) -> usize {
        let place = self.context.place_by_id(id, id);
        self.position(column, place)
    }

    fn named(&mut self, column: usize, name: &str) -> usize {
        self.position(column, Ref::plain(name))
    }

    fn position(&mut self, column: usize, item: Ref) -> usize {
        let boxes = &mut self.columns[column];
        boxes.iter().position(|known| *known == item).unwrap_or_else(|| {
            boxes.push(item);
            boxes.len() - 1
        })
    }

    fn add(&mut self, (column, from, to): (usize, usize, usize), class: String, amount: f64) {
        *self.ribbons.entry((column, from, to, class)).or_default() += amount;
    }

    fn finish(self, title: String, told: impl Fn(f64) -> String) -> Sankey {
        let through = |column: usize, index: usize| -> f64 {
            let leaves: f64 =
                self.ribbons.iter().filter(|(key, _)| (key.0, key.1) == (column, index)).map(|(_, v)| v).sum();
            let reaches: f64 =
                self.ribbons.iter().filter(|(key, _)| (key.0 + 1, key.2) == (column, index)).map(|(_, v)| v).sum();
            leaves.max(reaches)
        };
        let column = |(number, boxes): (usize, &Vec<Ref>)| {
            let item = |(index, item): (usize, &Ref)| SankeyBox {
                name: item.name.clone(),
                amount: told(through(number, index)),
                href: item.href.clone(),
            };
            boxes.iter().enumerate().map(item).collect()
        };
        let ribbon = |((column, from, to, class), value): (&(usize, usize, usize, String), &f64)| Ribbon {
            column: *column,
            from: *from,
            to: *to,
            value: *value,
            amount: told(*value),
            class: class.clone(),
        };
        Sankey {
            title,
            columns: self.columns.iter().enumerate().map(column).collect(),
            ribbons: self.ribbons.iter().map(ribbon).collect(),
        }
    }
}
