//! How a value and its spread change with the day of departure.

use std::fmt::Write as _;

use super::axis;
use super::canvas::{Canvas, Format, Hold, at, title};
use super::scale::Scale;
use crate::site::map::view::Bounds;

/// What holds for one departure.
#[derive(Debug, Clone, PartialEq)]
pub struct Departure {
    /// The day, short: stands below the plot.
    pub name: String,
    /// Tenth percentile, median, ninetieth percentile; none if there is no way.
    pub spread: Option<[f64; 3]>,
    /// All of it in words.
    pub told: String,
}

/// A fan.
#[derive(Debug, Clone, PartialEq)]
pub struct Fan {
    /// What it shows.
    pub title: String,
    /// What is counted upwards.
    pub y_title: String,
    /// Departures, evenly spaced, in order.
    pub departures: Vec<Departure>,
}

impl Fan {
    /// Both pictures.
    pub fn draw(&self) -> String {
        super::pair(|format| self.picture(format))
    }

    fn picture(&self, format: &'static Format) -> String {
        let mut canvas = Canvas::new(format);
        let font = format.font;
        let height = if format.is_wide { 300.0 } else { 260.0 };
        let gutter = if format.is_wide { 64.0 } else { 46.0 };
        let plot = Bounds { left: gutter, top: font * 2.6, right: format.width - 16.0, bottom: height - font * 3.4 };
        let all = || self.departures.iter().filter_map(|departure| departure.spread).flatten();
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        if !low.is_finite() {
            return canvas.finish(1.0, &self.title, false);
        }
        let upwards = Scale::nice(low, high, 5, plot.bottom, plot.top);
        axis::beside(&mut canvas, &upwards, &plot, &self.y_title);
        canvas.line("axis", at(plot.left, plot.bottom), at(plot.right, plot.bottom));
        #[allow(clippy::cast_precision_loss)]
        let step = (plot.right - plot.left) / self.departures.len().max(1) as f64;
        #[allow(clippy::cast_precision_loss)]
        let x = |index: usize| plot.left + (index as f64 + 0.5) * step;
        for run in self.runs() {
            let point = |index: usize, which: usize| {
                let spread = self.departures[index].spread.unwrap_or_default();
                format!("{:.1} {:.1}", x(index), upwards.at(spread[which]))
            };
            let there: Vec<String> = run.iter().map(|index| point(*index, 2)).collect();
            let back: Vec<String> = run.iter().rev().map(|index| point(*index, 0)).collect();
            let median: Vec<String> = run.iter().map(|index| point(*index, 1)).collect();
            let _ = writeln!(
                canvas.svg,
                "<path class=\"fan-band\" d=\"M{}L{}z\"/>\n<path class=\"fan-median\" d=\"M{}\"/>",
                there.join("L"),
                back.join("L"),
                median.join("L")
            );
        }
        for (index, departure) in self.departures.iter().enumerate() {
            let told = title(&departure.told);
            let _ = match departure.spread {
                Some([low, typ, high]) => writeln!(
                    canvas.svg,
                    "<g>{told}<path class=\"interval\" d=\"M{0:.1} {1:.1}V{2:.1}\"/><circle class=\"mark series-1\" \
                     cx=\"{0:.1}\" cy=\"{3:.1}\" r=\"4.5\"/></g>",
                    x(index),
                    upwards.at(low),
                    upwards.at(high),
                    upwards.at(typ)
                ),
                None => writeln!(
                    canvas.svg,
                    "<g>{told}<path class=\"no-way-mark\" d=\"M{:.1} {:.1}l8 8m0-8l-8 8\"/></g>",
                    x(index) - 4.0,
                    plot.bottom - 12.0
                ),
            };
            canvas.text_if_free(at(x(index), plot.bottom + font * 1.3), Hold::Middle, "", &departure.name);
        }
        canvas.text(at(plot.right, plot.bottom + font * 2.7), Hold::End, "", "departure");
        canvas.finish(height, &self.title, false)
    }

    /// Positions of departures with a way that follow each other.
    fn runs(&self) -> Vec<Vec<usize>> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for (index, departure) in self.departures.iter().enumerate() {
            if departure.spread.is_none() {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.last() == index.checked_sub(1).as_ref() => run.push(index),
                _ => runs.push(vec![index]),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_a_way_is_a_gap() {
        let departure = |spread| Departure { name: "Mar".into(), spread, told: "t".into() };
        let some = Some([1.0, 2.0, 3.0]);
        let departures = [some, some, None, some].map(departure).to_vec();
        let fan = Fan { title: "T".into(), y_title: "days".into(), departures };
        assert_eq!(fan.runs(), [vec![0, 1], vec![3]]);
        let html = fan.draw();
        assert!(!html.contains("NaN"));
        assert_eq!(html.matches("no-way-mark").count(), 2);
    }
}
