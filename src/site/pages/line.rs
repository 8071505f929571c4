//! A line: its sections, its states over time, what rests on it.

use crate::site::map::Look as _;
use serde::Serialize;

use super::bearing::{Bearing, bearing};
use super::place::{gauges, kilometres};
use super::{Page, trail, value};
use crate::capacity::derive::derived;
use crate::inventory::EntryKey;
use crate::model::{LineId, Link, Mode, PlaceId, Section, SectionId};
use crate::site::Site;
use crate::site::format::{UNKNOWN, count, sentence_case};
use crate::site::histories::{Strip, StripKey, is_eventful, strip_key};
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
    operator_bulk_speed: Vec<FigureView>,
    km: String,
    open_km: String,
    all_open: bool,
    direction: Option<&'static str>,
    note: Option<String>,
    origin: Origin,
    map: MapView,
    sections: Vec<SectionView>,
    /// The gauge of all sections, if it is the same.
    gauge: Option<String>,
    /// Whether some section has a speed of its own.
    has_speeds: bool,
    /// Which columns the table of sections has: those of a `railway`, a `pipeline`, a `wire`, or the plain ones.
    columns: &'static str,
    commodities: Option<String>,
    investment: Option<FigureView>,
    groups: Vec<Ref>,
    limits: Option<Limits>,
    histories: Vec<HistoryView>,
    rules: Vec<Bearing>,
    strips: Vec<Strip>,
    heads: Vec<i32>,
    key: Vec<StripKey>,
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
    diameter: Option<FigureView>,
    voltage: Option<FigureView>,
    speed: Option<FigureView>,
    badge: Badge,
    /// None if it is the line's own.
    origin: Option<Origin>,
}

/// What limits sections, as far as it is known.
#[derive(Serialize)]
struct Limits {
    heads: Vec<&'static str>,
    rows: Vec<LimitRow>,
}

/// Neighbouring sections with the same limits.
#[derive(Serialize)]
struct LimitRow {
    from: Ref,
    to: Ref,
    /// One for each head; each with its periods.
    cells: Vec<Vec<FigureView>>,
}

/// Sections with one history.
#[derive(Serialize)]
struct HistoryView {
    span: String,
    spells: Vec<SpellView>,
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
    let links: Vec<Link> = line.sections.iter().copied().map(Link::Section).collect();
    let told = context.histories(links.iter().copied(), std::iter::empty());
    let changed = told.iter().any(|told| is_eventful(told.history, site.as_of));
    let strips = if changed { told.iter().map(|told| context.strip(told)).collect() } else { Vec::new() };
    let operator = line.operator.map(|operator| &network.operators[operator]);
    let description = format!(
        "{}: {} line of {}, {}; what each can carry, its states over time and its sources.",
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
        operator_bulk_speed: operator
            .and_then(|operator| operator.bulk_speed.as_ref())
            .map_or(Vec::new(), |speed| context.all_periods(speed)),
        km: kilometres(length(false)),
        open_km: kilometres(length(true)),
        all_open: length(true) == length(false),
        direction: line.directed.then_some("from the first place to the last only"),
        note: line.note.as_deref().map(sentence_case),
        origin: context.origin(&line.provenance),
        map: draw(&context, id),
        columns: match line.mode {
            Mode::Rail => "railway",
            Mode::Pipeline => "pipeline",
            Mode::Power => "wire",
            Mode::Road | Mode::Sea | Mode::InlandWater => "plain",
        },
        commodities: (!line.commodities.is_empty()).then(|| words::commodities(&line.commodities, "and")),
        investment: line.investment.as_ref().map(|figure| context.figure(figure)),
        groups: groups(&context, id),
        limits: limits(&context, id),
        gauge: sections.first().map(|first| first.gauge.clone()).filter(|one| sections.iter().all(|s| s.gauge == *one)),
        has_speeds: sections.iter().any(|section| section.speed.is_some()),
        sections,
        histories: histories(&context, id),
        rules: bearing(&context, &links, &[]),
        strips,
        heads: context.strip_years(),
        key: strip_key(),
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
        diameter: section.diameter.as_ref().map(|figure| context.figure(figure)),
        voltage: section.voltage.as_ref().map(|figure| context.figure(figure)),
        speed,
        badge: context.badge(&section.status),
        origin: (section.provenance != network.lines[line].provenance).then(|| context.origin(&section.provenance)),
    }
}

