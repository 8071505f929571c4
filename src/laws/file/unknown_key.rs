//! A key that the format does not know is refused, wherever it stands.

use super::Dice;
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};
use crate::load::{Document, EntryName, Value};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2033"),
    name: "unknown-key",
    title: "a key that the format does not know is refused, in every entry",
    explain: "\
A typing error must not silently drop what was written. An entry of the network, alone in its file, gets one key more
in itself or in a mapping inside: it is refused, mostly as an unknown key (LB0105).",
    weight: 2,
    draw: super::throws,
    holds,
};

/// No key of the format and no id looks like this.
const STRANGE: &str = "zzz-unknown";

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let mut dice = Dice::new(case.shuffle);
    let names = subject.document.entries();
    let Some(name) = names.get(dice.throw(names.len())) else { return Ok(Told::Nothing) };
    // Alone: whatever else is wrong then, the strange key is.
    let mut document = subject.document.clone();
    document.remove(&names.iter().filter(|other| *other != name).cloned().collect());
    let before = errors(&document);
    let EntryName { section, id } = name;
    let Some(entry) = document.entry_mut(name) else { return Ok(Told::Nothing) };
    let inside = mappings(entry);
    let Some(path) = inside.get(dice.throw(inside.len())) else { return Ok(Told::Nothing) };
    let Some(Value::Mapping(mapping)) = at(entry, path) else { return Ok(Told::Nothing) };
    mapping.insert(STRANGE.into(), 1.into());
    let after = errors(&document);
    if after.iter().any(|problem| !before.contains(problem)) {
        return Ok(Told::Holds);
    }
    Err(Violation::new(format!("`{STRANGE}` is taken in `{section}.{id}`, in mapping {} of it", path.len())))
}

fn errors(document: &Document) -> Vec<(Code, String)> {
    document.network().1.into_iter().map(|problem| (problem.code, problem.message)).collect()
}

/// All mappings of an entry, each by the way to it.
fn mappings(entry: &Value) -> Vec<Vec<usize>> {
    fn add(value: &Value, path: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
        let children: Vec<&Value> = match value {
            Value::Mapping(mapping) => {
                all.push(path.clone());
                mapping.values().collect()
            }
            Value::Sequence(list) => list.iter().collect(),
            _ => Vec::new(),
        };
        for (number, child) in children.into_iter().enumerate() {
            path.push(number);
            add(child, path, all);
            path.pop();
        }
    }
    let mut all = Vec::new();
    add(entry, &mut Vec::new(), &mut all);
    all
}

fn at<'a>(mut value: &'a mut Value, path: &[usize]) -> Option<&'a mut Value> {
    for number in path {
        value = match value {
            Value::Mapping(mapping) => mapping.values_mut().nth(*number)?,
            Value::Sequence(list) => list.get_mut(*number)?,
            _ => return None,
        };
    }
    Some(value)
}
