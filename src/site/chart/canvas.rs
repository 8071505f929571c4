//! A picture in the making that knows where its texts are.
//!
//! Text that is asked for [`Canvas::text`] stands where it must; text for [`Canvas::text_if_free`] is left out where it
//! would touch another or the edge: whoever draws it has said the same elsewhere. Widths are estimates on the wide side.

use std::fmt::Write as _;

use crate::site::map::view::Bounds;
use crate::site::map::{PlanePoint, escape_xml, text_width};

/// One of the two sizes in which a chart is drawn, in pixels.
#[derive(Debug, PartialEq)]
pub struct Format {
    /// Class name of the picture.
    pub class: &'static str,
    /// Width of the picture.
    pub width: f64,
    /// Height of its text; `site.css` sets the same.
    pub font: f64,
    /// Whether it is the wide one.
    pub is_wide: bool,
}

/// For most screens.
pub const WIDE: Format = Format { class: "chart-wide", width: 1000.0, font: 14.0, is_wide: true };
/// For phones.
pub const NARROW: Format = Format { class: "chart-narrow", width: 360.0, font: 12.0, is_wide: false };

/// How much wider labels in bold are.
pub(super) const BOLD: f64 = 1.1;

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It begins at its point.
    Start,
    /// It is centred on it.
    Middle,
    /// It ends there.
    End,
}

impl Hold {
    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A picture in the making.
#[derive(Debug)]
pub struct Canvas {
    /// Its size.
    pub format: &'static Format,
    /// Its marks so far.
    pub svg: String,
    taken: Vec<Bounds>,
}

impl Canvas {
    /// An empty picture.
    pub fn new(format: &'static Format) -> Self {
        Self { format, svg: String::new(), taken: Vec::new() }
    }

    /// How wide a text is in this picture.
    pub fn measure(&self, text: &str, is_bold: bool) -> f64 {
        text_width(text, self.format.font) * if is_bold { BOLD } else { 1.0 }
    }

    /// A text on its base line.
    pub fn text(&mut self, at: PlanePoint, hold: Hold, class: &str, text: &str) {
        let bounds = self.bounds(at, hold, class, text);
        self.put(at, hold, class, text, bounds);
    }

    /// The same if it touches no other text and no edge.
    ///
    /// # Returns
    /// Whether it was drawn.
    pub fn text_if_free(&mut self, at: PlanePoint, hold: Hold, class: &str, text: &str) -> bool {
        let bounds = self.bounds(at, hold, class, text);
        let is_free = bounds.left >= 0.0
            && bounds.right <= self.format.width
            && bounds.top >= 0.0
            && !self.taken.iter().any(|other| other.overlaps(&bounds));
        if is_free {
            self.put(at, hold, class, text, bounds);
        }
        is_free
    }

    /// As much of a text as fits into so many pixels, with an ellipsis if that is not all.
    pub fn clipped(&self, text: &str, room: f64, is_bold: bool) -> String {
        clipped(text, if is_bold { room / BOLD } else { room }, self.format.font)
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, from: PlanePoint, to: PlanePoint) {
        let _ =
            writeln!(self.svg, "<path class=\"{class}\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>", from.x, from.y, to.x, to.y);
    }

    /// The picture. `has_links` says that there are links in it.
    pub fn finish(self, height: f64, title: &str, has_links: bool) -> String {
        format!(
            "<svg class=\"chart {}\" viewBox=\"0 0 {:.0} {height:.0}\" role=\"{}\" aria-label=\"{}\">\n{}</svg>\n",
            self.format.class,
            self.format.width,
            if has_links { "group" } else { "img" },
            escape_xml(title),
            self.svg
        )
    }

    fn bounds(&self, at: PlanePoint, hold: Hold, class: &str, text: &str) -> Bounds {
        let width = self.measure(text, class.contains("chart-label"));
        let left = match hold {
            Hold::Start => at.x,
            Hold::Middle => at.x - width / 2.0,
            Hold::End => at.x - width,
        };
        Bounds { left, top: at.y - self.format.font * 0.9, right: left + width, bottom: at.y + self.format.font * 0.3 }
    }

    fn put(&mut self, at: PlanePoint, hold: Hold, class: &str, text: &str, bounds: Bounds) {
        self.taken.push(bounds);
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = writeln!(
            self.svg,
            "<text{class} x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            at.x,
            at.y,
            hold.word(),
            escape_xml(text)
        );
    }
}

/// As much of a text of this height as fits into so many pixels, with an ellipsis if that is not all.
pub(super) fn clipped(text: &str, room: f64, font: f64) -> String {
    if text_width(text, font) <= room {
        return text.to_string();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if text_width(&kept, font) + text_width("…", font) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end_matches([' ', ',', ';']))
}

/// A point; saves words.
pub(super) fn at(x: f64, y: f64) -> PlanePoint {
    PlanePoint { x, y }
}

/// Opens a link if there is a page; `name` is for a link without text in it.
///
/// # Returns
/// What closes it.
pub(super) fn open_link(svg: &mut String, href: Option<&str>, name: Option<&str>) -> &'static str {
    let Some(href) = href else { return "" };
    let name = name.map_or_else(String::new, |name| format!(" aria-label=\"{}\"", escape_xml(name)));
    let _ = writeln!(svg, "<a href=\"{}\"{name}>", escape_xml(href));
    "</a>\n"
}

/// What a mark says to who hovers over it or hears it.
pub(super) fn title(text: &str) -> String {
    format!("<title>{}</title>", escape_xml(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_would_touch_is_left_out() {
        let mut canvas = Canvas::new(&NARROW);
        canvas.text(at(10.0, 20.0), Hold::Start, "", "Khasan");
        assert!(!canvas.text_if_free(at(20.0, 24.0), Hold::Start, "", "Rajin"));
        assert!(!canvas.text_if_free(at(350.0, 60.0), Hold::Start, "", "Rajin"));
        assert!(canvas.text_if_free(at(350.0, 60.0), Hold::End, "", "Rajin"));
    }

    #[test]
    fn long_text_is_shortened_and_hostile_text_stays_text() {
        let canvas = Canvas::new(&NARROW);
        let short = canvas.clipped(&"Trans-Siberian, ".repeat(9), 100.0, true);
        assert!(short.ends_with('…') && canvas.measure(&short, true) <= 100.0);
        let mut canvas = Canvas::new(&NARROW);
        canvas.text(at(0.0, 20.0), Hold::Start, "", "<img onerror=x>");
        assert!(!canvas.finish(30.0, "\"><script>", false).contains("<script"));
    }
}
