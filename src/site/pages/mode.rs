//! A mode: how long its links are by state, which they are, what bears on them, and who says so.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::bearing::{Bearing, bearing};
use super::place::kilometres;
use super::{Page, by_name, trail, value};
use crate::model::{Link, Mode, PlaceId, Provenance, SourceId};
use crate::site::Site;
use crate::site::format::{count, percent, sentence_case};
use crate::site::histories::{Strip, StripKey, is_eventful, strip_key};
use crate::site::map::{Look as _, MapFigure, MapStatus};
use crate::site::maps::MapView;
use crate::site::view::{Badge, PageContext, Ref};
use crate::site::words;
use crate::units::Distance;

/// How many sources are told.
const SOURCES_TOLD: usize = 20;

#[derive(Serialize)]
struct ModeView {
    name: String,
    class: String,
    lede: String,
    map: MapView,
    states: Vec<StateRow>,
    km: String,
    links: Vec<LinkRow>,
    strips: Vec<Strip>,
    constant: usize,
    heads: Vec<i32>,
    key: Vec<StripKey>,
    rules: Vec<Bearing>,
    sources: Vec<Feeding>,
    other_sources: usize,
    register: String,
    corridors: Vec<Ref>,
}

#[derive(Serialize)]
struct StateRow {
    badge: Badge,
    links: usize,
    km: String,
    share: String,
    bar: u64,
}

#[derive(Serialize)]
struct LinkRow {
    what: Ref,
    km: String,
    badges: Vec<Badge>,
}

#[derive(Serialize)]
struct Feeding {
    source: Ref,
    links: usize,
}

/// Modes that the network has.
pub fn modes(site: &Site<'_>) -> Vec<Mode> {
    let network = site.network;
    let has = |mode: Mode| network.links().any(|link| network.mode(link) == mode);
    Mode::ALL.into_iter().map(|(mode, _)| mode).filter(|mode| has(*mode)).collect()
}

