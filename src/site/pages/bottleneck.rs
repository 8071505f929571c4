//! How much can pass, and what stops more: one question on capacity with its answers.

use std::collections::BTreeSet;

use serde::Serialize;

use super::limits::{LimitView, LinkRow, flow_figure, limit_view, links, thousandths};
use super::{Page, flow_charts, json, trail, value};
use crate::report::flow::{CutLimitRecord, CutRecord, CutWords, cut_geojson, together};
use crate::site::Site;
use crate::site::bottlenecks::{Answer, Bottleneck};
use crate::site::chart::ChartView;
use crate::site::format::{sentence_case, with_stop};
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
