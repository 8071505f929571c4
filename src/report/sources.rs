//! Sources with what they feed, and what has no source.

use std::collections::BTreeMap;

use serde::Serialize;

use super::statements::StatementRecord;
use crate::diagnostics::Location;
use crate::inventory::{Content, Entry, Node, entries, uses};
use crate::model::{Network, Provenance, Source, SourceId};

/// A source with what it feeds. Fields may be added, never renamed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceRecord {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// `published`, `computed`, `memory` or `authored`.
    pub kind: &'static str,
    /// Under which terms its data may be used.
    pub licence: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// What the author adds.
    pub note: Option<String>,
    /// What it feeds, in numbers.
    pub feeds: Feeds,
}

/// How much rests on a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Feeds {
    /// Entries that cite it anywhere.
    pub entries: usize,
    /// Figures, each period counted.
    pub figures: usize,
    /// States, each spell counted.
    pub states: usize,
    /// Other facts, such as the posts of a line.
    pub facts: usize,
    /// Entries by their kind.
    pub kinds: BTreeMap<&'static str, usize>,
}

/// Something without a source, and where it stands.
#[derive(Debug)]
pub struct Uncited {
    /// What it is.
    pub what: UncitedWhat,
    /// Where it stands.
    pub location: Location,
}

/// Something without a source.
#[derive(Debug, Clone, PartialEq)]
pub enum UncitedWhat {
    /// A figure, state or fact that cites none.
    Statement(Box<StatementRecord>),
    /// A source that nothing cites; its id.
    Source(String),
}

/// All sources with what they feed, in order of their ids.
pub fn sources(network: &Network) -> Vec<SourceRecord> {
    let entries = entries(network);
    let mut feeds: BTreeMap<SourceId, Feeds> = BTreeMap::new();
    for (source, keys) in uses(&entries) {
        let feed = feeds.entry(source).or_default();
        feed.entries = keys.len();
        for key in keys {
            *feed.kinds.entry(key.kind()).or_default() += 1;
        }
    }
    for statement in entries.iter().flat_map(Entry::statements) {
        for source in &statement.provenance.sources {
            let feed = feeds.entry(*source).or_default();
            match statement.content {
                Content::Figure(_) => feed.figures += 1,
                Content::State(_) => feed.states += 1,
                Content::Fact => feed.facts += 1,
            }
        }
    }
    network.sources.iter().map(|(id, source)| record(source, feeds.remove(&id).unwrap_or_default())).collect()
}

fn record(source: &Source, feeds: Feeds) -> SourceRecord {
    SourceRecord {
        id: source.id.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        date: source.date.map(|date| date.to_string()),
        kind: source.kind.word(),
        licence: source.licence.clone(),
        url: source.url.clone(),
        note: source.note.clone(),
        feeds,
    }
}

/// Every statement that cites a source. An entry that cites it beside its statements, such as a place for its position,
/// is told as a whole.
pub fn fed_by(network: &Network, source: SourceId) -> Vec<StatementRecord> {
    let mut fed = Vec::new();
    for entry in &entries(network) {
        let cites = |provenance: &Provenance| provenance.sources.contains(&source);
        let before = fed.len();
        let statements = entry.statements();
        let told = statements.iter().filter(|statement| cites(statement.provenance));
        fed.extend(told.map(|statement| StatementRecord::new(network, entry, statement)));
        if fed.len() == before && entry.citations().any(cites) {
            fed.push(StatementRecord::of_entry(network, entry));
        }
    }
    fed
}

/// Every statement without a source, then every source that nothing cites.
///
/// A mark (`memory`, `authored`) without a source counts as nothing: an assumption has a source of that kind.
pub fn uncited(network: &Network) -> Vec<Uncited> {
    let entries = entries(network);
    let mut found = Vec::new();
    for entry in &entries {
        for statement in entry.statements().iter().filter(|told| told.provenance.sources.is_empty()) {
            let what = UncitedWhat::Statement(Box::new(StatementRecord::new(network, entry, statement)));
            found.push(Uncited { what, location: statement.node.value() });
        }
    }
    let used = uses(&entries);
    found.extend(network.sources.iter().filter(|(id, _)| !used.contains_key(id)).map(|(_, source)| Uncited {
        what: UncitedWhat::Source(source.id.clone()),
        location: Node::entry(source.file, "sources", &source.id).name(),
    }));
    found
}
