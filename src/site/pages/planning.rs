//! What the capacity planner reads beside lines and transfers: stores, supplies, projects, capacity rules, congestion.

use serde::Serialize;

use super::{Page, trail, value};
use crate::inventory::{Entry, EntryKey, FigureEntry, entries};
use crate::model::{Cargo, Change, Country, Months};
use crate::site::Site;
use crate::site::format::sentence_case;
use crate::site::view::{FigureView, Origin, PageContext, Ref, SpellView};
use crate::site::words;

#[derive(Serialize)]
struct Planning {
    lede: String,
    groups: Vec<Group>,
}

/// All entries of one section of the format.
#[derive(Serialize)]
struct Group {
    id: &'static str,
    title: &'static str,
    explain: &'static str,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    about: Vec<About>,
    figures: Vec<Named>,
    spells: Vec<SpellView>,
    note: Option<String>,
    origin: Origin,
}

/// What it is about, which is no number.
#[derive(Serialize)]
struct About {
    label: &'static str,
    what: Vec<Ref>,
}

/// A figure with its name.
#[derive(Serialize)]
struct Named {
    label: String,
    figures: Vec<FigureView>,
}

/// The sections that the page shows: the first part of an anchor, the title, what it is.
const GROUPS: [(&str, &str, &str); 5] = [
    ("project", "Projects", "What could be built, and what that costs. Rules on a link stand when it is built."),
    ("store", "Stores", "Where cargo can wait for a ship, a train or the season."),
    ("supply", "Supplies", "What fields and plants can give at most."),
    (
        "rule",
        "Capacity rules",
        "How trains use a kind of railway: a capacity is derived from it where none is published.",
    ),
    ("congestion", "Congestion", "With flow x and capacity c, times are multiplied by 1 + alpha (x/c)^beta."),
];

/// The anchor of an entry on the page; nothing if the page does not show it.
pub fn anchor(context: &PageContext<'_>, key: EntryKey) -> Option<String> {
    let network = context.site.network;
    let (group, id) = match key {
        EntryKey::Project(id) => ("project", &network.projects[id].id),
        EntryKey::Storage(id) => ("store", &network.storages[id].id),
        EntryKey::Supply(id) => ("supply", &network.supplies[id].id),
        EntryKey::CapacityRule(id) => ("rule", &network.capacity_rules[id].id),
        EntryKey::Congestion(id) => ("congestion", &network.congestion[id].id),
        _ => return None,
    };
    Some(format!("{group}-{id}"))
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "planning/index.html".to_string();
    let context = PageContext::new(site, &path);
    let all = entries(site.network);
    let of_group = |(id, title, explain): (&'static str, &'static str, &'static str)| {
        let rows: Vec<Row> = all
            .iter()
            .filter_map(|entry| Some((entry, anchor(&context, entry.key)?)))
            .filter(|(_, anchor)| anchor.split_once('-').is_some_and(|(group, _)| group == id))
            .map(|(entry, anchor)| row(&context, entry, anchor))
            .collect();
        Group { id, title, explain, rows }
    };
    let groups: Vec<Group> = GROUPS.into_iter().map(of_group).filter(|group| !group.rows.is_empty()).collect();
    let lede = if groups.is_empty() {
        "This network names no projects, stores or supplies.".to_string()
    } else {
        "What could be built, where cargo can wait, where it comes from, and how lines are used: what flows are planned with \
         beside lines and ports."
            .to_string()
    };
    Page {
        template: "planning.html",
        kind: "planning",
        section: "planning",
        title: "Projects and stores".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Projects and stores"),
        view: value(Planning { lede, groups }),
        beside: Vec::new(),
        path,
    }
}

fn row(context: &PageContext<'_>, entry: &Entry<'_>, id: String) -> Row {
    let network = context.site.network;
    let name = match entry.key {
        EntryKey::Congestion(id) => sentence_case(&words::mode(network.congestion[id].mode)),
        key => key.name(network).to_string(),
    };
    let numbers = entry.figures.iter().filter(|figure| figure.periods.iter().any(|period| period.figure.is_some()));
    Row {
        id,
        name,
        about: about(context, entry.key),
        figures: numbers.map(|figure| named(context, figure)).collect(),
        spells: entry.histories.iter().flat_map(|entry| context.spells(entry.history)).collect(),
        note: note(context, entry.key).map(sentence_case),
        origin: context.origin(entry.provenance),
    }
}

