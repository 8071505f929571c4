//! Writes a file so that what stands at its place is always whole.

use std::fs;
use std::path::Path;

use super::{Failure, exit_codes};

/// Writes `text` beside `path` first, then gives it that name.
///
/// # Errors
/// A [`Failure`] that names the path if it cannot be written; what stood there before still does.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    fs::write(&beside, text).and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // What lies there is not whole; whether it can be removed changes nothing.
        let _ = fs::remove_file(&beside);
        Failure::new(exit_codes::FAILED, format!("error: cannot write `{}`: {error}", path.display()))
    })
}
