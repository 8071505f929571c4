//! Before and after: one line for each value, from the base on the left to the scenario on the right.

use std::fmt::Write as _;

use super::canvas::{Canvas, Format, Hold, at, open_link, title};
use super::scale::Scale;

/// One value on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is of.
    pub name: String,
    /// Where that is told.
    pub href: Option<String>,
    /// Before; none if there is none.
    pub before: Option<f64>,
    /// The same in words.
    pub before_told: String,
    /// After.
    pub after: Option<f64>,
    /// The same in words.
    pub after_told: String,
}

/// A slope chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Slope {
    /// What it shows.
    pub title: String,
    /// What stands on the left.
    pub before: String,
    /// What stands on the right.
    pub after: String,
    /// The values.
    pub changes: Vec<Change>,
}

/// A label that wants to stand at a height.
struct Wish {
    y: f64,
    index: usize,
}

impl Slope {
    /// Both pictures.
    pub fn draw(&self) -> String {
        super::pair(|format| self.picture(format))
    }

    fn picture(&self, format: &'static Format) -> String {
        let mut canvas = Canvas::new(format);
        let font = format.font;
        let line = font * 1.35;
        #[allow(clippy::cast_precision_loss)]
        let rows = self.changes.len() as f64;
        let (top, plot_height) = (font * 2.6, (rows * line * 1.35).max(90.0));
        let bottom = top + plot_height;
        // Values without a way stand on a line of their own below the scale.
        let nowhere = bottom + line * 1.6;
        let values = || self.changes.iter().flat_map(|change| [change.before, change.after]).flatten();
        let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let scale = if low.is_finite() {
            Scale::nice(low, high, 5, bottom, top)
        } else {
            Scale::nice(0.0, 1.0, 5, bottom, top)
        };
        let (left, right) = if format.is_wide { (170.0, 560.0) } else { (80.0, 180.0) };
        let height_of = |value: Option<f64>| value.map_or(nowhere, |value| scale.at(value));
        let wishes = |pick: fn(&Change) -> Option<f64>| {
            let wish = |(index, change): (usize, &Change)| Wish { y: height_of(pick(change)), index };
            spread(self.changes.iter().enumerate().map(wish).collect(), line)
        };
        let (befores, afters) = (wishes(|change| change.before), wishes(|change| change.after));
        let end = befores.iter().chain(&afters).map(|wish| wish.y).fold(bottom, f64::max) + line;
        canvas.text(
            at(left, font * 1.1),
            if format.is_wide { Hold::End } else { Hold::Middle },
            "chart-label",
            &self.before,
        );
        let after = canvas.clipped(&self.after, format.width - right, true);
        canvas.text(at(right, font * 1.1), Hold::Start, "chart-label", &after);
        canvas.line("axis", at(left, top - 6.0), at(left, end));
        canvas.line("axis", at(right, top - 6.0), at(right, end));
        for change in &self.changes {
            let (from, to) = (height_of(change.before), height_of(change.after));
            let class = match (change.before, change.after) {
                (Some(before), Some(after)) if after < before => "is-less",
                (Some(before), Some(after)) if after > before => "is-more",
                (Some(_), Some(_)) => "is-same",
                _ => "is-new",
            };
            let told = title(&format!("{}: {} to {}", change.name, change.before_told, change.after_told));
            let _ = writeln!(
                canvas.svg,
                "<g class=\"slope {class}\">{told}<path d=\"M{left:.1} {from:.1}L{right:.1} {to:.1}\"/>\
                 <circle cx=\"{left:.1}\" cy=\"{from:.1}\" r=\"4\"/><circle cx=\"{right:.1}\" cy=\"{to:.1}\" r=\"4\"/></g>"
            );
        }
        for wish in &befores {
            let change = &self.changes[wish.index];
            let y = height_of(change.before);
            canvas.line("leader", at(left - 5.0, y), at(left - 14.0, wish.y));
            let told = canvas.clipped(&change.before_told, left - 18.0, false);
            canvas.text(at(left - 17.0, wish.y + font * 0.35), Hold::End, "", &told);
        }
        for wish in &afters {
            let change = &self.changes[wish.index];
            let y = height_of(change.after);
            canvas.line("leader", at(right + 5.0, y), at(right + 14.0, wish.y));
            let text = format!("{}  {}", change.after_told, change.name);
            let text = canvas.clipped(&text, format.width - right - 18.0, true);
            let close = open_link(&mut canvas.svg, change.href.as_deref(), None);
            canvas.text(at(right + 17.0, wish.y + font * 0.35), Hold::Start, "chart-label", &text);
            canvas.svg.push_str(close);
        }
        canvas.finish(end + 8.0, &self.title, self.changes.iter().any(|change| change.href.is_some()))
    }
}

/// Moves labels apart, downwards and back up, so that each has a line of its own and the order stays.
fn spread(mut wishes: Vec<Wish>, line: f64) -> Vec<Wish> {
    wishes.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.index.cmp(&other.index)));
    // Neighbours that touch become one block about the mean of what they want.
    let mut blocks: Vec<(f64, Vec<Wish>)> = Vec::new();
    for wish in wishes {
        blocks.push((wish.y, vec![wish]));
        while let [.., (upper, above), (lower, below)] = &blocks[..] {
            #[allow(clippy::cast_precision_loss)]
            let (count_above, count_below) = (above.len() as f64, below.len() as f64);
            if lower - upper >= line * (count_above + count_below) / 2.0 {
                break;
            }
            let mean = (upper * count_above + lower * count_below) / (count_above + count_below);
            let (_, below) = blocks.pop().unwrap_or_default();
            if let Some((middle, above)) = blocks.last_mut() {
                *middle = mean;
                above.extend(below);
            }
        }
    }
    let mut placed = Vec::new();
    for (middle, block) in blocks {
        #[allow(clippy::cast_precision_loss)]
        let first = middle - line * (block.len() as f64 - 1.0) / 2.0;
        let mut y = first;
        for wish in block {
            placed.push(Wish { y, index: wish.index });
            y += line;
        }
    }
    // Blocks at the upper edge may have been pushed above it.
    let over = placed.first().map_or(0.0, |wish| (line * 1.6 - wish.y).max(0.0));
    let mut floor = f64::NEG_INFINITY;
    for wish in &mut placed {
        wish.y = wish.y.max(floor);
        if over > 0.0 && floor == f64::NEG_INFINITY {
            wish.y += over;
        }
        floor = wish.y + line;
    }
    placed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn labels_are_apart_and_in_order(heights in proptest::collection::vec(0.0..200.0, 0..12)) {
            let wishes = heights.iter().enumerate().map(|(index, y)| Wish { y: *y, index }).collect();
            let placed = spread(wishes, 18.0);
            prop_assert!(placed.windows(2).all(|pair| pair[1].y - pair[0].y >= 17.99));
            prop_assert!(placed.windows(2).all(|pair| heights[pair[0].index] <= heights[pair[1].index]));
        }
    }

    #[test]
    fn a_value_on_one_side_only_is_drawn_from_below() {
        let change = Change {
            name: "Seoul – Pyongyang".into(),
            href: None,
            before: None,
            before_told: "no way".into(),
            after: Some(1.2),
            after_told: "1.2 d".into(),
        };
        let slope = Slope { title: "T".into(), before: "Base".into(), after: "Reopened".into(), changes: vec![change] };
        let html = slope.draw();
        assert!(html.contains("is-new") && !html.contains("NaN"));
    }
}
