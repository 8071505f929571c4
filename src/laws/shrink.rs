//! Makes a network small while it still breaks a law, so that a reader can see why.
//!
//! # Method
//! Delta debugging on the entries of the written network. First all places but those on the ways that were compared go,
//! then whole sections, then halves, quarters, ... and single entries of each section; places are made one, and the
//! question begins and ends nearer; at last single items of lists and keys of what is left go. Whatever a removal leaves without sense goes with it ([`Document::repair`]). A smaller network
//! is kept if it can be read and breaks the law. Then the question is made simpler, thing by thing.

use std::collections::BTreeSet;

use super::case::Case;
use super::planner::Planner;
use super::run::judge;
use super::subject::Subject;
use super::{Law, Violation};
use crate::load::{Document, EntryName, Mapping, Value};

/// The smallest network and question found.
#[derive(Debug, Clone)]
pub(super) struct Smallest {
    pub document: Document,
    pub case: Case,
    pub violation: Violation,
}

/// At most so many networks are tried.
const TRIES: u32 = 4000;

struct Shrinker<'a> {
    law: &'a Law,
    planner: &'a dyn Planner,
    smallest: Smallest,
    tries: u32,
}

/// Shrinks a network that breaks `law` in `case`, and the case.
pub(super) fn shrink(
    law: &Law,
    planner: &dyn Planner,
    document: &Document,
    case: &Case,
    violation: &Violation,
) -> Smallest {
    let smallest = Smallest { document: document.clone(), case: case.clone(), violation: violation.clone() };
    let mut shrinker = Shrinker { law, planner, smallest, tries: 0 };
    shrinker.only_places_on_the_ways();
    loop {
        let before = shrinker.smallest.document.clone();
        shrinker.simplify_the_question();
        shrinker.shorten_the_way();
        shrinker.drop_sections();
        shrinker.drop_entries();
        shrinker.merge_places();
        if shrinker.smallest.document == before {
            break;
        }
    }
    shrinker.drop_parts();
    shrinker.simplify_the_question();
    shrinker.smallest
}

/// Why a network breaks a law in a case, if it can be read and does.
fn broken(law: &Law, planner: &dyn Planner, document: &Document, case: &Case) -> Option<Violation> {
    let (network, _) = document.network();
    let network = network?;
    judge(law, &Subject::new(&network, document, planner), case).err()
}

