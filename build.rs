//! Embeds the flagship network, the templates and the site's assets, so that the program works from any folder.
//!
//! Writes `embedded.rs` to the output folder: one table of (path below its folder, bytes) each, in order of paths.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut code = String::new();
    for (name, doc, folder) in [
        ("NETWORK", "Files of the flagship network.", "networks/eurasia"),
        ("TEMPLATES", "Page templates.", "templates"),
        ("ASSETS", "Style, scripts and land outlines of the site.", "site/assets"),
    ] {
        println!("cargo::rerun-if-changed={folder}");
        let base = root.join(folder);
        let mut files = Vec::new();
        if base.is_dir() {
            walk(&base, &mut files)?;
        }
        files.sort();
        let _ = writeln!(code, "/// {doc}\npub static {name}: &[(&str, &[u8])] = &[");
        for file in files {
            let below = file.strip_prefix(&base).unwrap_or(&file).display().to_string().replace('\\', "/");
            let _ = writeln!(code, "    ({below:?}, include_bytes!({:?})),", file.display().to_string());
        }
        code.push_str("];\n");
    }
    fs::write(out.join("embedded.rs"), code)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden {
            walk(&path, files)?;
        } else if !hidden {
            files.push(path);
        }
    }
    Ok(())
}
