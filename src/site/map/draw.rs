//! A figure drawn: an SVG overlay over the shared land, once wide and once for narrow screens.
//!
//! Both pictures stand in the page and `site.css` shows one of them (`display: none` also hides the other from
//! screen readers). Only class names and presentation attributes are used, because the site's content policy
//! forbids `style=""`.

use std::fmt::Write as _;

use super::backdrop::{self, Backdrop};
use super::course::{Course, OUT_OF_SIGHT, SIGN_RADIUS, course_of, path_data, place_signs};
use super::escape::escape_xml;
use super::figure::{CONTINENT_KM_PER_PIXEL, LandImages, MapFigure, MapNode};
use super::great_circle::densify;
use super::marks::{Look, outline, pattern};
use super::over::{Crosses, NameRoom, append_names};
use super::projection::{PlanePoint, Projection};
use super::view::{Bounds, View};

/// From here on a picture shows so small a region that it needs the fine outline.
const FINE_KM_PER_PIXEL: f64 = 7.0;

/// Places of less importance (a larger number) are minor: important names may cover their symbols. In pictures of a
/// continent, where symbols lie close, that begins earlier, and places without importance are not named at all.
fn least_major(view: &View) -> u8 {
    if view.km_per_pixel() > CONTINENT_KM_PER_PIXEL { 2 } else { 3 }
}

/// A size in which every map is drawn.
struct Format {
    name: &'static str,
    width: f64,
    height: f64,
    margin: f64,
    font_size: f64,
    /// How wide lines and symbols are, compared to what the figure asks for.
    weight: f64,
}

const FORMATS: [Format; 2] = [
    Format { name: "wide", width: 1000.0, height: 620.0, margin: 48.0, font_size: 13.0, weight: 1.0 },
    Format { name: "narrow", width: 360.0, height: 440.0, margin: 26.0, font_size: 12.5, weight: 0.75 },
];

/// Size of the picture that [`render_alone`] draws.
pub const WIDE: (f64, f64) = (FORMATS[0].width, FORMATS[0].height);

/// The wide picture alone, with the land in it, for a document that stands for itself. `land` is what
/// [`super::land_svg`] draws.
pub fn render_alone(figure: &MapFigure, projection: &Projection, land: &str) -> String {
    let mut svg = String::new();
    append_picture(&mut svg, figure, projection, (Land::Inline(land), &Backdrop::default()), &FORMATS[0]);
    svg
}

