//! Which folders are ours, and how are they removed? Only files that a manifest lists are ever deleted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::manifest::{MARKER, listed};
use super::{WriteError, at};

/// Fails if `out` holds something that may not be replaced.
///
/// # Errors
/// [`WriteError::NotASite`], or [`WriteError::ForeignFiles`] for a site with files of somebody else in it.
pub fn may_replace(out: &Path) -> Result<(), WriteError> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(at(out)(error)),
        Ok(found) if found.is_dir() => match listed(out) {
            Some(files) => no_foreign_files(out, &files),
            None if is_empty(out)? => Ok(()),
            None => Err(WriteError::NotASite(out.into())),
        },
        Ok(_) => Err(WriteError::NotASite(out.into())),
    }
}

fn is_empty(folder: &Path) -> Result<bool, WriteError> {
    fs::read_dir(folder).map(|mut entries| entries.next().is_none()).map_err(at(folder))
}

/// Folders below a site's root that hold these files, the inner ones behind those around them.
fn folders(files: &[String]) -> BTreeSet<&str> {
    let ends = |file: &'_ str| file.match_indices('/').map(|(end, _)| end).collect::<Vec<_>>();
    files.iter().flat_map(|file| ends(file).into_iter().map(|end| &file[..end])).collect()
}

/// Fails if the folder has files that its manifest does not list.
fn no_foreign_files(root: &Path, files: &[String]) -> Result<(), WriteError> {
    let own_folders = folders(files);
    let own: BTreeSet<&str> = files.iter().map(String::as_str).chain([MARKER]).collect();
    let mut foreign = Vec::new();
    let mut waiting = vec![root.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            let path = entry.path();
            let below = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if own_folders.contains(below.as_str()) && entry.file_type().map_err(at(&path))?.is_dir() {
                waiting.push(path);
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
    Err(WriteError::ForeignFiles { folder: root.into(), files: foreign })
}

/// Removes what a stopped run left, if it is there.
///
/// # Errors
/// As [`remove`].
pub fn remove_left_over(root: &Path) -> Result<(), WriteError> {
    if root.is_dir() { remove(root) } else { Ok(()) }
}

/// Removes a site: the files that its manifest lists, their folders, the manifest last, so that a removal that is
/// stopped can be taken up again. A manifest that is not whole is that of a folder with nothing else in it yet.
///
/// # Errors
/// [`WriteError::ForeignFiles`] if there is something else in it, which stays.
pub fn remove(root: &Path) -> Result<(), WriteError> {
    let files = listed(root).unwrap_or_default();
    let gone = |result: io::Result<()>, path: &Path| match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    };
    let removed = crate::parallel::map(&files, |file| {
        let path = root.join(file);
        gone(fs::remove_file(&path), &path)
    });
    removed.into_iter().collect::<Result<(), WriteError>>()?;
    for folder in folders(&files).into_iter().rev() {
        let path = root.join(folder);
        match fs::remove_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            result => gone(result, &path)?,
        }
    }
    no_foreign_files(root, &[])?;
    let marker = root.join(MARKER);
    gone(fs::remove_file(&marker), &marker)?;
    gone(fs::remove_dir(root), root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_before_those_in_them() {
        let files = ["a/b/c.html", "a/d.html", "e.html"].map(String::from);
        assert_eq!(folders(&files).into_iter().collect::<Vec<_>>(), ["a", "a/b"]);
    }

    fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    const LIST: &str =
        r#"{"schema": "landbridge/site/2", "files": {"a/x.html": "", "a/b/y.html": "", "gone.html": ""}}"#;

    #[test]
    fn a_site_is_removed_even_if_half_of_it_is_gone() {
        let folder = folder_with(&[("build.json", LIST), ("a/b/y.html", "y")]);
        remove(folder.path()).unwrap();
        assert!(!folder.path().exists());
    }

    #[test]
    fn what_no_manifest_lists_stays() {
        for list in [LIST, "{\"schema\": \"landb", "", r#"{"schema": "other", "files": ["a/mine.txt"]}"#] {
            let folder = folder_with(&[("build.json", list), ("a/mine.txt", "mine"), ("a/x.html", "x")]);
            let error = remove(folder.path()).unwrap_err().to_string();
            assert!(error.contains("did not write"), "{error}");
            assert!(folder.path().join("a/mine.txt").exists() && folder.path().join("build.json").exists());
        }
    }

    #[test]
    fn a_staging_folder_with_half_a_manifest_is_removed() {
        let folder = folder_with(&[("build.json", "{\"schema\": \"landb")]);
        remove(folder.path()).unwrap();
        assert!(!folder.path().exists());
    }

    #[test]
    fn a_manifest_cannot_reach_out_of_its_folder() {
        let list = r#"{"schema": "landbridge/site/1", "files": ["../victim.txt", "site/../../victim.txt", "/etc/x"]}"#;
        let folder = folder_with(&[("site/build.json", list), ("victim.txt", "mine")]);
        remove(&folder.path().join("site")).unwrap();
        assert!(folder.path().join("victim.txt").exists());
    }
}
