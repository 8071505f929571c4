//! Which node do we take out so that reading can go on, and where did it stand in the file?

use std::collections::{BTreeMap, BTreeSet};

use serde_path_to_error::{Path, Segment};

use super::yaml::{Value, empty_mapping};
use crate::diagnostics::Step;

/// A value under repair.
///
/// Two kinds of paths: *present* ones lead through the value as it is now, *original* ones
/// through the value as it was in the file. They differ by the list items taken out.
#[derive(Debug)]
pub(super) struct Repair {
    value: Value,
    /// By a list's original path: the original indices of the items taken out.
    removed_items: BTreeMap<Vec<Step>, BTreeSet<usize>>,
    /// Original paths of what was wrong, and so taken out or filled in.
    damaged: BTreeSet<Vec<Step>>,
}

impl Repair {
    pub(super) fn new(value: Value) -> Self {
        Self {
            value,
            removed_items: BTreeMap::new(),
            damaged: BTreeSet::new(),
        }
    }

    pub(super) fn value(&self) -> &Value {
        &self.value
    }

    /// The present path that an error names, as far down as there are nodes.
    pub(super) fn present_path(&self, path: &Path) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut node = &self.value;
        for segment in path {
            let step = match segment {
                Segment::Seq { index } => Step::Index(*index),
                Segment::Map { key } => Step::Key(key.clone()),
                Segment::Enum { .. } => continue,
                Segment::Unknown => break,
            };
            let Some(child) = child(node, &step) else {
                break;
            };
            node = child;
            steps.push(step);
        }
        steps
    }

    /// The original path of a present one.
    pub(super) fn original(&self, present: &[Step]) -> Vec<Step> {
        let mut original = Vec::with_capacity(present.len());
        for step in present {
            let step = match step {
                Step::Key(key) => Step::Key(key.clone()),
                Step::Index(index) => {
                    let removed = self.removed_items.get(&original);
                    let shifted = removed
                        .into_iter()
                        .flatten()
                        .fold(
                            *index,
                            |index, removed| {
                                if *removed <= index { index + 1 } else { index }
                            },
                        );
                    Step::Index(shifted)
                }
            };
            original.push(step);
        }
        original
    }

    /// The present path of an original one, if that node has not been taken out.
    pub(super) fn present(&self, original: &[Step]) -> Option<Vec<Step>> {
        let mut node = &self.value;
        let mut present = Vec::with_capacity(original.len());
        for (depth, step) in original.iter().enumerate() {
            let step = match (step, self.removed_items.get(&original[..depth])) {
                (Step::Index(index), Some(taken)) if taken.contains(index) => return None,
                (Step::Index(index), Some(taken)) => {
                    Step::Index(index - taken.range(..index).count())
                }
                (step, _) => step.clone(),
            };
            node = child(node, &step)?;
            present.push(step);
        }
        Some(present)
    }

    /// Takes a node out.
    pub(super) fn remove(&mut self, present: &[Step]) {
        let original = self.original(present);
        let Some((step, above)) = present.split_last() else {
            return;
        };
        let Some(holder) = node_mut(&mut self.value, above) else {
            return;
        };
        match (holder, step) {
            (Value::Mapping(mapping), Step::Key(key)) => {
                mapping.shift_remove(key.as_str());
            }
            (Value::Sequence(list), Step::Index(index)) if *index < list.len() => {
                list.remove(*index);
                if let Some((Step::Index(index), list)) = original.split_last() {
                    self.removed_items
                        .entry(list.to_vec())
                        .or_default()
                        .insert(*index);
                }
            }
            _ => {}
        }
    }

    /// Puts a value where a key was missing.
    pub(super) fn fill(&mut self, parent: &[Step], key: &str, value: Value) {
        let Some(node) = node_mut(&mut self.value, parent) else {
            return;
        };
        // `entry:` with nothing behind it is read like an empty mapping.
        if node.is_null() {
            *node = empty_mapping();
        }
        if let Value::Mapping(mapping) = node {
            mapping.insert(Value::String(key.to_owned()), value);
        }
    }

    /// Does the mapping at this present path have this key?
    pub(super) fn has_key(&self, parent: &[Step], key: &str) -> bool {
        let parent = parent.iter().try_fold(&self.value, child);
        parent
            .and_then(Value::as_mapping)
            .is_some_and(|mapping| mapping.contains_key(key))
    }

    /// Remembers that something was wrong here, so that its absence is not reported as well.
    pub(super) fn mark_damaged(&mut self, original: Vec<Step>) {
        self.damaged.insert(original);
    }

    pub(super) fn is_damaged(&self, original: &[Step]) -> bool {
        self.damaged.contains(original)
    }

    /// Was something wrong below this node? Then what it says of itself as a whole is moot.
    pub(super) fn is_damaged_below(&self, original: &[Step]) -> bool {
        let below = self.damaged.range(original.to_vec()..);
        below
            .take_while(|path| path.starts_with(original))
            .any(|path| path.len() > original.len())
    }
}

fn child<'v>(node: &'v Value, step: &Step) -> Option<&'v Value> {
    match (node, step) {
        (Value::Mapping(mapping), Step::Key(key)) => mapping.get(key.as_str()),
        (Value::Sequence(list), Step::Index(index)) => list.get(*index),
        _ => None,
    }
}

fn node_mut<'v>(root: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(root, |node, step| match (node, step) {
        (Value::Mapping(mapping), Step::Key(key)) => mapping.get_mut(key.as_str()),
        (Value::Sequence(list), Step::Index(index)) => list.get_mut(*index),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;

    #[test]
    fn indices_stay_those_of_the_file() {
        let text = "[[a], [b, c, d, e]]";
        let value = super::super::parse_yaml(FileId(0), text, &mut Vec::new()).unwrap();
        let mut repair = Repair::new(value);
        let at = |list: usize, item: usize| vec![Step::Index(list), Step::Index(item)];
        repair.remove(&at(1, 0));
        assert_eq!(repair.original(&at(1, 0)), at(1, 1));
        repair.remove(&at(1, 1));
        assert_eq!(repair.original(&at(1, 0)), at(1, 1));
        assert_eq!(repair.original(&at(1, 1)), at(1, 3));
        assert_eq!(repair.present(&at(1, 3)), Some(at(1, 1)));
        assert_eq!(repair.present(&at(1, 2)), None);
        repair.remove(&[Step::Index(0)]);
        assert_eq!(repair.present(&at(1, 3)), Some(at(0, 1)));
        assert_eq!(repair.original(&at(0, 1)), at(1, 3));
    }

    #[test]
    fn knows_what_was_wrong_below() {
        let mut repair = Repair::new(Value::Null);
        let key = |name: &str| Step::Key(name.to_owned());
        repair.mark_damaged(vec![key("a"), key("b")]);
        assert!(repair.is_damaged_below(&[]) && repair.is_damaged_below(&[key("a")]));
        assert!(
            !repair.is_damaged_below(&[key("a"), key("b")])
                && !repair.is_damaged_below(&[key("aa")])
        );
    }
}
