//! A Sankey diagram: what flows from one column of boxes to the next, each ribbon as wide as its amount.
//!
//! Drawn twice, for wide and for narrow screens, as maps are. Boxes keep the order in which they are given; ribbons leave
//! and reach a box in the order of the boxes at their other end, so that they cross no more than they must.

use std::fmt::Write as _;

use serde::Serialize;

use super::canvas::{BOLD, clipped};
use crate::site::map::{escape_xml, text_width};

/// A box: where flows come from, go through or end.
#[derive(Debug, Clone, PartialEq)]
pub struct SankeyBox {
    /// Its name.
    pub name: String,
    /// The amount in words.
    pub amount: String,
    /// Its page.
    pub href: Option<String>,
}

/// What flows between boxes of neighbouring columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Ribbon {
    /// Column of the box it leaves; it reaches one of the next column.
    pub column: usize,
    /// Which box it leaves.
    pub from: usize,
    /// Which box it reaches.
    pub to: usize,
    /// How much, in the unit of the diagram; not negative.
    pub value: f64,
    /// The amount in words.
    pub amount: String,
    /// Class name for its colour, `mode-rail` or `is-unserved`.
    pub class: String,
}

/// A whole diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Sankey {
    /// What it shows; read aloud first.
    pub title: String,
    /// Boxes by column.
    pub columns: Vec<Vec<SankeyBox>>,
    /// Ribbons.
    pub ribbons: Vec<Ribbon>,
}

/// A diagram as HTML.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SankeyView {
    /// Both pictures.
    pub html: String,
    /// What the reader sees.
    pub caption: String,
}

/// Sizes of one of the two pictures, in pixels.
struct Sizes {
    class: &'static str,
    width: f64,
    font: f64,
    box_width: f64,
    row: f64,
}

const WIDE: Sizes = Sizes { class: "chart-wide", width: 1000.0, font: 13.0, box_width: 14.0, row: 40.0 };
const NARROW: Sizes = Sizes { class: "chart-narrow", width: 370.0, font: 11.0, box_width: 8.0, row: 36.0 };
/// Free height between boxes.
const GAP: f64 = 16.0;
/// A box is never drawn lower than this, so that it can be seen.
const LEAST: f64 = 2.0;

impl Sankey {
    /// Both pictures with a caption.
    pub fn draw(&self, caption: impl Into<String>) -> SankeyView {
        let html = format!("<div class=\"chart-pair\">\n{}{}</div>", self.picture(&WIDE), self.picture(&NARROW));
        SankeyView { html, caption: caption.into() }
    }

    /// How much goes through a box: the greater of what reaches and what leaves it.
    fn through(&self, column: usize, index: usize) -> f64 {
        let leaves = self.ribbons.iter().filter(|ribbon| ribbon.column == column && ribbon.from == index);
        let reaches = self.ribbons.iter().filter(|ribbon| ribbon.column + 1 == column && ribbon.to == index);
        leaves.map(|ribbon| ribbon.value).sum::<f64>().max(reaches.map(|ribbon| ribbon.value).sum())
    }

