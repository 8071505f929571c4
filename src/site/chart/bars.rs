//! Bars from left to right, each of one or more parts: rankings, shares of a limit, sums.

use std::fmt::Write as _;

use super::canvas::{Canvas, Format, Hold, at, open_link, title};
use super::scale::Scale;
use crate::site::map::view::Bounds;

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Class name of its colour.
    pub class: String,
    /// How long it is; not negative.
    pub value: f64,
    /// What it is, in words.
    pub told: String,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is about.
    pub name: String,
    /// Where that is told.
    pub href: Option<String>,
    /// Its value in words.
    pub told: String,
    /// Its parts, from the left.
    pub parts: Vec<Part>,
    /// Low and high of the whole, if it has a spread.
    pub interval: Option<[f64; 2]>,
}

/// Bars on one scale, which begins at nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What they show.
    pub title: String,
    /// What the scale counts.
    pub unit: String,
    /// The bars, from the top.
    pub rows: Vec<Bar>,
    /// A line that none should pass: the value.
    pub limit: Option<f64>,
}

impl Bars {
    /// Both pictures.
    pub fn draw(&self) -> String {
        super::pair(|format| self.picture(format))
    }

    fn picture(&self, format: &'static Format) -> String {
        let mut canvas = Canvas::new(format);
        let font = format.font;
        // Beside the bar on wide screens, above it on narrow ones.
        let (gutter, above, thick) = if format.is_wide { (330.0, 0.0, 20.0) } else { (0.0, font * 1.4, 14.0) };
        let widest = self.rows.iter().map(|bar| canvas.measure(&bar.told, false)).fold(0.0, f64::max);
        let right = if format.is_wide { format.width - widest - 12.0 } else { format.width - 10.0 };
        let row = above + thick + 12.0;
        let bottom = row * precise(self.rows.len()) + 4.0;
        let plot = Bounds { left: gutter + 1.0, top: 0.0, right, bottom };
        let whole = |bar: &Bar| bar.parts.iter().map(|part| part.value).sum::<f64>();
        let most = self.rows.iter().map(|bar| whole(bar).max(bar.interval.map_or(0.0, |[_, high]| high)));
        let most = most.fold(self.limit.unwrap_or(0.0), f64::max);
        let scale = Scale::full(most, if format.is_wide { 6 } else { 4 }, plot.left, plot.right);
        super::axis::below(&mut canvas, &scale, &plot, &self.unit);
        if let Some(limit) = self.limit {
            canvas.line("limit", at(scale.at(limit), plot.top), at(scale.at(limit), plot.bottom));
        }
        for (index, bar) in self.rows.iter().enumerate() {
            let top = row * precise(index) + 6.0 + above;
            append_bar(&mut canvas, bar, &scale, top, thick);
        }
        let has_links = self.rows.iter().any(|bar| bar.href.is_some());
        canvas.finish(bottom + font * 3.2, &self.title, has_links)
    }
}

fn append_bar(canvas: &mut Canvas, bar: &Bar, scale: &Scale, top: f64, thick: f64) {
    let format = canvas.format;
    let font = format.font;
    let close = open_link(&mut canvas.svg, bar.href.as_deref(), None);
    let mut from = 0.0;
    for part in bar.parts.iter().filter(|part| part.value > 0.0) {
        let (left, right) = (scale.at(from), scale.at(from + part.value));
        from += part.value;
        let _ = writeln!(
            canvas.svg,
            "<rect class=\"bar-part {}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{thick:.1}\">{}</rect>",
            part.class,
            (right - left).max(1.0),
            title(&part.told)
        );
    }
    if let Some([low, high]) = bar.interval.filter(|[low, high]| high > low) {
        let (low, high, y) = (scale.at(low), scale.at(high), top + thick / 2.0);
        let _ = writeln!(
            canvas.svg,
            "<path class=\"interval over\" d=\"M{low:.1} {:.1}v8M{low:.1} {y:.1}H{high:.1}M{high:.1} {:.1}v8\"/>",
            y - 4.0,
            y - 4.0
        );
    }
    if format.is_wide {
        let name = canvas.clipped(&bar.name, 316.0, true);
        canvas.text(at(0.0, top + thick / 2.0 + font * 0.35), Hold::Start, "chart-label", &name);
        canvas.text(at(format.width, top + thick / 2.0 + font * 0.35), Hold::End, "", &bar.told);
    } else {
        let told = canvas.clipped(&bar.told, format.width * 0.55, false);
        let room = format.width - canvas.measure(&told, false) - 12.0;
        let name = canvas.clipped(&bar.name, room, true);
        canvas.text(at(0.0, top - font * 0.4), Hold::Start, "chart-label", &name);
        canvas.text(at(format.width, top - font * 0.4), Hold::End, "", &told);
    }
    canvas.svg.push_str(close);
}

#[allow(clippy::cast_precision_loss)]
fn precise(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(values: &[f64]) -> Bar {
        let part = |value: &f64| Part { class: "series-1".into(), value: *value, told: value.to_string() };
        Bar {
            name: "Khasan – Tumangang".into(),
            href: None,
            told: "4 Mt".into(),
            parts: values.iter().map(part).collect(),
            interval: None,
        }
    }

    #[test]
    fn parts_stand_side_by_side_and_the_longest_bar_fills_the_plot() {
        let bars =
            Bars { title: "T".into(), unit: "Mt".into(), rows: vec![bar(&[3.0, 1.0]), bar(&[2.0])], limit: None };
        let narrow = bars.picture(&super::super::canvas::NARROW);
        let widths: Vec<f64> = narrow
            .split("<rect")
            .skip(1)
            .map(|rect| rect.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(widths.len(), 3);
        assert!((widths[0] + widths[1] - 2.0 * widths[2]).abs() < 0.3, "{widths:?}");
        assert!((widths[0] + widths[1] - 349.0).abs() < 0.3, "{widths:?}");
    }

    #[test]
    fn nothing_at_all_is_an_empty_scale() {
        let bars = Bars { title: "T".into(), unit: "Mt".into(), rows: vec![bar(&[0.0])], limit: None };
        assert!(!bars.draw().contains("NaN"));
    }
}
