//! Spells of a year: one strip for each row, as long as they last, under the months.

use std::fmt::Write as _;

use super::canvas::{Canvas, Format, Hold, at, title};

/// A spell in one state.
#[derive(Debug, Clone, PartialEq)]
pub struct Spell {
    /// First day of the year, from 0.
    pub from: u16,
    /// First day after it.
    pub until: u16,
    /// Class name: `is-open`, `is-partly`, `is-shut` or `is-unknown`.
    pub class: &'static str,
    /// Stands in it if there is room.
    pub text: String,
    /// All of it in words.
    pub told: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about.
    pub name: String,
    /// Its spells, in order.
    pub spells: Vec<Spell>,
}

/// Strips through a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What it shows.
    pub title: String,
    /// Days before each month, and in the whole year.
    pub months: [u16; 13],
    /// The rows, from the top.
    pub rows: Vec<Row>,
}

const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Strip {
    /// Both pictures.
    pub fn draw(&self) -> String {
        super::pair(|format| self.picture(format))
    }

    fn picture(&self, format: &'static Format) -> String {
        let mut canvas = Canvas::new(format);
        let font = format.font;
        let (gutter, above, thick) = if format.is_wide { (230.0, 0.0, 26.0) } else { (0.0, font * 1.4, 18.0) };
        let x = |day: u16| gutter + f64::from(day) / f64::from(self.months[12]).max(1.0) * (format.width - gutter);
        let top = font * 1.8;
        let row_height = above + thick + 10.0;
        #[allow(clippy::cast_precision_loss)]
        let bottom = top + row_height * self.rows.len() as f64;
        for (month, name) in NAMES.iter().enumerate() {
            let (from, until) = (x(self.months[month]), x(self.months[month + 1]));
            canvas.line("gridline", at(from, top - 4.0), at(from, bottom));
            let name = if format.is_wide { name } else { &name[..1] };
            canvas.text(at(f64::midpoint(from, until), font), Hold::Middle, "", name);
        }
        let mut y = top;
        for row in &self.rows {
            let strip = y + above;
            if format.is_wide {
                let name = canvas.clipped(&row.name, gutter - 12.0, true);
                canvas.text(at(0.0, strip + thick / 2.0 + font * 0.35), Hold::Start, "chart-label", &name);
            } else {
                let name = canvas.clipped(&row.name, format.width - 12.0, true);
                canvas.text(at(0.0, strip - font * 0.4), Hold::Start, "chart-label", &name);
            }
            for spell in &row.spells {
                // Height tells the state as well as colour does: the less may sail, the lower.
                let share = match spell.class {
                    "is-open" => 1.0,
                    "is-shut" => 0.2,
                    _ => 0.7,
                };
                let (left, right, height) = (x(spell.from), x(spell.until), thick * share);
                let _ = writeln!(
                    canvas.svg,
                    "<rect class=\"spell {}\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\">{}</rect>",
                    spell.class,
                    strip + thick - height,
                    right - left,
                    title(&spell.told)
                );
                if spell.class != "is-shut" && canvas.measure(&spell.text, false) + 8.0 <= right - left {
                    let base = strip + thick - height / 2.0 + font * 0.35;
                    let class = format!("on-spell {}", spell.class);
                    canvas.text(at(f64::midpoint(left, right), base), Hold::Middle, &class, &spell.text);
                }
            }
            y += row_height;
        }
        canvas.finish(bottom + 2.0, &self.title, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spell_is_as_long_as_it_lasts() {
        let strip = Strip {
            title: "T".into(),
            months: [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365],
            rows: vec![Row {
                name: "Arc4".into(),
                spells: vec![
                    Spell { from: 0, until: 181, class: "is-shut", text: "shut".into(), told: "shut".into() },
                    Spell { from: 181, until: 365, class: "is-open", text: "alone".into(), told: "alone".into() },
                ],
            }],
        };
        let narrow = strip.picture(&super::super::canvas::NARROW);
        assert!(narrow.contains("width=\"178.5\"") && narrow.contains("width=\"181.5\""), "{narrow}");
        assert!(narrow.contains(">alone</text>") && !narrow.contains(">shut</text>"));
    }
}