impl Shrinker<'_> {
    /// Takes a network without these entries, if it still breaks the law.
    fn try_without(&mut self, names: &BTreeSet<EntryName>) -> bool {
        let mut document = self.smallest.document.clone();
        document.remove(names);
        self.try_document(document)
    }

    fn try_document(&mut self, mut document: Document) -> bool {
        if self.tries >= TRIES || document == self.smallest.document {
            return false;
        }
        self.tries += 1;
        if document.repair().is_none() {
            return false;
        }
        let Some(violation) = broken(self.law, self.planner, &document, &self.smallest.case) else { return false };
        self.smallest = Smallest { document, violation, case: self.smallest.case.clone() };
        true
    }

    fn only_places_on_the_ways(&mut self) {
        let Case { from, to, via, .. } = &self.smallest.case;
        let mut kept: BTreeSet<&String> = self.smallest.violation.places.iter().collect();
        kept.extend([from, to].into_iter().chain(via));
        let others = self.smallest.document.entries().into_iter();
        let others = others.filter(|name| name.section == "places" && !kept.contains(&name.id)).collect();
        self.try_without(&others);
    }

    /// Begins and ends at other places of the ways that were compared.
    fn shorten_the_way(&mut self) {
        let places = self.smallest.violation.places.clone();
        for place in places.iter().rev() {
            self.try_case(Case { from: place.clone(), ..self.smallest.case.clone() });
        }
        for place in &places {
            self.try_case(Case { to: place.clone(), ..self.smallest.case.clone() });
        }
    }

    /// Takes a question whose ways touch fewer places, if it still breaks the law.
    fn try_case(&mut self, case: Case) {
        let Some(violation) = broken(self.law, self.planner, &self.smallest.document, &case) else { return };
        if violation.places.len() < self.smallest.violation.places.len() {
            (self.smallest.case, self.smallest.violation) = (case, violation);
        }
    }

    /// Makes one place of two: what leads to the one leads to the other, what joins them goes.
    fn merge_places(&mut self) {
        let ids = |document: &Document| -> Vec<EntryName> {
            document.entries().into_iter().filter(|name| name.section == "places").collect()
        };
        for gone in ids(&self.smallest.document) {
            for kept in ids(&self.smallest.document) {
                let Case { from, to, .. } = &self.smallest.case;
                if gone == kept || gone.id == *from || gone.id == *to {
                    continue;
                }
                let mut document = self.smallest.document.clone();
                document.remove(&BTreeSet::from([gone.clone()]));
                document.tree_mut().values_mut().for_each(|section| rename(section, &gone.id, &kept.id));
                if self.try_document(document) {
                    break;
                }
            }
        }
    }

    fn drop_sections(&mut self) {
        let names = self.smallest.document.entries();
        let sections: BTreeSet<&String> = names.iter().map(|name| &name.section).collect();
        for section in sections {
            let of_section = self.smallest.document.entries().into_iter().filter(|name| name.section == *section);
            self.try_without(&of_section.collect());
        }
    }

    fn drop_entries(&mut self) {
        let names = self.smallest.document.entries();
        let sections: BTreeSet<&String> = names.iter().map(|name| &name.section).collect();
        for section in sections {
            let of_section = |document: &Document| -> Vec<EntryName> {
                document.entries().into_iter().filter(|name| name.section == *section).collect()
            };
            let mut size = of_section(&self.smallest.document).len().div_ceil(2);
            while size > 0 {
                let mut at = 0;
                loop {
                    let left = of_section(&self.smallest.document);
                    if at >= left.len() {
                        break;
                    }
                    let part = left[at..left.len().min(at + size)].iter().cloned().collect();
                    if !self.try_without(&part) {
                        at += size;
                    }
                }
                size = if size == 1 { 0 } else { size.div_ceil(2) };
            }
        }
    }

    /// Items of lists and keys of mappings, last first, so that the positions of the others stay.
    fn drop_parts(&mut self) {
        let paths = paths(self.smallest.document.tree());
        for path in paths.iter().rev() {
            let mut document = self.smallest.document.clone();
            if remove_at(document.tree_mut(), path) {
                self.try_document(document);
            }
        }
    }

    fn simplify_the_question(&mut self) {
        while let Some((case, violation)) = self.smallest.case.simpler().into_iter().find_map(|case| {
            let violation = broken(self.law, self.planner, &self.smallest.document, &case)?;
            Some((case, violation))
        }) {
            (self.smallest.case, self.smallest.violation) = (case, violation);
        }
    }
}

/// Puts one id in the place of another, wherever it stands as a value or as the key of a post.
fn rename(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => *text = to.into(),
        Value::Sequence(list) => list.iter_mut().for_each(|item| rename(item, from, to)),
        Value::Mapping(mapping) => {
            mapping.values_mut().for_each(|value| rename(value, from, to));
            if mapping.len() == 1
                && let Some(value) = mapping.remove(from)
            {
                mapping.insert(to.into(), value);
            }
        }
        _ => {}
    }
}

/// A way down the tree: a key's number among its neighbours, or an item's.
type Down = Vec<usize>;

/// All parts of all entries, parents before children.
fn paths(tree: &Mapping) -> Vec<Down> {
    fn add(value: &Value, path: &mut Down, all: &mut Vec<Down>) {
        let children: Vec<&Value> = match value {
            Value::Mapping(mapping) => mapping.values().collect(),
            Value::Sequence(list) => list.iter().collect(),
            _ => Vec::new(),
        };
        for (number, child) in children.into_iter().enumerate() {
            path.push(number);
            // Sections and entries were tried before.
            if path.len() > 2 {
                all.push(path.clone());
            }
            add(child, path, all);
            path.pop();
        }
    }
    let mut all = Vec::new();
    add(&Value::Mapping(tree.clone()), &mut Vec::new(), &mut all);
    all
}

/// Removes the part at a path; a list under `match` keeps its last item, since without any it would match more.
fn remove_at(tree: &mut Mapping, path: &[usize]) -> bool {
    let Some((last, parents)) = path.split_last() else { return false };
    let Some((first, between)) = parents.split_first() else { return false };
    let Some(mut at) = tree.values_mut().nth(*first) else { return false };
    for number in between {
        let next = match at {
            Value::Mapping(mapping) => mapping.values_mut().nth(*number),
            Value::Sequence(list) => list.get_mut(*number),
            _ => None,
        };
        let Some(next) = next else { return false };
        at = next;
    }
    match at {
        Value::Mapping(mapping) => {
            let Some(key) = mapping.keys().nth(*last).cloned() else { return false };
            key.as_str() != Some("match") && mapping.shift_remove(&key).is_some()
        }
        Value::Sequence(list) if *last < list.len() && list.len() > 1 => {
            list.remove(*last);
            true
        }
        _ => false,
    }
}
