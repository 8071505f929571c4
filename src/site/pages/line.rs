//! A line: its sections, its states over time, what rests on it.

use crate::site::map::Look as _;
use std::collections::BTreeSet;

use serde::Serialize;

use super::place::{gauges, kilometres};
use super::{Page, trail, value};
use crate::model::{LineId, SectionId};
use crate::site::Site;
use crate::site::format::{UNKNOWN, count, sentence_case};
use crate::site::map::MapFigure;
use crate::site::maps::MapView;
use crate::site::view::{Badge, FigureView, Origin, PageContext, Ref, SpellView};
use crate::site::words;
use crate::units::Distance;

#[derive(Serialize)]
struct LineView {
    name: String,
    id: String,
    mode: String,
    class: String,
    from: Option<Ref>,
    to: Option<Ref>,
    operator: String,
    operator_speed: Vec<FigureView>,
    km: String,
    open_km: String,
    all_open: bool,
    direction: Option<&'static str>,
    note: Option<String>,
    origin: Origin,
    map: MapView,
    sections: Vec<SectionView>,
    is_rail: bool,
    has_limits: bool,
    histories: Vec<HistoryView>,
    rules: Vec<RuleView>,
    routes: Vec<Ref>,
}

#[derive(Serialize)]
struct SectionView {
    from: Ref,
    to: Ref,
    post: String,
    km: String,
    gauge: String,
    tracks: String,
    traction: String,
    speed: Option<FigureView>,
    capacity: Option<FigureView>,
    axle_load: Option<FigureView>,
    train_length: Option<FigureView>,
    badge: Badge,
    /// None if it is the line's own.
    origin: Option<Origin>,
}

/// Sections with one history.
#[derive(Serialize)]
struct HistoryView {
    span: String,
    spells: Vec<SpellView>,
}

#[derive(Serialize)]
struct RuleView {
    rule: Ref,
    effect: &'static str,
    because: &'static str,
}

