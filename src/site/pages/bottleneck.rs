//! How much can pass, and what stops more: one question on capacity with its answers.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Page, flow_charts, json, trail, value};
use crate::capacity::{Element, Limited};
use crate::inventory::EntryKey;
use crate::model::{CargoId, Link, Network, PlaceId};
use crate::report::flow::{
    CutLimitRecord, CutRecord, CutWords, LimitRecord, LinkFlowRecord, amount_told, cut_geojson, number_told, rate_told,
    together,
};
use crate::site::Site;
use crate::site::bottlenecks::{Answer, Bottleneck};
use crate::site::chart::ChartView;
use crate::site::format::{sentence_case, with_stop};
use crate::site::map::{MapFigure, MapLink, MapNode};
use crate::site::maps::MapView;
use crate::site::view::{FactView, Origin, PageContext, Ref};

#[derive(Serialize)]
struct BottleneckView {
    group: String,
    question: String,
    sentence: String,
    asked: Vec<String>,
    scenario: Option<Ref>,
    lifted: Vec<Ref>,
    years: Vec<YearRow>,
    map: MapView,
    outcome: &'static str,
    members: Vec<MemberRow>,
    is_one_cut: bool,
    sums: Vec<String>,
    sum: Option<ChartView>,
    next: Option<String>,
    proof: Option<String>,
    against: Vec<String>,
    links: Vec<LinkRow>,
    cargo: String,
    unknown: Vec<String>,
    way_without_limit: Vec<String>,
    flags: Vec<FactView>,
    refused: Vec<FactView>,
    notes: Vec<String>,
    command: String,
}

/// What holds in a year like one day.
#[derive(Serialize)]
struct YearRow {
    day: String,
    most: String,
    /// Of the greatest of the table, in thousandths: the length of its bar.
    bar: u32,
    binds: String,
    origin: Origin,
}

/// A limit in some minimum cut.
#[derive(Serialize)]
struct MemberRow {
    limit: LimitView,
    arrives: String,
    in_every: bool,
    near_origins: bool,
    near_destinations: bool,
    worth: Option<String>,
}

/// A capacity as pages show it.
#[derive(Serialize)]
pub struct LimitView {
    name: Ref,
    month: Option<String>,
    capacity: String,
    used: String,
    /// In thousandths, at most all of it: the length of its bar.
    bar: u32,
    is_full: bool,
    percent: String,
    caution: Option<String>,
    note: Option<String>,
    origin: Origin,
}

/// A link with what flows over it.
#[derive(Serialize)]
pub struct LinkRow {
    name: Ref,
    from: Ref,
    to: Option<Ref>,
    flow: String,
    percent: Option<String>,
    bar: u32,
    is_full: bool,
    in_every: bool,
}

/// What the list of questions shows of one.
#[derive(Serialize)]
pub struct Teaser {
    /// The question.
    pub question: String,
    /// Its page.
    pub href: String,
    /// The answer in a sentence.
    pub sentence: String,
    /// Whether something is assumed.
    pub is_whatif: bool,
}

/// Where the page of a question is.
fn path(bottleneck: &Bottleneck<'_>) -> String {
    format!("bottleneck/{}/index.html", bottleneck.asked.id)
}

/// A question as lists show it.
pub fn teaser(context: &PageContext<'_>, bottleneck: &Bottleneck<'_>) -> Teaser {
    let report = &bottleneck.last().report;
    Teaser {
        question: bottleneck.asked.question.clone(),
        href: context.links.page("bottleneck", &bottleneck.asked.id),
        sentence: CutWords::new(context.site.network, report).answer(&report.answer),
        is_whatif: report.query.period.is_what_if(),
    }
}

