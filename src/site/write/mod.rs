//! Writes a site to disk: whole, or not at all, and nothing that is there already.
//!
//! Read in this order: [`manifest`] (what a folder says that it holds), [`mod@compare`] (what differs from what should be
//! there), [`folder`] (which folders are ours, and how they are removed), [`mod@swap`] (how a new folder takes the place of
//! an old one), then [`write()`].
//!
//! A new site is staged in a sibling folder. A file that is there already with the same bytes is linked, not written.
//! When the sibling is whole, it changes places with the site in one step, and the old site is removed. A program
//! that is killed at any moment leaves the old site or the new one; the next run removes what it left beside it.

mod compare;
mod folder;
mod manifest;
mod swap;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Files;

pub use compare::{Comparison, compare};
pub use folder::may_replace;
pub use manifest::{MARKER, Manifest};

use folder::{remove, remove_left_over};

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

/// What a run did to the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many pages the site has.
    pub pages: usize,
    /// How many of them were written.
    pub written: usize,
    /// How many pages were taken away.
    pub removed: usize,
}

impl Written {
    /// All that a manifest lists is there.
    pub fn nothing(manifest: &Manifest) -> Self {
        Self { pages: pages(manifest.files.keys()), written: 0, removed: 0 }
    }

    /// How many pages were there already.
    pub fn unchanged(&self) -> usize {
        self.pages - self.written
    }
}

fn pages<'p>(paths: impl IntoIterator<Item = &'p String>) -> usize {
    paths.into_iter().filter(|path| Path::new(path).extension().is_some_and(|ending| ending == "html")).count()
}

/// The folder around a site, the one in which a new site is staged, and the one to which the old one is renamed where
/// folders cannot be exchanged.
fn around(out: &Path) -> (&Path, PathBuf, PathBuf) {
    let name = out.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy().into_owned());
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (parent, parent.join(format!(".{name}.new")), parent.join(format!(".{name}.old")))
}

/// Puts in order what a run that was stopped left beside the folder `out`: its site is put back if it was renamed away, and
/// what was staged is removed.
///
/// # Errors
/// [`WriteError`] if there is something that no run of ours left there.
pub fn tidy(out: &Path) -> Result<(), WriteError> {
    let (parent, staged, old) = around(out);
    if !staged.is_dir() && !old.is_dir() {
        return Ok(());
    }
    let _lock = swap::lock(parent);
    put_in_order(out, &staged, &old)
}

fn put_in_order(out: &Path, staged: &Path, old: &Path) -> Result<(), WriteError> {
    if old.is_dir() && !out.exists() {
        // A run was stopped between the two renames of a system that cannot exchange folders.
        fs::rename(old, out).map_err(at(out))?;
    }
    remove_left_over(staged)?;
    remove_left_over(old)
}

/// Writes `files` to the folder `out`; the site that was there stays until the new one is whole. Where all is there
/// already, nothing is touched. `files` contain their [`Manifest`].
///
/// Runs that write to one folder wait for each other, on systems that know locks on folders (Unix).
///
/// # Errors
/// [`WriteError`]; unless it names the folder `.NAME.new` or `.NAME.old`, the old site is still in its place.
pub fn write(files: &Files, out: &Path) -> Result<Written, WriteError> {
    may_replace(out)?;
    let (parent, staged, old) = around(out);
    fs::create_dir_all(parent).map_err(at(parent))?;
    let _lock = swap::lock(parent);
    put_in_order(out, &staged, &old)?;
    let comparison = compare(files, out)?;
    let written = Written {
        pages: pages(files.keys()),
        written: pages(comparison.to_write()),
        removed: pages(&comparison.extra),
    };
    if comparison.is_current() {
        return Ok(written);
    }
    if let Err(error) = stage(files, &comparison, out, &staged) {
        let _ = remove(&staged);
        return Err(error);
    }
    if let Some(replaced) = swap::swap(&staged, out, &old)? {
        swap::make_durable(parent);
        remove(&replaced)?;
    }
    Ok(written)
}

/// Puts the new site together in `staged`. The manifest goes first: from then on it is known what may be removed.
fn stage(files: &Files, comparison: &Comparison<'_>, out: &Path, staged: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(staged).map_err(at(staged))?;
    if let Some(manifest) = files.get(MARKER) {
        let path = staged.join(MARKER);
        let mut file = fs::File::create(&path).map_err(at(&path))?;
        file.write_all(manifest).and_then(|()| file.sync_all()).map_err(at(&path))?;
    }
    let list: Vec<(&String, &Vec<u8>)> = files.iter().filter(|(path, _)| *path != MARKER).collect();
    let results = crate::parallel::map(&list, |(path, bytes)| {
        let target = staged.join(path);
        let folder = target.parent().unwrap_or(staged);
        fs::create_dir_all(folder).map_err(at(folder))?;
        if comparison.is_there(path) && fs::hard_link(out.join(path), &target).is_ok() {
            return Ok(());
        }
        fs::write(&target, bytes).map_err(at(&target))
    });
    results.into_iter().collect::<Result<(), WriteError>>()?;
    swap::make_durable(staged);
    Ok(())
}
