//! Lines of a scale with their numbers, below or beside a plot.

use super::canvas::{Canvas, Hold, at};
use super::scale::Scale;
use crate::site::map::view::Bounds;

/// Upright lines with numbers below the plot, and what they count at its end, on a line of its own.
pub fn below(canvas: &mut Canvas, scale: &Scale, plot: &Bounds, title: &str) {
    let font = canvas.format.font;
    for tick in &scale.ticks {
        let x = scale.at(*tick);
        canvas.line("gridline", at(x, plot.top), at(x, plot.bottom));
        canvas.text_if_free(at(x, plot.bottom + font * 1.3), Hold::Middle, "", &scale.told(*tick));
    }
    canvas.line("axis", at(plot.left, plot.bottom), at(plot.right, plot.bottom));
    canvas.text(at(plot.right, plot.bottom + font * 2.7), Hold::End, "", title);
}

/// Level lines with numbers left of the plot, and what they count above it.
pub fn beside(canvas: &mut Canvas, scale: &Scale, plot: &Bounds, title: &str) {
    let font = canvas.format.font;
    for tick in &scale.ticks {
        let y = scale.at(*tick);
        canvas.line("gridline", at(plot.left, y), at(plot.right, y));
        canvas.text_if_free(at(plot.left - 8.0, y + font * 0.35), Hold::End, "", &scale.told(*tick));
    }
    canvas.text(at(0.0, plot.top - font), Hold::Start, "", title);
}