pub fn page(site: &Site<'_>, bottleneck: &Bottleneck<'_>) -> Page {
    let network = site.network;
    let path = path(bottleneck);
    let context = PageContext::new(site, &path);
    let last = bottleneck.last();
    let report = &last.report;
    let (answer, period) = (&report.answer, &report.query.period);
    let words = CutWords::new(network, report);
    let sentence = words.answer(answer);
    let view = BottleneckView {
        group: bottleneck.asked.group.clone(),
        question: bottleneck.asked.question.clone(),
        sentence: sentence.clone(),
        asked: asked(last),
        scenario: period.scenario.as_ref().and_then(|id| network.scenarios.find(id)).map(|id| context.scenario(id)),
        lifted: bottleneck.asked.allow.iter().map(|rule| context.restriction(*rule)).collect(),
        years: years(&context, bottleneck),
        map: map(&context, last),
        outcome: answer.outcome,
        members: members(&context, answer, &words),
        is_one_cut: answer.near_origins == answer.near_destinations,
        sums: sums(answer, &words),
        sum: flow_charts::cut_sum(&context, answer, &words),
        next: answer.then.as_ref().map(|next| words.next(answer, next)),
        proof: words.proof(answer).map(|proof| with_stop(&sentence_case(&proof))),
        against: words.against(),
        links: links(&context, &answer.links),
        cargo: words.cargo.clone(),
        unknown: answer.unknown.clone(),
        way_without_limit: answer.way_without_limit.clone(),
        flags: answer.flags.iter().map(|flag| context.flag(flag)).collect(),
        refused: answer.refused.iter().map(|fact| context.fact(fact)).collect(),
        notes: report.notes.iter().map(|note| with_stop(&sentence_case(note))).collect(),
        command: last.command.clone(),
    };
    let folder = path.trim_end_matches("index.html").to_string();
    let reports: Vec<_> = bottleneck.answers.iter().map(|answer| &answer.report).collect();
    Page {
        template: "bottleneck.html",
        kind: "bottleneck",
        section: "capacity",
        title: bottleneck.asked.question.clone(),
        description: sentence,
        breadcrumb: trail(&path, Some(("Capacity", "capacity")), &bottleneck.asked.question),
        view: value(view),
        beside: vec![
            (format!("{folder}cut.json"), json(&reports)),
            (format!("{folder}cut.geojson"), json(&cut_geojson(network, report))),
        ],
        path,
    }
}

fn asked(last: &Answer) -> Vec<String> {
    let query = &last.report.query;
    let mut asked = vec![format!("In a year like {}", last.day), format!("cargo {}", query.cargo)];
    asked.extend(query.cargo_origin.as_ref().map(|country| format!("of {country}")));
    if !query.period.modes.is_empty() {
        asked.push(format!("by {}", query.period.modes.join(", ")));
    }
    if !query.period.avoid.is_empty() {
        asked.push(format!("not through {}", query.period.avoid.join(", ")));
    }
    asked
}

fn years(context: &PageContext<'_>, bottleneck: &Bottleneck<'_>) -> Vec<YearRow> {
    if bottleneck.answers.len() < 2 {
        return Vec::new();
    }
    let greatest = bottleneck.answers.iter().filter_map(|answer| answer.report.answer.most).fold(0.0, f64::max);
    let row = |answer: &Answer| {
        let cut = &answer.report.answer;
        let members: Vec<&CutLimitRecord> = cut.near_origins.iter().map(|index| &cut.limits[*index]).collect();
        YearRow {
            day: answer.day.to_string(),
            most: cut.most_told.clone().unwrap_or_else(|| "not bounded by known capacities".into()),
            bar: thousandths(cut.most.unwrap_or(0.0), greatest),
            binds: together(members.iter().map(|member| &member.limit)),
            origin: origin_of_all(context, &members),
        }
    };
    bottleneck.answers.iter().map(row).collect()
}

/// The sources of all members, each once; the confidence of the only one, if there is one.
fn origin_of_all(context: &PageContext<'_>, members: &[&CutLimitRecord]) -> Origin {
    let mut sources: Vec<String> = members.iter().flat_map(|member| member.limit.sources.iter().cloned()).collect();
    let mut seen = BTreeSet::new();
    sources.retain(|source| seen.insert(source.clone()));
    let confidence = match members {
        [only] => only.limit.confidence,
        _ => None,
    };
    context.origin_of(&sources, confidence)
}

/// A share of a whole, in thousandths, at most all of it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn thousandths(part: f64, whole: f64) -> u32 {
    if whole > 0.0 { (part / whole * 1000.0).clamp(0.0, 1000.0).round() as u32 } else { 0 }
}

fn members(context: &PageContext<'_>, cut: &CutRecord, words: &CutWords<'_>) -> Vec<MemberRow> {
    let row = |(index, member): (usize, &CutLimitRecord)| MemberRow {
        limit: limit_view(context, &member.limit),
        arrives: words.told(member.arrives),
        in_every: member.in_every,
        near_origins: cut.near_origins.contains(&index),
        near_destinations: cut.near_destinations.contains(&index),
        worth: member.limit.worth.as_ref().map(|_| words.worth(std::iter::once(&member.limit)).trim().to_string()),
    };
    cut.limits.iter().enumerate().map(row).collect()
}

