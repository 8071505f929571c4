//! Files beside the pages: style, icon, the two pictures of the land; named by their content.

use std::collections::BTreeMap;

use super::SiteError;
use super::map::{LandOutline, LandResolution, Projection, land_svg};
use crate::embedded::asset;
use crate::fnv::Fnv1a;

/// Paths of the assets from the site's root, and their bytes.
#[derive(Debug)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
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
            let path = format!("assets/{stem}-{:016x}.{ending}", content_hash(&text));
            files.insert(path.clone(), text.into_bytes());
            path
        };
        let style = add("site", "css", asset("site.css").to_string());
        let icon = add("icon", "svg", asset("icon.svg").to_string());
        let mut land = land.into_iter();
        let mut next_land = || land.next().unwrap_or_else(|| Ok(String::new()));
        let land_coarse = add("land-coarse", "svg", next_land()?);
        let land_fine = add("land-fine", "svg", next_land()?);
        Ok(Self { style, icon, land_coarse, land_fine, files })
    }

    /// All files by their paths.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }
}

fn content_hash(text: &str) -> u64 {
    let mut hash = Fnv1a::default();
    hash.add(text.as_bytes());
    hash.hash()
}
