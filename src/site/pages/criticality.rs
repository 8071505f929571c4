//! What fails if one link or transfer is lost: all questions on what flows, and what matters to several of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::flow::losses::{LossRow, loss_rows, page_of};
use super::{Page, trail, value};
use crate::report::flow::{CriticalReport, ElementRecord, LostRecord};
use crate::site::Site;
use crate::site::format::{count, sentence_case, with_stop};
use crate::site::view::{PageContext, Ref};

/// How many losses are told of each question.
const TOLD: usize = 8;
/// How many links are told of that matter most over all questions.
const SHARED_TOLD: usize = 15;

#[derive(Serialize)]
struct Criticality {
    lede: String,
    shared: Vec<Shared>,
    questions: Vec<Question>,
    energy: String,
}

/// A link or transfer whose loss several questions feel.
#[derive(Serialize)]
struct Shared {
    what: Ref,
    between: String,
    questions: usize,
    cut_off: usize,
    worst: String,
    worst_in: Ref,
}

#[derive(Serialize)]
struct Question {
    id: String,
    asked: Ref,
    finding: String,
    unit: &'static str,
    rows: Vec<LossRow>,
    more: usize,
    file: String,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "criticality/index.html".to_string();
    let context = PageContext::new(site, &path);
    let ranked = || site.assignments.iter().filter_map(|flow| flow.critical.as_ref().map(|report| (flow, report)));
    let questions: Vec<Question> = ranked()
        .filter(|(_, report)| !report.losses.is_empty())
        .map(|(flow, report)| {
            let rows = loss_rows(&context, report);
            Question {
                id: flow.asked.id.clone(),
                asked: Ref::to(flow.asked.question.clone(), context.links.page("flow", &flow.asked.id)),
                finding: finding(&context, report),
                unit: report.value_unit,
                more: rows.len().saturating_sub(TOLD),
                rows: rows.into_iter().take(TOLD).collect(),
                file: context.links.file(&format!("flow/{}/critical.json", flow.asked.id)),
            }
        })
        .collect();
    let lede = if questions.is_empty() {
        "This network asks no question on what flows, so nothing can be said of what each loss would cost.".to_string()
    } else {
        format!(
            "Each link and each transfer is taken out by itself and the flow solved anew: what arrives no more, and what \
             the ways then cost. {} on what flows, worst loss first.",
            sentence_case(&count(questions.len(), "question"))
        )
    };
    let view = Criticality {
        lede: lede.clone(),
        shared: shared(&context),
        questions,
        energy: context.links.register("energy"),
    };
    Page {
        template: "criticality.html",
        kind: "criticality",
        section: "criticality",
        title: "What if one link fails?".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Criticality"),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

/// The worst loss of the first question that has one.
pub fn headline(context: &PageContext<'_>) -> Option<String> {
    let mut reports = context.site.assignments.iter().filter_map(|flow| flow.critical.as_ref());
    reports.find(|report| !report.losses.is_empty()).map(|report| finding(context, report))
}

/// The worst loss in a sentence.
fn finding(context: &PageContext<'_>, report: &CriticalReport) -> String {
    let Some(worst) = report.losses.first() else { return String::new() };
    let names: Vec<&str> = worst.lost.iter().map(|lost| lost.at.name.as_str()).collect();
    let less: Vec<&str> = worst.less.iter().map(|amount| amount.told.as_str()).collect();
    let felt = if less.is_empty() {
        "all still arrives, by longer ways".into()
    } else {
        format!("{} arrive no more", less.join(", "))
    };
    let place = |id: &str| context.place_by_id(id, id).name;
    let between = worst.lost.first().map(|lost| &lost.at).filter(|at| at.from != at.to);
    let between = between.map(|at| format!(" between {} and {}", place(&at.from), place(&at.to)));
    with_stop(&format!("Worst is the loss of {}{}: {felt}", names.join(", "), between.unwrap_or_default()))
}

/// What was felt of one loss over all questions.
#[derive(Default)]
struct Felt<'a> {
    questions: usize,
    cut_off: usize,
    /// The best rank it has, how it is told there, and in which question.
    worst: Option<(usize, String, &'a str)>,
}

/// What more than one question feels, in order of how many do and how near the top it stands.
fn shared(context: &PageContext<'_>) -> Vec<Shared> {
    let site = context.site;
    let mut felt: BTreeMap<(&str, &str, &str, &str), (&ElementRecord, Felt<'_>)> = BTreeMap::new();
    for flow in &site.assignments {
        for loss in flow.critical.iter().flat_map(|report| &report.losses) {
            let [LostRecord { at: lost, .. }] = &loss.lost[..] else { continue };
            let key = (lost.kind, lost.id.as_str(), lost.from.as_str(), lost.to.as_str());
            let (_, of_it) = felt.entry(key).or_insert_with(|| (lost, Felt::default()));
            of_it.questions += 1;
            of_it.cut_off += loss.disconnected.len();
            if of_it.worst.as_ref().is_none_or(|(rank, ..)| loss.rank < *rank) {
                let less: Vec<&str> = loss.less.iter().map(|amount| amount.told.as_str()).collect();
                let told = if less.is_empty() {
                    "all arrives, by longer ways".into()
                } else {
                    format!("{} arrive no more", less.join(", "))
                };
                of_it.worst = Some((loss.rank, told, flow.asked.id.as_str()));
            }
        }
    }
    let mut found: Vec<(&ElementRecord, Felt<'_>)> =
        felt.into_values().filter(|(_, felt)| felt.questions > 1).collect();
    let rank = |felt: &Felt<'_>| felt.worst.as_ref().map_or(usize::MAX, |(rank, ..)| *rank);
    found.sort_by(|(a, x), (b, y)| (y.questions, rank(x), &a.id, &a.from).cmp(&(x.questions, rank(y), &b.id, &b.from)));
    let row = |(lost, felt): (&ElementRecord, Felt<'_>)| {
        let (_, worst, flow) = felt.worst?;
        let asked = site.assignments.iter().find(|one| one.asked.id == flow)?;
        let place = |id: &str| context.place_by_id(id, id).name;
        Some(Shared {
            what: page_of(context, lost),
            between: if lost.from == lost.to {
                place(&lost.from)
            } else {
                format!("{} – {}", place(&lost.from), place(&lost.to))
            },
            questions: felt.questions,
            cut_off: felt.cut_off,
            worst,
            worst_in: Ref::to(asked.asked.question.clone(), context.links.page("flow", flow)),
        })
    };
    found.into_iter().filter_map(row).take(SHARED_TOLD).collect()
}