/// Each of the two extreme cuts as a sum, if it has more than one member.
fn sums(cut: &CutRecord, words: &CutWords<'_>) -> Vec<String> {
    if cut.near_origins == cut.near_destinations {
        return words.sum(cut, &cut.near_origins).map(|sum| format!("{sum}.")).into_iter().collect();
    }
    let sides = [("origin", &cut.near_origins), ("destination", &cut.near_destinations)];
    let told =
        |(end, positions): (&str, &Vec<usize>)| Some(format!("Nearest the {end}: {}.", words.sum(cut, positions)?));
    sides.into_iter().filter_map(told).collect()
}

/// A capacity with its figure and where that is from.
pub fn limit_view(context: &PageContext<'_>, limit: &LimitRecord) -> LimitView {
    LimitView {
        name: limit_ref(context, limit),
        month: limit.month.clone(),
        capacity: rate_told(limit.capacity, limit.unit),
        used: number_told(limit.used),
        bar: thousandths(limit.used_percent, 100.0),
        is_full: limit.used_percent >= 99.95,
        percent: format!("{}\u{a0}%", number_told(limit.used_percent)),
        caution: limit.caution(),
        note: limit.note.clone(),
        origin: Origin { as_of: limit.as_of.clone(), ..context.origin_of(&limit.sources, limit.confidence) },
    }
}

/// A capacity by name, with the page of what has it.
pub(super) fn limit_ref(context: &PageContext<'_>, limit: &LimitRecord) -> Ref {
    let found = match limit.limited {
        Limited::Section { section, .. } => context.carrier(Link::Section(section)),
        Limited::Service { link, .. } => context.carrier(link),
        Limited::Transfer { transfer, .. } => context.transfer(transfer),
        Limited::Group { group, .. } => context.entry(EntryKey::CapacityGroup(group)),
        Limited::Quota(rule) => context.restriction(rule),
        Limited::Supply(supply) => context.entry(EntryKey::Supply(supply)),
        Limited::Storage(store) | Limited::Filling(store) | Limited::Emptying(store) => {
            context.entry(EntryKey::Storage(store))
        }
        Limited::Asked { place, .. } => context.place(place),
    };
    Ref { name: limit.name.clone(), ..found }
}

/// Links and transfers with flow, the fullest first, those of no known capacity last.
pub fn links(context: &PageContext<'_>, records: &[LinkFlowRecord]) -> Vec<LinkRow> {
    let network = context.site.network;
    let mut sorted: Vec<&LinkFlowRecord> = records.iter().collect();
    sorted.sort_by(|one, other| {
        let percent = |record: &LinkFlowRecord| record.used_percent.unwrap_or(-1.0);
        percent(other).total_cmp(&percent(one))
    });
    let row = |record: &LinkFlowRecord| {
        let reference = match record.element {
            Element::Link(link) => context.carrier(link),
            Element::Transfer(id) => context.transfer(id),
        };
        LinkRow {
            name: Ref { name: record.name.clone(), ..reference },
            from: context.place_by_id(&record.from, &record.from),
            to: (record.to != record.from).then(|| context.place_by_id(&record.to, &record.to)),
            flow: flow_told(network, record),
            percent: record.used_percent.map(|percent| format!("{}\u{a0}%", number_told(percent))),
            bar: thousandths(record.used_percent.unwrap_or(0.0), 100.0),
            is_full: record.used_percent.is_some_and(|percent| percent >= 99.95),
            in_every: record.in_every_cut,
        }
    };
    sorted.into_iter().map(row).collect()
}

/// What flows over a link of each cargo, both ways together.
pub fn flow_told(network: &Network, record: &LinkFlowRecord) -> String {
    let cargo = |id: &str| network.cargoes.find(id);
    let name = |id: CargoId| network.cargoes[id].name.to_lowercase();
    let several = record.flows.len() > 1;
    let told = record.flows.iter().filter_map(|flow| {
        let id = cargo(&flow.cargo)?;
        let amount = amount_told(flow.forward + flow.backward, network.cargoes[id].unit);
        Some(if several { format!("{amount} of {}", name(id)) } else { amount })
    });
    told.collect::<Vec<_>>().join(", ")
}

