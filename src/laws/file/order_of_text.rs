//! The order of files, keys and of items in lists without order has no effect.

use proptest::prelude::*;

use super::{Dice, difference, model_told};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation, Way};
use crate::load::{Document, Loaded, Mapping, Value, load_texts, write_yaml};
use crate::model::Network;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2032"),
    name: "order-of-text",
    title: "the order of files, keys and list items has no effect",
    explain: "\
The entries of all sections are dealt out to files anew, in any order, and the keys of every entry are shuffled: the
model is the same. Then the items of lists under `match` are shuffled too: the best way of a question is the same, step
by step. Lists in which order says something stay: posts, paths, periods, months, changes of a scenario, names, `checks`.",
    weight: 1,
    draw: |choices| (choices.questions(), 1..u64::MAX).prop_map(|(case, shuffle)| Case { shuffle, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let mut dice = Dice::new(case.shuffle);
    let shuffled = read(subject.document, &mut dice, false)?;
    if let Some(difference) = difference(&model_told(subject.network), &model_told(&shuffled)) {
        return Err(Violation::new(format!("in another order the model is another one: {difference}")));
    }
    let shuffled = read(subject.document, &mut dice, true)?;
    let (Some(query), Some(again)) = (subject.query(case), case.query(&shuffled)) else { return Ok(Told::Holds) };
    let other = Subject::new(&shuffled, subject.document, subject.planner);
    let (one, two) = (subject.best(&query), other.best(&again));
    if one == two {
        return Ok(Told::Holds);
    }
    let places = |way: Option<&Way>| way.map(|way| way.places(subject.network)).unwrap_or_default();
    let (one, two) = (places(one.as_ref()), places(two.as_ref()));
    let message = "in another order of the items under `match` the best way is another one";
    let violation = Violation::new(message).note(format!("before: {}", one.join(" - ")));
    Err(violation.note(format!("after: {}", two.join(" - "))).on(one).on(two))
}

/// The network in another order.
fn read(document: &Document, dice: &mut Dice, with_lists: bool) -> Result<Network, Violation> {
    let Loaded { network, diagnostics, .. } = load_texts(dealt(document, dice, with_lists));
    network.ok_or_else(|| {
        let problem = diagnostics.first().map_or("it does not say why", |problem| &problem.message);
        Violation::new(format!("the network cannot be read in another order: {problem}"))
    })
}

/// All entries dealt out to some files.
fn dealt(document: &Document, dice: &mut Dice, with_lists: bool) -> Vec<(String, Vec<u8>)> {
    let files = 2 + dice.throw(3);
    let mut trees = vec![Mapping::new(); files];
    let mut sections: Vec<(&Value, &Value)> = document.tree().iter().collect();
    dice.shuffle(&mut sections);
    for (section, entries) in sections {
        let Value::Mapping(entries) = entries else {
            // A section that is a list says something by its order.
            trees[dice.throw(files)].insert(section.clone(), shuffled(entries, dice, false));
            continue;
        };
        if section.as_str() == Some("network") {
            let whole = shuffled(&Value::Mapping(entries.clone()), dice, false);
            trees[dice.throw(files)].insert(section.clone(), whole);
            continue;
        }
        let mut entries: Vec<(&Value, &Value)> = entries.iter().collect();
        dice.shuffle(&mut entries);
        for (id, entry) in entries {
            let into = trees[dice.throw(files)].entry(section.clone());
            if let Value::Mapping(into) = into.or_insert_with(|| Value::Mapping(Mapping::new())) {
                into.insert(id.clone(), shuffled(entry, dice, with_lists));
            }
        }
    }
    let name = |number: usize| format!("part-{number}.yaml");
    let written = trees.into_iter().enumerate().filter(|(_, tree)| !tree.is_empty());
    written.map(|(number, tree)| (name(number), write_yaml(&Value::Mapping(tree)).into_bytes())).collect()
}

/// The same with keys in any order, and the lists under `match` too.
fn shuffled(value: &Value, dice: &mut Dice, with_lists: bool) -> Value {
    match value {
        Value::Mapping(mapping) => {
            let mut keys: Vec<(&Value, &Value)> = mapping.iter().collect();
            dice.shuffle(&mut keys);
            let of = |(key, value): (&Value, &Value), dice: &mut Dice| {
                let mut value = shuffled(value, dice, with_lists);
                if let (true, Some("match"), Value::Mapping(matches)) = (with_lists, key.as_str(), &mut value) {
                    for list in matches.values_mut() {
                        if let Value::Sequence(list) = list {
                            dice.shuffle(list);
                        }
                    }
                }
                (key.clone(), value)
            };
            Value::Mapping(keys.into_iter().map(|pair| of(pair, dice)).collect())
        }
        Value::Sequence(list) => Value::Sequence(list.iter().map(|item| shuffled(item, dice, with_lists)).collect()),
        other => other.clone(),
    }
}
