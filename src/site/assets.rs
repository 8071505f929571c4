//! Files beside the pages: style, scripts, icon, the two pictures of the land; named by their content.

use std::collections::BTreeMap;

use super::SiteError;
use super::map::{LandOutline, LandResolution, Projection, land_svg};
use crate::embedded::asset;

/// What every page runs after it is read, in this order; one file together.
const SCRIPTS: [&str; 6] = [
    "scripts/state.js",
    "scripts/search.js",
    "scripts/tables.js",
    "scripts/details.js",
    "scripts/figures.js",
    "scripts/legend.js",
];

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
    files: BTreeMap<String, Vec<u8>>,
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
            let path = format!("assets/{stem}-{:016x}.{ending}", fnv1a(text.as_bytes()));
            files.insert(path.clone(), text.into_bytes());
            path
        };
        let style = add("site", "css", asset("site.css").to_string());
        let theme = add("theme", "js", asset("scripts/theme.js").to_string());
        let script = add("site", "js", SCRIPTS.map(asset).join("\n"));
        let icon = add("icon", "svg", asset("icon.svg").to_string());
        let mut land = land.into_iter();
        let mut next_land = || land.next().unwrap_or_else(|| Ok(String::new()));
        let land_coarse = add("land-coarse", "svg", next_land()?);
        let land_fine = add("land-fine", "svg", next_land()?);
        Ok(Self { style, theme, script, icon, land_coarse, land_fine, files })
    }

    /// All files by their paths.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }
}

/// FNV-1a, 64 bits: it names files by their content and guards nothing.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    /// Test vectors of draft-eastlake-fnv.
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
