//! The first page: questions with their answers in a line, the map, what the network covers.

use serde::Serialize;

use super::{Page, value};
use crate::model::{Link, Mode, PlaceKind};
use crate::report::quality::{Statements, overall};
use crate::site::Site;
use crate::site::answers::{Answered, answers};
use crate::site::format::{count, days, days_range, percent, whole};
use crate::site::map::{Look as _, MapFigure};
use crate::site::maps::MapView;
use crate::site::plans::Planned;
use crate::site::story::{Year, events, in_short};
use crate::site::view::{PageContext, Ref};
use crate::units::Distance;

/// How many years the story in short has at most, but for ties.
const STORY_YEARS: usize = 14;

#[derive(Serialize)]
struct Overview {
    title: String,
    summary: String,
    as_of: String,
    groups: Vec<Group>,
    answers: Vec<Answered>,
    story: Vec<Year>,
    event_count: usize,
    timeline: String,
    access: String,
    corridors: Vec<Ref>,
    map: MapView,
    tiles: Vec<Tile>,
    modes: Vec<ModeRow>,
    countries: String,
    regimes: Vec<String>,
    counts: String,
    lines: String,
    lanes: String,
    places: String,
    method: String,
    quality: String,
    energy: String,
    demands: String,
    explore: String,
    /// The share of figures that were read on a page.
    read: String,
}

#[derive(Serialize)]
struct Group {
    name: String,
    routes: Vec<Question>,
}

#[derive(Serialize)]
struct Question {
    text: String,
    href: String,
    has_route: bool,
    days: String,
    answer: String,
    meta: String,
    is_whatif: bool,
}

#[derive(Serialize)]
struct Tile {
    name: &'static str,
    value: String,
    note: String,
}

#[derive(Serialize)]
struct ModeRow {
    mode: String,
    class: String,
    href: String,
    lines: usize,
    km: String,
    open_km: String,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "index.html".to_string();
    let context = PageContext::new(site, &path);
    let network = site.network;
    let mut figure = context.network_figure();
    leave_out_detail(&mut figure);
    let links: Vec<Link> = network.links().collect();
    let map = context.draw(
        &figure,
        format!(
            "{} Lines, lanes and the larger places link to their pages; lanes that leave the region are on the map to explore.",
            context.told_states(&links, "link")
        ),
    );
    let [(_, figures), ..] = overall(&Statements::of(&site.entries));
    let events = events(&context);
    let view = Overview {
        answers: answers(&context),
        story: in_short(&events, STORY_YEARS),
        event_count: events.len(),
        timeline: context.links.register("timeline"),
        access: context.links.register("access"),
        corridors: corridors(&context),
        title: network.meta.title.clone(),
        summary: network.meta.summary.clone(),
        as_of: site.as_of.to_string(),
        groups: groups(&context),
        map,
        tiles: tiles(site),
        modes: modes(&context),
        countries: countries(site),
        regimes: network.meta.regimes.clone(),
        counts: format!(
            "{}, {}, {}",
            count(network.transfers.len(), "transfer"),
            count(network.scenarios.len(), "scenario"),
            count(super::keys(site).len(), "page")
        ),
        lines: context.links.register("lines"),
        lanes: context.links.register("lanes"),
        places: context.links.register("places"),
        method: context.links.register("method"),
        quality: context.links.register("data-quality"),
        energy: context.links.register("energy"),
        demands: context.links.register("demands"),
        explore: context.links.register("explore"),
        read: percent(figures.read(), figures.total()),
    };
    Page {
        path,
        template: "overview.html",
        kind: "overview",
        section: "overview",
        title: network.meta.title.clone(),
        description: network.meta.summary.clone(),
        breadcrumb: Vec::new(),
        view: value(view),
        beside: Vec::new(),
    }
}

/// More places than this are too many for the first page: it would be slow to load.
const MOST_PLACES: usize = 200;

/// Leaves out what lies far away and, in a large network, minor places.
fn leave_out_detail(figure: &mut MapFigure) {
    let least = if figure.nodes.len() > MOST_PLACES { 3 } else { 5 };
    figure.links.retain(|link| !link.is_context);
    figure.nodes.retain(|node| !node.is_context && node.importance <= least);
}

/// Questions under their headings, in the order in which the headings first appear.
fn groups(context: &PageContext<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for planned in &context.site.plans {
        let question = question(context, planned);
        match groups.iter_mut().find(|group| group.name == planned.route.group) {
            Some(group) => group.routes.push(question),
            None => groups.push(Group { name: planned.route.group.clone(), routes: vec![question] }),
        }
    }
    groups
}

