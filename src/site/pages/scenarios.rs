//! Scenarios: named what-ifs over the base.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{Change, ScenarioId};
use crate::site::Site;
use crate::site::chart::slope::{Change as Line, Slope};
use crate::site::chart::{ChartView, DataTable, Head};
use crate::site::format::{count, days};
use crate::site::plans::Planned;
use crate::site::view::{Origin, PageContext, Ref};

#[derive(Serialize)]
struct Scenarios {
    lede: String,
    scenarios: Vec<ScenarioView>,
}

#[derive(Serialize)]
struct ScenarioView {
    id: String,
    name: String,
    summary: Option<String>,
    /// The day of departure when none is named.
    depart: Option<String>,
    changes: Vec<ChangeRow>,
    slope: Option<ChartView>,
    routes: Vec<Ref>,
    against: Ref,
    origin: Origin,
}

#[derive(Serialize)]
struct ChangeRow {
    what: &'static str,
    subject: Ref,
    when: String,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "scenarios/index.html".to_string();
    let context = PageContext::new(site, &path);
    let scenarios: Vec<ScenarioView> = site
        .network
        .scenarios
        .iter()
        .map(|(id, scenario)| ScenarioView {
            id: scenario.id.clone(),
            name: scenario.name.clone(),
            summary: scenario.summary.clone(),
            depart: scenario.depart.map(|day| day.to_string()),
            changes: scenario
                .changes
                .iter()
                .map(|change| match change {
                    Change::Open(subject, window) => {
                        ChangeRow { what: "opens", subject: context.subject(*subject), when: window.to_string() }
                    }
                    Change::Close(subject, window) => {
                        ChangeRow { what: "closes", subject: context.subject(*subject), when: window.to_string() }
                    }
                    Change::Widen(widened, capacity, window) => ChangeRow {
                        what: "gives a capacity",
                        subject: context.capacitated(*widened, *capacity),
                        when: window.to_string(),
                    },
                    Change::Ice(year) => ChangeRow {
                        what: "sets the ice",
                        subject: Ref { name: format!("a {} year", year.word()), href: None },
                        when: "every day".into(),
                    },
                    Change::Lift(rule) => ChangeRow {
                        what: "lifts",
                        subject: context.restriction(*rule),
                        when: "for analysis only".into(),
                    },
                })
                .collect(),
            slope: slope(
                &context,
                &scenario.id,
                &scenario.name,
                site.plans.iter().filter(|p| p.route.scenario == Some(id)),
            ),
            routes: site
                .plans
                .iter()
                .filter(|planned| planned.route.scenario == Some(id))
                .map(|planned| Ref::to(planned.route.question.clone(), context.links.page("route", &planned.route.id)))
                .collect(),
            against: against(&context, id),
            origin: context.origin(&scenario.provenance),
        })
        .collect();
    let lede = format!(
        "{}: what-ifs that open, close, widen or lift something in a plan, or choose the ice or the day. The base network is never edited, and rules stand unless a scenario lifts them.",
        count(scenarios.len(), "scenario")
    );
    Page {
        template: "scenarios.html",
        kind: "scenarios",
        section: "scenarios",
        title: "Scenarios".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Scenarios"),
        view: value(Scenarios { lede, scenarios }),
        beside: Vec::new(),
        path,
    }
}

/// What the scenario changes for the routes that are planned with it: days in the base and in the scenario. None if there
/// are none.
fn slope<'p>(
    context: &PageContext<'_>,
    id: &str,
    name: &str,
    planned: impl Iterator<Item = &'p Planned<'p>>,
) -> Option<ChartView> {
    let told = |value: Option<f64>| value.map_or("no way".to_string(), |hours| format!("{} d", days(hours)));
    let mut lifts = false;
    let pairs: Vec<(String, String, Option<f64>, Option<f64>)> = planned
        .filter_map(|planned| {
            let best = |report: &crate::report::PlanReport| report.itineraries.first().map(|way| way.hours.p50);
            lifts |= !planned.route.allow.is_empty();
            let ends = super::route::title(context.site.network, &planned.report);
            let href = context.links.page("route", &planned.route.id);
            Some((ends, href, best(planned.base.as_ref()?), best(&planned.report)))
        })
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let line = |(ends, href, before, after): &(String, String, Option<f64>, Option<f64>)| Line {
        name: ends.clone(),
        href: Some(href.clone()),
        before: before.map(|hours| hours / 24.0),
        before_told: told(*before),
        after: after.map(|hours| hours / 24.0),
        after_told: told(*after),
    };
    let slope = Slope {
        title: format!("Days in the base and with the scenario {name}"),
        before: "Base".into(),
        after: "Scenario".into(),
        changes: pairs.iter().map(line).collect(),
    };
    let number = |test: fn(Option<f64>, Option<f64>) -> bool| {
        pairs.iter().filter(|(_, _, before, after)| test(*before, *after)).count()
    };
    let opened = number(|before, after| before.is_none() && after.is_some());
    let faster = number(|before, after| matches!((before, after), (Some(b), Some(a)) if a < b - 1.2));
    let slower = number(|before, after| matches!((before, after), (Some(b), Some(a)) if a > b + 1.2));
    let parts: Vec<String> = [(opened, "gets a way"), (faster, "gets faster"), (slower, "gets slower")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let found = if parts.is_empty() { "none changes".into() } else { parts.join(", ") };
    let lifted = if lifts { " Rules lifted for analysis count as part of the scenario." } else { "" };
    Some(ChartView {
        id: format!("slope-{id}"),
        html: slope.draw(),
        key: Vec::new(),
        caption: format!(
            "Of {} planned with it, {found}. Median days of the best way.{lifted}",
            count(pairs.len(), "question")
        ),
        table: Some(DataTable {
            caption: format!("{name}: days before and after"),
            heads: vec![Head::text("Route"), Head::number("Base", "days"), Head::number("Scenario", "days")],
            rows: pairs
                .iter()
                .map(|(ends, _, before, after)| vec![ends.clone(), told(*before), told(*after)])
                .collect(),
        }),
    })
}

/// The comparison with the base: what it finds, and its page.
fn against(context: &PageContext<'_>, id: ScenarioId) -> Ref {
    let compared = context.site.compared.iter().find(|compared| compared.scenario == id);
    let told = compared.map(|compared| super::compare::teaser(context, compared));
    told.map_or_else(|| Ref::plain(""), |told| Ref::to(told.finding, told.href))
}
