//! A network as it was in a revision of a git repository, read into memory.

use std::path::Path;
use std::process::{Command, Output};

use super::{Failure, exit_codes};

/// The YAML files of a revision under a path, by name.
///
/// `named` is `REV` or `REV:PATH`, the path from the root of the repository; without a path `fallback` is where to look,
/// from the folder that the program runs in.
///
/// # Errors
/// If there is no git, no repository, no such revision, or nothing at that path in it.
pub fn texts(named: &str, fallback: Option<&Path>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let (revision, path) = match (named.split_once(':'), fallback) {
        (Some((revision, path)), _) => (revision, path.to_string()),
        (None, Some(path)) => (named, from_root(path)?),
        (None, None) => {
            return Err(Failure::usage(format!(
                "`{named}` is no file or folder here; if it is a revision, say where in it the network is: \
                 --network PATH, or {named}:PATH"
            )));
        }
    };
    if revision.is_empty() || revision.starts_with('-') {
        return Err(Failure::usage(format!("`{named}` names no revision")));
    }
    let commit = format!("{revision}^{{commit}}");
    let found = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !found.status.success() {
        let message = format!("`{revision}` is no file or folder here, and git knows no such revision");
        return Err(Failure::usage(message));
    }
    let commit = text(&found.stdout);
    let path = path.trim_start_matches("./").trim_matches('/').to_string();
    let mut list = vec!["ls-tree", "-r", "-z", "--full-tree", "--name-only", &commit, "--"];
    list.extend(Some(path.as_str()).filter(|path| !path.is_empty()));
    let listed = git(&list)?;
    if !listed.status.success() {
        return Err(failed(&listed));
    }
    let names: Vec<String> =
        text(&listed.stdout).split('\0').filter(|name| is_network_file(name, &path)).map(str::to_string).collect();
    if names.is_empty() {
        return Err(Failure::usage(format!("revision `{revision}` has no .yaml file at `{path}`")));
    }
    names
        .into_iter()
        .map(|name| {
            let shown = git(&["cat-file", "blob", &format!("{commit}:{name}")])?;
            if shown.status.success() { Ok((name, shown.stdout)) } else { Err(failed(&shown)) }
        })
        .collect()
}

/// As the reader of folders does: YAML files, none hidden.
fn is_network_file(name: &str, path: &str) -> bool {
    let inside = name.strip_prefix(path).unwrap_or(name);
    let is_yaml = Path::new(name).extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    is_yaml && !inside.split('/').any(|part| part.starts_with('.'))
}

/// A path as git names it: from the root of the repository.
fn from_root(path: &Path) -> Result<String, Failure> {
    let prefix = git(&["rev-parse", "--show-prefix"])?;
    if !prefix.status.success() {
        return Err(failed(&prefix));
    }
    let mut parts: Vec<String> = Vec::new();
    let prefix = text(&prefix.stdout);
    let whole = if path.is_absolute() {
        let root = git(&["rev-parse", "--show-toplevel"])?;
        let root = text(&root.stdout);
        let inside = path.strip_prefix(&root);
        let outside = |_| Failure::usage(format!("`{}` is not in the repository `{root}`", path.display()));
        inside.map_err(outside)?.to_path_buf()
    } else {
        Path::new(&prefix).join(path)
    };
    for part in whole.components() {
        match part {
            std::path::Component::ParentDir => {
                parts.pop();
            }
            std::path::Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    Ok(parts.join("/"))
}

fn git(arguments: &[&str]) -> Result<Output, Failure> {
    let run = Command::new("git").args(arguments).env("LC_ALL", "C").output();
    run.map_err(|error| {
        Failure::new(exit_codes::FAILED, format!("error: cannot run git, which reads revisions: {error}"))
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches('\n').to_string()
}

fn failed(output: &Output) -> Failure {
    let said = text(&output.stderr);
    Failure::new(exit_codes::FAILED, format!("error: git: {}", said.trim_start_matches("fatal: ")))
}
