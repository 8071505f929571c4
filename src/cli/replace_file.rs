//! Writes a file so that at every moment its name stands for the whole old text or the whole new one.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{Failure, exit_codes};

/// Replaces what a file holds; its permissions stay, and a link stays a link.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure::new(exit_codes::FAILED, format!("error: cannot write `{}`: {error}", path.display()))
    };
    let path = fs::canonicalize(path).map_err(failed)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = stage(&path, &staged, bytes).and_then(|()| fs::rename(&staged, &path));
    if written.is_err() {
        // What is left of it is of no use; that the disk refused is the error to tell.
        let _ = fs::remove_file(&staged);
    }
    written.map_err(failed)
}

fn stage(path: &Path, staged: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(staged)?;
    file.write_all(bytes)?;
    file.set_permissions(fs::metadata(path)?.permissions())?;
    file.sync_all()
}
