//! What differs between the files that should be in a folder and those that are?

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::manifest::listed;
use super::{WriteError, at};
use crate::site::Files;

/// Differences between a site as it should be and a folder.
#[derive(Debug)]
pub struct Comparison<'f> {
    /// Files that are not there.
    pub missing: Vec<&'f String>,
    /// Files that are there with other bytes.
    pub changed: Vec<&'f String>,
    /// Files of an older site that should no longer be there.
    pub extra: Vec<String>,
    same: BTreeSet<&'f String>,
}

impl<'f> Comparison<'f> {
    /// Whether nothing differs.
    pub fn is_current(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.extra.is_empty()
    }

    /// Files that must be written.
    pub fn to_write(&self) -> impl Iterator<Item = &'f String> {
        self.missing.iter().chain(&self.changed).copied()
    }

    /// Whether this file is there with the bytes that it should have.
    pub fn is_there(&self, path: &String) -> bool {
        self.same.contains(path)
    }
}

enum State {
    Same,
    Changed,
    Missing,
}

/// Compares byte by byte; nothing is believed of the folder's manifest but which files are ours.
///
/// # Errors
/// [`WriteError::Io`] if a file is there and cannot be read.
pub fn compare<'f>(files: &'f Files, folder: &Path) -> Result<Comparison<'f>, WriteError> {
    let list: Vec<(&String, &Vec<u8>)> = files.iter().collect();
    let states = crate::parallel::map(&list, |(path, bytes)| {
        let target = folder.join(path);
        match fs::read(&target) {
            Ok(found) if found == **bytes => Ok(State::Same),
            Ok(_) => Ok(State::Changed),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(State::Missing)
            }
            Err(error) => Err(at(&target)(error)),
        }
    });
    let extra = listed(folder).unwrap_or_default().into_iter().filter(|path| !files.contains_key(path)).collect();
    let mut comparison = Comparison { missing: Vec::new(), changed: Vec::new(), extra, same: BTreeSet::new() };
    for ((path, _), state) in list.into_iter().zip(states) {
        match state? {
            State::Same => {
                comparison.same.insert(path);
            }
            State::Changed => comparison.changed.push(path),
            State::Missing => comparison.missing.push(path),
        }
    }
    Ok(comparison)
}
