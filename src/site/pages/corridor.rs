//! A corridor: what it is made of, what state that is in, where it is narrow, and what bears on it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::bearing::{Bearing, bearing};
use super::place::{gauges, kilometres};
use super::{Page, trail, value};
use crate::capacity::derive::derived;
use crate::model::{LineId, Link, PlaceId, Section, SectionId, TransferKind};
use crate::report::stretches;
use crate::restrictions::Step;
use crate::site::Site;
use crate::site::courses::Course;
use crate::site::format::{count, list, percent, whole};
use crate::site::histories::{Strip, StripKey, is_eventful, strip_key};
use crate::site::map::{Look as _, MapFigure, MapStatus};
use crate::site::maps::MapView;
use crate::site::view::{Badge, FigureView, Origin, PageContext, Ref, status_on};
use crate::site::words;
use crate::units::Distance;

#[derive(Serialize)]
struct CorridorView {
    name: String,
    id: String,
    group: String,
    summary: Option<String>,
    finding: String,
    km: String,
    open_km: String,
    countries: String,
    map: MapView,
    parts: Vec<Part>,
    changes: Vec<Gate>,
    narrow: Vec<Narrow>,
    unknown_capacity: usize,
    links: usize,
    strips: Vec<Strip>,
    constant: usize,
    heads: Vec<i32>,
    key: Vec<StripKey>,
    rules: Vec<Bearing>,
    routes: Vec<Usage>,
}

/// A stretch of one line, or a lane.
#[derive(Serialize)]
struct Part {
    what: Ref,
    mode: String,
    class: String,
    from: Ref,
    to: Ref,
    km: String,
    gauge: String,
    tracks: String,
    badges: Vec<Badge>,
    origin: Origin,
}

/// A border, a change of gauge, a port.
#[derive(Serialize)]
struct Gate {
    what: Ref,
    place: Ref,
    kind: &'static str,
    time: Option<FigureView>,
    badge: Badge,
}

/// The smallest known capacity in one unit.
#[derive(Serialize)]
struct Narrow {
    unit: String,
    what: Ref,
    between: String,
    capacity: FigureView,
    is_derived: bool,
}

/// A planned route and how much of the corridor it uses.
#[derive(Serialize)]
struct Usage {
    route: Ref,
    way: String,
    share: String,
}

