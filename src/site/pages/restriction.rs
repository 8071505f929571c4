//! A restriction: who, in which text, when, what it does, and which planned routes feel it.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{Match, RestrictionId, Subject};
use crate::site::Site;
use crate::site::format::{UNKNOWN, sentence_case, with_stop};
use crate::site::view::{FigureView, Origin, PageContext, Ref};
use crate::site::words;

#[derive(Serialize)]
struct RestrictionView {
    name: String,
    id: String,
    issuer: String,
    legal_basis: String,
    dates: String,
    in_force: bool,
    as_of: String,
    effect: &'static str,
    effect_sentence: &'static str,
    explain: Option<String>,
    quota: Option<String>,
    /// The same as amounts.
    limits: Vec<FigureView>,
    delays: Vec<FigureView>,
    about_journey: bool,
    matches: MatchView,
    exceptions: Vec<ExceptionView>,
    note: Option<String>,
    origin: Origin,
    routes: Vec<Affected>,
    scenarios: Vec<Ref>,
    can_be_lifted: bool,
}

/// What a rule speaks of: conditions in words, and things with pages; all must hold, of each list any.
#[derive(Serialize)]
struct MatchView {
    conditions: Vec<String>,
    things: Vec<Things>,
}

#[derive(Serialize)]
struct Things {
    lead: &'static str,
    items: Vec<Ref>,
}

#[derive(Serialize)]
struct ExceptionView {
    dates: String,
    effect: &'static str,
    explain: Option<String>,
    matches: MatchView,
    origin: Origin,
}

/// A planned route that a rule bears on.
#[derive(Serialize)]
pub struct Affected {
    route: Ref,
    how: &'static str,
}

pub fn page(site: &Site<'_>, id: RestrictionId) -> Page {
    let network = site.network;
    let rule = &network.restrictions[id];
    let path = format!("restriction/{}/index.html", rule.id);
    let context = PageContext::new(site, &path);
    let lifts = |change: &crate::model::Change| matches!(change, crate::model::Change::Lift(lifted) if *lifted == id);
    let view = RestrictionView {
        name: rule.name.clone(),
        id: rule.id.clone(),
        issuer: rule.issuer.clone().unwrap_or_else(|| UNKNOWN.into()),
        legal_basis: rule.legal_basis.clone().unwrap_or_else(|| UNKNOWN.into()),
        dates: sentence_case(&rule.window.to_string()),
        in_force: rule.window.contains(site.as_of),
        as_of: site.as_of.to_string(),
        effect: words::effect(rule.effect),
        effect_sentence: words::effect_sentence(rule.effect),
        explain: rule.explain.as_deref().map(with_stop),
        quota: rule.allowance(),
        limits: rule.limit.as_ref().map_or(Vec::new(), |limit| context.all_periods(limit)),
        delays: rule.delay.as_ref().map_or(Vec::new(), |delay| context.all_periods(delay)),
        about_journey: rule.matches.is_about_the_journey(),
        matches: match_view(&context, &rule.matches),
        exceptions: rule
            .exceptions
            .iter()
            .map(|exception| ExceptionView {
                dates: sentence_case(&exception.window.to_string()),
                effect: words::effect(exception.effect),
                explain: exception.explain.as_deref().map(with_stop),
                matches: match_view(&context, &exception.matches),
                origin: context.origin(&exception.provenance),
            })
            .collect(),
        note: rule.note.as_deref().map(|note| with_stop(&sentence_case(note))),
        origin: context.origin(&rule.provenance),
        routes: affected(&context, &rule.id),
        scenarios: network
            .scenarios
            .iter()
            .filter(|(_, scenario)| scenario.changes.iter().any(lifts))
            .map(|(id, _)| context.scenario(id))
            .collect(),
        can_be_lifted: rule.effect == crate::model::Effect::Exclude,
    };
    let issuer = rule.issuer.as_deref().unwrap_or("issuer unknown");
    Page {
        template: "restriction.html",
        kind: "restriction",
        section: "restrictions",
        title: format!("{} ({issuer})", rule.name),
        description: format!(
            "{issuer}: {}, {}. Dates, what it matches, exceptions and sources. Not legal advice.",
            rule.name, rule.window
        ),
        breadcrumb: trail(&path, Some(("Restrictions", "restrictions")), &rule.name),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn match_view(context: &PageContext<'_>, matches: &Match) -> MatchView {
    let mut things = Vec::new();
    let mut add = |lead: &'static str, items: Vec<Ref>| {
        if !items.is_empty() {
            things.push(Things { lead, items });
        }
    };
    add("the leg runs on", matches.lines.iter().map(|id| context.line(*id)).collect());
    add("the leg runs on the sea lane", matches.lanes.iter().map(|id| context.lane(*id)).collect());
    add("the cargo undergoes", matches.transfers.iter().map(|id| context.transfer(*id)).collect());
    add("the leg passes", matches.passages.iter().map(|id| context.subject(Subject::Passage(*id))).collect());
    add("the leg begins or ends at", matches.places.iter().map(|id| context.place(*id)).collect());
    MatchView { conditions: words::conditions(context.site.network, matches), things }
}

/// Planned routes that a rule refuses, flags, or would refuse if it were not lifted there.
pub fn affected(context: &PageContext<'_>, rule: &str) -> Vec<Affected> {
    let is_rule = |fact: &crate::report::FactRecord| fact.rule.as_deref() == Some(rule);
    context
        .site
        .plans
        .iter()
        .filter_map(|planned| {
            let report = &planned.report;
            let how = if report.query.allow.iter().any(|lifted| lifted == rule) {
                "lifted there, for analysis"
            } else if report.refused.iter().any(is_rule) {
                if report.has_route() { "refuses a way" } else { "stands in the way; no way is allowed" }
            } else if report.itineraries.iter().any(|way| way.flags.iter().any(is_rule)) {
                "flags a way"
            } else {
                return None;
            };
            let href = context.links.page("route", &planned.route.id);
            Some(Affected { route: Ref::to(planned.route.question.clone(), href), how })
        })
        .collect()
}
