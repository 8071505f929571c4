//! `landbridge diff`: what changed in meaning between two versions of a network, and in its answers.

use std::path::Path;

use serde::Serialize;

use super::arguments::{Arguments, DiffCommand, DiffFormat};
use super::plan::to_json;
use super::{Exit, Failure, diff_markdown, diff_text, exit_codes, print, revision};
use crate::diagnostics::render::render_all;
use crate::diff::{AnswerChanges, EntryChange, Kind, compare_answers, compare_statements, statements};
use crate::load::{Loaded, load_texts, read_path};
use crate::model::Network;

/// The answer of `diff --format json`.
#[derive(Debug, Serialize)]
pub struct DiffReport {
    /// `landbridge/diff/1`.
    pub schema: &'static str,
    /// The old network.
    pub old: SideRecord,
    /// The new one.
    pub new: SideRecord,
    /// Whether they say the same and answer the same.
    pub same: bool,
    /// How many entries were added, removed, renamed and changed.
    pub counts: Counts,
    /// The entries.
    pub changes: Vec<EntryChange>,
    /// The answers.
    pub answers: AnswerChanges,
}

/// One of the two networks.
#[derive(Debug, Serialize)]
pub struct SideRecord {
    /// As it was named on the command line.
    pub named: String,
    /// Id of the network.
    pub network: String,
    /// Its as-of date.
    pub as_of: String,
}

/// Entries by what happened to them.
#[derive(Debug, Serialize)]
pub struct Counts {
    /// Only the new network has them.
    pub added: usize,
    /// Only the old network has them.
    pub removed: usize,
    /// They have another id.
    pub renamed: usize,
    /// They say something else.
    pub changed: usize,
}

/// Compares and prints.
pub fn run(command: &DiffCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let names = [&command.old, &command.new];
    let texts = names.map(|name| texts(name, arguments.network.as_deref()));
    let [old, new] = texts;
    let texts = [old?, new?];
    let said = [0, 1].map(|side| statements(&texts[side]));
    let [old, new] = texts;
    let (old, new) = both(usable(names[0], old), usable(names[1], new))?;
    let changes = compare_statements(&said[0], &said[1]);
    let answers =
        if changes.is_empty() { AnswerChanges::default() } else { compare_answers([&old, &new], [&said[0], &said[1]]) };
    let count = |kind| changes.iter().filter(|change| change.change == kind).count();
    let side = |named: &str, network: &Network| SideRecord {
        named: named.to_string(),
        network: network.meta.id.clone(),
        as_of: network.meta.as_of.to_string(),
    };
    let report = DiffReport {
        schema: "landbridge/diff/1",
        old: side(names[0], &old),
        new: side(names[1], &new),
        same: changes.is_empty(),
        counts: Counts {
            added: count(Kind::Added),
            removed: count(Kind::Removed),
            renamed: count(Kind::Renamed),
            changed: count(Kind::Changed),
        },
        changes,
        answers,
    };
    let text = match command.format {
        DiffFormat::Text => diff_text::text(&report),
        DiffFormat::Json => to_json(&report)? + "\n",
        DiffFormat::Markdown => diff_markdown::text(&report),
    };
    print::answer(&text)?;
    Ok(if report.same { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// A file or folder if there is one of that name, else a revision.
fn texts(name: &str, network: Option<&Path>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    if Path::new(name).exists() {
        return read_path(Path::new(name)).map_err(|error| Failure::new(exit_codes::FAILED, format!("error: {error}")));
    }
    revision::texts(name, network)
}

/// A network that can be read; what is wrong with it becomes the failure.
fn usable(name: &str, texts: Vec<(String, Vec<u8>)>) -> Result<Network, Failure> {
    let Loaded { network, diagnostics, files } = load_texts(texts);
    network.ok_or_else(|| {
        let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
        let said = render_all(&diagnostics, &files, colour);
        Failure::new(exit_codes::BAD_NETWORK, format!("{said}error: `{}` is no sound network", print::plain(name)))
    })
}

/// Both, or what is wrong with either.
fn both(old: Result<Network, Failure>, new: Result<Network, Failure>) -> Result<(Network, Network), Failure> {
    match (old, new) {
        (Ok(old), Ok(new)) => Ok((old, new)),
        (Err(old), Err(new)) => {
            Err(Failure::new(exit_codes::BAD_NETWORK, format!("{}\n\n{}", old.message.trim_end(), new.message)))
        }
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}