pub fn page(site: &Site<'_>, course: &Course) -> Page {
    let network = site.network;
    let corridor = &network.corridors[course.corridor];
    let path = format!("corridor/{}/index.html", corridor.id);
    let context = PageContext::new(site, &path);
    let links: Vec<Link> = course.links().collect();
    let transfers: Vec<_> = course.transfers().collect();
    let (eventful, constant): (Vec<_>, Vec<_>) = context
        .histories(links.iter().copied(), transfers.iter().copied())
        .into_iter()
        .partition(|told| is_eventful(told.history, site.as_of));
    let finding = finding(&context, course);
    let view = CorridorView {
        name: corridor.name.clone(),
        id: corridor.id.clone(),
        group: corridor.group.clone(),
        summary: corridor.summary.clone(),
        finding: finding.clone(),
        km: kilometres(length(&context, &links, false)),
        open_km: kilometres(length(&context, &links, true)),
        countries: countries(&context, &links),
        map: map(&context, course),
        parts: parts(&context, course),
        changes: gates(&context, course),
        narrow: narrow(&context, &links),
        unknown_capacity: links.iter().filter(|link| capacity(&context, **link).is_none()).count(),
        links: links.len(),
        strips: eventful.iter().map(|told| context.strip(told)).collect(),
        constant: constant.len(),
        heads: context.strip_years(),
        key: strip_key(),
        rules: bearing(&context, &links, &transfers),
        routes: usage(&context, &links),
    };
    Page {
        template: "corridor.html",
        kind: "corridor",
        section: "corridors",
        title: format!("{}, corridor", corridor.name),
        description: format!("{}: {finding}", corridor.name),
        breadcrumb: trail(&path, Some(("Corridors", "corridors")), &corridor.name),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

/// The finding in a sentence: how much is in use, and what is not.
pub fn finding(context: &PageContext<'_>, course: &Course) -> String {
    let links: Vec<Link> = course.links().collect();
    if links.is_empty() {
        return "Nothing in this network joins its places.".into();
    }
    let (all, open) = (length(context, &links, false), length(context, &links, true));
    let day = context.site.as_of;
    let shut: Vec<String> = {
        let network = context.site.network;
        let of_links = parts(context, course).into_iter().filter(|part| part.badges.iter().any(|b| !is_usable(b)));
        let of_links = of_links.map(|part| format!("{} – {}", part.from.name, part.to.name));
        let transfers = course.transfers().filter(|id| !status_on(&network.transfers[*id].status, day).is_usable());
        of_links.chain(transfers.map(|id| words::transfer(network, id))).collect()
    };
    let length = format!("{} km", kilometres(all));
    match &shut[..] {
        [] => format!("All {length} are in use on {day}."),
        shut => {
            let told: Vec<String> = shut.iter().take(3).cloned().collect();
            let more = shut.len() - told.len();
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            let told = if more > 0 { told.join(", ") } else { list(&told, "and") };
            format!("Of {length}, {} km are in use on {day}; shut: {told}{rest}.", kilometres(open))
        }
    }
}

fn is_usable(badge: &Badge) -> bool {
    [MapStatus::Operating, MapStatus::Restricted].iter().any(|status| status.class() == badge.class)
}

fn length(context: &PageContext<'_>, links: &[Link], open: bool) -> Distance {
    let counted = links.iter().filter(|link| !open || context.status(**link).is_usable());
    counted.map(|link| context.site.network.distance(*link)).sum()
}

fn countries(context: &PageContext<'_>, links: &[Link]) -> String {
    let network = context.site.network;
    let mut names: Vec<String> = Vec::new();
    for place in links.iter().flat_map(|link| <[_; 2]>::from(network.ends(*link))) {
        let country = network.places[place].country.map(|country| country.name().to_string());
        names.extend(country.filter(|country| !names.contains(country)));
    }
    names.join(" – ")
}

/// Neighbouring links of one line together; lanes by themselves.
fn parts(context: &PageContext<'_>, course: &Course) -> Vec<Part> {
    let network = context.site.network;
    let mut runs: Vec<Run> = Vec::new();
    for step in &course.steps {
        let Step::Pass { link, .. } = step else { continue };
        let (from, to) = step.ends(network);
        match runs.last_mut() {
            Some(run) if run.line.is_some() && run.line == step.line(network) && run.to == from => {
                run.links.push(*link);
                run.to = to;
            }
            _ => runs.push(Run { line: step.line(network), links: vec![*link], from, to }),
        }
    }
    runs.iter().map(|run| part(context, run)).collect()
}

/// Links of one line, one after the other, in the direction in which they are passed.
struct Run {
    line: Option<LineId>,
    links: Vec<Link>,
    from: PlaceId,
    to: PlaceId,
}

fn part(context: &PageContext<'_>, run: &Run) -> Part {
    let network = context.site.network;
    let sections: Vec<&Section> = run
        .links
        .iter()
        .filter_map(|link| match link {
            Link::Section(id) => Some(&network.sections[*id]),
            Link::Lane(_) => None,
        })
        .collect();
    let mut states: Vec<MapStatus> = run.links.iter().map(|link| context.status(*link)).collect();
    states.sort();
    states.dedup();
    let mut laid: Vec<_> = sections.iter().flat_map(|section| section.gauges.iter().copied()).collect();
    laid.sort();
    laid.dedup();
    let mut tracks: Vec<String> = sections.iter().filter_map(|section| section.tracks).map(|n| n.to_string()).collect();
    tracks.sort();
    tracks.dedup();
    let first = run.links[0];
    let provenance = match first {
        Link::Section(id) => &network.lines[network.sections[id].line].provenance,
        Link::Lane(id) => &network.lanes[id].provenance,
    };
    let mode = network.mode(first);
    Part {
        what: context.carrier(first),
        mode: words::mode(mode),
        class: mode.class(),
        from: context.place(run.from),
        to: context.place(run.to),
        km: kilometres(run.links.iter().map(|link| context.site.network.distance(*link)).sum()),
        gauge: gauges(&laid),
        tracks: tracks.join(" and "),
        badges: states.into_iter().map(Badge::from).collect(),
        origin: context.origin(provenance),
    }
}

fn gates(context: &PageContext<'_>, course: &Course) -> Vec<Gate> {
    let network = context.site.network;
    let mut known = BTreeSet::new();
    let gate = |id| {
        let transfer = &network.transfers[id];
        let kind = match transfer.kind {
            TransferKind::Border { .. } | TransferKind::Converter { .. } => "border",
            TransferKind::GaugeChange { .. } => "change of gauge",
            TransferKind::Port { .. } => "port",
            TransferKind::Liquefaction | TransferKind::Regasification | TransferKind::ModeChange { .. } => {
                "change of mode"
            }
        };
        Gate {
            what: context.transfer(id),
            place: context.place(transfer.at),
            kind,
            time: Some(context.dated(&transfer.time)),
            badge: context.badge(&transfer.status),
        }
    };
    course.transfers().filter(|id| known.insert(*id)).map(gate).collect()
}

/// What a link can carry, as given or derived: its size in parts of its unit, the unit, and the figure.
fn capacity(context: &PageContext<'_>, link: Link) -> Option<(u64, String, FigureView, bool)> {
    let Link::Section(id) = link else { return None };
    let section = &context.site.network.sections[id];
    if let Some(dated) = &section.capacity {
        let typ = dated.on(context.site.as_of).figure.typ;
        return Some((typ.micro(), typ.unit().symbol().to_string(), context.dated(dated), false));
    }
    let trains = derived(context.site.network, id)?.trains[1];
    Some((trains, "pairs/day".into(), super::line::derived_capacity(context, id)?, true))
}

/// The smallest known capacity of each unit.
fn narrow(context: &PageContext<'_>, links: &[Link]) -> Vec<Narrow> {
    let network = context.site.network;
    let mut smallest: Vec<(u64, Vec<SectionId>, Narrow)> = Vec::new();
    for link in links {
        let Link::Section(id) = link else { continue };
        let Some((size, unit, figure, is_derived)) = capacity(context, *link) else { continue };
        let new = || Narrow {
            unit: unit.clone(),
            what: context.carrier(*link),
            between: String::new(),
            capacity: figure.clone(),
            is_derived,
        };
        match smallest.iter_mut().find(|(_, _, known)| known.unit == unit) {
            Some((least, sections, known)) if size < *least => (*least, *sections, *known) = (size, vec![*id], new()),
            Some((least, sections, known)) if size == *least && known.what == context.carrier(*link) => {
                sections.push(*id);
            }
            Some(_) => {}
            None => smallest.push((size, vec![*id], new())),
        }
    }
    let name = |place| network.places[place].name.as_str();
    let told = |(_, sections, narrow): (u64, Vec<SectionId>, Narrow)| {
        let parts = stretches(network, &sections).into_iter().map(|(a, b)| format!("{} – {}", name(a), name(b)));
        Narrow { between: parts.collect::<Vec<_>>().join(", "), ..narrow }
    };
    smallest.into_iter().map(told).collect()
}

fn map(context: &PageContext<'_>, course: &Course) -> MapView {
    let network = context.site.network;
    let corridor = &network.corridors[course.corridor];
    let mut links = context.context(&BTreeSet::new());
    links.extend(course.links().map(|link| match link {
        Link::Section(id) => context.section_link(id, 3.6),
        Link::Lane(id) => context.lane_link(id, 3.2, false),
    }));
    let mut shown: Vec<_> = corridor.places.clone();
    shown.extend(course.transfers().map(|id| network.transfers[id].at));
    let mut known = BTreeSet::new();
    let ends = [corridor.places.first(), corridor.places.last()];
    let nodes = shown.into_iter().filter(|place| known.insert(*place)).map(|place| {
        let is_end = ends.contains(&Some(&place));
        context.node(
            place,
            if is_end {
                1
            } else if corridor.places.contains(&place) {
                2
            } else {
                3
            },
        )
    });
    let figure = MapFigure {
        id: "corridor".into(),
        title: format!("Map: {}", corridor.name),
        description: format!(
            "The corridor with {}. The tables below hold the same.",
            count(course.links().count(), "link")
        ),
        nodes: nodes.collect(),
        links,
    };
    context.draw(&figure, finding(context, course))
}

/// Planned routes one of whose ways uses at least a tenth of the corridor, the most of it first.
fn usage(context: &PageContext<'_>, links: &[Link]) -> Vec<Usage> {
    let total = length(context, links, false).metres().max(1);
    let mine: BTreeSet<Link> = links.iter().copied().collect();
    let used = |way: &crate::report::Itinerary| -> u64 {
        let links: BTreeSet<Link> = way.legs.iter().flat_map(|leg| &leg.links).map(|(link, _)| *link).collect();
        links.intersection(&mine).map(|link| context.site.network.distance(*link).metres()).sum()
    };
    let mut found: Vec<(u64, Usage)> = Vec::new();
    for planned in &context.site.plans {
        let best = planned
            .report
            .itineraries
            .iter()
            .map(|way| (used(way), way))
            .max_by_key(|(used, way)| (*used, std::cmp::Reverse(way.rank)));
        if let Some((used, way)) = best.filter(|(used, _)| used * 10 >= total) {
            let share = percent(usize::try_from(used / 1000).unwrap_or(0), usize::try_from(total / 1000).unwrap_or(1));
            let route = Ref::to(planned.route.question.clone(), context.links.page("route", &planned.route.id));
            let way = format!(
                "{}, {} days",
                if way.rank == 1 { "best way".into() } else { format!("way {}", way.rank) },
                whole(way.hours.p50 / 24.0)
            );
            found.push((used, Usage { route, way, share }));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.route.name.cmp(&b.1.route.name)));
    found.into_iter().map(|(_, usage)| usage).collect()
}
