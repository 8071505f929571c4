//! The words of the trade that the pages use.

use serde::Serialize;

use super::{Page, trail, value};
use crate::site::Site;
use crate::site::format::count;
use crate::site::glossary::{PAGE, TERMS};
use crate::site::view::{PageContext, Ref};

#[derive(Serialize)]
struct Glossary {
    terms: Vec<TermRow>,
    method: Ref,
}

#[derive(Serialize)]
struct TermRow {
    id: &'static str,
    name: &'static str,
    meaning: &'static str,
    more: Option<&'static str>,
    source: Option<&'static str>,
}

pub fn page(site: &Site<'_>) -> Page {
    let context = PageContext::new(site, PAGE);
    let terms: Vec<TermRow> = TERMS
        .iter()
        .map(|term| TermRow {
            id: term.id,
            name: term.name,
            meaning: term.meaning,
            more: term.more,
            source: term.source,
        })
        .collect();
    let description = format!("{} of the trade in plain words, as these pages use them.", count(terms.len(), "word"));
    Page {
        template: "glossary.html",
        kind: "glossary",
        section: "glossary",
        title: "Glossary".into(),
        description,
        breadcrumb: trail(PAGE, None, "Glossary"),
        view: value(Glossary { terms, method: Ref::to("method and limits", context.links.register("method")) }),
        beside: Vec::new(),
        path: PAGE.into(),
    }
}
