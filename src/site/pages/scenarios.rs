//! Scenarios: named what-ifs over the base.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{Change, ScenarioId};
use crate::site::Site;
use crate::site::format::count;
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

/// The comparison with the base: what it finds, and its page.
fn against(context: &PageContext<'_>, id: ScenarioId) -> Ref {
    let compared = context.site.compared.iter().find(|compared| compared.scenario == id);
    let told = compared.map(|compared| super::compare::teaser(context, compared));
    told.map_or_else(|| Ref::plain(""), |told| Ref::to(told.finding, told.href))
}
