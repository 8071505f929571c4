//! Sources: the register, and a page for each with what rests on it.

use serde::Serialize;

use super::{Page, by_name, trail, value};
use crate::model::SourceId;
use crate::site::Site;
use crate::site::entries;
use crate::site::format::{UNKNOWN, count};
use crate::site::view::{PageContext, Ref};

#[derive(Serialize)]
struct Sources {
    lede: String,
    quality: String,
    rows: Vec<SourceRow>,
}

#[derive(Serialize)]
struct SourceRow {
    id: String,
    source: Ref,
    publisher: String,
    date: String,
    kind: &'static str,
    feeds: usize,
}

#[derive(Serialize)]
struct SourceView {
    id: String,
    title: String,
    publisher: String,
    date: String,
    kind: &'static str,
    kind_sentence: &'static str,
    licence: String,
    url: Option<String>,
    note: Option<String>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    name: String,
    items: Vec<Ref>,
}

pub fn register(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "sources/index.html".to_string();
    let context = PageContext::new(site, &path);
    let rows: Vec<SourceRow> = by_name(network.sources.keys(), |id| network.sources[id].id.clone())
        .into_iter()
        .map(|id| {
            let source = &network.sources[id];
            SourceRow {
                id: source.id.clone(),
                source: Ref::to(source.title.clone(), context.links.page("source", &source.id)),
                publisher: source.publisher.clone().unwrap_or_else(|| UNKNOWN.into()),
                date: source.date.map_or_else(|| UNKNOWN.into(), |date| date.to_string()),
                kind: source.kind.word(),
                feeds: site.uses.get(&id).map_or(0, std::collections::BTreeSet::len),
            }
        })
        .collect();
    let lede = format!("{} and how many entries of the network rest on each.", count(rows.len(), "source"));
    let quality = context.links.register("data-quality");
    Page {
        template: "sources.html",
        kind: "sources",
        section: "sources",
        title: "Sources".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Sources"),
        view: value(Sources { lede, quality, rows }),
        beside: Vec::new(),
        path,
    }
}

pub fn page(site: &Site<'_>, id: SourceId) -> Page {
    let source = &site.network.sources[id];
    let path = format!("source/{}/index.html", source.id);
    let context = PageContext::new(site, &path);
    let kind_sentence = match source.kind {
        crate::model::SourceKind::Published => "A page or paper that somebody can read.",
        crate::model::SourceKind::Computed => "Computed from other sources.",
        crate::model::SourceKind::Memory => "Believed; no page was read for it.",
        crate::model::SourceKind::Authored => "Set by the author of the network to have a value at all.",
    };
    let view = SourceView {
        id: source.id.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone().unwrap_or_else(|| UNKNOWN.into()),
        date: source.date.map_or_else(|| UNKNOWN.into(), |date| date.to_string()),
        kind: source.kind.word(),
        kind_sentence,
        licence: source.licence.clone().unwrap_or_else(|| UNKNOWN.into()),
        // Anything but a web address is shown as text by the template, never linked.
        url: source.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        note: source.note.clone(),
        groups: groups(&context, id),
    };
    Page {
        template: "source.html",
        kind: "source",
        section: "sources",
        title: format!("{} (source {})", source.title, source.id),
        description: format!("Source {}: {}. What it feeds in the network.", source.id, source.title),
        breadcrumb: trail(&path, Some(("Sources", "sources")), &source.id),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn groups(context: &PageContext<'_>, id: SourceId) -> Vec<Group> {
    let mut groups: Vec<(&'static str, Vec<Ref>)> = Vec::new();
    for key in context.site.uses.get(&id).into_iter().flatten() {
        let (name, item) = (entries::kind(*key), context.entry(*key));
        match groups.last_mut() {
            Some((last, items)) if *last == name => items.push(item),
            _ => groups.push((name, vec![item])),
        }
    }
    groups.into_iter().map(|(name, items)| Group { name: count(items.len(), name), items }).collect()
}
