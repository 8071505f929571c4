//! How the network changed since 1998: what happened, year by year, and the states of everything that changed.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{Link, Mode};
use crate::site::Site;
use crate::site::format::{count, sentence_case};
use crate::site::histories::{Strip, StripKey, Told, is_eventful, strip_key};
use crate::site::story::{Year, by_year, events};
use crate::site::view::PageContext;
use crate::site::words;
use crate::site::years::FIRST_YEAR;

#[derive(Serialize)]
struct Timeline {
    lede: String,
    groups: Vec<Group>,
    heads: Vec<i32>,
    key: Vec<StripKey>,
    years: Vec<Year>,
    access: String,
}

/// Strips of one mode.
#[derive(Serialize)]
struct Group {
    id: String,
    name: String,
    strips: Vec<Strip>,
    /// How many were in use all along.
    constant: usize,
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "timeline/index.html".to_string();
    let context = PageContext::new(site, &path);
    let links: Vec<Link> = network.links().collect();
    let all = context.histories(links.into_iter(), network.transfers.keys());
    let modes =
        Mode::ALL.into_iter().map(|(mode, word)| (word.to_string(), sentence_case(&words::mode(mode)), Some(mode)));
    let kinds = modes.chain([("transfer".to_string(), "Borders, ports and other transfers".to_string(), None)]);
    let groups: Vec<Group> = kinds.filter_map(|(id, name, mode)| group(&context, id, name, mode, &all)).collect();
    let events = events(&context);
    let lede = format!(
        "{} from {FIRST_YEAR} to {}: when each link opened, closed, was cut or planned, and which rules came and went.",
        sentence_case(&count(events.len(), "dated event")),
        site.as_of
    );
    let view = Timeline {
        lede: lede.clone(),
        groups,
        heads: context.strip_years(),
        key: strip_key(),
        years: by_year(&events).into_iter().rev().collect(),
        access: context.links.register("access"),
    };
    Page {
        template: "timeline.html",
        kind: "timeline",
        section: "timeline",
        title: format!("Since {FIRST_YEAR}"),
        description: lede,
        breadcrumb: trail(&path, None, &format!("Since {FIRST_YEAR}")),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn group(context: &PageContext<'_>, id: String, name: String, mode: Option<Mode>, all: &[Told<'_>]) -> Option<Group> {
    let of_group = || all.iter().filter(|told| told.mode == mode);
    let (eventful, constant): (Vec<&Told<'_>>, Vec<&Told<'_>>) =
        of_group().partition(|told| is_eventful(told.history, context.site.as_of));
    let mut strips: Vec<Strip> = eventful.into_iter().map(|told| context.strip(told)).collect();
    strips.sort_by_key(|strip| strip.what.name.to_lowercase());
    (!strips.is_empty() || !constant.is_empty()).then_some(Group { id, name, strips, constant: constant.len() })
}
