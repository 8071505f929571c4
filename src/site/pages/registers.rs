//! Complete tables: places, lines, restrictions.

use crate::site::map::Look as _;
use serde::Serialize;

use super::place::{coordinates, kilometres};
use super::{Page, by_name, trail, value};
use crate::calendar::Window;
use crate::model::{LineId, Mode, PlaceKind, Section};
use crate::site::Site;
use crate::site::format::{UNKNOWN, count, sentence_case};
use crate::site::view::{Badge, Origin, PageContext, Ref, status_on};
use crate::site::words;
use crate::units::Distance;

#[derive(Serialize)]
struct Places {
    lede: String,
    rows: Vec<PlaceRow>,
}

#[derive(Serialize)]
struct PlaceRow {
    place: Ref,
    aliases: String,
    country: String,
    kind: String,
    locode: String,
    position: String,
    links: usize,
    transfers: usize,
}

pub fn places(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "places/index.html".to_string();
    let context = PageContext::new(site, &path);
    let keys = network.places.iter().filter(|(_, place)| place.kind != PlaceKind::Waypoint).map(|(id, _)| id);
    let rows: Vec<PlaceRow> = by_name(keys, |id| network.places[id].name.clone())
        .into_iter()
        .map(|id| {
            let place = &network.places[id];
            PlaceRow {
                place: context.place(id),
                aliases: place.aliases.join(", "),
                country: place.country.map_or("at sea".into(), |country| country.name().to_string()),
                kind: place.kind.label(),
                locode: place.locode.clone().unwrap_or_else(|| UNKNOWN.into()),
                position: coordinates(place.at),
                links: site.meeting.links_at(id).len(),
                transfers: site.meeting.transfers_at(id).len(),
            }
        })
        .collect();
    let waypoints = network.places.len() - rows.len();
    let lede = format!(
        "{} with a page of their own. {} at sea only shape the lanes and have none.",
        count(rows.len(), "place"),
        sentence_case(&count(waypoints, "waypoint"))
    );
    register(path, "places", "Places", "places.html", lede.clone(), value(Places { lede, rows }))
}

#[derive(Serialize)]
struct Lines {
    lede: String,
    as_of: String,
    groups: Vec<LineGroup>,
    energy: String,
}

/// Lines of one mode.
#[derive(Serialize)]
struct LineGroup {
    id: String,
    mode: String,
    class: String,
    /// Whether the mode has gauges.
    is_rail: bool,
    is_energy: bool,
    rows: Vec<LineRow>,
    km: String,
    open_km: String,
}

#[derive(Serialize)]
struct LineRow {
    line: Ref,
    from: Option<Ref>,
    to: Option<Ref>,
    km: String,
    open_km: String,
    gauges: String,
    commodities: String,
    operator: String,
    badges: Vec<Badge>,
}

pub fn lines(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "lines/index.html".to_string();
    let context = PageContext::new(site, &path);
    let groups: Vec<LineGroup> = Mode::ALL.into_iter().filter_map(|(mode, _)| lines_of_mode(&context, mode)).collect();
    let lede = format!(
        "{} on land, by mode, with the length that is in use on {}.",
        count(network.lines.len(), "line"),
        site.as_of
    );
    let energy = context.links.register("energy");
    let view = Lines { lede: lede.clone(), as_of: site.as_of.to_string(), groups, energy };
    register(path, "lines", "Lines", "lines.html", lede, value(view))
}

fn lines_of_mode(context: &PageContext<'_>, mode: Mode) -> Option<LineGroup> {
    let network = context.site.network;
    let of_mode = network.lines.iter().filter(|(_, line)| line.mode == mode).map(|(id, _)| id);
    let lines = by_name(of_mode, |id| network.lines[id].name.clone());
    let sections = || lines.iter().flat_map(|id| &network.lines[*id].sections).map(|id| &network.sections[*id]);
    let is_open = |section: &&Section| status_on(&section.status, context.site.as_of).is_usable();
    let rows: Vec<LineRow> = lines.iter().map(|id| line_row(context, *id)).collect();
    (!rows.is_empty()).then(|| LineGroup {
        id: mode.class(),
        mode: words::mode(mode),
        class: mode.class(),
        is_rail: mode == Mode::Rail,
        is_energy: matches!(mode, Mode::Pipeline | Mode::Power),
        km: kilometres(sections().map(|section| section.distance).sum::<Distance>()),
        open_km: kilometres(sections().filter(is_open).map(|section| section.distance).sum::<Distance>()),
        rows,
    })
}

