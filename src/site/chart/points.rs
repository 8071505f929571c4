//! Ways as points, time against cost: which of them is beaten by none?

use std::fmt::Write as _;

use super::axis;
use super::canvas::{Canvas, Format, at, open_link, title};
use super::scale::Scale;
use crate::site::map::labels::{LabelRequest, LabelRoom, Stroke, place_labels};
use crate::site::map::view::Bounds;
use crate::site::map::{PlanePoint, escape_xml};

/// A way.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its number; stands beside its mark.
    pub number: String,
    /// Its name, which wide pictures show too.
    pub name: String,
    /// Where it is told; a way that is told nowhere else has no name in the picture.
    pub href: Option<String>,
    /// Low, typical, high across.
    pub x: [f64; 3],
    /// The same upwards.
    pub y: [f64; 3],
    /// All of it in words.
    pub told: String,
    /// Whether no other is better in both.
    pub is_unbeaten: bool,
}

/// A field of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// What it shows.
    pub title: String,
    /// What is counted across.
    pub x_title: String,
    /// What is counted upwards.
    pub y_title: String,
    /// The points.
    pub marks: Vec<Mark>,
}

/// Radius of a mark.
const RADIUS: f64 = 6.0;
/// Names longer than this are shortened.
const LONGEST_NAME: f64 = 230.0;

impl Points {
    /// Both pictures.
    pub fn draw(&self) -> String {
        super::pair(|format| self.picture(format))
    }

    fn picture(&self, format: &'static Format) -> String {
        let mut canvas = Canvas::new(format);
        let height = if format.is_wide { 420.0 } else { 330.0 };
        let gutter = if format.is_wide { 68.0 } else { 58.0 };
        let plot = Bounds {
            left: gutter,
            top: format.font * 2.6,
            right: format.width - 16.0,
            bottom: height - format.font * 3.4,
        };
        let ends = |pick: fn(&Mark) -> [f64; 3]| {
            let all = || self.marks.iter().flat_map(pick);
            (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
        };
        if self.marks.is_empty() {
            return canvas.finish(1.0, &self.title, false);
        }
        let ((left, right), (low, high)) = (ends(|mark| mark.x), ends(|mark| mark.y));
        let across = Scale::nice(left, right, if format.is_wide { 8 } else { 4 }, plot.left, plot.right);
        let upwards = Scale::nice(low, high, 5, plot.bottom, plot.top);
        axis::beside(&mut canvas, &upwards, &plot, &self.y_title);
        axis::below(&mut canvas, &across, &plot, &self.x_title);
        let mut strokes = self.frontier(&mut canvas, &across, &upwards);
        let mut whiskers = Vec::new();
        for mark in &self.marks {
            let (x, y) = (mark.x.map(|value| across.at(value)), mark.y.map(|value| upwards.at(value)));
            whiskers.push([at(x[0], y[1]), at(x[2], y[1])]);
            whiskers.push([at(x[1], y[0]), at(x[1], y[2])]);
        }
        for [from, to] in &whiskers {
            canvas.line("interval", *from, *to);
        }
        strokes.extend(whiskers.into_iter().map(stroke));
        for mark in &self.marks {
            let close = open_link(&mut canvas.svg, mark.href.as_deref(), Some(&mark.told));
            let class = if mark.is_unbeaten { "mark series-1" } else { "mark is-beaten" };
            let (x, y) = (across.at(mark.x[1]), upwards.at(mark.y[1]));
            let told = title(&mark.told);
            let _ = writeln!(
                canvas.svg,
                "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{RADIUS}\">{told}</circle>"
            );
            canvas.svg.push_str(close);
        }
        let middles: Vec<_> = self.marks.iter().map(|mark| at(across.at(mark.x[1]), upwards.at(mark.y[1]))).collect();
        self.names(&mut canvas, &middles, &strokes, &plot);
        let has_links = self.marks.iter().any(|mark| mark.href.is_some());
        canvas.finish(height, &self.title, has_links)
    }

    /// Steps along the unbeaten ways: right of and above them everything is beaten.
    fn frontier(&self, canvas: &mut Canvas, across: &Scale, upwards: &Scale) -> Vec<Stroke> {
        let mut best: Vec<(f64, f64)> =
            self.marks.iter().filter(|mark| mark.is_unbeaten).map(|mark| (mark.x[1], mark.y[1])).collect();
        best.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.total_cmp(&one.1)));
        let mut path = String::new();
        let corners: Vec<_> = best.iter().map(|(x, y)| at(across.at(*x), upwards.at(*y))).collect();
        for (index, corner) in corners.iter().enumerate() {
            let (x, y) = (corner.x, corner.y);
            let _ = if index == 0 { write!(path, "M{x:.1} {y:.1}") } else { write!(path, "H{x:.1}V{y:.1}") };
        }
        if best.len() > 1 {
            let _ = writeln!(canvas.svg, "<path class=\"frontier\" d=\"{path}\"/>");
        }
        let steps = corners.windows(2).map(|two| (two[0], at(two[1].x, two[0].y), two[1]));
        steps.flat_map(|(from, corner, to)| [stroke([from, corner]), stroke([corner, to])]).collect()
    }

    fn names(&self, canvas: &mut Canvas, middles: &[PlanePoint], strokes: &[Stroke], plot: &Bounds) {
        let symbols: Vec<Bounds> = middles.iter().map(|middle| Bounds::around(*middle, RADIUS + 1.0)).collect();
        let requests: Vec<LabelRequest> = self
            .marks
            .iter()
            .zip(middles)
            .map(|(mark, middle)| {
                let whole = format!("{} {}", mark.number, mark.name);
                let text = if canvas.format.is_wide {
                    canvas.clipped(&whole, LONGEST_NAME, true)
                } else {
                    mark.number.clone()
                };
                LabelRequest { text, at: *middle, radius: RADIUS + 1.0, importance: 1 }
            })
            .collect();
        let frame = Bounds { right: canvas.format.width, ..*plot };
        let room =
            LabelRoom { frame, symbols: &symbols, minor_symbols: &[], lines: strokes, font_size: canvas.format.font };
        for label in place_labels(&requests, room) {
            if let Some([from, to]) = label.leader {
                canvas.line("map-leader", from, to);
            }
            let _ = writeln!(
                canvas.svg,
                "<text class=\"chart-label\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
                label.at.x,
                label.at.y,
                label.anchor.word(),
                escape_xml(&requests[label.request].text)
            );
        }
    }
}

