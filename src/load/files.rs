//! Reads a network from texts, or from a file or folder on disk.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::merge::merge;
use super::raw::RawNetwork;
use super::{Limits, MAX_FILE_BYTES, decode, read_value, resolve, resolve_spans};
use crate::diagnostics::{At, Diagnostic, FileId, Location, Severity, SourceFiles, codes, sort_by_place};
use crate::model::Network;

/// A network as far as it could be read, what is wrong with it, and its texts.
#[derive(Debug)]
pub struct Loaded {
    /// The network; none if there is an error.
    pub network: Option<Network>,
    /// All that is wrong, in order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Names and texts of the files.
    pub files: SourceFiles,
}

/// A network on disk that could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The path, or a file in it, cannot be read.
    #[error("cannot read `{}`: {error}", path.display())]
    Unreadable {
        /// Which path.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The folder has no YAML file.
    #[error("`{}` has no .yaml file", .0.display())]
    NoFiles(PathBuf),
    /// There are more files than can be numbered.
    #[error("`{}` has more than 65,535 files", .0.display())]
    TooManyFiles(PathBuf),
}

/// Reads a network from named texts. Their order does not matter: they are read in order of their names.
pub fn load_texts(texts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Loaded {
    let mut texts: Vec<(String, Vec<u8>)> = texts.into_iter().collect();
    texts.sort();
    let mut files = SourceFiles::new();
    let mut diagnostics = Vec::new();
    let mut raw = RawNetwork::default();
    for (index, (name, bytes)) in texts.into_iter().enumerate() {
        let Ok(number) = u16::try_from(index) else { break };
        let id = FileId(number);
        let (text, problem) = decode(id, &bytes);
        files.add(name, text);
        if let Some(problem) = problem {
            diagnostics.push(problem);
            continue;
        }
        if let Some(tree) = read_value(id, files.text(id), &Limits::default(), &mut diagnostics) {
            merge(&mut raw, id, tree, &mut diagnostics);
        }
    }
    let unreadable = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error && is_syntax(diagnostic);
    let network = if diagnostics.iter().any(unreadable) {
        // With a whole file missing, every reference to it would be reported as unknown.
        None
    } else {
        let (network, mut found) = resolve::resolve(&raw);
        found.retain(|diagnostic| !follows(diagnostic, &diagnostics));
        diagnostics.extend(found);
        network
    };
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    resolve_spans(&mut diagnostics, &files);
    sort_by_place(&mut diagnostics);
    Loaded { network: network.filter(|_| !failed), diagnostics, files }
}

/// Whether an entry only seems not to hold together because a key in it could not be read, which was reported.
fn follows(diagnostic: &Diagnostic, earlier: &[Diagnostic]) -> bool {
    let path = |diagnostic: &Diagnostic| match diagnostic.primary_label().map(|label| label.place.clone()) {
        Some(Location { file, at: At::Path { path, .. } }) => Some((file, path.0)),
        _ => None,
    };
    let Some((file, entry)) = path(diagnostic).filter(|_| diagnostic.code == super::codes::INCONSISTENT) else {
        return false;
    };
    let inside =
        |other: &Diagnostic| path(other).is_some_and(|(where_, key)| where_ == file && key.starts_with(&entry));
    earlier.iter().filter(|other| other.code == codes::WRONG_VALUE).any(inside)
}

/// Whether a whole file could not be read.
fn is_syntax(diagnostic: &Diagnostic) -> bool {
    [
        codes::YAML_SYNTAX,
        codes::TOO_DEEP,
        codes::TOO_LARGE,
        codes::FILE_TOO_LARGE,
        codes::NOT_ONE_DOCUMENT,
        codes::NOT_UTF8,
    ]
    .contains(&diagnostic.code)
}

/// Reads a network from a file, or from all `.yaml` and `.yml` files in a folder and its folders.
///
/// # Errors
/// [`LoadError`] if something cannot be read; what is wrong inside the files is in [`Loaded::diagnostics`].
pub fn load_path(path: &Path) -> Result<Loaded, LoadError> {
    read_path(path).map(load_texts)
}

/// The texts that [`load_path`] reads, by their names.
///
/// # Errors
/// [`LoadError`] if something cannot be read.
pub fn read_path(path: &Path) -> Result<Vec<(String, Vec<u8>)>, LoadError> {
    let unreadable = |path: &Path| {
        let path = path.to_path_buf();
        move |error| LoadError::Unreadable { path, error }
    };
    let mut found = Vec::new();
    if fs::metadata(path).map_err(unreadable(path))?.is_dir() {
        collect(path, &mut found).map_err(unreadable(path))?;
    } else {
        found.push(path.to_path_buf());
    }
    if found.is_empty() {
        return Err(LoadError::NoFiles(path.to_path_buf()));
    }
    if found.len() > usize::from(u16::MAX) {
        return Err(LoadError::TooManyFiles(path.to_path_buf()));
    }
    let mut texts = Vec::with_capacity(found.len());
    for file in found {
        let bytes = read_limited(&file).map_err(unreadable(&file))?;
        texts.push((file.display().to_string().replace('\\', "/"), bytes));
    }
    Ok(texts)
}

/// Where `check` keeps networks that broke a law. They are networks of their own, never part of the one around them.
pub const FAILURES_FOLDER: &str = "landbridge-failures";

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden =
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.') || name == FAILURES_FOLDER);
        let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        if path.is_dir() && !hidden {
            collect(&path, found)?;
        } else if is_yaml && !hidden {
            found.push(path);
        }
    }
    Ok(())
}

/// At most one byte more than is allowed, so that a file too large is known without being read.
fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
