//! Distance against time: where a consignment is on each day, and where it stands still.

use std::fmt::Write as _;

use super::axis;
use super::canvas::{Canvas, Format, Hold, at, title};
use super::scale::Scale;
use crate::site::map::view::Bounds;

/// A piece of the journey.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Class name of its colour.
    pub class: String,
    /// Whether it stands still.
    pub is_dwell: bool,
    /// Days since departure at its beginning and end.
    pub days: [f64; 2],
    /// Kilometres from the origin at its beginning and end.
    pub km: [f64; 2],
    /// What it is, in words.
    pub told: String,
}

/// A place on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// Kilometres from the origin.
    pub km: f64,
    /// Its name.
    pub name: String,
    /// Smaller ones are named first.
    pub rank: u8,
}

/// A space-time diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Stringline {
    /// What it shows.
    pub title: String,
    /// Its stretches, in order.
    pub stretches: Vec<Stretch>,
    /// Places on the way.
    pub stops: Vec<Stop>,
}

impl Stringline {
    /// Both pictures.
    pub fn draw(&self) -> String {
        super::pair(|format| self.picture(format))
    }

    fn picture(&self, format: &'static Format) -> String {
        let mut canvas = Canvas::new(format);
        let font = format.font;
        let height = if format.is_wide { 440.0 } else { 400.0 };
        let gutter = if format.is_wide { 190.0 } else { 112.0 };
        let plot = Bounds { left: gutter, top: font, right: format.width - 16.0, bottom: height - font * 3.4 };
        let Some(last) = self.stretches.last() else { return canvas.finish(1.0, &self.title, false) };
        let across = Scale::full(last.days[1], if format.is_wide { 10 } else { 5 }, plot.left, plot.right);
        let downwards = Scale::full(last.km[1], 5, plot.top + font * 0.5, plot.bottom - font * 0.5);
        axis::below(&mut canvas, &across, &plot, "days since departure");
        self.names(&mut canvas, &downwards, &plot);
        for stretch in &self.stretches {
            let class = if stretch.is_dwell { "string dwell" } else { "string" };
            let _ = writeln!(
                canvas.svg,
                "<path class=\"{class} {}\" d=\"M{:.1} {:.1}L{:.1} {:.1}\">{}</path>",
                stretch.class,
                across.at(stretch.days[0]),
                downwards.at(stretch.km[0]),
                across.at(stretch.days[1]),
                downwards.at(stretch.km[1]),
                title(&stretch.told)
            );
        }
        canvas.finish(height, &self.title, false)
    }

    /// Names where they have room, the important ones first, each with a line across.
    fn names(&self, canvas: &mut Canvas, downwards: &Scale, plot: &Bounds) {
        let font = canvas.format.font;
        let mut stops: Vec<&Stop> = self.stops.iter().collect();
        stops.sort_by_key(|stop| stop.rank);
        for stop in stops {
            let y = downwards.at(stop.km);
            let is_major = stop.rank <= 1;
            let class = if is_major { "chart-label" } else { "" };
            let name = canvas.clipped(&stop.name, plot.left - 10.0, is_major);
            if canvas.text_if_free(at(plot.left - 8.0, y + font * 0.35), Hold::End, class, &name) {
                canvas.line("gridline", at(plot.left, y), at(plot.right, y));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_near_places_give_way_to_the_important_one() {
        let stop = |km, name: &str, rank| Stop { km, name: name.into(), rank };
        let line = Stringline {
            title: "T".into(),
            stretches: vec![Stretch {
                class: "mode-rail".into(),
                is_dwell: false,
                days: [0.0, 8.0],
                km: [0.0, 9000.0],
                told: "rail".into(),
            }],
            stops: vec![stop(0.0, "Minor", 3), stop(10.0, "Origin", 0), stop(9000.0, "Destination", 0)],
        };
        let html = line.draw();
        assert!(html.contains("Origin") && html.contains("Destination") && !html.contains("Minor"));
        assert!(!html.contains("NaN"));
    }
}
