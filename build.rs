//! Embeds the flagship network, the templates and the site's assets, so that the program works from any folder.
//!
//! Writes `embedded.rs` to the output folder: one table of (path below its folder, bytes) each, in order of paths, and a
//! digest of them and the program's source text, by which a site knows whether another program made it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/fnv.rs"]
mod fnv;

use fnv::Fnv1a;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut code = String::new();
    let mut program = Fnv1a::default();
    for (name, doc, folder) in [
        ("NETWORK", "Files of the flagship network.", "networks/eurasia"),
        ("TEMPLATES", "Page templates.", "templates"),
        ("ASSETS", "Style, scripts and land outlines of the site.", "site/assets"),
    ] {
        let base = root.join(folder);
        let files = files_below(&base)?;
        let _ = writeln!(code, "/// {doc}\npub static {name}: &[(&str, &[u8])] = &[");
        for file in files {
            let below = below(&base, &file);
            digest(&mut program, &format!("{folder}/{below}"), &file)?;
            let _ = writeln!(code, "    ({below:?}, include_bytes!({:?})),", file.display().to_string());
        }
        code.push_str("];\n");
    }
    let source = root.join("src");
    for file in files_below(&source)? {
        digest(&mut program, &below(&source, &file), &file)?;
    }
    for file in ["Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={file}");
        // A packaged crate may come without the lock file.
        if root.join(file).is_file() {
            digest(&mut program, file, &root.join(file))?;
        }
    }
    let _ = writeln!(
        code,
        "/// Digest of the program's source text, templates, assets and networks.\npub const PROGRAM: &str = \"{:016x}\";",
        program.hash()
    );
    fs::write(out.join("embedded.rs"), code)
}

fn digest(all: &mut Fnv1a, name: &str, file: &Path) -> io::Result<()> {
    let bytes = fs::read(file)?;
    all.add(format!("{name} {}\n", bytes.len()).as_bytes());
    all.add(&bytes);
    Ok(())
}

fn below(base: &Path, file: &Path) -> String {
    file.strip_prefix(base).unwrap_or(file).display().to_string().replace('\\', "/")
}

/// All files below a folder, sorted; the build runs again when one of them changes.
fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    if folder.is_dir() {
        walk(folder, &mut files)?;
    }
    files.sort();
    Ok(files)
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
