//! Writes a site to disk: whole, or not at all.
//!
//! Files go to a sibling folder first. When all are there, the old site is moved aside, the new one takes its place,
//! and the old one is removed. A folder that is not a site of ours (it has no [`MARKER`]) is never touched.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Files;

/// The file by which a folder is known to be a site of ours.
pub const MARKER: &str = "build.json";
const SCHEMA: &str = "landbridge/site/1";

/// Why the site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder holds something else.
    #[error("`{}` is not a site that landbridge made (it has no `{MARKER}`); choose another folder with --out, or remove it", .0.display())]
    NotASite(PathBuf),
    /// Files were put into the site by somebody else; replacing it would lose them.
    #[error("`{}` holds files that landbridge did not write ({}); move them away, or choose another folder with --out", .folder.display(), .files.join(", "))]
    ForeignFiles {
        /// The folder.
        folder: PathBuf,
        /// Some of the files.
        files: Vec<String>,
    },
    /// Reading or writing failed.
    #[error("cannot write `{}`: {error}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + '_ {
    move |error| WriteError::Io { path: path.to_path_buf(), error }
}

/// The file that marks a site: what it was made of.
pub fn marker(files: &Files, network: &str, as_of: &str) -> Vec<u8> {
    let record = serde_json::json!({
        "schema": SCHEMA,
        "network": network,
        "as_of": as_of,
        "landbridge": env!("CARGO_PKG_VERSION"),
        "files": files.keys().collect::<Vec<_>>(),
    });
    format!("{record:#}\n").into_bytes()
}

/// Fails if `out` holds something that may not be replaced.
///
/// # Errors
/// [`WriteError::NotASite`] if it does.
pub fn may_replace(out: &Path) -> Result<(), WriteError> {
    let is_empty = || fs::read_dir(out).map(|mut entries| entries.next().is_none());
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(at(out)(error)),
        Ok(found) if found.is_dir() => {
            let marker = fs::read_to_string(out.join(MARKER)).unwrap_or_default();
            let marker: serde_json::Value = serde_json::from_str(&marker).unwrap_or_default();
            if marker["schema"] == SCHEMA {
                no_foreign_files(out, &marker)
            } else if is_empty().map_err(at(out))? {
                Ok(())
            } else {
                Err(WriteError::NotASite(out.into()))
            }
        }
        Ok(_) => Err(WriteError::NotASite(out.into())),
    }
}

/// Fails if the site in `out` has files that its marker does not list.
fn no_foreign_files(out: &Path, marker: &serde_json::Value) -> Result<(), WriteError> {
    let listed = marker["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    let own: BTreeSet<&str> = listed.iter().filter_map(serde_json::Value::as_str).chain([MARKER]).collect();
    let mut foreign = Vec::new();
    let mut folders = vec![out.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let path = entry.map_err(at(&folder))?.path();
            let below = path.strip_prefix(out).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let is_folder = path.is_dir() && !path.is_symlink();
            if is_folder && own.iter().any(|file| file.starts_with(&format!("{below}/"))) {
                folders.push(path);
            } else if !own.contains(below.as_str()) {
                foreign.push(below);
            }
        }
    }
    foreign.sort();
    if foreign.is_empty() {
        return Ok(());
    }
    foreign.truncate(3);
    Err(WriteError::ForeignFiles { folder: out.into(), files: foreign })
}

/// Writes `files` to the folder `out`; the site that was there stays until the new one is whole.
///
/// # Errors
/// [`WriteError`]; the old site is then still in its place.
pub fn write(files: &Files, out: &Path) -> Result<(), WriteError> {
    may_replace(out)?;
    let name = out.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy().into_owned());
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (staged, old) = (parent.join(format!(".{name}.new")), parent.join(format!(".{name}.old")));
    fs::create_dir_all(parent).map_err(at(parent))?;
    if old.is_dir() && !out.exists() {
        // A run was stopped between the two renames: its old site is still the last whole one.
        fs::rename(&old, out).map_err(at(out))?;
    }
    remove(&staged)?;
    remove(&old)?;
    let written = stage(files, &staged).and_then(|()| swap(&staged, out, &old));
    if written.is_err() {
        let _ = remove(&staged);
    }
    written
}

fn stage(files: &Files, staged: &Path) -> Result<(), WriteError> {
    let list: Vec<(&String, &Vec<u8>)> = files.iter().collect();
    let results = crate::parallel::map(&list, |(path, bytes)| {
        let target = staged.join(path);
        let folder = target.parent().unwrap_or(staged);
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::write(&target, bytes).map_err(at(&target))
    });
    results.into_iter().collect()
}

fn swap(staged: &Path, out: &Path, old: &Path) -> Result<(), WriteError> {
    let was_there = out.exists();
    if was_there {
        fs::rename(out, old).map_err(at(out))?;
    }
    if let Err(error) = fs::rename(staged, out) {
        if was_there {
            let _ = fs::rename(old, out);
        }
        return Err(at(out)(error));
    }
    remove(old)
}

fn remove(folder: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(folder)(error)),
        _ => Ok(()),
    }
}