pub fn page(site: &Site<'_>, id: LineId) -> Page {
    let network = site.network;
    let line = &network.lines[id];
    let path = format!("line/{}/index.html", line.id);
    let context = PageContext::new(site, &path);
    let sections: Vec<SectionView> =
        line.sections.iter().enumerate().map(|(index, section)| section_view(&context, id, index, *section)).collect();
    let length = |open: bool| -> Distance {
        line.sections
            .iter()
            .map(|section| &network.sections[*section])
            .filter(|section| !open || section.status.on(site.as_of).is_some_and(|spell| spell.state.is_usable()))
            .map(|section| section.distance)
            .sum()
    };
    let operator = line.operator.map(|operator| &network.operators[operator]);
    let description = format!(
        "{}: {} line of {}, {}; gauge, tracks, speed, state and sources of each.",
        line.name,
        words::mode(line.mode),
        length(false),
        count(sections.len(), "section"),
    );
    let view = LineView {
        name: line.name.clone(),
        id: line.id.clone(),
        mode: words::mode(line.mode),
        class: line.mode.class(),
        from: line.posts.first().map(|(place, _)| context.place(*place)),
        to: line.posts.last().map(|(place, _)| context.place(*place)),
        operator: operator.map_or_else(|| UNKNOWN.into(), |operator| operator.name.clone()),
        operator_speed: operator
            .and_then(|operator| operator.speed.as_ref())
            .map_or(Vec::new(), |speed| context.all_periods(speed)),
        km: kilometres(length(false)),
        open_km: kilometres(length(true)),
        all_open: length(true) == length(false),
        direction: line.directed.then_some("from the first place to the last only"),
        note: line.note.as_deref().map(sentence_case),
        origin: context.origin(&line.provenance),
        map: context.draw(&figure(&context, id), format!("State on {}.", site.as_of)),
        is_rail: line.mode == crate::model::Mode::Rail,
        has_limits: sections
            .iter()
            .any(|section| section.capacity.is_some() || section.axle_load.is_some() || section.train_length.is_some()),
        sections,
        histories: histories(&context, id),
        rules: rules(&context, id),
        routes: routes(&context, &line.id),
    };
    Page {
        template: "line.html",
        kind: "line",
        section: "lines",
        title: format!("{}, {} line", line.name, words::mode(line.mode)),
        description,
        breadcrumb: trail(&path, Some(("Lines", "lines")), &line.name),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn section_view(context: &PageContext<'_>, line: LineId, index: usize, id: SectionId) -> SectionView {
    let network = context.site.network;
    let section = &network.sections[id];
    let post = network.lines[line].posts.get(index).map(|(_, post)| kilometres(*post));
    let speed = section.speed.as_ref().map(|speed| context.dated(speed));
    SectionView {
        from: context.place(section.from),
        to: context.place(section.to),
        post: post.unwrap_or_else(|| UNKNOWN.into()),
        km: kilometres(section.distance),
        gauge: if section.gauges.is_empty() { UNKNOWN.into() } else { gauges(&section.gauges) },
        tracks: section.tracks.map_or_else(|| UNKNOWN.into(), |tracks| tracks.to_string()),
        traction: section.traction.clone().unwrap_or_else(|| UNKNOWN.into()),
        speed,
        capacity: section.capacity.as_ref().map(|capacity| context.dated(capacity)),
        axle_load: section.axle_load.as_ref().map(|figure| context.figure(figure)),
        train_length: section.train_length.as_ref().map(|figure| context.figure(figure)),
        badge: context.badge(&section.status),
        origin: (section.provenance != network.lines[line].provenance).then(|| context.origin(&section.provenance)),
    }
}

fn figure(context: &PageContext<'_>, id: LineId) -> MapFigure {
    let network = context.site.network;
    let line = &network.lines[id];
    let last = line.posts.len().saturating_sub(1);
    let nodes = line.posts.iter().enumerate().map(|(index, (place, _))| {
        let importance = network.places[*place].importance.clamp(2, 5);
        context.node(*place, if index == 0 || index == last { 1 } else { importance })
    });
    let mut links = context.context(&BTreeSet::from([id]));
    links.extend(context.line_links(id, 3.2, false));
    MapFigure {
        id: "line".into(),
        title: format!("Map: {}", line.name),
        description: format!("The line with its {}.", count(line.posts.len(), "place")),
        nodes: nodes.collect(),
        links,
    }
}

/// Neighbouring sections with one history told together.
fn histories(context: &PageContext<'_>, id: LineId) -> Vec<HistoryView> {
    let network = context.site.network;
    let mut groups: Vec<(crate::model::PlaceId, crate::model::PlaceId, Vec<SpellView>)> = Vec::new();
    for section in network.lines[id].sections.iter().map(|section| &network.sections[*section]) {
        let spells = context.spells(&section.status);
        match groups.last_mut() {
            Some((_, end, told)) if *end == section.from && *told == spells => *end = section.to,
            _ => groups.push((section.from, section.to, spells)),
        }
    }
    let name = |place: crate::model::PlaceId| network.places[place].name.as_str();
    groups
        .into_iter()
        .map(|(from, to, spells)| HistoryView { span: format!("{} – {}", name(from), name(to)), spells })
        .collect()
}

/// Restrictions that name the line, its operator, or a place on it.
fn rules(context: &PageContext<'_>, id: LineId) -> Vec<RuleView> {
    let network = context.site.network;
    let sections = || network.lines[id].sections.iter().map(|section| &network.sections[*section]);
    let because = |matches: &crate::model::Match| {
        if matches.lines.contains(&id) {
            Some("names this line")
        } else if sections().any(|s| s.operator.is_some_and(|operator| matches.operators.contains(&operator))) {
            Some("names its operator")
        } else if sections().any(|s| matches.places.contains(&s.from) || matches.places.contains(&s.to)) {
            Some("names a place on it")
        } else if sections().any(|s| {
            [s.from, s.to].iter().any(|p| network.places[*p].country.is_some_and(|c| matches.countries.contains(&c)))
        }) {
            Some("names a country that it touches")
        } else {
            None
        }
    };
    network
        .restrictions
        .iter()
        .filter_map(|(rule, restriction)| {
            let because = because(&restriction.matches).or_else(|| {
                restriction
                    .exceptions
                    .iter()
                    .any(|exception| exception.matches.lines.contains(&id))
                    .then_some("names this line in an exception")
            })?;
            Some(RuleView { rule: context.restriction(rule), effect: words::effect(restriction.effect), because })
        })
        .collect()
}

fn routes(context: &PageContext<'_>, line: &str) -> Vec<Ref> {
    let uses = |leg: &crate::report::Leg| leg.line.as_deref() == Some(line);
    context
        .site
        .plans
        .iter()
        .filter(|planned| planned.report.itineraries.iter().any(|way| way.legs.iter().any(uses)))
        .map(|planned| Ref::to(planned.route.question.clone(), context.links.page("route", &planned.route.id)))
        .collect()
}