/// Where a picture has its land from.
#[derive(Clone, Copy)]
enum Land<'a> {
    /// Files of their own.
    Images(LandImages<'a>),
    /// This document, to be put into the picture.
    Inline(&'a str),
}

/// The map as HTML: `<div class="map">` with two SVG pictures, over the land and what else lies behind.
pub fn render_map(
    figure: &MapFigure,
    projection: &Projection,
    land: LandImages<'_>,
    backdrop: &Backdrop<'_>,
) -> String {
    let id = escape_xml(&figure.id);
    let mut html = format!("<div class=\"map\" id=\"{id}\">\n");
    for format in &FORMATS {
        append_picture(&mut html, figure, projection, (Land::Images(land), backdrop), format);
    }
    html.push_str("</div>\n");
    html
}

/// The part of the plane of which some picture of this figure shows something: what is added to its background
/// outside leaves no trace.
pub fn seen(figure: &MapFigure, projection: &Projection) -> Bounds {
    let [wide, narrow] = FORMATS.each_ref().map(|format| fitted_view(figure, projection, format).window(OUT_OF_SIGHT));
    wide.joined(&narrow)
}

fn append_picture(
    html: &mut String,
    figure: &MapFigure,
    projection: &Projection,
    (land, backdrop): (Land<'_>, &Backdrop<'_>),
    format: &Format,
) {
    let view = fitted_view(figure, projection, format);
    let mut courses: Vec<_> = figure.links.iter().filter_map(|link| course_of(link, projection, &view)).collect();
    // Background first, then what cannot be used, so that open lines stay on top; the order given decides the rest.
    courses.sort_by_key(|course| (!course.link.is_context, course.link.status.is_usable()));
    let mut nodes: Vec<(&MapNode, PlanePoint)> = figure
        .nodes
        .iter()
        .filter_map(|node| Some((node, view.place(projection.project(node.position)?))))
        .filter(|(_, at)| view.bounds().contains(*at))
        .filter(|(node, _)| !node.is_minor_point() || view.km_per_pixel() < CONTINENT_KM_PER_PIXEL)
        .collect();
    nodes.sort_by_key(|(node, _)| (!node.is_context, std::cmp::Reverse(node.importance)));

    let (minor, major): (Vec<_>, Vec<_>) =
        nodes.iter().filter(|(node, _)| !node.is_context).partition(|(node, _)| node.importance > least_major(&view));
    let boxes = |nodes: Vec<&(&MapNode, PlanePoint)>| -> Vec<Bounds> {
        nodes
            .iter()
            .map(|(node, at)| Bounds::around(*at, node.radius(view.km_per_pixel()) * format.weight + 0.5))
            .collect()
    };
    let (mut symbols, minor_symbols) = (boxes(major), boxes(minor));
    place_signs(&mut courses, &symbols, &view.bounds());
    symbols.extend(courses.iter().filter_map(|course| course.sign).map(|at| Bounds::around(at, SIGN_RADIUS)));
    let crosses = Crosses::over(&courses, format.weight);
    symbols.extend(crosses.bounds());

    let prefix = format!("{}-{}", escape_xml(&figure.id), format.name);
    let has_anchors =
        figure.nodes.iter().any(|node| node.href.is_some()) || figure.links.iter().any(|link| link.href.is_some());
    let role = if has_anchors { "group" } else { "img" };
    let _ = writeln!(
        html,
        "<svg class=\"map-picture map-{}\" viewBox=\"0 0 {1} {2}\" width=\"{1}\" height=\"{2}\" role=\"{role}\" \
         aria-labelledby=\"{prefix}-title {prefix}-description\">\n<title id=\"{prefix}-title\">{3}</title>\n\
         <desc id=\"{prefix}-description\">{4}</desc>",
        format.name,
        format.width,
        format.height,
        escape_xml(&figure.title),
        escape_xml(&figure.description)
    );
    append_land(html, &view, land);
    backdrop::append_lines(html, backdrop, &view, format.weight);
    append_links(html, &courses, &prefix, format.weight);
    backdrop::append_places(html, backdrop, &view, format.weight, view.km_per_pixel() < CONTINENT_KM_PER_PIXEL);
    append_nodes(html, &nodes, &view, format.weight);
    crosses.append(html);
    let room = NameRoom {
        view: &view,
        font_size: format.font_size,
        weight: format.weight,
        symbols: &symbols,
        minor_symbols: &minor_symbols,
    };
    append_names(html, &nodes, &courses, &room);
    html.push_str("</svg>\n");
}

fn fitted_view(figure: &MapFigure, projection: &Projection, format: &Format) -> View {
    let has_focus =
        figure.nodes.iter().any(|node| !node.is_context) || figure.links.iter().any(|link| !link.is_context);
    let nodes = figure.nodes.iter().filter(|node| !(has_focus && node.is_context)).map(|node| node.position);
    let links = figure.links.iter().filter(|link| !(has_focus && link.is_context)).flat_map(|link| densify(&link.path));
    let points = nodes.chain(links).filter_map(|position| projection.project(position));
    View::fit(points, format.width, format.height, format.margin)
}

fn append_land(html: &mut String, view: &View, land: Land<'_>) {
    let square = view.land_square();
    let side = square.right - square.left;
    let images = match land {
        Land::Images(images) => images,
        Land::Inline(document) => {
            let _ = writeln!(html, "<rect class=\"map-sea\" width=\"{}\" height=\"{}\"/>", view.width, view.height);
            if let Some((opening, inner)) = document.split_once('>') {
                let view_box = opening.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next());
                let _ = writeln!(
                    html,
                    "<svg viewBox=\"{}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" \
                     aria-hidden=\"true\">{inner}",
                    view_box.unwrap_or_default(),
                    square.left,
                    square.top
                );
            }
            return;
        }
    };
    let href = if view.km_per_pixel() < FINE_KM_PER_PIXEL { images.fine } else { images.coarse };
    let _ = writeln!(
        html,
        "<rect class=\"map-sea\" width=\"{}\" height=\"{}\"/>\n<image href=\"{}\" x=\"{:.1}\" y=\"{:.1}\" \
         width=\"{side:.1}\" height=\"{side:.1}\" aria-hidden=\"true\"/>",
        view.width,
        view.height,
        escape_xml(href),
        square.left,
        square.top
    );
}

