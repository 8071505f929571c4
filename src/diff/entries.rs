//! Which entries were added, removed, renamed or changed?

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::said::{EntryKey, Said, Statements};
use super::walk::{FieldChange, changes};

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Only the new network has it.
    Added,
    /// Only the old network has it.
    Removed,
    /// It has another id and says the same.
    Renamed,
    /// It says something else.
    Changed,
}

impl Kind {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        }
    }
}

/// An entry that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryChange {
    /// What happened to it.
    pub change: Kind,
    /// The section it stands in, such as `lines`.
    pub section: String,
    /// Its id; `network` for what the network says of itself. The old one if it was removed, else the new one.
    pub id: String,
    /// Its id in the old network, if it was renamed.
    pub old_id: Option<String>,
    /// Its name or title, if it has one.
    pub name: Option<String>,
    /// In what it changed; what it said or says if it was removed or added.
    pub fields: Vec<FieldChange>,
}

/// Ids of entries that say the same under another id: old and new, by section.
pub(super) fn renames(old: &Statements, new: &Statements) -> BTreeMap<EntryKey, String> {
    let mut found: BTreeMap<EntryKey, String> = BTreeMap::new();
    loop {
        let ids = new_ids(&found);
        let mut taken: BTreeSet<EntryKey> =
            found.iter().map(|((section, _), new)| (section.clone(), new.clone())).collect();
        // What says something, by what it says.
        let mut added: BTreeMap<(&str, &Said), Vec<&EntryKey>> = BTreeMap::new();
        for (key, said) in new.iter().filter(|(key, _)| !old.contains_key(*key) && !taken.contains(*key)) {
            added.entry((&key.0, said)).or_default().push(key);
        }
        let mut more = BTreeMap::new();
        for (key, said) in old.iter().filter(|(key, _)| !new.contains_key(*key) && !found.contains_key(*key)) {
            let said = said.renamed(&ids);
            let alike = added.get(&(key.0.as_str(), &said)).into_iter().flatten();
            if let Some(other) = alike.copied().find(|other| !taken.contains(*other)) {
                taken.insert(other.clone());
                more.insert(key.clone(), other.1.clone());
            }
        }
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// New ids by old ones.
pub(super) fn new_ids(renames: &BTreeMap<EntryKey, String>) -> BTreeMap<&str, &str> {
    renames.iter().map(|((_, old), new)| (old.as_str(), new.as_str())).collect()
}

/// What changed from `old` to `new`, by section and id.
///
/// # Returns
/// Nothing if both say the same. With the sides exchanged: the same entries with added and removed, old and new
/// exchanged.
///
/// # Cost
/// O(n log n) for n values, times the length of the longest chain of renamed entries that name each other.
pub fn compare_statements(old: &Statements, new: &Statements) -> Vec<EntryChange> {
    let renames = renames(old, new);
    let ids = new_ids(&renames);
    let is_new_name = |key: &EntryKey| renames.iter().any(|((section, _), id)| *section == key.0 && *id == key.1);
    let mut found = Vec::new();
    for (key, said) in old {
        if let Some(id) = renames.get(key) {
            let new = (key.0.clone(), id.clone());
            found.push(change(Kind::Renamed, &new, said, Vec::new(), Some(key.1.clone())));
        } else if let Some(now) = new.get(key) {
            let fields = changes(Some(&said.renamed(&ids)), Some(now));
            if !fields.is_empty() {
                found.push(change(Kind::Changed, key, now, fields, None));
            }
        } else {
            found.push(change(Kind::Removed, key, said, changes(Some(said), None), None));
        }
    }
    for (key, said) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        if !is_new_name(key) {
            found.push(change(Kind::Added, key, said, changes(None, Some(said)), None));
        }
    }
    found.sort_by(|a, b| (&a.section, &a.id, a.change).cmp(&(&b.section, &b.id, b.change)));
    found
}

fn change(kind: Kind, key: &EntryKey, said: &Said, fields: Vec<FieldChange>, old_id: Option<String>) -> EntryChange {
    let name = ["name", "title", "question"].into_iter().find_map(|key| said.word(key));
    let id = if key.1.is_empty() { key.0.clone() } else { key.1.clone() };
    EntryChange { change: kind, section: key.0.clone(), id, old_id, name: name.map(str::to_string), fields }
}
