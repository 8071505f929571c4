//! Charts as SVG text: plain data in, a picture for wide and one for narrow screens out, with the same as a table.
//!
//! Read in this order: [`scale`] (values to pixels, ticks on 1-2-5), [`canvas`] (text whose room is known), [`axis`], then
//! the forms, one file each: [`points`] (time against cost), [`bars`] (shares and rankings), [`fan`] (spread by
//! departure), [`stringline`] (distance against time), [`slope`] (before and after), [`strip`] (spells of a year),
//! [`sankey`].
//!
//! Everything here is pure. Colours are class names that `site/assets/site.css` paints.

pub mod axis;
pub mod bars;
pub mod canvas;
pub mod fan;
pub mod points;
pub mod sankey;
pub mod scale;
pub mod slope;
pub mod stringline;
pub mod strip;

use serde::Serialize;

pub use canvas::Format;

/// A chart as pages show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartView {
    /// Its anchor, unique on the page.
    pub id: String,
    /// Both pictures.
    pub html: String,
    /// What its colours mean; empty if it has only one.
    pub key: Vec<KeyEntry>,
    /// What it shows: the finding first.
    pub caption: String,
    /// The same figures as a table; none if the page has a table of them already.
    pub table: Option<DataTable>,
}

/// An entry of the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyEntry {
    /// Class name of its colour.
    pub class: String,
    /// What it means.
    pub name: String,
}

/// The figures of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataTable {
    /// What it holds.
    pub caption: String,
    /// Heads of its columns, the first that of the rows.
    pub heads: Vec<Head>,
    /// Its rows; as many cells as heads.
    pub rows: Vec<Vec<String>>,
}

/// Head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// What it holds.
    pub name: String,
    /// In which unit; may be empty.
    pub unit: String,
    /// Whether it holds numbers.
    pub is_number: bool,
}

impl Head {
    /// A column of words.
    pub fn text(name: &str) -> Self {
        Self { name: name.into(), unit: String::new(), is_number: false }
    }

    /// A column of numbers.
    pub fn number(name: &str, unit: &str) -> Self {
        Self { name: name.into(), unit: unit.into(), is_number: true }
    }
}

/// The two pictures of a chart, each drawn by `draw`.
fn pair(draw: impl Fn(&'static Format) -> String) -> String {
    format!("<div class=\"chart-pair\">\n{}{}</div>", draw(&canvas::WIDE), draw(&canvas::NARROW))
}
