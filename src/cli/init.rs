//! `landbridge init`: starts a network that is sound from the first minute.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::arguments::InitCommand;
use super::plan::to_json;
use super::{Exit, Failure, exit_codes, print};
use crate::diagnostics::FileId;
use crate::format::format;
use crate::load::schema;

const NETWORK: &str = include_str!("init/network.yaml");
const WORKFLOW: &str = include_str!("init/landbridge.yml");
const README: &str = include_str!("init/README.md");

/// Writes the files, or none if any is there already.
pub fn run(command: &InitCommand) -> Result<Exit, Failure> {
    let title = command.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = print::plain(&title);
    if title.is_empty() {
        return Err(Failure::usage("--title is empty"));
    }
    let files = files(&title)?;
    let in_the_way: Vec<String> = files
        .iter()
        .map(|(name, _)| command.dir.join(name))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| format!("  {}", path.display()))
        .collect();
    if !in_the_way.is_empty() {
        let list = in_the_way.join("\n");
        let message = "error: nothing was written, because these are there already:";
        let help = "help: name another folder, or move them away";
        return Err(Failure::new(exit_codes::USAGE, format!("{message}\n{list}\n{help}")));
    }
    let mut made = Made::default();
    for (name, text) in &files {
        let path = command.dir.join(name);
        if let Err(error) = made.write(&path, text) {
            made.undo();
            let message = format!("error: cannot write `{}`: {error}; nothing was left", path.display());
            return Err(Failure::new(exit_codes::FAILED, message));
        }
    }
    let mut said = String::new();
    for (name, _) in &files {
        let _ = writeln!(said, "wrote {}", command.dir.join(name).display());
    }
    let network = command.dir.join("network.yaml");
    let network = network.display();
    let _ = writeln!(
        said,
        "\nNext:\n  landbridge check {network} --fail-on warning\n  landbridge plan ussuriysk rajin --network {network}\n  \
         landbridge site --network {network} --out public"
    );
    print::answer(&said)?;
    Ok(exit_codes::DONE)
}

/// Names and texts of the files.
fn files(title: &str) -> Result<Vec<(&'static str, String)>, Failure> {
    let quoted = serde_json::to_string(title)
        .map_err(|error| Failure::new(exit_codes::FAILED, format!("error: cannot write the title: {error}")))?;
    let network = NETWORK
        .replacen("# TITLE\n", &format!("# {title}\n"), 1)
        .replacen("TITLE_TEXT", &quoted, 1)
        .replacen("id: ID", &format!("id: {}", id(title)), 1);
    let network = format(FileId(0), &network).map_err(|problems| {
        let message = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        Failure::usage(format!("no network can have this title: {message}"))
    })?;
    let schema = to_json(&schema())? + "\n";
    Ok(vec![
        ("network.yaml", network),
        ("landbridge.schema.json", schema),
        (".github/workflows/landbridge.yml", WORKFLOW.to_string()),
        ("README.md", README.replacen("# TITLE\n", &format!("# {title}\n"), 1)),
    ])
}

/// Words of lower-case letters and digits joined by hyphens.
fn id(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    let id = id.trim_end_matches('-');
    if id.is_empty() { "my-network".into() } else { id.into() }
}

/// What was made, last last.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        let above: Vec<&Path> = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()).collect();
        for folder in above.into_iter().rev() {
            if !folder.is_dir() {
                fs::create_dir(folder)?;
                self.folders.push(folder.to_path_buf());
            }
        }
        let mut file = fs::File::create_new(path)?;
        self.files.push(path.to_path_buf());
        file.write_all(text.as_bytes())
    }

    /// Takes away what was made. What cannot be taken away stays: the error that led here is the one to tell.
    fn undo(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