fn line_row(context: &PageContext<'_>, id: LineId) -> LineRow {
    let network = context.site.network;
    let as_of = context.site.as_of;
    let line = &network.lines[id];
    let sections = || line.sections.iter().map(|section| &network.sections[*section]);
    let mut states: Vec<_> = sections().map(|section| status_on(&section.status, as_of)).collect();
    states.sort();
    states.dedup();
    let mut gauges: Vec<_> = sections().flat_map(|section| section.gauges.iter().copied()).collect();
    gauges.sort();
    gauges.dedup();
    let gauges: Vec<String> = gauges.iter().map(|gauge| gauge.millimetres().to_string()).collect();
    let open = sections().filter(|section| status_on(&section.status, as_of).is_usable());
    LineRow {
        line: context.line(id),
        from: line.posts.first().map(|(place, _)| context.place(*place)),
        to: line.posts.last().map(|(place, _)| context.place(*place)),
        km: kilometres(sections().map(|section| section.distance).sum::<Distance>()),
        open_km: kilometres(open.map(|section| section.distance).sum::<Distance>()),
        gauges: gauges.join(", "),
        commodities: words::commodities(&line.commodities, "and"),
        operator: line.operator.map_or_else(|| UNKNOWN.into(), |operator| network.operators[operator].name.clone()),
        badges: states.into_iter().map(Badge::from).collect(),
    }
}

#[derive(Serialize)]
struct Restrictions {
    lede: String,
    as_of: String,
    regimes: Vec<String>,
    rows: Vec<RestrictionRow>,
}

#[derive(Serialize)]
struct RestrictionRow {
    rule: Ref,
    issuer: String,
    legal_basis: String,
    /// In parts that are not broken.
    dates: Vec<String>,
    in_force: bool,
    effect: &'static str,
    routes: usize,
    origin: Origin,
}

pub fn restrictions(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "restrictions/index.html".to_string();
    let context = PageContext::new(site, &path);
    let rows: Vec<RestrictionRow> = network
        .restrictions
        .iter()
        .map(|(id, rule)| RestrictionRow {
            rule: context.restriction(id),
            issuer: rule.issuer.clone().unwrap_or_else(|| UNKNOWN.into()),
            legal_basis: rule.legal_basis.clone().unwrap_or_else(|| UNKNOWN.into()),
            dates: window_parts(&rule.window),
            in_force: rule.window.contains(site.as_of),
            effect: words::effect(rule.effect),
            routes: super::restriction::affected(&context, &rule.id).len(),
            origin: context.origin(&rule.provenance),
        })
        .collect();
    let lede =
        format!("{} as data: who made it, in which text, when it holds, what it does.", count(rows.len(), "rule"));
    let view =
        Restrictions { lede: lede.clone(), as_of: site.as_of.to_string(), regimes: network.meta.regimes.clone(), rows };
    register(path, "restrictions", "Restrictions", "restrictions.html", lede, value(view))
}

/// `2016-11-30 to`, `2017-08-05`.
fn window_parts(window: &Window) -> Vec<String> {
    match (window.from, window.until) {
        (Some(from), Some(until)) => vec![format!("{from} to"), until.to_string()],
        _ => vec![sentence_case(&window.to_string())],
    }
}

fn register(
    path: String,
    kind: &'static str,
    title: &str,
    template: &'static str,
    description: String,
    view: minijinja::Value,
) -> Page {
    Page {
        template,
        kind,
        section: kind,
        title: title.to_string(),
        description,
        breadcrumb: trail(&path, None, title),
        view,
        beside: Vec::new(),
        path,
    }
}
