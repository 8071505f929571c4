//! The outline of the land of the Earth.

use serde::Deserialize;

/// Rings around the land, as `site/tools/land-outline.mjs` writes them.
#[derive(Debug, Clone)]
pub struct LandOutline {
    /// Corners as longitude and latitude in hundredths of a degree. Rings that cross the antimeridian go on past 180
    /// degrees; none is closed by repeating its first corner.
    pub rings: Vec<Vec<[i32; 2]>>,
}

/// Why a text is not a land outline.
#[derive(Debug, thiserror::Error)]
#[error("the land outline cannot be read: {0}")]
pub struct LandError(#[from] serde_json::Error);

#[derive(Deserialize)]
struct OutlineFile {
    rings: Vec<Vec<i32>>,
}

impl LandOutline {
    /// Reads the compact JSON: rings of whole hundredths of a degree, each corner as a step from the one before.
    ///
    /// # Errors
    /// [`LandError`] if the text is not an outline.
    pub fn parse(text: &str) -> Result<Self, LandError> {
        let file: OutlineFile = serde_json::from_str(text)?;
        Ok(Self { rings: file.rings.iter().map(|steps| ring_of(steps)).collect() })
    }
}

fn ring_of(steps: &[i32]) -> Vec<[i32; 2]> {
    let add = |corner: &mut [i32; 2], step: &[i32]| {
        *corner = [corner[0].saturating_add(step[0]), corner[1].saturating_add(step[1])];
        Some(*corner)
    };
    steps.chunks_exact(2).scan([0; 2], add).collect()
}
