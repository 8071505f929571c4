//! What a folder says that it holds: `build.json`, the file by which a folder is known to be a site of ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::flow::sha256;
use crate::site::Files;
use crate::site::pages::json;

/// The file by which a folder is known to be a site of ours.
pub const MARKER: &str = "build.json";
const SCHEMA: &str = "landbridge/site/2";
/// Before files had digests.
const SCHEMA_WITHOUT_DIGESTS: &str = "landbridge/site/1";

/// What a site was made of, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    schema: String,
    /// The network's id.
    pub network: String,
    /// The day for which states are shown.
    pub as_of: String,
    /// The version that made it.
    pub landbridge: String,
    /// Digest of all that the site was made of: see [`crate::site::inputs()`].
    pub inputs: String,
    /// Digest of each file but this one, by its path.
    pub files: BTreeMap<String, String>,
}

/// Only what a manifest of any version has.
#[derive(Deserialize)]
struct AnyManifest {
    schema: String,
    files: AnyFiles,
}

/// Paths with or without digests.
#[derive(Deserialize)]
#[serde(try_from = "serde_json::Value")]
struct AnyFiles(Vec<String>);

impl TryFrom<serde_json::Value> for AnyFiles {
    type Error = &'static str;

    fn try_from(files: serde_json::Value) -> Result<Self, Self::Error> {
        match files {
            serde_json::Value::Object(files) => Ok(Self(files.into_iter().map(|(path, _)| path).collect())),
            serde_json::Value::Array(files) => {
                Ok(Self(files.iter().filter_map(|path| path.as_str().map(String::from)).collect()))
            }
            _ => Err("`files` is neither a list nor a table"),
        }
    }
}

impl Manifest {
    /// Of these files; `inputs` is the digest of what they were made of.
    pub fn of(files: &Files, network: &str, as_of: &str, inputs: &str) -> Self {
        let list: Vec<(&String, &Vec<u8>)> = files.iter().filter(|(path, _)| *path != MARKER).collect();
        Self {
            schema: SCHEMA.into(),
            network: network.into(),
            as_of: as_of.into(),
            landbridge: env!("CARGO_PKG_VERSION").into(),
            inputs: inputs.into(),
            files: crate::parallel::map(&list, |(path, bytes)| ((*path).clone(), sha256(bytes))).into_iter().collect(),
        }
    }

    /// As it is written.
    pub fn to_bytes(&self) -> Vec<u8> {
        json(self)
    }

    /// That of a folder; none if it has none of this version.
    pub fn read(folder: &Path) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(folder.join(MARKER)).ok()?).ok()?;
        (manifest.schema == SCHEMA).then_some(manifest)
    }

    /// Whether each file is in the folder with the bytes that it had.
    pub fn holds(&self, folder: &Path) -> bool {
        let files: Vec<(&String, &String)> = self.files.iter().collect();
        crate::parallel::map(&files, |(path, expected)| {
            fs::read(folder.join(path)).is_ok_and(|bytes| sha256(&bytes) == **expected)
        })
        .into_iter()
        .all(|same| same)
    }
}

/// The files that the manifest of a folder lists, whatever its version; none if it has none that can be read. Paths
/// that lead out of the folder are no paths of ours.
pub fn listed(folder: &Path) -> Option<Vec<String>> {
    let manifest: AnyManifest = serde_json::from_slice(&fs::read(folder.join(MARKER)).ok()?).ok()?;
    let is_ours = [SCHEMA, SCHEMA_WITHOUT_DIGESTS].contains(&manifest.schema.as_str());
    let is_inside =
        |path: &String| !path.split('/').any(|step| ["", ".", ".."].contains(&step)) && !path.contains('\\');
    is_ours.then(|| manifest.files.0.into_iter().filter(is_inside).collect())
}
