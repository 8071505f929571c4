//! How does a new folder take the place of an old one?
//!
//! Linux and macOS exchange two folders in one step, so that there is a whole site under the name at every moment. On
//! file systems and systems that cannot, the old folder is renamed away and the new one into its place: a program
//! killed just between leaves no site under the name and the old one beside it, and the next run puts it back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{WriteError, at};

/// Puts `staged` in the place of `out`, which may not exist.
///
/// # Returns
/// Where the old folder is now, if there was one.
pub fn swap(staged: &Path, out: &Path, old: &Path) -> Result<Option<PathBuf>, WriteError> {
    if !out.exists() {
        return fs::rename(staged, out).map(|()| None).map_err(at(out));
    }
    if exchange(staged, out).map_err(at(out))? {
        return Ok(Some(staged.to_path_buf()));
    }
    two_renames(staged, out, old).map(Some)
}

/// For systems that cannot exchange folders.
fn two_renames(staged: &Path, out: &Path, old: &Path) -> Result<PathBuf, WriteError> {
    fs::rename(out, old).map_err(at(out))?;
    if let Err(error) = fs::rename(staged, out) {
        let _ = fs::rename(old, out);
        return Err(at(out)(error));
    }
    Ok(old.to_path_buf())
}

/// Lets two folders change their names in one step.
///
/// # Returns
/// Whether the system and the file system can do that.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> std::io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<bool> {
    Ok(false)
}

/// Waits until no other run writes beside this one. Where folders cannot be locked, nobody waits.
///
/// # Returns
/// The lock; it ends with the value, or with the program however that ends.
pub fn lock(parent: &Path) -> Option<File> {
    let folder = File::open(parent).ok()?;
    #[cfg(unix)]
    rustix::fs::flock(&folder, rustix::fs::FlockOperation::LockExclusive).ok()?;
    Some(folder)
}

/// Brings a folder to the disk, so that a loss of power finds whole what is about to be named. Best effort: what a
/// system cannot do here costs nothing but that promise.
#[cfg(target_os = "linux")]
pub fn make_durable(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // One call for the whole file system: one for each of ten thousand files would take longer than the build.
        let _ = rustix::fs::syncfs(&folder);
    }
}

/// Brings the folder's own entries to the disk.
#[cfg(not(target_os = "linux"))]
pub fn make_durable(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_folders() -> (tempfile::TempDir, [PathBuf; 3]) {
        let root = tempfile::tempdir().unwrap();
        let paths = ["new", "site", "old"].map(|name| root.path().join(name));
        for (path, text) in paths.iter().zip(["new", "old"]) {
            fs::create_dir(path).unwrap();
            fs::write(path.join("index.html"), text).unwrap();
        }
        (root, paths)
    }

    fn index(folder: &Path) -> String {
        fs::read_to_string(folder.join("index.html")).unwrap()
    }

    #[test]
    fn the_new_folder_takes_the_place_of_the_old_one() {
        let (_root, [staged, out, old]) = two_folders();
        let replaced = swap(&staged, &out, &old).unwrap().unwrap();
        assert_eq!((index(&out), index(&replaced)), ("new".into(), "old".into()));
    }

    #[test]
    fn so_it_does_where_folders_cannot_be_exchanged() {
        let (_root, [staged, out, old]) = two_folders();
        let replaced = two_renames(&staged, &out, &old).unwrap();
        assert_eq!((index(&out), index(&replaced)), ("new".into(), "old".into()));
        assert!(!staged.exists());
    }

    #[test]
    fn without_an_old_folder_there_is_nothing_to_remove() {
        let (_root, [staged, out, old]) = two_folders();
        fs::remove_dir_all(&out).unwrap();
        assert_eq!(swap(&staged, &out, &old).unwrap(), None);
        assert_eq!(index(&out), "new");
    }
}