pub fn page(site: &Site<'_>, mode: Mode) -> Page {
    let network = site.network;
    let path = format!("mode/{}/index.html", mode.word());
    let context = PageContext::new(site, &path);
    let links: Vec<Link> = network.links().filter(|link| network.mode(*link) == mode).collect();
    let all: Distance = links.iter().map(|link| network.distance(*link)).sum();
    let open: Distance =
        links.iter().filter(|link| context.status(**link).is_usable()).map(|link| network.distance(*link)).sum();
    let name = sentence_case(&words::mode(mode));
    let lede = format!(
        "{} km in {}, {} km of it in use on {}.",
        kilometres(all),
        count(links.len(), if mode == Mode::Sea { "lane" } else { "section" }),
        kilometres(open),
        site.as_of
    );
    let (eventful, constant): (Vec<_>, Vec<_>) = context
        .histories(links.iter().copied(), std::iter::empty())
        .into_iter()
        .partition(|told| is_eventful(told.history, site.as_of));
    let mut strips: Vec<Strip> = eventful.iter().map(|told| context.strip(told)).collect();
    strips.sort_by_key(|strip| strip.what.name.to_lowercase());
    let sources = sources(&context, &links);
    let view = ModeView {
        class: mode.class(),
        lede: lede.clone(),
        map: map(&context, mode, &links),
        states: states(&context, &links, all),
        km: kilometres(all),
        links: link_rows(&context, mode),
        strips,
        constant: constant.len(),
        heads: context.strip_years(),
        key: strip_key(),
        rules: bearing(&context, &links, &[]),
        other_sources: sources.len().saturating_sub(SOURCES_TOLD),
        sources: sources.into_iter().take(SOURCES_TOLD).collect(),
        register: if mode == Mode::Sea {
            context.links.register("lanes")
        } else {
            context.links.entry("lines", &mode.class())
        },
        corridors: corridors(&context, mode),
        name: name.clone(),
    };
    Page {
        template: "mode.html",
        kind: "mode",
        section: if mode == Mode::Sea { "lanes" } else { "lines" },
        title: format!("{name}, mode"),
        description: format!("{name}: {lede}"),
        breadcrumb: trail(&path, None, &name),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn states(context: &PageContext<'_>, links: &[Link], all: Distance) -> Vec<StateRow> {
    let mut found: BTreeMap<MapStatus, (usize, u64)> = BTreeMap::new();
    for link in links {
        let of_state = found.entry(context.status(*link)).or_default();
        of_state.0 += 1;
        of_state.1 += context.site.network.distance(*link).metres();
    }
    let metres = all.metres().max(1);
    let part = |metres: u64| usize::try_from(metres / 1000).unwrap_or(usize::MAX);
    let row = |(status, (links, own)): (MapStatus, (usize, u64))| StateRow {
        badge: status.into(),
        links,
        km: kilometres(Distance::from_metres(own)),
        share: percent(part(own), part(metres)),
        bar: own * 1000 / metres,
    };
    found.into_iter().map(row).collect()
}

fn link_rows(context: &PageContext<'_>, mode: Mode) -> Vec<LinkRow> {
    let network = context.site.network;
    let row = |what: Ref, links: Vec<Link>| {
        let mut states: Vec<MapStatus> = links.iter().map(|link| context.status(*link)).collect();
        states.sort();
        states.dedup();
        let km = kilometres(links.iter().map(|link| context.site.network.distance(*link)).sum());
        LinkRow { what, km, badges: states.into_iter().map(Badge::from).collect() }
    };
    if mode == Mode::Sea {
        let lanes = by_name(network.lanes.keys(), |id| network.lanes[id].name.clone());
        return lanes.into_iter().map(|id| row(context.lane(id), vec![Link::Lane(id)])).collect();
    }
    let of_mode = network.lines.iter().filter(|(_, line)| line.mode == mode).map(|(id, _)| id);
    by_name(of_mode, |id| network.lines[id].name.clone())
        .into_iter()
        .map(|id| row(context.line(id), network.lines[id].sections.iter().copied().map(Link::Section).collect()))
        .collect()
}

fn map(context: &PageContext<'_>, mode: Mode, links: &[Link]) -> MapView {
    let network = context.site.network;
    let others = network.lines.iter().filter(|(_, line)| line.mode != mode).map(|(id, _)| id);
    let mut drawn: Vec<_> = others.flat_map(|id| context.line_links(id, 1.0, true)).collect();
    let of_mode = network.lines.iter().filter(|(_, line)| line.mode == mode).map(|(id, _)| id);
    drawn.extend(of_mode.flat_map(|id| context.line_links(id, 2.6, false)));
    drawn.extend(links.iter().filter_map(|link| match link {
        Link::Lane(id) => Some(context.lane_link(*id, 1.8, false)),
        Link::Section(_) => None,
    }));
    let places: BTreeSet<PlaceId> = links.iter().flat_map(|link| <[_; 2]>::from(network.ends(*link))).collect();
    let figure = MapFigure {
        id: "mode".into(),
        title: format!("Map: {}", words::mode(mode)),
        description: "All links of the mode in their state; the table below holds the same.".into(),
        nodes: places.into_iter().map(|place| context.node(place, network.places[place].importance)).collect(),
        links: drawn,
    };
    context.draw(&figure, context.told_states(links, "link"))
}

/// Sources of the links, those that tell of most links first.
fn sources(context: &PageContext<'_>, links: &[Link]) -> Vec<Feeding> {
    let network = context.site.network;
    let mut told: BTreeMap<SourceId, BTreeSet<Link>> = BTreeMap::new();
    for link in links {
        let (own, history): (&Provenance, _) = match link {
            Link::Section(id) => (&network.sections[*id].provenance, &network.sections[*id].status),
            Link::Lane(id) => (&network.lanes[*id].provenance, &network.lanes[*id].status),
        };
        for source in own.sources.iter().chain(history.spells.iter().flat_map(|spell| &spell.provenance.sources)) {
            told.entry(*source).or_default().insert(*link);
        }
    }
    let mut rows: Vec<(usize, SourceId)> = told.into_iter().map(|(source, links)| (links.len(), source)).collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    rows.into_iter()
        .map(|(links, id)| {
            let source = &network.sources[id];
            Feeding { source: Ref::to(source.title.clone(), context.links.page("source", &source.id)), links }
        })
        .collect()
}

fn corridors(context: &PageContext<'_>, mode: Mode) -> Vec<Ref> {
    let network = context.site.network;
    let uses = |course: &&crate::site::courses::Course| course.links().any(|link| network.mode(link) == mode);
    let corridor = |course: &crate::site::courses::Course| {
        let corridor = &network.corridors[course.corridor];
        Ref::to(corridor.name.clone(), context.links.page("corridor", &corridor.id))
    };
    context.site.courses.iter().filter(uses).map(corridor).collect()
}
