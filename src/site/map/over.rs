//! What lies above lines and symbols: crosses over links that stand in the way, and names.

use std::fmt::Write as _;

use super::course::Course;
use super::escape::escape_xml;
use super::figure::MapNode;
use super::labels::{LabelRequest, LabelRoom, Stroke, place_labels};
use super::marks::Look;
use super::projection::PlanePoint;
use super::view::{Bounds, View};

/// In pictures of more than this only places of importance 1 and 2 are named: the names of a far coast with nothing
/// around it would say less than the empty room.
const WORLD_KM_PER_PIXEL: f64 = 9.0;

/// A cross over each link that stands in the way or limits, however short the link is; of crosses that would touch one.
pub(super) struct Crosses<'c> {
    drawn: Vec<(&'c Course<'c>, PlanePoint)>,
    reach: f64,
}

impl<'c> Crosses<'c> {
    /// Over those of these links that are crossed.
    pub(super) fn over(courses: &'c [Course<'c>], weight: f64) -> Self {
        let reach = 6.5 * weight.max(0.85);
        let mut drawn: Vec<(&Course<'_>, PlanePoint)> = Vec::new();
        for course in courses.iter().filter(|course| course.link.is_crossed()) {
            let at = course.middle();
            if drawn.iter().all(|(_, other)| (other.x - at.x).hypot(other.y - at.y) >= 2.4 * reach) {
                drawn.push((course, at));
            }
        }
        Self { drawn, reach }
    }

    /// The room that they take.
    pub(super) fn bounds(&self) -> impl Iterator<Item = Bounds> {
        self.drawn.iter().map(|(_, at)| Bounds::around(*at, self.reach + 1.0))
    }

    pub(super) fn append(&self, html: &mut String) {
        let cross = format!("M{0:.1} {0:.1}L{1:.1} {1:.1}M{0:.1} {1:.1}L{1:.1} {0:.1}", -self.reach, self.reach);
        html.push_str("<g class=\"map-crosses\" aria-hidden=\"true\">\n");
        for (course, at) in &self.drawn {
            let _ = writeln!(
                html,
                "<g class=\"map-cross {} {}\" transform=\"translate({:.1} {:.1})\"><path class=\"map-cross-halo\" \
                 d=\"{cross}\"/><path d=\"{cross}\"/></g>",
                course.link.mode.class(),
                course.link.status.class(),
                at.x,
                at.y
            );
        }
        html.push_str("</g>\n");
    }
}

/// The picture that names stand in, and what they must not cover.
pub(super) struct NameRoom<'a> {
    /// The window of the plane.
    pub view: &'a View,
    /// Height of the text.
    pub font_size: f64,
    /// How wide lines and symbols are, compared to what the figure asks for.
    pub weight: f64,
    /// Symbols, signs and crosses.
    pub symbols: &'a [Bounds],
    /// Symbols of minor places.
    pub minor_symbols: &'a [Bounds],
}

/// Names of places, as many as fit.
pub(super) fn append_names(
    html: &mut String,
    nodes: &[(&MapNode, PlanePoint)],
    courses: &[Course<'_>],
    room: &NameRoom<'_>,
) {
    let NameRoom { view, font_size, weight, symbols, minor_symbols } = *room;
    let strokes = |course: &Course<'_>| {
        let width = course.link.width * weight;
        let pairs = course.pieces.iter().flat_map(|piece| piece.windows(2));
        pairs.map(|pair| Stroke { ends: [pair[0], pair[1]], width }).collect::<Vec<_>>()
    };
    let lines: Vec<Stroke> = courses.iter().filter(|course| !course.link.is_context).flat_map(strokes).collect();
    let with_name = nodes
        .iter()
        .filter(|(node, _)| !node.is_context && !node.is_minor_point())
        .filter(|(node, _)| node.importance <= 2 || view.km_per_pixel() <= WORLD_KM_PER_PIXEL);
    let named: Vec<&MapNode> = with_name.clone().map(|(node, _)| *node).collect();
    let requests: Vec<LabelRequest> = with_name
        .map(|(node, at)| LabelRequest {
            text: node.name.clone(),
            at: *at,
            radius: node.radius(view.km_per_pixel()) * weight,
            importance: node.importance,
        })
        .collect();
    let frame = Bounds { left: 4.0, top: 4.0, right: view.width - 4.0, bottom: view.height - 4.0 };
    let room = LabelRoom { frame, symbols, minor_symbols, lines: &lines, font_size };
    let _ = writeln!(html, "<g class=\"map-labels\" font-size=\"{font_size}\" aria-hidden=\"true\">");
    for label in place_labels(&requests, room) {
        let request = &requests[label.request];
        if let Some([from, to]) = label.leader {
            let line = format!("M{:.1} {:.1}L{:.1} {:.1}", from.x, from.y, to.x, to.y);
            let _ = writeln!(
                html,
                "<path class=\"map-leader-halo\" d=\"{line}\"/><path class=\"map-leader\" d=\"{line}\"/>"
            );
        }
        let _ = writeln!(
            html,
            "<text class=\"map-label importance-{} {}\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            request.importance.clamp(1, 5),
            named[label.request].symbol.class(),
            label.at.x,
            label.at.y,
            label.anchor.word(),
            escape_xml(&request.text)
        );
    }
    html.push_str("</g>\n");
}