/// Capacity, axle load, train length, reactance and losses; a column for each that some section knows, neighbours of one kind
/// joined.
fn limits(context: &PageContext<'_>, id: LineId) -> Option<Limits> {
    let network = context.site.network;
    let one = |figure: Option<FigureView>| figure.into_iter().collect::<Vec<_>>();
    let cells = |id: SectionId, section: &Section| {
        [
            section.capacity.as_ref().map_or(Vec::new(), |capacity| context.all_periods(capacity)),
            one(derived_capacity(context, id)),
            one(section.axle_load.as_ref().map(|figure| context.figure(figure))),
            one(section.train_length.as_ref().map(|figure| context.figure(figure))),
            one(section.reactance.as_ref().map(|figure| context.figure(figure))),
            one(section.losses.as_ref().map(|figure| context.figure(figure))),
        ]
    };
    let mut rows: Vec<(PlaceId, PlaceId, [Vec<FigureView>; 6])> = Vec::new();
    for (id, section) in network.lines[id].sections.iter().map(|section| (*section, &network.sections[*section])) {
        let cells = cells(id, section);
        match rows.last_mut() {
            Some((_, end, last)) if *end == section.from && *last == cells => *end = section.to,
            _ => rows.push((section.from, section.to, cells)),
        }
    }
    let is_known = |column: usize| rows.iter().any(|(_, _, cells)| !cells[column].is_empty());
    let columns: Vec<usize> = (0..6).filter(|column| is_known(*column)).collect();
    let heads = ["Capacity", "Derived capacity", "Axle load", "Train length", "Reactance", "Losses"];
    let row = |(from, to, mut cells): (PlaceId, PlaceId, [Vec<FigureView>; 6])| LimitRow {
        from: context.place(from),
        to: context.place(to),
        cells: columns.iter().map(|column| std::mem::take(&mut cells[*column])).collect(),
    };
    (!columns.is_empty()).then(|| Limits {
        heads: columns.iter().map(|column| heads[*column]).collect(),
        rows: rows.into_iter().map(row).collect(),
    })
}

/// What the section's rule makes of its tracks, if that is enough for a capacity.
pub fn derived_capacity(context: &PageContext<'_>, id: SectionId) -> Option<FigureView> {
    let network = context.site.network;
    let rule = &network.capacity_rules[network.sections[id].capacity_rule?];
    let derived = derived(network, id)?;
    let tenths = |milli: u64| format!("{}.{}", milli / 1000, milli % 1000 / 100);
    let [low, typ, high] = derived.trains;
    let megatonnes = derived.tonnes.map(|[_, typ, _]| format!(", {} Mt/yr", tenths(typ / 1000)));
    Some(FigureView {
        period: None,
        typ: format!("{} pairs/day{}", tenths(typ), megatonnes.unwrap_or_default()),
        range: (low != high).then(|| format!("{} to {} pairs/day", tenths(low), tenths(high))),
        origin: context.origin(&rule.provenance),
        note: Some(format!("By the rule “{}”", rule.name)),
    })
}

/// Capacity groups that some section of the line belongs to.
fn groups(context: &PageContext<'_>, id: LineId) -> Vec<Ref> {
    let network = context.site.network;
    let shares = |members: &[SectionId]| members.iter().any(|section| network.sections[*section].line == id);
    let groups = network.capacity_groups.iter().filter(|(_, group)| shares(&group.members));
    groups.map(|(group, _)| context.entry(EntryKey::CapacityGroup(group))).collect()
}

fn draw(context: &PageContext<'_>, id: LineId) -> MapView {
    let network = context.site.network;
    let line = &network.lines[id];
    let last = line.posts.len().saturating_sub(1);
    let nodes = line.posts.iter().enumerate().map(|(index, (place, _))| {
        let importance = network.places[*place].importance.clamp(2, 5);
        context.node(*place, if index == 0 || index == last { 1 } else { importance })
    });
    let figure = MapFigure {
        id: "line".into(),
        title: format!("Map: {}", line.name),
        description: format!("The line with its {}.", count(line.posts.len(), "place")),
        nodes: nodes.collect(),
        links: context.line_links(id, 3.2, false),
    };
    let behind = context.lines_behind(&figure, Some(id));
    let links: Vec<Link> = line.sections.iter().copied().map(Link::Section).collect();
    context.draw_over(&figure, &behind, context.told_states(&links, "section"))
}

/// Neighbouring sections with one history told together.
fn histories(context: &PageContext<'_>, id: LineId) -> Vec<HistoryView> {
    let network = context.site.network;
    let mut groups: Vec<(PlaceId, PlaceId, Vec<SpellView>)> = Vec::new();
    for section in network.lines[id].sections.iter().map(|section| &network.sections[*section]) {
        let spells = context.spells(&section.status);
        match groups.last_mut() {
            Some((_, end, told)) if *end == section.from && *told == spells => *end = section.to,
            _ => groups.push((section.from, section.to, spells)),
        }
    }
    let name = |place: PlaceId| network.places[place].name.as_str();
    groups
        .into_iter()
        .map(|(from, to, spells)| HistoryView { span: format!("{} – {}", name(from), name(to)), spells })
        .collect()
}

fn routes(context: &PageContext<'_>, line: &str) -> Vec<Ref> {
    context.site.meeting.plans_on(line).iter().map(|plan| context.planned(*plan)).collect()
}