fn append_links(html: &mut String, courses: &[Course<'_>], prefix: &str, weight: f64) {
    html.push_str("<defs>\n");
    for (index, course) in courses.iter().enumerate() {
        let _ = writeln!(html, "<path id=\"{prefix}-{index}\" d=\"{}\"/>", path_data(&course.pieces));
    }
    html.push_str("</defs>\n<g class=\"map-links\">\n");
    for (index, course) in courses.iter().enumerate() {
        append_link(html, course, &format!("#{prefix}-{index}"), weight);
    }
    html.push_str("</g>\n<g class=\"map-signs\" aria-hidden=\"true\">\n");
    for course in courses {
        append_sign(html, course);
    }
    html.push_str("</g>\n");
}

/// Signs lie above all lines. They carry their line's classes, so that both are painted and hidden together.
fn append_sign(html: &mut String, course: &Course<'_>) {
    let link = course.link;
    if let (Some(at), Some(sign)) = (course.sign, link.status.sign()) {
        let _ = writeln!(
            html,
            "<g class=\"map-sign {} {}\" transform=\"translate({:.1} {:.1})\"><circle r=\"{SIGN_RADIUS}\"/><path \
             d=\"{sign}\"/></g>",
            link.mode.class(),
            link.status.class(),
            at.x,
            at.y
        );
    }
}

fn append_link(html: &mut String, course: &Course<'_>, path: &str, weight: f64) {
    let link = course.link;
    let mut class = format!("map-link {} {}", link.mode.class(), link.status.class());
    append_classes(&mut class, link.is_context, &link.class);
    let end = open_element(html, &class, &link.id, &link.label(), link.href.as_deref());
    let width = if link.is_context { link.width.min(1.4) } else { link.width } * weight;
    let dashes = link.status.dashes().map(|dashes| format!(" stroke-dasharray=\"{dashes}\"")).unwrap_or_default();
    if link.href.is_some() {
        let _ = write!(html, "<use class=\"map-hit\" href=\"{path}\" stroke-width=\"{:.1}\"/>", width.max(14.0));
    }
    if !link.is_context {
        let _ = write!(html, "<use class=\"map-casing\" href=\"{path}\" stroke-width=\"{:.1}\"/>", width + 2.4);
    }
    let _ = write!(html, "<use class=\"map-line\" href=\"{path}\" stroke-width=\"{width:.1}\"{dashes}/>");
    if link.status.is_usable()
        && !link.is_context
        && let Some((pattern_width, ticks)) = pattern(link.mode, width)
    {
        let _ = write!(
            html,
            "<use class=\"map-pattern\" href=\"{path}\" stroke-width=\"{pattern_width:.1}\" \
                 stroke-dasharray=\"{ticks}\"/>"
        );
    }
    html.push_str(end);
}

fn append_nodes(html: &mut String, nodes: &[(&MapNode, PlanePoint)], view: &View, weight: f64) {
    html.push_str("<g class=\"map-nodes\">\n");
    for (node, at) in nodes {
        let mut class = format!("map-node {}", node.symbol.class());
        append_classes(&mut class, node.is_context, &node.class);
        let end = open_element(html, &class, &node.id, &node.label(), node.href.as_deref());
        if node.href.is_some() {
            let _ = write!(html, "<circle class=\"map-hit\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"12\"/>", at.x, at.y);
        }
        let _ = write!(
            html,
            "<path class=\"map-symbol\" d=\"{}\"/>",
            outline(node.symbol, *at, node.radius(view.km_per_pixel()) * weight)
        );
        html.push_str(end);
    }
    html.push_str("</g>\n");
}

fn append_classes(class: &mut String, is_context: bool, more: &str) {
    if is_context {
        class.push_str(" is-context");
    }
    if !more.trim().is_empty() {
        let _ = write!(class, " {}", more.trim());
    }
}

/// Opens an anchor, or a group where there is no page to go to, with a name to hear and to hover.
///
/// # Returns
/// What closes it.
fn open_element(html: &mut String, class: &str, id: &str, label: &str, href: Option<&str>) -> &'static str {
    let (class, id, label) = (escape_xml(class), escape_xml(id), escape_xml(label));
    if let Some(href) = href {
        let href = escape_xml(href);
        let _ = write!(html, "<a class=\"{class}\" data-id=\"{id}\" href=\"{href}\" aria-label=\"{label}\">");
    } else {
        let _ = write!(html, "<g class=\"{class}\" data-id=\"{id}\">");
    }
    let _ = write!(html, "<title>{label}</title>");
    if href.is_some() { "</a>\n" } else { "</g>\n" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::figure::MapLink;
    use super::super::marks::MapStatus;
    use super::*;
    use crate::model::{Mode, PlaceKind};
    use crate::units::Position;

    const LAND: LandImages<'static> = LandImages { coarse: "land-coarse.svg", fine: "land-fine.svg" };

    fn node(name: &str, latitude: f64, longitude: f64) -> MapNode {
        MapNode {
            id: name.to_lowercase(),
            name: name.to_owned(),
            href: Some(format!("{name}/index.html")),
            position: Position { latitude, longitude },
            symbol: PlaceKind::Port,
            importance: 2,
            class: String::new(),
            is_context: false,
        }
    }

    fn link(name: &str, path: &[(f64, f64)], status: MapStatus) -> MapLink {
        MapLink {
            id: name.to_lowercase(),
            name: name.to_owned(),
            href: Some("link/index.html".to_owned()),
            path: path.iter().map(|&(latitude, longitude)| Position { latitude, longitude }).collect(),
            mode: Mode::Rail,
            status,
            width: 3.0,
            class: "is-route".to_owned(),
            is_context: false,
        }
    }

    fn figure(nodes: Vec<MapNode>, links: Vec<MapLink>) -> MapFigure {
        MapFigure { id: "m".to_owned(), title: "A <map>".to_owned(), description: "One & all".to_owned(), nodes, links }
    }

    fn projection() -> Projection {
        Projection::about(Position { latitude: 62.0, longitude: 95.0 })
    }

    #[test]
    fn text_is_escaped_and_no_style_attribute_is_written() {
        let mut hostile = node("</text><script>alert(1)</script>", 50.0, 100.0);
        hostile.href = Some("\"><img src=x onerror=alert(1)>".to_owned());
        hostile.class = "\" onload=\"x".to_owned();
        let html = render_map(&figure(vec![hostile], vec![]), &projection(), LAND, &Backdrop::default());
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("onload=\"x\""));
        assert!(!html.contains("style="));
        assert!(html.contains("A &lt;map&gt;") && html.contains("One &amp; all"));
    }

    #[test]
    fn a_region_gets_the_fine_land_and_a_continent_the_coarse() {
        let region = figure(vec![node("Khasan", 42.4, 130.6), node("Rajin", 42.2, 130.3)], vec![]);
        let html = render_map(&region, &projection(), LAND, &Backdrop::default());
        assert!(html.contains("land-fine.svg") && !html.contains("land-coarse.svg"));
        let continent = figure(vec![node("Duisburg", 51.4, 6.8), node("Busan", 35.1, 129.0)], vec![]);
        assert!(render_map(&continent, &projection(), LAND, &Backdrop::default()).contains("land-coarse.svg"));
    }

    #[test]
    fn the_state_of_a_line_is_told_by_dashes_sign_and_words() {
        let severed = link("Gyeongui", &[(37.0, 126.7), (39.0, 126.6)], MapStatus::Severed);
        let html = render_map(&figure(vec![], vec![severed]), &projection(), LAND, &Backdrop::default());
        assert!(
            html.contains("stroke-dasharray=\"3 7\"") && html.contains("class=\"map-sign mode-rail status-severed\"")
        );
        assert!(html.contains("aria-label=\"Gyeongui, rail, severed\""));
        assert!(html.contains("class=\"map-link mode-rail status-severed is-route\""));
    }

    #[test]
    fn context_does_not_widen_the_picture() {
        let near = || vec![node("Khasan", 42.4, 130.6), node("Rajin", 42.2, 130.3)];
        let mut far = node("Duisburg", 51.4, 6.8);
        far.is_context = true;
        let mut nodes = near();
        nodes.push(far);
        let render = |nodes| render_map(&figure(nodes, vec![]), &projection(), LAND, &Backdrop::default());
        assert_eq!(render(nodes), render(near()));
    }

    proptest! {
        #[test]
        fn every_map_is_finite_and_its_ids_are_unique(
            places in proptest::collection::vec((-90.0..=90.0, -180.0..=180.0), 1..12),
        ) {
            let nodes = places.iter().map(|&(latitude, longitude)| node("Place", latitude, longitude)).collect();
            let html = render_map(&figure(nodes, vec![link("Line", &places, MapStatus::Proposed)]), &projection(), LAND, &Backdrop::default());
            prop_assert!(!html.contains("NaN") && !html.contains("inf"));
            let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
            let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
            prop_assert_eq!(distinct.len(), ids.len());
        }
    }
}
