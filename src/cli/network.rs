//! Which network: the one that was named, or the built-in one.

use std::path::{Component, Path, PathBuf};

use super::{Failure, exit_codes};
use crate::diagnostics::SourceFiles;
use crate::diagnostics::render::render_all;
use crate::embedded;
use crate::load::{Loaded, load_texts, read_path};
use crate::model::Network;

/// `path` as seen from the current folder, with forward slashes; as it was given if it lies elsewhere.
pub fn name_of(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let inside = path.strip_prefix(&here).unwrap_or(path);
    // `components` leaves out `.` in between; one at the beginning stays.
    let parts = inside.components().filter(|part| !matches!(part, Component::CurDir));
    let name = parts.collect::<PathBuf>().display().to_string().replace('\\', "/");
    if name.is_empty() { ".".into() } else { name }
}

/// The texts of the network at `path`, or of the built-in one, by their names.
pub fn texts(path: Option<&Path>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    if let Some(path) = path {
        let texts = read_path(path).map_err(|error| Failure::new(exit_codes::FAILED, format!("error: {error}")))?;
        Ok(texts.into_iter().map(|(name, bytes)| (name_of(Path::new(&name)), bytes)).collect())
    } else {
        let named = |(name, bytes): &(&str, &[u8])| (format!("networks/eurasia/{name}"), bytes.to_vec());
        Ok(embedded::NETWORK.iter().map(named).collect())
    }
}

/// Reads the network at `path`, or the built-in one.
pub fn load(path: Option<&Path>) -> Result<Loaded, Failure> {
    texts(path).map(load_texts)
}

/// Reads a network that must be usable; what is wrong with it becomes the failure.
pub fn usable(path: Option<&Path>) -> Result<Network, Failure> {
    usable_with_files(path).map(|(network, _)| network)
}

/// As [`usable`], with the files it was read from.
pub fn usable_with_files(path: Option<&Path>) -> Result<(Network, SourceFiles), Failure> {
    let Loaded { network, diagnostics, files } = load(path)?;
    let Some(network) = network else {
        let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
        return Err(Failure::new(exit_codes::BAD_NETWORK, render_all(&diagnostics, &files, colour)));
    };
    Ok((network, files))
}