fn named(context: &PageContext<'_>, figure: &FigureEntry<'_>) -> Named {
    let several = figure.periods.len() > 1;
    let figures = figure.periods.iter().filter_map(|period| {
        let [low, typ, high] = period.figure?.told();
        let window = (several || period.window != crate::calendar::Window::ALWAYS).then(|| period.window.to_string());
        let season = period.season.map(|season| format!("{season} of each year"));
        let words: Vec<String> = window.into_iter().chain(season).collect();
        Some(FigureView {
            period: (!words.is_empty()).then(|| words.join(", ")),
            range: (low != typ || high != typ).then(|| format!("{low} to {high}")),
            typ,
            origin: context.origin(period.provenance),
            note: period.note.map(sentence_case),
        })
    });
    Named { label: sentence_case(&figure.key.replace('_', " ")), figures: figures.collect() }
}

fn about(context: &PageContext<'_>, key: EntryKey) -> Vec<About> {
    let network = context.site.network;
    let plain = |texts: &[String]| texts.iter().map(Ref::plain).collect();
    let all = match key {
        EntryKey::Project(id) => {
            let changes = network.projects[id].changes.iter().filter_map(|change| match change {
                Change::Open(subject, _) => Some(context.subject(*subject)),
                Change::Widen(widened, capacity, _) => Some(context.capacitated(*widened, *capacity)),
                Change::Close(..) | Change::Lift(_) | Change::Ice(_) => None,
            });
            vec![About { label: "Builds", what: changes.collect() }]
        }
        EntryKey::Storage(id) => {
            let store = &network.storages[id];
            vec![
                About { label: "At", what: vec![context.place(store.at)] },
                About { label: "Keeps", what: plain(&store.commodities) },
            ]
        }
        EntryKey::Supply(id) => {
            let supply = &network.supplies[id];
            let (cargo, country) = supply.cargo;
            vec![
                About { label: "At", what: vec![context.place(supply.at)] },
                About { label: "Gives", what: vec![Ref::plain(goods(&network.cargoes[cargo], country))] },
                About { label: "In each month", what: plain(&shares(supply.months.as_ref())) },
            ]
        }
        EntryKey::CapacityRule(id) => {
            let uses = |line: &&crate::model::LineId| {
                let mut sections = network.lines[**line].sections.iter().map(|section| &network.sections[*section]);
                sections.any(|section| section.capacity_rule == Some(id))
            };
            let lines: Vec<crate::model::LineId> = network.lines.keys().collect();
            let train = network.capacity_rules[id].train.map(|train| context.entry(EntryKey::Train(train)));
            vec![
                About { label: "Lines", what: lines.iter().filter(uses).map(|line| context.line(*line)).collect() },
                About { label: "Train", what: train.into_iter().collect() },
            ]
        }
        _ => Vec::new(),
    };
    all.into_iter().filter(|about| !about.what.is_empty()).collect()
}

/// A cargo, with the country that it is from.
fn goods(cargo: &Cargo, country: Option<Country>) -> String {
    match country {
        Some(country) => format!("{}, from {}", cargo.name, country.name()),
        None => cargo.name.clone(),
    }
}

/// Twelve shares as people read them; none if the year is even.
fn shares(months: Option<&Months>) -> Vec<String> {
    months.iter().flat_map(|months| months.shares()).map(ToString::to_string).collect()
}

fn note<'n>(context: &PageContext<'n>, key: EntryKey) -> Option<&'n str> {
    let network = context.site.network;
    let note = match key {
        EntryKey::Project(id) => &network.projects[id].note,
        EntryKey::Storage(id) => &network.storages[id].note,
        EntryKey::Supply(id) => &network.supplies[id].note,
        EntryKey::CapacityRule(id) => &network.capacity_rules[id].note,
        EntryKey::Congestion(id) => &network.congestion[id].note,
        _ => &None,
    };
    note.as_deref()
}
