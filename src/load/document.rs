//! A network's files as one tree of entries, which can be taken apart, read as a network and written again.

use std::collections::BTreeSet;

use super::merge::merge;
use super::raw::RawNetwork;
use super::resolve::resolve;
use super::yaml::{Mapping, write_yaml};
use super::{Limits, Value, decode, read_value};
use crate::diagnostics::{At, Diagnostic, FileId, Severity, Step};
use crate::model::Network;

/// An entry of a network: its section and its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryName {
    /// Such as `places`.
    pub section: String,
    /// Such as `khasan`.
    pub id: String,
}

/// The section that says what the network is; it has keys, not entries.
const META: &str = "network";

/// A network as written, files merged.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    tree: Mapping,
}

impl Document {
    /// Of all files of a network; none if one of them is not YAML, or none has anything in it.
    ///
    /// Files are merged in order of their names. Of two entries with one id the first is kept: `load_texts` says that
    /// there are two.
    pub fn of_texts(texts: &[(String, Vec<u8>)]) -> Option<Self> {
        let mut texts: Vec<&(String, Vec<u8>)> = texts.iter().collect();
        texts.sort();
        let mut tree = Mapping::new();
        for (_, bytes) in texts {
            let mut problems = Vec::new();
            let (text, problem) = decode(FileId(0), bytes);
            problems.extend(problem);
            let Value::Mapping(sections) = read_value(FileId(0), &text, &Limits::default(), &mut problems)? else {
                continue;
            };
            if !problems.is_empty() {
                return None;
            }
            for (section, entries) in sections {
                let empty =
                    if entries.is_sequence() { Value::Sequence(Vec::new()) } else { Value::Mapping(Mapping::new()) };
                match (tree.entry(section).or_insert(empty), entries) {
                    (Value::Mapping(into), Value::Mapping(entries)) => {
                        for (id, entry) in entries {
                            into.entry(id).or_insert(entry);
                        }
                    }
                    // `checks`: the items of one file after those of another.
                    (Value::Sequence(into), Value::Sequence(items)) => into.extend(items),
                    _ => {}
                }
            }
        }
        (!tree.is_empty()).then_some(Self { tree })
    }

    /// The tree: sections by name.
    pub fn tree(&self) -> &Mapping {
        &self.tree
    }

    /// The tree, to be changed.
    pub fn tree_mut(&mut self) -> &mut Mapping {
        &mut self.tree
    }

    /// All entries in order of sections and ids; what the network says of itself is none.
    pub fn entries(&self) -> Vec<EntryName> {
        let mut names: Vec<EntryName> = Vec::new();
        for (section, entries) in &self.tree {
            let Some(section) = section.as_str().filter(|section| *section != META) else { continue };
            let ids = entries.as_mapping().into_iter().flat_map(Mapping::keys).filter_map(Value::as_str);
            names.extend(ids.map(|id| EntryName { section: section.into(), id: id.into() }));
        }
        names.sort();
        names
    }

    /// An entry, to be changed.
    pub fn entry_mut(&mut self, name: &EntryName) -> Option<&mut Value> {
        self.tree.get_mut(name.section.as_str())?.get_mut(name.id.as_str())
    }

    /// Takes entries out. Sections that have none left go too.
    pub fn remove(&mut self, names: &BTreeSet<EntryName>) {
        for name in names {
            if let Some(Value::Mapping(entries)) = self.tree.get_mut(name.section.as_str()) {
                entries.remove(name.id.as_str());
            }
        }
        self.tree.retain(|_, entries| entries.as_mapping().is_none_or(|entries| !entries.is_empty()));
    }

    /// Reads it as a network: none if something is wrong, and all that is.
    pub fn network(&self) -> (Option<Network>, Vec<Diagnostic>) {
        let mut raw = RawNetwork::default();
        let mut problems = Vec::new();
        merge(&mut raw, FileId(0), Value::Mapping(self.tree.clone()), &mut problems);
        let (network, found) = resolve(&raw);
        problems.extend(found);
        let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
        (network.filter(|_| !failed), problems)
    }

    /// Takes out what is wrong, and what refers to what is not there, until the rest can be read.
    ///
    /// Of an entry as little as possible goes: an item of a list, else a key, else all of it. A restriction whose match
    /// would have nothing left goes as a whole, since it would match more without it.
    ///
    /// # Returns
    /// The network, if something is left that can be read.
    pub fn repair(&mut self) -> Option<Network> {
        loop {
            let (network, problems) = self.network();
            if network.is_some() {
                return network;
            }
            let mut paths: Vec<Vec<Step>> = problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .filter_map(|problem| match &problem.primary_label()?.place.at {
                    At::Path { path, .. } => Some(removable(&path.0)),
                    At::File | At::Span(_) => None,
                })
                .collect();
            // From the back, so that positions in lists stay those that were reported.
            paths.sort_by(|one, other| other.cmp(one));
            paths.dedup();
            let before = self.tree.clone();
            for path in &paths {
                take_out(&mut self.tree, path);
            }
            self.remove(&BTreeSet::new());
            if self.tree == before {
                return None;
            }
        }
    }

    /// Its text, which `load_texts` reads as the same network.
    pub fn yaml(&self) -> String {
        write_yaml(&Value::Mapping(self.tree.clone()))
    }
}

/// The part to take out for a mistake at a path: up to its last item of a list, or all of it.
fn removable(path: &[Step]) -> Vec<Step> {
    let item = path.iter().rposition(|step| matches!(step, Step::Index(_)));
    path[..item.map_or(path.len(), |item| item + 1)].to_vec()
}

/// Takes out what is at a path. The last item of a list under `match` takes what it belongs to with it.
fn take_out(tree: &mut Mapping, path: &[Step]) {
    let Some((last, parents)) = path.split_last() else { return };
    let Some((Step::Key(first), between)) = parents.split_first() else {
        if let Step::Key(section) = last {
            tree.remove(section.as_str());
        }
        return;
    };
    let mut at = tree.get_mut(first.as_str());
    for step in between {
        at = at.and_then(|value| match step {
            Step::Key(key) => value.get_mut(key.as_str()),
            Step::Index(index) => value.get_mut(*index),
        });
    }
    let matching = path.iter().rposition(|step| matches!(step, Step::Key(key) if key == "match"));
    match (at, last, matching) {
        (Some(Value::Sequence(list)), Step::Index(index), None) if *index < list.len() => {
            list.remove(*index);
        }
        (Some(Value::Sequence(list)), Step::Index(index), Some(_)) if *index < list.len() && list.len() > 1 => {
            list.remove(*index);
        }
        (Some(Value::Mapping(mapping)), Step::Key(key), None) => {
            mapping.remove(key.as_str());
        }
        (Some(_), _, Some(matching)) if matching > 1 => take_out(tree, &path[..matching]),
        // A single value where a list may stand.
        (Some(_), _, None) => take_out(tree, parents),
        _ => {}
    }
}
