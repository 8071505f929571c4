//! All comparisons: years against each other, and each scenario against the base.

use serde::Serialize;

use super::compare::{self, Teaser};
use super::compare_dates;
use super::{Page, trail, value};
use crate::site::Site;
use crate::site::format::count;
use crate::site::view::PageContext;

#[derive(Serialize)]
struct Comparisons {
    lede: String,
    spans: Vec<Teaser>,
    scenarios: Vec<Teaser>,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "compare/index.html".to_string();
    let context = PageContext::new(site, &path);
    let lede = format!(
        "{} of years in which most changed, and {} against the base of {}.",
        count(site.spans.len(), "comparison"),
        count(site.compared.len(), "scenario"),
        site.as_of
    );
    let view = Comparisons {
        lede: lede.clone(),
        spans: compare_dates::teasers(&context),
        scenarios: site.compared.iter().map(|compared| compare::teaser(&context, compared)).collect(),
    };
    Page {
        template: "comparisons.html",
        kind: "comparisons",
        section: "timeline",
        title: "Then and now, what if".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Then and now"),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}
