//! The key to a map: every mode, state and kind of place in its foreground, and no other.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::figure::MapFigure;
use super::marks::{Look, outline, pattern};
use super::projection::PlanePoint;
use crate::model::PlaceKind;

/// The legend as HTML: `<ul class="legend">`, each entry with a small picture and its word.
///
/// Entries carry `data-class` with the class name that they explain, so that a script can hide that layer.
pub fn legend_html(figure: &MapFigure) -> String {
    let links = || figure.links.iter().filter(|link| !link.is_context);
    let modes: BTreeSet<_> = links().map(|link| link.mode).collect();
    let states: BTreeSet<_> = links().map(|link| link.status).collect();
    let kinds: BTreeSet<_> = figure.nodes.iter().filter(|node| !node.is_context).map(|node| node.symbol).collect();
    let mut html = "<ul class=\"legend\">\n".to_owned();
    for mode in modes {
        let drawn = pattern(mode, 3.0).map_or_else(String::new, |(width, dashes)| {
            format!(
                "<path class=\"map-pattern\" d=\"M2 8h32\" stroke-width=\"{width:.1}\" stroke-dasharray=\"{dashes}\"/>"
            )
        });
        let line = format!("<path class=\"map-line\" d=\"M2 8h32\" stroke-width=\"3\"/>{drawn}");
        append_entry(&mut html, &format!("map-link {}", mode.class()), &mode.class(), &line, &mode.label());
    }
    for status in states {
        let dashes = status.dashes().map(|dashes| format!(" stroke-dasharray=\"{dashes}\"")).unwrap_or_default();
        let sign = status.sign().map_or_else(String::new, |sign| {
            format!("<g class=\"map-sign\" transform=\"translate(18 8)\"><circle r=\"6.5\"/><path d=\"{sign}\"/></g>")
        });
        let line = format!("<path class=\"map-line\" d=\"M2 8h32\" stroke-width=\"3\"{dashes}/>{sign}");
        append_entry(&mut html, &format!("map-link {}", status.class()), status.class(), &line, status.word());
    }
    for (class, word) in [("is-excluded", "stands in the way"), ("is-cut", "in every minimum cut")] {
        if links().any(|link| link.has_class(class)) {
            let cross = "M-5-5L5 5M-5 5L5-5";
            let picture = format!("<g class=\"map-cross\" transform=\"translate(18 8)\"><path d=\"{cross}\"/></g>");
            append_entry(&mut html, "map-link", "map-crosses", &picture, word);
        }
    }
    for kind in kinds {
        append_kind(&mut html, &format!("map-node {}", kind.class()), &kind.class(), kind, &kind.label());
    }
    html.push_str("</ul>\n");
    html
}

/// An entry for places of a class that has a meaning of its own on one map, drawn in the shape of `kind`.
pub fn entry_html(class: &str, kind: PlaceKind, word: &str) -> String {
    let mut html = String::new();
    append_kind(&mut html, &format!("map-node {class}"), class, kind, word);
    html
}

fn append_kind(html: &mut String, group: &str, class: &str, kind: PlaceKind, word: &str) {
    let outline = outline(kind, PlanePoint { x: 18.0, y: 8.0 }, 4.6);
    append_entry(html, group, class, &format!("<path class=\"map-symbol\" d=\"{outline}\"/>"), word);
}

fn append_entry(html: &mut String, group: &str, class: &str, picture: &str, word: &str) {
    let _ = writeln!(
        html,
        "<li class=\"legend-entry\" data-class=\"{class}\"><svg class=\"legend-picture\" viewBox=\"0 0 36 16\" \
         width=\"36\" height=\"16\" aria-hidden=\"true\"><g class=\"{group}\">{picture}</g></svg>{word}</li>"
    );
}

#[cfg(test)]
mod tests {
    use super::super::figure::{MapLink, MapNode};
    use super::super::marks::MapStatus;
    use super::*;
    use crate::model::Mode;
    use crate::units::Position;

    #[test]
    fn explains_what_is_shown_and_nothing_else() {
        let at = Position { latitude: 0.0, longitude: 0.0 };
        let link = MapLink {
            id: "l".to_owned(),
            name: "L".to_owned(),
            href: None,
            path: vec![at, at],
            mode: Mode::Pipeline,
            status: MapStatus::Proposed,
            width: 2.0,
            class: String::new(),
            is_context: false,
        };
        let node = MapNode {
            id: "n".to_owned(),
            name: "N".to_owned(),
            href: None,
            position: at,
            symbol: PlaceKind::Border,
            importance: 3,
            class: String::new(),
            is_context: false,
        };
        let figure = MapFigure {
            id: "m".to_owned(),
            title: "M".to_owned(),
            description: String::new(),
            nodes: vec![node],
            links: vec![link],
        };
        let html = legend_html(&figure);
        assert_eq!(html.matches("<li").count(), 3);
        assert!(html.contains("pipeline") && html.contains("proposed") && html.contains("border"));
    }
}