fn stroke(ends: [PlanePoint; 2]) -> Stroke {
    Stroke { ends, width: 2.0 }
}

/// Which of these pairs no other is better than in one and as good in the other.
pub fn unbeaten(pairs: &[(f64, f64)]) -> Vec<bool> {
    let beats = |one: &(f64, f64), other: &(f64, f64)| {
        one.0 <= other.0 && one.1 <= other.1 && (one.0 < other.0 || one.1 < other.1)
    };
    pairs.iter().map(|pair| !pairs.iter().any(|other| beats(other, pair))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worse_in_both_is_beaten() {
        assert_eq!(unbeaten(&[(1.0, 5.0), (2.0, 3.0), (2.0, 4.0), (3.0, 3.0)]), [true, true, false, false]);
        assert_eq!(unbeaten(&[(1.0, 1.0), (1.0, 1.0)]), [true, true]);
    }

    #[test]
    fn nothing_at_all_and_one_point_are_drawn() {
        let mut points = Points { title: "T".into(), x_title: "days".into(), y_title: "USD".into(), marks: vec![] };
        assert!(!points.draw().contains("NaN"));
        points.marks.push(Mark {
            number: "1".into(),
            name: "Khasan".into(),
            href: None,
            x: [3.0; 3],
            y: [5.0; 3],
            told: "3 days".into(),
            is_unbeaten: true,
        });
        let html = points.draw();
        assert!(!html.contains("NaN") && !html.contains("inf\""));
        assert_eq!(html.matches("<circle").count(), 2);
    }
}
