//! `landbridge fmt`: lays out network files in the one way there is.

use std::fmt::Write as _;
use std::path::Path;

use similar::TextDiff;

use super::arguments::{Arguments, FmtCommand};
use super::{Exit, Failure, exit_codes, print, replace_file};
use crate::diagnostics::render::render_all;
use crate::diagnostics::{Diagnostic, FileId, SourceFiles, sort_by_place};
use crate::format::format;
use crate::load::{decode, read_path, resolve_spans};

/// A file that is not laid out as it should be.
struct Change {
    name: String,
    old: String,
    new: String,
}

/// Formats every file that was named, or in a folder that was named.
pub fn run(command: &FmtCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let mut paths: Vec<&Path> = command.paths.iter().map(AsRef::as_ref).collect();
    paths.extend(arguments.network.as_deref().filter(|_| command.paths.is_empty()));
    if paths.is_empty() {
        return Err(Failure::usage("name the files or folders to format; the built-in network is not one of them"));
    }
    let mut texts = Vec::new();
    for path in paths {
        let read = read_path(path);
        texts.extend(read.map_err(|error| Failure::new(exit_codes::FAILED, format!("error: {error}")))?);
    }
    texts.sort();
    texts.dedup();
    if command.stdout && texts.len() > 1 {
        return Err(Failure::usage(format!("--stdout prints one file, and {} were named", texts.len())));
    }
    let count = texts.len();
    let (changes, problems, files) = changes(texts, command.stdout);
    if command.stdout && problems.is_empty() {
        print::answer(&changes.iter().map(|change| change.new.as_str()).collect::<String>())?;
        return Ok(exit_codes::DONE);
    }
    let mut text = String::new();
    if command.check {
        text.extend(changes.iter().map(unified));
    } else if !command.stdout {
        for change in &changes {
            replace_file::replace(Path::new(&change.name), change.new.as_bytes())?;
            let _ = writeln!(text, "formatted {}", change.name);
        }
    }
    if !problems.is_empty() {
        let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
        let said = render_all(&problems, &files, colour);
        return Err(Failure::new(exit_codes::BAD_NETWORK, format!("{text}{said}these files were left as they are")));
    }
    let unchanged = count - changes.len();
    let verb = if command.check { "would be formatted" } else { "formatted" };
    let _ = writeln!(text, "{} {verb}, {unchanged} as they should be", files_of(changes.len()));
    print::answer(&text)?;
    Ok(if command.check && !changes.is_empty() { exit_codes::NEGATIVE } else { exit_codes::DONE })
}

fn files_of(count: usize) -> String {
    format!("{count} {}", if count == 1 { "file" } else { "files" })
}

/// What would change, and what keeps files from being formatted. Files that would stay as they are are left out unless
/// all are wanted.
fn changes(texts: Vec<(String, Vec<u8>)>, all: bool) -> (Vec<Change>, Vec<Diagnostic>, SourceFiles) {
    let mut files = SourceFiles::new();
    let mut problems = Vec::new();
    let mut changes = Vec::new();
    for (number, (name, bytes)) in (0..=u16::MAX).zip(texts) {
        let file = FileId(number);
        let (old, problem) = decode(file, &bytes);
        files.add(name.clone(), old.clone());
        match problem.map_or_else(|| format(file, &old), |problem| Err(vec![problem])) {
            Ok(new) if all || new != old => changes.push(Change { name, old, new }),
            Ok(_) => {}
            Err(found) => problems.extend(found),
        }
    }
    resolve_spans(&mut problems, &files);
    sort_by_place(&mut problems);
    (changes, problems, files)
}

fn unified(change: &Change) -> String {
    let [old, new] = ["a", "b"].map(|side| format!("{side}/{}", change.name.trim_start_matches("./")));
    TextDiff::from_lines(&change.old, &change.new).unified_diff().context_radius(3).header(&old, &new).to_string()
}
