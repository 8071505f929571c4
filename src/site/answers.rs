//! The eight questions that a reader comes with, each with the pages that answer it and what one of them finds.

use std::cmp::Reverse;

use serde::Serialize;

use super::compares::Compared;
use super::pages::{bottleneck, compare};
use super::plans::Planned;
use super::view::{PageContext, Ref};
use super::years::FIRST_YEAR;
use crate::model::Change;
use crate::site::format::{count, days, sentence_case, span, with_stop};

/// A question with its answer.
#[derive(Serialize)]
pub struct Answered {
    /// The question.
    pub question: &'static str,
    /// What is found, or that this network does not ask it.
    pub finding: String,
    /// Pages that answer it.
    pub pages: Vec<Ref>,
}

/// All eight, in their order.
pub fn answers(context: &PageContext<'_>) -> Vec<Answered> {
    vec![
        routes(context),
        why_not(context),
        what_if(context),
        time(context),
        bottlenecks(context),
        access(context),
        kinds(context),
        failures(context),
    ]
}

const NOT_ASKED: &str = "This network asks no such question.";

fn route_ref(context: &PageContext<'_>, planned: &Planned<'_>) -> Ref {
    Ref::to(planned.route.question.clone(), context.links.page("route", &planned.route.id))
}

/// The plan that is best by a measure; of equals the first.
fn best<'p, 'a>(context: &PageContext<'a>, measure: impl Fn(&Planned<'a>) -> usize) -> Option<&'p Planned<'a>>
where
    'a: 'p,
{
    let plans: &'a [Planned<'a>] = &context.site.plans;
    let most = plans.iter().map(&measure).max().filter(|most| *most > 0)?;
    plans.iter().find(|planned| measure(planned) == most)
}

fn routes(context: &PageContext<'_>) -> Answered {
    let found = best(context, |planned| planned.report.itineraries.len());
    Answered {
        question: "Which routes lead from A to B on a day, and what do they take?",
        finding: found.map_or(NOT_ASKED.into(), |planned| {
            let first = &planned.report.itineraries[0];
            format!(
                "{}, the first in {} days by {}.",
                sentence_case(&count(planned.report.itineraries.len(), "way")),
                days(first.hours.p50),
                first.corridor
            )
        }),
        pages: found.map(|planned| route_ref(context, planned)).into_iter().collect(),
    }
}

fn why_not(context: &PageContext<'_>) -> Answered {
    let shut = |planned: &Planned<'_>| if planned.report.has_route() { 0 } else { planned.report.refused.len() };
    let found = best(context, shut).or_else(|| best(context, |planned| planned.report.refused.len()));
    let finding = found.and_then(|planned| {
        let fact = context.fact(planned.report.refused.first()?);
        Some(with_stop(&format!("{}: {}", fact.subject.name, fact.reason)))
    });
    Answered {
        question: "Why not the obvious route?",
        finding: finding.unwrap_or_else(|| "No way is refused in any answer.".into()),
        pages: found
            .map(|planned| {
                let page = context.links.page("route", &planned.route.id);
                Ref::to(planned.route.question.clone(), format!("{page}#refused"))
            })
            .into_iter()
            .collect(),
    }
}

fn what_if(context: &PageContext<'_>) -> Answered {
    let scenarios = &context.site.network.scenarios;
    let is_link = |change: &Change| matches!(change, Change::Open(..) | Change::Close(..));
    let of_links = |one: &&Compared| scenarios[one.scenario].changes.iter().any(is_link);
    // Of those that change most answers the one that changes least.
    let weight = |one: &&Compared| {
        let moved = one.pairs.iter().filter(|(_, pair)| pair.differs()).count();
        (moved, Reverse(scenarios[one.scenario].changes.len()), Reverse(one.scenario))
    };
    let compared = context.site.compared.iter();
    let found = compared.filter(of_links).max_by_key(weight).map(|one| compare::teaser(context, one));
    let finding = found
        .as_ref()
        .map_or_else(|| "No scenario of this network opens or closes a link.".into(), |found| found.finding.clone());
    let all = Ref::to("all scenarios", context.links.register("scenarios"));
    let pages = found.map(|found| Ref::to(found.name, found.href)).into_iter().chain([all]).collect();
    Answered { question: "What changes when a link opens or closes?", finding, pages }
}

fn time(context: &PageContext<'_>) -> Answered {
    let standing =
        |planned: &Planned<'_>| planned.report.itineraries.first().map_or(0, |way| way.borders + way.gauge_breaks);
    let found = best(context, standing).or_else(|| best(context, |planned| planned.report.itineraries.len()));
    let finding = found.and_then(|planned| planned.report.itineraries.first()).map(|way| {
        let parts = &way.breakdown_hours;
        let moving = parts.rail + parts.road + parts.sea + parts.other;
        format!(
            "{} moving and {} at borders, changing gauge, in ports and waiting.",
            sentence_case(&span(moving)),
            span((way.hours.p50 - moving).max(0.0))
        )
    });
    Answered {
        question: "Where does the time go?",
        finding: finding.unwrap_or_else(|| NOT_ASKED.into()),
        pages: found
            .map(|planned| {
                let page = context.links.page("route", &planned.route.id);
                Ref::to(planned.route.question.clone(), format!("{page}#way-1"))
            })
            .into_iter()
            .collect(),
    }
}

fn bottlenecks(context: &PageContext<'_>) -> Answered {
    let cuts = || context.site.bottlenecks.iter().map(|cut| bottleneck::teaser(context, cut));
    let found = cuts().find(|cut| !cut.is_whatif).or_else(|| cuts().next());
    let finding = found.as_ref().map_or_else(|| NOT_ASKED.into(), |found| found.sentence.clone());
    let all = Ref::to("all questions on capacity", context.links.register("capacity"));
    let pages = found.map(|found| Ref::to(found.question, found.href)).into_iter().chain([all]).collect();
    Answered { question: "What is the bottleneck, and how much can pass?", finding, pages }
}

fn access(context: &PageContext<'_>) -> Answered {
    let rows = &context.site.access.rows;
    let changed = rows.iter().filter(|row| row.cells.windows(2).any(|two| two[0].state != two[1].state)).count();
    let finding = if rows.is_empty() {
        "This network asks about no pair of places; its dated states are in the timeline.".into()
    } else {
        format!("Of {} asked about, {changed} opened or shut since {FIRST_YEAR}.", count(rows.len(), "pair"))
    };
    let pages = vec![
        Ref::to("access by year", context.links.register("access")),
        Ref::to("timeline", context.links.register("timeline")),
    ];
    Answered { question: "How did access change over the years?", finding, pages }
}

fn kinds(context: &PageContext<'_>) -> Answered {
    let pages = vec![
        Ref::to("land, sea or ice", context.links.register("land-or-sea")),
        Ref::to("ice season", context.links.register("season")),
    ];
    let finding = super::pages::land_or_sea::finding(context);
    Answered { question: "Rail, sea or the ice: what pays, and when?", finding, pages }
}

fn failures(context: &PageContext<'_>) -> Answered {
    let pages = vec![Ref::to("criticality", context.links.register("criticality"))];
    let finding = super::pages::criticality::headline(context).unwrap_or_else(|| NOT_ASKED.into());
    Answered { question: "What if a link or a place fails?", finding, pages }
}
