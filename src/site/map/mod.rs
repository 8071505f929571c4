//! Maps as SVG text: one shared picture of the land, and an overlay with links and names for each figure.
//!
//! Read in this order: [`projection`] (sphere to plane), [`great_circle`] (straight means shortest), [`land`] (the
//! shared picture), [`view`] (a window into the plane), [`marks`] (what a line or symbol looks like), [`labels`]
//! (which names fit), [`figure`] (what a map shows), [`draw`] (the overlay), [`legend`].
//!
//! Everything here is pure: text and numbers in, text out. No colours are decided here but the land's own, because
//! its file is a document of its own; all others are class names that `site/assets/site.css` paints.

pub mod backdrop;
pub mod course;
pub mod draw;
pub mod escape;
pub mod figure;
pub mod great_circle;
pub mod grid;
pub mod labels;
pub mod land;
pub mod legend;
pub mod marks;
mod over;
pub mod projection;
pub mod text_width;
pub mod view;

pub use draw::render_map;
pub use escape::{escape_xml, escaped, turns_direction};
pub use figure::{LandImages, MapFigure, MapLink, MapNode};
pub use land::{LandResolution, land_script, land_svg};
pub use legend::legend_html;
pub use marks::{Look, MapStatus};
pub use projection::{PlanePoint, Projection};
pub use text_width::text_width;