    fn picture(&self, sizes: &Sizes) -> String {
        let most = self.columns.iter().map(Vec::len).max().unwrap_or(0);
        let total = |column: usize| (0..self.columns[column].len()).map(|index| self.through(column, index)).sum();
        let greatest = (0..self.columns.len()).map(total).fold(0.0, f64::max);
        #[allow(clippy::cast_precision_loss)]
        let free = most as f64 * sizes.row;
        let scale = if greatest > 0.0 { free / greatest } else { 0.0 };
        let label = 2.0 * sizes.font + 4.0;
        let tops: Vec<Vec<(f64, f64)>> =
            (0..self.columns.len()).map(|column| self.stack(column, scale, label)).collect();
        let bottom = |boxes: &Vec<(f64, f64)>| boxes.last().map_or(0.0, |(top, height)| top + height.max(label));
        let height = tops.iter().map(bottom).fold(label, f64::max) + GAP / 2.0;
        let lefts: Vec<f64> = (0..self.columns.len()).map(|column| self.left(column, sizes)).collect();
        let mut svg = format!(
            "<svg class=\"chart sankey {}\" viewBox=\"0 0 {:.0} {height:.0}\" role=\"group\" aria-label=\"{}\">\n",
            sizes.class,
            sizes.width,
            escape_xml(&self.title)
        );
        self.ribbons_of(&mut svg, sizes, scale, &tops, &lefts);
        for (column, boxes) in self.columns.iter().enumerate() {
            for (index, item) in boxes.iter().enumerate() {
                let room = self.room(sizes, &tops, column, index);
                self.box_of(&mut svg, sizes, item, (lefts[column], tops[column][index]), (column, room));
            }
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// Top and height of each box of a column; each has room for its label beside it.
    fn stack(&self, column: usize, scale: f64, label: f64) -> Vec<(f64, f64)> {
        let mut top = GAP / 2.0;
        let place = |index: usize| {
            let height = (self.through(column, index) * scale).max(LEAST);
            let room = height.max(label);
            let placed = (top + (room - height) / 2.0, height);
            top += room + GAP;
            placed
        };
        (0..self.columns[column].len()).map(place).collect()
    }

    #[allow(clippy::cast_precision_loss)]
    fn left(&self, column: usize, sizes: &Sizes) -> f64 {
        let steps = (self.columns.len().max(2) - 1) as f64;
        column as f64 / steps * (sizes.width - sizes.box_width)
    }

    fn ribbons_of(&self, svg: &mut String, sizes: &Sizes, scale: f64, tops: &[Vec<(f64, f64)>], lefts: &[f64]) {
        let mut order: Vec<&Ribbon> = self.ribbons.iter().filter(|ribbon| ribbon.value > 0.0).collect();
        order.sort_by_key(|ribbon| (ribbon.column, ribbon.from, ribbon.to));
        let mut left_used: Vec<Vec<f64>> = self.columns.iter().map(|boxes| vec![0.0; boxes.len()]).collect();
        let mut right_used = left_used.clone();
        for ribbon in order {
            let width = ribbon.value * scale;
            let leaves = tops[ribbon.column][ribbon.from].0 + right_used[ribbon.column][ribbon.from] + width / 2.0;
            let reaches = tops[ribbon.column + 1][ribbon.to].0 + left_used[ribbon.column + 1][ribbon.to] + width / 2.0;
            right_used[ribbon.column][ribbon.from] += width;
            left_used[ribbon.column + 1][ribbon.to] += width;
            let (start, end) = (lefts[ribbon.column] + sizes.box_width, lefts[ribbon.column + 1]);
            let middle = f64::midpoint(start, end);
            let from = &self.columns[ribbon.column][ribbon.from].name;
            let to = &self.columns[ribbon.column + 1][ribbon.to].name;
            let _ = writeln!(
                svg,
                "<path class=\"ribbon {}\" d=\"M{start:.1} {leaves:.1}C{middle:.1} {leaves:.1} {middle:.1} {reaches:.1} \
                 {end:.1} {reaches:.1}\" stroke-width=\"{:.1}\"><title>{}</title></path>",
                ribbon.class,
                width.max(1.0),
                escape_xml(&format!("{from} – {to}: {}", ribbon.amount))
            );
        }
    }

    /// The room of a box's name: that to the next column; beside the last column less, as names of its boxes stand there too.
    fn room(&self, sizes: &Sizes, tops: &[Vec<(f64, f64)>], column: usize, index: usize) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let whole = sizes.width / (self.columns.len().max(2) - 1) as f64 - 2.0 * sizes.box_width - 12.0;
        let last = self.columns.len() - 1;
        let facing = if column == last { last.saturating_sub(1) } else { column + 1 };
        if column + 1 < last || facing == column {
            return whole;
        }
        let middle = |column: usize, index: usize| tops[column][index].0 + tops[column][index].1 / 2.0;
        let width = |item: &SankeyBox| {
            let [name, amount] =
                [(&item.name, BOLD), (&item.amount, 1.0)].map(|(text, by)| text_width(text, sizes.font) * by);
            name.max(amount) + sizes.font / 2.0
        };
        let is_beside = |other: usize| (middle(facing, other) - middle(column, index)).abs() < 2.0 * sizes.font + 8.0;
        let beside = self.columns[facing].iter().enumerate().filter(|(other, _)| is_beside(*other));
        let widest = beside.map(|(_, item)| width(item)).fold(0.0, f64::max);
        (whole - widest).max(whole / 2.0)
    }

    fn box_of(
        &self,
        svg: &mut String,
        sizes: &Sizes,
        item: &SankeyBox,
        at: (f64, (f64, f64)),
        (column, room): (usize, f64),
    ) {
        let (left, (top, height)) = at;
        let is_last = column + 1 == self.columns.len() && column > 0;
        let (x, anchor) = if is_last { (left - 6.0, "end") } else { (left + sizes.box_width + 6.0, "start") };
        let middle = top + height / 2.0;
        let name = clipped(&item.name, room / BOLD, sizes.font);
        let label = format!(
            "<text class=\"chart-label\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            middle - 2.0,
            escape_xml(&name),
            middle + sizes.font,
            escape_xml(&clipped(&item.amount, room, sizes.font)),
        );
        let shape = format!(
            "<rect class=\"sankey-box\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{height:.1}\">\
             <title>{}</title></rect>{label}",
            sizes.box_width,
            escape_xml(&format!("{}: {}", item.name, item.amount)),
        );
        let _ = match &item.href {
            Some(href) => writeln!(svg, "<a href=\"{}\">{shape}</a>", escape_xml(href)),
            None => writeln!(svg, "{shape}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str) -> SankeyBox {
        SankeyBox { name: name.into(), amount: "1 Mt".into(), href: None }
    }

    fn ribbon(from: usize, to: usize, value: f64) -> Ribbon {
        Ribbon { column: 0, from, to, value, amount: "1 Mt".into(), class: "mode-rail".into() }
    }

    #[test]
    fn ribbons_fill_their_boxes_and_no_more() {
        let diagram = Sankey {
            title: "T".into(),
            columns: vec![vec![item("a"), item("b")], vec![item("c")]],
            ribbons: vec![ribbon(0, 0, 3.0), ribbon(1, 0, 1.0)],
        };
        let heights: Vec<f64> = diagram.stack(0, 10.0, 0.0).into_iter().map(|(_, height)| height).collect();
        assert_eq!(heights, [30.0, 10.0]);
        assert_eq!(diagram.stack(1, 10.0, 0.0), [(GAP / 2.0, 40.0)]);
        let [first, second] = diagram.stack(0, 10.0, 30.0)[..] else { panic!("two boxes") };
        let (first, second) = (first.0 + first.1 / 2.0, second.0 + second.1 / 2.0);
        assert!(second - first >= 30.0, "labels beside boxes do not touch");
    }

    #[test]
    fn hostile_names_stay_text_and_long_ones_are_clipped() {
        let long = "<img onerror=x>".repeat(20);
        let diagram = Sankey {
            title: "\"".into(),
            columns: vec![vec![item(&long)], vec![item("c")]],
            ribbons: vec![ribbon(0, 0, 1.0)],
        };
        let html = diagram.draw("C").html;
        assert!(!html.contains("<img") && html.contains('…'));
    }

    #[test]
    fn a_name_has_the_room_that_the_names_beside_it_leave() {
        let long = "does not arrive";
        let diagram = |last: &str| Sankey {
            title: "T".into(),
            columns: vec![vec![item("a")], vec![item("b"), item(long)], vec![item("c"), item(last)]],
            ribbons: vec![ribbon(0, 0, 1.0), ribbon(0, 1, 1.0)],
        };
        let whole = |last: &str| diagram(last).draw("").html.matches(&format!(">{long}</text>")).count();
        // In the narrow picture too, unless a name of the last column stands beside it.
        assert_eq!((whole("d"), whole("a name that needs its half")), (2, 1));
    }

    #[test]
    fn nothing_at_all_is_an_empty_picture() {
        let html = Sankey { title: "T".into(), columns: vec![vec![], vec![]], ribbons: vec![] }.draw("C").html;
        assert!(!html.contains("NaN") && !html.contains("inf"));
    }
}