fn map(context: &PageContext<'_>, last: &Answer) -> MapView {
    let report = &last.report;
    let cut = &report.answer;
    let ends = report.query.from_places.iter().chain(&report.query.to_places);
    let narrow = cut.in_every().flat_map(|member| member.limit.from.iter().chain(&member.limit.to));
    let figure = flow_figure(context, &cut.links, ends, narrow, "Map: what stops more");
    let marked = match (cut.links.is_empty(), cut.in_every().next().is_some()) {
        (true, _) => "The ends, over the rest of the network in grey.",
        (false, true) => "The wider a line, the more flows over it. Red: in every minimum cut.",
        (false, false) => "The wider a line, the more flows over it. No single link stops more by itself.",
    };
    context.draw(&figure, format!("{}{marked}", finding(cut)))
}

/// What caps the corridor, in a sentence with a space behind it; empty if nothing does.
fn finding(cut: &CutRecord) -> String {
    let members: Vec<&str> = cut.near_origins.iter().map(|index| cut.limits[*index].limit.name.as_str()).collect();
    match (&cut.most_told, &members[..]) {
        (None, _) => String::new(),
        (Some(most), []) => format!("At most {most}. "),
        (Some(most), [only]) => format!("{only} caps the corridor at {most}. "),
        (Some(most), [first, second]) => format!("{first} and {second} cap the corridor at {most} together. "),
        (Some(most), [first, rest @ ..]) => {
            format!("{first} and {} more limits cap the corridor at {most} together. ", rest.len())
        }
    }
}

/// What flows where, over the rest of the network: the wider, the more.
pub fn flow_figure<'r>(
    context: &PageContext<'_>,
    records: &[LinkFlowRecord],
    ends: impl Iterator<Item = &'r String>,
    narrow: impl Iterator<Item = &'r String>,
    title: &str,
) -> MapFigure {
    let network = context.site.network;
    let total = |record: &LinkFlowRecord| -> f64 {
        let mass = |flow: &crate::report::flow::CargoFlow| {
            let kilograms = network.cargoes.find(&flow.cargo).and_then(|id| network.cargoes[id].kilograms());
            #[allow(clippy::cast_precision_loss)]
            let tonnes = kilograms.map_or(1.0, |[_, typ, _]| typ as f64 / 1000.0);
            (flow.forward + flow.backward) * tonnes
        };
        record.flows.iter().map(mass).sum()
    };
    let greatest = records.iter().map(total).fold(0.0, f64::max);
    let mut links = context.context(&BTreeSet::new());
    let mut drawn: Vec<(f64, MapLink)> = Vec::new();
    for record in records {
        let Element::Link(link) = record.element else { continue };
        let share = if greatest > 0.0 { total(record) / greatest } else { 0.0 };
        let width = 1.6 + 6.4 * share.sqrt();
        let base = match link {
            Link::Section(id) => context.section_link(id, width),
            Link::Lane(id) => context.lane_link(id, width, false),
        };
        let class = if record.in_every_cut { "is-route is-cut" } else { "is-route" };
        let name = format!("{}: {}", record.name, flow_told(network, record));
        drawn.push((width, MapLink { name, class: class.into(), ..base }));
    }
    // Narrow ones lie on top, so that none is hidden.
    drawn.sort_by(|one, other| other.0.total_cmp(&one.0));
    links.extend(drawn.into_iter().map(|(_, link)| link));
    let mut nodes: Vec<MapNode> = Vec::new();
    let mut add = |id: PlaceId, importance: u8| {
        if !nodes.iter().any(|node| node.id == network.places[id].id) {
            nodes.push(context.node(id, importance));
        }
    };
    ends.filter_map(|id| network.places.find(id)).for_each(|id| add(id, 1));
    narrow.filter_map(|id| network.places.find(id)).for_each(|id| add(id, 2));
    for record in records.iter().filter(|record| matches!(record.element, Element::Link(_))) {
        [&record.from, &record.to].into_iter().filter_map(|id| network.places.find(id)).for_each(|id| add(id, 4));
    }
    MapFigure {
        id: "flows".into(),
        title: title.into(),
        description: "What flows over each link, by width; the tables below hold the same.".into(),
        nodes,
        links,
    }
}
