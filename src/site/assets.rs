//! Files beside the pages: style, scripts, icon, the two pictures of the land; named by their content.

use std::collections::BTreeMap;

use super::SiteError;
use super::map::{LandResolution, Projection, land_script, land_svg};
use crate::embedded::asset;
use crate::fnv::Fnv1a;
use crate::land::LandOutline;

/// What every page runs after it is read, in this order; one file together.
const SCRIPTS: [&str; 6] = [
    "scripts/state.js",
    "scripts/search.js",
    "scripts/tables.js",
    "scripts/details.js",
    "scripts/figures.js",
    "scripts/legend.js",
];

/// What the map to move in runs, in this order; one file together.
const EXPLORE_SCRIPTS: [&str; 4] = ["explore/globe.js", "explore/model.js", "explore/draw.js", "explore/page.js"];

/// Paths of the assets from the site's root, and their bytes.
#[derive(Debug)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script that runs before the first paint.
    pub theme: String,
    /// The script that runs when the page is read.
    pub script: String,
    /// The icon of the tab.
    pub icon: String,
    /// The land for pictures of continents.
    pub land_coarse: String,
    /// The land for pictures of one region.
    pub land_fine: String,
    /// What only the map to move in needs.
    pub explore: ExploreAssets,
    files: BTreeMap<String, Vec<u8>>,
}

/// What the map to move in consists of, besides the data of the network.
#[derive(Debug)]
pub struct ExploreAssets {
    /// Its style.
    pub style: String,
    /// Its script.
    pub script: String,
    /// The land from afar.
    pub land: String,
    /// The land from close by; asked for when needed.
    pub fine_land: String,
}

impl Assets {
    /// Makes them; the land is drawn for `projection`.
    pub fn new(projection: &Projection) -> Result<Self, SiteError> {
        let land = crate::parallel::map(
            &[("land-110m.json", LandResolution::Coarse), ("land-50m.json", LandResolution::Fine)],
            |(name, resolution)| {
                LandOutline::parse(asset(name)).map(|outline| land_svg(&outline, projection, *resolution))
            },
        );
        let mut files = BTreeMap::new();
        let mut add = |stem: &str, ending: &str, text: String| {
            let path = format!("assets/{stem}-{:016x}.{ending}", content_hash(&text));
            files.insert(path.clone(), text.into_bytes());
            path
        };
        let style = add("site", "css", lean_style(asset("site.css")));
        let theme = add("theme", "js", lean(asset("scripts/theme.js")));
        let script = add("site", "js", SCRIPTS.map(|name| lean(asset(name))).concat());
        let icon = add("icon", "svg", asset("icon.svg").to_string());
        let mut land = land.into_iter();
        let mut next_land = || land.next().unwrap_or_else(|| Ok(String::new()));
        let land_coarse = add("land-coarse", "svg", next_land()?);
        let land_fine = add("land-fine", "svg", next_land()?);
        let explore = ExploreAssets {
            style: add("explore", "css", lean_style(asset("explore/explore.css"))),
            script: add("explore", "js", EXPLORE_SCRIPTS.map(|name| lean(asset(name))).concat()),
            land: add("land-110m", "js", land_script(asset("land-110m.json"), 10)?),
            fine_land: add("land-50m", "js", land_script(asset("land-50m.json"), 1)?),
        };
        Ok(Self { style, theme, script, icon, land_coarse, land_fine, explore, files })
    }

    /// All files by their paths.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }
}

/// A script or style without indentation and comments, which nobody should have to download. Comments are those that
/// begin a line.
fn lean(text: &str) -> String {
    let mut is_comment = false;
    let mut lean = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    lean
}

/// A style [`lean`], without the spaces and breaks that nothing depends on.
fn lean_style(text: &str) -> String {
    let mut style = String::with_capacity(text.len());
    let mut quote = None;
    for letter in lean(text).chars() {
        if quote.is_some() {
            quote = quote.filter(|end| *end != letter);
        } else if matches!(letter, '"' | '\'') {
            quote = Some(letter);
        } else if matches!(letter, '{' | '}') {
            style.truncate(style.trim_end().len());
        } else if letter.is_whitespace() && (style.is_empty() || style.ends_with(['{', '}', ';', ':', ',', '\n', ' ']))
        {
            continue;
        }
        style.push(letter);
    }
    style
}

fn content_hash(text: &str) -> u64 {
    let mut hash = Fnv1a::default();
    hash.add(text.as_bytes());
    hash.hash()
}

#[cfg(test)]
mod tests {
    use super::{lean, lean_style};

    #[test]
    fn comments_and_indentation_are_left_out() {
        let text = "/* What it is,\n   in two lines */\n// why\n\na { b: c }\n  /** One line. */\n  d(\"https://e\"); /* kept */\n";
        assert_eq!(lean(text), "a { b: c }\nd(\"https://e\"); /* kept */\n");
    }

    #[test]
    fn spaces_that_mean_something_are_kept() {
        let text =
            "a :is(b, c) > d,\ne {\n  f: g  h;\n  content: \"{ ; : \";\n}\n@media (i: j) and (k) { l { m: n } }\n";
        let expected = "a :is(b,c) > d,e{f:g h;content:\"{ ; : \";}@media (i:j) and (k){l{m:n}}";
        assert_eq!(lean_style(text), expected);
    }
}