fn question(context: &PageContext<'_>, planned: &Planned<'_>) -> Question {
    let report = &planned.report;
    let unit = report.query.cargo_unit;
    let answer = match report.itineraries.first() {
        Some(best) => {
            let cost =
                best.cost_usd.map_or("cost unknown".into(), |cost| format!("USD {} per {unit}", whole(cost.p50)));
            format!("By {}. {} km, {cost}.", super::route::corridor(best), whole(best.distance_km))
        }
        None => match report.refused.first() {
            Some(fact) => {
                let fact = context.fact(fact);
                format!("{}: {}", fact.subject.name, fact.reason)
            }
            None => "No links join the two places in this network.".into(),
        },
    };
    let mut meta = vec![format!("Leaving {}", planned.depart)];
    if report.has_route() {
        meta.push(count(report.itineraries.len(), "way"));
    }
    if !report.refused_ways.is_empty() {
        meta.push(format!("{} refused", count(report.refused_ways.len(), "way")));
    }
    Question {
        text: planned.route.question.clone(),
        href: context.links.page("route", &planned.route.id),
        has_route: report.has_route(),
        days: report
            .itineraries
            .first()
            .map(|best| format!("{} days ({})", days(best.hours.p50), days_range(best.hours)))
            .unwrap_or_default(),
        answer,
        meta: meta.join(" · "),
        is_whatif: report.query.scenario.is_some() || !report.query.allow.is_empty(),
    }
}

fn corridors(context: &PageContext<'_>) -> Vec<Ref> {
    let corridor = |course: &crate::site::courses::Course| {
        let corridor = &context.site.network.corridors[course.corridor];
        Ref::to(corridor.name.clone(), context.links.page("corridor", &corridor.id))
    };
    context.site.courses.iter().map(corridor).collect()
}

fn land_km(site: &Site<'_>) -> Distance {
    site.network.sections.values().map(|section| section.distance).sum()
}

fn tiles(site: &Site<'_>) -> Vec<Tile> {
    let network = site.network;
    let waypoints = network.places.values().filter(|place| place.kind == PlaceKind::Waypoint).count();
    let of_kind = |kind: PlaceKind| network.places.values().filter(|place| place.kind == kind).count();
    let in_force = network.restrictions.values().filter(|rule| rule.window.contains(site.as_of)).count();
    let sea: Distance = network.lanes.values().map(|lane| lane.distance).sum();
    let published =
        network.sources.values().filter(|source| source.kind == crate::model::SourceKind::Published).count();
    vec![
        Tile {
            name: "Places",
            value: whole_count(network.places.len() - waypoints),
            note: format!(
                "{}, {}",
                count(of_kind(PlaceKind::Port), "port"),
                count(of_kind(PlaceKind::Border), "border station")
            ),
        },
        Tile {
            name: "Lines on land",
            value: whole_count(network.lines.len()),
            note: format!("{} km in {}", whole(land_km(site).km()), count(network.sections.len(), "section")),
        },
        Tile {
            name: "Sea lanes",
            value: whole_count(network.lanes.len()),
            note: format!("{} nautical miles", whole(sea.nautical_miles())),
        },
        Tile {
            name: "Restrictions",
            value: whole_count(network.restrictions.len()),
            note: format!("{in_force} in force on {}", site.as_of),
        },
        Tile { name: "Sources", value: whole_count(network.sources.len()), note: format!("{published} published") },
    ]
}

#[allow(clippy::cast_precision_loss)]
fn whole_count(number: usize) -> String {
    whole(number as f64)
}

fn modes(context: &PageContext<'_>) -> Vec<ModeRow> {
    let site = context.site;
    let network = site.network;
    Mode::ALL
        .into_iter()
        .filter_map(|(mode, word)| {
            let sections = || network.sections.values().filter(|section| network.lines[section.line].mode == mode);
            let usable =
                |history: &crate::model::History| history.on(site.as_of).is_some_and(|spell| spell.state.is_usable());
            let (number, all, open): (usize, Distance, Distance) = if mode == Mode::Sea {
                let lanes = || network.lanes.values();
                (
                    network.lanes.len(),
                    lanes().map(|lane| lane.distance).sum(),
                    lanes().filter(|lane| usable(&lane.status)).map(|lane| lane.distance).sum(),
                )
            } else {
                (
                    network.lines.values().filter(|line| line.mode == mode).count(),
                    sections().map(|section| section.distance).sum(),
                    sections().filter(|section| usable(&section.status)).map(|section| section.distance).sum(),
                )
            };
            (number > 0).then(|| ModeRow {
                mode: word.replace('_', " "),
                class: mode.class(),
                href: context.links.page("mode", mode.word()),
                lines: number,
                km: whole(all.km()),
                open_km: whole(open.km()),
            })
        })
        .collect()
}

fn countries(site: &Site<'_>) -> String {
    let mut names: Vec<String> = site
        .network
        .places
        .values()
        .filter_map(|place| place.country)
        .map(|country| country.name().to_string())
        .collect();
    names.sort();
    names.dedup();
    crate::site::format::list(&names, "and")
}
